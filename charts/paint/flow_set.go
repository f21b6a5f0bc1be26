package paint

import (
	"slices"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// How a block is set: its runes are shaped once, in the runs that direction,
// script and face make of them; lines are broken where UAX #14 allows it; then
// each line takes the glyphs of its runes and orders them by their levels. A
// letter never changes its form by where a line is broken.

// setBlock is a block in lines.
type setBlock struct {
	runes []rune  // cleaned
	at    []int32 // bytes of the text at which each rune begins, and the end
	lines []setLine
}

// setLine is a line of a block.
type setLine struct {
	line       *line
	x          float32 // where it begins, from the left of the column
	start, end int     // bytes
	cells      []cell  // from left to right
	rtl        bool    // the direction of its paragraph
}

// cell is a letter as a reader sees one (a grapheme cluster) and its room.
type cell struct {
	start, end int32   // bytes
	x0, x1     float32 // logical pixels from the left of the column
	rtl        bool
}

// shaped is a run with its glyphs, from left to right.
type shapedRun struct {
	run
	glyphs []shapedGlyph
}

type shapedGlyph struct {
	glyph   // x and y are offsets
	cluster int
	advance float32
}

// setting is the work on one block.
type setting struct {
	Setting
	runes  []rune
	at     []int32
	base   uint8
	runs   []shapedRun
	widths []float32 // em, of the letters by their first runes
	heads  []bool    // where a letter begins; one more than runes
}

// setBlock sets a block in lines.
func (f *Fonts) setBlock(text string, b block, s Setting) *setBlock {
	w := &setting{Setting: s, base: b.base}
	w.clean(text, b)
	out := &setBlock{runes: w.runes, at: w.at}
	if len(w.runes) == 0 {
		out.lines = []setLine{w.emptyLine()}
		return out
	}
	var seg segmenter.Segmenter
	seg.Init(w.runes)
	w.findHeads(&seg)
	f.mu.Lock()
	w.shape(f)
	f.mu.Unlock()
	from := 0
	for _, to := range w.breaks(&seg) {
		out.lines = append(out.lines, w.line(from, to))
		from = to
	}
	return out
}

// clean gives the runes that can be drawn; those that cannot count as part of
// the one before.
func (w *setting) clean(text string, b block) {
	w.runes = make([]rune, 0, b.end-b.start)
	w.at = make([]int32, 0, b.end-b.start+1)
	for i, r := range text[b.start:b.end] {
		if stripped(r) && r != '\t' {
			continue
		}
		if r == '\t' {
			r = ' '
		}
		w.runes = append(w.runes, r)
		w.at = append(w.at, int32(b.start+i))
	}
	if len(w.at) > 0 {
		w.at[0] = int32(b.start)
	} else {
		w.at = append(w.at, int32(b.start))
	}
	if len(w.runes) > 0 {
		w.at = append(w.at, int32(b.end))
	}
}

func (w *setting) emptyLine() setLine {
	l := setLine{line: &line{}, start: int(w.at[0]), end: int(w.at[0]), rtl: w.base == 1}
	if l.rtl {
		l.x = w.Width
	}
	return l
}

func (w *setting) findHeads(seg *segmenter.Segmenter) {
	w.heads = make([]bool, len(w.runes)+1)
	w.heads[len(w.runes)] = true
	for it := seg.GraphemeIterator(); it.Next(); {
		w.heads[it.Grapheme().Offset] = true
	}
}

// shape shapes every run and shares the widths out among the letters.
func (w *setting) shape(f *Fonts) {
	w.widths = make([]float32, len(w.runes))
	for _, r := range f.itemise(w.runes, levels(w.runes, w.base), false) {
		s := shapedRun{run: r}
		if r.face == boxFace {
			s.glyphs = w.boxes(r)
		} else {
			s.glyphs = f.shapeGlyphs(w.runes, r)
		}
		w.share(s)
		w.runs = append(w.runs, s)
	}
}

// shapeGlyphs shapes one run.
func (f *Fonts) shapeGlyphs(rs []rune, r run) []shapedGlyph {
	dir := di.DirectionLTR
	if r.level&1 == 1 {
		dir = di.DirectionRTL
	}
	out := f.shaper.Shape(shaping.Input{
		Text: rs, RunStart: r.from, RunEnd: r.to, Direction: dir, Face: f.faces[r.face],
		Size: fixed.I(unit), Script: r.script, Language: "und",
	})
	list := make([]shapedGlyph, len(out.Glyphs))
	for i, g := range out.Glyphs {
		s := shapedGlyph{glyph{r.face, g.GlyphID, em(g.XOffset), -em(g.YOffset)}, g.ClusterIndex, em(g.XAdvance)}
		if g.GlyphID == 0 && ignorable(rs[g.ClusterIndex]) {
			s.face, s.advance = noFace, 0
		}
		list[i] = s
	}
	return list
}

// noFace is the face of a glyph that is not drawn.
const noFace = boxFace - 1

// boxes stands a box for each visible character of a run that no face has.
func (w *setting) boxes(r run) (list []shapedGlyph) {
	for i := r.from; i < r.to; i++ {
		s := shapedGlyph{glyph{face: boxFace}, i, boxWidth}
		switch {
		case w.runes[i] == ' ':
			s.face, s.advance = noFace, boxWidth/2
		case clings(w.runes[i]):
			s.face, s.advance = noFace, 0
		}
		list = append(list, s)
	}
	if r.level&1 == 1 {
		slices.Reverse(list)
	}
	return list
}

// share gives the width of each cluster of glyphs to the letters in it, in
// equal parts: a ligature is several letters.
func (w *setting) share(s shapedRun) {
	first := map[int]float32{}
	order := []int{s.to}
	for _, g := range s.glyphs {
		if _, seen := first[g.cluster]; !seen {
			order = append(order, g.cluster)
		}
		first[g.cluster] += g.advance
	}
	slices.Sort(order)
	for i, at := range order[:len(order)-1] {
		n := 0
		for k := at; k < order[i+1]; k++ {
			if w.heads[k] {
				n++
			}
		}
		if n == 0 { // within a letter
			w.widths[at] += first[at]
			continue
		}
		for k := at; k < order[i+1]; k++ {
			if w.heads[k] {
				w.widths[k] += first[at] / float32(n)
			}
		}
	}
}

// breaks gives the ends of the lines, in runes.
func (w *setting) breaks(seg *segmenter.Segmenter) (ends []int) {
	room := w.Width / w.Size // em
	from, used := 0, float32(0)
	for it := seg.LineIterator(); it.Next(); {
		l := it.Line()
		a, b := l.Offset, l.Offset+len(l.Text)
		ink, all := w.measure(a, b)
		if used+ink > room && a > from {
			ends = append(ends, a)
			from, used = a, 0
		}
		if ink <= room {
			used += all
			continue
		}
		var more []int // a word wider than the column
		if more, used = w.chop(a, b, room); len(more) > 0 {
			ends = append(ends, more...)
			from = more[len(more)-1]
		}
	}
	return append(ends, len(w.runes))
}

// measure gives the width of runes without the blanks at their end, and with.
func (w *setting) measure(a, b int) (ink, all float32) {
	end := w.trim(a, b)
	for i := a; i < b; i++ {
		all += w.widths[i]
		if i < end {
			ink = all
		}
	}
	return ink, all
}

// trim gives the end of runes without the blanks at their end.
func (w *setting) trim(a, b int) int {
	for b > a && (w.runes[b-1] == ' ' || w.runes[b-1] == 0x3000) {
		b--
	}
	return b
}

// chop breaks a long word between letters; used is what the last line holds.
func (w *setting) chop(a, b int, room float32) (ends []int, used float32) {
	for i := a; i < b; {
		j, wide := i+1, w.widths[i]
		for ; !w.heads[j]; j++ {
			wide += w.widths[j]
		}
		if used > 0 && used+wide > room && w.runes[i] != ' ' {
			ends = append(ends, i)
			used = 0
		}
		used += wide
		i = j
	}
	return ends, used
}

// piece is the part of a run that stands on a line.
type piece struct {
	*shapedRun
	from, to int
}

// line makes a line of the runes from a to b.
func (w *setting) line(a, b int) setLine {
	end := w.trim(a, b)
	l := setLine{line: &line{rtl: w.base == 1}, start: int(w.at[a]), end: int(w.at[b]), rtl: w.base == 1}
	var pieces []piece
	var lv []uint8
	for i := range w.runs {
		r := &w.runs[i]
		if from, to := max(r.from, a), min(r.to, end); from < to {
			pieces = append(pieces, piece{r, from, to})
			lv = append(lv, r.level)
		}
	}
	for _, i := range visual(lv) {
		w.glyphs(&l, pieces[i])
		w.cells(&l, pieces[i])
	}
	w.finish(&l, end, b)
	return l
}

// glyphs adds a piece's glyphs at the right end of a line.
func (w *setting) glyphs(l *setLine, p piece) {
	x := l.line.width
	for _, g := range p.glyphs {
		if g.cluster < p.from || g.cluster >= p.to {
			continue
		}
		if g.face != noFace {
			l.line.glyphs = append(l.line.glyphs, glyph{g.face, g.gid, x + g.x, g.y})
		}
		x += g.advance
	}
}

// cells adds a piece's letters at the right end of a line, and its width.
func (w *setting) cells(l *setLine, p piece) {
	n := len(l.cells)
	rtl := p.level&1 == 1
	for i := p.from; i < p.to; {
		j, wide := i+1, w.widths[i]
		for ; j < p.to && !w.heads[j]; j++ {
			wide += w.widths[j]
		}
		l.cells = append(l.cells, cell{start: w.at[i], end: w.at[j], x1: wide, rtl: rtl})
		i = j
	}
	if rtl {
		slices.Reverse(l.cells[n:])
	}
	for i := range l.cells[n:] {
		c := &l.cells[n+i]
		c.x0 = l.line.width
		l.line.width += c.x1
		c.x1 = l.line.width
	}
}

// finish puts a line into its column, with a letter of no width for the blanks
// at its end.
func (w *setting) finish(l *setLine, end, b int) {
	if l.rtl {
		l.x = max(0, w.Width-l.line.width*w.Size)
	}
	for i := range l.cells {
		c := &l.cells[i]
		c.x0, c.x1 = l.x+c.x0*w.Size, l.x+c.x1*w.Size
	}
	if end == b {
		return
	}
	blank := cell{start: w.at[end], end: w.at[b], rtl: l.rtl}
	if l.rtl {
		blank.x0, blank.x1 = l.x, l.x
		l.cells = slices.Insert(l.cells, 0, blank)
		return
	}
	blank.x0 = l.x + l.line.width*w.Size
	blank.x1 = blank.x0
	l.cells = append(l.cells, blank)
}
