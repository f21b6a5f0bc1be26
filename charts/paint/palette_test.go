package paint

import (
	"image/color"
	"math"
	"testing"

	"saywhen/charts"
)

// vision holds, by kind, matrices on linear RGB that simulate what people with
// complete colour blindness see: G. M. Machado, M. M. Oliveira, L. A. F.
// Fernandes, "A Physiologically-based Model for Simulation of Color Vision
// Deficiency", IEEE TVCG 15(6), 2009, severity 1.0.
var vision = map[string][3][3]float64{
	"normal":       {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// leastDifference is the CIEDE2000 that two stances must be apart. 2.3 is just
// noticeable side by side; 17 is easily seen on marks of ten pixels.
const leastDifference = 17

func palettes() map[string]Palette {
	out := map[string]Palette{}
	for _, n := range PaletteNames() {
		out[n], _ = PaletteByName(n)
	}
	return out
}

func TestStancesAreApart(t *testing.T) {
	for name, pal := range palettes() {
		for kind, m := range vision {
			for a := charts.StyleNoStance; a <= charts.StyleStancePlus2; a++ {
				for b := a + 1; b <= charts.StyleStancePlus2; b++ {
					if d := ciede2000(seen(pal[a], m), seen(pal[b], m)); d < leastDifference {
						t.Errorf("%s, %s: styles %d and %d are only %.1f apart", name, kind, a, b, d)
					}
				}
			}
		}
	}
}

// TestPrintInGrey: after a black and white copier each stance has its grey.
func TestPrintInGrey(t *testing.T) {
	pal := Print()
	for a := charts.StyleNoStance; a <= charts.StyleStancePlus2; a++ {
		for b := a + 1; b <= charts.StyleStancePlus2; b++ {
			la, lb := lightness(luminance(pal[a])), lightness(luminance(pal[b]))
			if d := math.Abs(la - lb); d < 8 {
				t.Errorf("styles %d and %d differ by L* %.1f in grey", a, b, d)
			}
		}
	}
	if pal[charts.StyleBackground] != (color.RGBA{255, 255, 255, 255}) {
		t.Error("paper is not white")
	}
}

// TestContrast holds the ratios of WCAG 2.1: 1.4.3 for text, 1.4.11 for the rest.
func TestContrast(t *testing.T) {
	areas := []charts.Style{charts.StyleBackground, charts.StyleBand, charts.StyleBandAlt, charts.StyleGroup}
	texts := append([]charts.Style{charts.StyleGutter, charts.StyleAxis}, areas...)
	for name, pal := range palettes() {
		check := func(fg, bg charts.Style, want float64) {
			if c := contrast(pal[fg], pal[bg]); c < want {
				t.Errorf("%s: style %d on %d has a contrast of %.2f, want %v", name, fg, bg, c, want)
			}
		}
		for _, bg := range texts {
			for _, fg := range []charts.Style{charts.StyleText, charts.StyleTextDim, charts.StyleTextStrong} {
				check(fg, bg, 4.5)
			}
		}
		for _, bg := range areas {
			for fg := charts.StyleNoStance; fg <= charts.StyleLinkReport; fg++ {
				check(fg, bg, 3)
			}
			check(charts.StyleNow, bg, 3)
		}
	}
}

func TestPaletteNames(t *testing.T) {
	seen := map[Palette]bool{}
	for name, pal := range palettes() {
		if seen[pal] {
			t.Errorf("%s is a palette twice", name)
		}
		seen[pal] = true
		for s := charts.StyleNone + 1; s < charts.NumStyles; s++ {
			if pal[s].A != 255 {
				t.Errorf("%s: style %d has no colour", name, s)
			}
		}
		st := StanceColours(pal)
		if st[0] != pal[charts.StanceStyle(-2)] || st[2] != pal[charts.StanceStyle(0)] || st[4] != pal[charts.StanceStyle(2)] {
			t.Errorf("%s: StanceColours gives %v", name, st)
		}
	}
	if _, ok := PaletteByName("sepia"); ok {
		t.Error("an unknown palette was found")
	}
}

// TestCIEDE2000 checks the formula with pairs of the authors' test data: G.
// Sharma, W. Wu, E. N. Dalal, Color Res. Appl. 30(1), 2005, table 1.
func TestCIEDE2000(t *testing.T) {
	for _, c := range []struct {
		a, b [3]float64
		want float64
	}{
		{[3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}, 2.0425},
		{[3]float64{50, 2.5, 0}, [3]float64{73, 25, -18}, 27.1492},
		{[3]float64{50, 2.5, 0}, [3]float64{50, 0, -2.5}, 4.3065},
		{[3]float64{60.2574, -34.0099, 36.2677}, [3]float64{60.4626, -34.1751, 39.4387}, 1.2644},
		{[3]float64{2.0776, 0.0795, -1.135}, [3]float64{0.9033, -0.0636, -0.5514}, 0.9082},
	} {
		if got := ciede2000(c.a, c.b); math.Abs(got-c.want) > 1e-4 {
			t.Errorf("%v, %v: %.4f, want %.4f", c.a, c.b, got, c.want)
		}
	}
}

func linear(v uint8) float64 {
	c := float64(v) / 255
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}

func luminance(c color.RGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func cube(t float64) float64 {
	if t > 216.0/24389 {
		return math.Cbrt(t)
	}
	return (24389.0/27*t + 16) / 116
}

func lightness(y float64) float64 { return 116*cube(y) - 16 }

// seen gives the CIELAB (D65) of a colour through a matrix on linear RGB.
func seen(c color.RGBA, m [3][3]float64) [3]float64 {
	in := [3]float64{linear(c.R), linear(c.G), linear(c.B)}
	var v [3]float64
	for i := range v {
		for j := range in {
			v[i] += m[i][j] * in[j]
		}
		v[i] = min(max(v[i], 0), 1)
	}
	x := cube((0.4124564*v[0] + 0.3575761*v[1] + 0.1804375*v[2]) / 0.95047)
	y := cube(0.2126729*v[0] + 0.7151522*v[1] + 0.0721750*v[2])
	z := cube((0.0193339*v[0] + 0.1191920*v[1] + 0.9503041*v[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func rad(deg float64) float64 { return deg * math.Pi / 180 }

// ciede2000 is the colour difference of two CIELAB colours.
func ciede2000(p, q [3]float64) float64 {
	far := func(c float64) float64 { return math.Sqrt(math.Pow(c, 7) / (math.Pow(c, 7) + math.Pow(25, 7))) }
	g := 1.5 - far((math.Hypot(p[1], p[2])+math.Hypot(q[1], q[2]))/2)/2
	c1, c2 := math.Hypot(p[1]*g, p[2]), math.Hypot(q[1]*g, q[2])
	hue := func(a, b float64) float64 { return math.Mod(math.Atan2(b, a)*180/math.Pi+360, 360) }
	h1, h2 := hue(p[1]*g, p[2]), hue(q[1]*g, q[2])
	dh, h := h2-h1, (h1+h2)/2
	switch {
	case c1*c2 == 0:
		dh, h = 0, h1+h2
	case math.Abs(dh) > 180:
		dh -= math.Copysign(360, dh)
		h = math.Mod(h+180, 360)
	}
	l, c := (p[0]+q[0])/2, (c1+c2)/2
	t := 1 - 0.17*math.Cos(rad(h-30)) + 0.24*math.Cos(rad(2*h)) + 0.32*math.Cos(rad(3*h+6)) - 0.2*math.Cos(rad(4*h-63))
	dl := (q[0] - p[0]) / (1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50)))
	dc := (c2 - c1) / (1 + 0.045*c)
	dH := 2 * math.Sqrt(c1*c2) * math.Sin(rad(dh/2)) / (1 + 0.015*c*t)
	turn := -2 * far(c) * math.Sin(rad(60*math.Exp(-math.Pow((h-275)/25, 2))))
	return math.Sqrt(dl*dl + dc*dc + dH*dH + turn*dc*dH)
}
