package raster

import (
	"image/color"
	"math"
)

// shader makes the shader that an id names; nil when nothing is to be painted.
func (w *walker) shader(id string, st *state, shape *outline) shader {
	n := w.ids[id]
	switch {
	case n == nil:
	case n.name == "linearGradient" || n.name == "radialGradient":
		return w.gradient(n, st, shape)
	case n.name == "pattern":
		return w.pattern(n, st, shape)
	}
	w.note("paint #" + brief(id))
	return nil
}

// gradient is a shader of colours along a line or around a centre. inv takes
// pixels to where a linear gradient runs along x from 0 to 1, and a radial one
// from 0,0 to the unit circle.
type gradient struct {
	inv    matrix
	radial bool
	ramp   []uint32
}

func (w *walker) gradient(n *node, st *state, shape *outline) shader {
	w.check(n)
	base, ok := w.fitted(n, "gradientUnits", "gradientTransform", st, shape)
	if !ok {
		return nil // no extent: nothing is painted, as SVG wants it
	}
	g := &gradient{radial: n.name == "radialGradient"}
	if g.radial {
		r := share1(n, "r", 0.5)
		base = base.times(translation(share1(n, "cx", 0.5), share1(n, "cy", 0.5))).times(scaling(r))
	} else {
		p := point{share1(n, "x1", 0), share1(n, "y1", 0)}
		d := point{share1(n, "x2", 1), share1(n, "y2", 0)}.minus(p)
		base = base.times(matrix{d.x, d.y, -d.y, d.x, p.x, p.y})
	}
	if g.inv, ok = base.inverse(); !ok {
		g.inv = matrix{e: 1} // a gradient without length is all its last colour
	}
	g.ramp = w.ramp(n, math.Hypot(base.a, base.b))
	if g.ramp == nil {
		return nil
	}
	return g
}

// share1 reads a length whose per cents are of 1.
func share1(n *node, name string, otherwise float64) float64 {
	if v, ok := length(n.get(name), 1); ok {
		return v
	}
	return otherwise
}

// check notes what is unknown in an element that is not drawn itself.
func (w *walker) check(n *node) {
	if w.checked[n] {
		return
	}
	if w.checked == nil {
		w.checked = map[*node]bool{}
	}
	w.checked[n] = true
	s := initial
	for _, a := range n.attrs {
		if !harmless(n.name, a.name) && !s.set(a.name, a.value) {
			w.note("attribute " + a.name + "=" + brief(a.value) + " of " + n.name)
		}
	}
}

// fitted gives the map from a gradient's or pattern's own units to pixels. The
// box of a shape is taken in user units: turned shapes have turned gradients.
func (w *walker) fitted(n *node, units, transform string, st *state, shape *outline) (matrix, bool) {
	m := st.m
	if n.get(units) != "userSpaceOnUse" {
		inv, ok := st.m.inverse()
		lo, hi, some := shape.bounds(inv)
		if !ok || !some || !(hi.x-lo.x > 1e-6 && hi.y-lo.y > 1e-6) {
			return m, false
		}
		m = m.times(matrix{a: hi.x - lo.x, d: hi.y - lo.y, e: lo.x, f: lo.y})
	}
	if t := n.get(transform); t != "" {
		own, ok := parseTransform(t)
		if !ok {
			w.note("attribute " + transform + "=" + brief(t) + " of " + n.name)
		}
		m = m.times(own)
	}
	return m, true
}

// rampKey names a gradient's colours.
type rampKey struct {
	n     *node
	steps int
}

// ramp gives the colours of a gradient from 0 to 1 in steps of half a pixel or
// less; nil if there are none.
func (w *walker) ramp(n *node, pixels float64) []uint32 {
	steps := 512 // two shades or fewer from one to the next
	for float64(steps) < 2*pixels && steps < 1<<13 {
		steps *= 2
	}
	k := rampKey{n, steps}
	if r, ok := w.ramps[k]; ok {
		return r
	}
	var r []uint32
	if stops := w.stops(n); len(stops) > 0 {
		r = make([]uint32, steps+1)
		for i := range r {
			r[i] = packed(stops.at(float64(i)/float64(steps)), 1)
		}
	}
	if w.ramps == nil {
		w.ramps = map[rampKey][]uint32{}
	}
	w.ramps[k] = r
	return r
}

// stops are the colours of a gradient, at places that do not decrease.
type stops []stop

type stop struct {
	at     float64
	colour [4]float64 // red, green, blue, alpha of 0 to 255, not premultiplied
}

func (w *walker) stops(n *node) stops {
	var out stops
	last := 0.0
	for _, k := range n.kids {
		w.check(k)
		if k.name != "stop" {
			w.note("element " + k.name + " of " + n.name)
			continue
		}
		c, ok := parseColour(k.get("stop-color"))
		if !ok {
			w.note("attribute stop-color=" + brief(k.get("stop-color")))
		}
		last = max(last, min(share1(k, "offset", 0), 1))
		a := float64(c.A) * max(0, min(share1(k, "stop-opacity", 1), 1))
		out = append(out, stop{last, [4]float64{float64(c.R), float64(c.G), float64(c.B), a}})
	}
	return out
}

// at gives the colour at a place; where two stops share one, the later counts.
func (s stops) at(t float64) color.NRGBA {
	i := 0
	for i < len(s) && s[i].at <= t {
		i++
	}
	if i == 0 || i == len(s) {
		return rounded(s[max(i-1, 0)].colour)
	}
	a, b := s[i-1], s[i]
	k := (t - a.at) / (b.at - a.at)
	var c [4]float64
	for j := range c {
		c[j] = a.colour[j]*(1-k) + b.colour[j]*k
	}
	return rounded(c)
}

func rounded(c [4]float64) color.NRGBA {
	return color.NRGBA{uint8(c[0] + 0.5), uint8(c[1] + 0.5), uint8(c[2] + 0.5), uint8(c[3] + 0.5)}
}

func (g *gradient) colours(to []uint32, x, y int) {
	p := g.inv.of(point{float64(x) + 0.5, float64(y) + 0.5})
	n := float64(len(g.ramp) - 1)
	if !g.radial && g.inv.a == 0 { // upright: one colour in a row
		c := g.ramp[step(p.x, n)]
		for i := range to {
			to[i] = c
		}
		return
	}
	for i := range to {
		q := point{p.x + g.inv.a*float64(i), p.y + g.inv.b*float64(i)}
		t := q.x
		if g.radial {
			t = math.Sqrt(q.x*q.x + q.y*q.y)
		}
		to[i] = g.ramp[step(t, n)]
	}
}

// step gives the place of t in a ramp of n steps.
func step(t, n float64) int { return int(max(0, min(t, 1))*n + 0.5) }
