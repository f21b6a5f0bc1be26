package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"saywhen/storage/sqlite"
)

// TestWindowEndsInOrder lets the program end badly in the middle of a form, on
// the window's goroutine and on one that nobody watches: the next start says
// so, the draft is back, the file is whole, and the report holds no content.
func TestWindowEndsInOrder(t *testing.T) {
	needTools(t)
	t.Setenv("SAYWHEN_TEST_ENDS", "1")
	for name, key := range map[string]string{"window": "ctrl+F9", "goroutine": "ctrl+F11"} {
		t.Run(name, func(t *testing.T) {
			path, home, screen := sampleProject(t), t.TempDir(), newScreen(t, 1280, 800)
			p := start(t, screen, home, path)
			p.key("ctrl+n")
			p.waitStep("form")
			p.typeText("Somebody who waits")
			p.key(key)
			select {
			case err := <-p.ended:
				if err == nil {
					t.Error("the program says that all went well")
				}
			case <-time.After(patience):
				t.Fatal("the program did not end")
			}
			again := start(t, screen, home, path)
			again.saw("the sentence", func(l traced) bool { return l.is("dialog") && l.text("name") == "ended" })
			again.saw("the draft", func(l traced) bool { return l.is("form") && l["resumed"] == true })
			checkReports(t, home)
			again.key("Return") // the sentence
			again.wait("it gone", func(l traced) bool { return l.is("dialog") && l["open"] == false })
			again.quit()
			checkWhole(t, path, home)
		})
	}
}

// saw is wait for a line that may have been read already.
func (p *running) saw(what string, fits func(traced) bool) {
	p.t.Helper()
	if !slices.ContainsFunc(p.seen, fits) {
		p.wait(what, fits)
	}
}

// checkReports looks for anything of the sample, of what was typed, or of where
// the project lies in the reports.
func checkReports(t *testing.T, home string) {
	t.Helper()
	var found []string
	err := filepath.WalkDir(home, func(p string, d os.DirEntry, err error) error {
		if err == nil && strings.Contains(p, "reports") && !d.IsDir() && strings.HasSuffix(p, ".txt") {
			found = append(found, p)
		}
		return err
	})
	if err != nil || len(found) != 1 {
		t.Fatalf("reports %v, %v", found, err)
	}
	text, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"Somebody", "waits", "Afkham", "Iran", "affair", home, "/tmp"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the report holds %q:\n%s", secret, text)
		}
	}
	if !strings.Contains(string(text), "endRows") || !strings.Contains(string(text), "crash.go:") {
		t.Errorf("the report does not say where:\n%s", text)
	}
}

// checkWhole looks at the project, and for what was typed among the drafts.
func checkWhole(t *testing.T, path, home string) {
	t.Helper()
	readFile(t, path, func(ctx context.Context, f *sqlite.File) {
		if faults, err := f.Check(ctx, nil); err != nil || len(faults) > 0 {
			t.Errorf("the file is not whole: %v, %v", faults, err)
		}
	})
	drafts, err := filepath.Glob(filepath.Join(home, ".local", "state", "saywhen", "draft-*.json"))
	if err != nil || len(drafts) != 1 {
		t.Fatalf("drafts %v, %v", drafts, err)
	}
	if text, err := os.ReadFile(drafts[0]); err != nil || !strings.Contains(string(text), "Somebody who waits") {
		t.Errorf("the draft holds %s, %v", text, err)
	}
}
