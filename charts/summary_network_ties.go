package charts

import (
	"slices"

	"saywhen/storage"
)

// networkPlan says which node a statement's actors are, and what ties them.
type networkPlan struct {
	src     *source
	options NetworkOptions
	actors  picked
	shown   []Entry // without the others
	left    int     // how many actors they are
	role    storage.Role
	claims  *axis
	stands  *standings // of a network over claims
}

func newNetworkPlan(src *source, o NetworkOptions) *networkPlan {
	p := &networkPlan{src: src, options: o, role: storage.Addressee}
	if o.Mode == NetworkAbout {
		p.role = storage.About
	}
	axis := src.actorAxis(o.Group)
	p.actors.axis = axis
	counts := axis.counts()
	var took []int32
	for i := range src.cols.ID {
		if src.has(i) {
			took = p.takePart(took[:0], i)
			for _, a := range took {
				counts[a]++
			}
		}
	}
	counts[axis.n] = 0 // what is unknown is not one actor
	p.actors = axis.pick(counts, topN(o.TopN))
	p.shown = p.actors.entries
	if n := len(p.shown); n > 0 && p.shown[n-1].Others > 0 {
		p.left, p.shown = p.shown[n-1].Others, p.shown[:n-1]
	}
	return p
}

// takePart appends the numbers of the actors who take part in statement i, as
// the mode counts; the speaker is the first.
func (p *networkPlan) takePart(dst []int32, i int) []int32 {
	c := p.src.cols
	if !p.options.Mode.Directed() {
		if from, to := p.src.positions(i); from < to {
			dst = append(dst, p.actors.axis.of(c.Speaker[i]))
		}
		return dst
	}
	from, to := p.src.parties(i)
	for k := from; k < to; k++ {
		if c.Roles[k] != p.role {
			continue
		}
		if len(dst) == 0 {
			dst = append(dst, p.actors.axis.of(c.Speaker[i]))
		}
		if a := p.actors.axis.of(c.Parties[k]); !slices.Contains(dst, a) {
			dst = append(dst, a)
		}
	}
	return dst
}

// node gives the node of an actor's number, -1 for one without.
func (p *networkPlan) node(num int32) int32 {
	if at := p.actors.place[num]; at < int32(len(p.shown)) {
		return at
	}
	return -1
}

// partyTies counts who addresses, or speaks about, whom. The positive ties are
// all of them, both directions together.
func (p *networkPlan) partyTies() (edges []NetworkEdge, positive *ties) {
	n := len(p.shown)
	positive = newTies(n)
	count, tone := make([]int32, n*n), make([]int32, n*n)
	tones := p.tones()
	var took []int32
	for i := range p.src.cols.ID {
		if p.src.has(i) {
			took = p.takePart(took[:0], i)
			p.tie(took, func(at int) { count[at]++; tone[at] += tones.of(p.src.cols.Verb[i]) })
		}
	}
	for at, c := range count {
		if c > 0 {
			from, to := at/n, at%n
			edges = append(edges, NetworkEdge{from, to, float64(c), int(c), sign(float64(tone[at]))})
			positive.add(from, to, float64(c))
		}
	}
	return edges, positive
}

// tie calls f for the place in a square of nodes of every tie from the first of
// the actors to the others.
func (p *networkPlan) tie(actors []int32, f func(at int)) {
	if len(actors) < 2 {
		return
	}
	from := p.node(actors[0])
	for _, a := range actors[1:] {
		if to := p.node(a); from >= 0 && to >= 0 {
			f(int(from)*len(p.shown) + int(to))
		}
	}
}

// verbTones is how kind a verb is: +1, 0, -1.
type verbTones struct {
	classes *axis
	tone    []int32 // by number
}

func (v verbTones) of(verb storage.ID) int32 { return v.tone[v.classes.of(verb)] }

func (p *networkPlan) tones() verbTones {
	v := verbTones{classes: p.src.classAxis()}
	v.tone = make([]int32, v.classes.n+1)
	for i, c := range storage.Classes {
		switch c {
		case storage.Affirm, storage.Support:
			v.tone[i] = 1
		case storage.Deny, storage.Accuse:
			v.tone[i] = -1
		}
	}
	return v
}

func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// partyIDs lists the statements of a tie, or of a node.
func (p *networkPlan) partyIDs(row, col int) []storage.ID {
	var took []int32
	return p.src.collect(func(i int) bool {
		took = p.takePart(took[:0], i)
		if col < 0 {
			return slices.ContainsFunc(took, func(a int32) bool { return p.node(a) >= 0 && is(p.node(a), row) })
		}
		found := false
		p.tie(took, func(at int) {
			from, to := at/len(p.shown), at%len(p.shown)
			found = found || to == col && (row < 0 || from == row)
		})
		return found
	})
}
