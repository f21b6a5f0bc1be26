package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/paint"
)

// countRow is a line with words in any script and a number at the right, that
// does something when it is clicked, or has the keyboard at Space or Enter.
type countRow struct {
	widget.BaseWidget
	choice
	keyHook
	text   *textBlock
	number *widget.Label
}

var (
	_ fyne.Focusable     = (*countRow)(nil)
	_ fyne.Tappable      = (*countRow)(nil)
	_ desktop.Hoverable  = (*countRow)(nil)
	_ desktop.Cursorable = (*countRow)(nil)
)

func newCountRow(palette func() paint.Palette, text, number string, tapped func()) *countRow {
	r := &countRow{
		choice: newChoice(tapped), number: widget.NewLabel(number),
		text: newTextBlock(palette, paragraph{text: oneLine(text), size: theme.TextSize(), style: charts.StyleText, maxLines: 1}),
	}
	r.back.CornerRadius = 4
	r.number.Importance, r.number.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is for the window library.
func (r *countRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.back,
		container.NewBorder(nil, nil, nil, r.number, container.New(layout.NewCustomPaddedLayout(7, 3, 8, 0), r.text))))
}

// Cursor is the hand.
func (r *countRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows where the keyboard is.
func (r *countRow) FocusGained() {
	r.back.StrokeWidth, r.back.StrokeColor = 2, theme.Color(theme.ColorNamePrimary)
	r.back.Refresh()
}

// FocusLost shows that it is elsewhere.
func (r *countRow) FocusLost() {
	r.back.StrokeWidth = 0
	r.back.Refresh()
}

// TypedRune does nothing: Space comes as a key too.
func (r *countRow) TypedRune(rune) {}

// TypedKey does what a click does, or hands the key on.
func (r *countRow) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.tapped()
	default:
		r.hand(r, e)
	}
}
