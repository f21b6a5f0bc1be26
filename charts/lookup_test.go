package charts

import (
	"slices"
	"testing"

	"saywhen/storage"
)

// TestNextShownGoesRound steps through a project, filtered and not, and compares
// with the sorted list.
func TestNextShownGoesRound(t *testing.T) {
	cols, ref := random(newRand(t, 81), 200, 9, 3)
	x := NewIndex(cols, ref)
	for _, keep := range []*Set{nil, NewSet(cols.ID[40:90]...), NewSet()} {
		x.SetFilter(keep)
		var order []int32
		for s := range x.at {
			if x.inPicture(int32(s)) {
				order = append(order, int32(s))
			}
		}
		slices.SortFunc(order, x.compare)
		for _, dir := range []int{1, -1} {
			id := storage.ID(0)
			for n := range min(len(order), 1)*len(order) + min(len(order), 1) {
				want := order[n%len(order)]
				if dir < 0 {
					want = order[len(order)-1-n%len(order)]
				}
				var ok bool
				if id, ok = x.NextShown(id, dir); !ok || id != cols.ID[want] {
					t.Fatalf("step %d of %d: %v, want %v", n, dir, id, cols.ID[want])
				}
			}
		}
		if _, ok := x.NextShown(0, 1); ok != (len(order) > 0) {
			t.Errorf("of %d there is a next: %v", len(order), ok)
		}
	}
}
