package app

import (
	"fmt"
	"strings"

	"saywhen/storage"
	"saywhen/storage/names"
	"saywhen/storage/sqlite"
)

// twoPrefix begins the settings that remember two actors which sound alike and
// are two all the same: "two 123 456", the smaller id first.
const twoPrefix = "two "

func twoKey(a, b storage.ID) string {
	return fmt.Sprintf("%s%d %d", twoPrefix, min(a, b), max(a, b))
}

// KeepTwo remembers that two actors are not one, so that Alike does not name
// them any more.
func (s *Session) KeepTwo(a, b storage.ID, done func(error)) {
	s.Do("Keep two actors apart", func(tx *sqlite.Tx) error { return tx.SetMeta(twoKey(a, b), "yes") }, done)
}

// Alike gives the pairs of actors that may be one, the likeliest first, but for
// those of which someone said that they are two, and for a group and what
// belongs to it when only their names are one inside the other. With many
// actors it takes seconds: call it off the window's goroutine.
func (l *Lists) Alike() []names.Pair {
	subjects := make([]names.Subject, len(l.Actors))
	at := make(map[storage.ID]*names.Subject, len(l.Actors))
	for i, a := range l.Actors {
		subjects[i].Entry = names.Entry{ID: int64(a.ID), Name: a.Name, Aliases: aliasNames(a)}
		at[a.ID] = &subjects[i]
	}
	for _, r := range l.Affiliations {
		if s := at[r.Actor]; s != nil && r.Role != "" {
			s.Roles = append(s.Roles, l.roleOf(r))
		}
	}
	var pairs []names.Pair
	for _, p := range names.Alike(subjects) {
		if a, b := storage.ID(p.A), storage.ID(p.B); l.Meta[twoKey(a, b)] == "" && !l.partOf(p, a, b) {
			pairs = append(pairs, p)
		}
	}
	return pairs
}

func (l *Lists) roleOf(r storage.Affiliation) names.Role {
	role := names.Role{Name: r.Role}
	if org := l.ActorName(r.Organization); org != "" {
		role.Name += " of " + org
	}
	if !r.Period.IsZero() {
		role.From, role.To = r.Period.Corners.EarliestStart, r.Period.Corners.LatestEnd
	}
	return role
}

// partOf reports whether one of two actors lies below the other, or is of
// another kind, and nothing but a part of the name speaks for their being one.
func (l *Lists) partOf(p names.Pair, a, b storage.ID) bool {
	if !strings.HasPrefix(p.Why, "one name is part") {
		return false
	}
	x, _ := l.Actor(a)
	y, _ := l.Actor(b)
	return x.Kind != y.Kind || l.Below(ActorNames, a, b) || l.Below(ActorNames, b, a)
}

// Below reports whether an actor or a claim lies below another one, at any
// depth.
func (l *Lists) Below(kind NameKind, id, above storage.ID) bool {
	for range l.count(kind) {
		if id = l.Parent(kind, id); id == above {
			return id != 0
		}
	}
	return false
}

// Parent gives what an actor or a claim lies below, or 0.
func (l *Lists) Parent(kind NameKind, id storage.ID) storage.ID {
	switch kind {
	case ActorNames:
		a, _ := l.Actor(id)
		return a.Parent
	case ClaimNames:
		c, _ := l.Claim(id)
		return c.Parent
	}
	return 0
}

// Name gives the name of a record, or "".
func (l *Lists) Name(kind NameKind, id storage.ID) string {
	switch kind {
	case VerbNames:
		v, _ := l.Verb(id)
		return v.Label
	case ClaimNames:
		c, _ := l.Claim(id)
		return c.Text
	case DocumentNames:
		d, _ := l.Document(id)
		return d.Title
	}
	return l.ActorName(id)
}
