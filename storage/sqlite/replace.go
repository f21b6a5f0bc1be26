package sqlite

import "saywhen/storage"

// Each Replace deletes a record and puts another in its place wherever it is
// used. Unlike a merge it carries nothing of the record itself over: its names
// and its note go with it.

// ReplaceActor deletes an actor; by stands in its statements, affiliations and
// documents afterwards. What lay below it moves up.
func (t *Tx) ReplaceActor(gone, by storage.ID) error {
	if _, _, err := t.actorPair(by, gone); err != nil {
		return err
	}
	if err := t.moveParts(by, gone); err != nil {
		return err
	}
	return t.deleteFromTree(t.f.tables.actor, gone)
}

// ReplaceClaim deletes a claim; stances on it are taken on by afterwards. See
// MergeClaims for a statement that took a stance on both.
func (t *Tx) ReplaceClaim(gone, by storage.ID) (differed []storage.ID, err error) {
	if _, _, err := t.claimPair(by, gone); err != nil {
		return nil, err
	}
	if differed, err = t.moveStances(by, gone); err != nil {
		return nil, err
	}
	return differed, t.deleteFromTree(t.f.tables.claim, gone)
}

// ReplaceVerb deletes a verb; its statements get by.
func (t *Tx) ReplaceVerb(gone, by storage.ID) error {
	if gone == by {
		return fieldErrorf("id", "A verb cannot take its own place; choose another one.")
	}
	for _, id := range []storage.ID{gone, by} {
		if _, err := t.mustHave(t.f.tables.verb, id); err != nil {
			return err
		}
	}
	if _, err := t.exec("UPDATE statement SET verb_id = ? WHERE verb_id = ?", int64(by), int64(gone)); err != nil {
		return err
	}
	return t.delete(t.f.tables.verb, int64(gone))
}
