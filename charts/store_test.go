package charts

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"saywhen/storage"
)

// TestStoreAgreesWithAMap does the same to a store and to a map of rows.
func TestStoreAgreesWithAMap(t *testing.T) {
	r := newRand(t, 60)
	for range 30 {
		first, _ := random(r, 1+r.IntN(20), 5, 1)
		s := newStore(first)
		rows := map[storage.ID]utter{}
		for _, u := range rowsIn(first) {
			rows[u.id] = u
		}
		for range 60 {
			u := utter{id: storage.ID(1 + r.IntN(40)), speaker: storage.ID(r.IntN(9)), verb: storage.ID(r.IntN(9))}
			if r.IntN(3) == 0 {
				u.id += 1 << 50
			}
			for range r.IntN(3) {
				u.claims, u.stances = append(u.claims, storage.ID(r.IntN(9))), append(u.stances, storage.Stance(r.IntN(5)-2))
			}
			slot, known := s.find(u.id)
			if _, want := rows[u.id]; known != want {
				t.Fatalf("find(%d) = %v", u.id, known)
			}
			if known && r.IntN(2) == 0 {
				s.remove(slot)
				delete(rows, u.id)
			} else {
				slot = s.put(columns(u), 0)
				rows[u.id] = u
				if s.cols.ID[slot] != u.id {
					t.Fatalf("put %d into the slot of %d", u.id, s.cols.ID[slot])
				}
			}
			compareStore(t, &s, rows)
		}
	}
}

func compareStore(t *testing.T, s *store, rows map[storage.ID]utter) {
	t.Helper()
	var want []utter
	for _, id := range slices.Sorted(maps.Keys(rows)) {
		want = append(want, rows[id])
	}
	if got := rowsIn(s.columns()); fmt.Sprint(got) != fmt.Sprint(want) || s.live != len(want) {
		t.Fatalf("got %v (%d live)\nwant %v", got, s.live, want)
	}
}

func TestStoreOfEmptyColumns(t *testing.T) {
	s := newStore(&storage.Columns{})
	if s.columns().Len() != 0 {
		t.Error("not empty")
	}
	s.put(columns(utter{id: 5, speaker: 1}), 0)
	if got := s.columns(); got.Len() != 1 || len(got.PosOff) != 2 || len(got.PartyOff) != 2 {
		t.Errorf("%+v", got)
	}
}
