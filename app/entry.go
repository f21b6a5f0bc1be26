package app

import (
	"slices"
	"strings"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// Entry is a statement as an analyst types it: names, not ids. A name that the
// project knows (as a name or an alias) means that record; any other name is
// made on the spot, in the same step as the statement.
type Entry struct {
	ID         storage.ID `json:"id,omitzero"` // 0 for a new statement
	Speaker    string     `json:"speaker"`
	CoSpeakers []string   `json:"co_speakers,omitempty"`
	OnBehalf   string     `json:"on_behalf,omitempty"`
	Verb       string     `json:"verb"`
	Class      string     `json:"class,omitempty"` // of the verb, when it is new
	Addressees []string   `json:"addressees,omitempty"`
	About      []string   `json:"about,omitempty"`
	// Positions are claims in words with the stance taken on each.
	Positions []EntryPosition `json:"positions,omitempty"`
	When      string          `json:"when,omitempty"` // as typed in the date box
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
	// Relations are those that start at this statement.
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

// FieldError says what is wrong with one field of an entry. Field is the name
// of the Entry's field in lower case: "speaker", "verb", "when" …
type FieldError struct {
	Field   string
	Message string
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Message }

// Check finds what is wrong with an entry before it is saved, all at once, so
// that each message can stand beside its field.
func (s *Session) Check(e Entry) (wrong []*FieldError) {
	add := func(field, message string) { wrong = append(wrong, &FieldError{field, message}) }
	if blank(e.Speaker) {
		add("speaker", "Who said it? Name the speaker.")
	}
	if blank(e.Verb) {
		add("verb", "What did they do: said, denied, confirmed …? Name the verb.")
	}
	if _, err := edtf.Resolve(e.When, s.entryZone(e)); err != nil {
		add("when", err.Error())
	}
	if blank(e.Document) && !(blank(e.Quote) && blank(e.Translation)) {
		add("document", "A quote needs the document that it stands in.")
	}
	for _, p := range e.Positions {
		if c, ok := s.lists.claimNamed(p.Claim); ok && c.Kind == storage.Topic {
			add("positions", "“"+c.Text+"” is a topic; a stance needs a claim.")
		}
	}
	if e.Certainty != storage.NoCertainty && (e.Certainty < 0 || e.Certainty > 100) {
		add("certainty", "Certainty is a whole number from 0 to 100, or nothing.")
	}
	if e.Grade != "" && !isGrade(e.Grade) {
		add("grade", "A grade is a letter A–F for the source and a digit 1–6 for the information, such as B2.")
	}
	if e.ID != 0 && e.ReportedIn == e.ID {
		add("reported_in", "A statement cannot be reported in itself.")
	}
	return wrong
}

// isGrade reports whether s is a grade of the Admiralty system.
func isGrade(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'F' && s[1] >= '1' && s[1] <= '6'
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// entryZone is the zone in which the entry's date is meant: its own, else its
// document's, else the project's.
func (s *Session) entryZone(e Entry) string {
	if e.Zone != "" {
		return e.Zone
	}
	if d, ok := s.lists.documentTitled(e.Document); ok && d.Published.Zone != "" {
		return d.Published.Zone
	}
	return s.lists.Zone()
}

// ResolveWhen parses the entry's date as it would be saved, for the preview.
func (s *Session) ResolveWhen(e Entry) (edtf.Date, error) {
	return edtf.Resolve(e.When, s.entryZone(e))
}

// SaveEntry adds the statement, or changes it when the entry has an id, in one
// step with every name that it made. done gets the statement's id, or what
// went wrong: a *FieldError when one field is to blame.
func (s *Session) SaveEntry(e Entry, done func(storage.ID, error)) {
	if wrong := s.Check(e); len(wrong) > 0 {
		done(0, wrong[0])
		return
	}
	when, err := s.ResolveWhen(e)
	if err != nil {
		done(0, &FieldError{"when", err.Error()})
		return
	}
	name, id, now := "Add statement", e.ID, s.now().Unix()
	if id != 0 {
		name = "Edit statement"
	}
	s.Do(name, func(tx *sqlite.Tx) error {
		r := newResolver(tx, s.written, now)
		st, err := r.statement(e, when)
		id = st.ID
		return err
	}, func(err error) { done(id, err) })
}

// resolver turns names into ids inside a transaction. It knows the names that
// the commits before it left (so that two entries typed fast one after the
// other agree on a new name) and those that it made itself.
type resolver struct {
	tx    *sqlite.Tx
	lists *Lists
	now   int64 // Unix seconds
	made  struct{ actor, verb, claim, document map[string]storage.ID }
}

func newResolver(tx *sqlite.Tx, lists *Lists, now int64) *resolver {
	r := &resolver{tx: tx, lists: lists, now: now}
	r.made.actor, r.made.verb = map[string]storage.ID{}, map[string]storage.ID{}
	r.made.claim, r.made.document = map[string]storage.ID{}, map[string]storage.ID{}
	return r
}

func (r *resolver) statement(e Entry, when edtf.Date) (st storage.Statement, err error) {
	st.Made = r.now
	if e.ID != 0 {
		if st, err = r.tx.Statement(e.ID); err != nil {
			return st, err
		}
	}
	st.Changed = r.now
	st.When, st.Place, st.Gist, st.Note = keepDate(st.When, when, e), e.Place, e.Gist, e.Note
	st.ReportedIn, st.Repeated, st.Certainty = e.ReportedIn, e.Repeated, e.Certainty
	st.Grade, st.Tags = e.Grade, e.Tags
	if err = r.parts(&st, e); err != nil {
		return st, err
	}
	return st, r.tx.PutStatement(&st)
}

// keepDate leaves a date alone that was not retyped: the form shows its EDTF,
// which says less than the date does (its wording, its anchor).
func keepDate(old, typed edtf.Date, e Entry) edtf.Date {
	if !old.IsZero() && e.When == typedDate(old) && typed.EDTF == old.EDTF && typed.Zone == old.Zone {
		typed = old
	}
	if e.Wording != "" {
		typed.Wording = e.Wording
	}
	return typed
}

// parts fills in everything that is a record of its own.
func (r *resolver) parts(st *storage.Statement, e Entry) error {
	for _, step := range []func() error{
		func() (err error) { st.Speaker, err = r.actor(e.Speaker); return },
		func() (err error) { st.CoSpeakers, err = r.actors(e.CoSpeakers); return },
		func() (err error) { st.OnBehalf, err = r.actor(e.OnBehalf); return },
		func() (err error) { st.Verb, err = r.verb(e.Verb, storage.Class(e.Class)); return },
		func() (err error) { st.Addressees, err = r.actors(e.Addressees); return },
		func() (err error) { st.About, err = r.actors(e.About); return },
		func() (err error) { st.Positions, err = r.positions(e.Positions); return },
		func() (err error) { st.Citations, err = r.citations(st.Citations, e); return },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// find gives the id of a name: known, made before in this step, or made now.
func find(name string, known func(string) (storage.ID, bool), made map[string]storage.ID, put func(string) (storage.ID, error)) (storage.ID, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return 0, nil
	}
	if id, ok := known(name); ok {
		return id, nil
	}
	if id, ok := made[name]; ok {
		return id, nil
	}
	id, err := put(name)
	made[name] = id
	return id, err
}

func (r *resolver) actor(name string) (storage.ID, error) {
	return find(name, r.lists.actorID, r.made.actor, func(n string) (storage.ID, error) {
		a := storage.Actor{Kind: storage.Person, Name: n, Colour: storage.NoColour}
		err := r.tx.PutActor(&a)
		return a.ID, err
	})
}

func (r *resolver) actors(names []string) (ids []storage.ID, err error) {
	for _, n := range names {
		id, err := r.actor(n)
		if err != nil {
			return nil, err
		}
		if id != 0 && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

func (r *resolver) verb(label string, class storage.Class) (storage.ID, error) {
	return find(label, r.lists.verbID, r.made.verb, func(n string) (storage.ID, error) {
		v := storage.Verb{Label: n, Class: class}
		if v.Class == "" {
			v.Class = storage.Report
		}
		err := r.tx.PutVerb(&v)
		return v.ID, err
	})
}

func (r *resolver) positions(list []EntryPosition) (out []storage.Position, err error) {
	for _, p := range list {
		id, err := find(p.Claim, r.lists.claimID, r.made.claim, func(n string) (storage.ID, error) {
			c := storage.Claim{Kind: p.Kind, Text: n}
			if c.Kind == "" {
				c.Kind = storage.Factual
			}
			err := r.tx.PutClaim(&c)
			return c.ID, err
		})
		if err != nil {
			return nil, err
		}
		if id != 0 {
			out = append(out, storage.Position{Claim: id, Stance: p.Stance})
		}
	}
	return out, nil
}

// citations changes the first citation and leaves the others alone: the form
// shows one. Spans stay as long as the quote that they mark does.
func (r *resolver) citations(old []storage.Citation, e Entry) ([]storage.Citation, error) {
	id, err := find(e.Document, r.lists.documentID, r.made.document, func(n string) (storage.ID, error) {
		d := storage.Document{Title: n}
		err := r.tx.PutDocument(&d)
		return d.ID, err
	})
	switch {
	case err != nil:
		return nil, err
	case id == 0 && len(old) > 0:
		return old[1:], nil
	case id == 0:
		return nil, nil
	case len(old) == 0:
		old = []storage.Citation{{}}
	}
	c := &old[0]
	if c.Document != id || c.Quote != e.Quote {
		c.Version, c.Spans = 0, nil
	}
	c.Document, c.Quote, c.Translation = id, e.Quote, e.Translation
	return old, nil
}

// EntryOf gives a statement in the words of the form.
func (l *Lists) EntryOf(st storage.Statement) Entry {
	e := Entry{
		ID: st.ID, Speaker: l.ActorName(st.Speaker), CoSpeakers: l.actorNames(st.CoSpeakers),
		OnBehalf: l.ActorName(st.OnBehalf), Addressees: l.actorNames(st.Addressees),
		About: l.actorNames(st.About), When: typedDate(st.When), Wording: st.When.Wording, Zone: st.When.Zone,
		Place: st.Place, Gist: st.Gist, ReportedIn: st.ReportedIn, Repeated: st.Repeated,
		Certainty: st.Certainty, Grade: st.Grade, Tags: st.Tags, Note: st.Note,
	}
	if e.Wording == e.When {
		e.Wording = ""
	}
	if v, ok := l.Verb(st.Verb); ok {
		e.Verb = v.Label
	}
	for _, p := range st.Positions {
		c, _ := l.Claim(p.Claim)
		e.Positions = append(e.Positions, EntryPosition{Claim: c.Text, Kind: c.Kind, Stance: p.Stance})
	}
	if len(st.Citations) > 0 {
		c := st.Citations[0]
		d, _ := l.Document(c.Document)
		e.Document, e.Quote, e.Translation = d.Title, c.Quote, c.Translation
	}
	return e
}

func (l *Lists) actorNames(ids []storage.ID) (names []string) {
	for _, id := range ids {
		names = append(names, l.ActorName(id))
	}
	return names
}
