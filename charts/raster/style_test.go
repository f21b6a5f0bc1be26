package raster

import (
	"image/color"
	"strings"
	"testing"
)

func parsed(t *testing.T, svg string) *reader {
	t.Helper()
	r, err := read(svg)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRead(t *testing.T) {
	r := parsed(t, `<?xml version="1.0"?><!-- c --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="x" a="1">
<g id="one" style="fill: red;;  stroke :blue; broken"><text xml:space="preserve" xlink:href="h">a &amp; &#x628;<![CDATA[<b>]]></text></g>
<title>not text</title></svg>`)
	if r.root.name != "svg" || len(r.root.kids) != 2 || r.nodes != 4 {
		t.Fatalf("root %q with %d children, %d elements", r.root.name, len(r.root.kids), r.nodes)
	}
	g := r.ids["one"]
	if g == nil || g.get("fill") != "red" || g.get("stroke") != "blue" || g.get("broken") != "" {
		t.Errorf("g is %+v", g)
	}
	text := g.kids[0]
	if text.text != "a & ب<b>" || text.get("xml:space") != "preserve" || text.get("xlink:href") != "h" {
		t.Errorf("text is %+v", text)
	}
	if r.root.kids[1].text != "" {
		t.Error("a title's text is kept")
	}
}

// styled gives the style of an element with these attributes.
func styled(t *testing.T, attrs string) (style, own, map[string]bool) {
	t.Helper()
	r := parsed(t, `<svg><text `+attrs+`/></svg>`)
	w := walker{notes: map[string]bool{}}
	s := initial
	o := w.read(r.root.kids[0], &s)
	return s, o, w.notes
}

func TestStyles(t *testing.T) {
	for attrs, want := range map[string]func(*style, *own){
		``:                                 func(*style, *own) {},
		`fill="none"`:                      func(s *style, _ *own) { s.fill = brush{} },
		`fill="url(#a)"`:                   func(s *style, _ *own) { s.fill = brush{set: true, id: "a"} },
		`fill="url('#a')"`:                 func(s *style, _ *own) { s.fill = brush{set: true, id: "a"} },
		`fill="blue" style="fill:#010203"`: func(s *style, _ *own) { s.fill.colour = color.NRGBA{1, 2, 3, 255} },
		`stroke="red"`:                     func(s *style, _ *own) { s.stroke = brush{set: true, colour: color.NRGBA{255, 0, 0, 255}} },
		`stroke-width="2.5px"`:             func(s *style, _ *own) { s.width = 2.5 },
		`stroke-linecap="square"`:          func(s *style, _ *own) { s.cap = capSquare },
		`stroke-linejoin="bevel"`:          func(s *style, _ *own) { s.join = joinBevel },
		`stroke-miterlimit="10"`:           func(s *style, _ *own) { s.limit = 10 },
		`stroke-dashoffset="-3"`:           func(s *style, _ *own) { s.offset = -3 },
		`stroke-opacity="50%"`:             func(s *style, _ *own) { s.strokeOpacity = 0.5 },
		`fill-opacity=".25"`:               func(s *style, _ *own) { s.fillOpacity = 0.25 },
		`opacity="0.5"`:                    func(s *style, o *own) { s.opacity, o.fade = 0.5, 0.5 },
		`paint-order="stroke"`:             func(s *style, _ *own) { s.strokeFirst = true },
		`paint-order="fill"`:               func(*style, *own) {},
		`fill-rule="evenodd"`:              func(s *style, _ *own) { s.rule = evenOdd },
		`clip-rule="evenodd"`:              func(s *style, _ *own) { s.clipRule = evenOdd },
		`visibility="hidden"`:              func(s *style, _ *own) { s.hidden = true },
		`display="none"`:                   func(_ *style, o *own) { o.none = true },
		`pointer-events="visible"`:         func(s *style, _ *own) { s.events = true },
		`text-anchor="middle"`:             func(s *style, _ *own) { s.anchor = anchorMiddle },
		`dominant-baseline="central"`:      func(s *style, _ *own) { s.baseline = baselineCentre },
		`font-size="9px"`:                  func(s *style, _ *own) { s.size = 9 },
		`font-weight="600"`:                func(s *style, _ *own) { s.bold = true },
		`font-weight="500"`:                func(*style, *own) {},
		`font-style="italic"`:              func(s *style, _ *own) { s.italic = true },
		`style="font: normal bold 13px/1.5 'Noto Sans', sans-serif"`: func(s *style, _ *own) { s.size, s.bold = 13, true },
		`style="font: oblique 8px x" font-weight="bold"`:             func(s *style, _ *own) { s.size, s.italic = 8, true },
		`font-family="Comic Sans MS"`:                                func(*style, *own) {},
		`clip-path="url(#c)"`:                                        func(_ *style, o *own) { o.clip = "c" },
		`clip-path="none"`:                                           func(*style, *own) {},
		`filter="url(#f)"`:                                           func(_ *style, o *own) { o.filter = "f" },
		`transform="translate(1 2)"`:                                 func(_ *style, o *own) { o.m = translation(1, 2) },
	} {
		s, o, notes := styled(t, attrs)
		wantStyle, wantOwn := initial, own{m: identity, fade: 1}
		want(&wantStyle, &wantOwn)
		if len(notes) > 0 || o != wantOwn || !equal(s, wantStyle) {
			t.Errorf("%s: %+v %+v, notes %v", attrs, s, o, notes)
		}
	}
	if s, _, _ := styled(t, `stroke-dasharray="1,2 3"`); len(s.dash) != 3 {
		t.Errorf("dashes %v", s.dash)
	}
}

// equal compares styles without dashes.
func equal(a, b style) bool {
	a.dash, b.dash = nil, nil
	return a.fill == b.fill && a.stroke == b.stroke && a.fillOpacity == b.fillOpacity && a.strokeOpacity == b.strokeOpacity &&
		a.opacity == b.opacity && a.rule == b.rule && a.clipRule == b.clipRule && a.strokeFirst == b.strokeFirst &&
		a.width == b.width && a.offset == b.offset && a.limit == b.limit && a.cap == b.cap && a.join == b.join &&
		a.size == b.size && a.bold == b.bold && a.italic == b.italic && a.preserve == b.preserve &&
		a.anchor == b.anchor && a.baseline == b.baseline && a.hidden == b.hidden && a.events == b.events
}

// TestStylesThatCannotBeRead are noted and change nothing.
func TestStylesThatCannotBeRead(t *testing.T) {
	for _, attrs := range []string{
		`fill="url(other.svg#a)"`, `fill="url(#a"`, `stroke-width="thick"`, `stroke-linecap="bumpy"`, `stroke-linejoin="arcs"`,
		`fill-rule="odd"`, `font-size="large"`, `font-weight="heavy"`, `font="12em x"`, `text-anchor="left"`, `dominant-baseline="math"`,
		`opacity="x"`, `transform="x"`, `clip-path="circle(3)"`, `filter="blur(3px)"`, `stroke-dasharray="a"`, `mix-blend-mode="multiply"`,
	} {
		_, _, notes := styled(t, attrs)
		name, _, _ := strings.Cut(attrs, "=")
		if len(notes) != 1 {
			t.Errorf("%s: notes %v", attrs, notes)
		}
		for n := range notes {
			if !strings.HasPrefix(n, "attribute "+name+"=") {
				t.Errorf("%s: %q", attrs, n)
			}
		}
	}
}

// TestNotesAreFew: a hostile SVG cannot fill the memory with complaints.
func TestNotesAreFew(t *testing.T) {
	w := walker{notes: map[string]bool{}}
	for i := range 3 * maxNotes {
		w.note(strings.Repeat("x", i))
	}
	if len(w.notes) != maxNotes {
		t.Errorf("%d notes", len(w.notes))
	}
	if got := brief(strings.Repeat("é", 100)); len(got) > 45 || !strings.HasSuffix(got, "…") {
		t.Errorf("%q", got)
	}
}
