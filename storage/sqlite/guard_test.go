package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saywhen/storage"
)

func addActor(tx *Tx) error {
	return tx.PutActor(&storage.Actor{Kind: storage.Person, Name: "someone", Colour: storage.NoColour})
}

// writes are all the ways to write.
var writes = map[string]func(*File) error{
	"Do":     func(f *File) error { _, err := f.Do(context.Background(), "Add", addActor); return err },
	"Import": func(f *File) error { _, err := f.Import(context.Background(), "Import", addActor); return err },
	"Undo":   func(f *File) error { _, err := f.Undo(context.Background()); return err },
	"Redo":   func(f *File) error { _, err := f.Redo(context.Background()); return err },
}

// edited makes a project with something to undo and to redo.
func edited(t *testing.T, opt Options) *File {
	t.Helper()
	f := newProject(t, opt)
	addSpeaker(t, f, "Afkham")
	addSpeaker(t, f, "Zarif")
	_, err := f.Undo(context.Background())
	must(t, err)
	return f
}

func TestGone(t *testing.T) {
	for name, write := range writes {
		t.Run(name, func(t *testing.T) {
			f := edited(t, testOptions())
			before := dump(t, f)
			must(t, os.Remove(f.Path()))
			var gone *GoneError
			if err := write(f); !errors.As(err, &gone) || gone.Replaced || !strings.Contains(err.Error(), "deleted or moved") {
				t.Errorf("deleted: %v", err)
			}
			other := plainProject(t)
			must(t, os.WriteFile(f.Path()+".new", other, 0o644))
			must(t, os.Rename(f.Path()+".new", f.Path()))
			if err := write(f); !errors.As(err, &gone) || !gone.Replaced {
				t.Errorf("replaced: %v", err)
			}
			if err := f.Refresh(context.Background()); !errors.As(err, &gone) {
				t.Errorf("refresh: %v", err)
			}
			if got := dump(t, f); got != before {
				t.Error("what was open was changed")
			}
			must(t, f.Close())
			now, err := os.ReadFile(f.Path())
			must(t, err)
			if string(now) != string(other) {
				t.Error("the other file was changed")
			}
		})
	}
}

func TestChanged(t *testing.T) {
	ctx := context.Background()
	for name, write := range writes {
		t.Run(name, func(t *testing.T) {
			f := edited(t, testOptions())
			elsewhere(t, f.Path(), "UPDATE actor SET note = 'changed elsewhere'")
			before := dump(t, f)
			var changed *ChangedError
			if err := write(f); !errors.As(err, &changed) {
				t.Errorf("gave %v", err)
			}
			if got := dump(t, f); got != before {
				t.Error("something was written")
			}
			must(t, f.Refresh(ctx))
			if _, err := f.Do(ctx, "Add", addActor); err != nil {
				t.Errorf("after Refresh: %v", err)
			}
		})
	}
}

// elsewhere runs SQL as another program would.
func elsewhere(t *testing.T, path, script string) {
	t.Helper()
	db, err := sql.Open("sqlite", DSN(path))
	must(t, err)
	defer db.Close()
	_, err = db.Exec(script)
	must(t, err)
}

// TestUndoCompares refuses to undo over what someone else changed.
func TestUndoCompares(t *testing.T) {
	ctx := context.Background()
	f := edited(t, testOptions())
	elsewhere(t, f.Path(), "UPDATE actor SET note = 'changed elsewhere'")
	must(t, f.Refresh(ctx))
	if _, err := f.Undo(ctx); err == nil || !strings.Contains(err.Error(), "“Add actor” cannot be undone") {
		t.Errorf("gave %v", err)
	}
	elsewhere(t, f.Path(), "UPDATE actor SET note = ''")
	must(t, f.Refresh(ctx))
	if _, err := f.Undo(ctx); err != nil {
		t.Error(err)
	}
}

func TestSecondWindow(t *testing.T) {
	ctx := context.Background()
	f := edited(t, testOptions())
	second, err := Open(ctx, f.Path(), testOptions())
	must(t, err)
	defer second.Close()
	readOnly, why := second.ReadOnly()
	if !readOnly || !strings.Contains(why, "open in another window (process ") {
		t.Errorf("read-only is %v: %s", readOnly, why)
	}
	for name, write := range writes {
		var refused *ReadOnlyError
		if err := write(second); !errors.As(err, &refused) || err.Error() != why {
			t.Errorf("%s gave %v", name, err)
		}
	}
	if name, err := second.UndoName(ctx); name != "" || err != nil {
		t.Errorf("undo is %q, %v", name, err)
	}
	do(t, f, "Add", addActor)
	if actors, err := readActors(ctx, second.reader, everything()); len(actors) != 2 || err != nil {
		t.Errorf("the second window sees %d actors, %v", len(actors), err)
	}
	must(t, f.Close())
	third, err := Open(ctx, f.Path(), testOptions())
	must(t, err)
	defer third.Close()
	if readOnly, why := third.ReadOnly(); readOnly {
		t.Errorf("after the first was closed: %s", why)
	}
	must(t, second.Close())
	if _, err := os.Stat(lockPath(f.Path())); err != nil {
		t.Error("closing a reader took the writer's lock")
	}
	must(t, third.Close())
	if _, err := os.Stat(lockPath(f.Path())); err == nil {
		t.Error("the lock's file is left")
	}
}

func TestOpenReadOnly(t *testing.T) {
	f := edited(t, testOptions())
	must(t, f.Close())
	opt := testOptions()
	opt.ReadOnly = true
	g, err := Open(context.Background(), f.Path(), opt)
	must(t, err)
	defer g.Close()
	if readOnly, why := g.ReadOnly(); !readOnly || !strings.Contains(why, "reading only") {
		t.Errorf("read-only is %v: %s", readOnly, why)
	}
	if _, err := g.recomputeRevision(context.Background()); err != nil {
		t.Error(err)
	}
	must(t, g.Refresh(context.Background()))
}

// TestOpenProtected opens a write-protected project in a folder that is not: it
// is read, and no backup of it is begun.
func TestOpenProtected(t *testing.T) {
	f := edited(t, testOptions())
	must(t, f.Close())
	must(t, os.Chmod(f.Path(), 0o444))
	opt := testOptions()
	opt.NoBackup = false
	g, err := Open(context.Background(), f.Path(), opt)
	must(t, err)
	defer g.Close()
	if readOnly, why := g.ReadOnly(); !readOnly || !strings.Contains(why, "write-protected") {
		t.Errorf("read-only is %v: %s", readOnly, why)
	}
	if _, err := g.Do(context.Background(), "Add", addActor); err == nil {
		t.Error("something was written")
	}
	if list := backupsOf(t, g); len(list) > 0 {
		t.Errorf("backups were made: %v", list)
	}
}

// TestTooLongName says what is wrong with it.
func TestTooLongName(t *testing.T) {
	_, err := Create(context.Background(), filepath.Join(t.TempDir(), strings.Repeat("n", 300)+".saywhen"), testOptions())
	if err == nil || !strings.Contains(err.Error(), "too long") {
		t.Errorf("gave %v", err)
	}
}

// TestNoLock opens a project whose lock cannot be made, as in a folder that
// cannot be written to.
func TestNoLock(t *testing.T) {
	f := edited(t, testOptions())
	must(t, f.Close())
	must(t, os.Mkdir(lockPath(f.Path()), 0o755))
	g, err := Open(context.Background(), f.Path(), testOptions())
	must(t, err)
	defer g.Close()
	if readOnly, why := g.ReadOnly(); !readOnly || !strings.Contains(why, "cannot be written to") {
		t.Errorf("read-only is %v: %s", readOnly, why)
	}
}

func TestDiskFull(t *testing.T) {
	ctx := context.Background()
	f := edited(t, testOptions())
	var pages int
	must(t, f.writer.scan("PRAGMA page_count", nil, &pages))
	must(t, f.writer.script("PRAGMA max_page_count = 1")) // the present count is the least
	var before string
	var err error
	for range 100 {
		before = dump(t, f)
		_, err = f.Do(ctx, "Add", func(tx *Tx) error {
			return tx.PutDocument(&storage.Document{Title: "long", Versions: []storage.Version{{Text: strings.Repeat("word ", 9000)}}})
		})
		if err != nil {
			break
		}
	}
	if err == nil || !strings.Contains(err.Error(), "disk is full") {
		t.Fatalf("gave %v", err)
	}
	if got := dump(t, f); got != before {
		t.Error("a part was written")
	}
	_, err = f.Import(ctx, "Import", func(tx *Tx) error {
		for range 50 {
			if err := tx.PutDocument(&storage.Document{Title: "long", Versions: []storage.Version{{Text: strings.Repeat("word ", 9000)}}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil || !strings.Contains(err.Error(), "disk is full") {
		t.Errorf("import gave %v", err)
	}
	must(t, f.writer.script("PRAGMA max_page_count = 1000000"))
	checkSound(t, f)
	do(t, f, "Add", addActor)
	f = reopen(t, f)
	checkSound(t, f)
}

func TestClosed(t *testing.T) {
	f := edited(t, testOptions())
	must(t, f.Close())
	must(t, f.Close())
	for name, write := range writes {
		if err := write(f); !errors.Is(err, ErrClosed) {
			t.Errorf("%s gave %v", name, err)
		}
	}
}

func TestClosedCleanly(t *testing.T) {
	f := edited(t, testOptions())
	if f = reopen(t, f); !f.ClosedCleanly() {
		t.Error("was closed")
	}
	do(t, f, "Add", addActor)
	must(t, f.release()) // as a crash would
	f.closed = true
	g, err := Open(context.Background(), f.Path(), testOptions())
	must(t, err)
	defer g.Close()
	if g.ClosedCleanly() {
		t.Error("was not closed")
	}
}
