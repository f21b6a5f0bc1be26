package raster

import (
	"image"
	"image/color"
	"math"
	"strconv"
)

// NativeMark is a hole in a chart: ECharts has laid the chart out and left this
// box for marks that are too many for it. It is valid during the call only.
//
// Its methods draw at once, over what was drawn before and under what comes
// after, within the chart's clip. All coordinates are CSS pixels of the
// picture; coordinates that are not finite draw nothing.
type NativeMark struct {
	// Name is that of the function that left the hole, such as "swimlane".
	Name string
	// Series and Index say which item of the option's data left it.
	Series, Index int
	// Box is the hole.
	Box Box
	// Scale is pixels for one CSS pixel.
	Scale float64

	w     *walker
	brush worker
	row   []uint8 // coverage of a rectangle's columns
	dots  map[dotKey]*mask
	st    state
}

// native hands a hole to the caller of Draw.
func (w *walker) native(n *node, st state) {
	w.b.reset(st.m)
	w.b.element(n)
	lo, hi, ok := w.b.bounds(scaling(1 / w.Scale))
	if !ok {
		return
	}
	m := &NativeMark{
		Name: n.get("ecmeta_native"), Scale: w.Scale, w: w, st: st,
		Box: Box{lo.x, lo.y, hi.x - lo.x, hi.y - lo.y},
	}
	m.Series, _ = strconv.Atoi(n.get("ecmeta_series_index"))
	m.Index, _ = strconv.Atoi(n.get("ecmeta_data_index"))
	m.brush = worker{list: w.list, fill: &fill{clip: st.clip}}
	m.st.m, m.st.style = scaling(w.Scale), initial
	if w.dots == nil {
		w.dots = map[dotKey]*mask{}
	}
	m.dots = w.dots
	w.list.paint()
	if w.Native == nil || w.inside > 0 || !w.Native(m) {
		w.note("hole " + brief(m.Name))
	}
}

// Rect fills a rectangle. Its edges fall between pixels where it says so.
func (m *NativeMark) Rect(b Box, c color.NRGBA) {
	lo := point{b.X * m.Scale, b.Y * m.Scale}
	hi := point{(b.X + b.W) * m.Scale, (b.Y + b.H) * m.Scale}
	if !finite(lo) || !finite(hi) {
		return
	}
	p := m.begin(pixels(lo, hi), c)
	if p.Empty() {
		return
	}
	m.row = m.row[:0]
	for x := p.Min.X; x < p.Max.X; x++ {
		m.row = append(m.row, part(x, lo.x, hi.x))
	}
	for y := p.Min.Y; y < p.Max.Y; y++ {
		m.brush.flat = append(m.brush.flat[:0], m.row...)
		if a := part(y, lo.y, hi.y); a < 255 {
			for i, v := range m.brush.flat {
				m.brush.flat[i] = product(v, a)
			}
		}
		m.brush.ink(p.Min.X, y, m.brush.flat)
	}
}

// part gives how much of pixel i lies between two places.
func part(i int, lo, hi float64) uint8 {
	v := min(hi, float64(i+1)) - max(lo, float64(i))
	return uint8(max(0, min(v, 1))*255 + 0.5)
}

func finite(p point) bool { return math.Abs(p.x) < farPixels && math.Abs(p.y) < farPixels }

// begin paints what waits, sets the colour, and gives what of a box of pixels
// can be seen.
func (m *NativeMark) begin(b image.Rectangle, c color.NRGBA) image.Rectangle {
	m.w.list.paint()
	m.brush.fill.colour = packed(c, 1)
	return b.Intersect(m.st.clip.box)
}

// dotKey names the mask of a dot: radius and place within a pixel.
type dotKey struct {
	radius int32 // sixteenths of a pixel
	x, y   uint8 // quarters of a pixel
}

// maxDot bounds the radius of a dot in pixels.
const maxDot = 256

// Dot fills a circle. Its centre is moved to the nearest quarter of a pixel.
func (m *NativeMark) Dot(x, y, radius float64, c color.NRGBA) {
	at := point{x * m.Scale, y * m.Scale}
	if !finite(at) || !(radius > 0) {
		return
	}
	qx, qy := int(math.Floor(at.x*4+0.5)), int(math.Floor(at.y*4+0.5))
	k := dotKey{int32(min(radius*m.Scale, maxDot)*16 + 0.5), uint8(qx & 3), uint8(qy & 3)}
	dot := m.dots[k]
	if dot == nil {
		dot = newDot(k)
		m.dots[k] = dot
	}
	by := image.Pt(qx>>2, qy>>2)
	p := m.begin(dot.box.Add(by), c)
	for y := p.Min.Y; y < p.Max.Y; y++ {
		m.brush.flat = append(m.brush.flat[:0], dot.rowAt(p.Min.X-by.X, y-by.Y, p.Dx())...)
		m.brush.ink(p.Min.X, y, m.brush.flat)
	}
}

// newDot draws the mask of a dot around 0,0.
func newDot(k dotKey) *mask {
	b := newBuilder(identity)
	r := max(float64(k.radius)/16, 1./16)
	b.ellipse(point{float64(k.x) / 4, float64(k.y) / 4}, r, r)
	lo, hi, _ := b.bounds(identity)
	m := newMask(pixels(lo, hi))
	var c cover
	c.begin(m.box)
	c.contour(b.contour(0))
	c.end(false, m)
	return m
}

// Text draws a line of text of a size in CSS pixels with its middle at a place.
func (m *NativeMark) Text(x, y float64, text string, size float64, bold bool, c color.NRGBA) {
	if !finite(point{x * m.Scale, y * m.Scale}) {
		return
	}
	st := m.st
	st.style.size, st.style.bold = size, bold
	st.style.anchor, st.style.baseline = anchorMiddle, baselineCentre
	st.style.fill.colour = c
	l := m.w.letters(text, point{x, y}, &st)
	if l.none {
		return
	}
	m.w.b.reset(l.m)
	m.w.Fonts.Trace(text, bold, &m.w.b)
	m.w.b.close()
	shape := &m.w.b.outline
	m.w.fill(st.style.fill, 1, &st, shape, func(to *list) bool {
		to.add(shape)
		return false
	}, false)
}

// Label is Text in the middle of a box, left out where it is wider than the
// box; it reports whether it was drawn.
func (m *NativeMark) Label(b Box, text string, size float64, bold bool, c color.NRGBA) bool {
	const margin = 1
	if float64(m.w.Fonts.Measure(text, float32(size), bold)) > b.W-2*margin || size > b.H {
		return false
	}
	m.Text(b.X+b.W/2, b.Y+b.H/2, text, size, bold, c)
	return true
}

// Hit makes a box of the picture stand for a piece of the series' data, in
// Picture.Hits. What is added later lies on top.
func (m *NativeMark) Hit(index int, b Box) {
	if h := m.w.hits; h != nil && finite(point{b.X, b.Y}) && finite(point{b.W, b.H}) {
		h.place(mark{hit: Hit{Series: m.Series, Index: index, Box: b}, clip: m.st.clip})
	}
}
