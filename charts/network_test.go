package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
)

// tiesOf writes the edges of a network as text, sorted.
func tiesOf(n Network) []string {
	var list []string
	for _, e := range n.Edges {
		list = append(list, fmt.Sprintf("%d-%d %.4g %d %+d", n.Nodes[e.From].ID, n.Nodes[e.To].ID, e.Weight, e.Count, e.Sign))
	}
	slices.Sort(list)
	return list
}

func TestSampleNetworks(t *testing.T) {
	in := sampleInput(t)
	for _, c := range []struct {
		options NetworkOptions
		want    []string
	}{
		{NetworkOptions{Mode: NetworkAddresses}, []string{
			"1001-1010 1 1 -1", "1002-1003 1 1 +0", "1004-1006 2 2 -1", "1004-1009 1 1 -1", "1004-1011 1 1 +1", "1005-1006 1 1 -1",
		}},
		{NetworkOptions{Mode: NetworkAbout}, []string{
			"1001-1005 1 1 -1", "1001-1006 1 1 -1", "1001-1011 2 2 +0", "1002-1012 1 1 +0", "1004-1006 2 2 -1", "1004-1009 1 1 -1",
			"1004-1012 1 1 -1", "1007-1005 1 1 -1", "1008-1005 1 1 -1", "1010-1002 1 1 +0", "1010-1003 1 1 +0",
		}},
		{NetworkOptions{Mode: NetworkCongruence}, []string{
			"1001-1004 1 1 +1", "1001-1005 1 1 +1", "1002-1010 1 1 +1", "1007-1008 1 1 +1",
		}},
		{NetworkOptions{Mode: NetworkConflict}, []string{
			"1001-1002 1 1 -1", "1001-1010 1 1 -1", "1004-1002 1 1 -1", "1004-1010 1 1 -1",
		}},
		// Afkham speaks on four claims, Shamkhani on three, Iran on one.
		{NetworkOptions{Mode: NetworkCongruence, Normalisation: NormaliseJaccard}, []string{
			"1001-1004 0.1667 1 +1", "1001-1005 0.25 1 +1", "1002-1010 1 1 +1", "1007-1008 1 1 +1",
		}},
		{NetworkOptions{Mode: NetworkCongruence, Normalisation: NormaliseAverage}, []string{
			"1001-1004 0.2857 1 +1", "1001-1005 0.4 1 +1", "1002-1010 1 1 +1", "1007-1008 1 1 +1",
		}},
		{NetworkOptions{Mode: NetworkSubtract, Group: true}, []string{
			"1005-1010 -0.5 1 -1", // Iran's mean on cooperation is (-2·3 + 2) / 4 = -1
		}},
	} {
		n := NewNetwork(in, c.options)
		if got := tiesOf(n); !slices.Equal(got, c.want) {
			t.Errorf("%v, normalisation %d:\n%s\nwant\n%s", c.options.Mode, c.options.Normalisation, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestSampleNetworkMeasures(t *testing.T) {
	n := NewNetwork(sampleInput(t), NetworkOptions{})
	if n.Communities != 3 || math.Abs(n.Modularity-22.0/49) > 1e-12 {
		t.Errorf("%d communities, modularity %g", n.Communities, n.Modularity)
	}
	top := n.Nodes[0]
	if top.ID != shamkhani || top.Count != 3 || top.Degree != 3 || top.Out != 3 || top.In != 0 || top.WeightedOut != 4 || top.Weighted != 4 {
		t.Errorf("Shamkhani %+v", top)
	}
	n = NewNetwork(sampleInput(t), NetworkOptions{Mode: NetworkAbout})
	for _, d := range n.Nodes { // the BBC on Khamenei, Khamenei on ISIL: the only path of two steps
		want := 0.0
		if d.ID == khamenei {
			want = 1.0 / (11 * 10)
		}
		if math.Abs(d.Betweenness-want) > 1e-9 {
			t.Errorf("%s: betweenness %g", d.Name, d.Betweenness)
		}
	}
	if len(n.NodeTable().Rows) != 12 {
		t.Errorf("%d nodes", len(n.NodeTable().Rows))
	}
}

func TestSampleNetworkStatements(t *testing.T) {
	in := sampleInput(t)
	n := NewNetwork(in, NetworkOptions{})
	us := slices.IndexFunc(n.Nodes, func(d NetworkNode) bool { return d.ID == unitedStates })
	wantIDs(t, "Shamkhani to the US", n.IDs(0, us), ids(1509, 1510))
	wantIDs(t, "the US to Shamkhani", n.IDs(us, 0), nil)
	wantIDs(t, "the US", n.IDs(us, -1), ids(1506, 1509, 1510))
	n = NewNetwork(in, NetworkOptions{Mode: NetworkConflict})
	e := n.Edges[0]
	wantIDs(t, "a conflict", n.IDs(e.From, e.To), ids(1501, 1503)) // Afkham and Khamenei
	wantIDs(t, "Afkham", n.IDs(e.From, -1), ids(1501, 1512, 1513, 1514, 1515))
}

// chainNetwork is actors 0 … n-1, each of whom addresses the next.
func chainNetwork(n int) Input {
	var ref Reference
	var list []utter
	for i := range n {
		ref.Actors = append(ref.Actors, storage.Actor{ID: storage.ID(i + 1), Name: fmt.Sprint(i)})
		if i > 0 {
			list = append(list, utter{
				id: storage.ID(i), speaker: storage.ID(i), verb: 1,
				parties: []storage.ID{storage.ID(i + 1), storage.ID(i + 1), storage.ID(i)}, // repeated, and itself
				roles:   []storage.Role{storage.Addressee, storage.Addressee, storage.Addressee},
			})
		}
	}
	return Input{Columns: columns(list...), Ref: ref}
}

func TestBetweennessOfAChain(t *testing.T) {
	n := NewNetwork(chainNetwork(5), NetworkOptions{})
	if len(n.Edges) != 4 {
		t.Fatalf("edges %v", tiesOf(n))
	}
	for _, d := range n.Nodes {
		i := float64(d.ID - 1)        // i nodes before it and 4-i after it
		want := i * (4 - i) / (4 * 3) // of the ordered pairs of others
		if math.Abs(d.Betweenness-want) > 1e-9 {
			t.Errorf("node %s: %g, want %g", d.Name, d.Betweenness, want)
		}
	}
}

func TestNetworkSaysHowItWasNormalised(t *testing.T) {
	in := sampleInput(t)
	for norm, want := range map[Normalisation]string{
		NormaliseNone: "A claim ties two actors", NormaliseAverage: "divided by the mean number", NormaliseJaccard: "of either of the two actors",
	} {
		wantNotes(t, NewNetwork(in, NetworkOptions{Mode: NetworkCongruence, Normalisation: norm}), want)
	}
	for m := range numNetworkModes + 1 {
		if m.String() == "" || m.Directed() != (m == NetworkAddresses || m == NetworkAbout) {
			t.Errorf("mode %d: %q, directed %v", m, m, m.Directed())
		}
	}
}

func TestNetworkLeavesOutTheWeakest(t *testing.T) {
	n := NewNetwork(chainNetwork(30), NetworkOptions{TopN: 10, MaxEdges: 3})
	if len(n.Nodes) != 10 || n.MoreActors != 20 || len(n.Edges) != 3 || n.MoreEdges == 0 {
		t.Errorf("%d nodes, %d more, %d edges, %d more", len(n.Nodes), n.MoreActors, len(n.Edges), n.MoreEdges)
	}
	wantNotes(t, n, "Shown: the most frequent 10 actors of 30.", "Drawn: the strongest 3 ties of")
}

// Each mode over claims agrees with the formulas applied to every pair.
func TestClaimTiesAgreeWithTheFormulas(t *testing.T) {
	r := newRand(t, 5)
	for round := range 20 {
		cols, ref := random(r, 400, 12, 1)
		for i := range ref.Claims {
			ref.Claims[i].Text = fmt.Sprint(i)
		}
		in := Input{Columns: cols, Ref: ref}
		norm := Normalisation(round % 3)
		mean := slowMeans(in)
		for mode := NetworkCongruence; mode < numNetworkModes; mode++ {
			n := NewNetwork(in, NetworkOptions{Mode: mode, Normalisation: norm, TopN: 100, MaxEdges: 10_000})
			weight := map[[2]storage.ID]float64{}
			for _, e := range n.Edges {
				weight[[2]storage.ID{n.Nodes[e.From].ID, n.Nodes[e.To].ID}] = e.Weight
			}
			for i, a := range n.Nodes {
				for _, b := range n.Nodes[i+1:] {
					want := slowTie(mean[a.ID], mean[b.ID], mode, norm)
					if got := weight[[2]storage.ID{a.ID, b.ID}]; math.Abs(got-want) > 1e-9 {
						t.Fatalf("%v of %s and %s: %g, want %g", mode, a.Name, b.Name, got, want)
					}
				}
			}
		}
	}
}

func slowMeans(in Input) map[storage.ID]map[storage.ID]float64 {
	sum, n := map[[2]storage.ID]float64{}, map[[2]storage.ID]float64{}
	c := in.Columns
	for i := range c.ID {
		for p := c.PosOff[i]; p < c.PosOff[i+1]; p++ {
			key := [2]storage.ID{c.Speaker[i], c.Claims[p]}
			sum[key] += float64(c.Stance[p])
			n[key]++
		}
	}
	mean := map[storage.ID]map[storage.ID]float64{}
	for key := range sum {
		if mean[key[0]] == nil {
			mean[key[0]] = map[storage.ID]float64{}
		}
		mean[key[0]][key[1]] = sum[key] / n[key]
	}
	return mean
}

func slowTie(a, b map[storage.ID]float64, mode NetworkMode, norm Normalisation) float64 {
	var congruence, conflict float64
	union := map[storage.ID]bool{}
	for c, x := range a {
		union[c] = true
		if y, ok := b[c]; ok {
			congruence += math.Max(0, math.Min(math.Abs(x), math.Abs(y))*math.Copysign(1, x*y)) / 2
			conflict += math.Max(0, -math.Min(math.Abs(x), math.Abs(y))*math.Copysign(1, x*y)) / 2
		}
	}
	for c := range b {
		union[c] = true
	}
	w := map[NetworkMode]float64{NetworkCongruence: congruence, NetworkConflict: conflict, NetworkSubtract: congruence - conflict}[mode]
	return w / map[Normalisation]float64{
		NormaliseNone: 1, NormaliseAverage: float64(len(a)+len(b)) / 2, NormaliseJaccard: float64(len(union)),
	}[norm]
}

// Communities are the same every time, and for every order of what comes in.
func TestCommunitiesAreTheSameEveryTime(t *testing.T) {
	r := newRand(t, 6)
	cols, ref := random(r, 3000, 60, 1)
	in := Input{Columns: cols, Ref: ref}
	for _, mode := range []NetworkMode{NetworkAddresses, NetworkCongruence} {
		first := NewNetwork(in, NetworkOptions{Mode: mode}).NodeTable()
		for range 20 {
			r.Shuffle(len(ref.Actors), func(i, j int) { ref.Actors[i], ref.Actors[j] = ref.Actors[j], ref.Actors[i] })
			if again := NewNetwork(in, NetworkOptions{Mode: mode}).NodeTable(); fmt.Sprint(again) != fmt.Sprint(first) {
				t.Fatalf("%v: two runs differ:\n%v\n%v", mode, first, again)
			}
		}
	}
}
