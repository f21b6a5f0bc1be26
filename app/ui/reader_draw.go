package ui

import (
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// How a frame of the reader is laid out: what lies behind the letters (coded
// passages, keywords, what was found, what is selected), the lines below them,
// the marks beside them, the caret. Colour never tells alone: a passage is
// underlined, closed at both ends, and has its verb's shape in the margin.

// letters within a line, in shares of their size.
const (
	inkTop    = 1.02 // above the baseline, the upper edge of what is behind
	inkBottom = 0.30 // below it, the lower edge
)

// layout fills the scene of a frame and the lines that are set over it.
func (r *reader) layout(dst *charts.Scene, w, h float32) {
	dst.Reset(w, h)
	dst.Background = charts.StyleBackground
	r.sets = r.sets[:0]
	l := dst.AddLayer(charts.Rect{W: w, H: h})
	if r.text == nil {
		flow(l, r.nothing(), gutter, h/3, w-2*gutter, paint.Default().Measure)
		return
	}
	r.setFlow()
	top := dst.AddLayer(charts.Rect{W: w, H: h})
	d := readerDrawing{r: r, back: &dst.Layers[0], front: top, column: r.column(), w: w}
	d.marks = map[int]int{}
	r.flow.Lines(r.top, r.view(), d.line)
}

func (r *reader) nothing() []paragraph {
	if r.empty == "" {
		return nil
	}
	return []paragraph{{text: r.empty, size: 14, style: charts.StyleTextDim}}
}

// readerDrawing is the work on one frame.
type readerDrawing struct {
	r           *reader
	back, front *charts.Layer
	column, w   float32
	marks       map[int]int // how many marks stand beside a line, by its start
	pieces      []paint.Stretch
}

// line draws all that belongs to one line.
func (d *readerDrawing) line(l paint.Line) {
	r, set := d.r, d.r.flow.Setting()
	base := textTop + l.Y + float32(int(set.Leading*0.72))
	r.sets = append(r.sets, paint.SetText{Line: l, X: d.column, Y: base, Style: charts.StyleText})
	r.words.within(l.Start, l.End, func(_ int, s storage.Span) {
		d.fill(l, base, s, charts.Fill{Style: charts.StyleLinkReport, Alpha: 56, Radius: 3})
	})
	r.coded.within(l.Start, l.End, func(i int) { d.passage(l, base, i) })
	r.found.within(l.Start, l.End, func(i int, s storage.Span) {
		f := charts.Fill{Style: charts.StyleSelection, Alpha: 90, Radius: 3}
		if i == r.found.at {
			f.Alpha, f.Stroke = 190, charts.StyleTextStrong
		}
		d.fill(l, base, s, f)
	})
	d.selection(l, base)
}

// box is the room of a stretch of letters on a line.
func (d *readerDrawing) box(base float32, s paint.Stretch) charts.Rect {
	size := d.r.flow.Setting().Size
	return charts.Rect{X: d.column + s.X, Y: base - size*inkTop, W: s.W, H: size * (inkTop + inkBottom)}
}

// fill lays a colour behind the letters of a span.
func (d *readerDrawing) fill(l paint.Line, base float32, s storage.Span, f charts.Fill) {
	d.pieces = l.Stretches(d.pieces[:0], s.Start, s.End)
	for _, p := range d.pieces {
		f.Rect = d.box(base, p)
		d.back.Rects = append(d.back.Rects, f)
	}
}

// The opacity of what lies behind coded letters, and of that of the statements
// that are selected.
const (
	codedAlpha  = 38
	pickedAlpha = 84
)

// passage draws a coded passage on a line.
func (d *readerDrawing) passage(l paint.Line, base float32, i int) {
	p := &d.r.coded.list[i]
	f := charts.Fill{Style: p.style, Alpha: codedAlpha}
	picked := d.r.picked[p.statement]
	if picked {
		f.Alpha = pickedAlpha
	}
	d.fill(l, base, p.Span, f)
	size := d.r.flow.Setting().Size
	y := base + size*0.2 + float32(p.row)*3.5
	for _, s := range d.pieces {
		d.rect(charts.Rect{X: d.column + s.X, Y: y, W: s.W, H: 2}, p.style)
		if picked {
			b := d.box(base, s)
			d.rect(charts.Rect{X: b.X, Y: b.Y, W: b.W, H: 1.5}, p.style)
		}
	}
	if p.Start >= l.Start && p.Start < l.End {
		d.end(l, base, p, p.Start, false)
		d.margin(l, base, p, picked)
	}
	if p.End > l.Start && p.End <= l.End {
		d.end(l, base, p, p.End, true)
	}
}

// rect fills a rectangle in front of what is behind the letters.
func (d *readerDrawing) rect(b charts.Rect, style charts.Style) {
	d.front.Rects = append(d.front.Rects, charts.Fill{Rect: b, Style: style, Alpha: 255})
}

// end closes a passage at its start or its end, where the letter there stands.
func (d *readerDrawing) end(l paint.Line, base float32, p *passage, at int, last bool) {
	x, ok := d.edge(l, at, last)
	if !ok {
		return
	}
	size := d.r.flow.Setting().Size
	up := size * 0.45
	if d.r.picked[p.statement] {
		up = size * inkTop
	}
	bottom := base + size*0.2 + float32(p.row)*3.5 + 2
	d.rect(charts.Rect{X: x - 0.75, Y: base - up, W: 1.5, H: bottom - base + up}, p.style)
}

// edge is where the letter at an offset begins, or the letter before it ends.
func (d *readerDrawing) edge(l paint.Line, at int, last bool) (x float32, ok bool) {
	from, to := at, at+1
	if last {
		from, to = at-1, at
	}
	s := l.Stretches(nil, from, to)
	if len(s) == 0 {
		return 0, false
	}
	_, rtl := l.Edge(from)
	if rtl != last {
		return d.column + s[0].X + s[0].W, true
	}
	return d.column + s[0].X, true
}

// margin puts the shape of a verb beside the line on which its passage begins:
// at the left, or at the right of a paragraph that is read from there.
func (d *readerDrawing) margin(l paint.Line, base float32, p *passage, picked bool) {
	const step, most = 13, 3
	n := d.marks[l.Start]
	d.marks[l.Start] = n + 1
	if n >= most {
		return
	}
	size := d.r.flow.Setting().Size
	x := d.column - 14 - float32(n)*step
	if l.RTL {
		x = d.column + d.r.flow.Setting().Width + 12 + float32(n)*step
	}
	m := charts.Mark{X: x, Y: base - size*0.32, Size: 11, Shape: p.shape, Style: p.style, Alpha: 255, Edge: charts.StyleMarkEdge}
	if picked {
		m.Size = 13
		d.front.Rects = append(d.front.Rects, charts.Fill{
			Rect: charts.Rect{X: x - 9, Y: m.Y - 9, W: 18, H: 18}, Radius: 9, Style: charts.StyleSelection, Alpha: 255,
		})
	}
	d.front.Marks = append(d.front.Marks, m)
}

// selection draws what is selected, what was put aside, and the caret.
func (d *readerDrawing) selection(l paint.Line, base float32) {
	m := d.r.mark
	for _, s := range m.kept {
		d.fill(l, base, s, charts.Fill{Style: charts.StyleNow, Alpha: 50, Stroke: charts.StyleNow})
	}
	if m.any() {
		alpha := uint8(74)
		if d.r.held >= 0 { // it is coloured already
			alpha = 20
		}
		d.fill(l, base, m.span(), charts.Fill{Style: charts.StyleNow, Alpha: alpha})
		d.bar(l, base, m.start, false, m.front)
		d.bar(l, base, m.end, true, !m.front)
		return
	}
	d.caret(l, base)
}

// bar closes the selection; the edge that moves is the thicker one.
func (d *readerDrawing) bar(l paint.Line, base float32, at int, last, moves bool) {
	if last && (at <= l.Start || at > l.End) || !last && (at < l.Start || at >= l.End) {
		return
	}
	x, ok := d.edge(l, at, last)
	if !ok {
		return
	}
	w := float32(1.5)
	if moves {
		w = 3
	}
	size := d.r.flow.Setting().Size
	d.rect(charts.Rect{X: x - w/2, Y: base - size*inkTop, W: w, H: size * (inkTop + inkBottom)}, charts.StyleNow)
}

// caret draws where the next passage would begin.
func (d *readerDrawing) caret(l paint.Line, base float32) {
	at := d.r.mark.start
	here, _ := d.r.flow.LineOf(at)
	if here.Start != l.Start || here.End != l.End {
		return
	}
	x, _ := l.Edge(at)
	size := d.r.flow.Setting().Size
	style := charts.StyleRule
	if d.r.focused {
		style = charts.StyleNow
	}
	d.rect(charts.Rect{X: d.column + x - 1, Y: base - size*inkTop, W: 2, H: size * (inkTop + inkBottom)}, style)
}
