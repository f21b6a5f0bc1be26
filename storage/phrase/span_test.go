package phrase

import (
	"testing"
	"time"
)

// TestSpanForms: a span prints as the one date that it is, or as its ends.
func TestSpanForms(t *testing.T) {
	five := dayOf(2014, 9, 5)
	at := func(h, m int) time.Time { return five.Add(time.Duration(h)*time.Hour + time.Duration(m)*time.Minute) }
	for _, s := range []struct {
		span                  span
		moment, before, after string
	}{
		{daySpan(five, 1), "2014-09-05", "2014-09-04", "2014-09-06"},
		{daySpan(five, 7), "[2014-09-05..2014-09-11]", "2014-09-04", "2014-09-12"},
		{daySpan(dayOf(2014, 9, 1), 7), "[2014-09-01..2014-09-07]", "2014-08-31", "2014-09-08"},
		{monthSpan(2014, 9, 1), "2014-09", "2014-08", "2014-10"},
		{monthSpan(2014, 12, 1), "2014-12", "2014-11", "2015-01"},
		{monthSpan(2014, 5, 4), "[2014-05..2014-08]", "2014-04-30", "2014-09-01"},
		{yearSpan(2014, 1), "2014", "2013", "2015"},
		{yearSpan(2014, 3), "[2014..2016]", "2013-12-31", "2017-01-01"},
		{span{from: at(17, 30), to: at(17, 31)}, "2014-09-05T17:30", "2014-09-05T17:30:00", "2014-09-05T17:31:00"},
		{span{from: at(17, 30), to: at(17, 30)}, "2014-09-05T17:30:00", "2014-09-05T17:30:00", "2014-09-05T17:30:00"},
		{span{from: at(17, 0), to: at(24, 0)}, "[2014-09-05T17:00:00..2014-09-06T00:00:00]", "2014-09-05T17:00:00", "2014-09-06"},
	} {
		if got := s.span.moment("", ""); got != s.moment {
			t.Errorf("%v prints as %s, want %s", s.span, got, s.moment)
		}
		if got := s.span.neighbour(-1, ""); got != s.before {
			t.Errorf("before %s is %s, want %s", s.moment, got, s.before)
		}
		if got := s.span.neighbour(1, ""); got != s.after && got != s.after+"T00:00:00" {
			t.Errorf("after %s is %s, want %s", s.moment, got, s.after)
		}
	}
}

// TestAtoms: what numbers and signs are taken for.
func TestAtoms(t *testing.T) {
	for _, a := range []struct {
		typed string
		want  []meaning
	}{
		{"5.9.2014", []meaning{numeric}},
		{"5. 9. 2014", []meaning{numeric}},
		{"5.9.", []meaning{numeric}},
		{"5.30 pm", []meaning{time24, meridiem}},
		{"at 5.30", []meaning{at, time24}},
		{"17.30 Uhr", []meaning{time24, oclock}},
		{"17:30 +0430", []meaning{time24, offset}},
		{"17:30 -04:00", []meaning{time24, offset}},
		{"14:00-16:00", []meaning{time24, dash, time24}},
		{"UTC+3", []meaning{zoneName, offset}},
		{"11-20 June", []meaning{number, dash, number, month}},
		{"16. Juni", []meaning{number, month}},
		{"the '90s", []meaning{decade}},
		{"June '14", []meaning{month, yearOf}},
		{"mid-June", []meaning{third, dash, month}},
		{"1400 GMT", []meaning{time24, zoneName}},
		{"5 o'clock", []meaning{number, oclock}},
		{"Europe/Paris", []meaning{zoneName}},
		{"Freitagabend", []meaning{weekday, partOfDay}},
		{"??/09/2014", []meaning{numeric}},
		{"Friday ?", []meaning{weekday, uncertain}},
		{"Friday & Monday", []meaning{weekday, unknown, weekday}},
	} {
		var got []meaning
		for _, x := range read(a.typed) {
			got = append(got, x.says)
		}
		same := len(got) == len(a.want)
		for i := range got {
			same = same && got[i] == a.want[i]
		}
		if !same {
			t.Errorf("%q is %v, want %v", a.typed, got, a.want)
		}
	}
}

// TestParts: the parts of the day are those of the package comment.
func TestParts(t *testing.T) {
	for i, want := range map[int]string{
		earlyHours: "the early hours are 0–6", morning: "morning is 6–12", noonHour: "midday is 12–13",
		afternoon: "afternoon is 12–17", evening: "evening is 17–24", night: "night is 20–6 of the next day",
	} {
		if got := parts[i].say(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if early := parts[morning].cut(early); early.from != 6*60 || early.to != 9*60 {
		t.Errorf("early in the morning is %v", early)
	}
}
