package app

import (
	"context"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// backedUp takes in how a backup went. It is called on a goroutine of the file.
func (s *Session) backedUp(r sqlite.BackupResult) {
	s.read.add(func() {
		s.post(func() {
			s.status.Backup = r.Err
			s.tell(Event{What: StateChanged})
		})
	})
}

// SetBackupFolder chooses where backups go from now on; "" is beside the
// project.
func (s *Session) SetBackupFolder(folder string) {
	s.Read(func(_ context.Context, f *sqlite.File) error {
		f.SetBackupFolder(folder)
		return nil
	}, nil)
}

// BackupState is a backup with what is in it.
type BackupState struct {
	sqlite.Backup
	Info sqlite.Info
	// Err says why it cannot be used; Info is empty then.
	Err error
	// Present says that it holds the project as it is now.
	Present bool
}

// Backups lists the backups of the project, the newest first, each inspected.
// progress is told how many of how many have been. It is called off the
// window's goroutine.
func (s *Session) Backups(ctx context.Context, progress func(done, total int)) ([]BackupState, error) {
	list, err := s.file.Backups()
	if err != nil {
		return nil, err
	}
	now, err := s.file.Revision(ctx)
	if err != nil {
		return nil, err
	}
	states := make([]BackupState, len(list))
	for i, b := range list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		info, err := sqlite.InspectBackup(ctx, b.Path)
		states[i] = BackupState{Backup: b, Info: info, Err: err, Present: err == nil && info.Revision == now}
		progress(i+1, len(list))
	}
	return states, nil
}

// BringBack makes the project what it was when a backup was made, as one step
// of undo; the present state is backed up first. Ending ctx stops it, and then
// nothing has changed.
func (s *Session) BringBack(ctx context.Context, b sqlite.Backup, done func(error)) {
	name := sqlite.RestoreName(b, s.now().Location())
	s.travel(ctx, "Going back …", func(ctx context.Context) (storage.Change, error) {
		return s.file.BringBack(ctx, b.Path, name)
	}, done)
}

// OpenableCopy writes what a backup holds into a new project file. It is called
// off the window's goroutine.
func OpenableCopy(ctx context.Context, b sqlite.Backup, path string) error {
	f, err := sqlite.Open(ctx, b.Path, sqlite.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer f.Close()
	return f.SaveCopy(ctx, path)
}
