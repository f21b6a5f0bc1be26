package echarts

import (
	"math"
	"strings"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"saywhen/charts"
)

// Every chart stands in the same frame: title, filter and how it counts above,
// a legend below them or at the right, the source at the foot. Heights are
// reckoned here from the widths of the texts, because ECharts lays each
// component out as if it were alone.

const fontFamily = "'Noto Sans','Noto Sans Arabic',system-ui,sans-serif"

// The frame's measures in pixels.
const (
	margin        = 20 // at every side
	titleSize     = 20 // size of the title's text
	noteSize      = 12 // of the lines below it, the source and the legend
	noteHeight    = 17 // a line of notes
	noteLines     = 2  // lines of notes at most
	legendRow     = 22
	legendMargins = 20 + 16 + 5 + 10 // of a legend at the right, beside its names
)

// frame is the room of one chart.
type frame struct {
	look
	title string
	notes []string
	lines []string // below the title, ready to draw
	// top and bottom are the distances of what the frame leaves free from the
	// edges; right that from the right edge.
	top, bottom, right int
}

func (o look) frame(title string, notes []string) *frame {
	f := &frame{look: o, title: title, notes: notes, top: 10, bottom: 12, right: margin}
	if o.Title != "" {
		f.title = o.Title
	}
	if o.Page {
		return f
	}
	width := float64(o.W - 2*margin)
	if o.Subtitle != "" {
		f.lines = append(f.lines, cut(o.fonts, o.Subtitle, noteSize, width))
	}
	f.lines = append(f.lines, wrap(o.fonts, strings.Join(notes, " "), noteSize, width, noteLines)...)
	f.top = 50 + noteHeight*len(f.lines) + 8
	f.bottom = 34
	return f
}

// titles are the title with its lines, and the source.
func (f *frame) titles() []any {
	if f.Page {
		return []any{}
	}
	width := float64(f.W - 2*margin)
	return []any{
		map[string]any{
			"text": cut(f.fonts, f.title, titleSize, width*0.95), "subtext": strings.Join(f.lines, "\n"),
			"left": margin, "top": 16, "padding": 0, "itemGap": 8,
			"textStyle":    map[string]any{"color": f.css(charts.StyleTextStrong), "fontSize": titleSize, "fontWeight": "bold"},
			"subtextStyle": map[string]any{"color": f.css(charts.StyleTextDim), "fontSize": noteSize, "lineHeight": noteHeight},
		},
		map[string]any{
			"text": cut(f.fonts, f.Source, noteSize, width), "left": margin, "bottom": 10, "padding": 0,
			"textStyle": map[string]any{"color": f.css(charts.StyleTextDim), "fontSize": noteSize, "fontWeight": "normal"},
		},
	}
}

// message is a sentence in the middle of a chart that shows nothing.
func (f *frame) message(sentence string) map[string]any {
	width := float64(min(f.W-4*margin, 760))
	return map[string]any{
		"text": strings.Join(wrap(f.fonts, sentence, 15, width, 4), "\n"), "left": "50%", "top": "45%", "textAlign": "center",
		"textStyle": map[string]any{"color": f.css(charts.StyleTextDim), "fontSize": 15, "lineHeight": 24, "fontWeight": "normal"},
	}
}

// legendTop lays a legend out in rows under the titles and moves what is free
// down.
func (f *frame) legendTop(names []string) map[string]any {
	rows, x := 1, 0.0
	for _, n := range names {
		w := float64(f.fonts.Measure(n, noteSize, false)) + 16 + 5 + 14
		if x += w; x > float64(f.W-2*margin) && x > w {
			rows++
			x = w
		}
	}
	l := f.legend(names)
	l["left"], l["top"], l["right"] = margin, f.top, margin
	l["itemGap"] = 14
	if f.Page {
		rows = 1
		l["type"] = "scroll"
	}
	f.top += rows*legendRow + 4
	return l
}

// legendRight lays a legend out at the right edge.
func (f *frame) legendRight(names []string) map[string]any {
	rightWidth := min(max(f.widest(names, noteSize)+legendMargins, 140), int(float64(f.W)*0.32))
	l := f.legend(names)
	l["orient"], l["right"], l["top"], l["left"] = "vertical", margin, f.top+4, f.W-f.right-rightWidth+20
	delete(l, "right")
	if f.Page {
		l["type"], l["right"] = "scroll", margin
		delete(l, "left")
	}
	l["itemGap"] = 8
	l["bottom"] = f.bottom
	f.right += rightWidth
	return l
}

// legendWidth is the room for a name in a legend at the right.
func (o look) legendWidth() float64 { return float64(o.W)*0.3 - legendMargins }

func (f *frame) legend(names []string) map[string]any {
	return map[string]any{
		"show": true, "type": "plain", "padding": 0, "itemWidth": 16, "itemHeight": 12, "icon": "roundRect", "data": names,
		"inactiveColor": f.css(charts.StyleRule),
		"textStyle":     map[string]any{"color": f.css(charts.StyleText), "fontSize": noteSize},
	}
}

// key adds series that hold nothing, so that the legend explains colours.
func key(series []any, names, colours []string) []any {
	for i, n := range names {
		series = append(series, map[string]any{
			"type": "scatter", "name": n, "data": []any{}, "silent": true, "itemStyle": map[string]any{"color": colours[i], "opacity": 1},
		})
	}
	return series
}

// globals are the options that go-echarts knows and all charts share.
func (f *frame) globals() []gocharts.GlobalOpts {
	return []gocharts.GlobalOpts{
		gocharts.WithInitializationOpts(opts.Initialization{BackgroundColor: f.css(charts.StyleBackground)}),
		gocharts.WithAnimation(false),
		gocharts.WithTooltipOpts(opts.Tooltip{
			Show: opts.Bool(true), Trigger: "item", BackgroundColor: f.css(charts.StyleBackground), BorderColor: f.css(charts.StyleRule),
		}),
	}
}

// goChart is what the charts of go-echarts have in common. Their other ways to
// write themselves are not used: they write data into scripts.
type goChart interface {
	Validate()
	JSON() map[string]any
}

// option turns what go-echarts built into plain JSON values and adds what every
// chart has. patch sets what go-echarts has no fields for.
func (f *frame) option(c goChart, alt string, patch map[string]any) (map[string]any, error) {
	c.Validate()
	o, err := plain(c.JSON())
	if err != nil {
		return nil, err
	}
	delete(o, "toolbox") // always there in go-echarts, even when nothing asked for it
	delete(o, "legend")
	o["useUTC"] = true
	o["backgroundColor"] = f.background()
	o["textStyle"] = map[string]any{"fontFamily": fontFamily, "color": f.css(charts.StyleText)}
	o["title"] = f.titles()
	o["aria"] = map[string]any{"enabled": true, "label": map[string]any{"enabled": true, "description": alt}}
	tip := list(o["tooltip"])
	tip["confine"] = true
	tip["textStyle"] = map[string]any{"color": f.css(charts.StyleText)}
	tip["extraCssText"] = "max-width:480px;white-space:normal"
	for k, v := range patch {
		o[k] = v
	}
	return plain(o)
}

func (f *frame) background() string {
	if f.Transparent && !f.Page {
		return "transparent"
	}
	return f.css(charts.StyleBackground)
}

// grid is the plotting area; axis labels take their room inside it.
func (f *frame) grid(left, bottom int) map[string]any {
	return map[string]any{"left": left, "right": f.right, "top": f.top + 6, "bottom": f.bottom + bottom, "containLabel": false, "outerBoundsMode": "none"}
}

func (f *frame) axis(kind string) map[string]any {
	return map[string]any{
		"type":          kind,
		"axisLine":      map[string]any{"show": true, "lineStyle": map[string]any{"color": f.css(charts.StyleRule)}},
		"axisTick":      map[string]any{"show": true, "lineStyle": map[string]any{"color": f.css(charts.StyleRule)}},
		"axisLabel":     map[string]any{"color": f.css(charts.StyleText), "fontSize": 12, "hideOverlap": true},
		"nameTextStyle": map[string]any{"color": f.css(charts.StyleTextDim), "fontSize": 12},
		"splitLine":     map[string]any{"show": kind == "value", "lineStyle": map[string]any{"color": f.css(charts.StyleGridMinor)}},
	}
}

// values is an axis of counts.
func (f *frame) values(name string) map[string]any {
	a := f.axis("value")
	a["name"] = name
	a["axisLine"] = map[string]any{"show": false}
	a["axisTick"] = map[string]any{"show": false}
	a["minInterval"] = 1
	return a
}

// categories is an axis of names, in the order given.
func (f *frame) categories(name string, labels []string) map[string]any {
	a := f.axis("category")
	a["name"], a["nameLocation"], a["data"] = name, "middle", labels
	a["axisTick"] = map[string]any{"show": true, "alignWithLabel": true, "lineStyle": map[string]any{"color": f.css(charts.StyleRule)}}
	return a
}

// widest is the width of the widest of the texts, in whole pixels.
func (f *frame) widest(texts []string, size float32) int {
	var w float32
	for _, s := range texts {
		for line := range strings.SplitSeq(s, "\n") {
			w = max(w, f.fonts.Measure(line, size, false))
		}
	}
	return int(math.Ceil(float64(w)))
}

// hatch gives the i-th series of a printed chart a pattern of its own.
func (f *frame) hatch(style map[string]any, i int) {
	if !f.hatched {
		return
	}
	style["borderColor"] = f.css(charts.StyleRule)
	style["borderWidth"] = 0.5
	turns := []float64{math.Pi / 4, -math.Pi / 4, 0, math.Pi / 2}
	if i%5 == 4 {
		return
	}
	style["decal"] = decal("rgba(255,255,255,0.55)", turns[i%5], 4+3*(i/5%3))
}

func decal(ink string, turn float64, gap int) map[string]any {
	return map[string]any{
		"symbol": "rect", "color": ink, "rotation": turn, "symbolSize": 1,
		"dashArrayX": []any{1, 0}, "dashArrayY": []any{1, gap},
	}
}

// hatchStance gives a stance in print its pattern: strokes one way against,
// the other way for, the firmer the denser.
func (f *frame) hatchStance(style map[string]any, col charts.StanceColumn) {
	if !f.hatched {
		return
	}
	style["borderColor"] = f.css(charts.StyleRule)
	gap, ink := 4, "rgba(255,255,255,0.6)"
	switch col {
	case charts.ColumnMinus1, charts.ColumnPlus1:
		gap, ink = 9, "rgba(0,0,0,0.6)"
	case charts.ColumnZero, charts.ColumnNoPosition:
		return
	}
	turn := math.Pi / 4
	if col < charts.ColumnZero {
		turn = -turn
	}
	style["decal"] = decal(ink, turn, gap)
}
