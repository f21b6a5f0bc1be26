package paint

import "sort"

// Where things are in a Flow: lines by place, letters by point, points by
// letter.

// Place is a point in the height of a Flow: Dy logical pixels below the top of
// a block. The zero Place is the top of the text.
type Place struct {
	Block int
	Dy    float32
}

// Height is that of the whole text, as far as is known.
func (fl *Flow) Height() float32 {
	fl.settle()
	return fl.tops[len(fl.blocks)]
}

// Y says how far below the top of the text a place is, as far as is known.
func (fl *Flow) Y(p Place) float32 {
	fl.settle()
	return fl.tops[p.Block] + p.Dy
}

// At is the place that lies about y below the top of the text.
func (fl *Flow) At(y float32) Place {
	fl.settle()
	i := sort.Search(len(fl.blocks), func(i int) bool { return fl.tops[i+1] > y })
	i = min(i, len(fl.blocks)-1)
	return Place{i, max(0, y-fl.tops[i])}
}

// Move gives the place dy below another, as the top of a view of that height:
// never above the text, and below its end only as far as the text is shorter
// than the view. Blocks on the way are set, so that the distance is exact.
func (fl *Flow) Move(p Place, dy, view float32) Place {
	if dy > 16*view || dy < -16*view { // a jump: nobody sees the way
		p, dy = fl.At(max(0, fl.Y(p)+dy)), 0
	}
	p = fl.walk(p, dy)
	if short := view - fl.below(p, view); short > 0 {
		p = fl.walk(p, -short)
	}
	return p
}

// walk goes exactly dy, within the text.
func (fl *Flow) walk(p Place, dy float32) Place {
	p.Dy += dy
	for p.Dy < 0 && p.Block > 0 {
		p.Block--
		fl.block(p.Block)
		p.Dy += fl.height(p.Block)
	}
	for p.Block < len(fl.blocks)-1 {
		fl.block(p.Block)
		if h := fl.height(p.Block); p.Dy < h {
			break
		} else {
			p.Dy -= h
			p.Block++
		}
	}
	p.Dy = max(p.Dy, 0)
	return p
}

// below is the height of text below a place, counted no further than enough.
func (fl *Flow) below(p Place, enough float32) float32 {
	h := -p.Dy
	for i := p.Block; i < len(fl.blocks) && h < enough; i++ {
		fl.block(i)
		h += fl.height(i)
	}
	return h
}

// Line is a line of a Flow in a view.
type Line struct {
	Y          float32 // of its top, below the top of the view
	Start, End int     // bytes of the text, with the blanks at its end
	RTL        bool    // the direction of its paragraph
	set        *setLine
	flow       *Flow
}

// Lines visits the lines that a view of a height shows whose top is at a place.
func (fl *Flow) Lines(top Place, view float32, visit func(Line)) {
	y := -top.Dy
	for i := top.Block; i < len(fl.blocks) && y < view; i++ {
		b := fl.block(i)
		for k := range b.lines {
			ly := y + float32(k)*fl.set.Leading
			if ly+fl.set.Leading > 0 && ly < view {
				visit(fl.lineOf(b, k, ly))
			}
		}
		y += fl.height(i)
	}
}

func (fl *Flow) lineOf(b *setBlock, k int, y float32) Line {
	l := &b.lines[k]
	return Line{Y: y, Start: l.start, End: l.end, RTL: l.rtl, set: l, flow: fl}
}

// Stretch is a piece of a line from left to right, logical pixels from the left
// of the column. First and Last say whether the ends of what was asked for are
// there: at its left or its right, as the letters run.
type Stretch struct{ X, W float32 }

// Stretches appends where the letters of [start,end) stand on the line: one
// piece, or several where directions mix.
func (l Line) Stretches(list []Stretch, start, end int) []Stretch {
	n := len(list)
	for _, c := range l.set.cells {
		if int(c.start) >= end || int(c.end) <= start || c.x0 == c.x1 {
			continue
		}
		if k := len(list); k > n && list[k-1].X+list[k-1].W >= c.x0-0.01 {
			list[k-1].W = c.x1 - list[k-1].X
			continue
		}
		list = append(list, Stretch{c.x0, c.x1 - c.x0})
	}
	return list
}

// Edge gives the x at which the letter at an offset of the line begins, in the
// direction of the letter.
func (l Line) Edge(offset int) (x float32, rtl bool) {
	cells := l.set.cells
	for i := range cells {
		if c := &cells[i]; int(c.start) <= offset && offset < int(c.end) {
			return c.edge(false), c.rtl
		}
	}
	for i := range cells { // the end of the line: behind its last letter
		if c := &cells[i]; int(c.end) == l.End {
			return c.edge(true), c.rtl
		}
	}
	return l.set.x, l.RTL
}

// edge is where the letter begins, or where it ends.
func (c *cell) edge(end bool) float32 {
	if c.rtl != end {
		return c.x1
	}
	return c.x0
}

// Hit gives the offset nearest to an x on the line: before or behind the letter
// there, whichever is nearer.
func (l Line) Hit(x float32) int {
	c, ok := l.cellAt(x)
	if !ok {
		return l.Start
	}
	if (x < (c.x0+c.x1)/2) != c.rtl {
		return int(c.start)
	}
	return int(c.end)
}

// Letter gives the bytes of the letter under an x; ok is false beside the text.
func (l Line) Letter(x float32) (start, end int, ok bool) {
	c, found := l.cellAt(x)
	return int(c.start), int(c.end), found && x >= c.x0 && x < c.x1
}

// cellAt is the letter under an x, or the first or last.
func (l Line) cellAt(x float32) (cell, bool) {
	cells := l.set.cells
	if len(cells) == 0 {
		return cell{}, false
	}
	i := sort.Search(len(cells), func(i int) bool { return cells[i].x1 > x })
	return cells[min(i, len(cells)-1)], true
}

// LineAt is the line of a view at a height below its top; the nearest one when
// there is none.
func (fl *Flow) LineAt(top Place, y float32) Line {
	p := fl.walk(top, y)
	b := fl.block(p.Block)
	k := min(max(int(p.Dy/fl.set.Leading), 0), len(b.lines)-1)
	return fl.lineOf(b, k, y-p.Dy+float32(k)*fl.set.Leading)
}

// LineOf is the line on which the letter at an offset stands; its Y is 0. The
// place is that of the line's top.
func (fl *Flow) LineOf(offset int) (Line, Place) {
	i := fl.blockOf(min(max(offset, 0), len(fl.text)))
	b := fl.block(i)
	k := sort.Search(len(b.lines), func(k int) bool { return b.lines[k].end > offset })
	k = min(k, len(b.lines)-1)
	return fl.lineOf(b, k, 0), Place{i, float32(k) * fl.set.Leading}
}

// Step gives the line n lines below that of an offset, or above when n is
// negative; the first or last when there are not so many. Empty paragraphs
// count.
func (fl *Flow) Step(offset, n int) Line {
	l, p := fl.LineOf(offset)
	for ; n > 0; n-- {
		next := p
		if b := fl.block(p.Block); int(p.Dy/fl.set.Leading+0.5)+1 < len(b.lines) {
			next.Dy += fl.set.Leading
		} else if p.Block+1 < len(fl.blocks) {
			next = Place{p.Block + 1, 0}
		}
		l, p = fl.lineAtPlace(next), next
	}
	for ; n < 0; n++ {
		next := p
		if p.Dy > 0 {
			next.Dy -= fl.set.Leading
		} else if p.Block > 0 {
			above := fl.block(p.Block - 1)
			next = Place{p.Block - 1, float32(len(above.lines)-1) * fl.set.Leading}
		}
		l, p = fl.lineAtPlace(next), next
	}
	return l
}

func (fl *Flow) lineAtPlace(p Place) Line {
	b := fl.block(p.Block)
	return fl.lineOf(b, min(int(p.Dy/fl.set.Leading+0.5), len(b.lines)-1), 0)
}

// Reveal gives the top of a view of a height that shows the line of an offset:
// the same top when it does already with a margin, else one that puts the line
// where it is easily read.
func (fl *Flow) Reveal(top Place, view float32, offset int) Place {
	_, p := fl.LineOf(offset)
	y := fl.distance(top, p, view)
	margin := min(2*fl.set.Leading, view/4)
	switch {
	case y >= margin && y+fl.set.Leading <= view-margin:
		return top
	case y < -view || y > 2*view:
		return fl.Move(p, -view/3, view)
	case y < margin:
		return fl.Move(top, y-margin, view)
	}
	return fl.Move(top, y+fl.set.Leading-view+margin, view)
}

// distance says how far b is below a, exactly when that is near, else by what
// is known.
func (fl *Flow) distance(a, b Place, near float32) float32 {
	d := fl.Y(b) - fl.Y(a)
	if d > 4*near || d < -4*near {
		return d
	}
	for i := min(a.Block, b.Block); i < max(a.Block, b.Block); i++ {
		fl.block(i)
	}
	return fl.Y(b) - fl.Y(a)
}
