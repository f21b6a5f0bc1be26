package charts

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"saywhen/storage"
)

// NetworkMode says what ties two actors.
type NetworkMode uint8

// The modes.
const (
	// NetworkAddresses: the speaker addresses the actor. Directed; weight is
	// the number of statements.
	NetworkAddresses NetworkMode = iota
	// NetworkAbout: the speaker speaks about the actor. Directed.
	NetworkAbout
	// NetworkCongruence: they take the same side on claims. Undirected.
	NetworkCongruence
	// NetworkConflict: they take opposite sides on claims. Undirected.
	NetworkConflict
	// NetworkSubtract: congruence − conflict. Undirected; the sign is the edge's.
	NetworkSubtract
	numNetworkModes
)

// String names the mode.
func (m NetworkMode) String() string {
	if m >= numNetworkModes {
		return "network"
	}
	return [...]string{"addresses", "speaks about", "congruence", "conflict", "congruence − conflict"}[m]
}

// Directed reports whether an edge from a to b differs from one from b to a.
func (m NetworkMode) Directed() bool { return m <= NetworkAbout }

// Normalisation makes actors who speak much and who speak little comparable. It
// applies to the modes over claims. With C(a) the claims on which a takes a
// position:
type Normalisation uint8

// The normalisations.
const (
	NormaliseNone    Normalisation = iota // w
	NormaliseAverage                      // w / ((|C(a)| + |C(b)|) / 2): average activity
	NormaliseJaccard                      // w / |C(a) ∪ C(b)|
)

// NetworkOptions say what NewNetwork ties. The zero value is sensible.
type NetworkOptions struct {
	Mode          NetworkMode
	Normalisation Normalisation
	TopN          int  // actors; 0 is 50, at most MaxTopN
	MaxEdges      int  // strongest edges; 0 is 400
	Group         bool // an actor counts as the topmost actor above it
	// Seed starts the search for communities; the same seed gives the same ones.
	Seed uint64
}

// Network is the actors and what ties them. Its nodes are the TopN actors by
// the number of kept statements in which they take part as the mode counts:
// speaking and being addressed (or spoken about), or taking a position. Ties of
// an actor to itself are not drawn.
//
// The modes over claims are those of discourse network analysis (P. Leifeld,
// "Discourse Network Analysis: Policy Debates as Dynamic Networks", in The
// Oxford Handbook of Political Networks, 2017), for stances of five steps: with
// m(a,c) the mean stance of actor a on claim c,
//
//	congruence(a,b) = Σ min(|m(a,c)|, |m(b,c)|) / 2 over claims c with m(a,c)·m(b,c) > 0
//	conflict(a,b)   = Σ min(|m(a,c)|, |m(b,c)|) / 2 over claims c with m(a,c)·m(b,c) < 0
//	subtract(a,b)   = congruence(a,b) − conflict(a,b)
//
// so that a claim weighs 1 when both stand at its ends, as an agreement does in
// a network of yes and no, and less when one of them hedges. Neutral means tie
// nobody.
//
// IDs(row, col) are the statements behind the edge from Nodes[row] to
// Nodes[col]: those in which the one addresses or speaks about the other, or
// those of both on claims that both take a side on; IDs(row, -1) all statements
// in which Nodes[row] takes part.
type Network struct {
	Mode  NetworkMode
	Nodes []NetworkNode // by Count, most first
	Edges []NetworkEdge // by strength (absolute weight), strongest first
	// Communities is how many there are with two actors or more, found by the
	// method of Louvain on the positive ties (in a network over claims: the
	// congruence) without direction; Modularity is theirs (resolution 1).
	Communities int
	Modularity  float64
	// MoreActors is how many actors have no node, MoreEdges how many edges
	// between nodes are too weak to be among Edges. The measures of the nodes
	// count those edges.
	MoreActors, MoreEdges int

	plan *networkPlan
}

// NetworkNode is an actor and its place in the network of Nodes.
type NetworkNode struct {
	Entry // Count is the statements in which the actor takes part
	// Degree is the number of actors tied to it, In and Out those of directed
	// ties (both equal Degree without direction).
	Degree, In, Out int
	// Weighted is the sum of the absolute weights of its ties, WeightedIn and
	// WeightedOut those of directed ties.
	Weighted, WeightedIn, WeightedOut float64
	// Betweenness is the share of shortest paths between others that pass it, 0
	// to 1: every tie is one step, along its direction; paths of the same length
	// share (Brandes 2001).
	Betweenness float64
	// Community numbers the communities from 0, the largest first; an actor
	// without positive ties is one of its own.
	Community int
}

// NetworkEdge ties Nodes[From] to Nodes[To]; without direction From < To.
type NetworkEdge struct {
	From, To int
	Weight   float64 // after normalisation; negative only in NetworkSubtract
	// Count is the number of statements, or of claims on which both take a side.
	Count int
	// Sign is that of the weight in a network over claims (-1 for
	// NetworkConflict). In a directed one it is +1 when more of the statements
	// are of class affirm or support than of class deny or accuse, -1 when fewer,
	// and 0 when as many.
	Sign int
}

// What options that are not given stand for.
const (
	defaultNetworkNodes = 50
	defaultNetworkEdges = 400
)

// NewNetwork ties the actors of in by o.
func NewNetwork(in Input, o NetworkOptions) Network {
	if o.Mode >= numNetworkModes {
		o.Mode = NetworkAddresses
	}
	if o.TopN <= 0 {
		o.TopN = defaultNetworkNodes
	}
	if o.MaxEdges <= 0 {
		o.MaxEdges = defaultNetworkEdges
	}
	p := newNetworkPlan(newSource(in), o)
	n := Network{Mode: o.Mode, plan: p, MoreActors: p.left}
	for _, e := range p.shown {
		n.Nodes = append(n.Nodes, NetworkNode{Entry: e})
	}
	tie := p.claimTies
	if o.Mode.Directed() {
		tie = p.partyTies
	}
	edges, positive := tie()
	n.measure(edges, positive, o.Seed)
	sortEdges(edges)
	n.MoreEdges = max(len(edges)-o.MaxEdges, 0)
	n.Edges = edges[:len(edges)-n.MoreEdges]
	return n
}

// sortEdges puts the strongest first.
func sortEdges(edges []NetworkEdge) {
	slices.SortFunc(edges, func(a, b NetworkEdge) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)),
			cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
}

// Empty reports whether there is nothing to draw.
func (n Network) Empty() bool { return len(n.Nodes) == 0 }

// Table has a row for every edge: both actors, weight, count, sign.
func (n Network) Table() Table {
	count := "statements"
	if !n.Mode.Directed() {
		count = "claims"
	}
	t := Table{Header: []string{"from", "to", n.Mode.String(), count, "sign"}}
	for _, e := range n.Edges {
		t.Rows = append(t.Rows, []string{
			n.Nodes[e.From].Name, n.Nodes[e.To].Name, fraction(e.Weight), strconv.Itoa(e.Count), strconv.Itoa(e.Sign),
		})
	}
	return t
}

// NodeTable has a row for every node with its measures.
func (n Network) NodeTable() Table {
	t := Table{Header: []string{
		"actor", "statements", "degree", "in", "out", "weighted degree", "weighted in", "weighted out", "betweenness", "community",
	}}
	for _, d := range n.Nodes {
		t.Rows = append(t.Rows, []string{
			d.Name, strconv.Itoa(d.Count), strconv.Itoa(d.Degree), strconv.Itoa(d.In), strconv.Itoa(d.Out),
			fraction(d.Weighted), fraction(d.WeightedIn), fraction(d.WeightedOut), fraction(d.Betweenness),
			strconv.Itoa(d.Community + 1),
		})
	}
	return t
}

// Notes say how it was counted.
func (n Network) Notes() []string {
	var s notes
	if n.Empty() {
		return s
	}
	if !n.Mode.Directed() {
		s.add("A claim ties two actors by the lesser of their mean stances on it, 1 where both stand at its ends.")
		switch n.plan.options.Normalisation {
		case NormaliseAverage:
			s.add("Weights are divided by the mean number of claims of the two actors.")
		case NormaliseJaccard:
			s.add("Weights are divided by the number of claims of either of the two actors.")
		}
	}
	if n.MoreActors > 0 {
		s.add("Shown: the most frequent %s of %s.", numberOf(len(n.Nodes), "actor"), thousands(len(n.Nodes)+n.MoreActors))
	}
	if n.MoreEdges > 0 {
		s.add("Drawn: the strongest %s of %s; the measures count all.", numberOf(len(n.Edges), "tie"), thousands(len(n.Edges)+n.MoreEdges))
	}
	if n.Communities > 0 {
		s.add("Communities are found by the method of Louvain (modularity %s).", fraction(math.Round(n.Modularity*100)/100))
	}
	return s
}

// IDs lists the statements behind an edge or a node.
func (n Network) IDs(row, col int) []storage.ID {
	switch {
	case n.Empty() || row >= len(n.Nodes) || col >= len(n.Nodes):
		return nil
	case n.Mode.Directed():
		return n.plan.partyIDs(row, col)
	}
	return n.plan.claimIDs(row, col)
}
