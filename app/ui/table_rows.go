package ui

import (
	"slices"

	"fyne.io/fyne/v2"
)

// tableRows are the rows of the table of actions for the page of the table.
func (s *shell) tableRows() []*action {
	on := func() bool { return s.onTable() && len(s.table.view.rows) > 0 }
	write := func() bool { return on() && s.writable() }
	column := func() bool { return s.onTable() && len(s.table.view.cols) > 0 }
	rows := []*action{
		{id: "table.edit", title: "Edit the cell", menu: editMenu, on: tableRowsView, keys: []keystroke{plain(fyne.KeyReturn), plain(fyne.KeyF2)}, enabled: write, run: s.editCell},
		{id: "table.bulk", title: "Change a field in all selected…", menu: editMenu, enabled: s.editable, why: s.whyNothingSelected, run: s.bulkDialog},
		{id: "table.copy", title: "Copy the selected rows as a table", menu: editMenu, enabled: func() bool { return s.onTable() && s.selected() }, run: s.copyRows},
		{id: "table.paste", title: "Paste into the column downwards…", menu: editMenu, enabled: write, run: s.pasteCells},
		{id: "table.columns", title: "Columns of the table…", menu: viewMenu, enabled: s.onTable, run: s.showColumns},
		{id: "table.sort", title: "Sort by this column", menu: viewMenu, enabled: column, run: func() { s.sortBy(s.table.view.col, false) }},
		{id: "table.sort_also", title: "Sort by this column after the others", menu: viewMenu, enabled: column, run: func() { s.sortBy(s.table.view.col, true) }},
		{
			id: "table.hide", title: "Hide this column", menu: viewMenu, enabled: func() bool { return column() && len(s.table.view.cols) > 1 },
			run: func() {
				t := s.table.view
				s.setColumns(slices.Delete(slices.Clone(t.cols), t.col, t.col+1))
			},
		},
	}
	for _, a := range rows {
		a.group = 2
		if a.menu == viewMenu {
			a.sub = "Table"
		}
		if a.why == nil {
			a.why = s.whyNotTable
		}
	}
	return rows
}

// whyNotTable says why a command of the page cannot be done now.
func (s *shell) whyNotTable() string {
	switch {
	case s.session == nil:
		return "Open a project first."
	case !s.onTable():
		return "Only on the table (Ctrl+3)."
	case len(s.table.view.rows) == 0:
		return "There are no rows."
	case !s.writable():
		return "This project can only be looked at."
	}
	return "Select a row first."
}

// selectRows selects all rows.
func (s *shell) selectRows() { s.chooseRows(0, len(s.table.view.rows)-1, chooseOnly) }
