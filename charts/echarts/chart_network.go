package echarts

import (
	"fmt"
	"math"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"saywhen/charts"
	"saywhen/storage"
)

var networkModes = map[string]charts.NetworkMode{
	"addresses": charts.NetworkAddresses, "about": charts.NetworkAbout, "congruence": charts.NetworkCongruence,
	"conflict": charts.NetworkConflict, "subtract": charts.NetworkSubtract,
}

var networkTitles = map[string]string{
	"addresses": "Who addresses whom", "about": "Who speaks about whom", "congruence": "Who takes the same side",
	"conflict": "Who takes opposite sides", "subtract": "Who agrees and who disagrees",
}

var normalisations = map[string]charts.Normalisation{
	"none": charts.NormaliseNone, "average": charts.NormaliseAverage, "jaccard": charts.NormaliseJaccard,
}

// buildNetwork shows actors as discs, as large as they take part, in the colour
// of their community, tied by lines in the colour of their sign.
func buildNetwork(j *job) (Built, error) {
	mode := j.set.text["mode"]
	n := charts.NewNetwork(j.in, charts.NetworkOptions{
		Mode: networkModes[mode], Normalisation: normalisations[j.set.text["normalise"]],
		TopN: j.set.number("top"), Group: j.set.yes("group"), Seed: 1,
	})
	f := j.frame(networkTitles[mode], n.Notes())
	names, colours := f.signKey(n)
	legend := f.legendTop(names)
	legend["selectedMode"] = false
	graph := gocharts.NewGraph()
	graph.SetGlobalOptions(f.globals()...)
	var goNodes []opts.GraphNode
	for _, x := range n.Nodes {
		goNodes = append(goNodes, opts.GraphNode{Name: oneLine(x.Name)})
	}
	var goLinks []opts.GraphLink
	for _, e := range n.Edges {
		goLinks = append(goLinks, opts.GraphLink{Source: e.From, Target: e.To, Value: float32(e.Weight)})
	}
	graph.AddSeries("", goNodes, goLinks)
	hidden := map[string]any{"show": false, "type": "value"}
	return f.close(draft{
		chart: graph, summary: n, alt: networkAlt(n),
		patch: map[string]any{
			"legend": legend, "xAxis": hidden, "yAxis": hidden,
			"series": key([]any{f.graphSeries(j, n)}, "line", names, colours, nil),
		},
		advice:     networkAdvice(n.Mode),
		statements: func(h Hit) []storage.ID { return networkIDs(n, h) },
	})
}

func networkAdvice(m charts.NetworkMode) string {
	switch m {
	case charts.NetworkAddresses:
		return "No statement that is shown is addressed to anybody: give statements addressees, or widen the filter."
	case charts.NetworkAbout:
		return "No statement that is shown is about an actor: say whom statements are about, or widen the filter."
	}
	return "No statement that is shown takes a position on a claim: give statements positions, or widen the filter."
}

// graphSeries is the network itself.
func (f *frame) graphSeries(j *job, n charts.Network) map[string]any {
	s := map[string]any{
		"type": "graph", "layout": j.set.text["layout"], "data": f.graphNodes(j, n), "links": f.graphLinks(n),
		"left": margin + 60, "right": margin + 60, "top": f.top + 30, "bottom": f.bottom + 30, "roam": f.Page,
		"label":       map[string]any{"show": true, "position": "right", "color": f.css(charts.StyleText), "fontSize": noteSize, "textBorderColor": f.css(charts.StyleBackground), "textBorderWidth": 3},
		"labelLayout": map[string]any{"hideOverlap": j.set.text["labels"] != "all"},
		"lineStyle":   map[string]any{"opacity": 0.55},
		"emphasis":    map[string]any{"focus": "adjacency"},
	}
	if j.set.text["layout"] == "circular" {
		s["circular"] = map[string]any{"rotateLabel": true}
		s["left"], s["right"], s["top"], s["bottom"] = "22%", "22%", f.top+90, f.bottom+90
		list(s["lineStyle"])["curveness"] = 0.3
	} else {
		s["force"] = map[string]any{
			"layoutAnimation": false, "repulsion": repulsion(f, len(n.Nodes)), "gravity": 0.12, "edgeLength": []any{40, 160}, "friction": 0.2,
		}
	}
	if n.Mode.Directed() {
		s["edgeSymbol"], s["edgeSymbolSize"] = []any{"none", "arrow"}, 7
	}
	return s
}

// repulsion spreads few actors as far as many.
func repulsion(f *frame, n int) float64 {
	area := float64(f.W * (f.H - f.top - f.bottom))
	return math.Min(1400, math.Max(60, area/float64(max(n, 1))/26))
}

func (f *frame) graphNodes(j *job, n charts.Network) []any {
	most := 1
	for _, x := range n.Nodes {
		most = max(most, x.Count)
	}
	named := len(n.Nodes)
	switch j.set.text["labels"] {
	case "none":
		named = 0
	case "auto":
		named = min(named, max(12, f.W*f.H/24_000))
	}
	nodes := make([]any, len(n.Nodes))
	for i, x := range n.Nodes {
		label := map[string]any{"show": i < named}
		nodes[i] = map[string]any{
			"id": fmt.Sprintf("n%d", i), "name": cut(f.fonts, name(x.Entry), noteSize, 170), "value": x.Count,
			"symbolSize": math.Round(10*(8+34*math.Sqrt(float64(x.Count)/float64(most)))) / 10,
			"itemStyle":  map[string]any{"color": f.hue(x.Community), "borderColor": f.css(charts.StyleBackground), "borderWidth": 1.5},
			"label":      label,
		}
	}
	return nodes
}

func (f *frame) graphLinks(n charts.Network) []any {
	var most float64
	pairs := map[[2]int]bool{}
	for _, e := range n.Edges {
		most = math.Max(most, math.Abs(e.Weight))
		pairs[[2]int{e.From, e.To}] = true
	}
	links := make([]any, len(n.Edges))
	for i, e := range n.Edges {
		style := map[string]any{
			"color": f.signColour(e.Sign), "width": math.Round(10*(0.8+5.2*math.Abs(e.Weight)/math.Max(most, 1e-9))) / 10,
		}
		if n.Mode.Directed() && pairs[[2]int{e.To, e.From}] {
			style["curveness"] = 0.15 // both directions are seen
		}
		if f.hatched && e.Sign < 0 {
			style["type"] = "dashed"
		}
		links[i] = map[string]any{"source": e.From, "target": e.To, "value": rounded(math.Abs(e.Weight)), "lineStyle": style}
	}
	return links
}

func (f *frame) signColour(sign int) string {
	switch {
	case sign < 0:
		return f.css(charts.StyleLinkDeny)
	case sign > 0:
		return f.css(charts.StyleLinkAffirm)
	}
	return f.css(charts.StyleLinkNeutral)
}

// signKey says what the colours of lines mean, for those that there are.
func (f *frame) signKey(n charts.Network) (names, colours []string) {
	words := map[int]string{-1: "opposite sides", 1: "same side"}
	if n.Mode.Directed() {
		words = map[int]string{-1: "more denials and accusations", 0: "neither, or both alike", 1: "more affirmations and support"}
	}
	seen := map[int]bool{}
	for _, e := range n.Edges {
		seen[e.Sign] = true
	}
	for _, sign := range []int{1, 0, -1} {
		if seen[sign] && words[sign] != "" {
			names, colours = append(names, words[sign]), append(colours, f.signColour(sign))
		}
	}
	return names, colours
}

func networkIDs(n charts.Network, h Hit) []storage.ID {
	switch {
	case h.Series != 0:
		return nil
	case h.Type != "edge":
		return n.IDs(h.Index, -1)
	case h.Index < 0 || h.Index >= len(n.Edges):
		return nil
	}
	return n.IDs(n.Edges[h.Index].From, n.Edges[h.Index].To)
}

func networkAlt(n charts.Network) string {
	alt := fmt.Sprintf("A network (%s) of %s and %s.", n.Mode, plural(len(n.Nodes), "actor"), plural(len(n.Edges), "tie"))
	if len(n.Edges) > 0 {
		e := n.Edges[0]
		alt += fmt.Sprintf(" Strongest: %s and %s, %.3g.", oneLine(n.Nodes[e.From].Name), oneLine(n.Nodes[e.To].Name), e.Weight)
	}
	return alt
}
