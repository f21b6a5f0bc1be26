package charts

import (
	"slices"

	"saywhen/storage"
)

// Len is the number of statements.
func (x *Index) Len() int { return x.live }

// Shown is the number of statements that pass the filter.
func (x *Index) Shown() int {
	if x.shownAt == x.version {
		return x.shown
	}
	x.shown, x.shownAt = 0, x.version
	for s := range x.dead {
		if !x.dead[s] && x.passes(int32(s)) {
			x.shown++
		}
	}
	return x.shown
}

// Has reports whether a statement is there, filter or not.
func (x *Index) Has(id storage.ID) bool {
	_, ok := x.find(id)
	return ok
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

// NextShown gives the next (dir > 0) or the previous dated statement that passes
// the filter, in the order of time over all lanes. After the last one comes the
// first. With an id that has no place among them it is the first, or the last.
func (x *Index) NextShown(id storage.ID, dir int) (storage.ID, bool) {
	after := func(a, b int32) bool { return (dir > 0) == (x.compare(a, b) > 0) && a != b }
	from, known := x.find(id)
	known = known && x.isDated(from)
	next, first := int32(-1), int32(-1)
	for i := range x.at {
		s := int32(i)
		if !x.inPicture(s) {
			continue
		}
		if first < 0 || after(first, s) {
			first = s
		}
		if known && after(s, from) && (next < 0 || after(next, s)) {
			next = s
		}
	}
	if next < 0 {
		next = first
	}
	if next < 0 {
		return 0, false
	}
	return x.cols.ID[next], true
}

// ShownSet is the set of the statements that pass the filter.
func (x *Index) ShownSet() *Set {
	ids := make([]storage.ID, 0, x.Shown())
	for s := range x.dead {
		if !x.dead[s] && x.passes(int32(s)) {
			ids = append(ids, x.cols.ID[s])
		}
	}
	slices.Sort(ids)
	return &Set{ids}
}
