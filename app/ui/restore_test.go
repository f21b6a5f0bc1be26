package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// withBackups has a project with a backup of the sample and, since then, one
// statement more, one changed and one less.
func withBackups(t *testing.T) (*fixture, string) {
	t.Helper()
	f, path := newNamedFixture(t)
	f.session.SaveEntry(app.Entry{Speaker: "Hassan Rouhani", Verb: "said", When: "2014-07", Gist: "since then", Certainty: storage.NoCertainty}, func(storage.ID, error) {})
	ids := f.session.Index().Columns().ID
	gone, changed := ids[0], ids[1]
	f.session.Do("Edit", func(tx *sqlite.Tx) error {
		s, err := tx.Statement(changed)
		if err != nil {
			return err
		}
		s.Gist = "another gist"
		if err := tx.PutStatement(&s); err != nil {
			return err
		}
		return tx.DeleteStatement(gone)
	}, f.failed)
	f.settle()
	return f, path
}

// openBackups opens the window and waits for the comparison.
func openBackups(t *testing.T, f *fixture) *backupsView {
	t.Helper()
	var v *backupsView
	for end := time.Now().Add(10 * time.Second); v == nil && time.Now().Before(end); {
		f.acts.do("file.backups")
		f.until("the list", func() bool { return len(f.modals.open) > 0 && f.modals.open[0].name != "progress" })
		if f.modals.open[0].name != "backups" { // the backup is being made
			f.modals.escape()
			continue
		}
		v = f.outside.restore
	}
	if v == nil {
		t.Fatal("no backups are listed")
	}
	f.until("the comparison", func() bool { return !strings.Contains(shownText(v), "Comparing") })
	return v
}

func shownText(v *backupsView) string {
	var lines []string
	for _, p := range v.detail.text.ps {
		lines = append(lines, p.text)
	}
	return strings.Join(lines, "\n")
}

func TestBackupsShowWhatDiffers(t *testing.T) {
	f, _ := withBackups(t)
	v := openBackups(t, f)
	text := shownText(v)
	for _, want := range []string{"Since then", "1 statement added, 1 removed, 1 changed", "1 actor added", "Added: Hassan Rouhani said (2014-07)", "since then", "now: another gist", "Removed: "} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q in\n%s", want, text)
		}
	}
	if v.back.Disabled() || v.copy.Disabled() || !strings.Contains(backupLine(v.states[0]), "before the first change · 15 statements · ") {
		t.Errorf("the line is %s", backupLine(v.states[0]))
	}
	if f.win.Canvas().Focused() != fyne.Focusable(v.list) {
		t.Error("the list has not the keyboard")
	}
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if f.win.Canvas().Focused() != fyne.Focusable(v.copy) {
		t.Error("Enter does not lead to the buttons")
	}
}

func TestBringBackFromTheWindow(t *testing.T) {
	f, _ := withBackups(t)
	v := openBackups(t, f)
	v.back.press()
	f.until("the state", func() bool { return strings.HasPrefix(f.session.Status().Undo, "Go back to") })
	f.settle()
	if f.session.Index().Len() != 15 {
		t.Errorf("%d statements", f.session.Index().Len())
	}
	v = openBackups(t, f)
	if !v.states[1].Present || v.states[0].Reason != sqlite.BeforeRestore {
		t.Errorf("the backups are %+v", v.states)
	}
	v.key(fyne.KeyDown)
	if !strings.Contains(shownText(v), "as it is now") || !v.back.Disabled() {
		t.Errorf("the present state shows\n%s", shownText(v))
	}
	f.modals.escape()
	f.acts.do("edit.undo")
	f.settle()
	if _, ok := f.session.Lists().Known(app.ActorNames, "Hassan Rouhani"); !ok {
		t.Error("undo did not bring the actor back")
	}
}

func TestOpenACopyOfABackup(t *testing.T) {
	f, path := withBackups(t)
	v := openBackups(t, f)
	v.copy.press()
	if len(f.modals.open) != 1 || f.modals.open[0].name != "backup_copy" {
		t.Fatal("is not asked where")
	}
	f.modals.enter()
	f.until("the copy", func() bool { return f.session != nil && f.session.Path() != path })
	f.settle()
	if f.session.Index().Len() != 15 || !f.writable() || filepath.Dir(f.session.Path()) != filepath.Dir(path) {
		t.Errorf("%s has %d statements", f.session.Path(), f.session.Index().Len())
	}
}

func TestDamagedBackupIsNamed(t *testing.T) {
	f, _ := withBackups(t)
	openBackups(t, f)
	f.modals.escape()
	list, err := f.session.File().Backups()
	if err != nil || len(list) == 0 {
		t.Fatal(list, err)
	}
	if err := os.Truncate(list[0].Path, 9000); err != nil {
		t.Fatal(err)
	}
	v := openBackups(t, f)
	if !strings.Contains(shownText(v), "cannot be used") || !v.back.Disabled() || !v.copy.Disabled() || !strings.Contains(backupLine(v.states[0]), "cannot be used") {
		t.Errorf("shows\n%s", shownText(v))
	}
}

func TestDifferenceLines(t *testing.T) {
	var d sqlite.Difference
	d.Kinds[storage.RelationRecord] = sqlite.DifferenceCount{Removed: 2}
	d.Kinds[storage.ClaimRecord] = sqlite.DifferenceCount{Changed: 1}
	d.Kinds[storage.StatementRecord] = sqlite.DifferenceCount{Added: 1200, Changed: 1}
	if got, want := strings.Join(differenceLines(d), "; "), "1,200 statements added, 1 changed; 2 links between statements removed; 1 claim or topic changed"; got != want {
		t.Errorf("is %s", got)
	}
	for n, want := range map[int64]string{0: "0 kB", 1: "1 kB", 340_000: "340 kB", 1_000_000: "1.0 MB", 1_249_999: "1.2 MB", 12_345_678_901: "12,345.7 MB"} {
		if got := fileSize(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}
