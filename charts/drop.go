package charts

import "saywhen/storage"

// Drop is where a lane goes that is dragged by its name: to another place among
// its siblings, or below another lane.
type Drop struct {
	Lane   storage.ID // that is dragged
	Into   bool       // below Parent; else among its siblings
	Parent storage.ID // with Into: the new parent, 0 for the top level
	Before storage.ID // else: the sibling that it comes before, 0 for the last place
	// Mark is what to show: the line between two lanes, of no height, or the
	// lane into which it would go.
	Mark Rect
	// Same says that nothing would change, Loop that a lane cannot hang below
	// itself.
	Same, Loop bool
}

// DropLane says where a lane would go that is let go at a height of the picture;
// false when there is no such lane. Pinned lanes keep to each other, and so do
// the others.
func (s *Scene) DropLane(actor storage.ID, y float32, into bool) (Drop, bool) {
	if s.index == nil {
		return Drop{}, false
	}
	node, ok := s.index.dense[actor]
	if !ok || actor == 0 || s.scratch.frame.list.of[node] < 0 {
		return Drop{}, false
	}
	if into {
		return s.dropInto(node, y), true
	}
	return s.dropBeside(node, y), true
}

// dropInto hangs a lane below the one at a height; below the last one there is
// the top level.
func (s *Scene) dropInto(node int32, y float32) Drop {
	x := s.index
	d := Drop{Lane: x.nodes[node].actor.ID, Into: true}
	last := s.Plot.Y
	for _, b := range s.lanes {
		last = max(last, b.box.Y+b.box.H)
		if y >= b.box.Y && y < b.box.Y+b.box.H && b.actor != 0 {
			d.Parent, d.Mark = b.actor, b.box
		}
	}
	if d.Parent == 0 {
		d.Mark = Rect{0, last, s.W, 0}
	}
	parent := storage.ID(0)
	if p := x.nodes[node].parent; p >= 0 {
		parent = x.nodes[p].actor.ID
	}
	d.Same = d.Parent == parent || d.Parent == d.Lane
	if target, ok := x.dense[d.Parent]; ok && d.Parent != 0 && d.Parent != d.Lane {
		for n := target; n >= 0; n = x.nodes[n].parent {
			d.Loop = d.Loop || n == node
		}
	}
	return d
}

// dropBeside puts a lane between two of its siblings.
func (s *Scene) dropBeside(node int32, y float32) Drop {
	f, x := &s.scratch.frame, s.index
	d := Drop{Lane: x.nodes[node].actor.ID}
	d.Mark.X = f.indentOf(&f.list.rows[f.list.of[node]])
	d.Mark.W = s.W - d.Mark.X
	list := x.shownSiblings(f.list, node)
	at, was := len(list), 0
	for i := len(list) - 1; i >= 0; i-- {
		top, bottom := f.extentOf(int(f.list.of[list[i]]))
		if i == len(list)-1 {
			d.Mark.Y = bottom
		}
		if y < (top+bottom)/2 {
			at, d.Before, d.Mark.Y = i, x.nodes[list[i]].actor.ID, top
		}
		if list[i] == node {
			was = i
		}
	}
	d.Same = at == was || at == was+1
	d.Mark.Y = min(max(d.Mark.Y, s.Plot.Y), s.Plot.Y+s.Plot.H)
	return d
}

// shownSiblings lists the nodes of the list with the same parent that are
// pinned, or not, like the one given, which is among them.
func (x *Index) shownSiblings(l *rowList, node int32) (out []int32) {
	n := &x.nodes[node]
	all := x.roots
	if n.parent >= 0 {
		all = x.nodes[n.parent].children
	}
	for _, i := range all {
		row := l.of[i]
		if row >= 0 && l.rows[row].node == i && x.nodes[i].actor.Pinned == n.actor.Pinned {
			out = append(out, i)
		}
	}
	return out
}

// extentOf gives the top and the bottom of a row with all lanes below it.
func (f *frame) extentOf(i int) (top, bottom float32) {
	last := i
	for j := i + 1; j < len(f.list.rows) && f.list.rows[j].depth > f.list.rows[i].depth; j++ {
		if (j < f.list.pinned) != (i < f.list.pinned) {
			break
		}
		last = j
	}
	return f.top(i), f.top(last) + f.list.top[last+1] - f.list.top[last]
}

// Siblings lists the lanes with the same parent as an actor's, pinned or not
// like it, in the order in which they are shown.
func (x *Index) Siblings(actor storage.ID) (out []storage.ID) {
	node, ok := x.dense[actor]
	if !ok {
		return nil
	}
	x.sorted()
	all := x.roots
	if p := x.nodes[node].parent; p >= 0 {
		all = x.nodes[p].children
	}
	for _, i := range all {
		if x.nodes[i].actor.Pinned == x.nodes[node].actor.Pinned {
			out = append(out, x.nodes[i].actor.ID)
		}
	}
	return out
}

// Order is how lanes with the same parent are sorted.
func (x *Index) Order() LaneOrder { return x.order }
