package echarts

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strconv"

	"saywhen/assets"
)

//go:embed boot.js
var boot string

//go:embed page.tmpl
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// page is what the template shows. Fields of type string are escaped where
// they stand; template.JS is written as it is and must be a script of ours or
// JSON from json.Marshal, which writes <, > and & as escapes.
type page struct {
	Title, Heading, Subtitle, Source, Alt string
	Background, Text, Dim, Grid           template.CSS
	Fonts                                 template.CSS
	ScriptSources                         string
	Option, ECharts, Boot                 template.JS
	Table                                 table
}

// table is the chart's figures for those who cannot see it.
type table struct {
	Head []string
	Rows [][]string
}

// WriteHTML writes one file that shows the chart in any browser, offline:
// ECharts is in it. title is the page's name in the browser; the chart's own
// titles and source become text above and below it, and its figures a table.
// option is left as it is; it is refused when it holds a function.
func WriteHTML(w io.Writer, title string, option map[string]any) error {
	o, err := plain(option)
	if err != nil {
		return err
	}
	script, err := assets.ECharts()
	if err != nil {
		return err
	}
	p := page{
		Title:         clean(title),
		Alt:           text(at(o, "aria", "label"), "description"),
		Table:         figures(o),
		Fonts:         fontFamily,
		ScriptSources: source(script) + " " + source(boot),
		ECharts:       template.JS(script),
		Boot:          template.JS(boot),
	}
	p.colours(o)
	p.lift(o)
	raw, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("the chart could not be written: %w", err)
	}
	p.Option = template.JS(raw)
	return pageTemplate.Execute(w, p)
}

// source names a script in a content security policy.
func source(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// colours takes the page's colours from the option.
func (p *page) colours(o map[string]any) {
	p.Background = hex(text(o, "backgroundColor"), "#ffffff")
	p.Text = hex(text(at(o, "textStyle"), "color"), "#24292f")
	p.Dim = hex(text(at(list(o["title"]), "subtextStyle"), "color"), string(p.Text))
	p.Grid = hex(text(at(list(o["yAxis"]), "splitLine", "lineStyle"), "color"), string(p.Dim))
}

// hex lets a colour such as "#16191d" into a style sheet, and nothing else.
func hex(s, fallback string) template.CSS {
	if len(s) != 7 || s[0] != '#' {
		return template.CSS(fallback)
	}
	if _, err := strconv.ParseUint(s[1:], 16, 32); err != nil {
		return template.CSS(fallback)
	}
	return template.CSS(s)
}

// lift takes the titles out of the option, where they would be cut at the
// width of a picture, and closes the bands that they leave.
func (p *page) lift(o map[string]any) {
	titles, ok := o["title"].([]any)
	if !ok {
		titles = []any{o["title"]}
	}
	if len(titles) > 0 {
		head, _ := titles[0].(map[string]any)
		p.Heading, p.Subtitle = text(head, "text"), text(head, "subtext")
	}
	if len(titles) > 1 {
		foot, _ := titles[1].(map[string]any)
		p.Source = text(foot, "text")
	}
	delete(o, "title")
	shift(o["legend"], "left", margin)
	shift(o["legend"], "top", headBand)
	shift(o["grid"], "top", headBand)
	shift(o["grid"], "bottom", footBand)
}

// shift moves a component, or each of a list, nearer to the edge by n pixels.
func shift(v any, edge string, n int) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			shift(x, edge, n)
		}
	case map[string]any:
		if was, err := strconv.Atoi(text(v, edge)); err == nil && was >= n {
			v[edge] = px(was - n)
		}
	}
}

// figures reads the table of a chart with one category axis; the table of any
// other chart is empty.
func figures(o map[string]any) table {
	axis := list(o["xAxis"])
	labels, _ := axis["data"].([]any)
	series, _ := o["series"].([]any)
	if len(labels) == 0 {
		return table{}
	}
	t := table{Head: []string{text(axis, "name")}, Rows: make([][]string, len(labels))}
	for i, l := range labels {
		t.Rows[i] = []string{fmt.Sprint(l)}
	}
	for _, s := range series {
		s, _ := s.(map[string]any)
		data, _ := s["data"].([]any)
		t.Head = append(t.Head, text(s, "name"))
		for i := range t.Rows {
			t.Rows[i] = append(t.Rows[i], figure(data, i))
		}
	}
	return t
}

// figure gives the value of a bar; a missing one counts nothing.
func figure(data []any, i int) string {
	var v any
	if i < len(data) {
		v = data[i]
	}
	if m, ok := v.(map[string]any); ok {
		v = m["value"]
	}
	if v == nil {
		return "0"
	}
	return fmt.Sprint(v)
}

// at follows keys through nested objects; what is not there is an empty map.
func at(o map[string]any, keys ...string) map[string]any {
	for _, k := range keys {
		o = list(o[k])
	}
	return o
}

// list gives an object, or the first of a list of them.
func list(v any) map[string]any {
	if l, ok := v.([]any); ok && len(l) > 0 {
		v = l[0]
	}
	m, _ := v.(map[string]any)
	return m
}

func text(o map[string]any, key string) string {
	s, _ := o[key].(string)
	return s
}
