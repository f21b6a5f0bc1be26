package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// viewTab is the name of a view at the foot of the window; a click, Space or
// Enter shows it, Left and Right go to its neighbours.
type viewTab struct {
	widget.BaseWidget
	choice
	keyHook
	tip  tipHook
	step func(by int)
	text *widget.Label
}

var (
	_ fyne.Tappable      = (*viewTab)(nil)
	_ fyne.Focusable     = (*viewTab)(nil)
	_ desktop.Hoverable  = (*viewTab)(nil)
	_ desktop.Cursorable = (*viewTab)(nil)
)

func newViewTab(title string, tapped func()) *viewTab {
	t := &viewTab{choice: newChoice(tapped), text: widget.NewLabel(title), step: func(int) {}}
	t.back.CornerRadius = 4
	t.text.SizeName = theme.SizeNameCaptionText
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer is for the window library.
func (t *viewTab) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(t.back,
		container.New(layout.NewCustomPaddedLayout(-2, -2, 2, 2), t.text)))
}

// mark shows whether the view is the one that is seen.
func (t *viewTab) mark(on bool) {
	t.text.TextStyle.Bold = on
	t.text.Refresh()
	t.choice.mark(on)
}

// Refresh is called when the theme changes.
func (t *viewTab) Refresh() {
	t.colour()
	t.BaseWidget.Refresh()
}

// Cursor is the hand.
func (t *viewTab) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn begins to wait for the tooltip.
func (t *viewTab) MouseIn(e *desktop.MouseEvent) {
	t.choice.MouseIn(e)
	t.tip.rest(t)
}

// MouseOut takes it away.
func (t *viewTab) MouseOut() {
	t.choice.MouseOut()
	t.tip.leave()
}

// Tapped shows the view.
func (t *viewTab) Tapped(e *fyne.PointEvent) {
	t.tip.leave()
	t.choice.Tapped(e)
}

// FocusGained draws a ring, and begins to wait for the tooltip.
func (t *viewTab) FocusGained() {
	t.ring(true)
	t.tip.rest(t)
}

// FocusLost takes both away.
func (t *viewTab) FocusLost() {
	t.ring(false)
	t.tip.leave()
}

func (t *viewTab) ring(on bool) {
	t.back.StrokeWidth = 0
	if on {
		t.back.StrokeWidth, t.back.StrokeColor = 2, theme.Color(theme.ColorNamePrimary)
	}
	t.back.Refresh()
}

// TypedRune does nothing: Space comes as a key too.
func (t *viewTab) TypedRune(rune) {}

// TypedKey shows the view, goes to a neighbour, or hands the key on.
func (t *viewTab) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		t.tapped()
	case fyne.KeyLeft:
		t.step(-1)
	case fyne.KeyRight:
		t.step(1)
	default:
		t.hand(t, e)
	}
}
