package app

import (
	"cmp"
	"slices"
	"strings"

	"saywhen/storage"
	"saywhen/storage/names"
)

// NameKind says among which names a completion looks.
type NameKind uint8

// The kinds of name.
const (
	ActorNames NameKind = iota
	VerbNames
	ClaimNames
	DocumentNames
)

// Suggestion is one known name that fits what was typed.
type Suggestion struct {
	ID    storage.ID
	Name  string // the record's own name: what is put into the field
	Alias string // the alias that fitted, "" when the name itself did
	Hint  string // what tells it from others: parent, class, kind, outlet
}

// CompleteContext says what names are likely besides what was typed.
type CompleteContext struct {
	// Document holds the records that the document at hand speaks of, Recent
	// those used last, the last first. Actors, verbs and claims may be mixed.
	Document, Recent []storage.ID
}

// What being likely is worth: together less than the step from a name that
// begins with the text to one that is the text, so that what is typed out wins.
const (
	boostDocument = 0.6
	boostRecent   = 0.4
)

// boost gives the function that the index asks.
func (c CompleteContext) boost() func(int64) float64 {
	if len(c.Document)+len(c.Recent) == 0 {
		return nil
	}
	worth := make(map[int64]float64, len(c.Document)+len(c.Recent))
	for i, id := range c.Recent {
		if _, twice := worth[int64(id)]; !twice {
			worth[int64(id)] = boostRecent * (1 - float64(i)/float64(len(c.Recent)))
		}
	}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(c.Document))) {
		worth[int64(id)] += boostDocument
	}
	return func(id int64) float64 { return worth[id] }
}

// Complete gives the known names that fit what was typed, in any spelling and
// script: see package names. A verb is found by its code too.
func (l *Lists) Complete(kind NameKind, typed string, limit int) []Suggestion {
	return l.CompleteFor(kind, typed, limit, CompleteContext{})
}

// CompleteFor is Complete where some names are likelier than others.
func (l *Lists) CompleteFor(kind NameKind, typed string, limit int, c CompleteContext) []Suggestion {
	found := l.index(kind).Find(typed, limit, c.boost())
	out := make([]Suggestion, 0, len(found))
	for _, m := range found {
		out = append(out, l.suggestion(kind, storage.ID(m.ID), m.Which))
	}
	return out
}

// suggestion is a record as a completion shows it.
func (l *Lists) suggestion(kind NameKind, id storage.ID, alias string) Suggestion {
	s := Suggestion{ID: id, Alias: alias}
	switch kind {
	case ActorNames:
		a, _ := l.Actor(id)
		s.Name, s.Hint = a.Name, cmp.Or(l.ActorName(a.Parent), string(a.Kind))
	case VerbNames:
		v, _ := l.Verb(id)
		s.Name, s.Hint = v.Label, string(v.Class)
		if v.Code != "" {
			s.Hint += " · " + v.Code
		}
		if alias == v.Code {
			s.Alias = ""
		}
	case ClaimNames:
		c, _ := l.Claim(id)
		s.Name, s.Hint = c.Text, string(c.Kind)
	case DocumentNames:
		d, _ := l.Document(id)
		s.Name, s.Hint = d.Title, cmp.Or(l.ActorName(d.Outlet), d.Published.EDTF)
	}
	return s
}

// index is what finds the names of a kind.
func (l *Lists) index(kind NameKind) *names.Index { return l.names[kind].get() }

// recentStatements is how many of the last statements make a name recent.
const recentStatements = 30

// Likely says which names are likely in a statement of a document: those that
// its other statements hold, and those of the statements made last.
func (s *Session) Likely(document storage.ID) (c CompleteContext) {
	cols := s.index.Columns()
	for i := cols.Len() - 1; i >= 0 && i >= cols.Len()-recentStatements; i-- {
		c.Recent = appendNames(c.Recent, cols, i)
	}
	if document == 0 {
		return c
	}
	for i, d := range cols.Document {
		if d == document {
			c.Document = appendNames(c.Document, cols, i)
		}
	}
	return c
}

// appendNames adds the actors, the verb and the claims of a statement.
func appendNames(ids []storage.ID, cols *storage.Columns, i int) []storage.ID {
	ids = append(ids, cols.Speaker[i], cols.Verb[i])
	ids = append(ids, cols.Parties[cols.PartyOff[i]:cols.PartyOff[i+1]]...)
	return append(ids, cols.Claims[cols.PosOff[i]:cols.PosOff[i+1]]...)
}

// each calls fn with every record that has a name of the kind.
func (l *Lists) each(kind NameKind, fn func(id storage.ID, name string, aliases []string)) {
	switch kind {
	case ActorNames:
		for _, a := range l.Actors {
			fn(a.ID, a.Name, aliasNames(a))
		}
	case VerbNames:
		for _, v := range l.Verbs {
			fn(v.ID, v.Label, v.Aliases)
		}
	case ClaimNames:
		for _, c := range l.Claims {
			if c.Kind != storage.Topic {
				fn(c.ID, c.Text, nil)
			}
		}
	case DocumentNames:
		for _, d := range l.Documents {
			fn(d.ID, d.Title, nil)
		}
	}
}

func aliasNames(a storage.Actor) []string {
	if len(a.Aliases) == 0 {
		return nil
	}
	names := make([]string, len(a.Aliases))
	for i, al := range a.Aliases {
		names[i] = al.Name
	}
	return names
}

// Known reports whether a name means a record that exists: exactly the name
// or an alias, blanks around it aside.
func (l *Lists) Known(kind NameKind, name string) (storage.ID, bool) {
	name = strings.TrimSpace(name)
	var byAlias storage.ID
	var byName storage.ID
	l.each(kind, func(id storage.ID, n string, aliases []string) {
		switch {
		case byName == 0 && n == name:
			byName = id
		case byAlias == 0 && slices.Contains(aliases, name):
			byAlias = id
		}
	})
	id := cmp.Or(byName, byAlias)
	return id, id != 0 && name != ""
}

func (l *Lists) actorID(name string) (storage.ID, bool)     { return l.Known(ActorNames, name) }
func (l *Lists) verbID(label string) (storage.ID, bool)     { return l.Known(VerbNames, label) }
func (l *Lists) claimID(text string) (storage.ID, bool)     { return l.Known(ClaimNames, text) }
func (l *Lists) documentID(title string) (storage.ID, bool) { return l.Known(DocumentNames, title) }

func (l *Lists) claimNamed(text string) (storage.Claim, bool) {
	for _, c := range l.Claims {
		if c.Text == strings.TrimSpace(text) {
			return c, true
		}
	}
	return storage.Claim{}, false
}

func (l *Lists) documentTitled(title string) (storage.Document, bool) {
	id, ok := l.documentID(title)
	if !ok {
		return storage.Document{}, false
	}
	return l.Document(id)
}
