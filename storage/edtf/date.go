package edtf

import (
	"math"
	"time"
)

// Open ends of corners: nothing is known on that side.
const (
	OpenPast   int64 = math.MinInt64
	OpenFuture int64 = math.MaxInt64
)

// Corners are the four instants between which an uncertain date begins and
// ends: Unix seconds UTC, half-open (the end of a day is the next midnight).
// A moment somewhere in [a,b) has the corners (a,b,a,b); an extent over the
// whole days a..b has (start of a, end of a, start of b, end of b); a point in
// time t (a clock time with seconds) has (t,t,t,t). OpenPast and OpenFuture
// stand for an unknown side.
//
// Invariant: EarliestStart ≤ LatestStart, EarliestEnd ≤ LatestEnd,
// EarliestStart ≤ EarliestEnd and LatestStart ≤ LatestEnd.
type Corners struct {
	EarliestStart int64 `json:"earliest_start"`
	LatestStart   int64 `json:"latest_start"`
	EarliestEnd   int64 `json:"earliest_end"`
	LatestEnd     int64 `json:"latest_end"`
}

// Valid reports whether the corners are ordered.
func (c Corners) Valid() bool {
	return c.EarliestStart <= c.LatestStart && c.EarliestEnd <= c.LatestEnd &&
		c.EarliestStart <= c.EarliestEnd && c.LatestStart <= c.LatestEnd
}

// Kind says what the corners enclose.
type Kind uint8

// The kinds of uncertain date.
const (
	Moment Kind = iota // one moment, somewhere between the corners
	Extent             // something that lasted from a start to an end
	AllOf              // several moments ("said on the 13th and on the 20th")
)

// Precision is the finest unit that a date gives; a label never shows more.
type Precision uint8

// Precisions, coarse to fine. NoPrecision is that of a date with no unit at
// all, such as "..".
const (
	NoPrecision Precision = iota
	ToMillennium
	ToCentury
	ToDecade
	ToYear
	ToHalf
	ToQuarter
	ToSeason
	ToMonth
	ToDay
	ToHour
	ToMinute
	ToSecond
)

// Qualifier is a set of doubts about a whole date or a part of it.
type Qualifier uint8

// The doubts of EDTF: "~" approximate, "?" uncertain, "%" both.
const (
	Approximate Qualifier = 1 << iota
	Uncertain
)

// Date is an uncertain date as it is stored: what was written, what it was
// resolved to, and how. The zero Date is "no date".
type Date struct {
	// Wording is the original phrase ("mid June"), or what was typed.
	Wording string `json:"wording,omitempty"`
	// EDTF is the date in the Extended Date/Time Format with the two
	// extensions described in the package comment; "" when there is no date.
	EDTF string `json:"edtf,omitempty"`
	// Corners hold whenever EDTF is not "".
	Corners Corners `json:"corners,omitzero"`
	// Zone is the IANA name or "+hh:mm" offset in which local times were meant.
	Zone      string    `json:"zone,omitempty"`
	Kind      Kind      `json:"kind,omitempty"`
	Precision Precision `json:"precision,omitempty"`
	Qualifier Qualifier `json:"qualifier,omitempty"`
	// Anchor is the EDTF date against which a relative wording was resolved
	// ("Friday" against "2014-09-06"), or "".
	Anchor string `json:"anchor,omitempty"`
	// Sequence orders statements of the same moment; 0 is unordered.
	Sequence int `json:"sequence,omitempty"`
}

// IsZero reports whether there is no date at all.
func (d Date) IsZero() bool { return d.EDTF == "" }

// LoadZone turns a Date's zone into a location: "" is UTC, otherwise an IANA
// name or an offset such as "+04:30".
func LoadZone(zone string) (*time.Location, error) {
	return loadZone(zone)
}
