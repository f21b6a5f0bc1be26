package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

// call runs the program in a folder.
type call struct {
	t      testing.TB
	opened *Window
	err    error // of the window
}

func (c *call) run(args ...string) (code int, stdout, stderr string) {
	c.t.Helper()
	var out, words bytes.Buffer
	code = Run(context.Background(), args, Env{
		Stdout: &out, Stderr: &words, Version: "saywhen test",
		OpenWindow: func(w Window) error { c.opened = &w; return c.err },
	})
	return code, out.String(), words.String()
}

// ok runs what must succeed without a word to stderr, and gives its results.
func (c *call) ok(args ...string) string {
	c.t.Helper()
	code, out, words := c.run(args...)
	if code != 0 || words != "" {
		c.t.Fatalf("saywhen %s: exit %d\n%s%s", strings.Join(args, " "), code, out, words)
	}
	return out
}

func inFolder(t *testing.T) *call {
	t.Helper()
	t.Chdir(t.TempDir())
	return &call{t: t}
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// golden compares with a file under testdata, whose folder is that of the test.
func golden(t *testing.T, home, name, got string) {
	t.Helper()
	path := filepath.Join(home, "testdata", name)
	if *update {
		write(t, path, got)
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

func TestGoldens(t *testing.T) {
	home, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	c := inFolder(t)
	c.ok("new", "a", "--sample")
	write(t, "rows.csv", "when,who,event,to whom,colour\n2014-09-05,Iran,said,Iraq,red\n5.9.2014,Iran,said,Iraq,\n2014-09-06,,said,Iraq,\n2014-09-06,BBC,\"sa\x01id\",Iraq,\n")
	write(t, "events.csv", "a,b\nIran,said\n")
	for _, g := range []struct {
		name string
		args []string
	}{
		{"help", []string{"--help"}},
		{"help-new", []string{"new", "--help"}},
		{"help-info", []string{"info", "--help"}},
		{"help-check", []string{"check", "--help"}},
		{"help-import", []string{"import", "--help"}},
		{"help-export", []string{"export", "--help"}},
		{"version", []string{"--version"}},
		{"info", []string{"info", "a.saywhen"}},
		{"info-json", []string{"info", "a.saywhen", "--json"}},
		{"check", []string{"check", "a.saywhen"}},
		{"check-json", []string{"check", "a.saywhen", "--json"}},
		{"help-repair", []string{"repair", "--help"}},
		{"repair", []string{"repair", "a.saywhen", "-o", "b.saywhen"}},
		{"import-dry", []string{"import", "a.saywhen", "rows.csv", "--dry-run"}},
		{"import", []string{"import", "a.saywhen", "rows.csv"}},
		{"import-no-columns", []string{"import", "a.saywhen", "events.csv"}},
		{"import-map", []string{"import", "a.saywhen", "events.csv", "--map", "speaker=a,verb=b"}},
		{"import-map-wrong", []string{"import", "a.saywhen", "events.csv", "--map", "speaker"}},
		{"new-there", []string{"new", "a.saywhen"}},
		{"no-argument", []string{"info"}},
		{"unknown-flag", []string{"info", "a.saywhen", "--loud"}},
		{"export-ending", []string{"export", "a.saywhen", "-o", "a.docx"}},
		{"export-date", []string{"export", "a.saywhen", "-o", "a.png", "--from", "June"}},
		{"export-actor", []string{"export", "a.saywhen", "-o", "a.png", "--actor", "Nobody"}},
		{"export-theme", []string{"export", "a.saywhen", "-o", "a.png", "--theme", "pink"}},
		{"export-chart", []string{"export", "a.saywhen", "-o", "a.png", "--chart", "pie"}},
		{"export-chart-ending", []string{"export", "a.saywhen", "-o", "a.json", "--chart", "flow"}},
		{"export-chart-set", []string{"export", "a.saywhen", "-o", "a.png", "--chart", "network", "--set", "mode=love"}},
		{"export-nothing", []string{"export", "a.saywhen"}},
		{"export-all", []string{"export", "a.saywhen", "--all-charts", "dir", "--format", "csv"}},
		{"charts", []string{"charts"}},
		{"help-charts", []string{"charts", "--help"}},
		{"help-open-view", []string{"open-view", "--help"}},
		{"export-cut", []string{"export", "a.saywhen", "-o", "a.svg", "--height", "300"}},
	} {
		code, out, words := c.run(g.args...)
		out = revision.ReplaceAllString(out, "(revision)") // that of the sample
		golden(t, home, g.name+".txt", fmt.Sprintf("$ saywhen %s\n%s%s[exit %d]\n",
			strings.Join(g.args, " "), block("", out), block("! ", words), code))
	}
}

var revision = regexp.MustCompile(`[0-9a-f]{64}`)

// block puts a mark before each line, so that the two streams can be told apart.
func block(mark, text string) string {
	if text == "" {
		return ""
	}
	return mark + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+mark) + "\n"
}

func TestSampleFigures(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a.saywhen", "--sample")
	var info map[string]any
	if err := json.Unmarshal([]byte(c.ok("info", "a.saywhen", "--json")), &info); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]float64{
		"actors": 12, "documents": 1, "claims": 7, "statements": 15, "relations": 7, "reported_in": 1,
	} {
		if info[key] != want {
			t.Errorf("%s is %v, not %v", key, info[key], want)
		}
	}
	c.ok("new", "b.saywhen", "--sample")
	if c.ok("info", "a.saywhen", "--json") != c.ok("info", "b.saywhen", "--json") {
		t.Error("two projects of the sample differ, in their revisions perhaps")
	}
}

func TestRoundTripsThroughFiles(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a.saywhen", "--sample")
	for _, name := range []string{"x.json", "x.csv", "x.tsv"} {
		c.ok("export", "a.saywhen", "-o", name)
		c.ok("new", name+".saywhen")
		c.ok("import", name+".saywhen", name)
		c.ok("export", name+".saywhen", "-o", "second-"+name)
		if read(t, name) != read(t, "second-"+name) {
			t.Errorf("%s went in and came out otherwise", name)
		}
		c.ok("check", name+".saywhen")
	}
}

func TestPathsOfEveryKind(t *testing.T) {
	c := inFolder(t)
	for _, name := range []string{"with space", "100%25", "what?", "no#1", "پروژه", "o'brien", "🕊️", "a&b=c;d", "%", "-v"} {
		if err := os.Mkdir("f "+strings.TrimPrefix(name, "-"), 0o700); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("f "+strings.TrimPrefix(name, "-"), name+".saywhen")
		c.ok("new", path, "--sample")
		c.ok("check", path)
		c.ok("export", path, "-o", path+".json")
		c.ok("export", path, "-o", path+".svg")
		c.ok("import", path, path+".json")
		if out := c.ok("info", path, "--json"); !strings.Contains(out, `"statements":15`) {
			t.Errorf("%s: %s", path, out)
		}
	}
}

func TestNamesOfEveryKind(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a")
	names := []string{"رهبر: Khamenei گفت ۱۴۰۴ (تهران)", "🕊️🏳️‍🌈", strings.Repeat("long ", 100) + "end", `"quoted" 'n' \back; a=b, c`, "</script>", "__f__alert(1)__f__"}
	rows := "speaker,verb,date\n"
	for _, n := range names {
		rows += `"` + strings.ReplaceAll(n, `"`, `""`) + "\",said,2014\n"
	}
	write(t, "rows.csv", rows+"\"bell \a\",said,2014\n")
	code, out, words := c.run("import", "a.saywhen", "rows.csv")
	if code != 0 || !strings.Contains(words, "line 8, speaker: has a control character (U+0007)") || !strings.Contains(out, "6 of 7 rows") {
		t.Fatal(code, out, words)
	}
	c.ok("export", "a.saywhen", "-o", "a.csv")
	for _, name := range []string{"a.png", "a.svg", "a.html"} {
		c.ok("export", "a.saywhen", "-o", name)
	}
	table := read(t, "a.csv")
	for _, n := range names {
		if !strings.Contains(table, strings.ReplaceAll(n, `"`, `""`)) {
			t.Errorf("%q is not in the table", n)
		}
	}
	if page := read(t, "a.html"); strings.Contains(page, "</script>\"") {
		t.Error("a name ends the script of the page")
	}
}

// TestBadInput holds what the program does with files that are no projects: one
// sentence, exit 1, and the file as it was.
func TestBadInput(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "good", "--sample")
	good := read(t, "good.saywhen")
	write(t, "text.saywhen", "hello, this is no project\n")
	write(t, "picture.saywhen", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	write(t, "empty.saywhen", "")
	write(t, "cut.saywhen", good[:len(good)/2])
	write(t, "short.saywhen", good[:50])
	newer := []byte(good)
	newer[63] = 99 // user_version
	write(t, "newer.saywhen", string(newer))
	foreign := []byte(good)
	copy(foreign[68:72], "GIS\x00") // application_id
	write(t, "foreign.saywhen", string(foreign))
	if err := os.Mkdir("folder.saywhen", 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, "rows.csv", "speaker,verb\nA,said\n")
	for name, want := range map[string]string{
		"text": "text.saywhen", "picture": "picture.saywhen", "empty": "empty", "cut": "cut.saywhen", "short": "short.saywhen",
		"newer": "newer", "foreign": "foreign.saywhen", "folder": "folder", "missing": "missing.saywhen",
	} {
		path := name + ".saywhen"
		before := fingerprint(path)
		for _, args := range [][]string{
			{"info", path},
			{"check", path},
			{"import", path, "rows.csv"},
			{"export", path, "-o", "out.json"},
			{"export", path, "-o", "out.png"},
		} {
			code, out, words := c.run(args...)
			if code != 1 || out != "" || strings.Count(words, "\n") != 1 || !strings.Contains(words, want) {
				t.Errorf("saywhen %v: exit %d, %q %q", args, code, out, words)
			}
			if after := fingerprint(path); after != before {
				t.Errorf("saywhen %v changed the file: %s, %s", args, before, after)
			}
		}
	}
	for _, left := range []string{"out.json", "out.png"} {
		if _, err := os.Stat(left); err == nil {
			t.Errorf("%s was written", left)
		}
	}
	if entries, _ := filepath.Glob("*backup*"); len(entries) > 0 {
		t.Errorf("left behind: %v", entries)
	}
}

// fingerprint is what must stay of a file: its content and its time.
func fingerprint(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return "none"
	}
	data, _ := os.ReadFile(path)
	return fmt.Sprintf("%x %v", sha256.Sum256(data), info.ModTime().Format(time.RFC3339Nano))
}

func TestLookingChangesNothing(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a", "--sample")
	before := fingerprint("a.saywhen")
	for _, args := range [][]string{
		{"info", "a.saywhen"},
		{"info", "a.saywhen", "--json"},
		{"check", "a.saywhen"},
		{"export", "a.saywhen", "-o", "a.json"},
		{"export", "a.saywhen", "-o", "a.svg"},
	} {
		c.ok(args...)
		if fingerprint("a.saywhen") != before {
			t.Errorf("%v changed the file", args)
		}
	}
}

func TestBadTargets(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a", "--sample")
	write(t, "rows.csv", "speaker,verb\nA,said\n")
	for _, try := range []struct {
		args []string
		want string
	}{
		{[]string{"new", "no/such/folder/b.saywhen"}, "folder"},
		{[]string{"new", "a.saywhen"}, "not overwritten"},
		{[]string{"export", "a.saywhen", "-o", "no/such/a.json"}, "does not exist"},
		{[]string{"import", "a.saywhen", "none.csv"}, "there is no file none.csv"},
		{[]string{"import", "a.saywhen", "."}, "is a folder"},
		{[]string{"import", "a.saywhen", "a.saywhen"}, "is a database"},
	} {
		before := fingerprint("a.saywhen")
		code, _, words := c.run(try.args...)
		if code != 1 || !strings.Contains(words, try.want) || strings.Count(words, "\n") != 1 {
			t.Errorf("%v: exit %d, %s", try.args, code, words)
		}
		if fingerprint("a.saywhen") != before {
			t.Errorf("%v changed the file", try.args)
		}
	}
}

func TestProtectedFiles(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	c := inFolder(t)
	c.ok("new", "a", "--sample")
	write(t, "rows.csv", "speaker,verb\nA,said\n")
	if err := os.Chmod("a.saywhen", 0o400); err != nil {
		t.Fatal(err)
	}
	before := fingerprint("a.saywhen")
	code, _, words := c.run("import", "a.saywhen", "rows.csv")
	if code != 1 || strings.Count(words, "\n") != 1 || fingerprint("a.saywhen") != before {
		t.Errorf("exit %d: %s", code, words)
	}
	c.ok("info", "a.saywhen")
}

func TestProblemsAreCapped(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a")
	write(t, "rows.csv", "speaker,verb\nA,said\n"+strings.Repeat(",said\n", 50))
	code, out, words := c.run("import", "a.saywhen", "rows.csv")
	if code != 0 || strings.Count(words, "speaker: is empty") != 20 || !strings.Contains(words, "and 30 more; --verbose shows all\n50 of 51 rows were left out.\n") {
		t.Errorf("exit %d\n%s%s", code, out, words)
	}
	_, _, words = c.run("import", "a.saywhen", "rows.csv", "--verbose", "--dry-run")
	if strings.Count(words, "speaker: is empty") != 50 || strings.Contains(words, "more") {
		t.Error(words)
	}
}

func TestDryRunTouchesNothing(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a", "--sample")
	write(t, "rows.csv", "speaker,verb\nA,said\n")
	before := fingerprint("a.saywhen")
	if out := c.ok("import", "a.saywhen", "rows.csv", "--dry-run"); !strings.HasPrefix(out, "would be imported 1 of 1 row") {
		t.Error(out)
	}
	if fingerprint("a.saywhen") != before {
		t.Error("the file was written")
	}
	if left, _ := filepath.Glob("*backup*"); len(left) > 0 {
		t.Error(left)
	}
}

func TestExportChoices(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a", "--sample")
	c.ok("export", "a.saywhen", "-o", "s.svg", "--actor", "Ali Shamkhani", "--actor", "مرضیه افخم", "--from", "2014-06", "--to", "2014-06", "--title", "June, of two", "--theme", "print")
	picture := read(t, "s.svg")
	for _, want := range []string{"Ali Shamkhani", "Marzieh Afkham", "June, of two"} {
		if !strings.Contains(picture, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
	for _, not := range []string{"BBC Persian</text>", "September 2014"} {
		if strings.Contains(picture, not) {
			t.Errorf("the picture says %q", not)
		}
	}
	c.ok("export", "a.saywhen", "-o", "a.html", "--chart", "activity", "--from", "2014-07", "--actor", "Iran")
	if page := read(t, "a.html"); !strings.Contains(page, "Iran, from 2014-07") {
		t.Error("the chart does not say what it leaves out")
	}
	for _, args := range [][]string{
		{"--from", "2015", "--to", "2014"},
		{"--from", "../2014"},
		{"--set", "by=actor"},
		{"--chart", "flow", "--set", "top"},
		{"--chart", "flow", "--all-charts", "x"},
	} {
		if code, _, words := c.run(append([]string{"export", "a.saywhen", "-o", "x.png"}, args...)...); code != 2 || words == "" {
			t.Errorf("%v: exit %d %s", args, code, words)
		}
	}
}

func TestWindow(t *testing.T) {
	c := inFolder(t)
	c.ok()
	if c.opened == nil || c.opened.File != "" || c.opened.Trace != nil || c.opened.Version != "saywhen test" {
		t.Errorf("%+v", c.opened)
	}
	c.opened = nil
	if code, _, words := c.run("my project.saywhen"); code != 1 || c.opened != nil || !strings.Contains(words, "does not exist") {
		t.Errorf("a missing file: exit %d: %s", code, words)
	}
	c.ok("new", "my project.saywhen")
	c.ok("my project.saywhen", "--trace", "trace.jsonl")
	if c.opened.File != "my project.saywhen" || c.opened.Trace == nil {
		t.Errorf("%+v", c.opened)
	}
	if _, err := os.Stat("trace.jsonl"); err != nil {
		t.Error(err)
	}
	for err, want := range map[error]string{ErrNoDisplay: "no display", fmt.Errorf("x: %w", ErrNoWindow): "built without a window"} {
		c.err = err
		code, out, words := c.run("my project.saywhen")
		if code != 1 || out != "" || !strings.Contains(words, want) || !strings.Contains(words, "new, info, check, copy, repair, import, export") {
			t.Errorf("exit %d: %s%s", code, out, words)
		}
	}
	c.err = errors.New("it broke")
	if code, _, words := c.run(); code != 1 || words != "saywhen: it broke\n" {
		t.Errorf("exit %d: %s", code, words)
	}
	if code, _, words := c.run("--trace", "no/such/folder/t"); code != 1 || !strings.Contains(words, "cannot be written") {
		t.Errorf("exit %d: %s", code, words)
	}
}

func TestStopped(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a", "--sample")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, words bytes.Buffer
	code := Run(ctx, []string{"export", "a.saywhen", "-o", "a.png"}, Env{Stdout: &out, Stderr: &words})
	if code != 1 || !strings.Contains(words.String(), "stopped") {
		t.Errorf("exit %d: %s", code, words.String())
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 90730: "90,730", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
