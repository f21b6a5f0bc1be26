package echarts

import (
	"fmt"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"saywhen/charts"
	"saywhen/storage"
)

// buildRiver shows a stream for each claim. Streams run over an axis of bins,
// not of time: a month is as wide as the next, and no date is beyond the reach
// of JavaScript.
func buildRiver(j *job) (Built, error) {
	bin, fixed := j.set.bin()
	r := charts.NewRiver(j.in, charts.RiverOptions{TopN: min(j.set.number("top"), j.legendRoom()-1), Bin: bin, FixedBin: fixed})
	f := j.frame("Claims over time", append([]string{periodsLead(r.Periods)}, r.Notes()...))
	names := f.distinct(r.Series, noteSize, f.legendWidth())
	legend := f.legendRight(names)
	river := gocharts.NewThemeRiver()
	river.SetGlobalOptions(f.globals()...)
	river.AddSeries("", riverData(r, names))
	labels := binLabels(r.Periods)
	if riverPad(r) > 0 {
		labels = []string{"", labels[0], ""}
	}
	axis := f.categories(binAxisName(r.Bin), labels)
	axis["left"], axis["right"], axis["top"], axis["bottom"] = margin+24, f.right+24, f.top+6, f.bottom+50
	axis["boundaryGap"], axis["nameGap"] = false, 32
	colours := make([]string, len(r.Series))
	for i, e := range r.Series {
		colours[i] = f.entryColour(e, i)
	}
	return f.close(draft{
		chart: river, summary: r, alt: periodsAlt("Streams", f.title, r.Periods),
		patch: map[string]any{
			"legend": legend, "singleAxis": axis, "color": colours,
			"series": []any{map[string]any{
				"type": "themeRiver", "data": riverRows(r, names), "label": map[string]any{"show": false}, "boundaryGap": []any{"8%", "8%"},
				"itemStyle": map[string]any{"borderColor": f.css(charts.StyleBackground), "borderWidth": 0.6},
			}},
			"tooltip": f.axisTooltip(),
		},
		advice:     "No dated statement that is shown takes a position on a claim: give statements a date and positions, or widen the filter.",
		statements: func(h Hit) []storage.ID { return riverIDs(r, h) },
	})
}

// riverData lists every bin of every claim, those without a statement too: a
// stream goes on at no width.
func riverData(r charts.River, names []string) []opts.ThemeRiverData {
	data := make([]opts.ThemeRiverData, 0, len(r.Bins)*len(names))
	for row, n := range names {
		for bin := range r.Bins {
			data = append(data, opts.ThemeRiverData{Date: fmt.Sprint(bin), Value: rounded(r.Share[row][bin]), Name: n})
		}
	}
	return data
}

// riverRows are the same rows as ECharts reads them: bin, value, name.
func riverRows(r charts.River, names []string) []any {
	var rows []any
	before := riverPad(r)
	for row, n := range names {
		for bin := -before; bin < len(r.Bins)+before; bin++ {
			share := 0.0
			if bin >= 0 && bin < len(r.Bins) {
				share = r.Share[row][bin]
			}
			rows = append(rows, []any{bin + before, rounded(share), n})
		}
	}
	return rows
}

// riverPad is how many empty bins stand before the first and after the last: a
// single bin has no length that a stream could run.
func riverPad(r charts.River) int {
	if len(r.Bins) == 1 {
		return 1
	}
	return 0
}

// riverIDs finds the claim of a stream: one mark stands for all its bins.
func riverIDs(r charts.River, h Hit) []storage.ID {
	bins := len(r.Bins) + 2*riverPad(r)
	if len(r.Bins) == 0 || h.Series != 0 {
		return nil
	}
	return r.IDs(h.Index/bins, -1)
}
