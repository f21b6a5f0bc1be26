package paint

import (
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// glyphKey names a glyph's mask at a size and a place within a pixel. halo
// masks are the same glyph made fatter.
type glyphKey struct {
	gid  font.GID
	size uint16 // eighths of a pixel
	face uint8
	sub  uint8 // quarters of a pixel
	halo uint8 // radius in quarters of a pixel, 0 for the glyph itself
}

// placedKey names a line at a size in pixels.
type placedKey struct {
	l    *line
	size uint16
	halo uint8
}

// placed is a line at a size: masks and where they stand from the line's left
// end on the baseline. A halo is one mask for the whole line, because those of
// its letters overlap.
type placed struct {
	glyphs []placedGlyph
}

type placedGlyph struct {
	m    *mask
	x, y int32
}

// cost is the memory in bytes that the line does not share with others.
func (p *placed) cost() int {
	n := 64 + 24*len(p.glyphs)
	if len(p.glyphs) == 1 {
		n += len(p.glyphs[0].m.a)
	}
	return n
}

// place finds or makes the masks of a line.
func (w *worker) place(k placedKey) *placed {
	if p, ok := w.placed.get(k); ok {
		return p
	}
	size := float32(k.size) / sizeSteps
	p := &placed{glyphs: make([]placedGlyph, 0, len(k.l.glyphs))}
	for _, g := range k.l.glyphs {
		q := round(g.x * size * subSteps)
		gk := glyphKey{gid: g.gid, size: k.size, face: g.face, sub: uint8(q & 3), halo: k.halo}
		if m := w.glyph(gk); len(m.a) > 0 {
			p.glyphs = append(p.glyphs, placedGlyph{m, int32(q >> 2), int32(round(g.y * size))})
		}
	}
	if k.halo > 0 && len(p.glyphs) > 1 {
		p.glyphs = []placedGlyph{{m: union(p.glyphs)}}
	}
	w.placed.put(k, p)
	return p
}

// union makes one mask of several.
func union(gs []placedGlyph) *mask {
	corner := func(g placedGlyph) (x, y int) { return int(g.x) + g.m.dx, int(g.y) + g.m.dy }
	x0, y0 := corner(gs[0])
	b := box{x0, y0, x0, y0}
	for _, g := range gs {
		x, y := corner(g)
		b = box{min(b.x0, x), min(b.y0, y), max(b.x1, x+g.m.w), max(b.y1, y+g.m.h)}
	}
	out := &mask{w: b.x1 - b.x0, h: b.y1 - b.y0, dx: b.x0, dy: b.y0}
	out.a = make([]uint8, out.w*out.h)
	for _, g := range gs {
		x, y := corner(g)
		raise(out, g.m, x-b.x0, y-b.y0, 255)
	}
	return out
}

// glyph finds or makes a mask.
func (w *worker) glyph(k glyphKey) *mask {
	if m, ok := w.glyphs.get(k); ok {
		return m
	}
	var m *mask
	if k.halo == 0 {
		m = w.newGlyph(k)
	} else {
		thin := k
		thin.halo = 0
		m = dilate(w.glyph(thin), float32(k.halo)/subSteps)
	}
	w.glyphs.put(k, m)
	return m
}

// newGlyph rasterises a glyph.
func (w *worker) newGlyph(k glyphKey) *mask {
	size := float32(k.size) / sizeSteps
	sub := float32(k.sub) / subSteps
	if k.face == boxFace {
		return w.boxGlyph(size, sub)
	}
	segs, upem := w.fonts.outline(k.face, k.gid)
	t := transform{k: size / upem, x: sub}
	lo, hi, ok := extent(segs, t)
	if !ok {
		return &mask{}
	}
	m := &mask{dx: floor(lo.x), dy: floor(lo.y)}
	m.w, m.h = ceil(hi.x)-m.dx, ceil(hi.y)-m.dy
	t.x, t.y = t.x-float32(m.dx), t.y-float32(m.dy)
	w.ras.reset(m.w, m.h)
	for _, s := range segs {
		w.ras.segment(s, t)
	}
	w.ras.v.ClosePath()
	m.a = append(m.a, w.ras.coverage()...)
	return m
}

// boxGlyph draws what stands for a character that no face has: an upright frame
// as high as a capital.
func (w *worker) boxGlyph(size, sub float32) *mask {
	stroke := float32(thick(size / 16))
	x0, x1 := float32(round(size*0.07)), float32(round(size*0.53))
	y1 := float32(round(size * 0.71))
	m := &mask{w: int(x1) + 2, h: int(y1), dy: -int(y1)}
	w.ras.reset(m.w, m.h)
	frame := []point{{x0, 0}, {x1, 0}, {x1, y1}, {x0, y1}}
	w.ras.contour(frame, point{})
	inner := grow(frame, -stroke)
	inner[1], inner[3] = inner[3], inner[1] // the other way round: a hole
	w.ras.contour(inner, point{})
	m.a = append(m.a, w.ras.coverage()...)
	return m
}

// transform takes font units, y upwards, to pixels.
type transform struct{ k, x, y float32 }

func (t transform) of(p opentype.SegmentPoint) (x, y float32) {
	return t.x + p.X*t.k, t.y - p.Y*t.k
}

// extent gives the bounds of a path's points.
func extent(segs []opentype.Segment, t transform) (lo, hi point, ok bool) {
	const inf = math.MaxFloat32
	lo, hi = point{inf, inf}, point{-inf, -inf}
	for i := range segs {
		for _, a := range segs[i].ArgsSlice() {
			x, y := t.of(a)
			lo = point{min(lo.x, x), min(lo.y, y)}
			hi = point{max(hi.x, x), max(hi.y, y)}
		}
	}
	return lo, hi, lo.x < hi.x && lo.y < hi.y
}

// segment adds a piece of a glyph's path.
func (r *rasteriser) segment(s opentype.Segment, t transform) {
	x0, y0 := t.of(s.Args[0])
	x1, y1 := t.of(s.Args[1])
	x2, y2 := t.of(s.Args[2])
	switch s.Op {
	case opentype.SegmentOpMoveTo:
		r.v.ClosePath()
		r.v.MoveTo(x0, y0)
	case opentype.SegmentOpLineTo:
		r.v.LineTo(x0, y0)
	case opentype.SegmentOpQuadTo:
		r.v.QuadTo(x0, y0, x1, y1)
	case opentype.SegmentOpCubeTo:
		r.v.CubeTo(x0, y0, x1, y1, x2, y2)
	}
}

// dilate makes a mask fatter by a radius in pixels, with a soft rim. Coverage is
// raised by half, because a thin stroke covers no pixel whole and a halo should.
func dilate(m *mask, radius float32) *mask {
	if len(m.a) == 0 {
		return m
	}
	r := ceil(radius + 0.5)
	out := &mask{w: m.w + 2*r, h: m.h + 2*r, dx: m.dx - r, dy: m.dy - r}
	out.a = make([]uint8, out.w*out.h)
	for dy := -r; dy <= r; dy++ {
		for dx := -r; dx <= r; dx++ {
			if k := byteOf(radius + 0.5 - sqrt(float32(dx*dx+dy*dy))); k > 0 {
				raise(out, m, r+dx, r+dy, k)
			}
		}
	}
	for i, a := range out.a {
		out.a[i] = uint8(min(uint32(a)*3/2, 255))
	}
	return out
}

// raise puts m into out at x, y with strength k, keeping the larger coverage.
func raise(out, m *mask, x, y int, k uint32) {
	for j := range m.h {
		dst := out.a[(y+j)*out.w+x:][:m.w]
		for i, a := range m.a[j*m.w:][:m.w] {
			if v := uint8(uint32(a) * k / 255); v > dst[i] {
				dst[i] = v
			}
		}
	}
}
