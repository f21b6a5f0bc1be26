package charts

import (
	"math"
	"slices"

	"saywhen/storage"
)

// Reference is what statements refer to. It is not changed once it is handed
// over.
type Reference struct {
	Actors    []storage.Actor
	Verbs     []storage.Verb
	Claims    []storage.Claim
	Relations []storage.Relation
}

// Index holds the statements of one project so that a frame can be drawn
// without looking at all of them: every lane is a sorted array. A filter is
// compacted into the lanes when it is set; the code that draws never sees one.
//
// An Index is used by one goroutine at a time, reading included: it keeps
// caches.
type Index struct {
	store
	ref    Reference
	shapes map[storage.ID]Shape
	at     []int64 // by slot: Unix seconds of the mark, or noMark
	reach  []reach // by slot
	hidden []bool  // by slot: does not pass the filter; nil without one

	nodes     []node
	dense     map[storage.ID]int32
	roots     []int32
	preorder  []int32
	treeDirty bool
	order     LaneOrder
	lanesOf   LanesOf
	longest   int64 // seconds beyond which a date is long

	version  int // grows with every change of what a frame shows
	list     rowList
	links    linkTable
	contra   linkTable
	contraAt int // updates and refs at the time of contra
	claims   claimSet
	refs     int // grows with every new reference
	span     Span
	spanAt   int // version of span
	whole    Span
	wholeAt  int // updates at the time of whole
	updates  int // grows with every change of the statements, not with filters
	shown    int
	shownAt  int // version of shown
	overview histogram

	own, up   []int32   // scratch of place and unplace
	stretches []stretch // scratch of collect
	trial     stack     // scratch of layRows
}

// noMark is the place of an undated statement's mark.
const noMark = math.MinInt64

// NewIndex takes cols over: read them through Columns from now on. Nil cols are
// no statements.
func NewIndex(cols *storage.Columns, ref Reference) *Index {
	if cols == nil {
		cols = &storage.Columns{}
	}
	x := &Index{store: newStore(cols), version: 1, updates: 1}
	x.setReference(ref)
	x.rebuild()
	return x
}

// reach is how far a date reaches to both sides of its mark, in Unix seconds.
type reach struct {
	from, to int64
	plain    bool // what is drawn is the mark and a bar from from to to
}

// setMark computes where a statement's mark stands.
func (x *Index) setMark(s int32) {
	c, flags := &x.cols.When[s], x.cols.Flags[s]
	m, ok := place(*c, flags)
	if !ok {
		x.at[s], x.reach[s] = noMark, reach{}
		return
	}
	plain := finite(c.EarliestStart) && finite(c.LatestEnd) && flags&storage.IsAllOf == 0
	x.at[s], x.reach[s] = m.at, reach{m.from, m.to, plain}
}

// setReference replaces the reference and gives the slots that lost their lane.
func (x *Index) setReference(ref Reference) []int32 {
	x.ref = ref
	x.shapes = make(map[storage.ID]Shape, len(ref.Verbs))
	for _, v := range ref.Verbs {
		x.shapes[v.ID] = ClassShape(v.Class)
	}
	x.claims = claimSet{}
	x.refs++
	x.links.dirty = true
	return x.setActors(ref.Actors)
}

// rebuild sorts everything into the lanes anew.
func (x *Index) rebuild() {
	n := x.cols.Len()
	x.at, x.reach = slices.Grow(x.at[:0], n)[:n], slices.Grow(x.reach[:0], n)[:n]
	for s := range x.cols.ID {
		x.setMark(int32(s))
	}
	x.longest = x.longLimit()
	slots := x.distribute()
	for i := range x.nodes {
		n := &x.nodes[i]
		n.all, n.merged = &lane{}, nil
		x.fill(n.all, slots[i])
	}
	x.applyFilter()
}

// distribute lists, for every node, the dated statements of its lane, in one
// array.
func (x *Index) distribute() [][]int32 {
	count := make([]int32, len(x.nodes)+1)
	x.eachPlace(func(_, node int32) { count[node+1]++ })
	for i := range x.nodes {
		count[i+1] += count[i]
	}
	all := make([]int32, count[len(x.nodes)])
	out := make([][]int32, len(x.nodes))
	for i := range out {
		out[i] = all[count[i]:count[i]:count[i+1]]
	}
	x.eachPlace(func(slot, node int32) { out[node] = append(out[node], slot) })
	return out
}

// eachPlace calls f for every lane of every dated statement.
func (x *Index) eachPlace(f func(slot, node int32)) {
	for s := range x.at {
		if x.dead[s] || x.at[s] == noMark {
			continue
		}
		if x.lanesOf == LanesOfSpeaker {
			f(int32(s), x.nodeOf(x.cols.Speaker[s]))
			continue
		}
		x.own = x.nodesOf(x.own[:0], int32(s))
		for _, n := range x.own {
			f(int32(s), n)
		}
	}
}

// longLimit is 5 % of the range of all marks.
func (x *Index) longLimit() int64 {
	lo, hi := farTime, -farTime
	for s, t := range x.at {
		if t != noMark && !x.dead[s] {
			lo, hi = min(lo, t), max(hi, t)
		}
	}
	return max(hi-lo, 0) / 20
}

// nodeOf gives the node of an actor, or that of the unknown.
func (x *Index) nodeOf(actor storage.ID) int32 {
	if i, ok := x.dense[actor]; ok {
		return i
	}
	return int32(len(x.nodes) - 1)
}

// nodesOf appends to dst the nodes in whose lanes a statement stands, each once.
func (x *Index) nodesOf(dst []int32, s int32) []int32 {
	dst = append(dst, x.nodeOf(x.cols.Speaker[s]))
	if x.lanesOf != LanesOfAddressees {
		return dst
	}
	r := x.store.rows(s)
	for i, p := range r.parties {
		if n, ok := x.dense[p]; ok && r.roles[i] == storage.Addressee && !slices.Contains(dst, n) {
			dst = append(dst, n)
		}
	}
	return dst
}

// mergedLane gives the lane of a node and of all lanes below it in one.
func (x *Index) mergedLane(i int32) *lane {
	n := &x.nodes[i]
	if len(n.children) == 0 {
		return n.shown
	}
	if n.merged == nil {
		slots := x.gather(nil, i)
		slices.SortFunc(slots, x.compare)
		n.merged = &lane{}
		x.fill(n.merged, slices.Compact(slots))
	}
	return n.merged
}

func (x *Index) gather(dst []int32, i int32) []int32 {
	dst = append(dst, x.nodes[i].shown.slot...)
	for _, c := range x.nodes[i].children {
		dst = x.gather(dst, c)
	}
	return dst
}
