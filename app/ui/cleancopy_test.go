package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"saywhen/app"
)

func TestSendACleanCopy(t *testing.T) {
	f := newSampleFixture(t)
	f.session.Select(f.statement("BBC Persian"))
	f.settle()
	f.acts.do("statement.delete")
	f.settle()
	f.acts.do("file.send_copy")
	field := f.win.Canvas().Focused().(*textField)
	path := filepath.Join(t.TempDir(), "to send.saywhen")
	field.SetText(path)
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.until("the copy", func() bool { return strings.HasPrefix(f.toasts.text.Text, "The copy lies") })
	whole, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(whole, []byte("SQLite format 3")) {
		t.Errorf("the copy: %v", err)
	}
	f.cleanCopy(path, app.CopyChoice{Notes: true})
	f.until("the refusal", func() bool { return f.modals.any() && f.modals.open[0].name == "error" })
}
