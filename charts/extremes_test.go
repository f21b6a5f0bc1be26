package charts

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// year is the first second of an astronomical year, about.
func year(y int64) int64 { return int64(float64(y-1970) * yearSeconds) }

// oddProject is what a view is laid over in these tests.
type oddProject struct {
	name string
	cols *storage.Columns
	ref  Reference
}

func lanesCalled(names ...string) (ref Reference) {
	ref.Verbs = storage.StarterVerbs()
	for i, n := range names {
		ref.Actors = append(ref.Actors, storage.Actor{ID: storage.ID(i + 1), Name: n, Colour: storage.NoColour})
	}
	return ref
}

// spokenAt makes n statements by the actors 1 to lanes at instants.
func spokenAt(n, lanes int, at func(i int) edtf.Corners) *storage.Columns {
	list := make([]utter, n)
	for i := range list {
		list[i] = utter{id: storage.ID(i + 1), speaker: storage.ID(i%lanes + 1), verb: 1, when: at(i)}
	}
	return columns(list...)
}

func extremeProjects() []oddProject {
	many := make([]string, 20_000)
	for i := range many {
		many[i] = fmt.Sprint("Lane ", i)
	}
	ages := func(i int) edtf.Corners {
		t := [...]int64{year(-9999), year(9999), year(2014)}[i%3]
		return moments(t, t+86400)
	}
	return []oddProject{
		{"nothing", &storage.Columns{PosOff: []int32{0}, PartyOff: []int32{0}}, Reference{}},
		{"one lane", spokenAt(1, 1, func(int) edtf.Corners { return onDay("2014-06-16") }), lanesCalled("Alone")},
		{"20,000 lanes", spokenAt(40_000, 20_000, func(i int) edtf.Corners { t := unix("2014-01-01") + int64(i)*600; return moments(t, t) }), lanesCalled(many...)},
		{"one instant", spokenAt(5000, 3, func(int) edtf.Corners { t := unix("2014-06-16T12:00"); return moments(t, t) }), lanesCalled("A", "B", "C")},
		{"the ends of the years", spokenAt(30, 3, ages), lanesCalled("A", "B", "C")},
		{"a long name", spokenAt(3, 1, func(int) edtf.Corners { return onDay("2014-06-16") }), lanesCalled(strings.Repeat("long name ", 200))},
		{"longer than the range", spokenAt(3, 1, func(int) edtf.Corners { return overDays("1900-01-01", "2100-01-01") }), lanesCalled("A")},
	}
}

func extremeViews(x *Index) map[string]View {
	fit := View{}.Fit(x)
	deep := fit.ZoomAt(testPlot, 500, 1e-12)
	return map[string]View{
		"fit": fit, "zero": {}, "a minute": deep, "20,000 years": fit.ZoomAt(testPlot, 500, 1e12),
		"year -9999": fit.PanTo(year(-9999)), "year 9999": fit.PanTo(year(9999)),
		"beyond all": fit.PanTo(math.MaxInt64), "before all": fit.PanTo(math.MinInt64 + 1),
		"outside": fit.Pan(testPlot, 1e7), "scrolled past the end": {From: fit.From, Width: fit.Width, ScrollY: 1e7},
		"not a number": {From: fit.From, Width: math.NaN()}, "inside out": {From: fit.From, Width: -5},
	}
}

// TestNothingBreaksAtTheExtremes lays every odd project under every odd view, in
// windows down to none, and touches what was drawn.
func TestNothingBreaksAtTheExtremes(t *testing.T) {
	sizes := [][2]float32{{1280, 800}, {0, 0}, {1, 1}, {0, 300}, {300, 60}}
	for _, p := range extremeProjects() {
		x := NewIndex(p.cols, p.ref)
		for name, v := range extremeViews(x) {
			for _, size := range sizes {
				if size[1] == 0 && len(p.ref.Actors) > 1000 {
					continue // a height of 0 asks for all lanes at once
				}
				t.Run(fmt.Sprint(p.name, "/", name, "/", size), func(t *testing.T) {
					o := Options{W: size[0], H: size[1], Label: sampleLabel, Links: LinksAll, Contradictions: true, Now: unix("2014-06-16"), Weekend: [7]bool{true}}
					layTwice(t, x, v, o)
				})
			}
		}
	}
}

// layTwice lays a picture out and checks that what is drawn is finite and of a
// bounded number, and that a second frame takes little memory.
func layTwice(t *testing.T, x *Index, v View, o Options) {
	t.Helper()
	var s Scene
	Layout(&s, x, v, o)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	Layout(&s, x, v, o)
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 1<<20 {
		t.Errorf("a second frame takes %d bytes", grown)
	}
	drawn := 0
	for i := range s.Layers {
		l := &s.Layers[i]
		drawn += len(l.Rects) + len(l.Lines) + len(l.Fades) + len(l.Marks) + len(l.Texts)
		for _, m := range l.Marks {
			finiteNumbers(t, "mark", m.X, m.Y, m.Size)
		}
		for _, r := range l.Rects {
			finiteNumbers(t, "rectangle", r.X, r.Y, r.W, r.H)
		}
		for _, n := range l.Lines {
			finiteNumbers(t, "line", n.X0, n.Y0, n.X1, n.Y1)
		}
		for _, f := range l.Fades {
			finiteNumbers(t, "date", f.X0, f.X1, f.X2, f.X3, f.Y)
		}
	}
	if drawn > 60_000 {
		t.Errorf("%d things are drawn", drawn)
	}
	for _, at := range [][2]float32{{-5, -5}, {300, 100}, {o.W, o.H}, {1e9, 1e9}} {
		s.Hit(at[0], at[1])
	}
	s.StatementsIn(s.Plot)
	LayoutOverview(&s, x, v, o.W, 40)
	s.HandleAt(10)
}

func finiteNumbers(t *testing.T, what string, list ...float32) {
	t.Helper()
	for _, v := range list {
		if f := float64(v); math.IsNaN(f) || math.IsInf(f, 0) {
			t.Fatalf("a %s has %v", what, list)
		}
	}
}

// TestTimeOfXIsTime: at any zoom, anywhere, an instant that is drawn and read
// back is the same to half a pixel.
func TestTimeOfXIsTime(t *testing.T) {
	r := newRand(t, 41)
	for range 20_000 {
		width := math.Exp(r.Float64()*math.Log(MaxWidth/MinWidth)) * MinWidth
		v := View{}.at(year(-9999)+r.Int64N(year(9999)-year(-9999)), r.Float64(), width)
		sc := v.Scale(testPlot)
		at := addSeconds(v.From, r.Float64()*v.Width)
		back := sc.T(sc.X(at))
		if off := math.Abs(elapsed(at, back)); off > sc.Seconds(0.5)+1 {
			t.Fatalf("Time(X(%d)) = %d: %v s off where half a pixel is %v s", at, back, off, sc.Seconds(0.5))
		}
	}
}

// TestViewsStayInsideBounds does whatever can be done to a view, thousands of
// times, with the wildest amounts.
func TestViewsStayInsideBounds(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	r := newRand(t, 42)
	wild := func() float64 { return math.Exp(r.Float64()*80-40) * float64(1-2*r.IntN(2)) }
	v := View{}.Fit(x)
	var overview Scene
	LayoutOverview(&overview, x, v, 900, 40)
	for i := range 30_000 {
		switch r.IntN(9) {
		case 0:
			v = v.ZoomAt(testPlot, testPlot.X+r.Float32()*testPlot.W, math.Abs(wild()))
		case 1:
			v = v.Pan(testPlot, float32(wild()))
		case 2:
			v = v.PanTo(int64(wild()))
		case 3:
			v = v.WithSpan(Span{int64(wild()), int64(wild())})
		case 4:
			v = v.Scroll(float32(wild()), 1000, 300)
		case 5:
			v = v.DragHandle(overview.Scale, HandlePart(r.IntN(4)), float32(wild()))
		case 6:
			v = v.Towards(View{}.Fit(x), r.Float64())
		case 7:
			v = v.Fit(x)
		case 8:
			v = Reveal(x, v, Options{W: 900, H: 340}, storage.ID(10+r.IntN(10)))
		}
		far := int64(farYears)
		if !(v.Width >= MinWidth && v.Width <= MaxWidth) || !(v.Frac >= 0 && v.Frac < 1) || v.From < -far || v.From > far || !(v.ScrollY >= 0 && v.ScrollY <= 700) {
			t.Fatalf("after %d operations the view is %+v", i, v)
		}
	}
}

func TestTowards(t *testing.T) {
	r := newRand(t, 43)
	random := func() View {
		v := View{}.WithSpan(Span{int64(r.IntN(1e9)), int64(1e9 + r.IntN(1e9))}).ZoomAt(testPlot, 500, math.Exp(-r.Float64()*12))
		v.ScrollY = float32(r.IntN(500))
		return v
	}
	for range 500 {
		a, b := random(), random()
		b.Collapsed = []storage.ID{7}
		if !a.Towards(b, 1).Equal(b) {
			t.Fatalf("the way does not end at %+v", b)
		}
		if s := a.Towards(b, 0); math.Abs(s.Width-a.Width) > 1e-6*a.Width || math.Abs(elapsed(a.From, s.From)+s.Frac-a.Frac) > a.Width*1e-6 {
			t.Fatalf("the way from %+v begins at %+v", a, s)
		}
		last := a.Width
		for share := 0.1; share < 1; share += 0.1 {
			s := a.Towards(b, share)
			if (s.Width-last)*(b.Width-a.Width) < -1e-3 {
				t.Fatalf("from %v to %v it shows %v s after %v", a.Width, b.Width, s.Width, last)
			}
			last = s.Width
		}
	}
}
