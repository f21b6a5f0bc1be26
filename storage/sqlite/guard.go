package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Before each write we look whether the file is still the one that was opened,
// and whether someone else wrote into it. The first write after opening puts a
// backup beside it.

// ready is called, with the mutex held, before anything is written.
func (f *File) ready(ctx context.Context) error {
	switch {
	case f.closed:
		return ErrClosed
	case f.writer == nil:
		return &ReadOnlyError{f.path, f.readOnly}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := f.unchanged(); err != nil {
		return err
	}
	if f.wrote || f.opt.NoBackup || f.fresh {
		return nil
	}
	path := backupPath(f.path)
	if err := f.copyTo(ctx, path); err != nil {
		return noBackup(f.path, filepath.Base(path), err)
	}
	f.backup = path
	return nil
}

// noBackup says why there was no writing without a backup.
func noBackup(path, backup string, err error) error {
	if primary, _ := code(err); primary == lib.SQLITE_FULL {
		return fileErrorf(path, err, "The disk is full, so the backup %s could not be written and nothing was changed; free some space and try again.", backup)
	}
	return fileErrorf(path, err, "The backup %s could not be written, so nothing was changed (%v); make the folder writable and try again.", backup, err)
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
		return fileErrorf(f.path, err, "%s cannot be reached (%v), so nothing was written; check the disk or the network.", filepath.Base(f.path), err)
	case !os.SameFile(now, f.identity):
		return &GoneError{Path: f.path, Replaced: true}
	}
	return nil
}

// Refresh accepts what another program wrote into the file, after a
// *ChangedError: the caller reads everything anew. It refuses a file that is
// not the one that was opened.
func (f *File) Refresh(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.closed:
		return ErrClosed
	case f.writer == nil:
		return f.here()
	}
	if err := f.here(); err != nil {
		return err
	}
	if _, err := judge(ctx, f.writer.conn, f.path); err != nil {
		return err
	}
	return explain(f.path, f.load())
}

// backupPath is NAME.backup.saywhen beside the file.
func backupPath(path string) string {
	return strings.TrimSuffix(path, Extension) + ".backup" + Extension
}

// copyTo copies the file as SQLite sees it: under another name first, so that an
// older copy is replaced by a whole one or not at all.
func (f *File) copyTo(ctx context.Context, path string) error {
	temporary := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d.tmp", filepath.Base(path), os.Getpid()))
	err := f.writer.backup(ctx, temporary)
	if err == nil {
		err = syncFile(temporary)
	}
	if err == nil {
		err = os.Rename(temporary, path)
	}
	if err != nil {
		_ = os.Remove(temporary)
		_ = os.Remove(temporary + "-journal")
	}
	return err
}

// backup copies the database through SQLite, which knows what is locked.
func (w *writer) backup(ctx context.Context, path string) error {
	return w.conn.Raw(func(driver any) error {
		backup, err := driver.(interface {
			NewBackup(string) (*sqlite.Backup, error)
		}).NewBackup(DSN(path, "_pragma", "synchronous(OFF)"))
		if err != nil {
			return err
		}
		for more := true; more && err == nil; {
			if more, err = backup.Step(4096); err == nil {
				err = ctx.Err()
			}
		}
		return errors.Join(err, backup.Finish())
	})
}

// syncFile waits until a file that nobody has open is on the disk.
func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// migrate puts a copy of the file aside and brings it up to date. The history
// goes: its row images have the columns of the old tables.
func (f *File) migrate(ctx context.Context, next steps, from, to int) error {
	aside := strings.TrimSuffix(f.path, Extension) + fmt.Sprintf(".v%d", from) + Extension
	if err := f.copyTo(ctx, aside); err != nil {
		return fileErrorf(f.path, err, "%s is of an older version and could not be copied aside to %s (%v), so nothing was changed; make room and try again.", filepath.Base(f.path), filepath.Base(aside), err)
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
	f.migrated = Migration{From: from, Copy: aside}
	return nil
}
