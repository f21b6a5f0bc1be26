package app

import (
	"context"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/phrase"
	"saywhen/storage/sqlite"
)

func dateOf(t testing.TB, typed string) edtf.Date {
	t.Helper()
	d, err := edtf.Resolve(typed, "Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// stored reads a statement from the file.
func stored(t testing.TB, s *Session, id storage.ID) storage.Statement {
	t.Helper()
	st, err := s.File().Statement(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// newArticle puts a document with a text into the project.
func newArticle(t testing.TB, s *Session, title, published, text string) storage.Document {
	t.Helper()
	d := storage.Document{Title: title, Versions: []storage.Version{{Number: 1, Text: text}}}
	if published != "" {
		d.Published = dateOf(t, published)
	}
	s.Do("Add document", func(tx *sqlite.Tx) error { return tx.PutDocument(&d) }, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	s.Flush()
	return d
}

func TestSplitWhen(t *testing.T) {
	for _, c := range []struct{ when, words, typed string }{
		{"", "", ""},
		{" 2014-06 ", "", "2014-06"},
		{"a few days earlier = 2014-06-07", "a few days earlier", "2014-06-07"},
		{"so = so = 2014", "so = so", "2014"},
		{"then =", "then", "="},
		{"=", "", "="},
		{"= #2", "", "= #2"},
		{" = 2014", "", "= 2014"},
		{"2014=2015", "", "2014=2015"},
	} {
		if words, typed := splitWhen(c.when); words != c.words || typed != c.typed {
			t.Errorf("splitWhen(%q) = %q, %q, want %q, %q", c.when, words, typed, c.words, c.typed)
		}
	}
}

func TestWordsNarrowedToADate(t *testing.T) {
	s := newSession(t)
	e := entry("Iran", "said")
	e.When = "A few days earlier in June = 2014-06-07"
	id := enter(t, s, e)
	st := stored(t, s, id)
	if st.When.EDTF != "2014-06-07" || st.When.Wording != "A few days earlier in June" {
		t.Fatalf("stored %+v", st.When)
	}
	again := s.EntryOf(st)
	if again.When != "2014-06-07" || again.Wording != "A few days earlier in June" {
		t.Errorf("shown as %q with the words %q", again.When, again.Wording)
	}
	again.When = "2014-06-08"
	enter(t, s, again)
	if st = stored(t, s, id); st.When.EDTF != "2014-06-08" || st.When.Wording != "A few days earlier in June" {
		t.Errorf("a new date lost the words: %+v", st.When)
	}
}

func TestSameDateAsBefore(t *testing.T) {
	s := newSession(t)
	e := entry("Iran", "said")
	e.When = "="
	if _, err := s.ResolveWhen(e); err == nil || !strings.Contains(err.Error(), "no statement before") {
		t.Errorf("nothing before: %v", err)
	}
	e.Before = dateOf(t, "2014-06-16")
	e.Before.Wording = "on June 16"
	for _, c := range []struct {
		typed, wording string
		sequence       int
	}{{"=", "", 0}, {" = ", "", 0}, {"= #2", "", 2}, {"=#3", "", 3}, {"then =", "then", 0}} {
		e.When = c.typed
		d, err := s.ResolveWhen(e)
		if err != nil || d.Corners != e.Before.Corners || d.EDTF != "2014-06-16" || d.Wording != c.wording ||
			d.Sequence != c.sequence || d.Anchor != "2014-06-16" || d.Zone != "Asia/Tehran" {
			t.Errorf("%q: %+v, %v", c.typed, d, err)
		}
	}
	for _, wrong := range []string{"= x", "= #0", "= #-1", "= 2", "= #9999999999"} {
		e.When = wrong
		if d, err := s.ResolveWhen(e); err == nil {
			t.Errorf("%q was read as %+v", wrong, d)
		}
	}
	e.When = "="
	st := stored(t, s, enter(t, s, e))
	if got := s.EntryOf(st); got.When != "2014-06-16" || got.Before.EDTF != "2014-06-16" {
		t.Errorf("shown as %q before %q", got.When, got.Before.EDTF)
	}
}

func TestPickedReading(t *testing.T) {
	r := phrase.Result{Readings: []phrase.Reading{{Date: dateOf(t, "2014-09-05")}, {Date: dateOf(t, "2014-05-09")}}}
	for _, c := range []struct {
		picked string
		i      int
		ok     bool
	}{{"", 0, false}, {"2014-05-09", 1, true}, {"2014-09-05", 0, true}, {"2013", 0, false}} {
		if i, ok := PickedReading(r, c.picked); i != c.i || ok != c.ok {
			t.Errorf("%q: %d, %v", c.picked, i, ok)
		}
	}
	want := "“5.9.” can be 5 September 2014 or 9 May 2014: choose 1 or 2."
	if got := Question(" 5.9.", r); got != want {
		t.Errorf("asked %q, want %q", got, want)
	}
}
