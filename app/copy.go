package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// CopyChoice says what a copy that is sent to somebody leaves out, besides the
// history, what was deleted, and drafts, none of which a copy has.
type CopyChoice struct {
	Coders bool // the coders' names: they become "Coder 1", "Coder 2" …
	Notes  bool // notes on actors, claims, relations, periods and statements, and callouts
}

// CleanCopy writes a copy of a project into a new file. A name or a note that is
// left out is nowhere in the copy, as it is with what was deleted: the file is
// made anew once more after they were taken out. It takes time, and leaves
// nothing behind when ctx ends.
func CleanCopy(ctx context.Context, f *sqlite.File, path string, out CopyChoice) error {
	if out == (CopyChoice{}) {
		return f.SaveCopy(ctx, path)
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s is there already, and it is not overwritten; choose another name", filepath.Base(path))
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".saywhen-copy-*") // the same disk: there is room for it
	if err != nil {
		return fmt.Errorf("%s could not be written: %w", filepath.Base(path), err)
	}
	defer os.RemoveAll(dir)
	between := filepath.Join(dir, "copy.saywhen")
	if err := f.SaveCopy(ctx, between); err != nil {
		return err
	}
	g, err := sqlite.Open(ctx, between, sqlite.Options{})
	if err != nil {
		return err
	}
	defer g.Close()
	if err := leaveOut(ctx, g, out); err != nil {
		return err
	}
	return g.SaveCopy(ctx, path)
}

func leaveOut(ctx context.Context, g *sqlite.File, out CopyChoice) error {
	statements, err := notedStatements(ctx, g, out.Notes)
	if err != nil {
		return err
	}
	lists, err := readLists(ctx, g, nil, allKinds)
	if err != nil {
		return err
	}
	_, err = g.Do(ctx, "Leave out", func(tx *sqlite.Tx) error {
		if out.Coders {
			if err := nameless(tx, lists.Coders); err != nil {
				return err
			}
		}
		if !out.Notes {
			return nil
		}
		for i := range statements {
			statements[i].Note = ""
			if err := tx.PutStatement(&statements[i]); err != nil {
				return err
			}
		}
		return noteless(tx, lists)
	})
	return err
}

// notedStatements reads the statements that have a note.
func notedStatements(ctx context.Context, g *sqlite.File, wanted bool) (list []storage.Statement, err error) {
	if !wanted {
		return nil, nil
	}
	for st, err := range g.Statements(ctx) {
		if err != nil {
			return nil, err
		}
		if st.Note != "" {
			list = append(list, st)
		}
	}
	return list, nil
}

// nameless numbers the coders. The old names may be "Coder 2" themselves.
func nameless(tx *sqlite.Tx, coders []storage.Coder) error {
	for _, format := range []string{"\u2060Coder %d", "Coder %d"} {
		for i, c := range coders {
			c.Name = fmt.Sprintf(format, i+1)
			if err := tx.PutCoder(&c); err != nil {
				return err
			}
		}
	}
	return nil
}

// noteless empties the notes of records other than statements.
func noteless(tx *sqlite.Tx, l *Lists) error {
	for _, a := range l.Actors {
		if a.Note != "" {
			a.Note = ""
			if err := tx.PutActor(&a); err != nil {
				return err
			}
		}
	}
	for _, c := range l.Claims {
		if c.Note != "" {
			c.Note = ""
			if err := tx.PutClaim(&c); err != nil {
				return err
			}
		}
	}
	for _, r := range l.Relations {
		if r.Note != "" {
			r.Note = ""
			if err := tx.PutRelation(&r); err != nil {
				return err
			}
		}
	}
	return contextNoteless(tx, l)
}

// contextNoteless empties the notes of periods and takes callouts off: they are
// notes, pinned to marks.
func contextNoteless(tx *sqlite.Tx, l *Lists) error {
	for _, p := range l.Periods {
		p.Note = ""
		if err := tx.PutPeriod(&p); err != nil {
			return err
		}
	}
	for _, c := range l.Callouts {
		if err := tx.DeleteCallout(c.ID); err != nil {
			return err
		}
	}
	return nil
}
