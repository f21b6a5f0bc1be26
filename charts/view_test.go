package charts

import (
	"math"
	"testing"

	"saywhen/storage"
)

var testPlot = Rect{X: 220, Y: 40, W: 1060, H: 700}

func TestZoomKeepsTheInstantUnderThePointer(t *testing.T) {
	r := newRand(t, 2)
	v := View{}.WithSpan(Span{unix("2014-01-01"), unix("2015-01-01")})
	for range 5000 {
		x := testPlot.X + r.Float32()*testPlot.W
		seconds := func(v View) float64 {
			return float64(v.From) + v.Frac + float64(x-testPlot.X)/float64(testPlot.W)*v.Width
		}
		before := seconds(v)
		next := v.ZoomAt(testPlot, x, math.Exp(r.Float64()*2-1))
		if d := math.Abs(seconds(next)-before) / next.Width * float64(testPlot.W); d > 0.01 {
			t.Fatalf("zoom at %v moved the instant by %v pixels (%v s wide)", x, d, next.Width)
		}
		if next.Frac < 0 || next.Frac >= 1 || next.Width < MinWidth || next.Width > MaxWidth {
			t.Fatalf("not normal: %+v", next)
		}
		v = next
	}
}

func TestZoomLimits(t *testing.T) {
	v := View{}.WithSpan(Span{0, 86400})
	if in := v.ZoomAt(testPlot, 500, 1e-9); in.Width != MinWidth {
		t.Errorf("zoomed in to %v s", in.Width)
	}
	if out := v.ZoomAt(testPlot, 500, 1e12); out.Width != MaxWidth {
		t.Errorf("zoomed out to %v s", out.Width)
	}
	for _, factor := range []float64{0, -1, math.NaN()} {
		if !v.ZoomAt(testPlot, 500, factor).Equal(v) {
			t.Errorf("factor %v changed the view", factor)
		}
	}
}

func TestPanAtTheDeepestZoom(t *testing.T) {
	v := View{}.WithSpan(Span{unix("2014-06-16"), unix("2014-06-16") + 60})
	w := v
	for range 100 {
		w = w.Pan(testPlot, -1)
	}
	want := 100.0 / float64(testPlot.W) * 60
	if got := elapsed(v.From, w.From) + w.Frac; math.Abs(got-want) > 1e-6 {
		t.Errorf("100 pans of a pixel moved %v s, want %v", got, want)
	}
}

func TestPanEnds(t *testing.T) {
	v := View{}.WithSpan(Span{0, 86400}).PanTo(math.MaxInt64 / 2)
	if v.From > int64(farYears) {
		t.Errorf("panned to %d", v.From)
	}
	v = v.PanTo(0)
	if x := v.Scale(testPlot).X(0); x != testPlot.X+testPlot.W/2 {
		t.Errorf("PanTo put the instant at %v", x)
	}
}

func TestToggleReturnsANewView(t *testing.T) {
	v := View{}.WithCollapsed(5, 3, 5)
	w := v.Toggle(4)
	u := w.Toggle(3)
	if len(v.Collapsed) != 2 || v.IsCollapsed(4) || !w.IsCollapsed(4) || !w.IsCollapsed(3) || u.IsCollapsed(3) {
		t.Errorf("v %v w %v u %v", v.Collapsed, w.Collapsed, u.Collapsed)
	}
	if !u.Toggle(3).Equal(w) || u.Equal(w) {
		t.Error("toggling twice is not the same view")
	}
}

func TestScrollStaysInside(t *testing.T) {
	for _, c := range []struct{ y, content, height, want float32 }{
		{-10, 1000, 300, 0}, {50, 1000, 300, 50}, {900, 1000, 300, 700}, {50, 200, 300, 0},
	} {
		if got := (View{}).Scroll(c.y, c.content, c.height).ScrollY; got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestFitShowsEverything(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	v := View{ScrollY: 99}.Fit(x)
	sc := v.Scale(testPlot)
	for _, id := range cols.ID {
		if at, ok := x.Anchor(id); ok {
			if px := sc.X(at); px < testPlot.X || px > testPlot.X+testPlot.W {
				t.Errorf("statement %d is at %v", id, px)
			}
		}
	}
	if v.ScrollY != 0 {
		t.Error("Fit does not scroll to the top")
	}
}

func TestRevealShowsTheStatement(t *testing.T) {
	cols, ref := random(newRand(t, 3), 600, 60, 3)
	x := NewIndex(cols, ref)
	o := Options{W: 900, H: 400}
	roots := View{}
	for _, l := range x.Lanes() {
		if l.Children > 0 {
			roots = roots.Toggle(l.Actor)
		}
	}
	v := roots.WithSpan(Span{unix("2013-03-01"), unix("2013-04-01")})
	var s Scene
	for _, id := range cols.ID {
		at, dated := x.Anchor(id)
		if !dated {
			continue
		}
		w := Reveal(x, v, o, id)
		Layout(&s, x, w, o)
		px := s.Scale.X(at)
		speaker := cols.Speaker[mustFind(t, x, id)]
		if _, ok := s.LaneRect(speaker); !ok || px < s.Plot.X || px > s.Plot.X+s.Plot.W {
			t.Fatalf("statement %d: lane shown %v, x %v", id, ok, px)
		}
	}
	if !Reveal(x, v, o, 999).Equal(v) {
		t.Error("revealing nothing moved the view")
	}
}

func mustFind(t *testing.T, x *Index, id storage.ID) int32 {
	t.Helper()
	s, ok := x.find(id)
	if !ok {
		t.Fatalf("no statement %d", id)
	}
	return s
}

func TestSizesOfLanes(t *testing.T) {
	x := same(9)
	height := func(size LaneSize) float32 {
		var s Scene
		v := View{}.Fit(x).WithSize(1, TallLane).WithSize(1, size)
		Layout(&s, x, v, Options{W: 1000, H: 600, Label: sampleLabel, Measure: words})
		r, ok := s.LaneRect(1)
		if !ok || v.SizeOf(1) != size || v.SizeOf(2) != NormalLane {
			t.Fatalf("size %d is not taken", size)
		}
		if other, _ := s.LaneRect(2); other.H != 26 {
			t.Errorf("another lane is %v high", other.H)
		}
		return r.H
	}
	if c, n, h := height(CompactLane), height(NormalLane), height(TallLane); c != 16 || n != 26+5*18 || h != 26+8*18 {
		t.Errorf("heights %v, %v, %v", c, n, h)
	}
}
