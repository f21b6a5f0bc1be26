package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"saywhen/app"
	"saywhen/storage"
)

// newTableFixture has the sample open on the table.
func newTableFixture(t *testing.T) *fixture {
	t.Helper()
	f := newSampleFixture(t)
	f.acts.do("view.table")
	f.until("the rows", func() bool { return len(f.table.view.rows) == f.session.Index().Len() })
	f.drawTable()
	return f
}

// drawTable draws frames until every word that is seen is read.
func (f *fixture) drawTable() {
	f.t.Helper()
	for range 4 {
		size := f.table.view.raster.Size()
		f.table.view.generate(int(size.Width), int(size.Height))
		f.settle()
	}
}

// tableKeys types plain keys into the table.
func (f *fixture) typeKeys(keys ...fyne.KeyName) {
	for _, k := range keys {
		f.table.view.TypedKey(&fyne.KeyEvent{Name: k})
		f.settle()
	}
}

// shifted types a key with Shift.
func (f *fixture) shifted(k fyne.KeyName) {
	f.table.view.mods = func() fyne.KeyModifier { return fyne.KeyModifierShift }
	f.typeKeys(k)
	f.table.view.mods = func() fyne.KeyModifier { return 0 }
}

// cells gives the words of a column from the first row on.
func (f *fixture) cells(c app.TableColumn) (texts []string) {
	f.t.Helper()
	f.drawTable()
	for _, id := range f.table.view.rows {
		st, err := f.session.File().Statement(context.Background(), id)
		if err != nil {
			f.t.Fatal(err)
		}
		texts = append(texts, f.session.Lists().TableText(c, &st, f.session.Head, f.session.Location()))
	}
	return texts
}

// atColumn puts the cursor on a column.
func (f *fixture) atColumn(c app.TableColumn) {
	f.t.Helper()
	i := slices.IndexFunc(f.table.view.cols, func(x tableColumn) bool { return x.Name == c })
	if i < 0 {
		f.t.Fatalf("the column %s is not shown", c)
	}
	f.table.view.col = i
}

func TestTableSortsByHeader(t *testing.T) {
	f := newTableFixture(t)
	byTime := slices.Clone(f.table.view.rows)
	speakers := func() []string { return f.cells(app.TableSpeaker) }
	f.typeKeys(fyne.KeyUp) // from the first row into the header
	if f.table.view.row != headerRow {
		t.Fatalf("the cursor is in row %d, not in the header", f.table.view.row)
	}
	f.atColumn(app.TableSpeaker)
	f.typeKeys(fyne.KeyReturn)
	if got := speakers(); !slices.IsSorted(got) {
		t.Errorf("sorted by speaker the rows are %v", got)
	}
	f.typeKeys(fyne.KeyReturn)
	got := speakers()
	if slices.Reverse(got); !slices.IsSorted(got) {
		t.Errorf("sorted the other way round the rows are %v", got)
	}
	// A click on the date sorts by time once more.
	f.table.view.left = 0
	at := fyne.NewPos(f.table.view.colX(0)+20, 5)
	f.table.view.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	f.table.view.Tapped(&fyne.PointEvent{Position: at})
	f.settle()
	if !slices.Equal(f.table.view.rows, byTime) {
		t.Error("sorted by date the rows are not as they were")
	}
	if o := f.settings.tableSetup().Orders; len(o) < 2 || o[0].Column != app.TableDate || o[1].Column != app.TableSpeaker {
		t.Errorf("kept are the orders %v", o)
	}
}

func TestTableSelectsByKeyAndMouse(t *testing.T) {
	f := newTableFixture(t)
	rows := f.table.view.rows
	want := func(what string, ids ...storage.ID) {
		t.Helper()
		got := slices.Clone(f.session.Selection())
		slices.Sort(got)
		ids = slices.Clone(ids)
		if slices.Sort(ids); !slices.Equal(got, ids) {
			t.Errorf("%s: %d are selected, not %d", what, len(got), len(ids))
		}
	}
	f.typeKeys(fyne.KeyDown, fyne.KeyDown)
	want("Down twice", rows[2])
	f.shifted(fyne.KeyDown)
	f.shifted(fyne.KeyDown)
	want("Shift+Down twice", rows[2:5]...)
	f.typeKeys(fyne.KeyEnd)
	want("End", rows[len(rows)-1])
	f.typeKeys(fyne.KeyHome)
	want("Home", rows[0])
	f.typeKeys(fyne.KeyPageDown)
	want("Page Down", rows[min(len(rows)-1, int(f.table.view.seenRows())-1)])
	click := func(row int, mods fyne.KeyModifier) {
		at := fyne.NewPos(30, f.table.view.rowY(row)+5)
		f.table.view.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: mods})
		f.table.view.Tapped(&fyne.PointEvent{Position: at})
		f.settle()
	}
	click(1, 0)
	want("a click", rows[1])
	click(3, fyne.KeyModifierShortcutDefault)
	want("Ctrl+click", rows[1], rows[3])
	click(6, fyne.KeyModifierShift)
	want("Shift+click", rows[3:7]...)
	f.acts.do("edit.select_all")
	f.settle()
	want("Ctrl+A", rows...)
	f.session.Select(rows[4]) // from elsewhere
	if f.table.view.row != 4 {
		t.Errorf("the cursor is in row %d after row 4 was selected elsewhere", f.table.view.row)
	}
	f.table.view.TypedRune('f')
	if f.view != timelineView || !f.session.Selected(rows[4]) {
		t.Error("F does not show the selection on the timeline")
	}
}

func TestTableFollowsTheFilter(t *testing.T) {
	f := newTableFixture(t)
	speaker := f.actor("Marzieh Afkham")
	f.setFilter(storage.Filter{Speakers: []storage.ID{speaker}})
	f.until("fewer rows", func() bool { return len(f.table.view.rows) == f.session.Index().Shown() })
	for _, name := range f.cells(app.TableSpeaker) {
		if name != "Marzieh Afkham" {
			t.Errorf("a row of %s passes", name)
		}
	}
	f.setFilter(storage.Filter{Text: "no such words anywhere"})
	f.until("no rows", func() bool { return len(f.table.view.rows) == 0 })
	f.drawTable()
	if !strings.Contains(f.table.view.empty[0].text, "filter") {
		t.Errorf("the empty table says %q", f.table.view.empty[0].text)
	}
}

// editing opens the field over a cell and waits for it.
func (f *fixture) editing(row int, c app.TableColumn) {
	f.t.Helper()
	f.table.view.goTo(row, false)
	f.settle()
	f.atColumn(c)
	f.typeKeys(fyne.KeyF2)
	if !f.table.edit.editing() {
		f.t.Fatalf("F2 does not open the cell of %s", c)
	}
}

func TestTableEditsInPlace(t *testing.T) {
	f := newTableFixture(t)
	id := f.table.view.rows[2]
	f.editing(2, app.TableSpeaker)
	e := f.table.edit
	e.form.speaker.set("")
	e.form.speaker.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.settle()
	if !e.editing() || e.field.said() == "" {
		t.Error("a statement without a speaker was taken")
	}
	e.form.speaker.set("Somebody new")
	e.form.speaker.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.settle()
	if e.editing() || f.cells(app.TableSpeaker)[2] != "Somebody new" {
		t.Errorf("after Enter the cell says %q", f.cells(app.TableSpeaker)[2])
	}
	if f.table.view.rows[2] != id || f.table.view.row != 3 || !f.session.Selected(f.table.view.rows[3]) {
		t.Errorf("the row went elsewhere, or the cursor is in row %d and not in the one below", f.table.view.row)
	}
	f.undo()
	f.settle()
	if f.cells(app.TableSpeaker)[2] == "Somebody new" {
		t.Error("one undo does not take the edit back")
	}
	f.editing(2, app.TableGist)
	e.form.gist.set("taken back")
	e.form.gist.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if e.editing() || f.cells(app.TableGist)[2] == "taken back" {
		t.Error("Esc does not take the text back")
	}
	f.editing(2, app.TableGist)
	e.form.gist.set("in other words")
	col := f.table.view.col
	e.form.gist.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	f.settle()
	if f.cells(app.TableGist)[2] != "in other words" || f.table.view.col != col+1 || f.table.view.row != 2 {
		t.Errorf("after Tab the cell says %q, the cursor is at %d, %d", f.cells(app.TableGist)[2], f.table.view.row, f.table.view.col)
	}
}

func TestTableEditsDatesAndClaims(t *testing.T) {
	f := newTableFixture(t)
	e := f.table.edit
	f.editing(1, app.TableDate)
	e.form.when.entry.set("the day of the goat")
	e.form.when.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !e.editing() || e.field.said() == "" {
		t.Error("a date that is none was taken")
	}
	e.form.when.entry.set("12 June 2014")
	e.form.when.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.settle()
	if got := f.cells(app.TableDate)[1]; got != "12 Jun 2014" || !f.table.view.stale {
		t.Errorf("the date is %q, and the order marked as that of before: %v", got, f.table.view.stale)
	}
	f.editing(1, app.TableClaims)
	e.form.positions.rows[0].stance.choose(1)
	e.form.positions.rows[0].claim.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.settle()
	if got := f.cells(app.TableClaims)[1]; !strings.Contains(got, "leans t") {
		t.Errorf("the claims are %q", got)
	}
	f.atColumn(app.TableDate)
	f.sortBy(f.table.view.col, false) // once more by date, the same way
	f.settle()
	if f.table.view.orders[0].Descending || f.table.view.stale {
		t.Error("sorting again after an edit turned the order round")
	}
}

func TestTableEditsOnlyWhatItMay(t *testing.T) {
	f := newTableFixture(t)
	f.atColumn(app.TableRole)
	f.table.view.goTo(1, false)
	f.typeKeys(fyne.KeyReturn)
	if f.table.edit.editing() {
		t.Error("a role, which follows from the actor, can be edited")
	}
}

func TestTableBulkEditAndUndo(t *testing.T) {
	f := newTableFixture(t)
	ids := slices.Clone(f.table.view.rows[:5])
	f.session.Select(ids...)
	before := f.cells(app.TablePlace)
	session := f.session
	d := f.openBulk(app.BulkPlace, "Vienna")
	if !strings.Contains(d.list.sum.Text, "5 would change") || len(d.list.first) != 5 || d.list.first[0].After != "Vienna" {
		t.Fatalf("the preview says %q: %+v", d.list.sum.Text, d.list.first)
	}
	d.ok.press()
	f.settle()
	for i, place := range f.cells(app.TablePlace) {
		if (place == "Vienna") != (i < 5) {
			t.Errorf("row %d is in %q", i, place)
		}
	}
	if session.Status().Undo != "Change of 5 statements: place" {
		t.Errorf("the step is called %q", session.Status().Undo)
	}
	f.undo()
	f.settle()
	if !slices.Equal(f.cells(app.TablePlace), before) {
		t.Error("one undo does not bring all places back")
	}
	d = f.openBulk(app.BulkCertainty, "often")
	if d.wrong.Text == "" || !d.ok.Disabled() {
		t.Errorf("a certainty of “often” is said to be %q", d.wrong.Text)
	}
	d.modal.close()
}

// openBulk opens the dialog and waits for its preview.
func (f *fixture) openBulk(field app.BulkField, value string) *bulkDialog {
	f.t.Helper()
	d := f.newBulkDialog()
	for i, x := range app.BulkFields {
		if x.Field == field {
			d.field.SetSelectedIndex(i)
		}
	}
	d.value.set(value)
	d.preview()
	f.settle()
	return d
}

func TestTableCopiesAndPastes(t *testing.T) {
	f := newTableFixture(t)
	rows := f.table.view.rows
	f.setColumns([]tableColumn{newColumn(app.TableSpeaker), newColumn(app.TableGist), newColumn(app.TableCertainty)})
	gist := "two\nlines, a \"quote\"\tand a tab"
	st, err := f.session.File().Statement(context.Background(), rows[1])
	if err != nil {
		t.Fatal(err)
	}
	e := f.session.EntryOf(st)
	e.Gist = gist
	f.session.SaveEntry(e, func(_ storage.ID, err error) {
		if err != nil {
			t.Error(err)
		}
	})
	f.settle()
	f.session.Select(rows[2], rows[1])
	f.table.view.TypedShortcut(&fyne.ShortcutCopy{Clipboard: f.app.Clipboard()})
	f.until("a copy", func() bool { return strings.Contains(f.app.Clipboard().Content(), "Gist") })
	lines, err := readTSV(f.app.Clipboard().Content())
	if err != nil || len(lines) != 3 || !slices.Equal(lines[0], []string{"Speaker", "Gist", "Certainty"}) || lines[1][1] != gist {
		t.Fatalf("copied is %q, %v", lines, err)
	}
	// Two cells of the gist downwards, from the third row on.
	f.table.view.goTo(3, false)
	f.atColumn(app.TableGist)
	f.app.Clipboard().SetContent("\"first\nof two\"\nsecond\n")
	f.table.view.TypedShortcut(&fyne.ShortcutPaste{Clipboard: f.app.Clipboard()})
	f.until("the preview", f.modals.any)
	f.modals.enter()
	f.settle()
	if got := f.cells(app.TableGist); got[3] != "first\nof two" || got[4] != "second" {
		t.Errorf("after pasting the gists are %q, %q", got[3], got[4])
	}
	if name := f.session.Status().Undo; name != "Paste 2 cells" {
		t.Errorf("the step is called %q", name)
	}
}

func TestTableColumns(t *testing.T) {
	f := newTableFixture(t)
	v := f.table.view
	first, second := v.cols[0], v.cols[1]
	v.row, v.col = headerRow, 0
	f.shifted(fyne.KeyRight)
	if v.cols[0] != second || v.cols[1] != first || v.col != 1 {
		t.Errorf("Shift+Right moved the columns to %v, the cursor to %d", v.cols[:2], v.col)
	}
	v.TypedRune('+')
	if got := f.settings.tableSetup().Columns[1]; got.Width != first.Width+columnStep || got.Name != first.Name {
		t.Errorf("kept is %v", got)
	}
	// An edge is dragged, then a name.
	x := v.colX(0) + v.cols[0].Width
	at := fyne.NewPos(x, 8)
	v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(40, 0)}})
	v.DragEnd()
	if v.cols[0].Width != second.Width+40 {
		t.Errorf("the width is %v after dragging the edge by 40 from %v", v.cols[0].Width, second.Width)
	}
	at = fyne.NewPos(20, 8)
	v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(v.colX(2)-5, 8)}})
	v.DragEnd()
	if v.cols[1].Name != second.Name {
		t.Errorf("dragging the first name behind the second gives %v", v.cols[:3])
	}
	f.acts.do("table.hide")
	if len(v.cols) != len(firstColumns)-1 {
		t.Errorf("%d columns are left", len(v.cols))
	}
	f.acts.do("table.columns")
	f.modals.escape()
}

func TestTableSetupForgetsWhatItDoesNotKnow(t *testing.T) {
	f := newFixture(t)
	f.settings.setTableSetup(tableSetup{
		Columns: []tableColumn{{"date", 3}, {"colour", 100}, {"date", 80}, {"gist", 5000}},
		Orders:  []app.TableOrder{{Column: "colour"}, {Column: "gist"}},
	})
	got := f.settings.tableSetup()
	if len(got.Columns) != 2 || got.Columns[0].Width != narrowestColumn || got.Columns[1].Width != widestColumn || len(got.Orders) != 1 {
		t.Errorf("read back: %+v", got)
	}
}

func TestOrderedBy(t *testing.T) {
	date, gist := app.TableOrder{Column: app.TableDate}, app.TableOrder{Column: app.TableGist}
	turned := app.TableOrder{Column: app.TableDate, Descending: true}
	for _, c := range []struct {
		before []app.TableOrder
		column app.TableColumn
		add    bool
		after  []app.TableOrder
	}{
		{nil, app.TableDate, false, []app.TableOrder{date}},
		{[]app.TableOrder{date}, app.TableDate, false, []app.TableOrder{turned}},
		{[]app.TableOrder{turned}, app.TableGist, false, []app.TableOrder{gist, turned}},
		{[]app.TableOrder{gist, turned}, app.TableDate, false, []app.TableOrder{date, gist}},
		{[]app.TableOrder{gist}, app.TableDate, true, []app.TableOrder{gist, date}},
		{[]app.TableOrder{gist, date}, app.TableDate, true, []app.TableOrder{gist, turned}},
	} {
		if got := orderedBy(c.before, c.column, c.add); !slices.Equal(got, c.after) {
			t.Errorf("%v by %s, added %v: %v, want %v", c.before, c.column, c.add, got, c.after)
		}
	}
}
