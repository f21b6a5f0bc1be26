package paint

import (
	"image"
	"image/draw"

	"golang.org/x/image/vector"

	"saywhen/charts"
)

// spriteKey names a mark's picture. The position of its centre within a pixel
// is kept in quarters for x; y is snapped, so that marks of a lane are equally
// sharp.
type spriteKey struct {
	shape       charts.Shape
	style, edge charts.Style
	hollow      bool
	size        uint16 // eighths of a pixel
	sub         uint8  // quarters of a pixel
}

const (
	sizeSteps   = 8
	subSteps    = 4
	maxMarkSize = 512 // pixels
)

// marks paints the marks of a layer.
func (w *worker) marks(ms []charts.Mark) {
	for i := range ms {
		m := &ms[i]
		x, y := sane(m.X*w.scale), sane(m.Y*w.scale)
		size := min(sane(m.Size*w.scale), maxMarkSize)
		if size <= 0 || m.Alpha == 0 || m.Style == charts.StyleNone || w.misses(x, y, size) {
			continue
		}
		k := spriteKey{
			shape: m.Shape, style: m.Style, edge: m.Edge, hollow: m.Hollow,
			size: uint16(max(size*sizeSteps+0.5, 1)),
		}
		var px int
		if m.Shape == charts.ShapeSquare { // the only one with upright sides
			px = round(x)
		} else {
			q := round(x * subSteps)
			px, k.sub = q>>2, uint8(q&3)
		}
		w.paste(w.sprite(k), px, round(y), uint32(m.Alpha))
	}
}

// misses reports whether a mark lies outside the clip, its outline included.
func (w *worker) misses(x, y, size float32) bool {
	r := size + 2*w.scale + 2
	c := w.clip
	return x+r < float32(c.x0) || x-r > float32(c.x1) || y+r < float32(c.y0) || y-r > float32(c.y1)
}

func (w *worker) sprite(k spriteKey) *sprite {
	if s, ok := w.sprites.get(k); ok {
		return s
	}
	s := w.newSprite(k)
	w.sprites.put(k, s)
	return s
}

// newSprite draws a mark: the edge first, the shape upon it, and the background
// inside a hollow one.
func (w *worker) newSprite(k spriteKey) *sprite {
	size := float32(k.size) / sizeSteps
	ps := sized(polygonOf(k.shape), size)
	edge := max(markEdge*w.scale, 1)
	r := int(size*0.6+1.6*edge) + 2
	s := &sprite{w: 2*r + 1, h: 2*r + 1, dx: -r, dy: -r}
	s.p = make([]uint32, s.w*s.h)
	at := point{float32(r) + float32(k.sub)/subSteps, float32(r)}
	if k.shape == charts.ShapeSquare {
		at, ps = squareOn(at, size)
	}
	if k.edge != charts.StyleNone {
		w.layer(s, grow(ps, edge), at, w.colours[k.edge])
	}
	w.layer(s, ps, at, w.colours[k.style])
	if inner := hollowStroke(size); k.hollow && canBeHollow(k.shape, size) {
		w.layer(s, grow(ps, -inner), at, w.colours[charts.StyleBackground])
	}
	s.index()
	return s
}

// squareOn gives a square of whole pixels and a centre that lets its sides fall
// between pixels.
func squareOn(at point, size float32) (point, []point) {
	n := float32(thick(size * 0.86))
	if int(n)%2 == 1 {
		at = point{at.x + 0.5, at.y + 0.5}
	}
	return at, sized(polygonOf(charts.ShapeSquare), n/0.86)
}

// layer paints a polygon onto a sprite.
func (w *worker) layer(s *sprite, ps []point, at point, col uint32) {
	m := w.ras.polygon(ps, at, s.w, s.h)
	for i, a := range m {
		if a != 0 {
			s.p[i] = blend(s.p[i], col, uint32(a))
		}
	}
}

// rasteriser makes coverage masks of paths. It reuses its memory.
type rasteriser struct {
	v vector.Rasterizer
	m image.Alpha
}

// reset prepares a mask of w by h pixels.
func (r *rasteriser) reset(w, h int) {
	r.v.Reset(w, h)
	r.v.DrawOp = draw.Src
	if cap(r.m.Pix) < w*h {
		r.m.Pix = make([]uint8, w*h)
	}
	r.m.Pix, r.m.Stride, r.m.Rect = r.m.Pix[:w*h], w, image.Rect(0, 0, w, h)
}

// coverage gives the mask of the path so far, valid until the next reset.
func (r *rasteriser) coverage() []uint8 {
	r.v.Draw(&r.m, r.m.Rect, image.Opaque, image.Point{})
	return r.m.Pix
}

func (r *rasteriser) polygon(ps []point, at point, w, h int) []uint8 {
	r.reset(w, h)
	r.contour(ps, at)
	return r.coverage()
}

func (r *rasteriser) contour(ps []point, at point) {
	for i, p := range ps {
		if i == 0 {
			r.v.MoveTo(at.x+p.x, at.y+p.y)
		} else {
			r.v.LineTo(at.x+p.x, at.y+p.y)
		}
	}
	r.v.ClosePath()
}
