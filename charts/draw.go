package charts

import "saywhen/storage"

// drawPlot draws what happens in time.
func (f *frame) drawPlot() {
	arcs := len(f.s.Layers)
	l := f.s.AddLayer(f.geo.plot)
	if f.empty(l) {
		return
	}
	f.s.scratch.atLeft, f.s.scratch.folded = f.s.scratch.atLeft[:0], f.s.scratch.folded[:0]
	if f.covers() {
		l = f.s.AddLayer(f.below(f.geo.plot))
	}
	for i := f.lo; i < f.hi; i++ {
		f.drawLane(l, i)
	}
	if f.covers() {
		l = f.s.AddLayer(f.geo.plot)
	}
	for i := range f.fixed {
		f.drawLane(l, i)
	}
	f.drawLinks(&f.s.Layers[arcs])
}

// drawLane draws what stands in a lane.
func (f *frame) drawLane(l *Layer, i int) {
	normal, r := f.key, &f.list.rows[i]
	f.key = r.lane.stack.key
	f.x.seat(r.lane, &r.lane.stack)
	if r.lane.stack.bins {
		f.drawBins(l, i, r.lane)
	} else {
		f.drawMarks(l, i, r.lane)
		f.drawFold(l, i, r.lane)
	}
	f.key = normal
}

// empty says in the plot why there is nothing to see, if so.
func (f *frame) empty(l *Layer) bool {
	text := ""
	switch n := len(f.x.at); {
	case f.x.live == 0 && f.o.Empty != "":
		text = f.o.Empty
	case f.x.live == 0:
		text = "No statements yet: Ctrl+N adds the first one."
	case f.list.median > 0 || n == 0:
		return false
	case f.x.Shown() == 0:
		text = "No statement passes the filter."
	case len(f.list.rows) == 0:
		text = "All lanes are hidden."
	default:
		text = "No statement has a date yet: undated ones wait in the tray."
	}
	p := f.geo.plot
	l.Texts = append(l.Texts, Text{
		X: p.X + p.W/2, Y: p.Y + p.H/2, Size: f.font, Align: AlignCentre,
		Style: StyleTextDim, MaxW: p.W, Str: text, Halo: true,
	})
	return true
}

// label is a label that waits for the next mark in its row to know its room.
type label struct {
	on        bool
	x, y      float32
	left      float32 // left end of what is drawn for its statement
	statement storage.ID
	before    drawnLabel
}

// drawnLabel is the label that was drawn before in the same row.
type drawnLabel struct {
	x, room float32
	text    string
	end     float32 // right end of the figure before, whether it has a label or not
}

// drawMarks draws the marks of a lane one by one.
func (f *frame) drawMarks(l *Layer, i int, ln *lane) {
	st := &ln.stack
	if len(st.item) == 0 {
		return
	}
	last := &f.s.scratch.last
	for r := range last {
		last[r] = label{before: drawnLabel{end: f.geo.plot.X}}
	}
	for j, k := range st.item {
		f.drawStatement(l, i, ln.slot[k], int(st.row[j]))
	}
	right := f.geo.plot.X + f.geo.plot.W
	for r := range last {
		if !f.flushLabel(l, &last[r], right) {
			f.labelLeft(l, &last[r])
		}
	}
}

// window is the time that can have something to do with the plot: marks and
// arrows reach a little out of it.
func (f *frame) window() (t0, t1 int64) {
	p := f.geo.plot
	return f.s.Scale.T(p.X - plotMargin), f.s.Scale.T(p.X + p.W + plotMargin)
}

// plotMargin is how far outside the plot a mark can stand and still show.
const plotMargin = openLength + 24

// drawStatement draws a statement of the lane in row i when it meets the plot;
// sub is its row within the lane.
func (f *frame) drawStatement(l *Layer, i int, s int32, sub int) {
	g := f.x.figure(s)
	sc, size := f.s.Scale, f.key.mark
	box := f.box(&g)
	p := f.geo.plot
	if box.X+box.W < p.X || box.X > p.X+p.W {
		return
	}
	x, y := sc.X(g.at), f.top(i)+f.key.height/2+float32(sub)*f.key.step
	box.Y, box.H = y-size/2, size
	style, id := f.x.styleOf(s, f.o.StanceClaim), f.x.cols.ID[s]
	from := len(l.Fades)
	marks := len(l.Marks)
	f.drawDate(l, &g, y, style)
	f.drawMark(l, s, id, x, y, style)
	if g.several {
		f.drawMark(l, s, id, sc.X(g.second), y, style)
	}
	if f.isGhost(i, s) {
		pale(l.Fades[from:], l.Marks[marks:])
	}
	f.s.targets = append(f.s.targets, target{kind: HitMark, box: box, x: x, y: y, size: size, slot: s, row: int32(i), id: id})
	f.queueLabel(l, id, sub, y, box, x+size/2)
}

// isGhost reports whether a statement in row i was not said there: it stands in
// an addressee's lane.
func (f *frame) isGhost(i int, s int32) bool {
	return f.o.LanesOf == LanesOfAddressees && f.list.of[f.x.nodeOf(f.x.cols.Speaker[s])] != int32(i)
}

// pale makes what was drawn a ghost.
func pale(fades []Fade, marks []Mark) {
	for i := range fades {
		fades[i].Alpha /= 2
	}
	for i := range marks {
		if marks[i].Style != StyleSelection {
			marks[i].Alpha = ghostAlpha
		}
	}
}

const ghostAlpha = 110

// queueLabel lets a label wait for the next mark in its row. It stands beside
// the bar of the date; where that ends out of sight, beside the mark, and where
// that is out of sight too, at the left edge.
func (f *frame) queueLabel(l *Layer, id storage.ID, sub int, y float32, box Rect, mark float32) {
	if f.o.Label == nil {
		return
	}
	w := &f.s.scratch.last[sub]
	f.flushLabel(l, w, box.X)
	p := f.geo.plot
	at := box.X + box.W
	if at+minLetters*f.font > p.X+p.W {
		at = max(mark, p.X)
	}
	w.on, w.x, w.y, w.left, w.statement = box.X+box.W >= p.X+f.key.mark, at+markGap, y, box.X, id
}

// drawMark draws a mark, with a halo when it is selected.
func (f *frame) drawMark(l *Layer, s int32, id storage.ID, x, y float32, style Style) {
	shape := f.x.shapes[f.x.cols.Verb[s]]
	size := f.key.mark
	if f.o.Selected != nil && f.o.Selected(id) {
		l.Marks = append(l.Marks, Mark{X: x, Y: y, Size: size + 7, Shape: ShapeCircle, Style: StyleSelection, Alpha: 255})
	}
	l.Marks = append(l.Marks, Mark{
		X: x, Y: y, Size: size, Shape: shape, Style: style, Edge: StyleMarkEdge, Alpha: 255,
		Hollow: f.x.cols.Flags[s]&storage.Unsure != 0,
	})
}

// box gives the left and the right end of what is drawn for a figure; see
// Index.extent.
func (f *frame) box(g *figure) Rect {
	sc, half := f.s.Scale, f.key.mark/2
	x := sc.X(g.at)
	left, right := x-half, x+half
	x0, _, _, x3 := f.corners(g)
	if !g.closed() || x3-x0 > f.key.mark {
		left, right = min(left, x0), max(right, x3)
	}
	if g.several {
		right = max(right, sc.X(g.second)+half)
	}
	return Rect{X: left, W: right - left}
}

// corners gives the trapezoid in pixels; open ends reach openLength.
func (f *frame) corners(g *figure) (x0, x1, x2, x3 float32) {
	sc := f.s.Scale
	x0, x1, x2, x3 = sc.X(g.x0), sc.X(g.x1), sc.X(g.x2), sc.X(g.x3)
	if g.openLeft {
		x0 = x1 - openLength
	}
	if g.openRight {
		x3 = x2 + openLength
	}
	return x0, x1, x2, x3
}

// drawDate draws what is known of a date: a trapezoid, arrows for open ends, a
// thin line between several moments.
func (f *frame) drawDate(l *Layer, g *figure, y float32, style Style) {
	if g.several {
		x0, x1 := f.s.Scale.X(g.at), f.s.Scale.X(g.second)
		l.Lines = append(l.Lines, Line{X0: x0, Y0: y, X1: x1, Y1: y, Width: 1.5, Style: style})
		return
	}
	x0, x1, x2, x3 := f.corners(g)
	if g.closed() && x3-x0 <= f.key.mark {
		return
	}
	h := roundPx(f.key.mark * 0.7)
	fade := Fade{X0: x0, X1: x1, X2: x2, X3: x3, Y: y - h/2, H: h, Tip: 0.3, Style: style, Alpha: 90, Hatch: g.approximate}
	if g.extent {
		fade.Alpha = 150
	}
	l.Fades = append(l.Fades, fade)
	const head = 8
	if g.openLeft {
		l.Marks = append(l.Marks, Mark{X: x0 + head/2, Y: y, Size: head, Shape: ShapeArrowLeft, Style: style, Alpha: 200})
	}
	if g.openRight {
		l.Marks = append(l.Marks, Mark{X: x3 - head/2, Y: y, Size: head, Shape: ShapeArrowRight, Style: style, Alpha: 200})
	}
}

// minLetters is the least number of letters that a label is cut to.
const minLetters = 8

// flushLabel draws a waiting label up to a limit, when enough of it fits, and
// reports whether it did or there was none.
func (f *frame) flushLabel(l *Layer, w *label, limit float32) bool {
	if !w.on {
		return true
	}
	w.on = false
	size := f.font - 1
	room := limit - markGap - w.x
	text, ok := f.o.Label(w.statement)
	if !ok || text == "" {
		w.before = drawnLabel{end: w.x}
		return true
	}
	edge := limit >= f.geo.plot.X+f.geo.plot.W
	cut := f.o.measure(text, size, false) > room
	if room < size || cut && (room < minLetters*size*0.55 || edge && f.roomLeft(w) > room) {
		if !edge {
			w.before = drawnLabel{end: w.x}
		}
		return false
	}
	l.Texts = append(l.Texts, Text{X: w.x, Y: w.y + size*0.36, Size: size, Style: StyleText, MaxW: room, Str: text, Halo: true})
	w.before = drawnLabel{x: w.x, room: room, text: text, end: w.x}
	return true
}

// roomLeft is the room for a label between a mark and what stands before it in
// its row.
func (f *frame) roomLeft(w *label) float32 {
	end := w.before.end
	if b := &w.before; b.text != "" {
		end = b.x + min(b.room, f.o.measure(b.text, f.font-1, false))
	}
	return w.left - end - 2*markGap
}

// labelLeft draws the label of the last mark of a row to its left, where there
// is more room than before the right edge.
func (f *frame) labelLeft(l *Layer, w *label) {
	size, room := f.font-1, f.roomLeft(w)
	text, _ := f.o.Label(w.statement)
	if room < size || room < minLetters*size*0.55 && f.o.measure(text, size, false) > room {
		return
	}
	f.s.scratch.atLeft = append(f.s.scratch.atLeft, w.statement)
	l.Texts = append(l.Texts, Text{
		X: w.left - markGap, Y: w.y + size*0.36, Size: size, Align: AlignRight,
		Style: StyleText, MaxW: room, Str: text, Halo: true,
	})
}
