package paint

import "saywhen/charts"

// headShare is half the width of an arrowhead as a share of its length.
const headShare = 0.42

// bezier is a cubic curve in pixels.
type bezier [4]point

func (z *bezier) at(t float32) point {
	u := 1 - t
	a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return point{
		a*z[0].x + b*z[1].x + c*z[2].x + d*z[3].x,
		a*z[0].y + b*z[1].y + c*z[2].y + d*z[3].y,
	}
}

// steps gives how many straight pieces show the curve: n pieces are no further
// from it than its largest second derivative, 6·bend, by 8n².
func (z *bezier) steps() int {
	m := max(bend(z[0], z[1], z[2]), bend(z[1], z[2], z[3]))
	return min(max(ceil(sqrt(6*m/(8*flatness))), 4), 128)
}

// flatness is how far, in pixels, a drawn curve may be from the true one.
const flatness = 0.2

// bend is the length of the second difference of three control points.
func bend(a, b, c point) float32 {
	return distance(point{a.x + c.x, a.y + c.y}, point{2 * b.x, 2 * b.y})
}

// bounds gives the pixels that the curve's hull touches.
func (z *bezier) bounds(reach float32) box {
	lo, hi := z[0], z[0]
	for _, p := range z[1:] {
		lo = point{min(lo.x, p.x), min(lo.y, p.y)}
		hi = point{max(hi.x, p.x), max(hi.y, p.y)}
	}
	return box{floor(lo.x - reach), floor(lo.y - reach), ceil(hi.x + reach), ceil(hi.y + reach)}
}

// arcs paints the curves of a layer.
func (w *worker) arcs(as []charts.Arc) {
	for i := range as {
		a := &as[i]
		if col := scaled(w.colours[a.Style], uint32(a.Alpha)); col != 0 {
			w.arc(a, col)
		}
	}
}

func (w *worker) arc(a *charts.Arc, col uint32) {
	z := bezier{w.at(a.X0, a.Y0), w.at(a.CX0, a.CY0), w.at(a.CX1, a.CY1), w.at(a.X1, a.Y1)}
	head := max(sane(a.Head*w.scale), 0)
	p := pen{w: w, half: max(sane(a.Width*w.scale), 1) / 2, dash: sane(a.Dash * w.scale)}
	if z.bounds(head + p.half + 1).and(w.clip).empty() {
		return
	}
	tip := z[3]
	n := z.steps()
	last := z[0]
	for i := 1; i <= n; i++ {
		next := z.at(float32(i) / float32(n))
		if head > 0 && distance(next, tip) < head*0.8 {
			break // the arrowhead stands there
		}
		p.segment(last, next)
		last = next
	}
	if head > 0 {
		p.dash = 0
		w.arrowhead(&p, last, tip, head)
	}
	w.flush(col)
}

// arrowhead joins the curve's last point to a triangle at its tip.
func (w *worker) arrowhead(p *pen, last, tip point, head float32) {
	l := distance(last, tip)
	if l < 1e-3 {
		return
	}
	d := point{(tip.x - last.x) / l, (tip.y - last.y) / l}
	foot := tip.plus(d, -head)
	if l > head*0.7 {
		p.segment(last, tip.plus(d, -head*0.7))
	}
	side := point{-d.y, d.x}
	w.triangle(tip, foot.plus(side, head*headShare), foot.plus(side, -head*headShare))
}

// triangle covers a triangle; the coverage of a pixel is that of its centre's
// distance from the nearest side.
func (w *worker) triangle(a, b, c point) {
	bb := box{
		floor(min(a.x, b.x, c.x) - 1), floor(min(a.y, b.y, c.y) - 1),
		ceil(max(a.x, b.x, c.x) + 1), ceil(max(a.y, b.y, c.y) + 1),
	}.and(w.clip)
	sides := [3]side{sideOf(a, b, c), sideOf(b, c, a), sideOf(c, a, b)}
	for y := bb.y0; y < bb.y1; y++ {
		for x := bb.x0; x < bb.x1; x++ {
			q := point{float32(x) + 0.5, float32(y) + 0.5}
			d := min(sides[0].inside(q), sides[1].inside(q), sides[2].inside(q))
			if d > -0.5 {
				w.cov.add(y*w.w+x, byteOf(d+0.5))
			}
		}
	}
}

// side is a line with its normal pointing to the inside of a triangle.
type side struct {
	n point
	c float32
}

func sideOf(a, b, inner point) side {
	l := max(distance(a, b), 1e-6)
	n := point{(a.y - b.y) / l, (b.x - a.x) / l}
	s := side{n, -(n.x*a.x + n.y*a.y)}
	if s.inside(inner) < 0 {
		return side{point{-n.x, -n.y}, -s.c}
	}
	return s
}

// inside gives the distance of a point from the line, positive inside.
func (s side) inside(p point) float32 { return s.n.x*p.x + s.n.y*p.y + s.c }
