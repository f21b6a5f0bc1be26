package charts

import (
	"slices"

	"saywhen/storage"
)

// A side contradicts itself when the same actor, or another actor below the
// same topmost one, takes the opposite side on a claim later. Only the turn is a
// link, from the statement that turns to the one before it, so that ten
// repetitions of one denial do not make ten arcs.

// stand is the statement in which a side last took a position on a claim.
type stand struct {
	slot    int32
	against bool
}

// standKey names a side and a claim.
type standKey struct {
	side  int32
	claim storage.ID
}

// contradictions lists them; undated statements, which have no order, are left
// out.
func (x *Index) contradictions() *linkTable {
	t, at := &x.contra, x.updates+x.refs
	if x.contraAt == at {
		return t
	}
	x.contraAt, t.links = at, t.links[:0]
	last := map[standKey]stand{}
	for _, s := range x.inOrder() {
		r := x.store.rows(s)
		side := x.topmost(x.nodeOf(x.cols.Speaker[s]))
		for i, claim := range r.claims {
			if r.stances[i] == 0 {
				continue
			}
			k, now := standKey{side, claim}, stand{s, r.stances[i] < 0}
			if was, ok := last[k]; ok && was.against != now.against && was.slot != s {
				t.links = append(t.links, link{s, was.slot, StyleLinkContra})
			}
			last[k] = now
		}
	}
	t.sort(x.cols.Len())
	return t
}

// inOrder lists the slots of dated statements that take a position, in the
// order of lanes.
func (x *Index) inOrder() []int32 {
	var list []int32
	for s := range x.at {
		if x.isDated(int32(s)) && len(x.store.rows(int32(s)).claims) > 0 {
			list = append(list, int32(s))
		}
	}
	slices.SortFunc(list, x.compare)
	return list
}

// topmost gives the node at the top of the tree above a node.
func (x *Index) topmost(i int32) int32 {
	for x.nodes[i].parent >= 0 {
		i = x.nodes[i].parent
	}
	return i
}
