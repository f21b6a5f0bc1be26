package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/storage"
)

// What is selected on the table and what is done with it: the selection is the
// session's, the same as the timeline's.

// manyRows is from how many on a selection is made off the window's goroutine.
const manyRows = 20_000

// chooseRows selects rows.
func (s *shell) chooseRows(from, to int, how choosing) {
	t, session := &s.table, s.session
	if session == nil || len(t.view.rows) == 0 {
		return
	}
	t.edit.leave()
	t.chosen++
	from, to = max(min(from, to), 0), min(max(from, to), len(t.view.rows)-1)
	ids := t.view.rows[from : to+1]
	t.own = true
	defer func() { t.own = false }()
	switch {
	case how == chooseToggle:
		session.ToggleSelected(ids[0])
	case len(ids) < manyRows:
		session.Select(ids...)
	default:
		s.chooseMany(ids)
	}
	s.showStatus()
}

func (s *shell) chooseMany(ids []storage.ID) {
	t, session := &s.table, s.session
	chosen := t.chosen
	var set *charts.Set
	s.job(func() error {
		ids = slices.Clone(ids)
		set = charts.NewSet(ids...)
		return nil
	}, func(error) {
		if chosen == t.chosen && s.session == session {
			t.own = true
			session.SelectMany(ids, set)
			t.own = false
			s.showStatus()
		}
	})
}

// followSelection puts the cursor on what was selected elsewhere.
func (s *shell) followSelection() {
	t := &s.table
	t.view.refresh()
	sel := s.session.Selection()
	if t.own || len(sel) == 0 || t.view.current() == last(sel) {
		return
	}
	if row := slices.Index(t.view.rows, last(sel)); row >= 0 {
		t.view.row, t.view.anchor = row, row
		t.view.reveal()
	}
}

// tableKey takes the plain keys of the page.
func (s *shell) tableKey(k keystroke) bool {
	if k == char('f') || k == char('F') {
		return s.acts.do("chart.show")
	}
	return s.acts.typedOn(tableRowsView, k)
}

// tableShortcut takes copy and paste; all others are the window's.
func (s *shell) tableShortcut(sc fyne.Shortcut) bool {
	switch sc.(type) {
	case *fyne.ShortcutCopy:
		return s.acts.do("table.copy")
	case *fyne.ShortcutPaste:
		return s.acts.do("table.paste")
	}
	return false
}

// tableMenu offers what can be done with a row, or with a column.
func (s *shell) tableMenu(at fyne.Position, header bool) {
	ids := []string{"table.edit", "statement.edit", "table.bulk", "table.copy", "table.paste", "", "chart.show", "article.show", "statement.delete"}
	if header {
		ids = []string{"table.sort", "table.sort_also", "", "table.hide", "table.columns"}
	}
	var items []*fyne.MenuItem
	for _, id := range ids {
		if id == "" {
			items = append(items, fyne.NewMenuItemSeparator())
			continue
		}
		a := s.acts.byID[id]
		item := fyne.NewMenuItem(a.name(), func() { s.acts.runAction(a) })
		item.Disabled = !a.can()
		items = append(items, item)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.win.Canvas(), at)
}
