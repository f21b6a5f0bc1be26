package echarts

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

type (
	object = map[string]any
	array  = []any
)

// fixtureScale is the size of the fixtures.
type fixtureScale struct{ bins, actors, side, nodes, edges int }

var (
	small = fixtureScale{12, 6, 6, 12, 30}
	// full is the size by which the program's speed is measured.
	full = fixtureScale{50, 20, 30, 100, 400}
)

// fixtures are one chart of every kind that the program draws.
func fixtures(s fixtureScale) map[string]Chart {
	return map[string]Chart{
		"bar":          {Option: stackedFixture("bar", s.bins, s.actors), W: 1200, H: 700},
		"hatched":      {Option: hatchedFixture(), W: 1200, H: 700},
		"area":         {Option: stackedFixture("line", s.bins, s.actors), W: 1200, H: 700},
		"heatmap":      {Option: heatmapFixture(s.side), W: 1200, H: 700},
		"graph-force":  {Option: graphFixture("force", s.nodes, s.edges), W: 1200, H: 700},
		"graph-circle": {Option: graphFixture("circular", s.nodes, s.edges), W: 1200, H: 700},
		"sankey":       {Option: sankeyFixture(), W: 1200, H: 700},
		"river":        {Option: riverFixture(), W: 1200, H: 700},
		"calendar":     {Option: calendarFixture(), W: 1200, H: 700},
		"swimlane":     swimlaneFixture(s.actors),
		"cells":        cellsFixture(s.side),
	}
}

func stackedFixture(kind string, bins, actors int) object {
	var names, series array
	for i := range bins {
		names = append(names, fmt.Sprintf("2025 week %d", i))
	}
	for a := range actors {
		var data array
		for i := range bins {
			data = append(data, (i*7+a*13)%23)
		}
		series = append(series, object{"type": kind, "name": fmt.Sprintf("Actor %d مرضیه", a), "stack": "all", "data": data, "areaStyle": object{}, "showSymbol": false})
	}
	return object{
		"backgroundColor": "#fff", "title": object{"text": "Activity"}, "legend": object{"top": 30}, "series": series,
		"grid": object{"top": 120, "containLabel": true}, "xAxis": object{"type": "category", "data": names}, "yAxis": object{},
	}
}

// hatchedFixture has what printed charts have: patterns, and a description.
func hatchedFixture() object {
	o := stackedFixture("bar", 6, 3)
	o["aria"] = object{"enabled": true, "label": object{"enabled": true, "description": "what it shows"}}
	for _, s := range o["series"].(array) {
		s.(object)["itemStyle"] = object{"decal": object{
			"symbol": "rect", "color": "rgba(0,0,0,0.6)", "rotation": 0.785, "symbolSize": 1, "dashArrayX": array{1, 0}, "dashArrayY": array{1, 9},
		}}
	}
	return o
}

func heatmapFixture(side int) object {
	var names, data array
	for i := range side {
		names = append(names, fmt.Sprintf("name %d", i))
		for j := range side {
			data = append(data, array{j, i, (i*j)%11 - 5})
		}
	}
	return object{
		"xAxis": object{"type": "category", "data": names, "axisLabel": object{"rotate": 45}}, "yAxis": object{"type": "category", "data": names},
		"visualMap": object{"min": -5, "max": 5, "orient": "horizontal", "left": "center", "bottom": 0},
		"series":    array{object{"type": "heatmap", "data": data, "label": object{"show": true}}},
	}
}

func graphFixture(layout string, nodes, edges int) object {
	var data, links array
	for i := range nodes {
		data = append(data, object{"id": fmt.Sprint(i), "name": fmt.Sprintf("Actor %d", i), "symbolSize": 6 + i%12})
	}
	for i := range edges {
		links = append(links, object{"source": fmt.Sprint(i % nodes), "target": fmt.Sprint((i*i + 7) % nodes)})
	}
	return object{"series": array{object{
		"type": "graph", "layout": layout, "data": data, "links": links, "label": object{"show": true},
		"lineStyle": object{"curveness": 0.2}, "force": object{"repulsion": 60},
	}}}
}

func sankeyFixture() object {
	var data, links array
	for i := range 45 {
		data = append(data, object{"name": fmt.Sprintf("node %d", i)})
	}
	for i := range 80 {
		layer := i % 2 * 15
		links = append(links, object{"source": fmt.Sprintf("node %d", layer+i%15), "target": fmt.Sprintf("node %d", layer+15+(i*7)%15), "value": 1 + i%9})
	}
	return object{"series": array{object{"type": "sankey", "data": data, "links": links}}}
}

func riverFixture() object {
	var data array
	for c := range 12 {
		for w := range 40 {
			data = append(data, array{fmt.Sprintf("2025-%02d-%02d", 1+w/4, 1+w%4*7), (w*c)%17 + 1, fmt.Sprintf("claim %d", c)})
		}
	}
	return object{"legend": object{}, "singleAxis": object{"type": "time", "top": 60, "bottom": 40}, "series": array{object{"type": "themeRiver", "data": data}}}
}

func calendarFixture() object {
	var data array
	for m := 1; m <= 12; m++ {
		for d := 1; d <= 28; d++ {
			data = append(data, array{fmt.Sprintf("2025-%02d-%02d", m, d), (m * d) % 40})
		}
	}
	return object{
		"visualMap": object{"max": 40, "orient": "horizontal"}, "calendar": object{"range": "2025", "cellSize": array{"auto", 16}, "top": 120},
		"series": array{object{"type": "heatmap", "coordinateSystem": "calendar", "data": data}},
	}
}

const year = 365 * 86_400_000

func swimlaneFixture(lanes int) Chart {
	var names, data array
	for i := range lanes {
		names = append(names, fmt.Sprintf("Actor %d", i))
		data = append(data, array{0, i, year})
	}
	return Chart{W: 1200, H: 700, Funcs: []Func{{array{"series", 0, "renderItem"}, FuncSwimlane}}, Option: object{
		"xAxis": object{"type": "time", "min": 0, "max": year}, "yAxis": object{"type": "category", "data": names},
		"series": array{object{"type": "custom", "clip": true, "data": data, "encode": object{"x": array{0, 2}, "y": 1}}},
	}}
}

func cellsFixture(side int) Chart {
	o := heatmapFixture(side)
	delete(o, "visualMap")
	o["series"] = array{object{"type": "custom", "data": array{array{0, 0}}}}
	return Chart{W: 1200, H: 700, Option: o, Funcs: []Func{{array{"series", 0, "renderItem"}, FuncCells}}}
}

// tiny is the smallest chart with something of everything that stops a VM.
func tiny(text string) Chart {
	return Chart{W: 200, H: 100, Option: object{
		"title": object{"text": text}, "xAxis": object{"data": array{"a"}}, "yAxis": object{},
		"series": array{object{"type": "bar", "data": array{1}}},
	}}
}

func draw(t testing.TB, c Chart) string {
	t.Helper()
	svg, err := SVG(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return svg
}

// element is one of an SVG's elements as an XML parser reads it.
type element struct {
	name  string
	attrs map[string]string
	text  string
}

// elements parses an SVG strictly.
func elements(t testing.TB, svg string) (list []element) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	var open []int
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatalf("the SVG is not well-formed: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{token.Name.Local, map[string]string{}, ""}
			for _, a := range token.Attr {
				if _, twice := e.attrs[a.Name.Local]; twice && a.Name.Space != "xmlns" {
					t.Fatalf("<%s> has attribute %s twice", e.name, a.Name.Local)
				}
				e.attrs[a.Name.Local] = a.Value
			}
			open = append(open, len(list))
			list = append(list, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				list[open[len(open)-1]].text += string(token)
			}
		case xml.Comment, xml.Directive, xml.ProcInst:
			t.Fatalf("the SVG holds %T", token)
		}
	}
}
