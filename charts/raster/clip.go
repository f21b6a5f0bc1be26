package raster

import (
	"image"
	"math"
)

// clip is what may be painted: a box, and within it a mask if there is one.
type clip struct {
	box  image.Rectangle
	mask *mask // covers the box
}

// clipKey names a clip path under a map, within another clip.
type clipKey struct {
	id    string
	m     matrix
	outer clip
}

// clipped narrows the clip of a state by a clip path.
func (w *walker) clipped(id string, st state) clip {
	k := clipKey{id, st.m, st.clip}
	if c, ok := w.clips[k]; ok {
		return c
	}
	c := w.newClip(id, st)
	if w.clips == nil {
		w.clips = map[clipKey]clip{}
	}
	w.clips[k] = c
	return c
}

func (w *walker) newClip(id string, st state) clip {
	n := w.ids[id]
	if n == nil || n.name != "clipPath" {
		w.note("clip path #" + brief(id))
		return st.clip
	}
	s := initial
	if o := w.read(n, &s); o.m != identity || o.clip != "" || n.get("clipPathUnits") == "objectBoundingBox" {
		w.note("transform of a clip path")
	}
	shape, rule := w.clipShape(n, st.m, s)
	lo, hi, ok := shape.bounds(identity)
	switch {
	case !ok:
		return clip{}
	case shape.upright():
		r := func(v float64) int { return int(math.Round(pixel(v))) }
		return st.clip.within(image.Rect(r(lo.x), r(lo.y), r(hi.x), r(hi.y)))
	}
	c := st.clip.within(pixels(lo, hi))
	if c.box.Empty() {
		return c
	}
	w.spent += c.box.Dx() * c.box.Dy()
	m := newMask(c.box)
	var cv cover
	cv.begin(c.box)
	for i := range shape.ends {
		cv.contour(shape.contour(i))
	}
	cv.end(rule == evenOdd, m)
	for y := c.box.Min.Y; c.mask != nil && y < c.box.Max.Y; y++ {
		c.mask.multiply(c.box.Min.X, y, m.rowAt(c.box.Min.X, y, c.box.Dx()))
	}
	return clip{c.box, m}
}

// within narrows a clip to a box.
func (c clip) within(b image.Rectangle) clip { return clip{c.box.Intersect(b), c.mask} }

// clipShape gives the outlines in a clip path.
func (w *walker) clipShape(n *node, m matrix, s style) (*outline, uint8) {
	rule := s.clipRule
	var all outline
	for _, k := range n.kids {
		ks := s
		o := w.read(k, &ks)
		b := builder{m: m.times(o.m)}
		if known, _ := b.element(k); !known || o.clip != "" {
			w.note("element " + k.name + " of a clip path")
		}
		base := len(all.pts)
		all.pts = append(all.pts, b.pts...)
		for _, e := range b.ends {
			all.ends = append(all.ends, contourEnd{e.at + base, true})
		}
		rule = ks.clipRule
	}
	return &all, rule
}

// upright reports that an outline is one rectangle along the axes.
func (o *outline) upright() bool {
	if len(o.ends) != 1 {
		return false
	}
	ps := o.pts
	if len(ps) == 5 && near(ps[0], ps[4]) {
		ps = ps[:4]
	}
	if len(ps) != 4 {
		return false
	}
	same := func(a, b float64) bool { return math.Abs(a-b) < 1e-3 }
	a := same(ps[0].y, ps[1].y) && same(ps[1].x, ps[2].x) && same(ps[2].y, ps[3].y) && same(ps[3].x, ps[0].x)
	b := same(ps[0].x, ps[1].x) && same(ps[1].y, ps[2].y) && same(ps[2].x, ps[3].x) && same(ps[3].y, ps[0].y)
	return a || b
}
