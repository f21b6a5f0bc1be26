package app

import (
	"cmp"
	"slices"
	"strings"

	"saywhen/storage"
	"saywhen/storage/sqlite"
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

// Complete gives the known names that fit what was typed, in any spelling and
// script that the project knows: names and aliases are compared folded (case,
// Arabic and Persian letter forms, marks). A name that starts with the text
// comes first, then one of which a word does, then one that contains it.
func (l *Lists) Complete(kind NameKind, typed string, limit int) []Suggestion {
	want := folded(strings.TrimSpace(typed))
	var found []ranked
	l.each(kind, func(id storage.ID, name, hint string, aliases []string) {
		if r, ok := rank(id, name, hint, aliases, want); ok {
			found = append(found, r)
		}
	})
	slices.SortStableFunc(found, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	out := make([]Suggestion, 0, min(limit, len(found)))
	for _, r := range found[:min(limit, len(found))] {
		out = append(out, r.Suggestion)
	}
	return out
}

type ranked struct {
	Suggestion
	rank int
}

func rank(id storage.ID, name, hint string, aliases []string, want string) (ranked, bool) {
	best := ranked{Suggestion{ID: id, Name: name, Hint: hint}, fit(name, want)}
	for _, a := range aliases {
		if f := fit(a, want); f < best.rank {
			best.rank, best.Alias = f, a
		}
	}
	return best, best.rank < noFit
}

// folded makes spellings alike: letter forms by sqlite.Fold, then case.
func folded(s string) string { return strings.ToLower(sqlite.Fold(s)) }

const noFit = 3

// fit is 0 when the name starts with want, 1 when a word of it does, 2 when it
// contains it, noFit otherwise.
func fit(name, want string) int {
	n := folded(name)
	switch {
	case strings.HasPrefix(n, want):
		return 0
	case strings.Contains(n, " "+want):
		return 1
	case strings.Contains(n, want):
		return 2
	}
	return noFit
}

func (l *Lists) each(kind NameKind, fn func(id storage.ID, name, hint string, aliases []string)) {
	switch kind {
	case ActorNames:
		for _, a := range l.Actors {
			fn(a.ID, a.Name, cmp.Or(l.ActorName(a.Parent), string(a.Kind)), aliasNames(a))
		}
	case VerbNames:
		for _, v := range l.Verbs {
			fn(v.ID, v.Label, string(v.Class), v.Aliases)
		}
	case ClaimNames:
		for _, c := range l.Claims {
			if c.Kind != storage.Topic {
				fn(c.ID, c.Text, string(c.Kind), nil)
			}
		}
	case DocumentNames:
		for _, d := range l.Documents {
			fn(d.ID, d.Title, cmp.Or(l.ActorName(d.Outlet), d.Published.EDTF), nil)
		}
	}
}

func aliasNames(a storage.Actor) []string {
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
	l.each(kind, func(id storage.ID, n, _ string, aliases []string) {
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
