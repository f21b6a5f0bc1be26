package charts

import (
	"fmt"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// sampleContext is bands and callouts of the sample with every kind of end.
func sampleContext() ([]Band, []Callout) {
	return []Band{
		{ID: 1, When: onDay("2014-06-10"), Label: "Mosul falls", Colour: 0xaa3311},
		{ID: 2, When: overDays("2014-06-15", "2014-07-20"), Extent: true, Label: "Talks in Vienna", Colour: storage.NoColour},
		{ID: 3, When: edtf.Corners{EarliestStart: unix("2014-08-08"), LatestStart: unix("2014-08-09"), EarliestEnd: unix("2014-08-09"), LatestEnd: edtf.OpenFuture}, Extent: true, Label: "Air strikes", Colour: 0x3355aa},
		{ID: 4, When: moments(unix("2014-07-01"), unix("2014-08-01")), Label: "سقوط (some day in July)", Colour: storage.NoColour},
		{ID: 5, When: edtf.Corners{EarliestStart: edtf.OpenPast, LatestStart: unix("2014-06-01"), EarliestEnd: edtf.OpenPast, LatestEnd: unix("2014-06-01")}, Label: "Before June"},
	}, []Callout{
		{ID: 7, Statement: 11, Text: "The first denial\nof what the BBC would report in September"},
		{ID: 8, Statement: 14, Text: "اولین گزارش درباره نامه", DX: -120, DY: 60},
		{ID: 9, Statement: 20, Text: "has no date, so it is not drawn"},
	}
}

func TestGoldenContext(t *testing.T) {
	x := NewIndex(sample())
	o := Options{W: 900, H: 300, Measure: words, Label: sampleLabel}
	o.Context, o.Callouts = sampleContext()
	var s Scene
	Layout(&s, x, View{}.Fit(x), o)
	golden(t, "context", dump(&s))
	Layout(&s, x, View{}.Fit(x).WithCollapsed(100), o)
	golden(t, "context-collapsed", dump(&s))
}

// TestContextMovesNothing: without bands and callouts the picture is the one
// without the options, and the lanes keep their places while one pans.
func TestContextMovesNothing(t *testing.T) {
	x := NewIndex(sample())
	o := Options{W: 900, H: 300, Measure: words, Label: sampleLabel}
	var bare, s Scene
	v := View{}.Fit(x)
	Layout(&bare, x, v, o)
	o.Context, o.Callouts = []Band{}, []Callout{}
	Layout(&s, x, v, o)
	if dump(&s) != dump(&bare) {
		t.Error("empty lists change the picture")
	}
	o.Context, o.Callouts = sampleContext()
	plots := map[Rect]bool{}
	for dx := range 60 {
		Layout(&s, x, v.Pan(bare.Plot, float32(dx*40-1200)), o)
		plots[s.Plot] = true
	}
	if len(plots) != 1 {
		t.Errorf("panning moves the lanes: %v", plots)
	}
	if got, want := LayoutHeight(x, v, o)-s.Plot.Y, LayoutHeight(x, v, Options{W: 900, Measure: words, Label: sampleLabel})-bare.Plot.Y; got != want {
		t.Errorf("all lanes need %g, not %g", got, want)
	}
}

// TestBandLabels holds, at random bands and views, that no two labels overlap,
// that none leaves its row of the plot, that every band in sight has a label or
// is counted, and that a label is met where it stands.
func TestBandLabels(t *testing.T) {
	r := newRand(t, 5)
	x := NewIndex(sample())
	var s Scene
	for round := range 400 {
		o := Options{W: 300 + r.Float32()*900, H: 300, Measure: words}
		from := unix("2014-01-01")
		for i := range 1 + r.IntN(30) {
			a := from + r.Int64N(400*86400)
			b := a + r.Int64N(1+r.Int64N(90*86400))
			o.Context = append(o.Context, Band{ID: storage.ID(i + 1), Label: strings.Repeat("word ", 1+r.IntN(9)), Extent: r.IntN(2) == 0, When: edtf.Corners{EarliestStart: a, LatestStart: a, EarliestEnd: b, LatestEnd: b}})
			if r.IntN(8) == 0 {
				o.Context[i].When.LatestEnd = edtf.OpenFuture
			}
		}
		v := View{}.WithSpan(Span{from + r.Int64N(200*86400), from + (200+r.Int64N(200))*86400})
		Layout(&s, x, v, o)
		boxes := make([]Rect, 0, len(o.Context))
		for _, b := range s.strip.labels {
			boxes = append(boxes, b.box)
			if h := s.Hit(b.box.X+b.box.W/2, b.box.Y+b.box.H/2); h.Kind != HitPeriod || h.Period != b.id {
				t.Fatalf("round %d: on the label of %d there is %+v", round, b.id, h)
			}
		}
		if len(s.strip.counts) > 0 {
			boxes = append(boxes, s.strip.count)
			if h := s.Hit(s.strip.count.X+2, s.strip.count.Y+2); h.Kind != HitPeriod || h.Period != 0 || h.Count != len(s.strip.counts) {
				t.Fatalf("round %d: on the count there is %+v", round, h)
			}
		}
		checkBoxesApart(t, fmt.Sprintf("round %d: labels", round), boxes, Rect{s.Plot.X, s.strip.area.Y, s.Plot.W, s.strip.area.H})
		seen := map[storage.ID]int{}
		for _, b := range s.strip.labels {
			seen[b.id]++
		}
		for _, id := range s.strip.counts {
			seen[id]++
		}
		for _, b := range o.Context {
			want := 0
			if b.When.LatestEnd > v.Span().From && b.When.EarliestStart < v.Span().To {
				want = 1
			}
			// A band that ends within a pixel of the edge may be in sight or not.
			edge := s.Scale.X(b.When.LatestEnd)-s.Plot.X < 2 && s.Scale.X(b.When.LatestEnd)-s.Plot.X > -2 ||
				s.Plot.X+s.Plot.W-s.Scale.X(b.When.EarliestStart) < 2 && s.Plot.X+s.Plot.W-s.Scale.X(b.When.EarliestStart) > -2
			if seen[b.ID] != want && !edge {
				t.Fatalf("round %d: band %d is labelled or counted %d times, not %d", round, b.ID, seen[b.ID], want)
			}
		}
	}
}

// checkBoxesApart holds that boxes lie inside an area and share nothing.
func checkBoxesApart(t *testing.T, what string, boxes []Rect, area Rect) {
	t.Helper()
	const loose = 0.01
	for i, b := range boxes {
		if b.X < area.X-loose || b.Y < area.Y-loose || b.X+b.W > area.X+area.W+loose || b.Y+b.H > area.Y+area.H+loose {
			t.Fatalf("%s: %v is not in %v", what, b, area)
		}
		for _, c := range boxes[:i] {
			if min(b.X+b.W, c.X+c.W)-max(b.X, c.X) > loose && min(b.Y+b.H, c.Y+c.H)-max(b.Y, c.Y) > loose {
				t.Fatalf("%s: %v lies on %v", what, b, c)
			}
		}
	}
}

func TestCallouts(t *testing.T) {
	x := NewIndex(sample())
	o := Options{W: 900, H: 420, Measure: words, Label: sampleLabel}
	for i, id := range []storage.ID{10, 11, 12, 13, 14, 15, 17, 18} {
		o.Callouts = append(o.Callouts, Callout{ID: storage.ID(i + 1), Statement: id, Text: fmt.Sprint("note number ", i)})
	}
	o.Callouts[3].DX, o.Callouts[3].DY = 4000, -4000 // out of the plot, were it let
	var s Scene
	Layout(&s, x, View{}.Fit(x), o)
	var boxes []Rect
	for _, c := range o.Callouts {
		box, mx, my, ok := s.CalloutPlace(c.ID)
		if !ok {
			t.Fatalf("the callout of %d is not drawn", c.Statement)
		}
		if m, ok := s.MarkRect(c.Statement); !ok || mx != m.X+m.W/2 || my != m.Y+m.H/2 {
			t.Errorf("the callout of %d points to %g %g, the mark is %v", c.Statement, mx, my, m)
		}
		if h := s.Hit(box.X+3, box.Y+3); h.Kind != HitCallout || h.Callout != c.ID || h.Statement != c.Statement {
			t.Errorf("on the callout %d there is %+v", c.ID, h)
		}
		boxes = append(boxes, box)
	}
	checkBoxesApart(t, "callouts", boxes, s.Plot)
	// One that is placed stands where it was placed.
	o.Callouts = []Callout{{ID: 1, Statement: 12, Text: "here", DX: 60, DY: 40}}
	Layout(&s, x, View{}.Fit(x), o)
	if box, mx, my, _ := s.CalloutPlace(1); abs32(box.X+box.W/2-mx-60) > 0.01 || abs32(box.Y+box.H/2-my-40) > 0.01 {
		t.Errorf("it is at %v, the mark at %g %g", box, mx, my)
	}
	// Out of sight, filtered out, gone: not drawn.
	for what, change := range map[string]func() View{
		"panned away": func() View { return View{}.WithSpan(Span{unix("2015-01-01"), unix("2015-02-01")}) },
		"filtered":    func() View { x.SetFilter(NewSet(10)); return View{}.Fit(x) },
	} {
		v := change()
		Layout(&s, x, v, o)
		x.SetFilter(nil)
		if _, _, _, ok := s.CalloutPlace(1); ok {
			t.Errorf("%s, it is still drawn", what)
		}
	}
}

// TestCalloutOfAMergedMark: where marks are merged, the callout points to the
// place in the lane.
func TestCalloutOfAMergedMark(t *testing.T) {
	cols, ref := random(newRand(t, 9), 60_000, 4, 3)
	x := NewIndex(cols, ref)
	o := Options{W: 900, H: 420, Measure: words}
	v := View{}.Fit(x)
	var s Scene
	Layout(&s, x, v, o)
	n := 0
	for i, id := range cols.ID {
		if _, single := s.MarkRect(id); single || cols.Flags[i]&storage.Undated != 0 || i%997 > 0 {
			continue
		}
		n++
		o.Callouts = []Callout{{ID: 1, Statement: id, Text: "one of many"}}
		Layout(&s, x, v, o)
		_, mx, my, ok := s.CalloutPlace(1)
		at, _ := x.Anchor(id)
		want := s.Scale.X(at)
		lane, seen := s.LaneRect(cols.Speaker[i])
		if inside := want >= s.Plot.X && want < s.Plot.X+s.Plot.W && seen; ok != inside || ok && (abs32(mx-want) > 0.5 || !lane.Contains(mx, my)) {
			t.Fatalf("%d: the callout points to %g %g (%v), the statement is at %g in %v", id, mx, my, ok, want, lane)
		}
	}
	if n == 0 {
		t.Error("no mark was merged")
	}
}

func abs32(v float32) float32 { return max(v, -v) }

func TestContextFrameAllocates(t *testing.T) {
	x := NewIndex(sample())
	o := Options{W: 900, H: 300, Measure: func(s string, size float32, _ bool) float32 { return float32(len(s)) * size / 2 }}
	v := View{}.Fit(x)
	var s Scene
	frame := func() { Layout(&s, x, v, o) }
	frame()
	if n := testing.AllocsPerRun(20, frame); n != 0 {
		t.Errorf("a frame without context allocates %g times", n)
	}
}

func TestRightToLeft(t *testing.T) {
	for text, want := range map[string]bool{"": false, "12 ": false, "a ا": false, "۱۲ ایران": true, "«נא» x": true, "Ω": false} {
		if rightToLeft(text) != want {
			t.Errorf("%q is %v", text, !want)
		}
	}
}

// BenchmarkLayoutContext is a month with forty periods and ten callouts.
func BenchmarkLayoutContext(b *testing.B) {
	x := projects[0].index(b)
	v, o := zooms(x)[2], benchOptions
	span := x.Span()
	for i := range int64(40) {
		at := span.From + i*(span.To-span.From)/40
		o.Context = append(o.Context, Band{ID: storage.ID(i + 1), Label: "a period with a name", When: moments(at, at+20*86400)})
	}
	for i, id := range x.Columns().ID {
		if len(o.Callouts) < 10 && i%10_000 == 0 {
			o.Callouts = append(o.Callouts, Callout{ID: id, Statement: id, Text: "a few words of an analyst"})
		}
	}
	var s Scene
	b.ReportAllocs()
	for b.Loop() {
		Layout(&s, x, v, o)
	}
}
