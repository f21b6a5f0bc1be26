package ui

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// Where lanes stand, and what they are like. The order is stored with the
// actors (Actor.Order), so that everybody who opens the file sees it; each move
// is one step of undo.

// currentLane is the lane that keys and commands mean: the one whose name was
// clicked last, else that of the selected statement; 0 for none.
func (s *shell) currentLane() storage.ID {
	if s.session == nil {
		return 0
	}
	if _, ok := s.session.Lists().Actor(s.lane); ok {
		return s.lane
	}
	if sel := s.session.Selection(); len(sel) > 0 {
		return speakerOf(s.session.Index(), last(sel))
	}
	return 0
}

func (s *shell) hasLane() bool { return s.onTimeline() && s.currentLane() != 0 }

func (s *shell) canMoveLane() bool { return s.hasLane() && s.writable() }

// chooseLane makes a lane the current one; 0 none.
func (s *shell) chooseLane(actor storage.ID) {
	if s.lane != actor {
		s.lane = actor
		s.time.refresh()
		s.refreshState()
		s.trace.step("lane", "name", s.laneName(actor))
	}
}

func (s *shell) laneName(actor storage.ID) string {
	if s.session == nil {
		return ""
	}
	return s.session.Lists().ActorName(actor)
}

// dropNote says what letting go of a lane would do.
func (s *shell) dropNote(d charts.Drop) cardText {
	name := shorten(s.laneName(d.Lane), 30)
	text := "Put " + name + " after the others"
	switch {
	case d.Loop:
		text = name + " cannot hang below itself"
	case d.Same:
		text = name + " stays where it is"
	case d.Into && d.Parent == 0:
		text = "Put " + name + " on the top level"
	case d.Into:
		text = "Put " + name + " below " + shorten(s.laneName(d.Parent), 30)
	case d.Before != 0:
		text = "Put " + name + " before " + shorten(s.laneName(d.Before), 30)
	}
	help := "Ctrl over a lane: below it. Esc: leave it."
	if d.Into {
		help = "Without Ctrl: beside its siblings. Esc: leave it."
	}
	return cardText{
		{text: text, size: 13, style: charts.StyleText, maxLines: 2},
		{text: help, size: 11.5, style: charts.StyleTextDim, maxLines: 1},
	}
}

// droppedLane moves a lane to where it was let go.
func (s *shell) droppedLane(d charts.Drop) {
	if !s.writable() {
		s.toasts.say("This project can only be looked at: its lanes stay where they are.")
		return
	}
	if d.Into {
		s.changeLane(d.Lane, "Move lane", func(a *storage.Actor) { a.Parent = d.Parent })
		s.trace.step("lane_moved", "lane", s.laneName(d.Lane), "below", s.laneName(d.Parent))
		return
	}
	s.placeLane(d.Lane, d.Before)
}

// placeLane puts a lane before a sibling, 0 for the last place. Lanes that were
// sorted in another way keep, by hand from now on, the order that they have.
func (s *shell) placeLane(lane, before storage.ID) {
	changed := orders(s.session.Lists().Actors, s.session.Index(), lane, before)
	byHand := s.session.Index().Order() == charts.ByHand
	s.do("Move lane", func(tx *sqlite.Tx) error {
		for _, o := range changed {
			a, err := tx.Actor(o.id)
			if err != nil {
				return err
			}
			a.Order = o.order
			if err := tx.PutActor(&a); err != nil {
				return err
			}
		}
		if byHand {
			return nil
		}
		return tx.SetMeta(storage.MetaLaneOrder, string(storage.LanesByHand))
	}, func() {
		if !byHand {
			s.toasts.say("Lanes are sorted by hand now.")
		}
		s.trace.step("lane_moved", "lane", s.laneName(lane), "before", s.laneName(before))
	})
}

// laneOrder is the order that an actor is to have.
type laneOrder struct {
	id    storage.ID
	order float64
}

// orders gives the orders that change when a lane is put before a sibling:
// that of the lane alone when there is a number between its new neighbours,
// those of all its siblings when there is none, and of all lanes when they were
// not sorted by hand.
func orders(actors []storage.Actor, x *charts.Index, lane, before storage.ID) (changed []laneOrder) {
	now := make(map[storage.ID]float64, len(actors))
	for _, a := range actors {
		now[a.ID] = a.Order
	}
	list := slices.DeleteFunc(x.Siblings(lane), func(id storage.ID) bool { return id == lane })
	at := slices.Index(list, before)
	if at < 0 {
		at = len(list)
	}
	if x.Order() == charts.ByHand {
		if o, ok := numberBetween(list, at, now); ok {
			return []laneOrder{{lane, o}}
		}
	}
	number := func(ids []storage.ID) {
		for i, id := range ids {
			if o := float64(i + 1); now[id] != o {
				changed = append(changed, laneOrder{id, o})
			}
		}
	}
	number(slices.Insert(list, at, lane))
	if x.Order() != charts.ByHand {
		for _, group := range otherGroups(actors, x, lane) {
			number(group)
		}
	}
	return changed
}

// numberBetween is a number between those of the lanes before and after a place.
func numberBetween(list []storage.ID, at int, now map[storage.ID]float64) (float64, bool) {
	switch {
	case len(list) == 0:
		return 0, false
	case at == 0:
		return now[list[0]] - 1, now[list[0]]-1 < now[list[0]]
	case at == len(list):
		o := now[list[at-1]]
		return o + 1, o+1 > o
	}
	a, b := now[list[at-1]], now[list[at]]
	mid := a + (b-a)/2
	return mid, a < mid && mid < b
}

// otherGroups lists the lanes of the other parents, each group as it is shown.
func otherGroups(actors []storage.Actor, x *charts.Index, lane storage.ID) [][]storage.ID {
	type key struct {
		parent storage.ID
		pinned bool
	}
	of := make(map[storage.ID]key, len(actors))
	for _, a := range actors {
		of[a.ID] = key{a.Parent, a.Pinned}
	}
	groups := map[key][]storage.ID{}
	for _, l := range x.Lanes() {
		if k := of[l.Actor]; l.Actor != 0 && k != of[lane] {
			groups[k] = append(groups[k], l.Actor)
		}
	}
	var out [][]storage.ID
	for _, g := range groups {
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b []storage.ID) int { return cmp.Compare(a[0], b[0]) })
	return out
}

// stepLane moves the current lane up (-1) or down (1) among its siblings.
func (s *shell) stepLane(by int) {
	lane := s.currentLane()
	list := s.session.Index().Siblings(lane)
	i := slices.Index(list, lane)
	if i < 0 || i+by < 0 || i+by >= len(list) {
		s.toasts.say("The lane of " + shorten(s.laneName(lane), 40) + " is the " + map[int]string{-1: "first", 1: "last"}[by] + " of its siblings.")
		return
	}
	before := storage.ID(0)
	if by < 0 {
		before = list[i-1]
	} else if i+2 < len(list) {
		before = list[i+2]
	}
	s.placeLane(lane, before)
}

// setLaneSize gives a lane a size.
func (s *shell) setLaneSize(actor storage.ID, size charts.LaneSize) {
	s.setView(s.clampScroll(s.session.View().WithSize(actor, size)))
	s.trace.step("lane_size", "lane", s.laneName(actor), "size", int(size))
}

// laneSizes are those that one can choose.
var laneSizes = []struct {
	id, title string
	size      charts.LaneSize
}{
	{"compact", "Compact lane", charts.CompactLane},
	{"normal", "Normal lane", charts.NormalLane},
	{"tall", "Tall lane", charts.TallLane},
}

// laneMenu is what the menu of a lane holds besides selecting.
func (s *shell) laneMenu(a storage.Actor) *fyne.MenuItem {
	m := fyne.NewMenuItem("Height of the lane", nil)
	m.ChildMenu = fyne.NewMenu("")
	for _, z := range laneSizes {
		item := fyne.NewMenuItem(z.title, func() { s.setLaneSize(a.ID, z.size) })
		item.Checked = s.session.View().SizeOf(a.ID) == z.size
		m.ChildMenu.Items = append(m.ChildMenu.Items, item)
	}
	return m
}

// oneLaneRows are the actions on the current lane.
func (s *shell) oneLaneRows() []*action {
	alt := func(k fyne.KeyName) []keystroke { return []keystroke{{mod: fyne.KeyModifierAlt, key: k}} }
	why := func() string { return "Click the name of a lane, or select a statement, first." }
	row := func(id, title string, enabled func() bool, run func(), keys ...keystroke) *action {
		return &action{id: id, title: title, menu: viewMenu, sub: "Lane", group: 1, enabled: enabled, why: why, run: run, keys: keys}
	}
	change := func(name string, fn func(*storage.Actor)) func() {
		return func() { s.changeLane(s.currentLane(), name, fn) }
	}
	rows := []*action{
		row("lane.up", "Move the lane up", s.canMoveLane, func() { s.stepLane(-1) }, alt(fyne.KeyUp)...),
		row("lane.down", "Move the lane down", s.canMoveLane, func() { s.stepLane(1) }, alt(fyne.KeyDown)...),
		row("lane.pin", "Pin or unpin the lane", s.canMoveLane, change("Pin lane", func(a *storage.Actor) { a.Pinned = !a.Pinned })),
		row("lane.hide", "Hide the lane", s.canMoveLane, change("Hide lane", func(a *storage.Actor) { a.Hidden = true })),
		row("lane.show_hidden", "Show hidden lanes", func() bool { return s.writable() && len(s.hiddenActors()) > 0 }, func() { s.showLanes(s.hiddenActors()) }),
	}
	for _, z := range laneSizes {
		r := row("lane."+z.id, z.title, s.hasLane, func() { s.setLaneSize(s.currentLane(), z.size) })
		r.checked = func() bool { return s.hasLane() && s.session.View().SizeOf(s.currentLane()) == z.size }
		rows = append(rows, r)
	}
	rows[4].why = func() string { return "No lane is hidden." }
	return rows
}
