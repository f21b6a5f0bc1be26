package sqlite

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	lib "modernc.org/sqlite/lib"

	"saywhen/storage"
)

// phases are what a disk may be full in the middle of. Each gets the open project
// and the folder.
var phases = []struct {
	name string
	do   func(t *testing.T, f *File, folder string) error
}{
	{"edit", func(t *testing.T, f *File, _ string) error {
		_, err := f.Do(t.Context(), "Add", func(tx *Tx) error { return longStatement(tx, 60) })
		return err
	}},
	{"import", func(t *testing.T, f *File, _ string) error {
		_, err := f.Import(t.Context(), "Import", func(tx *Tx) error { return longStatement(tx, 300) })
		return err
	}},
	{"undo", func(t *testing.T, f *File, _ string) error {
		_, err := f.Undo(t.Context())
		return err
	}},
	{"copy", func(t *testing.T, f *File, folder string) error {
		return f.SaveCopy(t.Context(), filepath.Join(folder, "copy"+Extension), Overwrite)
	}},
	{"create", func(t *testing.T, _ *File, folder string) error {
		path := filepath.Join(folder, "created"+Extension)
		f, err := Create(t.Context(), path, Options{NoBackup: true})
		if err != nil {
			if _, err := os.Stat(path); err == nil {
				t.Error("a project that could not be made is there")
			}
			return err
		}
		return f.Close()
	}},
	{"repair", func(t *testing.T, f *File, folder string) error {
		to := filepath.Join(folder, "repaired"+Extension)
		_ = os.Remove(to)
		_, err := Repair(t.Context(), filepath.Join(folder, "damaged"+Extension), to, Options{NoBackup: true}, nil)
		if _, there := os.Stat(to); err != nil && there == nil {
			t.Error("a project that could not be repaired is there")
		}
		return err
	}},
}

// longStatement adds statements of some length.
func longStatement(tx *Tx, n int) error {
	ids, err := tx.w.ids("SELECT min(id) FROM actor")
	if err != nil {
		return err
	}
	for i := range n {
		s := storage.Statement{Speaker: storage.ID(ids[0]), Verb: 1, Certainty: storage.NoCertainty, Gist: fmt.Sprint(i, strings.Repeat(" a long gist", 60))}
		if err := tx.PutStatement(&s); err != nil {
			return err
		}
	}
	return nil
}

// TestFullByPageCount is the same where no disk can be mounted: SQLite itself
// says that there is no room, at each number of pages in turn.
func TestFullByPageCount(t *testing.T) {
	for _, phase := range phases[:3] {
		t.Run(phase.name, func(t *testing.T) {
			f := newProject(t, testOptions())
			addSpeaker(t, f, "Afkham")
			do(t, f, "Add", func(tx *Tx) error { return longStatement(tx, 20) })
			var count int
			must(t, f.writer.scan("PRAGMA page_count", nil, &count))
			refusals := 0
			for more := 0; ; more += 7 {
				before := f.revision
				must(t, f.writer.script(fmt.Sprintf("PRAGMA max_page_count = %d", count+more)))
				err := phase.do(t, f, "")
				if err == nil {
					break
				}
				refusals++
				if primary, _ := code(err); primary != lib.SQLITE_FULL || !strings.Contains(err.Error(), "disk is full") {
					t.Fatalf("%d more pages: %v", more, err)
				}
				if f.revision != before {
					t.Fatalf("%d more pages: the project was changed", more)
				}
			}
			must(t, f.writer.script("PRAGMA max_page_count = 1000000"))
			checkSound(t, f)
			checkNoProblems(t, f)
			if refusals == 0 && phase.name != "undo" {
				t.Error("there was room every time")
			}
		})
	}
}
