package charts

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/network"
)

// ties is a graph for gonum that is walked in the order of its nodes, so that
// what comes out of it is the same every time.
type ties struct {
	weight []float64 // [from*n+to]
	out    [][]int32 // ascending once settled
}

func newTies(n int) *ties { return &ties{make([]float64, n*n), make([][]int32, n)} }

// add ties two nodes in both directions, on top of what ties them already.
func (t *ties) add(from, to int, w float64) {
	if w > 0 && from != to {
		t.direct(from, to, w)
		t.direct(to, from, w)
	}
}

func (t *ties) direct(from, to int, w float64) {
	at := from*len(t.out) + to
	if t.weight[at] == 0 {
		i, _ := slices.BinarySearch(t.out[from], int32(to))
		t.out[from] = slices.Insert(t.out[from], i, int32(to))
	}
	t.weight[at] += w
}

// tieNode is a node of ties.
type tieNode int64

func (n tieNode) ID() int64 { return int64(n) }

// tieEdge is an edge of ties.
type tieEdge struct {
	from, to tieNode
	weight   float64
}

func (e tieEdge) From() graph.Node         { return e.from }
func (e tieEdge) To() graph.Node           { return e.to }
func (e tieEdge) ReversedEdge() graph.Edge { return tieEdge{e.to, e.from, e.weight} }
func (e tieEdge) Weight() float64          { return e.weight }

var (
	_ graph.Undirected = (*ties)(nil)
	_ graph.Weighted   = (*ties)(nil)
)

func (t *ties) Node(id int64) graph.Node {
	if id < 0 || id >= int64(len(t.out)) {
		return nil
	}
	return tieNode(id)
}

func (t *ties) Nodes() graph.Nodes {
	nodes := make([]graph.Node, len(t.out))
	for i := range nodes {
		nodes[i] = tieNode(i)
	}
	return iterator.NewOrderedNodes(nodes)
}

func (t *ties) From(id int64) graph.Nodes {
	nodes := make([]graph.Node, len(t.out[id]))
	for i, to := range t.out[id] {
		nodes[i] = tieNode(to)
	}
	return iterator.NewOrderedNodes(nodes)
}

func (t *ties) Weight(x, y int64) (float64, bool) {
	w := t.weight[int(x)*len(t.out)+int(y)]
	return w, w != 0 || x == y
}

func (t *ties) HasEdgeBetween(x, y int64) bool { return t.weight[int(x)*len(t.out)+int(y)] != 0 }

func (t *ties) Edge(x, y int64) graph.Edge { return t.WeightedEdge(x, y) }

func (t *ties) EdgeBetween(x, y int64) graph.Edge { return t.WeightedEdge(x, y) }

func (t *ties) WeightedEdge(x, y int64) graph.WeightedEdge {
	if !t.HasEdgeBetween(x, y) {
		return nil
	}
	w, _ := t.Weight(x, y)
	return tieEdge{tieNode(x), tieNode(y), w}
}

// measure fills in the measures of the nodes.
func (n *Network) measure(edges []NetworkEdge, positive *ties, seed uint64) {
	if n.Empty() {
		return
	}
	steps := newTies(len(n.Nodes))
	for _, e := range edges {
		steps.direct(e.From, e.To, 1)
		if !n.Mode.Directed() {
			steps.direct(e.To, e.From, 1)
		}
		n.degree(e)
	}
	for i := range n.Nodes {
		n.Nodes[i].Degree = n.neighbours(steps, i)
	}
	others := float64(len(n.Nodes)-1) * float64(len(n.Nodes)-2) // ordered pairs of others
	for id, b := range network.Betweenness(steps) {
		n.Nodes[id].Betweenness = math.Round(b/others*1e12) / 1e12
	}
	n.community(positive, seed)
}

// degree counts an edge at both its ends.
func (n *Network) degree(e NetworkEdge) {
	a, b, w := &n.Nodes[e.From], &n.Nodes[e.To], math.Abs(e.Weight)
	a.Out, b.In = a.Out+1, b.In+1
	a.WeightedOut, b.WeightedIn = a.WeightedOut+w, b.WeightedIn+w
	a.Weighted, b.Weighted = a.Weighted+w, b.Weighted+w
	if !n.Mode.Directed() {
		a.In, b.Out = a.In+1, b.Out+1
		a.WeightedIn, b.WeightedOut = a.WeightedIn+w, b.WeightedOut+w
	}
}

// neighbours is the number of nodes tied to one in either direction.
func (n *Network) neighbours(steps *ties, node int) int {
	count := 0
	for other := range n.Nodes {
		if steps.HasEdgeBetween(int64(node), int64(other)) || steps.HasEdgeBetween(int64(other), int64(node)) {
			count++
		}
	}
	return count
}

// community finds the communities and numbers them by size, those of the same
// size by their first node.
func (n *Network) community(positive *ties, seed uint64) {
	found := community.Modularize(positive, 1, rand.NewPCG(seed, 0)).Communities()
	for _, c := range found {
		slices.SortFunc(c, func(a, b graph.Node) int { return cmp.Compare(a.ID(), b.ID()) })
	}
	slices.SortFunc(found, func(a, b []graph.Node) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0].ID(), b[0].ID()))
	})
	for i, c := range found {
		for _, node := range c {
			n.Nodes[node.ID()].Community = i
		}
		if len(c) > 1 {
			n.Communities = i + 1
		}
	}
	if n.Communities > 0 {
		n.Modularity = community.Q(positive, found, 1)
	}
}
