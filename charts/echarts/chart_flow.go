package echarts

import (
	"fmt"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"saywhen/charts"
	"saywhen/storage"
)

// buildFlow shows who carries what as streams from left to right.
func buildFlow(j *job) (Built, error) {
	w := charts.NewFlow(j.in, charts.FlowOptions{TopN: j.set.number("top"), Group: j.set.yes("group")})
	f := j.frame("Who carries what: from outlet to speaker to claim", append([]string{plural(w.Total, "statement") + "."}, w.Notes()...))
	nodes, links := f.flowNodes(w), make([]any, len(w.Links))
	sankey := gocharts.NewSankey()
	sankey.SetGlobalOptions(f.globals()...)
	var goNodes []opts.SankeyNode
	for _, n := range w.Nodes {
		goNodes = append(goNodes, opts.SankeyNode{Name: oneLine(n.Name)})
	}
	var goLinks []opts.SankeyLink
	for i, l := range w.Links {
		goLinks = append(goLinks, opts.SankeyLink{Source: l.From, Target: l.To, Value: float32(l.Weight)})
		links[i] = map[string]any{"source": l.From, "target": l.To, "value": rounded(l.Weight)}
	}
	sankey.AddSeries("", goNodes, goLinks)
	right := f.flowLabelWidth(w)
	return f.close(draft{
		chart: sankey, summary: w, alt: flowAlt(w),
		patch: map[string]any{
			"series": []any{map[string]any{
				"type": "sankey", "data": nodes, "links": links, "draggable": false, "nodeAlign": "left", "layoutIterations": 48,
				"left": margin, "right": right + margin + 8, "top": f.top + 10, "bottom": f.bottom + 8,
				"nodeWidth": 14, "nodeGap": flowGap(w, f.H-f.top-f.bottom),
				"lineStyle": map[string]any{"color": "gradient", "opacity": 0.35, "curveness": 0.5},
				"label":     map[string]any{"color": f.css(charts.StyleText), "fontSize": noteSize, "textBorderColor": f.css(charts.StyleBackground), "textBorderWidth": 2},
			}},
		},
		advice:     "No statement is shown: enter statements with a source and a claim, or widen the filter.",
		statements: func(h Hit) []storage.ID { return flowIDs(w, h) },
	})
}

// flowNodes are known by ids, so that an actor can stand in several columns.
// ECharts labels a node of a flow with its id: equal names are told apart by
// blanks at their ends, which nobody sees.
func (f *frame) flowNodes(w charts.Flow) []any {
	width := f.flowRoom(w)
	nodes, used := make([]any, len(w.Nodes)), map[string]bool{}
	for i, n := range w.Nodes {
		colour := f.entryColour(n.Entry, int(n.Entry.ID)%12)
		if n.Stage == charts.StageClaim && n.ID != 0 {
			colour = f.css(charts.StyleLinkReport)
		}
		text := cut(f.fonts, name(n.Entry), noteSize, width)
		id := text
		for used[id] {
			id += " "
		}
		used[id] = true
		nodes[i] = map[string]any{
			"id": id, "name": text, "depth": n.Column, "itemStyle": map[string]any{"color": colour, "borderWidth": 0},
		}
	}
	return nodes
}

// flowRoom is the width for a name beside its node.
func (f *frame) flowRoom(w charts.Flow) float64 {
	columns := float64(max(w.Depth, 2))
	return max(90, float64(f.W-2*margin)/columns-14-26)
}

// flowLabelWidth is the room that the names of the last column take at the
// right.
func (f *frame) flowLabelWidth(w charts.Flow) int {
	var last []string
	for _, n := range w.Nodes {
		if n.Column == w.Depth-1 {
			last = append(last, cut(f.fonts, name(n.Entry), noteSize, f.flowRoom(w)))
		}
	}
	return f.widest(last, noteSize) + 8
}

// flowGap is the room between two nodes: less when a column is full.
func flowGap(w charts.Flow, height int) int {
	column, most := map[int]int{}, 1
	for _, n := range w.Nodes {
		column[n.Column]++
		most = max(most, column[n.Column])
	}
	return min(18, max(2, height/(3*most)))
}

func flowIDs(w charts.Flow, h Hit) []storage.ID {
	switch {
	case h.Series != 0:
		return nil
	case h.Type != "edge":
		return w.IDs(h.Index, -1)
	case h.Index >= len(w.Links):
		return nil
	}
	return w.IDs(w.Links[h.Index].From, w.Links[h.Index].To)
}

func flowAlt(w charts.Flow) string {
	alt := fmt.Sprintf("Streams in %s: %s.", plural(w.Depth, "column"), plural(w.Total, "statement"))
	var most charts.FlowLink
	for _, l := range w.Links {
		if l.Weight > most.Weight {
			most = l
		}
	}
	if most.Weight > 0 {
		alt += fmt.Sprintf(" Widest: %s to %s, %g.", oneLine(w.Nodes[most.From].Name), oneLine(w.Nodes[most.To].Name), rounded(most.Weight))
	}
	return alt
}
