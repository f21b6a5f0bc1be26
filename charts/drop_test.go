package charts

import (
	"slices"
	"testing"

	"saywhen/storage"
)

// dropped lays the sample out and asks where a lane would go.
func dropped(t *testing.T, actor storage.ID, at func(*Scene) float32, into bool) Drop {
	t.Helper()
	cols, ref := sample()
	x := NewIndex(cols, ref)
	var s Scene
	Layout(&s, x, View{}.Fit(x), Options{W: 900, H: 600})
	d, ok := s.DropLane(actor, at(&s), into)
	if !ok {
		t.Fatalf("lane %d cannot be dragged", actor)
	}
	return d
}

// topOf and endOf are heights within lanes: near their upper and lower edges.
func topOf(id storage.ID) func(*Scene) float32 {
	return func(s *Scene) float32 { r, _ := s.LaneRect(id); return r.Y + 1 }
}

func endOf(id storage.ID) func(*Scene) float32 {
	return func(s *Scene) float32 { r, _ := s.LaneRect(id); return r.Y + r.H - 1 }
}

// The sample's lanes: 100 Iran (101, 102, 103), 200 United States (201), 300
// Media (301), 400.
func TestDropBesideSiblings(t *testing.T) {
	for _, c := range []struct {
		lane   storage.ID
		at     func(*Scene) float32
		before storage.ID
		same   bool
	}{
		{300, topOf(100), 100, false},
		{100, endOf(201), 300, false},
		{100, topOf(101), 100, true},
		{100, topOf(200), 200, true}, // it is there already
		{400, topOf(201), 300, false},
		{200, endOf(400), 0, false},
		{400, endOf(400), 0, true},
		{101, endOf(102), 103, false},
		{103, topOf(100), 101, false}, // above its siblings is before the first
		{101, endOf(400), 0, false},   // below them all is after the last
	} {
		d := dropped(t, c.lane, c.at, false)
		if d.Before != c.before || d.Same != c.same || d.Into || d.Lane != c.lane {
			t.Errorf("lane %d: %+v, want before %d, same %v", c.lane, d, c.before, c.same)
		}
		if d.Mark.H != 0 || d.Mark.W <= 0 {
			t.Errorf("lane %d: the line is %v", c.lane, d.Mark)
		}
	}
}

func TestDropIntoALane(t *testing.T) {
	beyond := func(s *Scene) float32 { return 590 }
	for _, c := range []struct {
		lane, parent storage.ID
		at           func(*Scene) float32
		same, loop   bool
	}{
		{400, 100, topOf(100), false, false},
		{101, 200, topOf(200), false, false},
		{101, 100, topOf(100), true, false},
		{100, 101, topOf(101), false, true},
		{100, 100, topOf(100), true, false},
		{101, 0, beyond, false, false},
		{400, 0, beyond, true, false},
	} {
		d := dropped(t, c.lane, c.at, true)
		if !d.Into || d.Parent != c.parent || d.Same != c.same || d.Loop != c.loop {
			t.Errorf("lane %d: %+v, want parent %d, same %v, loop %v", c.lane, d, c.parent, c.same, c.loop)
		}
	}
}

func TestDropOfPinnedLanesKeepsToThem(t *testing.T) {
	cols, ref := sample()
	for i := range ref.Actors {
		ref.Actors[i].Pinned = ref.Actors[i].ID == 200 || ref.Actors[i].ID == 400
	}
	x := NewIndex(cols, ref)
	var s Scene
	Layout(&s, x, View{}.Fit(x), Options{W: 900, H: 600})
	d, _ := s.DropLane(200, endOf(300)(&s), false)
	if d.Before != 0 || d.Same {
		t.Errorf("below everything a pinned lane goes after the last pinned one: %+v", d)
	}
	if d, _ := s.DropLane(300, topOf(200)(&s), false); d.Before != 100 {
		t.Errorf("above the pinned lanes another goes before the first that is not: %+v", d)
	}
	if got := x.Siblings(400); !slices.Equal(got, []storage.ID{200, 400}) {
		t.Errorf("the pinned siblings are %v", got)
	}
}

func TestDropOfNoLane(t *testing.T) {
	var s Scene
	if _, ok := s.DropLane(1, 0, false); ok {
		t.Error("an empty scene has a lane")
	}
	cols, ref := sample()
	x := NewIndex(cols, ref)
	Layout(&s, x, View{}.Fit(x).WithCollapsed(100), Options{W: 900, H: 600})
	if _, ok := s.DropLane(999, 50, false); ok {
		t.Error("there is no lane 999")
	}
}
