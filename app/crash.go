package app

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// A panic is a mistake of ours. What is done in a session is given up where it
// panics, as if it had failed: its transaction is rolled back and whoever asked
// is told. What is left of it is a report that its user can send to anyone: the
// functions that were running with their line numbers, and nothing that was
// typed, read or stored. Even the panic's own words are left out unless they
// are the Go runtime's, as they could quote a name.

// Panic is the error that a panic becomes.
type Panic struct {
	// What is the Go runtime's message, or the type of what was thrown.
	What string
	// Stack names the functions that were running, the innermost first:
	// "saywhen/app.(*Session).Do do.go:20".
	Stack []string
}

func (p *Panic) Error() string {
	return "Saywhen made a mistake and gave up what it was doing; nothing of that was saved, and nothing else was lost"
}

// Guard runs fn; a panic in it becomes an error, of type *Panic, which told,
// when given, hears of first.
func Guard(fn func() error, told func(*Panic)) (err error) {
	defer func() {
		if v := recover(); v != nil {
			p := NewPanic(v)
			if told != nil {
				told(p)
			}
			err = p
		}
	}()
	return fn()
}

// guard is Guard for what the session does.
func (s *Session) guard(fn func() error) error { return Guard(fn, s.panicked) }

// NewPanic describes a recovered value. It is called by the deferred function
// that recovered it: the stack is still that of the panic.
func NewPanic(v any) *Panic {
	p := &Panic{What: fmt.Sprintf("a value of type %T", v)}
	var ours runtime.Error
	if err, ok := v.(error); ok && errors.As(err, &ours) {
		p.What = ours.Error()
	}
	pc := make([]uintptr, 100)
	frames := runtime.CallersFrames(pc[:runtime.Callers(2, pc)])
	for {
		f, more := frames.Next()
		p.Stack = append(p.Stack, fmt.Sprintf("%s %s:%d", f.Function, filepath.Base(f.File), f.Line))
		if !more {
			return p
		}
	}
}

// Reports are the files in a folder of the user's that say where the program
// made mistakes. Each is called by its time and ends in ".txt".
type Reports struct {
	Folder  string
	Version string
	Now     func() time.Time
}

// maxReports is how many are kept.
const maxReports = 20

// Write keeps a report and returns its path. where says what the program was
// doing, in words of ours: "window", "job".
func (r Reports) Write(where string, p *Panic) (path string, err error) {
	return r.write(where, p.What, p.Stack)
}

func (r Reports) write(where, what string, stack []string) (path string, err error) {
	if err := os.MkdirAll(r.Folder, 0o700); err != nil {
		return "", err
	}
	now := r.Now().UTC()
	text := fmt.Sprintf("%s\n%s/%s, %s\n%s\n\nin: %s\n%s\n\n%s\n",
		r.Version, runtime.GOOS, runtime.GOARCH, runtime.Version(), now.Format(time.RFC3339),
		where, what, strings.Join(stack, "\n"))
	base := now.Format("2006-01-02T15-04-05.000Z")
	path = filepath.Join(r.Folder, base+reportExtension)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return "", err
	}
	r.thin()
	return path, nil
}

const reportExtension = ".txt"

// names lists the reports, the newest first.
func (r Reports) names() (names []string) {
	entries, _ := os.ReadDir(r.Folder) // none where there is no folder
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), reportExtension) {
			names = append(names, e.Name())
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(b, a) })
	return names
}

// thin drops the oldest reports.
func (r Reports) thin() {
	for _, name := range r.names()[min(maxReports, len(r.names())):] {
		_ = os.Remove(filepath.Join(r.Folder, name))
	}
}

// Latest is the path of the newest report, or "".
func (r Reports) Latest() string {
	if names := r.names(); len(names) > 0 {
		return filepath.Join(r.Folder, names[0])
	}
	return ""
}
