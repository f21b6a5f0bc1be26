package charts

import (
	"testing"
)

func TestOverviewHandle(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	v := View{}.WithSpan(Span{unix("2014-06-20"), unix("2014-07-20")})
	var s Scene
	LayoutOverview(&s, x, v, 800, 40)
	h := s.Handle
	if abs(h.X-s.Scale.X(v.From)) > 0.5 || abs(h.X+h.W-s.Scale.X(v.Span().To)) > 0.5 {
		t.Fatalf("handle %v", h)
	}
	for px, want := range map[float32]HandlePart{
		h.X - 20: HandleOutside, h.X - 4: HandleLeft, h.X + 4: HandleLeft, h.X + h.W/2: HandleBody,
		h.X + h.W - 4: HandleRight, h.X + h.W + 4: HandleRight, h.X + h.W + 20: HandleOutside,
	} {
		if got := s.HandleAt(px); got != want {
			t.Errorf("HandleAt(%v) = %d, want %d", px, got, want)
		}
	}
}

func TestDragHandle(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	v := View{}.WithSpan(Span{unix("2014-06-20"), unix("2014-07-20")})
	var s Scene
	LayoutOverview(&s, x, v, 800, 40)
	before := s.Handle
	for _, c := range []struct {
		part        HandlePart
		dx          float32
		left, right float32 // where the edges go
	}{
		{HandleLeft, 10, 10, 0},
		{HandleRight, 25, 0, 25},
		{HandleBody, -30, -30, -30},
		{HandleOutside, 50, 0, 0},
	} {
		w := v.DragHandle(s.Scale, c.part, c.dx)
		got := handleOf(s.Scale, w, 800, 40)
		if abs(got.X-before.X-c.left) > 0.1 || abs(got.X+got.W-before.X-before.W-c.right) > 0.1 {
			t.Errorf("%+v: from %v to %v", c, before, got)
		}
	}
	if w := v.DragHandle(s.Scale, HandleLeft, 5000); w.Width != MinWidth {
		t.Errorf("dragged over the right edge: %v s", w.Width)
	}
	if w := v.DragHandle(s.Scale, HandleRight, -5000); w.Width != MinWidth || w.From != v.From {
		t.Errorf("dragged over the left edge: %+v", w)
	}
}

func TestOverviewCountsWhatPasses(t *testing.T) {
	cols, ref := random(newRand(t, 30), 3000, 30, 3)
	x := NewIndex(cols, ref)
	sum := func() (n int) {
		var s Scene
		LayoutOverview(&s, x, View{}, 600, 40)
		for _, c := range x.overview.count {
			n += int(c)
		}
		return n
	}
	if got, want := sum(), x.Len()-len(x.Undated()); got != want {
		t.Errorf("counts %d, want %d", got, want)
	}
	x.SetFilter(NewSet(cols.ID[:100]...))
	if got, want := sum(), 100-len(x.Undated()); got != want {
		t.Errorf("filtered: counts %d, want %d", got, want)
	}
}

// TestOverviewKeepsStillUnderAFilter checks that the bars of everything stay as
// they are and that the share of the filter lies within them.
func TestOverviewKeepsStillUnderAFilter(t *testing.T) {
	cols, ref := random(newRand(t, 31), 3000, 30, 3)
	x := NewIndex(cols, ref)
	var s Scene
	LayoutOverview(&s, x, View{}, 600, 40)
	before := append([]int32(nil), x.overview.count...)
	scale := s.Scale
	x.SetFilter(NewSet(cols.ID[1000:1100]...))
	LayoutOverview(&s, x, View{}, 600, 40)
	if s.Scale != scale {
		t.Errorf("the scale went from %+v to %+v", scale, s.Scale)
	}
	for i, n := range x.overview.all {
		if n != before[i] || x.overview.count[i] > n {
			t.Fatalf("column %d: %d of %d, before %d", i, x.overview.count[i], n, before[i])
		}
	}
}

func TestOverviewOfAFarView(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	for _, v := range []View{{}, View{}.WithSpan(Span{unix("1900-01-01"), unix("1900-02-01")}), View{}.WithSpan(Span{unix("2200-01-01"), unix("2200-02-01")})} {
		var s Scene
		LayoutOverview(&s, x, v, 300, 30)
		if h := s.Handle; h.X < 0 || h.X+h.W > 300 || h.W < 6 {
			t.Errorf("handle %v", h)
		}
	}
}
