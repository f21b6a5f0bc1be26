package sqlite

import (
	"fmt"

	"saywhen/storage"
)

// Each Delete takes a record out, with what hangs on it. What statements use is
// not taken away under them: the error says how many do. A record that is not
// there gives ErrNotFound.

// DeleteActor deletes an actor that no statement uses. What lay below it moves
// up; its affiliations go.
func (t *Tx) DeleteActor(id storage.ID) error {
	n, err := t.actorUses(id)
	if err != nil {
		return err
	}
	if n > 0 {
		return t.inUse(t.f.tables.actor, id, n, "merge it into another actor, or change them first")
	}
	return t.deleteFromTree(t.f.tables.actor, id)
}

// actorUses counts the statements in which an actor takes part.
func (t *Tx) actorUses(id storage.ID) (n int, err error) {
	err = t.w.scan(`SELECT count(*) FROM (SELECT id FROM statement WHERE speaker_id = ?1
		UNION SELECT statement_id FROM party WHERE actor_id = ?1)`, []any{int64(id)}, &n)
	return n, err
}

func (t *Tx) inUse(tab *table, id storage.ID, n int, advice string) error {
	row, err := t.w.row(tab, id)
	if err != nil {
		return err
	}
	name := ""
	switch tab {
	case t.f.tables.actor:
		name = row[2].(string)
	case t.f.tables.verb, t.f.tables.document:
		name = row[1].(string)
	case t.f.tables.claim:
		name = row[3].(string)
	}
	return fieldErrorf("id", "“%s” is used by %s; %s.", name, count(n, "statement"), advice)
}

// deleteFromTree deletes a row and hangs those below it on its parent.
func (t *Tx) deleteFromTree(tab *table, id storage.ID) error {
	row, err := t.mustHave(tab, id)
	if err != nil {
		return err
	}
	parent := row[1] // of a claim
	if tab == t.f.tables.actor {
		parent = row[3]
	}
	if _, err := t.exec("UPDATE "+tab.name+" SET parent_id = ? WHERE parent_id = ?", parent, int64(id)); err != nil {
		return err
	}
	return t.delete(tab, int64(id))
}

// mustHave reads a row that has to be there.
func (t *Tx) mustHave(tab *table, id storage.ID) ([]any, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	row, err := t.w.row(tab, id)
	if err == nil && row == nil {
		err = fmt.Errorf("%s %d: %w", tab.kind, id, ErrNotFound)
	}
	return row, err
}

// deleteRecord deletes a row that has to be there.
func (t *Tx) deleteRecord(tab *table, id storage.ID) error {
	if _, err := t.mustHave(tab, id); err != nil {
		return err
	}
	return t.delete(tab, int64(id))
}

// DeleteAffiliation deletes an affiliation.
func (t *Tx) DeleteAffiliation(id storage.ID) error {
	return t.deleteRecord(t.f.tables.affiliation, id)
}

// DeleteDocument deletes a document, with its versions, that no statement cites.
func (t *Tx) DeleteDocument(id storage.ID) error {
	n, err := t.number("SELECT count(DISTINCT statement_id) FROM citation WHERE document_id = ?", id)
	if err != nil {
		return err
	}
	if n > 0 {
		return t.inUse(t.f.tables.document, id, n, "take the citations out first")
	}
	t.text = versionText{}
	return t.deleteRecord(t.f.tables.document, id)
}

// DeleteClaim deletes a claim on which no statement takes a stance. What lay
// below it moves up.
func (t *Tx) DeleteClaim(id storage.ID) error {
	n, err := t.number("SELECT count(*) FROM position WHERE claim_id = ?", id)
	if err != nil {
		return err
	}
	if n > 0 {
		return t.inUse(t.f.tables.claim, id, n, "take the stances out first")
	}
	return t.deleteFromTree(t.f.tables.claim, id)
}

// DeleteVerb deletes a verb that no statement uses.
func (t *Tx) DeleteVerb(id storage.ID) error {
	n, err := t.number("SELECT count(*) FROM statement WHERE verb_id = ?", id)
	if err != nil {
		return err
	}
	if n > 0 {
		return t.inUse(t.f.tables.verb, id, n, "merge it into another verb, or change them first")
	}
	return t.deleteRecord(t.f.tables.verb, id)
}

// DeleteStatement deletes a statement with its citations and relations. What was
// reported in it is reported in nothing then.
func (t *Tx) DeleteStatement(id storage.ID) error {
	if err := t.loosenTags(id); err != nil {
		return err
	}
	return t.deleteRecord(t.f.tables.statement, id)
}

// DeleteRelation deletes a relation.
func (t *Tx) DeleteRelation(id storage.ID) error {
	return t.deleteRecord(t.f.tables.relation, id)
}
