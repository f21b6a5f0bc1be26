package ui

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
)

// What happens when this program makes a mistake (app.Panic says what is left
// of it). In work on another goroutine the work fails and the window goes on: a
// banner says so. On the window's own goroutine nobody knows what the window's
// parts still agree on, and the window library cannot be entered again: the
// project is closed in order, a report is written, and the program starts anew,
// which says what happened. What was done is in the file, what was being typed
// is a draft: neither was waiting in the window.

// reportsIn are the reports of the user's state folder.
func reportsIn(version string, now func() time.Time) app.Reports {
	return app.Reports{Folder: filepath.Join(stateFolder(), "reports"), Version: version, Now: now}
}

// closeTime is how long a project may take to close after a panic.
const closeTime = 10 * time.Second

// restartAfter is how long the program must have run to be started anew: one
// that fails at once would do so for ever.
const restartAfter = 10 * time.Second

// runWindow is the window's life; a panic in it ends it.
func (s *shell) runWindow() (err error) {
	begun := s.now()
	err = app.Guard(func() error { s.win.ShowAndRun(); return nil }, s.ended)
	if err == nil {
		s.shutDown()
		return nil
	}
	closed := make(chan struct{})
	go func() { s.shutDown(); close(closed) }()
	select {
	case <-closed:
	case <-time.After(closeTime):
	}
	if s.trace == nil && s.now().Sub(begun) > restartAfter {
		return restart()
	}
	return fmt.Errorf("the window ended: %w. Start it again: what was typed is still there", err)
}

// restart starts this program once more, as it was started.
func restart() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return exec.Command(self, os.Args[1:]...).Start()
}

// ended keeps a report of a panic on the window's goroutine. A full disk must
// not stop the end.
func (s *shell) ended(p *app.Panic) {
	_, _ = s.reports.Write("window", p)
	s.trace.step("panic", "where", "window")
}

// mistaken keeps a report of a panic in work that only failed, and says so. It
// may be called on any goroutine.
func (s *shell) mistaken(p *app.Panic) {
	path, err := s.reports.Write("work", p)
	s.post(func() {
		s.trace.step("panic", "where", "work")
		text := p.Error() + "."
		var show []offer
		if err == nil {
			s.settings.setTold(path)
			text += " A report without your data is kept."
			show = []offer{{"Show the report", func() { s.showReport(path) }}}
		}
		s.banners.show("mistake", text, show...)
	})
}

// told is the report that its user knows of.
func (s settings) told() string        { return s.p.String("report_told") }
func (s settings) setTold(path string) { s.p.SetString("report_told", path) }

// tellEnd says at the start that the program ended badly, if it did.
func (s *shell) tellEnd() {
	path := s.reports.Latest()
	if path == "" || path == s.settings.told() {
		return
	}
	s.settings.setTold(path)
	text := widget.NewLabel("Saywhen ended unexpectedly. Nothing was lost: what was done is in your project, and what was being typed is kept as a draft.\n\n" +
		"A report without your data lies in " + shortPath(path) + ". Please send it to whoever gave you Saywhen.")
	text.Wrapping = fyne.TextWrapWord
	var md *modal
	show := newButton("Show the report", func() { md.close(); s.showReport(path) })
	md = s.modals.show(dialogSpec{
		name: "ended", title: "Back again", body: text, size: fyne.NewSize(520, 210),
		buttons: []fyne.CanvasObject{show, newMainButton("OK", func() { md.close() })},
	})
}

// showReport shows the text of a report, to read before it is sent.
func (s *shell) showReport(path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		s.fail("The report could not be read", err)
		return
	}
	text := widget.NewLabel(string(data))
	text.TextStyle.Monospace = true
	var md *modal
	copyText := newButton("Copy", func() { fyne.CurrentApp().Clipboard().SetContent(string(data)) })
	md = s.modals.show(dialogSpec{
		name: "report", title: shortPath(path), size: fyne.NewSize(760, 460), body: container.NewScroll(text),
		buttons: []fyne.CanvasObject{copyText, newMainButton("Close", func() { md.close() })},
	})
}

// endRows are actions that end badly, for the test of the real window: there
// only while a trace is written and the test asks for them.
func (s *shell) endRows() []*action {
	if s.trace == nil || os.Getenv("SAYWHEN_TEST_ENDS") == "" {
		return nil
	}
	return []*action{
		{id: "test.end_window", title: "End in the window", menu: helpMenu, keys: []keystroke{ctrl(fyne.KeyF9)}, run: func() { panic(s.win.Title()) }},
		{id: "test.end_work", title: "End in work", menu: helpMenu, keys: []keystroke{ctrl(fyne.KeyF10)}, run: func() {
			s.job(func() error { panic(s.win.Title()) }, func(error) {})
		}},
		{id: "test.end_all", title: "End in a goroutine", menu: helpMenu, keys: []keystroke{ctrl(fyne.KeyF11)}, run: func() {
			go panic(s.win.Title())
		}},
	}
}
