package ui

import (
	"cmp"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/paint"
)

// maxSuggestions is how many lines the list shows; more would hide the form.
const maxSuggestions = 8

// completionList is the list of suggestions below a field. It floats above the
// form in a layer of its own (a pop-up would take the keyboard away from the
// field), and one list serves all fields.
type completionList struct {
	layer  *fyne.Container // the layer, without a layout
	box    *fyne.Container
	frame  *canvas.Rectangle
	rows   []*suggestionRow
	lines  []suggestion
	marked int // -1 none
	owner  *completionEntry

	palette func() paint.Palette
}

func newCompletionList(palette func() paint.Palette) *completionList {
	l := &completionList{marked: -1, palette: palette, frame: canvas.NewRectangle(color.Transparent)}
	l.frame.StrokeWidth, l.frame.CornerRadius = 1, 4
	l.box = container.NewStack(l.frame)
	l.box.Hide()
	l.layer = container.NewWithoutLayout(l.box)
	return l
}

func (l *completionList) isOpen(e *completionEntry) bool {
	return l.owner == e && l.box.Visible()
}

// open shows lines below a field, or above it when there is no room.
func (l *completionList) open(e *completionEntry, lines []suggestion, marked int) {
	l.owner, l.lines, l.marked = e, lines[:min(len(lines), maxSuggestions)], marked
	if len(lines) == 0 {
		l.close()
		return
	}
	l.rows = l.rows[:0]
	column := container.NewVBox()
	for i, s := range l.lines {
		row := newSuggestionRow(l.palette, s, func() { l.pick(i) })
		row.mark(i == marked)
		l.rows = append(l.rows, row)
		column.Add(row)
	}
	l.frame.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	l.frame.StrokeColor = theme.Color(theme.ColorNameInputBorder)
	l.box.Objects = []fyne.CanvasObject{l.frame, column}
	l.place(e)
	l.box.Show()
	l.box.Refresh()
}

func (l *completionList) place(e *completionEntry) {
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(e).Subtract(d.AbsolutePositionForObject(l.layer))
	size := fyne.NewSize(e.Size().Width, l.box.MinSize().Height)
	y := at.Y + e.Size().Height
	if y+size.Height > l.layer.Size().Height && at.Y >= size.Height {
		y = at.Y - size.Height
	}
	l.box.Resize(size)
	l.box.Move(fyne.NewPos(at.X, y))
}

func (l *completionList) close() {
	l.marked = -1
	if l.box.Visible() {
		l.box.Hide()
	}
}

func (l *completionList) move(by int) {
	l.marked = min(max(l.marked+by, -1), len(l.lines)-1)
	for i, r := range l.rows {
		r.mark(i == l.marked)
	}
}

func (l *completionList) markedLine() (suggestion, bool) {
	if l.marked < 0 || l.marked >= len(l.lines) {
		return suggestion{}, false
	}
	return l.lines[l.marked], true
}

func (l *completionList) pick(i int) {
	if l.owner != nil && i < len(l.lines) {
		l.owner.take(l.lines[i])
	}
}

// suggestionRow is one line of the list.
type suggestionRow struct {
	widget.BaseWidget
	choice // the chosen one is marked by the keyboard
	text   *textBlock
	hint   *widget.Label
}

var (
	_ fyne.Tappable     = (*suggestionRow)(nil)
	_ desktop.Hoverable = (*suggestionRow)(nil)
)

func newSuggestionRow(palette func() paint.Palette, s suggestion, tapped func()) *suggestionRow {
	r := &suggestionRow{
		text: newTextBlock(palette, paragraph{
			text: oneLine(cmp.Or(s.shown, s.text)), size: theme.TextSize(), style: charts.StyleText, maxLines: 1,
		}),
		hint: widget.NewLabel(oneLine(s.hint)), choice: newChoice(tapped),
	}
	r.hint.Importance = widget.LowImportance
	r.hint.SizeName = theme.SizeNameCaptionText
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is for the window library.
func (r *suggestionRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.back,
		container.NewBorder(nil, nil, nil, r.hint,
			container.New(layout.NewCustomPaddedLayout(5, 3, 8, 0), r.text))))
}

// MinSize is that of a dense line.
func (r *suggestionRow) MinSize() fyne.Size {
	s := r.BaseWidget.MinSize()
	return fyne.NewSize(min(s.Width, 80), s.Height)
}
