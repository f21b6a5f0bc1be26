package echarts

import (
	"fmt"
	"strings"
	"time"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"saywhen/charts"
	"saywhen/storage"
)

var dimensions = map[string]charts.Dimension{
	"actor": charts.ByActor, "stance": charts.ByStance, "class": charts.ByClass, "outlet": charts.ByOutlet,
}

// legendRoom is how many names a legend at the right of a picture has room
// for, whatever stands above it.
func (o look) legendRoom() int {
	if o.Page {
		return charts.MaxTopN
	}
	return max(3, (o.H-160)/legendRow)
}

// buildActivity stacks bars of statements by bin of the calendar.
func buildActivity(j *job) (Built, error) {
	by := j.set.text["by"]
	bin, fixed := j.set.bin()
	a := charts.NewActivityBy(j.in, charts.ActivityOptions{
		By: dimensions[by], TopN: min(j.set.number("top"), j.legendRoom()-1), Bin: bin, FixedBin: fixed, Group: j.set.yes("group"),
	})
	f := j.frame("Statements over time, by "+by, append([]string{periodsLead(a.Periods)}, a.Notes()...))
	names := f.distinct(a.Series, noteSize, f.legendWidth())
	var legend map[string]any
	if by == "actor" || by == "outlet" {
		legend = f.legendRight(names)
	} else {
		legend = f.legendTop(names)
	}
	bar := gocharts.NewBar()
	bar.SetGlobalOptions(f.globals()...)
	bar.SetXAxis(binLabels(a.Periods))
	for i, e := range a.Series {
		bar.AddSeries(names[i], barData(a.Share[i]),
			gocharts.WithBarChartOpts(opts.BarChart{Stack: "statements", BarCategoryGap: "12%"}),
			gocharts.WithItemStyleOpts(opts.ItemStyle{Color: f.entryColour(e, i)}),
		)
	}
	x := f.categories(binAxisName(a.Bin), binLabels(a.Periods))
	x["nameGap"] = 32
	y := f.values("statements")
	y["nameTextStyle"] = map[string]any{"color": f.css(charts.StyleTextDim), "fontSize": 12, "align": "left"}
	f.top += 18 // the name of the axis stands above it
	return f.close(draft{
		chart: bar, summary: a, alt: periodsAlt("Stacked bars", f.title, a.Periods),
		patch: map[string]any{
			"legend": legend, "grid": f.grid(72, 50), "xAxis": x, "yAxis": y,
			"series": f.bars(bar, by == "stance"), "tooltip": f.axisTooltip(),
		},
		advice:     "No statement that is shown has a date: give statements a date, or widen the filter.",
		statements: func(h Hit) []storage.ID { return a.IDs(h.Series, h.Index) },
	})
}

// bars are the series of a bar chart, hatched for print.
func (f *frame) bars(bar *gocharts.Bar, stances bool) []any {
	bar.Validate()
	o, err := plain(bar.JSON())
	if err != nil {
		return nil // the frame meets the same error and returns it
	}
	series, _ := o["series"].([]any)
	for i, s := range series {
		s := s.(map[string]any)
		s["barMaxWidth"] = 64
		style, ok := s["itemStyle"].(map[string]any)
		if !ok {
			continue
		}
		if stances {
			f.hatchStance(style, charts.StanceColumn(i))
		} else {
			f.hatch(style, i)
		}
	}
	return series
}

func (f *frame) axisTooltip() map[string]any {
	return map[string]any{
		"show": true, "trigger": "axis", "confine": true, "axisPointer": map[string]any{"type": "shadow"},
		"backgroundColor": f.css(charts.StyleBackground), "borderColor": f.css(charts.StyleRule),
		"textStyle": map[string]any{"color": f.css(charts.StyleText)},
	}
}

func barData(share []float64) []opts.BarData {
	data := make([]opts.BarData, len(share))
	for i, v := range share {
		if v > 0 { // a bar of no height would still draw its outline
			data[i].Value = rounded(v)
		}
	}
	return data
}

// binAxisName names the time axis. The label of a week is its Monday alone:
// the axis says that it is a week.
func binAxisName(b charts.CalendarBin) string {
	if b == charts.BinWeek {
		return "week from Monday"
	}
	return b.String()
}

func binLabels(p charts.Periods) []string {
	labels := make([]string, len(p.Bins))
	for i, bin := range p.Bins {
		labels[i] = binLabel(p.Bin, bin.From, p.Zone)
	}
	return labels
}

func binLabel(b charts.CalendarBin, from int64, zone *time.Location) string {
	return strings.TrimPrefix(b.Label(from, zone), "week of ")
}

// periodsLead says what is counted, before the notes on how.
func periodsLead(p charts.Periods) string {
	return fmt.Sprintf("%s by %s, %s.", plural(p.Dated, "dated statement"), p.Bin, p.Zone)
}

// periodsAlt tells in words what figures over time show.
func periodsAlt(kind, title string, p charts.Periods) string {
	if p.Empty() {
		return ""
	}
	sums := make([]float64, len(p.Series))
	var most float64
	var when int
	for bin := range p.Bins {
		var all float64
		for row := range p.Series {
			sums[row] += p.Share[row][bin]
			all += p.Share[row][bin]
		}
		if all > most {
			most, when = all, bin
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s. %s by %s, from %s to %s.", kind, title, plural(p.Dated, "statement"), p.Bin, p.Label(0), p.Label(len(p.Bins)-1))
	for row, n := range sums {
		if n > 0 {
			fmt.Fprintf(&b, " %s: %g.", oneLine(p.Series[row].Name), rounded(n))
		}
	}
	fmt.Fprintf(&b, " Most in %s: %g.", p.Label(when), rounded(most))
	return b.String()
}
