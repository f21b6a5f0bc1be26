package paint

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// traced collects a path: its corners, and the area of its corners' polygons.
type traced struct {
	lo, hi point
	n      int
	areas  []float64
	last   point
}

func (p *traced) see(x, y float32) {
	if p.n == 0 {
		p.lo, p.hi = point{x, y}, point{x, y}
	}
	p.n++
	p.lo = point{min(p.lo.x, x), min(p.lo.y, y)}
	p.hi = point{max(p.hi.x, x), max(p.hi.y, y)}
}

func (p *traced) MoveTo(x, y float32) {
	p.see(x, y)
	p.areas = append(p.areas, 0)
	p.last = point{x, y}
}

func (p *traced) LineTo(x, y float32) {
	p.see(x, y)
	p.areas[len(p.areas)-1] += float64(p.last.x*y-x*p.last.y) / 2
	p.last = point{x, y}
}

func (p *traced) QuadTo(_, _, x, y float32)       { p.LineTo(x, y) }
func (p *traced) CubeTo(_, _, _, _, x, y float32) { p.LineTo(x, y) }

// TestTraceIsWhereTextIs: outlines stay within the measured width, on the line,
// and letters have the direction that leaves their holes open.
func TestTraceIsWhereTextIs(t *testing.T) {
	f := Default()
	for _, text := range []string{"HamburgH", "Élysée", "وزارت خارجه", "Κυβέρνηση", "中国"} {
		for _, bold := range []bool{false, true} {
			var p traced
			f.Trace(text, bold, &p)
			width := f.Measure(text, 1, bold)
			if p.n == 0 || p.lo.x < -0.15 || p.hi.x > width+0.15 || p.hi.x < width-0.3 {
				t.Errorf("%q, %v em wide, reaches from %v to %v", text, width, p.lo.x, p.hi.x)
			}
			up, down := f.Extents(bold)
			if p.lo.y < -up || p.hi.y > down || p.lo.y > -0.3 {
				t.Errorf("%q reaches from %v to %v, the line from %v to %v", text, p.lo.y, p.hi.y, -up, down)
			}
		}
	}
	for _, text := range []string{"O", "中"} {
		var p traced
		f.Trace(text, false, &p)
		if len(p.areas) != 2 || p.areas[0]*p.areas[1] >= 0 {
			t.Errorf("%q has contours of areas %v", text, p.areas)
		}
	}
	var none traced
	if f.Trace("", false, &none); none.n != 0 {
		t.Error("nothing has an outline")
	}
}

// TestTraceAgain: what is remembered is what was traced.
func TestTraceAgain(t *testing.T) {
	f, err := NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	var a, b traced
	f.Trace("Again", false, &a)
	f.Trace("Again", false, &b)
	if a.n != b.n || a.lo != b.lo || a.hi != b.hi || !slices.Equal(a.areas, b.areas) {
		t.Errorf("%+v, then %+v", a, b)
	}
}

// TestCover: rows are blended as the formula says.
func TestCover(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	for range 2000 {
		m := image.NewRGBA(image.Rect(0, 0, 3, 2))
		back := someColour(r)
		px := Pixels(m)
		for i := range px {
			px[i] = Pack(back)
		}
		c, cov := someColour(r), uint8(r.IntN(256))
		Cover(px[3:6], []uint8{cov, 0, 255}, Pack(c))
		CoverEach(px[:2], []uint32{Pack(c), Pack(c)}, []uint8{cov, 255})
		Fill(px[2:3], Scaled(Pack(c), cov))
		want := blended(back, c, float64(cov)/255)
		whole := blended(back, c, 1)
		for at, w := range map[image.Point][4]float64{{X: 0, Y: 1}: want, {X: 0, Y: 0}: want, {X: 2, Y: 0}: want, {X: 2, Y: 1}: whole, {X: 1, Y: 0}: whole} {
			got := m.RGBAAt(at.X, at.Y)
			for i, v := range [4]uint8{got.R, got.G, got.B, got.A} {
				if math.Abs(float64(v)-w[i]) > 2.01 {
					t.Fatalf("%v over %v at %d: %v at %v, want %v", c, back, cov, got, at, w)
				}
			}
		}
		if m.RGBAAt(1, 1) != back {
			t.Fatal("a pixel without coverage changed")
		}
	}
	if Pixels(image.NewRGBA(image.Rectangle{})) != nil {
		t.Error("an empty image has pixels")
	}
}

func someColour(r *rand.Rand) color.RGBA {
	a := r.IntN(256)
	if r.IntN(2) == 0 {
		a = 255
	}
	v := func() uint8 { return uint8(r.IntN(a + 1)) }
	return color.RGBA{v(), v(), v(), uint8(a)}
}

func blended(d, c color.RGBA, k float64) (out [4]float64) {
	a := float64(c.A) / 255 * k
	for i, v := range [4][2]uint8{{d.R, c.R}, {d.G, c.G}, {d.B, c.B}, {d.A, c.A}} {
		out[i] = float64(v[1])*k + float64(v[0])*(1-a)
	}
	return out
}
