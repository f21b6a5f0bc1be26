package paint

import "saywhen/charts"

// An uncertain date is a trapezoid whose opacity and height change along x and
// not along y. So one pass over the columns gives each column's mean opacity and
// half height, exactly, by integrals; a second pass paints rows.

// fadeColumns is reused from fade to fade.
type fadeColumns struct {
	alpha []float32 // opacity times the part of the column that is covered
	half  []float32 // half the height, pixels
}

// ramp is the rise from 0 at a to 1 at b and back to 0 from c to d.
type ramp struct{ a, b, c, d float32 }

// integral gives the area under the ramp left of x.
func (r ramp) integral(x float32) float32 {
	return rise(x, r.a, r.b) - rise(x, r.c, r.d)
}

// rise integrates a step from 0 at a to 1 at b.
func rise(x, a, b float32) float32 {
	switch {
	case x <= a:
		return 0
	case x >= b:
		return x - (a+b)/2
	}
	return (x - a) * (x - a) / (2 * (b - a))
}

// fades paints the fades of a layer.
func (w *worker) fades(fs []charts.Fade) {
	for i := range fs {
		f := &fs[i]
		if col := scaled(w.colours[f.Style], uint32(f.Alpha)); col != 0 {
			w.trapezoid(rampOf(f, w.scale), f.Y*w.scale, f.H*w.scale, clamp01(f.Tip), col)
		}
	}
}

// rampOf gives a fade's ramp in pixels, in order, and at least a pixel wide.
func rampOf(f *charts.Fade, scale float32) ramp {
	r := ramp{sane(f.X0 * scale), sane(f.X1 * scale), sane(f.X2 * scale), sane(f.X3 * scale)}
	r.b = max(r.a, r.b)
	r.c = max(r.b, r.c)
	r.d = max(r.c, r.d)
	if d := (1 - (r.d - r.a)) / 2; d > 0 {
		return ramp{r.a - d, r.a - d, r.d + d, r.d + d}
	}
	return r
}

// trapezoid paints a ramp whose full-strength part is h pixels high from y on.
func (w *worker) trapezoid(r ramp, y, h, tip float32, col uint32) {
	y, h = sane(y), sane(h)
	b := box{floor(r.a), floor(y), ceil(r.d), ceil(y + h)}.and(w.clip)
	if b.empty() || h <= 0 {
		return
	}
	w.columns(r, b, h, tip)
	mid := y + h/2
	for j := b.y0; j < b.y1; j++ {
		top, bottom := mid-float32(j), float32(j+1)-mid // the row's edges seen from the middle
		row := w.row(j, b.x0, b.x1)
		for i, a := range w.fade.alpha {
			half := w.fade.half[i]
			part := min(half, bottom) + min(half, top) // the row lies in [-top, bottom]
			if part <= 0 {
				continue
			}
			row[i] = blend(row[i], col, uint32(min(part, 1)*a*255+0.5))
		}
	}
}

// columns fills the columns of a trapezoid. The mean height of a column is over
// the part of it that is covered.
func (w *worker) columns(r ramp, b box, h, tip float32) {
	w.fade.alpha, w.fade.half = w.fade.alpha[:0], w.fade.half[:0]
	before := r.integral(float32(b.x0))
	for x := b.x0; x < b.x1; x++ {
		after := r.integral(float32(x + 1))
		part := min(float32(x+1), r.d) - max(float32(x), r.a)
		full := clamp01(after - before)
		before = after
		share := float32(0)
		if part > 0 {
			share = clamp01(full / part)
		}
		w.fade.alpha = append(w.fade.alpha, full)
		w.fade.half = append(w.fade.half, h/2*(tip+(1-tip)*share))
	}
}
