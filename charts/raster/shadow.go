package raster

import (
	"math"
	"strings"
)

// maxBlur bounds a shadow's softness in pixels.
const maxBlur = 200

// shadow paints the shadow that a filter gives a shape: its inside and its
// stroke, moved, blurred and in one colour.
func (w *walker) shadow(id string, st *state, shape *outline) {
	n := w.ids[id]
	if n == nil || len(n.kids) != 1 || n.kids[0].name != "feDropShadow" {
		w.note("filter #" + brief(id))
		return
	}
	d := n.kids[0]
	w.check(n)
	w.check(d)
	c, ok := parseColour(d.get("flood-color"))
	if !ok {
		c = black
	}
	f := fill{clip: st.clip, colour: packed(c, share1(d, "flood-opacity", 1))}
	blur, _, _ := strings.Cut(strings.TrimSpace(d.get("stdDeviation")), " ")
	sigma, _ := length(blur, 0)
	sigma = max(0, min(sigma*st.m.scale(), maxBlur))
	to := st.m
	to.e, to.f = 0, 0
	by := to.of(point{share1(d, "dx", 0), share1(d, "dy", 0)})
	f.made = w.silhouette(st, shape, by, int(math.Ceil(3*sigma)))
	if f.made == nil {
		return
	}
	f.made.blur(sigma)
	if f.box = f.made.box.Intersect(st.clip.box); !f.box.Empty() {
		w.list.fills = append(w.list.fills, f)
	}
}

// silhouette gives the coverage of a shape that was moved, with room for a blur
// of so many pixels; nil when it cannot be seen.
func (w *walker) silhouette(st *state, shape *outline, by point, room int) *mask {
	var stroked outline
	s := &st.style
	if s.stroke.set && s.width > 0 {
		strokeOf(st, shape, &stroked)
	}
	all := outline{pts: append(append([]point{}, shape.pts...), stroked.pts...)}
	lo, hi, ok := all.bounds(translation(by.x, by.y))
	b := pixels(lo, hi).Inset(-room).Intersect(st.clip.box.Inset(-room))
	if !ok || b.Empty() {
		return nil
	}
	w.spent += 8 * b.Dx() * b.Dy()
	m := newMask(b)
	part := func(o *outline, br brush, opacity float64, rule uint8) {
		if opacity *= float64(br.colour.A) / 255; br.id != "" {
			opacity = s.opacity
		}
		var c cover
		c.begin(b)
		for i := range o.ends {
			c.contour(o.contour(i))
		}
		c.end(rule == evenOdd, faint{m, uint8(max(0, min(opacity, 1))*255 + 0.5)})
	}
	moved := translation(by.x, by.y)
	if s.fill.set {
		part(shape.mapped(moved), s.fill, s.fillOpacity*s.opacity, s.rule)
	}
	if s.stroke.set {
		part(stroked.mapped(moved), s.stroke, s.strokeOpacity*s.opacity, nonZero)
	}
	return m
}

// faint adds coverage to a mask with an opacity.
type faint struct {
	m *mask
	a uint8
}

func (f faint) ink(x, y int, coverage []uint8) {
	for i, a := range coverage {
		coverage[i] = product(a, f.a)
	}
	f.m.ink(x, y, coverage)
}

func (f faint) run(x0, x1, y int, a uint8) { f.m.run(x0, x1, y, product(a, f.a)) }

// blur softens a mask by a Gauss curve of the given standard deviation in
// pixels: from 2 on by three boxes, as the SVG standard proposes, below by the
// curve itself.
func (m *mask) blur(sigma float64) {
	if sigma < 0.05 {
		return
	}
	w, h := m.box.Dx(), m.box.Dy()
	line := newBlurrer(sigma, max(w, h))
	for y := range h {
		line.blur(m.a[y*w:], 1, w)
	}
	for x := range w {
		line.blur(m.a[x:], w, h)
	}
}

// blurrer blurs rows and columns.
type blurrer struct {
	kernel   []float32 // half of a curve, from its middle; empty for boxes
	width    int       // of a box
	from, to []float32
}

func newBlurrer(sigma float64, longest int) *blurrer {
	b := &blurrer{from: make([]float32, longest), to: make([]float32, longest)}
	if sigma >= 2 {
		b.width = int(sigma*3*math.Sqrt(2*math.Pi)/4 + 0.5)
		return b
	}
	n := int(math.Ceil(3*sigma)) + 1
	sum := -1.0
	for i := range n {
		v := math.Exp(-float64(i*i) / (2 * sigma * sigma))
		b.kernel = append(b.kernel, float32(v))
		sum += 2 * v
	}
	for i := range b.kernel {
		b.kernel[i] /= float32(sum)
	}
	return b
}

// blur blurs n values, each step after the one before.
func (b *blurrer) blur(a []uint8, step, n int) {
	any := false
	for i := range n {
		v := a[i*step]
		b.from[i] = float32(v)
		any = any || v != 0
	}
	if !any {
		return
	}
	if b.width == 0 {
		b.curve(n)
	} else {
		d := b.width
		odd := d % 2
		b.box(n, d, d/2)
		b.box(n, d, d/2-1+odd)
		b.box(n, d+1-odd, d/2)
	}
	for i := range n {
		a[i*step] = uint8(b.from[i] + 0.5)
	}
}

// curve applies the kernel.
func (b *blurrer) curve(n int) {
	for i := range n {
		sum := b.from[i] * b.kernel[0]
		for k := 1; k < len(b.kernel); k++ {
			if i >= k {
				sum += b.from[i-k] * b.kernel[k]
			}
			if i+k < n {
				sum += b.from[i+k] * b.kernel[k]
			}
		}
		b.to[i] = sum
	}
	b.from, b.to = b.to, b.from
}

// box averages d values of which before lie before the one at hand.
func (b *blurrer) box(n, d, before int) {
	var sum float32
	add := func(i int, k float32) {
		if i >= 0 && i < n {
			sum += k * b.from[i]
		}
	}
	for i := -before; i < d-before; i++ {
		add(i, 1)
	}
	for i := range n {
		b.to[i] = max(sum/float32(d), 0)
		add(i-before, -1)
		add(i+d-before, 1)
	}
	b.from, b.to = b.to, b.from
}
