package raster

import "math"

// maxDashes bounds the dashes of one outline; a line with more is drawn solid,
// as it would look from afar.
const maxDashes = 50_000

// minPeriod is the length in pixels of a dash and its gap below which a line is
// drawn solid.
const minPeriod = 0.1

// dashed cuts an outline into dashes. pattern holds lengths in pixels, drawn
// and not drawn in turn; an odd number of them counts twice. It begins offset
// pixels inside the pattern, anew for each contour.
func dashed(o *outline, pattern []float64, offset float64) *outline {
	if len(pattern)%2 == 1 {
		pattern = append(append([]float64{}, pattern...), pattern...)
	}
	period := 0.0
	for _, v := range pattern {
		if v < 0 {
			return o
		}
		period += v
	}
	if period < minPeriod || o.length()/period*float64(len(pattern)) > maxDashes {
		return o
	}
	d := dasher{pattern: pattern, out: &outline{}}
	for i, e := range o.ends {
		ps := o.contour(i)
		d.begin(offset, period)
		for j := 1; j < len(ps); j++ {
			d.segment(ps[j-1], ps[j])
		}
		if e.closed && len(ps) > 1 {
			d.segment(ps[len(ps)-1], ps[0])
		}
		d.finish()
	}
	return d.out
}

// length is that of all contours.
func (o *outline) length() float64 {
	var sum float64
	for i, e := range o.ends {
		ps := o.contour(i)
		for j := 1; j < len(ps); j++ {
			sum += ps[j].minus(ps[j-1]).length()
		}
		if e.closed && len(ps) > 1 {
			sum += ps[0].minus(ps[len(ps)-1]).length()
		}
	}
	return sum
}

// dasher walks a contour.
type dasher struct {
	pattern []float64
	out     *outline
	k       int     // which length of the pattern
	left    float64 // of it
	drawing bool    // a dash is open in out
}

// begin sets the pattern to a place.
func (d *dasher) begin(offset, period float64) {
	offset = math.Mod(offset, period)
	if offset < 0 {
		offset += period
	}
	for d.k = 0; d.k < len(d.pattern)-1 && offset >= d.pattern[d.k]; d.k++ {
		offset -= d.pattern[d.k]
	}
	d.left = max(0, d.pattern[d.k]-offset)
}

// segment walks from a to b.
func (d *dasher) segment(a, b point) {
	length := b.minus(a).length()
	if length == 0 {
		return
	}
	u := unit(a, b)
	done := 0.0
	for length-done > d.left {
		done += d.left
		d.to(a.plus(u, done-d.left), a.plus(u, done))
		d.finish()
		d.k = (d.k + 1) % len(d.pattern)
		d.left = d.pattern[d.k]
	}
	d.to(a.plus(u, done), b)
	d.left -= length - done
}

// to goes on to q, from p if a dash begins there.
func (d *dasher) to(p, q point) {
	if d.k%2 == 1 {
		return
	}
	if !d.drawing {
		d.out.pts = append(d.out.pts, p)
		d.drawing = true
	}
	d.out.pts = append(d.out.pts, q)
}

// finish ends a dash.
func (d *dasher) finish() {
	if d.drawing {
		d.out.ends = append(d.out.ends, contourEnd{at: len(d.out.pts)})
		d.drawing = false
	}
}
