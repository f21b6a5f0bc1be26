package sqlite

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// scene is a small project with one of everything.
type scene struct {
	f                 *File
	iran, afkham, bbc storage.Actor
	topic, claim      storage.Claim
	doc               storage.Document
	report, said      storage.Statement
	spokeswoman       storage.Affiliation
	denial            storage.Relation
	version           storage.ID
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{f: newProject(t, testOptions())}
	none := storage.NoColour
	do(t, s.f, "Set up", func(tx *Tx) error {
		s.iran = storage.Actor{Kind: storage.State, Name: "Iran", Colour: 0x336699, Aliases: []storage.Alias{{Name: "ایران", Lang: "fa"}}}
		if err := tx.PutActor(&s.iran); err != nil {
			return err
		}
		s.afkham = storage.Actor{Kind: storage.Person, Name: "Afkham", Parent: s.iran.ID, Colour: none, Order: 1.5, Note: "spokeswoman"}
		s.bbc = storage.Actor{Kind: storage.Media, Name: "BBC Persian", Colour: none}
		s.topic = storage.Claim{Kind: storage.Topic, Text: "Cooperation"}
		if err := firstError(tx.PutActor(&s.afkham), tx.PutActor(&s.bbc), tx.PutClaim(&s.topic)); err != nil {
			return err
		}
		s.claim = storage.Claim{Kind: storage.Factual, Text: "They cooperated", Parent: s.topic.ID}
		s.doc = storage.Document{Title: "Report", Outlet: s.bbc.ID, Published: day(2014, 9, 6), Versions: []storage.Version{{Text: "She denied it: «نه»."}}}
		s.spokeswoman = storage.Affiliation{Actor: s.afkham.ID, Organization: s.iran.ID, Role: "spokeswoman", Period: day(2014, 1, 1)}
		if err := firstError(tx.PutClaim(&s.claim), tx.PutDocument(&s.doc), tx.PutAffiliation(&s.spokeswoman)); err != nil {
			return err
		}
		s.version = s.doc.Versions[0].ID
		s.report = storage.Statement{Speaker: s.bbc.ID, Verb: 2, When: day(2014, 9, 5), Certainty: 80, Grade: "B2", Gist: "reports"}
		if err := tx.PutStatement(&s.report); err != nil {
			return err
		}
		s.said = storage.Statement{
			Speaker: s.afkham.ID, OnBehalf: s.iran.ID, Verb: 11, Addressees: []storage.ID{s.bbc.ID}, About: []storage.ID{s.iran.ID, s.bbc.ID},
			Positions: []storage.Position{{Claim: s.claim.ID, Stance: -2}}, When: day(2014, 9, 5), Place: "Tehran", Gist: "denies it",
			ReportedIn: s.report.ID, Repeated: true, Certainty: storage.NoCertainty, Tags: []string{"a", "b"}, Note: "n",
			Citations: []storage.Citation{{Document: s.doc.ID, Version: s.version, Spans: []storage.Span{{Start: 0, End: 10}, {Start: 15, End: 23}}, Quote: "She denied … «نه»", Translation: "no"}},
		}
		if err := tx.PutStatement(&s.said); err != nil {
			return err
		}
		s.denial = storage.Relation{From: s.said.ID, Kind: storage.Denies, To: s.report.ID, Note: "n"}
		return tx.PutRelation(&s.denial)
	})
	return s
}

// TestRoundTrip reads what was put, and puts it again without a change.
func TestRoundTrip(t *testing.T) {
	s := newScene(t)
	ctx := context.Background()
	s.f = reopen(t, s.f)
	q := s.f.reader
	actor, err1 := readActor(ctx, q, s.afkham.ID)
	statement, err2 := readStatement(ctx, q, s.said.ID)
	doc, err3 := readDocument(ctx, q, s.doc.ID)
	role, err4 := readAffiliation(ctx, q, s.spokeswoman.ID)
	claim, err5 := readClaim(ctx, q, s.claim.ID)
	relation, err6 := readRelation(ctx, q, s.denial.ID)
	must(t, firstError(err1, err2, err3, err4, err5, err6))
	for _, pair := range [][2]any{{actor, s.afkham}, {statement, s.said}, {doc, s.doc}, {role, s.spokeswoman}, {claim, s.claim}, {relation, s.denial}} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("read\n%+v\nput\n%+v", pair[0], pair[1])
		}
	}
	change := do(t, s.f, "Nothing", func(tx *Tx) error {
		return firstError(tx.PutActor(&actor), tx.PutStatement(&statement), tx.PutDocument(&doc),
			tx.PutAffiliation(&role), tx.PutClaim(&claim), tx.PutRelation(&relation))
	})
	if !change.Empty() {
		t.Errorf("putting the same again touched %v", change.Touched)
	}
	if name, _ := s.f.UndoName(ctx); name != "Set up" {
		t.Errorf("the last step is %q", name)
	}
}

// TestUpdateTouchesLittle looks at the rows that an edit changes.
func TestUpdateTouchesLittle(t *testing.T) {
	s := newScene(t)
	edit := s.said
	edit.Addressees = []storage.ID{s.iran.ID}
	edit.Positions = []storage.Position{{Claim: s.claim.ID, Stance: -1}}
	edit.Tags = []string{"b", "c"}
	var got []string
	change := do(t, s.f, "Edit", func(tx *Tx) error {
		err := tx.PutStatement(&edit)
		for _, c := range tx.w.rec.changes {
			op := "update"
			if c.old == nil {
				op = "insert"
			} else if c.new == nil {
				op = "delete"
			}
			got = append(got, op+" "+c.table.name)
		}
		return err
	})
	want := "delete party, insert party, update position, insert tag, delete tagging, insert tagging, update statement"
	if strings.Join(got, ", ") != want {
		t.Errorf("changed %s", strings.Join(got, ", "))
	}
	if ids := change.Touched[storage.StatementRecord]; len(ids) != 1 || ids[0] != s.said.ID {
		t.Errorf("touched %v", change.Touched)
	}
	if edit.Changed <= s.said.Changed || edit.Made != s.said.Made {
		t.Errorf("made %d, changed %d; before %d, %d", edit.Made, edit.Changed, s.said.Made, s.said.Changed)
	}
	var tags int
	must(t, s.f.writer.scan("SELECT count(*) FROM tag WHERE name = 'a'", nil, &tags))
	if tags != 0 {
		t.Error("a tag without statements is left")
	}
}

func TestFrozenVersions(t *testing.T) {
	s := newScene(t)
	d := s.doc
	d.Versions = []storage.Version{{ID: s.version, Text: "She did not deny it."}}
	do(t, s.f, "Edit text", func(tx *Tx) error { return tx.PutDocument(&d) })
	if len(d.Versions) != 2 || d.Versions[0].Text != s.doc.Versions[0].Text || d.Versions[1].Number != 2 || d.Versions[1].SHA256 != checksum("She did not deny it.") {
		t.Errorf("versions are %+v", d.Versions)
	}
	d.Versions[1].Text = "nothing is coded in this one yet"
	second := d.Versions[1].ID
	do(t, s.f, "Edit text", func(tx *Tx) error { return tx.PutDocument(&d) })
	if len(d.Versions) != 2 || d.Versions[1].ID != second || d.Versions[1].SHA256 != checksum(d.Versions[1].Text) {
		t.Errorf("versions are %+v", d.Versions)
	}
	checkSound(t, s.f)
	d.Versions = d.Versions[1:]
	_, err := s.f.Do(context.Background(), "Drop", func(tx *Tx) error { return tx.PutDocument(&d) })
	wantField(t, err, "versions", "Version 1 is cited by 1 statement")
}

func wantField(t *testing.T, err error, field, part string) {
	t.Helper()
	var got *FieldError
	if !errors.As(err, &got) || got.Field != field || !strings.Contains(got.Message, part) {
		t.Errorf("gave %v (%+v), not %s: … %s", err, got, field, part)
	}
}

func TestFieldErrors(t *testing.T) {
	s := newScene(t)
	actor := func(edit func(*storage.Actor)) func(*Tx) error {
		return func(tx *Tx) error { a := s.iran; edit(&a); return tx.PutActor(&a) }
	}
	statement := func(edit func(*storage.Statement)) func(*Tx) error {
		return func(tx *Tx) error { v := s.report; edit(&v); return tx.PutStatement(&v) }
	}
	cite := func(c storage.Citation) func(*Tx) error {
		return statement(func(v *storage.Statement) { v.Citations = []storage.Citation{c} })
	}
	spans := func(list ...storage.Span) func(*Tx) error {
		return cite(storage.Citation{Document: s.doc.ID, Version: s.version, Spans: list})
	}
	for name, c := range map[string]struct {
		put         func(*Tx) error
		field, part string
	}{
		"blank name":          {actor(func(a *storage.Actor) { a.Name = " \u00a0" }), "name", "needs a name"},
		"control character":   {actor(func(a *storage.Actor) { a.Name = "a\x07b" }), "name", "control character (U+0007)"},
		"line break":          {actor(func(a *storage.Actor) { a.Name = "a\nb" }), "name", "U+000A"},
		"NUL":                 {actor(func(a *storage.Actor) { a.Note = "a\x00b" }), "note", "NUL"},
		"not UTF-8":           {actor(func(a *storage.Actor) { a.Note = "a\xffb" }), "note", "UTF-8"},
		"kind":                {actor(func(a *storage.Actor) { a.Kind = "robot" }), "kind", `"robot"`},
		"colour":              {actor(func(a *storage.Actor) { a.Colour = 1 << 24 }), "colour", "0xFFFFFF"},
		"order":               {actor(func(a *storage.Actor) { a.Order = math.NaN() }), "order", "number"},
		"alias twice":         {actor(func(a *storage.Actor) { a.Aliases = []storage.Alias{{Name: "x"}, {Name: "x"}} }), "aliases", "twice"},
		"blank alias":         {actor(func(a *storage.Actor) { a.Aliases = []storage.Alias{{}} }), "aliases", "needs a name"},
		"own parent":          {actor(func(a *storage.Actor) { a.Parent = a.ID }), "parent", "below itself"},
		"loop of parents":     {actor(func(a *storage.Actor) { a.Parent = s.afkham.ID }), "parent", "below itself"},
		"unknown parent":      {actor(func(a *storage.Actor) { a.Parent = 77 }), "parent", "not in the project"},
		"negative id":         {actor(func(a *storage.Actor) { a.ID = -1 }), "id", "negative"},
		"no speaker":          {statement(func(v *storage.Statement) { v.Speaker = 0 }), "speaker", "who said it"},
		"unknown speaker":     {statement(func(v *storage.Statement) { v.Speaker = 77 }), "speaker", "not in the project"},
		"no verb":             {statement(func(v *storage.Statement) { v.Verb = 0 }), "verb", "Choose a verb"},
		"certainty":           {statement(func(v *storage.Statement) { v.Certainty = 101 }), "certainty", "0 to 100"},
		"grade":               {statement(func(v *storage.Statement) { v.Grade = "G2" }), "grade", "B2"},
		"co-speaker":          {statement(func(v *storage.Statement) { v.CoSpeakers = []storage.ID{s.bbc.ID} }), "co_speakers", "co-speaker too"},
		"addressee twice":     {statement(func(v *storage.Statement) { v.Addressees = []storage.ID{s.iran.ID, s.iran.ID} }), "addressees", "twice"},
		"unknown coder":       {statement(func(v *storage.Statement) { v.Coder = 77 }), "coder", "not in the project"},
		"blank tag":           {statement(func(v *storage.Statement) { v.Tags = []string{""} }), "tags", "needs a name"},
		"reported in itself":  {statement(func(v *storage.Statement) { v.ReportedIn = v.ID }), "reported_in", "in itself"},
		"loop of reports":     {statement(func(v *storage.Statement) { v.ReportedIn = s.said.ID }), "reported_in", "in itself"},
		"stance":              {statement(func(v *storage.Statement) { v.Positions = []storage.Position{{Claim: s.claim.ID, Stance: 3}} }), "positions", "-2 to 2"},
		"stance on a topic":   {statement(func(v *storage.Statement) { v.Positions = []storage.Position{{Claim: s.topic.ID}} }), "positions", "takes no stance"},
		"claim twice":         {statement(func(v *storage.Statement) { v.Positions = []storage.Position{{Claim: s.claim.ID}, {Claim: s.claim.ID}} }), "positions", "twice"},
		"date backwards":      {statement(func(v *storage.Statement) { v.When.Corners.LatestEnd = 0 }), "when", "before it begins"},
		"kind of date":        {statement(func(v *storage.Statement) { v.When.Precision = edtf.ToSecond + 1 }), "when", "not known"},
		"no document":         {cite(storage.Citation{Quote: "x"}), "citations", "Choose the document"},
		"spans alone":         {cite(storage.Citation{Document: s.doc.ID, Spans: []storage.Span{{Start: 0, End: 1}}}), "citations", "need the version"},
		"unknown version":     {cite(storage.Citation{Document: s.doc.ID, Version: 77}), "citations", "not in the project"},
		"span too far":        {spans(storage.Span{Start: 0, End: 99}), "citations", "ends at byte 99"},
		"empty span":          {spans(storage.Span{Start: 3, End: 3}), "citations", "empty"},
		"span in a letter":    {spans(storage.Span{Start: 18, End: 20}), "citations", "in two"},
		"spans overlap":       {spans(storage.Span{Start: 0, End: 5}, storage.Span{Start: 4, End: 6}), "citations", "before the one"},
		"citation of another": {cite(storage.Citation{ID: s.said.Citations[0].ID, Document: s.doc.ID}), "citations", "another statement"},
		"loop of claims":      {func(tx *Tx) error { c := s.topic; c.Parent = s.claim.ID; return tx.PutClaim(&c) }, "parent", "below itself"},
		"claim into topic":    {func(tx *Tx) error { c := s.claim; c.Kind = storage.Topic; return tx.PutClaim(&c) }, "kind", "1 statement takes"},
		"blank claim":         {func(tx *Tx) error { return tx.PutClaim(&storage.Claim{Kind: storage.Factual}) }, "text", "needs"},
		"verb twice":          {func(tx *Tx) error { return tx.PutVerb(&storage.Verb{Label: "denied", Class: storage.Deny}) }, "label", "already"},
		"class of verb":       {func(tx *Tx) error { return tx.PutVerb(&storage.Verb{Label: "x"}) }, "class", "no class"},
		"relation to itself": {func(tx *Tx) error {
			return tx.PutRelation(&storage.Relation{From: s.said.ID, To: s.said.ID, Kind: storage.Cites})
		}, "to", "itself"},
		"relation twice": {func(tx *Tx) error { r := s.denial; r.ID = 0; return tx.PutRelation(&r) }, "kind", "already"},
		"relation to nothing": {func(tx *Tx) error {
			return tx.PutRelation(&storage.Relation{From: s.said.ID, To: 77, Kind: storage.Cites})
		}, "to", "not in the project"},
		"role in itself": {func(tx *Tx) error {
			return tx.PutAffiliation(&storage.Affiliation{Actor: s.iran.ID, Organization: s.iran.ID})
		}, "organization", "in itself"},
		"role of no one":    {func(tx *Tx) error { return tx.PutAffiliation(&storage.Affiliation{}) }, "actor", "Choose"},
		"blank coder":       {func(tx *Tx) error { return tx.PutCoder(&storage.Coder{}) }, "name", "needs a name"},
		"bookkeeping":       {func(tx *Tx) error { return tx.SetMeta(metaRevision, "0") }, metaRevision, "program's own"},
		"actor in use":      {func(tx *Tx) error { return tx.DeleteActor(s.iran.ID) }, "id", "“Iran” is used by 1 statement;"},
		"speaker in use":    {func(tx *Tx) error { return tx.DeleteActor(s.bbc.ID) }, "id", "used by 2 statements"},
		"document in use":   {func(tx *Tx) error { return tx.DeleteDocument(s.doc.ID) }, "id", "“Report” is used by 1"},
		"claim in use":      {func(tx *Tx) error { return tx.DeleteClaim(s.claim.ID) }, "id", "“They cooperated”"},
		"verb in use":       {func(tx *Tx) error { return tx.DeleteVerb(11) }, "id", "“denied”"},
		"merge with itself": {func(tx *Tx) error { return tx.MergeActors(s.iran.ID, s.iran.ID) }, "id", "itself"},
	} {
		t.Run(name, func(t *testing.T) {
			before := dump(t, s.f)
			_, err := s.f.Do(context.Background(), "Wrong", c.put)
			wantField(t, err, c.field, c.part)
			if dump(t, s.f) != before {
				t.Error("the file was changed")
			}
		})
	}
	checkSound(t, s.f)
}

func TestDeleteNotFound(t *testing.T) {
	f := newProject(t, testOptions())
	for i, del := range []func(*Tx) error{
		func(tx *Tx) error { return tx.DeleteActor(7) }, func(tx *Tx) error { return tx.DeleteAffiliation(7) },
		func(tx *Tx) error { return tx.DeleteDocument(7) }, func(tx *Tx) error { return tx.DeleteClaim(7) },
		func(tx *Tx) error { return tx.DeleteVerb(777) }, func(tx *Tx) error { return tx.DeleteStatement(7) },
		func(tx *Tx) error { return tx.DeleteRelation(7) }, func(tx *Tx) error { return tx.MergeActors(7, 8) },
		func(tx *Tx) error { return tx.MergeVerbs(1, 777) }, func(tx *Tx) error { _, err := tx.Statement(7); return err },
	} {
		if _, err := f.Do(context.Background(), "Delete", del); !errors.Is(err, ErrNotFound) {
			t.Errorf("%d gave %v", i, err)
		}
	}
}

func TestDelete(t *testing.T) {
	s := newScene(t)
	change := do(t, s.f, "Delete", func(tx *Tx) error { return tx.DeleteStatement(s.report.ID) })
	if got := change.Touched[storage.StatementRecord]; len(got) != 2 || len(change.Touched[storage.RelationRecord]) != 1 {
		t.Errorf("touched %v", change.Touched)
	}
	do(t, s.f, "Delete", func(tx *Tx) error {
		said, err := tx.Statement(s.said.ID)
		if said.ReportedIn != 0 {
			t.Error("still reported in what is gone")
		}
		return firstError(err, tx.DeleteStatement(s.said.ID), tx.DeleteActor(s.iran.ID), tx.DeleteClaim(s.topic.ID))
	})
	do(t, s.f, "Look", func(tx *Tx) error {
		a, err1 := tx.Actor(s.afkham.ID)
		c, err2 := tx.Claim(s.claim.ID)
		if a.Parent != 0 || c.Parent != 0 {
			t.Errorf("parents are %d, %d", a.Parent, c.Parent)
		}
		return firstError(err1, err2)
	})
	checkSound(t, s.f)
}

func TestMergeActors(t *testing.T) {
	s := newScene(t)
	before := dump(t, s.f)
	other := storage.Actor{Kind: storage.Person, Name: "Marzieh Afkham", Parent: s.afkham.ID, Colour: storage.NoColour, Note: "the same", Aliases: []storage.Alias{{Name: "افخم", Lang: "fa"}, {Name: "Afkham"}}}
	child := storage.Actor{Kind: storage.Person, Name: "aide", Colour: storage.NoColour}
	said := s.said
	do(t, s.f, "More", func(tx *Tx) error {
		if err := tx.PutActor(&other); err != nil {
			return err
		}
		child.Parent = other.ID
		said.ID, said.Citations = 0, nil
		said.Speaker, said.CoSpeakers = other.ID, []storage.ID{s.afkham.ID}
		said.Addressees, said.About, said.OnBehalf = []storage.ID{other.ID, s.afkham.ID}, []storage.ID{other.ID}, other.ID
		return firstError(tx.PutActor(&child), tx.PutStatement(&said),
			tx.PutAffiliation(&storage.Affiliation{Actor: other.ID, Organization: s.afkham.ID, Role: "herself"}))
	})
	more := dump(t, s.f)
	for _, pair := range [][2]storage.ID{{s.afkham.ID, other.ID}, {other.ID, s.afkham.ID}} {
		keep, gone := pair[0], pair[1]
		change := do(t, s.f, "Merge actors", func(tx *Tx) error { return tx.MergeActors(keep, gone) })
		if len(change.Touched[storage.ActorRecord]) < 2 || len(change.Touched[storage.StatementRecord]) == 0 {
			t.Errorf("touched %v", change.Touched)
		}
		do(t, s.f, "Look", func(tx *Tx) error {
			a, err1 := tx.Actor(keep)
			m, err2 := tx.Statement(said.ID)
			c, err3 := tx.Actor(child.ID)
			names := []string{a.Name}
			for _, alias := range a.Aliases {
				names = append(names, alias.Name)
			}
			for _, want := range []string{"Afkham", "Marzieh Afkham", "افخم"} {
				if !strings.Contains(strings.Join(names, "|")+"|", want+"|") {
					t.Errorf("names are %q", names)
				}
			}
			if !strings.Contains(a.Note, "spokeswoman") || !strings.Contains(a.Note, "the same") || a.Parent != s.iran.ID {
				t.Errorf("the actor is %+v", a)
			}
			if m.Speaker != keep || len(m.CoSpeakers) != 0 || len(m.Addressees) != 1 || m.About[0] != keep || m.OnBehalf != keep {
				t.Errorf("the statement is %+v", m)
			}
			if c.Parent != keep {
				t.Errorf("the child lies below %d", c.Parent)
			}
			_, gone := tx.Actor(gone)
			if !errors.Is(gone, ErrNotFound) {
				t.Errorf("still there: %v", gone)
			}
			return firstError(err1, err2, err3)
		})
		checkSound(t, s.f)
		_, err := s.f.Undo(context.Background())
		must(t, err)
		if dump(t, s.f) != more {
			t.Error("undo left another state")
		}
	}
	_, err := s.f.Undo(context.Background())
	must(t, err)
	if dump(t, s.f) != before {
		t.Error("undo left another state")
	}
}

func TestMergeVerbs(t *testing.T) {
	s := newScene(t)
	do(t, s.f, "Merge verbs", func(tx *Tx) error { return tx.MergeVerbs(12, 11) })
	do(t, s.f, "Look", func(tx *Tx) error {
		v, err1 := tx.Verb(12)
		m, err2 := tx.Statement(s.said.ID)
		if m.Verb != 12 || len(v.Aliases) != 1 || v.Aliases[0] != "denied" {
			t.Errorf("the verb is %+v, that of the statement %d", v, m.Verb)
		}
		return firstError(err1, err2)
	})
	checkSound(t, s.f)
}

func TestCoder(t *testing.T) {
	opt := testOptions()
	opt.Coder = "A. Nalyst"
	f := newProject(t, opt)
	a := addSpeaker(t, f, "Afkham")
	var ids []storage.ID
	for range 2 {
		s := storage.Statement{Speaker: a, Verb: 1, Certainty: storage.NoCertainty}
		do(t, f, "Add", func(tx *Tx) error { return tx.PutStatement(&s) })
		ids = append(ids, s.Coder)
		if s.Made == 0 || s.Changed != s.Made {
			t.Errorf("made %d, changed %d", s.Made, s.Changed)
		}
	}
	if ids[0] == 0 || ids[0] != ids[1] {
		t.Errorf("coders are %v", ids)
	}
}

func TestSetMeta(t *testing.T) {
	f := newProject(t, testOptions())
	change := do(t, f, "Title", func(tx *Tx) error { return tx.SetMeta("title", "The affair") })
	if ids := change.Touched[storage.MetaRecord]; change.Empty() || len(ids) != 1 || ids[0] != 0 {
		t.Errorf("touched %v", change.Touched)
	}
	do(t, f, "Title", func(tx *Tx) error { return tx.SetMeta("title", "") })
	var n int
	must(t, f.writer.scan("SELECT count(*) FROM meta WHERE key = 'title'", nil, &n))
	if n != 0 {
		t.Error("still there")
	}
	checkSound(t, f)
}
