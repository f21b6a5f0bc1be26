package sqlite

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The suites that look for lost work: kills, full disks, damage, two programs at
// one file. Each is a number of rounds. A plain `go test` makes a few of them; with
// SAYWHEN_SOAK=FOLDER all are made, the folder keeps how far each suite is and what
// it counted, and a run that was stopped goes on there. Round i of a seed always
// does the same, as far as a kill can be repeated.
//
// What is killed, or may hang, runs in a child process: this test binary again,
// told by SAYWHEN_CHILD what to be.

const (
	soakFolder = "SAYWHEN_SOAK"
	soakSeed   = "SAYWHEN_SOAK_SEED"
	childRole  = "SAYWHEN_CHILD"
)

// children are what a child process can be; it gets the arguments.
var children = map[string]func(args []string, out io.Writer) error{
	"edit":    editUntilKilled,
	"examine": examine,
	"write":   writeNumbers,
}

func TestMain(m *testing.M) {
	if role := os.Getenv(childRole); role != "" {
		if err := children[role](os.Args[1:], os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// inChild makes a process of a role; what it says on stderr is ours.
func inChild(role string, args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), childRole+"="+role)
	c.Stderr = os.Stderr
	return c
}

// soak is one suite. Its exported fields are its state file.
type soak struct {
	Name    string         `json:"name"`
	Seed    uint64         `json:"seed"`
	Done    int            `json:"done"` // rounds
	Figures map[string]int `json:"figures"`

	t      *testing.T
	rounds int
	state  string // path, or "" in a short run
	folder string // for files that the rounds share
}

// newSoak starts a suite, or goes on with one.
func newSoak(t *testing.T, name string, short, whole int) *soak {
	t.Helper()
	s := &soak{Name: name, Seed: 2014, Figures: map[string]int{}, t: t, rounds: short}
	root := os.Getenv(soakFolder)
	if root == "" {
		s.folder = t.TempDir()
		return s
	}
	s.rounds = whole
	if text := os.Getenv(soakSeed); text != "" {
		_, err := fmt.Sscan(text, &s.Seed)
		must(t, err)
	}
	s.folder = filepath.Join(root, name)
	must(t, os.MkdirAll(s.folder, 0o755))
	s.state = filepath.Join(root, name+".json")
	if text, err := os.ReadFile(s.state); err == nil {
		must(t, json.Unmarshal(text, s))
		t.Logf("%s: %d of %d rounds were made before; remove %s to begin anew", name, s.Done, s.rounds, root)
	}
	return s
}

// each makes the rounds that are left and says what was counted.
func (s *soak) each(round func(r *rand.Rand, i int)) {
	s.t.Helper()
	began := time.Now()
	first := s.Done
	for ; s.Done < s.rounds && !s.t.Failed(); s.save() {
		round(rand.New(rand.NewPCG(s.Seed, uint64(s.Done))), s.Done)
		s.Done++
	}
	s.t.Logf("%d rounds took %.0f s", s.Done-first, time.Since(began).Seconds())
	s.report()
}

// report says what was counted in all runs.
func (s *soak) report() {
	s.t.Helper()
	parts := make([]string, 0, len(s.Figures))
	for _, what := range slices.Sorted(maps.Keys(s.Figures)) {
		parts = append(parts, fmt.Sprintf("%d %s", s.Figures[what], what))
	}
	s.t.Logf("%s: %d of %d rounds (seed %d): %s", s.Name, s.Done, s.rounds, s.Seed, strings.Join(parts, ", "))
}

// count adds to a figure.
func (s *soak) count(what string, n int) { s.Figures[what] += n }

func (s *soak) save() {
	if s.state == "" || s.t.Failed() {
		return
	}
	text, err := json.MarshalIndent(s, "", "  ")
	must(s.t, err)
	must(s.t, os.WriteFile(s.state+".new", text, 0o600))
	must(s.t, os.Rename(s.state+".new", s.state))
}

// project gives the path of a project that the rounds share, made by fill when it
// is not there.
func (s *soak) project(fill func(*File)) string {
	s.t.Helper()
	path := filepath.Join(s.folder, "affair"+Extension)
	if _, err := os.Stat(path); err == nil {
		return path
	}
	f, err := Create(s.t.Context(), path, testOptions())
	must(s.t, err)
	fill(f)
	must(s.t, f.Close())
	return path
}

// lines reads what a child says, line by line, until it ends.
func lines(c *exec.Cmd) (<-chan string, error) {
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	said := make(chan string, 1024)
	if err := c.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(said)
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			said <- scanner.Text()
		}
	}()
	return said, nil
}

// TestResuming stops a suite after some rounds: the rest follow, with the same
// randomness, and the figures add up.
func TestResuming(t *testing.T) {
	run := func(root string, rounds int) (numbers []uint64, s *soak) {
		t.Setenv(soakFolder, root)
		s = newSoak(t, "test", 1, rounds)
		s.each(func(r *rand.Rand, i int) {
			numbers = append(numbers, r.Uint64())
			s.count("rounds", 1)
		})
		return numbers, s
	}
	all, _ := run(t.TempDir(), 5)
	root := t.TempDir()
	first, _ := run(root, 2)
	rest, s := run(root, 5)
	if got := append(first, rest...); !slices.Equal(got, all) || len(rest) != 3 || s.Figures["rounds"] != 5 {
		t.Errorf("in two runs %v, in one %v; figures %v", got, all, s.Figures)
	}
	if again, _ := run(root, 5); len(again) != 0 {
		t.Errorf("%d rounds were made after the last", len(again))
	}
}
