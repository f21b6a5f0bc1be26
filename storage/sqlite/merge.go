package sqlite

import (
	"slices"
	"strings"

	"saywhen/storage"
)

// MergeActors makes two actors one. All that gone was part of, keep is part of
// afterwards; gone's names become aliases and its note is added to that of keep.
func (t *Tx) MergeActors(keep, gone storage.ID) error {
	into, from, err := t.actorPair(keep, gone)
	if err != nil {
		return err
	}
	if err := t.mergeUnder(t.f.tables.actor, keep, &into.Parent, gone, from.Parent); err != nil {
		return err
	}
	if err := t.moveParts(keep, gone); err != nil {
		return err
	}
	into.Note = joinNotes(into.Note, from.Note)
	names := []string{into.Name}
	for _, alias := range into.Aliases {
		names = append(names, alias.Name)
	}
	for _, alias := range append([]storage.Alias{{Name: from.Name}}, from.Aliases...) {
		if !slices.Contains(names, alias.Name) {
			names = append(names, alias.Name)
			into.Aliases = append(into.Aliases, alias)
		}
	}
	if err := t.PutActor(&into); err != nil {
		return err
	}
	return t.delete(t.f.tables.actor, int64(gone))
}

func (t *Tx) actorPair(keep, gone storage.ID) (into, from storage.Actor, err error) {
	if keep == gone {
		return into, from, fieldErrorf("id", "An actor cannot be merged with itself; choose two.")
	}
	if into, err = t.Actor(keep); err != nil {
		return into, from, err
	}
	from, err = t.Actor(gone)
	return into, from, err
}

// moveParts gives keep what gone was part of. A part that keep has already in
// the same statement goes, and so do a co-speaker who is the speaker now and an
// actor's role in itself.
func (t *Tx) moveParts(keep, gone storage.ID) error {
	for _, query := range []string{
		"UPDATE statement SET speaker_id = ?1 WHERE speaker_id = ?2",
		`DELETE FROM party WHERE actor_id = ?2 AND EXISTS (SELECT 1 FROM party AS other
			WHERE other.statement_id = party.statement_id AND other.role = party.role AND other.actor_id = ?1)`,
		"UPDATE party SET actor_id = ?1 WHERE actor_id = ?2",
		`DELETE FROM party WHERE actor_id = ?1 AND ?2 <> 0 AND role = 'co_speaker'
			AND EXISTS (SELECT 1 FROM statement WHERE id = party.statement_id AND speaker_id = ?1)`,
		`UPDATE affiliation SET organization_id = NULL WHERE actor_id IN (?1, ?2) AND organization_id IN (?1, ?2)`,
		"UPDATE affiliation SET actor_id = ?1 WHERE actor_id = ?2",
		"UPDATE affiliation SET organization_id = ?1 WHERE organization_id = ?2",
		"UPDATE document SET outlet_id = ?1 WHERE outlet_id = ?2",
	} {
		if _, err := t.exec(query, int64(keep), int64(gone)); err != nil {
			return err
		}
	}
	return nil
}

// MergeVerbs makes two verbs one: statements of gone get keep, and gone's label
// and aliases become aliases.
func (t *Tx) MergeVerbs(keep, gone storage.ID) error {
	if keep == gone {
		return fieldErrorf("id", "A verb cannot be merged with itself; choose two.")
	}
	into, err := t.Verb(keep)
	if err != nil {
		return err
	}
	from, err := t.Verb(gone)
	if err != nil {
		return err
	}
	for _, name := range append([]string{from.Label}, from.Aliases...) {
		if name != into.Label && !slices.Contains(into.Aliases, name) {
			into.Aliases = append(into.Aliases, name)
		}
	}
	if _, err := t.exec("UPDATE statement SET verb_id = ? WHERE verb_id = ?", int64(keep), int64(gone)); err != nil {
		return err
	}
	if err := t.PutVerb(&into); err != nil {
		return err
	}
	return t.delete(t.f.tables.verb, int64(gone))
}

func joinNotes(a, b string) string {
	if strings.TrimSpace(b) == "" {
		return a
	}
	if strings.TrimSpace(a) == "" {
		return b
	}
	return a + "\n\n" + b
}
