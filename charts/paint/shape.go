package paint

import (
	"sort"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// line is a line of text in visual order at the size of one em. It is
// immutable, so that painters may share it.
type line struct {
	text   string // in logical order, cleaned, with the ellipsis if cut
	glyphs []glyph
	width  float32 // em
	rtl    bool    // the base direction
	stops  []stop
}

// glyph is a glyph and the place of its origin, in em; y grows downwards.
type glyph struct {
	face uint8
	gid  font.GID
	x, y float32
}

// stop is a place where a line can be cut: after so many runes of the cleaned
// text, in logical order, which are so many em wide.
type stop struct {
	runes int
	width float32
}

func (l *line) cost() int { return len(l.glyphs) + len(l.stops) + len(l.text)/8 + 8 }

// lineKey says which line: a text, or its first runes and an ellipsis.
type lineKey struct {
	text string
	bold bool
	cut  int32 // runes before the ellipsis; whole for the whole text
}

const (
	whole = -1
	// maxRunes bounds the length of a line: no picture is wide enough for more.
	maxRunes = 4096
	// runesPerEm bounds how many runes of a text that will be cut are looked at:
	// the narrowest letters are a quarter of an em wide.
	runesPerEm = 8
	ellipsis   = '…'
	// unit is the size in which lines are shaped; Noto has 1000 units per em.
	unit = 1000
)

const (
	boxFace  uint8   = 255 // glyphs of this face are our own boxes
	boxWidth float32 = 0.6 // em, advance of a missing character
)

// line returns the shaped line of a text.
func (f *Fonts) line(text string, bold bool) *line {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.cached(lineKey{text, bold, whole}, 0)
}

// fit returns the line of a text, cut with an ellipsis so that it is at most
// maxEm wide. The logical start is kept. It is empty when not even the ellipsis
// fits.
func (f *Fonts) fit(text string, bold bool, maxEm float32) *line {
	f.mu.Lock()
	defer f.mu.Unlock()
	text = head(text, int(maxEm*runesPerEm)+2*runesPerEm)
	l := f.cached(lineKey{text, bold, whole}, 0)
	if l.width <= maxEm {
		return l
	}
	base := uint8(0)
	if l.rtl {
		base = 1
	}
	dots := f.cached(lineKey{text, bold, 0}, base)
	if dots.width > maxEm {
		return &emptyLine
	}
	room := maxEm - dots.width
	for try := range cutTries {
		n := sort.Search(len(l.stops), func(i int) bool { return l.stops[i].width > room })
		if n == 0 {
			break
		}
		c := f.cached(lineKey{text, bold, int32(l.stops[n-1].runes)}, base)
		if c.width <= maxEm {
			return c
		}
		// The last letter is wider without what it was joined to. Letter by
		// letter first, then in strides, lest marks without width cost much.
		room = l.stops[n-1].width - minExcess
		if try >= cutTries/2 {
			room -= c.width - maxEm
		}
	}
	return dots
}

const (
	cutTries  = 8    // how often a cut is made shorter
	minExcess = 1e-3 // em, by which it becomes shorter at least
)

var emptyLine line

// cached looks a line up, or shapes it. base matters for cut lines only.
func (f *Fonts) cached(k lineKey, base uint8) *line {
	if l, ok := f.lines.get(k); ok {
		return l
	}
	rs := clean(k.text)
	if k.cut >= 0 {
		rs = append(trimSpace(rs[:k.cut]), ellipsis)
	} else {
		base = baseLevel(rs)
	}
	l := f.shape(rs, k.bold, base)
	k.text = strings.Clone(k.text) // it may be a piece of something large
	f.lines.put(k, l)
	return l
}

func trimSpace(rs []rune) []rune {
	for len(rs) > 0 && rs[len(rs)-1] == ' ' {
		rs = rs[:len(rs)-1]
	}
	return rs
}

// run is a stretch of one level, script and face.
type run struct {
	from, to int
	level    uint8
	script   language.Script
	face     uint8
}

// shape orders and shapes a line.
func (f *Fonts) shape(rs []rune, bold bool, base uint8) *line {
	l := &line{text: string(rs), rtl: base&1 == 1}
	if len(rs) == 0 { // the shaper panics on empty text
		return l
	}
	runs := f.itemise(rs, levels(rs, base), bold)
	lv := make([]uint8, len(runs))
	for i, r := range runs {
		lv[i] = r.level
	}
	widths := make([]float32, len(rs)) // by first rune of a cluster
	starts := make([]bool, len(rs)+1)
	starts[len(rs)] = true
	for _, i := range visual(lv) {
		f.shapeRun(l, rs, runs[i], widths, starts)
	}
	l.stops = stopsOf(widths, starts)
	return l
}

// stopsOf adds the clusters' widths up in logical order.
func stopsOf(widths []float32, starts []bool) []stop {
	var out []stop
	var sum float32
	for i, w := range widths {
		sum += w
		if starts[i+1] {
			out = append(out, stop{i + 1, sum})
		}
	}
	return out
}

// itemise splits a line into runs.
func (f *Fonts) itemise(rs []rune, lv []uint8, bold bool) []run {
	order := f.regular
	if bold {
		order = f.bold
	}
	scripts := scriptsOf(rs)
	var runs []run
	for i, r := range rs {
		face := f.faceOf(r, order)
		if n := len(runs); n > 0 {
			last := &runs[n-1]
			if clings(r) && (last.face == boxFace || f.has(last.face, r) || ignorable(r)) {
				face = last.face
			}
			if last.face == face && last.level == lv[i] && last.script == scripts[i] {
				last.to = i + 1
				continue
			}
		}
		runs = append(runs, run{i, i + 1, lv[i], scripts[i], face})
	}
	return runs
}

// scriptsOf gives each rune a script; common characters have that of the text
// before them, or after them at the start.
func scriptsOf(rs []rune) []language.Script {
	out := make([]language.Script, len(rs))
	last := language.Script(0)
	for i, r := range rs {
		s := language.LookupScript(r)
		if s == language.Common || s == language.Inherited || s == language.Unknown {
			s = last
		}
		out[i], last = s, s
	}
	next := language.Latin
	for i := len(out) - 1; i >= 0; i-- {
		if out[i] == 0 {
			out[i] = next
		}
		next = out[i]
	}
	return out
}

// clings reports characters that stay in the face of what is before them, so
// that words and marks are shaped as one.
func clings(r rune) bool {
	return r == ' ' || r == 0xA0 || ignorable(r) || unicode.Is(unicode.M, r)
}

// ignorable reports characters that are invisible even where no face has them.
func ignorable(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == 0x34F
}

func (f *Fonts) has(face uint8, r rune) bool {
	_, ok := f.faces[face].NominalGlyph(r)
	return ok
}

// faceOf finds the first face that has the rune.
func (f *Fonts) faceOf(r rune, order []uint8) uint8 {
	for _, face := range order {
		if f.has(face, r) {
			return face
		}
	}
	if ignorable(r) {
		return order[0]
	}
	return boxFace
}

// shapeRun appends a run's glyphs to the line, at its right end.
func (f *Fonts) shapeRun(l *line, rs []rune, r run, widths []float32, starts []bool) {
	if r.face == boxFace {
		boxes(l, rs, r, widths, starts)
		return
	}
	dir := di.DirectionLTR
	if r.level&1 == 1 {
		dir = di.DirectionRTL
	}
	out := f.shaper.Shape(shaping.Input{
		Text: rs, RunStart: r.from, RunEnd: r.to, Direction: dir, Face: f.faces[r.face],
		Size: fixed.I(unit), Script: r.script, Language: "und",
	})
	for _, g := range out.Glyphs {
		starts[g.ClusterIndex] = true
		adv := em(g.XAdvance)
		if g.GlyphID == 0 && ignorable(rs[g.ClusterIndex]) {
			adv = 0
		} else {
			l.glyphs = append(l.glyphs, glyph{r.face, g.GlyphID, l.width + em(g.XOffset), -em(g.YOffset)})
		}
		widths[g.ClusterIndex] += adv
		l.width += adv
	}
}

// boxes appends a box for each visible character of a run that no face has.
func boxes(l *line, rs []rune, r run, widths []float32, starts []bool) {
	for i := r.from; i < r.to; i++ {
		k := i
		if r.level&1 == 1 {
			k = r.to - 1 - (i - r.from)
		}
		if clings(rs[k]) && rs[k] != ' ' {
			continue
		}
		starts[k] = true
		w := boxWidth
		if rs[k] == ' ' {
			w = boxWidth / 2
		} else {
			l.glyphs = append(l.glyphs, glyph{face: boxFace, x: l.width})
		}
		widths[k] = w
		l.width += w
	}
}

func em(v fixed.Int26_6) float32 { return float32(v) / (64 * unit) }
