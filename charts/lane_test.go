package charts

import (
	"slices"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

func TestGallopAgreesWithCounting(t *testing.T) {
	r := newRand(t, 40)
	for range 300 {
		var l lane
		for range r.IntN(60) {
			l.at = append(l.at, r.Int64N(100))
		}
		slices.Sort(l.at)
		for i := range len(l.at) + 1 {
			limit := r.Int64N(110) - 5
			want := i
			for want < len(l.at) && l.at[want] < limit {
				want++
			}
			if got := l.gallop(i, limit); got != want {
				t.Fatalf("gallop(%d, %d) in %v = %d, want %d", i, limit, l.at, got, want)
			}
		}
	}
}

// TestCandidatesMissNothing checks that what meets a stretch of time is among
// the candidates or the long ones, also after changes.
func TestCandidatesMissNothing(t *testing.T) {
	r := newRand(t, 41)
	for range 20 {
		cols, ref := random(r, 300, 4, 2)
		x := NewIndex(cols, ref)
		for range 50 {
			s := int32(r.IntN(300))
			x.Update(columns(rowsIn(x.Columns())[s]), nil, nil)
		}
		from := unix("2013-01-01") + r.Int64N(6e7)
		to := from + r.Int64N(1e6)
		for i := range x.nodes {
			l := x.nodes[i].shown
			lo, hi := candidates(l, from, to)
			for k, s := range l.slot {
				m := x.reach[s]
				if m.to >= from && m.from <= to && (k < lo || k >= hi) && !slices.Contains(l.long, s) {
					t.Fatalf("entry %d is missed: it lasts from %d to %d, asked from %d to %d", k, m.from, m.to, from, to)
				}
			}
		}
	}
}

func TestLongDatesAreKeptApart(t *testing.T) {
	x := NewIndex(columns(
		utter{id: 1, speaker: 1, when: onDay("2014-01-01")}, utter{id: 2, speaker: 1, when: onDay("2014-12-31")},
		utter{id: 3, speaker: 1, when: overDays("2014-02-01", "2014-10-01"), flags: storage.IsExtent},
	), Reference{Actors: []storage.Actor{{ID: 1, Name: "a"}}})
	l := x.nodes[0].shown
	if len(l.long) != 1 || x.cols.ID[l.long[0]] != 3 || l.back > 86400 || l.fwd > 86400 {
		t.Errorf("long %v, back %d, forward %d", l.long, l.back, l.fwd)
	}
	var s Scene
	Layout(&s, x, View{}.WithSpan(Span{unix("2014-06-01"), unix("2014-06-02")}), Options{W: 800, H: 200})
	if len(s.Layers[1].Fades) != 1 {
		t.Error("the bar of the long one does not show in its middle")
	}
	x.Update(nil, []storage.ID{3}, nil)
	if len(l.long) != 0 {
		t.Error("it is still there when it was removed")
	}
}

func TestFigures(t *testing.T) {
	a, b, c, d := unix("2014-06-10"), unix("2014-06-11"), unix("2014-06-20"), unix("2014-06-21")
	open, ever := edtf.OpenPast, edtf.OpenFuture
	for _, k := range []struct {
		name    string
		corners edtf.Corners
		flags   storage.Flags
		want    figure
	}{
		{
			"moment", moments(a, a+400), 0,
			figure{at: a + 200, x0: a, x1: a + 100, x2: a + 300, x3: a + 400},
		},
		{
			"extent",
			edtf.Corners{EarliestStart: a, LatestStart: b, EarliestEnd: c, LatestEnd: d},
			storage.IsExtent,
			figure{at: a + 43200, x0: a, x1: b, x2: c, x3: d, extent: true},
		},
		{
			"extent with nothing certain",
			edtf.Corners{EarliestStart: a, LatestStart: c, EarliestEnd: b, LatestEnd: d},
			storage.IsExtent,
			figure{at: a + (c-a)/2, x0: a, x1: b + (c-b)/2, x2: b + (c-b)/2, x3: d, extent: true},
		},
		{
			"before", moments(open, a), 0,
			figure{at: a, x0: a, x1: a, x2: a, x3: a, openLeft: true},
		},
		{
			"since",
			edtf.Corners{EarliestStart: a, LatestStart: b, EarliestEnd: ever, LatestEnd: ever},
			storage.IsExtent,
			figure{at: a + 43200, x0: a, x1: b, x2: b, x3: b, openRight: true, extent: true},
		},
		{
			"until",
			edtf.Corners{EarliestStart: open, LatestStart: open, EarliestEnd: c, LatestEnd: d},
			storage.IsExtent,
			figure{at: c + 43200, x0: c, x1: c, x2: c, x3: d, openLeft: true, extent: true},
		},
		{
			"two days",
			edtf.Corners{EarliestStart: a, LatestStart: b, EarliestEnd: c, LatestEnd: d},
			storage.IsAllOf,
			figure{at: a + 43200, x0: a, x1: b, x2: c, x3: d, several: true, second: c + 43200},
		},
	} {
		x := NewIndex(columns(utter{id: 1, speaker: 1, when: k.corners, flags: k.flags}), Reference{})
		if got := x.figure(0); got != k.want {
			t.Errorf("%s\n got %+v\nwant %+v", k.name, got, k.want)
		}
	}
}

func TestFiguresAreOrdered(t *testing.T) {
	r := newRand(t, 42)
	cols, ref := random(r, 5000, 5, 3)
	x := NewIndex(cols, ref)
	for s, at := range x.at {
		if at == noMark {
			continue
		}
		g := x.figure(int32(s))
		if g.x0 > g.x1 || g.x1 > g.x2 || g.x2 > g.x3 {
			t.Fatalf("%+v of %+v", g, cols.When[s])
		}
		if m := x.reach[s]; m.from > g.x0 || m.to < g.x3 || m.from > at || m.to < at {
			t.Fatalf("%+v reaches out of %+v", g, m)
		}
	}
}

// candidates gives the range of entries outside which only long ones can meet
// [t0,t1].
func candidates(l *lane, t0, t1 int64) (int, int) {
	lo := slices.IndexFunc(l.at, func(t int64) bool { return t >= t0-l.fwd })
	hi := slices.IndexFunc(l.at, func(t int64) bool { return t > t1+l.back })
	if lo < 0 {
		lo = len(l.at)
	}
	if hi < 0 {
		hi = len(l.at)
	}
	return lo, hi
}

// TestEdges moves an edge about and compares with a look from the start.
func TestEdges(t *testing.T) {
	r := newRand(t, 41)
	for range 200 {
		l := &lane{}
		for range r.IntN(40) {
			l.at = append(l.at, r.Int64N(60))
		}
		slices.Sort(l.at)
		var e edge
		for range 60 {
			at := r.Int64N(80) - 10
			e.move(l, at)
			want := slices.IndexFunc(l.at, func(t int64) bool { return t >= at })
			if want < 0 {
				want = len(l.at)
			}
			if int(e.entry) != want {
				t.Fatalf("first of %v at %d or later: %d, want %d", l.at, at, e.entry, want)
			}
		}
	}
}
