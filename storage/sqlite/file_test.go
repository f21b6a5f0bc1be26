package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// testOptions are for tests that commit often: the clock ticks a second each
// time it is asked, ids are always the same, and nothing waits for the disk.
func testOptions() Options {
	at := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	var random uint32
	return Options{
		Now:         func() time.Time { at = at.Add(time.Second); return at },
		Random:      func() uint32 { random = random*1664525 + 1013904223; return random >> 10 },
		synchronous: "OFF",
		NoBackup:    true,
	}
}

// newProject makes a project in a temporary folder and closes it at the end.
func newProject(t testing.TB, opt Options) *File {
	t.Helper()
	f, err := Create(context.Background(), filepath.Join(t.TempDir(), "affair"+Extension), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// reopen closes a project and opens it again.
func reopen(t testing.TB, f *File) *File {
	t.Helper()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	g, err := Open(context.Background(), f.Path(), f.opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	return g
}

// do is Do that must succeed.
func do(t testing.TB, f *File, name string, fn func(*Tx) error) storage.Change {
	t.Helper()
	change, err := f.Do(context.Background(), name, fn)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return change
}

// must stops a test that cannot go on.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// dump writes every content row, and the revision, in a fixed order.
func dump(t testing.TB, f *File) string {
	t.Helper()
	var b strings.Builder
	for _, tab := range f.tables.list {
		where := ""
		if tab == f.tables.meta {
			where = fmt.Sprintf(" WHERE key NOT IN ('%s', '%s', '%s')", metaRevision, metaClean, metaCreated)
		}
		var rows string
		must(t, f.writer.scan("SELECT coalesce(group_concat(json_array("+strings.Join(tab.columns, ", ")+
			"), char(10)), '') FROM (SELECT * FROM "+tab.name+where+" ORDER BY id)", nil, &rows))
		b.WriteString(tab.name + "\n" + rows + "\n")
	}
	b.WriteString("revision " + f.revision.String() + "\n")
	return b.String()
}

// checkSound compares what is kept up to date with what is computed anew: the
// revision, the full-text tables, SQLite's own checks.
func checkSound(t testing.TB, f *File) {
	t.Helper()
	ctx := context.Background()
	kept, err := f.Revision(ctx)
	must(t, err)
	counted, err := f.recomputeRevision(ctx)
	must(t, err)
	if kept != counted || kept != f.revision.String() {
		t.Errorf("revision is %s in the file, %s in memory, %s when counted", kept, f.revision, counted)
	}
	for _, tab := range f.tables.list {
		if tab.searched != nil {
			if err := f.writer.script(fmt.Sprintf("INSERT INTO %[1]s_fts (%[1]s_fts, rank) VALUES ('integrity-check', 1)", tab.name)); err != nil {
				t.Errorf("full text of %s: %v", tab.name, err)
			}
		}
	}
	var ok string
	must(t, f.writer.scan("PRAGMA integrity_check", nil, &ok))
	if ok != "ok" {
		t.Error(ok)
	}
	broken, err := f.writer.ids("SELECT rowid FROM pragma_foreign_key_check")
	must(t, err)
	if len(broken) > 0 {
		t.Errorf("dangling references in rows %v", broken)
	}
	got, err := schemaOf(ctx, f.writer.conn)
	must(t, err)
	want, err := currentSchema()
	must(t, err)
	if what := compareSchemas(got, want); what != "" {
		t.Errorf("the schema differs in %s", what)
	}
}

func day(y, m, d int) edtf.Date {
	start := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix()
	return edtf.Date{
		Wording: "some day", EDTF: fmt.Sprintf("%04d-%02d-%02d", y, m, d), Precision: edtf.ToDay,
		Corners: edtf.Corners{EarliestStart: start, LatestStart: start + 86400, EarliestEnd: start, LatestEnd: start + 86400},
	}
}

// addSpeaker puts an actor of that name in.
func addSpeaker(t testing.TB, f *File, name string) storage.ID {
	t.Helper()
	a := storage.Actor{Kind: storage.Person, Name: name, Colour: storage.NoColour}
	do(t, f, "Add actor", func(tx *Tx) error { return tx.PutActor(&a) })
	return a.ID
}

func TestCreate(t *testing.T) {
	f := newProject(t, testOptions())
	checkSound(t, f)
	f = reopen(t, f)
	checkSound(t, f)
	if readOnly, why := f.ReadOnly(); readOnly {
		t.Error(why)
	}
	verbs, err := readVerbs(context.Background(), f.reader, everything())
	must(t, err)
	if !slices.EqualFunc(verbs, storage.StarterVerbs(), func(a, b storage.Verb) bool {
		return a.ID == b.ID && a.Label == b.Label && a.Code == b.Code && a.Class == b.Class
	}) {
		t.Errorf("verbs are %v", verbs)
	}
	if name, err := f.UndoName(context.Background()); name != "" || err != nil {
		t.Errorf("a new project has a step %q, %v", name, err)
	}
	if _, err := Create(context.Background(), f.Path(), testOptions()); err == nil || !strings.Contains(err.Error(), "not overwritten") {
		t.Errorf("overwriting gave %v", err)
	}
}

func TestDoUndoRedo(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	before := dump(t, f)
	s := storage.Statement{
		Verb: 1, When: day(2014, 6, 15), Certainty: storage.NoCertainty, Tags: []string{"b", "a", "b"},
		Gist: "گفت كه می‌آید", Citations: []storage.Citation{{Quote: "q"}},
	}
	change := do(t, f, "Add statement", func(tx *Tx) error {
		a := storage.Actor{Kind: storage.State, Name: "Iran", Colour: 0x00AA00, Aliases: []storage.Alias{{Name: "ایران", Lang: "fa"}}}
		c := storage.Claim{Kind: storage.Factual, Text: "It happened"}
		d := storage.Document{Title: "Report", Versions: []storage.Version{{Text: "He said it."}}}
		if err := firstError(tx.PutActor(&a), tx.PutClaim(&c), tx.PutDocument(&d)); err != nil {
			return err
		}
		s.Speaker, s.Addressees = a.ID, []storage.ID{a.ID}
		s.Positions = []storage.Position{{Claim: c.ID, Stance: -2}}
		s.Citations[0].Document, s.Citations[0].Version = d.ID, d.Versions[0].ID
		s.Citations[0].Spans = []storage.Span{{Start: 0, End: 2}}
		return tx.PutStatement(&s)
	})
	for kind, want := range map[storage.RecordKind]int{storage.ActorRecord: 1, storage.ClaimRecord: 1, storage.DocumentRecord: 1, storage.StatementRecord: 1} {
		if len(change.Touched[kind]) != want {
			t.Errorf("%s: touched %v", kind, change.Touched[kind])
		}
	}
	checkSound(t, f)
	after := dump(t, f)
	undone, err := f.Undo(ctx)
	must(t, err)
	if undone.Touched[storage.StatementRecord][0] != s.ID || !undone.Undone || undone.Name != "Add statement" {
		t.Errorf("undo gave %v", undone)
	}
	if got := dump(t, f); got != before {
		t.Errorf("undo left\n%s", got)
	}
	checkSound(t, f)
	f = reopen(t, f)
	if name, _ := f.RedoName(ctx); name != "Add statement" {
		t.Errorf("redo is %q", name)
	}
	if _, err = f.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := dump(t, f); got != after {
		t.Errorf("redo left\n%s", got)
	}
	checkSound(t, f)
	if _, err := f.Redo(ctx); err != ErrNothingToRedo {
		t.Errorf("a second redo gave %v", err)
	}
}

// world is what a statement needs around it.
type world struct {
	actors []storage.ID
	claim  storage.ID
	doc    storage.Document
}

func newWorld(t testing.TB, f *File) world {
	t.Helper()
	var w world
	do(t, f, "Set up", func(tx *Tx) error {
		for i := range 20 {
			a := storage.Actor{Kind: storage.Person, Name: fmt.Sprint("actor ", i), Colour: storage.NoColour}
			if err := tx.PutActor(&a); err != nil {
				return err
			}
			w.actors = append(w.actors, a.ID)
		}
		c := storage.Claim{Kind: storage.Factual, Text: "It happened"}
		w.doc = storage.Document{Title: "Report", Versions: []storage.Version{{Text: "He said that it did not happen, and that it never will."}}}
		err := firstError(tx.PutClaim(&c), tx.PutDocument(&w.doc))
		w.claim = c.ID
		return err
	})
	return w
}

func (w world) statement(i int) storage.Statement {
	return storage.Statement{
		Speaker: w.actors[i%20], Addressees: []storage.ID{w.actors[(i+7)%20]}, Verb: 1,
		When: day(2014, 1+i%12, 1+i%28), Certainty: storage.NoCertainty,
		Positions: []storage.Position{{Claim: w.claim, Stance: storage.Stance(i%5 - 2)}},
		Citations: []storage.Citation{{
			Document: w.doc.ID, Version: w.doc.Versions[0].ID, Quote: "it did not happen",
			Spans: []storage.Span{{Start: 13, End: 30}},
		}},
	}
}

func TestForget(t *testing.T) {
	f := newProject(t, testOptions())
	addSpeaker(t, f, "Iran")
	addSpeaker(t, f, "Iraq")
	_, err := f.Undo(context.Background())
	must(t, err)
	before := dump(t, f)
	must(t, f.Forget(context.Background()))
	if _, err := f.Undo(context.Background()); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("undo after forgetting: %v", err)
	}
	if _, err := f.Redo(context.Background()); !errors.Is(err, ErrNothingToRedo) {
		t.Errorf("redo after forgetting: %v", err)
	}
	if dump(t, f) != before {
		t.Error("forgetting changed the records")
	}
	addSpeaker(t, f, "Iran again")
	_, err = f.Undo(context.Background())
	must(t, err)
	checkSound(t, f)
}
