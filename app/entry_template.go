package app

import (
	"slices"

	"saywhen/storage"
)

// Template is a usual way to answer a statement: with a verb, a relation to it
// and a stance on what it said.
type Template struct {
	Name  string // "denies": stable, for actions and tests
	Title string // as menus show it
	Verb  string
	Class storage.Class // of the verb, where the project has no such verb
	Kind  storage.RelationKind
	// Sign is -1 where the answer takes the opposite stance on each claim, +1
	// where it takes the same, 0 where that is open.
	Sign storage.Stance
	// Neutral is the stance on a claim on which the statement had none.
	Neutral storage.Stance
	// Own says that one answers oneself: the speaker is the same.
	Own bool
}

// Templates are all of them, in the order in which menus show them.
var Templates = []Template{
	{Name: "denies", Title: "Denies the report of", Verb: "denied", Class: storage.Deny, Kind: storage.Denies, Sign: -1, Neutral: -2},
	{Name: "confirms", Title: "Confirms", Verb: "confirmed", Class: storage.Affirm, Kind: storage.Confirms, Sign: 1, Neutral: 2},
	{Name: "reiterates", Title: "Reiterates", Verb: "said", Class: storage.Report, Kind: storage.Reiterates, Sign: 1, Own: true},
	{Name: "responds", Title: "Responds to", Verb: "said", Class: storage.Report, Kind: storage.RespondsTo},
	{Name: "elaborates", Title: "Elaborates", Verb: "said", Class: storage.Report, Kind: storage.Elaborates, Sign: 1, Own: true},
	{Name: "corrects", Title: "Corrects", Verb: "corrected", Class: storage.Report, Kind: storage.Corrects, Sign: -1},
	{Name: "retracts", Title: "Retracts", Verb: "retracted", Class: storage.Deny, Kind: storage.Retracts, Sign: -1, Own: true},
}

// Fill puts the answer to a statement into what is still empty of an entry: the
// verb, the claims, the speaker where one answers oneself. The relation is
// added to those that are there.
func (t Template) Fill(e Entry, to Entry) Entry {
	if blank(e.Verb) {
		e.Verb, e.Class = t.Verb, string(t.Class)
	}
	if t.Own && blank(e.Speaker) {
		e.Speaker = to.Speaker
	}
	if len(e.Positions) == 0 {
		for _, p := range to.Positions {
			stance := p.Stance * t.Sign
			if p.Stance == 0 {
				stance = t.Neutral
			}
			e.Positions = append(e.Positions, EntryPosition{Claim: p.Claim, Kind: p.Kind, Stance: stance})
		}
	}
	answer := EntryRelation{Kind: t.Kind, To: to.ID}
	if !slices.ContainsFunc(e.Relations, func(r EntryRelation) bool { return r.Kind == answer.Kind && r.To == answer.To }) {
		e.Relations = append(slices.Clone(e.Relations), answer)
	}
	return e
}

// Repeat fills what is empty of an entry from one that was saved before: who
// spoke to whom about what, when and where. What is one utterance's own (its
// quote, gist, note, relations) is not repeated.
func Repeat(e, last Entry) Entry {
	for _, f := range []struct{ to, from *string }{
		{&e.Speaker, &last.Speaker},
		{&e.OnBehalf, &last.OnBehalf},
		{&e.Verb, &last.Verb},
		{&e.Place, &last.Place},
		{&e.Grade, &last.Grade},
	} {
		if blank(*f.to) {
			*f.to = *f.from
		}
	}
	for _, f := range []struct{ to, from *[]string }{
		{&e.CoSpeakers, &last.CoSpeakers},
		{&e.Addressees, &last.Addressees},
		{&e.About, &last.About},
		{&e.Tags, &last.Tags},
	} {
		if len(*f.to) == 0 {
			*f.to = slices.Clone(*f.from)
		}
	}
	if len(e.Positions) == 0 {
		e.Positions = slices.Clone(last.Positions)
	}
	if blank(e.When) {
		e.When, e.Picked, e.Zone, e.Before = last.When, last.Picked, last.Zone, last.Before
	}
	if blank(e.Document) {
		e.Document, e.Source = last.Document, last.Source
	}
	if e.ReportedIn == 0 {
		e.ReportedIn = last.ReportedIn
	}
	if e.Certainty == storage.NoCertainty {
		e.Certainty = last.Certainty
	}
	return e
}

// Next is the entry with which one goes on after another: the same speaker in
// the same document, at the date of the one before.
func Next(e Entry) Entry {
	n := Entry{Speaker: e.Speaker, Document: e.Document, Source: e.Source, Certainty: storage.NoCertainty}
	if !e.Before.IsZero() {
		n.When, n.Before, n.Zone = sameDate, e.Before, e.Zone
	}
	return n
}

// Duplicate is an entry for a new statement that is like a stored one.
func Duplicate(e Entry) Entry {
	e.ID, e.As = 0, 0
	e.Relations = slices.Clone(e.Relations)
	for i := range e.Relations {
		e.Relations[i].ID = 0
	}
	return e
}
