package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// A copy that is given away holds what the project shows and nothing else: the
// history of steps goes, and with it every text that was deleted or changed.
// Such text also lingers in pages that SQLite has not used again, and word by
// word in the full-text index; so the index is made anew and the file written
// afresh.

// CopyOption is how SaveCopy writes.
type CopyOption int

// Overwrite lets SaveCopy put the copy in the place of a file that is there.
const Overwrite CopyOption = 1

// SaveCopy writes the project, without its history, to another file, which is
// whole or not there at all. It refuses a file that is there unless told
// Overwrite, and in any case the project itself and one that is open.
func (f *File) SaveCopy(ctx context.Context, path string, options ...CopyOption) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	overwrite := false
	for _, o := range options {
		overwrite = overwrite || o == Overwrite
	}
	free, err := f.reserve(path, overwrite)
	if err != nil {
		return err
	}
	defer free()
	temporary := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d.tmp", filepath.Base(path), os.Getpid()))
	defer func() {
		_ = os.Remove(temporary) // gone already when all went well
		_ = os.Remove(temporary + "-journal")
	}()
	if err := f.copyClean(ctx, temporary); err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		return fileErrorf(path, err, "%s could not be written (%v); choose another name or folder.", filepath.Base(path), err)
	}
	return nil
}

// reserve makes sure that the copy may take its place, and holds it until free
// is called: an empty file, or the lock of the one that is replaced.
func (f *File) reserve(path string, overwrite bool) (free func(), err error) {
	there, err := os.Stat(path)
	if err == nil && os.SameFile(there, f.identity) {
		return nil, fileErrorf(path, nil, "%s is the project itself; choose another name for the copy.", filepath.Base(path))
	}
	if err != nil || !overwrite {
		if err := claim(path); err != nil {
			return nil, err
		}
		return func() { removeEmpty(path) }, nil
	}
	lock, err := acquireLock(path)
	var held errHeld
	if errors.As(err, &held) {
		return nil, fileErrorf(path, err, "%s is open in another window (%s); close it there, or choose another name.", filepath.Base(path), held.holder)
	}
	if err != nil {
		return nil, fileErrorf(path, err, "%s cannot be replaced (%v); choose another folder.", filepath.Base(path), err)
	}
	return func() { releaseLock(lock) }, nil
}

// removeEmpty takes back what reserve made, unless the copy stands there.
func removeEmpty(path string) {
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		_ = os.Remove(path)
	}
}

// copyClean writes a copy without history to a file that is not there yet, and
// waits until it is on the disk.
func (f *File) copyClean(ctx context.Context, path string) error {
	if err := f.vacuumInto(ctx, path); err != nil {
		return f.explainRead(err)
	}
	db, err := sql.Open("sqlite", writerDSN(path, "OFF"))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	err = errors.Join(forget(ctx, db), db.Close())
	if err != nil {
		return explain(path, err)
	}
	return syncFile(path)
}

// vacuumInto lets the connection that looks on write, for once: it still has the
// project that was opened, even when another file stands in its place by now.
func (f *File) vacuumInto(ctx context.Context, path string) (err error) {
	conn, err := f.reader.Conn(ctx)
	if err != nil && ctx.Err() == nil && f.isClosed() {
		return ErrClosed
	}
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "PRAGMA query_only(0)"); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "VACUUM INTO ?", path)
	_, back := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA query_only(1)")
	return errors.Join(err, back)
}

// forget leaves nothing in a database but its content.
func forget(ctx context.Context, db *sql.DB) error {
	for _, s := range sources {
		if _, err := db.ExecContext(ctx, "INSERT INTO "+s.fts()+" ("+s.fts()+") VALUES ('rebuild')"); err != nil {
			return err
		}
	}
	for _, statement := range []string{
		"DELETE FROM undo_chunk", "DELETE FROM undo",
		"UPDATE meta SET value = '1' WHERE key = '" + metaClean + "'",
		"VACUUM",
	} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
