package ui

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"saywhen/app"
	"saywhen/assets"
	"saywhen/storage/sqlite"
)

// start opens what the program was started with: a file, the project that was
// open last, or the untitled project, which holds the sample at first.
func (s *shell) start(file string) {
	s.focusTimeline()
	s.tellEnd()
	s.app.Lifecycle().SetOnEnteredForeground(s.lookOutside)
	s.watch()
	switch last := s.settings.last(); {
	case file != "":
		if abs, err := filepath.Abs(file); err == nil {
			file = abs
		}
		s.openPath(file)
	case last != "" && !isUntitled(last) && exists(last):
		s.openPath(last)
	default:
		s.openUntitled()
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// openPath opens a project in place of the one that is open; when it cannot be
// opened a dialog says why, and nothing changes.
func (s *shell) openPath(path string) {
	if s.session != nil && samePath(s.session.Path(), path) {
		s.toasts.say(filepath.Base(path) + " is open already.")
		return
	}
	s.load(path, nil)
}

func samePath(a, b string) bool {
	if real, err := filepath.EvalSymlinks(b); err == nil {
		b = real
	}
	return a == b
}

// openUntitled opens the project without a name, and makes it at first.
func (s *shell) openUntitled() {
	s.load(untitledPath(), func(ctx context.Context) error {
		if exists(untitledPath()) {
			return nil
		}
		if err := os.MkdirAll(stateFolder(), 0o700); err != nil {
			return err
		}
		return app.CreateFrom(ctx, untitledPath(), assets.Sample())
	})
}

// load opens a project off the window's goroutine; prepare, when given, runs
// there first.
func (s *shell) load(path string, prepare func(context.Context) error) {
	var next *app.Session
	begun := s.now()
	s.long("Opening "+filepath.Base(path)+" …", func(ctx context.Context, tell report) (err error) {
		if prepare != nil {
			if err := prepare(ctx); err != nil {
				return err
			}
		}
		next, err = app.Open(ctx, path, app.Options{
			Post: s.post, Coder: s.settings.coder(), Now: s.now, Progress: tell, BackupFolder: s.settings.backupFolder(), Panicked: s.mistaken,
		})
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			s.trace.step("failed", "title", "open", "error", "cancelled")
		case err != nil:
			s.refused(path, err)
		default:
			s.attach(next)
			s.trace.step("loaded", "path", path, "statements", next.Index().Len(), "took_ms", milliseconds(s.now().Sub(begun)))
		}
	})
}

func (s *shell) refused(path string, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		s.settings.dropRecent(path)
		s.menus.setRecent(s.settings.recent(), s.openPath)
	}
	s.fail("“"+filepath.Base(path)+"” was not opened", err)
	s.refreshState()
}

// attach puts a session in the place of the one that was open.
func (s *shell) attach(next *app.Session) {
	s.detach()
	s.session, s.label, s.offered, s.framed = next, next.Label, false, false
	s.cancel = next.Listen(s.heard)
	s.tellSession()
	s.banners.clear()
	s.meetFile(next)
	path := next.Path()
	s.settings.setLast(path)
	if !isUntitled(path) {
		s.settings.addRecent(path)
		s.menus.setRecent(s.settings.recent(), s.openPath)
	}
	s.find.setText("")
	s.find.hide()
	s.showFilter()
	s.inspect.open(next)
	s.entry.resume(next)
	s.trail.clear()
	s.lane = 0
	s.showTray(false)
	s.resetPages()
	s.refreshState()
	s.firstTour()
	if s.picture != nil {
		v := *s.picture
		s.picture = nil
		s.showPicture(v)
	}
}

// detach lets go of the open project; closing it waits for its commits, so
// that happens elsewhere.
func (s *shell) detach() { s.detachThen(func() {}) }

// detachThen calls then once the project is closed; not when none was open.
func (s *shell) detachThen(then func()) {
	old := s.session
	if old == nil {
		return
	}
	s.inspect.save() // the field that is still being typed into
	s.cancel()
	s.charts.run.stop()
	s.session = nil
	s.job(old.Close, func(err error) {
		if err != nil {
			s.fail("“"+filepath.Base(old.Path())+"” was not closed cleanly", err)
		}
		then()
	})
}

// newProject asks for a name and makes an empty project.
func (s *shell) newProject() {
	s.askPath(pathQuestion{
		name: "new", title: "New project", label: "Where is it to be kept?", action: "Create",
		path: freeName(documentsFolder(), "My project", extension), extension: extension, save: true, fresh: true,
	}, func(path string) {
		s.load(path, func(ctx context.Context) error {
			f, err := sqlite.Create(ctx, path, sqlite.Options{Now: s.now, Coder: s.settings.coder()})
			if err != nil {
				return err
			}
			return f.Close()
		})
	})
}

// openDialog asks which project to open.
func (s *shell) openDialog() {
	s.askPath(pathQuestion{
		name: "open", title: "Open a project", label: "Project file", action: "Open",
		extension: extension, recent: s.settings.recent(),
	}, s.openPath)
}

// saveAs gives the untitled project a name; any other is saved already.
func (s *shell) saveAs() {
	if !isUntitled(s.session.Path()) {
		s.toasts.say("Everything is saved already, as soon as it is done. “Save a copy…” makes a second file.")
		return
	}
	s.askPath(pathQuestion{
		name: "save_as", title: "Save as", label: "Where is the project to be kept?", action: "Save",
		path: freeName(documentsFolder(), "My project", extension), extension: extension, save: true, fresh: true,
	}, func(path string) {
		s.copyTo(path, func() {
			s.load(path, nil)
			s.trace.step("project", "saved_as", path)
		})
	})
}

// saveCopy writes the project, without its history, into another file.
func (s *shell) saveCopy() {
	name := s.session.Title() + " copy"
	s.askPath(pathQuestion{
		name: "save_copy", title: "Save a copy", label: "Where is the copy to be kept?", action: "Save copy",
		path: freeName(documentsFolder(), name, extension), extension: extension, save: true, fresh: true,
	}, func(path string) {
		s.copyTo(path, func() {
			s.toasts.say("Copied to " + shortPath(path))
			s.trace.step("project", "copied_to", path)
		})
	})
}

// copyTo writes a copy; it waits for commits that are under way.
func (s *shell) copyTo(path string, ok func()) {
	session := s.session
	s.long("Copying …", func(ctx context.Context, _ report) error {
		session.Flush()
		return session.File().SaveCopy(ctx, path)
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			s.fail("The copy was not written", err)
		default:
			ok()
		}
	})
}

// offerName offers, once, to give the untitled project a name after its first
// change.
func (s *shell) offerName() {
	if s.offered || s.session == nil || !isUntitled(s.session.Path()) {
		return
	}
	s.offered = true
	s.banners.show("untitled", "Your changes are kept in the untitled project. Save it under a name of your own to have it among your files.",
		offer{"Save as…", func() { s.acts.do("file.save_as") }})
}

// failed shows why a commit failed. What it carried is still where it was
// typed; when another program wrote meanwhile, the new state is offered.
func (s *shell) failed(err error) {
	if err == nil {
		return
	}
	s.trace.step("failed", "title", "commit", "error", err)
	var changed *sqlite.ChangedError
	if errors.As(err, &changed) {
		s.offerReload(err.Error())
		return
	}
	if gone := (*sqlite.GoneError)(nil); errors.As(err, &gone) {
		s.showTrouble(err)
		return
	}
	s.banners.show("failed", err.Error(), offer{"Save a copy…", s.saveCopy})
}
