package charts

import (
	"slices"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// TestEachShownVisitsWhatPasses compares with the columns, before and after a
// statement changed, one went and one came.
func TestEachShownVisitsWhatPasses(t *testing.T) {
	cols := shownColumns(3, 0)
	x := NewIndex(cols, Reference{})
	check := func(want ...storage.ID) {
		t.Helper()
		var got []storage.ID
		x.EachShown(func(r Row) { got = append(got, r.ID()) })
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("visited %v, want %v", got, want)
		}
		if len(got) != x.Shown() {
			t.Errorf("visited %d of %d shown", len(got), x.Shown())
		}
	}
	check(1, 2, 3)
	x.SetFilter(NewSet(1, 3))
	check(1, 3)
	x.SetFilter(nil)
	delta := shownColumns(1, 1)
	delta.ID[0], delta.Speaker[0], delta.ReportedIn[0] = 2, 77, 3
	x.Update(delta, []storage.ID{1}, nil)
	check(2, 3)
	if r, ok := x.RowOf(2); !ok || r.ID() != 2 || r.Speaker() != 77 {
		t.Errorf("the row of 2 is %v, %v", r, ok)
	}
	if _, ok := x.RowOf(1); ok {
		t.Error("there is a row of a statement that was removed")
	}
	x.EachShown(func(r Row) {
		if r.ID() != 2 {
			return
		}
		claims, stances := r.Positions()
		carrier, ok := r.Carrier()
		if r.Speaker() != 77 || !ok || carrier.ID() != 3 || len(claims) != 1 || stances[0] != 2 {
			t.Errorf("row %v: speaker %v, carrier %v %v, positions %v %v", r.ID(), r.Speaker(), carrier.ID(), ok, claims, stances)
		}
	})
}

// shownColumns makes n statements with the ids 1, 2 … and so many positions.
func shownColumns(n, positions int) *storage.Columns {
	c := &storage.Columns{PosOff: []int32{0}, PartyOff: []int32{0}}
	for i := range n {
		c.ID, c.Speaker, c.Verb = append(c.ID, storage.ID(i+1)), append(c.Speaker, 5), append(c.Verb, 6)
		c.Document, c.Coder, c.ReportedIn = append(c.Document, 0), append(c.Coder, 0), append(c.ReportedIn, 0)
		c.When = append(c.When, edtf.Corners{EarliestStart: int64(i), LatestStart: int64(i), EarliestEnd: int64(i), LatestEnd: int64(i)})
		c.Precision, c.Sequence = append(c.Precision, 0), append(c.Sequence, 0)
		c.Certainty, c.Flags = append(c.Certainty, storage.NoCertainty), append(c.Flags, 0)
		for range positions {
			c.Claims, c.Stance = append(c.Claims, 9), append(c.Stance, 2)
		}
		c.PosOff, c.PartyOff = append(c.PosOff, int32(len(c.Claims))), append(c.PartyOff, 0)
	}
	return c
}
