package charts

import (
	"slices"

	"saywhen/storage"
)

// HitKind says what a point meets.
type HitKind uint8

// What a point can meet.
const (
	HitNone    HitKind = iota
	HitMark            // a statement: its mark or the bar of its date
	HitBin             // merged marks
	HitLane            // the name of a lane
	HitChevron         // the triangle that collapses and expands a lane
	HitAxis
	HitPlot    // empty plot; Actor is that of the lane, or 0 below the last
	HitPeriod  // the label of a period; without a Period, the count of those in IDs
	HitCallout // a box pinned to Statement
)

// Hit is what a point meets.
type Hit struct {
	Kind      HitKind
	Statement storage.ID // of a mark
	Actor     storage.ID // of the lane, also beside a mark and in the empty plot
	Period    storage.ID
	Callout   storage.ID
	Count     int          // statements of a bin; 1 of a mark
	IDs       []storage.ID // those of a bin, in time order
	Rect      Rect         // around the mark, bin or lane
	T         int64        // the instant under the point, in plot and axis
}

// target is something that a click can meet. It names its statements by their
// place in a lane and holds until the index changes.
type target struct {
	kind     HitKind
	box      Rect    // of mark and date, or of the bin
	x, y     float32 // centre of a mark
	size     float32
	slot     int32
	row      int32
	id       storage.ID
	lane     *lane // of a bin
	from, to int   // its entries; of a fold, those in scratch.folded
	fold     bool
}

// laneBox is a lane in the picture.
type laneBox struct {
	actor   storage.ID
	box     Rect // across gutter and plot
	chevron Rect // empty without lanes below
}

// boxLanes remembers where the lanes are.
func (f *frame) boxLanes() {
	for n := range f.drawn() {
		i := f.row(n)
		r := &f.list.rows[i]
		b := laneBox{actor: f.x.nodes[r.node].actor.ID, box: f.rowBox(i)}
		if r.parent && f.geo.gutter.W > 0 {
			b.chevron = Rect{f.indentOf(r) - 4, f.nameTop(i), chevron + 8, r.lane.stack.key.height}
		}
		f.s.lanes = append(f.s.lanes, b)
	}
	if f.covers() {
		f.s.fixed, f.s.covered = int32(f.fixed), f.geo.plot.Y+f.block
	}
	f.s.axis, f.s.index = f.geo.axis, f.x
}

// hitSlack is how many pixels beside a mark still meet it.
const hitSlack = 3

// Hit finds what a point meets: the nearest mark, else a date's bar, the
// narrowest first, else a bin, else the lane.
func (s *Scene) Hit(x, y float32) Hit {
	if s.axis.Contains(x, y) {
		return Hit{Kind: HitAxis, Rect: s.axis, T: s.Scale.T(x)}
	}
	if s.strip.area.Contains(x, y) && x >= s.Plot.X {
		return s.hitStrip(x, y)
	}
	if h, ok := s.hitCallout(x, y); ok {
		return h
	}
	h := s.hitLane(x, y)
	if !s.Plot.Contains(x, y) {
		return h
	}
	h.T = s.Scale.T(x)
	t := s.nearest(x, y)
	if t == nil {
		return h
	}
	h.Kind, h.Rect = t.kind, t.box
	if t.kind == HitMark {
		h.Statement, h.Count = t.id, 1
		return h
	}
	h.IDs = s.binIDs(nil, t, func(int64) bool { return true })
	h.Count = len(h.IDs)
	return h
}

func (s *Scene) hitLane(x, y float32) Hit {
	inPlot := s.Plot.Contains(x, y)
	for _, b := range s.lanes {
		if !b.box.Contains(x, y) {
			continue
		}
		switch {
		case inPlot:
			return Hit{Kind: HitPlot, Actor: b.actor, Rect: b.box}
		case y < s.Plot.Y || y >= s.Plot.Y+s.Plot.H:
			return Hit{}
		case b.chevron.Contains(x, y):
			return Hit{Kind: HitChevron, Actor: b.actor, Rect: b.box}
		}
		return Hit{Kind: HitLane, Actor: b.actor, Rect: b.box}
	}
	if inPlot {
		return Hit{Kind: HitPlot}
	}
	return Hit{}
}

// nearest finds the target that a point of the plot meets.
func (s *Scene) nearest(x, y float32) *target {
	var best *target
	bestRank, bestD := 3, float32(0)
	for i := range s.targets {
		if s.behind(&s.targets[i], y) {
			continue
		}
		rank, d := s.targets[i].meets(x, y)
		if rank < bestRank || rank == bestRank && rank < 3 && d < bestD {
			best, bestRank, bestD = &s.targets[i], rank, d
		}
	}
	return best
}

// meets ranks how a point meets a target: 0 the mark (nearer is better), 1 the
// bar (narrower is better), 2 a bin, 3 not at all.
func (t *target) meets(x, y float32) (rank int, d float32) {
	if t.kind == HitMark {
		dx, dy, reach := x-t.x, y-t.y, t.size/2+hitSlack
		if dx*dx+dy*dy <= reach*reach {
			return 0, dx*dx + dy*dy
		}
	}
	if !t.box.Contains(x, y) {
		return 3, 0
	}
	if t.kind == HitBin {
		return 2, 0
	}
	return 1, t.box.W
}

// binIDs appends the statements of a bin whose mark stands at an instant that
// is asked for.
func (s *Scene) binIDs(dst []storage.ID, t *target, in func(int64) bool) []storage.ID {
	for k := t.from; k < t.to; k++ {
		entry := k
		if t.fold {
			entry = int(s.scratch.folded[k])
		}
		if entry < len(t.lane.slot) && in(t.lane.at[entry]) {
			dst = append(dst, s.index.cols.ID[t.lane.slot[entry]])
		}
	}
	return dst
}

// StatementsIn lists the statements whose marks lie in a rectangle, ascending:
// what a rubber band selects. Of a bin it takes those whose instants lie
// between the rectangle's sides.
func (s *Scene) StatementsIn(r Rect) []storage.ID {
	var ids []storage.ID
	for i := range s.targets {
		t := &s.targets[i]
		switch {
		case t.kind == HitMark && s.behind(t, t.y), t.kind == HitBin && s.behind(t, t.box.Y+t.box.H):
		case t.kind == HitMark && r.Contains(t.x, t.y):
			ids = append(ids, t.id)
		case t.kind == HitBin && t.box.meets(r):
			ids = s.binIDs(ids, t, func(at int64) bool {
				x := s.Scale.X(at)
				return x >= r.X && x < r.X+r.W
			})
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// meets reports whether two rectangles share a point.
func (r Rect) meets(q Rect) bool {
	return r.X < q.X+q.W && q.X < r.X+r.W && r.Y < q.Y+q.H && q.Y < r.Y+r.H
}

// MarkRect gives the box around the drawn mark of a statement, without the bar
// of its date; one that pinned lanes hide has none.
func (s *Scene) MarkRect(id storage.ID) (Rect, bool) {
	for i := range s.targets {
		if t := &s.targets[i]; t.kind == HitMark && t.id == id && !s.behind(t, t.y) {
			return Rect{t.x - t.size/2, t.y - t.size/2, t.size, t.size}, true
		}
	}
	return Rect{}, false
}

// LaneRect gives the part of the picture that an actor's lane takes, when it is
// in sight.
func (s *Scene) LaneRect(actor storage.ID) (Rect, bool) {
	for _, b := range s.lanes {
		if b.actor == actor {
			return b.box, true
		}
	}
	return Rect{}, false
}
