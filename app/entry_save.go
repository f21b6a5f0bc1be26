package app

import (
	"slices"
	"strings"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// SaveEntry adds the statement, or changes it when the entry has an id, in one
// step with every name that it made and every relation that starts there. done
// gets the statement's id, or what went wrong: a *FieldError when one field is
// to blame.
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
	name, id, now, habit := "Add statement", e.ID, s.now().Unix(), s.reading
	if id != 0 {
		name = "Edit statement"
	}
	s.Do(name, func(tx *sqlite.Tx) error {
		r := newResolver(tx, s.written, now)
		r.habit, r.fresh = habit, e.New
		st, err := r.statement(e, when)
		if err != nil {
			return err
		}
		id = st.ID
		return r.relations(st.ID, e.Relations)
	}, func(err error) { done(id, err) })
}

// resolver turns names into ids inside a transaction. It knows the names that
// the commits before it left (so that two entries typed fast one after the
// other agree on a new name) and those that it made itself.
type resolver struct {
	tx    *sqlite.Tx
	lists *Lists
	now   int64     // Unix seconds
	habit reading   // with which the entry's date was read
	fresh []NewName // what is known of names that are made
	made  struct{ actor, verb, claim, document map[string]storage.ID }
}

func newResolver(tx *sqlite.Tx, lists *Lists, now int64) *resolver {
	r := &resolver{tx: tx, lists: lists, now: now}
	r.made.actor, r.made.verb = map[string]storage.ID{}, map[string]storage.ID{}
	r.made.claim, r.made.document = map[string]storage.ID{}, map[string]storage.ID{}
	return r
}

func (r *resolver) statement(e Entry, when edtf.Date) (st storage.Statement, err error) {
	st.ID, st.Made = e.As, r.now
	if e.ID != 0 {
		if st, err = r.tx.Statement(e.ID); err != nil {
			return st, err
		}
	}
	st.Changed = r.now
	st.When, st.Place, st.Gist, st.Note = r.keepDate(st, when, e), e.Place, e.Gist, e.Note
	st.ReportedIn, st.Repeated, st.Certainty = e.ReportedIn, e.Repeated, e.Certainty
	st.Grade, st.Tags = e.Grade, e.Tags
	if err = r.parts(&st, e); err != nil {
		return st, err
	}
	return st, r.tx.PutStatement(&st)
}

// keepDate leaves a date alone that was not retyped: its words may mean
// something else by now, and its EDTF says less than the date does.
func (r *resolver) keepDate(old storage.Statement, typed edtf.Date, e Entry) edtf.Date {
	if e.ID == 0 || old.When.IsZero() {
		return typed
	}
	shown := r.lists.entryOf(old, r.habit)
	if e.When != shown.When || e.Picked != shown.Picked || e.Zone != shown.Zone {
		return typed
	}
	kept := old.When
	if e.Wording != "" {
		kept.Wording = e.Wording
	}
	return kept
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
	return find(name, r.lists.actorID, r.made.actor, r.makeActor)
}

// makeActor makes an actor with what is known of the name: its kind, its parent
// and its role there.
func (r *resolver) makeActor(name string) (storage.ID, error) {
	known := NewName{Kind: storage.Person}
	if i := slices.IndexFunc(r.fresh, func(n NewName) bool { return strings.TrimSpace(n.Name) == name }); i >= 0 {
		known = r.fresh[i]
	}
	a := storage.Actor{Kind: known.Kind, Name: name, Colour: storage.NoColour}
	if a.Kind == "" {
		a.Kind = storage.Person
	}
	var err error
	r.fresh = append(r.fresh, NewName{Name: known.Parent, Kind: storage.Group}) // unless more is known of it
	if a.Parent, err = r.actor(known.Parent); err != nil {
		return 0, err
	}
	if err = r.tx.PutActor(&a); err != nil || blank(known.Role) {
		return a.ID, err
	}
	return a.ID, r.tx.PutAffiliation(&storage.Affiliation{
		Actor: a.ID, Organization: a.Parent, Role: strings.TrimSpace(known.Role),
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

// relations makes those that start at a statement the ones that are wanted.
func (r *resolver) relations(from storage.ID, want []EntryRelation) error {
	wanted := map[storage.ID]bool{}
	for _, w := range want {
		rel := storage.Relation{ID: w.ID, From: from, Kind: w.Kind, To: w.To, Note: w.Note}
		if !slices.Contains(r.lists.Relations, rel) {
			if err := r.tx.PutRelation(&rel); err != nil {
				return err
			}
		}
		wanted[rel.ID] = true
	}
	for _, old := range r.lists.Relations {
		if old.From == from && !wanted[old.ID] {
			if err := r.tx.DeleteRelation(old.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
