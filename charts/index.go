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
	claims   claimSet
	span     Span
	spanAt   int // version of span
	overview histogram

	own, up []int32 // scratch of place and unplace
}

// noMark is the place of an undated statement's mark.
const noMark = math.MinInt64

// NewIndex takes cols over: read them through Columns from now on. Nil cols are
// no statements.
func NewIndex(cols *storage.Columns, ref Reference) *Index {
	if cols == nil {
		cols = &storage.Columns{}
	}
	x := &Index{store: newStore(cols), version: 1}
	x.setReference(ref)
	x.rebuild()
	return x
}

// Update replaces or adds the statements of delta, removes others, and, when
// ref is not nil, replaces the reference. A statement that is new shows even
// when a filter is set, until SetFilter is called again. Nil delta is none.
func (x *Index) Update(delta *storage.Columns, removed []storage.ID, ref *Reference) {
	if delta == nil {
		delta = &storage.Columns{}
	}
	bulk := delta.Len()+len(removed) > 1000+x.live/20 || ref != nil && x.lanesOf != LanesOfSpeaker
	if ref != nil {
		loose := x.setReference(*ref)
		for _, s := range loose {
			if !bulk && !x.dead[s] {
				x.unplace(s)
				x.place(s)
			}
		}
	}
	for _, id := range removed {
		if s, ok := x.find(id); ok {
			x.take(s, bulk)
			x.remove(s)
		}
	}
	for i := range delta.ID {
		if s, ok := x.find(delta.ID[i]); ok {
			x.take(s, bulk)
		}
		s := x.put(delta, i)
		x.grow()
		x.at[s] = x.markOf(s)
		if !bulk {
			x.place(s)
		}
	}
	x.links.dirty = true
	x.version++
	if bulk {
		x.rebuild()
	} else if ref != nil {
		x.recount()
	}
}

func (x *Index) take(s int32, bulk bool) {
	if !bulk {
		x.unplace(s)
	}
}

// grow makes room for slots that were appended.
func (x *Index) grow() {
	for len(x.at) < x.cols.Len() {
		x.at = append(x.at, noMark)
		if x.hidden != nil {
			x.hidden = append(x.hidden, false)
		}
	}
}

func (x *Index) markOf(s int32) int64 {
	if m, ok := place(x.cols.When[s], x.cols.Flags[s]); ok {
		return m.at
	}
	return noMark
}

// setReference replaces the reference and gives the slots that lost their lane.
func (x *Index) setReference(ref Reference) []int32 {
	x.ref = ref
	x.shapes = make(map[storage.ID]Shape, len(ref.Verbs))
	for _, v := range ref.Verbs {
		x.shapes[v.ID] = ClassShape(v.Class)
	}
	x.claims = claimSet{}
	x.links.dirty = true
	return x.setActors(ref.Actors)
}

// rebuild sorts everything into the lanes anew.
func (x *Index) rebuild() {
	x.at = slices.Grow(x.at[:0], x.cols.Len())
	for s := range x.cols.ID {
		x.at = append(x.at, x.markOf(int32(s)))
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

// place puts a statement into its lanes.
func (x *Index) place(s int32) {
	shown := x.passes(s)
	x.own = x.nodesOf(x.own[:0], s)
	for _, i := range x.own {
		n := &x.nodes[i]
		if x.at[s] != noMark {
			x.insert(n.all, s)
			if shown && n.shown != n.all {
				x.insert(n.shown, s)
			}
		}
	}
	if shown {
		x.tally(s, 1, x.insert)
	}
}

// unplace takes a statement out of its lanes.
func (x *Index) unplace(s int32) {
	shown := x.passes(s)
	x.own = x.nodesOf(x.own[:0], s)
	for _, i := range x.own {
		n := &x.nodes[i]
		if x.at[s] != noMark {
			x.drop(n.all, s)
			if n.shown != n.all {
				x.drop(n.shown, s)
			}
		}
	}
	if shown {
		x.tally(s, -1, x.drop)
	}
}

func (x *Index) passes(s int32) bool { return x.hidden == nil || !x.hidden[s] }

// tally adds to the counts of a statement's lanes (x.own) and of those above,
// and changes the merged lanes that are there.
func (x *Index) tally(s, by int32, change func(*lane, int32)) {
	for _, i := range x.own {
		x.nodes[i].own += by
	}
	x.up = x.ancestors(x.up[:0], x.own)
	for _, i := range x.up {
		n := &x.nodes[i]
		n.count += by
		if n.merged != nil && x.at[s] != noMark {
			change(n.merged, s)
		}
	}
	if x.order == ByFirst || x.order == ByCount || slices.Contains(x.own, int32(len(x.nodes)-1)) {
		x.treeDirty = true
	}
}

// recount counts the statements of every lane and forgets merged lanes.
func (x *Index) recount() {
	for i := range x.nodes {
		n := &x.nodes[i]
		n.own, n.count, n.merged = 0, 0, nil
	}
	nothing := func(*lane, int32) {}
	for s := range x.dead {
		if !x.dead[s] && x.passes(int32(s)) {
			x.own = x.nodesOf(x.own[:0], int32(s))
			x.tally(int32(s), 1, nothing)
		}
	}
	x.treeDirty = true
	x.version++
}

// SetFilter shows only the statements of the set; nil shows all.
func (x *Index) SetFilter(keep *Set) {
	x.hidden = nil
	if keep != nil {
		x.hidden = make([]bool, x.cols.Len())
		for s, id := range x.cols.ID {
			x.hidden[s] = !keep.Has(id)
		}
	}
	x.applyFilter()
}

// applyFilter compacts the lanes for the filter.
func (x *Index) applyFilter() {
	for i := range x.nodes {
		n := &x.nodes[i]
		n.shown = n.all
		if x.hidden != nil {
			n.shown = x.filtered(n.all)
		}
	}
	x.recount()
}

// SetOrder sorts lanes with the same parent.
func (x *Index) SetOrder(o LaneOrder) {
	if x.order != o {
		x.order, x.treeDirty = o, true
		x.version++
	}
}

// setLanesOf chooses the lanes in which a statement stands.
func (x *Index) setLanesOf(l LanesOf) {
	if x.lanesOf != l {
		x.lanesOf = l
		x.rebuild()
	}
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

// Len is the number of statements.
func (x *Index) Len() int { return x.live }

// Shown is the number of statements that pass the filter.
func (x *Index) Shown() int {
	n := 0
	for s := range x.dead {
		if !x.dead[s] && x.passes(int32(s)) {
			n++
		}
	}
	return n
}

// Columns gives all statements in the order of their ids. They must not be
// changed, and hold until the next Update.
func (x *Index) Columns() *storage.Columns { return x.columns() }

// Reference gives what was handed over last.
func (x *Index) Reference() Reference { return x.ref }

// Undated lists the statements without a place in time that pass the filter.
func (x *Index) Undated() []storage.ID {
	var ids []storage.ID
	for s := range x.dead {
		if !x.dead[s] && x.at[s] == noMark && x.passes(int32(s)) {
			ids = append(ids, x.cols.ID[s])
		}
	}
	slices.Sort(ids)
	return ids
}

// Lanes lists the lanes from top to bottom, without the hidden ones. It heeds
// no collapsing: that is the view's.
func (x *Index) Lanes() []Lane {
	x.sorted()
	out := make([]Lane, 0, len(x.preorder))
	for _, i := range x.preorder {
		n := &x.nodes[i]
		out = append(out, Lane{
			Actor: n.actor.ID, Name: n.actor.Name, Depth: int(n.depth), Count: int(n.count),
			Own: int(n.own), Children: len(n.children), Pinned: n.actor.Pinned,
		})
	}
	return out
}

// sorted makes sure that the tree is.
func (x *Index) sorted() {
	if x.treeDirty {
		x.sortTree()
	}
}

// Neighbour gives the next (dir > 0) or previous (dir < 0) statement in an
// actor's lane after the one given; with id 0, or one that stands elsewhere,
// the first or the last. When the actor has none of its own, the lanes below
// count as its own.
func (x *Index) Neighbour(actor, id storage.ID, dir int) (storage.ID, bool) {
	x.sorted()
	node := x.nodeOf(actor)
	l := x.nodes[node].shown
	s, known := x.find(id)
	if known {
		if _, own := x.position(l, s); !own {
			l = x.mergedLane(node)
		}
	} else if len(l.slot) == 0 {
		l = x.mergedLane(node)
	}
	i := -1
	if dir < 0 {
		i = len(l.slot)
	}
	if known && x.at[s] != noMark {
		if j, ok := x.position(l, s); ok {
			i = j
		}
	}
	if dir < 0 {
		i--
	} else {
		i++
	}
	if i < 0 || i >= len(l.slot) {
		return 0, false
	}
	return x.cols.ID[l.slot[i]], true
}

// Anchor is the instant at which a statement's mark stands, in Unix seconds; an
// undated statement has none.
func (x *Index) Anchor(id storage.ID) (int64, bool) {
	s, ok := x.find(id)
	if !ok || x.at[s] == noMark {
		return 0, false
	}
	return x.at[s], true
}
