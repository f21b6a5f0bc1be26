package app

import (
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
