package phrase

import (
	"fmt"
	"time"
)

// shift is a date counted from another one.
func (r *resolver) shift(c *clause) ([]candidate, error) {
	s := c.shift
	if s.origin != nil {
		found, err := r.clause(*s.origin)
		return mapEach(found, func(o candidate) candidate {
			return o.with(s.from(o.span, r.week)).note("%s that day", s.counted())
		}), err
	}
	all, err := r.anchors(s.near)
	if err != nil {
		return nil, err
	}
	if s.near && !s.aligned && r.prev.ok && r.doc.ok && s.cut == 0 && len(all) > 1 {
		all = all[:2]
	}
	found := eachAnchor(all, func(a anchor) candidate {
		return candidate{span: s.from(a.span, r.week)}.note("%s %s", s.counted(), a)
	})
	if !s.aligned && !s.stretch && s.unit == weeks && s.min == s.max && !c.hasWeekday {
		for _, f := range found[:len(found):len(found)] {
			found = append(found, f.with(daySpan(f.from.AddDate(0, 0, 3), 1)).note("the very day"))
		}
	}
	return found, nil
}

func mapEach(all []candidate, f func(candidate) candidate) []candidate {
	for i := range all {
		all[i] = f(all[i])
	}
	return all
}

// counted says what was counted: "2–7 days before".
func (s shift) counted() string {
	lo, hi, direction := s.min, s.max, "after"
	if lo < 0 {
		lo, hi, direction = -hi, -lo, "before"
	}
	switch {
	case s.stretch && direction == "before":
		return "the " + amount(hi, s.unit) + " up to"
	case s.stretch:
		return "the " + amount(hi, s.unit) + " from"
	case hi == 0:
		return "the " + singular(s.unit) + " of"
	case s.aligned:
		return fmt.Sprintf("the %s %s that of", singular(s.unit), direction)
	case lo == hi && s.unit == weeks:
		return fmt.Sprintf("seven days around %s %s", amount(hi, s.unit), direction)
	case lo == hi:
		return amount(hi, s.unit) + " " + direction
	}
	return fmt.Sprintf("%d–%d %s %s", lo, hi, plural[s.unit], direction)
}

func singular(u unit) string { return plural[u][:len(plural[u])-1] }

func amount(n int, u unit) string {
	if n == 1 {
		return "1 " + singular(u)
	}
	return fmt.Sprintf("%d %s", n, plural[u])
}

// from counts from a span.
func (s shift) from(a span, week time.Weekday) span {
	switch {
	case s.stretch:
		first, last := moved(a.firstDay(), s.unit, s.min), moved(a.lastDay(), s.unit, s.max)
		if s.unit <= hours {
			return s.hours(a)
		}
		if s.max <= 0 {
			last = a.lastDay()
		} else {
			first = a.firstDay()
		}
		return daysFrom(first, last)
	case s.unit <= hours:
		return s.hours(a)
	case s.unit == days:
		return daysFrom(a.firstDay().AddDate(0, 0, s.min), a.lastDay().AddDate(0, 0, s.max))
	case s.unit == weeks && !s.aligned && s.min == s.max:
		return daysFrom(a.firstDay().AddDate(0, 0, 7*s.min-3), a.lastDay().AddDate(0, 0, 7*s.max+3))
	case s.unit == weeks && !s.aligned:
		return daysFrom(a.firstDay().AddDate(0, 0, 7*s.min), a.lastDay().AddDate(0, 0, 7*s.max))
	}
	lo, hi := s.whole(a.firstDay(), s.min, week), s.whole(a.lastDay(), s.max, week)
	form := ""
	if lo == hi {
		form = lo.form
	}
	return span{from: lo.from, to: hi.to, form: form}
}

// moved is a day some units away.
func moved(t time.Time, u unit, n int) time.Time {
	switch u {
	case minutes, hours, days:
		return t.AddDate(0, 0, n)
	case weeks:
		return t.AddDate(0, 0, 7*n)
	case months:
		return t.AddDate(0, n, 0)
	case quarters:
		return t.AddDate(0, 3*n, 0)
	case years:
		return t.AddDate(n, 0, 0)
	}
	return t.AddDate(10*n, 0, 0)
}

// hours counts hours or minutes: of a date without a clock it is the day.
func (s shift) hours(a span) span {
	if a.days() {
		if s.stretch {
			return daysFrom(a.firstDay().AddDate(0, 0, floor(s.min, 24)), a.lastDay())
		}
		return daysFrom(a.firstDay(), a.lastDay())
	}
	step := time.Minute
	if s.unit == hours {
		step = time.Hour
	}
	from, to := a.from.Add(time.Duration(s.min)*step), a.to.Add(time.Duration(s.max)*step)
	if s.stretch {
		to = a.to
	}
	return span{from: from.Truncate(time.Second), to: to.Truncate(time.Second)}
}

// whole is the unit of the calendar that holds a day, n units away.
func (s shift) whole(t time.Time, n int, week time.Weekday) span {
	switch s.unit {
	case days:
		return daySpan(t.AddDate(0, 0, n), 1)
	case weeks:
		back := mod(int(t.Weekday())-int(week), 7)
		return daySpan(t.AddDate(0, 0, 7*n-back), 7)
	case quarters:
		q := t.Year()*4 + (int(t.Month())-1)/3 + n
		formed, err := spanOf(fmt.Sprintf("%04d-%02d", floor(q, 4), 33+mod(q, 4)))
		if err != nil {
			return monthSpan(floor(q, 4), 1+3*mod(q, 4), 3)
		}
		return formed
	case decades:
		first := t.Year() - mod(t.Year(), 10) + 10*n
		d := yearSpan(first, 10)
		d.form = fmt.Sprintf("%04d", first)[:3] + "X"
		return d
	}
	return s.wholeMonth(t, n)
}

// wholeMonth is whole for months and years, which both calendars have.
func (s shift) wholeMonth(t time.Time, n int) span {
	if y, m, ok := toJalali(t); s.jalali && ok {
		found, ok := jalaliYear(y + n)
		if s.unit == months {
			found, ok = jalaliMonth(y, m+n)
		}
		if ok {
			return found
		}
	}
	if s.unit == months {
		return monthSpan(t.Year(), int(t.Month())+n, 1)
	}
	return yearSpan(t.Year()+n, 1)
}

// weekday is a weekday alone, or with "last", "this" or "next".
func (r *resolver) weekday(c *clause) ([]candidate, error) {
	near := c.mod == same || c.mod == following || c.mod == previous
	all, err := r.anchors(near)
	if err != nil {
		return nil, err
	}
	var found []candidate
	for _, a := range all {
		found = append(found, r.weekdayBy(c, a)...)
	}
	if c.mod == noise && r.prev.ok && r.doc.ok && !r.partner.ok {
		d := onOrAfter7(r.prev.lastDay(), c.weekday)
		found = append(found, candidate{span: daySpan(d, 1), anchor: r.prev.edtf}.
			note("the first %s from %s on", time.Weekday(c.weekday), r.prev))
	}
	return found, nil
}

// weekdayBy is weekday for one anchor.
func (r *resolver) weekdayBy(c *clause, a anchor) []candidate {
	name := time.Weekday(c.weekday)
	day := func(t time.Time, how string, args ...any) candidate {
		return candidate{span: daySpan(t, 1), anchor: a.edtf}.note(how, args...)
	}
	end := a.lastDay()
	before := onOrBefore(end, c.weekday)
	inWeek := end.AddDate(0, 0, mod(c.weekday-int(r.week), 7)-mod(int(end.Weekday())-int(r.week), 7))
	upcoming := onOrAfter7(end.AddDate(0, 0, 1), c.weekday)
	switch {
	case r.onward:
		return []candidate{day(onOrAfter7(a.firstDay(), c.weekday), "the first %s from %s on", name, a)}
	case c.mod == last || c.mod == previous:
		strictly := onOrBefore(a.firstDay().AddDate(0, 0, -1), c.weekday)
		return []candidate{
			day(strictly, "the last %s before %s", name, a),
			day(inWeek.AddDate(0, 0, -7), "the %s of the week before that of %s", name, a),
		}
	case c.mod == next || c.mod == following:
		return []candidate{
			day(upcoming, "the first %s after %s", name, a),
			day(inWeek.AddDate(0, 0, 7), "the %s of the week after that of %s", name, a),
		}
	case c.mod == this || c.mod == same:
		return []candidate{
			day(inWeek, "the %s in the week of %s", name, a),
			day(before, "the last %s on or before %s", name, a),
			day(upcoming, "the first %s after %s", name, a),
		}
	case before.Equal(end) && !r.partner.ok:
		return []candidate{
			day(before, "the day of %s, itself a %s", a, name),
			day(before.AddDate(0, 0, -7), "the %s a week before %s", name, a),
		}
	}
	return []candidate{day(before, "the last %s on or before %s", name, a)}
}

// onOrBefore is the last such weekday on or before a day.
func onOrBefore(t time.Time, weekday int) time.Time {
	return t.AddDate(0, 0, -mod(int(t.Weekday())-weekday, 7))
}

// onOrAfter7 is the first such weekday on or after a day.
func onOrAfter7(t time.Time, weekday int) time.Time {
	return t.AddDate(0, 0, mod(weekday-int(t.Weekday()), 7))
}

// weekendDays are the first day of weekends and what they are.
func (r *resolver) weekendDays() (first int, name string) {
	if r.week == time.Saturday {
		return int(time.Thursday), "Thursday and Friday"
	}
	return int(time.Saturday), "Saturday and Sunday"
}

// weekend is "at the weekend": the last that has begun by the anchor.
func (r *resolver) weekend(c *clause) ([]candidate, error) {
	all, err := r.anchors(c.mod == same || c.mod == following || c.mod == previous)
	if err != nil {
		return nil, err
	}
	first, name := r.weekendDays()
	var found []candidate
	for _, a := range all {
		begun := onOrBefore(a.lastDay(), first)
		ongoing := !daySpan(begun, 2).to.Before(a.to) && a.firstDay().Before(daySpan(begun, 2).to)
		weekend := func(weeks int, how string) {
			s := daySpan(begun.AddDate(0, 0, 7*weeks), 2)
			found = append(found, candidate{span: s, anchor: a.edtf}.note("the weekend %s %s", how, a).note("weekends are %s", name))
		}
		switch {
		case c.mod == next || c.mod == following:
			weekend(1, "after")
		case (c.mod == last || c.mod == previous) && ongoing:
			weekend(-1, "before")
		case ongoing:
			weekend(0, "of")
			weekend(-1, "before")
		case c.mod == this:
			weekend(1, "after")
			weekend(0, "before")
		default:
			weekend(0, "before")
		}
	}
	return found, nil
}
