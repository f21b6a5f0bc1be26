package echarts

import (
	"fmt"
	"strconv"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"saywhen/charts"
	"saywhen/storage"
)

// buildVerbs counts verbs in cells, or classes of verbs in bars.
func buildVerbs(j *job) (Built, error) {
	top := j.set.number("top")
	v := charts.NewVerbsByActor(j.in, charts.VerbOptions{Actors: top, Verbs: top, ByClass: j.set.text["by"] == "class", Group: j.set.yes("group")})
	f := j.frame("What actors do with words, by "+j.set.text["by"], append([]string{plural(v.Total, "statement") + ", each counted once, for its speaker."}, v.Notes()...))
	d := draft{}
	var err error
	if v.ByClass {
		d = f.classBars(v)
	} else if d, err = f.verbCells(v); err != nil {
		return Built{}, err
	}
	d.summary = v
	d.alt = fmt.Sprintf("%s of %s.", plural(v.Total, "statement"), plural(len(v.Actors), "actor"))
	if !v.Empty() {
		d.alt += fmt.Sprintf(" Most: %s, %d.", oneLine(v.Actors[0].Name), v.Actors[0].Count)
	}
	d.advice = "No statement is shown: enter statements, or widen the filter."
	return f.close(d)
}

func (f *frame) verbCells(v charts.VerbsByActor) (draft, error) {
	c, most := &cells{}, 0
	for _, row := range v.Count {
		for _, n := range row {
			most = max(most, n)
		}
	}
	for row := range v.Actors {
		for col, n := range v.Count[row] {
			if n > 0 {
				c.list = append(c.list, cell{
					row: row, col: col, value: float64(n), fill: f.shade(float64(n), float64(most)),
					label: strconv.Itoa(n), tip: plural(n, "statement"),
				})
			}
		}
	}
	d, err := f.scaled(c, float64(most), statementUnit, v.Actors, v.Verbs)
	d.statements = c.statements(v.IDs)
	return d, err
}

// classBars stacks a bar for each actor, the classes side by side.
func (f *frame) classBars(v charts.VerbsByActor) draft {
	names := f.distinct(v.Verbs, noteSize, f.legendWidth())
	legend := f.legendTop(names)
	actors := f.distinct(v.Actors, noteSize, float64(f.W)*0.3)
	bar := gocharts.NewBar()
	bar.SetGlobalOptions(f.globals()...)
	bar.SetXAxis(actors)
	for col, e := range v.Verbs {
		data := make([]opts.BarData, len(v.Actors))
		for row := range v.Actors {
			if n := v.Count[row][col]; n > 0 {
				data[row].Value = n
			}
		}
		bar.AddSeries(names[col], data,
			gocharts.WithBarChartOpts(opts.BarChart{Stack: "statements", BarCategoryGap: "25%"}),
			gocharts.WithItemStyleOpts(opts.ItemStyle{Color: f.entryColour(e, col)}))
	}
	y := f.categories("", actors)
	y["inverse"] = true
	list(y["axisLabel"])["interval"] = 0
	x := f.values("statements")
	x["nameLocation"], x["nameGap"] = "middle", 28
	left := max(f.widest(actors, noteSize)+margin+12, 80)
	return draft{
		chart: bar,
		patch: map[string]any{
			"legend": legend, "grid": f.grid(left, 46), "xAxis": x, "yAxis": y, "series": f.bars(bar, false), "tooltip": f.axisTooltip(),
		},
		statements: func(h Hit) []storage.ID { return v.IDs(h.Index, h.Series) },
	}
}
