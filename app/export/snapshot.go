package export

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// snapshot is what the pictures of a project are made from.
type snapshot struct {
	f         *sqlite.File
	meta      map[string]string
	documents []storage.Document
	periods   []storage.Period
	callouts  []storage.Callout
	ref       charts.Reference
	columns   *storage.Columns
	shown     *charts.Set // nil when there is no filter
}

func read(ctx context.Context, f *sqlite.File, filter storage.Filter) (*snapshot, error) {
	s := &snapshot{f: f}
	for _, read := range []func() error{
		func() (err error) { s.meta, err = f.Meta(ctx); return },
		func() (err error) { s.documents, err = f.Documents(ctx); return },
		func() (err error) { s.periods, err = f.Periods(ctx); return },
		func() (err error) { s.callouts, err = f.Callouts(ctx); return },
		func() (err error) { s.ref.Actors, err = f.Actors(ctx); return },
		func() (err error) { s.ref.Verbs, err = f.Verbs(ctx); return },
		func() (err error) { s.ref.Claims, err = f.Claims(ctx); return },
		func() (err error) { s.ref.Relations, err = f.Relations(ctx); return },
		func() (err error) { s.columns, err = f.Columns(ctx, nil); return },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return s, s.filter(ctx, filter)
}

func (s *snapshot) filter(ctx context.Context, filter storage.Filter) error {
	if filter.IsZero() {
		return nil
	}
	var answer *charts.Set
	if filter.AsksFile() {
		ids, err := s.f.Matching(ctx, filter)
		if err != nil {
			return err
		}
		answer = charts.NewSet(ids...)
	}
	s.shown = charts.Match(filter, s.columns, s.ref, answer)
	return nil
}

// passes reports whether row i of the columns is shown.
func (s *snapshot) passes(i int) bool { return s.shown == nil || s.shown.Has(s.columns.ID[i]) }

// location is the project's zone; UTC when it is not known here.
func (s *snapshot) location() *time.Location {
	loc, err := edtf.LoadZone(s.meta["zone"])
	if err != nil {
		return time.UTC
	}
	return loc
}

// title is what was asked for, else the project's.
func (s *snapshot) title(asked string) string { return cmp.Or(asked, s.meta["title"]) }

// sources lists the documents that the shown statements cite, by the time at
// which they were published, then by title.
func (s *snapshot) sources() []string {
	cited := map[storage.ID]bool{}
	for i, id := range s.columns.Document {
		if id != 0 && s.passes(i) {
			cited[id] = true
		}
	}
	list := slices.DeleteFunc(slices.Clone(s.documents), func(d storage.Document) bool { return !cited[d.ID] })
	slices.SortStableFunc(list, func(a, b storage.Document) int {
		return cmp.Or(
			cmp.Compare(a.Published.Corners.EarliestStart, b.Published.Corners.EarliestStart),
			cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
	lines := make([]string, len(list))
	for i, d := range list {
		lines[i] = s.source(d)
	}
	return lines
}

// source names a document in one line: what, where, when, under which address.
func (s *snapshot) source(d storage.Document) string {
	outlet := ""
	for _, a := range s.ref.Actors {
		if a.ID == d.Outlet {
			outlet = a.Name
		}
	}
	var parts []string
	for _, p := range []string{d.Author, d.Title, outlet, d.Published.Label(), d.URL} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if len(parts) == 0 {
		return "(a document without a title)"
	}
	return strings.Join(parts, ", ")
}
