package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestLookOutside goes through everything that can happen to a file while it is
// open: it is noticed by Look and by each way to write, nothing is written, and
// when the file is as it was, work goes on.
func TestLookOutside(t *testing.T) {
	for _, c := range []struct {
		name    string
		happens func(t *testing.T, path string) (undo func())
		want    string // in the sentence
	}{
		{"deleted", func(t *testing.T, path string) func() {
			must(t, os.Remove(path))
			return nil
		}, "deleted or moved"},
		{"moved", func(t *testing.T, path string) func() {
			must(t, os.Rename(path, path+".away"))
			return func() { must(t, os.Rename(path+".away", path)) }
		}, "deleted or moved"},
		{"folder moved", func(t *testing.T, path string) func() {
			folder := filepath.Dir(path)
			must(t, os.Rename(folder, folder+" away"))
			return func() { must(t, os.Rename(folder+" away", folder)) }
		}, "deleted or moved"},
		{"folder removed", func(t *testing.T, path string) func() {
			must(t, os.RemoveAll(filepath.Dir(path)))
			return nil
		}, "deleted or moved"},
		{"replaced", func(t *testing.T, path string) func() {
			must(t, os.Rename(path, path+".ours"))
			must(t, os.WriteFile(path+".new", plainProject(t), 0o600))
			must(t, os.Rename(path+".new", path))
			return func() { must(t, os.Rename(path+".ours", path)) }
		}, "replaced by another file"},
		{"replaced by a folder", func(t *testing.T, path string) func() {
			must(t, os.Rename(path, path+".ours"))
			must(t, os.Mkdir(path, 0o755))
			return func() { must(t, os.Remove(path)); must(t, os.Rename(path+".ours", path)) }
		}, "replaced by another file"},
		{"emptied path", func(t *testing.T, path string) func() {
			must(t, os.Rename(path, path+".ours"))
			must(t, os.WriteFile(path, nil, 0o600))
			return func() { must(t, os.Rename(path+".ours", path)) }
		}, "replaced by another file"},
		{"protected", func(t *testing.T, path string) func() {
			must(t, os.Chmod(path, 0o444))
			return func() { must(t, os.Chmod(path, 0o644)) }
		}, "write-protected while it was open"},
		{"a file where the folder was", func(t *testing.T, path string) func() {
			folder := filepath.Dir(path)
			must(t, os.Rename(folder, folder+" away"))
			must(t, os.WriteFile(folder, nil, 0o600))
			return func() { must(t, os.Remove(folder)); must(t, os.Rename(folder+" away", folder)) }
		}, "cannot be reached (not a directory)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx := context.Background()
			folder := filepath.Join(t.TempDir(), "projects")
			must(t, os.Mkdir(folder, 0o755))
			f, err := Create(ctx, filepath.Join(folder, "affair"+Extension), testOptions())
			must(t, err)
			defer f.Close()
			addSpeaker(t, f, "Afkham")
			before := dump(t, f)
			if out := f.Look(ctx); out != (Outside{}) {
				t.Fatalf("before it happens: %+v", out)
			}
			undo := c.happens(t, f.Path())
			if out := f.Look(ctx); out.Err == nil || !strings.Contains(out.Err.Error(), c.want) || out.Changed {
				t.Errorf("Look says %+v", out)
			}
			for way, write := range writes {
				if err := write(f); err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("%s gave %v", way, err)
				}
			}
			if got := dump(t, f); got != before {
				t.Error("something was written")
			}
			elsewhere := filepath.Join(t.TempDir(), "saved"+Extension)
			must(t, f.SaveCopy(ctx, elsewhere))
			if got := dumpOf(t, elsewhere); got != before {
				t.Errorf("the copy holds\n%s", got)
			}
			if undo == nil {
				return
			}
			undo()
			if out := f.Look(ctx); out != (Outside{}) {
				t.Errorf("when it is as it was: %+v", out)
			}
			do(t, f, "Add", addActor)
			checkSound(t, f)
		})
	}
}

// TestReplacedWhileOpen renames another file over the open one, as programs that
// synchronise folders do, and closes: the other file stays as it is, byte for
// byte, and has no journal beside it.
func TestReplacedWhileOpen(t *testing.T) {
	f := edited(t, testOptions())
	other := plainProject(t)
	must(t, os.WriteFile(f.Path()+".part", other, 0o600))
	must(t, os.Rename(f.Path()+".part", f.Path()))
	for name, write := range writes {
		if err := write(f); err == nil {
			t.Errorf("%s wrote", name)
		}
	}
	must(t, f.Close())
	now, err := os.ReadFile(f.Path())
	must(t, err)
	if string(now) != string(other) {
		t.Error("the other file was changed")
	}
	onlyFile(t, filepath.Dir(f.Path()), filepath.Base(f.Path()))
}

// TestLookSeesOtherWriters, through a window that edits and one that reads.
func TestLookSeesOtherWriters(t *testing.T) {
	ctx := context.Background()
	f := edited(t, testOptions())
	second, err := Open(ctx, f.Path(), testOptions())
	must(t, err)
	defer second.Close()
	for range 3 {
		if out := second.Look(ctx); out != (Outside{}) {
			t.Errorf("nothing happened, and it is %+v", out)
		}
		do(t, f, "Add", addActor)
		if out := f.Look(ctx); out != (Outside{}) {
			t.Errorf("our own commit is %+v", out)
		}
		for range 2 { // until it is taken in
			if out := second.Look(ctx); out != (Outside{Changed: true}) {
				t.Errorf("a commit is %+v", out)
			}
		}
		must(t, second.Refresh(ctx))
	}
	elsewhere(t, f.Path(), "UPDATE actor SET note = 'from elsewhere'")
	if out := f.Look(ctx); out != (Outside{Changed: true}) {
		t.Errorf("a foreign commit is %+v", out)
	}
	must(t, f.Refresh(ctx))
	if out := f.Look(ctx); out != (Outside{}) {
		t.Errorf("once taken in it is %+v", out)
	}
}

// TestLookAtABusyFile: another program holds the file for itself.
func TestLookAtABusyFile(t *testing.T) {
	ctx := context.Background()
	f := edited(t, testOptions())
	must(t, f.writer.script("PRAGMA busy_timeout = 10"))
	release := hold(t, f.Path())
	if out := f.Look(ctx); out.Err == nil || !strings.Contains(out.Err.Error(), "Another program is using") {
		t.Errorf("Look says %+v", out)
	}
	if _, err := f.Do(ctx, "Add", addActor); err == nil || !strings.Contains(err.Error(), "Another program is using") {
		t.Errorf("Do gave %v", err)
	}
	release()
	if out := f.Look(ctx); out != (Outside{}) {
		t.Errorf("released it is %+v", out)
	}
	do(t, f, "Add", addActor)
}

// hold locks a file exclusively, from another process, until release.
func hold(t *testing.T, path string) (release func()) {
	t.Helper()
	_, stop := child(t, "TestChildHolds", path)
	return stop
}

func TestChildHolds(t *testing.T) {
	path := childPath(t)
	f, err := newFile(path, Options{})
	must(t, err)
	w, err := openWriter(context.Background(), path, "OFF", f.tables)
	must(t, err)
	defer w.close()
	must(t, w.script("BEGIN EXCLUSIVE"))
	ready()
}

const childEnv = "SAYWHEN_CHILD_PATH"

// childPath is the path that a test was given that is the child of another.
func childPath(t *testing.T) string {
	t.Helper()
	path := os.Getenv(childEnv)
	if path == "" {
		t.Skip("runs as the child of another test")
	}
	return path
}

// ready says to the parent that all is set, and waits until it is told to end.
func ready() {
	fmt.Println("ready")
	_, _ = io.ReadAll(os.Stdin)
}

// child runs one test of this binary as another process, until it says ready.
func child(t *testing.T, test, path string) (cmd *exec.Cmd, stop func()) {
	t.Helper()
	cmd = exec.Command(os.Args[0], "-test.run=^"+test+"$", "-test.v")
	cmd.Env = append(os.Environ(), childEnv+"="+path)
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	lines := bufio.NewScanner(out)
	for lines.Scan() && lines.Text() != "ready" {
		if strings.Contains(lines.Text(), "FAIL") {
			t.Fatal(lines.Text())
		}
	}
	return cmd, func() {
		in.Close()
		for lines.Scan() {
			if strings.Contains(lines.Text(), "--- FAIL") {
				t.Error(lines.Text())
			}
		}
		_ = cmd.Wait() // a child that was killed gives an error
	}
}

// TestChildEdits opens a project for editing, writes once, and writes again when
// it is told to end; then it closes.
func TestChildEdits(t *testing.T) {
	ctx := context.Background()
	f, err := Open(ctx, childPath(t), testOptions())
	must(t, err)
	defer f.Close()
	if readOnly, why := f.ReadOnly(); readOnly {
		t.Fatal(why)
	}
	do(t, f, "Add", addActor)
	ready()
	do(t, f, "Add", addActor)
}

// TestTakeOver: a second process edits; ours reads, follows, may not write, and
// takes over when the other is gone, whether it closed or was killed.
func TestTakeOver(t *testing.T) {
	for _, killed := range []bool{false, true} {
		t.Run(fmt.Sprintf("killed=%v", killed), func(t *testing.T) {
			ctx := context.Background()
			f := edited(t, testOptions())
			must(t, f.Close())
			cmd, stop := child(t, "TestChildEdits", f.Path())
			g, err := Open(ctx, f.Path(), testOptions())
			must(t, err)
			defer g.Close()
			var refused *ReadOnlyError
			if err := g.TakeOver(ctx); !errors.As(err, &refused) || !refused.Held {
				t.Errorf("while the other edits: %v", err)
			}
			if out := g.Look(ctx); out != (Outside{}) {
				t.Errorf("while the other edits: %+v", out)
			}
			if killed {
				must(t, cmd.Process.Kill())
			}
			stop()
			if out := g.Look(ctx); !out.Free || out.Changed == killed || out.Err != nil {
				t.Errorf("when it is gone: %+v", out)
			}
			must(t, g.TakeOver(ctx))
			if readOnly, why := g.ReadOnly(); readOnly {
				t.Fatal(why)
			}
			do(t, g, "Add", addActor)
			must(t, g.TakeOver(ctx))
			checkSound(t, g)
			third, err := Open(ctx, f.Path(), testOptions())
			must(t, err)
			defer third.Close()
			if readOnly, _ := third.ReadOnly(); !readOnly {
				t.Error("who took over does not keep others out")
			}
		})
	}
}

// TestTakeOverRefuses what is not ours to take.
func TestTakeOverRefuses(t *testing.T) {
	ctx := context.Background()
	opt := testOptions()
	opt.ReadOnly = true
	f := edited(t, testOptions())
	asked, err := Open(ctx, f.Path(), opt)
	must(t, err)
	defer asked.Close()
	second, err := Open(ctx, f.Path(), testOptions())
	must(t, err)
	defer second.Close()
	must(t, f.Close())
	if err := asked.TakeOver(ctx); err == nil {
		t.Error("a project that was opened for reading became one for writing")
	}
	if out := asked.Look(ctx); out.Free {
		t.Error("and it was offered")
	}
	must(t, os.Rename(f.Path(), f.Path()+".ours"))
	must(t, os.WriteFile(f.Path(), plainProject(t), 0o600))
	var gone *GoneError
	if err := second.TakeOver(ctx); !errors.As(err, &gone) {
		t.Errorf("of a file that was replaced: %v", err)
	}
	must(t, os.Rename(f.Path()+".ours", f.Path()))
	must(t, os.Chmod(f.Path(), 0o444))
	if err := second.TakeOver(ctx); err == nil || !strings.Contains(err.Error(), "write-protected") {
		t.Errorf("of a protected file: %v", err)
	}
	if _, err := os.Stat(lockPath(f.Path())); err == nil {
		t.Error("a refused takeover left a lock")
	}
	must(t, os.Chmod(f.Path(), 0o644))
	if _, err := second.Actors(ctx); err != nil {
		t.Errorf("reading goes on: %v", err)
	}
}

func TestLookAtAClosedFile(t *testing.T) {
	f := edited(t, testOptions())
	must(t, f.Close())
	if out := f.Look(context.Background()); out != (Outside{}) {
		t.Errorf("is %+v", out)
	}
	if err := f.TakeOver(context.Background()); !errors.Is(err, ErrClosed) {
		t.Errorf("gave %v", err)
	}
}

func TestMountedAs(t *testing.T) {
	const table = `22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
35 22 0:31 / /home/a/Share rw,nosuid shared:2 - cifs //nas/share rw,vers=3.0
36 22 0:32 / /home/a/My\040Drive rw shared:3 - fuse.sshfs host:/x rw
37 22 0:33 / /mnt/nfs rw master:4 shared:5 - nfs4 nas:/x rw
38 22 0:34 / /mnt/usb rw - fuseblk /dev/sdb1 rw
39 37 0:35 / /mnt/nfs/local rw - tmpfs tmpfs rw
broken line
40 22 0:36 /
`
	for folder, want := range map[string]string{
		"/home/a/Documents": "", "/home/a/Share": "SMB share", "/home/a/Share/x/y": "SMB share", "/home/a/Sharepoint": "",
		"/home/a/My Drive/z": "SSH share", "/mnt/nfs/x": "NFS share", "/mnt/usb": "", "/mnt/nfs/local/x": "", "/": "",
	} {
		if got := shareKinds[mountedAs(folder, strings.NewReader(table))]; got != want {
			t.Errorf("%s lies on %q, want %q", folder, got, want)
		}
	}
	if got := networkKind(t.TempDir()); got != "" {
		t.Logf("the folder of the tests lies on a %s", got)
	}
}
