package ui

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// What the person does with the timeline, and what is done about it.

// clicked selects what was clicked; a triangle collapses or expands its lane.
func (s *shell) clicked(h charts.Hit, add bool) {
	switch {
	case s.session == nil:
	case s.clickedContext(h):
	case h.Kind == charts.HitChevron:
		s.toggleLane(h.Actor)
	case h.Kind == charts.HitLane:
		s.chooseLane(h.Actor)
	case h.Kind == charts.HitMark && add:
		s.session.ToggleSelected(h.Statement)
	case h.Kind == charts.HitMark:
		s.chooseLane(0)
		s.session.Select(h.Statement)
	case h.Kind == charts.HitBin:
		s.chooseLane(0)
		s.choose(h.IDs, add)
	case !add:
		s.chooseLane(0)
		s.session.Select()
	}
}

// doubleClicked edits a mark, opens a bin, collapses a lane, or begins a
// statement in the empty plot.
func (s *shell) doubleClicked(h charts.Hit) {
	if s.session == nil {
		return
	}
	switch h.Kind {
	case charts.HitMark:
		s.session.Select(h.Statement)
		s.acts.do("statement.edit")
	case charts.HitBin:
		s.session.Select(h.IDs...)
		s.fitSelection()
	case charts.HitCallout:
		s.doubleClickedContext(h)
	case charts.HitLane, charts.HitChevron:
		s.toggleLane(h.Actor)
	case charts.HitPlot:
		s.startAt(h.Actor, h.T)
	}
}

// banded selects what the rubber band holds.
func (s *shell) banded(ids []storage.ID, add bool) {
	if s.session != nil {
		s.choose(ids, add)
	}
}

// choose selects statements, beside those that are selected if add is set.
func (s *shell) choose(ids []storage.ID, add bool) {
	if add {
		all := append([]storage.ID(nil), s.session.Selection()...)
		for _, id := range ids {
			if !s.session.Selected(id) {
				all = append(all, id)
			}
		}
		ids = all
	}
	s.session.Select(ids...)
}

// startAt begins a statement of an actor on the day of an instant.
func (s *shell) startAt(actor storage.ID, t int64) {
	if !s.writable() {
		return
	}
	e := app.Entry{Speaker: s.session.Lists().ActorName(actor)}
	e.When = unixIn(t, s.zone()).Format("2006-01-02")
	s.openEntry(e)
}

// deleteSelected deletes without a question: it can be undone.
func (s *shell) deleteSelected() {
	ids := append([]storage.ID(nil), s.session.Selection()...)
	name := "Delete statement"
	if len(ids) > 1 {
		name = fmt.Sprintf("Delete %d statements", len(ids))
	}
	s.do(name, func(tx *sqlite.Tx) error {
		for _, id := range ids {
			if err := tx.DeleteStatement(id); err != nil {
				return err
			}
		}
		return nil
	}, func() {
		s.toasts.say(count(len(ids), "statement") + " deleted. Ctrl+Z brings " + them(len(ids)) + " back.")
	})
}

func them(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

// do is session.Do whose failure is shown; ok runs when it was saved.
func (s *shell) do(name string, fn func(*sqlite.Tx) error, ok func()) {
	s.session.Do(name, fn, func(err error) {
		switch {
		case err != nil:
			s.failed(err)
		case ok != nil:
			ok()
		}
	})
}

func (s *shell) undo() {
	if s.acts.byID["edit.undo"].can() {
		s.travel("Undoing", s.session.Status().Undo, s.session.Undo)
	}
}

func (s *shell) redo() {
	if s.acts.byID["edit.redo"].can() {
		s.travel("Redoing", s.session.Status().Redo, s.session.Redo)
	}
}

// travel takes a step back or does it again. A step can be an import of very
// many rows, so it tells that it goes on and can be stopped.
func (s *shell) travel(doing, step string, way func(context.Context, func(error))) {
	run := s.begin(doing + " “" + step + "” …")
	way(run.ctx, func(err error) {
		if err = run.end(err); errors.Is(err, context.Canceled) {
			s.toasts.say("Stopped; nothing was changed.")
			return
		}
		s.failed(err)
	})
}

// selectSeen selects every statement that is on the screen now; on the table,
// every row.
func (s *shell) selectSeen() {
	if s.onTable() {
		s.selectRows()
		return
	}
	s.session.Select(s.time.scene().StatementsIn(s.plot())...)
}

// contextMenu offers what can be done with what lies under the pointer.
func (s *shell) contextMenu(h charts.Hit, at fyne.Position) {
	if s.session == nil {
		return
	}
	if h.Kind == charts.HitMark && !s.session.Selected(h.Statement) {
		s.session.Select(h.Statement)
	}
	items := s.contextItems(h)
	if len(items) == 0 {
		return
	}
	s.trace.step("dialog", "name", "context", "open", true)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.win.Canvas(), at)
}

func (s *shell) contextItems(h charts.Hit) (items []*fyne.MenuItem) {
	add := func(label string, can bool, do func()) {
		item := fyne.NewMenuItem(label, do)
		item.Disabled = !can
		items = append(items, item)
	}
	if h.Kind == charts.HitMark {
		add("Edit statement", s.writable(), s.editSelected)
		add("Delete "+count(len(s.session.Selection()), "statement"), s.writable(), s.deleteSelected)
		items = append(items, s.alikeMenu(h.Statement), fyne.NewMenuItemSeparator())
	}
	items = append(items, s.contextRecordItems(h)...)
	if h.Kind == charts.HitPlot {
		add("New statement here", s.writable(), func() { s.startAt(h.Actor, h.T) })
	}
	if a, ok := s.session.Lists().Actor(h.Actor); ok {
		name := shorten(a.Name, 40)
		add("Select all in the lane of "+name, true, func() { s.selectLane(a.ID) })
		add("Show only "+name, true, func() { s.showOnly(a.ID) })
		add("Hide the lane of "+name, s.writable(), func() { s.changeLane(a.ID, "Hide lane", func(a *storage.Actor) { a.Hidden = true }) })
		pin := "Pin the lane of "
		if a.Pinned {
			pin = "Unpin the lane of "
		}
		add(pin+name, s.writable(), func() { s.changeLane(a.ID, "Pin lane", func(a *storage.Actor) { a.Pinned = !a.Pinned }) })
		items = append(items, s.laneMenu(a))
	}
	if hidden := s.hiddenActors(); len(hidden) > 0 {
		add("Show "+count(len(hidden), "hidden lane"), s.writable(), func() { s.showLanes(hidden) })
	}
	return items
}

func (s *shell) showOnly(actor storage.ID) {
	f := s.session.Filter()
	f.Actors = []storage.ID{actor}
	s.setFilter(f)
}

// changeLane changes what an actor's lane is like, as one step of undo.
func (s *shell) changeLane(id storage.ID, name string, change func(*storage.Actor)) {
	s.do(name, func(tx *sqlite.Tx) error {
		a, err := tx.Actor(id)
		if err != nil {
			return err
		}
		change(&a)
		return tx.PutActor(&a)
	}, nil)
}

func (s *shell) hiddenActors() (ids []storage.ID) {
	for _, a := range s.session.Lists().Actors {
		if a.Hidden {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

func (s *shell) showLanes(ids []storage.ID) {
	s.do("Show hidden lanes", func(tx *sqlite.Tx) error {
		for _, id := range ids {
			a, err := tx.Actor(id)
			if err != nil {
				return err
			}
			a.Hidden = false
			if err := tx.PutActor(&a); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}
