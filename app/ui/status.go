package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
)

// statusLine is the line at the foot of the window.
type statusLine struct {
	bar     *fyne.Container
	tabs    map[viewName]*viewTab
	view    *widget.Label
	zone    *viewTab // of the labels
	undated *button
	saved   *widget.Label
	count   *widget.Label
	shown   statusText
}

// statusText is what the status line says.
type statusText struct {
	view, zone, undated, saved, count string
	failed                            bool
}

func newStatusLine(undated, zone func(), show func(viewName)) *statusLine {
	s := &statusLine{
		tabs: map[viewName]*viewTab{},
		view: widget.NewLabel(""), saved: widget.NewLabel(""), count: widget.NewLabel(""),
		undated: newButton("", undated), zone: newViewTab("", zone),
	}
	s.undated.Importance = widget.LowImportance
	s.undated.Hide()
	s.zone.Hide()
	for _, l := range []*widget.Label{s.view, s.saved, s.count} {
		l.SizeName = theme.SizeNameCaptionText
	}
	line := canvas.NewLine(theme.Color(theme.ColorNameSeparator))
	tabs := container.New(layout.NewCustomPaddedHBoxLayout(2))
	for _, v := range pageList {
		s.tabs[v.name] = newViewTab(v.title, func() { show(v.name) })
		s.tabs[v.name].step = func(by int) { s.stepTab(v.name, by) }
		tabs.Add(s.tabs[v.name])
	}
	s.showView(timelineView)
	row := container.NewHBox(container.New(layout.NewCustomPaddedLayout(2, 2, 6, 0), tabs), s.view, container.New(layout.NewCustomPaddedLayout(2, 2, 0, 0), s.zone), layout.NewSpacer(), s.undated, s.saved, s.count)
	s.bar = rowsAround(row, line, row)
	return s
}

// tell gives the tabs their tooltips.
func (s *statusLine) tell(t *tips, acts *actions) {
	for name, tab := range s.tabs {
		tab.tip.set(t, acts.tip(pageAction(name)))
	}
	s.zone.tip.set(t, acts.tip("calendar.zone"))
}

// stepTab gives the keyboard to a neighbour of a tab.
func (s *statusLine) stepTab(from viewName, by int) {
	for i, v := range pageList {
		if j := i + by; v.name == from && j >= 0 && j < len(pageList) {
			next := s.tabs[pageList[j].name]
			if c := fyne.CurrentApp().Driver().CanvasForObject(next); c != nil {
				c.Focus(next)
			}
		}
	}
}

// showView marks the view that is seen.
func (s *statusLine) showView(v viewName) {
	for name, tab := range s.tabs {
		tab.mark(name == v)
	}
}

// set shows other words; what has not changed is not drawn anew.
func (s *statusLine) set(t statusText) {
	was := s.shown
	s.shown = t
	if t.view != was.view {
		s.view.SetText(t.view)
	}
	if t.count != was.count {
		s.count.SetText(t.count)
	}
	if t.undated != was.undated || t.zone != was.zone {
		s.undated.SetText(t.undated)
		s.zone.text.SetText(t.zone)
		s.undated.Hidden, s.zone.Hidden = t.undated == "", t.zone == ""
		s.bar.Refresh()
	}
	if t.saved != was.saved || t.failed != was.failed {
		s.saved.Importance = widget.MediumImportance
		if t.failed {
			s.saved.Importance = widget.DangerImportance
		}
		s.saved.SetText(t.saved)
	}
}

// statusOf puts the state of a session into words.
func statusOf(st app.Status, shownStatements int, readOnly bool, reason string) statusText {
	t := statusText{count: count(st.Statements, "statement")}
	if shownStatements != st.Statements {
		t.count = fmt.Sprintf("%s of %s", thousands(shownStatements), t.count)
	}
	if st.Undated > 0 {
		t.undated = "undated: " + thousands(st.Undated)
	}
	switch {
	case st.Err != nil:
		t.saved, t.failed = "Not saved: "+shorten(st.Err.Error(), 90), true
	case st.Busy != "":
		t.saved = st.Busy
	case st.Saving:
		t.saved = "Saving …"
	case readOnly:
		t.saved = "Read-only: " + shorten(reason, 90)
	default:
		t.saved = "Saved"
	}
	return t
}

// viewText names the stretch of time that is seen, no finer than it is wide.
func viewText(v charts.View, loc *time.Location) string {
	s := v.Span()
	layout := "2 Jan 2006"
	switch days := v.Width / 86400; {
	case days > 40*365:
		layout = "2006"
	case days > 3*365:
		layout = "Jan 2006"
	case days < 3:
		layout = "2 Jan 2006 15:04"
	}
	from, to := time.Unix(s.From, 0).In(loc).Format(layout), time.Unix(s.To, 0).In(loc).Format(layout)
	return from + " – " + to
}
