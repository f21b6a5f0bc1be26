package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Before each write we look whether the file is still the one that was opened,
// and whether someone else wrote into it; a window also looks in between, with
// Look. Then comes the backup that has to lie there first: see backup_write.go.

// ready is called, with the mutex held, before anything is written.
func (f *File) ready(ctx context.Context) error { return f.readyFor(ctx, BeforeChanges) }

// readyFor is ready; why is the reason of the backup that has to lie there
// first, if none does.
func (f *File) readyFor(ctx context.Context, why BackupReason) error {
	switch {
	case f.closed:
		return ErrClosed
	case f.writer == nil:
		return f.readOnly.Load()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := f.awaitCopy(ctx); err != nil {
		return err
	}
	if err := f.unchanged(); err != nil {
		return err
	}
	return f.backUpFirst(ctx, why)
}

// unchanged looks at the file itself and at SQLite's count of changes.
func (f *File) unchanged() error {
	if err := f.here(); err != nil {
		return err
	}
	version, err := f.writer.readDataVersion()
	if err != nil {
		return explain(f.path, err)
	}
	if version != f.writer.dataVersion {
		return &ChangedError{f.path}
	}
	return nil
}

// here reports whether the file at the path is the one that was opened.
func (f *File) here() error {
	now, err := os.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &GoneError{Path: f.path}
	case err != nil:
		return fileErrorf(f.path, err, "%s cannot be reached (%v), so nothing was written; check the disk or the network.", filepath.Base(f.path), cause(err))
	case !os.SameFile(now, f.identity):
		return &GoneError{Path: f.path, Replaced: true}
	case f.readOnly.Load() == nil && protected(now):
		return &ReadOnlyError{Path: f.path, Reason: filepath.Base(f.path) + " was write-protected while it was open, so nothing was written; take the protection off, or use “Save a copy” to go on in another place."}
	}
	return nil
}

// protected reports whether nobody may write into a file. We ask the file and
// not the system: an administrator may write everywhere, and should not here.
func protected(info os.FileInfo) bool { return info.Mode().Perm()&0o222 == 0 }

// Refresh accepts what another program wrote into the file, after a
// *ChangedError or when Look says so: the caller reads everything anew. It
// refuses a file that is not the one that was opened.
func (f *File) Refresh(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return ErrClosed
	}
	if err := f.awaitCopy(ctx); err != nil {
		return err
	}
	if err := f.here(); err != nil {
		return err
	}
	if _, err := f.movedOn(ctx); err != nil || f.writer == nil {
		return f.explainRead(err)
	}
	if _, err := judge(ctx, f.writer.conn, f.path); err != nil {
		return err
	}
	f.backups.tried = f.backups.tried && f.wrote // what was copied ahead is not this state
	return explain(f.path, f.load())
}

// migrate makes a backup of the file and brings it up to date. The history
// goes: its row images have the columns of the old tables.
func (f *File) migrate(ctx context.Context, next steps, from, to int) error {
	aside, err := f.backUpNow(BeforeMigration)
	if err != nil {
		return fileErrorf(f.path, err, "%s is of an older version, and nothing was changed, because it is not brought up to date without a backup. %s", filepath.Base(f.path), err)
	}
	w := f.writer
	if err := w.begin(ctx, recordNothing); err != nil {
		return err
	}
	defer w.rollback() // harmless after the commit
	if err := upgrade(ctx, w.conn, next, from, to); err != nil {
		return err
	}
	if _, err := w.conn.ExecContext(ctx, "DELETE FROM undo"); err != nil {
		return err
	}
	if err := w.commit(); err != nil {
		return err
	}
	f.migrated = Migration{From: from, Copy: aside.Path}
	return nil
}
