package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
)

// Which columns are shown, in which order and how wide, is the user's and kept
// with the settings; so is the order of the rows.

// tableColumn is a column as it is shown.
type tableColumn struct {
	Name  app.TableColumn `json:"name"`
	Width float32         `json:"width"` // logical pixels
}

// tableSetup is what is kept between starts.
type tableSetup struct {
	Columns []tableColumn    `json:"columns"`
	Orders  []app.TableOrder `json:"orders"`
}

const (
	narrowestColumn = 40
	widestColumn    = 900
	maxOrders       = 3 // by which rows are sorted one after the other
	columnStep      = 16
)

// columnWidths are those of a new table; others are as wide as usualWidth.
var columnWidths = map[app.TableColumn]float32{
	app.TableDate: 138, app.TableSpeaker: 150, app.TableRole: 120, app.TableVerb: 110, app.TableAddressees: 130,
	app.TableClaims: 260, app.TableGist: 260, app.TableQuote: 260, app.TableDocument: 170, app.TableCertainty: 78,
}

const usualWidth = 120

// firstColumns are those of a new table.
var firstColumns = []app.TableColumn{
	app.TableDate, app.TableSpeaker, app.TableRole, app.TableVerb, app.TableAddressees, app.TableClaims, app.TableGist,
	app.TableQuote, app.TableDocument, app.TableOutlet, app.TableTags, app.TableCoder, app.TableCertainty, app.TableReportedIn,
}

func newColumn(name app.TableColumn) tableColumn {
	if w, ok := columnWidths[name]; ok {
		return tableColumn{name, w}
	}
	return tableColumn{name, usualWidth}
}

func freshSetup() tableSetup {
	var t tableSetup
	for _, name := range firstColumns {
		t.Columns = append(t.Columns, newColumn(name))
	}
	t.Orders = []app.TableOrder{{Column: app.TableDate}}
	return t
}

// tableSetup gives what was kept, without what this program does not know.
func (s settings) tableSetup() tableSetup {
	var t tableSetup
	s.load("table", &t)
	known := func(c app.TableColumn) bool { return c.Title() != string(c) }
	var seen []app.TableColumn
	t.Columns = slices.DeleteFunc(t.Columns, func(c tableColumn) bool {
		twice := slices.Contains(seen, c.Name)
		seen = append(seen, c.Name)
		return twice || !known(c.Name)
	})
	for i := range t.Columns {
		t.Columns[i].Width = min(max(t.Columns[i].Width, narrowestColumn), widestColumn)
	}
	t.Orders = slices.DeleteFunc(t.Orders, func(o app.TableOrder) bool { return !known(o.Column) })
	t.Orders = t.Orders[:min(len(t.Orders), maxOrders)]
	if len(t.Columns) == 0 {
		return freshSetup()
	}
	return t
}

func (s settings) setTableSetup(t tableSetup) { s.keep("table", t) }

// orderedBy gives the orders after a column was chosen: it comes first, or turns
// round when it was first; the others come after it. add puts it last instead.
func orderedBy(orders []app.TableOrder, c app.TableColumn, add bool) []app.TableOrder {
	was := slices.IndexFunc(orders, func(o app.TableOrder) bool { return o.Column == c })
	if add && was >= 0 || was == 0 {
		out := slices.Clone(orders)
		out[was].Descending = !out[was].Descending
		return out
	}
	rest := slices.DeleteFunc(slices.Clone(orders), func(o app.TableOrder) bool { return o.Column == c })
	one := app.TableOrder{Column: c}
	if add {
		rest = append(rest[:min(len(rest), maxOrders-1)], one)
	} else {
		rest = slices.Insert(rest, 0, one)
	}
	return rest[:min(len(rest), maxOrders)]
}

// moveColumn puts a column before another one; to = len(cols) is the end. It
// gives where the column is then.
func moveColumn(cols []tableColumn, from, to int) ([]tableColumn, int) {
	c := cols[from]
	out := slices.Delete(slices.Clone(cols), from, from+1)
	if to > from {
		to--
	}
	to = min(max(to, 0), len(out))
	return slices.Insert(out, to, c), to
}

// showColumns opens the dialog in which columns are chosen and ordered.
func (s *shell) showColumns() {
	t := s.table.view
	d := &columnDialog{s: s, cols: slices.Clone(t.cols)}
	for _, c := range app.TableColumns {
		if !slices.ContainsFunc(d.cols, func(x tableColumn) bool { return x.Name == c.Name }) {
			d.hidden = append(d.hidden, newColumn(c.Name))
		}
	}
	d.list = newList(func() int { return len(d.cols) + len(d.hidden) }, func() fyne.CanvasObject { return newCheck("", nil) }, d.fill)
	d.list.onKey = d.key
	d.list.OnSelected = func(i widget.ListItemID) { d.at = i }
	hint := widget.NewLabel("Space shows or hides a column; Alt+Up and Alt+Down, or the buttons, move it.")
	hint.Importance, hint.Wrapping = widget.LowImportance, fyne.TextWrapWord
	up, down := newButton("Up", func() { d.move(-1) }), newButton("Down", func() { d.move(1) })
	fresh := newButton("As at first", func() {
		d.cols, d.hidden = freshSetup().Columns, nil
		for _, c := range app.TableColumns {
			if !slices.Contains(firstColumns, c.Name) {
				d.hidden = append(d.hidden, newColumn(c.Name))
			}
		}
		d.apply()
	})
	d.modal = s.modals.show(dialogSpec{
		name: "columns", title: "Columns of the table", size: fyne.NewSize(420, 560), focus: d.list,
		body:    container.NewBorder(hint, container.NewHBox(up, down, fresh), nil, nil, d.list),
		buttons: []fyne.CanvasObject{newMainButton("Close", func() { d.modal.close() })},
	})
	d.list.Select(min(t.col, len(d.cols)-1))
}

// columnDialog lists the shown columns in their order, then the others.
type columnDialog struct {
	s            *shell
	cols, hidden []tableColumn
	list         *list
	at           int
	modal        *modal
}

func (d *columnDialog) fill(i widget.ListItemID, o fyne.CanvasObject) {
	c := o.(*check)
	c.OnChanged = nil
	if i < len(d.cols) {
		c.Text = d.cols[i].Name.Title()
		c.SetChecked(true)
	} else if i -= len(d.cols); i < len(d.hidden) {
		c.Text = d.hidden[i].Name.Title()
		c.SetChecked(false)
		i += len(d.cols)
	}
	c.Refresh()
	c.OnChanged = func(bool) { d.toggle(i) }
}

func (d *columnDialog) key(k fyne.KeyName) bool {
	alt := currentModifiers()&fyne.KeyModifierAlt != 0
	switch {
	case k == fyne.KeySpace:
		d.toggle(d.at)
	case k == fyne.KeyUp && alt:
		d.move(-1)
	case k == fyne.KeyDown && alt:
		d.move(1)
	default:
		return false
	}
	return true
}

// toggle shows a column behind the others, or hides it; one is always shown.
func (d *columnDialog) toggle(i int) {
	switch n := len(d.cols); {
	case i >= n && i < n+len(d.hidden):
		d.cols = append(d.cols, d.hidden[i-n])
		d.hidden = slices.Delete(d.hidden, i-n, i-n+1)
	case i < n && n > 1:
		d.hidden = append(d.hidden, d.cols[i])
		d.cols = slices.Delete(d.cols, i, i+1)
	}
	d.apply()
}

func (d *columnDialog) move(by int) {
	to := d.at + by
	if d.at >= len(d.cols) || to < 0 || to >= len(d.cols) {
		return
	}
	d.cols[d.at], d.cols[to] = d.cols[to], d.cols[d.at]
	d.list.Select(to)
	d.apply()
}

func (d *columnDialog) apply() {
	d.list.Refresh()
	d.s.setColumns(slices.Clone(d.cols))
}
