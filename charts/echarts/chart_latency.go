package echarts

import (
	"fmt"
	"math"
	"slices"
	"strings"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"

	"saywhen/charts"
	"saywhen/storage"
)

// laneHeight is the height of a row of the latency chart in pixels.
const laneHeight = 22

// lane is a row: the head of a claim, an answer, or who gave none.
type lane struct {
	text     string
	strong   bool
	claim    int // index in Latency.Claims
	response int // index in its Responses, or -1
}

// buildLatency shows for each claim a bar for each actor's first answer: from
// the least to the greatest time after the claim was raised that the dates
// allow.
func buildLatency(j *job) (Built, error) {
	o := charts.LatencyOptions{Claims: j.set.number("top"), Responses: j.set.number("answers")}
	claim := j.set.record["claim"]
	if claim != 0 {
		o.Claims = charts.MaxTopN
	}
	l := charts.NewLatency(j.in, o)
	if claim != 0 {
		l.Claims = slices.DeleteFunc(slices.Clone(l.Claims), func(c charts.LatencyClaim) bool { return c.Claim.ID != claim })
	}
	lanes, left := j.lanes(l, claim != 0)
	notes := l.Notes()
	if left > 0 {
		notes = append([]string{fmt.Sprintf("%s did not fit and stand in the table only.", plural(left, "claim"))}, notes...)
	}
	f := j.frame("Time to the first answer", notes)
	v := &latencyView{frame: f, l: l, lanes: lanes}
	v.scale()
	return v.build()
}

// lanes lists the rows that there is room for, whole claims only, and says how
// many claims there was none for. Claims without an answer are shown only when
// they were asked for or nobody answered any.
func (o look) lanes(l charts.Latency, all bool) (lanes []lane, left int) {
	room := max(4, (o.H-190)/laneHeight)
	if o.Page {
		room = 400
	}
	answered := slices.ContainsFunc(l.Claims, func(c charts.LatencyClaim) bool { return len(c.Responses) > 0 })
	for i, c := range l.Claims {
		if answered && !all && len(c.Responses) == 0 {
			continue
		}
		rows := claimLanes(i, c)
		switch {
		case len(lanes)+len(rows) <= room:
			lanes = append(lanes, rows...)
		case len(lanes) == 0:
			lanes = rows[:room]
			left++
		default:
			left++
		}
	}
	return lanes, left
}

func claimLanes(i int, c charts.LatencyClaim) []lane {
	rows := []lane{{text: oneLine(c.Claim.Name) + " (raised by " + oneLine(c.RaisedBy.Name) + ")", strong: true, claim: i, response: -1}}
	for n, r := range c.Responses {
		rows = append(rows, lane{text: oneLine(r.Actor.Name) + ": " + r.Range(), claim: i, response: n})
	}
	if c.More > 0 {
		rows = append(rows, lane{text: fmt.Sprintf("and %s more", plural(c.More, "actor")), claim: i, response: -1})
	}
	for _, x := range []struct {
		what string
		list []charts.Entry
	}{{"no answer: ", c.Silent}, {"spoke before: ", c.Before}} {
		if len(x.list) > 0 {
			rows = append(rows, lane{text: x.what + joined(x.list), claim: i, response: -1})
		}
	}
	return rows
}

func joined(list []charts.Entry) string {
	names := make([]string, min(len(list), 12))
	for i := range names {
		names[i] = oneLine(list[i].Name)
	}
	if more := len(list) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return strings.Join(names, ", ")
}

// latencyView is a latency chart that is being built.
type latencyView struct {
	*frame
	l        charts.Latency
	lanes    []lane
	unit     float64 // seconds
	unitName string
	low, top float64 // of the axis, in units
	index    [charts.NumStanceColumns][]lane
}

var latencyUnits = []struct {
	seconds, upTo float64
	name          string
}{{60, 2 * 3600, "minutes"}, {3600, 3 * 86_400, "hours"}, {86_400, 3 * 31_556_952, "days"}, {31_556_952, math.Inf(1), "years"}}

// scale chooses the unit and the ends of the axis by the answers' closed ends.
func (v *latencyView) scale() {
	low, high := 0.0, 0.0
	for _, r := range v.responses() {
		if !r.MinOpen {
			low, high = min(low, float64(r.Min)), max(high, float64(r.Min))
		}
		if !r.MaxOpen {
			low, high = min(low, float64(r.Max)), max(high, float64(r.Max))
		}
	}
	if high-low < 60 {
		high = low + 3600
	}
	for _, u := range latencyUnits {
		if high-low <= u.upTo {
			v.unit, v.unitName = u.seconds, u.name
			break
		}
	}
	step := niceStep((high - low) / v.unit / 8)
	v.low, v.top = math.Floor(low/v.unit/step)*step, math.Ceil(high/v.unit*1.02/step)*step
}

// niceStep is the least of 1, 2, 5, 10, 20 … that is not less than x.
func niceStep(x float64) float64 {
	ten := math.Pow(10, math.Floor(math.Log10(x)))
	for _, n := range []float64{1, 2, 5, 10} {
		if n*ten >= x {
			return n * ten
		}
	}
	return 10 * ten
}

func (v *latencyView) responses() (list []charts.LatencyResponse) {
	for _, n := range v.lanes {
		if n.response >= 0 {
			list = append(list, v.l.Claims[n.claim].Responses[n.response])
		}
	}
	return list
}

func (v *latencyView) build() (Built, error) {
	names, colours := v.stanceKey(int(charts.NumStanceColumns))
	names[charts.ColumnNoPosition] = "no position: a relation ties it"
	series := v.bars6(names, colours)
	var used []string
	for i, n := range v.index {
		if len(n) > 0 {
			used = append(used, names[i])
		}
	}
	legend := v.legendTop(used)
	series = append(series, map[string]any{
		"type": "scatter", "data": []any{}, "silent": true, "markLine": map[string]any{
			"silent": true, "symbol": "none", "data": []any{map[string]any{"xAxis": 0}}, "label": map[string]any{"show": false},
			"lineStyle": map[string]any{"color": v.css(charts.StyleText), "width": 1.5, "type": "solid"},
		},
	})
	var funcs []Func
	for i := range names {
		funcs = append(funcs, Func{Path: []any{"series", i, "renderItem"}, Name: FuncRange})
	}
	chart := gocharts.NewCustom()
	chart.SetGlobalOptions(v.globals()...)
	x := v.values(v.unitName + " after the claim was raised")
	x["nameLocation"], x["nameGap"], x["min"], x["max"] = "middle", 30, v.low, v.top
	return v.close(draft{
		chart: chart, summary: v.l, alt: v.alt(), funcs: funcs,
		patch:  map[string]any{"legend": legend, "grid": v.room(), "xAxis": x, "yAxis": v.laneAxis(), "series": series},
		advice: "No claim that is shown was raised: give statements that report or affirm a claim a date and a position, or widen the filter.",
		statements: func(h Hit) []storage.ID {
			if h.Series >= len(v.index) || h.Index >= len(v.index[h.Series]) {
				return nil
			}
			n := v.index[h.Series][h.Index]
			return v.l.IDs(n.claim, n.response+1)
		},
	})
}

// room is the grid: as high as its lanes need, no higher.
func (v *latencyView) room() map[string]any {
	g := v.grid(v.textWidth()+margin+10, 50)
	free := v.H - g["top"].(int) - g["bottom"].(int)
	if need := len(v.lanes) * 34; need < free && !v.Page {
		g["bottom"] = g["bottom"].(int) + free - need
	}
	return g
}

// textWidth is the width of the names of answers; a claim's reaches over the
// plot, where its lane is empty.
func (v *latencyView) textWidth() int {
	var texts []string
	for _, n := range v.lanes {
		if n.response >= 0 {
			texts = append(texts, v.text(n))
		}
	}
	return min(max(v.widest(texts, noteSize), 200), int(float64(v.W)*0.42))
}

// text is a lane's name, cut to the room that it has.
func (v *latencyView) text(n lane) string {
	if n.response < 0 {
		return cut(v.fonts, n.text, noteSize*1.08, float64(v.W-4*margin))
	}
	return cut(v.fonts, n.text, noteSize, float64(v.W)*0.42-20)
}

// laneAxis names the lanes, flush left: claims strong, answers indented.
func (v *latencyView) laneAxis() map[string]any {
	data := make([]any, len(v.lanes))
	for i, n := range v.lanes {
		style := map[string]any{"color": v.css(charts.StyleText), "align": "left"}
		text := v.text(n)
		switch {
		case n.strong:
			style["color"], style["fontWeight"] = v.css(charts.StyleTextStrong), "bold"
		case n.response < 0:
			style["color"] = v.css(charts.StyleTextDim)
		}
		data[i] = map[string]any{"value": text, "textStyle": style}
	}
	y := v.categories("", nil)
	y["data"], y["inverse"], y["z"] = data, true, 10 // over the lines that it crosses
	y["axisTick"], y["axisLine"] = map[string]any{"show": false}, map[string]any{"show": false}
	y["axisLabel"] = map[string]any{"color": v.css(charts.StyleText), "fontSize": noteSize, "interval": 0, "margin": v.textWidth() + 10, "textBorderColor": v.css(charts.StyleBackground), "textBorderWidth": 4}
	y["splitLine"] = map[string]any{"show": false, "lineStyle": map[string]any{"color": v.css(charts.StyleGridMinor)}}
	return y
}

// bars6 are the answers by the stance that they take: six series of intervals.
func (v *latencyView) bars6(names, colours []string) []any {
	data := make([][]any, len(names))
	for i := range data {
		data[i] = []any{}
	}
	for row, n := range v.lanes {
		if n.response < 0 {
			continue
		}
		r := v.l.Claims[n.claim].Responses[n.response]
		col := charts.ColumnNoPosition
		if r.HasStance {
			col = charts.ColumnZero + charts.StanceColumn(r.Stance)
		}
		from, to := v.low, v.top
		if !r.MinOpen {
			from = float64(r.Min) / v.unit
		}
		if !r.MaxOpen {
			to = float64(r.Max) / v.unit
		}
		data[col] = append(data[col], map[string]any{"name": n.text, "value": []any{rounded2(from), row, rounded2(to)}})
		v.index[col] = append(v.index[col], n)
	}
	series := make([]any, len(names))
	for i := range names {
		series[i] = map[string]any{
			"type": "custom", "name": names[i], "data": data[i], "encode": map[string]any{"x": []any{0, 2}, "y": 1},
			"itemStyle": map[string]any{"color": colours[i]}, "tooltip": map[string]any{"formatter": "{b}"}, "z": 3,
		}
	}
	return series
}

func (v *latencyView) alt() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Intervals of time from a claim to the first answer of each actor: %s.", plural(len(v.l.Claims), "claim"))
	for _, c := range v.l.Claims[:min(len(v.l.Claims), 5)] {
		fmt.Fprintf(&b, " %s, raised by %s:", oneLine(c.Claim.Name), oneLine(c.RaisedBy.Name))
		for _, r := range c.Responses[:min(len(c.Responses), 5)] {
			fmt.Fprintf(&b, " %s %s;", oneLine(r.Actor.Name), r.Range())
		}
		if len(c.Responses) == 0 {
			b.WriteString(" no answer;")
		}
	}
	return strings.TrimSuffix(b.String(), ";")
}
