package sqlite

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"saywhen/storage"
)

// These tests run on a small disk of their own: a tmpfs in a name space that
// only the child process sees. Where the system does not allow that to this
// user, they are skipped.

const smallDisk = "SAYWHEN_SMALL_DISK"

// onSmallDisk runs the calling test again in a child that may mount; it reports
// true in the child, whose folder is the disk.
func onSmallDisk(t *testing.T, options string) (folder string, child bool) {
	t.Helper()
	if folder = os.Getenv(smallDisk); folder != "" {
		if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, options); err != nil {
			t.Skipf("no disk could be mounted: %v", err)
		}
		return folder, true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), smallDisk+"="+t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	out, err := cmd.CombinedOutput()
	switch {
	case err != nil && len(out) == 0:
		t.Skipf("no name space for mounts: %v", err)
	case err != nil:
		t.Errorf("%v\n%s", err, out)
	case strings.Contains(string(out), "--- SKIP"):
		t.Skip(string(out))
	}
	return "", false
}

// onDisk opens a project with some content in a folder.
func onDisk(t *testing.T, folder string, k *keeper) *File {
	t.Helper()
	f, err := Create(context.Background(), filepath.Join(folder, "affair"+Extension), k.opt)
	must(t, err)
	addSpeaker(t, f, "Afkham")
	return reopen(t, f)
}

// fill leaves only so many bytes free, and gives the file that takes the rest.
func fill(t *testing.T, folder string, leave int64) (path string) {
	t.Helper()
	path = filepath.Join(folder, "ballast")
	free, ok := freeBytes(folder)
	if !ok {
		t.Fatal("the disk does not say how much is free")
	}
	must(t, os.WriteFile(path, make([]byte, max(free-leave, 0)), 0o600))
	return path
}

func longText(n int) func(*Tx) error {
	return func(tx *Tx) error {
		return tx.PutDocument(&storage.Document{Title: "long", Versions: []storage.Version{{Text: strings.Repeat("word ", n/5)}}})
	}
}

// TestFullDisk: a backup that has no room does not keep a write from going
// through; a write that has none is refused in one sentence and leaves all as it
// was, and goes through when there is room.
func TestFullDisk(t *testing.T) {
	folder, child := onSmallDisk(t, "size=8m")
	if !child {
		return
	}
	ctx := context.Background()
	k := newKeeper()
	f := onDisk(t, folder, k)
	ballast := fill(t, folder, 700<<10)
	do(t, f, "Add", addActor)
	backupsWhenSettled(f)
	if bad := k.failures(); len(bad) != 1 || !strings.Contains(bad[0], "There is no room for a backup") {
		t.Errorf("was told %q", bad)
	}
	if list := backupsOf(t, f); len(list) > 0 {
		t.Errorf("there is %v", list)
	}
	before := dump(t, f)
	for range 3 {
		if _, err := f.Do(ctx, "Add", longText(2<<20)); err == nil || !strings.Contains(err.Error(), "The disk is full") {
			t.Errorf("gave %v", err)
		}
		if _, err := f.Import(ctx, "Import", longText(2<<20)); err == nil || !strings.Contains(err.Error(), "The disk is full") {
			t.Errorf("import gave %v", err)
		}
	}
	if got := dump(t, f); got != before {
		t.Error("something was written")
	}
	checkSound(t, f)
	must(t, os.Remove(ballast))
	do(t, f, "Add", longText(1<<20))
	checkSound(t, f)
	f = reopen(t, f)
	checkSound(t, f)
	must(t, f.Close())
}

// TestFullDiskAtEveryByte shrinks the room until nothing can be written: at
// every size the commit goes through or nothing is changed.
func TestFullDiskAtEveryByte(t *testing.T) {
	folder, child := onSmallDisk(t, "size=4m")
	if !child {
		return
	}
	ctx := context.Background()
	k := newKeeper()
	k.opt.NoBackup = true
	f := onDisk(t, folder, k)
	written, refused := 0, 0
	for leave := int64(0); leave < 600<<10; leave += 12 << 10 {
		ballast := fill(t, folder, leave)
		before := dump(t, f)
		_, err := f.Do(ctx, "Add", longText(60<<10))
		switch {
		case err == nil:
			written++
		case !strings.Contains(err.Error(), "disk is full"):
			t.Errorf("with %d bytes free: %v", leave, err)
			fallthrough
		default:
			refused++
			if got := dump(t, f); got != before {
				t.Fatalf("with %d bytes free a part was written", leave)
			}
		}
		must(t, os.Remove(ballast))
		checkSound(t, f)
	}
	if written == 0 || refused == 0 {
		t.Errorf("%d written, %d refused", written, refused)
	}
	must(t, f.Close())
}

// TestBackupFillsNoDisk: a backup that is written to the last byte is taken back
// before the write goes on.
func TestBackupTakenBack(t *testing.T) {
	folder, child := onSmallDisk(t, "size=8m")
	if !child {
		return
	}
	k := newKeeper()
	f := onDisk(t, folder, k)
	do(t, f, "Add", longText(300<<10))
	list := backupsOf(t, f)
	fill(t, folder, 200<<10)
	f.mu.Lock()
	job := f.newBackupJob(Hourly)
	f.mu.Unlock()
	job.size = 0 // it believes that there is room
	if r := job.run(context.Background(), func() {}); r.Err == nil || !strings.Contains(r.Err.Error(), "no room") {
		t.Errorf("gave %+v", r)
	}
	entries, err := os.ReadDir(BackupFolder(f.Path(), ""))
	if len(entries) != len(list) || err != nil {
		t.Errorf("there is %v, %v", entries, err)
	}
	if free, _ := freeBytes(folder); free < 150<<10 {
		t.Errorf("only %d bytes are free", free)
	}
	must(t, f.Close())
}

// TestReadOnlyDisk: the disk is made read-only while the project is open.
func TestReadOnlyDisk(t *testing.T) {
	folder, child := onSmallDisk(t, "size=8m")
	if !child {
		return
	}
	ctx := context.Background()
	f := onDisk(t, folder, newKeeper())
	must(t, f.Close())
	must(t, syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=8m"))
	g, err := Open(ctx, f.Path(), testOptions())
	must(t, err)
	if readOnly, why := g.ReadOnly(); !readOnly || !strings.Contains(why, "cannot be written to") {
		t.Errorf("read-only is %v: %s", readOnly, why)
	}
	if info, err := g.Info(ctx); err != nil || info.Actors != 1 {
		t.Errorf("it holds %+v, %v", info, err)
	}
	must(t, g.Close())
	must(t, syscall.Mount("", folder, "", syscall.MS_REMOUNT, "size=8m"))
	g, err = Open(ctx, f.Path(), testOptions())
	must(t, err)
	defer g.Close()
	do(t, g, "Add", addActor)
}

// TestAnotherUser opens and writes as a user who may not.
func TestAnotherUser(t *testing.T) {
	if path := os.Getenv(childEnv); path != "" {
		asAnotherUser(t, path)
		return
	}
	if os.Getuid() != 0 {
		t.Skip("only an administrator can become somebody else")
	}
	for name, mode := range map[string]os.FileMode{"closed": 0o555, "open": 0o777} {
		folder, err := os.MkdirTemp("/tmp", "saywhen")
		must(t, err)
		defer os.RemoveAll(folder)
		path := filepath.Join(folder, name+Extension)
		f, err := Create(context.Background(), path, testOptions())
		must(t, err)
		must(t, f.Close())
		must(t, os.Chmod(path, 0o644))
		must(t, os.Chmod(folder, mode))
		binary := filepath.Join(folder, "..", filepath.Base(folder)+".test")
		content, err := os.ReadFile(os.Args[0])
		must(t, err)
		must(t, os.WriteFile(binary, content, 0o755))
		defer os.Remove(binary)
		cmd := exec.Command(binary, "-test.run=^TestAnotherUser$", "-test.v")
		cmd.Env = append(os.Environ(), childEnv+"="+path, "TMPDIR=/tmp")
		cmd.Dir = "/"
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func asAnotherUser(t *testing.T, path string) {
	want := "cannot be written to"
	if strings.Contains(path, "open") {
		want = "write-protected"
	}
	f, err := Open(context.Background(), path, testOptions())
	must(t, err)
	defer f.Close()
	if readOnly, why := f.ReadOnly(); !readOnly || !strings.Contains(why, want) {
		t.Errorf("read-only is %v: %s, want %s", readOnly, why, want)
	}
	if _, err := f.Do(context.Background(), "Add", addActor); err == nil {
		t.Error("wrote")
	}
	elsewhere := filepath.Join(t.TempDir(), "copy"+Extension)
	must(t, f.SaveCopy(context.Background(), elsewhere))
}
