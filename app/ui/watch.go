package ui

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"saywhen/app"
	"saywhen/storage/sqlite"
)

// Something may happen to the open file outside: another program changes,
// moves, replaces or protects it. A commit notices that and writes nothing; the
// window notices it earlier: when it gets the keyboard back, and every second
// while something is wrong or another window edits the project, whose changes
// it then shows as they come. What is wrong is said in a banner, once, with what
// can be done about it; when it is over, that is said too.

// watchPace is the time between two looks.
const watchPace = time.Second

// outsideState is what the window has said about its file.
type outsideState struct {
	trouble string       // what is wrong, as it was said; "" nothing
	backup  bool         // that a backup could not be made was said
	offered bool         // “Edit here” is offered
	reading bool         // the other window's changes are being read
	restore *backupsView // the backups window, when it was shown last
	timer   *time.Timer
}

// The keys of the banners about the file.
const (
	outsideBanner  = "outside"
	readOnlyBanner = "read-only"
	backupBanner   = "backup"
	networkBanner  = "network"
)

// watch begins to look every second; stopWatching ends it.
func (s *shell) watch() {
	s.outside.timer = time.AfterFunc(watchPace, func() { s.post(s.tick) })
}

func (s *shell) stopWatching() {
	if s.outside.timer != nil {
		s.outside.timer.Stop()
		s.outside.timer = nil
	}
}

// tick looks if there is a reason to, and waits for the next second.
func (s *shell) tick() {
	if s.outside.timer == nil {
		return // the window is closing
	}
	if s.session != nil && (s.outside.trouble != "" || !s.writable()) {
		s.lookOutside()
	}
	s.watch()
}

// lookOutside asks what happened to the file.
func (s *shell) lookOutside() {
	session := s.session
	if session == nil {
		return
	}
	session.Look(func(out sqlite.Outside) {
		if s.session == session {
			s.sawOutside(out)
		}
	})
}

// sawOutside brings banners and picture up to date with what was seen.
func (s *shell) sawOutside(out sqlite.Outside) {
	if out.Err != nil {
		s.showTrouble(out.Err)
		return
	}
	s.troubleOver()
	switch {
	case out.Changed && s.writable():
		s.offerReload(s.fileName() + " was changed by another program.")
	case out.Changed:
		s.follow()
	}
	if out.Free != s.outside.offered {
		s.outside.offered = out.Free
		s.showReadOnly()
	}
}

func (s *shell) fileName() string { return filepath.Base(s.session.Path()) }

// follow shows what the window that edits has done; view, selection and filter
// stay.
func (s *shell) follow() {
	if s.outside.reading {
		return
	}
	s.outside.reading = true
	session := s.session
	session.Reload(func(err error) {
		if s.session == session {
			s.outside.reading = false
			s.failed(err)
			s.trace.step("followed", "statements", session.Index().Len())
		}
	})
}

// showTrouble says what is wrong with the file, and what can be done.
func (s *shell) showTrouble(err error) {
	if s.outside.trouble == err.Error() {
		return
	}
	s.outside.trouble = err.Error()
	s.trace.step("project", "trouble", err)
	offers := []offer{{"Save a copy…", s.saveCopy}}
	var gone *sqlite.GoneError
	if errors.As(err, &gone) && gone.Replaced {
		offers = append(offers, offer{"Open what is there now", s.openInstead})
	}
	s.banners.show(outsideBanner, err.Error(), offers...)
}

// troubleOver says that the file is as it was.
func (s *shell) troubleOver() {
	if s.outside.trouble == "" {
		return
	}
	s.outside.trouble = ""
	s.banners.hide(outsideBanner)
	s.banners.hide("failed")
	s.trace.step("project", "trouble_over", true)
	s.toasts.say(s.fileName() + " is in its place and as it was; you can go on.")
}

// offerReload offers what another program made of the file.
func (s *shell) offerReload(why string) {
	s.trace.step("project", "changed_outside", true)
	s.banners.show(outsideBanner, why, offer{"Show its new state", func() {
		s.banners.hide(outsideBanner)
		s.session.Reload(s.failed)
	}})
}

// openInstead opens the file that stands in the place of ours, once it is known
// that it can be opened. Ours is closed first: it holds the lock.
func (s *shell) openInstead() {
	session := s.session
	path := session.Path()
	s.job(func() error {
		_, err := sqlite.Inspect(path)
		return err
	}, func(err error) {
		switch {
		case s.session != session:
		case err != nil:
			s.fail("“"+filepath.Base(path)+"” was not opened", err)
		default:
			s.detachThen(func() { s.load(path, nil) })
			s.refreshState()
		}
	})
}

// meetFile says what there is to say about the file of a project that was just
// opened.
func (s *shell) meetFile(session *app.Session) {
	s.outside = outsideState{timer: s.outside.timer}
	s.showReadOnly()
	var kind string
	session.Read(func(_ context.Context, f *sqlite.File) error {
		kind = f.Network()
		return nil
	}, func(error) {
		if s.session == session {
			s.warnOfNetwork(kind)
		}
	})
}

// warnOfNetwork warns, once for each project, of locks that may not hold.
func (s *shell) warnOfNetwork(kind string) {
	path := s.session.Path()
	if kind == "" || s.settings.knowsNetwork(path) {
		return
	}
	s.settings.setKnowsNetwork(path)
	s.banners.show(networkBanner, s.fileName()+" lies on a network drive ("+kind+
		"), where two people may be let write at the same time. Work on a copy on this computer, or take turns.",
		offer{"Save a copy…", s.saveCopy})
}

// showReadOnly says that the project can only be read, and why, or that it can
// be edited now.
func (s *shell) showReadOnly() {
	ro, why := s.session.ReadOnly()
	switch {
	case !ro:
		s.banners.hide(readOnlyBanner)
	case s.outside.offered:
		s.banners.show(readOnlyBanner, s.fileName()+" is not open in the other window any more.", offer{"Edit here", s.editHere})
	default:
		s.banners.show(readOnlyBanner, why, offer{"Save a copy…", s.saveCopy})
	}
	s.trace.step("read_only", "is", ro, "free", s.outside.offered)
}

// editHere takes the place of the window that edited the project.
func (s *shell) editHere() {
	session := s.session
	session.EditHere(func(err error) {
		if s.session != session {
			return
		}
		s.outside.offered = false
		s.showReadOnly()
		if err == nil {
			s.toasts.say("You can edit " + s.fileName() + " here now.")
		}
		s.failed(err)
		s.refreshState()
	})
}

// tellBackup says, once, that there are no backups, and takes it back when there
// are.
func (s *shell) tellBackup() {
	err := s.session.Status().Backup
	if (err != nil) == s.outside.backup {
		return
	}
	s.outside.backup = err != nil
	if err == nil {
		s.banners.hide(backupBanner)
		return
	}
	s.trace.step("project", "no_backup", err)
	s.banners.show(backupBanner, err.Error()+" Your changes are saved all the same.",
		offer{"Settings…", func() { s.acts.do("edit.settings") }})
}
