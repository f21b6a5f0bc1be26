package cli

import (
	"strings"
	"testing"
)

func TestExportCharts(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a", "--sample")
	for _, name := range []string{"n.png", "n.svg", "n.html", "n.csv"} {
		if out := c.ok("export", "a.saywhen", "--chart", "network", "-o", name, "--set", "mode=conflict", "--set", "layout=circular", "--width", "600", "--height", "400"); out != name+"\n" {
			t.Errorf("it says %q", out)
		}
		if read(t, name) == "" {
			t.Errorf("%s is empty", name)
		}
	}
	if svg := read(t, "n.svg"); !strings.Contains(svg, `width="600" height="400"`) || !strings.Contains(svg, "Who takes opposite sides") {
		t.Errorf("%.200s", svg)
	}
	out := c.ok("export", "a.saywhen", "--all-charts", "all", "--format", "svg", "--theme", "print")
	if n := strings.Count(out, ".svg\n"); n != 10 {
		t.Errorf("%d pictures: %s", n, out)
	}
	write(t, "rows.csv", "speaker,verb,date\nIran,said,2014\n")
	c.ok("new", "b")
	c.ok("import", "b.saywhen", "rows.csv")
	code, out, words := c.run("export", "b.saywhen", "--all-charts", "all")
	if code != 0 || strings.Contains(out, "river") || !strings.Contains(words, "nothing to show in: ") || !strings.Contains(words, "river") {
		t.Errorf("exit %d\n%s%s", code, out, words)
	}
	code, _, words = c.run("export", "b.saywhen", "--chart", "river", "-o", "r.png")
	if code != 0 || !strings.Contains(words, "nothing to show") {
		t.Errorf("exit %d %s", code, words)
	}
	code, _, words = c.run("export", "b.saywhen", "--chart", "latency", "--set", "claim=x", "-o", "r.png")
	if code != 1 || !strings.Contains(words, `there is no claim "x"`) {
		t.Errorf("exit %d %s", code, words)
	}
}

func TestOpenView(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a", "--sample")
	c.ok("export", "a.saywhen", "--chart", "flow", "-o", "f.svg", "--set", "top=5", "--actor", "Iran", "--theme", "dark")
	c.ok("open-view", "f.svg")
	w := c.opened
	if w == nil || w.File != "a.saywhen" || w.View == nil || w.View.Chart != "flow" || w.View.Set["top"] != "5" || len(w.View.Filter.Actors) == 0 || w.View.Theme != "dark" {
		t.Fatalf("%+v", w)
	}
	write(t, "rows.csv", "speaker,verb,date\nIran,said,2014\n")
	c.ok("import", "a.saywhen", "rows.csv")
	code, _, words := c.run("open-view", "f.svg", "a.saywhen")
	if code != 0 || words != "a.saywhen has changed since f.svg was made: the window shows it as it is now.\n" {
		t.Errorf("exit %d %s", code, words)
	}
	c.err = ErrNoDisplay
	if code, _, words := c.run("open-view", "f.svg"); code != 1 || !strings.Contains(words, "no display") {
		t.Errorf("exit %d %s", code, words)
	}
	write(t, "other.svg", "<svg/>")
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"other.svg"}, 1, "not made by Saywhen"},
		{[]string{"none.png"}, 1, "cannot be read"},
		{[]string{"f.svg", "none.saywhen"}, 1, "none.saywhen"},
	} {
		if code, _, words := c.run(append([]string{"open-view"}, test.args...)...); code != test.code || !strings.Contains(words, test.want) {
			t.Errorf("%v: exit %d %s", test.args, code, words)
		}
	}
	svg := read(t, "f.svg")
	write(t, "moved.svg", strings.ReplaceAll(svg, "a.saywhen", "gone.saywhen"))
	if code, _, words := c.run("open-view", "moved.svg"); code != 2 || !strings.Contains(words, "gone.saywhen is not beside moved.svg") {
		t.Errorf("exit %d %s", code, words)
	}
}
