package ui

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// The tests of the real window build the program, start it on a screen of
// their own (a fresh Xvfb, no window manager) and use it as a person would,
// with xdotool. They never sleep: each step waits for the line of the trace
// that says it has been done.

// patience is how long a step may take before the test gives up; machines are
// slow, and nothing is measured here.
const patience = 60 * time.Second

// needTools skips a test where there is no screen to be had. CI must not skip.
func needTools(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("the real window is left out of short tests")
	}
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("CI must test the real window, but %s is missing: run .ci/install test", tool)
			}
			t.Skipf("the real window is not tested: %s is missing (make test installs it)", tool)
		}
	}
}

var program struct {
	once sync.Once
	path string
	err  error
}

// buildProgram builds the program once for all tests of the real window.
func buildProgram(t *testing.T) string {
	t.Helper()
	program.once.Do(func() {
		dir, err := os.MkdirTemp("", "saywhen-window-test")
		if err != nil {
			program.err = err
			return
		}
		program.path = filepath.Join(dir, "saywhen")
		out, err := exec.Command("go", "build", "-o", program.path, "saywhen").CombinedOutput()
		if err != nil {
			program.err = fmt.Errorf("%w\n%s", err, out)
		}
	})
	if program.err != nil {
		t.Fatalf("the program does not build: %v", program.err)
	}
	return program.path
}

func TestMain(m *testing.M) {
	code := m.Run()
	if program.path != "" {
		os.RemoveAll(filepath.Dir(program.path))
	}
	os.Exit(code)
}

// screen is a display of its own.
type screen struct {
	t       *testing.T
	display string
	pixels  string // the file in which the X server keeps its picture
}

func newScreen(t *testing.T, w, h int) *screen {
	t.Helper()
	dir := t.TempDir()
	r, pw, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", w, h), "-nolisten", "tcp", "-fbdir", dir)
	cmd.ExtraFiles = []*os.File{pw}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	pw.Close()
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb did not start: %v", err)
	}
	return &screen{t: t, display: ":" + strings.TrimSpace(line), pixels: filepath.Join(dir, "Xvfb_screen0")}
}

// xdo runs xdotool on this screen.
func (s *screen) xdo(args ...string) string {
	s.t.Helper()
	cmd := exec.Command("xdotool", args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display)
	out, err := cmd.CombinedOutput()
	if err != nil {
		s.t.Fatalf("xdotool %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// shot copies what the screen shows. The X server keeps it as an XWD file: 25
// big-endian words, a name, a colour map, then rows of pixels.
func (s *screen) shot() *image.RGBA {
	s.t.Helper()
	data, err := os.ReadFile(s.pixels)
	if err != nil {
		s.t.Fatal(err)
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(data[4*i:])) }
	w, h, perLine := word(4), word(5), word(12)
	if bits := word(11); bits != 32 {
		s.t.Fatalf("the screen has %d bits a pixel, 32 expected", bits)
	}
	order := binary.ByteOrder(binary.BigEndian)
	if word(7) == 0 {
		order = binary.LittleEndian
	}
	at := word(0) + word(19)*12
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			p := order.Uint32(data[at+y*perLine+4*x:])
			img.SetRGBA(x, y, color.RGBA{uint8(p >> 16), uint8(p >> 8), uint8(p), 255})
		}
	}
	return img
}

// differing counts the pixels of a rectangle that two pictures do not share.
func differing(a, b *image.RGBA, r image.Rectangle) (n int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
				n++
			}
		}
	}
	return n
}

// traced is one line of the trace.
type traced map[string]any

func (l traced) is(step string) bool { return l["step"] == step }

func (l traced) number(name string) float64 {
	f, _ := l[name].(float64)
	return f
}

func (l traced) text(name string) string {
	s, _ := l[name].(string)
	return s
}

// running is the program with its window.
type running struct {
	*screen
	t      *testing.T
	cmd    *exec.Cmd
	lines  chan traced
	seen   []traced
	stderr bytes.Buffer
	ended  chan error
}

// home is where a run keeps its settings and state, so that no test meets
// those of a person or of another test.
func environment(home, display string) []string {
	var env []string
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if !strings.HasPrefix(name, "XDG_") && name != "HOME" && name != "DISPLAY" && name != "WAYLAND_DISPLAY" && name != "LANG" && name != "LC_ALL" {
			env = append(env, kv)
		}
	}
	return append(env, "HOME="+home, "DISPLAY="+display, "LANG=en_US.UTF-8", "FYNE_THEME=light")
}

// start opens the window and waits for its first picture.
func start(t *testing.T, s *screen, home string, args ...string) *running {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p := &running{screen: s, t: t, lines: make(chan traced, 10_000), ended: make(chan error, 1)}
	p.cmd = exec.Command(buildProgram(t), append([]string{"--trace", "/dev/fd/3"}, args...)...)
	p.cmd.ExtraFiles = []*os.File{w}
	p.cmd.Stderr = &p.stderr
	p.cmd.Env = environment(home, s.display)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	go p.readTrace(r)
	t.Cleanup(func() { p.cmd.Process.Kill() })
	p.wait("first picture", func(l traced) bool { return l.is("first_frame") })
	window := s.xdo("search", "--sync", "--onlyvisible", "--pid", fmt.Sprint(p.cmd.Process.Pid))
	s.xdo("windowfocus", strings.Fields(window)[0])
	return p
}

func (p *running) readTrace(r *os.File) {
	defer close(p.lines)
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		var l traced
		if json.Unmarshal(sc.Bytes(), &l) == nil {
			p.lines <- l
		}
	}
	p.ended <- p.cmd.Wait()
}

// wait reads the trace until a line fits and gives that line.
func (p *running) wait(what string, fits func(traced) bool) traced {
	p.t.Helper()
	limit := time.After(patience)
	for {
		select {
		case l, ok := <-p.lines:
			if !ok {
				p.t.Fatalf("waiting for %s: the program ended\n%s%s", what, p.last(), p.stderr.String())
			}
			p.seen = append(p.seen, l)
			if fits(l) {
				return l
			}
		case <-limit:
			p.t.Fatalf("waiting for %s: nothing for %s\n%s%s", what, patience, p.last(), p.stderr.String())
		}
	}
}

// waitStep waits for a step by name.
func (p *running) waitStep(step string) traced {
	p.t.Helper()
	return p.wait(step, func(l traced) bool { return l.is(step) })
}

// last gives the end of the trace, for messages.
func (p *running) last() string {
	var b strings.Builder
	for _, l := range p.seen[max(0, len(p.seen)-15):] {
		fmt.Fprintln(&b, l)
	}
	return b.String()
}

// key presses keys, one after the other: "ctrl+n", "Tab".
func (p *running) key(keys ...string) {
	p.t.Helper()
	p.xdo(append([]string{"key", "--delay", "40"}, keys...)...)
}

// typeText types a text.
func (p *running) typeText(s string) {
	p.t.Helper()
	p.xdo("type", "--delay", "25", s)
}

// quit closes the window by its shortcut and waits for the program's end.
func (p *running) quit() {
	p.t.Helper()
	p.key("ctrl+q")
	select {
	case err := <-p.ended:
		if err != nil {
			p.t.Fatalf("the program ended with %v\n%s", err, p.stderr.String())
		}
	case <-time.After(patience):
		p.t.Fatal("the program did not end")
	}
}
