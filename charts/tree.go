package charts

import (
	"cmp"
	"slices"
	"strings"

	"saywhen/storage"
)

// node is an actor in the tree of lanes. The last node of a tree stands for
// speakers that are not among the actors.
type node struct {
	actor    storage.Actor
	rank     int32 // by name, then id
	parent   int32 // -1 at the top
	depth    int32
	children []int32 // sorted, without the hidden ones

	all    *lane // every dated statement of its own
	shown  *lane // those that pass the filter; all itself without one
	merged *lane // shown, of its own and of all below; nil until it is asked for
	own    int32 // statements that pass the filter, the undated too
	count  int32 // those of all below as well, each once
}

// LaneOrder says how lanes with the same parent are sorted; pinned ones always
// come first.
type LaneOrder uint8

// The orders. Names break ties.
const (
	ByHand  LaneOrder = iota // by Actor.Order
	ByName                   // by name, case ignored
	ByFirst                  // the lane whose first statement is earliest first
	ByCount                  // the lane with most statements first
	ByLast                   // the lane whose last statement is latest first
)

// Lane is one line of the list of lanes.
type Lane struct {
	Actor    storage.ID // 0 for speakers that are not among the actors
	Name     string
	Depth    int // 0 at the top
	Count    int // statements of its own and below that pass the filter
	Own      int // of its own
	Children int // lanes directly below it
	Pinned   bool
}

// unknownSpeaker names the lane of speakers that are not among the actors.
const unknownSpeaker = "Unknown speaker"

// setActors makes the tree anew and keeps the lanes of actors that stay. It
// gives the slots that lost their lane.
func (x *Index) setActors(actors []storage.Actor) (loose []int32) {
	old, oldDense := x.nodes, x.dense
	x.nodes = make([]node, len(actors)+1)
	x.dense = make(map[storage.ID]int32, len(actors))
	for i := range actors {
		x.nodes[i].actor = actors[i]
		x.dense[actors[i].ID] = int32(i)
	}
	x.nodes[len(actors)].actor = storage.Actor{Name: unknownSpeaker}
	for id, i := range oldDense {
		if j, ok := x.dense[id]; ok {
			x.nodes[j].all, x.nodes[j].shown = old[i].all, old[i].shown
		} else {
			loose = append(loose, old[i].all.slot...)
		}
	}
	if n := len(old); n > 0 {
		loose = append(loose, old[n-1].all.slot...)
	}
	for i := range x.nodes {
		if x.nodes[i].all == nil {
			x.nodes[i].all = &lane{}
			x.nodes[i].shown = x.nodes[i].all
			if x.hidden != nil {
				x.nodes[i].shown = &lane{}
			}
		}
	}
	x.rankNames()
	x.linkTree()
	return loose
}

// linkTree resolves the parents. A loop, which the file does not allow, is cut.
func (x *Index) linkTree() {
	for i := range x.nodes {
		x.nodes[i].parent = -1
		if p, ok := x.dense[x.nodes[i].actor.Parent]; ok && x.nodes[i].actor.Parent != 0 {
			x.nodes[i].parent = p
		}
	}
	for i := range x.nodes {
		slow, fast := int32(i), int32(i)
		for fast >= 0 && x.nodes[fast].parent >= 0 {
			slow, fast = x.nodes[slow].parent, x.nodes[x.nodes[fast].parent].parent
			if fast >= 0 && slow == fast {
				x.nodes[slow].parent = -1
				break
			}
		}
	}
	x.treeDirty = true
}

// sortTree sorts the children and lists the nodes from top to bottom.
func (x *Index) sortTree() {
	x.roots, x.preorder = x.roots[:0], x.preorder[:0]
	for i := range x.nodes {
		x.nodes[i].children = x.nodes[i].children[:0]
	}
	for i := range x.nodes[:len(x.nodes)-1] {
		n := &x.nodes[i]
		if n.actor.Hidden {
			continue
		}
		if n.parent >= 0 {
			p := &x.nodes[n.parent]
			p.children = append(p.children, int32(i))
		} else {
			x.roots = append(x.roots, int32(i))
		}
	}
	x.sortNodes(x.roots)
	for i := range x.nodes {
		x.sortNodes(x.nodes[i].children)
	}
	x.walk(x.roots, 0)
	if unknown := int32(len(x.nodes) - 1); x.nodes[unknown].count > 0 {
		x.preorder = append(x.preorder, unknown)
	}
	x.treeDirty = false
}

func (x *Index) walk(list []int32, depth int32) {
	for _, i := range list {
		x.nodes[i].depth = depth
		x.preorder = append(x.preorder, i)
		x.walk(x.nodes[i].children, depth+1)
	}
}

func (x *Index) sortNodes(list []int32) {
	if len(list) > 1 {
		slices.SortFunc(list, x.compareNodes)
	}
}

func (x *Index) compareNodes(i, j int32) int {
	a, b := &x.nodes[i], &x.nodes[j]
	if a.actor.Pinned != b.actor.Pinned {
		if a.actor.Pinned {
			return -1
		}
		return 1
	}
	c := 0
	switch x.order {
	case ByHand:
		c = cmp.Compare(a.actor.Order, b.actor.Order)
	case ByFirst:
		c = cmp.Compare(x.first(i), x.first(j))
	case ByLast:
		c = cmp.Compare(x.last(j), x.last(i))
	case ByCount:
		c = cmp.Compare(b.count, a.count)
	}
	if c == 0 {
		c = cmp.Compare(a.rank, b.rank)
	}
	return c
}

// rankNames sorts all names once: the tree is sorted anew with many an edit.
func (x *Index) rankNames() {
	type named struct {
		lower string
		node  int32
	}
	list := make([]named, len(x.nodes))
	for i := range x.nodes {
		list[i] = named{strings.ToLower(x.nodes[i].actor.Name), int32(i)}
	}
	slices.SortFunc(list, func(a, b named) int {
		p, q := &x.nodes[a.node].actor, &x.nodes[b.node].actor
		return cmp.Or(strings.Compare(a.lower, b.lower), strings.Compare(p.Name, q.Name), compareIDs(p.ID, q.ID))
	})
	for rank, n := range list {
		x.nodes[n.node].rank = int32(rank)
	}
}

// first is the earliest mark of a node and of all below it.
func (x *Index) first(i int32) int64 {
	t := farTime
	if l := x.nodes[i].shown; len(l.at) > 0 {
		t = l.at[0]
	}
	for _, c := range x.nodes[i].children {
		t = min(t, x.first(c))
	}
	return t
}

// last is the latest mark of a node and of all below it.
func (x *Index) last(i int32) int64 {
	t := -farTime
	if l := x.nodes[i].shown; len(l.at) > 0 {
		t = l.at[len(l.at)-1]
	}
	for _, c := range x.nodes[i].children {
		t = max(t, x.last(c))
	}
	return t
}

// ancestors appends to dst the nodes and all nodes in whose lanes they merge,
// each once: a hidden node merges nowhere.
func (x *Index) ancestors(dst, nodes []int32) []int32 {
	for _, i := range nodes {
		for i >= 0 && !slices.Contains(dst, i) {
			dst = append(dst, i)
			if x.nodes[i].actor.Hidden {
				break
			}
			i = x.nodes[i].parent
		}
	}
	return dst
}
