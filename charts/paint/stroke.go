package paint

import (
	"math"

	"saywhen/charts"
)

// coverage collects one curve before it is painted: where parts of it overlap
// the larger coverage counts, so that joins, dashes and the arrowhead are one
// shape of even opacity. Only the pixels that were touched are visited again.
type coverage struct {
	a       []uint8
	touched []int32
}

// begin makes room for an image of n pixels.
func (v *coverage) begin(n int) {
	if len(v.a) < n {
		v.a = make([]uint8, n)
	}
}

func (v *coverage) add(i int, a uint32) {
	old := v.a[i]
	if uint32(old) >= a {
		return
	}
	if old == 0 {
		v.touched = append(v.touched, int32(i))
	}
	v.a[i] = uint8(a)
}

// flush paints what was collected and empties it.
func (w *worker) flush(col uint32) {
	alpha := col >> 24
	for _, i := range w.cov.touched {
		a := uint32(w.cov.a[i])
		w.p[i] = mix(w.p[i], col, a, 255-by255(alpha*a))
		w.cov.a[i] = 0
	}
	w.cov.touched = w.cov.touched[:0]
}

// point is a place in pixels.
type point struct{ x, y float32 }

func (p point) plus(q point, k float32) point { return point{p.x + q.x*k, p.y + q.y*k} }

func distance(a, b point) float32 {
	return sqrt((a.x-b.x)*(a.x-b.x) + (a.y-b.y)*(a.y-b.y))
}

func sqrt(v float32) float32 { return float32(math.Sqrt(float64(v))) }

// capsule covers what lies within half of the segment ab, with round ends. The
// coverage of a pixel is that of its centre's distance, which is exact to a few
// per cent for lines of a pixel and more.
func (w *worker) capsule(a, b point, half float32) {
	reach := half + 0.5
	bb := box{
		floor(min(a.x, b.x) - reach), floor(min(a.y, b.y) - reach),
		ceil(max(a.x, b.x)+reach) + 1, ceil(max(a.y, b.y)+reach) + 1,
	}.and(w.clip)
	if bb.empty() {
		return
	}
	k := newReach(a, b, reach)
	for y := bb.y0; y < bb.y1; y++ {
		py := float32(y) + 0.5 - a.y
		x0, x1 := k.row(py)
		x0, x1 = max(bb.x0, x0), min(bb.x1, x1)
		px := float32(x0) + 0.5 - a.x
		for x := x0; x < x1; x++ {
			switch cov := reach - k.distance(px, py); {
			case cov >= 1:
				w.cov.add(y*w.w+x, 255)
			case cov > 0:
				w.cov.add(y*w.w+x, uint32(cov*255+0.5))
			}
			px++
		}
	}
}

// reached is a segment seen from its start, with what its pixels need worked
// out once.
type reached struct {
	a, d       point
	l2, inv    float32 // the length squared, and one by the length
	perY, skew float32 // t per y, and how much of t is within reach of a row
	reach      float32
}

func newReach(a, b point, reach float32) reached {
	k := reached{a: a, d: point{b.x - a.x, b.y - a.y}, reach: reach}
	k.l2 = k.d.x*k.d.x + k.d.y*k.d.y
	if k.l2 > 0 {
		k.inv = 1 / sqrt(k.l2)
	}
	if k.d.y > 1e-3 || k.d.y < -1e-3 {
		k.perY = 1 / k.d.y
		k.skew = max(k.perY, -k.perY) * reach
	}
	return k
}

// distance gives the distance of a point, seen from a, from the segment.
func (k *reached) distance(x, y float32) float32 {
	dot := x*k.d.x + y*k.d.y
	if dot > 0 && dot < k.l2 {
		c := (x*k.d.y - y*k.d.x) * k.inv
		if c < 0 {
			return -c
		}
		return c
	}
	if dot > 0 {
		x, y = x-k.d.x, y-k.d.y
	}
	return sqrt(x*x + y*y)
}

// row bounds the pixels of a row that the segment reaches: those by the part of
// it that is within reach of the row.
func (k *reached) row(py float32) (x0, x1 int) {
	t0, t1 := float32(0), float32(1)
	if k.perY != 0 {
		t := py * k.perY
		t0, t1 = min(max(t-k.skew, 0), 1), min(max(t+k.skew, 0), 1)
	}
	u, v := k.a.x+k.d.x*t0, k.a.x+k.d.x*t1
	if u > v {
		u, v = v, u
	}
	return int(u-k.reach) - 1, int(v+k.reach) + 1
}

// minDash is the length in pixels below which dashes are not drawn apart.
const minDash = 0.5

// pen walks a path and covers it, in dashes if dash is not 0.
type pen struct {
	w          *worker
	half, dash float32 // pixels
	walked     float32 // since the last period of dashes began
}

// segment draws from a to b and remembers how far it came.
func (p *pen) segment(a, b point) {
	length := distance(a, b)
	if p.dash < minDash || length == 0 {
		p.w.capsule(a, b, p.half)
		return
	}
	from, to, ok := p.visible(a, b)
	if ok {
		p.dashes(a, b, length, from*length, to*length)
	}
	p.walked = float32(math.Mod(float64(p.walked+length), float64(2*p.dash)))
}

// dashes draws the part [from,to] of a segment. The ends of a dash are shorter
// by the half width that its round ends add.
func (p *pen) dashes(a, b point, length, from, to float32) {
	d := point{(b.x - a.x) / length, (b.y - a.y) / length}
	period := 2 * p.dash
	inset := min(p.half, p.dash/2)
	k := float32(math.Floor(float64((p.walked + from) / period)))
	for ; k*period < p.walked+to; k++ {
		s := max(k*period+inset-p.walked, 0)
		e := min(k*period+p.dash-inset-p.walked, length)
		if s <= e {
			p.w.capsule(a.plus(d, s), a.plus(d, e), p.half)
		}
	}
}

// visible gives the part of a segment that can touch the clip, as fractions, so
// that a line of any length costs no more than its visible dashes.
func (p *pen) visible(a, b point) (t0, t1 float32, ok bool) {
	t0, t1 = 0, 1
	c, m := p.w.clip, p.half+1
	for _, s := range [4][2]float32{ // how far a and b are inside each edge
		{a.x - float32(c.x0) + m, b.x - float32(c.x0) + m},
		{float32(c.x1) + m - a.x, float32(c.x1) + m - b.x},
		{a.y - float32(c.y0) + m, b.y - float32(c.y0) + m},
		{float32(c.y1) + m - a.y, float32(c.y1) + m - b.y},
	} {
		switch {
		case s[0] < 0 && s[1] < 0:
			return 0, 0, false
		case s[0] < 0:
			t0 = max(t0, s[0]/(s[0]-s[1]))
		case s[1] < 0:
			t1 = min(t1, s[0]/(s[0]-s[1]))
		}
	}
	return t0, t1, t0 <= t1
}

// lines paints the straight lines of a layer.
func (w *worker) lines(ls []charts.Line) {
	for i := range ls {
		l := &ls[i]
		col := w.colours[l.Style]
		switch {
		case col == 0 || !(l.Width > 0):
		case l.X0 == l.X1:
			w.upright(l, col)
		case l.Y0 == l.Y1:
			w.level(l, col)
		default:
			p := pen{w: w, half: max(sane(l.Width*w.scale), 1) / 2, dash: sane(l.Dash * w.scale)}
			p.segment(w.at(l.X0, l.Y0), w.at(l.X1, l.Y1))
			w.flush(col)
		}
	}
}

// at converts to pixels.
func (w *worker) at(x, y float32) point { return point{sane(x * w.scale), sane(y * w.scale)} }

// snapLine gives the first pixel and the number of pixels across a line: whole
// ones, so that grids are sharp.
func snapLine(v, width, scale float32) (int, int) {
	n := thick(width * scale)
	return round(v*scale - float32(n)/2), n
}

func (w *worker) upright(l *charts.Line, col uint32) {
	x, n := snapLine(l.X0, l.Width, w.scale)
	y0, y1 := round(min(l.Y0, l.Y1)*w.scale), round(max(l.Y0, l.Y1)*w.scale)
	w.stripes(y0, y1, l.Dash, w.clip.y0, w.clip.y1, func(a, b int) { w.fill(box{x, a, x + n, b}, col) })
}

func (w *worker) level(l *charts.Line, col uint32) {
	y, n := snapLine(l.Y0, l.Width, w.scale)
	x0, x1 := round(min(l.X0, l.X1)*w.scale), round(max(l.X0, l.X1)*w.scale)
	w.stripes(x0, x1, l.Dash, w.clip.x0, w.clip.x1, func(a, b int) { w.fill(box{a, y, b, y + n}, col) })
}

// stripes calls draw for [from,to), or for its dashes between lo and hi.
func (w *worker) stripes(from, to int, dash float32, lo, hi int, draw func(a, b int)) {
	if !(dash > 0) {
		draw(from, to)
		return
	}
	n := thick(dash * w.scale)
	skip := max(0, lo-from) / (2 * n)
	for a := from + skip*2*n; a < min(to, hi); a += 2 * n {
		draw(a, min(a+n, to))
	}
}
