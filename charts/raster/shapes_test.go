package raster

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"strconv"
	"strings"
	"testing"

	"saywhen/charts/paint"
)

// TestElements: the bounds, contours and closedness of every basic shape.
func TestElements(t *testing.T) {
	for svg, want := range map[string]struct {
		lo, hi   point
		contours int
		closed   bool
	}{
		`<rect x="1" y="2" width="3" height="4"/>`:                   {point{1, 2}, point{4, 6}, 1, true},
		`<rect width="3" height="4"/>`:                               {point{0, 0}, point{3, 4}, 1, true},
		`<rect x="1" y="2" width="30" height="40" rx="5"/>`:          {point{1, 2}, point{31, 42}, 1, true},
		`<rect x="1" y="2" width="30" height="40" rx="500" ry="3"/>`: {point{1, 2}, point{31, 42}, 1, true},
		`<rect width="0" height="4"/>`:                               {},
		`<circle cx="5" cy="6" r="2"/>`:                              {point{3, 4}, point{7, 8}, 1, true},
		`<circle cx="5" cy="6"/>`:                                    {},
		`<ellipse cx="5" cy="6" rx="1" ry="3"/>`:                     {point{4, 3}, point{6, 9}, 1, true},
		`<ellipse cx="5" cy="6" rx="1"/>`:                            {},
		`<line x1="1" y1="2" x2="3" y2="9"/>`:                        {point{1, 2}, point{3, 9}, 1, false},
		`<polyline points="1,2 3,4 5,0"/>`:                           {point{1, 0}, point{5, 4}, 1, false},
		`<polygon points="1 2 3 4 5 0"/>`:                            {point{1, 0}, point{5, 4}, 1, true},
		`<polygon/>`:                                                 {},
		`<path d="M1 2h3v4zM9 9l1 1"/>`:                              {point{1, 2}, point{10, 10}, 2, true},
		`<path/>`:                                                    {},
	} {
		n := parsed(t, "<svg>"+svg+"</svg>").root.kids[0]
		b := newBuilder(identity)
		if known, ok := b.element(n); !known || !ok {
			t.Errorf("%s: known %v, read %v", svg, known, ok)
		}
		lo, hi, some := b.bounds(identity)
		if !some {
			lo, hi = point{}, point{}
		}
		if lo.minus(want.lo).length() > 0.08 || hi.minus(want.hi).length() > 0.08 || len(b.ends) != want.contours {
			t.Errorf("%s: %v to %v in %d contours", svg, lo, hi, len(b.ends))
		}
		if want.contours > 0 && b.ends[0].closed != want.closed {
			t.Errorf("%s: closed %v", svg, !want.closed)
		}
	}
}

// TestRadii: a missing radius is as the other.
func TestRadii(t *testing.T) {
	for attrs, want := range map[string]point{``: {}, `rx="3"`: {3, 3}, `ry="4"`: {4, 4}, `rx="3" ry="4"`: {3, 4}, `rx="auto" ry="4"`: {4, 4}} {
		n := parsed(t, "<svg><rect "+attrs+"/></svg>").root.kids[0]
		if got := radius(n); got != want {
			t.Errorf("%s: %v, want %v", attrs, got, want)
		}
	}
}

// TestRoundedCornersAreArcs: what is left of a square is what four quarters of
// a circle leave.
func TestRoundedCornersAreArcs(t *testing.T) {
	for _, r := range []float64{1, 5, 20, 50} {
		body := `<rect width="100" height="100" rx="` + strconv.Itoa(int(r)) + `"/>`
		want := 100*100 - (4-math.Pi)*r*r
		if got := ink(drawn(t, sheet(100, 100, body), Options{}).Image); math.Abs(got-want) > 0.003*want {
			t.Errorf("radius %v: %.1f pixels, want %.1f", r, got, want)
		}
	}
}

// TestLetters: where a line stands, in user units.
func TestLetters(t *testing.T) {
	w := walker{Options: Options{Fonts: paint.Default()}}
	width := float64(w.Fonts.Measure("Text", 1, false)) * 20
	st := state{m: identity, style: initial}
	st.style.size = 20
	place := func(anchor, baseline uint8) placedText {
		st.style.anchor, st.style.baseline = anchor, baseline
		return w.letters("Text", point{100, 50}, &st)
	}
	for anchor, x := range map[uint8]float64{anchorStart: 100, anchorMiddle: 100 - width/2, anchorEnd: 100 - width} {
		if l := place(anchor, baselineLetters); math.Abs(l.at.x-x) > 1e-9 || math.Abs(l.size.x-width) > 1e-9 || l.m.f != 50 {
			t.Errorf("anchor %d: %+v, want x %v", anchor, l, x)
		}
	}
	top, middle, bottom := place(anchorStart, baselineTop), place(anchorStart, baselineCentre), place(anchorStart, baselineBottom)
	if top.at.y != 50 || math.Abs(middle.at.y+middle.size.y/2-50) > 1e-9 || bottom.at.y+bottom.size.y != 50 {
		t.Errorf("top %v, centre %v, bottom %v", top.at, middle.at, bottom.at)
	}
	if top.m.f != math.Round(top.m.f) || middle.m.f != math.Round(middle.m.f) {
		t.Errorf("letters stand at %v and %v", top.m.f, middle.m.f)
	}
	st.m = rotation(30).times(translation(0, 0.3))
	if l := place(anchorStart, baselineLetters); l.m.f == math.Round(l.m.f) {
		t.Error("turned letters are moved")
	}
	for _, size := range []float64{0, -3, 1e9} {
		if st.style.size = size; !place(anchorStart, baselineLetters).none {
			t.Errorf("letters of size %v are drawn", size)
		}
	}
}

// TestItalics lean to the right.
func TestItalics(t *testing.T) {
	lean := func(style string) (top, foot int) {
		m := drawn(t, sheet(100, 100, `<text x="30" y="80" font-size="80" `+style+`>l</text>`), Options{}).Image
		first := func(y int) int {
			for x := range 100 {
				if m.RGBAAt(x, y).A > 128 {
					return x
				}
			}
			return -1
		}
		return first(25), first(75)
	}
	if top, foot := lean(""); top != foot || top < 30 {
		t.Errorf("upright: %d and %d", top, foot)
	}
	if top, foot := lean(`font-style="italic"`); top-foot < 10 || top-foot > 15 {
		t.Errorf("sloped: %d and %d", top, foot)
	}
}

// dataURI encodes a picture of a size.
func dataURI(t *testing.T, kind string, w, h int) string {
	t.Helper()
	m := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.Black})
	var b bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, m)
	case "jpeg":
		err = jpeg.Encode(&b, m, nil)
	case "gif":
		err = gif.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return "data:image/" + kind + ";base64," + base64.StdEncoding.EncodeToString(b.Bytes())
}

func TestDecode(t *testing.T) {
	for href, ok := range map[string]bool{
		dataURI(t, "png", 3, 2):              true,
		dataURI(t, "jpeg", 3, 2):             true,
		dataURI(t, "gif", 3, 2):              false,
		dataURI(t, "png", 5000, 4000):        false, // more than maxImage
		"data:image/svg+xml;base64,PHN2Zy8+": false,
		"data:image/png;base64,!":            false,
		"data:image/png;base64,":             false,
		"data:image/png,abc":                 false,
		"file:///etc/passwd":                 false,
		"http://localhost/a.png":             false,
		"":                                   false,
		dataURI(t, "png", 3, 2)[:60]:         false,
		strings.Replace(dataURI(t, "png", 3, 2), "p", "j", 1): false,
	} {
		var w walker
		if img := w.decode(href); (img != nil) != ok {
			t.Errorf("%.60s: read %v, want %v", href, img != nil, ok)
		}
	}
	w := walker{decoded: maxImages - 5}
	if w.decode(dataURI(t, "png", 3, 2)) != nil {
		t.Error("too many pictures were read")
	}
}

// TestDots: a dot has the area of its circle, wherever in a pixel it stands.
func TestDots(t *testing.T) {
	for _, r := range []int32{8, 24, 40, 100} {
		for q := range 16 {
			m := newDot(dotKey{r, uint8(q % 4), uint8(q / 4)})
			sum, cx, cy := 0.0, 0.0, 0.0
			for i, a := range m.a {
				x, y := float64(i%m.box.Dx()+m.box.Min.X)+0.5, float64(i/m.box.Dx()+m.box.Min.Y)+0.5
				sum, cx, cy = sum+float64(a)/255, cx+float64(a)/255*x, cy+float64(a)/255*y
			}
			radius := float64(r) / 16
			want := math.Pi * radius * radius
			if math.Abs(sum-want) > 0.1*want || math.Abs(cx/sum-float64(q%4)/4) > 0.08 || math.Abs(cy/sum-float64(q/4)/4) > 0.08 {
				t.Errorf("radius %v at %d: %.2f pixels around %.2f,%.2f, want %.2f", radius, q, sum, cx/sum, cy/sum, want)
			}
		}
	}
}

// TestShadows lie under their shape, moved and in their colour.
func TestShadows(t *testing.T) {
	const filter = `<filter id="f"><feDropShadow dx="10" dy="5" stdDeviation="2 2" flood-color="blue"/></filter>`
	m := drawn(t, sheet(100, 100, filter+`<rect x="20" y="20" width="30" height="30" fill="lime" stroke="red" stroke-width="2" filter="url(#f)"/>`), Options{}).Image
	for at, want := range map[image.Point]color.RGBA{
		{X: 35, Y: 35}: {0, 255, 0, 255}, {X: 19, Y: 30}: {255, 0, 0, 255}, {X: 55, Y: 40}: {0, 0, 255, 255}, {X: 80, Y: 80}: {}, {X: 10, Y: 10}: {},
	} {
		if got := m.RGBAAt(at.X, at.Y); !close2(got, want) {
			t.Errorf("%v is %v, want %v", at, got, want)
		}
	}
	if edge := m.RGBAAt(61, 40); edge.A < 60 || edge.A > 200 || edge.B != edge.A {
		t.Errorf("the edge of the shadow is %v", edge)
	}
	whole := ink(m)
	large := ink(drawn(t, sheet(100, 100, filter+`<rect x="20" y="20" width="30" height="30" fill="lime" stroke="red" stroke-width="2" filter="url(#f)"/>`), Options{Scale: 3}).Image)
	if math.Abs(large/9-whole) > 0.02*whole {
		t.Errorf("%.0f pixels at one, %.0f at three times the size", whole, large)
	}
}
