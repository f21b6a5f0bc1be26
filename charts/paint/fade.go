package paint

import "saywhen/charts"

// An uncertain date is a trapezoid whose opacity and height change along x and
// not along y. So one pass over the columns gives each column's mean opacity and
// half height, exactly, by integrals; a second pass paints rows.

// fadeColumns is reused from fade to fade.
type fadeColumns struct {
	alpha []float32 // opacity times the part of the column that is covered
	full  []uint32  // the colour of a pixel that is covered from top to bottom
	half  []float32 // half the height, pixels
	least float32   // the smallest half height

	period float32 // of the stripes in pixels, from the left end; 0 is none
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
		col := w.colours[f.Style]
		if f.HasRGB {
			col = opaque(f.RGB)
		}
		if col = scaled(col, uint32(f.Alpha)); col != 0 {
			w.fade.period = 0
			if f.Hatch {
				w.fade.period = charts.HatchPeriod * w.scale
			}
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
	w.columns(r, b, h, tip, col)
	mid := y + h/2
	for j := b.y0; j < b.y1; j++ {
		// The row's edges seen from the middle: it is [-top, bottom].
		top, bottom := mid-float32(j), float32(j+1)-mid
		row := w.row(j, b.x0, b.x1)
		if far := max(top, bottom); far <= w.fade.least {
			overPixels(row, w.fade.full)
		} else {
			w.fade.edgeRow(row, far, min(top, bottom), col)
		}
	}
}

// edgeRow paints a row that some columns cover in part or not at all. far and
// near are the distances of the row's edges from the middle; near is negative
// for a row that does not contain it. (No min and max here: on floats they are
// several times dearer than a comparison.)
func (f *fadeColumns) edgeRow(row []uint32, far, near float32, col uint32) {
	row = row[:len(f.half)]
	for i, half := range f.half {
		if half >= far {
			row[i] = over(row[i], f.full[i])
			continue
		}
		part := half + near
		if near > half {
			part = 2 * half
		}
		if part > 0 {
			row[i] = blend(row[i], col, uint32(part*f.alpha[i]*255+0.5))
		}
	}
}

// columns fills the columns of a trapezoid. The mean height of a column is over
// the part of it that is covered.
func (w *worker) columns(r ramp, b box, h, tip float32, col uint32) {
	f := &w.fade
	f.alpha, f.full, f.half, f.least = f.alpha[:0], f.full[:0], f.half[:0], h
	for x := b.x0; x < b.x1; x++ {
		full, share := r.column(float32(x))
		full *= f.stripe(float32(x) - r.a)
		half := h / 2 * (tip + (1-tip)*share)
		f.alpha = append(f.alpha, full)
		f.full = append(f.full, scaled(col, uint32(full*255+0.5)))
		f.half = append(f.half, half)
		if half < f.least {
			f.least = half
		}
	}
}

// stripe is the strength of a column so many pixels from the left end.
func (f *fadeColumns) stripe(x float32) float32 {
	if f.period <= 0 {
		return 1
	}
	if x+0.5-f.period*float32(floor((x+0.5)/f.period)) < f.period/2 {
		return 1
	}
	return charts.HatchGap
}

// column gives the area under the ramp from x to x+1, and its mean there over
// the part of the column that the ramp covers; both are 0 to 1.
func (r ramp) column(x float32) (full, share float32) {
	if x >= r.b && x+1 <= r.c {
		return 1, 1
	}
	full = clamp01(r.integral(x+1) - r.integral(x))
	if part := min(x+1, r.d) - max(x, r.a); part > 0 {
		share = clamp01(full / part)
	}
	return full, share
}
