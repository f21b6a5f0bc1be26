package sqlite

import (
	"slices"

	"saywhen/storage"
)

// SplitActor takes an actor apart: part is added as an actor of its own, takes
// the chosen aliases over, and stands in the place of from in the chosen
// statements, whatever from was there. What is not chosen stays as it is.
// Aliases that from does not have are refused; a statement in which from has no
// part is left alone.
func (t *Tx) SplitActor(from storage.ID, part *storage.Actor, aliases []string, statements []storage.ID) error {
	whole, err := t.Actor(from)
	if err != nil {
		return err
	}
	for _, name := range aliases {
		i := slices.IndexFunc(whole.Aliases, func(a storage.Alias) bool { return a.Name == name })
		if i < 0 {
			return fieldErrorf("aliases", "“%s” is not an alias of “%s” (any more).", name, whole.Name)
		}
		if name != part.Name {
			part.Aliases = append(part.Aliases, whole.Aliases[i])
		}
		whole.Aliases = slices.Delete(whole.Aliases, i, i+1)
	}
	part.ID = 0
	if err := t.PutActor(part); err != nil {
		return err
	}
	if err := t.PutActor(&whole); err != nil {
		return err
	}
	for _, id := range statements {
		if err := t.replaceIn(id, from, part.ID); err != nil {
			return err
		}
	}
	return nil
}

// replaceIn puts an actor into one statement in the place of another, who is in
// it in no way that the new one is already.
func (t *Tx) replaceIn(statement, from, to storage.ID) error {
	for _, query := range []string{
		"UPDATE statement SET speaker_id = ?1 WHERE id = ?3 AND speaker_id = ?2",
		"UPDATE party SET actor_id = ?1 WHERE statement_id = ?3 AND actor_id = ?2",
	} {
		if _, err := t.exec(query, int64(to), int64(from), int64(statement)); err != nil {
			return err
		}
	}
	return nil
}
