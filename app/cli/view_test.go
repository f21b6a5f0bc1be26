package cli

import (
	"os"
	"strings"
	"testing"
)

// TestExportOfAView: --view shows what a saved view shows, and --no-context
// leaves periods and callouts out.
func TestExportOfAView(t *testing.T) {
	c := inFolder(t)
	const project = `{"format":"saywhen","version":2,"meta":{"title":"Views"},
"actors":[{"id":"100","kind":"person","name":"Anna"},{"id":"101","kind":"person","name":"Berta"}],
"verbs":[{"id":"2","label":"said","class":"report"}],
"statements":[{"id":"1000","speaker":"100","verb":"2","gist":"first"},{"id":"1001","speaker":"101","verb":"2","gist":"second"}],
"periods":[{"id":"50","label":"The talks","when":{"edtf":"2014-06-10","zone":"UTC","precision":9,"corners":{"earliest_start":1402358400,"latest_start":1402444800,"earliest_end":1402358400,"latest_end":1402444800}}}],
"views":[{"id":"70","name":"Only Anna","filter":{"speakers":["100"]},"view":{"from":1401580800,"width":2592000,"hide_empty":true}}]}`
	if err := os.WriteFile("p.json", []byte(project), 0o600); err != nil {
		t.Fatal(err)
	}
	c.ok("new", "a.saywhen")
	c.ok("import", "a.saywhen", "p.json")
	read := func(args ...string) string {
		c.ok(append([]string{"export", "a.saywhen", "-o", "x.svg"}, args...)...)
		text, err := os.ReadFile("x.svg")
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if text := read("--view", "only anna"); !strings.Contains(text, "Anna") || strings.Contains(text, "Berta") || !strings.Contains(text, "The talks") {
		t.Error("the view is shown wrong")
	}
	if text := read("--from", "2014-06", "--to", "2014-06"); !strings.Contains(text, "Berta") || !strings.Contains(text, "The talks") {
		t.Error("without a view it is drawn wrong")
	}
	if text := read("--view", "Only Anna", "--no-context"); strings.Contains(text, "The talks") {
		t.Error("--no-context leaves the period in")
	}
	for _, args := range [][]string{{"--view", "Nobody"}, {"--view", "Only Anna", "--chart", "activity"}} {
		if code, _, stderr := c.run(append([]string{"export", "a.saywhen", "-o", "x.svg"}, args...)...); code == 0 || !strings.Contains(stderr, "view") {
			t.Errorf("%v says %q", args, stderr)
		}
	}
}
