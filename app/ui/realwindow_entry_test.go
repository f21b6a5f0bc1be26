package ui

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"saywhen/app"
	"saywhen/storage/sqlite"
)

// TestWindowBringsTheDraftBackAfterAKill ends the program with a signal that it
// cannot hear, in the middle of the form, and starts it again.
func TestWindowBringsTheDraftBackAfterAKill(t *testing.T) {
	needTools(t)
	path, home := sampleProject(t), t.TempDir()
	p := start(t, newScreen(t, 1280, 800), home, path)
	p.key("ctrl+n")
	p.waitStep("form")
	p.typeText("Afkh")
	p.key("Tab")
	p.typeText("denied")
	p.key("alt+q")
	p.typeText("not a wo")
	waitForDraft(t, home, path, "not a wo")
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-p.ended

	again := start(t, newScreen(t, 1280, 800), home, path)
	if !again.sawResumed() {
		again.wait("the form", func(l traced) bool { return l.is("form") && l["resumed"] == true })
	}
	again.key("alt+q", "End")
	again.typeText("rd")
	again.key("alt+d")
	again.typeText("2014-08-02")
	again.key("alt+a", "Down", "Tab", "Return") // the quote needs its document
	again.waitStep("entered")
	readFile(t, path, func(ctx context.Context, f *sqlite.File) {
		hits, _, err := f.Search(ctx, "word", 5)
		if err != nil || len(hits) == 0 {
			t.Errorf("what was typed before and after the kill is not in the file: %v, %v", hits, err)
		}
	})
	if n := statementsIn(t, path); n != 16 {
		t.Errorf("the file has %d statements, want 16", n)
	}
	again.quit()
	if left := (app.Drafts{Folder: filepath.Join(home, ".local/state/saywhen")}).List(path); len(left) != 0 {
		t.Errorf("%d drafts are left of what was saved", len(left))
	}
}

// sawResumed tells whether the form came back open before the first picture.
func (p *running) sawResumed() bool {
	for _, l := range p.seen {
		if l.is("form") && l["resumed"] == true {
			return true
		}
	}
	return false
}

// waitForDraft waits until the draft on disk holds the words: keys are on their
// way for a while.
func waitForDraft(t *testing.T, home, path, words string) {
	t.Helper()
	d := app.Drafts{Folder: filepath.Join(home, ".local/state/saywhen")}
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if list := d.List(path); len(list) == 1 && strings.Contains(list[0].Quote, words) {
			return
		}
	}
	t.Fatalf("no draft holds %q: %+v", words, d.List(path))
}
