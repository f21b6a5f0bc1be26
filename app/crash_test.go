package app

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"saywhen/storage/sqlite"
)

// secret stands for what a report must not hold.
const secret = "Marzieh Afkham"

func testReports(t *testing.T) Reports {
	t.Helper()
	now := clock()
	return Reports{
		Folder: filepath.Join(t.TempDir(), "reports"), Version: "saywhen test",
		Now: func() time.Time { now = now.Add(time.Second); return now },
	}
}

func readReport(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func throwSecret() error { panic(secret + " denied it") }

func TestGuardKeepsWhereNotWhat(t *testing.T) {
	var nothing []int
	for name, tt := range map[string]struct {
		fn   func() error
		what string
	}{
		"words":   {throwSecret, "a value of type string"},
		"error":   {func() error { panic(errors.New(secret)) }, "a value of type *errors.errorString"},
		"runtime": {func() error { return errors.New(string(rune(nothing[3]))) }, "index out of range [3]"},
		"wrapped": {func() error { panic(errors.Join(errors.New(secret))) }, "a value of type *errors.joinError"},
	} {
		t.Run(name, func(t *testing.T) {
			r := testReports(t)
			var heard *Panic
			err := Guard(tt.fn, func(p *Panic) { heard = p })
			var p *Panic
			if !errors.As(err, &p) || p != heard {
				t.Fatalf("got %v, told %v", err, heard)
			}
			path, err := r.Write("job", p)
			if err != nil {
				t.Fatal(err)
			}
			text := readReport(t, path)
			if strings.Contains(text, secret) || strings.Contains(text, t.Name()+"/") || strings.Contains(text, r.Folder) {
				t.Errorf("the report says what it must not:\n%s", text)
			}
			for _, want := range []string{tt.what, "saywhen test", "crash_test.go:", "in: job"} {
				if !strings.Contains(text, want) {
					t.Errorf("the report does not say %q:\n%s", want, text)
				}
			}
		})
	}
	if err := Guard(func() error { return context.Canceled }, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("an error became %v", err)
	}
}

func TestPanicInASessionIsAFailure(t *testing.T) {
	var heard []*Panic
	first := newSession(t)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(context.Background(), first.Path(), Options{Now: clock, Panicked: func(p *Panic) { heard = append(heard, p) }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	enter(t, s, entry("Somebody", "said"))
	var p *Panic
	s.Do("Break", func(tx *sqlite.Tx) error {
		if err := tx.SetMeta("title", "half done"); err != nil {
			return err
		}
		return throwSecret()
	}, func(err error) {
		if !errors.As(err, &p) {
			t.Errorf("the step ended with %v", err)
		}
	})
	s.Flush()
	s.Read(func(context.Context, *sqlite.File) error { return throwSecret() }, func(err error) {
		if !errors.As(err, &p) {
			t.Errorf("the read ended with %v", err)
		}
	})
	s.Flush()
	if len(heard) != 2 {
		t.Errorf("told of %d panics", len(heard))
	}
	enter(t, s, entry("Somebody else", "said")) // it goes on
	if s.Index().Len() != 2 || s.Title() == "half done" {
		t.Errorf("%d statements, title %q", s.Index().Len(), s.Title())
	}
	if faults, err := s.File().Check(context.Background(), nil); err != nil || len(faults) > 0 {
		t.Errorf("the file is not whole: %v, %v", faults, err)
	}
}

func TestReportsAreFewAndTheLatestFirst(t *testing.T) {
	r := testReports(t)
	if r.Latest() != "" {
		t.Error("there is a report before any was written")
	}
	var last string
	for range maxReports + 5 {
		last, _ = r.Write("job", &Panic{What: "x"})
	}
	if r.Latest() != last || len(r.names()) != maxReports {
		t.Errorf("the latest of %d is %s, want %s", len(r.names()), r.Latest(), last)
	}
}

// TestRuntimeLeavesAReport lets a child end in ways that nobody can recover
// from, and adopts what the runtime left.
func TestRuntimeLeavesAReport(t *testing.T) {
	if how := os.Getenv("SAYWHEN_TEST_END"); how != "" {
		endBadly(how, os.Getenv("SAYWHEN_TEST_REPORTS"))
		return
	}
	for how, want := range map[string]string{
		"words": "what was said is left out", "nil": "invalid memory address or nil pointer dereference",
		"overflow": "endBadlyDeep", // the runtime says the reason elsewhere
	} {
		t.Run(how, func(t *testing.T) {
			r := testReports(t)
			cmd := exec.Command(os.Args[0], "-test.run", "^TestRuntimeLeavesAReport$")
			cmd.Env = append(os.Environ(), "SAYWHEN_TEST_END="+how, "SAYWHEN_TEST_REPORTS="+r.Folder)
			if out, err := cmd.CombinedOutput(); err == nil {
				t.Fatalf("the child lived:\n%s", out)
			}
			if !r.Adopt() || r.Adopt() {
				t.Fatal("there was nothing to adopt, or twice")
			}
			text := readReport(t, r.Latest())
			if strings.Contains(text, secret) || strings.Contains(text, "0x") || strings.Contains(text, string(filepath.Separator)+"app"+string(filepath.Separator)) {
				t.Errorf("the report says what it must not:\n%s", text)
			}
			if !strings.Contains(text, want) || !strings.Contains(text, "endBadly") {
				t.Errorf("the report does not say %q:\n%s", want, text)
			}
		})
	}
}

func endBadly(how, folder string) {
	r := Reports{Folder: folder, Version: "child", Now: time.Now}
	if _, err := r.Watch(); err != nil {
		os.Exit(0)
	}
	switch how {
	case "words":
		done := make(chan bool)
		go func() { endBadlyWith(secret + "\n\tdenied(it)\n\t/home/" + secret + "/x.go:3"); done <- true }()
		<-done
	case "nil":
		var p *Panic
		_ = p.What
	case "overflow":
		debug.SetMaxStack(1 << 20)
		depth = endBadlyDeep(1)
	}
}

// depth keeps what endBadlyDeep never returns from being left out.
var depth int

// endBadlyDeep calls itself until the stack ends; no condition of its own stops
// it, but the vet does not know that.
func endBadlyDeep(n int) int {
	if n < 0 {
		return n
	}
	return endBadlyDeep(n+1) + n
}

func endBadlyWith(words string) { panic(words) }

func TestCleanKeepsOnlyFunctionsAndLines(t *testing.T) {
	raw := "panic: Marzieh Afkham(\n\ndenied(\"it\")\n\t/home/x/afkham.go:3\n\n" +
		"goroutine 7 [running]:\nsaywhen/app.(*Session).Do(0xc000, {0x1, 0x2})\n\t/home/x/saywhen/app/do.go:20 +0x1d\n" +
		"saywhen/app.call[...](...)\n\t/home/x/saywhen/app/do.go:190\nMarzieh Afkham\ncreated by saywhen/app.newWorker in goroutine 1\n\t/home/x/worker.go:20 +0x9\n"
	what, stack := clean(raw)
	want := "|saywhen/app.(*Session).Do do.go:20|saywhen/app.call[...] do.go:190|saywhen/app.newWorker worker.go:20"
	if got := strings.Join(stack, "|"); got != want || what != "what was said is left out" {
		t.Errorf("%q\n%s\nwant\n%s", what, got, want)
	}
}

func TestOrderlyEndLeavesNothing(t *testing.T) {
	r := testReports(t)
	stop, err := r.Watch()
	if err != nil {
		t.Fatal(err)
	}
	if r.Adopt() {
		t.Error("a program that runs was taken for one that ended")
	}
	stop()
	if left, _ := os.ReadDir(r.Folder); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}
