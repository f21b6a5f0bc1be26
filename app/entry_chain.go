package app

import (
	"slices"

	"saywhen/storage"
)

// Carriers gives the statements that carry a statement, from the outermost
// report down to the statement itself: BBC Persian reported › Khamenei ordered.
// A loop, which no file should hold, ends where it begins.
func (s *Session) Carriers(id storage.ID) (chain []storage.ID) {
	for r, ok := s.index.RowOf(id); ok && !slices.Contains(chain, r.ID()); r, ok = r.Carrier() {
		chain = append(chain, r.ID())
	}
	slices.Reverse(chain)
	return chain
}

// Head says in two or three words who did what in a statement: "Marzieh Afkham
// denied". It is "" when there is no such statement.
func (s *Session) Head(id storage.ID) string {
	r, ok := s.index.RowOf(id)
	if !ok {
		return ""
	}
	v, _ := s.lists.Verb(r.Verb())
	return s.lists.ActorName(r.Speaker()) + " " + v.Label
}

// Latest gives the statements that were made last, the newest first, those of
// a document before all others; 0 is no document.
func (s *Session) Latest(document storage.ID, limit int) (ids []storage.ID) {
	cols := s.index.Columns()
	for _, same := range []bool{true, false} {
		for i := len(cols.ID) - 1; i >= 0 && len(ids) < limit; i-- {
			here := document != 0 && cols.Document[i] == document
			if here == same {
				ids = append(ids, cols.ID[i])
			}
		}
	}
	return ids
}
