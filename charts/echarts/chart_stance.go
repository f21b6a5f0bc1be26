package echarts

import (
	"fmt"
	"sort"
	"strings"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"saywhen/charts"
	"saywhen/storage"
)

// How many positions are drawn: on pages each is an element of ECharts, which
// takes a third of a millisecond for it; in pictures they are drawn here.
const (
	maxPagePoints = 2000
	maxPoints     = 10_000
)

// buildStance shows the positions on a claim as discs on five lines, a line as
// long as the date is uncertain through each, and their means.
func buildStance(j *job) (Built, error) {
	bin, fixed := j.set.bin()
	points := maxPoints
	if j.Page {
		points = maxPagePoints
	}
	s := charts.NewStanceOverTime(j.in, charts.StanceOptions{
		Claim: j.set.record["claim"], Actor: j.set.record["actor"], TopN: min(j.set.number("top"), j.legendRoom()-3),
		MaxPoints: points, Bin: bin, FixedBin: fixed,
	})
	f := j.frame("Stance over time: "+oneLine(s.Claim.Name), s.Notes())
	v := &stanceView{frame: f, s: s, names: f.distinct(s.Actors, noteSize, f.legendWidth())}
	v.sort()
	means := []string{"mean by " + s.Bin.String(), "mean so far"}
	legend := f.legendRight(append(append([]string{}, v.names...), means...))
	scatter := gocharts.NewScatter()
	scatter.SetGlobalOptions(f.globals()...)
	for i, n := range v.names {
		scatter.AddSeries(n, v.scatterData(i))
	}
	var funcs []Func
	if !f.Page {
		funcs = []Func{{Path: []any{"series", 0, "renderItem"}, Name: FuncCells}}
	}
	return f.close(draft{
		chart: scatter, summary: s, alt: stanceAlt(s), funcs: funcs, fill: v.fill,
		patch: map[string]any{
			"legend": legend, "grid": f.grid(v.left(), 50), "xAxis": v.timeAxes(), "yAxis": v.stanceAxes(), "series": v.series(means),
		},
		advice:     "No dated statement that is shown takes a position on a claim: give statements a date and positions, choose another claim, or widen the filter.",
		statements: v.statements,
	})
}

// stanceView is a stance chart that is being built.
type stanceView struct {
	*frame
	s     charts.StanceOverTime
	names []string
	of    [][]int // by actor: indices in s.Points
}

func (v *stanceView) sort() {
	v.of = make([][]int, len(v.s.Actors))
	for i, p := range v.s.Points {
		v.of[p.Actor] = append(v.of[p.Actor], i)
	}
}

// at is where a point stands: the actors share the height of a stance.
func (v *stanceView) at(p charts.StancePoint) float64 {
	n := float64(len(v.names))
	return float64(p.Stance) + ((n-1)/2-float64(p.Actor))*min(0.14, 0.76/max(n, 1))
}

func (v *stanceView) scatterData(actor int) []opts.ScatterData {
	data := make([]opts.ScatterData, len(v.of[actor]))
	for i, at := range v.of[actor] {
		p := v.s.Points[at]
		data[i] = opts.ScatterData{Value: []any{v.bin(p.At), rounded2(v.at(p))}}
	}
	return data
}

// rounded2 keeps three decimals of a number of either sign.
func rounded2(x float64) float64 {
	if x < 0 {
		return -rounded(-x)
	}
	return rounded(x)
}

func (v *stanceView) stanceNames() []string {
	names := make([]string, 5)
	for i := range names {
		names[i] = storage.Stance(i - 2).Name(v.s.Claim.Kind)
	}
	return names
}

func (v *stanceView) left() int { return v.widest(v.stanceNames(), noteSize) + margin + 16 }

// bin is where an instant lies on an axis of bins: bin 3 reaches from 3 to 4. So
// each month is as wide as the next, clock times are those of the zone, and no
// date is beyond the reach of JavaScript.
func (v *stanceView) bin(t int64) float64 {
	m := v.s.Means
	i := sort.Search(len(m), func(i int) bool { return m[i].To > t })
	if i == len(m) {
		return float64(len(m))
	}
	share := (float64(t) - float64(m[i].From)) / (float64(m[i].To) - float64(m[i].From))
	return rounded2(float64(i) + max(share, 0))
}

// timeAxes name the bins, and count behind them.
func (v *stanceView) timeAxes() []any {
	labels := make([]string, len(v.s.Means))
	for i, m := range v.s.Means {
		labels[i] = binLabel(v.s.Bin, m.From, v.s.Zone)
	}
	x := v.categories(binAxisName(v.s.Bin), labels)
	x["nameGap"] = 32
	list(x["axisLine"])["onZero"] = false
	return []any{x, map[string]any{"type": "value", "min": 0, "max": max(len(v.s.Means), 1), "show": false}}
}

// stanceAxes name the five stances, and count behind them from −2.5 to 2.5.
func (v *stanceView) stanceAxes() []any {
	names := v.categories("", v.stanceNames())
	names["axisTick"] = map[string]any{"show": false}
	names["splitArea"] = map[string]any{"show": true, "areaStyle": map[string]any{"color": []any{v.css(charts.StyleBandAlt), v.css(charts.StyleBackground)}}}
	names["splitLine"] = map[string]any{"show": v.Theme == "print", "lineStyle": map[string]any{"color": v.css(charts.StyleGridMajor)}}
	list(names["axisLine"])["onZero"] = false
	list(names["axisLabel"])["interval"] = 0
	return []any{names, map[string]any{"type": "value", "min": -2.5, "max": 2.5, "show": false}}
}

// series are what ECharts draws of the points, and the means.
func (v *stanceView) series(means []string) []any {
	series := v.points()
	if !v.Page {
		series = []any{map[string]any{"type": "custom", "xAxisIndex": 1, "yAxisIndex": 1, "data": []any{[]any{0, 0}}, "silent": true, "z": 3}}
		series = key(series, v.names, v.colours())
	}
	for i, data := range [][]any{v.meanData(), v.runningData()} {
		style := map[string]any{"color": v.css(charts.StyleTextDim), "width": 1.5, "type": "dashed"}
		if i == 1 {
			style = map[string]any{"color": v.css(charts.StyleText), "width": 2}
		}
		series = append(series, map[string]any{
			"type": "line", "name": means[i], "xAxisIndex": 1, "yAxisIndex": 1, "data": data, "symbol": "none", "connectNulls": true,
			"itemStyle": map[string]any{"color": style["color"]}, "lineStyle": style, "z": 1,
		})
	}
	return series
}

func (v *stanceView) colours() []string {
	list := make([]string, len(v.names))
	for i, e := range v.s.Actors {
		list[i] = v.entryColour(e, i)
	}
	return list
}

// points are, on a page, the discs of each actor, then the spans of uncertain
// dates.
func (v *stanceView) points() []any {
	var discs, spans []any
	for i, n := range v.names {
		colour := v.entryColour(v.s.Actors[i], i)
		discs = append(discs, map[string]any{
			"type": "scatter", "name": n, "xAxisIndex": 1, "yAxisIndex": 1, "data": v.scatterData(i), "symbolSize": 10, "z": 3,
			"itemStyle": map[string]any{"color": colour, "borderColor": v.css(charts.StyleBackground), "borderWidth": 1, "opacity": 0.95},
		})
		spans = append(spans, map[string]any{
			"type": "line", "name": n, "xAxisIndex": 1, "yAxisIndex": 1, "data": v.spanData(i), "symbol": "none", "silent": true, "z": 2,
			"connectNulls": false, "itemStyle": map[string]any{"color": colour},
			"lineStyle": map[string]any{"color": colour, "width": 3, "opacity": 0.45},
		})
	}
	return append(discs, spans...)
}

// fill draws the points of a picture into the hole that ECharts left for them:
// first the spans, then the discs, the smaller the more there are.
func (v *stanceView) fill(h Hole) string {
	var b strings.Builder
	colours := v.colours()
	x := func(bin float64) float64 { return h.X + h.W*bin/float64(max(len(v.s.Means), 1)) }
	y := func(p charts.StancePoint) float64 { return h.Y + h.H*(2.5-v.at(p))/5 }
	for _, p := range v.s.Points {
		if from, to := p.Interval(); to-from > 1 {
			left, right := x(v.bin(from)), x(v.bin(to))
			fmt.Fprintf(&b, `<rect x="%.2f" y="%.2f" width="%.2f" height="3" fill="%s" fill-opacity="0.45"/>`+"\n", left, y(p)-1.5, max(right-left, 1), colours[p.Actor])
		}
	}
	radius := 5.0
	for n := len(v.s.Points); n > 300 && radius > 2; n /= 3 {
		radius--
	}
	for i, p := range v.s.Points {
		fmt.Fprintf(&b, `<circle cx="%.2f" cy="%.2f" r="%g" fill="%s" stroke="%s" stroke-width="%g" ecmeta_series_index="%d" ecmeta_data_index="%d" ecmeta_ssr_type="chart"/>`+"\n",
			x(v.bin(p.At)), y(p), radius, colours[p.Actor], v.css(charts.StyleBackground), radius/5, h.Series, i)
	}
	return b.String()
}

// spanData are the lines through points of uncertain date, with gaps between.
func (v *stanceView) spanData(actor int) []any {
	data := []any{}
	for _, at := range v.of[actor] {
		p := v.s.Points[at]
		from, to := p.Interval()
		if to-from <= 1 {
			continue
		}
		y := rounded2(v.at(p))
		data = append(data, []any{v.bin(from), y}, []any{v.bin(to), y}, []any{v.bin(to), nil})
	}
	return data
}

func (v *stanceView) meanData() []any {
	data := []any{}
	for i, m := range v.s.Means {
		if m.Weight > 0 {
			data = append(data, []any{float64(i) + 0.5, rounded2(m.Mean)})
		}
	}
	return data
}

func (v *stanceView) runningData() []any {
	data, begun := []any{}, false
	for i, m := range v.s.Means {
		if begun = begun || m.Weight > 0; begun {
			data = append(data, []any{float64(i) + 1, rounded2(m.Running)})
		}
	}
	return data
}

func (v *stanceView) statements(h Hit) []storage.ID {
	switch {
	case !v.Page && h.Series == 0:
		return v.s.IDs(0, h.Index)
	case !v.Page, h.Series >= len(v.of), h.Index >= len(v.of[h.Series]):
		return nil
	}
	return v.s.IDs(0, v.of[h.Series][h.Index])
}

func stanceAlt(s charts.StanceOverTime) string {
	if s.Empty() {
		return ""
	}
	var sum, n float64
	for _, p := range s.Points {
		sum, n = sum+float64(p.Stance), n+1
	}
	return fmt.Sprintf("Points in time: %s on %q by %s; mean stance %s.", plural(s.Positions, "position"),
		oneLine(s.Claim.Name), plural(len(s.Actors), "actor"), signed(sum/n))
}
