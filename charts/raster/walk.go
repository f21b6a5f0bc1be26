package raster

import (
	"image"
	"math"
	"strings"
)

// walker goes through the tree and makes fills of it.
type walker struct {
	Options
	ids   map[string]*node
	notes map[string]bool
	list  *list
	hits  *HitMap

	b       builder // of the shape at hand
	clips   map[clipKey]clip
	ramps   map[rampKey][]uint32
	tiles   map[tileKey]*image.RGBA
	checked map[*node]bool
	dots    map[dotKey]*mask
	decoded int // pixels of pictures so far
	inside  int // patterns around the pattern at hand
	spent   int // pixels of all fills' boxes
}

// maxWork bounds what a picture costs, in pixels: a few seconds.
const maxWork = 1 << 33

// state is what holds for an element from those around it.
type state struct {
	m     matrix // user units to pixels
	style style
	clip  clip
}

// maxNotes bounds Picture.Unknown.
const maxNotes = 1000

// note says that something was not drawn as the SVG says.
func (w *walker) note(what string) {
	if len(w.notes) < maxNotes {
		w.notes[what] = true
	}
}

// stopped reports that the rest need not be drawn.
func (w *walker) stopped() bool { return w.spent > maxWork || w.Cancel.Err() != nil }

// walk draws an element and what is in it.
func (w *walker) walk(n *node, st state) {
	switch n.name {
	case "defs", "clipPath", "linearGradient", "radialGradient", "pattern", "filter", "title", "desc", "metadata":
		return // drawn where they are named, or never
	case "style":
		w.styleSheet(n.text)
		return
	}
	if w.stopped() {
		return
	}
	o := w.read(n, &st.style)
	st.m = st.m.times(o.m)
	if o.clip != "" {
		st.clip = w.clipped(o.clip, st)
	}
	switch {
	case o.none || st.clip.box.Empty() && w.hits == nil:
	case n.name == "svg" || n.name == "g":
		w.group(n, o, st)
	case st.style.hidden:
	case n.get("ecmeta_native") != "":
		w.native(n, st)
	case n.name == "text":
		w.text(n, o, st)
	case n.name == "image":
		w.image(n, st)
	default:
		w.shape(n, o, st)
	}
}

func (w *walker) group(n *node, o own, st state) {
	if o.fade < 1 && len(n.kids) > 1 {
		w.note("opacity of a group")
	}
	if o.filter != "" {
		w.note("filter of a group")
	}
	for _, k := range n.kids {
		w.walk(k, st)
	}
}

// styleSheet notes every rule that is not for the pointer.
func (w *walker) styleSheet(css string) {
	for {
		selector, rest, ok := strings.Cut(css, "{")
		if !ok {
			return
		}
		_, after, _ := strings.Cut(rest, "}")
		if s := strings.TrimSpace(selector); !strings.HasSuffix(s, ":hover") {
			w.note("style rule " + brief(s))
		}
		css = after
	}
}

func (w *walker) shape(n *node, o own, st state) {
	w.b.reset(st.m)
	known, ok := w.b.element(n)
	if !known {
		w.note("element " + n.name)
		return
	}
	if !ok {
		w.note("shape of " + n.name)
	}
	w.outline(n, o, &st, &w.b.outline)
}

// outline paints a shape: its shadow, then its inside and stroke.
func (w *walker) outline(n *node, o own, st *state, shape *outline) {
	s := &st.style
	if s.opacity < 1 && o.fade < 1 && s.fill.set && s.stroke.set {
		w.note("opacity of a shape with a fill and a stroke")
	}
	if w.hits != nil {
		w.hits.shape(n, st, shape)
	}
	if len(shape.ends) == 0 || st.clip.box.Empty() {
		return
	}
	if o.filter != "" {
		w.shadow(o.filter, st, shape)
	}
	if s.strokeFirst {
		w.stroke(st, shape)
	}
	if s.fill.set {
		w.fill(s.fill, s.fillOpacity*s.opacity, st, shape, func(to *list) bool {
			to.add(shape)
			return s.rule == evenOdd
		}, false)
	}
	if !s.strokeFirst {
		w.stroke(st, shape)
	}
}

func (w *walker) stroke(st *state, shape *outline) {
	s := &st.style
	if !s.stroke.set || s.width <= 0 {
		return
	}
	w.fill(s.stroke, s.strokeOpacity*s.opacity, st, shape, func(to *list) bool {
		strokeOf(st, shape, &to.outline)
		return false
	}, true)
}

// fill puts a fill on the list: contours adds its contours and says whether the
// rule is even-odd; shape is what gradients are fitted to.
func (w *walker) fill(b brush, opacity float64, st *state, shape *outline, contours func(*list) bool, pieces bool) {
	f := fill{clip: st.clip, pieces: pieces}
	if !w.ink(&f, b, opacity, st, shape) {
		return
	}
	w.list.begin(&f)
	f.evenOdd = contours(w.list)
	w.spent += w.list.finish(&f)
	if w.list.full() {
		w.list.paint()
	}
}

// ink decides what a fill is filled with; false when that is nothing.
func (w *walker) ink(f *fill, b brush, opacity float64, st *state, shape *outline) bool {
	if !(opacity > 0) {
		return false
	}
	if b.id == "" {
		f.colour = packed(b.colour, opacity)
		return f.colour>>24 != 0
	}
	f.shader, f.fade = w.shader(b.id, st, shape), channel(opacity)
	return f.shader != nil
}

// strokeOf adds the stroke of a shape. Under a transform that does not keep
// shapes, the stroke is made in user units.
func strokeOf(st *state, shape, to *outline) {
	s := &st.style
	k := st.m.scale()
	inv, ok := st.m.inverse()
	if !ok || st.m.similar() {
		pen := stroker{out: to, half: s.width * k / 2, limit: s.limit, cap: s.cap, join: s.join}
		pen.stroke(dashed(shape, times(s.dash, k), s.offset*k))
		return
	}
	var made outline
	pen := stroker{out: &made, half: s.width * k / 2, limit: s.limit, cap: s.cap, join: s.join}
	back := scaling(k).times(inv) // as large as in the picture, but not distorted
	user := shape.mapped(back)
	pen.stroke(dashed(user, times(s.dash, k), s.offset*k))
	forth := st.m.times(scaling(1 / k))
	pen.out = to
	for i := range made.ends {
		ps := made.contour(i)
		for j := range ps {
			ps[j] = forth.of(ps[j])
		}
		pen.polygon(ps...)
	}
}

func times(v []float64, k float64) []float64 {
	out := make([]float64, len(v))
	for i := range v {
		out[i] = v[i] * k
	}
	return out
}

// element adds the outline of a basic shape. known is false for other elements,
// ok for shapes whose attributes cannot be read.
func (b *builder) element(n *node) (known, ok bool) {
	v := func(name string) float64 {
		x, _ := length(n.get(name), 0)
		return x
	}
	switch n.name {
	case "path":
		return true, b.data(n.get("d"))
	case "rect":
		b.rect(point{v("x"), v("y")}, v("width"), v("height"), radius(n))
	case "circle":
		b.round(point{v("cx"), v("cy")}, v("r"), v("r"))
	case "ellipse":
		b.round(point{v("cx"), v("cy")}, v("rx"), v("ry"))
	case "line":
		b.move(point{v("x1"), v("y1")})
		b.line(point{v("x2"), v("y2")})
	case "polyline", "polygon":
		return true, b.points(numbers(n.get("points")), n.name == "polygon")
	default:
		return false, false
	}
	return true, true
}

// round adds an ellipse that has an extent.
func (b *builder) round(c point, rx, ry float64) {
	if rx > 0 && ry > 0 {
		b.ellipse(c, rx, ry)
	}
}

// radius gives the radii of a rectangle's corners: where one is missing it is
// as the other.
func radius(n *node) point {
	rx, okX := length(n.get("rx"), 0)
	ry, okY := length(n.get("ry"), 0)
	switch {
	case !okX:
		rx = ry
	case !okY:
		ry = rx
	}
	return point{rx, ry}
}

func (b *builder) rect(p point, w, h float64, r point) {
	if !(w > 0 && h > 0) {
		return
	}
	q := point{p.x + w, p.y + h}
	r = point{min(r.x, w/2), min(r.y, h/2)}
	if !(r.x > 0 && r.y > 0) {
		b.move(p)
		b.line(point{q.x, p.y})
		b.line(q)
		b.line(point{p.x, q.y})
		b.close()
		return
	}
	corner := func(x, y float64) { b.arc(r.x, r.y, 0, false, true, point{x, y}) }
	b.move(point{p.x + r.x, p.y})
	b.line(point{q.x - r.x, p.y})
	corner(q.x, p.y+r.y)
	b.line(point{q.x, q.y - r.y})
	corner(q.x-r.x, q.y)
	b.line(point{p.x + r.x, q.y})
	corner(p.x, q.y-r.y)
	b.line(point{p.x, p.y + r.y})
	corner(p.x+r.x, p.y)
	b.close()
}

func (b *builder) points(v []float64, closed bool) bool {
	for i := 0; i+1 < len(v); i += 2 {
		if p := (point{v[i], v[i+1]}); i == 0 {
			b.move(p)
		} else {
			b.line(p)
		}
	}
	if closed {
		b.close()
	}
	return len(v)%2 == 0
}

// reset empties the builder, keeping its memory.
func (b *builder) reset(m matrix) {
	*b = builder{outline: outline{b.pts[:0], b.ends[:0]}, m: m}
}

// pixels gives the smallest box of whole pixels around two corners.
func pixels(lo, hi point) image.Rectangle {
	at := func(v float64) int { return int(pixel(v)) }
	return image.Rect(at(math.Floor(lo.x)), at(math.Floor(lo.y)), at(math.Ceil(hi.x)), at(math.Ceil(hi.y)))
}

// similar reports that a map keeps shapes: it moves, turns, mirrors and scales.
func (m matrix) similar() bool {
	e := 1e-3 * (math.Abs(m.a) + math.Abs(m.b) + math.Abs(m.c) + math.Abs(m.d))
	turns := math.Abs(m.a-m.d) < e && math.Abs(m.b+m.c) < e
	mirrors := math.Abs(m.a+m.d) < e && math.Abs(m.b-m.c) < e
	return turns || mirrors
}

// mapped gives a copy.
func (o *outline) mapped(m matrix) *outline {
	out := &outline{pts: make([]point, len(o.pts)), ends: o.ends}
	for i, p := range o.pts {
		out.pts[i] = m.of(p)
	}
	return out
}
