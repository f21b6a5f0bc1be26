package charts

import (
	"math"
	"testing"

	"saywhen/storage"
)

func TestLevelsRoundDown(t *testing.T) {
	r := newRand(t, 50)
	for range 1000 {
		rate := math.Exp(r.Float64()*40 - 30)
		q := levelRate(levelOf(rate))
		if q > rate*(1+1e-12) || q < rate*levelStep*(1-1e-3) {
			t.Fatalf("rate %v has the level rate %v", rate, q)
		}
		w := float64(binSeconds(levelOf(rate))) * rate
		if w < 17.99 || w > 18*2*1.2 && binSeconds(levelOf(rate)) > 1 {
			t.Fatalf("a bin at rate %v is %v pixels wide", rate, w)
		}
	}
}

// same is a project of n statements of one day by one actor.
func same(n int) *Index {
	var list []utter
	for i := range n {
		list = append(list, utter{id: storage.ID(i + 1), speaker: 1, when: onDay("2014-06-16")})
	}
	list = append(list, utter{id: 9000, speaker: 2, when: onDay("2015-06-16")}, utter{id: 9001, speaker: 3, when: onDay("2013-06-16")})
	return NewIndex(columns(list...), Reference{Actors: []storage.Actor{{ID: 1, Name: "a"}, {ID: 2, Name: "b"}, {ID: 3, Name: "c"}}})
}

func TestLanesGrowThenMerge(t *testing.T) {
	o := Options{W: 1000, H: 600, Label: sampleLabel, Measure: words}
	for n, want := range map[int]struct {
		height float32
		bins   bool
	}{1: {26, false}, 2: {44, false}, 4: {80, false}, 6: {116, false}, 7: {116, false}, 50: {116, false}, 3000: {26, true}} {
		x := same(n)
		var s Scene
		Layout(&s, x, View{}.Fit(x), o)
		r, ok := s.LaneRect(1)
		if bins := x.nodes[0].shown.stack.bins; !ok || r.H != want.height || bins != want.bins {
			t.Errorf("%d at once: height %v, bins %v, want %+v", n, r.H, bins, want)
		}
	}
}

func TestLanesAreNotHighForWhatIsElsewhere(t *testing.T) {
	x := same(4)
	var s Scene
	Layout(&s, x, View{}.WithSpan(Span{unix("2010-01-01"), unix("2010-02-01")}), Options{W: 1000, H: 600})
	if r, _ := s.LaneRect(1); r.H != 26 {
		t.Errorf("height %v", r.H)
	}
}

func TestAllLanesMergeWhenTheMedianIsCrowded(t *testing.T) {
	cols, ref := random(newRand(t, 51), 40000, 20, 1)
	x := NewIndex(cols, ref)
	var s Scene
	Layout(&s, x, View{}.Fit(x), Options{W: 1000, H: 600})
	if !s.scratch.frame.key.merge {
		t.Error("lanes of 1,000 marks and more are not merged at full range")
	}
	day := zooms(x)[3]
	Layout(&s, x, day, Options{W: 1000, H: 600})
	if s.scratch.frame.key.merge {
		t.Error("they are merged at a day")
	}
}

func TestRowAt(t *testing.T) {
	l := rowList{top: []float32{0, 26, 70, 96}}
	for y, want := range map[float32]int{-1: -1, 0: 0, 25: 0, 26: 1, 69: 1, 70: 2, 95: 2, 96: 3, 200: 3} {
		if got := l.rowAt(y); got != want {
			t.Errorf("rowAt(%v) = %d, want %d", y, got, want)
		}
	}
}

func TestCollapsedRowsShowWhatIsBelow(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	l := x.visibleRows(View{}.WithCollapsed(100), false)
	if len(l.rows) != 6 || !l.rows[0].collapsed || len(l.rows[0].lane.slot) != 7 {
		t.Fatalf("%d rows, first %+v", len(l.rows), l.rows[0])
	}
	for _, id := range []storage.ID{100, 101, 102, 103} {
		if got := l.of[x.nodeOf(id)]; got != 0 {
			t.Errorf("actor %d is shown in row %d", id, got)
		}
	}
	if l = x.visibleRows(View{}, true); len(l.rows) != 8 || l.of[x.nodeOf(400)] != -1 {
		t.Errorf("%d rows without the empty ones", len(l.rows))
	}
}

func TestCollapsedLanesFollowUpdates(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	v := View{}.Fit(x).WithCollapsed(100)
	var s Scene
	Layout(&s, x, v, Options{W: 1000, H: 400})
	x.Update(columns(utter{id: 40, speaker: 103, when: onDay("2014-07-01")}), []storage.ID{10}, nil)
	Layout(&s, x, v, Options{W: 1000, H: 400})
	if _, ok := s.MarkRect(40); !ok {
		t.Error("the new statement has no mark")
	}
	if _, ok := s.MarkRect(10); ok {
		t.Error("the removed one has")
	}
	if n := len(x.mergedLane(0).slot); n != 7 {
		t.Errorf("%d statements below Iran", n)
	}
}

func TestRevealLane(t *testing.T) {
	cols, ref := random(newRand(t, 52), 600, 90, 3)
	x := NewIndex(cols, ref)
	o := Options{W: 900, H: 300}
	v := View{}.Fit(x)
	for _, l := range x.Lanes() {
		if l.Children > 0 {
			v = v.Toggle(l.Actor)
		}
	}
	var s Scene
	for _, l := range x.Lanes() {
		w := RevealLane(x, v, o, l.Actor)
		Layout(&s, x, w, o)
		if r, ok := s.LaneRect(l.Actor); !ok || r.Y < s.Plot.Y-0.1 || r.H < s.Plot.H && r.Y+r.H > s.Plot.Y+s.Plot.H+0.1 {
			t.Fatalf("lane %s: %v, %v", l.Name, r, ok)
		}
	}
	if !RevealLane(x, v, o, 5).Equal(v) {
		t.Error("an unknown lane moved the view")
	}
}

func TestOptionDefaults(t *testing.T) {
	o := Options{W: 1000}
	if o.gutter() != 220 || o.fontSize() != 13 || o.labelRoom() != 0 || o.location().String() != "UTC" {
		t.Errorf("%v %v %v %v", o.gutter(), o.fontSize(), o.labelRoom(), o.location())
	}
	o = Options{W: 300, Gutter: 400, FontSize: 20, Label: sampleLabel}
	if o.gutter() != 150 || o.fontSize() != 20 || o.labelRoom() != 150 {
		t.Errorf("%v %v %v", o.gutter(), o.fontSize(), o.labelRoom())
	}
	o = Options{Gutter: -1, LabelRoom: -1, Label: sampleLabel}
	if o.gutter() != 0 || o.labelRoom() != 0 || o.measure("four", 10, false) != 22 {
		t.Errorf("%v %v %v", o.gutter(), o.labelRoom(), o.measure("four", 10, false))
	}
}

// TestHeightsAreThoseOfThePlan holds that a lane that is left out of planning
// would have had one row: the heights are those of every lane planned by itself.
func TestHeightsAreThoseOfThePlan(t *testing.T) {
	r := newRand(t, 31)
	higher := 0
	for _, n := range []int{30, 300, 3000, 30_000} {
		cols, ref := random(r, n, 5+n/20, 4)
		x := NewIndex(cols, ref)
		for i, v := range zooms(x) {
			v = v.Pan(testPlot, (r.Float32()-0.5)*testPlot.W)
			for _, l := range x.Lanes() {
				v = v.WithSize(l.Actor, LaneSize(r.IntN(3)))
			}
			var s Scene
			Layout(&s, x, v, Options{W: 1000, H: 500, Label: sampleLabel, Measure: words})
			f := &s.scratch.frame
			for j := range f.list.rows {
				alone := f.list.rows[j]
				lo, hi := candidates(alone.lane, f.key.pages.From, f.key.pages.To)
				alone.lo, alone.hi = edge{entry: int32(lo)}, edge{entry: int32(hi)}
				k, plan := f.key.of(alone.size), stack{}
				x.plan(&plan, &alone, &k)
				if got := f.list.top[j+1] - f.list.top[j]; abs(got-plan.height()) > 0.01 {
					t.Fatalf("%d statements, zoom %d, lane %d: height %v, planned %v", n, i, j, got, plan.height())
				}
				if plan.rows > 1 {
					higher++
				}
			}
		}
	}
	if higher == 0 {
		t.Error("no lane was higher than one row")
	}
}

// TestLowBarsHaveNoNumbers holds that a number stands on a bar only where the
// bar is as high as its letters.
func TestLowBarsHaveNoNumbers(t *testing.T) {
	x := same(3000)
	for height, want := range map[float32]bool{26: true, 15: false} {
		v := View{LaneHeight: height}.Fit(x)
		var s Scene
		Layout(&s, x, v, Options{W: 1200, H: 600, Measure: words})
		got := false
		for i := range s.Layers {
			for _, text := range s.Layers[i].Texts {
				got = got || text.Halo && text.Str == "3000"
			}
		}
		if got != want {
			t.Errorf("lanes of %v: number %v", height, got)
		}
	}
}
