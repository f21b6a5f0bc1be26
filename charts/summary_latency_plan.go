package charts

import (
	"cmp"
	"slices"
	"strings"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// latencyPlan finds who raised which claim and who answered first. Claims are
// numbered by j, in the order of raised.
type latencyPlan struct {
	src            *source
	claims, actors *axis
	classes        *axis
	raised         []raise
	at             []int32 // by claim's number: j, or -1
	unraised, more int

	first []answer                            // [j*actors+actor]
	tied  map[latencyTie]storage.RelationKind // what ties a statement to a raise
	knot  map[int]struct{}                    // rows in tied
	heard map[int]map[int32]struct{}          // by j: who is concerned
}

// raise is the statement that raised a claim.
type raise struct {
	claim, row int32
	count      int // positions on the claim
	from, to   int64
	rivals     int
}

type latencyTie struct{ j, row int }

// answer is an actor's first response to a claim so far.
type answer struct {
	row    int32 // plus 1; 0 is none
	sure   bool  // certainly after the raise
	before bool  // spoke certainly before it
}

// begin gives when statement i began: somewhere from and to, in Unix seconds.
func (s *source) begin(i int) (from, to int64) {
	if !s.dated(i) {
		return edtf.OpenPast, edtf.OpenFuture
	}
	w := &s.cols.When[i]
	from, to = w.EarliestStart, w.LatestStart
	if from < -farthestCorner {
		from = edtf.OpenPast
	}
	if to > farthestCorner {
		to = edtf.OpenFuture
	}
	return from, max(from, to)
}

func newLatencyPlan(src *source, o LatencyOptions) *latencyPlan {
	p := &latencyPlan{src: src, claims: src.claimAxis(), actors: src.actorAxis(false), classes: src.classAxis()}
	counts, rows := p.claims.counts(), make([]int32, p.claims.n+1)
	for i := range src.cols.ID {
		from, to := src.positions(i)
		if from == to || !src.has(i) {
			continue
		}
		for k := from; k < to; k++ {
			claim := p.claims.of(src.cols.Claims[k])
			counts[claim]++
			if p.raises(i, k) && (rows[claim] == 0 || p.earlier(i, int(rows[claim]-1))) {
				rows[claim] = int32(i + 1)
			}
		}
	}
	counts[p.claims.n] = 0 // what is unknown is not one claim
	p.choose(counts, rows, topN(o.Claims))
	return p
}

// choose keeps the raised claims with the most positions.
func (p *latencyPlan) choose(counts []int, rows []int32, top int) {
	for claim, n := range counts {
		if n > 0 && rows[claim] == 0 {
			p.unraised++
			counts[claim] = 0
		}
	}
	picked := p.claims.pick(counts, top)
	p.at = make([]int32, len(counts))
	for claim, j := range picked.place {
		p.at[claim] = -1
		if j >= 0 && picked.entries[j].Others == 0 {
			p.at[claim] = j
		}
	}
	if n := len(picked.entries); n > 0 && picked.entries[n-1].Others > 0 {
		p.more = picked.entries[n-1].Others
	}
	p.raised = make([]raise, len(picked.entries)-min(p.more, 1))
	for claim, j := range p.at {
		if j >= 0 {
			row := rows[claim] - 1
			from, to := p.src.begin(int(row))
			p.raised[j] = raise{claim: int32(claim), row: row, count: counts[claim], from: from, to: to}
		}
	}
}

// raises reports whether position k of statement i reports or affirms its claim
// at a known time and in public.
func (p *latencyPlan) raises(i int, k int32) bool {
	c := p.src.cols
	if c.Stance[k] < 0 || c.ReportedIn[i] != 0 || !p.src.dated(i) || c.When[i].LatestStart < -farthestCorner {
		return false
	}
	if c.Stance[k] > 0 {
		return true
	}
	class := p.classes.of(c.Verb[i])
	return class < p.classes.n && storage.Classes[class] == storage.Report
}

// earlier reports whether statement a had certainly begun before b had; the ids
// ascend with the rows.
func (p *latencyPlan) earlier(a, b int) bool {
	fromA, toA := p.src.begin(a)
	fromB, toB := p.src.begin(b)
	return cmp.Or(cmp.Compare(toA, toB), cmp.Compare(fromA, fromB), cmp.Compare(a, b)) < 0
}

// gather finds the responses.
func (p *latencyPlan) gather() {
	p.first = make([]answer, len(p.raised)*int(p.actors.n+1))
	p.heard = map[int]map[int32]struct{}{}
	p.relate()
	raisers := p.raisers()
	for i := range p.src.cols.ID {
		if !p.src.has(i) {
			continue
		}
		if in := p.src.cols.ReportedIn[i]; in != 0 {
			for _, j := range raisers[in] {
				p.hear(j, p.src.cols.Speaker[i])
			}
		}
		p.positionsOf(i)
	}
	for t := range p.tied {
		p.consider(t.j, t.row)
	}
	for j := range p.raised {
		p.concern(j)
	}
}

// raisers gives the claims that each raising statement raised.
func (p *latencyPlan) raisers() map[storage.ID][]int {
	m := map[storage.ID][]int{}
	for j, r := range p.raised {
		id := p.src.cols.ID[r.row]
		m[id] = append(m[id], j)
	}
	return m
}

// relate finds the relations that tie a response to a raise. Of several between
// the same two, the one that stands first in the list of kinds is named.
func (p *latencyPlan) relate() {
	p.tied, p.knot = map[latencyTie]storage.RelationKind{}, map[int]struct{}{}
	raisers := p.raisers()
	for _, r := range p.src.ref.Relations {
		if len(raisers[r.To]) == 0 || !answers(r.Kind) {
			continue
		}
		row, ok := p.src.row(r.From)
		if !ok {
			continue
		}
		p.knot[row] = struct{}{}
		for _, j := range raisers[r.To] {
			t := latencyTie{j, row}
			if old, known := p.tied[t]; !known || kindOrder(r.Kind) < kindOrder(old) {
				p.tied[t] = r.Kind
			}
		}
	}
}

// answers reports whether a relation says that the one came after the other and
// because of it.
func answers(k storage.RelationKind) bool {
	switch k {
	case storage.Denies, storage.Confirms, storage.Corrects, storage.RespondsTo:
		return true
	}
	return false
}

func kindOrder(k storage.RelationKind) int { return slices.Index(storage.RelationKinds, k) }

// positionsOf looks at the claims on which statement i takes a position.
func (p *latencyPlan) positionsOf(i int) {
	from, to := p.src.positions(i)
	for k := from; k < to; k++ {
		j := p.at[p.claims.of(p.src.cols.Claims[k])]
		if j < 0 || !p.src.firstAt(from, k) {
			continue
		}
		p.consider(int(j), i)
		r := &p.raised[j]
		if int(r.row) == i || !p.raises(i, k) {
			continue
		}
		if begin, _ := p.src.begin(i); begin < r.to {
			r.rivals++
		}
	}
}

// relation gives what ties statement i to the raise of claim j.
func (p *latencyPlan) relation(j, i int) (kind storage.RelationKind, tied bool) {
	if len(p.knot) == 0 {
		return "", false
	}
	if _, some := p.knot[i]; !some {
		return "", false
	}
	kind, tied = p.tied[latencyTie{j, i}]
	return kind, tied
}

// consider takes statement i as its speaker's response to claim j if it is one
// and comes before the one taken so far.
func (p *latencyPlan) consider(j, i int) {
	c, r := p.src.cols, &p.raised[j]
	if c.Speaker[i] == c.Speaker[r.row] || p.carries(int(r.row), i) {
		return
	}
	_, tied := p.relation(j, i)
	if !tied && !p.src.dated(i) {
		return
	}
	a := &p.first[j*int(p.actors.n+1)+int(p.actors.of(c.Speaker[i]))]
	from, to := p.src.begin(i)
	if !tied && to <= r.from {
		a.before = true
		return
	}
	sure := tied || from >= r.to
	if a.row == 0 || sure && !a.sure || sure == a.sure && p.earlier(i, int(a.row-1)) {
		a.row, a.sure = int32(i+1), sure
	}
}

// carries reports whether statement i is reported in that of row, through any
// number of others.
func (p *latencyPlan) carries(row, i int) bool {
	c := p.src.cols
	for range longestChain {
		if c.ReportedIn[i] == 0 {
			return false
		}
		if c.ReportedIn[i] == c.ID[row] {
			return true
		}
		next, ok := slices.BinarySearch(c.ID, c.ReportedIn[i])
		if !ok {
			return false
		}
		i = next
	}
	return false
}

// hear notes that an actor is concerned by the raise of claim j.
func (p *latencyPlan) hear(j int, actor storage.ID) {
	if p.heard[j] == nil {
		p.heard[j] = map[int32]struct{}{}
	}
	p.heard[j][p.actors.of(actor)] = struct{}{}
}

// concern notes the actors that the raise of claim j addresses or is about.
func (p *latencyPlan) concern(j int) {
	c, row := p.src.cols, int(p.raised[j].row)
	from, to := p.src.parties(row)
	for k := from; k < to; k++ {
		if c.Roles[k] == storage.Addressee || c.Roles[k] == storage.About {
			p.hear(j, c.Parties[k])
		}
	}
	delete(p.heard[j], p.actors.of(c.Speaker[row]))
}

// claimRow makes the row of claim j.
func (p *latencyPlan) claimRow(j, top int) LatencyClaim {
	r, c := p.raised[j], p.src.cols
	out := LatencyClaim{
		Claim: p.claims.entry(r.claim), Raised: c.ID[r.row], RaisedBy: p.actors.entry(p.actors.of(c.Speaker[r.row])),
		From: r.from, To: r.to, Rivals: r.rivals,
	}
	out.Claim.Count = r.count
	for actor := range p.actors.n + 1 {
		a := p.first[j*int(p.actors.n+1)+int(actor)]
		_, heard := p.heard[j][actor]
		switch {
		case a.row > 0:
			out.Responses = append(out.Responses, p.response(j, int(a.row-1), actor))
			continue
		case a.before:
			out.Before = append(out.Before, p.actors.entry(actor))
		}
		if heard {
			out.Silent = append(out.Silent, p.actors.entry(actor))
		}
	}
	slices.SortFunc(out.Responses, compareResponses)
	if len(out.Responses) > top {
		out.More = len(out.Responses) - top
		out.Responses = out.Responses[:top]
	}
	out.Silent, out.Before = firstNames(out.Silent, top), firstNames(out.Before, top)
	return out
}

func compareResponses(a, b LatencyResponse) int {
	if a.MaxOpen != b.MaxOpen {
		if a.MaxOpen {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(a.Max, b.Max), cmp.Compare(a.Min, b.Min),
		strings.Compare(a.Actor.Name, b.Actor.Name), compareIDs(a.ID, b.ID))
}

// firstNames sorts entries by name and puts all after the first top in one.
func firstNames(list []Entry, top int) []Entry {
	slices.SortFunc(list, func(a, b Entry) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), compareIDs(a.ID, b.ID))
	})
	if len(list) <= top {
		return list
	}
	return append(list[:top:top], Entry{Name: "others", Others: len(list) - top, Colour: storage.NoColour})
}

// response measures how long after the raise of claim j statement i came.
func (p *latencyPlan) response(j, i int, actor int32) LatencyResponse {
	r := &p.raised[j]
	kind, tied := p.relation(j, i)
	out := LatencyResponse{Actor: p.actors.entry(actor), ID: p.src.cols.ID[i], Relation: kind}
	out.Stance, out.HasStance = p.stance(i, r.claim)
	from, to := p.src.begin(i)
	out.Min, out.MinOpen = between(r.to, from)
	out.Max, out.MaxOpen = between(r.from, to)
	if tied && (out.MinOpen || out.Min < 0) {
		out.Min, out.MinOpen = 0, false
	}
	if tied && !out.MaxOpen && out.Max < 0 { // the dates contradict the relation
		out.Max = 0
	}
	out.MayPrecede = out.MinOpen || out.Min < 0
	return out
}

// between is the time from one instant to another; open when one of them is.
func between(from, to int64) (seconds int64, open bool) {
	for _, t := range [...]int64{from, to} {
		if t <= -farthestCorner || t >= farthestCorner {
			return 0, true
		}
	}
	return to - from, false
}

// stance gives that of statement i on a claim.
func (p *latencyPlan) stance(i int, claim int32) (storage.Stance, bool) {
	from, to := p.src.positions(i)
	for k := from; k < to; k++ {
		if p.claims.of(p.src.cols.Claims[k]) == claim {
			return bounded(p.src.cols.Stance[k]), true
		}
	}
	return 0, false
}
