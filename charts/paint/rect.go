package paint

import (
	"math"

	"saywhen/charts"
)

// snap gives the pixels of a rectangle in logical pixels. Both edges are
// rounded, so that neighbours meet; what has an extent is at least a pixel.
func snap(r charts.Rect, scale float32) box {
	b := box{round(r.X * scale), round(r.Y * scale), round((r.X + r.W) * scale), round((r.Y + r.H) * scale)}
	if r.W > 0 && b.x0 == b.x1 {
		b.x1++
	}
	if r.H > 0 && b.y0 == b.y1 {
		b.y1++
	}
	return b
}

// rects paints the filled rectangles of a layer.
func (w *worker) rects(fs []charts.Fill) {
	for i := range fs {
		f := &fs[i]
		b := snap(f.Rect, w.scale)
		if b.and(w.clip).empty() {
			continue
		}
		col := w.colours[f.Style]
		if f.HasRGB {
			col = opaque(f.RGB)
		}
		col = scaled(col, uint32(f.Alpha))
		radius := min(round(f.Radius*w.scale), (b.x1-b.x0)/2, (b.y1-b.y0)/2)
		if radius < 1 {
			w.fill(b, col)
		} else {
			w.roundRect(b, w.corner(cornerKey{radius, 0}), col)
		}
		if f.Stroke != charts.StyleNone {
			w.frame(b, radius, thick(w.scale), w.colours[f.Stroke])
		}
	}
}

// opaque packs a colour given as 0xRRGGBB.
func opaque(rgb uint32) uint32 {
	return 0xff000000 | rgb&0xff<<16 | rgb&0xff00 | rgb>>16&0xff
}

// cornerKey names the top left corner of a rounded rectangle: of its inside, or
// of its outline when stroke is not 0. Both in pixels.
type cornerKey struct{ radius, stroke int }

// corner returns the coverage of a corner, radius by radius pixels.
func (w *worker) corner(k cornerKey) *mask {
	if m, ok := w.corners.get(k); ok {
		return m
	}
	m := &mask{w: k.radius, h: k.radius, a: make([]uint8, k.radius*k.radius)}
	for i := range m.a {
		x, y := i%k.radius, i/k.radius
		v := quarter(x, y, k.radius, k.radius)
		if k.stroke > 0 {
			v -= quarter(x, y, k.radius, k.radius-k.stroke)
		}
		m.a[i] = uint8(byteOf(v))
	}
	w.corners.put(k, m)
	return m
}

// quarter gives how much of a pixel lies in a circle around (at, at).
func quarter(x, y, at, radius int) float32 {
	dx, dy := float64(at-x)-0.5, float64(at-y)-0.5
	return clamp01(float32(radius) + 0.5 - float32(math.Sqrt(dx*dx+dy*dy)))
}

// roundRect fills a rectangle whose corners are m.
func (w *worker) roundRect(b box, m *mask, col uint32) {
	r := m.w
	w.fill(box{b.x0, b.y0 + r, b.x1, b.y1 - r}, col)
	for j := range r {
		for _, y := range [2]int{b.y0 + j, b.y1 - 1 - j} {
			w.fill(box{b.x0 + r, y, b.x1 - r, y + 1}, col)
			w.cornerRow(b, y, m.a[j*r:][:r], col)
		}
	}
}

// cornerRow paints one row of the left and right corners.
func (w *worker) cornerRow(b box, y int, al []uint8, col uint32) {
	if y < w.clip.y0 || y >= w.clip.y1 {
		return
	}
	for i, a := range al {
		w.dot(b.x0+i, y, col, uint32(a))
		w.dot(b.x1-1-i, y, col, uint32(a))
	}
}

// dot paints a pixel whose row is known to be visible.
func (w *worker) dot(x, y int, col, a uint32) {
	if x >= w.clip.x0 && x < w.clip.x1 && a != 0 {
		p := &w.p[y*w.w+x]
		*p = blend(*p, col, a)
	}
}

// frame outlines a rectangle inside its edge.
func (w *worker) frame(b box, radius, stroke int, col uint32) {
	stroke = min(stroke, b.x1-b.x0, b.y1-b.y0)
	r := max(radius, stroke)
	w.fill(box{b.x0 + r, b.y0, b.x1 - r, b.y0 + stroke}, col)
	w.fill(box{b.x0 + r, b.y1 - stroke, b.x1 - r, b.y1}, col)
	w.fill(box{b.x0, b.y0 + r, b.x0 + stroke, b.y1 - r}, col)
	w.fill(box{b.x1 - stroke, b.y0 + r, b.x1, b.y1 - r}, col)
	if radius < stroke { // square corners
		w.fill(box{b.x0, b.y0, b.x0 + r, b.y0 + r}, col)
		w.fill(box{b.x1 - r, b.y0, b.x1, b.y0 + r}, col)
		w.fill(box{b.x0, b.y1 - r, b.x0 + r, b.y1}, col)
		w.fill(box{b.x1 - r, b.y1 - r, b.x1, b.y1}, col)
		return
	}
	m := w.corner(cornerKey{radius, stroke})
	for j := range radius {
		w.cornerRow(b, b.y0+j, m.a[j*radius:][:radius], col)
		w.cornerRow(b, b.y1-1-j, m.a[j*radius:][:radius], col)
	}
}
