package charts

import (
	"math"
	"slices"
)

// Marks that would overlap in a lane go on rows below each other: each takes
// the first row that is free. A lane grows with its rows, first with room for
// labels; when that takes more than labelRows, without; and when it takes more
// than maxStack, its marks merge into bins.
//
// What counts are the marks of the pages that the view touches: stretches of
// time about as long as the view that begin at absolute times. So a lane is not
// high for what happened elsewhere, and yet keeps still while one pans, but for
// a step from page to page.
const (
	labelRows = 4
	maxStack  = 6
)

// stackKey is what stacking depends on besides a lane's marks. Lengths are
// logical pixels.
type stackKey struct {
	level  int
	pages  Span
	merge  bool    // merge everything
	room   float32 // kept free for a label
	mark   float32 // size of a mark
	height float32 // of a lane of one row
	step   float32 // that each further row adds
}

// stack is how the marks of a lane are stacked.
type stack struct {
	valid bool
	key   stackKey
	item  []int32 // entries of the lane that meet the pages; none when merged
	row   []uint8 // beside item
	rows  int     // at least 1
	bins  bool    // the marks are merged
}

// markGap is the space kept between two marks, or a label and a mark.
const markGap = 3

// openLength is the length of the arrow that an open end is drawn as.
const openLength = 48

// stackLane brings the stacking of a lane up to date.
func (x *Index) stackLane(l *lane, k stackKey) *stack {
	s := &l.stack
	if s.valid && s.key == k {
		return s
	}
	s.valid, s.key, s.bins = true, k, k.merge
	s.item, s.row, s.rows = s.item[:0], s.row[:0], 1
	if k.merge || len(l.slot) == 0 {
		return s
	}
	if !x.collect(l) {
		s.item, s.bins = s.item[:0], true
		return s
	}
	if k.room > 0 && x.tryStack(l, k.room, labelRows) || x.tryStack(l, 0, maxStack) {
		return s
	}
	s.item, s.row, s.rows, s.bins = s.item[:0], s.row[:0], 1, true
	return s
}

// collect lists the entries that meet the pages; false when they are so many
// that they cannot be stacked.
func (x *Index) collect(l *lane) bool {
	s := &l.stack
	lo, hi := l.candidates(s.key.pages.From, s.key.pages.To)
	most := elapsed(s.key.pages.From, s.key.pages.To) * levelRate(s.key.level) / float64(s.key.mark) * maxStack
	if float64(hi-lo) > 4*most {
		return false
	}
	for _, slot := range l.long {
		if k, ok := x.position(l, slot); ok && k < lo && x.meetsPages(slot, s.key.pages) {
			s.item = append(s.item, int32(k))
		}
	}
	for k := lo; k < hi; k++ {
		if at := l.at[k]; (at < s.key.pages.From || at > s.key.pages.To) && !x.meetsPages(l.slot[k], s.key.pages) {
			continue
		}
		if float64(len(s.item)) > most {
			return false
		}
		s.item = append(s.item, int32(k))
	}
	for _, slot := range l.long {
		if k, ok := x.position(l, slot); ok && k >= hi && x.meetsPages(slot, s.key.pages) {
			s.item = append(s.item, int32(k))
		}
	}
	return true
}

func (x *Index) meetsPages(slot int32, pages Span) bool {
	m := &x.reach[slot]
	return m.to >= pages.From && m.from <= pages.To
}

// tryStack stacks the collected entries into at most limit rows, or gives up.
func (x *Index) tryStack(l *lane, room float32, limit int) bool {
	s := &l.stack
	s.row, s.rows = s.row[:0], 1
	rate := levelRate(s.key.level)
	var free [maxStack]float64
	for r := range free {
		free[r] = math.Inf(-1)
	}
	for _, k := range s.item {
		left, right := x.extent(l.slot[k], l.at[k], s.key.pages.From, rate, float64(s.key.mark))
		right += float64(room) + markGap
		r := 0
		for r < limit && free[r] > left {
			r++
		}
		if r == limit {
			return false
		}
		free[r] = right
		s.row = append(s.row, uint8(r))
		s.rows = max(s.rows, r+1)
	}
	return true
}

// rowOf gives the row of an entry; 0 when it was not stacked.
func (s *stack) rowOf(entry int) float32 {
	if i := slices.Index(s.item, int32(entry)); i >= 0 {
		return float32(s.row[i])
	}
	return 0
}

// extent gives the left and right end of what is drawn for a statement whose
// mark stands at an instant, in pixels from origin at a rate. All instants of a
// figure are finite, so that their differences do not overflow.
func (x *Index) extent(slot int32, at, origin int64, rate, mark float64) (left, right float64) {
	c := float64(at-origin) * rate
	left, right = c-mark/2, c+mark/2
	if m := &x.reach[slot]; m.plain {
		if float64(m.to-m.from)*rate <= mark*levelStep {
			return left, right // hidden behind the mark, at every zoom of the level
		}
		return min(left, float64(m.from-origin)*rate), max(right, float64(m.to-origin)*rate)
	}
	g := x.figure(slot)
	a, b := float64(g.x0-origin)*rate, float64(g.x3-origin)*rate
	if g.openLeft {
		a = float64(g.x1-origin)*rate - openLength
	}
	if g.openRight {
		b = float64(g.x2-origin)*rate + openLength
	}
	left, right = min(left, a), max(right, b)
	if g.several {
		right = max(right, float64(g.second-origin)*rate+mark/2)
	}
	return left, right
}

// height is the height of a lane with this stacking.
func (s *stack) height() float32 { return s.key.height + float32(s.rows-1)*s.key.step }

// layRows computes the heights of all rows.
func (x *Index) layRows(l *rowList, k stackKey) {
	if l.laid == l.serial && l.key == k && len(l.top) == len(l.rows)+1 {
		return
	}
	l.laid, l.key = l.serial, k
	l.top = append(l.top[:0], 0)
	y := float32(0)
	for i := range l.rows {
		y += x.stackLane(l.rows[i].lane, k).height()
		l.top = append(l.top, y)
	}
}
