package phrase

import (
	"time"
)

// A base is narrowed by all else that was said: each step here takes a candidate
// and gives those that are left of it.

// inSeason narrows what was counted by a month, a season or a year: "June last
// year", "a few days earlier in June".
func (r *resolver) inSeason(c *clause, f candidate) ([]candidate, error) {
	if !c.shift.given {
		return []candidate{f}, nil
	}
	switch {
	case c.month != 0 || c.season != 0:
		return r.inRecurring(c, f)
	case c.hasYear:
		cut, ok := f.span.cut(yearSpan(r.longYear(c.year, c.shortYear), 1))
		if !ok {
			return nil, fail(0, "that is not in the year %d", c.year)
		}
		return []candidate{f.with(cut)}, nil
	case c.day != 0:
		for d := f.from; d.Before(f.to); d = d.AddDate(0, 0, 1) {
			if d.Day() == c.day {
				return []candidate{f.with(daySpan(d, 1))}, nil
			}
		}
		return nil, fail(0, "%s has no day %d", f.sayDays(), c.day)
	}
	return []candidate{f}, nil
}

func (r *resolver) inRecurring(c *clause, f candidate) ([]candidate, error) {
	e := r.recurs(c)
	for y := yearIn(f.lastDay(), e.jalali); y >= yearIn(f.firstDay(), e.jalali)-1; y-- {
		s, ok := e.in(y)
		if !ok || c.hasYear && y != c.year {
			continue
		}
		if s.from.Before(f.from) || s.to.After(f.to) {
			s, ok = s.cut(f.span)
		}
		if ok {
			return []candidate{f.with(s).note("in %s", e.name)}, nil
		}
	}
	if !c.hasYear && c.shift.near && !r.prev.ok {
		found, err := r.nearest(c, e)
		return mapEach(found, func(o candidate) candidate {
			return o.note("without a statement before, the whole of it")
		}), err
	}
	return nil, fail(0, "%s, and that is not in %s", f.notes[len(f.notes)-1], e.name)
}

// onWeekday checks or picks the weekday.
func (r *resolver) onWeekday(c *clause, f candidate) ([]candidate, error) {
	switch {
	case c.weekOf && f.isDay():
		s := shift{unit: weeks}.whole(f.from, 0, r.week)
		return []candidate{f.with(s).note("its week is %s", s.sayDays())}, nil
	case c.weekend && (c.month != 0 || c.numbers != nil || c.shift.given):
		return r.weekendIn(f)
	case !c.hasWeekday:
		return []candidate{f}, nil
	}
	name := time.Weekday(c.weekday)
	if f.isDay() {
		if int(f.from.Weekday()) == c.weekday {
			return []candidate{f}, nil
		}
		if !c.hasYear && c.numbers == nil {
			return nil, fail(0, "%s is not a %s", say(f.from), name)
		}
		near := onOrBefore(f.from.AddDate(0, 0, 3), c.weekday)
		a := f.note("but %s was a %s", f.from.Format("2 Jan 2006"), f.from.Weekday())
		b := f.with(daySpan(near, 1)).note("the %s nearest to %s", name, f.from.Format("2 Jan 2006"))
		a.ask, b.ask = true, true
		return []candidate{a, b}, nil
	}
	var all []candidate
	for d := onOrAfter7(f.firstDay(), c.weekday); d.Before(f.to); d = d.AddDate(0, 0, 7) {
		all = append(all, f.with(daySpan(d, 1)).note("its %s", name))
	}
	switch {
	case len(all) == 0:
		return nil, fail(0, "there is no %s in %s", name, f.sayDays())
	case len(all) > maxReadings:
		return nil, fail(0, "there are %d %ss in that time; say which one", len(all), name)
	}
	for i := range all {
		all[i].ask = len(all) > 1
	}
	return all, nil
}

// weekendIn is the weekend of a week, or the one that is nearest to a day.
func (r *resolver) weekendIn(f candidate) ([]candidate, error) {
	first, name := r.weekendDays()
	begin := onOrAfter7(f.firstDay(), first)
	switch {
	case f.isDay():
		begin = onOrBefore(f.from.AddDate(0, 0, 3), first)
	case f.to.Sub(f.from) > 8*dayLength:
		return nil, fail(0, "%s has several weekends; say which one", f.sayDays())
	}
	return []candidate{f.with(daySpan(begin, 2)).note("its weekend, %s", name)}, nil
}

// nthOf is "first week of June", "last Monday of May", "second half of June".
func (r *resolver) nthOf(c *clause, f candidate) ([]candidate, error) {
	if c.nth == 0 || f.form != "" && c.nthUnit >= quarters && !c.nthDay {
		return []candidate{f}, nil
	}
	n := c.nth
	var s span
	switch {
	case c.nthDay && n > 0:
		s = daySpan(onOrAfter7(f.firstDay(), c.weekday).AddDate(0, 0, 7*(n-1)), 1)
	case c.nthDay:
		s = daySpan(onOrBefore(f.lastDay(), c.weekday), 1)
	case c.nthUnit == days || c.nthUnit == weeks:
		length := 1
		if c.nthUnit == weeks {
			length = 7
		}
		s = daySpan(f.firstDay().AddDate(0, 0, length*(n-1)), length)
		if n < 0 {
			s = daySpan(f.to.AddDate(0, 0, -length), length)
		}
	default:
		return r.nthMonths(c, f)
	}
	cut, ok := s.cut(f.span)
	if !ok || n > 31 {
		return nil, fail(0, "that time has no %dth %s", n, unitName(c))
	}
	return []candidate{f.with(cut).note("that is %s", cut.sayDays())}, nil
}

func unitName(c *clause) string {
	if c.nthDay {
		return time.Weekday(c.weekday).String()
	}
	return singular(c.nthUnit)
}

// nthMonths is a month, a quarter or a half of a longer time.
func (r *resolver) nthMonths(c *clause, f candidate) ([]candidate, error) {
	all := monthsIn(f.span)
	length := map[unit]int{months: 1, quarters: 3, halves: all / 2}[c.nthUnit]
	switch {
	case c.nthUnit == halves && all == 1:
		middle := f.from.AddDate(0, 0, 15)
		s := span{from: f.from, to: middle}
		if c.nth != 1 {
			s = span{from: middle, to: f.to}
		}
		return []candidate{f.with(s).note("the halves of a month are 1–15 and 16–end")}, nil
	case length == 0 || c.nth > all/length:
		return nil, fail(0, "“%s” does not say which part of what is meant", r.wording)
	}
	n := c.place(all / length)
	from := f.from.AddDate(0, length*(n-1), 0)
	return []candidate{f.with(span{from: from, to: from.AddDate(0, length, 0)})}, nil
}

// monthsIn is the length of a span in whole months.
func monthsIn(s span) int {
	return (s.to.Year()-s.from.Year())*12 + int(s.to.Month()) - int(s.from.Month())
}

// portionOf is "early", "mid" or "late" in what was said.
func (r *resolver) portionOf(c *clause, f candidate) ([]candidate, error) {
	if c.portion == whole || c.hasPart && f.isDay() {
		return []candidate{f}, nil
	}
	third := map[portion]int{early: 0, beginning: 0, mid: 1, late: 2, end: 2}[c.portion]
	name := [...]string{"", "early is", "mid is", "late is", "the beginning is", "the end is"}[c.portion]
	if f.isDay() {
		return portionOfDay(third, name, f), nil
	}
	s := f.span
	length := int(s.to.Sub(s.from) / dayLength)
	cuts := [4]time.Time{0: s.from, 3: s.to}
	switch months := monthsIn(s); {
	case length <= 15:
		cuts[1], cuts[2] = s.from.AddDate(0, 0, (length+1)/4), s.to.AddDate(0, 0, -(length+1)/4)
	case length <= 32:
		cuts[1], cuts[2] = s.from.AddDate(0, 0, 10), s.from.AddDate(0, 0, 20)
	case months%120 == 0:
		cuts[1], cuts[2] = s.from.AddDate(months*4/120, 0, 0), s.from.AddDate(months*7/120, 0, 0)
	case s.from.Day() != 1: // a year or season of the Jalali calendar
		cuts[1], cuts[2] = s.from.AddDate(0, 0, length/3), s.from.AddDate(0, 0, 2*length/3)
	default:
		cuts[1], cuts[2] = s.from.AddDate(0, months/3, 0), s.from.AddDate(0, months-months/3, 0)
	}
	s = span{from: cuts[third], to: cuts[third+1]}
	return []candidate{f.with(s).note("%s %s", name, s.sayDays())}, nil
}

// portionOfDay: early is the early hours or the morning, mid midday, late the
// evening or the night.
func portionOfDay(third int, name string, f candidate) []candidate {
	var all []candidate
	for _, i := range [3][]int{{earlyHours, morning}, {noonHour}, {evening, night}}[third] {
		all = append(all, f.with(parts[i].on(f.from)).note("%s here: %s", name, parts[i].say()))
	}
	return all
}

// on is a part of a day.
func (p part) on(day time.Time) span {
	return span{
		from: day.Add(time.Duration(p.from) * time.Minute),
		to:   day.Add(time.Duration(p.to) * time.Minute),
	}
}

// cutOff is "earlier this week", "later that day", "earlier in June".
func (r *resolver) cutOff(c *clause, f candidate) ([]candidate, error) {
	if c.shift.cut == 0 {
		return []candidate{f}, nil
	}
	all, err := r.anchors(c.shift.near || !c.shift.given)
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		rest := f.span
		how := "up to"
		if c.shift.cut < 0 {
			rest.to, rest.form = a.from, ""
			how = "before"
		} else {
			rest.from, rest.form = a.to, ""
			how = "after"
		}
		rest, ok := rest.cut(f.span)
		if ok && a.from.Before(f.to) && f.from.Before(a.to) {
			f = f.with(rest)
			f.anchor = a.edtf
			return []candidate{f.note("only what is %s %s", how, a)}, nil
		}
	}
	return []candidate{f}, nil
}

// timeOf sets the part of the day or the clock time.
func (r *resolver) timeOf(c *clause, f candidate) ([]candidate, error) {
	if !c.timed() {
		return []candidate{f}, nil
	}
	if !f.isDay() {
		if f.days() {
			return nil, fail(0, "a time of day needs one day, and %s is more", f.sayDays())
		}
		f.span = daySpan(f.from, 1)
	}
	switch {
	case c.overnight:
		return r.nights(c, f), nil
	case c.hasPart:
		p := parts[c.part].cut(c.portion)
		if c.part == night && c.portion == late {
			p = parts[lateEvening] // late on the evening named, not before dawn
		}
		s := p.on(f.from)
		if c.wide {
			s.from, s.to = s.from.Add(-time.Hour), s.to.Add(time.Hour)
		}
		return []candidate{f.with(s).note("%s", p.say())}, nil
	}
	found := c.clock.on(f)
	if c.wide && c.clock.hourOnly {
		found = mapEach(found, func(f candidate) candidate {
			return f.with(span{from: f.from.Add(-time.Hour), to: f.from.Add(time.Hour)}).note("give or take an hour")
		})
	}
	return found, nil
}

// cut is the first, the middle or the last half of a part of the day.
func (p part) cut(by portion) part {
	half := (p.to - p.from) / 2
	switch by {
	case early, beginning:
		p.to = p.from + half
	case mid:
		p.from, p.to = p.from+half/2, p.to-half/2
	case late, end:
		p.from = p.to - half
	}
	return p
}

// nights: "overnight" alone ends on the day, with a day of its own it begins or
// ends there.
func (r *resolver) nights(c *clause, f candidate) []candidate {
	into := f.with(parts[night].on(f.from.AddDate(0, 0, -1))).note("the night before it, 20–6")
	out := f.with(parts[night].on(f.from)).note("the night after it, 20–6")
	if c.dated() {
		return []candidate{out, into}
	}
	return []candidate{into}
}

// on is a clock time on the day of a candidate; an hour from 1 to 11 that may be
// of either half of the day is both.
func (c clock) on(f candidate) []candidate {
	at := f.from.Add(time.Duration(c.minute)*time.Minute + time.Duration(c.second)*time.Second)
	s := span{from: at, to: at.Add(time.Minute)}
	if c.hasSeconds {
		s.to = at
	}
	const noon = 12 * 60
	all := []candidate{f.with(s)}
	switch {
	case c.minute == 24*60:
		all[0] = all[0].note("midnight ends the day")
		all = append(all, f.with(span{from: f.from, to: f.from.Add(time.Minute)}).note("midnight begins the day"))
	case !c.half && c.minute >= 60 && c.minute < noon:
		later := span{from: s.from.Add(12 * time.Hour), to: s.to.Add(12 * time.Hour)}
		all[0] = all[0].note("in the morning")
		all = append(all, f.with(later).note("in the afternoon"))
	}
	if c.hourOnly && len(all) == 2 && c.minute != 24*60 {
		all[0].ask, all[1].ask = true, true
	}
	return all
}
