package app

import (
	"context"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// Look asks what happened to the file from outside. done hears it, unless a
// commit is on its way, which looks itself.
func (s *Session) Look(done func(sqlite.Outside)) {
	var out sqlite.Outside
	s.Read(func(ctx context.Context, f *sqlite.File) error {
		out = f.Look(ctx)
		return nil
	}, func(err error) {
		if err == nil && !s.status.Saving {
			done(out)
		}
	})
}

// EditHere lets a session that could only read, because another window edited
// the project, take that one's place when it is gone. Everything is read anew;
// view, selection and filter stay.
func (s *Session) EditHere(done func(error)) {
	s.commit(func(ctx context.Context) (storage.Change, error) {
		return storage.Change{Name: "Edit here", Reset: true}, s.file.TakeOver(ctx)
	}, done)
}
