package phrase

import (
	"time"

	jalaali "github.com/jalaali/go-jalaali"
)

// The library counts by the 33-year rule with its known breaks, as the calendar
// of Iran does in all years of the press; it is checked against a table of
// published new years in jalali_test.go.

// The years that are taken for Jalali ones where the words allow it: 1821–2120.
const (
	firstJalali = 1200
	lastJalali  = 1499
)

// jalaliMonth is a month of that calendar; months beyond 12 count on.
func jalaliMonth(year, month int) (span, bool) {
	year, month = year+floor(month-1, 12), mod(month-1, 12)+1
	from, ok := jalaliDay(year, month, 1)
	if !ok {
		return span{}, false
	}
	length, err := jalaali.MonthLength(year, month)
	return daySpan(from, length), err == nil
}

// jalaliYear is a year of that calendar.
func jalaliYear(year int) (span, bool) {
	from, ok := jalaliDay(year, 1, 1)
	to, ok2 := jalaliDay(year+1, 1, 1)
	return span{from: from, to: to}, ok && ok2
}

// jalaliDay is the Gregorian day; not ok when there is no such day.
func jalaliDay(year, month, d int) (time.Time, bool) {
	if !jalaali.IsValidDate(year, month, d) {
		return time.Time{}, false
	}
	y, m, day, err := jalaali.ToGregorian(year, jalaali.Month(month), d)
	return dayOf(y, int(m), day), err == nil
}

// toJalali is a Gregorian day in that calendar.
func toJalali(t time.Time) (year, month int, ok bool) {
	y, m, _, err := jalaali.ToJalaali(t.Year(), t.Month(), t.Day())
	return y, int(m), err == nil
}

// floor and mod divide so that the rest is never negative.
func floor(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func mod(a, b int) int { return a - floor(a, b)*b }

// inJalali reads an EDTF date of one, two or three plain parts as Jalali.
func inJalali(wording string) (draft, error) {
	none := fail(0, "not a Jalali date")
	tokens := lex(wording)
	if len(tokens) == 0 || tokens[0].digits() != 4 || tokens[0].value < firstJalali || tokens[0].value > lastJalali {
		return draft{}, none
	}
	c := clause{year: tokens[0].value, hasYear: true, native: true}
	switch {
	case len(tokens) == 3 && tokens[1].is("-") && tokens[2].digits() == 2:
		c.month = jalali + tokens[2].value
	case len(tokens) == 5 && tokens[1].is("-") && tokens[3].is("-") && tokens[2].digits() == 2 && tokens[4].digits() == 2:
		c.month, c.day = jalali+tokens[2].value, tokens[4].value
	case len(tokens) != 1:
		return draft{}, none
	}
	if c.month > jalali+12 || c.month == jalali {
		return draft{}, none
	}
	found, err := (&resolver{}).base(&c)
	if err != nil {
		return draft{}, err
	}
	return found[0].draft(found[0].moment("", "")), nil
}
