package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"saywhen/storage"
)

// The crash test runs this test binary again as a child that commits and prints
// the number of each commit when it is done; the parent kills it at a random
// moment and looks at what is left. A kill is not a power cut: the pages that
// were written stay written, synced or not.

const crashPath = "SAYWHEN_CRASH_PATH"

func TestMain(m *testing.M) {
	if path := os.Getenv(crashPath); path != "" {
		if err := commitForever(path, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// commitForever adds statements, numbered in their gist; now and then it undoes
// and redoes one, or adds some as an import.
func commitForever(path string, out io.Writer) error {
	ctx := context.Background()
	f, err := Open(ctx, path, Options{NoBackup: true})
	if err != nil {
		return err
	}
	if readOnly, why := f.ReadOnly(); readOnly {
		return fmt.Errorf("read-only: %s", why)
	}
	var n int
	if err := f.writer.scan("SELECT count(*) FROM statement", nil, &n); err != nil {
		return err
	}
	var speaker storage.ID
	if err := f.writer.scan("SELECT id FROM actor", nil, &speaker); err != nil {
		return err
	}
	for {
		n++
		run := f.Do
		if n%7 == 0 {
			run = f.Import
		}
		_, err := run(ctx, "Add statement", func(tx *Tx) error {
			return tx.PutStatement(&storage.Statement{
				Speaker: speaker, Verb: 1, Gist: fmt.Sprint("number ", n), Addressees: []storage.ID{speaker}, Certainty: storage.NoCertainty,
			})
		})
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(out, n); err != nil { // acknowledged from here on
			return err
		}
		if n%5 == 0 {
			if _, err := f.Undo(ctx); err != nil {
				return err
			}
			if _, err := f.Redo(ctx); err != nil {
				return err
			}
		}
	}
}

// TestKill kills a writer 200 times during its commits. No statement that was
// acknowledged is lost, but for the one that is just being undone and redone;
// nothing is half there.
func TestKill(t *testing.T) {
	kills := 200
	if testing.Short() {
		kills = 20
	}
	f := newProject(t, testOptions())
	addSpeaker(t, f, "Afkham")
	must(t, f.Close())
	journals := 0
	r := rand.New(rand.NewPCG(9, 11))
	for range kills {
		acknowledged := killOne(t, f.Path(), time.Duration(r.IntN(25_000))*time.Microsecond)
		if hasJournal(f.Path()) {
			journals++
		}
		if _, err := Inspect(f.Path()); err != nil {
			t.Fatalf("Inspect after a kill: %v", err)
		}
		g, err := Open(context.Background(), f.Path(), testOptions())
		must(t, err)
		checkNumbers(t, g, acknowledged)
		must(t, g.Close())
	}
	g, err := Open(context.Background(), f.Path(), testOptions())
	must(t, err)
	defer g.Close()
	checkSound(t, g)
	do(t, g, "Add", addActor) // the next write also clears a journal that a kill left empty
	if _, err := os.Stat(filepath.Join(filepath.Dir(f.Path()), "affair.saywhen-journal")); err == nil {
		t.Error("a journal is left")
	}
	t.Logf("%d kills, %d left a journal", kills, journals)
}

// killOne starts a writer, kills it some time after its first commit, and gives
// the last commit that it acknowledged.
func killOne(t *testing.T, path string, after time.Duration) (acknowledged int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), crashPath+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("the child made no commit")
	}
	timer := time.AfterFunc(after, func() { _ = child.Process.Kill() })
	defer timer.Stop()
	for ok := true; ok; ok = lines.Scan() {
		if n, err := strconv.Atoi(lines.Text()); err == nil {
			acknowledged = n
		}
	}
	_ = child.Wait() // it was killed
	return acknowledged
}

// checkNumbers wants the statements 1 to n, each with its addressee.
func checkNumbers(t *testing.T, f *File, acknowledged int) {
	t.Helper()
	var n, parties int
	must(t, f.writer.scan("SELECT count(*), (SELECT count(*) FROM party) FROM statement", nil, &n, &parties))
	least := acknowledged
	if acknowledged%5 == 0 {
		least-- // its undo may be committed and its redo not
	}
	if n < least || parties != n {
		t.Fatalf("%d statements and %d addressees, but %d were acknowledged", n, parties, acknowledged)
	}
	var last string
	must(t, f.writer.scan("SELECT gist FROM statement ORDER BY id DESC LIMIT 1", nil, &last))
	if last != fmt.Sprint("number ", n) {
		t.Fatalf("the last of %d statements is %q", n, last)
	}
	counted, err := f.recomputeRevision(context.Background())
	must(t, err)
	if counted != f.revision.String() {
		t.Fatalf("the revision is %s, counted %s", f.revision, counted)
	}
	var ok string
	must(t, f.writer.scan("PRAGMA quick_check", nil, &ok))
	if ok != "ok" {
		t.Fatal(ok)
	}
}
