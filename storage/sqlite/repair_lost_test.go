package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
)

// without makes the pages on which the rows of a table lie unreadable.
func (d damageable) without(t testing.TB, table string) []byte {
	t.Helper()
	content, hit := bytes.Clone(d.content), 0
	for id, on := range d.pages {
		if name, _, _ := strings.Cut(id, " "); name == table {
			clear(content[(on[0]-1)*4096:][:4096])
			hit++
		}
	}
	if hit == 0 {
		t.Fatalf("there are no rows of %s", table)
	}
	return content
}

func countOf(r *Rescue, name string) RescuedTable {
	i := slices.IndexFunc(r.Tables, func(t RescuedTable) bool { return t.Name == rowNames[name] })
	return r.Tables[i]
}

// TestRepairFromTheHistory loses every table in turn: what was typed by hand is
// all in the history, and the revision proves that it is back.
func TestRepairFromTheHistory(t *testing.T) {
	d := newDamageable(t, 60, true)
	for _, table := range []string{"meta", "actor", "document", "claim", "statement", "citation", "position", "span", "tagging"} {
		t.Run(table, func(t *testing.T) {
			_, r := repaired(t, d.without(t, table))
			c := countOf(r, table)
			if !c.MayMiss || c.Rescued > 0 || table != "meta" && (c.FromHistory == 0 || !r.Complete) {
				t.Errorf("complete: %v, %+v, mended %v", r.Complete, c, r.Mended)
			}
		})
	}
}

// TestRepairFromIndexes loses tables whose rows an index holds, without a history.
func TestRepairFromIndexes(t *testing.T) {
	d := newDamageable(t, 60, false)
	for _, table := range []string{"party", "relation", "tag", "tagging"} {
		t.Run(table, func(t *testing.T) {
			f, r := repaired(t, d.without(t, table))
			c := countOf(r, table)
			if c.FromIndex == 0 || c.Rescued+c.FromHistory+len(c.Lost) > 0 {
				t.Errorf("%+v", c)
			}
			n := 0
			for id := range allRows(t, f) {
				if strings.HasPrefix(id, table+" ") {
					n++
				}
			}
			if n != c.FromIndex {
				t.Errorf("%d rows are there, %d came from an index", n, c.FromIndex)
			}
		})
	}
}

// TestRepairWithoutSpeakers loses all actors for good: each statement still comes
// over, and whoever said it is called “(lost)”, but for those whose alias is known.
func TestRepairWithoutSpeakers(t *testing.T) {
	d := newDamageable(t, 200, false)
	f, r := repaired(t, d.without(t, "actor"))
	ctx := context.Background()
	if c := countOf(r, "statement"); c.Rescued != 202 {
		t.Errorf("%d statements came over", c.Rescued)
	}
	if c := countOf(r, "actor"); c.Made == 0 || c.Rescued > 0 || len(c.Lost) == 0 && c.Made < 14 {
		t.Errorf("actors: %+v", c)
	}
	actors, err := f.Actors(ctx)
	must(t, err)
	for _, a := range actors {
		if a.Name != lostName {
			t.Errorf("an actor is called %q", a.Name)
		}
	}
	i := slices.IndexFunc(r.Mended, func(p Problem) bool { return p.Kind == storage.StatementRecord })
	if i < 0 || !strings.Contains(r.Mended[i].String(), "“(lost)” stands for it") {
		t.Errorf("no statement is said to have lost its speaker: %v", r.Mended[:min(5, len(r.Mended))])
	}
}

// TestRepairWithoutStatements loses all statements for good: what hangs on one
// still comes over, with a speaker whom an index knows.
func TestRepairWithoutStatements(t *testing.T) {
	d := newDamageable(t, 200, false)
	f, r := repaired(t, d.without(t, "statement"))
	c := countOf(r, "statement")
	if c.Made == 0 || c.Made+len(c.Lost) != 202 {
		t.Errorf("%+v", c)
	}
	if q := countOf(r, "citation"); q.Rescued == 0 || len(q.Lost) > 0 {
		t.Errorf("quotes: %+v", q)
	}
	columns, err := f.Columns(context.Background(), nil)
	must(t, err)
	speakers := map[storage.ID]bool{}
	for _, id := range columns.Speaker {
		speakers[id] = true
	}
	if len(speakers) < 5 {
		t.Errorf("the statements have %d speakers", len(speakers))
	}
}

// TestRepairOfTheFirstPage loses the page that says where everything is.
func TestRepairOfTheFirstPage(t *testing.T) {
	d := newDamageable(t, 120, false)
	for name, spoil := range map[string]func(b []byte){
		"all of it":       func(b []byte) { clear(b[:4096]) },
		"the head":        func(b []byte) { clear(b[:100]) },
		"the page size":   func(b []byte) { binary.BigEndian.PutUint16(b[16:], 1024) },
		"the reserve":     func(b []byte) { b[20] = 200 },
		"the application": func(b []byte) { b[68] ^= 4 },
		"the version":     func(b []byte) { b[60] = 4 },
	} {
		t.Run(name, func(t *testing.T) {
			content := bytes.Clone(d.content)
			spoil(content)
			f, r := repaired(t, content)
			if name == "all of it" {
				if c := countOf(r, "statement"); c.Rescued != 122 {
					t.Errorf("%d statements came over", c.Rescued)
				}
				return
			}
			compareRows(t, d.rows, allRows(t, f))
		})
	}
}

// TestRepairOfSwappedPages: each row is where it should not be, and comes over.
func TestRepairOfSwappedPages(t *testing.T) {
	d := newDamageable(t, 200, false)
	chained := map[uint32]bool{}
	for _, on := range d.pages {
		for _, no := range on[1:] {
			chained[no] = true // a text with the pages of another is another text
		}
	}
	must(t, dugIn(t, writeFile(t, d.content)).file.Free(func(no uint32) { chained[no] = true })) // nor does what is free count
	r := rand.New(rand.NewPCG(3, 3))
	for range 6 {
		content := bytes.Clone(d.content)
		pick := func() uint32 {
			for {
				if no := uint32(2 + r.IntN(len(content)/4096-1)); !chained[no] {
					return no
				}
			}
		}
		i, j := pick(), pick()
		copy(content[(i-1)*4096:][:4096], d.content[(j-1)*4096:])
		copy(content[(j-1)*4096:][:4096], d.content[(i-1)*4096:])
		f, _ := repaired(t, content)
		compareRows(t, d.rows, allRows(t, f))
	}
}

// TestRepairKeepsDeletedTextDeleted: what lies on free pages stays there.
func TestRepairKeepsDeletedTextDeleted(t *testing.T) {
	b := newCasebook(t)
	c := newCrowd(t, b.File, 4, 300)
	gone := c.statements[100:250]
	do(t, b.File, "Delete", func(tx *Tx) error {
		for _, s := range gone {
			if err := tx.DeleteStatement(s.ID); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, b.Forget(context.Background()))
	must(t, b.Close())
	content, err := os.ReadFile(b.Path())
	must(t, err)
	d := dugIn(t, b.Path())
	clear(content[(d.schema["tagging"].root-1)*4096:][:4096])
	f, _ := repaired(t, content)
	for _, s := range gone {
		if _, err := f.Statement(context.Background(), s.ID); !errors.Is(err, ErrNotFound) {
			t.Fatalf("statement %d is back (%v)", s.ID, err)
		}
	}
}

// TestRepairOfAnUnfinishedCommit reads the journal that a crash left, in a copy.
func TestRepairOfAnUnfinishedCommit(t *testing.T) {
	f := newProject(t, testOptions())
	newPlayground(t, f)
	must(t, f.Close())
	s := &soak{t: t, Figures: map[string]int{}}
	for n := 0; !hasJournal(f.Path()); n++ {
		if n == 200 {
			t.Skip("no kill left a journal")
		}
		s.killOne(0, []string{f.Path(), "11"})
	}
	whole := writeFile(t, nil)
	must(t, errors.Join(os.Remove(whole), copyFile(whole, f.Path()), copyFile(whole+"-journal", f.Path()+"-journal")))
	to := filepath.Join(t.TempDir(), "new"+Extension)
	r, err := Repair(context.Background(), whole, to, testOptions(), nil)
	must(t, err)
	if !r.Complete || len(r.Problems) > 0 {
		t.Errorf("complete: %v, %v", r.Complete, r.Problems)
	}
	if !hasJournal(whole) {
		t.Error("the journal beside the damaged file is gone")
	}
	onlyFiles(t, filepath.Dir(to), filepath.Base(to))
}

func TestRepairRefuses(t *testing.T) {
	ctx := context.Background()
	good := plainProject(t)
	open := newProject(t, testOptions())
	there := writeFile(t, good)
	newer := bytes.Clone(good)
	newer[63] = 9
	for _, c := range []struct{ name, path, to, want string }{
		{"text", writeFile(t, []byte(strings.Repeat("He said so.\n", 900))), "", "Nothing of a Saywhen project"},
		{"empty", writeFile(t, nil), "", "is empty"},
		{"folder", t.TempDir(), "", "is a folder"},
		{"foreign", writeFile(t, altered(t, nil, "CREATE TABLE moz (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO moz VALUES (5, 'x')")), "", "another program"},
		{"newer", writeFile(t, newer), "", "newer Saywhen"},
		{"open elsewhere", open.Path(), "", "another window"},
		{"onto a file", writeFile(t, good), there, "there already"},
		{"onto itself", there, there, "there already"},
		{"no folder", writeFile(t, good), filepath.Join(t.TempDir(), "no", "x.saywhen"), "does not exist"},
	} {
		t.Run(c.name, func(t *testing.T) {
			to := c.to
			if to == "" {
				to = filepath.Join(t.TempDir(), "new"+Extension)
			}
			_, err := Repair(ctx, c.path, to, testOptions(), nil)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, not one with %q", err, c.want)
			}
			if _, err := os.Stat(to); c.to == "" && err == nil {
				t.Error("a project was made")
			}
		})
	}
}

func TestRepairStopsWhenAsked(t *testing.T) {
	path := writeFile(t, plainProject(t))
	for stop := range 4 {
		ctx, cancel := context.WithCancel(context.Background())
		to := filepath.Join(t.TempDir(), "new"+Extension)
		_, err := Repair(ctx, path, to, testOptions(), func(done, total int) {
			if done == stop {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped at step %d: %v", stop, err)
		}
		onlyFiles(t, filepath.Dir(to))
	}
}

func TestIsDamage(t *testing.T) {
	good := plainProject(t)
	for name, want := range map[string]bool{"cut": true, "never completed": true, "newer": false, "foreign": false} {
		content := map[string][]byte{
			"cut": good[:len(good)/2/4096*4096], "never completed": altered(t, good, "PRAGMA user_version = 0"),
			"newer": altered(t, good, "PRAGMA user_version = 99"), "foreign": altered(t, nil, "CREATE TABLE t (x)"),
		}[name]
		_, err := Inspect(writeFile(t, content))
		if IsDamage(err) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if IsDamage(nil) || IsDamage(sql.ErrNoRows) {
		t.Error("no damage is taken for some")
	}
}
