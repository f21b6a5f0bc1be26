package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// chartRows are the actions of the charts.
func (s *shell) chartRows() []*action {
	return []*action{
		{
			id: "chart.show", title: "Show the selection on the timeline", menu: viewMenu, group: -1,
			enabled: func() bool { return s.onCharts() && s.selected() }, run: s.showSelection,
		},
		{
			id: "chart.copy", title: "Copy the chart as a picture", menu: editMenu, group: 2, keys: []keystroke{ctrlShift(fyne.KeyC)},
			enabled: s.onCharts, run: s.copyChart,
		},
	}
}

// viewTab is the name of a view at the foot of the window; a click shows it.
type viewTab struct {
	widget.BaseWidget
	choice
	text *widget.Label
}

var (
	_ fyne.Tappable      = (*viewTab)(nil)
	_ desktop.Hoverable  = (*viewTab)(nil)
	_ desktop.Cursorable = (*viewTab)(nil)
)

func newViewTab(title string, tapped func()) *viewTab {
	t := &viewTab{choice: newChoice(tapped), text: widget.NewLabel(title)}
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
