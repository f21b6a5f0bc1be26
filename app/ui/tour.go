package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// The tour is shown once, at the very first start, and again by Help › Tour: a
// box beside each of a few parts of the window says in a sentence or two what
// the part is for, with a frame around the part itself. Enter goes on, Esc ends
// it; nothing moves. It is a layer above everything that takes clicks and keys,
// and counts as a dialog while it is there.

// tourStep is one box: what it says, and of which part.
type tourStep struct {
	title, text string
	part        func() fyne.CanvasObject
}

func (s *shell) tourSteps() []tourStep {
	return []tourStep{
		{"Who said what, when", "Each line is somebody who spoke, each mark a statement: its shape is what was done (said, denied, accused …), its colour the stance. What you see is a sample; play with it.", func() fyne.CanvasObject { return s.middle }},
		{"Statements are typed here", "Ctrl+N opens the form. Names complete themselves in any spelling, dates are read as you would say them (“mid June”, “two days later”). Nothing typed is ever lost.", func() fyne.CanvasObject { return s.tools.buttons["statement.new"] }},
		{"Find, and show only some", "Words you type here filter the timeline and list what they stand in. “Filter” narrows by stance, verb, actor, claim, document or time.", func() fyne.CanvasObject { return s.find.field }},
		{"Look closer", "What you select is shown here, and edited here.", func() fyne.CanvasObject { return s.side }},
		{"Other views", "The same statements in other views. Ctrl and a number goes to each.", func() fyne.CanvasObject { return s.status.tabs[timelineView] }},
		{"Everything by keyboard", "Ctrl+K lists every command, ? every key. That is all; Ctrl+Shift+N makes a project of your own.", nil},
	}
}

// tour is the tour while it is seen.
type tour struct {
	widget.BaseWidget
	steps []tourStep
	at    int
	win   fyne.Window
	ended func()

	veil  *canvas.Rectangle
	frame *canvas.Rectangle
	back  *canvas.Rectangle
	title *widget.Label
	text  *widget.Label
	count *widget.Label
	next  *button
	box   *fyne.Container
}

const tourWidth = 360

func newTour(w fyne.Window, steps []tourStep, ended func()) *tour {
	t := &tour{
		steps: steps, win: w, ended: ended, veil: canvas.NewRectangle(theme.Color(theme.ColorNameShadow)),
		frame: canvas.NewRectangle(nil), back: canvas.NewRectangle(theme.Color(theme.ColorNameOverlayBackground)),
		title: widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		text:  widget.NewLabel(""), count: widget.NewLabel(""),
	}
	t.frame.StrokeWidth, t.frame.StrokeColor, t.frame.CornerRadius = 2, theme.Color(theme.ColorNamePrimary), 6
	t.back.StrokeWidth, t.back.StrokeColor, t.back.CornerRadius = 1, theme.Color(theme.ColorNamePrimary), 6
	t.text.Wrapping = fyne.TextWrapWord
	t.count.Importance = widget.LowImportance
	skip := newButton("Skip (Esc)", t.end)
	skip.Importance = widget.LowImportance
	t.next = newMainButton("", t.step)
	skip.onKey, t.next.onKey = t.key, t.key
	buttons := container.NewBorder(nil, nil, t.count, container.NewHBox(skip, t.next))
	t.box = container.NewStack(t.back, container.NewPadded(container.NewBorder(t.title, buttons, nil, nil, t.text)))
	t.ExtendBaseWidget(t)
	return t
}

// key ends the tour on Esc; a box of it is no dialog that the window knows.
func (t *tour) key(k fyne.KeyName) bool {
	if k == fyne.KeyEscape {
		t.end()
		return true
	}
	return false
}

// CreateRenderer is for the window library.
func (t *tour) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout(t.veil, t.frame, t.box))
}

// Tapped takes clicks beside the box.
func (t *tour) Tapped(*fyne.PointEvent) {}

// Resize puts the box where it belongs in a window of another size.
func (t *tour) Resize(s fyne.Size) {
	t.BaseWidget.Resize(s)
	t.show()
}

// show shows the step that is on.
func (t *tour) show() {
	step := t.steps[t.at]
	t.title.SetText(step.title)
	t.text.SetText(step.text)
	t.count.SetText(strconv.Itoa(t.at+1) + " of " + strconv.Itoa(len(t.steps)))
	t.next.SetText("Next (Enter)")
	if t.at == len(t.steps)-1 {
		t.next.SetText("Done (Enter)")
	}
	t.veil.Resize(t.Size())
	t.box.Resize(fyne.NewSize(tourWidth, 0)) // lines break at this width
	size := fyne.NewSize(tourWidth, t.box.MinSize().Height)
	t.box.Resize(size)
	t.frame.Hidden = true
	if step.part != nil && step.part().Visible() {
		part := step.part()
		at := absolute(part)
		t.frame.Hidden = false
		t.frame.Move(at.SubtractXY(3, 3))
		t.frame.Resize(part.Size().AddWidthHeight(6, 6))
		t.box.Move(besidePart(at, part.Size(), size, t.Size()))
	} else {
		t.box.Move(fyne.NewPos(whole((t.Size().Width-size.Width)/2), whole((t.Size().Height-size.Height)/2)))
	}
	t.frame.Refresh()
	t.box.Refresh()
}

// besidePart is where a box stands: below a part, else above it, else left of
// it, else in its middle; always inside the room.
func besidePart(at fyne.Position, part, box, room fyne.Size) fyne.Position {
	const gap = 10
	x := min(max(at.X+part.Width/2-box.Width/2, gap), max(room.Width-box.Width-gap, 0))
	y := at.Y + part.Height + gap
	switch {
	case y+box.Height <= room.Height:
	case at.Y-gap-box.Height >= 0:
		y = at.Y - gap - box.Height
	case at.X-gap-box.Width >= 0:
		x, y = at.X-gap-box.Width, at.Y+40
	default:
		y = at.Y + (part.Height-box.Height)/2
	}
	return fyne.NewPos(whole(x), whole(max(min(y, room.Height-box.Height), 0)))
}

// step goes on, or ends after the last.
func (t *tour) step() {
	if t.at++; t.at >= len(t.steps) {
		t.end()
		return
	}
	t.show()
}

func (t *tour) end() {
	t.win.Canvas().Overlays().Remove(t)
	t.ended()
}

// startTour shows the tour from its beginning.
func (s *shell) startTour() {
	if s.modals.any() {
		return
	}
	s.settings.setToured()
	s.acts.do(pageAction(timelineView))
	s.showSide(true)
	s.trace.step("dialog", "name", "tour", "open", true)
	t := newTour(s.win, s.tourSteps(), func() {
		s.trace.step("dialog", "name", "tour", "open", false)
		s.showSide(s.settings.inspector())
		s.focusView()
	})
	c := s.win.Canvas()
	c.Overlays().Add(t)
	t.Resize(c.Size())
	c.Focus(t.next)
}

// firstTour shows the tour at the very first start; a trace is somebody's who
// looks for something else.
func (s *shell) firstTour() {
	if s.trace == nil && s.tours && !s.settings.toured() {
		s.startTour()
	}
}

// toured tells whether the tour has been shown.
func (s settings) toured() bool { return s.p.Bool("toured") }
func (s settings) setToured()   { s.p.SetBool("toured", true) }
