package charts

import (
	"slices"

	"saywhen/storage"
)

// FlowOptions say how NewFlow counts. The zero value is sensible.
type FlowOptions struct {
	TopN  int  // nodes of each stage; 0 is DefaultTopN
	Group bool // an actor counts as the topmost actor above it
}

// Stage is a column of a flow.
type Stage uint8

// The stages, from left to right.
const (
	StageOutlet  Stage = iota // the outlet of the document of the first citation
	StageVia                  // who reported it: one column for each link of the chain
	StageSpeaker              // who spoke
	StageClaim                // what about
)

// maxVia is how many reporters of one chain have a column of their own.
const maxVia = 3

// String names the stage.
func (s Stage) String() string {
	return [...]string{"outlet", "reported by", "speaker", "claim"}[min(s, StageClaim)]
}

// Flow is who carries what: outlet → who reported it → speaker → claim. Every
// kept statement weighs 1 and flows through one path; with n positions its last
// link is split into n parts of 1/n, so that at every inner node what flows in
// flows out, and the links that leave the outlets sum to Total.
//
// A statement that is reported in others passes their speakers: of a chain
// longer than three, the three nearest to the speaker (Cut says how many had
// more). A link to a reporting statement that is not in the file ends the
// chain. A node is one actor in one column, so that nothing flows in a circle,
// even when an outlet reports itself.
//
// IDs(row, col) are the statements that flow from Nodes[row] to Nodes[col];
// IDs(row, -1) those that leave or reach Nodes[row].
type Flow struct {
	// Nodes stand by column from left to right, within one by number of
	// statements, "others" last.
	Nodes []FlowNode
	Links []FlowLink // by From, then To; every From is less than its To
	// Depth is the number of columns; Total the number of statements.
	Depth, Total int
	// Cut is how many statements passed through more reporters than have a
	// column; Chained how many passed through any.
	Cut, Chained int

	plan *flowPlan
}

// FlowNode is one place that statements pass.
type FlowNode struct {
	Entry
	Stage  Stage
	Column int // 0 is the leftmost
	// Weight is how many statements pass, fractions included (claims only).
	Weight float64
}

// FlowLink is what passes from one node to another.
type FlowLink struct {
	From, To int // indices in Nodes
	Weight   float64
}

// NewFlow counts in by o.
func NewFlow(in Input, o FlowOptions) Flow {
	f := Flow{}
	src := newSource(in)
	f.Total = src.kept
	if src.kept == 0 {
		return f
	}
	f.plan = newFlowPlan(src, o)
	f.Cut, f.Chained, f.Depth = f.plan.cut, f.plan.chained, f.plan.vias+3
	f.Nodes = f.plan.nodes()
	f.count()
	return f
}

// count adds up the links.
func (f *Flow) count() {
	n := len(f.Nodes)
	weight := make([]float64, n*n)
	src := f.plan.src
	var path []int32
	for i := range src.cols.ID {
		if !src.has(i) {
			continue
		}
		path = f.plan.path(path[:0], i)
		f.Nodes[path[0]].Weight++
		for k := 1; k < len(path); k++ {
			weight[int(path[k-1])*n+int(path[k])]++
			f.Nodes[path[k]].Weight++
		}
		last := int(path[len(path)-1])
		f.plan.eachClaim(i, func(node int32, share float64) {
			weight[last*n+int(node)] += share
			f.Nodes[node].Weight += share
		})
	}
	for i, w := range weight {
		if w > 0 {
			f.Links = append(f.Links, FlowLink{i / n, i % n, w})
		}
	}
}

// flowPlan says which nodes a statement passes.
type flowPlan struct {
	src                    *source
	outlet, speaker, claim picked
	via                    [maxVia]picked // 0 is the nearest to the speaker
	vias                   int            // how many of them there are
	atSpeaker, atClaim     int32          // the first node of the stage
	atVia                  [maxVia]int32
	noClaim                int32 // its number on the axis of claims
	cut, chained           int
	who                    []int32 // by row: the speaker's number
	carrier                []int32 // by row: that of the statement that reports it, plus 1
}

func newFlowPlan(src *source, o FlowOptions) *flowPlan {
	p := &flowPlan{src: src}
	outlets, actors, claims := src.outletAxis(), src.actorAxis(o.Group), src.claimAxis()
	p.noClaim = claims.n + 1
	claims.name(p.noClaim, "no claim")
	byOutlet, bySpeaker, byClaim := outlets.counts(), actors.counts(), make([]int, claims.n+2)
	var byVia [maxVia][]int
	for k := range byVia {
		byVia[k] = actors.counts()
	}
	p.claim.axis = claims
	p.resolve(actors)
	for i := range src.cols.ID {
		if !src.has(i) {
			continue
		}
		byOutlet[outlets.of(src.cols.Document[i])]++
		bySpeaker[p.who[i]]++
		p.eachClaimNumber(i, func(num int32) { byClaim[num]++ })
		if p.carrier[i] != 0 {
			p.countChain(i, &byVia)
		}
	}
	top := topN(o.TopN)
	p.outlet, p.speaker, p.claim = outlets.pick(byOutlet, top), actors.pick(bySpeaker, top), claims.pick(byClaim, top)
	for k := range p.vias {
		p.via[k] = actors.pick(byVia[k], top)
	}
	p.number()
	return p
}

// resolve looks up, once, who spoke and what carries what, kept or not.
func (p *flowPlan) resolve(actors *axis) {
	c := p.src.cols
	p.who, p.carrier = make([]int32, c.Len()), make([]int32, c.Len())
	for i, in := range c.ReportedIn {
		p.who[i] = actors.of(c.Speaker[i])
		if in == 0 {
			continue
		}
		if row, ok := slices.BinarySearch(c.ID, in); ok {
			p.carrier[i] = int32(row + 1)
		}
	}
}

// name gives a number of an axis a name.
func (a *axis) name(num int32, name string) {
	others := a.entry
	a.entry = func(n int32) Entry {
		if n == num {
			return Entry{Name: name, Colour: storage.NoColour}
		}
		return others(n)
	}
}

// countChain counts the reporters of statement i.
func (p *flowPlan) countChain(i int, byVia *[maxVia][]int) {
	n := p.chain(i, func(k int, actor int32) {
		if k < maxVia {
			byVia[k][actor]++
		}
	})
	if n > 0 {
		p.chained++
	}
	if n > maxVia {
		p.cut++
	}
	p.vias = max(p.vias, min(n, maxVia))
}

// longestChain is where a chain of reports ends even if it does not.
const longestChain = 64

// chain calls f for the speakers through whom statement i is known, the nearest
// first, and gives their number.
func (p *flowPlan) chain(i int, f func(k int, actor int32)) int {
	for k := range longestChain {
		if p.carrier[i] == 0 {
			return k
		}
		i = int(p.carrier[i] - 1)
		f(k, p.who[i])
	}
	return longestChain
}

// number lays the nodes out: outlets, the farthest reporters, … the nearest,
// speakers, claims.
func (p *flowPlan) number() {
	at := int32(len(p.outlet.entries))
	for k := p.vias - 1; k >= 0; k-- {
		p.atVia[k] = at
		at += int32(len(p.via[k].entries))
	}
	p.atSpeaker = at
	p.atClaim = at + int32(len(p.speaker.entries))
}

func (p *flowPlan) nodes() []FlowNode {
	var nodes []FlowNode
	add := func(stage Stage, column int, entries []Entry) {
		for _, e := range entries {
			nodes = append(nodes, FlowNode{Entry: e, Stage: stage, Column: column})
		}
	}
	add(StageOutlet, 0, p.outlet.entries)
	for k := p.vias - 1; k >= 0; k-- {
		add(StageVia, p.vias-k, p.via[k].entries)
	}
	add(StageSpeaker, p.vias+1, p.speaker.entries)
	add(StageClaim, p.vias+2, p.claim.entries)
	return nodes
}

// path appends the nodes that statement i passes, without its claims.
func (p *flowPlan) path(dst []int32, i int) []int32 {
	dst = append(dst, p.outlet.of(p.src.cols.Document[i]))
	from := len(dst)
	if p.carrier[i] != 0 {
		p.chain(i, func(k int, actor int32) {
			if k < maxVia {
				dst = append(dst, p.atVia[k]+p.via[k].place[actor])
			}
		})
		slices.Reverse(dst[from:])
	}
	return append(dst, p.atSpeaker+p.speaker.place[p.who[i]])
}

// eachClaimNumber calls f for the claims of statement i, or for that of none.
func (p *flowPlan) eachClaimNumber(i int, f func(num int32)) {
	from, to := p.src.positions(i)
	if from == to {
		f(p.noClaim)
	}
	for _, c := range p.src.cols.Claims[from:to] {
		f(p.claim.axis.of(c))
	}
}

// eachClaim calls f for the nodes of statement i's claims with the share of
// each.
func (p *flowPlan) eachClaim(i int, f func(node int32, share float64)) {
	from, to := p.src.positions(i)
	share := 1 / float64(max(to-from, 1))
	p.eachClaimNumber(i, func(num int32) { f(p.atClaim+p.claim.place[num], share) })
}

// Empty reports whether there is nothing to draw.
func (f Flow) Empty() bool { return len(f.Links) == 0 }

// Table has a row for every link: stage and name on both sides, statements.
func (f Flow) Table() Table {
	t := Table{Header: []string{"from stage", "from", "to stage", "to", "statements"}}
	for _, l := range f.Links {
		a, b := &f.Nodes[l.From], &f.Nodes[l.To]
		t.Rows = append(t.Rows, []string{a.Stage.String(), a.label(), b.Stage.String(), b.label(), fraction(l.Weight)})
	}
	return t
}

// Notes say how it was counted.
func (f Flow) Notes() []string {
	var n notes
	if f.Empty() {
		return n
	}
	n.add("Each statement flows once; one on several claims is split evenly between them.")
	n.addIf(f.Chained, "%s are known through the statements of others.", "%s is known through a statement of another.")
	n.addIf(f.Cut, "%s passed more than three reporters; the nearest three are shown.", "%s passed more than three reporters; the nearest three are shown.")
	n.others(f.plan.outlet.entries, "outlet")
	n.others(f.plan.speaker.entries, "speaker")
	n.others(f.plan.claim.entries, "claim")
	return n
}

// IDs lists the statements behind a link or a node.
func (f Flow) IDs(row, col int) []storage.ID {
	if f.Empty() || row >= len(f.Nodes) || col >= len(f.Nodes) {
		return nil
	}
	var path []int32
	return f.plan.src.collect(func(i int) bool {
		path = f.plan.path(path[:0], i)
		last := len(path) - 1
		found := false
		for k, node := range path {
			found = found || k > 0 && is(path[k-1], row) && is(node, col)
		}
		f.plan.eachClaim(i, func(node int32, _ float64) {
			found = found || is(path[last], row) && is(node, col) || col < 0 && is(node, row)
		})
		return found
	})
}

// is reports whether a number is the one asked for; less than 0 asks for any.
func is(n int32, asked int) bool { return asked < 0 || int(n) == asked }
