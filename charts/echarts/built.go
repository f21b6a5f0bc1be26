package echarts

import (
	"fmt"

	"saywhen/charts"
	"saywhen/storage"
)

// draft is what a builder knows of its chart before the frame is closed.
type draft struct {
	chart goChart
	patch map[string]any
	funcs []Func
	alt   string
	// advice is the sentence that an empty chart shows instead.
	advice     string
	summary    charts.Summary
	statements func(Hit) []storage.ID
	fill       func(Hole) string
}

// close makes a Built of a frame and what stands in it.
func (f *frame) close(d draft) (Built, error) {
	b := Built{
		Title: f.title, Filter: f.Subtitle, Source: f.Source, Notes: f.notes, Alt: d.alt,
		Table: d.summary.Table(), Empty: d.summary.Empty(),
		Statements: func(Hit) []storage.ID { return nil },
	}
	if b.Empty {
		return f.empty(b, d)
	}
	option, err := f.option(d.chart, d.alt, d.patch)
	if err != nil {
		return Built{}, err
	}
	b.Chart = Chart{Option: option, Funcs: d.funcs, W: f.W, H: f.H}
	b.fill = d.fill
	if d.statements != nil {
		b.Statements = func(h Hit) []storage.ID {
			if h.Series < 0 || h.Index < 0 { // in a summary that stands for all
				return nil
			}
			return d.statements(h)
		}
	}
	return b, nil
}

// empty closes a chart that has nothing to show: the frame and what to do.
func (f *frame) empty(b Built, d draft) (Built, error) {
	b.Alt = fmt.Sprintf("An empty chart: %s", d.advice)
	titles := append(f.titles(), f.message(d.advice))
	option, err := plain(map[string]any{
		"useUTC": true, "backgroundColor": f.background(), "title": titles,
		"textStyle": map[string]any{"fontFamily": fontFamily, "color": f.css(charts.StyleText)},
		"aria":      map[string]any{"enabled": true, "label": map[string]any{"enabled": true, "description": b.Alt}},
	})
	b.Chart = Chart{Option: option, W: f.W, H: f.H}
	return b, err
}
