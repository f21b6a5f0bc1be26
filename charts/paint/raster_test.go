package paint

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"saywhen/charts"
)

// inkPalette has black for every style but a white background.
func inkPalette() Palette {
	var p Palette
	for i := range p {
		p[i] = color.RGBA{A: 255}
	}
	p[charts.StyleBackground] = color.RGBA{255, 255, 255, 255}
	return p
}

// area gives how many pixels' worth of ink a picture has.
func area(m *image.RGBA) float64 {
	sum := 0
	for i := 0; i < len(m.Pix); i += 4 {
		sum += 255 - int(m.Pix[i])
	}
	return float64(sum) / 255
}

// polygonArea is the shoelace formula.
func polygonArea(ps []point) float64 {
	var sum float64
	for i, p := range ps {
		q := ps[(i+1)%len(ps)]
		sum += float64(p.x)*float64(q.y) - float64(q.x)*float64(p.y)
	}
	return sum / 2
}

func close2(t *testing.T, what string, got, want, share, absolute float64) {
	t.Helper()
	if math.Abs(got-want) > want*share+absolute {
		t.Errorf("%s: area %.2f, want %.2f", what, got, want)
	}
}

func TestMarkAreas(t *testing.T) {
	for shape := range charts.NumShapes {
		for _, size := range []float32{7, 12, 30.25} {
			for _, dx := range []float32{0, 0.25, 0.6} {
				if shape == charts.ShapeSquare {
					size = float32(round(size*0.86)) / 0.86 // its sides are whole pixels
				}
				s, l := blank(60, 60)
				l.Marks = []charts.Mark{{X: 30 + dx, Y: 30, Size: size, Shape: shape, Style: charts.StyleText, Alpha: 255}}
				want := polygonArea(sized(polygonOf(shape), size))
				if want <= 0 {
					t.Fatalf("shape %d is not clockwise", shape)
				}
				close2(t, "mark", area(render(s, inkPalette(), 1)), want, 0.02, 0.7)
			}
		}
	}
}

func TestFadeAreas(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 300 {
		x := 5 + 20*r.Float32()
		f := charts.Fade{X0: x, Y: 5 + r.Float32(), H: 4 + 20*r.Float32(), Tip: 1, Style: charts.StyleText, Alpha: 255}
		f.X1 = f.X0 + 30*r.Float32()*float32(r.IntN(2))
		f.X2 = f.X1 + 30*r.Float32()*float32(r.IntN(2))
		f.X3 = f.X2 + max(30*r.Float32()*float32(r.IntN(2)), 1-(f.X2-f.X0))
		s, l := blank(140, 40)
		l.Fades = []charts.Fade{f}
		want := float64(f.H) * float64((f.X3-f.X0)+(f.X2-f.X1)) / 2
		close2(t, "fade", area(render(s, inkPalette(), 1)), want, 0.01, 0.5)
	}
}

// TestFadeTips: opacity and height both change with t, so the ink is that of
// their product, t·(tip + (1-tip)·t), integrated.
func TestFadeTips(t *testing.T) {
	for _, tip := range []float64{0, 0.3, 0.7, 1} {
		s, l := blank(140, 40)
		l.Fades = []charts.Fade{{X0: 10.3, X1: 70.1, X2: 70.1, X3: 129.9, Y: 5, H: 20, Tip: float32(tip), Style: charts.StyleText, Alpha: 255}}
		want := 20 * 119.6 * (tip/2 + (1-tip)/3)
		close2(t, "fade with tips", area(render(s, inkPalette(), 1)), want, 0.01, 0.5)
	}
}

func TestLineAreas(t *testing.T) {
	for _, c := range []struct {
		name string
		l    charts.Line
		want float64
	}{
		{"grid", charts.Line{X0: 10, Y0: 5, X1: 10, Y1: 45, Width: 1}, 40},
		{"level between pixels", charts.Line{X0: 5, Y0: 10.3, X1: 45, Y1: 10.3, Width: 2}, 80},
		{"thin", charts.Line{X0: 5, Y0: 10, X1: 45, Y1: 10, Width: 0.2}, 40},
		{"backwards", charts.Line{X0: 45, Y0: 10, X1: 5, Y1: 10, Width: 1}, 40},
		{"dashed", charts.Line{X0: 5, Y0: 10, X1: 45, Y1: 10, Width: 1, Dash: 4}, 20},
		{"diagonal with round ends", charts.Line{X0: 10, Y0: 10, X1: 40, Y1: 50, Width: 3}, 150 + 9*math.Pi/4},
		{"diagonal dashes keep their length", charts.Line{X0: 10, Y0: 10, X1: 40, Y1: 50, Width: 2, Dash: 5}, 5 * (2*3 + math.Pi)},
		{"no width", charts.Line{X0: 10, Y0: 10, X1: 40, Y1: 50}, 0},
	} {
		s, l := blank(60, 60)
		c.l.Style = charts.StyleText
		l.Lines = []charts.Line{c.l}
		close2(t, c.name, area(render(s, inkPalette(), 1)), c.want, 0.04, 0.3)
	}
}

func TestRectAreas(t *testing.T) {
	for _, c := range []struct {
		name string
		f    charts.Fill
		want float64
	}{
		{"plain", charts.Fill{Rect: charts.Rect{X: 5, Y: 5, W: 20, H: 10}, Style: charts.StyleText, Alpha: 255}, 200},
		{"half", charts.Fill{Rect: charts.Rect{X: 5, Y: 5, W: 20, H: 10}, Style: charts.StyleText, Alpha: 128}, 200 * 128.0 / 255},
		{"sliver", charts.Fill{Rect: charts.Rect{X: 5.2, Y: 5, W: 0.1, H: 10}, Style: charts.StyleText, Alpha: 255}, 10},
		{"round", charts.Fill{Rect: charts.Rect{X: 5, Y: 5, W: 30, H: 20}, Radius: 6, Style: charts.StyleText, Alpha: 255}, 600 - (4-math.Pi)*36},
		{"pill", charts.Fill{Rect: charts.Rect{X: 5, Y: 5, W: 30, H: 20}, Radius: 99, Style: charts.StyleText, Alpha: 255}, 600 - (4-math.Pi)*100},
		{"frame", charts.Fill{Rect: charts.Rect{X: 5, Y: 5, W: 30, H: 20}, Stroke: charts.StyleText}, 96},
		{"round frame", charts.Fill{Rect: charts.Rect{X: 5, Y: 5, W: 30, H: 20}, Radius: 6, Stroke: charts.StyleText}, 2*18 + 2*8 + math.Pi*11},
		{"own colour", charts.Fill{Rect: charts.Rect{X: 5, Y: 5, W: 20, H: 10}, HasRGB: true, Alpha: 255}, 200},
		{"nothing", charts.Fill{Rect: charts.Rect{X: 5, Y: 5, W: 20}, Style: charts.StyleText, Alpha: 255}, 0},
	} {
		s, l := blank(60, 40)
		l.Rects = []charts.Fill{c.f}
		close2(t, c.name, area(render(s, inkPalette(), 1)), c.want, 0.01, 0.6)
	}
}

// TestArcEvenOpacity: no pixel of a half transparent arc is darker than half,
// however its pieces, its joins and its head overlap.
func TestArcEvenOpacity(t *testing.T) {
	s, l := blank(100, 100)
	l.Arcs = []charts.Arc{{X0: 10, Y0: 10, CX0: 120, CY0: 5, CX1: 120, CY1: 95, X1: 12, Y1: 90, Width: 4, Style: charts.StyleText, Alpha: 128, Head: 12}}
	img := render(s, inkPalette(), 1)
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i] < 126 {
			t.Fatalf("pixel %d is %d", i/4, img.Pix[i])
		}
	}
	if a := area(img); a < 300 || a > 800 {
		t.Errorf("the arc has %.0f pixels of ink", a)
	}
}

// TestArcFollowsCurve: the ink of a thin arc is near the true curve.
func TestArcFollowsCurve(t *testing.T) {
	z := bezier{{10, 10}, {190, 10}, {190, 390}, {30, 390}}
	s, l := blank(200, 400)
	l.Arcs = []charts.Arc{{X0: 10, Y0: 10, CX0: 190, CY0: 10, CX1: 190, CY1: 390, X1: 30, Y1: 390, Width: 1, Style: charts.StyleText, Alpha: 255}}
	img := render(s, inkPalette(), 1)
	length := 0.0
	for i := range 4000 {
		p, q := z.at(float32(i)/4000), z.at(float32(i+1)/4000)
		length += float64(distance(p, q))
		x, y := int(p.x), int(p.y)
		if near := min(img.RGBAAt(x, y).R, img.RGBAAt(x-1, y).R, img.RGBAAt(x+1, y).R, img.RGBAAt(x, y-1).R, img.RGBAAt(x, y+1).R); near > 150 {
			t.Fatalf("no ink at %v", p)
		}
	}
	close2(t, "arc", area(img), length, 0.04, 1)
}

// TestClipNeverLeaks paints scenes with a small clip over a canary.
func TestClipNeverLeaks(t *testing.T) {
	for _, scene := range []func() *charts.Scene{shapesScene, linesScene, namesScene, demoScene} {
		for _, scale := range []float32{1, 1.3, 2, 3.33} {
			s := scene()
			s.Background = charts.StyleNone
			for i := range s.Layers {
				s.Layers[i].Clip = charts.Rect{X: 41.3, Y: 17.7, W: 150, H: 60}
			}
			b := clipOf(s.Layers[0].Clip, scale)
			img := render(s, Light(), scale)
			for y := range img.Rect.Dy() {
				for x := range img.Rect.Dx() {
					in := x >= b.x0 && x < b.x1 && y >= b.y0 && y < b.y1
					if !in && img.RGBAAt(x, y).A != 0 {
						t.Fatalf("scale %v: pixel %d,%d outside %v was painted", scale, x, y, b)
					}
				}
			}
		}
	}
}

// TestClipCutsOnly: inside the clip the picture is that without one.
func TestClipCutsOnly(t *testing.T) {
	s := linesScene()
	want := render(s, Light(), 1)
	s.Layers[0].Clip = charts.Rect{X: 33, Y: 21, W: 201, H: 103}
	got := render(s, Light(), 1)
	for y := 21; y < 124; y++ {
		for x := 33; x < 234; x++ {
			if got.RGBAAt(x, y) != want.RGBAAt(x, y) {
				t.Fatalf("pixel %d,%d is %v instead of %v", x, y, got.RGBAAt(x, y), want.RGBAAt(x, y))
			}
		}
	}
}

// TestBandsAgree: painting in bands gives the picture that one goroutine paints.
func TestBandsAgree(t *testing.T) {
	for _, scene := range []func() *charts.Scene{linesScene, namesScene, demoScene} {
		s := scene()
		one := render(s, Dark(), 2)
		two := image.NewRGBA(one.Rect)
		p := NewPainter(nil)
		for range 3 {
			p.bands = append(p.bands, newWorker(p.fonts))
		}
		p.paintBands(two, s, Dark(), 2, 3)
		if !bytes.Equal(one.Pix, two.Pix) {
			n, worst := differing(one, two)
			t.Errorf("%d channels differ by up to %d", n, worst)
		}
	}
}

// TestRepaint: a painter's second picture does not depend on its first.
func TestRepaint(t *testing.T) {
	p := NewPainter(nil)
	want := render(demoScene(), Dark(), 1.3)
	img := image.NewRGBA(want.Rect)
	for _, pal := range []Palette{Light(), Print(), Dark()} {
		for _, scale := range []float32{1, 2, 1.3} {
			p.Paint(img, demoScene(), pal, scale)
		}
	}
	if n, _ := differing(img, want); n > 0 {
		t.Errorf("%d channels differ", n)
	}
}

func TestPaintAllocatesNothing(t *testing.T) {
	s := busyScene()
	img := image.NewRGBA(image.Rect(0, 0, 1280, 800))
	p, pal := NewPainter(nil), Light()
	p.Paint(img, s, pal, 1)
	if n := testing.AllocsPerRun(3, func() { p.Paint(img, s, pal, 1) }); n > 0 {
		t.Errorf("%v allocations per frame", n)
	}
}

// TestNonsense: scenes with values that no layout makes must not panic, hang or
// paint outside.
func TestNonsense(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, v := range []float32{nan, inf, -inf, 0, -5, 1e30, 1e9} {
		for _, o := range []float32{10, nan, -inf, 1e12} {
			s, l := blank(50, 50)
			l.Rects = []charts.Fill{{Rect: charts.Rect{X: v, Y: o, W: o, H: v}, Radius: v, Style: charts.StyleText, Alpha: 99, Stroke: charts.StyleRule}}
			l.Lines = []charts.Line{{X0: v, Y0: o, X1: o, Y1: v, Width: 1, Dash: 2}, {X0: o, Y0: 1, X1: 20, Y1: v, Width: v, Dash: o, Style: 200}, {X0: 3, X1: 3, Y0: -v, Y1: v, Width: 1, Dash: 1, Style: charts.StyleText}}
			l.Fades = []charts.Fade{{X0: o, X1: v, X2: 7, X3: v, Y: v, H: o, Tip: v, Style: charts.StyleText, Alpha: 255}}
			l.Arcs = []charts.Arc{{X0: v, Y0: 1, CX0: o, CY0: v, CX1: 9, CY1: v, X1: 30, Y1: o, Width: v, Dash: o, Head: v, Style: charts.StyleText, Alpha: 255}}
			l.Marks = []charts.Mark{{X: v, Y: o, Size: 9, Alpha: 1, Style: 3, Shape: 250}, {X: 9, Y: 9, Size: v, Alpha: 1, Style: 250, Edge: 251, Hollow: true}}
			l.Texts = []charts.Text{{X: v, Y: o, Size: 12, Style: 250, Str: "a"}, {X: 5, Y: 5, Size: v, MaxW: o, Style: charts.StyleText, Str: "b", Align: 99, Halo: true}}
			render(s, Light(), 1)
			render(s, Light(), 0.05)
			if err := WriteSVG(&bytes.Buffer{}, s, Light(), SVGOptions{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	NewPainter(nil).Paint(&image.RGBA{}, demoScene(), Light(), 1)
	NewPainter(nil).Paint(image.NewRGBA(image.Rect(0, 0, 5, 5)), demoScene(), Light(), nan)
}

// TestBlend compares the packed arithmetic with src-over on real numbers.
func TestBlend(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 100_000 {
		d, c, a := premultiplied(r), premultiplied(r), uint32(r.IntN(256))
		for i, got := range []uint32{blend(d, c, a), over(d, scaled(c, a))} { // one rounding, two
			for sh := 0; sh < 32; sh += 8 {
				cov := float64(a) / 255
				want := float64(c>>sh&255)*cov + float64(d>>sh&255)*(1-cov*float64(c>>24)/255)
				if math.Abs(float64(got>>sh&255)-want) > 1.01+0.5*float64(i) {
					t.Fatalf("%08x over %08x at %d: %08x", c, d, a, got)
				}
			}
		}
	}
	if blend(0xff123456, 0xff654321, 255) != 0xff654321 || blend(0xff123456, 0xff654321, 0) != 0xff123456 {
		t.Error("full and no coverage are not exact")
	}
}

func premultiplied(r *rand.Rand) uint32 {
	a := r.IntN(256)
	v := func() uint8 { return uint8(r.IntN(a + 1)) }
	return pack(color.RGBA{v(), v(), v(), uint8(a)})
}

// TestSharpGrid: grid lines are exactly one pixel of full strength at scale 1
// and 1.3, two at 2, wherever they fall.
func TestSharpGrid(t *testing.T) {
	for scale, want := range map[float32]int{1: 1, 1.3: 1, 2: 2, 3.33: 3} {
		for x := float32(10); x < 12; x += 0.13 {
			s, l := blank(20, 4)
			l.Lines = []charts.Line{{X0: x, X1: x, Y1: 4, Width: 1, Style: charts.StyleText}}
			img := render(s, inkPalette(), scale)
			full := 0
			for i := range img.Rect.Dx() {
				switch img.RGBAAt(i, 0).R {
				case 0:
					full++
				case 255:
				default:
					t.Fatalf("scale %v, x %v: a grey column", scale, x)
				}
			}
			if full != want {
				t.Fatalf("scale %v, x %v: %d columns, want %d", scale, x, full, want)
			}
		}
	}
}
