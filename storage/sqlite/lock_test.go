package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x"+Extension)
	must(t, os.WriteFile(lockPath(path), []byte(" process 1 on another host, long gone\nand more"), 0o600)) // a crash left it
	first, err := acquireLock(path)
	must(t, err)
	_, err = acquireLock(path)
	var held errHeld
	if !errors.As(err, &held) || held.holder != fmt.Sprintf("process %d on %s", os.Getpid(), hostname()) {
		t.Errorf("a second lock gave %v", err)
	}
	releaseLock(first)
	if _, err := os.Stat(lockPath(path)); err == nil {
		t.Error("the lock's file is left")
	}
	again, err := acquireLock(path)
	must(t, err)
	releaseLock(again)
	releaseLock(nil)
}

func hostname() string {
	name, _ := os.Hostname()
	return name
}

// TestLockRemovedMeanwhile holds a lock whose file was removed: it keeps no one
// out, and is not taken for one that does.
func TestLockRemovedMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x"+Extension)
	first, err := acquireLock(path)
	must(t, err)
	defer releaseLock(first)
	must(t, os.Remove(lockPath(path)))
	second, err := acquireLock(path)
	must(t, err)
	defer releaseLock(second)
	if sameAsPath(first, lockPath(path)) || !sameAsPath(second, lockPath(path)) {
		t.Error("the wrong lock counts")
	}
}

// TestCreateHeld creates a project whose name another window still has open.
func TestCreateHeld(t *testing.T) {
	f := newProject(t, testOptions())
	must(t, os.Remove(f.Path()))
	_, err := Create(context.Background(), f.Path(), testOptions())
	if err == nil || !strings.Contains(err.Error(), "cannot be locked (held by process") {
		t.Errorf("gave %v", err)
	}
	if _, err := os.Stat(f.Path()); err == nil {
		t.Error("a file is left")
	}
}

// TestTogether writes and reads from many goroutines.
func TestTogether(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 10 {
				_, err1 := f.Do(ctx, "Add", addActor)
				_, err2 := f.UndoName(ctx)
				_, err3 := f.Revision(ctx)
				if err := firstError(err1, err2, err3); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	var n int
	must(t, f.writer.scan("SELECT count(*) FROM actor", nil, &n))
	if n != 80 || f.log.steps != 80 {
		t.Errorf("%d actors, %d steps", n, f.log.steps)
	}
	checkSound(t, f)
}
