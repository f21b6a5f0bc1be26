package echarts

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"saywhen/charts"
	"saywhen/charts/paint"
)

// Options are what a chart needs besides its figures. Texts are plain text of
// any script and length.
type Options struct {
	// Title says what the chart shows; "" gives the chart's own.
	Title string
	// Subtitle names the filter, when there is one. How the chart counts is
	// added to it.
	Subtitle string
	// Source is the line below the picture: whence the statements come.
	Source string
	// Theme is one of paint.PaletteNames, so that a stance has one colour in
	// every picture; "" is "light". Stances in "print" are hatched too, so
	// that they can be told apart on any paper.
	Theme string
}

// look is Options with its colours found.
type look struct {
	Options
	palette paint.Palette
	hatched bool
}

func (o Options) look() (look, error) {
	if o.Theme == "" {
		o.Theme = "light"
	}
	p, ok := paint.PaletteByName(o.Theme)
	if !ok {
		return look{}, fmt.Errorf("there is no theme %q: choose one of %s", o.Theme, strings.Join(paint.PaletteNames(), ", "))
	}
	return look{o, p, o.Theme == "print"}, nil
}

// css gives a style's colour as "#rrggbb".
func (o look) css(s charts.Style) string {
	c := color.NRGBAModel.Convert(o.palette[s]).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}

// Layout of every option of this package, in pixels. The first headBand pixels
// hold the titles, the last footBand the source: WriteHTML takes both bands
// away and shows the texts as text. margin stands at the left; half of the
// first label of an axis reaches into it.
const (
	headBand = 76
	footBand = 28
	margin   = 16
	// titleWidth is where titles are cut: the width of a picture of 1200
	// pixels between its margins.
	titleWidth = 1160
)

const fontFamily = "'Noto Sans','Noto Sans Arabic',system-ui,sans-serif"

// ActivityOption builds the stacked bars of an activity table: one bar a bin,
// one colour a stance, from denies at the foot to confirms and then statements
// without a position on top. The result holds plain JSON values only.
func ActivityOption(a charts.Activity, options Options) (map[string]any, error) {
	o, err := options.look()
	if err != nil {
		return nil, err
	}
	bar := gocharts.NewBar()
	bar.SetGlobalOptions(
		gocharts.WithInitializationOpts(opts.Initialization{BackgroundColor: o.css(charts.StyleBackground)}),
		gocharts.WithTitleOpts(o.titles(activityTitle(options), activitySubtitle(a, options))),
		gocharts.WithLegendOpts(o.legend()),
		gocharts.WithTooltipOpts(opts.Tooltip{
			Show: opts.Bool(true), Trigger: "axis", BackgroundColor: o.css(charts.StyleBackground),
			BorderColor: o.css(charts.StyleRule), AxisPointer: &opts.AxisPointer{Type: "shadow"},
		}),
		gocharts.WithGridOpts(opts.Grid{
			Left: px(margin), Right: "24", Top: px(headBand + 76), Bottom: px(footBand + 36), ContainLabel: opts.Bool(true),
		}),
		gocharts.WithXAxisOpts(o.xAxis(binAxisName(a.Bin))),
		gocharts.WithYAxisOpts(o.yAxis("statements")),
		gocharts.WithAnimation(false),
	)
	bar.Aria = &opts.Aria{
		Enabled: opts.Bool(true),
		Label:   &opts.AriaLabel{Enabled: opts.Bool(true), Description: activityAlt(a)},
	}
	bar.SetXAxis(binLabels(a))
	for col := range charts.NumStanceColumns {
		bar.AddSeries(col.String(), columnData(a, col),
			gocharts.WithBarChartOpts(opts.BarChart{Stack: "statements", BarCategoryGap: "12%"}),
			gocharts.WithItemStyleOpts(opts.ItemStyle{
				Color: o.css(col.Style()), BorderColor: o.css(charts.StyleBackground), BorderWidth: 0.5,
			}),
		)
	}
	bar.Validate()
	option, err := plain(bar.JSON())
	if err != nil {
		return nil, err
	}
	o.patch(option)
	return option, nil
}

// patch adds what go-echarts has no fields for.
func (o look) patch(option map[string]any) {
	delete(option, "toolbox") // always there in go-echarts, even when nothing asked for it
	option["useUTC"] = true
	option["textStyle"] = map[string]any{"fontFamily": fontFamily, "color": o.css(charts.StyleText)}
	option["title"] = []any{option["title"], o.sourceLine()}
	if tip, ok := option["tooltip"].(map[string]any); ok {
		tip["confine"] = true
		tip["textStyle"] = map[string]any{"color": o.css(charts.StyleText)}
	}
	list(option["xAxis"])["nameTextStyle"] = map[string]any{"color": o.css(charts.StyleTextDim)}
	list(option["yAxis"])["nameTextStyle"] = map[string]any{"color": o.css(charts.StyleTextDim), "align": "left"}
	series, _ := option["series"].([]any)
	for i, s := range series {
		if s, ok := s.(map[string]any); ok {
			s["barMaxWidth"] = 64
			o.hatch(s, charts.StanceColumn(i))
		}
	}
}

// hatch gives the series of a printed chart the pattern of its stance: strokes
// one way against, the other way for, the firmer the denser.
func (o look) hatch(series map[string]any, col charts.StanceColumn) {
	style, ok := series["itemStyle"].(map[string]any)
	if !ok || !o.hatched {
		return
	}
	style["borderColor"] = o.css(charts.StyleRule)
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
	style["decal"] = map[string]any{
		"symbol": "rect", "color": ink, "rotation": turn, "symbolSize": 1,
		"dashArrayX": []any{1, 0}, "dashArrayY": []any{1, gap},
	}
}

func px(n int) string { return strconv.Itoa(n) }

func (o look) titles(title, subtitle string) opts.Title {
	return opts.Title{
		Title: title, Subtitle: subtitle, Left: px(margin), Top: "12",
		TitleStyle: &opts.TextStyle{
			Color: o.css(charts.StyleTextStrong), FontSize: 18, FontWeight: "bold", Width: titleWidth, Overflow: "truncate",
		},
		SubtitleStyle: &opts.TextStyle{Color: o.css(charts.StyleTextDim), FontSize: 12, Width: titleWidth, Overflow: "truncate"},
	}
}

// sourceLine is a second title at the foot of the picture.
func (o look) sourceLine() map[string]any {
	return map[string]any{
		"text": clean(o.Source), "left": px(margin), "bottom": "6",
		"textStyle": map[string]any{
			"color": o.css(charts.StyleTextDim), "fontSize": 12, "fontWeight": "normal", "width": titleWidth, "overflow": "truncate",
		},
	}
}

func (o look) legend() opts.Legend {
	return opts.Legend{
		Show: opts.Bool(true), Left: px(margin), Top: px(headBand + 4), ItemWidth: 16, ItemHeight: 12,
		InactiveColor: o.css(charts.StyleTextDim), TextStyle: &opts.TextStyle{Color: o.css(charts.StyleText), FontSize: 12},
	}
}

func (o look) xAxis(name string) opts.XAxis {
	return opts.XAxis{
		Type: "category", Name: name, NameLocation: "middle", NameGap: 34,
		AxisLine:  &opts.AxisLine{LineStyle: &opts.LineStyle{Color: o.css(charts.StyleRule)}},
		AxisTick:  &opts.AxisTick{AlignWithLabel: opts.Bool(true)},
		AxisLabel: o.axisLabel(),
	}
}

func (o look) yAxis(name string) opts.YAxis {
	return opts.YAxis{
		Type: "value", Name: name, AxisLabel: o.axisLabel(),
		SplitLine: &opts.SplitLine{LineStyle: &opts.LineStyle{Color: o.css(charts.StyleGridMajor)}},
	}
}

func (o look) axisLabel() *opts.AxisLabel {
	return &opts.AxisLabel{Color: o.css(charts.StyleText), FontSize: 12, HideOverlap: opts.Bool(true)}
}

func activityTitle(o Options) string {
	if o.Title != "" {
		return o.Title
	}
	return "Statements over time, by stance"
}

// activitySubtitle states the filter, then how the chart counts: unit, zone,
// what is missing and what was spread or clipped.
func activitySubtitle(a charts.Activity, o Options) string {
	var b strings.Builder
	if o.Subtitle != "" {
		b.WriteString(o.Subtitle + "\n")
	}
	fmt.Fprintf(&b, "%s by %s (%v)", plural(a.Dated, "dated statement"), a.Bin, a.Zone)
	if a.Undated > 0 {
		fmt.Fprintf(&b, "; %d without a date not shown", a.Undated)
	}
	if a.Spread > 0 {
		fmt.Fprintf(&b, "; %d uncertain, shared out over the %ss in which they may lie", a.Spread, a.Bin)
	}
	if a.Open > 0 {
		fmt.Fprintf(&b, "; %d with an open end, taken to reach to the end of the range", a.Open)
	}
	b.WriteString(".")
	return b.String()
}

// activityAlt tells in words what the bars show.
func activityAlt(a charts.Activity) string {
	if len(a.Rows) == 0 {
		return fmt.Sprintf("An empty chart: no dated statements; %d without a date.", a.Undated)
	}
	var sums [charts.NumStanceColumns]float64
	var most float64
	var when int
	for i, r := range a.Rows {
		var all float64
		for col, n := range r.Share {
			sums[col] += n
			all += n
		}
		if all > most {
			most, when = all, i
		}
	}
	label := func(i int) string { return a.Bin.Label(a.Rows[i].From, a.Zone) }
	var b strings.Builder
	fmt.Fprintf(&b, "Stacked bars: %s by %s, from %s to %s.", plural(a.Dated, "statement"), a.Bin, label(0), label(len(a.Rows)-1))
	for col, n := range sums {
		if n > 0 {
			fmt.Fprintf(&b, " %s: %g.", charts.StanceColumn(col), rounded(n))
		}
	}
	fmt.Fprintf(&b, " Most in %s: %g.", label(when), rounded(most))
	return b.String()
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// binAxisName names the time axis. The label of a week is its Monday alone:
// the axis says that it is a week.
func binAxisName(b charts.CalendarBin) string {
	if b == charts.BinWeek {
		return "week from Monday"
	}
	return b.String()
}

func binLabels(a charts.Activity) []string {
	labels := make([]string, len(a.Rows))
	for i, r := range a.Rows {
		labels[i] = strings.TrimPrefix(a.Bin.Label(r.From, a.Zone), "week of ")
	}
	return labels
}

func columnData(a charts.Activity, col charts.StanceColumn) []opts.BarData {
	data := make([]opts.BarData, len(a.Rows))
	for i, r := range a.Rows {
		if r.Share[col] > 0 { // a bar of no height would still draw its outline
			data[i].Value = rounded(r.Share[col])
		}
	}
	return data
}

// rounded keeps three decimals, and never makes something out of nothing or
// nothing out of something.
func rounded(share float64) float64 {
	if share > 0 && share < 0.001 {
		return 0.001
	}
	return math.Round(share*1000) / 1000
}
