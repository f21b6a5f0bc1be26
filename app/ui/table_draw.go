package ui

import (
	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// How a frame of the table is laid out: the header, the rows that are seen with
// the cells that are seen of them, and dim bars where words are not read yet.

const (
	cellPadding = 7  // left and right of a cell's words, logical pixels
	markRoom    = 16 // of the shape before a verb
)

// layout fills the scene of a frame.
func (t *tableView) layout(dst *charts.Scene, w, h float32) {
	dst.Reset(w, h)
	dst.Background = charts.StyleBackground
	t.clamp()
	body := charts.Rect{Y: t.headHeight(), W: w, H: h - t.headHeight()}
	l := dst.AddLayer(body)
	if len(t.rows) == 0 {
		width := min(w-80, 520)
		flow(l, scaledText(t.empty), (w-width)/2, h*0.3, width, paint.Default().Measure)
	}
	for row := int(t.top); row < len(t.rows) && t.rowY(row) < h; row++ {
		t.drawRow(l, row, w)
	}
	t.drawCursor(l)
	t.drawHead(dst.AddLayer(charts.Rect{W: w, H: h}), w)
}

// drawRow draws one row, and notes it when its words are missing.
func (t *tableView) drawRow(l *charts.Layer, row int, w float32) {
	id := t.rows[row]
	y, h := t.rowY(row), t.rowHeight()
	if t.on.selected(id) {
		l.Rects = append(l.Rects, charts.Fill{Rect: charts.Rect{Y: y, W: w, H: h}, Style: charts.StyleSelection, Alpha: 88})
	}
	l.Lines = append(l.Lines, charts.Line{X0: 0, Y0: y + h - 0.5, X1: min(w, t.width()-t.left), Y1: y + h - 0.5, Width: 1, Style: charts.StyleGridMinor})
	cells, read := t.on.cells(id)
	if !read {
		t.miss = append(t.miss, id)
	}
	x := -t.left
	for i := range t.cols {
		c := &t.cols[i]
		if x+c.Width > 0 && x < w {
			t.drawCell(l, c, cells, charts.Rect{X: x, Y: y, W: c.Width, H: h})
		}
		x += c.Width
	}
}

// drawCell draws the words of a cell; a bar stands for those that are not read.
func (t *tableView) drawCell(l *charts.Layer, c *tableColumn, cells *tableCells, box charts.Rect) {
	size := tableTextSize()
	if cells == nil {
		l.Rects = append(l.Rects, charts.Fill{
			Rect:   charts.Rect{X: box.X + cellPadding, Y: box.Y + box.H/2 - 3, W: max(0, min(box.W*0.6, 90)), H: 6},
			Radius: 3, Style: charts.StyleGridMinor, Alpha: 255,
		})
		return
	}
	if c.Name == app.TableVerb {
		l.Marks = append(l.Marks, charts.Mark{
			X: box.X + cellPadding + 5, Y: box.Y + box.H/2, Size: 10, Shape: cells.shape, Style: cells.style, Edge: charts.StyleMarkEdge, Alpha: 255,
		})
		box.X, box.W = box.X+markRoom, box.W-markRoom
	}
	text := mayBeSeen(cells.text[c.Name], box.W/size)
	if text == "" {
		return
	}
	line := charts.Text{
		X: box.X + cellPadding, Y: baseline(box, size), Size: size, Style: charts.StyleText, MaxW: max(1, box.W-2*cellPadding), Str: text,
	}
	if rightToLeft(text) || c.Name == app.TableCertainty {
		line.X, line.Align = box.X+box.W-cellPadding, charts.AlignRight
	}
	l.Texts = append(l.Texts, line)
}

// narrowLetter is the width of the narrowest letters, in shares of their size.
const narrowLetter = 0.2

// mayBeSeen leaves out the letters that have no place in a cell so many sizes
// wide: setting them would take its time, and the painter cuts what is too long.
func mayBeSeen(text string, width float32) string {
	most := int(width/narrowLetter) + 4
	if len(text) <= most {
		return text
	}
	for i := range text {
		if most--; most < 0 {
			return text[:i]
		}
	}
	return text
}

// baseline is that of one line in the middle of a box, on a whole pixel.
func baseline(box charts.Rect, size float32) float32 {
	return float32(int(box.Y + box.H/2 + size*0.36))
}

// drawCursor outlines the cell with the cursor.
func (t *tableView) drawCursor(l *charts.Layer) {
	if t.row < 0 || t.row >= len(t.rows) || len(t.cols) == 0 {
		return
	}
	l.Rects = append(l.Rects, t.ring(t.cellRect(t.row, t.col))...)
}

// ring is two pixels around a cell, in the accent while the table has the
// keyboard.
func (t *tableView) ring(b charts.Rect) []charts.Fill {
	style := charts.StyleRule
	if t.focused {
		style = charts.StyleNow
	}
	const w = 2
	var out []charts.Fill
	for _, side := range []charts.Rect{
		{X: b.X, Y: b.Y, W: b.W, H: w},
		{X: b.X, Y: b.Y + b.H - w, W: b.W, H: w},
		{X: b.X, Y: b.Y, W: w, H: b.H},
		{X: b.X + b.W - w, Y: b.Y, W: w, H: b.H},
	} {
		out = append(out, charts.Fill{Rect: side, Style: style, Alpha: 255})
	}
	return out
}

// drawHead draws the header over the rows.
func (t *tableView) drawHead(l *charts.Layer, w float32) {
	h := t.headHeight()
	l.Rects = append(l.Rects, charts.Fill{Rect: charts.Rect{W: w, H: h}, Style: charts.StyleAxis, Alpha: 255})
	for i := range t.cols {
		b := t.cellRect(headerRow, i)
		if b.X+b.W < 0 || b.X > w {
			continue
		}
		t.drawTitle(l, t.cols[i], b)
		l.Lines = append(l.Lines, charts.Line{X0: b.X + b.W - 0.5, Y0: 5, X1: b.X + b.W - 0.5, Y1: h - 5, Width: 1, Style: charts.StyleRule})
	}
	l.Lines = append(l.Lines, charts.Line{X0: 0, Y0: h - 0.5, X1: w, Y1: h - 0.5, Width: 1, Style: charts.StyleRule})
	if t.row == headerRow && t.focused && len(t.cols) > 0 {
		l.Rects = append(l.Rects, t.ring(t.cellRect(headerRow, t.col))...)
	}
	if d := t.press; d.drag == movingColumn {
		l.Rects = append(l.Rects, charts.Fill{Rect: charts.Rect{X: t.dropX() - 1.5, W: 3, H: h}, Style: charts.StyleNow, Alpha: 255})
	}
}

// drawTitle draws a column's name with the arrow of its order.
func (t *tableView) drawTitle(l *charts.Layer, c tableColumn, b charts.Rect) {
	size, room := tableTextSize()-0.5, b.W-2*cellPadding
	for i, o := range t.orders {
		if o.Column != c.Name {
			continue
		}
		m := charts.Mark{X: b.X + b.W - cellPadding - 4, Y: b.H / 2, Size: 8, Shape: charts.ShapeTriangleUp, Style: charts.StyleText, Alpha: 255}
		if o.Descending {
			m.Shape = charts.ShapeTriangleDown
		}
		m.Hollow = t.stale
		if i > 0 {
			m.Size, m.Style = 5.5, charts.StyleTextDim
		}
		l.Marks = append(l.Marks, m)
		room -= 12
		break
	}
	l.Texts = append(l.Texts, charts.Text{
		X: b.X + cellPadding, Y: baseline(b, size), Size: size, Bold: true, Style: charts.StyleText, MaxW: max(1, room), Str: c.Name.Title(),
	})
}

// oneLineCells are the words of a statement as the table shows them: on one line
// and no longer than a wide column.
func oneLineCells(s *app.Session, st *storage.Statement) *tableCells {
	l, loc := s.Lists(), s.Location()
	out := &tableCells{text: make(map[app.TableColumn]string, len(app.TableColumns)), style: charts.StyleNoStance}
	for _, c := range app.TableColumns {
		if text := l.TableText(c.Name, st, s.Head, loc); text != "" {
			out.text[c.Name] = shorten(oneLine(text), maxCell)
		}
	}
	if len(st.Positions) > 0 { // the stance is what one looks for: it comes first
		out.text[app.TableClaims] = shorten(oneLine(stancesFirst(l, st.Positions)), maxCell)
	}
	v, _ := l.Verb(st.Verb)
	out.shape = charts.ClassShape(v.Class)
	if len(st.Positions) > 0 {
		out.style = charts.StanceStyle(st.Positions[0].Stance)
	}
	return out
}

// stancesFirst writes positions as "denies: claim".
func stancesFirst(l *app.Lists, list []storage.Position) string {
	texts := make([]string, len(list))
	for i, p := range list {
		c, _ := l.Claim(p.Claim)
		texts[i] = p.Stance.Name(c.Kind) + ": " + c.Text
	}
	return joinNames(texts)
}

// maxCell is how many letters of a cell are drawn at most.
const maxCell = 160
