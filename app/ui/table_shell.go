package ui

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// What joins the table to the session: in which order its rows are, which words
// are read, what its cursor selects. While the page is not seen nothing is
// sorted or read; it catches up when it is shown.

// tableState is what the shell keeps for the page.
type tableState struct {
	view   *tableView
	edit   *cellEditor
	root   *fyne.Container
	orders []app.TableOrder

	words   map[storage.ID]*tableCells // of rows that were seen; bounded
	wanted  []storage.ID               // of the last frame, not read yet
	reading bool
	epoch   int // grows when words that are being read are out of date

	dirty   bool // the rows are to be sorted anew when the page is seen
	sorting *tableSort
	sorted  bool // rows have been sorted since the project was opened
	own     bool // the selection is being changed by the table itself
	chosen  int  // so that a late answer is dropped
}

// tableSort is a sort under way.
type tableSort struct {
	cancel context.CancelFunc
	run    *longRun
}

// maxTableWords bounds the rows whose words are kept: some forty pages.
const maxTableWords = 2000

func (s *shell) buildTable() {
	t := &s.table
	setup := s.settings.tableSetup()
	t.orders, t.words, t.dirty = setup.Orders, map[storage.ID]*tableCells{}, true
	t.edit = newCellEditor(s)
	t.view = newTableView(s.palette, tableEvents{
		cells:   func(id storage.ID) (*tableCells, bool) { c, ok := t.words[id]; return c, ok },
		missing: s.wantRows, selected: func(id storage.ID) bool { return s.session != nil && s.session.Selected(id) },
		choose: s.chooseRows, edit: s.editCell, sort: s.sortBy, columns: s.keepTable, menu: s.tableMenu,
		key: s.typed, shortcut: s.tableShortcut, scrolled: func() { t.edit.leave() },
		frame: func(f frame) {
			s.trace.step("table_frame", "layout_ms", milliseconds(f.layout), "paint_ms", milliseconds(f.paint), "rows", len(t.view.rows), "w", f.w, "h", f.h)
		},
	})
	t.view.cols, t.view.orders = setup.Columns, setup.Orders
	t.view.empty = nothingInTable(false)
	t.root = container.NewStack(t.view, t.edit.layer, t.edit.form.list.layer)
}

// tablePage is the page of the table.
func (s *shell) tablePage() *page {
	return &page{
		root: s.table.root, focus: func() { s.win.Canvas().Focus(s.table.view) }, opened: s.resetTable, heard: s.tableHeard, typed: s.tableKey,
		shown: func() {
			s.sortTable(false)
			s.followSelection()
		},
		hidden: func() { s.table.edit.leave() },
		text:   s.tableText,
	}
}

func (s *shell) onTable() bool { return s.on(tableRowsView) }

func (s *shell) tableText() string {
	t := s.table.view
	text := "no rows"
	if n := len(t.rows); n > 0 {
		text = "row " + thousands(max(t.row, 0)+1) + " of " + thousands(n)
	}
	if n := len(s.session.Selection()); n > 0 {
		text += " · " + thousands(n) + " selected"
	}
	return text
}

// nothingInTable says why there is no row, and what to do.
func nothingInTable(filtered bool) []paragraph {
	title, text := "No statements yet", "Press Ctrl+N to enter the first one, or Ctrl+I to import a table of them."
	if filtered {
		title, text = "The filter lets no statement through", "Take a part of it away above, or all of it with “Clear all filters” (Ctrl+K)."
	}
	return []paragraph{
		{text: title, size: normalFont + 3, bold: true, style: charts.StyleText},
		{text: text, size: normalFont + 0.5, style: charts.StyleTextDim, above: 6},
	}
}

// resetTable begins with another project.
func (s *shell) resetTable() {
	t := &s.table
	t.stopSorting()
	t.edit.close()
	t.epoch++
	clear(t.words)
	t.wanted, t.dirty, t.sorted = nil, true, false
	t.view.row, t.view.top = 0, 0
	t.view.setRows(nil, 0)
	if s.onTable() {
		s.sortTable(false)
	}
}

func (t *tableState) stopSorting() {
	if t.sorting != nil {
		t.sorting.cancel()
		t.sorting = nil
	}
}

// tableHeard keeps the page true.
func (s *shell) tableHeard(e app.Event) {
	t := &s.table
	if e.What&app.FilterChanged != 0 {
		t.dirty = true
	}
	if e.What&app.DataChanged != 0 {
		s.tableChanged(e.Change)
	}
	if !s.onTable() {
		return
	}
	s.sortTable(false)
	if e.What&app.SelectionChanged != 0 {
		s.followSelection()
	}
}

// tableChanged forgets the words that a change made untrue. Rows that were only
// edited stay where they are, so that none runs away from under the hand; the
// header shows that the order is that of before.
func (s *shell) tableChanged(c storage.Change) {
	t := &s.table
	t.epoch++
	others := c.Reset
	for kind, ids := range c.Touched {
		others = others || storage.RecordKind(kind) != storage.StatementRecord && len(ids) > 0
	}
	if others {
		clear(t.words)
	}
	for _, id := range c.Touched[storage.StatementRecord] {
		delete(t.words, id)
	}
	if c.Reset || s.session.Index().Shown() != len(t.view.rows) {
		t.dirty = true
	}
	t.view.stale = true
	t.view.refresh()
}

// sortTable sorts the rows when they have to be, or in any case.
func (s *shell) sortTable(always bool) {
	t, session := &s.table, s.session
	if session == nil || !t.dirty && !always {
		return
	}
	t.dirty = false
	t.stopSorting()
	run := s.begin("Sorting the table …")
	mine := &tableSort{cancel: run.cancel, run: run}
	t.sorting = mine
	at := t.view.current()
	session.SortTable(run.ctx, t.orders, run.tell, func(ids []storage.ID, err error) {
		err = run.end(err)
		if t.sorting != mine || s.session != session {
			return
		}
		t.sorting = nil
		if err == nil {
			s.showRows(ids, at)
			return
		}
		t.view.orders = t.orders // as they would be
		t.view.stale = true
		t.view.refresh()
		if !errors.Is(err, context.Canceled) {
			s.failed(err)
		}
	})
}

// showRows shows the rows in their new order, the cursor where it was.
func (s *shell) showRows(ids []storage.ID, at storage.ID) {
	t := &s.table
	t.view.orders, t.view.stale = slices.Clone(t.orders), false
	t.view.empty = nothingInTable(s.filtered())
	row := slices.Index(ids, at)
	if sel := s.session.Selection(); !t.sorted && len(sel) > 0 {
		row = slices.Index(ids, last(sel))
	}
	t.sorted = true
	if t.view.row == headerRow { // one sorts to see what comes first
		t.view.top = 0
	}
	t.view.setRows(ids, row)
	if row >= 0 {
		t.view.reveal()
	}
	s.showStatus()
	s.trace.step("table", "rows", len(ids))
}

// sortBy sorts by a column, or turns its order round.
func (s *shell) sortBy(col int, add bool) {
	t := &s.table
	t.edit.leave()
	t.orders = orderedBy(t.orders, t.view.cols[col].Name, add)
	if t.view.stale && !add && t.view.orders[0].Column == t.orders[0].Column {
		t.orders = slices.Clone(t.view.orders) // once more as it was, with what was edited
	}
	s.keepTable()
	s.sortTable(true)
}

// keepTable remembers columns and orders.
func (s *shell) keepTable() {
	s.settings.setTableSetup(tableSetup{s.table.view.cols, s.table.orders})
}

func (s *shell) setColumns(cols []tableColumn) {
	s.table.view.cols = cols
	s.table.view.clamp()
	s.table.view.refresh()
	s.keepTable()
}

// wantRows reads the words of rows that a frame missed. One batch is read at a
// time; what is asked for meanwhile is that of the last frame.
func (s *shell) wantRows(ids []storage.ID) {
	t := &s.table
	t.wanted = append(t.wanted[:0], ids...)
	if !t.reading {
		t.reading = true
		s.post(s.readTableRows) // once the frame is done
	}
}

func (s *shell) readTableRows() {
	t, session := &s.table, s.session
	if session == nil || len(t.wanted) == 0 {
		t.reading = false
		return
	}
	ids, epoch := slices.Clone(t.wanted), t.epoch
	t.wanted = t.wanted[:0]
	var list []storage.Statement
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		list, err = f.StatementsOf(ctx, ids)
		return err
	}, func(err error) {
		t.reading = false
		if s.session != session || err != nil {
			return
		}
		if epoch == t.epoch {
			s.keepWords(ids, list)
		}
		t.view.refresh()
	})
}

func (s *shell) keepWords(ids []storage.ID, list []storage.Statement) {
	t := &s.table
	if len(t.words)+len(ids) > maxTableWords {
		clear(t.words)
	}
	for _, id := range ids { // also one that is gone, so that it is not asked for again
		t.words[id] = &tableCells{}
	}
	for i := range list {
		t.words[list[i].ID] = oneLineCells(s.session, &list[i])
	}
}
