package charts

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// laneText describes the lanes and the order of statements in each.
func laneText(x *Index) string {
	var b strings.Builder
	for _, l := range x.Lanes() {
		fmt.Fprintf(&b, "%s%s own %d count %d children %d:", strings.Repeat("  ", l.Depth), l.Name, l.Own, l.Count, l.Children)
		n := &x.nodes[x.nodeOf(l.Actor)]
		for _, s := range n.shown.slot {
			fmt.Fprintf(&b, " %d", x.cols.ID[s])
		}
		if m := x.mergedLane(x.nodeOf(l.Actor)); m != n.shown {
			fmt.Fprint(&b, " merged")
			for _, s := range m.slot {
				fmt.Fprintf(&b, " %d", x.cols.ID[s])
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestLanesOfTheSample(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	want := `Iran own 0 count 7 children 3: merged 10 11 12 17 13 15 18
  Marzieh Afkham own 3 count 3 children 0: 10 11 15
  Ali Shamkhani own 2 count 2 children 0: 12 13
  Qasem Soleimani own 2 count 2 children 0: 17 18
United States own 0 count 3 children 1: merged 19 16
  Marie Harf own 3 count 3 children 0: 19 16
Media own 0 count 1 children 1: merged 14
  BBC Persian own 1 count 1 children 0: 14
Ministry of Silence own 0 count 0 children 0:
`
	if got := laneText(x); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := x.Undated(); !slices.Equal(got, []storage.ID{20}) {
		t.Errorf("undated %v", got)
	}
	if s := x.Span(); s.From != unix("2014-06-11") || s.To != unix("2014-09-06") {
		t.Errorf("span %v", s)
	}
}

func TestHiddenPinnedAndOrders(t *testing.T) {
	cols, ref := sample()
	ref.Actors = slices.Clone(ref.Actors)
	ref.Actors[2].Hidden = true // Shamkhani
	ref.Actors[4].Pinned = true // United States
	x := NewIndex(cols, ref)
	for _, c := range []struct {
		order LaneOrder
		want  string
	}{
		{ByHand, "United States 3, Marie Harf 3, Iran 5, Marzieh Afkham 3, Qasem Soleimani 2, Media 1, BBC Persian 1, Ministry of Silence 0"},
		{ByName, "United States 3, Marie Harf 3, Iran 5, Marzieh Afkham 3, Qasem Soleimani 2, Media 1, BBC Persian 1, Ministry of Silence 0"},
		{ByCount, "United States 3, Marie Harf 3, Iran 5, Marzieh Afkham 3, Qasem Soleimani 2, Media 1, BBC Persian 1, Ministry of Silence 0"},
		{ByFirst, "United States 3, Marie Harf 3, Iran 5, Marzieh Afkham 3, Qasem Soleimani 2, Media 1, BBC Persian 1, Ministry of Silence 0"},
	} {
		x.SetOrder(c.order)
		var got []string
		for _, l := range x.Lanes() {
			got = append(got, fmt.Sprintf("%s %d", l.Name, l.Count))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("order %d\n got %s\nwant %s", c.order, s, c.want)
		}
	}
}

func TestOrdersSortSiblings(t *testing.T) {
	actor := func(id storage.ID, name string, order float64) storage.Actor {
		return storage.Actor{ID: id, Name: name, Order: order, Colour: storage.NoColour}
	}
	ref := Reference{Actors: []storage.Actor{actor(1, "beta", 1), actor(2, "Alpha", 2), actor(3, "gamma", 3)}}
	x := NewIndex(columns(
		utter{id: 1, speaker: 1, when: onDay("2014-03-01")}, utter{id: 2, speaker: 2, when: onDay("2014-02-01")},
		utter{id: 3, speaker: 3, when: onDay("2014-01-01")}, utter{id: 4, speaker: 2, when: onDay("2014-04-01")},
	), ref)
	for order, want := range map[LaneOrder]string{ByHand: "beta Alpha gamma", ByName: "Alpha beta gamma", ByFirst: "gamma Alpha beta", ByCount: "Alpha beta gamma"} {
		x.SetOrder(order)
		var got []string
		for _, l := range x.Lanes() {
			got = append(got, l.Name)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("order %d: %s, want %s", order, s, want)
		}
	}
}

func TestParentLoopIsCut(t *testing.T) {
	ref := Reference{Actors: []storage.Actor{{ID: 1, Name: "a", Parent: 2}, {ID: 2, Name: "b", Parent: 3}, {ID: 3, Name: "c", Parent: 1}, {ID: 4, Name: "d", Parent: 4}}}
	x := NewIndex(columns(utter{id: 9, speaker: 2, when: onDay("2014-01-01")}), ref)
	if got := len(x.Lanes()); got != 4 {
		t.Errorf("%d lanes:\n%s", got, laneText(x))
	}
}

func TestUnknownSpeakerHasALane(t *testing.T) {
	x := NewIndex(columns(utter{id: 9, speaker: 77, when: onDay("2014-01-01")}), Reference{})
	if got, want := laneText(x), "Unknown speaker own 1 count 1 children 0: 9\n"; got != want {
		t.Errorf("got %q", got)
	}
	x.Update(nil, nil, &Reference{Actors: []storage.Actor{{ID: 77, Name: "Known", Colour: storage.NoColour}}})
	if got, want := laneText(x), "Known own 1 count 1 children 0: 9\n"; got != want {
		t.Errorf("got %q", got)
	}
	x.Update(nil, []storage.ID{9, 12}, &Reference{})
	if got := laneText(x); got != "" || x.Len() != 0 {
		t.Errorf("got %q", got)
	}
}

func TestLanesOfAddressees(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	x.setLanesOf(LanesOfAddressees)
	if got := laneText(x); !strings.Contains(got, "United States own 1 count 4 children 1: 12 merged 19 12 16\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestSpanLeavesOutWhatIsFar(t *testing.T) {
	var list []utter
	for i := range 40 {
		list = append(list, utter{id: storage.ID(i + 1), speaker: 1, when: moments(unix("2014-06-01")+int64(i)*86400, unix("2014-06-02")+int64(i)*86400)})
	}
	list = append(list, utter{id: 50, speaker: 1, when: onDay("0800-01-01")})
	x := NewIndex(columns(list...), Reference{})
	if got, want := x.Span(), (Span{unix("2014-06-01"), unix("2014-07-11")}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	x.SetFilter(NewSet(50))
	if got, want := x.Span(), (Span{unix("0800-01-01"), unix("0800-01-02")}); got != want {
		t.Errorf("alone: got %v, want %v", got, want)
	}
	x.SetFilter(NewSet())
	if x.Span().Empty() {
		t.Error("the span of nothing is empty")
	}
}

func TestNeighbour(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	for _, c := range []struct {
		actor, id storage.ID
		dir       int
		want      storage.ID
	}{
		{101, 10, 1, 11},
		{101, 11, -1, 10},
		{101, 15, 1, 0},
		{101, 10, -1, 0},
		{101, 0, 1, 10},
		{101, 0, -1, 15},
		{100, 11, 1, 12}, // the group's lane, merged
		{100, 0, 1, 10},
		{400, 0, 1, 0},
	} {
		got, ok := x.Neighbour(c.actor, c.id, c.dir)
		if got != c.want || ok != (c.want != 0) {
			t.Errorf("Neighbour(%d, %d, %d) = %d, %v", c.actor, c.id, c.dir, got, ok)
		}
	}
}

// step makes a random change: some statements anew, changed or removed.
func step(r *rand.Rand, now []utter, ref Reference, next *storage.ID) (after, delta []utter, removed []storage.ID) {
	after = slices.Clone(now)
	for range 1 + r.IntN(4) {
		s := utter{verb: storage.ID(1 + r.IntN(34)), speaker: ref.Actors[r.IntN(len(ref.Actors))].ID}
		s.when, s.flags = randomDate(r, unix("2012-01-01")+r.Int64N(9e7))
		s.claims, s.stances = []storage.ID{6}, []storage.Stance{storage.Stance(r.IntN(5) - 2)}
		s.parties, s.roles = []storage.ID{ref.Actors[r.IntN(len(ref.Actors))].ID}, []storage.Role{storage.Addressee}
		i := r.IntN(len(after))
		switch r.IntN(4) {
		case 0: // removed
			if slices.ContainsFunc(delta, func(d utter) bool { return d.id == after[i].id }) || len(after) < 5 {
				continue
			}
			removed = append(removed, after[i].id)
			after = slices.Delete(after, i, i+1)
			continue
		case 1: // new, with an id that comes before others
			s.id = storage.ID(1 + r.IntN(1<<30))
		case 2: // new
			*next++
			s.id = *next
		default: // changed
			s.id = after[i].id
		}
		if slices.Contains(removed, s.id) {
			continue
		}
		same := func(d utter) bool { return d.id == s.id }
		delta = append(slices.DeleteFunc(delta, same), s)
		after = append(slices.DeleteFunc(after, same), s)
	}
	byID := func(a, b utter) int { return compareIDs(a.id, b.id) }
	slices.SortFunc(delta, byID)
	slices.SortFunc(after, byID)
	return after, delta, removed
}

// rowsIn reads columns back.
func rowsIn(c *storage.Columns) []utter {
	var out []utter
	for i := range c.ID {
		r := rowsOf(c, i)
		out = append(out, utter{
			id: c.ID[i], speaker: c.Speaker[i], verb: c.Verb[i], when: c.When[i], flags: c.Flags[i],
			claims: r.claims, stances: r.stances, parties: r.parties, roles: r.roles,
			document: c.Document[i], coder: c.Coder[i], reportedIn: c.ReportedIn[i], sequence: c.Sequence[i],
		})
	}
	return out
}

func TestUpdateEqualsRebuilding(t *testing.T) {
	r := newRand(t, 6)
	for round := range 6 {
		cols, ref := random(r, 120, 20, 3)
		now := rowsIn(cols)
		x := NewIndex(cols, ref)
		if round%3 == 1 {
			x.setLanesOf(LanesOfAddressees)
		}
		next := storage.ID(1 << 41)
		for n := range 30 {
			after, delta, removed := step(r, now, ref, &next)
			now = after
			var change *Reference
			if n%10 == 9 {
				ref.Actors = slices.Clone(ref.Actors)
				i := r.IntN(len(ref.Actors))
				ref.Actors[i].Parent, ref.Actors[i].Hidden = ref.Actors[r.IntN(i+1)].Parent, r.IntN(2) == 0
				ref.Actors = append(ref.Actors, storage.Actor{ID: next + 1<<50, Name: "New", Colour: storage.NoColour})
				change = &ref
			}
			x.Update(columns(delta...), removed, change)
			fresh := NewIndex(columns(now...), ref)
			fresh.setLanesOf(x.lanesOf)
			compareIndexes(t, x, fresh)
		}
	}
}

func compareIndexes(t *testing.T, x, fresh *Index) {
	t.Helper()
	if got, want := laneText(x), laneText(fresh); got != want {
		t.Fatalf("after the update\n%s\nrebuilt\n%s", got, want)
	}
	got, want := fmt.Sprintf("%+v", rowsIn(x.Columns())), fmt.Sprintf("%+v", rowsIn(fresh.Columns()))
	if got != want {
		t.Fatalf("columns differ:\n%s\n%s", got, want)
	}
	if !slices.Equal(x.Undated(), fresh.Undated()) || x.Len() != fresh.Len() || x.Shown() != fresh.Shown() || x.Span() != fresh.Span() {
		t.Fatal("undated, len, shown or span differ")
	}
}

func TestUpdateInBulkEqualsRebuilding(t *testing.T) {
	r := newRand(t, 7)
	a, ref := random(r, 100, 20, 3)
	b, _ := random(r, 3000, 20, 3)
	x := NewIndex(a, ref)
	x.Update(b, nil, nil)
	fresh := NewIndex(x.Columns(), ref)
	compareIndexes(t, x, fresh)
}

func TestFilterCompactsTheLanes(t *testing.T) {
	r := newRand(t, 8)
	for range 20 {
		cols, ref := random(r, 400, 30, 3)
		var kept []utter
		var ids []storage.ID
		for _, u := range rowsIn(cols) {
			if r.IntN(2) == 0 {
				kept, ids = append(kept, u), append(ids, u.id)
			}
		}
		x := NewIndex(cols, ref)
		x.SetFilter(NewSet(ids...))
		fresh := NewIndex(columns(kept...), ref)
		if got, want := laneText(x), laneText(fresh); got != want {
			t.Fatalf("filtered\n%s\nbuilt\n%s", got, want)
		}
		if x.Shown() != len(ids) || x.Len() != 400 {
			t.Fatalf("shown %d of %d", x.Shown(), x.Len())
		}
		x.SetFilter(nil)
		if x.Shown() != 400 {
			t.Fatal("lifting the filter does not show all")
		}
	}
}

func TestUpdateUnderAFilter(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	x.SetFilter(NewSet(10, 15))
	x.Update(columns(utter{id: 11, speaker: 101, when: onDay("2014-06-12")}, utter{id: 30, speaker: 101, when: onDay("2014-06-13")}), []storage.ID{15}, nil)
	if got := laneText(x); !strings.Contains(got, "Marzieh Afkham own 2 count 2 children 0: 10 30\n") {
		t.Errorf("got\n%s", got)
	}
	x.SetFilter(nil)
	if got := laneText(x); !strings.Contains(got, "Marzieh Afkham own 3 count 3 children 0: 10 11 30\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestPlace(t *testing.T) {
	day, week := unix("2014-06-16"), unix("2014-06-23")
	for _, c := range []struct {
		name  string
		c     edtf.Corners
		flags storage.Flags
		at    int64
		ok    bool
	}{
		{"moment", moments(day, day+86400), 0, day + 43200, true},
		{"before", moments(edtf.OpenPast, day), 0, day, true},
		{"after", moments(day, edtf.OpenFuture), 0, day, true},
		{"extent", edtf.Corners{EarliestStart: day, LatestStart: day + 86400, EarliestEnd: week, LatestEnd: week + 86400}, storage.IsExtent, day + 43200, true},
		{"until", edtf.Corners{EarliestStart: edtf.OpenPast, LatestStart: week, EarliestEnd: week, LatestEnd: week + 86400}, storage.IsExtent, week + 43200, true},
		{"since", edtf.Corners{EarliestStart: day, LatestStart: day + 86400, EarliestEnd: day, LatestEnd: edtf.OpenFuture}, storage.IsExtent, day + 43200, true},
		{"any time", moments(edtf.OpenPast, edtf.OpenFuture), 0, 0, false},
		{"undated", edtf.Corners{}, storage.Undated, 0, false},
	} {
		m, ok := place(c.c, c.flags)
		if ok != c.ok || ok && m.at != c.at {
			t.Errorf("%s: %+v, %v", c.name, m, ok)
		}
		if ok && (m.from > m.at || m.at > m.to) {
			t.Errorf("%s: %+v is not ordered", c.name, m)
		}
	}
}
