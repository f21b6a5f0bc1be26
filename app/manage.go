package app

import (
	"errors"
	"fmt"
	"strings"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/phrase"
	"saywhen/storage/sqlite"
)

// What the managers of actors, claims and verbs do to them. Each call is one
// step of undo; it reads the record inside its transaction, so that it changes
// only what it says.

// errNoNames answers a call for a kind of name that it does not know.
var errNoNames = errors.New("only actors, claims and verbs can be changed like this")

// ChangeActor changes one actor. What change leaves alone stays as it is.
func (s *Session) ChangeActor(step string, id storage.ID, change func(*storage.Actor), done func(error)) {
	s.Do(step, func(tx *sqlite.Tx) error {
		a, err := tx.Actor(id)
		if err != nil {
			return err
		}
		change(&a)
		return tx.PutActor(&a)
	}, done)
}

// ChangeClaim changes one claim or topic.
func (s *Session) ChangeClaim(step string, id storage.ID, change func(*storage.Claim), done func(error)) {
	s.Do(step, func(tx *sqlite.Tx) error {
		c, err := tx.Claim(id)
		if err != nil {
			return err
		}
		change(&c)
		return tx.PutClaim(&c)
	}, done)
}

// ChangeVerb changes one verb.
func (s *Session) ChangeVerb(step string, id storage.ID, change func(*storage.Verb), done func(error)) {
	s.Do(step, func(tx *sqlite.Tx) error {
		v, err := tx.Verb(id)
		if err != nil {
			return err
		}
		change(&v)
		return tx.PutVerb(&v)
	}, done)
}

// Rename gives a record another name. The name that an actor had becomes one of
// its aliases, so that it is still found by it.
func (s *Session) Rename(kind NameKind, id storage.ID, name string, done func(error)) {
	name = strings.TrimSpace(name)
	switch kind {
	case ActorNames:
		s.ChangeActor("Rename actor", id, func(a *storage.Actor) { renameActor(a, name) }, done)
	case ClaimNames:
		s.ChangeClaim("Reword claim", id, func(c *storage.Claim) { c.Text = name }, done)
	case VerbNames:
		s.ChangeVerb("Rename verb", id, func(v *storage.Verb) { v.Label = name }, done)
	default:
		call(done, errNoNames)
	}
}

func renameActor(a *storage.Actor, name string) {
	if name == "" || name == a.Name {
		a.Name = name // an empty one is refused with a sentence
		return
	}
	aliases := []storage.Alias{{Name: a.Name}}
	for _, al := range a.Aliases {
		if al.Name != name && al.Name != a.Name {
			aliases = append(aliases, al)
		}
	}
	a.Name, a.Aliases = name, aliases
}

// AddName adds a record with nothing but a name, below a parent or none. done
// gets its id.
func (s *Session) AddName(kind NameKind, name string, parent storage.ID, done func(storage.ID, error)) {
	name = strings.TrimSpace(name)
	var id storage.ID
	add := func(step string, put func(*sqlite.Tx) error) {
		s.Do(step, put, func(err error) { done(id, err) })
	}
	switch kind {
	case ActorNames:
		a := storage.Actor{Kind: storage.Person, Name: name, Parent: parent, Colour: storage.NoColour}
		add("Add actor", func(tx *sqlite.Tx) error { err := tx.PutActor(&a); id = a.ID; return err })
	case ClaimNames:
		c := storage.Claim{Kind: storage.Factual, Text: name, Parent: parent}
		add("Add claim", func(tx *sqlite.Tx) error { err := tx.PutClaim(&c); id = c.ID; return err })
	case VerbNames:
		v := storage.Verb{Label: name, Class: storage.Report}
		add("Add verb", func(tx *sqlite.Tx) error { err := tx.PutVerb(&v); id = v.ID; return err })
	default:
		done(0, errNoNames)
	}
}

// MoveUnder hangs actors or claims below another one, or on the top level.
func (s *Session) MoveUnder(kind NameKind, ids []storage.ID, parent storage.ID, done func(error)) {
	s.Do(stepOf("Move", kind, len(ids)), func(tx *sqlite.Tx) error {
		for _, id := range ids {
			if err := move(tx, kind, id, parent); err != nil {
				return err
			}
		}
		return nil
	}, done)
}

func move(tx *sqlite.Tx, kind NameKind, id, parent storage.ID) error {
	switch kind {
	case ActorNames:
		a, err := tx.Actor(id)
		if err != nil {
			return err
		}
		a.Parent = parent
		return tx.PutActor(&a)
	case ClaimNames:
		c, err := tx.Claim(id)
		if err != nil {
			return err
		}
		c.Parent = parent
		return tx.PutClaim(&c)
	}
	return errNoNames
}

// Merge makes records one: what the others were used for, keep is used for. For
// claims done gets the statements that took different stances on two of them
// and kept the first (see sqlite.Tx.MergeClaims).
func (s *Session) Merge(kind NameKind, keep storage.ID, gone []storage.ID, done func(differed []storage.ID, err error)) {
	var differed []storage.ID
	s.Do(stepOf("Merge", kind, len(gone)+1), func(tx *sqlite.Tx) error {
		for _, id := range gone {
			d, err := merge(tx, kind, keep, id)
			if err != nil {
				return err
			}
			differed = append(differed, d...)
		}
		return nil
	}, func(err error) { done(differed, err) })
}

func merge(tx *sqlite.Tx, kind NameKind, keep, gone storage.ID) ([]storage.ID, error) {
	switch kind {
	case ActorNames:
		return nil, tx.MergeActors(keep, gone)
	case ClaimNames:
		return tx.MergeClaims(keep, gone)
	case VerbNames:
		return nil, tx.MergeVerbs(keep, gone)
	}
	return nil, errNoNames
}

// Delete deletes a record. When it is used, by takes its place; with 0 the
// deletion is refused then, with where it is used.
func (s *Session) Delete(kind NameKind, id, by storage.ID, done func(error)) {
	s.Do(stepOf("Delete", kind, 1), func(tx *sqlite.Tx) (err error) {
		switch {
		case kind == ActorNames && by == 0:
			return tx.DeleteActor(id)
		case kind == ActorNames:
			return tx.ReplaceActor(id, by)
		case kind == ClaimNames && by == 0:
			return tx.DeleteClaim(id)
		case kind == ClaimNames:
			_, err = tx.ReplaceClaim(id, by)
			return err
		case kind == VerbNames && by == 0:
			return tx.DeleteVerb(id)
		case kind == VerbNames:
			return tx.ReplaceVerb(id, by)
		}
		return errNoNames
	}, done)
}

// SplitActor takes an actor apart; see sqlite.Tx.SplitActor. done gets the id
// of the new one, which is of the same kind and has the same parent.
func (s *Session) SplitActor(from storage.ID, name string, aliases []string, statements []storage.ID, done func(storage.ID, error)) {
	part := storage.Actor{Name: strings.TrimSpace(name), Colour: storage.NoColour}
	s.Do("Split actor", func(tx *sqlite.Tx) error {
		whole, err := tx.Actor(from)
		if err != nil {
			return err
		}
		part.Kind, part.Parent = whole.Kind, whole.Parent
		return tx.SplitActor(from, &part, aliases, statements)
	}, func(err error) { done(part.ID, err) })
}

// PutAffiliation adds or changes a role that an actor held.
func (s *Session) PutAffiliation(a storage.Affiliation, done func(error)) {
	step := "Change role"
	if a.ID == 0 {
		step = "Add role"
	}
	s.Do(step, func(tx *sqlite.Tx) error { return tx.PutAffiliation(&a) }, done)
}

// DeleteAffiliation takes a role away.
func (s *Session) DeleteAffiliation(id storage.ID, done func(error)) {
	s.Do("Delete role", func(tx *sqlite.Tx) error { return tx.DeleteAffiliation(id) }, done)
}

var nameWords = [numNameKinds][2]string{
	ActorNames: {"actor", "actors"}, VerbNames: {"verb", "verbs"},
	ClaimNames: {"claim", "claims"}, DocumentNames: {"document", "documents"},
}

// Noun is what records of a kind are called, for n of them.
func (k NameKind) Noun(n int) string {
	if n == 1 {
		return nameWords[k][0]
	}
	return nameWords[k][1]
}

// stepOf names a step: "Merge 3 actors", "Delete verb".
func stepOf(what string, kind NameKind, n int) string {
	if n == 1 {
		return what + " " + kind.Noun(1)
	}
	return fmt.Sprintf("%s %d %s", what, n, kind.Noun(n))
}

// ReadPeriod reads the time of a role as the date box reads dates: in words or
// in EDTF. Nothing typed is no date. Of a text that can be read in several ways
// the likeliest counts; one that must be asked about is refused with the
// question.
func (s *Session) ReadPeriod(text string) (edtf.Date, error) {
	if blank(text) {
		return edtf.Date{}, nil
	}
	r, err := phrase.Read(text, phrase.Context{Zone: s.lists.Zone(), Order: s.reading.order, WeekStart: s.reading.week})
	switch {
	case err != nil:
		return edtf.Date{}, &FieldError{"period", err.Error()}
	case len(r.Readings) == 0:
		return edtf.Date{}, &FieldError{"period", "“" + text + "” is no date that can be read; write 2013, since May 2013 or 2013/2016."}
	case r.Ask:
		return edtf.Date{}, &FieldError{"period", Question(text, r)}
	}
	return r.Readings[0].Date, nil
}
