package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// The window library has no tooltips. The one add-on that brings them does so
// by widgets of its own in place of the library's, and not for whoever reaches
// a button by Tab; as this window has widgets of its own already (keyed.go), a
// box above everything is less.

// tipTime is how long the pointer or the keyboard rests on a thing before its
// tooltip comes.
const tipTime = 600 * time.Millisecond

// tips shows one tooltip at a time.
type tips struct {
	float *fyne.Container // without layout, over the whole window
	post  func(func())
	box   *fyne.Container
	back  *canvas.Rectangle
	text  *widget.Label
	asked int // counts what was pointed at, so that a late timer shows nothing
}

func newTips(float *fyne.Container, post func(func())) *tips {
	t := &tips{float: float, post: post, back: canvas.NewRectangle(nil), text: widget.NewLabel("")}
	t.back.CornerRadius, t.back.StrokeWidth = 4, 1
	t.text.SizeName = theme.SizeNameCaptionText
	t.box = container.NewStack(t.back, t.text)
	t.box.Hide()
	float.Add(t.box)
	return t
}

// rest begins to wait: w is pointed at.
func (t *tips) rest(w fyne.CanvasObject, text func() string) {
	t.asked++
	asked := t.asked
	time.AfterFunc(tipTime, func() {
		t.post(func() {
			if asked == t.asked {
				t.show(w, text())
			}
		})
	})
}

// leave takes the tooltip away, and one that is about to come.
func (t *tips) leave() {
	t.asked++
	if t.box.Visible() {
		t.box.Hide()
	}
}

// show puts the tooltip below a thing, or above where there is no room below.
func (t *tips) show(w fyne.CanvasObject, text string) {
	if text == "" || !w.Visible() {
		return
	}
	t.back.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	t.back.StrokeColor = theme.Color(theme.ColorNameInputBorder)
	t.text.SetText(text)
	t.box.Resize(t.box.MinSize())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(w).Subtract(absolute(t.float))
	t.box.Move(tipPlace(at, w.Size(), t.box.MinSize(), t.float.Size()))
	showAbove(t.float, t.box)
	t.back.Refresh()
}

func absolute(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}

// tipPlace is where a tooltip of a size stands beside a thing, in a room.
func tipPlace(at fyne.Position, thing, size, room fyne.Size) fyne.Position {
	x := min(max(at.X+thing.Width/2-size.Width/2, 4), max(room.Width-size.Width-4, 4))
	y := at.Y + thing.Height + 4
	if y+size.Height > room.Height {
		y = max(at.Y-size.Height-4, 0)
	}
	return fyne.NewPos(whole(x), whole(y))
}

// tipHook is what widgets with a tooltip share. The zero value has none.
type tipHook struct {
	tips *tips
	text func() string
}

// set gives the widget a tooltip whose text is asked for when it is shown.
func (h *tipHook) set(t *tips, text func() string) { h.tips, h.text = t, text }

func (h *tipHook) rest(w fyne.CanvasObject) {
	if h.tips != nil {
		h.tips.rest(w, h.text)
	}
}

func (h *tipHook) leave() {
	if h.tips != nil {
		h.tips.leave()
	}
}

// tip is what a tooltip says of an action: what it is called now, its key, and
// why it cannot be done.
func (t *actions) tip(id string) func() string {
	a := t.byID[id]
	return func() string {
		text := a.name()
		if k := a.key(); k != "" {
			text += "  (" + k + ")"
		}
		if why := t.reason(a); why != "" {
			text += "\n" + why
		}
		return text
	}
}
