package charts

import (
	"math/rand/v2"
	"slices"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

func TestSet(t *testing.T) {
	s := NewSet(5, 3, 5)
	if !s.Has(3) || s.Has(4) || s.Len() != 2 || !slices.Equal(s.IDs(), []storage.ID{3, 5}) {
		t.Errorf("%+v", s)
	}
	var none *Set
	if none.Has(1) || none.Len() != 0 || none.IDs() != nil {
		t.Error("a nil set is not empty")
	}
}

func TestMatchSample(t *testing.T) {
	cols, ref := sample()
	for _, c := range []struct {
		name string
		f    storage.Filter
		want []storage.ID
	}{
		{"a group", storage.Filter{Speakers: []storage.ID{200}}, []storage.ID{16, 19, 20}},
		{"any part", storage.Filter{Actors: []storage.ID{200}}, []storage.ID{12, 16, 19, 20}},
		{"class and verb", storage.Filter{Classes: []storage.Class{storage.Deny}, Verbs: []storage.ID{11, 20}}, []storage.ID{11, 15}},
		{"topic", storage.Filter{Claims: []storage.ID{50}, Stances: []storage.Stance{-2, 2}}, []storage.ID{11, 14, 15}},
		{"one position meets both", storage.Filter{Claims: []storage.ID{52}, Stances: []storage.Stance{-1}}, nil},
		{"from", storage.Filter{HasFrom: true, From: unix("2014-08-01")}, []storage.ID{13, 14, 15, 17, 18}},
		{"to", storage.Filter{HasTo: true, To: unix("2014-06-13")}, []storage.ID{10, 11, 16}},
		{"text", storage.Filter{Text: "troops"}, []storage.ID{12}},
		{"nobody", storage.Filter{Speakers: []storage.ID{12345}}, nil},
	} {
		if got := Match(c.f, cols, ref, NewSet(12)); !slices.Equal(got.IDs(), c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got.IDs(), c.want)
		}
	}
	if got := Match(storage.Filter{}, cols, ref, nil); got.Len() != cols.Len() {
		t.Errorf("the zero filter lets %d through", got.Len())
	}
}

// slowMatch reads the filter's description word for word.
func slowMatch(f storage.Filter, c *storage.Columns, i int, ref Reference, text *Set) bool {
	parent := map[storage.ID]storage.ID{}
	for _, a := range ref.Actors {
		parent[a.ID] = a.Parent
	}
	for _, a := range ref.Claims {
		parent[a.ID] = a.Parent
	}
	under := func(id storage.ID, list []storage.ID) bool {
		for ; id != 0; id = parent[id] {
			if slices.Contains(list, id) {
				return true
			}
		}
		return false
	}
	part := len(f.Actors) == 0 || under(c.Speaker[i], f.Actors)
	for _, p := range c.Parties[c.PartyOff[i]:c.PartyOff[i+1]] {
		part = part || under(p, f.Actors)
	}
	position := len(f.Claims)+len(f.Stances) == 0
	for p := c.PosOff[i]; p < c.PosOff[i+1]; p++ {
		position = position || (len(f.Claims) == 0 || under(c.Claims[p], f.Claims)) &&
			(len(f.Stances) == 0 || slices.Contains(f.Stances, c.Stance[p]))
	}
	class := len(f.Classes) == 0
	for _, v := range ref.Verbs {
		class = class || v.ID == c.Verb[i] && slices.Contains(f.Classes, v.Class)
	}
	in := func(list []storage.ID, id storage.ID) bool { return len(list) == 0 || slices.Contains(list, id) }
	return part && position && class && in(f.Verbs, c.Verb[i]) &&
		in(f.Coders, c.Coder[i]) && (len(f.Speakers) == 0 || under(c.Speaker[i], f.Speakers)) &&
		slowInTime(f, c.When[i], c.Flags[i]) && (f.Text == "" || slices.Contains(text.IDs(), c.ID[i]))
}

func slowInTime(f storage.Filter, w edtf.Corners, flags storage.Flags) bool {
	if !f.HasFrom && !f.HasTo {
		return true
	}
	from, to := edtf.OpenPast, edtf.OpenFuture
	if f.HasFrom {
		from = f.From
	}
	if f.HasTo {
		to = f.To
	}
	if flags&storage.Undated != 0 {
		return false
	}
	if w.EarliestStart == w.LatestEnd { // a point
		return w.LatestEnd >= from && w.LatestEnd < to
	}
	return max(w.EarliestStart, from) < min(w.LatestEnd, to)
}

// some picks up to n ids of a list, often none.
func some(r *rand.Rand, n int, ids ...storage.ID) []storage.ID {
	var out []storage.ID
	if r.IntN(3) == 0 {
		for range r.IntN(n) + 1 {
			out = append(out, ids[r.IntN(len(ids))])
		}
	}
	return out
}

func randomFilter(r *rand.Rand, ref Reference, cols *storage.Columns) storage.Filter {
	var actors []storage.ID
	for _, a := range ref.Actors {
		actors = append(actors, a.ID)
	}
	f := storage.Filter{
		Speakers: some(r, 4, actors...), Actors: some(r, 4, actors...), Claims: some(r, 2, 5, 6, 7),
		Coders: some(r, 2, 0, 1, 2), Verbs: some(r, 9, 1, 5, 9, 11, 16, 20, 24, 30),
		HasFrom: r.IntN(3) == 0, From: unix("2013-01-01") + r.Int64N(3e7), HasTo: r.IntN(3) == 0, To: unix("2014-01-01") + r.Int64N(3e7),
	}
	if r.IntN(3) == 0 {
		f.Classes = []storage.Class{storage.Classes[r.IntN(7)], storage.Classes[r.IntN(7)]}
	}
	if r.IntN(3) == 0 {
		f.Stances = []storage.Stance{storage.Stance(r.IntN(5) - 2)}
	}
	if r.IntN(4) == 0 {
		f.Text = "word"
	}
	if r.IntN(9) == 0 {
		f.HasFrom, f.From = true, cols.When[r.IntN(cols.Len())].LatestEnd
	}
	return f
}

func TestMatchAgreesWithTheSlowWay(t *testing.T) {
	r := newRand(t, 5)
	for range 60 {
		cols, ref := random(r, 100, 25, 3)
		f := randomFilter(r, ref, cols)
		text := NewSet(some(r, 100, cols.ID...)...)
		got := Match(f, cols, ref, text)
		for i, id := range cols.ID {
			want := slowMatch(f, cols, i, ref, text)
			if got.Has(id) != want || Matches(f, cols, i, ref, text) != want {
				t.Fatalf("%+v: statement %d passes: %v, want %v", f, i, got.Has(id), want)
			}
		}
	}
}

// TestIndexMatchIsMatch changes and removes statements under an index and
// compares its own matching with that of its columns; SetFilter then shows
// exactly what matched.
func TestIndexMatchIsMatch(t *testing.T) {
	r := newRand(t, 61)
	cols, ref := random(r, 800, 30, 4)
	x := NewIndex(cols, ref)
	for i := range 60 {
		rows := rowsIn(x.Columns())
		row := rows[r.IntN(len(rows))]
		row.claims, row.stances = []storage.ID{7}, []storage.Stance{storage.Stance(r.IntN(5) - 2)}
		switch i % 3 {
		case 0:
			x.Update(nil, []storage.ID{row.id}, nil)
		case 1:
			row.id += 3 // behind others, yet not the last
			fallthrough
		default:
			x.Update(columns(row), nil, nil)
		}
		f := storage.Filter{Claims: []storage.ID{7}, Stances: []storage.Stance{storage.Stance(i%5 - 2)}}
		if i%2 == 0 {
			f = storage.Filter{Actors: []storage.ID{ref.Actors[i%len(ref.Actors)].ID}, HasFrom: true, From: unix("2012-01-01")}
		}
		got, want := x.Match(f, nil), Match(f, x.Columns(), ref, nil)
		if !slices.Equal(got.IDs(), want.IDs()) {
			t.Fatalf("step %d: %v, want %v", i, got.IDs(), want.IDs())
		}
		x.SetFilter(got)
		if !slices.Equal(x.ShownSet().IDs(), want.IDs()) {
			t.Fatalf("step %d: shown %v, want %v", i, x.ShownSet().IDs(), want.IDs())
		}
		x.SetFilter(nil)
	}
}
