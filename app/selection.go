package app

import (
	"slices"

	"saywhen/storage"
)

// selection is the set of selected statements, in the order of selecting.
type selection struct {
	ids []storage.ID
}

func (s *selection) has(id storage.ID) bool { return slices.Contains(s.ids, id) }

// keep drops the ids that are gone.
func (s *selection) keep(here func(storage.ID) bool) {
	s.ids = slices.DeleteFunc(slices.Clone(s.ids), func(id storage.ID) bool { return !here(id) })
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
	s.selection.ids = slices.Clone(ids)
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
	s.selection.ids = ids
	s.tell(Event{What: SelectionChanged})
}
