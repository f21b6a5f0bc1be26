package app

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// step waits for something that is done in one step and gives its error.
func step(s *Session, fn func(done func(error))) (failed error) {
	fn(func(err error) { failed = err })
	s.Flush()
	return failed
}

func TestRenameKeepsTheOldName(t *testing.T) {
	s := newSession(t)
	id := putActors(t, s, "M. Afkham")[0]
	if err := step(s, func(done func(error)) { s.Rename(ActorNames, id, " Marzieh Afkham ", done) }); err != nil {
		t.Fatal(err)
	}
	a, _ := s.Lists().Actor(id)
	if a.Name != "Marzieh Afkham" || len(a.Aliases) != 1 || a.Aliases[0].Name != "M. Afkham" {
		t.Errorf("renamed to %+v", a)
	}
	if err := step(s, func(done func(error)) { s.Rename(ActorNames, id, "M. Afkham", done) }); err != nil {
		t.Fatal(err)
	}
	if a, _ = s.Lists().Actor(id); len(a.Aliases) != 1 || a.Aliases[0].Name != "Marzieh Afkham" {
		t.Errorf("renamed back: %+v", a)
	}
	var field *sqlite.FieldError
	if err := step(s, func(done func(error)) { s.Rename(ActorNames, id, " ", done) }); !errors.As(err, &field) {
		t.Errorf("an empty name gives %v", err)
	}
	if err := step(s, func(done func(error)) { s.Rename(DocumentNames, id, "x", done) }); err == nil {
		t.Error("a document was renamed")
	}
}

func TestAddMoveMergeDelete(t *testing.T) {
	s := newSession(t)
	for _, kind := range []NameKind{ActorNames, ClaimNames, VerbNames} {
		var ids []storage.ID
		for _, name := range []string{"One", "Two", "Three"} {
			err := step(s, func(done func(error)) {
				s.AddName(kind, name, 0, func(id storage.ID, err error) { ids = append(ids, id); done(err) })
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if kind != VerbNames {
			if err := step(s, func(done func(error)) { s.MoveUnder(kind, ids[1:], ids[0], done) }); err != nil {
				t.Fatal(err)
			}
			if !s.Lists().Below(kind, ids[2], ids[0]) || s.Lists().Below(kind, ids[0], ids[2]) {
				t.Errorf("%s: three does not lie below one", kind.Noun(1))
			}
			var field *sqlite.FieldError
			if err := step(s, func(done func(error)) { s.MoveUnder(kind, ids[:1], ids[1], done) }); !errors.As(err, &field) {
				t.Errorf("%s: a loop gives %v", kind.Noun(1), err)
			}
		}
		// Its own child: the one that stays takes the place of the other.
		if err := step(s, func(done func(error)) {
			s.Merge(kind, ids[1], ids[:1], func(_ []storage.ID, err error) { done(err) })
		}); err != nil {
			t.Fatal(err)
		}
		if s.Lists().Name(kind, ids[0]) != "" || s.Lists().Parent(kind, ids[1]) != 0 {
			t.Errorf("%s: after the merge %v", kind.Noun(1), s.Lists())
		}
		if name := s.Status().Undo; name != "Merge 2 "+kind.Noun(2) {
			t.Errorf("the step is called %q", name)
		}
		if err := step(s, func(done func(error)) { s.Delete(kind, ids[1], 0, done) }); err != nil {
			t.Fatal(err)
		}
		if s.Lists().Name(kind, ids[1]) != "" {
			t.Errorf("%s: deleted and still there", kind.Noun(1))
		}
	}
}

func TestDeleteOfWhatIsUsed(t *testing.T) {
	s := newSession(t)
	e := entry("Ann", "denied")
	e.Positions = []EntryPosition{{Claim: "It rains", Stance: -2}}
	enter(t, s, e)
	enter(t, s, entry("Bob", "said"))
	claim := storage.Claim{Kind: storage.Factual, Text: "It is wet"}
	do(t, s, "Add claim", func(tx *sqlite.Tx) error { return tx.PutClaim(&claim) })
	id := func(kind NameKind, name string) storage.ID {
		id, ok := s.Lists().Known(kind, name)
		if !ok {
			t.Fatalf("there is no %q", name)
		}
		return id
	}
	for _, c := range []struct {
		kind     NameKind
		gone, by storage.ID
	}{
		{ActorNames, id(ActorNames, "Ann"), id(ActorNames, "Bob")},
		{ClaimNames, id(ClaimNames, "It rains"), claim.ID},
		{VerbNames, id(VerbNames, "denied"), id(VerbNames, "said")},
	} {
		err := step(s, func(done func(error)) { s.Delete(c.kind, c.gone, 0, done) })
		if err == nil || !strings.Contains(err.Error(), "1 statement") {
			t.Errorf("deleting a used %s gives %v", c.kind.Noun(1), err)
		}
		if err := step(s, func(done func(error)) { s.Delete(c.kind, c.gone, c.by, done) }); err != nil {
			t.Errorf("reassigning a %s: %v", c.kind.Noun(1), err)
		}
	}
	cols := s.Index().Columns()
	bob := id(ActorNames, "Bob")
	if cols.Speaker[0] != bob || cols.Speaker[1] != bob || cols.Claims[0] != claim.ID || cols.Verb[0] != cols.Verb[1] {
		t.Errorf("the statements have %+v", cols)
	}
}

func TestSplitAndMergeBack(t *testing.T) {
	s := newSession(t)
	for range 3 {
		enter(t, s, entry("Hassan", "said"))
	}
	whole, _ := s.Lists().Known(ActorNames, "Hassan")
	some := slices.Clone(s.Index().Columns().ID[:2])
	var part storage.ID
	if err := step(s, func(done func(error)) {
		s.SplitActor(whole, "Hassan the Younger", nil, some, func(id storage.ID, err error) { part = id; done(err) })
	}); err != nil {
		t.Fatal(err)
	}
	if sp := s.Index().Columns().Speaker; sp[0] != part || sp[1] != part || sp[2] != whole {
		t.Errorf("speakers %v", sp)
	}
	if err := undo(s); err != nil {
		t.Fatal(err)
	}
	if sp := s.Index().Columns().Speaker; sp[0] != whole || s.Lists().ActorName(part) != "" {
		t.Errorf("after undo: %v", sp)
	}
}

func TestRolesInTheManager(t *testing.T) {
	s := newSession(t)
	ids := putActors(t, s, "Ann", "Ministry")
	r := storage.Affiliation{Actor: ids[0], Organization: ids[1], Role: "spokeswoman"}
	if err := step(s, func(done func(error)) { s.PutAffiliation(r, done) }); err != nil {
		t.Fatal(err)
	}
	got := s.Lists().Affiliations
	if len(got) != 1 || got[0].Role != "spokeswoman" || s.Status().Undo != "Add role" {
		t.Fatalf("got %+v, step %q", got, s.Status().Undo)
	}
	if err := step(s, func(done func(error)) { s.DeleteAffiliation(got[0].ID, done) }); err != nil || len(s.Lists().Affiliations) != 0 {
		t.Errorf("%v, %v left", err, s.Lists().Affiliations)
	}
}

func TestAlikeForgetsWhatIsTwo(t *testing.T) {
	s := newSession(t)
	ids := putActors(t, s, "Marzieh Afkham", "مرضیه افخم", "Afkham", "Iran", "Government of Iran")
	do(t, s, "Set up", func(tx *sqlite.Tx) error {
		a, err := tx.Actor(ids[4])
		a.Parent, a.Kind = ids[3], storage.Organization
		return errors.Join(err, tx.PutActor(&a))
	})
	pairs := s.Lists().Alike()
	if len(pairs) != 3 {
		t.Fatalf("%+v, want the three names of one person", pairs)
	}
	if err := step(s, func(done func(error)) { s.KeepTwo(ids[1], ids[0], done) }); err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Lists().Alike() {
		if p.A == int64(ids[0]) && p.B == int64(ids[1]) {
			t.Error("asked again")
		}
	}
	if err := undo(s); err != nil || len(s.Lists().Alike()) != 3 {
		t.Errorf("%v; undo does not ask again", err)
	}
}
