package ui

import "fyne.io/fyne/v2"

// chartRows are the actions of the charts.
func (s *shell) chartRows() []*action {
	return []*action{
		{
			id: "chart.show", title: "Show the selection on the timeline", menu: viewMenu, group: -1,
			enabled: func() bool { return (s.onCharts() || s.onTable()) && s.selected() }, run: s.showSelection,
		},
		{
			id: "chart.copy", title: "Copy the chart as a picture", menu: editMenu, group: 2, keys: []keystroke{ctrlShift(fyne.KeyC)},
			enabled: s.onCharts, run: s.copyChart,
		},
	}
}
