package raster

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"
	"strings"
	"testing"

	"saywhen/charts/paint"
)

// pixelAt gives a pixel of a drawn body of 100 by 100.
func pixelAt(t *testing.T, body string, x, y int) color.RGBA {
	t.Helper()
	p := drawn(t, sheet(100, 100, body), Options{})
	if len(p.Unknown) > 0 {
		t.Errorf("%s: not drawn: %q", body, p.Unknown)
	}
	return p.Image.RGBAAt(x, y)
}

func close2(a, b color.RGBA) bool {
	for _, v := range [4]int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B), int(a.A) - int(b.A)} {
		if v < -3 || v > 3 {
			return false
		}
	}
	return true
}

// TestPixels: one place of many small pictures.
func TestPixels(t *testing.T) {
	opaque := func(r, g, b uint8) color.RGBA { return color.RGBA{r, g, b, 255} }
	const full = `x="0" y="0" width="100" height="100"`
	defs := `<defs>
<linearGradient id="l" gradientUnits="objectBoundingBox" x1="0" y1="0" x2="1" y2="0"><stop offset="0%" stop-color="#000"/><stop offset="100%" stop-color="#fff"/></linearGradient>
<linearGradient id="u" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="100"><stop offset="0.5" stop-color="red"/><stop offset="0.5" stop-color="blue"/></linearGradient>
<radialGradient id="r"><stop offset="0" stop-color="lime"/><stop offset="1" stop-color="blue" stop-opacity="0"/></radialGradient>
<linearGradient id="none"/>
<clipPath id="c"><path d="M20 20H80V80H20Z"/></clipPath>
<clipPath id="ring"><path clip-rule="evenodd" d="M0 0H100V100H0ZM30 30H70V70H30Z"/></clipPath>
<clipPath id="empty"/>
<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="5" height="10" fill="red"/></pattern>
<pattern id="b" width="0.5" height="0.5"><rect width="25" height="50" fill="red"/></pattern>
<filter id="f"><feDropShadow dx="20" dy="0" stdDeviation="0" flood-color="blue" flood-opacity="0.5"/></filter></defs>`
	for _, c := range []struct {
		body string
		x, y int
		want color.RGBA
	}{
		{`<rect ` + full + ` fill="#123456"/>`, 50, 50, opaque(0x12, 0x34, 0x56)},
		{`<rect ` + full + ` fill="red" fill-opacity="0.5"/>`, 50, 50, color.RGBA{128, 0, 0, 128}},
		{`<rect ` + full + ` fill="rgba(0,255,0,0.5)" opacity="0.5"/>`, 50, 50, color.RGBA{0, 64, 0, 64}},
		{`<g fill="red"><g><rect ` + full + `/></g></g>`, 50, 50, opaque(255, 0, 0)},
		{`<g fill="red"><rect ` + full + ` style="fill: blue; opacity: 1"/></g>`, 50, 50, opaque(0, 0, 255)},
		{`<rect ` + full + `/>`, 50, 50, opaque(0, 0, 0)},
		{`<rect ` + full + ` fill="none"/>`, 50, 50, color.RGBA{}},
		{`<rect ` + full + ` display="none"/>`, 50, 50, color.RGBA{}},
		{`<g visibility="hidden"><rect ` + full + `/></g>`, 50, 50, color.RGBA{}},
		{`<rect x="10" y="10" width="-5" height="9"/>`, 8, 12, color.RGBA{}},
		{`<rect ` + full + ` rx="50"/>`, 3, 3, color.RGBA{}},
		{`<rect ` + full + ` fill="red" rx="50"/>`, 50, 3, opaque(255, 0, 0)},
		{`<circle cx="50" cy="50" r="30" fill="red"/>`, 50, 22, opaque(255, 0, 0)},
		{`<circle cx="50" cy="50" r="30" fill="red"/>`, 24, 24, color.RGBA{}},
		{`<ellipse cx="50" cy="50" rx="40" ry="10" fill="red"/>`, 85, 50, opaque(255, 0, 0)},
		{`<polygon points="10,10 90,10 50,90" fill="red"/>`, 50, 50, opaque(255, 0, 0)},
		{`<polyline points="10,10 90,10 50,90" fill="none" stroke="red"/>`, 50, 50, color.RGBA{}},
		{`<line x1="0" y1="50" x2="100" y2="50" stroke="red" stroke-width="4"/>`, 50, 50, opaque(255, 0, 0)},
		{`<path d="M0 0H100V100H0ZM30 30V70H70V30Z" fill="red"/>`, 50, 50, color.RGBA{}},
		{`<path d="M0 0H100V100H0ZM30 30H70V70H30Z" fill="red"/>`, 50, 50, opaque(255, 0, 0)},
		{`<path d="M0 0H100V100H0ZM30 30H70V70H30Z" fill="red" fill-rule="evenodd"/>`, 50, 50, color.RGBA{}},
		{`<rect x="0" y="0" width="50" height="100" fill="red" transform="translate(50 0)"/>`, 75, 50, opaque(255, 0, 0)},
		{`<path d="M50 0V100" stroke="red" stroke-width="40" fill="none"/><path d="M50 0V100" stroke="lime" stroke-width="9" fill="none"/>`, 50, 50, opaque(0, 255, 0)},
		{`<rect x="20" y="20" width="60" height="60" fill="lime" stroke="red" stroke-width="20"/>`, 26, 50, opaque(255, 0, 0)},
		{`<rect x="20" y="20" width="60" height="60" fill="lime" stroke="red" stroke-width="20" paint-order="stroke"/>`, 26, 50, opaque(0, 255, 0)},
		{defs + `<rect ` + full + ` fill="url(#l)"/>`, 25, 50, opaque(65, 65, 65)},
		{defs + `<rect x="50" y="0" width="50" height="100" fill="url(#l)"/>`, 75, 50, opaque(130, 130, 130)},
		{defs + `<rect x="0" y="-50" width="100" height="100" transform="rotate(90) translate(0 -50)" fill="url(#l)"/>`, 50, 25, opaque(65, 65, 65)},
		{defs + `<rect ` + full + ` fill="url(#u)"/>`, 50, 48, opaque(255, 0, 0)},
		{defs + `<rect ` + full + ` fill="url(#u)"/>`, 50, 51, opaque(0, 0, 255)},
		{defs + `<rect ` + full + ` fill="url(#r)"/>`, 50, 50, color.RGBA{0, 247, 4, 251}},
		{defs + `<rect ` + full + ` fill="url(#r)"/>`, 1, 1, color.RGBA{}},
		{defs + `<rect ` + full + ` fill="url(#none)"/>`, 50, 50, color.RGBA{}},
		{defs + `<path d="M0 50H100" stroke="url(#l)" stroke-width="9"/>`, 50, 50, color.RGBA{}},
		{defs + `<g clip-path="url(#c)"><rect ` + full + ` fill="red"/></g>`, 10, 50, color.RGBA{}},
		{defs + `<g clip-path="url(#c)"><rect ` + full + ` fill="red"/></g>`, 50, 50, opaque(255, 0, 0)},
		{defs + `<g clip-path="url(#ring)"><rect ` + full + ` fill="red"/></g>`, 50, 50, color.RGBA{}},
		{defs + `<g clip-path="url(#ring)"><g clip-path="url(#c)"><rect ` + full + ` fill="red"/></g></g>`, 25, 50, opaque(255, 0, 0)},
		{defs + `<g clip-path="url(#ring)" transform="translate(40 0)"><rect ` + full + ` fill="red"/></g>`, 50, 50, opaque(255, 0, 0)},
		{defs + `<g clip-path="url(#empty)"><rect ` + full + ` fill="red"/></g>`, 50, 50, color.RGBA{}},
		{defs + `<rect ` + full + ` fill="url(#p)"/>`, 22, 50, opaque(255, 0, 0)},
		{defs + `<rect ` + full + ` fill="url(#p)"/>`, 27, 50, color.RGBA{}},
		{defs + `<rect ` + full + ` fill="url(#p)" fill-opacity="0.5"/>`, 22, 50, color.RGBA{128, 0, 0, 128}},
		{defs + `<rect ` + full + ` fill="url(#b)"/>`, 60, 20, opaque(255, 0, 0)},
		{defs + `<rect ` + full + ` fill="url(#b)"/>`, 90, 20, color.RGBA{}},
		{defs + `<rect x="10" y="10" width="30" height="80" fill="red" filter="url(#f)"/>`, 50, 50, color.RGBA{0, 0, 128, 128}},
		{defs + `<rect x="10" y="10" width="30" height="80" fill="red" filter="url(#f)"/>`, 20, 50, opaque(255, 0, 0)},
		{`<style><![CDATA[.a:hover {fill:red;}]]></style><rect class="a" ` + full + ` fill="lime"/>`, 50, 50, opaque(0, 255, 0)},
		{`<text x="50" y="90" font-size="120" text-anchor="middle" fill="red">I</text>`, 50, 50, opaque(255, 0, 0)},
	} {
		if got := pixelAt(t, c.body, c.x, c.y); !close2(got, c.want) {
			t.Errorf("%s: pixel %d,%d is %v, want %v", strings.TrimPrefix(c.body, defs), c.x, c.y, got, c.want)
		}
	}
}

// TestUnknown: everything that would change the picture is listed.
func TestUnknown(t *testing.T) {
	for body, want := range map[string]string{
		`<use/>`:                                                          "element use",
		`<foreignObject><b/></foreignObject>`:                             "element foreignObject",
		`<script>1</script>`:                                              "element script",
		`<rect width="9" height="9" mask="url(#m)"/>`:                     "attribute mask=url(#m) of rect",
		`<rect width="9" height="9" fill="blurple"/>`:                     "attribute fill=blurple of rect",
		`<rect width="9" height="9" fill="url(#x)"/>`:                     "paint #x",
		`<path d="M1 1 K"/>`:                                              "shape of path",
		`<g transform="spin(3)"/>`:                                        "attribute transform=spin(3) of g",
		`<g filter="url(#x)"/>`:                                           "filter of a group",
		`<rect width="9" height="9" filter="url(#x)"/>`:                   "filter #x",
		`<g clip-path="url(#x)"/>`:                                        "clip path #x",
		`<g opacity="0.5"><path d=""/><path d=""/></g>`:                   "opacity of a group",
		`<rect width="9" height="9" stroke="red" opacity=".5"/>`:          "opacity of a shape with a fill and a stroke",
		`<style>.a{fill:red}</style>`:                                     "style rule .a",
		`<text>a<tspan>b</tspan></text>`:                                  "element tspan of text",
		`<text letter-spacing="3">a</text>`:                               "attribute letter-spacing=3 of text",
		`<image href="https://example.org/a.png" width="9" height="9"/>`:  "image https://example.org/a.png",
		`<image href="/etc/passwd" width="9" height="9"/>`:                "image /etc/passwd",
		`<image href="data:image/png;base64,AAAA" width="9" height="9"/>`: "image data:image/png;base64,AAAA",
		`<rect width="9" height="9" ecmeta_native="cells"/>`:              "hole cells",
		`<pattern id="p" width="9" height="9"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="9" height="9" fill="url(#p)"/>`: "pattern in a pattern",
		`<linearGradient id="p" spreadMethod="repeat"><stop stop-color="red"/></linearGradient><rect width="9" height="9" fill="url(#p)"/>`:     "attribute spreadMethod=repeat of linearGradient",
		`<linearGradient id="p"><animate/></linearGradient><rect width="9" height="9" fill="url(#p)"/>`:                                         "element animate of linearGradient",
		`<clipPath id="p"><text>a</text></clipPath><rect clip-path="url(#p)" width="9" height="9"/>`:                                            "element text of a clip path",
	} {
		p := drawn(t, sheet(10, 10, body), Options{})
		if !slices.Equal(p.Unknown, []string{want}) {
			t.Errorf("%s: %q, want %q", body, p.Unknown, want)
		}
	}
	for _, body := range []string{
		`<title>a</title><desc>b</desc><metadata><x/></metadata>`,
		`<rect id="a" class="b" aria-labelledby="c d" data-x="1" ecmeta_silent="true" pointer-events="visible" cursor="pointer"/>`,
		`<text font-family="Comic" xml:space="preserve"> a </text>`,
	} {
		if p := drawn(t, sheet(10, 10, body), Options{}); len(p.Unknown) > 0 {
			t.Errorf("%s: %q", body, p.Unknown)
		}
	}
}

// TestRefused: what is no SVG, or asks for too much.
func TestRefused(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	deep := strings.Repeat("<g>", 100) + strings.Repeat("</g>", 100)
	for name, c := range map[string]struct {
		svg string
		o   Options
	}{
		"empty":         {"", Options{}},
		"text":          {"hello", Options{}},
		"cut":           {`<svg width="1" height="1"><g>`, Options{}},
		"crossed":       {`<svg width="1" height="1"><g></svg></g>`, Options{}},
		"two":           {`<svg width="1" height="1"/><svg width="1" height="1"/>`, Options{}},
		"html":          {`<html/>`, Options{}},
		"no size":       {`<svg/>`, Options{}},
		"huge":          {`<svg width="100000" height="100000"/>`, Options{}},
		"huge by scale": {sheet(1000, 1000, ""), Options{Scale: 100}},
		"scale":         {sheet(10, 10, ""), Options{Scale: -1}},
		"no number":     {sheet(10, 10, ""), Options{Scale: math.NaN()}},
		"deep":          {sheet(10, 10, deep), Options{}},
		"document type": {`<!DOCTYPE svg [<!ENTITY a "b">]>` + sheet(10, 10, ""), Options{}},
		"entity":        {sheet(10, 10, "<text>&a;</text>"), Options{}},
		"control":       {sheet(10, 10, "<text>\x00</text>"), Options{}},
		"cancelled":     {sheet(10, 10, ""), Options{Cancel: stopped}},
	} {
		p, err := Draw(c.svg, c.o)
		if err == nil || p != nil || !strings.HasPrefix(err.Error(), "the picture was not drawn: ") {
			t.Errorf("%s: %v", name, err)
		}
		if name == "cancelled" && !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
	}
}

// TestTooMuchWork: a short SVG cannot keep the program busy.
func TestTooMuchWork(t *testing.T) {
	body := strings.Repeat(`<rect width="4000" height="4000"/>`, 20_000)
	if _, err := Draw(sheet(4000, 4000, `<g fill-opacity="0.001">`+body+`</g>`), Options{Scale: 0.01}); err != nil {
		t.Errorf("small: %v", err)
	}
	w := walker{Options: Options{Cancel: context.Background()}, spent: maxWork + 1}
	if !w.stopped() {
		t.Error("not stopped")
	}
}

func TestSizes(t *testing.T) {
	for svg, want := range map[string]image.Point{
		`<svg width="30" height="20"/>`:                         {60, 40},
		`<svg width="30px" height="20px"/>`:                     {60, 40},
		`<svg viewBox="0 0 30 20"/>`:                            {60, 40},
		`<svg width="100%" height="100%" viewBox="5 5 30 20"/>`: {60, 40},
		`<svg width="15" height="10" viewBox="0 0 30 20"/>`:     {30, 20},
	} {
		p := drawn(t, svg, Options{Scale: 2})
		if p.Image.Rect.Size() != want {
			t.Errorf("%s: %v, want %v", svg, p.Image.Rect.Size(), want)
		}
	}
	moved := drawn(t, `<svg width="20" height="20" viewBox="100 100 10 10"><rect x="105" y="105" width="5" height="5"/></svg>`, Options{})
	if a, b := moved.Image.RGBAAt(9, 9).A, moved.Image.RGBAAt(10, 10).A; a != 0 || b != 255 {
		t.Errorf("the view box is not where it should be: %d %d", a, b)
	}
}

func TestBackground(t *testing.T) {
	p := drawn(t, sheet(2, 2, ""), Options{Background: color.NRGBA{255, 0, 0, 128}})
	if got := p.Image.RGBAAt(1, 1); got != (color.RGBA{128, 0, 0, 128}) {
		t.Errorf("%v", got)
	}
	if p := drawn(t, sheet(2, 2, ""), Options{}); ink(p.Image) != 0 {
		t.Error("no background is not transparent")
	}
}

// TestText: lines are as wide as measured, stand where they should, and are
// inert.
func TestText(t *testing.T) {
	f := paint.Default()
	bounds := func(attrs, text string) image.Rectangle {
		p := drawn(t, sheet(400, 100, `<text `+attrs+` font-size="20">`+text+`</text>`), Options{})
		var b image.Rectangle
		for y := range 100 {
			for x := range 400 {
				if p.Image.RGBAAt(x, y).A > 60 {
					b = b.Union(image.Rect(x, y, x+1, y+1))
				}
			}
		}
		return b
	}
	width := int(f.Measure("HamburgH", 20, false))
	start := bounds(`x="200" y="50"`, "HamburgH")
	if d := start.Dx() - width; d < -5 || d > 1 || start.Min.X < 200 || start.Min.X > 204 {
		t.Errorf("%v for a line of %d from 200", start, width)
	}
	if start.Min.Y < 33 || start.Min.Y > 36 || start.Max.Y < 54 || start.Max.Y > 57 {
		t.Errorf("letters with a descender on line 50 are %v", start)
	}
	for anchor, by := range map[string]int{"middle": width / 2, "end": width} {
		if d := bounds(`x="200" y="50" text-anchor="`+anchor+`"`, "HamburgH").Min.X + by - start.Min.X; d < -1 || d > 1 {
			t.Errorf("%s is %d off", anchor, d)
		}
	}
	for base, order := range map[string][2]int{"central": {38, 50}, "text-before-edge": {53, 72}, "text-after-edge": {28, 45}} {
		if b := bounds(`x="200" y="50" dominant-baseline="`+base+`"`, "H"); b.Min.Y < order[0] || b.Max.Y > order[1]+10 {
			t.Errorf("%s: %v", base, b)
		}
	}
	if bold := bounds(`x="10" y="50" font-weight="700"`, "HamburgH"); bold.Dx() <= start.Dx() {
		t.Error("bold is not wider")
	}
	if a, b := bounds(`x="10" y="50"`, " a  b "), bounds(`x="10" y="50"`, "a b"); a != b {
		t.Errorf("spaces are kept: %v, %v", a, b)
	}
	if a, b := bounds(`x="10" y="50" xml:space="preserve"`, "a  b"), bounds(`x="10" y="50"`, "a b"); a.Dx() <= b.Dx() {
		t.Error("spaces are not kept")
	}
	for _, nothing := range []string{"", " ", "\u200b", "\u202e"} {
		if b := bounds(`x="10" y="50"`, nothing); !b.Empty() {
			t.Errorf("%q shows as %v", nothing, b)
		}
	}
}

func TestImages(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 4, 2))
	for i := range 8 {
		m.SetNRGBA(i%4, i/4, color.NRGBA{uint8(60 * (i % 4)), 100, 0, 255})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	uri := "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes())
	whole := `<image href="` + uri + `" x="0" y="0" width="100" height="50"/>`
	if got := pixelAt(t, whole, 12, 25); !close2(got, color.RGBA{0, 100, 0, 255}) {
		t.Errorf("%v", got)
	}
	if got := pixelAt(t, whole, 90, 25); !close2(got, color.RGBA{180, 100, 0, 255}) {
		t.Errorf("%v", got)
	}
	narrow := `<image href="` + uri + `" x="0" y="0" width="100" height="100" opacity="0.5"/>`
	if got := pixelAt(t, narrow, 50, 10); got.A != 0 {
		t.Errorf("a picture keeps its shape: %v", got)
	}
	if got := pixelAt(t, narrow, 12, 50); got.A < 126 || got.A > 130 {
		t.Errorf("half of a picture: %v", got)
	}
	small := `<image xlink:href="` + uri + `" x="50" y="50" width="2" height="1"/>`
	if got := pixelAt(t, small, 50, 50); got.R < 20 || got.R > 60 {
		t.Errorf("a smaller picture is a mean: %v", got)
	}
}

// TestBands: a picture painted by two goroutines is the one painted by one.
func TestBands(t *testing.T) {
	svg := barSVG(1200, 900)
	p := drawn(t, svg, Options{})
	r, err := read(svg)
	if err != nil {
		t.Fatal(err)
	}
	m := image.NewRGBA(p.Image.Rect)
	l := newList(m)
	if len(l.bands) != 2 {
		t.Fatalf("%d bands", len(l.bands))
	}
	l.bands = []*worker{{list: l, band: m.Rect}}
	w := walker{Options: Options{Scale: 1, Fonts: paint.Default(), Cancel: context.Background()}, ids: r.ids, notes: map[string]bool{}, list: l}
	w.walk(r.root, state{m: identity, style: initial, clip: clip{box: m.Rect}})
	l.paint()
	for i, v := range m.Pix {
		if d := int(v) - int(p.Image.Pix[i]); d < -1 || d > 1 {
			t.Fatalf("byte %d: %d and %d", i, v, p.Image.Pix[i])
		}
	}
}

// TestShadowKeepsItsWeight: blurring moves ink but neither adds nor takes any.
func TestShadowKeepsItsWeight(t *testing.T) {
	for _, sigma := range []float64{0, 0.5, 1, 1.9, 2, 3, 5.5, 10} {
		m := newMask(image.Rect(0, 0, 120, 120))
		for y := 50; y < 70; y++ {
			m.run(50, 70, y, 255)
		}
		m.blur(sigma)
		sum, cx, spread := 0.0, 0.0, 0.0
		for i, a := range m.a {
			x := float64(i%120) + 0.5 - 60
			sum += float64(a)
			cx += float64(a) * x
			spread += float64(a) * x * x
		}
		variance := spread/sum - (400-1)/12.
		if math.Abs(sum/255-400) > 8 || math.Abs(cx/sum) > 0.3 || math.Abs(math.Sqrt(max(variance, 0))-sigma) > 0.15*sigma+0.1 {
			t.Errorf("sigma %v: weight %.1f, middle %.2f, deviation %.2f", sigma, sum/255, cx/sum, math.Sqrt(max(variance, 0)))
		}
	}
}

func TestColours(t *testing.T) {
	for s, want := range map[string]color.NRGBA{
		"#abc":                  {0xaa, 0xbb, 0xcc, 255},
		"#abcd":                 {0xaa, 0xbb, 0xcc, 0xdd},
		"#A1b2C3":               {0xa1, 0xb2, 0xc3, 255},
		"#a1b2c380":             {0xa1, 0xb2, 0xc3, 0x80},
		"rgb(1,2,3)":            {1, 2, 3, 255},
		"rgb(10%, 50%, 100%)":   {26, 128, 255, 255},
		"rgba(1,2,3,0.5)":       {1, 2, 3, 128},
		"rgb(300,-4,3)":         {255, 0, 3, 255},
		"hsl(0,100%,50%)":       {255, 0, 0, 255},
		"hsl(120,100%,25%)":     {0, 128, 0, 255},
		"hsla(-120,100%,50%,0)": {0, 0, 255, 0},
		"Navy":                  {0, 0, 128, 255},
	} {
		if got, ok := parseColour(s); !ok || got != want {
			t.Errorf("%q: %v %v, want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "#", "#12", "#12345", "#ggg", "rgb(1,2)", "rgb(1,2,3", "rgb(a,b,c)", "cmyk(1,2,3)", "blurple"} {
		if c, ok := parseColour(s); ok {
			t.Errorf("%q was read as %v", s, c)
		}
	}
}
