package app

import (
	"slices"
	"strings"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// What the timeline shows besides statements: periods, callouts, saved views and
// the order of the lanes. All of it belongs to the project, and every change is
// one step of undo.

// SavePeriod adds a period or event, or changes the one with its id. It needs a
// date: without one there is nothing to show.
func (s *Session) SavePeriod(p storage.Period, done func(error)) {
	p.Label = strings.TrimSpace(p.Label)
	if p.When.IsZero() {
		call(done, &sqlite.FieldError{Field: "when", Message: "A period or event needs a date; write when it was."})
		return
	}
	name := "Change period"
	if p.ID == 0 {
		name = "Add period"
	}
	s.Do(name, func(tx *sqlite.Tx) error { return tx.PutPeriod(&p) }, done)
}

// DeletePeriod deletes a period or event.
func (s *Session) DeletePeriod(id storage.ID, done func(error)) {
	s.Do("Delete period", func(tx *sqlite.Tx) error { return tx.DeletePeriod(id) }, done)
}

// SaveCallout pins a callout to its statement, or changes the one with its id.
func (s *Session) SaveCallout(c storage.Callout, done func(error)) {
	c.Text = strings.TrimSpace(c.Text)
	name := "Change callout"
	if c.ID == 0 {
		name = "Pin callout"
	}
	s.Do(name, func(tx *sqlite.Tx) error { return tx.PutCallout(&c) }, done)
}

// MoveCallout puts a callout elsewhere; dx and dy lead from its mark to the
// middle of its box, in logical pixels.
func (s *Session) MoveCallout(id storage.ID, dx, dy float64, done func(error)) {
	s.Do("Move callout", func(tx *sqlite.Tx) error {
		c, err := tx.Callout(id)
		if err != nil {
			return err
		}
		const most = storage.MaxCalloutReach
		c.DX, c.DY = min(max(dx, -most), most), min(max(dy, -most), most)
		return tx.PutCallout(&c)
	}, done)
}

// DeleteCallout takes a callout off its statement.
func (s *Session) DeleteCallout(id storage.ID, done func(error)) {
	s.Do("Delete callout", func(tx *sqlite.Tx) error { return tx.DeleteCallout(id) }, done)
}

// SaveView keeps a filter and a way to look under a name. A view of that name is
// replaced.
func (s *Session) SaveView(name string, filter storage.Filter, view storage.ViewState, done func(error)) {
	v := storage.SavedView{Name: strings.TrimSpace(name), Filter: filter, View: view}
	step := "Save view"
	if old, ok := s.lists.ViewNamed(v.Name); ok {
		v.ID, v.Name, step = old.ID, old.Name, "Replace view"
	}
	s.Do(step, func(tx *sqlite.Tx) error { return tx.PutView(&v) }, done)
}

// RenameView gives a saved view another name.
func (s *Session) RenameView(id storage.ID, name string, done func(error)) {
	s.Do("Rename view", func(tx *sqlite.Tx) error {
		v, err := tx.View(id)
		if err != nil {
			return err
		}
		v.Name = strings.TrimSpace(name)
		return tx.PutView(&v)
	}, done)
}

// DeleteView deletes a saved view.
func (s *Session) DeleteView(id storage.ID, done func(error)) {
	s.Do("Delete view", func(tx *sqlite.Tx) error { return tx.DeleteView(id) }, done)
}

// SetLaneOrder sorts the lanes, in this project and for everyone who opens it.
func (s *Session) SetLaneOrder(o charts.LaneOrder, done func(error)) {
	value := string(SortingOf(o))
	if o == charts.ByHand {
		value = "" // as a new project is
	}
	s.Do("Sort lanes", func(tx *sqlite.Tx) error { return tx.SetMeta(storage.MetaLaneOrder, value) }, done)
}

// LaneOrder is how the project's lanes are sorted.
func (l *Lists) LaneOrder() charts.LaneOrder {
	return OrderOf(storage.LaneSorting(l.Meta[storage.MetaLaneOrder]))
}

// OrderOf is the order that a setting names; by hand when it names none.
func OrderOf(s storage.LaneSorting) charts.LaneOrder {
	return charts.LaneOrder(max(0, slices.Index(storage.LaneSortings, s)))
}

// SortingOf is the setting that names an order.
func SortingOf(o charts.LaneOrder) storage.LaneSorting {
	return storage.LaneSortings[min(int(o), len(storage.LaneSortings)-1)]
}

// ViewNamed finds a saved view by its name, case ignored.
func (l *Lists) ViewNamed(name string) (storage.SavedView, bool) { return ViewNamed(l.Views, name) }

// ViewNamed finds a view by its name: as it is written, else case ignored.
func ViewNamed(list []storage.SavedView, name string) (storage.SavedView, bool) {
	name = strings.TrimSpace(name)
	i := slices.IndexFunc(list, func(v storage.SavedView) bool { return v.Name == name })
	if i < 0 {
		i = slices.IndexFunc(list, func(v storage.SavedView) bool { return strings.EqualFold(v.Name, name) })
	}
	if i < 0 {
		return storage.SavedView{}, false
	}
	return list[i], true
}

// Period gives a period by id.
func (l *Lists) Period(id storage.ID) (storage.Period, bool) {
	return byID(l.Periods, id, func(p storage.Period) storage.ID { return p.ID })
}

// Callout gives a callout by id.
func (l *Lists) Callout(id storage.ID) (storage.Callout, bool) {
	return byID(l.Callouts, id, func(c storage.Callout) storage.ID { return c.ID })
}

// View gives a saved view by id.
func (l *Lists) View(id storage.ID) (storage.SavedView, bool) {
	return byID(l.Views, id, func(v storage.SavedView) storage.ID { return v.ID })
}

// byID finds a record in a short list.
func byID[T any](list []T, id storage.ID, of func(T) storage.ID) (r T, ok bool) {
	i := slices.IndexFunc(list, func(v T) bool { return of(v) == id })
	if i >= 0 {
		r, ok = list[i], true
	}
	return r, ok
}

// referenceKinds are the records that the index looks things up in.
const referenceKinds kindSet = 1<<storage.ActorRecord | 1<<storage.VerbRecord | 1<<storage.ClaimRecord | 1<<storage.RelationRecord

// StateOf is what a saved view keeps of a view; what else it keeps is up to the
// caller.
func StateOf(v charts.View) storage.ViewState {
	return storage.ViewState{
		From: v.From, Frac: v.Frac, Width: v.Width, ScrollY: float64(v.ScrollY), LaneHeight: float64(v.LaneHeight),
		Collapsed: slices.Clone(v.Collapsed), Compact: slices.Clone(v.Compact), Tall: slices.Clone(v.Tall),
	}
}

// ViewOf is the view that was kept; one without a width shows all of the index.
func ViewOf(s storage.ViewState, x *charts.Index) charts.View {
	v := charts.View{LaneHeight: float32(s.LaneHeight), Compact: sortedIDs(s.Compact), Tall: sortedIDs(s.Tall)}.WithCollapsed(s.Collapsed...)
	if s.Width <= 0 {
		return v.Fit(x)
	}
	w := v.WithSpan(charts.Span{From: s.From, To: s.From + int64(min(s.Width, charts.MaxWidth))})
	if s.Width >= charts.MinWidth && s.Width <= charts.MaxWidth && w.From == s.From {
		w.Frac, w.Width = s.Frac, s.Width // to the pixel
	}
	w.ScrollY = float32(s.ScrollY)
	return w
}

func sortedIDs(ids []storage.ID) []storage.ID {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}
