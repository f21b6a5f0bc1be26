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
const weeksOfYear = 54

// heatDay is a day's place in the table of its year.
type heatDay struct {
	week, weekday int
	share         float64
	label         string
}

// buildCalendar shows a square for each day, year by year.
func buildCalendar(j *job) (Built, error) {
	c := charts.NewCalendarHeat(j.in, charts.CalendarOptions{Years: min(j.set.number("years"), 30)})
	f := j.frame("Statements by day", c.Notes())
	scale := f.scale(c.Max, "statements on one day")
	years := make([][]heatDay, len(c.Years))
	for i, y := range c.Years {
		years[i] = heatDays(y, c.Zone)
	}
	h := gocharts.NewHeatMap()
	h.SetGlobalOptions(f.globals()...)
	patch := f.yearTables(c, years)
	series, _ := patch["series"].([]any)
	patch["series"] = append(series, map[string]any{"type": "scatter", "data": []any{}, "silent": true})
	scale["seriesIndex"] = len(series)
	patch["visualMap"] = scale
	return f.close(draft{
		chart: h, summary: c, patch: patch, funcs: f.yearFuncs(len(years)), alt: calendarAlt(c),
		fill:       func(hole Hole) string { return f.fillYear(hole, years[hole.Series], c.Max) },
		advice:     "No statement that is shown has a date: give statements a date, or widen the filter.",
		statements: func(hit Hit) []storage.ID { return c.IDs(hit.Series, hit.Index) },
	})
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

func heatDays(y charts.HeatYear, zone *time.Location) []heatDay {
	first := int(time.Date(y.Year, 1, 1, 0, 0, 0, 0, time.UTC).Weekday()+6) % 7
	days := make([]heatDay, len(y.Days))
	for i, d := range y.Days {
		at := i + first
		date := time.Date(y.Year, 1, 1+i, 0, 0, 0, 0, time.UTC)
		days[i] = heatDay{at / 7, at % 7, d.Share, fmt.Sprintf("%d %s %d", date.Day(), date.Month().String()[:3], y.Year)}
	}
	return days
}

// yearTables gives a grid with its axes and series for each year, one below the
// other, with squares as large as there is room for.
func (f *frame) yearTables(c charts.CalendarHeat, years [][]heatDay) map[string]any {
	const left, months, gap = 100, 20, 10
	n := max(len(years), 1)
	side := math.Min(float64(f.W-left-margin)/weeksOfYear, (float64(f.H-f.top-f.bottom)/float64(n)-months-gap)/7)
	side = math.Max(math.Floor(side), 2)
	var grids, xs, ys, series []any
	for i, days := range years {
		top := f.top + months + i*(int(side)*7+months+gap)
		grids = append(grids, map[string]any{"left": left, "top": top, "width": int(side) * weeksOfYear, "height": int(side) * 7, "containLabel": false})
		x, y := f.yearAxes(i, c.Years[i].Year, side)
		xs, ys = append(xs, x), append(ys, y)
		series = append(series, f.yearSeries(i, days, c.Max))
	}
	return map[string]any{"grid": grids, "xAxis": xs, "yAxis": ys, "series": series}
}

// yearAxes names the months at the weeks in which they begin, and some weekdays.
func (f *frame) yearAxes(i, year int, side float64) (x, y map[string]any) {
	weeks := make([]string, weeksOfYear)
	first := int(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Weekday()+6) % 7
	for m := time.January; m <= time.December; m++ {
		day := time.Date(year, m, 1, 0, 0, 0, 0, time.UTC).YearDay() - 1
		weeks[(day+first+6)/7] = m.String()[:3]
	}
	days := []string{"Mon", "", "Wed", "", "Fri", "", "Sun"}
	if side < 9 {
		days = []string{"Mon", "", "", "", "", "", "Sun"}
	}
	if side < 5 {
		days = make([]string, 7)
	}
	x, y = f.categories("", weeks), f.categories(strconv.Itoa(year), days)
	for _, a := range []map[string]any{x, y} {
		a["gridIndex"] = i
		a["axisTick"], a["axisLine"] = map[string]any{"show": false}, map[string]any{"show": false}
		a["axisLabel"] = map[string]any{"color": f.css(charts.StyleTextDim), "fontSize": 11, "interval": 0}
	}
	x["position"] = "top"
	list(x["axisLabel"])["align"] = "left"
	y["inverse"], y["nameGap"], y["nameRotate"] = true, 44, 0
	y["nameTextStyle"] = map[string]any{"color": f.css(charts.StyleTextStrong), "fontSize": 15, "fontWeight": "bold"}
	return x, y
}

func (f *frame) yearSeries(i int, days []heatDay, most float64) map[string]any {
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

// fillYear draws the days of a year into the hole that ECharts left for them.
func (f *frame) fillYear(h Hole, days []heatDay, most float64) string {
	var b strings.Builder
	side := h.W / weeksOfYear
	gap := math.Max(0.5, side/12)
	for i, d := range days {
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
