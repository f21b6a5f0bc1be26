package app

import (
	"strings"
	"testing"

	"saywhen/storage/phrase"
	"saywhen/storage/sqlite"
)

// TestDateThatCouldBeTwoIsAsked: a day-month order is not guessed.
func TestDateThatCouldBeTwoIsAsked(t *testing.T) {
	s := newSession(t)
	e := entry("Iran", "said")
	e.When = "5/9/2014"
	wrong := s.Check(e)
	if len(wrong) != 1 || wrong[0].Field != "when" || !strings.Contains(wrong[0].Message, "choose 1 or 2") {
		t.Fatalf("asked %v", wrong)
	}
	e.Picked = "2014-05-09"
	id := enter(t, s, e)
	if st := stored(t, s, id); st.When.EDTF != "2014-05-09" || st.When.Wording != "5/9/2014" {
		t.Errorf("picked the second, stored %+v", st.When)
	}
	if again := s.EntryOf(stored(t, s, id)); again.When != "5/9/2014" || again.Picked != "2014-05-09" {
		t.Errorf("shown as %q, picked %q", again.When, again.Picked)
	}
	e.Picked = ""
	s.SetReading(phrase.DayMonth, 0)
	if d, err := s.ResolveWhen(e); err != nil || d.EDTF != "2014-09-05" {
		t.Errorf("day before month: %+v, %v", d, err)
	}
}

// TestWordsAreReadAgainstTheDocument and, once stored, against what they were
// read against first.
func TestWordsAreReadAgainstTheDocument(t *testing.T) {
	s := newSession(t)
	doc := newArticle(t, s, "Brief", "2014-09-06", "")
	e := entry("Iran", "said")
	e.When, e.Document = "Friday evening", "Brief"
	id := enter(t, s, e)
	st := stored(t, s, id)
	if st.When.EDTF != "[2014-09-05T17:00:00..2014-09-06T00:00:00]" || st.When.Anchor != "2014-09-06" || st.When.Zone != "Asia/Tehran" {
		t.Fatalf("stored %+v", st.When)
	}
	if got := s.EntryOf(st); got.When != "Friday evening" || got.Wording != "" {
		t.Errorf("shown as %q with the words %q", got.When, got.Wording)
	}
	// The document's date turns out to be another one: what is stored stays.
	doc.Published = dateOf(t, "2015-01-10")
	s.Do("Edit document", func(tx *sqlite.Tx) error {
		d, err := tx.Document(doc.ID)
		if err != nil {
			return err
		}
		d.Published = doc.Published
		return tx.PutDocument(&d)
	}, nil)
	s.Flush()
	again := s.EntryOf(st)
	if again.When != st.When.EDTF || again.Wording != "Friday evening" {
		t.Errorf("shown as %q with the words %q", again.When, again.Wording)
	}
	again.Gist = "changed"
	enter(t, s, again)
	if after := stored(t, s, id); after.When != st.When || after.Gist != "changed" {
		t.Errorf("the date was %+v, is %+v", st.When, after.When)
	}
}

func TestWordsAreReadAgainstTheStatementBefore(t *testing.T) {
	s := newSession(t)
	e := entry("Iran", "said")
	e.When, e.Before = "two days later", dateOf(t, "2014-06-07")
	id := enter(t, s, e)
	st := stored(t, s, id)
	if st.When.EDTF != "2014-06-09" || st.When.Anchor != "2014-06-07" || st.When.Wording != "two days later" {
		t.Fatalf("stored %+v", st.When)
	}
	again := s.EntryOf(st)
	if again.When != "two days later" || again.Before.EDTF != "2014-06-07" {
		t.Errorf("shown as %q before %q", again.When, again.Before.EDTF)
	}
	again.When = "three days later"
	enter(t, s, again)
	if st = stored(t, s, id); st.When.EDTF != "2014-06-10" {
		t.Errorf("retyped: %+v", st.When)
	}
}
