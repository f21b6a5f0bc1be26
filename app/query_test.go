package app

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/query"
)

// openedSample opens a new project that holds the sample.
func openedSample(t *testing.T) *Session {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.saywhen")
	if err := CreateFrom(context.Background(), path, []byte(sample(t))); err != nil {
		t.Fatal(err)
	}
	return openSession(t, path)
}

func TestQueriesBecomeFilters(t *testing.T) {
	s := openedSample(t)
	named := func(name string) storage.ID {
		id, ok := s.Lists().Known(ActorNames, name)
		if !ok {
			t.Fatalf("the sample has nobody called %s", name)
		}
		return id
	}
	verb := func(label string) storage.ID {
		id, _ := s.Lists().Known(VerbNames, label)
		return id
	}
	for _, c := range []struct {
		typed string
		want  storage.Filter
	}{
		{"", storage.Filter{}},
		{`unreal "in words"`, storage.Filter{Text: `unreal "in words"`}},
		{"actor:afkham", storage.Filter{Actors: []storage.ID{named("Marzieh Afkham")}}},
		{`speaker:"marie harf" verb:denied verb:016`, storage.Filter{Speakers: []storage.ID{named("Marie Harf")}, Verbs: []storage.ID{verb("denied"), verb("denied")}}},
		{"stance:opposes stance:-1 class:deny", storage.Filter{Stances: []storage.Stance{-2, -1}, Classes: []storage.Class{storage.Deny}}},
		{`has:quote has:"no date" tag:#urgent`, storage.Filter{Has: []storage.Trait{storage.HasQuote, storage.HasNoDate}, Tags: []string{"urgent"}}},
	} {
		f, err := s.ReadQuery(c.typed)
		if err != nil || !equalJSON(t, f, c.want) {
			t.Errorf("%s: %+v, %v", c.typed, f, err)
		}
	}
	f, err := s.ReadQuery("from:2014-06 to:2014-06")
	if err != nil || !f.HasFrom || !f.HasTo || f.To-f.From != 30*86400 {
		t.Errorf("June: %+v, %v", f, err)
	}
}

func TestQueriesThatCannotBeRead(t *testing.T) {
	s := openedSample(t)
	for _, c := range []struct{ typed, at, words string }{
		{"x actor:Nobody", "actor:Nobody", "not an actor called “Nobody”"},
		{"actor:Ali", "actor:Ali", "may be “Ali Khamenei” or “Ali Shamkhani”"},
		{"stance:red x", "stance:red", "no stance"},
		{"has:legs", "has:legs", "that a statement can have"},
		{"from:2014-02-31", "from:2014-02-31", "31"},
		{"from:5/9/2014", "from:5/9/2014", "two days"},
		{"colour:red", "colour:", "not something to ask for"},
	} {
		_, err := s.ReadQuery(c.typed)
		var e *query.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", c.typed, err)
		} else if c.typed[e.At:e.End] != c.at || !strings.Contains(e.Reason, c.words) {
			t.Errorf("%s: at %q: %s", c.typed, c.typed[e.At:e.End], e.Reason)
		}
	}
}

// TestFiltersAreWrittenAsTheyAreRead writes filters as queries and reads them
// again.
func TestFiltersAreWrittenAsTheyAreRead(t *testing.T) {
	s := openedSample(t)
	for _, typed := range []string{
		"actor:Afkham", `speaker:"Ali Shamkhani" stance:denies unreal`, "from:2014-06-07 to:2014-06-16 has:date",
		`from:2014-06-07T12:30:00 class:accuse tag:"two words"`, "verb:denied source:BBC",
	} {
		f, err := s.ReadQuery(typed)
		if err != nil {
			if strings.Contains(typed, "source") {
				continue // the sample cites one outlet only
			}
			t.Error(err)
			continue
		}
		again, err := s.ReadQuery(s.WriteQuery(f))
		if err != nil || !equalJSON(t, again, f) {
			t.Errorf("%s\nis written %s\nand read %+v, %v", typed, s.WriteQuery(f), again, err)
		}
	}
}

func TestCompletingQueries(t *testing.T) {
	s := openedSample(t)
	for _, c := range []struct {
		typed string
		want  string // first
	}{
		{"ac", "actor:"},
		{"st", "stance:"},
		{"actor:Afk", "Marzieh Afkham"},
		{"actor:افخ", "Marzieh Afkham"},
		{"verb:den", "denied"},
		{"stance:d", "denies"},
		{"has:no ", ""},
		{"has:q", "quote"},
		{"class:a", "affirm"},
	} {
		_, end, list := s.CompleteQuery(c.typed, len(c.typed), 5)
		got := ""
		if len(list) > 0 {
			got = list[0].Name
		}
		if got != c.want || end != len(c.typed) || len(list) > 5 {
			t.Errorf("%s: %q of %d, up to %d", c.typed, got, len(list), end)
		}
	}
	if _, _, list := s.CompleteQuery("stance:", 7, 9); !slices.ContainsFunc(list, func(n Suggestion) bool { return n.Name == "supports" }) {
		t.Errorf("%v", list)
	}
}
