package charts

// drawGutter draws the names of the lanes.
func (f *frame) drawGutter() {
	g := f.geo.gutter
	if g.W <= 0 {
		f.boxLanes()
		return
	}
	l := f.s.AddLayer(f.below(g))
	for i := f.lo; i < f.hi; i++ {
		f.drawName(l, i)
	}
	if f.covers() {
		l = f.s.AddLayer(g)
	}
	for i := range f.fixed {
		f.drawName(l, i)
	}
	l.Lines = append(l.Lines, Line{X0: g.W - 0.5, Y0: g.Y, X1: g.W - 0.5, Y1: g.Y + g.H, Width: 1, Style: StyleRule})
	f.drawBlockEdge()
	f.boxLanes()
}

// The gutter's measures in logical pixels.
const (
	gutterPad  = 6
	chevron    = 10
	indent     = 14
	maxIndents = 6
)

// drawName draws the line of one lane: triangle, colour, name, count.
func (f *frame) drawName(l *Layer, i int) {
	r := &f.list.rows[i]
	n := &f.x.nodes[r.node]
	g, y, h := f.geo.gutter, f.top(i), f.list.top[i+1]-f.list.top[i]
	style := StyleGutter
	if r.parent {
		style = StyleGroup
	}
	l.Rects = append(l.Rects, Fill{Rect: Rect{0, y, g.W, h}, Style: style, Alpha: 255})
	mid := f.nameTop(i) + r.lane.stack.key.height/2
	x := f.indentOf(r)
	if r.parent {
		shape := ShapeChevronDown
		if r.collapsed {
			shape = ShapeChevronRight
		}
		l.Marks = append(l.Marks, Mark{X: x + chevron/2, Y: mid, Size: chevron, Shape: shape, Style: StyleTextDim, Alpha: 255})
	}
	x += chevron + 4
	if n.actor.Colour >= 0 {
		l.Rects = append(l.Rects, Fill{
			Rect: Rect{x, mid - f.font/2, 4, f.font}, Radius: 1,
			Style: StyleText, Alpha: 255, HasRGB: true, RGB: uint32(n.actor.Colour),
		})
		x += 8
	}
	count := f.s.scratch.number(int(n.own))
	if r.parent {
		count = f.s.scratch.number(int(n.count))
	}
	base := mid + f.font*0.36
	right := g.W - gutterPad
	l.Texts = append(l.Texts, Text{X: right, Y: base, Size: f.font - 1, Align: AlignRight, Style: StyleTextDim, Str: count})
	room := right - x - f.o.measure(count, f.font-1, false) - gutterPad
	if room > f.font {
		l.Texts = append(l.Texts, Text{X: x, Y: base, Size: f.font, Bold: r.parent, Style: StyleText, MaxW: room, Str: n.actor.Name})
	}
}

// indentOf is the x at which a lane's line starts.
func (f *frame) indentOf(r *row) float32 {
	return gutterPad + indent*float32(min(r.depth, maxIndents))
}
