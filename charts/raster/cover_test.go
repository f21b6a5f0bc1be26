package raster

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"
)

// coverageOf fills contours within a box.
func coverageOf(b image.Rectangle, rule uint8, contours ...[]point) *mask {
	var c cover
	return coverageBy(&c, b, rule, contours...)
}

func coverageBy(c *cover, b image.Rectangle, rule uint8, contours ...[]point) *mask {
	m := newMask(b)
	c.begin(b)
	for _, ps := range contours {
		c.contour(ps)
	}
	c.end(rule == evenOdd, m)
	return m
}

// sampled is the slow oracle: the share of 16 by 16 places of each pixel that
// lie inside.
func sampled(b image.Rectangle, rule uint8, contours ...[]point) []float64 {
	const n = 16
	var out []float64
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			in := 0
			for k := range n * n {
				p := point{float64(x) + (float64(k%n)+0.5)/n, float64(y) + (float64(k/n)+0.5)/n}
				turns := 0
				for _, ps := range contours {
					turns += windings(ps, p)
				}
				if rule == evenOdd && turns%2 != 0 || rule == nonZero && turns != 0 {
					in++
				}
			}
			out = append(out, float64(in)/(n*n))
		}
	}
	return out
}

// TestCoverAgainstSamples: triangles, which cannot overlap themselves, within
// and beyond the box.
func TestCoverAgainstSamples(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var c cover // keeps its buffer: every fill must leave it empty
	for range 300 {
		b := image.Rect(3, -2, 3+1+r.IntN(12), -2+1+r.IntN(12))
		ps := make([]point, 3)
		for i := range ps {
			ps[i] = point{r.Float64()*30 - 8, r.Float64()*30 - 12}
			if r.IntN(4) == 0 {
				ps[i] = point{math.Round(ps[i].x), math.Round(ps[i].y)}
			}
		}
		got, want := coverageBy(&c, b, nonZero, ps), sampled(b, nonZero, ps)
		for i, v := range want {
			if math.Abs(float64(got.a[i])/255-v) > 0.06 {
				t.Fatalf("%v in %v: pixel %d is %d of 255, want %.2f", ps, b, i, got.a[i], v)
			}
		}
	}
}

// TestRules: where two squares overlap both rules agree with the oracle, for
// either direction.
func TestRules(t *testing.T) {
	square := func(x, y, s float64) []point {
		return []point{{x, y}, {x + s, y}, {x + s, y + s}, {x, y + s}}
	}
	back := func(ps []point) []point {
		return []point{ps[3], ps[2], ps[1], ps[0]}
	}
	a, b := square(1, 1, 6), square(3, 3, 6)
	box := image.Rect(0, 0, 10, 10)
	for _, contours := range [][][]point{{a, b}, {a, back(b)}, {back(a), back(b)}, {a, a, b}} {
		for _, rule := range []uint8{nonZero, evenOdd} {
			got, want := coverageOf(box, rule, contours...), sampled(box, rule, contours...)
			for i, v := range want {
				if math.Abs(float64(got.a[i])/255-v) > 0.01 {
					t.Fatalf("rule %d: pixel %d is %d, want %v", rule, i, got.a[i], v)
				}
			}
		}
	}
}

// TestPartsEqualWhole: a box in pieces gives what the whole gives.
func TestPartsEqualWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		var ps []point
		for range 3 + r.IntN(9) {
			ps = append(ps, point{r.Float64()*90 - 20, r.Float64()*90 - 20})
		}
		whole := coverageOf(image.Rect(0, 0, 50, 50), evenOdd, ps)
		cx, cy := 1+r.IntN(48), 1+r.IntN(48)
		for _, b := range []image.Rectangle{
			image.Rect(0, 0, cx, cy), image.Rect(cx, 0, 50, cy), image.Rect(0, cy, cx, 50), image.Rect(cx, cy, 50, 50),
		} {
			part := coverageOf(b, evenOdd, ps)
			for y := b.Min.Y; y < b.Max.Y; y++ {
				for x := b.Min.X; x < b.Max.X; x++ {
					if d := int(part.rowAt(x, y, 1)[0]) - int(whole.rowAt(x, y, 1)[0]); d < -1 || d > 1 {
						t.Fatalf("pixel %d,%d of %v: %d, in the whole %d", x, y, b, part.rowAt(x, y, 1)[0], whole.rowAt(x, y, 1)[0])
					}
				}
			}
		}
	}
}

// TestRuns: long equal stretches come as runs, and nothing outside the box.
func TestRuns(t *testing.T) {
	var c cover
	c.begin(image.Rect(10, 0, 60, 1))
	c.contour([]point{{0, -5}, {100, -5}, {100, 5}, {0, 5}})
	var log spans
	c.end(false, &log)
	if len(log) != 1 || log[0] != [3]int{10, 60, 255} {
		t.Errorf("a full row is %v", log)
	}
}

type spans [][3]int

func (s *spans) ink(x, _ int, coverage []uint8) {
	for i, a := range coverage {
		*s = append(*s, [3]int{x + i, x + i + 1, int(a)})
	}
}

func (s *spans) run(x0, x1, _ int, a uint8) { *s = append(*s, [3]int{x0, x1, int(a)}) }

func TestMaskAdds(t *testing.T) {
	m := newMask(image.Rect(0, 0, 2, 1))
	m.ink(0, 0, []uint8{128, 0})
	m.run(0, 2, 0, 128)
	if a, b := m.a[0], m.a[1]; a < 190 || a > 193 || b != 128 {
		t.Errorf("two halves give %d, none and a half %d", a, b)
	}
	row := []uint8{255, 100}
	m.multiply(0, 0, row)
	if row[0] != m.a[0] || row[1] != 50 {
		t.Errorf("multiplied: %v", row)
	}
}
