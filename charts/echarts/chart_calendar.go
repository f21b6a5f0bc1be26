package echarts

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"

	"saywhen/charts"
	"saywhen/storage"
)

// A year is a table of its own: a column for each week, a row for each weekday.
// The calendar of ECharts itself draws an element for every day and knows no
// years outside JavaScript's.

// heatDay is a day's place in its table.
type heatDay struct {
	week, weekday int
	share         float64
	label         string
}

// heatTable is a year, or a half of one when there is no other: its squares can
// then be twice as large.
type heatTable struct {
	year  int // index in CalendarHeat.Years
	first int // its first day's index in the year
	name  string
	weeks int
	month []string // by week: the name of the month that begins in it
	days  []heatDay
}

// buildCalendar shows a square for each day, year by year.
func buildCalendar(j *job) (Built, error) {
	c := charts.NewCalendarHeat(j.in, charts.CalendarOptions{Years: min(j.set.number("years"), 30)})
	f := j.frame("Statements by day", append([]string{fmt.Sprintf("%s, days of %s.", plural(c.Dated, "dated statement"), c.Zone)}, c.Notes()...))
	scale := f.scale(c.Max, unit{"statement on one day", "statements on one day"})
	tables := heatTables(c)
	h := gocharts.NewHeatMap()
	h.SetGlobalOptions(f.globals()...)
	patch := f.heatLayout(tables, c.Max)
	series, _ := patch["series"].([]any)
	patch["series"] = append(series, map[string]any{"type": "scatter", "data": []any{}, "silent": true})
	scale["seriesIndex"] = len(series)
	patch["visualMap"] = scale
	return f.close(draft{
		chart: h, summary: c, patch: patch, funcs: f.yearFuncs(len(tables)), alt: calendarAlt(c),
		fill:   func(hole Hole) string { return f.fillDays(hole, tables[hole.Series], c.Max) },
		advice: "No statement that is shown has a date: give statements a date, or widen the filter.",
		statements: func(hit Hit) []storage.ID {
			if hit.Series >= len(tables) {
				return nil
			}
			return c.IDs(tables[hit.Series].year, tables[hit.Series].first+hit.Index)
		},
	})
}

func heatTables(c charts.CalendarHeat) (list []heatTable) {
	for i, y := range c.Years {
		if len(c.Years) > 1 {
			list = append(list, newHeatTable(i, y, 0, len(y.Days), strconv.Itoa(y.Year)))
			continue
		}
		july := time.Date(y.Year, 7, 1, 0, 0, 0, 0, time.UTC).YearDay() - 1
		july = min(july, len(y.Days))
		list = append(list, newHeatTable(i, y, 0, july, strconv.Itoa(y.Year)), newHeatTable(i, y, july, len(y.Days), ""))
	}
	return list
}

// newHeatTable lays out the days [from,to) of a year, a column for each week
// from Monday.
func newHeatTable(year int, y charts.HeatYear, from, to int, name string) heatTable {
	t := heatTable{year: year, first: from, name: name}
	date := func(i int) time.Time { return time.Date(y.Year, 1, 1+i, 0, 0, 0, 0, time.UTC) }
	before := int(date(from).Weekday()+6) % 7 // squares of the first week that are not in the table
	t.weeks = max((before+to-from+6)/7, 1)
	t.month = make([]string, t.weeks)
	for i := from; i < to; i++ {
		d, at := date(i), before+i-from
		t.days = append(t.days, heatDay{at / 7, at % 7, y.Days[i].Share, fmt.Sprintf("%d %s %d", d.Day(), d.Month().String()[:3], y.Year)})
		if d.Day() == 1 {
			t.month[min((at+6)/7, t.weeks-1)] = d.Month().String()[:3]
		}
	}
	return t
}

func (f *frame) yearFuncs(n int) (list []Func) {
	if f.Page {
		return nil
	}
	for i := range n {
		list = append(list, Func{Path: []any{"series", i, "renderItem"}, Name: FuncCells})
	}
	return list
}

// heatLayout gives a grid with its axes and series for each table, one below the
// other, with squares as large as there is room for.
func (f *frame) heatLayout(tables []heatTable, most float64) map[string]any {
	const left, months, gap = 100, 22, 12
	n, weeks := max(len(tables), 1), 1
	for _, t := range tables {
		weeks = max(weeks, t.weeks)
	}
	side := math.Min(float64(f.W-left-margin)/float64(weeks), (float64(f.H-f.top-f.bottom)/float64(n)-months-gap)/7)
	side = math.Max(math.Floor(side), 2)
	var grids, xs, ys, series []any
	for i, t := range tables {
		top := f.top + months + i*(int(side)*7+months+gap)
		grids = append(grids, map[string]any{
			"left": left, "top": top, "width": int(side) * t.weeks, "height": int(side) * 7, "containLabel": false, "outerBoundsMode": "none",
		})
		x, y := f.heatAxes(i, t, side)
		xs, ys = append(xs, x), append(ys, y)
		series = append(series, f.heatSeries(i, t.days, most))
	}
	return map[string]any{"grid": grids, "xAxis": xs, "yAxis": ys, "series": series}
}

// heatAxes name the months at the weeks in which they begin, and some weekdays.
func (f *frame) heatAxes(i int, t heatTable, side float64) (x, y map[string]any) {
	days := []string{"Mon", "", "Wed", "", "Fri", "", "Sun"}
	if side < 9 {
		days = []string{"Mon", "", "", "", "", "", "Sun"}
	}
	if side < 5 {
		days = make([]string, 7)
	}
	x, y = f.categories("", t.month), f.categories(t.name, days)
	for _, a := range []map[string]any{x, y} {
		a["gridIndex"] = i
		a["axisTick"], a["axisLine"] = map[string]any{"show": false}, map[string]any{"show": false}
		a["axisLabel"] = map[string]any{"color": f.css(charts.StyleTextDim), "fontSize": 11, "interval": 0}
	}
	x["position"] = "top"
	y["inverse"], y["nameGap"], y["nameRotate"] = true, 44, 0
	y["nameTextStyle"] = map[string]any{"color": f.css(charts.StyleTextStrong), "fontSize": 15, "fontWeight": "bold"}
	return x, y
}

func (f *frame) heatSeries(i int, days []heatDay, most float64) map[string]any {
	s := map[string]any{"type": "custom", "xAxisIndex": i, "yAxisIndex": i, "silent": true, "data": []any{[]any{0, 0}}}
	if !f.Page {
		return s
	}
	data := make([]any, len(days))
	for n, d := range days {
		data[n] = map[string]any{
			"name": fmt.Sprintf("%s: %g", d.label, rounded(d.share)), "value": []any{d.week, d.weekday, rounded(d.share)},
			"itemStyle": map[string]any{"color": f.dayColour(d, most)},
		}
	}
	s["type"], s["data"], s["silent"] = "heatmap", data, false
	s["itemStyle"] = map[string]any{"borderColor": f.css(charts.StyleBackground), "borderWidth": 1}
	s["tooltip"] = map[string]any{"formatter": "{b}"}
	return s
}

func (f *frame) dayColour(d heatDay, most float64) string {
	if d.share > 0 {
		return f.shade(d.share, most)
	}
	return f.css(charts.StyleGridMinor)
}

// fillDays draws the days of a table into the hole that ECharts left for them.
func (f *frame) fillDays(h Hole, t heatTable, most float64) string {
	var b strings.Builder
	side := h.W / float64(t.weeks)
	gap := math.Max(0.5, side/12)
	for i, d := range t.days {
		rectElement(&b, h.X+side*float64(d.week)+gap/2, h.Y+side*float64(d.weekday)+gap/2, side-gap, side-gap, f.dayColour(d, most), h.Series, i)
	}
	return b.String()
}

func calendarAlt(c charts.CalendarHeat) string {
	if c.Empty() {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "A calendar of %s by day.", plural(c.Dated, "statement"))
	for _, y := range c.Years {
		fmt.Fprintf(&b, " %d: %g.", y.Year, rounded(y.Total))
	}
	return b.String()
}
