package sqlite

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
)

// repaired repairs a copy of a file of these bytes, wants the new project to be
// sound and the damaged one to be as it was, and gives the new one, open.
func repaired(t testing.TB, content []byte) (*File, *Rescue) {
	t.Helper()
	folder := t.TempDir()
	path, to := filepath.Join(folder, "damaged"+Extension), filepath.Join(folder, "new"+Extension)
	must(t, os.WriteFile(path, content, 0o600))
	r, err := Repair(context.Background(), path, to, testOptions(), nil)
	must(t, err)
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, content) {
		t.Error("the damaged file was changed")
	}
	onlyFiles(t, folder, "damaged"+Extension, "new"+Extension)
	for _, p := range r.Problems {
		t.Errorf("the new project: %s", p)
	}
	f, err := Open(context.Background(), to, testOptions())
	must(t, err)
	t.Cleanup(func() { f.Close() })
	return f, r
}

func onlyFiles(t testing.TB, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	var there []string
	for _, e := range entries {
		there = append(there, e.Name())
	}
	if !slices.Equal(there, names) {
		t.Errorf("the folder holds %q, not %q", there, names)
	}
}

// allRows are the content rows of a project as text, by table and id.
func allRows(t testing.TB, f *File) map[string]string {
	t.Helper()
	rows := map[string]string{}
	for _, tab := range f.tables.list {
		list, err := f.writer.rows(tab, "")
		must(t, err)
		for _, row := range list {
			if tab.counts(row) {
				rows[fmt.Sprint(tab.name, " ", row[0])] = fmt.Sprintf("%q", row)
			}
		}
	}
	return rows
}

// contentOf counts the rows of a project, without the ids that nobody wrote.
func contentOf(t testing.TB, f *File) map[string]string {
	t.Helper()
	rows := map[string]string{}
	for _, tab := range f.tables.list {
		list, err := f.writer.rows(tab, "")
		must(t, err)
		for _, row := range list {
			if tab.counts(row) {
				rows[fmt.Sprintf("%s %q", tab.name, row[tab.hashFrom:])] += "I"
			}
		}
	}
	return rows
}

// TestRepairOfAWholeFile brings everything over, unchanged: the revision is the
// same.
func TestRepairOfAWholeFile(t *testing.T) {
	ctx := context.Background()
	b := newCasebook(t)
	newCrowd(t, b.File, 3, 300)
	must(t, undoAndImport(ctx, b))
	want, err := b.Revision(ctx)
	must(t, err)
	rows := allRows(t, b.File)
	must(t, b.Close())
	content, err := os.ReadFile(b.Path())
	must(t, err)
	f, r := repaired(t, content)
	got, err := f.Revision(ctx)
	must(t, err)
	if got != want || !r.Complete {
		t.Errorf("revision %s, not %s; complete: %v", got, want, r.Complete)
	}
	if len(r.Mended)+len(r.Dropped)+r.BadPages > 0 {
		t.Errorf("mended %v, dropped %v, %d bad pages", r.Mended, r.Dropped, r.BadPages)
	}
	for _, table := range r.Tables {
		if table.FromHistory+table.FromIndex+table.Made+len(table.Lost) > 0 || table.MayMiss {
			t.Errorf("%s: %+v", table.Name, table)
		}
	}
	compareRows(t, rows, allRows(t, f))
	if _, err := f.Undo(ctx); err != ErrNothingToUndo {
		t.Errorf("undo in the new project gave %v", err)
	}
}

// compareRows wants every row of one project in the other.
func compareRows(t testing.TB, want, got map[string]string) {
	t.Helper()
	wrong := 0
	for id, row := range want {
		if got[id] != row {
			if wrong++; wrong < 10 {
				t.Errorf("%s is %.300s, not %.300s", id, got[id], row)
			}
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d rows, not %d", len(got), len(want))
	}
}

// damageable is a project of 2,000 statements on a few hundred pages, and where
// each of its rows lies.
type damageable struct {
	content []byte
	rows    map[string]string
	pages   map[string][]uint32 // of a row, with its overflow chain
	history bool
}

// newDamageable makes the project; without a history, what is lost can come from
// nowhere.
func newDamageable(t testing.TB, statements int, history bool) damageable {
	t.Helper()
	b := newCasebook(t)
	newCrowd(t, b.File, 8, statements)
	long := storage.Document{Title: "A long article", Versions: []storage.Version{{Number: 1, Text: strings.Repeat("A long text, با کلمات. ", 3000)}}}
	do(t, b.File, "Add", func(tx *Tx) error { return tx.PutDocument(&long) })
	if !history {
		must(t, b.Forget(context.Background()))
	}
	d := damageable{rows: allRows(t, b.File), pages: map[string][]uint32{}, history: history}
	must(t, b.Close())
	var err error
	d.content, err = os.ReadFile(b.Path())
	must(t, err)
	dug := dugIn(t, b.Path())
	for _, l := range dug.lodes {
		for _, p := range l.rows {
			n, err := dug.file.Node(p.page)
			must(t, err)
			on := []uint32{p.page}
			_, _, err = n.Payload(int(p.cell), func(no uint32) bool { on = append(on, no); return true })
			must(t, err)
			d.pages[fmt.Sprint(l.name, " ", p.id)] = on
		}
	}
	return d
}

// dugIn digs in a file.
func dugIn(t testing.TB, path string) *dig {
	t.Helper()
	w, err := openDamaged(context.Background(), path, t.TempDir())
	must(t, err)
	t.Cleanup(w.close)
	d, err := w.digBest(context.Background())
	must(t, err)
	return d
}

// spoilPages fills pages with what makes no page.
func (d damageable) spoilPages(r *rand.Rand, n int) (content []byte, bad map[uint32]bool) {
	content, bad = bytes.Clone(d.content), map[uint32]bool{}
	for range n {
		no := uint32(1 + r.IntN(len(content)/4096))
		bad[no] = true
		page := content[(no-1)*4096:][:4096]
		for i := range page {
			page[i] = byte(r.IntN(256))
		}
		if r.IntN(2) == 0 {
			clear(page)
		}
	}
	return content, bad
}

// TestRepairBringsOverWhatIsNotOnDamagedPages is the promise: whichever pages are
// gone, every row that does not lie on them is in the new project; rows of
// trees may only lose what they refer to.
func TestRepairBringsOverWhatIsNotOnDamagedPages(t *testing.T) {
	rounds := 3
	d := newDamageable(t, 2000, false)
	r := rand.New(rand.NewPCG(6, 14))
	for round := range rounds {
		content, bad := d.spoilPages(r, 1+round%6)
		f, rescue := repaired(t, content)
		got := allRows(t, f)
		missing, changed, lost := 0, 0, 0
		for id, row := range d.rows {
			onBad := slices.ContainsFunc(d.pages[id], func(no uint32) bool { return bad[no] })
			switch now, there := got[id]; {
			case onBad:
				lost++
			case !there && !d.hangsOnLost(t, id, bad):
				if missing++; missing < 5 {
					t.Errorf("pages %v: %s is missing: %.200s", bad, id, row)
				}
			case now != row:
				changed++
			}
		}
		if changed > len(rescue.Mended)+len(rescue.Dropped) {
			t.Errorf("pages %v: %d rows changed, but %d were mended and %d dropped", bad, changed, len(rescue.Mended), len(rescue.Dropped))
		}
		made := 0
		for _, table := range rescue.Tables {
			made += table.Made
		}
		for id := range got {
			if _, there := d.rows[id]; !there && !strings.HasPrefix(id, "span ") {
				made--
			}
		}
		if made < 0 {
			t.Errorf("pages %v: %d rows are new and not said to be", bad, -made)
		}
		t.Logf("round %d: %d of %d pages gone, %d of %d rows on them, %d mended, %d dropped", round, len(bad), len(content)/4096, lost, len(d.rows), len(rescue.Mended), len(rescue.Dropped))
		must(t, f.Close())
	}
}

// hangsOnLost reports whether a row says nothing without one that was lost.
func (d damageable) hangsOnLost(t testing.TB, id string, bad map[uint32]bool) bool {
	t.Helper()
	table, _, _ := strings.Cut(id, " ")
	return table == "span" || table == "relation" || table == "tagging"
}

// TestRepairOfPlantedFaults mends each fault that Check can name: the new project
// is sound (repaired sees to that), the statement is in it, and when all is said
// to have come over, it has.
func TestRepairOfPlantedFaults(t *testing.T) {
	whole := newCasebook(t)
	rows := contentOf(t, whole.File)
	must(t, whole.Close())
	sound, err := os.ReadFile(whole.Path())
	must(t, err)
	for _, tt := range plantedFaults {
		t.Run(tt.name, func(t *testing.T) {
			path := writeFile(t, sound)
			spoil(t, path, tt.fault...)
			content, err := os.ReadFile(path)
			must(t, err)
			f, r := repaired(t, content)
			s, err := f.Statement(context.Background(), whole.statement)
			must(t, err)
			if s.Gist != "The gist" || len(s.Positions) != 1 || len(s.Citations) != 1 || s.Citations[0].Quote == "" {
				t.Errorf("the statement came over as %+v", s)
			}
			if r.Complete {
				compareRows(t, rows, contentOf(t, f))
			}
		})
	}
}
