package storage

// Filter says which statements are asked for. Lists are "any of"; different
// fields are "and"; the zero Filter lets everything through.
type Filter struct {
	Speakers  []ID     `json:"speakers,omitempty"` // these actors and all below them
	Actors    []ID     `json:"actors,omitempty"`   // speaker or any other part, and all below them
	Verbs     []ID     `json:"verbs,omitempty"`
	Classes   []Class  `json:"classes,omitempty"`
	Claims    []ID     `json:"claims,omitempty"` // and all below them
	Stances   []Stance `json:"stances,omitempty"`
	Documents []ID     `json:"documents,omitempty"` // cited in one of them
	Outlets   []ID     `json:"outlets,omitempty"`   // cited in a document of one of them, or below it
	Coders    []ID     `json:"coders,omitempty"`
	// From and To bound the time: a statement passes that may lie in [From,To).
	// HasFrom and HasTo say which of them are set. Undated statements pass only
	// when neither is.
	From    int64    `json:"from,omitempty"`
	To      int64    `json:"to,omitempty"`
	HasFrom bool     `json:"has_from,omitempty"`
	HasTo   bool     `json:"has_to,omitempty"`
	Tags    []string `json:"tags,omitempty"`
	Has     []Trait  `json:"has,omitempty"` // all of them
	// Text is a full-text query.
	Text string `json:"text,omitempty"`
}

// Trait is something that a statement may have.
type Trait string

// The traits.
const (
	HasDate        Trait = "date"
	HasNoDate      Trait = "no date"
	HasClaim       Trait = "claim"
	HasQuote       Trait = "quote"
	HasTranslation Trait = "translation"
	HasSource      Trait = "source"  // cited in a document
	HasSpan        Trait = "span"    // marked in the text of an article
	HasCarrier     Trait = "carrier" // reported in another statement
	HasRelation    Trait = "relation"
	HasGist        Trait = "gist"
	HasPlace       Trait = "place"
	HasNote        Trait = "note"
	HasTag         Trait = "tag"
)

// Traits lists them all.
var Traits = []Trait{
	HasDate, HasNoDate, HasClaim, HasQuote, HasTranslation, HasSource, HasSpan, HasCarrier, HasRelation, HasGist,
	HasPlace, HasNote, HasTag,
}

// AsksFile reports whether a part of the filter can be answered by the project
// file alone: texts, tags, and all citations of a statement. The rest is
// answered from Columns.
func (f Filter) AsksFile() bool {
	return len(f.Documents)+len(f.Outlets)+len(f.Tags)+len(f.Has) > 0 || f.Text != ""
}

// IsZero reports whether the filter lets everything through.
func (f Filter) IsZero() bool {
	return len(f.Speakers)+len(f.Actors)+len(f.Verbs)+len(f.Classes)+len(f.Claims)+
		len(f.Stances)+len(f.Coders) == 0 && !f.HasFrom && !f.HasTo && !f.AsksFile()
}
