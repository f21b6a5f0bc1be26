package storage

import "saywhen/storage/edtf"

// Role is how an actor takes part in a statement besides being its speaker.
type Role uint8

// The roles.
const (
	CoSpeaker Role = iota
	OnBehalf
	Addressee
	About
)

// Flags are facts of a statement that the picture needs at once.
type Flags uint8

// The flags.
const (
	Undated  Flags = 1 << iota // the corners mean nothing
	Repeated                   // said more than once
	Approx                     // the date is approximate
	Unsure                     // the date is uncertain ("?")
	IsExtent                   // the date is an extent, not a moment
	IsAllOf                    // the date is a set of moments
)

// Columns hold what the index needs of many statements: one entry per
// statement in every slice, in the order of the ids, about 100 bytes each.
// Text stays in the file and is read by id when it is looked at.
//
// Positions and parties are compressed rows: those of statement i are
// Claims[PosOff[i]:PosOff[i+1]] and Parties[PartyOff[i]:PartyOff[i+1]]; both
// offset slices have one entry more than there are statements.
type Columns struct {
	ID         []ID // ascending
	Speaker    []ID
	Verb       []ID
	Document   []ID // that of the first citation, or 0
	Coder      []ID
	ReportedIn []ID
	When       []edtf.Corners
	Precision  []edtf.Precision
	Sequence   []int32
	Certainty  []int8
	Flags      []Flags

	PosOff []int32
	Claims []ID
	Stance []Stance // beside Claims

	PartyOff []int32
	Parties  []ID
	Roles    []Role // beside Parties
}

// Len is the number of statements.
func (c *Columns) Len() int { return len(c.ID) }
