package sqlite

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A damaged or hostile file is opened, read, checked, edited and repaired in a
// child with little time and memory. SQLite keeps no checksums of its pages: the
// figures tell what noticed the damage first, and that nothing wrong was taken
// for right.

const (
	examineTime   = time.Minute
	examineMemory = 4 << 20 // KiB of address space
)

// examine does with a file what a person could, and says what came of it, a line
// a stage. Arguments: path, and the revision of the whole project or "".
func examine(args []string, out io.Writer) error {
	ctx := context.Background()
	path := args[0]
	noticed, err := examineOpen(ctx, path, args[1])
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "noticed", noticed)
	to := path + ".repaired" + Extension
	r, err := Repair(ctx, path, to, Options{NoBackup: true}, nil)
	var file *FileError
	if errors.As(err, &file) {
		fmt.Fprintln(out, "repair refused:", err)
		return nil
	}
	if err != nil {
		return fmt.Errorf("repair: %w", err)
	}
	rescued, lost := 0, 0
	for _, t := range r.Tables {
		rescued += t.Rescued + t.FromHistory + t.FromIndex
		lost += len(t.Lost)
	}
	for _, p := range r.Problems {
		fmt.Fprintln(out, "problem", p)
	}
	fmt.Fprintln(out, "repaired", rescued, lost, len(r.Mended), r.Complete)
	return nil
}

// examineOpen says what noticed the damage, or what nothing means.
func examineOpen(ctx context.Context, path, revision string) (noticed string, err error) {
	f, err := Open(ctx, path, Options{NoBackup: true})
	if err != nil {
		return "by opening it", mustExplain(err)
	}
	defer f.Close()
	if err := readAll(ctx, f); err != nil {
		return "by reading it", mustExplain(err)
	}
	problems, err := f.Check(ctx, nil)
	if err != nil {
		return "", fmt.Errorf("check: %w", err)
	}
	if len(problems) > 0 {
		return "by check: " + whatNoticed(problems), nil
	}
	now, err := f.recomputeRevision(ctx)
	if err != nil {
		return "", err
	}
	if revision != "" && now != revision {
		return "by nothing, and the content is another", nil
	}
	_, err = f.Do(ctx, "Edit", addActor)
	if err == nil {
		_, err = f.Undo(ctx)
	}
	if err != nil {
		return "by an edit", mustExplain(err)
	}
	return "by nothing: the content is whole", nil
}

// mustExplain passes nil for an error that is a sentence for a person.
func mustExplain(err error) error {
	var file *FileError
	if errors.As(err, &file) || errors.Is(err, errUnknownStep) {
		return nil
	}
	return fmt.Errorf("not explained: %w", err)
}

// whatNoticed sorts the first problem.
func whatNoticed(problems []Problem) string {
	first := problems[0].Message
	switch {
	case strings.Contains(first, "SQLite") || strings.Contains(first, "cannot be checked"):
		return "pages"
	case strings.Contains(first, "index of words"):
		return "index of words"
	case strings.Contains(first, "revision"):
		return "revision"
	case strings.Contains(first, "history"):
		return "history"
	}
	return "records"
}

// readAll reads what the window reads.
func readAll(ctx context.Context, f *File) error {
	_, infoErr := f.Info(ctx)
	_, columnsErr := f.Columns(ctx, nil)
	_, _, searchErr := f.Search(ctx, "said", 50)
	documents, documentErr := f.Documents(ctx)
	for _, d := range documents {
		if _, err := f.Document(ctx, d.ID); documentErr == nil {
			documentErr = err
		}
	}
	return firstError(infoErr, columnsErr, searchErr, documentErr)
}

// examined lets a child examine a file, and sorts what it says into figures.
func (s *soak) examined(path, revision, what string) {
	t := s.t
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), examineTime)
	defer cancel()
	c := exec.CommandContext(ctx, os.Args[0], path, revision)
	if runtime.GOOS != "windows" {
		limit := fmt.Sprintf(`ulimit -v %d && exec "$0" "$@"`, examineMemory)
		c = exec.CommandContext(ctx, "sh", "-c", limit, os.Args[0], path, revision)
	}
	c.Env = append(os.Environ(), childRole+"=examine")
	var out, words bytes.Buffer
	c.Stdout, c.Stderr = &out, &words
	if err := c.Run(); err != nil {
		t.Errorf("%s (%s): %v, after\n%s%.3000s", path, what, err, out.String(), words.String())
		return
	}
	for line := range strings.Lines(out.String()) {
		line = strings.TrimSpace(line)
		kind, rest, _ := strings.Cut(line, " ")
		switch kind {
		case "noticed":
			s.count("noticed "+rest, 1)
			if strings.Contains(rest, "is another") {
				t.Errorf("%s (%s): %s", path, what, line)
			}
		case "problem":
			t.Errorf("%s (%s): the repaired project: %s", path, what, rest)
		case "repair":
			s.count("that repair refused", 1)
			t.Logf("%s: %s", what, line)
		case "repaired":
			s.countRepair(rest)
		}
	}
}

func (s *soak) countRepair(line string) {
	var rescued, lost, mended int
	var complete bool
	_, err := fmt.Sscan(line, &rescued, &lost, &mended, &complete)
	must(s.t, err)
	s.count("repaired", 1)
	s.count("rows rescued", rescued)
	s.count("rows known to be lost", lost)
	s.count("rows mended", mended)
	if complete {
		s.count("repaired and proved complete", 1)
	}
}

// damages are ways in which a disk, a cable or a program spoils a file.
var damages = []struct {
	name  string
	spoil func(r *rand.Rand, b []byte) []byte
}{
	{"bits flipped", func(r *rand.Rand, b []byte) []byte {
		for range 1 + r.IntN(8) {
			b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		}
		return b
	}},
	{"cut short", func(r *rand.Rand, b []byte) []byte { return b[:r.IntN(len(b))] }},
	{"pages swapped", func(r *rand.Rand, b []byte) []byte {
		i, j := 4096*r.IntN(len(b)/4096), 4096*r.IntN(len(b)/4096)
		first := bytes.Clone(b[i : i+4096])
		copy(b[i:i+4096], b[j:j+4096])
		copy(b[j:j+4096], first)
		return b
	}},
	{"pages of zeros", func(r *rand.Rand, b []byte) []byte {
		for range 1 + r.IntN(3) {
			clear(b[4096*r.IntN(len(b)/4096):][:4096])
		}
		return b
	}},
	{"sectors of noise", func(r *rand.Rand, b []byte) []byte {
		for range 1 + r.IntN(3) {
			for i := range b[512*r.IntN(len(b)/512):][:512] {
				b[i] = byte(r.IntN(256))
			}
		}
		return b
	}},
}

// TestSoakDamage spoils copies of a project.
func TestSoakDamage(t *testing.T) {
	s := newSoak(t, "damage", 5, 500)
	path := s.project(func(f *File) {
		newCrowd(t, f, 5, 500)
		newPlayground(t, f)
	})
	whole, err := os.ReadFile(path)
	must(t, err)
	f, err := Open(t.Context(), path, Options{ReadOnly: true})
	must(t, err)
	revision, err := f.Revision(t.Context())
	must(t, err)
	must(t, f.Close())
	s.each(func(r *rand.Rand, i int) {
		d := damages[i%len(damages)]
		copied := writeFile(t, d.spoil(r, bytes.Clone(whole)))
		s.examined(copied, revision, fmt.Sprintf("%s, round %d", d.name, i))
		s.count("copies", 1)
		must(t, os.RemoveAll(filepath.Dir(copied)))
	})
}

// hostiles are files that someone made to do harm: what runs by itself, what never
// ends, what takes all memory, what points elsewhere.
var hostiles = []struct {
	name string
	make func(t *testing.T, project []byte) []byte
}{
	{"trigger that deletes", sqlOn("CREATE TRIGGER x AFTER UPDATE ON actor BEGIN DELETE FROM statement; END")},
	{"trigger that loads code", sqlOn("CREATE TRIGGER y AFTER INSERT ON tag BEGIN SELECT load_extension('x'); END")},
	{"trigger that writes a file", sqlOn("CREATE TRIGGER z AFTER INSERT ON actor BEGIN SELECT writefile('PWNED', 'x'); END")},
	{"trigger without end", sqlOn(`CREATE TRIGGER e AFTER INSERT ON tag BEGIN
		INSERT INTO tag (name) SELECT new.name || x FROM (WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c); END`)},
	{"view in the place of a table", sqlOn("DROP TABLE tagging; CREATE VIEW tagging AS SELECT 1 AS id, 2 AS statement_id, 3 AS tag_id")},
	{"view without end", sqlOn("CREATE VIEW v AS WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c")},
	{"unknown module", sqlOn("PRAGMA writable_schema = 1; INSERT INTO sqlite_schema VALUES ('table', 'z', 'z', 0, 'CREATE VIRTUAL TABLE z USING nosuch (x)')")},
	{"two tables on one page", sqlOn("PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'span') WHERE name = 'position'")},
	{"table on page 1", sqlOn("PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'statement'")},
	{"schema of a megabyte", sqlOn("PRAGMA writable_schema = 1; INSERT INTO sqlite_schema VALUES ('view', 'm', 'm', 0, 'CREATE VIEW m AS SELECT ' || replace(hex(zeroblob(400000)), '00', '(') || '1')")},
	{"history of foreign tables", sqlOn(`INSERT INTO undo (name, at, bytes, changes) VALUES ('x', 0, 9,
		'{"rows":[{"t":"sqlite_schema","n":[1,"table","x","x",3,""]}]}')`)},
	{"history of a thousand brackets", sqlOn(`INSERT INTO undo (name, at, bytes, changes) VALUES ('x', 0, 9,
		'{"rows":' || replace(hex(zeroblob(50000)), '00', '[') )`)},
	{"zone outside", sqlOn("UPDATE statement SET zone = '../../../../etc/passwd'")},
	{"date of ages", sqlOn("UPDATE statement SET edtf = 'Y-17E7/' || replace(hex(zeroblob(5000)), '00', '9') WHERE es IS NOT NULL")},
	{"actors in a ring", sqlOn(`INSERT INTO actor (id, kind, name) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
		SELECT i + 1000, 'group', 'ring ' || i FROM n; UPDATE actor SET parent_id = CASE id WHEN 21000 THEN 1001 ELSE id + 1 END WHERE id BETWEEN 1001 AND 21000`)},
	{"spans to the moon", sqlOn("PRAGMA ignore_check_constraints = 1; UPDATE span SET start = -9223372036854775808, stop = 9223372036854775807")},
	{"free pages in a ring", func(t *testing.T, b []byte) []byte {
		binary.BigEndian.PutUint32(b[32:], 5)
		binary.BigEndian.PutUint32(b[36:], 1000)
		binary.BigEndian.PutUint32(b[4*4096:], 5)
		return b
	}},
	{"claims two thousand million pages", func(t *testing.T, b []byte) []byte {
		binary.BigEndian.PutUint32(b[28:], 0x7fffffff)
		return b
	}},
	{"trees in rings", func(t *testing.T, b []byte) []byte {
		for at := 4096; at < len(b); at += 4096 {
			if b[at] == 5 || b[at] == 2 { // the last child of each inner page is itself
				binary.BigEndian.PutUint32(b[at+8:], uint32(at/4096+1))
			}
		}
		return b
	}},
	{"rows of gigabytes", func(t *testing.T, b []byte) []byte {
		for at := 4096; at < len(b); at += 4096 {
			if b[at] == 13 && binary.BigEndian.Uint16(b[at+3:]) > 0 {
				cell := at + int(binary.BigEndian.Uint16(b[at+8:]))%4080
				copy(b[cell:], []byte{0x87, 0xff, 0xff, 0xff, 0x7f})
			}
		}
		return b
	}},
	{"leaves that all share one chain", func(t *testing.T, b []byte) []byte {
		length := []byte{0x80 | byte(len(b)>>15), 0x80 | byte(len(b)>>8), byte(len(b)>>1) & 0x7f}
		for at := 4096; at < len(b); at += 4096 {
			for i := range min(int(binary.BigEndian.Uint16(b[at+3:])), 400) {
				if b[at] == 13 {
					copy(b[at+int(binary.BigEndian.Uint16(b[at+8+2*i:]))%4080:], length)
				}
			}
		}
		return b
	}},
}

// sqlOn runs SQL on the project as a stranger could.
func sqlOn(script string) func(*testing.T, []byte) []byte {
	return func(t *testing.T, project []byte) []byte { return altered(t, project, script) }
}

// TestSoakHostile examines each of them: nothing hangs, panics, takes all memory,
// or runs; no file appears that is not ours.
func TestSoakHostile(t *testing.T) {
	b := newCasebook(t)
	newCrowd(t, b.File, 2, 100)
	must(t, b.Close())
	project, err := os.ReadFile(b.Path())
	must(t, err)
	s := newSoak(t, "hostile", len(hostiles), len(hostiles))
	s.each(func(_ *rand.Rand, i int) {
		h := hostiles[i]
		path := writeFile(t, h.make(t, bytes.Clone(project)))
		s.examined(path, "", h.name)
		s.count("files", 1)
		for _, name := range folderOf(t, filepath.Dir(path)) {
			if !strings.HasPrefix(name, filepath.Base(path)) {
				t.Errorf("%s: the file %s appeared", h.name, name)
			}
		}
		if _, err := os.Stat("PWNED"); err == nil {
			t.Errorf("%s: it ran", h.name)
		}
	})
}

func folderOf(t testing.TB, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}
