package raster

import "math"

// Ends and corners of strokes.
const (
	capButt uint8 = iota
	capRound
	capSquare
)

const (
	joinMiter uint8 = iota
	joinRound
	joinBevel
)

// stroker turns lines into contours that together cover a stroke. All of them
// turn the same way, so that where they overlap they add up to one.
type stroker struct {
	out   *outline
	half  float64 // half the width, pixels
	limit float64 // of a mitred corner's length, in half widths
	cap   uint8
	join  uint8
}

// minTurn is how far, in pixels, a corner must open before it is filled.
const minTurn = 0.02

// stroke adds the strokes of all contours of an outline.
func (s *stroker) stroke(o *outline) {
	var ps []point
	for i, e := range o.ends {
		ps = distinct(ps[:0], o.contour(i))
		closed := e.closed
		if closed && len(ps) > 1 && near(ps[0], ps[len(ps)-1]) {
			ps = ps[:len(ps)-1]
		}
		switch {
		case len(ps) == 1:
			s.dot(ps[0])
		case len(ps) > 1:
			s.line(ps, closed && len(ps) > 2)
		}
	}
}

func near(a, b point) bool { return math.Abs(a.x-b.x)+math.Abs(a.y-b.y) < 1e-4 }

// distinct leaves out points that repeat the one before.
func distinct(to, ps []point) []point {
	for _, p := range ps {
		if len(to) == 0 || !near(p, to[len(to)-1]) {
			to = append(to, p)
		}
	}
	return to
}

// dot is the stroke of a line without length: only its caps.
func (s *stroker) dot(p point) {
	h := s.half
	switch s.cap {
	case capRound:
		s.circle(p)
	case capSquare:
		s.polygon(point{p.x - h, p.y - h}, point{p.x + h, p.y - h}, point{p.x + h, p.y + h}, point{p.x - h, p.y + h})
	}
}

// line is the stroke of a line of at least two different points.
func (s *stroker) line(ps []point, closed bool) {
	n := len(ps)
	segments := n - 1
	if closed {
		segments = n
	}
	for i := range segments {
		a, b := ps[i], ps[(i+1)%n]
		u := unit(a, b)
		from, to := a, b
		if !closed && s.cap == capSquare {
			if i == 0 {
				from = a.plus(u, -s.half)
			}
			if i == segments-1 {
				to = b.plus(u, s.half)
			}
		}
		s.segment(from, to, u)
		if closed || i < segments-1 {
			s.corner(b, u, unit(b, ps[(i+2)%n]))
		}
	}
	if !closed && s.cap == capRound {
		s.circle(ps[0])
		s.circle(ps[n-1])
	}
}

func unit(a, b point) point {
	d := b.minus(a)
	l := max(d.length(), 1e-9)
	return point{d.x / l, d.y / l}
}

// segment covers the straight piece from a to b, of direction u.
func (s *stroker) segment(a, b, u point) {
	side := point{-u.y, u.x}
	s.polygon(a.plus(side, -s.half), b.plus(side, -s.half), b.plus(side, s.half), a.plus(side, s.half))
}

// corner covers the gap at b where the direction changes from u to v.
func (s *stroker) corner(b, u, v point) {
	cross, dot := u.x*v.y-u.y*v.x, u.x*v.x+u.y*v.y
	if dot > 0 && math.Abs(cross)*s.half < minTurn {
		return
	}
	if s.join == joinRound {
		s.circle(b)
		return
	}
	side := s.half
	if cross > 0 {
		side = -side
	}
	p := b.plus(point{-u.y, u.x}, side)
	q := b.plus(point{-v.y, v.x}, side)
	// The tip is 1/cos of half the turn away, in half widths.
	if cos2 := (1 + dot) / 2; s.join == joinMiter && cos2*s.limit*s.limit >= 1 {
		mid := point{(p.x+q.x)/2 - b.x, (p.y+q.y)/2 - b.y}
		s.polygon(b, p, b.plus(mid, 1/cos2), q)
		return
	}
	s.polygon(b, p, q)
}

// circle covers a round cap or corner.
func (s *stroker) circle(c point) {
	step := 2 * math.Acos(1-min(flatness/max(s.half, flatness), 0.3))
	n := fourths(int(max(6, min(math.Ceil(2*math.Pi/step), 256))))
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		s.out.pts = append(s.out.pts, point{c.x + s.half*cos, c.y + s.half*sin})
	}
	s.out.ends = append(s.out.ends, contourEnd{len(s.out.pts), true})
}

// fourths rounds up to a multiple of four: circles are then the same when they
// are mirrored or turned by a right angle.
func fourths(n int) int { return (n + 3) / 4 * 4 }

// polygon adds a convex polygon, turned as the others.
func (s *stroker) polygon(ps ...point) {
	var area float64
	last := ps[len(ps)-1]
	for _, p := range ps {
		area += last.x*p.y - p.x*last.y
		last = p
	}
	if area < 0 {
		for i := len(ps) - 1; i >= 0; i-- {
			s.out.pts = append(s.out.pts, ps[i])
		}
	} else {
		s.out.pts = append(s.out.pts, ps...)
	}
	s.out.ends = append(s.out.ends, contourEnd{len(s.out.pts), true})
}
