package echarts

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"saywhen/assets"
	"saywhen/charts"
)

//go:embed boot.js
var boot string

//go:embed page.tmpl
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// Page is what WriteHTML shows.
type Page struct {
	// Title is the page's name in the browser, Heading and Subtitle stand above
	// the chart, Source below it. Alt tells it in words.
	Title, Heading, Subtitle, Source, Alt string
	// Chart is drawn in the browser; it must leave no holes.
	Chart Chart
	// Table is the figures, for those who cannot see the picture.
	Table charts.Table
}

// Page shows a chart that was built with Options.Page; title is the page's name
// in the browser.
func (b Built) Page(title string) Page {
	p := Page{Title: title, Heading: b.Title, Source: b.Source, Alt: b.Alt, Chart: b.Chart, Table: b.Table}
	p.Subtitle = strings.Join(append(nonEmpty(b.Filter), b.Notes...), "\n")
	return p
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// page is what the template shows. Fields of type string are escaped where
// they stand; template.JS is written as it is and must be a script of ours or
// JSON from json.Marshal, which writes <, > and & as escapes.
type page struct {
	Title, Heading, Subtitle, Source, Alt string
	Background, Text, Dim, Grid           template.CSS
	Fonts                                 template.CSS
	ScriptSources                         string
	Option, Funcs, ECharts, Boot          template.JS
	Table                                 table
}

// table is the chart's figures for those who cannot see it.
type table struct {
	Head []string
	Rows [][]string
	More int // rows that there was no room for
}

// maxTableRows bounds the table of a page.
const maxTableRows = 2000

// WriteHTML writes one file that shows the chart in any browser, offline:
// ECharts is in it, and the functions of the registry that the chart names. The
// chart's option is left as it is; it is refused when it holds a function or
// leaves holes.
func WriteHTML(w io.Writer, in Page) error {
	for _, f := range in.Chart.Funcs {
		if slices.Contains(natives, f.Name) {
			return fmt.Errorf("the page was not written: function %q leaves a hole, and a page has nothing to fill it", f.Name)
		}
	}
	option, funcs, err := in.Chart.texts()
	if err != nil {
		return err
	}
	script, err := assets.ECharts()
	if err != nil {
		return err
	}
	ours := registry + boot
	p := page{
		Title: clean(in.Title), Heading: clean(in.Heading), Subtitle: clean(in.Subtitle), Source: clean(in.Source), Alt: clean(in.Alt),
		Table:         figures(in.Table),
		Fonts:         fontFamily,
		ScriptSources: source(script) + " " + source(ours),
		ECharts:       template.JS(script),
		Boot:          template.JS(ours),
		Option:        template.JS(option),
		Funcs:         template.JS(funcs),
	}
	p.colours(in.Chart.Option)
	return pageTemplate.Execute(w, p)
}

// figures cleans a table and cuts it where a page would become too long.
func figures(in charts.Table) table {
	t := table{Head: cleanTexts(in.Header)}
	for i, row := range in.Rows {
		if i == maxTableRows {
			t.More = len(in.Rows) - i
			break
		}
		t.Rows = append(t.Rows, cleanTexts(row))
	}
	return t
}

func cleanTexts(in []string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = clean(s)
	}
	return out
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
	p.Dim, p.Grid = p.Text, p.Text
	if c := text(at(o, "tooltip"), "borderColor"); c != "" {
		p.Grid = hex(c, string(p.Text))
	}
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
