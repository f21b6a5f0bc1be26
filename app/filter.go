package app

import (
	"context"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// Filter says which statements are asked for.
func (s *Session) Filter() storage.Filter { return s.filter }

// SetFilter asks for other statements. What only the file can answer (texts,
// tags, citations) is asked on the reading goroutine, so the picture follows a
// moment later; what was asked before that is dropped.
func (s *Session) SetFilter(f storage.Filter) {
	s.filter = f
	s.refilter()
	s.tell(Event{What: FilterChanged})
}

// refilter applies the filter to the index as it is now.
func (s *Session) refilter() {
	s.filterRun++
	if !s.filter.AsksFile() {
		s.show(nil)
		return
	}
	run, asked := s.filterRun, s.filter
	var found []storage.ID
	s.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		found, err = f.Matching(ctx, asked)
		return err
	}, func(err error) {
		if run != s.filterRun {
			return // asked anew meanwhile
		}
		if err != nil {
			s.status.Err = err
			s.tell(Event{What: StateChanged})
			return
		}
		s.show(charts.NewSet(found...))
		s.tell(Event{What: FilterChanged})
	})
}

func (s *Session) show(answer *charts.Set) {
	if s.filter.IsZero() {
		s.index.SetFilter(nil)
		return
	}
	s.index.SetFilter(s.index.Match(s.filter, answer))
}

// has reports whether a statement exists.
func (s *Session) has(id storage.ID) bool {
	return s.index.Has(id)
}
