package sqlite

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSoakFullDisk fills a small disk but for some random room and then edits,
// imports, undoes, copies, creates or repairs. When that fails, the error says
// that the disk is full, nothing is changed, and once there is room again it can
// be done in the window that was open all the while.
func TestSoakFullDisk(t *testing.T) {
	folder, inside := onSmallDisk(t, "size=8m")
	if !inside {
		if os.Getenv(soakFolder) != "" && !t.Failed() {
			newSoak(t, "full-disk", 0, 300).report() // what the child counted
		}
		return
	}
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
