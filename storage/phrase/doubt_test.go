package phrase

import (
	"errors"
	"strings"
	"testing"
	"time"

	"saywhen/storage/edtf"
)

// readingsOf are the EDTF strings of all readings.
func readingsOf(t *testing.T, typed string, c Context) (all string, ask bool) {
	t.Helper()
	r, err := Read(typed, c)
	if err != nil {
		return err.Error(), false
	}
	var forms []string
	for _, x := range r.Readings {
		forms = append(forms, x.Date.EDTF)
		checkReading(t, typed, x)
	}
	return strings.Join(forms, " "), r.Ask
}

// TestOrder: a day and a month that could be either are asked about under Ask,
// and settled by the other orders.
func TestOrder(t *testing.T) {
	for _, o := range []struct {
		typed, asked, dayMonth, monthDay string
		ask                              bool
	}{
		{"5.9.2014", "2014-09-05", "2014-09-05", "2014-05-09", false}, // between dots the day comes first
		{"5.9.2014", "2014-09-05", "2014-09-05", "2014-05-09", false}, // between dots the day comes first
		{"05-09-14", "2014-09-05 2014-05-09 2005-09-14", "2014-09-05", "2014-05-09", true},
		{"5/9", "2014-09-05 2014-05-09", "2014-09-05", "2014-05-09", true},
		{"5.9.", "2014-09-05", "2014-09-05", "2014-05-09", false},
		{"5/5/2014", "2014-05-05", "2014-05-05", "2014-05-05", false},
		{"25/9/2014", "2014-09-25", "2014-09-25", "2014-09-25", false},
		{"9/25/2014", "2014-09-25", "2014-09-25", "2014-09-25", false},
		{"2014/9/5", "2014-09-05", "2014-09-05", "2014-09-05", false},
		{"2014.9.5", "2014-09-05", "2014-09-05", "2014-09-05", false},
		{"2014-9-5", "2014-09-05", "2014-09-05", "2014-09-05", false},
		{"9/2014", "2014-09", "2014-09", "2014-09", false},
		{"2014/9", "2014-09", "2014-09", "2014-09", false},
		{"??/09/2014", "2014-09-XX", "2014-09-XX", "2014-09-XX", false},
		{"09/??/2014", "2014-09-XX", "2014-09-XX", "2014-09-XX", false},
		{"15/??/2014", "2014-XX-15", "2014-XX-15", "2014-XX-15", false},
		{"??/??/1999", "1999-XX-XX", "1999-XX-XX", "1999-XX-XX", false},
		{"before 5/9/2014", "[..2014-09-04] [..2014-05-08]", "[..2014-09-04]", "[..2014-05-08]", true},
	} {
		c := september(t)
		for order, want := range map[Order]string{Ask: o.asked, DayMonth: o.dayMonth, MonthDay: o.monthDay} {
			c.Order = order
			got, ask := readingsOf(t, o.typed, c)
			if got != want || ask != (o.ask && order == Ask) {
				t.Errorf("%q in order %d is %s, %v, want %s", o.typed, order, got, ask, want)
			}
		}
	}
}

// TestAlternatives: what has several readings, and which of them are asked for.
func TestAlternatives(t *testing.T) {
	for _, a := range []struct {
		typed, before, want string
		ask                 bool
	}{
		{"Saturday", "", "2014-09-06 2014-08-30", false},
		{"Friday", "", "2014-09-05", false},
		{"Friday", "2014-06-16", "2014-09-05 2014-06-20", false},
		{"December", "", "2013-12 2014-12", false},
		{"June", "", "2014-06", false},
		{"16 September", "", "2013-09-16 2014-09-16", false},
		{"June 16", "2012-06-10", "2014-06-16 2012-06-16", false},
		{"this Friday", "", "2014-09-05 2014-09-12", false},
		{"last Saturday", "", "2014-08-30", false},
		{"at 5", "", "2014-09-06T05:00 2014-09-06T17:00", true},
		{"Friday 6 September 2014", "", "2014-09-06 2014-09-05", true},
		{"a Friday in June", "", "2014-06-06 2014-06-13 2014-06-20 2014-06-27", true},
		{"midnight on Friday", "", "2014-09-06T00:00 2014-09-05T00:00", false},
		{"1393-06-14", "", "1393-06-14 2014-09-05", false},
		{"1393", "", "1393 [2014-03-21..2015-03-20]", false},
		{"1393-13", "", "“1393-13” cannot be read as a date: there is no month 13.", false},
		{"since mid June", "", "2014-06-11/.. 2014-06/..", false},
	} {
		c := september(t)
		c.Before = dated(t, a.before)
		if got, ask := readingsOf(t, a.typed, c); got != a.want || ask != a.ask {
			t.Errorf("%q is %s, %v, want %s", a.typed, got, ask, a.want)
		}
	}
}

// TestWeekStart: the first day of a week moves weeks and weekends.
func TestWeekStart(t *testing.T) {
	for _, w := range []struct {
		start       time.Weekday
		typed, want string
	}{
		{time.Monday, "last week", "[2014-08-25..2014-08-31]"},
		{time.Sunday, "last week", "[2014-08-24..2014-08-30]"},
		{time.Saturday, "last week", "[2014-08-30..2014-09-05]"},
		{time.Saturday, "this week", "[2014-09-06..2014-09-12]"},
		{time.Saturday, "at the weekend", "[2014-09-04..2014-09-05]"},
		{time.Sunday, "last weekend", "[2014-08-30..2014-08-31]"},
	} {
		c := september(t)
		c.WeekStart = w.start
		if got, _ := readingsOf(t, w.typed, c); got != w.want {
			t.Errorf("%q in weeks from %s is %s, want %s", w.typed, w.start, got, w.want)
		}
	}
}

// TestRefuses: every refusal is a *edtf.SyntaxError that speaks of the wording
// and says what to do.
func TestRefuses(t *testing.T) {
	for _, r := range []struct{ typed, reason string }{
		{"31 February", "February never has a day 31"},
		{"29 Feb 2015", "February 2015 has no day 29"},
		{"31/4/2014", "April 2014 has no day 31"},
		{"2014-13-40", "there is no month 13"},
		{"2014-02-30", "February 2014 has no day 30"},
		{"13/13/2014", "there is no month 13"},
		{"99/99/2014", "there is no month 99"},
		{"week 60", "at most 53 weeks"},
		{"week 53 of 2014", "2014 has no week 53"},
		{"Firday", "perhaps “Friday” is meant"},
		{"Setpember 2014", "perhaps “September” is meant"},
		{"the talks", "“talks” is no word for a date"},
		{"16", "a number alone is no date"},
		{"11-12", "two numbers are no dates"},
		{"between June and", "after “between” come two dates"},
		{"from 20 June 2014 to 11 June 2014", "before it begins"},
		{"between 2014 and 2012", "before it begins"},
		{"a few", "what is counted"},
		{"two days", "say from when to count"},
		{"weeks", "say which one"},
		{"last", "it does not say what is last"},
		{"Friday Tuesday", "does not fit"},
		{"June June", "does not fit"},
		{"25 o'clock", "the hour is at most 24"},
		{"evening of June", "a time of day needs one day"},
		{"yesterday in March", "that is not in March"},
		{"fifth quarter of 2014", "four quarters"},
		{"30 Esfand 1393", "Esfand 1393 has no day 30"},
		{"14:00 EDT to 16:00 GMT", "same zone"},
		{"in the past on Friday", "says twice when"},
		{"Tuesday, 30 February", "February never has a day 30"},
		{"in June 2014 last", "what is last, next or the same"},
		{"5 summer 2014", "do not go together"},
		{"June 1990s", "do not go together"},
		{"5 2014", "do not go together"},
		{"then in June", "do not go together"},
		{"week 36 of June 2014", "does not fit"},
		{"5/9/2014 June", "do not go together"},
		{"IST 14:00", "no word for a date"},
		{"[2014", "closed by"},
		{"5 Sep 2014 €", "“€” is no word"},
		{strings.Repeat("Friday ", 40), "in words are not read"},
	} {
		c := september(t)
		got, err := Read(r.typed, c)
		var refused *edtf.SyntaxError
		if !errors.As(err, &refused) {
			t.Errorf("%q is %+v, %v", r.typed, got, err)
			continue
		}
		if refused.Input != strings.TrimSpace(r.typed) || !strings.Contains(refused.Reason, r.reason) ||
			strings.HasSuffix(refused.Reason, ".") || refused.Offset > len(r.typed) {
			t.Errorf("%q is refused at %d of %q with %q, want %q", r.typed, refused.Offset, refused.Input, refused.Reason, r.reason)
		}
	}
}
