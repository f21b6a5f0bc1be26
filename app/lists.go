package app

import (
	"context"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// Lists hold the records that are few enough to keep in memory whole:
// everything but statements, citations and texts. A Lists value is never
// changed after it was read; a change makes a new one.
type Lists struct {
	Actors       []storage.Actor
	Affiliations []storage.Affiliation
	Verbs        []storage.Verb
	Claims       []storage.Claim
	Documents    []storage.Document // versions without their texts
	Coders       []storage.Coder
	Relations    []storage.Relation
	Periods      []storage.Period
	Callouts     []storage.Callout
	Views        []storage.SavedView
	Meta         map[string]string

	actor    map[storage.ID]int
	verb     map[storage.ID]int
	claim    map[storage.ID]int
	document map[storage.ID]int
	names    nameIndexes
}

// readLists reads what kinds names and takes the rest over from old.
func readLists(ctx context.Context, f *sqlite.File, old *Lists, kinds kindSet) (*Lists, error) {
	l := &Lists{}
	if old != nil {
		*l = *old
	}
	steps := []struct {
		kind storage.RecordKind
		read func() error
	}{
		{storage.ActorRecord, func() (err error) { l.Actors, err = f.Actors(ctx); return }},
		{storage.AffiliationRecord, func() (err error) { l.Affiliations, err = f.Affiliations(ctx); return }},
		{storage.VerbRecord, func() (err error) { l.Verbs, err = f.Verbs(ctx); return }},
		{storage.ClaimRecord, func() (err error) { l.Claims, err = f.Claims(ctx); return }},
		{storage.DocumentRecord, func() (err error) { l.Documents, err = f.Documents(ctx); return }},
		{storage.CoderRecord, func() (err error) { l.Coders, err = f.Coders(ctx); return }},
		{storage.RelationRecord, func() (err error) { l.Relations, err = f.Relations(ctx); return }},
		{storage.PeriodRecord, func() (err error) { l.Periods, err = f.Periods(ctx); return }},
		{storage.CalloutRecord, func() (err error) { l.Callouts, err = f.Callouts(ctx); return }},
		{storage.SavedViewRecord, func() (err error) { l.Views, err = f.Views(ctx); return }},
		{storage.MetaRecord, func() (err error) { l.Meta, err = f.Meta(ctx); return }},
	}
	for _, s := range steps {
		if !kinds.has(s.kind) {
			continue
		}
		if err := s.read(); err != nil {
			return nil, err
		}
	}
	l.number()
	l.renewNames(kinds)
	return l, nil
}

func (l *Lists) number() {
	l.actor = numbered(l.Actors, func(a storage.Actor) storage.ID { return a.ID })
	l.verb = numbered(l.Verbs, func(v storage.Verb) storage.ID { return v.ID })
	l.claim = numbered(l.Claims, func(c storage.Claim) storage.ID { return c.ID })
	l.document = numbered(l.Documents, func(d storage.Document) storage.ID { return d.ID })
}

func numbered[T any](list []T, id func(T) storage.ID) map[storage.ID]int {
	m := make(map[storage.ID]int, len(list))
	for i, r := range list {
		m[id(r)] = i
	}
	return m
}

func at[T any](list []T, m map[storage.ID]int, id storage.ID) (r T, ok bool) {
	i, ok := m[id]
	if ok {
		r = list[i]
	}
	return r, ok
}

// Actor gives an actor by id.
func (l *Lists) Actor(id storage.ID) (storage.Actor, bool) { return at(l.Actors, l.actor, id) }

// Verb gives a verb by id.
func (l *Lists) Verb(id storage.ID) (storage.Verb, bool) { return at(l.Verbs, l.verb, id) }

// Claim gives a claim by id.
func (l *Lists) Claim(id storage.ID) (storage.Claim, bool) { return at(l.Claims, l.claim, id) }

// Document gives a document, without its texts, by id.
func (l *Lists) Document(id storage.ID) (storage.Document, bool) {
	return at(l.Documents, l.document, id)
}

// ActorName gives an actor's name, or "" when there is no such actor.
func (l *Lists) ActorName(id storage.ID) string {
	a, _ := l.Actor(id)
	return a.Name
}

// Zone is the project's time zone: an IANA name or an offset; UTC when unset.
func (l *Lists) Zone() string {
	if z := l.Meta["zone"]; z != "" {
		return z
	}
	return "UTC"
}

// Reference is what the index and the summaries look records up in.
func (l *Lists) Reference() charts.Reference {
	return charts.Reference{Actors: l.Actors, Verbs: l.Verbs, Relations: l.Relations, Claims: l.Claims}
}

// kindSet is a set of storage.RecordKind.
type kindSet uint16

const allKinds kindSet = 1<<storage.NumRecordKinds - 1

func (k kindSet) has(r storage.RecordKind) bool { return k&(1<<r) != 0 }

// touchedKinds says which lists a change makes out of date.
func touchedKinds(c storage.Change) (k kindSet) {
	if c.Reset {
		return allKinds
	}
	for r, ids := range c.Touched {
		if len(ids) > 0 {
			k |= 1 << r
		}
	}
	return k
}
