package raster

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestNumbers(t *testing.T) {
	for s, want := range map[string][]float64{
		"":                    nil,
		"1 2,3":               {1, 2, 3},
		"1.5.5-2+3":           {1.5, .5, -2, 3},
		"1e2 1E-2 .5e+1 5.":   {100, .01, 5, 5},
		"1e":                  {1},
		"12px,3px":            {12, 3},
		"x":                   nil,
		"-":                   nil,
		".":                   nil,
		"1e400 -1e400 1e-400": {maxNumber, -maxNumber, 0},
		"123456789.123456789": {123456789.123456789},
	} {
		got := numbers(s)
		if len(got) != len(want) {
			t.Errorf("%q: %v, want %v", s, got, want)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%q: %v, want %v", s, got, want)
			}
		}
	}
}

// TestNumbersAgainstStrconv: short numbers are converted as exactly as all.
func TestNumbersAgainstStrconv(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		s := strconv.FormatFloat((r.Float64()-0.5)*math.Pow(10, float64(r.IntN(8))), 'f', r.IntN(6), 64)
		want, _ := strconv.ParseFloat(s, 64)
		if got, n := scanNumber(s); got != want || n != len(s) {
			t.Fatalf("%q: %v of %d bytes, want %v", s, got, n, want)
		}
	}
}

func TestLengths(t *testing.T) {
	for s, want := range map[string]float64{"5": 5, "5px": 5, " 5 ": 5, "50%": 4, "-2.5": -2.5} {
		if got, ok := length(s, 8); !ok || got != want {
			t.Errorf("%q: %v %v, want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "px", "5em", "5 6", "auto"} {
		if v, ok := length(s, 8); ok {
			t.Errorf("%q was read as %v", s, v)
		}
	}
}

// shapeOf flattens path data.
func shapeOf(d string) (*builder, bool) {
	b := newBuilder(identity)
	ok := b.data(d)
	return b, ok
}

// TestPathData: equal paths in different words.
func TestPathData(t *testing.T) {
	square := "M1 2L4 2L4 6L1 6Z"
	for _, d := range []string{
		"M1,2 4,2 4,6 1,6z", "m1 2l3 0l0 4l-3 0z", "M1 2H4V6H1Z", "m1 2h3v4h-3z", "m1 2 3 0 0 4-3 0z",
	} {
		same(t, d, square)
	}
	same(t, "M0 0C1 2 3 4 5 6S9 8 9 0", "M0 0C1 2 3 4 5 6C7 8 9 8 9 0")
	same(t, "M0 0c1 2 3 4 5 6s4 2 4-6", "M0 0C1 2 3 4 5 6S9 8 9 0")
	same(t, "M0 0Q4 8 8 0T16 0", "M0 0Q4 8 8 0Q12-8 16 0")
	same(t, "M0 0q4 8 8 0t8 0", "M0 0Q4 8 8 0T16 0")
	same(t, "M0 0S4 8 8 0", "M0 0C0 0 4 8 8 0")
	same(t, "M0 0A5 5 0 0 1 10 0", "M0 0a5 5 0 0110 0")
	same(t, "M0 0Zm5 5l1 1", "M0 0M5 5L6 6")
	same(t, "M0 0A0 5 0 0 1 10 0", "M0 0L10 0")
	same(t, "M0 0L1 1ZL2 0", "M0 0L1 1ZM0 0L2 0")
}

func same(t *testing.T, a, b string) {
	t.Helper()
	p, okP := shapeOf(a)
	q, okQ := shapeOf(b)
	if !okP || !okQ || len(p.ends) != len(q.ends) || len(p.pts) != len(q.pts) {
		t.Errorf("%q is not %q: %d and %d points, read %v %v", a, b, len(p.pts), len(q.pts), okP, okQ)
		return
	}
	for i := range p.pts {
		if p.pts[i].minus(q.pts[i]).length() > 1e-9 {
			t.Errorf("%q is not %q: point %d", a, b, i)
		}
	}
}

func TestBrokenPathData(t *testing.T) {
	for d, points := range map[string]int{
		"5 5": 0, "L5 5": 0, "M1": 0, "M1 1L2": 0, "M1 1L2 2L": 2, "M1 1L2 2X3 3": 2, "M1 1L2 2Z3 3": 2, "M0 0A5 5 0 2 1 9 9": 0, "M0 0L1 1NaN": 2,
	} {
		b, ok := shapeOf(d)
		if ok || len(b.pts) != points {
			t.Errorf("%q: read %v, %d points, want %d", d, ok, len(b.pts), points)
		}
	}
}

// TestArcs: all points of an arc lie on its ellipse, it ends where it should
// and turns as the flags say.
func TestArcs(t *testing.T) {
	for _, large := range []bool{false, true} {
		for _, sweep := range []bool{false, true} {
			b := newBuilder(identity)
			b.move(point{10, 0})
			b.arc(10, 10, 0, large, sweep, point{0, 10})
			// Two circles go through both points.
			centre := map[bool]point{true: {0, 0}, false: {10, 10}}[large != sweep]
			area := 0.0
			for i, p := range b.pts {
				if math.Abs(p.minus(centre).length()-10) > 1e-6 {
					t.Fatalf("large %v sweep %v: %v is not on the circle around %v", large, sweep, p, centre)
				}
				if i > 0 {
					q := b.pts[i-1]
					area += (q.x-centre.x)*(p.y-centre.y) - (p.x-centre.x)*(q.y-centre.y)
				}
			}
			if (area > 0) != sweep || (math.Abs(area) > 200) != large {
				t.Errorf("large %v sweep %v: turns %v", large, sweep, area)
			}
			if b.at != (point{0, 10}) {
				t.Errorf("ends at %v", b.at)
			}
		}
	}
}

// TestFlatness: no piece of a curve is further from it than promised.
func TestFlatness(t *testing.T) {
	b := newBuilder(scaling(3))
	b.ellipse(point{50, 50}, 40, 40)
	for i := 1; i < len(b.pts); i++ {
		mid := b.pts[i-1].plus(b.pts[i].minus(b.pts[i-1]), 0.5)
		if d := 120 - mid.minus(point{150, 150}).length(); d > arcFlatness*1.01 || d < -1e-9 {
			t.Fatalf("a piece is %v from the circle", d)
		}
	}
}

func TestTransforms(t *testing.T) {
	p := point{3, 5}
	for s, want := range map[string]point{
		"":                             {3, 5},
		"translate(2)":                 {5, 5},
		"translate(2 -1)":              {5, 4},
		"scale(2)":                     {6, 10},
		"scale(2,3)":                   {6, 15},
		"rotate(90)":                   {-5, 3},
		"rotate(90 1 1)":               {-3, 3},
		"skewX(45)":                    {8, 5},
		"skewY(45)":                    {3, 8},
		"matrix(1 2 3 4 5 6)":          {23, 32},
		"translate(1 1), scale(2)":     {7, 11},
		" scale( 2 )  translate(1,1) ": {8, 12},
	} {
		m, ok := parseTransform(s)
		if got := m.of(p); !ok || got.minus(want).length() > 1e-9 {
			t.Errorf("%q: %v %v, want %v", s, got, ok, want)
		}
		if inv, ok := m.inverse(); !ok || inv.of(m.of(p)).minus(p).length() > 1e-9 {
			t.Errorf("%q is not undone", s)
		}
	}
	for _, s := range []string{"rotate", "scale(", "scale()", "scale(1 2 3)", "matrix(1)", "spin(4)", "scale(1)x"} {
		if _, ok := parseTransform(s); ok {
			t.Errorf("%q was read", s)
		}
	}
	if _, ok := (matrix{a: 1}).inverse(); ok {
		t.Error("a flat map has an inverse")
	}
}
