package sqlite

import (
	"context"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// A window asks now and then what happened to its file outside, so that it can
// say so before anything is typed. Nobody is told by the system: an event of
// the file system may come late or never from a network or a synchronised
// folder, while asking is one look at the folder and one page of the file.
//
// The window that only reads because another one edits follows that one in the
// same way, and may take its place when it is gone.

// Outside is what happened to an open file from outside.
type Outside struct {
	// Err says that the file cannot be written to as it is: *GoneError,
	// *ReadOnlyError (protected), or that it cannot be reached. nil: all is well.
	Err error
	// Changed says that another program or window wrote into it since it was
	// opened or Refresh was called.
	Changed bool
	// Free says that the window that kept us from editing is gone: TakeOver will
	// do.
	Free bool
}

// Look reports what happened to the file. While a commit is under way it reports
// nothing, because a commit looks itself.
func (f *File) Look(ctx context.Context) Outside {
	if !f.mu.TryLock() {
		return Outside{}
	}
	defer f.mu.Unlock()
	if f.closed {
		return Outside{}
	}
	if err := f.here(); err != nil {
		return Outside{Err: err}
	}
	if f.writer != nil {
		if f.copying() {
			return Outside{}
		}
		version, err := f.writer.readDataVersion()
		return Outside{Err: explain(f.path, err), Changed: err == nil && version != f.writer.dataVersion}
	}
	version, err := f.readerVersion(ctx)
	why := f.readOnly.Load()
	return Outside{
		Err: f.explainRead(err), Changed: err == nil && version != f.seen.Load(),
		Free: why != nil && why.Held && lockFree(f.path),
	}
}

// copying reports whether a backup uses the connection that writes.
func (f *File) copying() bool {
	if f.backups.running == nil {
		return false
	}
	select {
	case <-f.backups.running.copied:
		return false
	default:
		return true
	}
}

// readerVersion is SQLite's count of the commits of other connections.
func (f *File) readerVersion(ctx context.Context) (version int64, err error) {
	err = f.reader.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version)
	return version, err
}

// movedOn notes what the reader has seen, and reports whether it is news.
func (f *File) movedOn(ctx context.Context) (bool, error) {
	version, err := f.readerVersion(ctx)
	if err != nil {
		return false, err
	}
	return f.seen.Swap(version) != version, nil
}

// lockFree reports whether nobody holds the lock of a project.
func lockFree(path string) bool {
	name := lockPath(path)
	if _, err := os.Stat(name); err != nil {
		return true // who lets go of it removes its file
	}
	lock := flock.New(name)
	defer lock.Close()
	ok, err := lock.TryRLock()
	return ok && err == nil
}

// TakeOver makes a file that could only be read, because another window edited
// it, one that can be written, when that window is gone. The caller reads
// everything anew. When it fails, the file can be read as before.
func (f *File) TakeOver(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	why := f.readOnly.Load()
	switch {
	case f.closed:
		return ErrClosed
	case why == nil:
		return nil
	case !why.Held:
		return why
	}
	err := f.here()
	if err == nil {
		err = f.takeOver(ctx)
	}
	if err != nil || f.writer == nil {
		f.giveBack()
	}
	return explain(f.path, err)
}

// takeOver is open without the reader. The reason for only reading is kept until
// all of it has succeeded.
func (f *File) takeOver(ctx context.Context) error {
	why := f.readOnly.Swap(nil)
	if err := f.tryLock(); err != nil {
		f.readOnly.Store(why)
		return err
	}
	if now := f.readOnly.Load(); now != nil { // another window was faster
		return now
	}
	if err := f.openForWriting(ctx); err != nil {
		f.readOnly.Store(why)
		return err
	}
	if now := f.readOnly.Load(); now != nil { // it is write-protected by now
		return now
	}
	// The path was opened anew: it must have led to the same file.
	if err := f.here(); err != nil {
		f.readOnly.Store(why)
		return err
	}
	_, err := f.movedOn(ctx)
	if err != nil {
		f.readOnly.Store(why)
	}
	return err
}

// giveBack lets go of what takeOver took.
func (f *File) giveBack() {
	if f.writer != nil {
		_ = f.writer.close()
		f.writer = nil
	}
	releaseLock(f.lock)
	f.lock = nil
}

// Network names the kind of network share that the file lies on: "SMB share",
// "NFS share" …; "" when it lies on a disk of this computer, or nobody can tell.
// Locks between computers may not hold there.
func (f *File) Network() string { return networkKind(filepath.Dir(f.path)) }
