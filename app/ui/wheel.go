package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// The library gives the wheel to the innermost thing that could scroll, and
// every text field could: a form would stand still as soon as a field came
// under the pointer. So a sheet of glass lies over the form and takes the
// wheel; nothing else stops at it.

// wheelGlass passes the wheel on: to the text under the pointer while that has
// more to show in that direction, else to the form.
type wheelGlass struct {
	widget.BaseWidget
	form  *container.Scroll
	texts func() []scrollingText // that lie in the form
}

var _ fyne.Scrollable = (*wheelGlass)(nil)

// scrollingText is a text field whose text may be longer than the field is high.
type scrollingText interface {
	fyne.CanvasObject
	inside() *container.Scroll // nil when it has one line
}

func newWheelGlass(form *container.Scroll, texts func() []scrollingText) *wheelGlass {
	g := &wheelGlass{form: form, texts: texts}
	g.ExtendBaseWidget(g)
	return g
}

// Scrolled is for the window library.
func (g *wheelGlass) Scrolled(e *fyne.ScrollEvent) {
	for _, t := range g.texts() {
		if s := t.inside(); s != nil && under(t, e.AbsolutePosition) && hasMore(s, e.Scrolled.DY) {
			s.Scrolled(e)
			return
		}
	}
	g.form.Scrolled(e)
}

// CreateRenderer is for the window library: glass shows nothing.
func (g *wheelGlass) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// under tells whether an object lies under a point of the window.
func under(o fyne.CanvasObject, at fyne.Position) bool {
	if !o.Visible() {
		return false
	}
	p, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
	return at.X >= p.X && at.Y >= p.Y && at.X < p.X+size.Width && at.Y < p.Y+size.Height
}

// hasMore tells whether there is more to show above (dy > 0) or below.
func hasMore(s *container.Scroll, dy float32) bool {
	if dy > 0 {
		return s.Offset.Y > 0
	}
	return s.Offset.Y+s.Size().Height < s.Content.MinSize().Height
}

// scrollOf finds the part of a text field that scrolls.
func scrollOf(r fyne.WidgetRenderer) *container.Scroll {
	for _, o := range r.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			return s
		}
	}
	return nil
}

// whenLong is the scroller of a field of several lines.
func whenLong(e *widget.Entry, s *container.Scroll) *container.Scroll {
	if !e.MultiLine || s == nil || s.Content == nil {
		return nil
	}
	return s
}
