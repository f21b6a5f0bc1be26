package ui

import (
	"fyne.io/fyne/v2"

	"saywhen/app"
	"saywhen/storage"
)

// namesRows are the actions of the page of names.
func (s *shell) namesRows() []*action {
	row := func(id, title string, enabled func() bool, run func(), keys ...keystroke) *action {
		return &action{
			id: id, title: title, menu: editMenu, sub: "Names", group: 5, on: namesView, keys: keys, enabled: enabled, run: run,
			why: s.whyNoName,
		}
	}
	tree := func() bool { return s.nameChosen() && s.names.kind != app.VerbNames }
	actor := func() bool { return s.nameChosen() && s.names.kind == app.ActorNames }
	return []*action{
		row("names.add", "New name…", func() bool { return s.onNames() && s.writable() }, s.askNewName, plain(fyne.KeyInsert)),
		row("names.rename", "Rename", s.nameChosen, func() { s.names.detail.rename() }, plain(fyne.KeyF2)),
		row("names.merge", "Merge…", s.nameChosen, s.askMerge, char('m')),
		row("names.move", "Move under…", tree, s.askMove),
		row("names.in", "Move below the line above", tree, func() { s.shiftName(true) }, altShift(fyne.KeyRight)),
		row("names.out", "Move a level up", tree, func() { s.shiftName(false) }, altShift(fyne.KeyLeft)),
		row("names.split", "Split an actor…", actor, s.askSplit),
		row("names.alike", "Actors that may be one…", func() bool { return s.onNames() && s.writable() && s.names.kind == app.ActorNames }, s.askAlike),
		row("names.show", "Show the statements on the timeline", func() bool { return s.onNames() && s.names.list.current != 0 }, s.showNameOnTimeline),
		row("names.delete", "Delete name", s.nameChosen, s.askDelete, plain(fyne.KeyDelete)),
	}
}

func (s *shell) whyNoName() string {
	switch {
	case s.session == nil:
		return "Open a project first."
	case !s.onNames():
		return "Only on the page of names (Ctrl+5)."
	case !s.writable():
		return "This project can only be looked at."
	case s.names.list.current == 0:
		return "Choose a name first."
	}
	return "Not for names of this kind."
}

// shiftName hangs the current record, or those that are marked, below the line
// above it on the same level, or on a level further up.
func (s *shell) shiftName(in bool) {
	n := &s.names
	ids, at := s.merging(), n.list.at()
	if at < 0 || n.find.Text != "" {
		s.toasts.say("Empty the box above the list first: levels are seen only in the whole list.")
		return
	}
	parent, ok := outOf(n.tree, n.list.current)
	if in {
		parent, ok = above(n.list.rows, at)
	}
	if !ok {
		s.toasts.say("There is nothing there to move it under.")
		return
	}
	delete(n.closed, parent)
	s.session.MoveUnder(n.kind, ids, parent, s.nameDone)
}

// above finds the line before another one on its level.
func above(rows []managedRow, at int) (storage.ID, bool) {
	for i := at - 1; i >= 0 && rows[i].depth >= rows[at].depth; i-- {
		if rows[i].depth == rows[at].depth {
			return rows[i].id, true
		}
	}
	return 0, false
}

// outOf gives the parent of a record's parent; 0 is the top level.
func outOf(t *managedTree, id storage.ID) (storage.ID, bool) {
	p := t.lists.Parent(t.kind, id)
	return t.lists.Parent(t.kind, p), p != 0
}

// nameDone ends a step of the page: what went wrong is said.
func (s *shell) nameDone(err error) {
	if err != nil {
		s.fail("Nothing was changed", err)
	}
}

// showNameOnTimeline filters by the current record and goes to the timeline.
func (s *shell) showNameOnTimeline() {
	id := s.names.list.current
	var f storage.Filter
	switch s.names.kind {
	case app.ActorNames:
		f.Actors = []storage.ID{id}
	case app.ClaimNames:
		f.Claims = []storage.ID{id}
	case app.VerbNames:
		f.Verbs = []storage.ID{id}
	}
	s.setFilter(f)
	s.showView(timelineView)
	s.fitAll()
}

// altShift is the way to the levels of the tree: Alt with an arrow alone goes
// back and on through what was looked at.
func altShift(key fyne.KeyName) keystroke {
	return keystroke{mod: fyne.KeyModifierAlt | fyne.KeyModifierShift, key: key}
}
