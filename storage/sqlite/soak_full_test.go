package sqlite

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
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

// TestSoakFullDisk fills a small disk but for some random room and then edits,
// imports, undoes, copies, creates or repairs. When that fails, the error says
// that the disk is full, nothing is changed, and once there is room again it can
// be done in the window that was open all the while.
func TestSoakFullDisk(t *testing.T) {
	folder := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=8m", "saywhen", folder).CombinedOutput(); err != nil {
		t.Skipf("no small disk can be mounted here (%v: %s); TestFullByPageCount stands in for it", err, strings.TrimSpace(string(out)))
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", folder).Run() })
	s := newSoak(t, "full-disk", 12, 300)
	base := s.project(func(f *File) {
		newPlayground(t, f)
		do(t, f, "Add", func(tx *Tx) error { return longStatement(tx, 100) })
	})
	s.each(func(r *rand.Rand, i int) { s.fillAndTry(folder, base, r, i) })
}

func (s *soak) fillAndTry(folder, base string, r *rand.Rand, i int) {
	t := s.t
	t.Helper()
	emptyFolder(t, folder)
	path := filepath.Join(folder, "affair"+Extension)
	must(t, copyFile(path, base))
	must(t, copyFile(filepath.Join(folder, "damaged"+Extension), base))
	f, err := Open(t.Context(), path, Options{NoBackup: i%4 != 0})
	must(t, err)
	defer f.Close()
	before := f.revision
	free := fillDisk(t, folder, int64(r.IntN(600<<10)))
	phase := phases[i%len(phases)]
	err = phase.do(t, f, folder)
	free()
	if err != nil {
		s.count(phase.name+" refused", 1)
		var file *FileError
		if !errors.As(err, &file) || !strings.Contains(err.Error(), "full") {
			t.Errorf("%s on a full disk says %q", phase.name, err)
		}
		if f.revision != before {
			t.Errorf("a refused %s changed the project", phase.name)
		}
		checkNoProblems(t, f)
		if err := phase.do(t, f, folder); err != nil {
			t.Errorf("%s with room again: %v", phase.name, err)
		}
	} else {
		s.count(phase.name+" had room", 1)
	}
	after := f.revision
	checkNoProblems(t, f)
	must(t, f.Close())
	g, err := Open(t.Context(), path, testOptions())
	must(t, err)
	defer g.Close()
	if g.revision != after {
		t.Errorf("after %s and reopening the revision is another", phase.name)
	}
}

func emptyFolder(t testing.TB, folder string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, e := range entries {
		must(t, os.RemoveAll(filepath.Join(folder, e.Name())))
	}
}

// fillDisk leaves so many bytes free, until free is called.
func fillDisk(t testing.TB, folder string, room int64) (free func()) {
	t.Helper()
	path := filepath.Join(folder, "ballast")
	file, err := os.Create(path)
	must(t, err)
	block := make([]byte, 64<<10)
	size := int64(0)
	for {
		n, err := file.Write(block)
		size += int64(n)
		if err != nil {
			break // full
		}
	}
	must(t, file.Truncate(max(0, size-room)))
	must(t, file.Close())
	return func() { must(t, os.Remove(path)) }
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
