package export

import (
	"context"
	"io"
	"iter"

	"saywhen/storage"
	"saywhen/storage/exchange"
	"saywhen/storage/sqlite"
)

// Progress is told how many of how many steps or records are done; it may be
// nil.
type Progress func(done, total int)

func (p Progress) tell(done, total int) {
	if p != nil {
		p(done, total)
	}
}

// JSON writes the whole project: what Import reads back without a difference.
func JSON(ctx context.Context, f *sqlite.File, path string, progress Progress) error {
	p, err := project(ctx, f)
	if err != nil {
		return err
	}
	return save(ctx, path, func(w io.Writer) error {
		return exchange.WriteJSON(w, p, counted(ctx, f, progress))
	})
}

// Table writes all statements, separated by comma, a tab for example.
func Table(ctx context.Context, f *sqlite.File, path string, comma rune, progress Progress) error {
	p, err := project(ctx, f)
	if err != nil {
		return err
	}
	return save(ctx, path, func(w io.Writer) error {
		return exchange.WriteTable(w, comma, p, counted(ctx, f, progress))
	})
}

// project reads all but the statements.
func project(ctx context.Context, f *sqlite.File) (p exchange.Project, err error) {
	for _, read := range []func() error{
		func() (err error) { p.Meta, err = f.Meta(ctx); return },
		func() (err error) { p.Coders, err = f.Coders(ctx); return },
		func() (err error) { p.Actors, err = f.Actors(ctx); return },
		func() (err error) { p.Affiliations, err = f.Affiliations(ctx); return },
		func() (err error) { p.Verbs, err = f.Verbs(ctx); return },
		func() (err error) { p.Claims, err = f.Claims(ctx); return },
		func() (err error) { p.Relations, err = f.Relations(ctx); return },
		func() (err error) { p.Periods, err = f.Periods(ctx); return },
		func() (err error) { p.Callouts, err = f.Callouts(ctx); return },
		func() (err error) { p.Views, err = f.Views(ctx); return },
		func() (err error) { p.Documents, err = documents(ctx, f); return },
	} {
		if err := read(); err != nil {
			return p, err
		}
	}
	return p, nil
}

// documents reads the documents with the texts of their versions.
func documents(ctx context.Context, f *sqlite.File) ([]storage.Document, error) {
	list, err := f.Documents(ctx)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if list[i], err = f.Document(ctx, list[i].ID); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// counted gives all statements and tells how many have been given.
func counted(ctx context.Context, f *sqlite.File, progress Progress) iter.Seq2[storage.Statement, error] {
	if progress == nil {
		return f.Statements(ctx)
	}
	return func(yield func(storage.Statement, error) bool) {
		info, err := f.Info(ctx)
		if err != nil {
			yield(storage.Statement{}, err)
			return
		}
		done := 0
		for s, err := range f.Statements(ctx) {
			if done++; done%1000 == 0 {
				progress(done, max(done, info.Statements))
			}
			if !yield(s, err) {
				return
			}
		}
	}
}
