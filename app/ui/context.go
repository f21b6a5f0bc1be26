package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
)

// Periods and callouts on the timeline: the picture draws them from the lists of
// the session, a click on one opens its dialog, and a callout is dragged.

// contextSettings: whether they are shown is the user's choice.
func (s settings) context() bool      { return s.p.BoolWithFallback("context", true) }
func (s settings) setContext(on bool) { s.p.SetBool("context", on) }

// contextShown keeps what the picture draws, so that a frame makes nothing anew.
type contextShown struct {
	lists    *app.Lists
	bands    []charts.Band
	callouts []charts.Callout
	moving   storage.ID // callout that is being dragged, 0 none
}

// addContext gives the picture its periods and callouts.
func (s *shell) addContext(o *charts.Options) {
	if !s.settings.context() {
		return
	}
	c, l := &s.around, s.session.Lists()
	if c.lists != l {
		c.lists, c.bands, c.callouts, c.moving = l, charts.Bands(l.Periods), charts.Callouts(l.Callouts), 0
	}
	o.Context, o.Callouts = c.bands, c.callouts
}

// laneSorting is how the lanes are sorted on the screen now.
func (s *shell) laneSorting() storage.LaneSorting { return app.SortingOf(s.session.Index().Order()) }

// contextRows are the actions for periods and callouts.
func (s *shell) contextRows() []*action {
	return []*action{
		{id: "context.add", title: "Add a period or event…", menu: editMenu, group: 1, enabled: s.writable, run: func() { s.periodDialog(storage.Period{Colour: storage.NoColour}) }},
		{
			id: "context.pin", title: "Pin a callout to the statement…", menu: editMenu, group: 1, enabled: s.canPin, why: s.whyNotPin,
			run: func() { s.calloutDialog(storage.Callout{Statement: s.session.Selection()[0]}) },
		},
		{
			id: "context.show", title: "Periods and callouts", menu: viewMenu, group: 1, enabled: s.open, checked: s.settings.context,
			run: func() { s.settings.setContext(!s.settings.context()); s.redraw() },
		},
		{
			id: "context.list", title: "List of periods and callouts…", menu: viewMenu, group: 1, enabled: s.open, run: s.listContext,
		},
	}
}

func (s *shell) canPin() bool { return s.writable() && len(s.session.Selection()) == 1 }

func (s *shell) whyNotPin() string {
	if s.writable() {
		return "Select one statement first."
	}
	return s.whyNot(s.acts.byID["context.add"])
}

// clickedContext opens what was clicked, and reports whether it was a period or
// a callout.
func (s *shell) clickedContext(h charts.Hit) bool {
	switch h.Kind {
	case charts.HitPeriod:
		if h.Period == 0 {
			s.hiddenPeriods(h)
			return true
		}
		if p, ok := s.session.Lists().Period(h.Period); ok {
			s.periodDialog(p)
		}
		return true
	case charts.HitCallout:
		s.chooseLane(0)
		s.session.Select(h.Statement)
		return true
	}
	return false
}

// doubleClickedContext edits a callout.
func (s *shell) doubleClickedContext(h charts.Hit) {
	if c, ok := s.session.Lists().Callout(h.Callout); ok && h.Kind == charts.HitCallout {
		s.calloutDialog(c)
	}
}

// hiddenPeriods lists those whose label found no room.
func (s *shell) hiddenPeriods(h charts.Hit) {
	var items []*fyne.MenuItem
	for _, id := range h.IDs {
		if p, ok := s.session.Lists().Period(id); ok {
			items = append(items, fyne.NewMenuItem(shorten(p.Label, 60)+" · "+p.When.Label(), func() { s.periodDialog(p) }))
		}
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.time).Add(fyne.NewPos(h.Rect.X, h.Rect.Y+h.Rect.H))
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.win.Canvas(), at)
}

// contextRecordItems is what can be done with a period or a callout.
func (s *shell) contextRecordItems(h charts.Hit) (items []*fyne.MenuItem) {
	add := func(label string, can bool, do func()) {
		item := fyne.NewMenuItem(label, do)
		item.Disabled = !can
		items = append(items, item)
	}
	if p, ok := s.session.Lists().Period(h.Period); ok && h.Kind == charts.HitPeriod {
		add("Edit “"+shorten(p.Label, 40)+"”…", true, func() { s.periodDialog(p) })
		add("Show its whole time", true, func() { s.showPeriod(p) })
		add("Delete it", s.writable(), func() { s.deletePeriod(p) })
	}
	if c, ok := s.session.Lists().Callout(h.Callout); ok && h.Kind == charts.HitCallout {
		add("Edit the callout…", true, func() { s.calloutDialog(c) })
		add("Put it back to its mark", s.writable() && (c.DX != 0 || c.DY != 0), func() { s.session.MoveCallout(c.ID, 0, 0, s.failed) })
		add("Delete the callout", s.writable(), func() { s.deleteCallout(c) })
	}
	if h.Kind == charts.HitMark {
		add("Pin a callout…", s.writable(), func() { s.calloutDialog(storage.Callout{Statement: h.Statement}) })
	}
	return items
}

// showPeriod shows the time of a period, with a quarter of it at both sides.
func (s *shell) showPeriod(p storage.Period) {
	b, ok := charts.BandOf(p)
	span := s.session.Index().Span()
	if !ok {
		return
	}
	if b.When.EarliestStart > -1<<60 {
		span.From = b.When.EarliestStart
	}
	if b.When.LatestEnd < 1<<60 {
		span.To = b.When.LatestEnd
	}
	room := max((span.To-span.From)/4, 86400)
	s.glideTo(s.goal().WithSpan(charts.Span{From: span.From - room, To: span.To + room}))
}

func (s *shell) deletePeriod(p storage.Period) {
	s.session.DeletePeriod(p.ID, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		s.toasts.say("“" + shorten(p.Label, 60) + "” deleted. Ctrl+Z brings it back.")
	})
}

func (s *shell) deleteCallout(c storage.Callout) {
	s.session.DeleteCallout(c.ID, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		s.toasts.say("The callout was deleted. Ctrl+Z brings it back.")
	})
}

// calloutDragged moves a callout with the pointer; done is when it is let go,
// which is one step of undo.
func (s *shell) calloutDragged(id storage.ID, dx, dy float32, done bool) {
	if !s.writable() {
		return
	}
	for i := range s.around.callouts {
		if c := &s.around.callouts[i]; c.ID == id {
			c.DX, c.DY = dx, dy
		}
	}
	s.time.refresh()
	if !done {
		return
	}
	s.session.MoveCallout(id, float64(dx), float64(dy), func(err error) {
		if err != nil {
			s.around.lists = nil // back to what is stored
			s.time.refresh()
			s.failed(err)
		}
	})
}
