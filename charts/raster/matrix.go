package raster

import (
	"math"
	"strings"
)

// point is a place, in user units or in pixels.
type point struct{ x, y float64 }

func (p point) plus(q point, k float64) point { return point{p.x + q.x*k, p.y + q.y*k} }

func (p point) minus(q point) point { return point{p.x - q.x, p.y - q.y} }

func (p point) length() float64 { return math.Hypot(p.x, p.y) }

// matrix is an affine map: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

func scaling(k float64) matrix { return matrix{a: k, d: k} }

func translation(x, y float64) matrix { return matrix{1, 0, 0, 1, x, y} }

// times gives the map that does n first and then m.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func (m matrix) of(p point) point {
	return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

func (m matrix) det() float64 { return m.a*m.d - m.b*m.c }

// scale is by how much lengths grow, on average over all directions.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.det())) }

// reach is by how much lengths grow at most.
func (m matrix) reach() float64 { return max(math.Hypot(m.a, m.b), math.Hypot(m.c, m.d)) }

// inverse reports false when the map flattens everything.
func (m matrix) inverse() (matrix, bool) {
	d := m.det()
	if !(math.Abs(d) > 1e-12) || math.IsInf(d, 0) {
		return identity, false
	}
	return matrix{
		m.d / d, -m.b / d, -m.c / d, m.a / d,
		(m.c*m.f - m.d*m.e) / d, (m.b*m.e - m.a*m.f) / d,
	}, true
}

// parseTransform reads a list such as "translate(3 4) rotate(90)". It reports
// false for what it cannot read.
func parseTransform(s string) (matrix, bool) {
	m := identity
	for {
		s = strings.TrimLeft(s, " ,\t\r\n")
		if s == "" {
			return m, true
		}
		name, rest, ok := strings.Cut(s, "(")
		args, after, closed := strings.Cut(rest, ")")
		if !ok || !closed {
			return m, false
		}
		n, ok := oneTransform(strings.TrimSpace(name), numbers(args))
		if !ok {
			return m, false
		}
		m, s = m.times(n), after
	}
}

func oneTransform(name string, v []float64) (matrix, bool) {
	switch {
	case name == "translate" && len(v) == 1:
		return translation(v[0], 0), true
	case name == "translate" && len(v) == 2:
		return translation(v[0], v[1]), true
	case name == "scale" && len(v) == 1:
		return scaling(v[0]), true
	case name == "scale" && len(v) == 2:
		return matrix{a: v[0], d: v[1]}, true
	case name == "rotate" && len(v) == 1:
		return rotation(v[0]), true
	case name == "rotate" && len(v) == 3:
		return translation(v[1], v[2]).times(rotation(v[0])).times(translation(-v[1], -v[2])), true
	case name == "skewX" && len(v) == 1:
		return matrix{a: 1, c: math.Tan(radians(v[0])), d: 1}, true
	case name == "skewY" && len(v) == 1:
		return matrix{a: 1, b: math.Tan(radians(v[0])), d: 1}, true
	case name == "matrix" && len(v) == 6:
		return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}, true
	}
	return identity, false
}

func rotation(degrees float64) matrix {
	s, c := math.Sincos(radians(degrees))
	return matrix{a: c, b: s, c: -s, d: c}
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }
