package app

import (
	"slices"

	"saywhen/charts"
	"saywhen/storage"
)

// selection is the set of selected statements, in the order of selecting.
type selection struct {
	ids []storage.ID
	set *charts.Set // of the ids, once there are many and one was asked for
}

// fewSelected is how many are looked through one by one.
const fewSelected = 24

func (s *selection) has(id storage.ID) bool {
	if len(s.ids) <= fewSelected {
		return slices.Contains(s.ids, id)
	}
	if s.set == nil {
		s.set = charts.NewSet(s.ids...)
	}
	return s.set.Has(id)
}

// keep drops the ids that are gone.
func (s *selection) keep(here func(storage.ID) bool) {
	gone := func(id storage.ID) bool { return !here(id) }
	if slices.ContainsFunc(s.ids, gone) {
		*s = selection{ids: slices.DeleteFunc(slices.Clone(s.ids), gone)}
	}
}

// Selection gives the selected statements, the last selected one last. The
// slice must not be changed.
func (s *Session) Selection() []storage.ID { return s.selection.ids }

// Selected reports whether a statement is selected.
func (s *Session) Selected(id storage.ID) bool { return s.selection.has(id) }

// Select selects these statements and no others.
func (s *Session) Select(ids ...storage.ID) {
	if slices.Equal(ids, s.selection.ids) {
		return
	}
	s.selection = selection{ids: slices.Clone(ids)}
	s.tell(Event{What: SelectionChanged})
}

// SelectMany is Select for very many, whose set was made off the window's
// goroutine; ids are its own from now on.
func (s *Session) SelectMany(ids []storage.ID, set *charts.Set) {
	s.selection = selection{ids: ids, set: set}
	s.tell(Event{What: SelectionChanged})
}

// ToggleSelected adds a statement to the selection or takes it out.
func (s *Session) ToggleSelected(id storage.ID) {
	ids := slices.Clone(s.selection.ids)
	if i := slices.Index(ids, id); i >= 0 {
		ids = slices.Delete(ids, i, i+1)
	} else {
		ids = append(ids, id)
	}
	s.selection = selection{ids: ids}
	s.tell(Event{What: SelectionChanged})
}
