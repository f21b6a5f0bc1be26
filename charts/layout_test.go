package charts

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"saywhen/storage"
)

// golden compares text with a file of testdata; -update writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("%s line %d\n got %s\nwant %s", path, i+1, a[i], b[i])
		}
	}
	t.Fatalf("%s: %d lines, want %d", path, len(a), len(b))
}

func TestGoldenScenes(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	fit := View{}.Fit(x)
	base := Options{W: 900, H: 300, Measure: words, Label: sampleLabel}
	export := Options{
		W: 1000, Measure: words, Label: sampleLabel, Links: LinksAll, Legend: true, Title: "Who said what",
		Subtitle: "June to September 2014", Sources: []string{"BBC Persian, 5 September 2014", strings.Repeat("a long source ", 14)},
		Footer: "15 statements", HideEmpty: true,
		Selected: func(id storage.ID) bool { return id == 15 },
	}
	claim := base
	claim.StanceClaim, claim.Gutter = 50, -1
	for _, c := range []struct {
		name string
		v    View
		o    Options
	}{
		{"fit", fit, base},
		{"export", fit, export},
		{"collapsed", fit.WithCollapsed(100, 200), base},
		{"claim", fit, claim},
		{"june", fit.WithSpan(Span{unix("2014-06-10"), unix("2014-06-24")}), base},
	} {
		t.Run(c.name, func(t *testing.T) {
			var s Scene
			Layout(&s, x, c.v, c.o)
			golden(t, c.name, dump(&s))
		})
	}
}

func TestGoldenOverview(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	var s Scene
	LayoutOverview(&s, x, View{}.WithSpan(Span{unix("2014-06-10"), unix("2014-06-24")}), 400, 40)
	golden(t, "overview", dump(&s))
}

// zooms are the views at which properties are checked: from everything to a
// day.
func zooms(x *Index) []View {
	s := x.Span()
	mid := s.From + (s.To-s.From)/2
	day := int64(86400)
	return []View{
		View{}.Fit(x),
		View{}.WithSpan(Span{mid - 183*day, mid + 182*day}),
		View{}.WithSpan(Span{mid - 15*day, mid + 15*day}),
		View{}.WithSpan(Span{mid, mid + day}),
	}
}

// TestVisibleIsWhatTheSlowWayFinds compares what is drawn, mark by mark and bin
// by bin, with a look at every statement of every lane.
func TestVisibleIsWhatTheSlowWayFinds(t *testing.T) {
	r := newRand(t, 9)
	for _, n := range []int{50, 500, 5000} {
		for range 3 {
			cols, ref := random(r, n, 3+n/50, 4)
			x := NewIndex(cols, ref)
			for _, v := range zooms(x) {
				v.ScrollY = r.Float32() * 200
				v = v.Pan(testPlot, (r.Float32()-0.5)*testPlot.W)
				for _, l := range x.Lanes() {
					if l.Children > 0 && r.IntN(3) == 0 {
						v = v.Toggle(l.Actor)
					}
					v = v.WithSize(l.Actor, LaneSize(r.IntN(3)))
				}
				var s Scene
				Layout(&s, x, v, Options{W: 1000, H: 500})
				checkVisible(t, x, &s)
			}
		}
	}
}

func checkVisible(t *testing.T, x *Index, s *Scene) {
	t.Helper()
	f := &s.scratch.frame
	drawn := map[int32][]storage.ID{} // by row
	for i := range s.targets {
		k := &s.targets[i]
		switch {
		case k.kind == HitMark:
			drawn[k.row] = append(drawn[k.row], k.id)
		default:
			drawn[k.row] = s.binIDs(drawn[k.row], k, func(int64) bool { return true })
		}
	}
	for i := f.lo; i < f.hi; i++ {
		row := &f.list.rows[i]
		want := slowVisible(f, row)
		got := slices.Sorted(slices.Values(drawn[int32(i)]))
		if !slices.Equal(got, want) {
			t.Fatalf("lane %s: drawn %v, want %v (bins %v)", x.nodes[row.node].actor.Name, got, want, row.lane.stack.bins)
		}
	}
	for i := range drawn {
		if int(i) < f.lo || int(i) >= f.hi {
			t.Fatalf("row %d is drawn, rows shown are %d to %d", i, f.lo, f.hi)
		}
	}
}

// slowVisible looks at every statement: does it belong to the lane, and does
// what is drawn of it, or its bin, meet the plot?
func slowVisible(f *frame, row *row) []storage.ID {
	x, p := f.x, f.s.Plot
	width := binSeconds(f.key.level)
	var ids []storage.ID
	for s := range x.cols.ID {
		i := int32(s)
		if x.at[i] == noMark || !slowBelongs(x, row, x.nodeOf(x.cols.Speaker[i])) {
			continue
		}
		g := x.figure(i)
		box := f.box(&g)
		shows := box.X+box.W >= p.X && box.X <= p.X+p.W
		if row.lane.stack.bins {
			bin := floorDiv(x.at[i], width)
			shows = bin >= floorDiv(f.s.Scale.T(p.X), width) && x.at[i] <= f.s.Scale.T(p.X+p.W)
			if !shows && bin == floorDiv(f.s.Scale.T(p.X+p.W), width) {
				shows = slowShares(x, row, bin, width, f.s.Scale.T(p.X+p.W))
			}
		}
		if slowFolded(x, row, i) { // counted in the bin of its mark
			from := floorDiv(x.at[i], width) * width
			bin := f.binBox(from, width, 0, 1)
			shows = bin.X+bin.W >= p.X && bin.X <= p.X+p.W
		}
		if shows {
			ids = append(ids, x.cols.ID[i])
		}
	}
	slices.Sort(ids)
	return ids
}

func slowFolded(x *Index, row *row, slot int32) bool {
	return slices.ContainsFunc(row.lane.stack.fold, func(k int32) bool { return row.lane.slot[k] == slot })
}

// slowShares reports whether a bin at the right edge is drawn, since its first
// mark is in sight: it counts all of its marks.
func slowShares(x *Index, row *row, bin, width, edge int64) bool {
	for s := range x.cols.ID {
		i := int32(s)
		if x.at[i] != noMark && slowBelongs(x, row, x.nodeOf(x.cols.Speaker[i])) && floorDiv(x.at[i], width) == bin && x.at[i] <= edge {
			return true
		}
	}
	return false
}

func slowBelongs(x *Index, row *row, node int32) bool {
	for ; node >= 0; node = x.nodes[node].parent {
		if node == row.node {
			return true
		}
		if !row.collapsed {
			return false
		}
	}
	return false
}

func TestBinCountsSumExactly(t *testing.T) {
	cols, ref := random(newRand(t, 10), 20000, 12, 2)
	x := NewIndex(cols, ref)
	var s Scene
	Layout(&s, x, View{}.Fit(x), Options{W: 1200})
	sum, bins := 0, 0
	for i := range s.targets {
		if k := &s.targets[i]; k.kind == HitBin {
			bins++
			h := s.Hit(k.box.X+k.box.W/2, k.box.Y+1)
			if h.Kind == HitBin && (h.Count != k.to-k.from || h.Count != len(h.IDs)) {
				t.Fatalf("hit says %d (%d ids), drawn are %d", h.Count, len(h.IDs), k.to-k.from)
			}
			sum += k.to - k.from
		} else {
			sum++
		}
	}
	dated := x.Len() - len(x.Undated())
	if sum != dated || bins == 0 {
		t.Errorf("%d bins and the marks sum to %d, want %d", bins, sum, dated)
	}
}

// TestBinsStayWhilePanning pans by odd amounts: a bin keeps its statements.
func TestBinsStayWhilePanning(t *testing.T) {
	cols, ref := random(newRand(t, 11), 20000, 12, 2)
	x := NewIndex(cols, ref)
	v := View{}.Fit(x)
	seen := map[storage.ID]int{} // first of a bin → its size
	for range 30 {
		var s Scene
		Layout(&s, x, v, Options{W: 1200})
		for i := range s.targets {
			if k := &s.targets[i]; k.kind == HitBin {
				id := x.cols.ID[k.lane.slot[k.from]]
				if n, ok := seen[id]; ok && n != k.to-k.from {
					t.Fatalf("the bin of %d counted %d, now %d", id, n, k.to-k.from)
				}
				seen[id] = k.to - k.from
			}
		}
		v = v.Pan(testPlot, 3.7)
	}
}

func TestStackedMarksNeverOverlap(t *testing.T) {
	r := newRand(t, 12)
	for range 10 {
		cols, ref := random(r, 2000, 60, 4)
		x := NewIndex(cols, ref)
		for _, v := range zooms(x) {
			for _, l := range x.Lanes() {
				v = v.WithSize(l.Actor, LaneSize(r.IntN(3)))
			}
			var s Scene
			Layout(&s, x, v, Options{W: 1200, Label: sampleLabel, LabelRoom: float32(r.IntN(200) - 50), Measure: words})
			checkApart(t, x, &s)
		}
	}
}

func checkApart(t *testing.T, x *Index, s *Scene) {
	t.Helper()
	f := &s.scratch.frame
	rows := map[float32][]Rect{} // by y of the marks
	for i := range s.targets {
		if k := &s.targets[i]; k.kind == HitMark && !f.list.rows[k.row].lane.stack.bins {
			rows[k.y] = append(rows[k.y], k.box)
			if lane := f.list.top[k.row+1] - f.list.top[k.row]; k.box.Y < f.top(int(k.row)) || k.box.Y+k.box.H > f.top(int(k.row))+lane {
				t.Fatalf("mark of %d leaves its lane", k.id)
			}
		}
	}
	for _, list := range rows {
		slices.SortFunc(list, func(a, b Rect) int { return int(math.Copysign(1, float64(a.X-b.X))) })
		for i := 1; i < len(list); i++ {
			if list[i-1].X+list[i-1].W > list[i].X {
				t.Fatalf("%v overlaps %v", list[i-1], list[i])
			}
		}
	}
	checkLabelsApart(t, s, rows)
}

// checkLabelsApart checks that the labels beside marks meet neither marks nor
// each other, as wide as the painter will cut them.
func checkLabelsApart(t *testing.T, s *Scene, rows map[float32][]Rect) {
	t.Helper()
	size := s.scratch.frame.font - 1
	last := map[float32]float32{}
	for _, text := range s.Layers[1].Texts {
		y := text.Y - size*0.36
		w := min(text.MaxW, words(text.Str, size, false))
		switch text.Align {
		case AlignCentre:
			continue // the number of a bin
		case AlignRight:
			text.X -= w
		}
		right := text.X + w
		if text.X < last[y] {
			t.Fatalf("label %q at %v meets another", text.Str, text.X)
		}
		last[y] = right
		for key, list := range rows {
			if math.Abs(float64(key-y)) > 0.01 {
				continue
			}
			for _, box := range list {
				if box.X > text.X && box.X < right {
					t.Fatalf("label %q from %v to %v meets a mark at %v", text.Str, text.X, right, box.X)
				}
			}
		}
	}
}

func TestLayoutAllocatesNothing(t *testing.T) {
	cols, ref := random(newRand(t, 15), 20000, 500, 5)
	x := NewIndex(cols, ref)
	o := Options{
		W: 1280, H: 800, Links: LinksAll, Measure: func(s string, size float32, _ bool) float32 { return size * 0.5 * float32(len(s)) },
		Label:    func(storage.ID) (string, bool) { return "a label", true },
		Selected: func(id storage.ID) bool { return id%7 == 0 },
		Location: time.UTC,
	}
	var s Scene
	for i, v := range zooms(x) {
		Layout(&s, x, v, o)
		if n := testing.AllocsPerRun(10, func() { Layout(&s, x, v, o) }); n != 0 {
			t.Errorf("zoom %d: %v allocations", i, n)
		}
	}
}

func TestEmptyStates(t *testing.T) {
	cols, ref := sample()
	filtered := NewIndex(cols, ref)
	filtered.SetFilter(NewSet())
	hidden := slices.Clone(ref.Actors)
	for i := range hidden {
		hidden[i].Hidden = true
	}
	cols2, _ := sample()
	undated := columns(utter{id: 1, speaker: 101, flags: storage.Undated})
	for _, c := range []struct {
		name string
		x    *Index
		want string
	}{
		{"nothing", NewIndex(nil, Reference{}), "No statements yet: Ctrl+N adds the first one."},
		{"filter", filtered, "No statement passes the filter."},
		{"hidden", NewIndex(cols2, Reference{Actors: hidden}), "All lanes are hidden."},
		{"undated", NewIndex(undated, ref), "No statement has a date yet: undated ones wait in the tray."},
	} {
		var s Scene
		Layout(&s, c.x, View{}.Fit(c.x), Options{W: 800, H: 300})
		if texts := s.Layers[1].Texts; len(texts) != 1 || texts[0].Str != c.want {
			t.Errorf("%s: %+v", c.name, texts)
		}
	}
	var s Scene
	Layout(&s, NewIndex(nil, Reference{}), View{}, Options{W: 800, H: 300, Empty: "Drop a file here."})
	if got := s.Layers[1].Texts[0].Str; got != "Drop a file here." {
		t.Errorf("own sentence: %q", got)
	}
}

func TestTinyPictures(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	for _, size := range []float32{0, 1, 10, 60} {
		for _, v := range []View{{}, View{}.Fit(x)} {
			var s Scene
			Layout(&s, x, v, Options{W: size, H: size, Legend: true, Title: "t", Sources: []string{"one two three"}})
			s.Hit(size/2, size/2)
			LayoutOverview(&s, x, v, size, size)
		}
	}
}

func TestLayoutHeightShowsAllLanes(t *testing.T) {
	cols, ref := random(newRand(t, 16), 500, 40, 3)
	x := NewIndex(cols, ref)
	o := Options{W: 1000, Legend: true, Title: "All", Footer: "f", Measure: words}
	v := View{}.Fit(x)
	var s Scene
	Layout(&s, x, v, o)
	if s.H != LayoutHeight(x, v, o) || s.Plot.H != s.Content {
		t.Errorf("height %v, plot %v, content %v", s.H, s.Plot.H, s.Content)
	}
	for _, l := range x.Lanes() {
		if r, ok := s.LaneRect(l.Actor); !ok || r.Y+r.H > s.Plot.Y+s.Plot.H+0.01 {
			t.Fatalf("lane %s: %v, %v", l.Name, r, ok)
		}
	}
}

// TestTextsAroundNeverOverlap checks title, legend and sources at many widths.
func TestTextsAroundNeverOverlap(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	for w := float32(420); w < 2000; w += 37 {
		var s Scene
		Layout(&s, x, View{}.Fit(x), Options{
			W: w, Measure: words, Legend: true, Links: LinksAll, Title: "A title", Subtitle: "and more", Footer: "a footer",
			Sources: []string{strings.Repeat("long words here ", 20), "short"},
		})
		var boxes []Rect
		for _, text := range s.Layers[len(s.Layers)-1].Texts {
			r := Rect{text.X, text.Y - text.Size, words(text.Str, text.Size, text.Bold), text.Size * 1.2}
			if r.X+r.W > w || r.Y < 0 || r.Y+r.H > s.H {
				t.Fatalf("width %v: %q leaves the picture: %v of %v", w, text.Str, r, s.H)
			}
			for _, other := range boxes {
				if r.meets(other) {
					t.Fatalf("width %v: %q overlaps another text", w, text.Str)
				}
			}
			boxes = append(boxes, r)
		}
	}
}

func TestAltDescribes(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	var s Scene
	Layout(&s, x, View{}.WithSpan(Span{unix("2014-06-01"), unix("2014-10-01")}), Options{W: 800, H: 300})
	if want := "Timeline of 11 statements in 9 lanes, showing 1 Jun 2014 to 1 Oct 2014."; s.Alt != want {
		t.Errorf("alt %q", s.Alt)
	}
	o := benchOptions
	o.Silent = true
	if Layout(&s, x, View{}.Fit(x), o); s.Alt != "" {
		t.Errorf("described all the same: %q", s.Alt)
	}
}

func TestNumbersAreRemembered(t *testing.T) {
	var s scratch
	for range 2 {
		for _, n := range []int{0, 7, 9_999, 10_000, 51_109, 1_000_000, -3} {
			if got := s.number(n); got != strconv.Itoa(n) {
				t.Errorf("%d is written %q", n, got)
			}
		}
	}
	for n := range 30_000 {
		s.number(n)
	}
	if got := s.number(10_000); got != "10000" || len(s.large) > 1000 {
		t.Errorf("%q; %d are remembered", got, len(s.large))
	}
	if allocs := testing.AllocsPerRun(10, func() { s.number(29_999); s.number(500) }); allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}
