package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

func TestEntryWithRelations(t *testing.T) {
	s := newSession(t)
	report, second := enter(t, s, entry("BBC Persian", "reported")), enter(t, s, entry("Iran", "said"))
	e := entry("Afkham", "denied")
	e.Relations = []EntryRelation{{Kind: storage.Denies, To: report}, {Kind: storage.Reiterates, To: second, Note: "n"}}
	id := enter(t, s, e)
	got := s.EntryOf(stored(t, s, id))
	if len(got.Relations) != 2 || got.Relations[0].To != report || got.Relations[1].Note != "n" {
		t.Fatalf("relations %+v", got.Relations)
	}
	got.Relations[0].Kind = storage.Contradicts
	got.Relations = append(got.Relations[:1], EntryRelation{Kind: storage.Cites, To: second})
	first := got.Relations[0].ID
	enter(t, s, got)
	got = s.EntryOf(stored(t, s, id))
	if len(got.Relations) != 2 || got.Relations[0] != (EntryRelation{ID: first, Kind: storage.Contradicts, To: report}) ||
		got.Relations[1].Kind != storage.Cites {
		t.Errorf("after the edit %+v", got.Relations)
	}
	if n := len(s.Lists().Relations); n != 2 {
		t.Errorf("the file has %d relations", n)
	}
	s.Undo(context.Background(), nil)
	s.Flush()
	if got = s.EntryOf(stored(t, s, id)); len(got.Relations) != 2 || got.Relations[0].Kind != storage.Denies {
		t.Errorf("statement and relations are not one step: %+v", got.Relations)
	}
	s.Undo(context.Background(), nil)
	s.Flush()
	if len(s.Lists().Relations) != 0 || s.Index().Len() != 2 {
		t.Errorf("undone, %d relations and %d statements are left", len(s.Lists().Relations), s.Index().Len())
	}
}

func TestRelationsThatCannotBe(t *testing.T) {
	s := newSession(t)
	id := enter(t, s, entry("Iran", "said"))
	for name, list := range map[string][]EntryRelation{
		"itself":  {{Kind: storage.Denies, To: id}},
		"nothing": {{Kind: storage.Denies}},
		"twice":   {{Kind: storage.Denies, To: 7}, {Kind: storage.Denies, To: 7}},
	} {
		e := s.EntryOf(stored(t, s, id))
		e.Relations = list
		if wrong := s.Check(e); len(wrong) != 1 || wrong[0].Field != "relations" {
			t.Errorf("%s: %v", name, wrong)
		}
	}
	e := entry("Iran", "said")
	e.Relations = []EntryRelation{{Kind: storage.Denies, To: 7}} // no such statement
	failed := errors.New("not called")
	s.SaveEntry(e, func(_ storage.ID, err error) { failed = err })
	s.Flush()
	if failed == nil || s.Index().Len() != 1 {
		t.Errorf("a relation to nothing was saved: %v, %d statements", failed, s.Index().Len())
	}
}

func TestReportedInIsAChainWithoutLoops(t *testing.T) {
	s := newSession(t)
	a := enter(t, s, entry("BBC Persian", "reported"))
	e := entry("Ali Khamenei", "ordered")
	e.ReportedIn = a
	b := enter(t, s, e)
	e = entry("Qasem Soleimani", "said")
	e.ReportedIn = b
	c := enter(t, s, e)
	if got := s.Carriers(c); !slices.Equal(got, []storage.ID{a, b, c}) {
		t.Errorf("the chain is %v, want %v", got, []storage.ID{a, b, c})
	}
	if got := s.Carriers(0); got != nil {
		t.Errorf("nothing is carried by %v", got)
	}
	if got := s.Head(b); got != "Ali Khamenei ordered" || s.Head(5) != "" {
		t.Errorf("its head is %q", got)
	}
	for _, in := range []storage.ID{a, c} {
		e := s.EntryOf(stored(t, s, a))
		e.ReportedIn = in
		if wrong := s.Check(e); len(wrong) != 1 || wrong[0].Field != "reported_in" {
			t.Errorf("in %v: %v", in, wrong)
		}
	}
}

func TestNewNamesCarryWhatIsKnown(t *testing.T) {
	s := newSession(t)
	e := entry("Marie Harf", "denied")
	e.Addressees = []string{"State Department"}
	e.New = []NewName{
		{Name: " Marie Harf", Role: "deputy spokeswoman", Parent: "State Department"},
		{Name: "State Department", Kind: storage.Organization, Parent: "United States"},
		{Name: "nobody at all", Kind: storage.Media},
	}
	st := stored(t, s, enter(t, s, e))
	l := s.Lists()
	who, _ := l.Actor(st.Speaker)
	office, _ := l.Actor(who.Parent)
	if who.Kind != storage.Person || office.Name != "State Department" || office.Kind != storage.Organization ||
		l.ActorName(office.Parent) != "United States" || st.Addressees[0] != office.ID {
		t.Errorf("made %+v below %+v", who, office)
	}
	if len(l.Actors) != 3 {
		t.Errorf("%d actors were made", len(l.Actors))
	}
	if len(l.Affiliations) != 1 || l.Affiliations[0].Organization != office.ID || l.RoleThen(st.Speaker, st.When) != "deputy spokeswoman" {
		t.Errorf("affiliations %+v", l.Affiliations)
	}
}

func TestNewGroupOfANewName(t *testing.T) {
	s := newSession(t)
	e := entry("Marie Harf", "denied")
	e.New = []NewName{{Name: "Marie Harf", Parent: "United States"}}
	st := stored(t, s, enter(t, s, e))
	who, _ := s.Lists().Actor(st.Speaker)
	if group, _ := s.Lists().Actor(who.Parent); who.Kind != storage.Person || group.Kind != storage.Group {
		t.Errorf("made %+v below %+v", who, group)
	}
}

func TestNewNamesInALoop(t *testing.T) {
	s := newSession(t)
	for _, list := range [][]NewName{
		{{Name: "A", Parent: "A"}},
		{{Name: "A", Parent: "B"}, {Name: "B", Parent: " A"}},
	} {
		e := entry("A", "said")
		e.New = list
		if wrong := s.Check(e); len(wrong) != 1 || !strings.Contains(wrong[0].Message, "belong to itself") {
			t.Errorf("%v: %v", list, wrong)
		}
	}
}

const seaText = "The port is closed, he said. 🌊 مرضیه افخم گفت. Later he said: the port will open."

func TestQuoteFindsItsPlace(t *testing.T) {
	s := newSession(t)
	doc := newArticle(t, s, "Sea", "", seaText)
	other := newArticle(t, s, "Sea", "", "another one of that title")
	version := doc.Versions[0].ID
	at := func(words string) storage.Span {
		i := strings.LastIndex(seaText, words)
		return storage.Span{Start: i, End: i + len(words)}
	}
	for _, c := range []struct {
		name  string
		quote string
		give  []storage.Span
		want  []storage.Span
	}{
		{"the span that is given", "he said", []storage.Span{at("he said")}, []storage.Span{at("he said")}},
		{"words that stand there twice", "he said", nil, nil},
		{"words that stand there once", "the port will open", nil, []storage.Span{at("the port will open")}},
		{"right to left", "مرضیه افخم گفت", nil, []storage.Span{at("مرضیه افخم گفت")}},
		{"two spans", "The port is closed … the port will open", nil, []storage.Span{at("The port is closed"), at("the port will open")}},
		{"two spans in the wrong order", "the port will open … The port is closed", nil, nil},
		{"a span of other words", "Later", []storage.Span{at("he said")}, []storage.Span{at("Later")}},
		{"a span beyond the text", "Later", []storage.Span{{Start: 5, End: 5000}}, []storage.Span{at("Later")}},
		{"words that are not there", "the port is open", []storage.Span{at("Later")}, nil},
		{"no words", "", []storage.Span{at("Later")}, nil},
	} {
		e := entry("He", "said")
		e.Document, e.Source, e.Quote, e.Spans = "Sea", doc.ID, c.quote, c.give
		if c.give != nil {
			e.Version = version
		}
		st := stored(t, s, enter(t, s, e))
		cit := st.Citations[0]
		if cit.Document != doc.ID || !slices.Equal(cit.Spans, c.want) || (cit.Version != 0) != (c.want != nil) {
			t.Errorf("%s: %+v, want %v", c.name, cit, c.want)
		}
		if back := s.EntryOf(st); back.Source != doc.ID || !slices.Equal(back.Spans, c.want) || back.Version != cit.Version {
			t.Errorf("%s: read back as %+v", c.name, back)
		}
	}
	if other.ID == doc.ID {
		t.Fatal("two documents are one")
	}
}

func TestEditKeepsOtherCitations(t *testing.T) {
	s := newSession(t)
	doc := newArticle(t, s, "Sea", "", seaText)
	e := entry("He", "said")
	e.Document, e.Quote = "Sea", "the port will open"
	id := enter(t, s, e)
	st := stored(t, s, id)
	st.Citations = append(st.Citations, storage.Citation{Document: doc.ID, Quote: "Later"})
	s.Do("Add citation", func(tx *sqlite.Tx) error { return tx.PutStatement(&st) }, nil)
	s.Flush()
	e = s.EntryOf(stored(t, s, id))
	e.Quote = "The port is closed"
	enter(t, s, e)
	got := stored(t, s, id).Citations
	if len(got) != 2 || got[0].Quote != "The port is closed" || len(got[0].Spans) != 1 || got[0].Spans[0].Start != 0 || got[1].Quote != "Later" {
		t.Errorf("citations %+v", got)
	}
}

func TestStatementGetsTheIDThatItWasPromised(t *testing.T) {
	s := newSession(t)
	e := entry("Iran", "said")
	e.As = s.File().NewID()
	if id := enter(t, s, e); id != e.As {
		t.Errorf("promised %v, got %v", e.As, id)
	}
	if s.Index().Len() != 1 {
		t.Errorf("%d statements", s.Index().Len())
	}
}

func TestTemplatesAnswer(t *testing.T) {
	to := Entry{ID: 9, Speaker: "BBC Persian", Positions: []EntryPosition{
		{Claim: "A", Kind: storage.Factual, Stance: 2}, {Claim: "B", Kind: storage.Normative, Stance: -1}, {Claim: "C"},
	}}
	want := map[string][]storage.Stance{
		"denies": {-2, 1, -2}, "confirms": {2, -1, 2}, "reiterates": {2, -1, 0}, "responds": {0, 0, 0},
		"elaborates": {2, -1, 0}, "corrects": {-2, 1, 0}, "retracts": {-2, 1, 0},
	}
	verbs := storage.StarterVerbs()
	for _, tm := range Templates {
		e := tm.Fill(Entry{}, to)
		var got []storage.Stance
		for _, p := range e.Positions {
			got = append(got, p.Stance)
		}
		if !slices.Equal(got, want[tm.Name]) || (e.Speaker == to.Speaker) != tm.Own {
			t.Errorf("%s: stances %v, speaker %q", tm.Name, got, e.Speaker)
		}
		if !slices.Equal(e.Relations, []EntryRelation{{Kind: tm.Kind, To: 9}}) || !slices.Contains(storage.RelationKinds, tm.Kind) {
			t.Errorf("%s: relations %+v", tm.Name, e.Relations)
		}
		if !slices.ContainsFunc(verbs, func(v storage.Verb) bool { return v.Label == e.Verb && string(v.Class) == e.Class }) {
			t.Errorf("%s: the verb %q of class %q is not among those of a new project", tm.Name, e.Verb, e.Class)
		}
		typed := Entry{Speaker: "X", Verb: "sneered", Positions: []EntryPosition{{Claim: "Z", Stance: 1}}}
		kept := tm.Fill(tm.Fill(typed, to), to)
		if kept.Speaker != "X" || kept.Verb != "sneered" || len(kept.Positions) != 1 || len(kept.Relations) != 1 {
			t.Errorf("%s over what was typed: %+v", tm.Name, kept)
		}
	}
	if len(want) != len(Templates) {
		t.Errorf("%d templates, %d expected", len(Templates), len(want))
	}
}

func TestRepeatFillsWhatIsEmpty(t *testing.T) {
	last := Entry{
		Speaker: "A", Verb: "said", Addressees: []string{"B"}, When: "2014", Document: "D", Quote: "q", Gist: "g",
		Certainty: 40, Positions: []EntryPosition{{Claim: "C"}}, Relations: []EntryRelation{{Kind: storage.Denies, To: 1}},
	}
	got := Repeat(Entry{Speaker: "X", Certainty: storage.NoCertainty}, last)
	if got.Speaker != "X" || got.Verb != "said" || got.Addressees[0] != "B" || got.When != "2014" || got.Document != "D" ||
		got.Certainty != 40 || len(got.Positions) != 1 {
		t.Errorf("repeated %+v", got)
	}
	if got.Quote != "" || got.Gist != "" || got.Relations != nil {
		t.Errorf("what is one utterance's own was repeated: %+v", got)
	}
}

func TestNextKeepsSpeakerDocumentAndDate(t *testing.T) {
	e := Entry{Speaker: "A", Verb: "said", Document: "D", Source: 3, When: "mid June", Zone: "Asia/Tehran", Quote: "q"}
	if n := Next(e); n.When != "" || n.Speaker != "A" || n.Source != 3 || n.Quote != "" || n.Verb != "" {
		t.Errorf("after one without a date: %+v", n)
	}
	e.Before = dateOf(t, "2014-06-16")
	if n := Next(e); n.When != "=" || n.Before != e.Before {
		t.Errorf("after one with a date: %+v", n)
	}
}

func TestDuplicateIsANewStatement(t *testing.T) {
	e := Entry{ID: 4, Speaker: "A", Relations: []EntryRelation{{ID: 5, Kind: storage.Cites, To: 6}}}
	d := Duplicate(e)
	if d.ID != 0 || d.Relations[0] != (EntryRelation{Kind: storage.Cites, To: 6}) || e.Relations[0].ID != 5 {
		t.Errorf("%+v of %+v", d, e)
	}
}

func TestCheckRefusesWhatIsTooLong(t *testing.T) {
	s := newSession(t)
	e := entry(strings.Repeat("x", ShortText+1), "said")
	e.Note = strings.Repeat("x", LongText+1)
	e.Positions = []EntryPosition{{Claim: strings.Repeat("x", ShortText+1)}}
	var fields []string
	for _, w := range s.Check(e) {
		fields = append(fields, w.Field)
	}
	if !slices.Equal(fields, []string{"speaker", "note", "positions"}) {
		t.Errorf("wrong are %v", fields)
	}
}

func TestLatestStatements(t *testing.T) {
	s := newSession(t)
	e := entry("A", "said")
	e.Document = "One"
	a := enter(t, s, e)
	e.Document = "Two"
	b := enter(t, s, e)
	e.Document = "One"
	c := enter(t, s, e)
	one, _ := s.Lists().documentID("One")
	for _, x := range []struct {
		document storage.ID
		limit    int
		want     []storage.ID
	}{{one, 5, []storage.ID{c, a, b}}, {0, 5, []storage.ID{c, b, a}}, {one, 1, []storage.ID{c}}, {77, 2, []storage.ID{c, b}}} {
		if got := s.Latest(x.document, x.limit); !slices.Equal(got, x.want) {
			t.Errorf("Latest(%v, %d) = %v, want %v", x.document, x.limit, got, x.want)
		}
	}
}
