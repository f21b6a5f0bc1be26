//go:build linux

package app

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkMillionWindow opens the project of a million statements in the real
// window on a virtual display, notes the memory two seconds after the first
// frame, and pans until 300 frames have been drawn. What a frame took is what
// the window's trace says. It is left out where Xvfb or xdotool is missing.
func BenchmarkMillionWindow(b *testing.B) {
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			b.Skipf("there is no %s here to run a window in", tool)
		}
	}
	path := filepath.Join(b.TempDir(), "million.saywhen")
	if err := copyFile(benchProject(b, million), path); err != nil {
		b.Fatal(err)
	}
	program := filepath.Join(b.TempDir(), "saywhen")
	if out, err := exec.Command("go", "build", "-o", program, "saywhen").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	display := startDisplay(b)
	for b.Loop() {
		w := startWindow(b, program, path, display)
		first := w.await("first_frame", 1, 2*time.Minute)
		time.Sleep(2 * time.Second)
		b.ReportMetric(first[0].MS, "first-frame-ms")
		b.ReportMetric(processMemory(b, w.pid, "VmRSS"), "settled-MiB")
		b.ReportMetric(peakMemory(b, w.pid), "peak-MiB")
		w.pan()
	}
	b.ReportMetric(0, "ns/op")
}

// startDisplay starts a virtual display and gives its name.
func startDisplay(b *testing.B) string {
	b.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24")
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	w.Close()
	b.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return ":" + strings.TrimSpace(number)
}

// realWindow is a running program with its trace.
type realWindow struct {
	b     *testing.B
	pid   string
	env   []string
	trace string
}

// traced is a line of the trace.
type traced struct {
	Step   string  `json:"step"`
	MS     float64 `json:"ms"`
	Layout float64 `json:"layout_ms"`
	Paint  float64 `json:"paint_ms"`
}

func startWindow(b *testing.B, program, project, display string) *realWindow {
	b.Helper()
	home := b.TempDir()
	w := &realWindow{b: b, trace: filepath.Join(home, "trace")}
	w.env = append(
		os.Environ(), "DISPLAY="+display, "HOME="+home, "LANG=en_US.UTF-8",
		"XDG_CONFIG_HOME="+filepath.Join(home, "config"), "XDG_STATE_HOME="+filepath.Join(home, "state"))
	cmd := exec.Command(program, "open", project, "--trace", w.trace)
	cmd.Env = w.env
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	w.pid = strconv.Itoa(cmd.Process.Pid)
	return w
}

// await waits until the trace has so many lines of a step, and gives them.
func (w *realWindow) await(step string, n int, most time.Duration) []traced {
	w.b.Helper()
	for end := time.Now().Add(most); ; time.Sleep(50 * time.Millisecond) {
		if list := w.steps(step); len(list) >= n {
			return list
		}
		if time.Now().After(end) {
			w.b.Fatalf("%d lines %q in the trace after %v, want %d", len(w.steps(step)), step, most, n)
		}
	}
}

func (w *realWindow) steps(step string) (list []traced) {
	text, err := os.ReadFile(w.trace)
	if err != nil {
		return nil
	}
	for line := range bytes.Lines(text) {
		var t traced
		if json.Unmarshal(line, &t) == nil && t.Step == step {
			list = append(list, t)
		}
	}
	return list
}

func (w *realWindow) key(args ...string) {
	w.b.Helper()
	cmd := exec.Command("xdotool", args...)
	cmd.Env = w.env
	if out, err := cmd.CombinedOutput(); err != nil {
		w.b.Fatalf("xdotool %v: %v\n%s", args, err, out)
	}
}

// pan zooms in four times and goes to and fro until 300 frames have come.
func (w *realWindow) pan() {
	const frames = 300
	w.key("search", "--sync", "--onlyvisible", "--pid", w.pid, "windowfocus")
	w.key("mousemove", "700", "400", "click", "1")
	w.key("key", "--delay", "150", "plus", "plus", "plus", "plus")
	before := len(w.steps("frame"))
	for i := 0; len(w.steps("frame")) < before+frames; i++ {
		if i == 100 {
			w.b.Fatalf("%d frames after %d keys", len(w.steps("frame"))-before, i*10)
		}
		way := "Right"
		if i%4 > 1 {
			way = "Left"
		}
		w.key("key", "--delay", "40", "--repeat", "10", way)
	}
	var layout, paint, both []float64
	for _, t := range w.steps("frame")[before : before+frames] {
		layout, paint, both = append(layout, t.Layout), append(paint, t.Paint), append(both, t.Layout+t.Paint)
	}
	for name, list := range map[string][]float64{"layout": layout, "paint": paint, "frame": both} {
		slices.Sort(list)
		w.b.ReportMetric(part(list, 0.5), name+"-ms")
		w.b.ReportMetric(part(list, 0.95), name+"-p95-ms")
	}
	if err := os.WriteFile(filepath.Join(benchFolder(w.b), "window.trace"), must(os.ReadFile(w.trace)), 0o600); err == nil {
		w.b.Log(fmt.Sprint("the trace is window.trace in ", benchFolder(w.b)))
	}
}
