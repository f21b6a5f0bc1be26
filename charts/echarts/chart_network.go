package echarts

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

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
	f := j.frame(networkTitles[mode], append([]string{"A disc is as large as its actor has statements; a line as broad as the tie is strong; colours of discs are communities."}, n.Notes()...))
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
			"series": key([]any{f.graphSeries(j, n)}, names, colours),
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
	const room = 40 // for discs and names at the edge
	w, h := float64(f.W-2*margin-2*room), float64(f.H-f.top-f.bottom-2*room)
	nodes := f.graphNodes(j, n)
	s := map[string]any{
		"type": "graph", "data": nodes, "links": f.graphLinks(n), "layout": "none",
		"roam":        f.Page,
		"label":       map[string]any{"show": true, "position": "right", "color": f.css(charts.StyleText), "fontSize": noteSize, "textBorderColor": f.css(charts.StyleBackground), "textBorderWidth": 3},
		"labelLayout": map[string]any{"hideOverlap": j.set.text["labels"] != "all"},
		"lineStyle":   map[string]any{"opacity": 0.55},
		"emphasis":    map[string]any{"focus": "adjacency"},
	}
	if j.set.text["layout"] == "circular" {
		round(nodes, n, w, h)
		list(s["lineStyle"])["curveness"] = 0.25
	} else {
		stand(nodes, n, w, h)
	}
	f.keepIn(nodes, margin+room)
	s["data"] = append(nodes, corner("first", 0, 0), corner("last", w, h))
	s["left"], s["top"], s["right"], s["bottom"] = margin+room, f.top+room, margin+room, f.bottom+room
	if n.Mode.Directed() {
		s["edgeSymbol"], s["edgeSymbolSize"] = []any{"none", "arrow"}, 7
	}
	return s
}

// Measures of the rows in which actors stand whom nothing ties.
const (
	looseWidth  = 180 // pixels for a disc and its name
	looseHeight = 28
)

// stand gives the nodes their places in a box of w × h pixels: those that are
// tied by force, the others in rows below.
func stand(nodes []any, n charts.Network, w, h float64) {
	tied := make([]bool, len(nodes))
	for _, e := range n.Edges {
		tied[e.From], tied[e.To] = true, true
	}
	var free, loose []int // indices in nodes
	for i := range nodes {
		if !tied[i] {
			loose = append(loose, i)
			continue
		}
		free = append(free, i)
	}
	columns := max(int(w/looseWidth), 1)
	below := math.Min(float64((len(loose)+columns-1)/columns)*looseHeight, h*0.6)
	for k, i := range loose {
		rows := (len(loose) + columns - 1) / columns
		put(nodes[i], place{w * float64(k%columns) / float64(columns), h - below + below*(float64(k/columns)+1)/float64(rows)}, false)
	}
	for _, part := range pack(parts(len(nodes), free, n), box{0, 0, w, h - below}) {
		standPart(nodes, n, part)
	}
}

// standPart gives the nodes of one part of a network their places in its box.
func standPart(nodes []any, n charts.Network, p part) {
	const name = 80 // pixels for the name of a disc at an edge
	local, radius, most := map[int]int{}, make([]float64, len(p.nodes)), 1e-9
	for k, i := range p.nodes {
		local[i] = k
		radius[k] = nodes[i].(map[string]any)["symbolSize"].(float64) / 2
	}
	var ties []tie
	for _, e := range n.Edges {
		from, ok := local[e.From]
		if to, too := local[e.To]; ok && too {
			ties = append(ties, tie{from, to, math.Abs(e.Weight)})
			most = math.Max(most, math.Abs(e.Weight))
		}
	}
	for i := range ties {
		ties[i].strength = math.Sqrt(ties[i].strength / most)
	}
	w, h := math.Max(p.w-2*name, p.w/3), math.Max(p.h-40, p.h/3)
	at := spread(len(p.nodes), ties, radius, w, h)
	lean := make([]float64, len(at)) // where a node's neighbours are: right of it when positive
	for _, t := range ties {
		dx := at[t.to].x - at[t.from].x
		lean[t.from], lean[t.to] = lean[t.from]+dx, lean[t.to]-dx
	}
	for k, a := range at {
		put(nodes[p.nodes[k]], place{p.x + (p.w-w)/2 + a.x, p.y + (p.h-h)/2 + a.y}, lean[k] > w/10)
	}
}

// parts are the sets of nodes that ties join, the largest first. free are the
// nodes that have ties.
func parts(nodes int, free []int, n charts.Network) [][]int {
	root := make([]int, nodes)
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, e := range n.Edges {
		root[find(e.From)] = find(e.To)
	}
	sets := map[int][]int{}
	for _, i := range free {
		sets[find(i)] = append(sets[find(i)], i)
	}
	list := slices.Collect(maps.Values(sets))
	slices.SortFunc(list, func(a, b []int) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0])) })
	return list
}

// round puts the nodes on an ellipse, community by community, at even heights,
// so that names beside them have room.
func round(nodes []any, n charts.Network, w, h float64) {
	order := make([]int, len(nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(n.Nodes[a].Community, n.Nodes[b].Community) })
	right := (len(order) + 1) / 2
	const names = 150 // pixels at both sides
	for k, i := range order {
		side, count, at := 1.0, right, k
		if k >= right {
			side, count, at = -1, len(order)-right, len(order)-1-k // upwards on the left
		}
		y := 2*(float64(at)+0.5)/float64(count) - 1
		x := side * math.Sqrt(1-y*y)
		put(nodes[i], place{w/2 + x*math.Max(w/2-names, w/6), h/2 + y*h/2}, side < 0)
	}
}

// keepIn turns names that would leave the picture to the other side of their
// disc, or cuts them. left is where the box of the nodes begins.
func (f *frame) keepIn(nodes []any, left float64) {
	const gap = 8
	for _, x := range nodes {
		m := x.(map[string]any)
		at, radius := left+m["x"].(float64), m["symbolSize"].(float64)/2+gap
		width := float64(f.fonts.Measure(m["name"].(string), noteSize, false))
		before, after := at-radius-gap, float64(f.W)-at-radius-gap
		label := list(m["label"])
		if room := before; label["position"] == "left" && width > room && after > room {
			label["position"] = "right"
		} else if label["position"] != "left" && width > after && before > after {
			label["position"] = "left"
		}
		room := after
		if label["position"] == "left" {
			room = before
		}
		m["name"] = cut(f.fonts, m["name"].(string), noteSize, room)
	}
}

// corner is a node that is not seen. Two of them, at the corners of the box, make
// one of ECharts' units a pixel, whatever room the others take.
func corner(id string, x, y float64) map[string]any {
	return map[string]any{"id": id, "name": "", "x": x, "y": y, "symbol": "none", "symbolSize": 0, "label": map[string]any{"show": false}, "silent": true}
}

// put gives a node its place, its name at the left or the right.
func put(node any, p place, left bool) {
	m := node.(map[string]any)
	m["x"], m["y"] = math.Round(p.x*10)/10, math.Round(p.y*10)/10
	if left {
		list(m["label"])["position"] = "left"
	}
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
		if rows := (len(n.Nodes) + 1) / 2; j.set.text["layout"] == "circular" && rows*14 <= f.H-f.top-f.bottom-80 {
			named = len(n.Nodes)
		}
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
	case h.Index >= len(n.Edges):
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
