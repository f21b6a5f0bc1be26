package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"saywhen/storage"
)

// writeNumbers adds statements in pairs, both with the number of their commit,
// and says the number after each commit: no reader may ever see half a pair. It
// ends after so many milliseconds, or when the file is no longer the one that it
// opened, with "gone". Arguments: path, milliseconds.
func writeNumbers(args []string, out io.Writer) error {
	ms, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	ctx := context.Background()
	f, err := Open(ctx, args[0], Options{NoBackup: true})
	if err != nil {
		return err
	}
	var n, speaker int64
	err = errors.Join(
		f.writer.scan("SELECT count(*) / 2 FROM statement", nil, &n),
		f.writer.scan("SELECT min(id) FROM actor", nil, &speaker))
	if err != nil {
		return err
	}
	for end := time.Now().Add(time.Duration(ms) * time.Millisecond); time.Now().Before(end); {
		n++
		_, err := f.Do(ctx, "Add a pair", func(tx *Tx) error { return addPair(tx, storage.ID(speaker), n) })
		var gone *GoneError
		if errors.As(err, &gone) {
			fmt.Fprintln(out, "gone")
			return nil
		}
		if err != nil {
			return err
		}
		fmt.Fprintln(out, n)
	}
	return f.Close()
}

func addPair(tx *Tx, speaker storage.ID, n int64) error {
	for range 2 {
		s := storage.Statement{Speaker: speaker, Verb: 1, Gist: fmt.Sprint("number ", n), Certainty: storage.NoCertainty}
		if err := tx.PutStatement(&s); err != nil {
			return err
		}
	}
	return nil
}

// TestSoakTwoPrograms lets one program write while another reads the same file: the
// second may only read, sees everything that was acknowledged, and never half a
// step.
func TestSoakTwoPrograms(t *testing.T) {
	s := newSoak(t, "two-programs", 1, 12)
	ms := 700
	if s.state != "" {
		ms = 5000
	}
	path := s.project(func(f *File) { addSpeaker(t, f, "Afkham") })
	s.each(func(*rand.Rand, int) {
		c := inChild("write", path, fmt.Sprint(ms))
		said, err := lines(c)
		must(t, err)
		first, ok := <-said
		if !ok {
			t.Fatal("the writer made no commit")
		}
		s.readBeside(path, first, said)
		must(t, c.Wait())
		f, err := Open(t.Context(), path, testOptions())
		must(t, err)
		checkNoProblems(t, f)
		must(t, f.Close())
	})
}

func checkNoProblems(t *testing.T, f *File) {
	t.Helper()
	problems, err := f.Check(t.Context(), nil)
	must(t, err)
	for _, p := range problems {
		t.Error(p)
	}
}

// readBeside reads while the writer writes, until it is done.
func (s *soak) readBeside(path, first string, said <-chan string) {
	t := s.t
	t.Helper()
	g, err := Open(t.Context(), path, testOptions())
	must(t, err)
	defer g.Close()
	if readOnly, _ := g.ReadOnly(); !readOnly {
		t.Fatal("the second program may write")
	}
	var forbidden *ReadOnlyError
	if _, err := g.Do(t.Context(), "Add", addActor); !errors.As(err, &forbidden) {
		t.Errorf("the second program's edit gave %v", err)
	}
	acknowledged, _ := strconv.Atoi(first)
	for open := true; open; {
		acknowledged, open = latest(said, acknowledged, s)
		var rows, pairs, last int
		err := g.read(t.Context(), func(q querier) error {
			return q.QueryRowContext(t.Context(), `SELECT count(*), count(DISTINCT gist),
				coalesce(max(CAST(substr(gist, 8) AS INTEGER)), 0) FROM statement`).Scan(&rows, &pairs, &last)
		})
		must(t, err)
		s.count("reads", 1)
		if rows != 2*pairs || last != pairs || last < acknowledged {
			t.Fatalf("the reader saw %d statements of %d commits, the last of number %d; %d were acknowledged", rows, pairs, last, acknowledged)
		}
	}
}

// latest takes what the writer has said by now; open is false when it is done.
func latest(said <-chan string, before int, s *soak) (number int, open bool) {
	number = before
	for {
		select {
		case line, ok := <-said:
			if !ok {
				return number, false
			}
			if n, err := strconv.Atoi(line); err == nil {
				number = n
				s.count("commits", 1)
			}
		default:
			return number, true
		}
	}
}

// TestSoakRenamedOver puts another project in the place of one that is being edited:
// nothing is written into the other, and everything that was acknowledged is in
// the first, which a second name keeps alive.
func TestSoakRenamedOver(t *testing.T) {
	s := newSoak(t, "renamed-over", 6, 100)
	s.each(func(r *rand.Rand, i int) {
		folder := t.TempDir()
		path, other, kept := filepath.Join(folder, "affair"+Extension), filepath.Join(folder, "other"+Extension), filepath.Join(folder, "kept"+Extension)
		for _, name := range []string{path, other} {
			f, err := Create(t.Context(), name, testOptions())
			must(t, err)
			addSpeaker(t, f, name)
			must(t, f.Close())
		}
		must(t, os.Link(path, kept))
		want, err := os.ReadFile(other)
		must(t, err)
		last := s.replaceWhileWritten(r, path, other)
		got, err := os.ReadFile(path)
		must(t, err)
		if !bytes.Equal(got, want) {
			t.Error("something was written into the file that took the place")
		}
		if _, err := os.Stat(path + "-journal"); err == nil {
			t.Error("a journal of the first file lies beside the second")
		}
		s.count("files replaced", 1)
		s.keptHolds(kept, last)
	})
}

// replaceWhileWritten renames other over path while a child writes, and gives the
// last number that the child acknowledged before it noticed.
func (s *soak) replaceWhileWritten(r *rand.Rand, path, other string) (last int) {
	t := s.t
	t.Helper()
	c := inChild("write", path, "60000")
	said, err := lines(c)
	must(t, err)
	noticed := false
	at := 1 + r.IntN(5)
	for line := range said {
		n, err := strconv.Atoi(line)
		noticed = noticed || line == "gone"
		if err != nil {
			continue
		}
		if last = n; n == at {
			must(t, os.Rename(other, path))
		}
		if n > at {
			s.count("commits that were under way", 1)
		}
	}
	if err := c.Wait(); err != nil || !noticed {
		t.Errorf("the writer ended with %v; noticed: %v", err, noticed)
	}
	return last
}

func (s *soak) keptHolds(kept string, last int) {
	s.t.Helper()
	f, err := Open(s.t.Context(), kept, testOptions())
	must(s.t, err)
	defer f.Close()
	var n int
	must(s.t, f.writer.scan("SELECT count(*) / 2 FROM statement", nil, &n))
	if n != last {
		s.t.Errorf("%d pairs are in the first file, %d were acknowledged", n, last)
	}
	checkNoProblems(s.t, f)
}
