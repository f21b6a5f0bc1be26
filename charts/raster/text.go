package raster

import (
	"math"
	"strings"
)

// slant is how far a sloped letter leans for its height, as browsers do it
// where a font has no italic face.
const slant = 0.25

// maxFont bounds the size of text in pixels.
const maxFont = 4096

// text draws a text element.
func (w *walker) text(n *node, o own, st state) {
	for _, k := range n.kids {
		w.note("element " + k.name + " of text")
	}
	s := n.text
	if !st.style.preserve {
		s = strings.Join(strings.Fields(s), " ")
	}
	x, _ := length(n.get("x"), 0)
	y, _ := length(n.get("y"), 0)
	l := w.letters(s, point{x, y}, &st)
	if l.none {
		return
	}
	if w.hits != nil {
		w.b.reset(st.m)
		w.b.rect(l.at, l.size.x, l.size.y, point{})
		w.hits.box(n, &st, &w.b.outline)
	}
	w.b.reset(l.m)
	w.Fonts.Trace(s, st.style.bold, &w.b)
	w.b.close()
	hits := w.hits
	w.hits = nil // the line's box counts, not its letters
	w.outline(n, o, &st, &w.b.outline)
	w.hits = hits
}

// placedText is a line of text in user units.
type placedText struct {
	at, size point  // its box
	m        matrix // from em to pixels
	none     bool   // nothing can be seen of it
}

// letters places a line of text. As in browsers, upright letters stand on whole
// pixels, and what the line reaches above and below is whole pixels too.
func (w *walker) letters(s string, p point, st *state) placedText {
	size := st.style.size
	if s == "" || !(size > 0) || size*st.m.reach() > maxFont || st.m.scale() == 0 {
		return placedText{none: true}
	}
	width := float64(w.Fonts.Measure(s, 1, st.style.bold)) * size
	switch st.style.anchor {
	case anchorMiddle:
		p.x -= width / 2
	case anchorEnd:
		p.x -= width
	}
	up, down := w.extents(st)
	switch st.style.baseline {
	case baselineCentre:
		p.y += (up - down) / 2
	case baselineTop:
		p.y += up
	case baselineBottom:
		p.y -= down
	}
	m := st.m.times(translation(p.x, p.y)).times(scaling(size))
	if m.b == 0 && m.c == 0 {
		m.f = math.Round(m.f)
	}
	if st.style.italic {
		m = m.times(matrix{a: 1, c: -slant, d: 1})
	}
	return placedText{at: point{p.x, p.y - up}, size: point{width, up + down}, m: m}
}

// extents gives how far a line reaches above and below its baseline, in user
// units.
func (w *walker) extents(st *state) (up, down float64) {
	ascent, descent := w.Fonts.Extents(st.style.bold)
	k := st.m.scale()
	whole := func(em float32) float64 { return math.Round(float64(em)*st.style.size*k) / k }
	return whole(ascent), whole(descent)
}
