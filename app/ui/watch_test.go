package ui

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// writeElsewhere changes a project as another program would.
func writeElsewhere(t *testing.T, path, script string) {
	t.Helper()
	db, err := sql.Open("sqlite", sqlite.DSN(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(script); err != nil {
		t.Fatal(err)
	}
}

// newNamedFixture has the sample open under a name of its own.
func newNamedFixture(t *testing.T) (*fixture, string) {
	t.Helper()
	f := newSampleFixture(t)
	path := filepath.Join(t.TempDir(), "the affair.saywhen")
	f.copyTo(path, func() { f.load(path, nil) })
	f.until("the copy", func() bool { return f.session != nil && f.session.Path() == path })
	f.settle()
	return f, path
}

// bannerButtons are the buttons of a banner, the one that closes it last.
func (f *fixture) bannerButtons(key string) (found []*button) {
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *button:
			found = append(found, o)
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		}
	}
	walk(f.banners.rows[key])
	return found
}

// regain is what the focus does.
func (f *fixture) regain() {
	f.t.Helper()
	f.lookOutside()
	f.settle()
}

// addActor commits something.
func (f *fixture) addActor(name string) {
	f.t.Helper()
	f.session.Do("Add actor", func(tx *sqlite.Tx) error {
		return tx.PutActor(&storage.Actor{Kind: storage.Person, Name: name, Colour: storage.NoColour})
	}, f.failed)
	f.settle()
}

// TestTroubleIsSaidAndEnds: the file goes and comes back, is replaced, is
// protected. Each is said once, with what can be done, and when it is over the
// window says so and goes on.
func TestTroubleIsSaidAndEnds(t *testing.T) {
	f, path := newNamedFixture(t)
	away := path + ".away"
	for _, c := range []struct {
		name         string
		happen, undo func() error
		says         string
		buttons      int // without the one that closes
	}{
		{"moved", func() error { return os.Rename(path, away) }, func() error { return os.Rename(away, path) }, "deleted or moved", 1},
		{"protected", func() error { return os.Chmod(path, 0o444) }, func() error { return os.Chmod(path, 0o644) }, "write-protected", 1},
		{"replaced", func() error {
			if err := os.Rename(path, away); err != nil {
				return err
			}
			return os.WriteFile(path, []byte("something else"), 0o600)
		}, func() error { return os.Rename(away, path) }, "replaced by another file", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := c.happen(); err != nil {
				t.Fatal(err)
			}
			f.regain()
			if !f.banners.has(outsideBanner) || !strings.Contains(f.outside.trouble, c.says) {
				t.Fatalf("nothing is said but %q", f.outside.trouble)
			}
			if n := len(f.bannerButtons(outsideBanner)) - 1; n != c.buttons {
				t.Errorf("%d things are offered", n)
			}
			f.banners.hide(outsideBanner) // read and put away
			f.regain()
			if f.banners.has(outsideBanner) {
				t.Error("it is said twice")
			}
			f.addActor("nobody")
			if f.session.Status().Err == nil {
				t.Error("a commit went through")
			}
			if err := c.undo(); err != nil {
				t.Fatal(err)
			}
			f.tick()
			f.settle()
			if f.outside.trouble != "" || f.banners.has(outsideBanner) || !strings.Contains(f.toasts.text.Text, "you can go on") {
				t.Errorf("when it is over: %q, %q", f.outside.trouble, f.toasts.text.Text)
			}
			f.addActor("somebody")
			if err := f.session.Status().Err; err != nil {
				t.Errorf("going on gave %v", err)
			}
		})
	}
}

// TestOpenInstead opens the project that stands in the place of the one that is
// open, for editing; what is no project leaves all as it is.
func TestOpenInstead(t *testing.T) {
	f, path := newNamedFixture(t)
	other := filepath.Join(t.TempDir(), "other.saywhen")
	made, err := sqlite.Create(context.Background(), other, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	made.Close()
	ours := f.session
	if err := os.WriteFile(path+".part", []byte("no project"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".part", path); err != nil {
		t.Fatal(err)
	}
	f.regain()
	f.openInstead()
	f.until("the refusal", func() bool { return len(f.modals.open) > 0 })
	if f.session != ours {
		t.Fatal("the project that was open is gone")
	}
	f.modals.escape()
	if err := os.Rename(other, path); err != nil {
		t.Fatal(err)
	}
	f.openInstead()
	f.until("the other project", func() bool { return f.session != nil && f.session != ours })
	f.settle()
	if f.session.Index().Len() != 0 || !f.writable() || f.banners.has(outsideBanner) {
		t.Errorf("%d statements, writable %v", f.session.Index().Len(), f.writable())
	}
}

// TestSecondWindow follows the first without being asked, keeps what it shows,
// and may edit when the first is closed.
func TestSecondWindow(t *testing.T) {
	f, path := newNamedFixture(t)
	g := newFixtureIn(t, f)
	g.watch()
	g.load(path, nil)
	g.until("the project", func() bool { return g.session != nil })
	g.settle()
	if g.writable() || !g.banners.has(readOnlyBanner) {
		t.Fatal("the second window may write")
	}
	id := g.statement("Marzieh Afkham")
	g.session.Select(id)
	before := g.session.View()
	f.session.SaveEntry(app.Entry{Speaker: "Marzieh Afkham", Verb: "said", When: "2014-07", Certainty: storage.NoCertainty}, func(storage.ID, error) {})
	f.settle()
	g.tick()
	g.settle()
	if g.session.Index().Len() != 16 || !g.session.View().Equal(before) || !g.session.Selected(id) {
		t.Errorf("the second window has %d statements", g.session.Index().Len())
	}
	if g.banners.has(outsideBanner) {
		t.Error("it asks before it follows")
	}
	if err := f.session.Close(); err != nil {
		t.Fatal(err)
	}
	g.tick()
	g.settle()
	buttons := g.bannerButtons(readOnlyBanner)
	if len(buttons) < 2 || buttons[0].Text != "Edit here" {
		t.Fatalf("offered is %v", buttons)
	}
	buttons[0].press()
	g.settle()
	if !g.writable() || g.banners.has(readOnlyBanner) {
		t.Fatal("it may not edit")
	}
	g.addActor("somebody")
	if err := g.session.Status().Err; err != nil {
		t.Error(err)
	}
	third := newFixtureIn(t, f)
	third.load(path, nil)
	third.until("the project", func() bool { return third.session != nil })
	if third.writable() {
		t.Error("a third window may write")
	}
}

// TestBackupTroubleIsSaidOnce and leaves the commit alone.
func TestBackupTroubleIsSaidOnce(t *testing.T) {
	f, path := newNamedFixture(t)
	if err := os.WriteFile(sqlite.BackupFolder(path, ""), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f.addActor("one")
	f.until("the banner", func() bool { return f.banners.has(backupBanner) })
	if f.session.Status().Err != nil {
		t.Error("the commit failed")
	}
	f.banners.hide(backupBanner)
	f.addActor("two")
	f.settle()
	if f.banners.has(backupBanner) {
		t.Error("it is said twice")
	}
}

// TestNetworkIsWarnedOfOnce for each project.
func TestNetworkIsWarnedOfOnce(t *testing.T) {
	f, _ := newNamedFixture(t)
	f.warnOfNetwork("")
	if f.banners.has(networkBanner) {
		t.Error("warned of a disk of this computer")
	}
	f.warnOfNetwork("SMB share")
	if !f.banners.has(networkBanner) {
		t.Error("not warned")
	}
	f.banners.hide(networkBanner)
	f.warnOfNetwork("SMB share")
	if f.banners.has(networkBanner) {
		t.Error("warned twice")
	}
}

// TestBannerFollowsTheTheme: a banner that is seen when the theme changes.
func TestBannerFollowsTheTheme(t *testing.T) {
	f := newSampleFixture(t)
	f.setTheme(themeDark)
	f.warnOfNetwork("SMB share")
	back := f.banners.rows[networkBanner].(*fyne.Container).Objects[0].(*bannerBack)
	dark := back.rect.FillColor
	f.setTheme(themeLight)
	back.Refresh() // as the library does for all that is shown
	if back.rect.FillColor == dark {
		t.Error("it kept the colour of the other theme")
	}
}
