package sqlite

import (
	"database/sql"
	"errors"
	"math"
	"slices"

	"saywhen/storage"
)

// Each Put checks a record, turns it into rows and puts those. A record without
// an id, or with one that is not in the file, is added; another is updated.

// PutCoder adds or updates an analyst.
func (t *Tx) PutCoder(c *storage.Coder) error {
	if err := checkName("name", "A coder", c.Name); err != nil {
		return err
	}
	fresh, err := t.assign(&c.ID)
	if err != nil {
		return err
	}
	_, err = t.putRecord(t.f.tables.coder, []any{int64(c.ID), c.Name}, fresh)
	return err
}

// PutActor adds or updates an actor and its aliases.
func (t *Tx) PutActor(a *storage.Actor) error {
	if err := t.checkActor(a); err != nil {
		return err
	}
	fresh, err := t.assign(&a.ID)
	if err != nil {
		return err
	}
	var colour any
	if a.Colour != storage.NoColour {
		colour = int64(a.Colour)
	}
	added, err := t.putRecord(t.f.tables.actor, []any{
		int64(a.ID), string(a.Kind), a.Name, orNull(a.Parent), colour, a.Order,
		oneOrZero(a.Pinned), oneOrZero(a.Hidden), a.Note,
	}, fresh)
	if err != nil {
		return err
	}
	rows := make([][]any, len(a.Aliases))
	for i, alias := range a.Aliases {
		rows[i] = []any{int64(0), int64(a.ID), alias.Name, alias.Lang, int64(i)}
	}
	return t.putChildren(t.f.tables.alias, a.ID, rows, [2]int{2, 2}, added)
}

func (t *Tx) checkActor(a *storage.Actor) error {
	if err := checkName("name", "An actor", a.Name); err != nil {
		return err
	}
	if err := checkText("note", "The note", a.Note); err != nil {
		return err
	}
	switch {
	case !slices.Contains(storage.ActorKinds, a.Kind):
		return fieldErrorf("kind", "%q is no kind of actor.", a.Kind)
	case a.Colour < storage.NoColour || a.Colour > 0xFFFFFF:
		return fieldErrorf("colour", "The colour %d is not one of 0 to 0xFFFFFF.", a.Colour)
	case math.IsNaN(a.Order) || math.IsInf(a.Order, 0):
		return fieldErrorf("order", "The order must be a number.")
	}
	names := make([]string, len(a.Aliases))
	for i, alias := range a.Aliases {
		names[i] = alias.Name
		if err := firstError(checkName("aliases", "An alias", alias.Name), checkLine("aliases", "A language", alias.Lang)); err != nil {
			return err
		}
	}
	if twice, ok := firstTwice(names); ok {
		return fieldErrorf("aliases", "The alias %q is given twice.", twice)
	}
	return t.checkParent(t.f.tables.actor, a.ID, a.Parent, "parent", "An actor")
}

// checkParent refuses a parent that is not there, or below the record itself.
func (t *Tx) checkParent(tab *table, id, parent storage.ID, field, what string) error {
	if parent == 0 {
		return nil
	}
	if err := t.mustExist(tab, parent, field); err != nil {
		return err
	}
	if id == 0 {
		return nil
	}
	return t.checkLoop(tab.name, "parent_id", id, parent, func() error {
		return fieldErrorf(field, "%s cannot lie below itself; choose another parent.", what)
	})
}

// checkLoop walks up from `from` and complains when it meets id.
func (t *Tx) checkLoop(tab, column string, id, from storage.ID, complain func() error) error {
	seen := map[storage.ID]bool{}
	for from != 0 && !seen[from] {
		if from == id {
			return complain()
		}
		seen[from] = true
		var next sql.NullInt64
		err := t.w.scan("SELECT "+column+" FROM "+tab+" WHERE id = ?", []any{int64(from)}, &next)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		from = storage.ID(next.Int64)
	}
	return nil
}

// mustExist refuses a reference to a record that is not there.
func (t *Tx) mustExist(tab *table, id storage.ID, field string) error {
	ok, err := t.exists(tab, id)
	if err == nil && !ok {
		return fieldErrorf(field, "The %s %d is not in the project (any more).", tab.kind, id)
	}
	return err
}

// mayExist is mustExist for a reference that may be 0.
func (t *Tx) mayExist(tab *table, id storage.ID, field string) error {
	if id == 0 {
		return nil
	}
	return t.mustExist(tab, id, field)
}

// PutAffiliation adds or updates an affiliation.
func (t *Tx) PutAffiliation(a *storage.Affiliation) error {
	err := firstError(checkLine("role", "The role", a.Role), checkDate("period", a.Period))
	switch {
	case err != nil:
		return err
	case a.Actor == 0:
		return fieldErrorf("actor", "Choose the actor who held the role.")
	case a.Actor == a.Organization:
		return fieldErrorf("organization", "An actor cannot hold a role in itself.")
	}
	if err := t.mustExist(t.f.tables.actor, a.Actor, "actor"); err != nil {
		return err
	}
	if err := t.mayExist(t.f.tables.actor, a.Organization, "organization"); err != nil {
		return err
	}
	fresh, err := t.assign(&a.ID)
	if err != nil {
		return err
	}
	row := []any{int64(a.ID), int64(a.Actor), orNull(a.Organization), a.Role}
	_, err = t.putRecord(t.f.tables.affiliation, append(row, dateRow(a.Period)...), fresh)
	return err
}

// PutClaim adds or updates a claim or topic.
func (t *Tx) PutClaim(c *storage.Claim) error {
	if err := t.checkClaim(c); err != nil {
		return err
	}
	fresh, err := t.assign(&c.ID)
	if err != nil {
		return err
	}
	_, err = t.putRecord(t.f.tables.claim, []any{int64(c.ID), orNull(c.Parent), string(c.Kind), c.Text, c.Note}, fresh)
	return err
}

func (t *Tx) checkClaim(c *storage.Claim) error {
	if err := firstError(checkName("text", "A claim", c.Text), checkText("note", "The note", c.Note)); err != nil {
		return err
	}
	if !slices.Contains(storage.ClaimKinds, c.Kind) {
		return fieldErrorf("kind", "%q is no kind of claim.", c.Kind)
	}
	if c.Kind == storage.Topic && c.ID != 0 {
		n, err := t.number("SELECT count(*) FROM position WHERE claim_id = ?", c.ID)
		if err != nil {
			return err
		}
		if n > 0 {
			return fieldErrorf("kind", "%s a stance on this claim, so it cannot be made a topic.", takes(n))
		}
	}
	return t.checkParent(t.f.tables.claim, c.ID, c.Parent, "parent", "A claim")
}

func takes(n int) string {
	if n == 1 {
		return "1 statement takes"
	}
	return count(n, "statement") + " take"
}

// number reads one number about a record.
func (t *Tx) number(query string, id storage.ID) (n int, err error) {
	err = t.w.scan(query, []any{int64(id)}, &n)
	return n, err
}

// PutVerb adds or updates a verb and its aliases.
func (t *Tx) PutVerb(v *storage.Verb) error {
	if err := t.checkVerb(v); err != nil {
		return err
	}
	fresh, err := t.assign(&v.ID)
	if err != nil {
		return err
	}
	added, err := t.putRecord(t.f.tables.verb, []any{int64(v.ID), v.Label, v.Code, string(v.Class)}, fresh)
	if err != nil {
		return err
	}
	rows := make([][]any, len(v.Aliases))
	for i, name := range v.Aliases {
		rows[i] = []any{int64(0), int64(v.ID), name, int64(i)}
	}
	return t.putChildren(t.f.tables.verbAlias, v.ID, rows, [2]int{2, 2}, added)
}

func (t *Tx) checkVerb(v *storage.Verb) error {
	if err := firstError(checkName("label", "A verb", v.Label), checkLine("code", "The code", v.Code)); err != nil {
		return err
	}
	if !slices.Contains(storage.Classes, v.Class) {
		return fieldErrorf("class", "%q is no class of verbs.", v.Class)
	}
	for _, name := range v.Aliases {
		if err := checkName("aliases", "An alias", name); err != nil {
			return err
		}
	}
	if twice, ok := firstTwice(v.Aliases); ok {
		return fieldErrorf("aliases", "The alias %q is given twice.", twice)
	}
	var other int64
	err := t.w.scan("SELECT id FROM verb WHERE label = ? AND id <> ?", []any{v.Label, int64(v.ID)}, &other)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err == nil:
		return fieldErrorf("label", "There is a verb %q already; choose another label or merge the two.", v.Label)
	}
	return err
}

// PutRelation adds or updates a relation between two statements.
func (t *Tx) PutRelation(r *storage.Relation) error {
	if err := t.checkRelation(r); err != nil {
		return err
	}
	fresh, err := t.assign(&r.ID)
	if err != nil {
		return err
	}
	_, err = t.putRecord(t.f.tables.relation, []any{int64(r.ID), int64(r.From), string(r.Kind), int64(r.To), r.Note}, fresh)
	return err
}

func (t *Tx) checkRelation(r *storage.Relation) error {
	if err := checkText("note", "The note", r.Note); err != nil {
		return err
	}
	switch {
	case !slices.Contains(storage.RelationKinds, r.Kind):
		return fieldErrorf("kind", "%q is no kind of relation.", r.Kind)
	case r.From == 0:
		return fieldErrorf("from", "Choose the statement that the relation starts from.")
	case r.To == 0:
		return fieldErrorf("to", "Choose the statement that the relation leads to.")
	case r.From == r.To:
		return fieldErrorf("to", "A statement cannot stand in a relation to itself.")
	}
	for field, id := range map[string]storage.ID{"from": r.From, "to": r.To} {
		if err := t.mustExist(t.f.tables.statement, id, field); err != nil {
			return err
		}
	}
	var other int64
	err := t.w.scan("SELECT id FROM relation WHERE from_id = ? AND kind = ? AND to_id = ? AND id <> ?",
		[]any{int64(r.From), string(r.Kind), int64(r.To), int64(r.ID)}, &other)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err == nil:
		return fieldErrorf("kind", "There is this relation between the two statements already.")
	}
	return err
}

// SetMeta writes a setting of the project: "title", "zone" … An empty value
// removes it.
func (t *Tx) SetMeta(key, value string) error {
	if err := firstError(checkName("key", "A setting", key), checkText(key, "The setting", value)); err != nil {
		return err
	}
	if isBookkeeping(key) {
		return fieldErrorf(key, "The setting %q is the program's own.", key)
	}
	if value == "" {
		return t.delete(t.f.tables.meta, keyID(key))
	}
	_, err := t.put(t.f.tables.meta, []any{keyID(key), key, value})
	return err
}

// putBookkeeping writes a fact of the file, which has no undo.
func (t *Tx) putBookkeeping(key, value string) error {
	_, err := t.w.exec("INSERT INTO meta (id, key, value) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value",
		keyID(key), key, value)
	return err
}
