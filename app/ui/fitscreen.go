package ui

import "fyne.io/fyne/v2"

// fitScreen is the size for a window on a screen that has room for room
// physical pixels, scale of them to a logical one; 0 is not known. The title
// bar takes some of it.
func fitScreen(window, room fyne.Size, scale float32) fyne.Size {
	const titleBar = 28
	if room.Width <= 0 || room.Height <= 0 || scale <= 0 {
		return window
	}
	if window.Height > room.Height/scale {
		window.Height = room.Height/scale - titleBar
	}
	return fyne.NewSize(min(window.Width, room.Width/scale), window.Height)
}

// cutToScreen makes the window no larger than its screen: it may have been
// closed on a larger one, and its first size is for one of 1280 by 800.
func (s *shell) cutToScreen() {
	c := s.win.Canvas()
	if fit := fitScreen(c.Size(), screenRoom(), c.Scale()); fit != c.Size() {
		s.trace.step("cut", "w", fit.Width, "h", fit.Height)
		s.win.Resize(fit)
	}
}
