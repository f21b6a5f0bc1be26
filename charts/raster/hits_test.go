package raster

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"
)

// tagged gives the attributes of a mark.
func tagged(series, index int) string {
	return fmt.Sprintf(` ecmeta_series_index="%d" ecmeta_data_index="%d" ecmeta_ssr_type="chart"`, series, index)
}

func hitsOf(t *testing.T, body string, scale float64) *HitMap {
	t.Helper()
	return drawn(t, sheet(200, 100, body), Options{Hits: true, Scale: scale}).Hits
}

func TestHits(t *testing.T) {
	body := `<rect x="10" y="10" width="40" height="40" fill="red"` + tagged(0, 1) + `/>` +
		`<circle cx="50" cy="50" r="20" fill="blue" ecmeta_data_type="node"` + tagged(1, 2) + `/>` +
		`<path d="M100 10L180 90" fill="none" stroke="red" ecmeta_data_type="edge"` + tagged(1, 3) + `/>` +
		`<rect x="150" y="0" width="20" height="10" fill="none" pointer-events="visible" ecmeta_ssr_type="legend" ecmeta_series_index="2" ecmeta_data_index="0"/>` +
		`<rect x="0" y="0" width="200" height="100" fill-opacity="0"/>` +
		`<rect x="12" y="12" width="5" height="5" ecmeta_silent="true"` + tagged(9, 9) + `/>` +
		`<path fill-rule="evenodd" d="M100 60H140V100H100ZM110 70H130V90H110Z"` + tagged(3, 0) + `/>` +
		`<g clip-path="url(#c)"><rect x="0" y="80" width="60" height="20"` + tagged(4, 0) + `/></g>` +
		`<text x="80" y="60" font-size="10"` + tagged(5, 0) + `>MM</text>` +
		`<clipPath id="c"><circle cx="10" cy="90" r="10"/></clipPath>`
	for _, scale := range []float64{0.5, 1, 2.5} {
		h := hitsOf(t, body, scale)
		for at, want := range map[[2]float64]string{
			{12, 12}: "0/1  false", {30, 30}: "0/1  false", {45, 45}: "1/2 node false", {65, 50}: "1/2 node false",
			{9, 30}: "", {140, 50}: "1/3 edge false", {142, 50}: "1/3 edge false", {146, 50}: "",
			{160, 5}: "2/0  true", {105, 80}: "3/0  false", {120, 80}: "", {10, 90}: "4/0  false", {40, 90}: "", {85, 57}: "5/0  false",
			{-1, 5}: "", {5, -1}: "", {1e9, 5}: "", {5, 1e9}: "",
		} {
			got := ""
			if hit, ok := h.At(at[0], at[1]); ok {
				got = fmt.Sprintf("%d/%d %s %v", hit.Series, hit.Index, hit.DataType, hit.Legend)
			}
			if got != want {
				t.Errorf("scale %v: at %v %q, want %q", scale, at, got, want)
			}
		}
	}
	if hit, _ := hitsOf(t, body, 2).At(30, 30); hit.Box != (Box{10, 10, 40, 40}) {
		t.Errorf("box %v", hit.Box)
	}
}

// TestHitsAgainstAll: the grid finds what a look at all marks finds.
func TestHitsAgainstAll(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	var b strings.Builder
	for i := range 300 {
		paint := `fill="red"`
		if i%3 == 0 {
			paint = fmt.Sprintf(`fill="none" stroke="red" stroke-width="%d"`, r.IntN(12))
		}
		fmt.Fprintf(&b, `<path d="M%d %dl%d %dl%d %d" %s%s/>`, r.IntN(200), r.IntN(100),
			r.IntN(120)-60, r.IntN(120)-60, r.IntN(120)-60, r.IntN(120)-60, paint, tagged(i%4, i))
	}
	h := hitsOf(t, b.String(), 1.7)
	found := 0
	for range 5000 {
		p := point{r.Float64() * 200, r.Float64() * 100}
		want, ok := Hit{}, false
		for i := range h.marks {
			if h.hits(&h.marks[i], p) {
				want, ok = h.marks[i].hit, true
			}
		}
		got, gotOK := h.At(p.x, p.y)
		if got != want || gotOK != ok {
			t.Fatalf("at %v: %v %v, want %v %v", p, got, gotOK, want, ok)
		}
		if ok {
			found++
		}
	}
	if found < 2000 || found > 4999 {
		t.Errorf("%d of 5000 places are hit", found)
	}
}

// TestHitsSeeWhatIsPainted: a lone filled mark is hit where its pixels are.
func TestHitsSeeWhatIsPainted(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for range 20 {
		d := fmt.Sprintf("M%d %dC%d %d %d %d %d %dZ", r.IntN(100), r.IntN(100), r.IntN(100), r.IntN(100), r.IntN(100), r.IntN(100), r.IntN(100), r.IntN(100))
		p := drawn(t, sheet(100, 100, `<path d="`+d+`"`+tagged(0, 0)+`/>`), Options{Hits: true})
		for y := range 100 {
			for x := range 100 {
				_, hit := p.Hits.At(float64(x)+0.5, float64(y)+0.5)
				if a := p.Image.RGBAAt(x, y).A; a > 250 && !hit || a == 0 && hit {
					t.Fatalf("%s: pixel %d,%d has alpha %d, hit %v", d, x, y, a, hit)
				}
			}
		}
	}
}

const hole = `<rect x="20" y="20" width="50" height="50" fill="lime"/>` +
	`<g clip-path="url(#c)"><path d="M10 10h100v60h-100Z" fill="none" ecmeta_native="swimlane" ecmeta_series_index="3" ecmeta_data_index="7" ecmeta_ssr_type="chart"/></g>` +
	`<rect x="60" y="20" width="5" height="50" fill="blue"/><clipPath id="c"><path d="M0 0H80V100H0Z"/></clipPath>`

func TestNative(t *testing.T) {
	for _, scale := range []float64{1, 2} {
		var seen NativeMark
		p := drawn(t, sheet(200, 100, hole), Options{Scale: scale, Hits: true, Native: func(n *NativeMark) bool {
			seen = NativeMark{Name: n.Name, Series: n.Series, Index: n.Index, Box: n.Box, Scale: n.Scale}
			n.Rect(Box{40, 30, 60, 10}, red)
			n.Dot(30, 60, 5, color.NRGBA{0, 0, 255, 255})
			n.Hit(4, Box{40, 30, 60, 10})
			return true
		}})
		if seen.Name != "swimlane" || seen.Series != 3 || seen.Index != 7 || seen.Scale != scale || seen.Box != (Box{10, 10, 100, 60}) {
			t.Errorf("the hole is %+v", seen)
		}
		at := func(x, y float64) color.RGBA { return p.Image.RGBAAt(int(x*scale), int(y*scale)) }
		for name, c := range map[string]struct{ got, want color.RGBA }{
			"over what was before":   {at(50, 35), color.RGBA{255, 0, 0, 255}},
			"under what comes after": {at(62, 35), color.RGBA{0, 0, 255, 255}},
			"within the clip":        {at(78, 35), color.RGBA{255, 0, 0, 255}},
			"beyond the clip":        {at(82, 35), color.RGBA{}},
			"beside the mark":        {at(50, 45), color.RGBA{0, 255, 0, 255}},
			"the dot":                {at(30, 60), color.RGBA{0, 0, 255, 255}},
			"beside the dot":         {at(36, 60), color.RGBA{0, 255, 0, 255}},
		} {
			if c.got != c.want {
				t.Errorf("scale %v: %s: %v, want %v", scale, name, c.got, c.want)
			}
		}
		if hit, ok := p.Hits.At(50, 35); !ok || hit.Series != 3 || hit.Index != 4 {
			t.Errorf("hit %v %v", hit, ok)
		}
		if _, ok := p.Hits.At(82, 35); ok {
			t.Error("a mark is hit beyond the clip")
		}
		if _, ok := p.Hits.At(50, 60); ok {
			t.Error("the hole itself is hit")
		}
	}
}

// TestNativeLikeSVG: natively drawn marks look as the same marks in SVG.
func TestNativeLikeSVG(t *testing.T) {
	body := `<rect x="0" y="0" width="200" height="100" fill="none" ecmeta_native="x"/>`
	got := drawn(t, sheet(200, 100, body), Options{Scale: 1.5, Native: func(n *NativeMark) bool {
		n.Rect(Box{10.3, 10.7, 33.4, 20.9}, color.NRGBA{255, 0, 0, 128})
		n.Dot(100, 50, 20, red)
		n.Text(150, 50, "42 و", 20, true, color.NRGBA{0, 0, 255, 255})
		return true
	}})
	want := drawn(t, sheet(200, 100, `<rect x="10.3" y="10.7" width="33.4" height="20.9" fill="red" fill-opacity="0.502"/><circle cx="100" cy="50" r="20" fill="red"/>`+
		`<text x="150" y="50" text-anchor="middle" dominant-baseline="central" style="font: bold 20px sans-serif" fill="blue">42 و</text>`), Options{Scale: 1.5})
	for i, v := range got.Image.Pix {
		if d := int(v) - int(want.Image.Pix[i]); d < -3 || d > 3 {
			t.Fatalf("pixel %d,%d: %d, want %d", i/4%300, i/1200, v, want.Image.Pix[i])
		}
	}
}

func TestLabels(t *testing.T) {
	fits := map[string]bool{"7": true, "1234567890": false, "": true}
	drawn(t, sheet(200, 100, hole), Options{Native: func(n *NativeMark) bool {
		for text, want := range fits {
			if got := n.Label(Box{10, 10, 20, 20}, text, 10, false, red); got != want {
				t.Errorf("%q in 20 pixels: %v", text, got)
			}
		}
		if n.Label(Box{10, 10, 20, 8}, "7", 10, false, red) {
			t.Error("a label is higher than its box")
		}
		return true
	}})
}

func FuzzNative(f *testing.F) {
	f.Add(1., 2., 3., 4., 1.)
	f.Add(-1e300, 1e300, 1e-300, 5., 3.)
	f.Fuzz(func(t *testing.T, x, y, w, h, scale float64) {
		_, _ = Draw(sheet(40, 30, hole), Options{Scale: min(scale, 4), Hits: true, Native: func(n *NativeMark) bool {
			n.Rect(Box{x, y, w, h}, red)
			n.Dot(x, y, w, red)
			n.Text(x, y, "x", h, false, red)
			n.Hit(1, Box{x, y, w, h})
			return true
		}})
	})
}

// FuzzDraw: no SVG makes Draw panic.
func FuzzDraw(f *testing.F) {
	for _, s := range []string{
		sheet(40, 30, hole),
		sheet(40, 30, `<path d="M0 0L5 5A1 1 0 0 1 3 3ZQ1 2 3 4T5 6S7 8 9 9C1 2 3 4 5 6" stroke="#000" stroke-dasharray="0,0"/>`),
		sheet(40, 30, `<clipPath id="a" clip-path="url(#a)"><path d="M0 0H9V9"/></clipPath><g clip-path="url(#a)"><circle r="9"/></g>`),
		sheet(40, 30, `<pattern id="p" width="3" height="3" patternTransform="scale(0)"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="30" height="30" fill="url(#p)"/>`),
		sheet(40, 30, `<linearGradient id="g" x1="1" x2="1"><stop offset="2"/></linearGradient><text x="3" y="20" stroke="url(#g)" transform="matrix(1e9 0 0 1e-9 0 0)">aب</text>`),
		sheet(40, 30, `<filter id="f"><feDropShadow stdDeviation="1e9" dx="1e9"/></filter><path d="M-1e9 0H1e9" stroke="red" stroke-width="1e9" filter="url(#f)"/>`),
		sheet(40, 30, `<image href="data:image/png;base64,iVBORw0KGgo=" width="3" height="3"/>`),
		sheet(40, 30, `<text style="font: bold 1e9px x" font-size="0">a</text><rect rx="1" ry="1e9" width="5" height="5"/>`),
	} {
		f.Add(s, 1.)
	}
	f.Fuzz(func(t *testing.T, svg string, scale float64) {
		if len(svg) > 1<<14 {
			return
		}
		r, err := read(svg)
		if err != nil {
			return
		}
		if _, size, err := r.size(); err != nil || size.x*size.y*scale*scale > 1<<16 {
			return // slow, not wrong
		}
		p, err := Draw(svg, Options{Scale: scale, Hits: true})
		if err == nil {
			p.Hits.At(3, 3)
		}
	})
}
