package charts

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"saywhen/storage"
)

// LatencyOptions say how NewLatency counts. The zero value is sensible.
type LatencyOptions struct {
	Claims    int // claims; 0 is DefaultTopN
	Responses int // responses of each claim; 0 is DefaultTopN
}

// Latency is how long the actors took to answer a claim.
//
// A claim is raised by the first kept statement that reports or affirms it: its
// stance on the claim is above 0, or 0 with a verb of class report. What is
// known only because another statement reports it does not raise a claim: the
// report does. First is who had certainly begun to speak first: the smallest
// latest start, then the smallest earliest start, then the smaller id.
//
// A response is a kept statement of another speaker that takes a position on
// the claim, or that a relation ties to the statement that raised it: denies,
// confirms, corrects, responds to. What the raising statement itself reports is
// none, nor is what is certainly over before it (its latest start is not after
// the earliest start of the raise). A response without a date counts only when a
// relation ties it.
//
// An actor's first response is, among those that certainly follow (a relation
// says so, or the dates do), the one with the smallest latest start; only when
// there is none, among those that may follow.
//
// When both are uncertain, so is the time between: with raise somewhere in
// [c,d] and response in [a,b] (where they begin, in an extent) it is from a−d
// to b−c. A relation says that the response came after, so it is never less than
// 0 then; without one a negative minimum means that it "may precede". A single
// figure comes out only where both dates are exact.
//
// IDs(row, col): column 0 is the statement that raised Claims[row], column n
// its Responses[n-1]; IDs(row, -1) all of them.
type Latency struct {
	// Claims are the raised claims with the most positions; those with more
	// responses stand first.
	Claims []LatencyClaim
	// Unraised is how many claims nobody reported or affirmed (or only without
	// a date), More how many raised ones are not among Claims.
	Unraised, More int

	plan *latencyPlan
}

// LatencyClaim is one claim and who answered it.
type LatencyClaim struct {
	Claim    Entry
	Raised   storage.ID // the statement
	RaisedBy Entry      // its speaker
	// From and To are when it began, in Unix seconds; an open end is
	// edtf.OpenPast or edtf.OpenFuture.
	From, To int64
	// Rivals is how many other statements that report or affirm it may be
	// earlier.
	Rivals int
	// Responses stand by Max, then Min, then the actor's name; at most so many
	// as asked for. More is how many actors answered besides.
	Responses []LatencyResponse
	More      int
	// Silent are the actors that the raising statement addresses or is about,
	// or that it reports as speaking, and that have no response; Before those
	// without a response that spoke on the claim, but certainly before it was
	// raised. An actor may be in both. Both stand by name, as many as responses
	// were asked for and then "others".
	Silent, Before []Entry
}

// LatencyResponse is an actor's first answer.
type LatencyResponse struct {
	Actor Entry
	ID    storage.ID // the statement
	// Min and Max are the least and the greatest time after the raise that the
	// dates allow, in seconds. MinOpen and MaxOpen say that there is no such
	// bound; the field is then 0.
	Min, Max         int64
	MinOpen, MaxOpen bool
	// MayPrecede says that it may have come before the raise: Min is negative or
	// open.
	MayPrecede bool
	// Relation is what ties it to the raise, "" for none; Stance is its stance
	// on the claim, when HasStance.
	Relation  storage.RelationKind
	Stance    storage.Stance
	HasStance bool
}

// Range says the time in words: "0 to 12 h", "20 min", "may precede, at most 3 d",
// "at least 2 h".
func (r LatencyResponse) Range() string {
	switch {
	case r.MayPrecede && r.MaxOpen:
		return "may precede"
	case r.MayPrecede:
		return "may precede, at most " + spanText(r.Max, r.Max)
	case r.MaxOpen:
		return "at least " + spanText(r.Min, r.Min)
	}
	return spanText(r.Min, r.Max)
}

// NewLatency counts in by o.
func NewLatency(in Input, o LatencyOptions) Latency {
	p := newLatencyPlan(newSource(in), o)
	l := Latency{plan: p, Unraised: p.unraised, More: p.more}
	p.gather()
	for j := range p.raised {
		l.Claims = append(l.Claims, p.claimRow(j, topN(o.Responses)))
	}
	slices.SortStableFunc(l.Claims, func(a, b LatencyClaim) int {
		return cmp.Compare(len(b.Responses)+b.More, len(a.Responses)+a.More)
	})
	return l
}

// Empty reports whether there is nothing to draw.
func (l Latency) Empty() bool { return len(l.Claims) == 0 }

// Table has a row for every response, every silent actor and every actor who
// spoke before: claim, raised by, actor, what it is, hours at least, hours at
// most, stance, statement.
func (l Latency) Table() Table {
	t := Table{Header: []string{
		"claim", "raised by", "actor", "response", "hours at least", "hours at most", "stance", "statement",
	}}
	for i := range l.Claims {
		c := &l.Claims[i]
		for j := range c.Responses {
			t.Rows = append(t.Rows, append([]string{c.Claim.Name, c.RaisedBy.Name}, c.Responses[j].cells()...))
		}
		for _, e := range c.Silent {
			t.Rows = append(t.Rows, []string{c.Claim.Name, c.RaisedBy.Name, e.label(), "none", "", "", "", ""})
		}
		for _, e := range c.Before {
			t.Rows = append(t.Rows, []string{c.Claim.Name, c.RaisedBy.Name, e.label(), "only before", "", "", "", ""})
		}
	}
	return t
}

// cells are the columns of a table from "actor" on.
func (r *LatencyResponse) cells() []string {
	what, atLeast, atMost, stance := "responds", hoursText(r.Min), hoursText(r.Max), ""
	if r.Relation != "" {
		what = string(r.Relation)
	}
	if r.MayPrecede {
		what = "may precede"
	}
	if r.MinOpen {
		atLeast = ""
	}
	if r.MaxOpen {
		atMost = ""
	}
	if r.HasStance {
		stance = strconv.Itoa(int(r.Stance))
	}
	return []string{r.Actor.Name, what, atLeast, atMost, stance, r.ID.String()}
}

// hoursText is a number of seconds in hours.
func hoursText(seconds int64) string { return fraction(float64(seconds) / secondsPerHour) }

// spanText is a range of times in the unit that fits the greater: "0 to 12 h".
func spanText(from, to int64) string {
	unit, name := int64(1), "s"
	switch size := max(abs64(from), abs64(to)); {
	case size >= 2*365*binSecondsPerDay:
		unit, name = binSecondsPerYear, "years"
	case size >= 3*binSecondsPerDay:
		unit, name = binSecondsPerDay, "days"
	case size >= 2*secondsPerHour:
		unit, name = secondsPerHour, "h"
	case size >= 2*60:
		unit, name = 60, "min"
	}
	tenths := func(t int64) string { return fraction(math.Round(float64(t)/float64(unit)*10) / 10) }
	if from == to {
		return tenths(to) + " " + name
	}
	return tenths(from) + " to " + tenths(to) + " " + name
}

func abs64(x int64) int64 { return max(x, -x) }

// Notes say how it was counted.
func (l Latency) Notes() []string {
	var n notes
	if l.Empty() {
		return n
	}
	n.add("A range is all that the dates allow; it begins at 0 where a relation says that the response came after, and “may precede” says that nothing does.")
	if rivals := l.rivals(); rivals > 0 {
		n.add("Of %s another statement may have been the first.", numberOf(rivals, "claim"))
	}
	if l.More > 0 {
		n.add("Shown: the %s with the most positions, of %s.", numberOf(len(l.Claims), "claim"), thousands(len(l.Claims)+l.More))
	}
	if l.Unraised > 0 {
		n.add("Not in the picture: %s that nobody reported or affirmed at a known time.", numberOf(l.Unraised, "claim"))
	}
	return n
}

// rivals is how many claims have a rival.
func (l Latency) rivals() int {
	count := 0
	for i := range l.Claims {
		if l.Claims[i].Rivals > 0 {
			count++
		}
	}
	return count
}

// IDs lists the statements behind a raise or a response.
func (l Latency) IDs(row, col int) []storage.ID {
	var ids []storage.ID
	for i := range l.Claims {
		if !is(int32(i), row) {
			continue
		}
		c := &l.Claims[i]
		if is(0, col) {
			ids = append(ids, c.Raised)
		}
		for j := range c.Responses {
			if is(int32(j+1), col) {
				ids = append(ids, c.Responses[j].ID)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
