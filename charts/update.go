package charts

import (
	"slices"

	"saywhen/storage"
)

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
		x.setMark(s)
		if !bulk {
			x.place(s)
		}
	}
	x.links.dirty = true
	x.updates++
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
		x.at, x.reach = append(x.at, noMark), append(x.reach, reach{})
		if x.hidden != nil {
			x.hidden = append(x.hidden, false)
		}
	}
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
	if x.order == ByFirst || x.order == ByLast || x.order == ByCount || slices.Contains(x.own, int32(len(x.nodes)-1)) {
		x.treeDirty = true
	}
}

// recount counts the statements of every lane and forgets merged lanes.
func (x *Index) recount() {
	for i := range x.nodes {
		n := &x.nodes[i]
		n.own, n.count, n.merged = 0, 0, nil
	}
	if x.lanesOf == LanesOfSpeaker {
		x.countOwn()
	} else {
		x.countEach()
	}
	x.treeDirty = true
	x.version++
}

// countOwn counts where every statement stands in one lane: its dated ones are
// there to be counted.
func (x *Index) countOwn() {
	for i := range x.nodes {
		x.nodes[i].own = int32(len(x.nodes[i].shown.slot))
	}
	for s, t := range x.at {
		if t == noMark && !x.dead[s] && x.passes(int32(s)) {
			x.nodes[x.nodeOf(x.cols.Speaker[s])].own++
		}
	}
	for i := range x.nodes {
		x.up = x.ancestors(x.up[:0], []int32{int32(i)})
		for _, j := range x.up {
			x.nodes[j].count += x.nodes[i].own
		}
	}
}

// countEach counts statement by statement: one that stands in several lanes
// counts once in the lanes above them.
func (x *Index) countEach() {
	nothing := func(*lane, int32) {}
	for s := range x.dead {
		if !x.dead[s] && x.passes(int32(s)) {
			x.own = x.nodesOf(x.own[:0], int32(s))
			x.tally(int32(s), 1, nothing)
		}
	}
}

// SetFilter shows only the statements of the set; nil shows all.
func (x *Index) SetFilter(keep *Set) {
	if keep == nil && x.hidden == nil {
		return
	}
	x.hidden = nil
	if keep != nil {
		x.hidden = x.outside(keep)
	}
	x.applyFilter()
}

// outside tells of every slot whether its id is not in the set. Most ids ascend
// as those of the set do, so that both are gone through once.
func (x *Index) outside(keep *Set) []bool {
	out := make([]bool, x.cols.Len())
	ids := keep.IDs()
	for s, id := range x.cols.ID[:x.store.sorted] {
		for len(ids) > 0 && ids[0] < id {
			ids = ids[1:]
		}
		out[s] = len(ids) == 0 || ids[0] != id
	}
	for s := x.store.sorted; s < len(out); s++ {
		out[s] = !keep.Has(x.cols.ID[s])
	}
	return out
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
