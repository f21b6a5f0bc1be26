package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// openedAgain makes a project with one statement, closes it, and opens it again.
func openedAgain(t *testing.T) *Session {
	t.Helper()
	s := newSession(t)
	enter(t, s, entry("Iran", "denied"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return openSession(t, s.Path())
}

func backups(t *testing.T, s *Session) []BackupState {
	t.Helper()
	s.Flush()
	var list []BackupState
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end) && len(list) == 0; time.Sleep(5 * time.Millisecond) {
		var err error
		if list, err = s.Backups(context.Background(), func(int, int) {}); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// TestBringBackIsOneStep: the state before the first write comes back with its
// index, and undo takes it back.
func TestBringBackIsOneStep(t *testing.T) {
	s := openedAgain(t)
	var told []Event
	enter(t, s, entry("Iraq", "said"))
	list := backups(t, s)
	if len(list) != 1 || list[0].Err != nil || list[0].Info.Statements != 1 || list[0].Present {
		t.Fatalf("the backups are %+v", list)
	}
	d, err := s.File().Compare(context.Background(), list[0].Path, 10, nil)
	if err != nil || d.Kinds[storage.StatementRecord] != (sqlite.DifferenceCount{Added: 1}) {
		t.Errorf("differs %+v, %v", d, err)
	}
	s.Listen(func(e Event) { told = append(told, e) })
	s.BringBack(context.Background(), list[0].Backup, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	s.Flush()
	if n := s.Index().Len(); n != 1 || s.Status().Undo != "Go back to 1 Nov 2026 12:00" || len(told) == 0 {
		t.Errorf("%d statements, undo %q, %d events", n, s.Status().Undo, len(told))
	}
	if list := backups(t, s); !list[len(list)-1].Present && !list[0].Present {
		t.Errorf("none of %+v is said to be the present state", list)
	}
	s.Undo(context.Background(), nil)
	s.Flush()
	if n := s.Index().Len(); n != 2 {
		t.Errorf("undo left %d statements", n)
	}
}

// TestBackupTrouble is told in the status, and the entry is saved.
func TestBackupTrouble(t *testing.T) {
	s := openedAgain(t)
	if err := os.WriteFile(sqlite.BackupFolder(s.Path(), ""), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	enter(t, s, entry("Iraq", "said"))
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end) && s.Status().Backup == nil; s.Flush() {
		time.Sleep(time.Millisecond)
	}
	if st := s.Status(); st.Backup == nil || st.Err != nil || st.Statements != 2 {
		t.Errorf("the status is %+v", st)
	}
}

func TestBackupFolderIsChosen(t *testing.T) {
	s := openedAgain(t)
	chosen := t.TempDir()
	s.SetBackupFolder(chosen)
	s.Flush()
	enter(t, s, entry("Iraq", "said"))
	if list := backups(t, s); len(list) != 1 || filepath.Dir(filepath.Dir(list[0].Path)) != chosen {
		t.Errorf("the backups are %+v", list)
	}
}

// TestBackupsListsDamagedOnes with the reason why they cannot be used.
func TestBackupsListsDamagedOnes(t *testing.T) {
	s := openedAgain(t)
	enter(t, s, entry("Iraq", "said"))
	path := backups(t, s)[0].Path
	if err := os.Truncate(path, 9000); err != nil {
		t.Fatal(err)
	}
	list := backups(t, s)
	if len(list) != 1 || list[0].Err == nil || list[0].Present {
		t.Errorf("the backups are %+v", list)
	}
	s.BringBack(context.Background(), list[0].Backup, func(err error) {
		if err == nil {
			t.Error("a damaged backup was brought back")
		}
	})
	s.Flush()
	if s.Index().Len() != 2 {
		t.Error("something was changed")
	}
}

func TestOpenableCopy(t *testing.T) {
	s := openedAgain(t)
	enter(t, s, entry("Iraq", "said"))
	b := backups(t, s)[0].Backup
	path := filepath.Join(t.TempDir(), "then.saywhen")
	if err := OpenableCopy(context.Background(), b, path); err != nil {
		t.Fatal(err)
	}
	if then := openSession(t, path); then.Index().Len() != 1 {
		t.Errorf("the copy has %d statements", then.Index().Len())
	}
	if err := OpenableCopy(context.Background(), b, path); err == nil {
		t.Error("a file was overwritten")
	}
}

// TestSecondSessionFollows and takes over; what it shows and has selected stays.
func TestSecondSessionFollows(t *testing.T) {
	first := newSession(t)
	id := enter(t, first, entry("Iran", "denied"))
	second := openSession(t, first.Path())
	if ro, _ := second.ReadOnly(); !ro {
		t.Fatal("two sessions may write")
	}
	second.Select(id)
	second.SetFilter(storage.Filter{Actors: []storage.ID{second.Index().Columns().Speaker[0]}})
	second.SetView(second.View().PanTo(second.View().From))
	view := second.View()
	look := func() (out sqlite.Outside) {
		second.Look(func(o sqlite.Outside) { out = o })
		second.Flush()
		return out
	}
	if out := look(); out != (sqlite.Outside{}) {
		t.Errorf("nothing happened: %+v", out)
	}
	enter(t, first, entry("Iraq", "said"))
	if out := look(); !out.Changed || out.Free {
		t.Errorf("after a commit: %+v", out)
	}
	second.Reload(func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	second.Flush()
	if second.Index().Len() != 2 || second.Index().Shown() != 1 || len(second.Selection()) != 1 || second.View().From != view.From {
		t.Errorf("%d statements, %d shown, selected %v", second.Index().Len(), second.Index().Shown(), second.Selection())
	}
	second.EditHere(func(err error) {
		if err == nil {
			t.Error("took over while the first edits")
		}
	})
	second.Flush()
	enter(t, first, entry("Iraq", "said again"))
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if out := look(); !out.Free {
		t.Errorf("after the first closed: %+v", out)
	}
	second.EditHere(func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	second.Flush()
	if ro, why := second.ReadOnly(); ro || second.Index().Len() != 3 {
		t.Errorf("read-only %v %s, %d statements", ro, why, second.Index().Len())
	}
	enter(t, second, entry("Syria", "said"))
	if second.Index().Len() != 4 || second.Status().Undo == "" {
		t.Errorf("%d statements, undo %q", second.Index().Len(), second.Status().Undo)
	}
}

// TestLookSeesAReplacedFile, and the commit that comes after refuses.
func TestLookSeesAReplacedFile(t *testing.T) {
	s := newSession(t)
	enter(t, s, entry("Iran", "denied"))
	other := newSession(t)
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(other.Path(), s.Path()); err != nil {
		t.Fatal(err)
	}
	var gone *sqlite.GoneError
	s.Look(func(out sqlite.Outside) {
		if !errors.As(out.Err, &gone) || !gone.Replaced {
			t.Errorf("Look says %+v", out)
		}
	})
	s.Flush()
	if gone == nil {
		t.Error("nothing was heard")
	}
	e := entry("Iraq", "said")
	s.SaveEntry(e, func(_ storage.ID, err error) {
		if !errors.As(err, &gone) {
			t.Errorf("saving gave %v", err)
		}
	})
	s.Flush()
}
