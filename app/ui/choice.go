package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// choice is what lines that can be chosen share, in a list, a gallery or a row
// of tabs: a background that tells the chosen one and the one under the
// pointer, and a click that does something. It is embedded beside the widget.
type choice struct {
	back        *canvas.Rectangle
	on, pointed bool
	tapped      func()
}

var (
	_ fyne.Tappable     = (*choice)(nil)
	_ desktop.Hoverable = (*choice)(nil)
)

func newChoice(tapped func()) choice {
	return choice{back: canvas.NewRectangle(color.Transparent), tapped: tapped}
}

// mark shows whether this is the chosen one.
func (c *choice) mark(on bool) {
	c.on = on
	c.colour()
}

// colour gives the background the colour of its state in the present theme.
func (c *choice) colour() {
	var fill color.Color = color.Transparent
	switch {
	case c.on:
		fill = theme.Color(theme.ColorNameSelection)
	case c.pointed:
		fill = theme.Color(theme.ColorNameHover)
	}
	if fill != c.back.FillColor {
		c.back.FillColor = fill
		c.back.Refresh()
	}
}

// Tapped does what a choice does.
func (c *choice) Tapped(*fyne.PointEvent) { c.tapped() }

// MouseIn lights it up.
func (c *choice) MouseIn(*desktop.MouseEvent) {
	c.pointed = true
	c.colour()
}

// MouseMoved does nothing.
func (c *choice) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light away.
func (c *choice) MouseOut() {
	c.pointed = false
	c.colour()
}
