package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

var viewTitles = map[viewName]string{timelineView: "Timeline", chartView: "Charts"}

// viewActions are the actions that show a view.
var viewActions = map[viewName]string{timelineView: "view.timeline", chartView: "view.charts"}

// switchRows are the actions of the views and of the charts.
func (s *shell) switchRows() []*action {
	return []*action{
		{
			id: viewActions[timelineView], title: viewTitles[timelineView], menu: viewMenu, group: -1, keys: []keystroke{ctrl(fyne.Key1)},
			enabled: s.open, checked: func() bool { return s.view == timelineView }, run: func() { s.showView(timelineView) },
		},
		{
			id: viewActions[chartView], title: viewTitles[chartView], menu: viewMenu, group: -1, keys: []keystroke{ctrl(fyne.Key2)},
			enabled: s.open, checked: func() bool { return s.view == chartView }, run: func() { s.showView(chartView) },
		},
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
	back        *canvas.Rectangle
	text        *widget.Label
	on, pointed bool
	tapped      func()
}

var (
	_ fyne.Tappable      = (*viewTab)(nil)
	_ desktop.Hoverable  = (*viewTab)(nil)
	_ desktop.Cursorable = (*viewTab)(nil)
)

func newViewTab(title string, tapped func()) *viewTab {
	t := &viewTab{back: canvas.NewRectangle(color.Transparent), text: widget.NewLabel(title), tapped: tapped}
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
	t.on = on
	t.text.TextStyle.Bold = on
	t.text.Refresh()
	t.colour()
}

func (t *viewTab) colour() {
	t.back.FillColor = color.Transparent
	switch {
	case t.on:
		t.back.FillColor = theme.Color(theme.ColorNameSelection)
	case t.pointed:
		t.back.FillColor = theme.Color(theme.ColorNameHover)
	}
	t.back.Refresh()
}

// Refresh is called when the theme changes.
func (t *viewTab) Refresh() {
	t.colour()
	t.BaseWidget.Refresh()
}

// Tapped shows the view.
func (t *viewTab) Tapped(*fyne.PointEvent) { t.tapped() }

// MouseIn lights the name up.
func (t *viewTab) MouseIn(*desktop.MouseEvent) {
	t.pointed = true
	t.colour()
}

// MouseMoved does nothing.
func (t *viewTab) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the light away.
func (t *viewTab) MouseOut() {
	t.pointed = false
	t.colour()
}

// Cursor is the hand.
func (t *viewTab) Cursor() desktop.Cursor { return desktop.PointerCursor }
