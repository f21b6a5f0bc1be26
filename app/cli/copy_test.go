package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCopy(t *testing.T) {
	c, dir := &call{t: t}, t.TempDir()
	project, clean := filepath.Join(dir, "a.saywhen"), filepath.Join(dir, "b.saywhen")
	if code, _, words := c.run("new", project, "--sample"); code != 0 {
		t.Fatal(words)
	}
	code, out, words := c.run("copy", project, "-o", clean, "--without-coders", "--without-notes")
	if code != 0 || out != "" || !strings.Contains(words, "b.saywhen is a clean copy of a.saywhen") {
		t.Errorf("code %d, %q, %q", code, out, words)
	}
	if code, out, _ := c.run("check", clean); code != 0 {
		t.Errorf("the copy is not whole: %s", out)
	}
	before, err := os.ReadFile(clean)
	if err != nil {
		t.Fatal(err)
	}
	if code, _, words := c.run("copy", project, "-o", clean); code != exitFailed || !strings.Contains(words, "b.saywhen") {
		t.Errorf("over a file: code %d, %q", code, words)
	}
	if after, _ := os.ReadFile(clean); string(after) != string(before) {
		t.Error("the file was overwritten")
	}
	if code, _, _ := c.run("copy", project); code != exitUsage {
		t.Errorf("without -o: code %d", code)
	}
	if code, _, _ := c.run("copy", filepath.Join(dir, "none.saywhen"), "-o", filepath.Join(dir, "c.saywhen")); code != exitFailed {
		t.Errorf("of nothing: code %d", code)
	}
}
