package charts

import (
	"math"
	"slices"
	"sort"
)

// lane holds the statements of one lane in the order of their marks. Questions
// about a stretch of time are binary searches: what lies in [t0,t1) has its
// mark between t0-fwd and t1+back, or is one of the few long ones.
type lane struct {
	at   []int64 // Unix seconds of the marks, ascending, then by sequence and id
	slot []int32 // beside at
	back int64   // seconds that any but the long ones reach before their mark
	fwd  int64   // and after it
	long []int32 // slots of those that reach further than Index.longest
	open bool    // some have an open end, or several moments

	stack  stack
	tones  []tone // beside at, or none while not asked for
	toneOf toneKey
}

// bound gives the first entry whose mark stands at t or later.
func (l *lane) bound(t int64) int {
	i, _ := slices.BinarySearch(l.at, t)
	return i
}

// gallop gives the first entry from i on whose mark stands at t or later; it is
// quick when that is near.
func (l *lane) gallop(i int, t int64) int {
	step := 1
	for i+step < len(l.at) && l.at[i+step] < t {
		i += step
		step *= 2
	}
	end := min(i+step+1, len(l.at))
	j, _ := slices.BinarySearch(l.at[i:end], t)
	return i + j
}

// near gives the first entry whose mark stands at t or later; it is quick when
// that is near i.
func (l *lane) near(i int, t int64) int {
	if i < len(l.at) && l.at[i] < t {
		return l.gallop(i, t)
	}
	step := 1
	for i >= step && l.at[i-step] >= t {
		i -= step
		step *= 2
	}
	from := max(i-step, 0)
	j, _ := slices.BinarySearch(l.at[from:i], t)
	return from + j
}

// edge is the first entry of a lane whose mark stands at an instant or later:
// at any of those behind after, up to upto. The zero edge is none.
type edge struct {
	after, upto int64
	entry       int32
}

// move brings the edge to an instant. When no mark stands between that and
// where it was, which is so of most lanes while one pans or zooms, the lane is
// not looked at.
func (e *edge) move(l *lane, t int64) {
	if t > e.after && t <= e.upto {
		return
	}
	i := l.near(int(e.entry), t)
	*e = edge{math.MinInt64, math.MaxInt64, int32(i)}
	if i > 0 {
		e.after = l.at[i-1]
	}
	if i < len(l.at) {
		e.upto = l.at[i]
	}
}

func satAdd(t, d int64) int64 { return addSeconds(t, float64(d)) }
func satSub(t, d int64) int64 { return addSeconds(t, -float64(d)) }

// position finds a slot in a lane.
func (x *Index) position(l *lane, slot int32) (int, bool) {
	i := sort.Search(len(l.slot), func(i int) bool { return x.compare(l.slot[i], slot) >= 0 })
	return i, i < len(l.slot) && l.slot[i] == slot
}

// compare orders slots as lanes do.
func (x *Index) compare(a, b int32) int {
	if a == b {
		return 0
	}
	if x.at[a] != x.at[b] {
		if x.at[a] < x.at[b] {
			return -1
		}
		return 1
	}
	c := &x.cols
	if c.Sequence[a] != c.Sequence[b] {
		return int(c.Sequence[a]) - int(c.Sequence[b])
	}
	return compareIDs(c.ID[a], c.ID[b])
}

// insert adds a slot to a lane.
func (x *Index) insert(l *lane, slot int32) {
	i, found := x.position(l, slot)
	if found {
		return
	}
	l.at = slices.Insert(l.at, i, x.at[slot])
	l.slot = slices.Insert(l.slot, i, slot)
	l.stack.valid, l.tones = false, nil
	x.extend(l, slot)
}

// extend widens the reach of a lane for one of its slots.
func (x *Index) extend(l *lane, slot int32) {
	m, at := x.reach[slot], x.at[slot]
	l.open = l.open || !m.plain
	if m.to-m.from > x.longest {
		l.long = append(l.long, slot)
		return
	}
	l.back, l.fwd = max(l.back, at-m.from), max(l.fwd, m.to-at)
}

// drop removes a slot from a lane. The reach stays: it is an upper bound.
func (x *Index) drop(l *lane, slot int32) {
	i, found := x.position(l, slot)
	if !found {
		return
	}
	l.at = slices.Delete(l.at, i, i+1)
	l.slot = slices.Delete(l.slot, i, i+1)
	l.stack.valid, l.tones = false, nil
	if j := slices.Index(l.long, slot); j >= 0 {
		l.long = slices.Delete(l.long, j, j+1)
	}
}

// fill sorts slots into an empty lane and takes the slice over.
func (x *Index) fill(l *lane, slots []int32) {
	if !slices.IsSortedFunc(slots, x.compare) {
		slices.SortFunc(slots, x.compare)
	}
	l.slot = slots
	l.at = make([]int64, len(slots))
	for i, s := range slots {
		l.at[i] = x.at[s]
		x.extend(l, s)
	}
}

// filtered gives the entries of a lane that pass the filter.
func (x *Index) filtered(l *lane) *lane {
	out := &lane{}
	n := 0
	for _, s := range l.slot {
		if !x.hidden[s] {
			n++
		}
	}
	out.at, out.slot = make([]int64, 0, n), make([]int32, 0, n)
	for i, s := range l.slot {
		if !x.hidden[s] {
			out.at, out.slot = append(out.at, l.at[i]), append(out.slot, s)
			x.extend(out, s)
		}
	}
	return out
}
