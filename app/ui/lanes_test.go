package ui

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"saywhen/charts"
	"saywhen/storage"
)

// lanesOf lists the names of the lanes directly below an actor, as shown.
func (f *fixture) lanesOf(parent string) (names []string) {
	actors := f.session.Lists()
	for _, l := range f.session.Index().Lanes() {
		a, _ := actors.Actor(l.Actor)
		if actors.ActorName(a.Parent) == parent {
			names = append(names, l.Name)
		}
	}
	return names
}

// dragName drags a lane by its name to a height and lets go if asked to.
func (f *fixture) dragName(name string, y float32, mods fyne.KeyModifier, letGo bool) {
	f.t.Helper()
	from := f.laneAt(charts.HitLane, name)
	f.press(from, mods)
	f.time.mods = func() fyne.KeyModifier { return mods }
	for _, share := range []float32{0.3, 0.7, 1} {
		at := fyne.NewPos(from.X+5*share, from.Y+(y-from.Y)*share)
		f.time.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
	if letGo {
		f.time.DragEnd()
		f.settle()
		f.frame()
	}
}

func (f *fixture) laneRect(name string) charts.Rect {
	f.t.Helper()
	r, ok := f.time.scene().LaneRect(f.actor(name))
	if !ok {
		f.t.Fatalf("the lane of %s is not seen", name)
	}
	return r
}

func TestDraggingALaneReorders(t *testing.T) {
	f := newSampleFixture(t)
	before := f.lanesOf("Iran")
	top := f.laneRect(before[0])
	f.dragName(before[len(before)-1], top.Y+1, 0, false)
	if !f.time.lane.mark.Visible() || !f.time.lane.note.Visible() || f.time.lane.mark.Size().Height != dropLine {
		t.Error("no line shows where the lane would go")
	}
	if d := f.time.lane.drop; d.Before != f.actor(before[0]) {
		t.Errorf("it would go to %+v", d)
	}
	f.time.DragEnd()
	f.settle()
	f.frame()
	want := append([]string{before[len(before)-1]}, before[:len(before)-1]...)
	if got := f.lanesOf("Iran"); !slices.Equal(got, want) {
		t.Errorf("the lanes are %v, want %v", got, want)
	}
	if f.time.lane.mark.Visible() || f.time.lane.note.Visible() {
		t.Error("line or note stayed")
	}
	f.acts.do("edit.undo")
	f.settle()
	if got := f.lanesOf("Iran"); !slices.Equal(got, before) {
		t.Errorf("one undo gives %v, want %v", got, before)
	}
}

func TestEscLeavesADraggedLane(t *testing.T) {
	f := newSampleFixture(t)
	before := f.lanesOf("Iran")
	f.dragName(before[2], f.laneRect(before[0]).Y+1, 0, false)
	f.time.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if f.time.lane.mark.Visible() {
		t.Error("the line stayed")
	}
	f.time.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 60)}})
	f.time.DragEnd()
	f.settle()
	if got := f.lanesOf("Iran"); !slices.Equal(got, before) || f.session.Status().Undo != "" {
		t.Errorf("the lanes are %v, want %v; undo %q", got, before, f.session.Status().Undo)
	}
}

func TestCtrlDragHangsALaneBelowAnother(t *testing.T) {
	f := newSampleFixture(t)
	name := f.lanesOf("Iran")[0]
	target := f.laneRect("United States")
	f.dragName(name, target.Y+target.H/2, fyne.KeyModifierShortcutDefault, true)
	if got := f.lanesOf("United States"); !slices.Contains(got, name) {
		t.Errorf("below the United States there are %v", got)
	}
	// A lane cannot hang below itself.
	inside := f.laneRect(name)
	steps := f.session.Status().Undo
	f.dragName("United States", inside.Y+inside.H/2, fyne.KeyModifierShortcutDefault, false)
	if d := f.time.lane.drop; !d.Loop {
		t.Errorf("it is not refused: %+v", d)
	}
	f.time.DragEnd()
	f.settle()
	if got := f.session.Status().Undo; got != steps {
		t.Errorf("the step %q was made", got)
	}
}

func TestLanesMoveByKey(t *testing.T) {
	f := newSampleFixture(t)
	before := f.lanesOf("Iran")
	f.session.Select(f.statement(before[1]))
	f.acts.do("lane.up")
	f.settle()
	if got := f.lanesOf("Iran"); got[0] != before[1] || got[1] != before[0] {
		t.Errorf("up gives %v", got)
	}
	for range 10 { // further than there are lanes
		f.acts.do("lane.down")
		f.settle()
	}
	if got := f.lanesOf("Iran"); got[len(got)-1] != before[1] {
		t.Errorf("down gives %v", got)
	}
	f.session.Select()
	if f.acts.do("lane.up") {
		t.Error("a lane moved though none was meant")
	}
}

func TestASortedListIsSortedByHandOnceALaneMoves(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("lanes.by_count")
	f.settle()
	iran, top := f.lanesOf("Iran"), f.lanesOf("")
	f.session.Select(f.statement(iran[1]))
	f.acts.do("lane.up")
	f.settle()
	if f.session.Index().Order() != charts.ByHand {
		t.Error("lanes are not sorted by hand now")
	}
	if got := f.lanesOf(""); !slices.Equal(got, top) {
		t.Errorf("the other lanes are now %v, were %v", got, top)
	}
	if got := f.lanesOf("Iran"); got[0] != iran[1] || got[1] != iran[0] || !slices.Equal(got[2:], iran[2:]) {
		t.Errorf("the lanes are %v, were %v", got, iran)
	}
}

// TestOrdersPutALaneBetweenItsNeighbours tries random moves against a list that
// is rearranged by hand, until numbers between neighbours run out.
func TestOrdersPutALaneBetweenItsNeighbours(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 11))
	var actors []storage.Actor
	for i := range 7 {
		actors = append(actors, storage.Actor{ID: storage.ID(i + 1), Name: string(rune('A' + i)), Colour: storage.NoColour, Order: float64(i / 2)})
	}
	x := charts.NewIndex(nil, charts.Reference{Actors: actors})
	want := x.Siblings(1)
	for move := range 400 {
		lane := want[r.IntN(len(want))]
		rest := slices.DeleteFunc(slices.Clone(want), func(id storage.ID) bool { return id == lane })
		at := r.IntN(len(rest) + 1)
		if move > 100 {
			at = 1 // always to the same place: the gap there gets narrower
		}
		before := storage.ID(0)
		if at < len(rest) {
			before = rest[at]
		}
		for _, o := range orders(actors, x, lane, before) {
			actors[o.id-1].Order = o.order
		}
		want = slices.Insert(rest, at, lane)
		x.Update(nil, nil, &charts.Reference{Actors: slices.Clone(actors)})
		if got := x.Siblings(1); !slices.Equal(got, want) {
			t.Fatalf("after move %d the lanes are %v, want %v", move, got, want)
		}
	}
	for _, a := range actors {
		if math.Abs(a.Order) > 1e6 {
			t.Errorf("an order has grown to %v", a.Order)
		}
	}
}

func TestSizesOfLanesByAction(t *testing.T) {
	f := newSampleFixture(t)
	name := f.lanesOf("Iran")[0]
	f.click(f.laneAt(charts.HitLane, name), 0)
	if f.lane != f.actor(name) || !f.time.current.Visible() {
		t.Fatal("a click on its name does not make a lane the current one")
	}
	normal := f.laneRect(name).H
	f.acts.do("lane.compact")
	f.frame()
	if h := f.laneRect(name).H; h >= normal || !f.acts.byID["lane.compact"].checked() {
		t.Errorf("compact it is %v high, before %v", h, normal)
	}
	f.acts.do("lane.pin")
	f.settle()
	f.frame()
	if a, _ := f.session.Lists().Actor(f.actor(name)); !a.Pinned || f.laneRect(name).Y != f.plot().Y {
		t.Errorf("pinned, it stands at %v of %v", f.laneRect(name), f.plot())
	}
	f.acts.do("lane.hide")
	f.settle()
	f.frame()
	if _, ok := f.time.scene().LaneRect(f.actor(name)); ok || f.time.current.Visible() {
		t.Error("hidden, it is seen")
	}
	f.acts.do("lane.show_hidden")
	f.settle()
	f.frame()
	f.laneRect(name)
}
