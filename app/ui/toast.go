package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// toastTime is how long a toast stays.
const toastTime = 6 * time.Second

// toaster shows one short message at a time above the lower edge of the window.
// It takes neither the keyboard nor a click beside it.
type toaster struct {
	float *fyne.Container // without layout, over the whole window
	post  func(func())
	box   *fyne.Container
	back  *canvas.Rectangle
	text  *widget.Label
	shown int // counts messages, so that an old timer hides no new one
}

func newToaster(float *fyne.Container, post func(func())) *toaster {
	t := &toaster{float: float, post: post}
	t.back = canvas.NewRectangle(theme.Color(theme.ColorNameOverlayBackground))
	t.back.CornerRadius, t.back.StrokeWidth = 6, 1
	t.text = widget.NewLabel("")
	t.box = container.NewStack(t.back, container.NewPadded(t.text))
	t.box.Hide()
	float.Add(t.box)
	return t
}

func (t *toaster) say(text string) {
	t.shown++
	n := t.shown
	t.text.SetText(text)
	t.back.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	t.back.StrokeColor = theme.Color(theme.ColorNamePrimary)
	t.back.Refresh()
	size, room := t.box.MinSize(), t.float.Size()
	t.box.Resize(size)
	t.box.Move(fyne.NewPos(whole((room.Width-size.Width)/2), room.Height-size.Height-110))
	showAbove(t.float, t.box)
	time.AfterFunc(toastTime, func() {
		t.post(func() {
			if n == t.shown {
				t.box.Hide()
			}
		})
	})
}
