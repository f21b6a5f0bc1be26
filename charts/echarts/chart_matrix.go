package echarts

import (
	"fmt"
	"math"
	"strings"

	"saywhen/charts"
	"saywhen/storage"
)

// buildMatrix colours a cell for each claim (row) and actor (column): claims are
// sentences, and rows have room for them.
func buildMatrix(j *job) (Built, error) {
	top := j.set.number("top")
	m := charts.NewStanceMatrix(j.in, charts.MatrixOptions{Actors: top, Claims: top, Group: j.set.yes("group")})
	notes := append([]string{"Figure and colour: mean stance from –2 (denies, opposes) to +2 (confirms, supports), ± where it changed sides; ×: how often."}, m.Notes()...)
	f := j.frame("Who stands where: mean stance", notes)
	names, colours := f.stanceKey(5)
	legend := f.legendTop(names)
	legend["selectedMode"] = false
	c := &cells{}
	for row := range m.Claims {
		for col := range m.Actors {
			if x := m.Cells[col][row]; x.Count > 0 {
				c.list = append(c.list, f.stanceCell(x, row, col))
			}
		}
	}
	patch := c.layout(f, m.Claims, m.Actors)
	w, h := c.cellSize(f, patch)
	c.fit(f, w, h)
	chart, series, funcs := c.chart(f)
	patch["series"] = key(series, names, colours)
	patch["legend"] = legend
	return f.close(draft{
		chart: chart, summary: m, patch: patch, funcs: funcs, fill: c.fill, alt: matrixAlt(m),
		advice:     "No statement that is shown takes a position on a claim: give statements positions, or widen the filter.",
		statements: c.statements(func(row, col int) []storage.ID { return m.IDs(col, row) }),
	})
}

// stanceKey names the first n columns of stances and gives their colours.
func (f *frame) stanceKey(n int) (names, colours []string) {
	for col := range charts.StanceColumn(n) {
		names, colours = append(names, col.String()), append(colours, f.css(col.Style()))
	}
	return names, colours
}

func (f *frame) stanceCell(x charts.StanceCell, row, col int) cell {
	mean := x.Mean()
	text := signed(mean)
	if x.Min < 0 && x.Max > 0 {
		text = "±" + strings.TrimLeft(text, "+")
	}
	step := charts.ColumnZero + charts.StanceColumn(math.Round(mean))
	return cell{
		row: row, col: col, value: mean, fill: f.css(step.Style()),
		label: fmt.Sprintf("%s ×%d|%s", text, x.Count, text),
		tip:   fmt.Sprintf("mean %s of %s, from %s to %s", signed(mean), plural(x.Count, "position"), signed(float64(x.Min)), signed(float64(x.Max))),
	}
}

// signed writes a stance with its sign, and a dash that is as wide as a plus.
func signed(v float64) string {
	s := strings.TrimSuffix(fmt.Sprintf("%+.1f", v), ".0")
	switch s {
	case "+0", "-0":
		return "0"
	}
	return strings.Replace(s, "-", "–", 1)
}

func matrixAlt(m charts.StanceMatrix) string {
	return fmt.Sprintf("A table of cells: %s by %s on %s.", plural(m.Positions, "position"),
		plural(len(m.Actors), "actor"), plural(len(m.Claims), "claim"))
}

// unit is what a scale counts.
type unit struct{ one, many string }

func (u unit) of(n float64) string {
	if n == 1 {
		return u.one
	}
	return u.many
}

var statementUnit = unit{"statement", "statements"}

// scale is the legend of a ramp of colours from 0 to most.
func (f *frame) scale(most float64, what unit) map[string]any {
	colours := make([]string, 5)
	for i := range colours {
		colours[i] = f.shade(float64(i), 4)
	}
	v := map[string]any{
		"type": "continuous", "min": 0, "max": rounded(most), "calculable": false, "orient": "horizontal",
		"left": margin, "top": f.top, "itemWidth": 12, "itemHeight": 140, "seriesIndex": 1, "padding": 0,
		"text": []any{figureText(most) + " " + what.of(most), "0"}, "inRange": map[string]any{"color": colours},
		"textStyle": map[string]any{"color": f.css(charts.StyleText), "fontSize": noteSize},
		"hoverLink": false,
	}
	f.top += legendRow + 4
	return v
}

// scaled closes a table of counts with its scale.
func (f *frame) scaled(c *cells, most float64, what unit, rows, cols []charts.Entry) (draft, error) {
	scale := f.scale(most, what)
	patch := c.layout(f, rows, cols)
	w, h := c.cellSize(f, patch)
	c.fit(f, w, h)
	chart, series, funcs := c.chart(f)
	patch["series"] = append(series, map[string]any{"type": "scatter", "data": []any{}, "silent": true})
	patch["visualMap"] = scale
	return draft{chart: chart, patch: patch, funcs: funcs, fill: c.fill}, nil
}

// shade gives the colour of a count: by its root, so that small counts differ.
func (f *frame) shade(v, most float64) string {
	if most <= 0 {
		return f.ramp(0)
	}
	return f.ramp(math.Sqrt(v / most))
}
