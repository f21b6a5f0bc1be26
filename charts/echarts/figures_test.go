package echarts

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/edtf"
)

// The tests of this file hold that options show the figures of their summaries,
// and that marks lead back to the statements behind them.

// seriesOf gives the series of an option as maps.
func seriesOf(t testing.TB, b Built) (list []map[string]any) {
	t.Helper()
	series, _ := b.Chart.Option["series"].([]any)
	for _, s := range series {
		list = append(list, s.(map[string]any))
	}
	return list
}

func figure(t testing.TB, v any) float64 {
	t.Helper()
	var f float64
	if _, err := fmt.Sscan(fmt.Sprint(v), &f); err != nil {
		t.Fatalf("%v is no number", v)
	}
	return f
}

func TestActivityShowsItsShares(t *testing.T) {
	in := sample(t, nil)
	for by, dimension := range dimensions {
		a := charts.NewActivityBy(in, charts.ActivityOptions{By: dimension, TopN: 10})
		b := mustBuild(t, "activity", in, map[string]string{"by": by}, Options{})
		series := seriesOf(t, b)
		if len(series) != len(a.Series) {
			t.Fatalf("by %s: %d series, want %d", by, len(series), len(a.Series))
		}
		for row, s := range series {
			if s["type"] != "bar" || s["stack"] != "statements" {
				t.Errorf("by %s: series %d is a %v in the stack %v", by, row, s["type"], s["stack"])
			}
			for col, d := range s["data"].([]any) {
				got := 0.0
				if v := d.(map[string]any)["value"]; v != nil {
					got = figure(t, v)
				}
				if math.Abs(got-a.Share[row][col]) > 0.0011 {
					t.Errorf("by %s: bar %d, %d is %g, want %g", by, row, col, got, a.Share[row][col])
				}
				if ids := b.Statements(Hit{Series: row, Index: col}); !slices.Equal(ids, a.IDs(row, col)) || (len(ids) > 0) != (got > 0) {
					t.Errorf("by %s: bar %d, %d of %g has statements %v", by, row, col, got, ids)
				}
			}
		}
	}
}

func TestBarsInPrintAreHatched(t *testing.T) {
	in := sample(t, nil)
	for theme, want := range map[string]bool{"light": false, "dark": false, "print": true} {
		for _, s := range seriesOf(t, mustBuild(t, "activity", in, nil, Options{Theme: theme})) {
			if _, got := list(s["itemStyle"])["decal"]; got != want {
				t.Errorf("%s: %v is hatched: %v", theme, s["name"], got)
			}
		}
	}
}

// items gives the values of a series of a page, where each cell is an item.
func items(t testing.TB, b Built, series int) (list [][]float64) {
	t.Helper()
	for _, d := range seriesOf(t, b)[series]["data"].([]any) {
		var row []float64
		for _, v := range d.(map[string]any)["value"].([]any) {
			row = append(row, figure(t, v))
		}
		list = append(list, row)
	}
	return list
}

func TestMatrixShowsItsMeans(t *testing.T) {
	in := sample(t, nil)
	m := charts.NewStanceMatrix(in, charts.MatrixOptions{Actors: 15, Claims: 15})
	b := mustBuild(t, "stance-matrix", in, nil, Options{Page: true})
	cells := items(t, b, 0)
	for i, x := range cells {
		actor, claim := int(x[0]), int(x[1])
		if mean := m.Cells[actor][claim].Mean(); x[2] != 0 && math.Abs(x[2]-mean) > 1e-9 || !slices.Equal(b.Statements(Hit{Index: i}), m.IDs(actor, claim)) {
			t.Errorf("cell %d is %v, its mean is %g", i, x, mean)
		}
	}
	filled := 0
	for _, row := range m.Cells {
		for _, c := range row {
			if c.Count > 0 {
				filled++
			}
		}
	}
	if len(cells) != filled || filled == 0 {
		t.Errorf("%d cells, %d of them have positions", len(cells), filled)
	}
	if b.Statements(Hit{Index: len(cells)}) != nil || b.Statements(Hit{Series: 1}) != nil {
		t.Error("a cell that does not exist has statements")
	}
}

func TestVerbsShowTheirCounts(t *testing.T) {
	in := sample(t, nil)
	v := charts.NewVerbsByActor(in, charts.VerbOptions{Actors: 15, Verbs: 15})
	sum := 0.0
	for _, x := range items(t, mustBuild(t, "verbs", in, nil, Options{Page: true}), 0) {
		if sum += x[2]; float64(v.Count[int(x[1])][int(x[0])]) != x[2] {
			t.Errorf("cell %v is %d", x, v.Count[int(x[1])][int(x[0])])
		}
	}
	if sum != float64(v.Total) {
		t.Errorf("the cells sum to %g of %d", sum, v.Total)
	}
}

func TestCellsOfPicturesAndPagesAreTheSame(t *testing.T) {
	in := sample(t, nil)
	for _, name := range []string{"stance-matrix", "verbs", "week-hours"} {
		page, picture := mustBuild(t, name, in, nil, Options{Page: true}), mustBuild(t, name, in, nil, Options{})
		n := len(items(t, page, 0))
		elements := picture.fill(Hole{X: 100, Y: 50, W: 1000, H: 500})
		if got := strings.Count(elements, "<rect"); got != n {
			t.Errorf("%s: %d cells in the picture, %d on the page", name, got, n)
		}
		for i := range n {
			if !slices.Equal(page.Statements(Hit{Index: i}), picture.Statements(Hit{Index: i})) {
				t.Errorf("%s: cell %d has other statements on the page", name, i)
			}
		}
	}
}

// Every square of the calendar is the day that it says, and the statements
// behind it may lie on that day.
func TestCalendarDays(t *testing.T) {
	in := sample(t, nil)
	when := map[storage.ID]edtf.Corners{}
	for i, id := range in.Columns.ID {
		when[id] = in.Columns.When[i]
	}
	b := mustBuild(t, "calendar", in, nil, Options{Page: true})
	days := 0
	for s := range 2 { // the halves of 2014
		for i, d := range seriesOf(t, b)[s]["data"].([]any) {
			days++
			label, _, _ := strings.Cut(d.(map[string]any)["name"].(string), ":")
			day, err := time.ParseInLocation("2 Jan 2006", label, in.Location)
			if err != nil {
				t.Fatal(err)
			}
			row := figure(t, d.(map[string]any)["value"].([]any)[1])
			if want := (int(day.Weekday()) + 6) % 7; int(row) != want {
				t.Errorf("%s stands in row %g, want %d", label, row, want)
			}
			from, to := day.Unix(), day.AddDate(0, 0, 1).Unix()
			for _, id := range b.Statements(Hit{Series: s, Index: i}) {
				if w := when[id]; w.EarliestStart >= to || w.LatestEnd < from {
					t.Errorf("statement %d cannot lie on %s", id, label)
				}
			}
		}
	}
	if days != 365 {
		t.Errorf("2014 has %d days", days)
	}
}

func TestHeatTablesOfManyYears(t *testing.T) {
	for year := 1999; year < 2030; year++ {
		n := time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
		y := charts.HeatYear{Year: year, Days: make([]charts.HeatDay, n)}
		table := newHeatTable(0, y, 0, n, "x")
		seen := map[[2]int]bool{}
		for _, d := range table.days {
			at := [2]int{d.week, d.weekday}
			if seen[at] || d.week < 0 || d.week >= table.weeks || d.weekday < 0 || d.weekday > 6 {
				t.Fatalf("%d: %s stands at %v of %d weeks", year, d.label, at, table.weeks)
			}
			seen[at] = true
		}
		months := 0
		for _, m := range table.month {
			if m != "" {
				months++
			}
		}
		if len(seen) != n || months != 12 {
			t.Errorf("%d: %d of %d days, %d months", year, len(seen), n, months)
		}
	}
}

func TestFlowJoinsItsNodes(t *testing.T) {
	in := sample(t, nil)
	w := charts.NewFlow(in, charts.FlowOptions{TopN: 12})
	b := mustBuild(t, "flow", in, nil, Options{})
	s := seriesOf(t, b)[0]
	ids := map[string]bool{}
	for i, n := range s["data"].([]any) {
		n := n.(map[string]any)
		id := n["id"].(string)
		if ids[id] || strings.TrimRight(id, " ") != n["name"] {
			t.Errorf("node %d has the id %q and the name %q", i, id, n["name"])
		}
		ids[id] = true
		if !slices.Equal(b.Statements(Hit{Index: i, Type: "node"}), w.IDs(i, -1)) {
			t.Errorf("node %d has other statements", i)
		}
	}
	for i, l := range s["links"].([]any) {
		l := l.(map[string]any)
		from, to := int(figure(t, l["source"])), int(figure(t, l["target"]))
		if from != w.Links[i].From || to != w.Links[i].To || math.Abs(figure(t, l["value"])-w.Links[i].Weight) > 0.0011 ||
			!slices.Equal(b.Statements(Hit{Index: i, Type: "edge"}), w.IDs(from, to)) {
			t.Errorf("link %d is %v, want %+v", i, l, w.Links[i])
		}
	}
}

func TestNetworkShowsSignsAndStrengths(t *testing.T) {
	in := sample(t, nil)
	for mode, m := range networkModes {
		n := charts.NewNetwork(in, charts.NetworkOptions{Mode: m, TopN: 40, Seed: 1})
		for _, layout := range []string{"force", "circular"} {
			b := mustBuild(t, "network", in, map[string]string{"mode": mode, "layout": layout}, Options{})
			s := seriesOf(t, b)[0]
			nodes, links := s["data"].([]any), s["links"].([]any)
			if len(nodes) != len(n.Nodes)+2 || len(links) != len(n.Edges) { // and two corners
				t.Fatalf("%s: %d nodes and %d links, want %d and %d", mode, len(nodes), len(links), len(n.Nodes), len(n.Edges))
			}
			for i := range n.Nodes {
				x, y := figure(t, nodes[i].(map[string]any)["x"]), figure(t, nodes[i].(map[string]any)["y"])
				if x < -1 || y < -1 || x > 1200 || y > 700 {
					t.Errorf("%s %s: node %d stands at %g, %g", mode, layout, i, x, y)
				}
			}
			for i, l := range links {
				style := list(l.(map[string]any)["lineStyle"])
				f := mustLook(t, Options{}).frame("", nil)
				if style["color"] != f.signColour(n.Edges[i].Sign) || figure(t, style["width"]) <= 0 {
					t.Errorf("%s: edge %+v is drawn as %v", mode, n.Edges[i], style)
				}
			}
			if b.Statements(Hit{Index: len(n.Nodes), Type: "node"}) != nil {
				t.Errorf("%s: a corner has statements", mode)
			}
		}
	}
}

func TestPartsOfANetwork(t *testing.T) {
	n := charts.Network{Nodes: make([]charts.NetworkNode, 7), Edges: []charts.NetworkEdge{{From: 5, To: 1}, {From: 0, To: 2}, {From: 2, To: 6}}}
	got := fmt.Sprint(parts(7, []int{0, 1, 2, 5, 6}, n))
	if want := "[[0 2 6] [1 5]]"; got != want {
		t.Errorf("parts are %s, want %s", got, want)
	}
}

func TestRiverOfOneBinHasALength(t *testing.T) {
	in := sample(t, nil)
	r := charts.NewRiver(in, charts.RiverOptions{TopN: 10, Bin: charts.BinYear, FixedBin: true})
	if len(r.Bins) != 1 {
		t.Fatalf("%d bins", len(r.Bins))
	}
	rows := riverRows(r, make([]string, len(r.Series)))
	if len(rows) != 3*len(r.Series) {
		t.Errorf("%d rows of %d series", len(rows), len(r.Series))
	}
	for i := range rows {
		if got, want := riverIDs(r, Hit{Index: i}), r.IDs(i/3, -1); !slices.Equal(got, want) {
			t.Errorf("row %d has %v, want %v", i, got, want)
		}
	}
}

func TestStancePointsStandAtTheirTime(t *testing.T) {
	in := sample(t, nil)
	s := charts.NewStanceOverTime(in, charts.StanceOptions{TopN: 8})
	v := &stanceView{frame: mustLook(t, Options{}).frame("", nil), s: s, names: make([]string, len(s.Actors))}
	v.sort()
	for i, m := range s.Means {
		if got := v.bin(m.From); got != float64(i) {
			t.Errorf("bin %d begins at %g", i, got)
		}
		if got := v.bin((m.From + m.To) / 2); math.Abs(got-float64(i)-0.5) > 0.001 {
			t.Errorf("the middle of bin %d is at %g", i, got)
		}
	}
	last := s.Means[len(s.Means)-1]
	if v.bin(last.To+1e9) != float64(len(s.Means)) || v.bin(s.Means[0].From-1e9) != 0 {
		t.Error("what lies outside is not put at the ends")
	}
	for _, p := range s.Points {
		if y := v.at(p); math.Abs(y-float64(p.Stance)) > 0.5 {
			t.Errorf("stance %d stands at %g", p.Stance, y)
		}
	}
	for _, page := range []bool{false, true} {
		b := mustBuild(t, "stance-over-time", in, nil, Options{Page: page})
		var got []storage.ID
		for series := range len(s.Actors) + 1 {
			for i := range s.Points {
				got = append(got, b.Statements(Hit{Series: series, Index: i})...)
			}
		}
		slices.Sort(got)
		if want := s.IDs(0, -1); !slices.Equal(slices.Compact(got), want) {
			t.Errorf("page %v: the points lead to %v, want %v", page, got, want)
		}
	}
}

func TestLatencyBarsAreTheRanges(t *testing.T) {
	in := sample(t, nil)
	b := mustBuild(t, "latency", in, nil, Options{})
	l := charts.NewLatency(in, charts.LatencyOptions{Claims: 12, Responses: 5})
	bars := 0
	for series, s := range seriesOf(t, b)[:charts.NumStanceColumns] {
		for i, d := range s["data"].([]any) {
			bars++
			v := d.(map[string]any)["value"].([]any)
			ids := b.Statements(Hit{Series: series, Index: i})
			at := slices.IndexFunc(l.Claims[0].Responses, func(r charts.LatencyResponse) bool { return len(ids) == 1 && r.ID == ids[0] })
			if at < 0 {
				t.Fatalf("bar %d, %d leads to %v", series, i, ids)
			}
			r := l.Claims[0].Responses[at]
			if math.Abs(figure(t, v[0])*3600-float64(r.Min)) > 4 || math.Abs(figure(t, v[2])*3600-float64(r.Max)) > 4 {
				t.Errorf("%s is drawn from %v to %v h, and is %s", r.Actor.Name, v[0], v[2], r.Range())
			}
		}
	}
	if bars != 3 {
		t.Errorf("%d bars, three actors answered", bars)
	}
}

func TestLatencyScale(t *testing.T) {
	for _, test := range []struct {
		min, max int64
		open     bool
		unit     string
	}{{0, 300, false, "minutes"}, {0, 12 * 3600, false, "hours"}, {-86400, 40 * 86400, false, "days"}, {0, 20 * 365 * 86400, false, "years"}, {0, 0, true, "minutes"}} {
		r := charts.LatencyResponse{Min: test.min, Max: test.max, MaxOpen: test.open}
		v := &latencyView{lanes: []lane{{response: 0}}, l: charts.Latency{Claims: []charts.LatencyClaim{{Responses: []charts.LatencyResponse{r}}}}}
		v.scale()
		if v.unitName != test.unit || v.low*v.unit > float64(test.min) || v.top*v.unit < float64(test.max) || v.top <= v.low {
			t.Errorf("%+v: %g to %g %s", test, v.low, v.top, v.unitName)
		}
	}
}
