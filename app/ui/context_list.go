package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/storage"
)

// contextLine is a line of the list of periods and callouts.
type contextLine struct {
	text string
	open func()
}

// contextLines lists all periods, then all callouts.
func (s *shell) contextLines() (lines []contextLine) {
	l := s.session.Lists()
	for _, p := range l.Periods {
		date := p.When.Label()
		if p.When.IsZero() {
			date = "no date, not drawn"
		}
		lines = append(lines, contextLine{shorten(p.Label, 40) + " · " + date, func() { s.periodDialog(p) }})
	}
	for _, c := range l.Callouts {
		lines = append(lines, contextLine{"Callout: " + shorten(c.Text, 50), func() { s.openCallout(c) }})
	}
	return lines
}

// openCallout goes to a callout's statement and opens its dialog.
func (s *shell) openCallout(c storage.Callout) {
	s.reveal(c.Statement)
	s.calloutDialog(c)
}

// listContext shows them; Enter opens one.
func (s *shell) listContext() {
	lines := s.contextLines()
	at := 0
	var md *modal
	none := wrapped("There is none yet. “Add a period or event…” puts one behind the lanes, “Pin a callout…” one beside a mark.")
	none.Hidden = len(lines) > 0
	open := newMainButton("Open…", func() {
		if at < len(lines) {
			md.close()
			lines[at].open()
		}
	})
	list := newList(func() int { return len(lines) }, func() fyne.CanvasObject { return newLine(s.palette) }, func(i widget.ListItemID, o fyne.CanvasObject) {
		setLine(o, lines[i].text)
	})
	list.OnSelected = func(i widget.ListItemID) { at = i }
	list.onKey = func(k fyne.KeyName) bool {
		if k != fyne.KeyReturn && k != fyne.KeyEnter {
			return false
		}
		open.press()
		return true
	}
	if len(lines) == 0 {
		open.Disable()
	}
	md = s.modals.show(dialogSpec{
		name: "context_list", title: "Periods and callouts", size: fyne.NewSize(500, 380), focus: list,
		body:    container.NewStack(list, container.NewVBox(none)),
		buttons: []fyne.CanvasObject{newButton("Close", func() { md.close() }), open},
	})
	if len(lines) > 0 {
		list.Select(0)
	}
}
