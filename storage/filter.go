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
	Documents []ID     `json:"documents,omitempty"`
	Coders    []ID     `json:"coders,omitempty"`
	// From and To bound the time: a statement passes that may lie in [From,To).
	// HasFrom and HasTo say which of them are set. Undated statements pass only
	// when neither is.
	From    int64 `json:"from,omitempty"`
	To      int64 `json:"to,omitempty"`
	HasFrom bool  `json:"has_from,omitempty"`
	HasTo   bool  `json:"has_to,omitempty"`
	// Text is a full-text query; the file answers it with a set of ids.
	Text string `json:"text,omitempty"`
}

// IsZero reports whether the filter lets everything through.
func (f Filter) IsZero() bool {
	return len(f.Speakers)+len(f.Actors)+len(f.Verbs)+len(f.Classes)+len(f.Claims)+
		len(f.Stances)+len(f.Documents)+len(f.Coders) == 0 && !f.HasFrom && !f.HasTo && f.Text == ""
}
