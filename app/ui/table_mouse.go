package ui

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ desktop.Mouseable      = (*tableView)(nil)
	_ desktop.Hoverable      = (*tableView)(nil)
	_ desktop.Cursorable     = (*tableView)(nil)
	_ fyne.Tappable          = (*tableView)(nil)
	_ fyne.SecondaryTappable = (*tableView)(nil)
	_ fyne.Draggable         = (*tableView)(nil)
	_ fyne.Scrollable        = (*tableView)(nil)
	_ fyne.Focusable         = (*tableView)(nil)
	_ fyne.Shortcutable      = (*tableView)(nil)
	_ fyne.Tabbable          = (*tableView)(nil)
)

// tablePress is what the pointer is doing in the table.
type tablePress struct {
	at     fyne.Position
	when   time.Time
	double bool
	drag   tableDrag
	col    int
	width  float32 // of the column before its edge was dragged
	x      float32 // where the pointer is
}

type tableDrag uint8

const (
	noTableDrag tableDrag = iota
	thumbDrag
	sliderDrag
	sizingColumn
	movingColumn
	rowDrag
)

// edgeReach is how near the edge of a column is taken, logical pixels.
const edgeReach = 5

// cellAt gives the cell at a point; headerRow for the header. Beyond the last
// row or column ok is false.
func (t *tableView) cellAt(p fyne.Position) (row, col int, ok bool) {
	row = headerRow
	if p.Y >= t.headHeight() {
		row = int(math.Floor(t.top + float64((p.Y-t.headHeight())/t.rowHeight())))
	}
	x := -t.left
	for i, c := range t.cols {
		if p.X >= x && p.X < x+c.Width {
			return row, i, row < len(t.rows)
		}
		x += c.Width
	}
	return row, max(0, len(t.cols)-1), false
}

// edgeAt gives the column whose right edge is at a point of the header.
func (t *tableView) edgeAt(p fyne.Position) (col int, ok bool) {
	if p.Y >= t.headHeight() {
		return 0, false
	}
	for i := range t.cols {
		if math.Abs(float64(t.colX(i)+t.cols[i].Width-p.X)) <= edgeReach {
			return i, true
		}
	}
	return 0, false
}

// MouseDown takes a bar, the edge or the name of a column, or selects a row.
func (t *tableView) MouseDown(e *desktop.MouseEvent) {
	t.takeFocus()
	size, now, p := t.raster.Size(), t.now(), e.Position
	near := math.Abs(float64(p.X-t.press.at.X))+math.Abs(float64(p.Y-t.press.at.Y)) <= slack
	double := near && now.Sub(t.press.when) < doubleClick && !t.press.double && e.Button == desktop.MouseButtonPrimary
	t.press = tablePress{at: p, when: now, double: double, x: p.X}
	row, col, ok := t.cellAt(p)
	edge, atEdge := t.edgeAt(p)
	switch {
	case e.Button != desktop.MouseButtonPrimary:
		t.pressRight(row, col, ok)
	case t.thumb.Visible() && p.X >= size.Width-13 && p.Y >= t.headHeight():
		t.press.drag = thumbDrag
		t.thumbTo(p.Y)
	case t.slider.Visible() && p.Y >= size.Height-13:
		t.press.drag = sliderDrag
		t.sliderTo(p.X)
	case atEdge:
		t.press.drag, t.press.col, t.press.width = sizingColumn, edge, t.cols[edge].Width
	case ok && row >= 0:
		t.pressRow(row, col, e.Modifier)
	case row == headerRow && ok:
		t.press.col = col
	}
}

// pressRight selects what a right click is on, unless it is selected.
func (t *tableView) pressRight(row, col int, ok bool) {
	if !ok || row == headerRow {
		return
	}
	t.row, t.col = row, col
	if !t.on.selected(t.rows[row]) {
		t.anchor = row
		t.on.choose(row, row, chooseOnly)
	}
	t.refresh()
}

func (t *tableView) pressRow(row, col int, mods fyne.KeyModifier) {
	t.row, t.col = row, col
	switch {
	case mods&fyne.KeyModifierShift != 0:
		t.on.choose(t.anchor, row, chooseOnly)
	case mods&fyne.KeyModifierShortcutDefault != 0:
		t.anchor = row
		t.on.choose(row, row, chooseToggle)
	default:
		t.anchor = row
		t.press.drag = rowDrag
		t.on.choose(row, row, chooseOnly)
	}
	t.reveal()
}

// MouseUp is answered by Tapped and DragEnd.
func (t *tableView) MouseUp(*desktop.MouseEvent) {}

// Tapped sorts by the column whose name is clicked; a double click edits a cell.
func (t *tableView) Tapped(e *fyne.PointEvent) {
	press := t.press
	t.press.drag = noTableDrag
	row, col, ok := t.cellAt(e.Position)
	switch {
	case press.drag == thumbDrag || press.drag == sliderDrag || press.drag == sizingColumn || !ok:
	case row == headerRow && !press.double:
		t.row, t.col = headerRow, col
		t.on.sort(col, t.mods()&fyne.KeyModifierShift != 0)
		t.refresh()
	case row >= 0 && press.double:
		t.on.edit()
	}
}

// TappedSecondary opens the menu of a row or of a column.
func (t *tableView) TappedSecondary(e *fyne.PointEvent) {
	row, col, ok := t.cellAt(e.Position)
	if !ok {
		return
	}
	if row == headerRow {
		t.row, t.col = headerRow, col
		t.refresh()
	}
	t.on.menu(e.AbsolutePosition, row == headerRow)
}

// Dragged moves a bar, sizes or moves a column, or selects rows.
func (t *tableView) Dragged(e *fyne.DragEvent) {
	p := e.Position
	t.press.x = p.X
	switch t.press.drag {
	case thumbDrag:
		t.thumbTo(p.Y)
	case sliderDrag:
		t.sliderTo(p.X)
	case sizingColumn:
		t.setWidth(t.press.col, t.press.width+p.X-t.press.at.X)
	case noTableDrag:
		if t.press.at.Y < t.headHeight() {
			t.press.drag = movingColumn
		}
	case rowDrag:
		t.dragRows(p)
	}
	t.refresh()
}

// dragRows selects from where the drag began, and scrolls at the edges.
func (t *tableView) dragRows(p fyne.Position) {
	if len(t.rows) == 0 {
		return
	}
	row := int(math.Floor(t.top + float64((p.Y-t.headHeight())/t.rowHeight())))
	row = min(max(row, 0), len(t.rows)-1)
	if row != t.row {
		t.row = row
		t.on.choose(t.anchor, row, chooseOnly)
		t.reveal()
	}
}

// DragEnd puts a column where it was dragged.
func (t *tableView) DragEnd() {
	press := t.press
	t.press.drag = noTableDrag
	switch press.drag {
	case movingColumn:
		t.shift(press.col, t.dropAt(press.x))
	case sizingColumn:
		t.on.columns()
	}
	t.refresh()
}

// shift moves a column before another one, and the cursor with it.
func (t *tableView) shift(from, to int) {
	t.cols, t.col = moveColumn(t.cols, from, to)
	t.on.columns()
	t.reveal()
}

// dropAt is the column before which one would be put that is dragged to x.
func (t *tableView) dropAt(x float32) int {
	for i, c := range t.cols {
		if x < t.colX(i)+c.Width/2 {
			return i
		}
	}
	return len(t.cols)
}

// dropX is where that is in the picture.
func (t *tableView) dropX() float32 {
	at := t.dropAt(t.press.x)
	if at == len(t.cols) {
		return t.colX(at-1) + t.cols[at-1].Width
	}
	return t.colX(at)
}

func (t *tableView) setWidth(col int, w float32) {
	t.cols[col].Width = whole(min(max(w, narrowestColumn), widestColumn))
	t.clamp()
	t.on.scrolled()
	t.refresh()
}

// thumbTo shows the rows that a height of the bar stands for.
func (t *tableView) thumbTo(y float32) {
	h := t.thumbHeight()
	share := (y - t.headHeight() - h/2) / max(1, t.bodyHeight()-h)
	t.top = float64(min(max(share, 0), 1)) * (float64(len(t.rows)) - t.seenRows())
	t.clamp()
	t.on.scrolled()
	t.refresh()
}

func (t *tableView) sliderTo(x float32) {
	size, all := t.raster.Size().Width, t.width()
	w := max(40, size*size/all)
	t.left = (x - w/2) / max(1, size-w) * (all - size)
	t.clamp()
	t.on.scrolled()
	t.refresh()
}

// Scrolled moves the rows; with Shift the columns.
func (t *tableView) Scrolled(e *fyne.ScrollEvent) {
	dx, dy := -e.Scrolled.DX, -e.Scrolled.DY*3
	if t.mods()&fyne.KeyModifierShift != 0 && e.Scrolled.DX == 0 {
		dx, dy = dy, 0
	}
	t.scroll(dx, dy)
}

// MouseIn does nothing: the cursor follows by itself.
func (t *tableView) MouseIn(*desktop.MouseEvent) {}

// MouseMoved notes where the pointer is, for its shape.
func (t *tableView) MouseMoved(e *desktop.MouseEvent) { t.pointer = e.Position }

// MouseOut does nothing.
func (t *tableView) MouseOut() {}

// Cursor shows where the edge of a column can be dragged.
func (t *tableView) Cursor() desktop.Cursor {
	if _, ok := t.edgeAt(t.pointer); ok {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}
