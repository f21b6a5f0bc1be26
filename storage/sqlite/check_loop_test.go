package sqlite

import (
	"math/rand/v2"
	"slices"
	"testing"

	"saywhen/storage"
)

func TestLoops(t *testing.T) {
	type forest = map[storage.ID]storage.ID
	tests := []struct {
		name   string
		parent forest
		want   []storage.ID
	}{
		{"empty", forest{}, nil},
		{"a chain", forest{1: 2, 2: 3, 3: 0}, nil},
		{"a parent that is not there", forest{1: 9}, nil},
		{"its own parent", forest{5: 5, 1: 5}, []storage.ID{5}},
		{"three in a ring, one hanging on", forest{3: 4, 4: 2, 2: 3, 1: 3}, []storage.ID{2}},
		{"two rings", forest{1: 2, 2: 1, 7: 8, 8: 7}, []storage.ID{1, 7}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := loops(tt.parent); !slices.Equal(got, tt.want) {
				t.Errorf("loops = %v, want %v", got, tt.want)
			}
		})
	}
}

// TestLoopsAgainstWalking compares with the obvious way: a record is on a loop
// when walking up from it, at most as many steps as there are records, comes
// back to it.
func TestLoopsAgainstWalking(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + rnd.IntN(12)
		parent := map[storage.ID]storage.ID{}
		for i := range n {
			parent[storage.ID(i+1)] = storage.ID(rnd.IntN(n + 1))
		}
		if got, want := loops(parent), loopsByWalking(parent); !slices.Equal(got, want) {
			t.Fatalf("loops(%v) = %v, want %v", parent, got, want)
		}
	}
}

func loopsByWalking(parent map[storage.ID]storage.ID) []storage.ID {
	smallest := map[storage.ID]bool{}
	for id := range parent {
		least := id
		for at, step := parent[id], 0; at != 0 && step <= len(parent); at, step = parent[at], step+1 {
			if at == id {
				smallest[least] = true
				break
			}
			least = min(least, at)
		}
	}
	var found []storage.ID
	for id := range smallest {
		found = append(found, id)
	}
	slices.Sort(found)
	return slices.Compact(found)
}
