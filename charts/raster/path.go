package raster

import "math"

// outline is a path in pixels: contours of straight pieces.
type outline struct {
	pts []point
	// ends holds, for each contour, the index behind its last point, and
	// whether it was closed.
	ends []contourEnd
}

type contourEnd struct {
	at     int
	closed bool
}

// contour returns the points of the i-th contour.
func (o *outline) contour(i int) []point {
	from := 0
	if i > 0 {
		from = o.ends[i-1].at
	}
	return o.pts[from:o.ends[i].at]
}

// bounds gives the corners of the smallest upright rectangle around all points,
// as m maps them; ok is false when there is no point.
func (o *outline) bounds(m matrix) (lo, hi point, ok bool) {
	lo, hi = point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, p := range o.pts {
		p = m.of(p)
		lo = point{min(lo.x, p.x), min(lo.y, p.y)}
		hi = point{max(hi.x, p.x), max(hi.y, p.y)}
	}
	return lo, hi, len(o.pts) > 0
}

// flatness is how far, in pixels, a straight piece may be from its curve.
const flatness = 0.07

// arcFlatness is the same for arcs: small dots would lose a tenth of their area.
const arcFlatness = 0.02

// farPixels bounds coordinates in pixels; no picture is nearly as large.
const farPixels = 1e6

// builder makes an outline of a path in user units.
type builder struct {
	outline
	m    matrix
	at   point // where the pen is, user units
	from point // where the contour began
	open bool  // the contour has a point
}

// newBuilder makes a builder that maps by m.
func newBuilder(m matrix) *builder { return &builder{m: m} }

// add appends a place in user units to the contour.
func (b *builder) add(p point) {
	p = b.m.of(p)
	b.pts = append(b.pts, point{pixel(p.x), pixel(p.y)})
	b.ends[len(b.ends)-1].at = len(b.pts)
}

func pixel(v float64) float64 {
	if v != v {
		return 0
	}
	return max(-farPixels, min(v, farPixels))
}

func (b *builder) move(p point) {
	b.at, b.from, b.open = p, p, false
}

// start opens a contour where the pen is, unless one is open.
func (b *builder) start() {
	if !b.open {
		b.ends = append(b.ends, contourEnd{at: len(b.pts)})
		b.open = true
		b.add(b.at)
	}
}

func (b *builder) line(p point) {
	b.start()
	b.add(p)
	b.at = p
}

func (b *builder) close() {
	if b.open {
		b.ends[len(b.ends)-1].closed = true
	}
	b.at, b.open = b.from, false
}

// pieces gives into how many straight pieces a curve is cut whose bend, the
// largest second difference of its control points, is so many user units.
func (b *builder) pieces(bend, share float64) int {
	n := math.Ceil(math.Sqrt(bend * b.m.reach() * share / flatness))
	return int(max(1, min(n, 256)))
}

func bend(p, q, r point) float64 { return math.Hypot(p.x-2*q.x+r.x, p.y-2*q.y+r.y) }

func (b *builder) quad(c, p point) {
	b.start()
	a := b.at
	n := b.pieces(bend(a, c, p), 0.25)
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		b.add(point{u*u*a.x + 2*u*t*c.x + t*t*p.x, u*u*a.y + 2*u*t*c.y + t*t*p.y})
	}
	b.add(p)
	b.at = p
}

func (b *builder) cube(c, d, p point) {
	b.start()
	a := b.at
	n := b.pieces(max(bend(a, c, d), bend(c, d, p)), 0.75)
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		k0, k1, k2, k3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		b.add(point{k0*a.x + k1*c.x + k2*d.x + k3*p.x, k0*a.y + k1*c.y + k2*d.y + k3*p.y})
	}
	b.add(p)
	b.at = p
}

// arc draws an elliptical arc as SVG 1.1 says it (F.6): endpoints to centre.
func (b *builder) arc(rx, ry, degrees float64, large, sweep bool, p point) {
	rx, ry = math.Abs(rx), math.Abs(ry)
	if rx == 0 || ry == 0 || p == b.at {
		b.line(p)
		return
	}
	s, c := math.Sincos(radians(degrees))
	h := point{(b.at.x - p.x) / 2, (b.at.y - p.y) / 2}
	q := point{(c*h.x + s*h.y) / rx, (c*h.y - s*h.x) / ry} // on the unit circle
	l := q.x*q.x + q.y*q.y
	if l > 1 {
		k := math.Sqrt(l)
		rx, ry, q, l = rx*k, ry*k, point{q.x / k, q.y / k}, 1
	}
	k := math.Sqrt(max(0, 1/l-1))
	if large == sweep {
		k = -k
	}
	o := point{k * q.y, -k * q.x}
	from := math.Atan2(q.y-o.y, q.x-o.x)
	turn := math.Atan2(-q.y-o.y, -q.x-o.x) - from
	if sweep && turn < 0 {
		turn += 2 * math.Pi
	} else if !sweep && turn > 0 {
		turn -= 2 * math.Pi
	}
	centre := point{c*rx*o.x - s*ry*o.y + (b.at.x+p.x)/2, s*rx*o.x + c*ry*o.y + (b.at.y+p.y)/2}
	b.sweep(centre, point{rx, ry}, point{c, s}, from, turn)
	b.add(p)
	b.at = p
}

// sweep adds the inner points of an arc around a centre.
func (b *builder) sweep(centre, r, axis point, from, turn float64) {
	b.start()
	n := b.steps(max(r.x, r.y), turn)
	if turn == 2*math.Pi {
		n = fourths(n)
	}
	for i := 1; i < n; i++ {
		s, c := math.Sincos(from + turn*float64(i)/float64(n))
		b.add(point{centre.x + axis.x*r.x*c - axis.y*r.y*s, centre.y + axis.y*r.x*c + axis.x*r.y*s})
	}
}

// steps gives how many straight pieces show a turn on a circle.
func (b *builder) steps(r, turn float64) int {
	r *= b.m.reach()
	step := 2 * math.Acos(1-arcFlatness/max(r, arcFlatness))
	return int(max(2, min(math.Ceil(math.Abs(turn)/step), 2048)))
}

// ellipse adds a whole ellipse.
func (b *builder) ellipse(centre point, rx, ry float64) {
	first := point{centre.x + rx, centre.y}
	b.move(first)
	b.sweep(centre, point{rx, ry}, point{1, 0}, 0, 2*math.Pi)
	b.close()
}

// The builder takes letters, whose contours are all closed.
var _ interface {
	MoveTo(x, y float32)
	LineTo(x, y float32)
	QuadTo(x1, y1, x, y float32)
	CubeTo(x1, y1, x2, y2, x, y float32)
} = (*builder)(nil)

// MoveTo closes the letter's last contour and begins another.
func (b *builder) MoveTo(x, y float32) {
	b.close()
	b.move(at(x, y))
}

// LineTo adds a straight piece.
func (b *builder) LineTo(x, y float32) { b.line(at(x, y)) }

// QuadTo adds a quadratic curve.
func (b *builder) QuadTo(x1, y1, x, y float32) { b.quad(at(x1, y1), at(x, y)) }

// CubeTo adds a cubic curve.
func (b *builder) CubeTo(x1, y1, x2, y2, x, y float32) { b.cube(at(x1, y1), at(x2, y2), at(x, y)) }

func at(x, y float32) point { return point{float64(x), float64(y)} }
