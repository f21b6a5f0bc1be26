package charts

import "saywhen/storage"

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
// the earliest start of the raise).
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
	Claims []LatencyClaim // those with responses first, by how many; then by positions
	// Unraised is how many claims nobody reported or affirmed (or only without
	// a date), More how many raised ones are not among Claims.
	Unraised, More int

	src *source
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
	// or that it reports as speaking, and that have no response; Before those that
	// spoke on the claim, but certainly before it was raised. An actor may be in
	// both.
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
func (r LatencyResponse) Range() string { return "" }

// NewLatency counts in by o.
func NewLatency(in Input, o LatencyOptions) Latency { return Latency{} }

// Empty reports whether there is nothing to draw.
func (l Latency) Empty() bool { return len(l.Claims) == 0 }

// Table has a row for every response, every silent actor and every actor who
// spoke before: claim, raised by, actor, what it is, hours at least, hours at
// most, stance, statement.
func (l Latency) Table() Table { return Table{} }

// Notes say how it was counted.
func (l Latency) Notes() []string { return nil }

// IDs lists the statements behind a raise or a response.
func (l Latency) IDs(row, col int) []storage.ID { return nil }
