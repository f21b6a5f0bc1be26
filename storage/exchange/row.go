package exchange

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// Ref names a record as a table does: by name, by id or by both. The name is
// trimmed and in Unicode's normal form C.
type Ref struct {
	ID   storage.ID // 0 when the table gives none
	Name string     // "" when the table gives none
}

// IsZero reports whether nothing is named.
func (r Ref) IsZero() bool { return r == Ref{} }

// Row is one statement as a table has it: names are not yet matched with the
// records of a project.
type Row struct {
	Line       int        // on which it begins, from 1
	ID         storage.ID // 0 for a new statement
	Speaker    Ref        // never zero
	CoSpeakers []Ref
	OnBehalf   Ref
	Verb       Ref           // zero when only VerbCode is given
	VerbCode   string        // CAMEO, or ""
	VerbClass  storage.Class // "" when not given
	Addressees []Ref
	About      []Ref
	Positions  []RowPosition
	When       edtf.Date
	Place      string
	Gist       string
	ReportedIn storage.ID
	Repeated   bool
	Certainty  int8 // storage.NoCertainty when not given
	Grade      string
	Tags       []string
	Note       string
	Coder      Ref
	Made       int64 // Unix seconds, 0 when not given
	Changed    int64 // Unix seconds, 0 when not given
	Citations  []RowCitation

	date dateCells
}

// RowPosition is a stance on a claim.
type RowPosition struct {
	Claim  Ref
	Stance storage.Stance
}

// RowCitation says where the statement stands. Its document is zero when the
// table gives a quote without one.
type RowCitation struct {
	ID       storage.ID
	Document Ref
	// Version, Number and Text describe the version of the document in which
	// the spans lie; Text is given where a table first speaks of a version.
	Version     storage.ID
	Number      int
	Text        string
	Spans       []storage.Span
	Quote       string
	Translation string
}

// Problem says what is wrong with one row, which is then left out.
type Problem struct {
	Line   int    // on which the row begins, from 1
	Field  string // the column's name in the table, "" when none is to blame
	Reason string
}

func (p *Problem) Error() string {
	if p.Field == "" {
		return fmt.Sprintf("line %d: %s", p.Line, p.Reason)
	}
	return fmt.Sprintf("line %d, %s: %s", p.Line, p.Field, p.Reason)
}

// MatchKey is the form in which names are compared: trimmed and in Unicode's
// normal form C, and nothing more. Names that differ in case or accents are
// different names; an analyst may merge them, a program does not.
func MatchKey(name string) string {
	name = strings.TrimSpace(name)
	if norm.NFC.IsNormalString(name) {
		return name
	}
	return norm.NFC.String(name)
}

// citation gives the row's first citation, which the plain columns speak of.
func (r *Row) citation() *RowCitation {
	if len(r.Citations) == 0 {
		r.Citations = append(r.Citations, RowCitation{})
	}
	return &r.Citations[0]
}
