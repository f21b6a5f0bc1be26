package charts

import (
	"slices"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// arcs draws the links of a project and gives the arcs.
func arcs(x *Index, o Options) []Arc {
	o.W, o.H = 1000, 400
	var s Scene
	Layout(&s, x, View{}.Fit(x), o)
	return s.Layers[1].Arcs
}

func TestLinkModes(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	only := func(want storage.ID) func(storage.ID) bool { return func(id storage.ID) bool { return id == want } }
	for _, c := range []struct {
		name string
		o    Options
		want []Style
	}{
		{"none", Options{}, nil},
		{"all", Options{Links: LinksAll}, []Style{StyleLinkDeny, StyleLinkAffirm, StyleLinkNeutral, StyleLinkReport}},
		{"of the selected", Options{Links: LinksSelected, Selected: only(14)}, []Style{StyleLinkDeny, StyleLinkReport}},
		{"nothing selected", Options{Links: LinksSelected}, nil},
		{"all, one selected", Options{Links: LinksAll, Selected: only(12)}, []Style{StyleLinkDeny, StyleLinkAffirm, StyleLinkNeutral, StyleLinkReport}},
	} {
		var got []Style
		for _, a := range arcs(x, c.o) {
			got = append(got, a.Style)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestArcsAreDashedWhenTheOrderIsNotCertain(t *testing.T) {
	day := onDay("2014-09-05")
	noon := moments(unix("2014-09-05")+43200, unix("2014-09-05")+43200)
	next := onDay("2014-09-06")
	open := edtf.Corners{EarliestStart: edtf.OpenPast, LatestStart: unix("2014-09-10"), EarliestEnd: edtf.OpenPast, LatestEnd: unix("2014-09-10")}
	for _, c := range []struct {
		name    string
		a, b    edtf.Corners
		m, n    int32
		certain bool
	}{
		{"same day", day, day, 0, 0, false},
		{"same day, in sequence", day, day, 1, 2, true},
		{"same day, one in sequence", day, day, 1, 0, false},
		{"next day", day, next, 0, 0, true},
		{"next day, backwards", next, day, 0, 0, true},
		{"noon of the day", day, noon, 0, 0, false},
		{"same second", noon, noon, 0, 0, false},
		{"open start", open, day, 0, 0, false},
	} {
		x := NewIndex(columns(
			utter{id: 1, speaker: 1, when: c.a, sequence: c.m}, utter{id: 2, speaker: 2, when: c.b, sequence: c.n},
		), Reference{
			Actors:    []storage.Actor{{ID: 1, Name: "a"}, {ID: 2, Name: "b"}},
			Relations: []storage.Relation{{ID: 1, From: 1, To: 2, Kind: storage.Denies}, {ID: 2, From: 1, To: 99, Kind: storage.Denies}},
		})
		list := arcs(x, Options{Links: LinksAll})
		if len(list) != 1 || (list[0].Dash == 0) != c.certain {
			t.Errorf("%s: %+v", c.name, list)
		}
	}
}

func TestArcsRunFromMarkToMark(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	var s Scene
	Layout(&s, x, View{}.Fit(x), Options{W: 1000, H: 400, Links: LinksAll})
	from, _ := s.MarkRect(15)
	to, _ := s.MarkRect(14)
	for _, a := range s.Layers[1].Arcs {
		if a.Style != StyleLinkDeny {
			continue
		}
		if !touches(from, a.X0, a.Y0) || !touches(to, a.X1, a.Y1) {
			t.Errorf("arc %+v from %v to %v", a, from, to)
		}
	}
}

// touches reports whether a point lies on the edge of a mark, two pixels about.
func touches(mark Rect, x, y float32) bool {
	wide := Rect{mark.X - 2, mark.Y - 2, mark.W + 4, mark.H + 4}
	inner := Rect{mark.X + 2, mark.Y + 2, mark.W - 4, mark.H - 4}
	return wide.Contains(x, y) && !inner.Contains(x, y)
}

func TestArcsBowAwayFromLabels(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	for _, c := range []struct {
		w    float32
		left bool
	}{{1000, false}, {4000, true}} { // in the wide picture there is room for labels at the right
		var s Scene
		Layout(&s, x, View{}.Fit(x), Options{W: c.w, H: 400, Links: LinksAll, Label: func(storage.ID) (string, bool) { return "label", true }})
		for _, a := range s.Layers[1].Arcs {
			if a.Style == StyleLinkDeny && (a.CX0 < a.X0) != c.left {
				t.Errorf("%v wide: arc %+v bows to the wrong side", c.w, a)
			}
		}
	}
}

func TestArcsToCollapsedLanesEndThere(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	var s Scene
	Layout(&s, x, View{}.Fit(x).WithCollapsed(100, 300), Options{W: 1000, H: 400, Links: LinksAll})
	media, _ := s.LaneRect(300)
	found := false
	for _, a := range s.Layers[1].Arcs {
		if a.Style == StyleLinkDeny {
			found = true
			if a.Y1 < media.Y-10 || a.Y1 > media.Y+media.H {
				t.Errorf("the arc ends at %v, the lane is %v", a.Y1, media)
			}
		}
	}
	if !found {
		t.Error("no arc to the collapsed lane")
	}
}

func TestArcsKeepTheBudget(t *testing.T) {
	var list []utter
	for i := range 900 {
		list = append(list, utter{id: storage.ID(i + 1), speaker: storage.ID(i % 40), when: moments(int64(i)*1e6, int64(i)*1e6), reportedIn: storage.ID(i)})
	}
	ref := Reference{}
	for i := range 40 {
		ref.Actors = append(ref.Actors, storage.Actor{ID: storage.ID(i), Name: "a"})
	}
	x := NewIndex(columns(list...), ref)
	var s Scene
	Layout(&s, x, View{}.Fit(x), Options{W: 2000, Links: LinksAll})
	if n := len(s.Layers[1].Arcs); n == 0 || n > maxArcs {
		t.Errorf("%d arcs", n)
	}
}

func TestLinksFollowUpdates(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	if n := len(arcs(x, Options{Links: LinksAll})); n != 4 {
		t.Fatalf("%d arcs", n)
	}
	x.Update(nil, []storage.ID{14}, nil)
	if n := len(arcs(x, Options{Links: LinksAll})); n != 2 {
		t.Errorf("%d arcs without statement 14", n)
	}
}
