package charts

import "saywhen/storage"

// Reveal expands lanes, scrolls and pans just enough that a statement shows. An
// undated one moves no time, and one that is filtered out or hidden nothing.
func Reveal(x *Index, v View, o Options, id storage.ID) View {
	s, ok := x.find(id)
	if !ok || !x.passes(s) {
		return v
	}
	node := x.nodeOf(x.cols.Speaker[s])
	v = v.expandAbove(x, node)
	if t := x.at[s]; t != noMark && !v.comfortable(t) {
		v = v.PanTo(t)
	}
	return v.revealRow(x, o, node)
}

// expandAbove expands the lanes above a node.
func (v View) expandAbove(x *Index, node int32) View {
	for p := x.nodes[node].parent; p >= 0; p = x.nodes[p].parent {
		if v.IsCollapsed(x.nodes[p].actor.ID) {
			v = v.Toggle(x.nodes[p].actor.ID)
		}
	}
	return v
}

// comfortable reports whether an instant is in sight and not at the very edge.
func (v View) comfortable(t int64) bool {
	share := elapsed(v.From, t) / v.Width
	return share >= 0.02 && share <= 0.9
}

// revealRow scrolls until a node's lane is in sight.
func (v View) revealRow(x *Index, o Options, node int32) View {
	var scene Scene
	f := frame{s: &scene, x: x, v: v, o: o}
	f.prepare()
	i := int(f.list.of[node])
	if i < f.fixed { // it is not shown, or always
		return v
	}
	top, bottom := f.list.top[i], f.list.top[i+1]
	y := v.ScrollY
	if bottom > y+f.geo.plot.H {
		y = bottom - f.geo.plot.H
	}
	return v.ScrollTo(min(y, top-f.block), f.list.content(), f.geo.plot.H)
}

// RevealLane scrolls until an actor's lane is in sight and expands the lanes
// above it.
func RevealLane(x *Index, v View, o Options, actor storage.ID) View {
	node, ok := x.dense[actor]
	if !ok {
		return v
	}
	v = v.expandAbove(x, node)
	return v.revealRow(x, o, node)
}
