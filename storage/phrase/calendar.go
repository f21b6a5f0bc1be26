package phrase

import (
	"fmt"
	"time"

	"saywhen/storage/edtf"
)

// spanOf is the span of an EDTF date, which it keeps as its form.
func spanOf(form string) (span, error) {
	x, err := edtf.Parse(form)
	if err != nil {
		return span{}, err
	}
	c := x.Corners(nil)
	return span{time.Unix(c.EarliestStart, 0).UTC(), time.Unix(c.LatestEnd, 0).UTC(), form}, nil
}

// recurring is something that every year has: a month, a day of it, a season, a
// quarter. The year is that of its calendar.
type recurring struct {
	name   string
	jalali bool
	in     func(year int) (span, bool)
}

// recurs makes the months, days, seasons and quarters of a clause.
func (r *resolver) recurs(c *clause) recurring {
	switch {
	case c.month > jalali:
		return recurring{jalaliMonths[c.month-jalali-1], true, func(y int) (span, bool) {
			if c.day == 0 {
				return jalaliMonth(y, c.month-jalali)
			}
			d, ok := jalaliDay(y, c.month-jalali, c.day)
			return daySpan(d, 1), ok
		}}
	case c.month != 0:
		return recurring{time.Month(c.month).String(), false, func(y int) (span, bool) {
			if c.day == 0 {
				return monthSpan(y, c.month, 1), true
			}
			d := dayOf(y, c.month, c.day)
			return daySpan(d, 1), d.Day() == c.day && r.fitsWeekday(c, d)
		}}
	case c.season > jalali && (!c.hasYear || c.year <= lastJalali):
		return recurring{seasonNames[c.season-jalali-21], true, func(y int) (span, bool) {
			first, ok := jalaliMonth(y, 3*(c.season-jalali-21)+1)
			last, ok2 := jalaliMonth(y, 3*(c.season-jalali-21)+3)
			return span{from: first.from, to: last.to}, ok && ok2
		}}
	case c.season != 0:
		code := c.season % jalali
		return recurring{seasonNames[code-21], false, formed(code)}
	case c.isoWeek != 0:
		return recurring{fmt.Sprintf("week %d", c.isoWeek), false, func(y int) (span, bool) {
			s := isoWeek(y, c.isoWeek)
			year, _ := s.from.ISOWeek()
			return s, year == y
		}}
	case c.nthUnit == halves:
		return recurring{"half", false, formed(39 + c.place(2))}
	}
	return recurring{"quarter", false, formed(32 + c.place(4))}
}

// isoWeek is a week as ISO 8601 counts: from Monday on, the first one has 4 January.
func isoWeek(year, week int) span {
	return daySpan(onOrBefore(dayOf(year, 1, 4), int(time.Monday)).AddDate(0, 0, 7*(week-1)), 7)
}

// place is nth among so many, with the last one counted out.
func (c *clause) place(of int) int {
	if c.nth < 0 {
		return of
	}
	return c.nth
}

// formed is a part of a year that EDTF has a number for.
func formed(code int) func(int) (span, bool) {
	return func(year int) (span, bool) {
		s, err := spanOf(fmt.Sprintf("%04d-%02d", year, code))
		return s, err == nil && year >= 1 && year <= 9998
	}
}

var (
	seasonNames  = []string{"spring", "summer", "autumn", "winter"}
	jalaliMonths = []string{
		"Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
		"Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
	}
)

// fitsWeekday reports whether a weekday that stands with a date is that of it;
// with an explicit year the date counts and the weekday is checked later.
func (r *resolver) fitsWeekday(c *clause, d time.Time) bool {
	return !c.hasWeekday || c.hasYear || int(d.Weekday()) == c.weekday
}

// calendar is a month, a day of a month, a season, a quarter or a half, with a
// year or without.
func (r *resolver) calendar(c *clause) ([]candidate, error) {
	if c.month == 0 && c.season == 0 && c.isoWeek == 0 && (c.nth > 4 || c.nthUnit == halves && c.nth > 2) {
		return nil, fail(0, "a year has four quarters and two halves")
	}
	e := r.recurs(c)
	if !c.hasYear {
		return r.nearest(c, e)
	}
	y := r.longYear(c.year, c.shortYear && !e.jalali)
	if e.jalali && c.shortYear {
		y = 1300 + c.year
	}
	s, ok := e.in(y)
	if !ok {
		return nil, noSuchDay(c, e, y)
	}
	found := candidate{span: s}
	if e.jalali {
		found = found.note("%s %d of the Jalali calendar", e.name, y)
		if c.day != 0 {
			found = candidate{span: s}.note("%d %s %d of the Jalali calendar is %s", c.day, e.name, y, say(s.from))
		}
	}
	if c.season != 0 || c.nthUnit == halves || c.nthUnit == quarters {
		found = found.note("that is %s", s.sayDays())
	}
	return []candidate{found}, nil
}

// noSuchDay says that a month is too short.
func noSuchDay(c *clause, e recurring, year int) error {
	if c.isoWeek != 0 {
		return fail(0, "%d has no week %d", year, c.isoWeek)
	}
	if c.day == 0 {
		return fail(0, "the year %d cannot be converted", year)
	}
	return fail(0, "%s %d has no day %d", e.name, year, c.day)
}

// nearest finds the year of what recurs: the latest in which it has begun by the
// anchor, and the coming one when it is near.
func (r *resolver) nearest(c *clause, e recurring) ([]candidate, error) {
	near := c.mod == same || c.mod == following || c.mod == previous
	all, err := r.anchors(near)
	if err != nil {
		return nil, err
	}
	var found []candidate
	for _, a := range all {
		found = append(found, r.nearestTo(c, e, a)...)
	}
	if len(found) == 0 {
		return nil, fail(0, "%s never has a day %d%s", e.name, c.day, onWhich(c))
	}
	if !near && r.prev.ok && r.doc.ok && !r.partner.ok && c.mod == noise {
		if s, ok := e.in(yearIn(r.prev.lastDay(), e.jalali)); ok {
			found = append(found, candidate{span: s, anchor: r.prev.edtf}.note("in the year of %s", r.prev))
		}
	}
	return found, nil
}

func onWhich(c *clause) string {
	if c.hasWeekday {
		return " that is a " + time.Weekday(c.weekday).String()
	}
	return ""
}

func yearIn(t time.Time, persian bool) int {
	if !persian {
		return t.Year()
	}
	y, _, ok := toJalali(t)
	if !ok {
		return t.Year() - 621
	}
	return y
}

// spread is how many years are looked at on either side: a weekday falls on the
// same 29 February again after at most 40, a month comes every year.
func spread(c *clause) int {
	if c.day != 0 {
		return 40
	}
	return 2
}

// nearestTo is nearest for one anchor.
func (r *resolver) nearestTo(c *clause, e recurring, a anchor) []candidate {
	old, coming, now := r.around(c, e, a)
	name := e.name
	if c.day != 0 {
		name = fmt.Sprintf("%d %s", c.day, e.name)
	}
	made := func(s *span, how string) []candidate {
		return []candidate{candidate{span: *s, anchor: a.edtf}.note(how, name, a)}
	}
	switch {
	case coming != nil && (c.mod == next || c.mod == following || r.onward):
		return made(coming, "the next %s after %s")
	case now != nil && (c.mod == this || c.mod == same):
		return made(now, "%s in the year of %s")
	case old == nil:
		return nil
	}
	all := made(old, "the latest %s by %s")
	past := c.mod == last || c.mod == previous || r.partner.ok || r.begun
	if !past && coming != nil && coming.from.Sub(a.lastDay()) <= 183*dayLength {
		all = append(all, made(coming, "the next %s after %s")...)
	}
	return all
}

// around finds the last one behind an anchor, the first one not behind it, and
// the one in its year; each may be missing.
func (r *resolver) around(c *clause, e recurring, a anchor) (old, coming, now *span) {
	y0 := yearIn(a.lastDay(), e.jalali)
	for y := y0 + spread(c); y >= y0-spread(c); y-- {
		s, ok := e.in(y)
		switch {
		case !ok:
			continue
		case !r.behind(c, s, a):
			coming = &s
		case old == nil:
			old = &s
		}
		if y == y0 {
			now = &s
		}
	}
	return old, coming, now
}

// behind reports whether a span counts as past: begun by the anchor's last day,
// for "last June" ended by its first, for the later end of a range ended.
func (r *resolver) behind(c *clause, s span, a anchor) bool {
	if c.mod == last || c.mod == previous || r.onward {
		return !s.to.After(a.firstDay())
	}
	return !s.from.After(a.lastDay())
}

// dayOfMonth is "the 16th": of the latest month that has it by the anchor.
func (r *resolver) dayOfMonth(c *clause) ([]candidate, error) {
	all, err := r.anchors(false)
	if err != nil {
		return nil, err
	}
	if c.day > 31 {
		return nil, fail(0, "there is no day %d", c.day)
	}
	return eachAnchor(all, func(a anchor) candidate {
		at := a.lastDay()
		for step := 0; ; step++ {
			d := dayOf(at.Year(), int(at.Month())-step, c.day)
			if r.onward {
				d = dayOf(at.Year(), int(at.Month())+step, c.day)
			}
			if d.Day() == c.day && (r.onward || !d.After(at)) && (!r.onward || !d.Before(at)) {
				return candidate{span: daySpan(d, 1)}.note("day %d of the month nearest to %s", c.day, a)
			}
		}
	}), nil
}
