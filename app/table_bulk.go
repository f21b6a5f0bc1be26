package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// A bulk edit does one thing to every one of many statements. It works on the
// records, not on entries, so that it changes only what it says; the preview
// runs the same code over the same statements and throws the outcome away.

// BulkField says what a bulk edit changes.
type BulkField string

// The fields.
const (
	BulkSpeaker         BulkField = "speaker"
	BulkVerb            BulkField = "verb"
	BulkAddAddressee    BulkField = "add_addressee"
	BulkRemoveAddressee BulkField = "remove_addressee"
	BulkStance          BulkField = "stance" // on a claim, which is added where there is none
	BulkRemoveClaim     BulkField = "remove_claim"
	BulkAddTag          BulkField = "add_tag"
	BulkRemoveTag       BulkField = "remove_tag"
	BulkZone            BulkField = "zone"
	BulkPlace           BulkField = "place"
	BulkDocument        BulkField = "document" // of the first citation
	BulkCertainty       BulkField = "certainty"
	BulkGrade           BulkField = "grade"
)

// BulkFields are all of them in the order of a menu.
var BulkFields = []struct {
	Field BulkField
	Title string
}{
	{BulkSpeaker, "Speaker"},
	{BulkVerb, "Verb"},
	{BulkAddAddressee, "Add an addressee"},
	{BulkRemoveAddressee, "Remove an addressee"},
	{BulkStance, "Stance on a claim"},
	{BulkRemoveClaim, "Remove a claim"},
	{BulkAddTag, "Add a tag"},
	{BulkRemoveTag, "Remove a tag"},
	{BulkZone, "Time zone of the date"},
	{BulkPlace, "Place"},
	{BulkDocument, "Document"},
	{BulkCertainty, "Certainty"},
	{BulkGrade, "Grade"},
}

// BulkEdit is one change of many statements.
type BulkEdit struct {
	Field BulkField
	Value string // a name, the text of a claim, a tag, a zone, a place, a number
	// Stance is for BulkStance, whose claim is Value.
	Stance storage.Stance
}

// Step is what the menu calls the change of n statements.
func (b BulkEdit) Step(n int) string {
	title := "fields"
	for _, f := range BulkFields {
		if f.Field == b.Field {
			title = strings.ToLower(f.Title)
		}
	}
	if n == 1 {
		return "Change of a statement: " + title
	}
	return fmt.Sprintf("Change of %d statements: %s", n, title)
}

// CheckBulk says what is wrong with a bulk edit itself, or nil: a *FieldError
// whose Field is "value".
func (s *Session) CheckBulk(b BulkEdit) error { return s.lists.checkBulk(b) }

func (l *Lists) checkBulk(b BulkEdit) error {
	wrong := func(message string) error { return &FieldError{"value", message} }
	value := strings.TrimSpace(b.Value)
	if value == "" && b.Field != BulkPlace && b.Field != BulkCertainty && b.Field != BulkGrade {
		return wrong("Say which value it is to be.")
	}
	if len(value) > ShortText {
		return wrong(fmt.Sprintf("This is longer than the %d characters that fit here.", ShortText))
	}
	switch b.Field {
	case BulkRemoveAddressee:
		if _, ok := l.actorID(value); !ok {
			return wrong("There is no actor “" + value + "”.")
		}
	case BulkRemoveClaim:
		if _, ok := l.claimID(value); !ok {
			return wrong("There is no claim “" + value + "”.")
		}
	case BulkStance:
		if c, ok := l.claimNamed(value); ok && c.Kind == storage.Topic {
			return wrong("“" + value + "” is a topic; a stance needs a claim.")
		}
	case BulkZone:
		if _, err := edtf.LoadZone(value); err != nil {
			return wrong("“" + value + "” is no time zone such as Asia/Tehran or +03:30.")
		}
	case BulkCertainty:
		if _, message := readCertainty(value); message != "" {
			return wrong(message)
		}
	case BulkGrade:
		if value != "" && !isGrade(strings.ToUpper(value)) {
			return wrong("A grade is a letter A–F for the source and a digit 1–6 for the information, such as B2.")
		}
	}
	return nil
}

// PreviewBulk says what a bulk edit would do to statements, with at most limit
// of them in words.
func (s *Session) PreviewBulk(ctx context.Context, ids []storage.ID, b BulkEdit, limit int, progress func(done, total int), done func(TablePreview, error)) {
	if err := s.CheckBulk(b); err != nil {
		done(TablePreview{}, err)
		return
	}
	l, habit := s.lists, s.reading
	var p TablePreview
	s.aside(ctx, func() error {
		change, l := l.imagined(b, habit)
		seen := 0
		return eachOf(ctx, s.file.StatementsOf, ids, func(st storage.Statement) error {
			c := CellChange{Statement: st.ID, Before: l.bulkText(b.Field, &st)}
			if err := change.apply(&st); err != nil {
				c.Wrong = err.Error()
			}
			c.After = l.bulkText(b.Field, &st)
			p.add(c, limit)
			if seen++; progress != nil {
				progress(seen, len(ids))
			}
			return nil
		})
	}, func(err error) { done(p, err) })
}

// ApplyBulk does a bulk edit in one step. Statements that it cannot change stay
// as they are. done gets how many were changed.
func (s *Session) ApplyBulk(ctx context.Context, ids []storage.ID, b BulkEdit, progress func(done, total int), done func(int, error)) {
	if err := s.CheckBulk(b); err != nil {
		done(0, err)
		return
	}
	habit, now, changed := s.reading, s.now().Unix(), 0
	s.bulkStep(ctx, b.Step(len(ids)), ids, progress, func(tx *sqlite.Tx) func(storage.Statement) error {
		r := newResolver(tx, s.written, now)
		c, err := bulkChangeOf(b, s.written, habit, r.bulkID)
		return func(st storage.Statement) error {
			if err != nil {
				return err
			}
			before := s.written.bulkKey(b.Field, &st)
			if c.apply(&st) != nil || s.written.bulkKey(b.Field, &st) == before {
				return nil
			}
			changed++
			st.Changed = now
			return tx.PutStatement(&st)
		}
	}, func(err error) {
		if err != nil {
			changed = 0
		}
		done(changed, err)
	})
}

// bulkChange is a bulk edit whose name is a record.
type bulkChange struct {
	BulkEdit
	id    storage.ID // of the record that Value names, for fields that name one
	lists *Lists
	habit reading
}

// bulkChangeOf finds the record that the value names by find.
func bulkChangeOf(b BulkEdit, l *Lists, habit reading, find func(NameKind, string) (storage.ID, error)) (c bulkChange, err error) {
	b.Value = strings.TrimSpace(b.Value)
	c = bulkChange{BulkEdit: b, lists: l, habit: habit}
	if kind, ok := b.Field.Names(); ok {
		c.id, err = find(kind, b.Value)
	}
	return c, err
}

// Names says of which kind of record the value is a name, if it is one.
func (f BulkField) Names() (NameKind, bool) {
	switch f {
	case BulkSpeaker, BulkAddAddressee, BulkRemoveAddressee:
		return ActorNames, true
	case BulkVerb:
		return VerbNames, true
	case BulkStance, BulkRemoveClaim:
		return ClaimNames, true
	case BulkDocument:
		return DocumentNames, true
	}
	return 0, false
}

// bulkID gives the record that a name means, and makes it when there is none.
func (r *resolver) bulkID(kind NameKind, name string) (storage.ID, error) {
	switch kind {
	case ActorNames:
		return r.actor(name)
	case VerbNames:
		return r.verb(name, "")
	case ClaimNames:
		list, err := r.positions([]EntryPosition{{Claim: name}})
		if err != nil || len(list) == 0 {
			return 0, err
		}
		return list[0].Claim, nil
	}
	return r.document(Entry{Document: name})
}

// imaginedID is the id that a name has in a preview when it would be made.
const imaginedID storage.ID = -1

// imagined is a bulk edit that makes no records, with lists in which the one
// that it would make is there.
func (l *Lists) imagined(b BulkEdit, habit reading) (bulkChange, *Lists) {
	with := *l
	c, _ := bulkChangeOf(b, &with, habit, func(kind NameKind, name string) (storage.ID, error) {
		if id, ok := l.Known(kind, name); ok {
			return id, nil
		}
		switch kind {
		case ActorNames:
			with.Actors = append(slices.Clip(l.Actors), storage.Actor{ID: imaginedID, Name: name})
		case VerbNames:
			with.Verbs = append(slices.Clip(l.Verbs), storage.Verb{ID: imaginedID, Label: name})
		case ClaimNames:
			with.Claims = append(slices.Clip(l.Claims), storage.Claim{ID: imaginedID, Text: name, Kind: storage.Factual})
		case DocumentNames:
			with.Documents = append(slices.Clip(l.Documents), storage.Document{ID: imaginedID, Title: name})
		}
		with.number()
		return imaginedID, nil
	})
	return c, &with
}
