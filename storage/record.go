package storage

import (
	"strconv"

	"saywhen/storage/edtf"
)

// ID names a record: a 63-bit, time-ordered number made by the program
// (milliseconds since 2020-01-01 << 22 | random), unique across files, so that
// two analysts' projects can be merged. 0 is "none". In JSON an ID is a
// string, because numbers beyond 2^53 do not survive there.
type ID int64

// MarshalText writes the id in decimal; 0 is written "".
func (id ID) MarshalText() ([]byte, error) {
	if id == 0 {
		return nil, nil
	}
	return strconv.AppendInt(nil, int64(id), 10), nil
}

// UnmarshalText reads what MarshalText wrote.
func (id *ID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*id = 0
		return nil
	}
	n, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil {
		return err
	}
	*id = ID(n)
	return nil
}

func (id ID) String() string { return strconv.FormatInt(int64(id), 10) }

// NoColour is the colour of an actor that has none of its own.
const NoColour int32 = -1

// NoCertainty says that the coder gave no certainty.
const NoCertainty int8 = -1

// Actor is someone or something that speaks, is addressed or is spoken about.
// Its lane hangs below that of its Parent.
type Actor struct {
	ID      ID        `json:"id"`
	Kind    ActorKind `json:"kind"`
	Name    string    `json:"name"` // never blank
	Aliases []Alias   `json:"aliases,omitempty"`
	Parent  ID        `json:"parent,omitzero"` // its group or institution; no loops
	Colour  int32     `json:"colour"`          // 0xRRGGBB or NoColour
	Order   float64   `json:"order,omitempty"` // among siblings, ascending, then by name
	Pinned  bool      `json:"pinned,omitempty"`
	Hidden  bool      `json:"hidden,omitempty"`
	Note    string    `json:"note,omitempty"`
}

// Alias is another spelling or script of an actor's name.
type Alias struct {
	Name string `json:"name"`
	Lang string `json:"lang,omitempty"` // BCP 47, or "" when unknown
}

// Affiliation is a role that an actor held for a time. Organization may be 0:
// a role can be known without its institution being an actor.
type Affiliation struct {
	ID           ID        `json:"id"`
	Actor        ID        `json:"actor"`
	Organization ID        `json:"organization,omitzero"`
	Role         string    `json:"role,omitempty"`
	Period       edtf.Date `json:"period"`
}

// Document is a source: an article, a broadcast, a transcript. Its text lives
// in versions; the newest is the last.
type Document struct {
	ID        ID        `json:"id"`
	Title     string    `json:"title"`
	Outlet    ID        `json:"outlet,omitzero"` // an actor of kind media
	Author    string    `json:"author,omitempty"`
	Published edtf.Date `json:"published"`
	URL       string    `json:"url,omitempty"`
	Language  string    `json:"language,omitempty"` // BCP 47
	Versions  []Version `json:"versions,omitempty"`
}

// Version is a frozen text of a document. Once something is coded in it, it is
// never changed: an edit makes a new version.
type Version struct {
	ID     ID     `json:"id"`
	Number int    `json:"number"` // 1, 2, …
	Text   string `json:"text"`
	SHA256 string `json:"sha256"` // of Text, lower-case hex
	Made   int64  `json:"made"`   // Unix seconds
}

// Claim is a proposition that one can hold true or false (factual) or favour
// or oppose (normative), or a topic that holds claims.
type Claim struct {
	ID     ID        `json:"id"`
	Parent ID        `json:"parent,omitzero"` // a topic; no loops
	Kind   ClaimKind `json:"kind"`
	Text   string    `json:"text"` // never blank
	Note   string    `json:"note,omitempty"`
}

// Verb is what a speaker did with the words. The list is data: an analyst
// adds, renames and merges.
type Verb struct {
	ID      ID       `json:"id"`
	Label   string   `json:"label"` // unique, never blank
	Aliases []string `json:"aliases,omitempty"`
	Code    string   `json:"code,omitempty"` // CAMEO, with its leading zero; not unique
	Class   Class    `json:"class"`
}

// Coder is an analyst who made statements.
type Coder struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
}

// Statement is one public utterance.
type Statement struct {
	ID         ID         `json:"id"`
	Speaker    ID         `json:"speaker"` // the lane; never 0
	CoSpeakers []ID       `json:"co_speakers,omitempty"`
	OnBehalf   ID         `json:"on_behalf,omitzero"`
	Verb       ID         `json:"verb"`
	Addressees []ID       `json:"addressees,omitempty"`
	About      []ID       `json:"about,omitempty"` // actors spoken about
	Positions  []Position `json:"positions,omitempty"`
	When       edtf.Date  `json:"when"`
	Place      string     `json:"place,omitempty"`
	Gist       string     `json:"gist,omitempty"`       // in the analyst's words
	ReportedIn ID         `json:"reported_in,omitzero"` // the statement that carries it; no loops
	Repeated   bool       `json:"repeated,omitempty"`   // said more than once
	Certainty  int8       `json:"certainty"`            // the coder's, 0–100, or NoCertainty
	Grade      string     `json:"grade,omitempty"`      // Admiralty: "B2"; "" none
	Tags       []string   `json:"tags,omitempty"`       // sorted, unique
	Note       string     `json:"note,omitempty"`
	Coder      ID         `json:"coder,omitzero"`
	Made       int64      `json:"made,omitempty"`    // Unix seconds
	Changed    int64      `json:"changed,omitempty"` // Unix seconds
	Citations  []Citation `json:"citations,omitempty"`
}

// Position is the stance that a statement takes on a claim.
type Position struct {
	Claim  ID     `json:"claim"`
	Stance Stance `json:"stance"`
}

// Citation says where a statement stands: in which version of which document,
// in which words. Document is always given; Version only when there are spans.
type Citation struct {
	ID          ID     `json:"id"`
	Document    ID     `json:"document"`
	Version     ID     `json:"version,omitzero"`
	Spans       []Span `json:"spans,omitempty"` // ascending
	Quote       string `json:"quote,omitempty"` // as it stands there
	Translation string `json:"translation,omitempty"`
}

// Span is a stretch of a version's text: UTF-8 bytes, half-open.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Relation ties two statements together.
type Relation struct {
	ID   ID           `json:"id"`
	From ID           `json:"from"`
	Kind RelationKind `json:"kind"`
	To   ID           `json:"to"`
	Note string       `json:"note,omitempty"`
}
