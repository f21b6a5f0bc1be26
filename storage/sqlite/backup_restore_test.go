package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"saywhen/storage"
)

// stateAside keeps the present state in a file of its own.
func stateAside(t *testing.T, f *File, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+Extension)
	f.mu.Lock()
	defer f.mu.Unlock()
	must(t, f.writer.backup(context.Background(), path))
	return path
}

// contents gives every record of a project as JSON, by kind and id; it is the
// slow way to know what differs.
func contents(t *testing.T, f *File) map[recordKey]string {
	t.Helper()
	all := map[recordKey]string{}
	put := func(kind storage.RecordKind, id storage.ID, v any) {
		text, err := json.Marshal(v)
		must(t, err)
		all[recordKey{kind, id}] = string(text)
	}
	ctx := context.Background()
	actors, err1 := f.Actors(ctx)
	affiliations, err2 := f.Affiliations(ctx)
	claims, err3 := f.Claims(ctx)
	verbs, err4 := f.Verbs(ctx)
	coders, err5 := f.Coders(ctx)
	relations, err6 := f.Relations(ctx)
	documents, err7 := f.Documents(ctx)
	meta, err8 := f.Meta(ctx)
	must(t, firstError(err1, err2, err3, err4, err5, err6, err7, err8))
	for _, a := range actors {
		put(storage.ActorRecord, a.ID, a)
	}
	for _, a := range affiliations {
		put(storage.AffiliationRecord, a.ID, a)
	}
	for _, c := range claims {
		put(storage.ClaimRecord, c.ID, c)
	}
	for _, v := range verbs {
		put(storage.VerbRecord, v.ID, v)
	}
	for _, c := range coders {
		put(storage.CoderRecord, c.ID, c)
	}
	for _, r := range relations {
		put(storage.RelationRecord, r.ID, r)
	}
	for _, d := range documents {
		d, err := f.Document(ctx, d.ID)
		must(t, err)
		put(storage.DocumentRecord, d.ID, d)
	}
	for key, value := range meta {
		put(storage.MetaRecord, storage.ID(keyID(key)), value)
	}
	for s, err := range f.Statements(ctx) {
		must(t, err)
		put(storage.StatementRecord, s.ID, s)
	}
	return all
}

// slowDifference compares two contents.
func slowDifference(then, now map[recordKey]string) (d Difference) {
	for key, text := range now {
		switch old, ok := then[key]; {
		case !ok:
			d.Kinds[key.kind].Added++
		case old != text:
			d.Kinds[key.kind].Changed++
		}
	}
	for key := range then {
		if _, ok := now[key]; !ok {
			d.Kinds[key.kind].Removed++
		}
	}
	return d
}

// TestCompareAndBringBack edits at random, keeps states aside, and goes back to
// them in any order: what differs is what the slow way says, what comes back is
// the state to the last row, and undo takes it back.
func TestCompareAndBringBack(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 12
	}
	ctx := context.Background()
	e := &editor{r: rand.New(rand.NewPCG(2014, 10))}
	opt := testOptions()
	opt.Coder = "A. Nalyst"
	f := newProject(t, opt)
	type state struct {
		path, dump string
		contents   map[recordKey]string
	}
	var states []state
	for round := range rounds {
		for range 1 + e.r.IntN(25) {
			e.step(t, f)
		}
		now, content := dump(t, f), contents(t, f)
		states = append(states, state{stateAside(t, f, fmt.Sprint(round)), now, content})
		back := states[e.r.IntN(len(states))]
		d, err := f.Compare(ctx, back.path, 1000, nil)
		must(t, err)
		checkDifference(t, d, back.contents, content)
		change, err := f.BringBack(ctx, back.path, "Go back")
		must(t, err)
		if got := dump(t, f); got != back.dump {
			t.Fatalf("round %d brought back\n%s\nnot\n%s", round, got, back.dump)
		}
		if change.Empty() != (now == back.dump) {
			t.Errorf("round %d: the change is %+v", round, change)
		}
		if now == back.dump {
			continue
		}
		if d, err := f.Compare(ctx, back.path, 10, nil); err != nil || !d.Empty() || len(d.Statements) > 0 {
			t.Fatalf("round %d: after it %+v, %v differs", round, d, err)
		}
		if e.r.IntN(2) == 0 {
			_, err := f.Undo(ctx)
			must(t, err)
			if got := dump(t, f); got != now {
				t.Fatalf("round %d: undo left\n%s\nnot\n%s", round, got, now)
			}
		}
		checkSound(t, f)
	}
}

func checkDifference(t *testing.T, got Difference, then, now map[recordKey]string) {
	t.Helper()
	want := slowDifference(then, now)
	for kind := range got.Kinds {
		// A part that was taken away and put back is another row and the same
		// record, so that “changed” may count one too many, never too few.
		g, w := got.Kinds[kind], want.Kinds[kind]
		if g.Added != w.Added || g.Removed != w.Removed || g.Changed < w.Changed {
			t.Errorf("of %s differ %+v, want %+v", storage.RecordKind(kind), g, w)
		}
	}
	count := got.Kinds[storage.StatementRecord]
	if len(got.Statements) != count.Added+count.Removed+count.Changed {
		t.Errorf("%d statements are described of %+v", len(got.Statements), count)
	}
	for _, s := range got.Statements {
		_, was := then[recordKey{storage.StatementRecord, s.ID}]
		_, is := now[recordKey{storage.StatementRecord, s.ID}]
		if was != (s.Then != StatementLine{}) || is != (s.Now != StatementLine{}) {
			t.Errorf("statement %d: %+v, was there %v, is there %v", s.ID, s, was, is)
		}
	}
}

// TestCompareDescribes statements in the order in which they are listed.
func TestCompareDescribes(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	w := newWorld(t, f)
	ids := make([]storage.ID, 4)
	for i := range ids {
		s := w.statement(i)
		s.Gist = fmt.Sprint("said ", i)
		do(t, f, "Add", func(tx *Tx) error { return tx.PutStatement(&s) })
		ids[i] = s.ID
	}
	then := stateAside(t, f, "then")
	s, err := f.Statement(ctx, ids[1])
	must(t, err)
	s.Gist = "said otherwise"
	added := w.statement(9)
	added.Gist = "said since"
	do(t, f, "Edit", func(tx *Tx) error {
		return firstError(tx.PutStatement(&s), tx.DeleteStatement(ids[2]), tx.PutStatement(&added))
	})
	var steps [2]int
	d, err := f.Compare(ctx, then, 10, func(done, total int) { steps = [2]int{done, total} })
	must(t, err)
	var lines []string
	for _, s := range d.Statements {
		lines = append(lines, fmt.Sprint(s.What, " ", s.Then.Text, "|", s.Now.Text))
	}
	if got, want := strings.Join(lines, "; "), "0 said 2|; 1 said 1|said otherwise; 2 |said since"; got != want {
		t.Errorf("is %s, want %s", got, want)
	}
	if d.Kinds[storage.StatementRecord] != (DifferenceCount{1, 1, 1}) || steps[0] != steps[1] || steps[1] == 0 {
		t.Errorf("counted %+v, told %v", d.Kinds, steps)
	}
	if line := d.Statements[0].Then; line.Speaker == "" || line.Verb == "" || line.When == "" {
		t.Errorf("the line is %+v", line)
	}
	if d, err := f.Compare(ctx, then, 1, nil); err != nil || len(d.Statements) != 1 {
		t.Errorf("with a limit of 1: %v, %v", d.Statements, err)
	}
}

// TestBringBackSwappedNames: two labels that must be unique changed places.
func TestBringBackSwappedNames(t *testing.T) {
	f := newProject(t, testOptions())
	w := newWorld(t, f)
	s := w.statement(1)
	do(t, f, "Add", func(tx *Tx) error { return tx.PutStatement(&s) })
	verbs, err := f.Verbs(context.Background())
	must(t, err)
	then, before := stateAside(t, f, "then"), dump(t, f)
	do(t, f, "Swap", func(tx *Tx) error {
		a, b := verbs[0], verbs[1]
		a.Label, b.Label = "meanwhile", a.Label
		if err := firstError(tx.PutVerb(&a), nil); err != nil {
			return err
		}
		a.Label = verbs[1].Label
		b2 := verbs[1]
		b2.Label = "meanwhile too"
		return firstError(tx.PutVerb(&b2), tx.PutVerb(&a), tx.PutVerb(&b))
	})
	after := dump(t, f)
	_, err = f.BringBack(context.Background(), then, "Go back")
	must(t, err)
	if got := dump(t, f); got != before {
		t.Errorf("brought back\n%s", got)
	}
	_, err = f.Undo(context.Background())
	must(t, err)
	if got := dump(t, f); got != after {
		t.Errorf("undo left\n%s", got)
	}
	checkSound(t, f)
}

// TestBringBackKeepsThePresent as a backup, and refuses without one.
func TestBringBackKeepsThePresent(t *testing.T) {
	ctx := context.Background()
	k := newKeeper()
	f := reopen(t, edited(t, k.opt))
	then := stateAside(t, f, "then")
	do(t, f, "Add", addActor)
	k.later(time.Minute)
	present := dump(t, f)
	folder := BackupFolder(f.Path(), "")
	backupsOf(t, f)
	must(t, os.RemoveAll(folder))
	must(t, os.WriteFile(folder, nil, 0o600))
	if _, err := f.BringBack(ctx, then, "Go back"); err == nil || !strings.Contains(err.Error(), "Nothing was brought back") {
		t.Errorf("without room for a backup: %v", err)
	}
	if dump(t, f) != present {
		t.Error("something was changed")
	}
	must(t, os.Remove(folder))
	_, err := f.BringBack(ctx, then, "Go back")
	must(t, err)
	list := backupsOf(t, f)
	if reasons(list) != "restore" || dumpOf(t, list[0].Path) != present {
		t.Errorf("the backups are %v", list)
	}
	if name, _ := f.UndoName(ctx); name != "Go back" {
		t.Errorf("undo would take back %q", name)
	}
}

// TestBringBackRefuses what cannot be trusted; nothing changes.
func TestBringBackRefuses(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	newCrowd(t, f, 3, 20)
	then := stateAside(t, f, "then")
	read := func() []byte {
		content, err := os.ReadFile(then)
		must(t, err)
		return content
	}
	whole := read()
	do(t, f, "Add", addActor)
	elsewhere(t, then, "UPDATE statement SET gist = 'forged' WHERE id = (SELECT min(id) FROM statement)")
	forged := read()
	must(t, os.WriteFile(then, whole, 0o600))
	elsewhere(t, then, "CREATE TRIGGER evil AFTER DELETE ON actor BEGIN DELETE FROM statement; END")
	evil := read()
	before := dump(t, f)
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"forged": {forged, "does not hold what it says"},
		"evil":   {evil, "did not put there"},
		"cut":    {whole[:len(whole)/2], "damaged"},
		"text":   {[]byte("once upon a time"), "not a Saywhen project"},
		"empty":  {nil, "is empty"},
	} {
		if _, err := f.BringBack(ctx, writeFile(t, c.content), "Go back"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s gave %v", name, err)
		}
	}
	if _, err := f.BringBack(ctx, filepath.Join(t.TempDir(), "none"+Extension), "Go back"); err == nil {
		t.Error("a file that is not there was brought back")
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := f.BringBack(cancelled, then, "Go back"); err == nil {
		t.Error("was not stopped")
	}
	if got := dump(t, f); got != before {
		t.Error("something was changed")
	}
	checkSound(t, f)
}

// TestBringBackIntoAReadOnlyProject is refused like any write.
func TestBringBackIntoAReadOnlyProject(t *testing.T) {
	f := edited(t, testOptions())
	then := stateAside(t, f, "then")
	g, err := Open(context.Background(), f.Path(), testOptions())
	must(t, err)
	defer g.Close()
	if _, err := g.BringBack(context.Background(), then, "Go back"); reflect.TypeOf(err) != reflect.TypeFor[*ReadOnlyError]() {
		t.Errorf("gave %v", err)
	}
	if d, err := g.Compare(context.Background(), then, 10, nil); err != nil || !d.Empty() {
		t.Errorf("comparing gave %+v, %v", d, err)
	}
}
