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

// randomMask is a mask with holes, edges and solid parts.
func randomMask(r *rand.Rand, w, h int) *mask {
	m := &mask{w: w, h: h, dx: r.IntN(5) - 2, dy: r.IntN(5) - 2, a: make([]uint8, w*h)}
	for i := range m.a {
		m.a[i] = [4]uint8{0, 255, uint8(r.IntN(256)), 0}[r.IntN(4)]
	}
	return m
}

// TestStampAgainstPixels compares the fast loop with one pixel at a time, at
// places inside and across the edges of the clip.
func TestStampAgainstPixels(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 500 {
		img := image.NewRGBA(image.Rect(0, 0, 20, 16))
		var c canvas
		c.bind(img)
		c.clip = box{r.IntN(6), r.IntN(6), 10 + r.IntN(10), 8 + r.IntN(8)}
		for i := range c.p {
			c.p[i] = premultiplied(r)
		}
		want := append([]uint32(nil), c.p...)
		m, col := randomMask(r, 1+r.IntN(9), 1+r.IntN(9)), premultiplied(r)|uint32(r.IntN(2))*0xff000000
		x, y := r.IntN(26)-4, r.IntN(22)-4
		for i, a := range m.a {
			px, py := x+m.dx+i%m.w, y+m.dy+i/m.w
			if px >= c.clip.x0 && px < c.clip.x1 && py >= c.clip.y0 && py < c.clip.y1 {
				want[py*c.w+px] = blend(want[py*c.w+px], col, uint32(a))
			}
		}
		c.stamp(m, x, y, col)
		for i := range want {
			if c.p[i] != want[i] {
				t.Fatalf("pixel %d is %08x, want %08x", i, c.p[i], want[i])
			}
		}
	}
}

// TestPasteAgainstPixels does the same for sprites.
func TestPasteAgainstPixels(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for range 500 {
		img := image.NewRGBA(image.Rect(0, 0, 20, 16))
		var c canvas
		c.bind(img)
		c.clip = box{r.IntN(6), r.IntN(6), 10 + r.IntN(10), 8 + r.IntN(8)}
		s := &sprite{w: 1 + r.IntN(8), h: 1 + r.IntN(8), dx: -2, dy: -1}
		for range s.w * s.h {
			s.p = append(s.p, [3]uint32{0, premultiplied(r), 0xff000000 | premultiplied(r)}[r.IntN(3)])
		}
		s.index()
		for i := range c.p {
			c.p[i] = premultiplied(r)
		}
		want := append([]uint32(nil), c.p...)
		x, y, alpha := r.IntN(26)-4, r.IntN(22)-4, [2]uint32{255, uint32(r.IntN(256))}[r.IntN(2)]
		for i, v := range s.p {
			px, py := x+s.dx+i%s.w, y+s.dy+i/s.w
			if px >= c.clip.x0 && px < c.clip.x1 && py >= c.clip.y0 && py < c.clip.y1 {
				want[py*c.w+px] = over(want[py*c.w+px], scaled(v, alpha))
			}
		}
		c.paste(s, x, y, alpha)
		for i := range want {
			if c.p[i] != want[i] {
				t.Fatalf("pixel %d is %08x, want %08x", i, c.p[i], want[i])
			}
		}
	}
}

// TestDilateAgainstMaximum: every pixel of a fattened mask is the largest of
// those around it, weighted by distance, and half as much again.
func TestDilateAgainstMaximum(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for range 30 {
		m := randomMask(r, 1+r.IntN(8), 1+r.IntN(8))
		radius := 0.5 + 3*r.Float32()
		out := dilate(m, radius)
		for i, got := range out.a {
			x, y := out.dx+i%out.w, out.dy+i/out.w
			var want uint8
			for j, a := range m.a {
				dx, dy := float64(m.dx+j%m.w-x), float64(m.dy+j/m.w-y)
				k := byteOf(radius + 0.5 - float32(math.Sqrt(dx*dx+dy*dy)))
				want = max(want, uint8(uint32(a)*k/255))
			}
			want = uint8(min(uint32(want)*3/2, 255))
			if got != want {
				t.Fatalf("pixel %d is %d, want %d", i, got, want)
			}
		}
	}
	if empty := dilate(&mask{}, 2); len(empty.a) != 0 {
		t.Error("nothing became something")
	}
}

// TestUnionKeepsTheLarger compares a union with its parts.
func TestUnionKeepsTheLarger(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	gs := []placedGlyph{{m: randomMask(r, 5, 4)}, {m: randomMask(r, 3, 7), x: 4, y: -2}, {m: randomMask(r, 6, 2), x: -3, y: 1}}
	u := union(gs)
	for i, got := range u.a {
		x, y := u.dx+i%u.w, u.dy+i/u.w
		var want uint8
		for _, g := range gs {
			px, py := x-int(g.x)-g.m.dx, y-int(g.y)-g.m.dy
			if px >= 0 && px < g.m.w && py >= 0 && py < g.m.h {
				want = max(want, g.m.a[py*g.m.w+px])
			}
		}
		if got != want {
			t.Fatalf("pixel %d,%d is %d, want %d", x, y, got, want)
		}
	}
}

// TestTextIsTheSameEverywhere: a label that moves by fractions of a pixel keeps
// its pixels.
func TestTextIsTheSameEverywhere(t *testing.T) {
	draw := func(x, y float32) *image.RGBA {
		s, l := blank(140, 40)
		l.Texts = []charts.Text{{X: x, Y: y, Size: 13, Style: charts.StyleText, Str: "Afkham سپاه", Halo: true}}
		return render(s, Light(), 1)
	}
	want := draw(10, 20)
	for _, d := range []float32{0.1, 0.3, 0.49, -0.2, -0.49} {
		if !bytes.Equal(draw(10+d, 20-d).Pix, want.Pix) {
			t.Errorf("moved by %v it looks different", d)
		}
	}
	if bytes.Equal(draw(10.6, 20).Pix, want.Pix) {
		t.Error("it never moves")
	}
}

// TestTextInkGrowsWithScale: unhinted text has four times the ink at twice the
// scale.
func TestTextInkGrowsWithScale(t *testing.T) {
	for _, n := range names[:9] {
		s, l := blank(300, 40)
		l.Texts = []charts.Text{{X: 10, Y: 25, Size: 14, Style: charts.StyleText, Str: n}}
		one, two := area(render(s, inkPalette(), 1)), area(render(s, inkPalette(), 2))
		if one == 0 || math.Abs(two/one-4) > 0.1 {
			t.Errorf("%q has %.1f pixels of ink at 1 and %.1f at 2", n, one, two)
		}
	}
}

// TestHaloSetsTextOff: around the letters what was there before is gone.
func TestHaloSetsTextOff(t *testing.T) {
	for _, halo := range []bool{false, true} {
		s, l := blank(60, 30)
		l.Rects = []charts.Fill{{Rect: charts.Rect{W: 60, H: 30}, HasRGB: true, RGB: 0xff0000, Alpha: 255}}
		l.Texts = []charts.Text{{X: 20, Y: 20, Size: 14, Style: charts.StyleText, Str: "l", Halo: halo}}
		img := render(s, Light(), 1)
		white := 0
		for i := 0; i < len(img.Pix); i += 4 {
			if img.Pix[i] == 255 && img.Pix[i+1] > 240 {
				white++
			}
		}
		if (white > 10) != halo {
			t.Errorf("halo %v: %d white pixels", halo, white)
		}
	}
}

// TestMarkColours looks at a mark's middle, rim and surroundings.
func TestMarkColours(t *testing.T) {
	pal := Light()
	for shape := charts.ShapeCircle; shape <= charts.ShapeSquare; shape++ {
		for _, hollow := range []bool{false, true} {
			s, l := blank(40, 40)
			l.Rects = []charts.Fill{{Rect: charts.Rect{W: 40, H: 40}, Style: charts.StyleDensity, Alpha: 255}}
			l.Marks = []charts.Mark{{X: 20, Y: 20, Size: 20, Shape: shape, Style: charts.StyleStanceMinus2, Edge: charts.StyleMarkEdge, Alpha: 255, Hollow: hollow}}
			img := render(s, pal, 1)
			middle := pal[charts.StyleStanceMinus2]
			if hollow {
				middle = pal[charts.StyleBackground]
			}
			if got := img.RGBAAt(20, 20); got != middle {
				t.Errorf("shape %d, hollow %v: the middle is %v", shape, hollow, got)
			}
			if img.RGBAAt(4, 4) != pal[charts.StyleDensity] {
				t.Errorf("shape %d reaches its box's far corner", shape)
			}
			if !has(img, pal[charts.StyleStanceMinus2]) || !has(img, pal[charts.StyleMarkEdge]) {
				t.Errorf("shape %d, hollow %v: no outline or edge", shape, hollow)
			}
		}
	}
}

// has reports a pixel of nearly the colour: a rim of one pixel on a slope never
// covers a pixel whole.
func has(m *image.RGBA, c color.RGBA) bool {
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) < 48 }
	for i := 0; i < len(m.Pix); i += 4 {
		if near(m.Pix[i], c.R) && near(m.Pix[i+1], c.G) && near(m.Pix[i+2], c.B) {
			return true
		}
	}
	return false
}

// TestVisiblePart compares the clipped part of a segment with points along it.
func TestVisiblePart(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	w := newWorker(Default())
	w.clip = box{20, 30, 60, 50}
	p := pen{w: w, half: 1}
	for range 2000 {
		a, b := point{r.Float32() * 90, r.Float32() * 90}, point{r.Float32() * 90, r.Float32() * 90}
		t0, t1, ok := p.visible(a, b)
		for k := range 51 {
			u := float32(k) / 50
			q := point{a.x + (b.x-a.x)*u, a.y + (b.y-a.y)*u}
			in := q.x > 18.01 && q.x < 61.99 && q.y > 28.01 && q.y < 51.99
			if in && (!ok || u < t0-1e-4 || u > t1+1e-4) {
				t.Fatalf("%v to %v: %v is visible, but not in %v to %v, %v", a, b, q, t0, t1, ok)
			}
		}
	}
}

// TestLargePicturesUseBands paints one that is over the limit, transparent.
func TestLargePicturesUseBands(t *testing.T) {
	s := demoScene()
	s.Background = charts.StyleNone
	img := image.NewRGBA(image.Rect(0, 0, 2560, 1320))
	p := NewPainter(nil)
	p.Paint(img, s, Light(), 4)
	if len(p.bands) != maxBands {
		t.Errorf("%d bands", len(p.bands))
	}
	want := image.NewRGBA(img.Rect)
	pal := Light()
	newWorker(Default()).paint(want, s, &pal, 4, 0, 1320)
	if !bytes.Equal(img.Pix, want.Pix) {
		t.Error("the bands differ from one")
	}
	if got := img.RGBAAt(2559, 1319); got.A != 0 {
		t.Errorf("outside the lanes the picture is %v", got)
	}
}
