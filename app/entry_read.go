package app

import (
	"saywhen/storage"
)

// EntryOf gives a statement in the words of the form, its date read by the
// user's habit.
func (s *Session) EntryOf(st storage.Statement) Entry { return s.lists.entryOf(st, s.reading) }

// EntryOf gives a statement in the words of the form, its date read without a
// habit: where numbers could be two dates they are shown in full.
func (l *Lists) EntryOf(st storage.Statement) Entry { return l.entryOf(st, reading{}) }

func (l *Lists) entryOf(st storage.Statement, habit reading) Entry {
	e := Entry{
		ID: st.ID, Speaker: l.ActorName(st.Speaker), CoSpeakers: l.actorNames(st.CoSpeakers),
		OnBehalf: l.ActorName(st.OnBehalf), Addressees: l.actorNames(st.Addressees),
		About: l.actorNames(st.About), Place: st.Place, Gist: st.Gist, ReportedIn: st.ReportedIn,
		Repeated: st.Repeated, Certainty: st.Certainty, Grade: st.Grade, Tags: st.Tags, Note: st.Note,
		Relations: l.relationsFrom(st.ID),
	}
	if v, ok := l.Verb(st.Verb); ok {
		e.Verb = v.Label
	}
	for _, p := range st.Positions {
		c, _ := l.Claim(p.Claim)
		e.Positions = append(e.Positions, EntryPosition{Claim: c.Text, Kind: c.Kind, Stance: p.Stance})
	}
	if len(st.Citations) > 0 {
		c := st.Citations[0]
		d, _ := l.Document(c.Document)
		e.Document, e.Source, e.Quote, e.Translation = d.Title, d.ID, c.Quote, c.Translation
		e.Version, e.Spans = c.Version, c.Spans
	}
	l.showWhen(&e, st.When, habit)
	return e
}

// relationsFrom gives the relations that start at a statement, oldest first.
func (l *Lists) relationsFrom(id storage.ID) (list []EntryRelation) {
	for _, r := range l.Relations {
		if r.From == id {
			list = append(list, EntryRelation{ID: r.ID, Kind: r.Kind, To: r.To, Note: r.Note})
		}
	}
	return list
}

func (l *Lists) actorNames(ids []storage.ID) (names []string) {
	for _, id := range ids {
		names = append(names, l.ActorName(id))
	}
	return names
}
