package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"time"
)

// Not every end can be caught where it happens: a panic on a goroutine of some
// library, two goroutines in one map, no memory. The Go runtime writes what it
// knows of those into a file that it is given beforehand. That text is raw: it
// has the panic's own words and addresses of arguments. The next start keeps of
// it what a report has, and deletes it.

const (
	rawPrefix = "ended-"
	rawSuffix = ".raw"
	// staleRaw is the age at which a file that stayed empty is dropped: the
	// program whose it was is long gone.
	staleRaw = 7 * 24 * time.Hour
)

// Watch lets the Go runtime leave word of an end that cannot be caught. The
// function that it returns ends that; it is to be called at an orderly end.
func (r Reports) Watch() (stop func(), err error) {
	if err := os.MkdirAll(r.Folder, 0o700); err != nil {
		return func() {}, err
	}
	path := filepath.Join(r.Folder, fmt.Sprintf("%s%d%s", rawPrefix, os.Getpid(), rawSuffix))
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return func() {}, err
	}
	err = errors.Join(debug.SetCrashOutput(f, debug.CrashOptions{}), f.Close())
	return func() {
		_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
		_ = os.Remove(path)
	}, err
}

// Adopt makes reports of what the runtime left, and reports whether there was
// anything. It is to be called before Watch.
func (r Reports) Adopt() (any bool) {
	raws, _ := filepath.Glob(filepath.Join(r.Folder, rawPrefix+"*"+rawSuffix))
	for _, path := range raws {
		st, err := os.Stat(path)
		switch {
		case err != nil:
		case st.Size() == 0 && r.Now().Sub(st.ModTime()) < staleRaw: // of a program that runs
		case st.Size() == 0:
			_ = os.Remove(path)
		default:
			any = r.adopt(path) || any
		}
	}
	return any
}

func (r Reports) adopt(path string) bool {
	raw, err := os.ReadFile(path)
	if err != nil {
		return false
	}
	what, stack := clean(string(raw))
	if _, err := r.write("the whole program", what, stack); err != nil {
		return false
	}
	return os.Remove(path) == nil
}

// What of a raw text is known to be the runtime's own words.
var (
	rawHead = regexp.MustCompile(`(?m)^(?:panic: (runtime error: (?:index out of range|slice bounds out of range|` +
		`invalid memory address or nil pointer dereference|integer divide by zero|makeslice: len out of range))|` +
		`(fatal error: (?:all goroutines are asleep - deadlock!|concurrent map [a-z ]+|stack overflow|` +
		`runtime: out of memory|unexpected signal during runtime execution)))`)
	rawGoroutine = regexp.MustCompile(`^goroutine \d+ .*\[[a-z0-9 ,]+\]:$`)
	rawFunction  = regexp.MustCompile(`^(?:created by )?([\w./%@~-]+(?:\(\*?\w+(?:\[\.\.\.\])?\))?[\w.\[\]-]*)(?:\(.*\)| in goroutine \d+)$`)
	rawPlace     = regexp.MustCompile(`^\t.*?([\w.-]+\.(?:go|s):\d+)(?: \+0x[0-9a-f]+)?$`)
)

// clean keeps of a raw text the runtime's own message, and the functions with
// the lines where they were: a function counts when its place follows it.
func clean(raw string) (what string, stack []string) {
	what = "what was said is left out"
	if m := rawHead.FindStringSubmatch(raw); m != nil {
		what = m[1] + m[2]
	}
	lines := strings.Split(strings.ReplaceAll(raw, "\r\n", "\n"), "\n")
	inside := false
	for i, line := range lines {
		if rawGoroutine.MatchString(line) {
			inside = true
			stack = append(stack, "")
			continue
		}
		if !inside || i+1 == len(lines) {
			continue
		}
		f, place := rawFunction.FindStringSubmatch(line), rawPlace.FindStringSubmatch(lines[i+1])
		if f != nil && place != nil {
			stack = append(stack, f[1]+" "+place[1])
		}
	}
	return what, stack
}
