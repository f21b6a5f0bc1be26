package echarts

import (
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strings"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"saywhen/charts"
	"saywhen/storage"
)

// A table of coloured cells takes ECharts half a millisecond a cell. In
// pictures it lays out the axes and leaves one hole, which is filled here; on
// pages, where cells are pointed at, they are elements of ECharts.

// cell is one coloured field with a label.
type cell struct {
	row, col int
	fill     string
	label    string
	tip      string // what a page says when it is pointed at, after the names
	value    float64
}

// cells is a table of them; row 0 is at the top.
type cells struct {
	rows, cols []string
	list       []cell
	// rotated says that the labels below the columns stand at an angle.
	rotated bool
	size    float64 // of the labels in cells, in pixels
}

// chart draws the table within a plotting area. The series has the index 0; an
// item's index is its place in the list.
func (c *cells) chart(f *frame) (*gocharts.HeatMap, []any, []Func) {
	h := gocharts.NewHeatMap()
	h.SetGlobalOptions(f.globals()...)
	h.SetXAxis(c.cols)
	data := make([]opts.HeatMapData, len(c.list))
	for i, x := range c.list {
		data[i] = opts.HeatMapData{Name: flat(c.rows[x.row]) + " · " + flat(c.cols[x.col]) + ": " + x.tip, Value: [3]any{x.col, x.row, rounded(x.value)}}
	}
	h.AddSeries("", data)
	if !f.Page {
		return h, []any{map[string]any{"type": "custom", "data": []any{[]any{0, 0}}, "silent": true, "clip": true}},
			[]Func{{Path: []any{"series", 0, "renderItem"}, Name: FuncCells}}
	}
	items := make([]any, len(c.list))
	for i, x := range c.list {
		items[i] = map[string]any{
			"name": data[i].Name, "value": data[i].Value, "itemStyle": map[string]any{"color": x.fill},
			"label": map[string]any{"show": x.label != "", "formatter": x.label, "color": ink(x.fill), "fontSize": c.size},
		}
	}
	return h, []any{map[string]any{
		"type": "heatmap", "data": items,
		"itemStyle": map[string]any{"borderColor": f.css(charts.StyleBackground), "borderWidth": 1},
		"tooltip":   map[string]any{"formatter": "{b}"},
	}}, nil
}

func flat(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// fill gives the elements that fill the hole of the picture.
func (c *cells) fill(h Hole) string {
	var b strings.Builder
	w, t := h.W/float64(len(c.cols)), h.H/float64(len(c.rows))
	for i, x := range c.list {
		left, top := h.X+w*float64(x.col), h.Y+t*float64(x.row)
		rectElement(&b, left+0.5, top+0.5, math.Max(w-1, 0.5), math.Max(t-1, 0.5), x.fill, h.Series, i)
		labelElement(&b, left+w/2, top+t/2, c.size, x)
	}
	return b.String()
}

// rectElement writes a rectangle that stands for item index of a series.
func rectElement(b *strings.Builder, x, y, w, h float64, fill string, series, index int) {
	fmt.Fprintf(b, `<rect x="%.2f" y="%.2f" width="%.2f" height="%.2f" fill="%s" ecmeta_series_index="%d" ecmeta_data_index="%d" ecmeta_ssr_type="chart"/>`+"\n",
		x, y, w, h, fill, series, index)
}

func labelElement(b *strings.Builder, x, y, size float64, c cell) {
	lines := strings.Split(c.label, "\n")
	for i, line := range lines {
		if line == "" {
			continue
		}
		at := y + (float64(i)-float64(len(lines)-1)/2)*(size+2)
		fmt.Fprintf(b, `<text dominant-baseline="central" text-anchor="middle" style="font-size:%gpx;font-family:%s;" x="%.2f" y="%.2f" fill="%s">`,
			size, strings.ReplaceAll(fontFamily, "'", ""), x, at, ink(c.fill))
		_ = xml.EscapeText(b, []byte(clean(line))) // a strings.Builder takes everything
		b.WriteString("</text>\n")
	}
}

// layout gives axes and grid: names of rows at the left, of columns below; long
// ones in lines, or, below, at an angle when they are wider than a column.
func (c *cells) layout(f *frame, rows, cols []charts.Entry) map[string]any {
	const below = 30 // of a line of names
	height := (f.H - f.top - f.bottom - below) / max(len(rows), 1)
	c.rows = f.labels(rows, float64(f.W)*0.3, min(max(height/18, 1), 3))
	left := max(f.widest(c.rows, noteSize)+margin+12, 80)
	width := float64(f.W-left-f.right) / float64(max(len(cols), 1))
	lines := 1
	for ; lines <= 2; lines++ {
		c.cols = f.labels(cols, width-8, lines)
		if !slices.ContainsFunc(c.cols, func(s string) bool { return strings.HasSuffix(s, "…") }) {
			return c.axes(f, left, below+(lines-1)*14)
		}
	}
	c.rotated = true
	c.cols = f.labels(cols, 150, 1)
	slant := func(s []string) int { return int(float64(f.widest(s, noteSize)) * 0.71) }
	return c.axes(f, max(left, slant(c.cols[:1])+margin), slant(c.cols)+24)
}

// labels are the entries' names in at most n lines of a width.
func (f *frame) labels(entries []charts.Entry, width float64, n int) []string {
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = strings.Join(wrap(f.fonts, name(e), noteSize, width, n), "\n")
	}
	return out
}

func (c *cells) axes(f *frame, left, below int) map[string]any {
	x, y := f.categories("", c.cols), f.categories("", c.rows)
	y["inverse"] = true
	for _, a := range []map[string]any{x, y} {
		a["axisTick"] = map[string]any{"show": false}
		a["axisLine"] = map[string]any{"show": false}
		a["axisLabel"] = map[string]any{"color": f.css(charts.StyleText), "fontSize": noteSize, "interval": 0, "lineHeight": 14}
		a["splitLine"] = map[string]any{"show": true, "interval": 0, "lineStyle": map[string]any{"color": f.css(charts.StyleGridMinor)}}
	}
	if c.rotated {
		list(x["axisLabel"])["rotate"] = 45
	}
	if h := float64(f.H-f.top-f.bottom-below) / float64(max(len(c.rows), 1)); h < 13 {
		list(y["axisLabel"])["fontSize"] = max(6, int(h-1))
	}
	return map[string]any{"xAxis": x, "yAxis": y, "grid": f.grid(left, below)}
}

// cellSize is the width and height of a cell under the layout.
func (c *cells) cellSize(f *frame, axes map[string]any) (w, h float64) {
	g := axes["grid"].(map[string]any)
	w = float64(f.W - g["left"].(int) - g["right"].(int))
	h = float64(f.H - g["top"].(int) - g["bottom"].(int))
	return w / float64(max(len(c.cols), 1)), h / float64(max(len(c.rows), 1))
}

// fit chooses the size of the labels and leaves out those that no cell has room
// for.
func (c *cells) fit(f *frame, w, h float64) {
	c.size = math.Min(13, math.Max(8, math.Floor(math.Min(h*0.6, w*0.42))))
	for i := range c.list {
		short := ""
		for _, try := range strings.Split(c.list[i].label, "|") {
			if float64(f.fonts.Measure(try, float32(c.size), false))+4 <= w && c.size+2 <= h {
				short = try
				break
			}
		}
		c.list[i].label = short
	}
}

// statements asks a summary for what stands behind a cell.
func (c *cells) statements(ids func(row, col int) []storage.ID) func(Hit) []storage.ID {
	return func(h Hit) []storage.ID {
		if h.Series != 0 || h.Index >= len(c.list) {
			return nil
		}
		return ids(c.list[h.Index].row, c.list[h.Index].col)
	}
}
