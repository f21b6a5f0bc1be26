//go:build unix

package ui

import (
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"saywhen/app"
)

// TestFullDiskLeavesTheFormItsText commits against a limit on the size of files
// that the system really enforces.
//
// The limit holds for the whole process, also for the log that the test runner
// keeps of it; so the work is done in a child.
func TestFullDiskLeavesTheFormItsText(t *testing.T) {
	const child = "SAYWHEN_TEST_FULL_DISK"
	if os.Getenv(child) == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
		cmd.Env = append(os.Environ(), child+"=1")
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	f, p := openForm(t, app.Entry{Speaker: "Iran", Verb: "said"})
	p.form.gist.SetText("not to be lost")
	before := f.session.Index().Len()
	free := fillDisk(t)
	p.save()
	f.settle()
	free()
	if f.session.Index().Len() != before {
		t.Fatal("it was saved; the disk was not full")
	}
	if p.form.gist.Text != "not to be lost" || p.form.speaker.Text != "Iran" || !strings.Contains(p.status.Text, "Not saved") {
		t.Errorf("the form has %q; it says %q", p.form.gist.Text, p.status.Text)
	}
	if list := p.drafts.List(f.session.Path()); len(list) != 1 || list[0].Gist != "not to be lost" {
		t.Errorf("the drafts are %+v", list)
	}
	p.save()
	f.settle()
	if f.last().Gist != "not to be lost" || len(p.drafts.List(f.session.Path())) != 0 {
		t.Errorf("with room again: %+v", f.last())
	}
}

// fillDisk lets no file of this process grow beyond 4 KiB, which a draft needs
// less than and a commit more, until free is called.
func fillDisk(t *testing.T) (free func()) {
	t.Helper()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Skipf("this system has no limit on files: %v", err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: was.Max}); err != nil {
		t.Fatal(err)
	}
	free = func() {
		_ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was)
		signal.Reset(syscall.SIGXFSZ)
	}
	t.Cleanup(free)
	return free
}
