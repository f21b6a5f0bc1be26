package app

import (
	"slices"
	"strings"

	"saywhen/storage"
)

// apply changes a statement; when it cannot, the statement is as it was.
func (c *bulkChange) apply(st *storage.Statement) error {
	switch c.Field {
	case BulkSpeaker:
		st.Speaker = c.id
		st.CoSpeakers = without(st.CoSpeakers, c.id)
	case BulkVerb:
		st.Verb = c.id
	case BulkAddAddressee:
		if !slices.Contains(st.Addressees, c.id) {
			st.Addressees = append(slices.Clip(st.Addressees), c.id)
		}
	case BulkRemoveAddressee:
		st.Addressees = without(st.Addressees, c.id)
	case BulkStance:
		st.Positions = withStance(st.Positions, storage.Position{Claim: c.id, Stance: c.Stance})
	case BulkRemoveClaim:
		st.Positions = slices.DeleteFunc(slices.Clone(st.Positions), func(p storage.Position) bool { return p.Claim == c.id })
	case BulkAddTag:
		if !slices.Contains(st.Tags, c.Value) {
			st.Tags = append(slices.Clip(st.Tags), c.Value)
			slices.Sort(st.Tags)
		}
	case BulkRemoveTag:
		st.Tags = slices.DeleteFunc(slices.Clone(st.Tags), func(t string) bool { return t == c.Value })
	case BulkZone:
		return c.rezone(st)
	case BulkPlace:
		st.Place = c.Value
	case BulkDocument:
		st.Citations = citedIn(st.Citations, c.id)
	case BulkCertainty:
		st.Certainty, _ = readCertainty(c.Value)
	case BulkGrade:
		st.Grade = strings.ToUpper(c.Value)
	}
	return nil
}

func without(ids []storage.ID, id storage.ID) []storage.ID {
	return slices.DeleteFunc(slices.Clone(ids), func(x storage.ID) bool { return x == id })
}

// withStance takes a position, in the place of one on the same claim.
func withStance(list []storage.Position, p storage.Position) []storage.Position {
	list = slices.Clone(list)
	if i := slices.IndexFunc(list, func(x storage.Position) bool { return x.Claim == p.Claim }); i >= 0 {
		list[i] = p
		return list
	}
	return append(list, p)
}

// citedIn moves the first citation to another document; its quote stays, its
// place in the text of the other one does not.
func citedIn(list []storage.Citation, document storage.ID) []storage.Citation {
	list = slices.Clone(list)
	switch {
	case len(list) == 0:
		return []storage.Citation{{Document: document}}
	case list[0].Document != document:
		list[0].Document, list[0].Version, list[0].Spans = document, 0, nil
	}
	return list
}

// rezone reads the date anew as meant in another zone.
func (c *bulkChange) rezone(st *storage.Statement) error {
	if st.When.IsZero() || st.When.Zone == c.Value {
		return nil
	}
	var e Entry
	if len(st.Citations) > 0 {
		d, _ := c.lists.Document(st.Citations[0].Document)
		e.Document, e.Source = d.Title, d.ID
	}
	c.lists.showWhen(&e, st.When, c.habit)
	e.Zone = c.Value
	when, err := c.lists.resolveWhen(e, c.habit)
	if err == nil {
		st.When = when
	}
	return err
}
