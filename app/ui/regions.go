package ui

import (
	"fyne.io/fyne/v2"
)

// F6 goes through the parts of the window as one reads them: tools, banners
// when there are any, the page in the middle, the panel at the right while it is
// shown, the line at the foot; Shift+F6 goes back. Inside a part Tab goes from
// thing to thing in the same order, because that is the order in which they
// were put there. A part that was left with F6 remembers where the keyboard was.

// region is a part of the window.
type region struct {
	name  string
	root  fyne.CanvasObject
	first func() // gives the keyboard to the first thing in it, if it can
}

// regions are the parts, in the order in which one reads them.
func (s *shell) regions() []region {
	focus := s.win.Canvas().Focus
	return []region{
		{"tools", s.tools.bar, func() { focus(s.find.field) }},
		{"banners", s.banners.box, s.banners.focus},
		{"page", s.middle, s.focusView},
		{"side", s.side, func() {
			switch {
			case s.entry.root.Visible():
				focus(s.entry.form.speaker)
			case s.inspect.body.Visible():
				focus(s.inspect.form.speaker)
			}
		}},
		{"foot", s.status.bar, func() { focus(s.status.tabs[s.view]) }},
	}
}

// middleRegion is the index of the page among the regions.
const middleRegion = 2

// stepRegion gives the keyboard to the next part that takes it, by 1 or -1.
func (s *shell) stepRegion(by int) {
	list := s.regions()
	at := regionOf(list, s.win.Canvas().Focused())
	if f := s.win.Canvas().Focused(); f != nil {
		s.left[list[at].name] = f
	}
	for range list[1:] {
		at = (at + by + len(list)) % len(list)
		if s.enterRegion(list, at) {
			s.trace.step("region", "name", list[at].name)
			return
		}
	}
}

// enterRegion gives the keyboard to a part, where it was last or else at its
// first thing; it reports whether the part took it.
func (s *shell) enterRegion(list []region, at int) bool {
	r := list[at]
	if !r.root.Visible() {
		return false
	}
	c := s.win.Canvas()
	was, there := s.left[r.name]
	if there && regionOf(list, was) == at && seen(was) {
		if c.Focus(was); c.Focused() == was {
			return true
		}
	}
	r.first()
	return regionOf(list, c.Focused()) == at
}

// seen tells whether a widget is on the window now.
func seen(f fyne.Focusable) bool {
	o := f.(fyne.CanvasObject)
	return o.Visible() && fyne.CurrentApp().Driver().CanvasForObject(o) != nil
}

// regionOf is the part in which a widget lies; the page for none.
func regionOf(list []region, f fyne.Focusable) int {
	if f == nil {
		return middleRegion
	}
	o := f.(fyne.CanvasObject)
	middle := absolute(o).AddXY(o.Size().Width/2, o.Size().Height/2)
	for i, r := range list {
		if r.root.Visible() && under(r.root, middle) {
			return i
		}
	}
	return middleRegion
}
