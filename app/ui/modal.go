package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// modals are the dialogs that are open, the topmost last. Esc closes it, Enter
// presses its main button, the last one, unless a field or another button that
// has the keyboard means something else by it.
type modals struct {
	win   fyne.Window
	trace *tracer
	open  []*modal
	rest  func() // gives the keyboard back when the last one closed
}

// modal is one dialog.
type modal struct {
	name   string
	pop    *widget.PopUp
	closed func()  // may be nil
	main   *button // what Enter presses; nil for none
	owner  *modals
	locked bool // Esc does not close it
}

// dialogSpec says what a dialog holds.
type dialogSpec struct {
	name    string // for the trace
	title   string
	body    fyne.CanvasObject
	buttons []fyne.CanvasObject // at the right, the main one last
	size    fyne.Size           // at least; zero is as small as its content
	focus   fyne.Focusable      // what has the keyboard first; nil is the main button
	locked  bool                // only its own buttons close it
	closed  func()
}

func (m *modals) show(d dialogSpec) *modal {
	title := widget.NewLabelWithStyle(d.title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	title.SizeName = theme.SizeNameSubHeadingText
	row := container.NewHBox(layout.NewSpacer())
	for _, b := range d.buttons {
		row.Add(b)
	}
	var bottom fyne.CanvasObject
	if len(d.buttons) > 0 {
		bottom = container.NewPadded(row)
	}
	content := container.NewBorder(title, bottom, nil, nil, container.NewPadded(d.body))
	md := &modal{name: d.name, owner: m, closed: d.closed, locked: d.locked}
	if n := len(d.buttons); n > 0 {
		md.main, _ = d.buttons[n-1].(*button)
	}
	md.pop = widget.NewModalPopUp(container.NewPadded(content), m.win.Canvas())
	md.pop.Resize(fitInto(md.pop.MinSize().Max(d.size), m.win.Canvas().Size()))
	m.open = append(m.open, md)
	md.pop.Show()
	if d.focus == nil && md.main != nil {
		d.focus = md.main
	}
	if d.focus != nil {
		m.win.Canvas().Focus(d.focus)
	}
	m.trace.step("dialog", "name", d.name, "open", true)
	return md
}

func fitInto(s, room fyne.Size) fyne.Size {
	return fyne.NewSize(min(s.Width, room.Width-24), min(s.Height, room.Height-24))
}

// close takes the dialog away; a second call does nothing.
func (md *modal) close() {
	m := md.owner
	for i, o := range m.open {
		if o != md {
			continue
		}
		m.open = append(m.open[:i:i], m.open[i+1:]...)
		md.pop.Hide()
		m.trace.step("dialog", "name", md.name, "open", false)
		if md.closed != nil {
			md.closed()
		}
		if len(m.open) == 0 && m.rest != nil {
			m.rest()
		}
		return
	}
}

// any tells whether a dialog is open.
func (m *modals) any() bool { return len(m.open) > 0 || len(m.win.Canvas().Overlays().List()) > 0 }

// enter presses the main button of the topmost dialog, for whatever has the
// keyboard there and no use for Enter; it reports whether there was a dialog.
func (m *modals) enter() bool {
	n := len(m.open)
	if n == 0 {
		return false
	}
	if main := m.open[n-1].main; main != nil {
		main.press()
	}
	return true
}

// escape closes the topmost dialog; it reports whether there was one.
func (m *modals) escape() bool {
	if t, ok := m.win.Canvas().Overlays().Top().(*tour); ok {
		t.end()
		return true
	}
	if len(m.open) == 0 {
		return false
	}
	if top := m.open[len(m.open)-1]; !top.locked {
		top.close()
	}
	return true
}

// message shows a sentence with one button.
func (m *modals) message(title, text string) {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	var md *modal
	copyText := newButton("Copy", func() { fyne.CurrentApp().Clipboard().SetContent(text) })
	copyText.Importance = widget.LowImportance
	ok := newMainButton("OK", func() { md.close() })
	md = m.show(dialogSpec{
		name: "error", title: title, body: label, buttons: []fyne.CanvasObject{copyText, ok},
		size: fyne.NewSize(460, 150),
	})
}
