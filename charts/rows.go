package charts

import (
	"math"
	"slices"

	"saywhen/storage"
)

// A zoom is rounded down to a level, four levels to a doubling. Whatever must
// not change while one pans, the rows into which marks are stacked and the
// width of bins, is computed for the level. Marks that keep clear of each
// other at the level do so at the zoom itself, where they lie further apart.

// levelOf rounds a rate (pixels per second) down to a level.
func levelOf(rate float64) int { return int(math.Floor(math.Log2(rate) * 4)) }

// levelStep is the rate of a level divided by that of the next.
const levelStep = 0.8408 // 2^-¼, rounded down

// levelRate is the rate of a level.
func levelRate(level int) float64 { return math.Exp2(float64(level) / 4) }

// binSeconds is the width of bins at a level: the least power of two of seconds
// that is at least minBin pixels wide. Bins start at multiples of it since 1970.
func binSeconds(level int) int64 {
	const minBin = 18
	return 1 << max(0, int(math.Ceil(math.Log2(minBin/levelRate(level)))))
}

// row is a lane as the view shows it.
type row struct {
	node      int32
	depth     int32
	collapsed bool // shows all lanes below it
	parent    bool // has lanes below it
	size      LaneSize
	lane      *lane

	// What layRows must know of the lane, here so that it looks at no more
	// lanes than it must.
	back, fwd int64 // as the lane's
	count     int32 // marks
	long      bool  // it has long ones
	lo, hi    edge  // its candidates in the pages
}

// rowList lists the lanes that a view shows, from top to bottom, and their
// heights. It is kept from frame to frame.
type rowList struct {
	rows      []row
	of        []int32 // by node: its row, or that of the collapsed lane that shows it, or -1
	pinned    int     // rows of pinned lanes and of what hangs below them, the first ones
	median    int     // marks of the median lane that has any
	counts    []int   // scratch
	version   int
	collapsed []storage.ID
	compact   []storage.ID
	tall      []storage.ID
	hideEmpty bool

	top    []float32 // of each row, in pixels from the first; one more than rows
	key    stackKey  // for which top was computed
	laid   int       // and for which serial
	serial int       // grows when the rows change
}

// visibleRows brings the list up to date.
func (x *Index) visibleRows(v View, hideEmpty bool) *rowList {
	l := &x.list
	if l.version == x.version && l.hideEmpty == hideEmpty && slices.Equal(l.collapsed, v.Collapsed) && slices.Equal(l.compact, v.Compact) && slices.Equal(l.tall, v.Tall) {
		return l
	}
	x.sorted()
	l.version, l.hideEmpty = x.version, hideEmpty
	l.collapsed = append(l.collapsed[:0], v.Collapsed...)
	l.compact, l.tall = append(l.compact[:0], v.Compact...), append(l.tall[:0], v.Tall...)
	l.rows, l.counts = l.rows[:0], l.counts[:0]
	l.serial++
	l.of = slices.Grow(l.of[:0], len(x.nodes))[:len(x.nodes)]
	for i := range l.of {
		l.of[i] = -1
	}
	x.listRows(v, hideEmpty)
	slices.Sort(l.counts)
	l.median = 0
	if n := len(l.counts); n > 0 {
		l.median = l.counts[n/2]
	}
	return l
}

// listRows lists the pinned lanes with all below them, wherever in the tree
// they hang, then the others.
func (x *Index) listRows(v View, hideEmpty bool) {
	x.listPart(v, hideEmpty, true)
	x.list.pinned = len(x.list.rows)
	x.listPart(v, hideEmpty, false)
}

// listPart walks the tree in preorder and skips what hangs below a collapsed
// lane. It lists the pinned lanes, the topmost at the left edge, or those that
// are not.
func (x *Index) listPart(v View, hideEmpty, pinned bool) {
	l := &x.list
	under, shower := int32(math.MaxInt32), int32(-1)
	pin := int32(math.MaxInt32) // depth of the pinned lane that one is in
	for _, i := range x.preorder {
		n := &x.nodes[i]
		if n.depth <= pin {
			pin = math.MaxInt32
			if n.actor.Pinned {
				pin = n.depth
			}
		}
		if (pin < math.MaxInt32) != pinned {
			continue
		}
		if n.depth > under {
			l.of[i] = shower
			continue
		}
		under = math.MaxInt32
		if hideEmpty && n.count == 0 {
			continue
		}
		r := row{node: i, depth: n.depth, parent: x.hasLanesBelow(n, pinned), size: v.SizeOf(n.actor.ID), lane: n.shown}
		if pinned {
			r.depth -= pin
		}
		l.of[i] = int32(len(l.rows))
		if r.parent && v.IsCollapsed(n.actor.ID) {
			r.collapsed, r.lane = true, x.mergedLane(i)
			under, shower = n.depth, l.of[i]
		}
		r.remember()
		l.rows = append(l.rows, r)
		if c := len(r.lane.slot); c > 0 {
			l.counts = append(l.counts, c)
		}
	}
}

// remember notes what layRows must know of the lane.
func (r *row) remember() {
	r.count, r.back, r.fwd, r.long = int32(len(r.lane.at)), r.lane.back, r.lane.fwd, len(r.lane.long) > 0
}

// hasLanesBelow reports whether lanes hang below a node in the list: below one
// that is not pinned, those that are not pinned either.
func (x *Index) hasLanesBelow(n *node, pinned bool) bool {
	if pinned {
		return len(n.children) > 0
	}
	for _, c := range n.children {
		if !x.nodes[c].actor.Pinned {
			return true
		}
	}
	return false
}

// merges reports whether marks merge into bins at this zoom: when the median
// lane has more than one mark for every four pixels. It is decided for all
// lanes at once, so that neighbours look alike.
func (x *Index) merges(l *rowList, level int) bool {
	s := x.Span()
	return float64(l.median) > elapsed(s.From, s.To)*levelRate(level)/4
}

// rowAt gives the row at y pixels below the first, or the number of rows.
func (l *rowList) rowAt(y float32) int {
	i, _ := slices.BinarySearchFunc(l.top, y, func(top, y float32) int {
		if top <= y {
			return -1
		}
		return 1
	})
	return i - 1
}

// content is the height of all rows.
func (l *rowList) content() float32 {
	if len(l.top) == 0 {
		return 0
	}
	return l.top[len(l.top)-1]
}
