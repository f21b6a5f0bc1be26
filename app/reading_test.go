package app

import (
	"context"
	"testing"
	"time"

	"saywhen/storage/phrase"
)

func TestReadingIsTheUsersHabit(t *testing.T) {
	s := &Session{}
	if s.DayMonth() != phrase.Ask || s.WeekStart() != time.Sunday {
		t.Errorf("a new session reads %v with weeks from %v", s.DayMonth(), s.WeekStart())
	}
	s.SetReading(phrase.MonthDay, time.Saturday)
	if s.DayMonth() != phrase.MonthDay || s.WeekStart() != time.Saturday {
		t.Errorf("after SetReading: %v, %v", s.DayMonth(), s.WeekStart())
	}
	s.SetReading(phrase.DayMonth, time.Monday)
	if s.DayMonth() != phrase.DayMonth || s.WeekStart() != time.Monday {
		t.Errorf("said anew: %v, %v", s.DayMonth(), s.WeekStart())
	}
}

func TestSetProjectIsOneStep(t *testing.T) {
	s := newSession(t)
	old := s.Lists().Zone()
	s.SetProject("The affair", "Asia/Tehran", nil)
	s.Flush()
	if s.Title() != "The affair" || s.Lists().Zone() != "Asia/Tehran" || s.Location().String() != "Asia/Tehran" {
		t.Errorf("the project is %q in %s", s.Title(), s.Lists().Zone())
	}
	s.Undo(context.Background(), nil)
	s.Flush()
	if s.Lists().Zone() != old || s.Title() == "The affair" {
		t.Errorf("undo left %q in %s", s.Title(), s.Lists().Zone())
	}
}

func TestSetCoderSignsWhatIsSavedNext(t *testing.T) {
	s := newSession(t)
	s.SetCoder("Ada")
	id := enter(t, s, entry("Somebody", "said"))
	for st, err := range s.File().Statements(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if st.ID == id && (st.Coder == 0 || s.Lists().Coders[0].Name != "Ada") {
			t.Errorf("signed by %d of %v", st.Coder, s.Lists().Coders)
		}
	}
}
