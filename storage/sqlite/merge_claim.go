package sqlite

import (
	"saywhen/storage"
)

// MergeClaims makes two claims one: stances on gone are stances on keep
// afterwards, what lay below gone lies below keep, and gone's wording and note
// are added to the note of keep. A statement that took a stance on both keeps
// the one that comes first in it; the ids of those whose two stances differed
// are returned, so that someone can look at them. A factual and a normative
// claim cannot be merged while stances are taken on the one that goes, for
// "denies" would become "opposes".
func (t *Tx) MergeClaims(keep, gone storage.ID) (differed []storage.ID, err error) {
	into, from, err := t.claimPair(keep, gone)
	if err != nil {
		return nil, err
	}
	if differed, err = t.moveStances(keep, gone); err != nil {
		return nil, err
	}
	if err := t.mergeUnder(t.f.tables.claim, keep, &into.Parent, gone, from.Parent); err != nil {
		return nil, err
	}
	if from.Text != into.Text {
		into.Note = joinNotes(into.Note, "Also worded: “"+from.Text+"”")
	}
	into.Note = joinNotes(into.Note, from.Note)
	if err := t.PutClaim(&into); err != nil {
		return nil, err
	}
	return differed, t.delete(t.f.tables.claim, int64(gone))
}

func (t *Tx) claimPair(keep, gone storage.ID) (into, from storage.Claim, err error) {
	if keep == gone {
		return into, from, fieldErrorf("id", "A claim cannot be merged with itself; choose two.")
	}
	if into, err = t.Claim(keep); err != nil {
		return into, from, err
	}
	if from, err = t.Claim(gone); err != nil || into.Kind == from.Kind {
		return into, from, err
	}
	n, err := t.number("SELECT count(*) FROM position WHERE claim_id = ?", gone)
	if err == nil && n > 0 {
		err = fieldErrorf("kind", "“%s” is %s and “%s” is %s, and %s a stance on the first; make them the same kind before you merge them.",
			from.Text, from.Kind, into.Text, into.Kind, takes(n))
	}
	return into, from, err
}

// moveStances puts stances on keep in the place of stances on gone. Where a
// statement has both, the second of them goes.
func (t *Tx) moveStances(keep, gone storage.ID) (differed []storage.ID, err error) {
	const both = " FROM position AS a JOIN position AS b ON a.statement_id = b.statement_id WHERE a.claim_id = ?1 AND b.claim_id = ?2"
	ids, err := t.w.ids("SELECT a.statement_id"+both+" AND a.stance <> b.stance ORDER BY 1", int64(keep), int64(gone))
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		differed = append(differed, storage.ID(id))
	}
	for _, query := range []string{
		"DELETE FROM position WHERE id IN (SELECT CASE WHEN (a.pos, a.id) < (b.pos, b.id) THEN b.id ELSE a.id END" + both + ")",
		"UPDATE position SET claim_id = ?1 WHERE claim_id = ?2",
	} {
		if _, err := t.exec(query, int64(keep), int64(gone)); err != nil {
			return nil, err
		}
	}
	return differed, nil
}

// mergeUnder hangs what lay below gone on keep. When keep itself lies below
// gone, at any depth, it first takes gone's place.
func (t *Tx) mergeUnder(tab *table, keep storage.ID, parent *storage.ID, gone, above storage.ID) error {
	below := false
	err := t.checkLoop(tab.name, "parent_id", gone, *parent, func() error { below = true; return nil })
	if err != nil {
		return err
	}
	if below {
		*parent = above
		if _, err := t.exec("UPDATE "+tab.name+" SET parent_id = ? WHERE id = ?", orNull(above), int64(keep)); err != nil {
			return err
		}
	}
	_, err = t.exec("UPDATE "+tab.name+" SET parent_id = ? WHERE parent_id = ?", int64(keep), int64(gone))
	return err
}
