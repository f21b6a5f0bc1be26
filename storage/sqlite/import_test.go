package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
)

// importSome adds n statements with their own actor.
func importSome(t *testing.T, f *File, n int) storage.Change {
	t.Helper()
	change, err := f.Import(context.Background(), "Import events", func(tx *Tx) error {
		a := storage.Actor{Kind: storage.Group, Name: "Citizen (ایران)", Colour: storage.NoColour}
		if err := tx.PutActor(&a); err != nil {
			return err
		}
		for i := range n {
			s := storage.Statement{Speaker: a.ID, Verb: 1, Addressees: []storage.ID{a.ID}, When: day(2014, 1, 1+i%28), Gist: fmt.Sprint("event ", i), Tags: []string{"imported"}, Certainty: storage.NoCertainty}
			if err := tx.PutStatement(&s); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, err)
	return change
}

func TestImport(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	addSpeaker(t, f, "Afkham")
	before := dump(t, f)
	change := importSome(t, f, 500)
	if !change.Reset || change.Empty() || change.Name != "Import events" {
		t.Errorf("change is %+v", change)
	}
	checkSound(t, f)
	after := dump(t, f)
	var log string
	must(t, f.writer.scan("SELECT changes FROM undo ORDER BY id DESC LIMIT 1", nil, &log))
	if len(log) > 600 {
		t.Errorf("the history takes %d bytes: %s", len(log), log)
	}
	found := func() (n int) {
		must(t, f.writer.scan("SELECT count(*) FROM statement_fts WHERE statement_fts MATCH 'event'", nil, &n))
		return n
	}
	if found() != 500 {
		t.Errorf("%d found", found())
	}
	for range 2 {
		change, err := f.Undo(ctx)
		must(t, err)
		if !change.Reset || !change.Undone {
			t.Errorf("undo gave %+v", change)
		}
		if got := dump(t, f); got != before || found() != 0 {
			t.Errorf("undo left %d found and\n%s", found(), got)
		}
		f = reopen(t, f)
		checkSound(t, f)
		change, err = f.Redo(ctx)
		must(t, err)
		if !change.Reset || !change.Redone {
			t.Errorf("redo gave %+v", change)
		}
		if got := dump(t, f); got != after || found() != 500 {
			t.Errorf("redo left %d found and another state", found())
		}
		checkSound(t, f)
		var chunks int
		must(t, f.writer.scan("SELECT count(*) FROM undo_chunk", nil, &chunks))
		if chunks != 0 {
			t.Errorf("%d chunks are left", chunks)
		}
	}
}

// TestImportEdits changes, inside imports, rows that were there before and rows
// of the import itself, in every order.
func TestImportEdits(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	f := s.f
	before := dump(t, f)
	_, err := f.Import(ctx, "Import", func(tx *Tx) error {
		// A label changes hands: rename the old verb, add a new one, delete a third.
		old, err := tx.Verb(11)
		if err != nil {
			return err
		}
		old.Label = "denied (old)"
		fresh := storage.Verb{Label: "denied", Class: storage.Deny}
		a := storage.Actor{Kind: storage.Person, Name: "Zarif", Colour: storage.NoColour, Parent: s.iran.ID}
		err = firstError(tx.PutVerb(&old), tx.PutVerb(&fresh), tx.DeleteVerb(30), tx.PutActor(&a))
		if err != nil {
			return err
		}
		again := storage.Verb{Label: "praised", Class: storage.Support} // the label of the deleted one
		m := storage.Statement{Speaker: a.ID, Verb: fresh.ID, ReportedIn: s.report.ID, Gist: "first", Certainty: storage.NoCertainty}
		gone := storage.Statement{Speaker: a.ID, Verb: fresh.ID, Gist: "gone at once", Certainty: storage.NoCertainty}
		if err := firstError(tx.PutVerb(&again), tx.PutStatement(&m), tx.PutStatement(&gone)); err != nil {
			return err
		}
		m.Gist = "second"
		s.afkham.Parent = a.ID
		return firstError(tx.PutStatement(&m), tx.DeleteStatement(gone.ID), tx.PutActor(&s.afkham), tx.DeleteRelation(s.denial.ID))
	})
	must(t, err)
	checkSound(t, f)
	after := dump(t, f)
	if !strings.Contains(after, "second") || strings.Contains(after, "gone at once") {
		t.Error(after)
	}
	for range 2 {
		_, err = f.Undo(ctx)
		must(t, err)
		if got := dump(t, f); got != before {
			t.Fatalf("undo left\n%s\nnot\n%s", got, before)
		}
		checkSound(t, f)
		_, err = f.Redo(ctx)
		must(t, err)
		if got := dump(t, f); got != after {
			t.Fatalf("redo left\n%s\nnot\n%s", got, after)
		}
		checkSound(t, f)
	}
}

// TestImportRanges imports ids that lie among others, as from a colleague's file.
func TestImportRanges(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	put := func(ids ...storage.ID) func(*Tx) error {
		return func(tx *Tx) error {
			for _, id := range ids {
				a := storage.Actor{ID: id, Kind: storage.Person, Name: fmt.Sprint("actor ", id), Colour: storage.NoColour}
				if err := tx.PutActor(&a); err != nil {
					return err
				}
			}
			return nil
		}
	}
	do(t, f, "Mine", put(10, 20, 30))
	before := dump(t, f)
	_, err := f.Import(ctx, "Theirs", put(25, 5, 12, 11, 40, 1<<62))
	must(t, err)
	checkSound(t, f)
	s, err := f.loadStep(false)
	must(t, err)
	want := []block{{"actor", 5, 5, 1}, {"actor", 11, 12, 2}, {"actor", 25, 25, 1}, {"actor", 40, 1 << 62, 2}}
	if !slices.Equal(s.blocks, want) {
		t.Errorf("blocks are %v", s.blocks)
	}
	after := dump(t, f)
	_, err = f.Undo(ctx)
	must(t, err)
	if dump(t, f) != before {
		t.Error("undo left another state")
	}
	_, err = f.Redo(ctx)
	must(t, err)
	if dump(t, f) != after {
		t.Error("redo left another state")
	}
	if id := f.NewID(); id > 1<<61 {
		t.Errorf("an id from elsewhere moved ours to %d", id)
	}
}

func TestImportFails(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	before := dump(t, f)
	stop := errors.New("stop")
	_, err := f.Import(ctx, "Import", func(tx *Tx) error { return firstError(addActor(tx), stop) })
	if !errors.Is(err, stop) || dump(t, f) != before {
		t.Errorf("gave %v", err)
	}
	cancelled, cancel := context.WithCancel(ctx)
	_, err = f.Import(cancelled, "Import", func(tx *Tx) error {
		for i := 0; ; i++ {
			if i == 100 {
				cancel()
			}
			if err := addActor(tx); err != nil {
				return err
			}
		}
	})
	if !errors.Is(err, context.Canceled) || dump(t, f) != before {
		t.Errorf("cancelled: %v", err)
	}
	change, err := f.Import(ctx, "Nothing", func(*Tx) error { return nil })
	if err != nil || !change.Empty() || f.log.steps != 0 {
		t.Errorf("an empty import gave %+v, %v", change, err)
	}
	checkSound(t, f)
}

// TestImportUndoRefuses changes a row of an import behind our back.
func TestImportUndoRefuses(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	importSome(t, f, 5)
	elsewhere(t, f.Path(), "UPDATE statement SET gist = 'other' WHERE gist = 'event 3'")
	must(t, f.Refresh(ctx))
	if _, err := f.Undo(ctx); err == nil || !strings.Contains(err.Error(), "not as they were left") {
		t.Errorf("gave %v", err)
	}
	var keys int
	must(t, f.writer.scan("PRAGMA foreign_keys", nil, &keys))
	if keys != 1 {
		t.Error("foreign keys are off")
	}
}

// TestManyChunks undoes an import whose rows need several pieces.
func TestManyChunks(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	before := dump(t, f)
	_, err := f.Import(ctx, "Import articles", func(tx *Tx) error {
		for range 3 {
			noise := make([]byte, 0, 3<<20)
			for id := int64(tx.NewID()); len(noise) < 3<<20; id = id*6364136223846793005 + 1 {
				noise = fmt.Appendf(noise, "%x ", uint64(id))
			}
			if err := tx.PutDocument(&storage.Document{Versions: []storage.Version{{Text: string(noise)}}}); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, err)
	after := f.revision
	_, err = f.Undo(ctx)
	must(t, err)
	var chunks, longest, bytes int
	must(t, f.writer.scan("SELECT count(*), max(length(data)) FROM undo_chunk", nil, &chunks, &longest))
	must(t, f.writer.scan("SELECT bytes FROM undo", nil, &bytes))
	if chunks < 2 || longest > maxChunk || bytes < (chunks-1)*maxChunk || f.log.bytes != bytes {
		t.Errorf("%d chunks of at most %d bytes, %d counted", chunks, longest, bytes)
	}
	if dump(t, f) != before {
		t.Error("undo left another state")
	}
	_, err = f.Redo(ctx)
	must(t, err)
	if f.revision != after {
		t.Error("redo left another state")
	}
	checkSound(t, f)
}

func TestHistoryCaps(t *testing.T) {
	ctx := context.Background()
	opt := testOptions()
	opt.maxUndoSteps = 5
	f := newProject(t, opt)
	for i := range 12 {
		addSpeaker(t, f, fmt.Sprint("actor ", i))
	}
	f = reopen(t, f)
	undo := func() (n int) {
		for {
			if _, err := f.Undo(ctx); err == ErrNothingToUndo {
				return n
			} else if err != nil {
				t.Fatal(err)
			}
			n++
		}
	}
	if n := undo(); n != 5 {
		t.Errorf("%d steps could be undone", n)
	}
	addSpeaker(t, f, "ends what could be redone")
	if name, _ := f.RedoName(ctx); name != "" || f.log.steps != 1 || f.log.undone != 0 {
		t.Errorf("redo is %q, the history %+v", name, f.log)
	}
	opt.maxUndoSteps, opt.maxUndoBytes = 0, 2000
	g := newProject(t, opt)
	for i := range 30 {
		addSpeaker(t, g, fmt.Sprint("actor ", i))
		if g.log.bytes > 2000 {
			t.Fatalf("the history takes %d bytes", g.log.bytes)
		}
	}
	do(t, g, "Long", func(tx *Tx) error {
		return tx.PutActor(&storage.Actor{Kind: storage.Person, Name: "x", Note: strings.Repeat("long ", 1000), Colour: storage.NoColour})
	})
	var counted logSize
	must(t, counted.load(g.writer))
	if name, _ := g.UndoName(ctx); name != "Long" || g.log.steps != 1 || counted != g.log {
		t.Errorf("undo is %q, the history %+v, counted %+v", name, g.log, counted)
	}
}

// TestVersions opens every project file that was ever shipped.
func TestVersions(t *testing.T) {
	ctx := context.Background()
	paths, err := filepath.Glob("testdata/v*" + Extension)
	must(t, err)
	if len(paths) != SchemaVersion {
		t.Errorf("there are %d files for %d versions", len(paths), SchemaVersion)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		must(t, err)
		f, err := Open(ctx, writeFile(t, content), testOptions())
		must(t, err)
		defer f.Close()
		checkSound(t, f)
		statements, err := readStatements(ctx, f.reader, everything())
		must(t, err)
		if len(statements) != 2 || statements[1].Gist != "denies it" || len(statements[1].Citations[0].Spans) != 2 {
			t.Errorf("%s holds %+v", path, statements)
		}
		do(t, f, "Add", addActor)
	}
}

// TestWriteVersion writes the file of the present version when it is asked to.
func TestWriteVersion(t *testing.T) {
	path := fmt.Sprintf("testdata/v%d%s", SchemaVersion, Extension)
	if os.Getenv("SAYWHEN_UPDATE") == "" {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
		return
	}
	s := newScene(t)
	addContext(t, s)
	must(t, s.f.Close())
	content, err := os.ReadFile(s.f.Path())
	must(t, err)
	must(t, os.WriteFile(path, content, 0o644))
}

// TestMigrate brings a file to a version that does not exist yet.
func TestMigrate(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	f := s.f
	before := dump(t, f)
	next := func(version int) (string, error) {
		if version == SchemaVersion+1 {
			return "ALTER TABLE relation ADD COLUMN strength INTEGER NOT NULL DEFAULT 0;", nil
		}
		return migration(version)
	}
	failing := func(int) (string, error) { return "CREATE TABLE more (id INTEGER); SELECT nonsense;", nil }
	if err := f.migrate(ctx, failing, SchemaVersion, SchemaVersion+1); err == nil {
		t.Error("a wrong step succeeded")
	}
	if dump(t, f) != before {
		t.Error("a wrong step changed the file")
	}
	must(t, f.migrate(ctx, next, SchemaVersion, SchemaVersion+1))
	list, err := f.Backups()
	must(t, err)
	if len(list) == 0 || list[0].Reason != BeforeMigration {
		t.Fatalf("the backups are %v", list)
	}
	aside := list[0].Path
	if f.Migrated() != (Migration{From: SchemaVersion, Copy: aside}) {
		t.Errorf("migrated is %+v", f.Migrated())
	}
	var version, steps, strength int
	must(t, f.writer.scan("PRAGMA user_version", nil, &version))
	must(t, f.writer.scan("SELECT count(*) FROM undo", nil, &steps))
	must(t, f.writer.scan("SELECT strength FROM relation", nil, &strength))
	if version != SchemaVersion+1 || steps != 0 {
		t.Errorf("version %d with %d steps", version, steps)
	}
	g, err := Open(ctx, aside, testOptions())
	must(t, err)
	defer g.Close()
	if dump(t, g) != before {
		t.Error("the copy is another")
	}
	must(t, f.Close())
	_, err = Open(ctx, f.Path(), testOptions())
	checkRefusal(t, f.Path(), err, "newer Saywhen")
}
