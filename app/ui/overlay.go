package ui

import "fyne.io/fyne/v2"

// showAbove shows an object that lies above a part of the window and has
// perhaps never been painted: the library does not know its canvas yet, and
// would not notice.
func showAbove(below, o fyne.CanvasObject) {
	o.Show()
	if c := fyne.CurrentApp().Driver().CanvasForObject(below); c != nil {
		c.Refresh(o)
	}
}
