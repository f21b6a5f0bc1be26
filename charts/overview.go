package charts

import (
	"math"
	"slices"
	"time"
)

// histogram counts all shown marks pixel by pixel. It is kept until the data or
// the size change, so that moving the handle counts nothing.
type histogram struct {
	version int
	width   float32
	all     []int32 // of everything
	count   []int32 // of what passes the filter; all itself without one
	most    int32   // of all
	passing []int32 // memory of count under a filter
}

// overviewStep is the width of a column of the overview in logical pixels.
const overviewStep = 2

// LayoutOverview fills dst with the density of everything over the whole range,
// within it the share that passes the filter, and with a handle over what the
// view shows (Scene.Handle). Scene.Scale converts between its pixels and time.
func LayoutOverview(dst *Scene, x *Index, v View, w, h float32) {
	dst.Reset(w, h)
	dst.Background = StyleAxis
	dst.Plot = Rect{0, 0, w, h}
	whole := View{}.fit(x.wholeSpan()) // so the overview keeps still when a filter is set
	dst.Scale = whole.Scale(dst.Plot)
	l := dst.AddLayer(dst.Plot)
	k := &dst.scratch.ticker
	k.run(dst.Scale, 0, w, time.UTC, 10, 24, nil)
	for _, t := range k.ticks {
		if px := dst.Scale.X(t.T); t.Major && px >= 0 && px < w {
			l.Lines = append(l.Lines, Line{X0: px, Y0: 0, X1: px, Y1: h, Width: 1, Style: StyleGridMajor})
		}
	}
	g := x.density(dst.Scale, w)
	if x.hidden != nil {
		g.draw(l, g.all, h, 70)
	}
	g.draw(l, g.count, h, 220)
	dst.Handle = handleOf(dst.Scale, v, w, h)
	l = dst.AddLayer(dst.Plot)
	l.Rects = append(l.Rects, Fill{Rect: dst.Handle, Radius: 2, Style: StyleNow, Alpha: 40, Stroke: StyleNow})
	dst.Alt = "Overview: " + plural(x.Shown(), "statement") + "."
}

// draw adds a bar for every column that counts something.
func (g *histogram) draw(l *Layer, count []int32, h float32, alpha uint8) {
	for i, n := range count {
		if n > 0 {
			bar := max(1.5, (h-4)*float32(math.Sqrt(float64(n)/float64(g.most))))
			l.Rects = append(l.Rects, Fill{
				Rect:  Rect{float32(i) * overviewStep, h - bar, overviewStep, bar},
				Style: StyleDensity, Alpha: alpha,
			})
		}
	}
}

// handleOf is the box over what the view shows: at least 6 pixels wide, and at
// the edge when the view is beyond it.
func handleOf(sc TimeScale, v View, w, h float32) Rect {
	const least = 6
	x0, x1 := sc.X(v.From), sc.X(v.Span().To)
	x0, x1 = max(x0, 0), min(x1, w)
	if x1-x0 < least {
		mid := (x0 + x1) / 2
		x0 = min(max(mid-least/2, 0), w-least)
		x1 = x0 + least
	}
	return Rect{x0, 0, x1 - x0, h}
}

// density counts the marks in each column of the overview.
func (x *Index) density(sc TimeScale, w float32) *histogram {
	g := &x.overview
	if g.version == x.version && g.width == w {
		return g
	}
	n := int(w/overviewStep) + 1
	g.version, g.width, g.most = x.version, w, 0
	g.all = cleared(g.all, n)
	g.count = g.all
	if x.hidden != nil {
		g.count = cleared(g.passing, n)
		g.passing = g.count
	}
	for s, t := range x.at {
		if !x.isDated(int32(s)) {
			continue
		}
		px := sc.X(t)
		if px < 0 || px >= w {
			continue
		}
		i := int(px / overviewStep)
		g.all[i]++
		g.most = max(g.most, g.all[i])
		if x.hidden != nil && x.passes(int32(s)) {
			g.count[i]++
		}
	}
	return g
}

// cleared gives n zeros, in the old memory if it is enough.
func cleared(old []int32, n int) []int32 {
	old = slices.Grow(old[:0], n)[:n]
	clear(old)
	return old
}

// HandlePart is a part of the overview's handle.
type HandlePart uint8

// The parts. Dragging outside moves nothing; a click there should PanTo.
const (
	HandleOutside HandlePart = iota
	HandleLeft               // its left edge
	HandleBody
	HandleRight
)

// HandleAt says which part of the overview's handle a pixel meets. Edges have 5
// pixels to either side, but a narrow handle can be dragged all the same.
func (s *Scene) HandleAt(x float32) HandlePart {
	const edge = 5
	h := s.Handle
	inner := min(edge, h.W/4)
	switch {
	case h.W <= 0 || x < h.X-edge || x >= h.X+h.W+edge:
		return HandleOutside
	case x < h.X+inner:
		return HandleLeft
	case x >= h.X+h.W-inner:
		return HandleRight
	}
	return HandleBody
}

// DragHandle moves a part of the handle by dx pixels of the overview whose scale
// is given; v is the view as it was when the drag began.
func (v View) DragHandle(overview TimeScale, part HandlePart, dx float32) View {
	d := overview.Seconds(dx)
	switch part {
	case HandleLeft:
		d = min(d, v.Width-MinWidth)
		return v.at(v.From, v.Frac+d, v.Width-d)
	case HandleRight:
		return v.at(v.From, v.Frac, max(v.Width+d, MinWidth))
	case HandleBody:
		return v.at(v.From, v.Frac+d, v.Width)
	}
	return v
}
