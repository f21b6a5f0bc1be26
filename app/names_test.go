package app

import (
	"fmt"
	"slices"
	"testing"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// putActors adds actors by name.
func putActors(t *testing.T, s *Session, names ...string) (ids []storage.ID) {
	t.Helper()
	do(t, s, "Add actors", func(tx *sqlite.Tx) error {
		for _, n := range names {
			a := storage.Actor{Kind: storage.Person, Name: n, Colour: storage.NoColour}
			if err := tx.PutActor(&a); err != nil {
				return err
			}
			ids = append(ids, a.ID)
		}
		return nil
	})
	return ids
}

// do runs a step and fails the test when it fails.
func do(t *testing.T, s *Session, name string, fn func(*sqlite.Tx) error) {
	t.Helper()
	var failed error
	s.Do(name, fn, func(err error) { failed = err })
	s.Flush()
	if failed != nil {
		t.Fatalf("%s: %v", name, failed)
	}
}

// TestCompleteWithoutAliases: the actor has one name, and is found by any
// spelling of it and in its own script.
func TestCompleteWithoutAliases(t *testing.T) {
	s := newSession(t)
	putActors(t, s, "Ali Shamkhani", "Marzieh Afkham", "Marina Orlova")
	for _, typed := range []string{"Marziyeh", "Marzeiyeh", "Afkham", "افخم", "مرضیه افخم", "afkham m"} {
		got := s.Lists().Complete(ActorNames, typed, 5)
		if len(got) == 0 || got[0].Name != "Marzieh Afkham" || got[0].Alias != "" || got[0].Hint != "person" {
			t.Errorf("%q gives %+v", typed, got)
		}
	}
	if _, known := s.Lists().Known(ActorNames, "Marziyeh Afkham"); known {
		t.Error("a name that only sounds alike is taken for a known one")
	}
}

func TestCompleteVerbsByCode(t *testing.T) {
	s := newSession(t)
	got := s.Lists().Complete(VerbNames, "112", 3)
	if len(got) == 0 || got[0].Name != "accused" || got[0].Hint != "accuse · 112" || got[0].Alias != "" {
		t.Errorf("112 gives %+v", got)
	}
	if got := s.Lists().Complete(VerbNames, "denyed", 3); len(got) == 0 || got[0].Name != "denied" {
		t.Errorf("denyed gives %+v", got)
	}
	if _, known := s.Lists().Known(VerbNames, "112"); known {
		t.Error("a code is taken for a name")
	}
}

func TestCompleteForTheDocument(t *testing.T) {
	s := newSession(t)
	ids := putActors(t, s, "Hassan A", "Hassan B", "Hassan C", "Hassan")
	names := func(typed string, c CompleteContext) (out []string) {
		for _, n := range s.Lists().CompleteFor(ActorNames, typed, 4, c) {
			out = append(out, n.Name)
		}
		return out
	}
	got := names("hass", CompleteContext{Document: []storage.ID{ids[2], ids[2]}, Recent: []storage.ID{ids[1], ids[0]}})
	if want := []string{"Hassan C", "Hassan B", "Hassan A", "Hassan"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := names("hassan", CompleteContext{Document: ids[:1], Recent: ids[:1]}); got[0] != "Hassan" {
		t.Errorf("what is typed out does not win: %q", got)
	}
}

func TestLikely(t *testing.T) {
	s := newSession(t)
	for i, speaker := range []string{"Ann", "Bob", "Cid"} {
		e := entry(speaker, "said")
		e.Document = []string{"One", "Two", "Two"}[i]
		e.Quote, e.Addressees = "x", []string{"Dee"}
		enter(t, s, e)
	}
	doc, _ := s.Lists().Known(DocumentNames, "Two")
	c := s.Likely(doc)
	id := func(name string) storage.ID { id, _ := s.Lists().Known(ActorNames, name); return id }
	if c.Recent[0] != id("Cid") || !slices.Contains(c.Recent, id("Ann")) {
		t.Errorf("recent %v", c.Recent)
	}
	if slices.Contains(c.Document, id("Ann")) || !slices.Contains(c.Document, id("Bob")) || !slices.Contains(c.Document, id("Dee")) {
		t.Errorf("of the document %v", c.Document)
	}
	if c := s.Likely(0); c.Document != nil {
		t.Errorf("no document has %v", c.Document)
	}
}

// TestIndexIsShared while no name of the kind changes, and follows when one does.
func TestIndexIsShared(t *testing.T) {
	s := newSession(t)
	putActors(t, s, "Ann")
	before := s.Lists().index(ActorNames)
	do(t, s, "Add claim", func(tx *sqlite.Tx) error { return tx.PutClaim(&storage.Claim{Kind: storage.Factual, Text: "It rains"}) })
	if s.Lists().index(ActorNames) != before {
		t.Error("a claim made the index of actors anew")
	}
	old := s.Lists()
	putActors(t, s, "Anna")
	if got := s.Lists().Complete(ActorNames, "ann", 5); len(got) != 2 {
		t.Errorf("after a change: %+v", got)
	}
	if got := old.Complete(ActorNames, "ann", 5); len(got) != 1 {
		t.Errorf("the Lists from before the change: %+v", got)
	}
	if err := undo(s); err != nil {
		t.Fatal(err)
	}
	if got := s.Lists().Complete(ActorNames, "ann", 5); len(got) != 1 {
		t.Errorf("after undo: %+v", got)
	}
}

func undo(s *Session) (failed error) {
	s.Undo(s.ctx, func(err error) { failed = err })
	s.Flush()
	return failed
}

// BenchmarkComplete is what one key costs in a field at 25,000 actors with
// 50,000 aliases, in a document that speaks of 200 of them.
func BenchmarkComplete(b *testing.B) {
	l := &Lists{}
	for i := range 25_000 {
		a := storage.Actor{ID: storage.ID(i + 1), Kind: storage.Person, Name: fmt.Sprintf("Person %x of %x", i*7919, i%997)}
		for k := range 2 {
			a.Aliases = append(a.Aliases, storage.Alias{Name: fmt.Sprintf("Alias%x %x", i*31+k, i%499)})
		}
		l.Actors = append(l.Actors, a)
	}
	l.number()
	l.renewNames(allKinds)
	var c CompleteContext
	for i := range 200 {
		c.Document = append(c.Document, storage.ID(100*i+1))
	}
	l.index(ActorNames)
	for _, typed := range []string{"", "p", "person", "alias1", "qqq", "person 1f"} {
		b.Run(typed, func(b *testing.B) {
			for b.Loop() {
				l.CompleteFor(ActorNames, typed, 8, c)
			}
		})
	}
}
