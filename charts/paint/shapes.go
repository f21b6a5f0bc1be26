package paint

import (
	"math"

	"saywhen/charts"
)

// Marks are polygons in a box from -0.5 to 0.5, clockwise on the screen (y
// grows downwards). Their sizes are tuned by eye so that shapes of one Size
// look equally heavy: a square as wide as a circle would look larger.

// circlePoints makes a polygon that is no further than 0.04 pixels from a
// circle of 64 pixels.
const circlePoints = 64

func polygonOf(s charts.Shape) []point {
	switch s {
	case charts.ShapeTriangleUp:
		return []point{{0, -0.52}, {0.54, 0.4}, {-0.54, 0.4}}
	case charts.ShapeTriangleDown:
		return []point{{0, 0.52}, {-0.54, -0.4}, {0.54, -0.4}}
	case charts.ShapeDiamond:
		return []point{{0, -0.58}, {0.52, 0}, {0, 0.58}, {-0.52, 0}}
	case charts.ShapePentagon:
		return regular(5, 0.54)
	case charts.ShapeSquare:
		return []point{{-0.43, -0.43}, {0.43, -0.43}, {0.43, 0.43}, {-0.43, 0.43}}
	case charts.ShapeCross:
		return cross(0.5, 0.19)
	case charts.ShapeChevronRight:
		return []point{{-0.24, -0.4}, {-0.1, -0.5}, {0.32, 0}, {-0.1, 0.5}, {-0.24, 0.4}, {0.08, 0}}
	case charts.ShapeChevronDown:
		return []point{{0.4, -0.24}, {0.5, -0.1}, {0, 0.32}, {-0.5, -0.1}, {-0.4, -0.24}, {0, 0.08}}
	case charts.ShapeArrowLeft:
		return []point{{-0.45, 0}, {0.35, -0.5}, {0.35, 0.5}}
	case charts.ShapeArrowRight:
		return []point{{0.45, 0}, {-0.35, 0.5}, {-0.35, -0.5}}
	}
	return regular(circlePoints, 0.48)
}

// regular makes a polygon with its first corner at the top.
func regular(n int, r float64) []point {
	ps := make([]point, n)
	for i := range ps {
		s, c := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		ps[i] = point{float32(r * s), float32(-r * c)}
	}
	return ps
}

// cross makes a plus sign with arms of length a and half width b.
func cross(a, b float32) []point {
	return []point{
		{-b, -a},
		{b, -a},
		{b, -b},
		{a, -b},
		{a, b},
		{b, b},
		{b, a},
		{-b, a},
		{-b, b},
		{-a, b},
		{-a, -b},
		{-b, -b},
	}
}

// grow moves every side of a polygon outwards by d (inwards if negative);
// corners stay sharp.
func grow(ps []point, d float32) []point {
	out := make([]point, len(ps))
	n := len(ps)
	for i, p := range ps {
		a, b := normal(ps[(i+n-1)%n], p), normal(p, ps[(i+1)%n])
		k := d / max(1+a.x*b.x+a.y*b.y, 0.2)
		out[i] = point{p.x + (a.x+b.x)*k, p.y + (a.y+b.y)*k}
	}
	return out
}

// normal is the outward normal of a side.
func normal(a, b point) point {
	l := max(distance(a, b), 1e-6)
	return point{(b.y - a.y) / l, (a.x - b.x) / l}
}

// sized scales a polygon.
func sized(ps []point, size float32) []point {
	out := make([]point, len(ps))
	for i, p := range ps {
		out[i] = point{p.x * size, p.y * size}
	}
	return out
}

// hollowStroke gives the width of a hollow mark's outline for a mark's size,
// both in the same unit.
func hollowStroke(size float32) float32 { return max(size*0.13, 1) }

// canBeHollow reports whether a shape of a size has room for a hole; only the
// marks of statements are ever hollow.
func canBeHollow(s charts.Shape, size float32) bool {
	return s <= charts.ShapeCross && size > 5*hollowStroke(size)
}

// markEdge is the width in logical pixels of the outline that sets a mark off
// from what is behind it. It lies outside the mark.
const markEdge = 1
