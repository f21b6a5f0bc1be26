package app

import (
	"saywhen/storage"
	"saywhen/storage/edtf"
)

// Entry is a statement as an analyst types it: names, not ids. A name that the
// project knows (as a name or an alias) means that record; any other name is
// made on the spot, in the same step as the statement.
type Entry struct {
	ID storage.ID `json:"id,omitzero"` // 0 for a new statement
	// As is the id that a new statement is to be given; 0 leaves it to the file.
	As         storage.ID `json:"as,omitzero"`
	Speaker    string     `json:"speaker"`
	CoSpeakers []string   `json:"co_speakers,omitempty"`
	OnBehalf   string     `json:"on_behalf,omitempty"`
	Verb       string     `json:"verb"`
	Class      string     `json:"class,omitempty"` // of the verb, when it is new
	Addressees []string   `json:"addressees,omitempty"`
	About      []string   `json:"about,omitempty"`
	// Positions are claims in words with the stance taken on each.
	Positions []EntryPosition `json:"positions,omitempty"`
	// When is what stands in the date box: see ReadWhen for what it may say.
	When string `json:"when,omitempty"`
	// Picked is the EDTF of the reading that was chosen of several that When
	// allows; "" is the first.
	Picked string `json:"picked,omitempty"`
	// Before is the date of the statement before this one, in the article or in
	// the order of typing: "two days later" counts from it.
	Before edtf.Date `json:"before,omitzero"`
	// Wording is the phrase of the source ("mid June") when it is not what was
	// typed in the date box.
	Wording string `json:"wording,omitempty"`
	Zone    string `json:"zone,omitempty"` // "" is the document's, else the project's
	Place   string `json:"place,omitempty"`
	Gist    string `json:"gist,omitempty"`
	// Document is a title; Quote and Translation are what stands there. Source
	// is the document's id while its title is Document: titles may repeat.
	Document string     `json:"document,omitempty"`
	Source   storage.ID `json:"source,omitzero"`
	// Version and Spans say where in the source's text the quote stands; they
	// hold as long as Quote is the text between them.
	// When they do not, the quote is looked for in the text.
	Version     storage.ID     `json:"version,omitzero"`
	Spans       []storage.Span `json:"spans,omitempty"`
	Quote       string         `json:"quote,omitempty"`
	Translation string         `json:"translation,omitempty"`
	ReportedIn  storage.ID     `json:"reported_in,omitzero"`
	Repeated    bool           `json:"repeated,omitempty"`
	Certainty   int8           `json:"certainty"` // 0–100 or storage.NoCertainty
	Grade       string         `json:"grade,omitempty"`
	Tags        []string       `json:"tags,omitempty"`
	Note        string         `json:"note,omitempty"`
	// Relations are all that start at this statement: one that is stored and not
	// among them is deleted.
	Relations []EntryRelation `json:"relations,omitempty"`
	// New says what is known of names that the entry makes.
	New []NewName `json:"new,omitempty"`
}

// EntryRelation ties the statement to another one.
type EntryRelation struct {
	ID   storage.ID           `json:"id,omitzero"` // 0 for a new one
	Kind storage.RelationKind `json:"kind"`
	To   storage.ID           `json:"to"`
	Note string               `json:"note,omitempty"`
}

// NewName is what was typed about an actor that is made with the statement.
type NewName struct {
	Name   string            `json:"name"`
	Kind   storage.ActorKind `json:"kind,omitempty"`   // a person when ""
	Parent string            `json:"parent,omitempty"` // a name, known or new
	Role   string            `json:"role,omitempty"`
}

// EntryPosition is a claim in words and the stance on it.
type EntryPosition struct {
	Claim  string            `json:"claim"`
	Kind   storage.ClaimKind `json:"kind,omitempty"` // of the claim, when it is new; factual when ""
	Stance storage.Stance    `json:"stance"`
}
