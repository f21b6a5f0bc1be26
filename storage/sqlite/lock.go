package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/gofrs/flock"
)

// A window that edits a project holds an advisory lock on .NAME.lock beside it,
// never on the project itself: SQLite's own locks there are ours for the length
// of a commit only. The lock goes with its process, so that a crash leaves a
// file but no lock. Where a file system knows no locks, we edit without one.

// lockHeader keeps the first byte apart: Windows forbids others to read what is
// locked.
const lockHeader = " "

// errHeld says that another window has the lock.
type errHeld struct{ holder string }

func (e errHeld) Error() string { return "held by " + e.holder }

// lockPath is where the lock of a project lies.
func lockPath(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".lock")
}

// acquireLock takes the lock of the project at path. It gives errHeld when
// another window has it, and nil with nil when the file system has no locks.
func acquireLock(path string) (*flock.Flock, error) {
	name := lockPath(path)
	for range 3 {
		lock := flock.New(name)
		ok, err := lock.TryLock()
		if err != nil {
			_ = lock.Close()
			if noLocks(err) {
				return nil, nil
			}
			return nil, err
		}
		if !ok {
			return nil, errHeld{holder(name)}
		}
		if sameAsPath(lock, name) {
			host, _ := os.Hostname()
			note := fmt.Sprintf("%sprocess %d on %s\n", lockHeader, os.Getpid(), host)
			_ = writeBehindFirstByte(name, note) // for people; the lock itself is what counts
			return lock, nil
		}
		_ = lock.Close() // another window removed it between opening and locking
	}
	return nil, errHeld{"another window"}
}

// releaseLock removes the lock's file, first while it is held (so that no other
// window takes the lock of a file that is about to go), which Windows refuses,
// then after.
func releaseLock(lock *flock.Flock) {
	if lock == nil {
		return
	}
	removed := os.Remove(lock.Path()) == nil
	_ = lock.Close()
	if !removed {
		_ = os.Remove(lock.Path())
	}
}

func noLocks(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.ENOSYS)
}

func sameAsPath(lock *flock.Flock, name string) bool {
	held, err := lock.Stat()
	if err != nil {
		return false
	}
	now, err := os.Stat(name)
	return err == nil && os.SameFile(held, now)
}

func writeBehindFirstByte(name, note string) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := file.Truncate(int64(len(note))); err != nil {
		return err
	}
	_, err = file.WriteAt([]byte(note[1:]), 1)
	return err
}

// holder reads who has the lock.
func holder(name string) string {
	file, err := os.Open(name)
	if err != nil {
		return "another window"
	}
	defer file.Close()
	note := make([]byte, 200)
	n, _ := file.ReadAt(note, 1)
	if text := strings.TrimSpace(string(note[:n])); text != "" {
		return text
	}
	return "another window"
}
