package charts

import (
	"slices"
	"testing"

	"saywhen/storage"
)

// TestPagesShowEveryLaneWholeAndOnce pages through random projects.
func TestPagesShowEveryLaneWholeAndOnce(t *testing.T) {
	r := newRand(t, 91)
	for range 12 {
		cols, ref := random(r, 400, 60, 3)
		for i := range ref.Actors {
			ref.Actors[i].Pinned = r.IntN(25) == 0
		}
		x := NewIndex(cols, ref)
		o := Options{W: 900, H: 400 + float32(r.IntN(300)), HideEmpty: true}
		v := View{}.Fit(x)
		seen := map[storage.ID]int{}
		pages := 0
		for more := true; more; pages++ {
			var s Scene
			Layout(&s, x, v, o)
			var height, next float32
			height, next, more = s.NextPage()
			if more && next <= v.ScrollY {
				t.Fatalf("page %d begins at %v and the next at %v", pages, v.ScrollY, next)
			}
			for _, b := range s.lanes {
				if b.box.Y >= s.Plot.Y-0.5 && b.box.Y+b.box.H <= min(height, s.Plot.Y+s.Plot.H)+0.5 {
					seen[b.actor]++
				}
			}
			v.ScrollY = next
			if pages > 100 {
				t.Fatal("no end of pages")
			}
		}
		for _, l := range x.Lanes() {
			i := slices.IndexFunc(ref.Actors, func(a storage.Actor) bool { return a.ID == l.Actor })
			pinned := i >= 0 && ref.Actors[i].Pinned
			if l.Count > 0 && (seen[l.Actor] == 0 || seen[l.Actor] > 1 && !pinned && !x.underPinned(l.Actor)) {
				t.Fatalf("lane %s is whole on %d of %d pages", l.Name, seen[l.Actor], pages)
			}
		}
	}
}

// underPinned reports whether an actor hangs below a pinned one.
func (x *Index) underPinned(id storage.ID) bool {
	for i := x.nodeOf(id); i >= 0; i = x.nodes[i].parent {
		if x.nodes[i].actor.Pinned {
			return true
		}
	}
	return false
}
