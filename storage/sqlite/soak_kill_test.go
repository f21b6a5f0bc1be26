package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"saywhen/storage"
)

// A kill is not a power cut: the pages that were written stay written, synced or
// not.

// editUntilKilled makes random edits, imports, merges, undo and redo in a project
// and says after each commit what it was and which revision came of it:
// "edit REVISION". Arguments: path, seed, and "backup" to keep backups.
func editUntilKilled(args []string, out io.Writer) error {
	seed, err := strconv.ParseUint(args[1], 10, 64)
	if err != nil {
		return err
	}
	f, err := Open(context.Background(), args[0], Options{NoBackup: len(args) < 3})
	if err != nil {
		return err
	}
	if readOnly, why := f.ReadOnly(); readOnly {
		return fmt.Errorf("read-only: %s", why)
	}
	e := &editor{r: rand.New(rand.NewPCG(seed, 5))}
	for {
		what, changed, err := e.act(f)
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		if !changed {
			continue
		}
		if _, err := fmt.Fprintln(out, what, f.revision); err != nil { // acknowledged from here on
			return err
		}
	}
}

// act does one thing and reports whether the file was changed. What is refused
// is no error.
func (e *editor) act(f *File) (what string, changed bool, err error) {
	ctx := context.Background()
	var change storage.Change
	switch n := e.r.IntN(12); {
	case n < 6:
		what = "edit"
		change, err = f.Do(ctx, "Edit", func(tx *Tx) error { return e.edit(tx) })
	case n == 6:
		what = "merge"
		change, err = f.Do(ctx, "Merge", func(tx *Tx) error { return e.merge(tx) })
	case n == 7:
		what = "import"
		change, err = f.Import(ctx, "Import", e.importSome)
	case n < 10:
		what = "undo"
		change, err = f.Undo(ctx)
	default:
		what = "redo"
		change, err = f.Redo(ctx)
	}
	if refused(err) {
		return what, false, nil
	}
	return what, err == nil && !change.Empty(), err
}

func refused(err error) bool {
	var field *FieldError
	return errors.As(err, &field) || errors.Is(err, ErrNotFound) || errors.Is(err, ErrNothingToUndo) || errors.Is(err, ErrNothingToRedo)
}

func (e *editor) merge(tx *Tx) error {
	if e.r.IntN(2) == 0 {
		return tx.MergeVerbs(e.pick(tx, "verb"), e.pick(tx, "verb"))
	}
	return tx.MergeActors(e.pick(tx, "actor"), e.pick(tx, "actor"))
}

// importSome puts some statements in, with what they need.
func (e *editor) importSome(tx *Tx) error {
	for range 5 + e.r.IntN(20) {
		if err := e.statement(tx); err != nil && !refused(err) {
			return err
		}
	}
	return nil
}

// newPlayground has something of each kind for the editor.
func newPlayground(t testing.TB, f *File) {
	t.Helper()
	e := &editor{r: rand.New(rand.NewPCG(1, 1))}
	for range 60 {
		if _, _, err := e.act(f); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSoakKill kills a writer at a random moment after its first commit, again and
// again. The file then has the revision that was acknowledged last, or the one
// that a single further step makes of it; Check finds nothing wrong.
func TestSoakKill(t *testing.T) {
	s := newSoak(t, "kill", 15, 500)
	path := s.project(func(f *File) { newPlayground(t, f) })
	s.each(func(r *rand.Rand, i int) {
		args := []string{path, fmt.Sprint(r.Uint64())}
		if i%5 == 0 {
			args = append(args, "backup")
		}
		last := s.killOne(time.Duration(r.IntN(40_000))*time.Microsecond, args)
		s.count("kills", 1)
		if hasJournal(path) {
			s.count("left a journal", 1)
		}
		s.afterKill(path, last)
	})
}

// killOne lets a child edit, kills it some time after its first commit and gives
// the last revision that it acknowledged.
func (s *soak) killOne(after time.Duration, args []string) (last string) {
	s.t.Helper()
	c := inChild("edit", args...)
	said, err := lines(c)
	must(s.t, err)
	line, ok := <-said
	if !ok {
		s.t.Fatal("the child made no commit")
	}
	timer := time.AfterFunc(after, func() { _ = c.Process.Kill() })
	defer timer.Stop()
	for ; ok; line, ok = <-said {
		what, revision, whole := strings.Cut(line, " ")
		if !whole || len(revision) != 64 {
			break // cut by the kill
		}
		last = revision
		s.count("commits of "+what, 1)
	}
	_ = c.Wait() // it was killed
	return last
}

// afterKill opens the file and looks whether anything is lost or torn.
func (s *soak) afterKill(path, last string) {
	t := s.t
	t.Helper()
	if _, err := Inspect(path); err != nil {
		t.Fatalf("Inspect after a kill: %v", err)
	}
	f, err := Open(t.Context(), path, testOptions())
	must(t, err)
	defer f.Close()
	if now := f.revision.String(); now != last {
		s.count("committed and not acknowledged", 1)
		if !oneStepFrom(t, f, last) {
			s.count("lost", 1)
			t.Fatalf("the revision is %s, not %s nor one step from it", now, last)
		}
	}
	problems, err := f.Check(t.Context(), nil)
	must(t, err)
	for _, p := range problems {
		t.Errorf("after a kill: %s", p)
	}
}

// oneStepFrom reports whether the last thing that was done made of that revision
// the present one: an edit or redo is taken back by undo, an undo by redo.
func oneStepFrom(t testing.TB, f *File, revision string) bool {
	t.Helper()
	ctx := context.Background()
	for _, step := range []struct {
		there, back func(context.Context) (storage.Change, error)
	}{
		{f.Undo, f.Redo}, {f.Redo, f.Undo},
	} {
		if _, err := step.there(ctx); refused(err) {
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		found := f.revision.String() == revision
		_, err := step.back(ctx)
		must(t, err)
		if found {
			return true
		}
	}
	return false
}

// TestOneStepFrom: the judge of the kills sees when a commit is lost.
func TestOneStepFrom(t *testing.T) {
	f := newProject(t, testOptions())
	var seen []string
	for range 3 {
		seen = append(seen, f.revision.String())
		do(t, f, "Add", addActor)
	}
	if !oneStepFrom(t, f, seen[2]) || oneStepFrom(t, f, seen[1]) || oneStepFrom(t, f, strings.Repeat("0", 64)) {
		t.Error("the last edit is not told from the one before it")
	}
	_, err := f.Undo(t.Context())
	must(t, err)
	if !oneStepFrom(t, f, seen[1]) || oneStepFrom(t, f, seen[0]) {
		t.Error("after an undo the steps are not told apart")
	}
}

// TestJournalsGo: after a kill the next write clears the journal away.
func TestJournalsGo(t *testing.T) {
	f := newProject(t, testOptions())
	newPlayground(t, f)
	must(t, f.Close())
	s := &soak{t: t, Figures: map[string]int{}}
	for range 3 {
		s.killOne(5*time.Millisecond, []string{f.Path(), "7"})
	}
	g, err := Open(t.Context(), f.Path(), testOptions())
	must(t, err)
	defer g.Close()
	do(t, g, "Add", addActor)
	if _, err := os.Stat(f.Path() + "-journal"); err == nil {
		t.Error("a journal is left")
	}
}
