package charts

// Pinned lanes stay in sight: they come first, and while one scrolls they stand
// still at the top as a block, so that the arcs that lead to them stay too. When
// they need more than half of the plot, those beyond it scroll like all others.

// fixedRows gives the number of rows of the block in a plot of a height, and
// the height of the block.
func (l *rowList) fixedRows(plot float32) (rows int, height float32) {
	for rows < l.pinned && l.top[rows+1] <= plot/2 {
		rows++
	}
	return rows, l.top[rows]
}

// covers reports whether lanes are scrolled behind the block.
func (f *frame) covers() bool { return f.fixed > 0 && f.v.ScrollY > 0 }

// below is the part of an area that the block leaves free.
func (f *frame) below(r Rect) Rect {
	if f.covers() {
		r.Y, r.H = r.Y+f.block, max(0, r.H-f.block)
	}
	return r
}

// drawn is the number of rows that are drawn, and row gives them: the block's
// first.
func (f *frame) drawn() int { return f.fixed + f.hi - f.lo }

func (f *frame) row(n int) int {
	if n < f.fixed {
		return n
	}
	return f.lo + n - f.fixed
}

// isDrawn reports whether a row is drawn.
func (f *frame) isDrawn(i int) bool { return i < f.fixed || i >= f.lo && i < f.hi }

// top is the y of a row in the picture.
func (f *frame) top(i int) float32 {
	y := f.geo.plot.Y + f.list.top[i]
	if i >= f.fixed {
		y -= f.v.ScrollY
	}
	return y
}

// rowBox is the part of the picture that a row takes, without what the block
// covers of it.
func (f *frame) rowBox(i int) Rect {
	y, h := f.top(i), f.list.top[i+1]-f.list.top[i]
	if edge := f.geo.plot.Y + f.block; f.covers() && i >= f.fixed && y < edge {
		y, h = edge, max(0, y+h-edge)
	}
	return Rect{0, y, f.o.W, h}
}

// nameTop is the y of a row's line in the gutter: the name of a high lane stays
// in sight as long as some of the lane is.
func (f *frame) nameTop(i int) float32 {
	y, edge := f.top(i), f.geo.plot.Y
	if f.covers() && i >= f.fixed {
		edge += f.block
	}
	h := f.list.top[i+1] - f.list.top[i]
	return max(y, min(edge, y+h-f.list.rows[i].lane.stack.key.height))
}

// drawBlockEdge draws the line below the block while lanes are behind it.
func (f *frame) drawBlockEdge() {
	if !f.covers() {
		return
	}
	b := f.body()
	l := f.s.AddLayer(b)
	y := b.Y + f.block - 0.5
	l.Lines = append(l.Lines, Line{X0: 0, Y0: y, X1: b.W, Y1: y, Width: 1.5, Style: StyleRule})
}

// behind reports whether a target is scrolled behind the block at a height.
func (s *Scene) behind(t *target, y float32) bool { return t.row >= s.fixed && y < s.covered }
