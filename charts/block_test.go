package charts

import (
	"slices"
	"testing"

	"saywhen/storage"
)

// pinned makes a project in which some lanes are pinned, one of them below
// another lane.
func pinned(t *testing.T) (*Index, []storage.ID) {
	t.Helper()
	cols, ref := random(newRand(t, 31), 900, 60, 2)
	var pins []storage.ID
	for i, a := range ref.Actors {
		if i == 3 || a.Parent != 0 && len(pins) == 1 {
			ref.Actors[i].Pinned = true
			pins = append(pins, a.ID)
		}
	}
	if len(pins) != 2 {
		t.Fatal("the random project has no nested lane")
	}
	for i := range cols.Speaker { // both say enough
		if i%9 == 0 {
			cols.Speaker[i] = pins[i/9%2]
		}
	}
	return NewIndex(cols, ref), pins
}

func TestPinnedLanesStayWhileOthersScroll(t *testing.T) {
	x, pins := pinned(t)
	o := Options{W: 900, H: 1300, Links: LinksAll, Measure: words}
	v := View{}.Fit(x)
	var s Scene
	Layout(&s, x, v, o)
	var before []Rect
	for _, id := range pins {
		r, ok := s.LaneRect(id)
		if !ok {
			t.Fatalf("lane %d is not shown", id)
		}
		before = append(before, r)
	}
	bottom := s.Plot.Y
	for _, r := range before {
		bottom = max(bottom, r.Y+r.H)
	}
	for _, y := range []float32{1, 13, 77, 300, 1e6} {
		Layout(&s, x, v.ScrollTo(y, s.Content, s.Plot.H), o)
		for i, id := range pins {
			if r, ok := s.LaneRect(id); !ok || r != before[i] {
				t.Fatalf("scrolled by %v, lane %d is at %v, was at %v", y, id, r, before[i])
			}
		}
		checkCovered(t, &s, x, bottom)
	}
}

// checkCovered tells whether something of a scrolled lane is met in the block.
func checkCovered(t *testing.T, s *Scene, x *Index, bottom float32) {
	t.Helper()
	for y := s.Plot.Y; y < bottom; y += 3 {
		for px := s.Plot.X; px < s.Plot.X+s.Plot.W; px += 5 {
			h := s.Hit(px, y)
			for _, id := range append(h.IDs, h.Statement) {
				slot, ok := x.find(id)
				if id != 0 && ok && !x.hangsBelowPinned(x.nodeOf(x.cols.Speaker[slot])) {
					t.Fatalf("at %v,%v the statement %d of a scrolled lane is met", px, y, id)
				}
			}
			if h.Actor != 0 && !x.hangsBelowPinned(x.dense[h.Actor]) {
				t.Fatalf("at %v,%v the lane %d is met", px, y, h.Actor)
			}
		}
	}
	for _, id := range s.StatementsIn(Rect{s.Plot.X, s.Plot.Y, s.Plot.W, bottom - s.Plot.Y}) {
		slot, _ := x.find(id)
		if !x.hangsBelowPinned(x.nodeOf(x.cols.Speaker[slot])) {
			t.Fatalf("a band over the block takes %d", id)
		}
	}
}

// hangsBelowPinned is a slow oracle: does a node or one above it stay in sight?
func (x *Index) hangsBelowPinned(n int32) bool {
	for ; n >= 0; n = x.nodes[n].parent {
		if x.nodes[n].actor.Pinned {
			return true
		}
	}
	return false
}

func TestPinnedLanesKeepTheirArcs(t *testing.T) {
	x, pins := pinned(t)
	slots := x.nodes[x.dense[pins[0]]].all.slot
	a, b := x.cols.ID[slots[0]], x.cols.ID[slots[len(slots)-1]]
	ref := x.Reference()
	ref.Relations = []storage.Relation{{ID: 1, From: b, Kind: storage.Denies, To: a}}
	x.Update(nil, nil, &ref)
	selected := func(id storage.ID) bool { return id == a }
	for _, y := range []float32{0, 500} {
		var s Scene
		Layout(&s, x, View{ScrollY: y}.WithSpan(x.Span()), Options{W: 900, H: 500, Links: LinksSelected, Selected: selected})
		n := 0
		for i := range s.Layers {
			for _, arc := range s.Layers[i].Arcs {
				if arc.Style == StyleLinkDeny && s.Plot.Contains(arc.X0, max(arc.Y0, s.Plot.Y)) {
					n++
				}
			}
		}
		if n != 1 {
			t.Errorf("scrolled by %v there are %d arcs of the pinned lane, want 1", y, n)
		}
	}
}

func TestNamesOfHighLanesStayInSight(t *testing.T) {
	x := same(40) // forty at one instant: a lane as high as it gets
	o := Options{W: 700, H: 130, Measure: words}
	v := View{}.Fit(x).WithSize(1, TallLane)
	var s Scene
	Layout(&s, x, v, o)
	name, tried := x.Lanes()[0].Name, 0
	for y := float32(0); y < 120; y += 7 {
		Layout(&s, x, v.ScrollTo(y, s.Content, s.Plot.H), o)
		r, ok := s.LaneRect(1)
		if !ok || r.Y+r.H < s.Plot.Y+30 {
			break
		}
		tried++
		seen := false
		for i := range s.Layers {
			for _, text := range s.Layers[i].Texts {
				seen = seen || text.Str == name && text.X < s.Plot.X && text.Y > s.Plot.Y && text.Y < r.Y+r.H
			}
		}
		if !seen {
			t.Errorf("scrolled by %v, the name of the lane at %v is out of sight", y, r)
		}
	}
	if tried < 4 {
		t.Errorf("only %d heights were tried", tried)
	}
}

func TestTooManyPinnedLanesScroll(t *testing.T) {
	cols, ref := random(newRand(t, 32), 300, 40, 1)
	for i := range ref.Actors {
		ref.Actors[i].Pinned = true
	}
	x := NewIndex(cols, ref)
	var s Scene
	Layout(&s, x, View{ScrollY: 200}.Fit(x), Options{W: 800, H: 400})
	v := View{}.Fit(x)
	v.ScrollY = 200
	Layout(&s, x, v, Options{W: 800, H: 400})
	if s.covered == 0 || s.covered > s.Plot.Y+s.Plot.H/2 {
		t.Errorf("the block ends at %v of a plot of %v", s.covered, s.Plot)
	}
	seen := map[storage.ID]bool{}
	for y := float32(0); y <= s.Content; y += 50 {
		Layout(&s, x, v.ScrollTo(y, s.Content, s.Plot.H), Options{W: 800, H: 400})
		for _, b := range s.lanes {
			seen[b.actor] = b.box.H > 0 || seen[b.actor]
		}
	}
	for _, l := range x.Lanes() {
		if !seen[l.Actor] {
			t.Errorf("lane %d is never seen", l.Actor)
		}
	}
}

func TestAPinnedLaneBelowAnotherIsListedOnce(t *testing.T) {
	x, pins := pinned(t)
	l := x.visibleRows(View{}, false)
	var got []storage.ID
	for _, r := range l.rows {
		got = append(got, x.nodes[r.node].actor.ID)
	}
	all := slices.Clone(got)
	slices.Sort(all)
	if n := len(slices.Compact(all)); n != len(got) || n != len(x.preorder) {
		t.Errorf("%d rows of %d different lanes, want %d", len(got), n, len(x.preorder))
	}
	for _, id := range pins {
		if !slices.Contains(got[:l.pinned], id) {
			t.Errorf("%d is not among the pinned rows %v", id, got[:l.pinned])
		}
	}
	if l.rows[0].depth != 0 {
		t.Error("the first pinned lane is indented")
	}
}
