package sqlite

import (
	"os"
	"strings"
	"testing"
)

// TestRepairProvesTheHistoryRight flips letters of texts, once in the rows and
// once in the history: the revision tells which of the two is right.
func TestRepairProvesTheHistoryRight(t *testing.T) {
	b := newCasebook(t)
	newCrowd(t, b.File, 8, 40)
	want := contentOf(t, b.File)
	must(t, b.Close())
	content, err := os.ReadFile(b.Path())
	must(t, err)
	for name, script := range map[string]string{
		"a row":                "UPDATE statement SET gist = 'gizt 7' WHERE gist = 'gist 7'",
		"rows of many kinds":   "UPDATE statement SET gist = 'x' || gist; UPDATE actor SET name = name || 'x'; UPDATE party SET pos = pos + 1",
		"the history":          `UPDATE undo SET changes = replace(changes, '"gist 7"', '"gizt 7"')`,
		"a row and a checksum": "UPDATE version SET text = 'y' || text",
		"both": `UPDATE statement SET gist = 'gizt 7' WHERE gist = 'gist 7';
			UPDATE undo SET changes = replace(changes, '"gist 9"', '"gizt 9"')`,
	} {
		t.Run(name, func(t *testing.T) {
			f, r := repaired(t, altered(t, content, script))
			if !r.Complete || len(r.Doubtful) > 0 {
				t.Errorf("complete: %v, doubtful %v", r.Complete, r.Doubtful)
			}
			compareRows(t, want, contentOf(t, f))
		})
	}
	t.Run("no revision", func(t *testing.T) {
		_, r := repaired(t, altered(t, content, `UPDATE meta SET value = 'x' WHERE key = 'revision';
			UPDATE statement SET gist = 'gizt 7' WHERE gist = 'gist 7'`))
		if len(r.Doubtful) != 1 || r.Complete || !strings.Contains(r.Doubtful[0].String(), "“gizt 7”: its gist") {
			t.Errorf("complete: %v, doubtful %v", r.Complete, r.Doubtful)
		}
	})
}

// TestRepairMendsOldFaults: faults that were there before the damage are in the
// history as well, which is no reason to keep them.
func TestRepairMendsOldFaults(t *testing.T) {
	for name, fault := range map[string]string{
		"a date":  "UPDATE statement SET es = es + 86400, ls = ls + 86400, ee = ee + 86400, le = le + 86400 WHERE es NOT NULL",
		"a quote": "UPDATE citation SET quote = 'Anna … lefd'",
		"a loop":  "UPDATE actor SET parent_id = (SELECT id FROM actor WHERE name = 'Anna') WHERE name = 'The state'",
	} {
		b := newCasebook(t)
		do(t, b.File, "Spoil", func(tx *Tx) error {
			_, err := tx.exec(fault)
			return err
		})
		must(t, b.Close())
		content, err := os.ReadFile(b.Path())
		must(t, err)
		if _, r := repaired(t, content); r.Complete || len(r.Mended) == 0 || len(r.Doubtful) == 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}
