package ui

import (
	"context"
	"os"
	"path/filepath"

	"saywhen/storage/sqlite"
)

// Another program may change the open file. A commit notices that and writes
// nothing; the window notices it earlier, when it gets the keyboard back, by
// the revision that the file carries.

// noteRevision remembers which revision is shown.
func (s *shell) noteRevision() {
	session := s.session
	s.known = ""
	var revision string
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		revision, err = f.Revision(ctx)
		return err
	}, func(err error) {
		if err == nil && s.session == session && !session.Status().Saving {
			s.known = revision
		}
	})
}

// lookOutside asks whether another program changed the file.
func (s *shell) lookOutside() {
	session := s.session
	if session == nil || s.known == "" {
		return
	}
	known := s.known
	var revision string
	var gone error
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		if _, gone = os.Stat(f.Path()); gone != nil {
			return nil
		}
		revision, err = f.Revision(ctx)
		return err
	}, func(err error) {
		name := filepath.Base(session.Path())
		switch {
		case s.session != session || err != nil || s.known != known || session.Status().Saving:
		case gone != nil:
			s.banners.show("outside", name+" was deleted or moved. Save a copy to keep what you see.",
				offer{"Save a copy…", s.saveCopy})
		case revision != known:
			s.offerReload(name + " was changed by another program.")
		}
	})
}

func (s *shell) offerReload(why string) {
	s.trace.step("project", "changed_outside", true)
	s.banners.show("outside", why, offer{"Show its new state", func() {
		s.banners.hide("outside")
		s.session.Reload(s.failed)
	}})
}
