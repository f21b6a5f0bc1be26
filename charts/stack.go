package charts

import (
	"math"
	"slices"
)

// Marks that would overlap in a lane go on rows below each other: each takes
// the first row that is free. A lane grows with its rows, first with room for
// labels; when that takes too many, without; and when the rows that its size
// allows do not do, what found no place in those above folds into counted bins
// in the last. A lane with more marks than one for every four pixels merges as a
// whole, and so does a compact one whose marks do not fit beside each other.
//
// What counts are the marks of the pages that the view touches: stretches of
// time about as long as the view that begin at absolute times. So a lane is not
// high for what happened elsewhere, and yet keeps still while one pans, but for
// a step from page to page.
//
// The height of every lane must be known in order to scroll, its marks only
// where it is in sight. So planning comes first, for all lanes that may be
// higher than one row, and is kept only of those in sight: while the pages hold
// no more than exactMarks, or the lane fewMarks, by stacking; else by a bound
// that only counts how many marks lie closer together than they are wide.
// Seating, for the lanes in sight, then fits into the plan.
const (
	exactMarks = 8_000
	fewMarks   = 3
)

// mostRows is the number of rows of the tallest lane.
const mostRows = 14

// limits are how many rows a lane of a size has at most, with labels and
// without.
var limits = [...]struct{ labels, rows int }{
	NormalLane:  {labels: 4, rows: 6},
	CompactLane: {labels: 0, rows: 1},
	TallLane:    {labels: 10, rows: mostRows},
}

// stackKey is what stacking depends on besides a lane's marks. Lengths are
// logical pixels.
type stackKey struct {
	level  int
	rate   float64 // pixels per second at the level
	pages  Span
	size   LaneSize
	merge  bool    // merge everything
	exact  bool    // plan by stacking
	room   float32 // kept free for a label
	mark   float32 // size of a mark
	height float32 // of a lane of one row
	step   float32 // that each further row adds
}

// of gives the key for a lane of a size.
func (k stackKey) of(size LaneSize) stackKey {
	k.size = size
	if size == CompactLane {
		k.height = max(roundPx(k.height*0.6), 10)
		k.mark = max(roundPx(k.mark*0.7), 6)
		k.room = 0
	}
	return k
}

// limit is how many rows a lane has at most.
func (k *stackKey) limit() int { return limits[k.size].rows }

// labelLimit is how many rows a lane with room for labels has at most.
func (k *stackKey) labelLimit() int { return limits[k.size].labels }

// crowd is how many marks the pages may hold before a lane merges.
func (k *stackKey) crowd() float64 {
	return elapsed(k.pages.From, k.pages.To) * k.rate / 4
}

// seconds converts a length in pixels at the key's level, rounded up.
func (k *stackKey) seconds(px float32) int64 {
	return int64(min(math.Ceil(float64(px)/k.rate), float64(farTime)))
}

// stack is how the marks of a lane are stacked.
type stack struct {
	valid  bool // planned for the key
	seated bool // and its marks have rows
	key    stackKey
	lo, hi int     // the lane's candidates in the pages
	rows   int     // at least 1
	room   float32 // kept free for a label: that of the key, or none
	bins   bool    // all marks are merged
	item   []int32 // entries of the lane that have a row; none when merged
	row    []uint8 // beside item
	fold   []int32 // entries that are folded into the last row, ascending
}

// markGap is the space kept between two marks, or a label and a mark.
const markGap = 3

// openLength is the length of the arrow that an open end is drawn as.
const openLength = 48

// crossing is how many marks meet the pages, about: those that reach in from
// outside count too.
func (x *Index) crossing(l *lane, s *stack) int {
	n := s.hi - s.lo
	for _, slot := range l.long {
		if k, ok := x.position(l, slot); ok && (k < s.lo || k >= s.hi) && x.meetsPages(slot, s.key.pages) {
			n++
		}
	}
	return n
}

// bound plans the rows of a lane without looking at its dates: no more marks
// overlap than stand within the width of one, the reach of its date included.
func (x *Index) bound(l *lane, s *stack) {
	k := &s.key
	wide := satAdd(k.seconds(k.mark+markGap), satAdd(l.back, l.fwd))
	if l.open {
		wide = satAdd(wide, k.seconds(2*openLength))
	}
	at := l.at[s.lo:s.hi]
	always := x.crossing(l, s) - len(at)
	if k.room > 0 {
		if n := most(at, satAdd(wide, k.seconds(k.room)), k.labelLimit()) + always; n <= k.labelLimit() {
			s.rows = max(n, 1)
			return
		}
	}
	n := max(most(at, wide, k.limit())+always, 1)
	s.rows, s.room = min(n, k.limit()), 0
	s.bins = n > k.limit() && k.limit() == 1
}

// most is the greatest number of instants within a stretch of that many
// seconds, or limit+1 when it is greater than limit. The instants ascend.
func most(at []int64, seconds int64, limit int) int {
	n, from := 0, 0
	for i, t := range at {
		for t-at[from] > seconds {
			from++
		}
		if n = max(n, i-from+1); n > limit {
			return limit + 1
		}
	}
	return n
}

// seat gives the marks of a lane their rows. The lane gets no lower than it
// was planned.
func (x *Index) seat(l *lane, s *stack) {
	if s.seated || s.bins {
		return
	}
	rows := s.rows
	s.seated = true
	x.collect(l, s)
	if s.room == 0 || !x.fits(s, s.key.labelLimit()) {
		s.room = 0
		if limit := s.key.limit(); !x.fits(s, limit) {
			if limit == 1 {
				s.bins, s.rows, s.item, s.row, s.fold = true, 1, s.item[:0], s.row[:0], s.fold[:0]
				return
			}
			x.fits(s, limit-1)
			slices.Sort(s.fold)
			s.rows = limit
		}
	}
	s.rows = max(s.rows, rows)
}

// stretch is what is drawn for an entry of a lane, in pixels at the key's level
// from the start of the pages.
type stretch struct {
	entry       int32
	left, right float64
}

// collect lists the entries that meet the pages, from left to right.
func (x *Index) collect(l *lane, s *stack) {
	x.stretches = x.stretches[:0]
	pages, rate, mark := s.key.pages, s.key.rate, float64(s.key.mark)
	add := func(k int, slot int32) {
		left, right := x.extent(slot, l.at[k], pages.From, rate, mark)
		x.stretches = append(x.stretches, stretch{int32(k), left, right})
	}
	for k := s.lo; k < s.hi; k++ {
		if at := l.at[k]; at >= pages.From && at <= pages.To || x.meetsPages(l.slot[k], pages) {
			add(k, l.slot[k])
		}
	}
	for _, slot := range l.long {
		if k, ok := x.position(l, slot); ok && (k < s.lo || k >= s.hi) && x.meetsPages(slot, pages) {
			add(k, slot)
		}
	}
	if !slices.IsSortedFunc(x.stretches, compareStretches) {
		slices.SortFunc(x.stretches, compareStretches)
	}
}

func compareStretches(a, b stretch) int {
	switch {
	case a.left < b.left:
		return -1
	case a.left > b.left:
		return 1
	}
	return int(a.entry - b.entry)
}

func (x *Index) meetsPages(slot int32, pages Span) bool {
	m := &x.reach[slot]
	return m.to >= pages.From && m.from <= pages.To
}

// fits gives the collected entries rows, at most limit, and reports whether all
// have one. Those that have none are folded.
func (x *Index) fits(s *stack, limit int) bool {
	s.item, s.row, s.fold, s.rows = s.item[:0], s.row[:0], s.fold[:0], 1
	var free [mostRows]float64
	for r := range free {
		free[r] = math.Inf(-1)
	}
	for _, e := range x.stretches {
		r := 0
		for r < limit && free[r] > e.left {
			r++
		}
		if r == limit {
			s.fold = append(s.fold, e.entry)
			continue
		}
		free[r] = e.right + float64(s.room) + markGap
		s.item, s.row = append(s.item, e.entry), append(s.row, uint8(r))
		s.rows = max(s.rows, r+1)
	}
	return len(s.fold) == 0
}

// rowOf gives the row of an entry; the last for a folded one, 0 when it was not
// seated.
func (s *stack) rowOf(entry int) float32 {
	if i := slices.Index(s.item, int32(entry)); i >= 0 {
		return float32(s.row[i])
	}
	if _, ok := slices.BinarySearch(s.fold, int32(entry)); ok {
		return float32(s.rows - 1)
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
