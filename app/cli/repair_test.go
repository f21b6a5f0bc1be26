package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// damage overwrites the pages of a file that hold a text.
func damage(t *testing.T, path, text string) {
	t.Helper()
	b := []byte(read(t, path))
	hit := false
	for at := 4096; at+4096 <= len(b); at += 4096 {
		if page := b[at : at+4096]; bytes.Contains(page, []byte(text)) {
			clear(page)
			hit = true
		}
	}
	if !hit {
		t.Fatalf("%q is on no page", text)
	}
	write(t, path, string(b))
}

func TestRepairCommand(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a.saywhen", "--sample")
	if out := c.ok("repair", "a.saywhen", "-o", "whole"); !strings.Contains(out, "Nothing is lost") || !strings.HasSuffix(out, "whole.saywhen\n") {
		t.Errorf("repair of a whole project says\n%s", out)
	}
	if c.ok("info", "a.saywhen", "--json") != c.ok("info", "whole.saywhen", "--json") {
		t.Error("a whole project came over otherwise")
	}
	code, out, words := c.run("repair", "a.saywhen", "-o", "whole")
	if code != 1 || out != "" || !strings.Contains(words, "there already") {
		t.Errorf("onto a file that is there: %d %s%s", code, out, words)
	}
}

// TestCheckThenRepair is what a person does who finds a project damaged.
func TestCheckThenRepair(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a.saywhen", "--sample")
	damage(t, "a.saywhen", "Solei")
	before := read(t, "a.saywhen")
	code, out, words := c.run("check", "a.saywhen")
	if code != 1 || !strings.Contains(out+words, "damaged") || !strings.Contains(words, "saywhen repair a.saywhen -o NEW") {
		t.Errorf("check: %d\n%s%s", code, out, words)
	}
	out = c.ok("repair", "a.saywhen", "-o", "b.saywhen")
	for _, want := range []string{"statements", "15 rescued", "could not be read", "b.saywhen"} {
		if !strings.Contains(out, want) {
			t.Errorf("repair does not say %q:\n%s", want, out)
		}
	}
	if out := c.ok("check", "b.saywhen", "--json"); !strings.Contains(out, `"whole":true,"faults":[]`) {
		t.Errorf("the new project: %s", out)
	}
	if read(t, "a.saywhen") != before {
		t.Error("the damaged project was changed")
	}
}

func TestRepairJSON(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a.saywhen", "--sample")
	damage(t, "a.saywhen", "Solei")
	var got struct {
		File     string
		Complete bool
		BadPages int `json:"bad_pages"`
		Tables   []struct {
			Name    string
			Rescued int
		}
		Mended, Faults []fault
	}
	if err := json.Unmarshal([]byte(c.ok("repair", "a.saywhen", "-o", "b", "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if got.File != "b.saywhen" || got.Complete || got.BadPages == 0 || len(got.Tables) < 15 || len(got.Faults) > 0 {
		t.Errorf("repair says %+v", got)
	}
}

func TestCheckJSONOfFaults(t *testing.T) {
	c := inFolder(t)
	c.ok("new", "a.saywhen", "--sample")
	text := read(t, "a.saywhen")
	write(t, "a.saywhen", strings.ReplaceAll(text, "Solei", "Salei"))
	code, out, words := c.run("check", "a.saywhen", "--json")
	var got struct {
		Whole  bool
		Faults []fault
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != 1 || words != "" || got.Whole || len(got.Faults) == 0 {
		t.Errorf("%d, %v: %s%s", code, err, out, words)
	}
}

func TestRepairRefuses(t *testing.T) {
	c := inFolder(t)
	write(t, "text.saywhen", strings.Repeat("He said that it did not happen.\n", 200))
	write(t, "empty.saywhen", "")
	for name, want := range map[string]string{
		"text.saywhen": "Nothing of a Saywhen project", "empty.saywhen": "is empty", "none.saywhen": "does not exist",
	} {
		code, out, words := c.run("repair", name, "-o", "new.saywhen")
		if code != 1 || out != "" || !strings.Contains(words, want) {
			t.Errorf("%s: %d %s%s", name, code, out, words)
		}
	}
	if _, err := os.Stat("new.saywhen"); err == nil {
		t.Error("a project was made of nothing")
	}
}

func TestPrintRescueCutsLongLists(t *testing.T) {
	r := &sqlite.Rescue{Dropped: make([]sqlite.Problem, 1234)}
	for i := range shown + 3 {
		r.Mended = append(r.Mended, sqlite.Problem{Kind: storage.MetaRecord, Message: fmt.Sprint("fault ", i)})
	}
	var out bytes.Buffer
	printRescue(&out, "x", r)
	if n := strings.Count(out.String(), ": fault "); n != shown || !strings.Contains(out.String(), "(1,234 times)") || !strings.Contains(out.String(), "and 3 more") {
		t.Errorf("%d lines:\n%s", n, out.String())
	}
}

func TestProgressLine(t *testing.T) {
	var out bytes.Buffer
	tell := progressLine(&out, "Checking")
	tell(1, 2)
	tell(2, 2)
	if got := out.String(); !strings.Contains(got, "\rChecking: step 1 of 2") || !strings.HasSuffix(got, "\r") {
		t.Errorf("progress writes %q", got)
	}
	if showProgress(&out, "Checking") != nil {
		t.Error("progress is told where no person sees it")
	}
}
