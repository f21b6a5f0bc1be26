package charts

import (
	"math"

	"saywhen/storage"
)

// standings are the mean stances of the nodes of a network on the claims.
type standings struct {
	cells  *idTable // of node*claims+claim
	claims int32
	sum    []int32 // by cell: of stances
	count  []int32 // by cell: of positions
	spoken []int   // by node: on how many claims
}

func (s *standings) add(node, claim int32, stance storage.Stance) {
	cell := s.cells.add(storage.ID(node)*storage.ID(s.claims) + storage.ID(claim))
	if int(cell) == len(s.sum) {
		s.sum, s.count = append(s.sum, 0), append(s.count, 0)
		s.spoken[node]++
	}
	s.sum[cell] += int32(stance)
	s.count[cell]++
}

// mean gives the mean stance of a node on a claim, false when it has none.
func (s *standings) mean(node, claim int32) (float64, bool) {
	cell := s.cells.find(storage.ID(node)*storage.ID(s.claims) + storage.ID(claim))
	if cell < 0 {
		return 0, false
	}
	return float64(s.sum[cell]) / float64(s.count[cell]), true
}

// byClaim lists, for every claim, who stands where on it.
func (s *standings) byClaim() [][]standing {
	lists := make([][]standing, s.claims)
	for cell, key := range s.cells.ids {
		node, claim := int32(key/storage.ID(s.claims)), int32(key%storage.ID(s.claims))
		lists[claim] = append(lists[claim], standing{node, float64(s.sum[cell]) / float64(s.count[cell])})
	}
	return lists
}

type standing struct {
	node int32
	mean float64
}

// stand computes the standings. A claim that is not in the project is not one
// claim and ties nobody.
func (p *networkPlan) stand() {
	p.claims = p.src.claimAxis()
	p.stands = &standings{cells: newIDTable(1024), claims: max(p.claims.n, 1), spoken: make([]int, len(p.shown))}
	c := p.src.cols
	for i := range c.ID {
		from, to := p.src.positions(i)
		if from == to || !p.src.has(i) {
			continue
		}
		node := p.node(p.actors.axis.of(c.Speaker[i]))
		for k := from; k < to && node >= 0; k++ {
			if claim := p.claims.of(c.Claims[k]); claim < p.claims.n {
				p.stands.add(node, claim, bounded(c.Stance[k]))
			}
		}
	}
}

// pairing is what the claims make of two nodes.
type pairing struct {
	congruence, conflict float64
	agree, differ        int // claims
	shared               int // claims on which both take a position
}

// side adds a claim on which the means are a and b.
func (q *pairing) side(a, b float64) {
	q.shared++
	weight := min(math.Abs(a), math.Abs(b)) / 2
	switch {
	case a*b > 0:
		q.congruence += weight
		q.agree++
	case a*b < 0:
		q.conflict += weight
		q.differ++
	}
}

// settle rounds the sums to twelve decimals, so that the order of the claims
// leaves no trace, and what is as strong is equal.
func (q *pairing) settle() {
	q.congruence, q.conflict = math.Round(q.congruence*1e12)/1e12, math.Round(q.conflict*1e12)/1e12
}

// claimTies gives the ties over claims, and the congruence as positive ones.
func (p *networkPlan) claimTies() (edges []NetworkEdge, positive *ties) {
	p.stand()
	n := len(p.shown)
	pairs := make([]pairing, n*n) // from < to
	for _, list := range p.stands.byClaim() {
		for i, a := range list {
			for _, b := range list[i+1:] {
				pairs[min(a.node, b.node)*int32(n)+max(a.node, b.node)].side(a.mean, b.mean)
			}
		}
	}
	positive = newTies(n)
	for at := range pairs {
		pairs[at].settle()
		from, to := at/n, at%n
		by := p.divisor(from, to, pairs[at].shared)
		positive.add(from, to, pairs[at].congruence/by)
		if e, ok := pairs[at].edge(p.options.Mode); ok {
			e.From, e.To, e.Weight = from, to, e.Weight/by
			edges = append(edges, e)
		}
	}
	return edges, positive
}

// divisor is what the normalisation divides by, 1 for none.
func (p *networkPlan) divisor(from, to, shared int) float64 {
	a, b := p.stands.spoken[from], p.stands.spoken[to]
	switch {
	case p.options.Normalisation == NormaliseAverage && a+b > 0:
		return float64(a+b) / 2
	case p.options.Normalisation == NormaliseJaccard && a+b > shared:
		return float64(a + b - shared)
	}
	return 1
}

// edge gives the tie of a mode; none when its weight is 0.
func (q *pairing) edge(mode NetworkMode) (e NetworkEdge, ok bool) {
	switch mode {
	case NetworkCongruence:
		e = NetworkEdge{Weight: q.congruence, Count: q.agree, Sign: 1}
	case NetworkConflict:
		e = NetworkEdge{Weight: q.conflict, Count: q.differ, Sign: -1}
	default:
		e = NetworkEdge{Weight: math.Round((q.congruence-q.conflict)*1e12) / 1e12, Count: q.agree + q.differ}
		e.Sign = sign(e.Weight)
	}
	return e, e.Weight != 0
}

// claimIDs lists the statements of a tie, or of a node.
func (p *networkPlan) claimIDs(row, col int) []storage.ID {
	c := p.src.cols
	return p.src.collect(func(i int) bool {
		from, to := p.src.positions(i)
		if from == to {
			return false
		}
		node := p.node(p.actors.axis.of(c.Speaker[i]))
		if row < 0 || col < 0 {
			return node >= 0 && is(node, max(row, col))
		}
		if int(node) != row && int(node) != col {
			return false
		}
		for _, claim := range c.Claims[from:to] {
			if p.ties(int32(row), int32(col), p.claims.of(claim)) {
				return true
			}
		}
		return false
	})
}

// ties reports whether a claim ties two nodes in this mode.
func (p *networkPlan) ties(a, b, claim int32) bool {
	x, knownX := p.stands.mean(a, claim)
	y, knownY := p.stands.mean(b, claim)
	if claim == p.claims.n || !knownX || !knownY {
		return false
	}
	switch p.options.Mode {
	case NetworkCongruence:
		return x*y > 0
	case NetworkConflict:
		return x*y < 0
	}
	return x*y != 0
}
