package charts

import (
	"slices"
	"testing"

	"saywhen/storage"
)

func TestHitFindsEveryMark(t *testing.T) {
	r := newRand(t, 13)
	for range 5 {
		cols, ref := random(r, 800, 40, 4)
		x := NewIndex(cols, ref)
		for _, v := range zooms(x) {
			var s Scene
			Layout(&s, x, v, Options{W: 1200, H: 700})
			for i := range s.targets {
				k := &s.targets[i]
				if k.kind != HitMark || !s.Plot.Contains(k.x, k.y) || s.scratch.frame.list.rows[k.row].lane.stack.bins {
					continue
				}
				h := s.Hit(k.x, k.y)
				if h.Kind != HitMark || h.Statement != k.id {
					t.Fatalf("hit %+v, want the mark of %d", h, k.id)
				}
				if rect, ok := s.MarkRect(k.id); !ok || !rect.Contains(k.x, k.y) {
					t.Fatalf("MarkRect of %d: %v, %v", k.id, rect, ok)
				}
			}
		}
	}
}

func TestHitOfOtherThings(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	var s Scene
	Layout(&s, x, View{}.Fit(x), Options{W: 1000, H: 400, Measure: words})
	iran, _ := s.LaneRect(100)
	afkham, _ := s.LaneRect(101)
	for _, c := range []struct {
		name string
		x, y float32
		kind HitKind
		who  storage.ID
	}{
		{"chevron", 10, iran.Y + 13, HitChevron, 100},
		{"name", 60, iran.Y + 13, HitLane, 100},
		{"name without lanes below", 10, afkham.Y + 13, HitLane, 101},
		{"empty plot", 700, afkham.Y + 13, HitPlot, 101},
		{"below the lanes", 700, 390, HitPlot, 0},
		{"axis", 700, 5, HitAxis, 0},
		{"above the names", 60, 5, HitNone, 0},
		{"outside", -5, -5, HitNone, 0},
	} {
		if h := s.Hit(c.x, c.y); h.Kind != c.kind || h.Actor != c.who {
			t.Errorf("%s: %+v", c.name, h)
		}
	}
	if h := s.Hit(700, 5); h.T != s.Scale.T(700) {
		t.Errorf("axis: T = %d", h.T)
	}
	if _, ok := s.MarkRect(20); ok {
		t.Error("the undated statement has a mark")
	}
}

func TestRubberBand(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	var s Scene
	Layout(&s, x, View{}.Fit(x), Options{W: 1000, H: 400})
	if got := s.StatementsIn(s.Plot); !slices.Equal(got, []storage.ID{10, 11, 12, 13, 14, 15, 16, 17, 18, 19}) {
		t.Errorf("everything: %v", got)
	}
	r, _ := s.MarkRect(17)
	if got := s.StatementsIn(r); !slices.Equal(got, []storage.ID{17}) {
		t.Errorf("one: %v", got)
	}
	cols, ref = random(newRand(t, 14), 20000, 10, 2)
	x = NewIndex(cols, ref)
	Layout(&s, x, View{}.Fit(x), Options{W: 1000, H: 4000})
	half := Rect{s.Plot.X, s.Plot.Y, s.Plot.W / 2, s.Plot.H}
	want := 0
	for _, at := range x.at {
		if px := s.Scale.X(at); at != noMark && px >= half.X && px < half.X+half.W {
			want++
		}
	}
	if got := s.StatementsIn(half); len(got) != want {
		t.Errorf("half of the bins: %d statements, want %d", len(got), want)
	}
}
