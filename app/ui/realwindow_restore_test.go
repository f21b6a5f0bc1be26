package ui

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"saywhen/storage/sqlite"
)

// TestWindowBringsABackupBack imports a table by the command, which makes a
// backup first, looks at what differs in the window and goes back by key; undo
// takes that back, and the state in between is kept too.
func TestWindowBringsABackupBack(t *testing.T) {
	needTools(t)
	path := sampleProject(t)
	table := filepath.Join(t.TempDir(), "more.csv")
	if err := os.WriteFile(table, []byte("speaker,verb,date\nHassan Rouhani,said,2014-07-02\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(buildProgram(t), "import", path, table).CombinedOutput(); err != nil {
		t.Fatalf("import: %v\n%s", err, out)
	}
	p := openWindow(t, path)
	p.key("ctrl+k")
	p.wait("the commands", func(l traced) bool { return l.is("dialog") && l.text("name") == "palette" })
	p.typeText("backups")
	p.key("Return")
	p.waitStep("backup_compared")
	p.key("Return", "Tab", "space") // from the list to “Open a copy”, to “Bring this state back”
	p.waitStep("brought_back")
	if n := statementsIn(t, path); n != 15 {
		t.Errorf("the file has %d statements", n)
	}
	p.key("ctrl+z")
	p.wait("the undo", func(l traced) bool { return l.is("saved") && l["undone"] == true })
	if n := statementsIn(t, path); n != 16 {
		t.Errorf("after undo the file has %d statements", n)
	}
	p.quit()
	list, err := sqlite.Backups(path, "")
	if err != nil || len(list) != 2 || list[0].Reason != sqlite.BeforeRestore && list[0].Reason != sqlite.BeforeChanges {
		t.Errorf("the backups are %v, %v", list, err)
	}
}

// TestWindowSaysThatItsFileWasReplaced when the next change is refused, and goes
// on when the file is back.
func TestWindowSaysThatItsFileWasReplaced(t *testing.T) {
	needTools(t)
	path := sampleProject(t)
	p := openWindow(t, path)
	p.key("ctrl+a", "Delete")
	p.waitStep("saved")
	if err := os.Rename(path, path+".ours"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("another file"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.key("ctrl+z")
	p.wait("the trouble", func(l traced) bool { return l.is("project") && l.text("trouble") != "" })
	if now, err := os.ReadFile(path); string(now) != "another file" || err != nil {
		t.Errorf("the other file holds %q, %v", now, err)
	}
	if err := os.Rename(path+".ours", path); err != nil {
		t.Fatal(err)
	}
	p.wait("the end of it", func(l traced) bool { return l.is("project") && l["trouble_over"] == true })
	p.key("ctrl+z")
	p.wait("the undo", func(l traced) bool { return l.is("saved") && l["undone"] == true })
	if n := statementsIn(t, path); n != 15 {
		t.Errorf("the file has %d statements", n)
	}
	p.quit()
}
