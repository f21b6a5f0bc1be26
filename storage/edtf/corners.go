package edtf

import "time"

// A date becomes a span of local seconds first, which needs no zone, and is
// then laid on the time line of a location. The mapping never decreases, so
// what is ordered on the calendar is ordered in corners; only ends with offsets
// of their own can cross, and those are clamped.

// span is a range of instants [lo, hi), or one point when they are equal.
type span struct{ lo, hi int64 }

// Corners lays the date on the time line; dates without an offset are meant in
// loc (nil is UTC). They are always valid.
func (x Expr) Corners(loc *time.Location) Corners {
	if len(x.items) == 0 {
		return Corners{OpenPast, OpenFuture, OpenPast, OpenFuture}
	}
	if loc == nil {
		loc = time.UTC
	}
	switch x.form {
	case interval:
		return x.items[0].extent(loc)
	case allOf:
		return x.occasions(loc)
	}
	all := x.hull(loc)
	return Corners{all.lo, all.hi, all.lo, all.hi}
}

// extent: a start in one span, an end in another.
func (it item) extent(loc *time.Location) Corners {
	from, to := it.spans(loc)
	if it.from.is == unknown {
		from = span{OpenPast, to.hi}
	}
	if it.to.is == unknown {
		to = span{from.lo, OpenFuture}
	}
	first, last := from.lo, max(to.hi, from.lo)
	return Corners{
		EarliestStart: first,
		LatestStart:   min(max(from.hi, first), last),
		EarliestEnd:   min(max(to.lo, first), last),
		LatestEnd:     last,
	}
}

// hull is the smallest span that holds every item.
func (x Expr) hull(loc *time.Location) span {
	all := span{OpenFuture, OpenPast}
	for _, it := range x.items {
		from, to := it.spans(loc)
		all.lo = min(all.lo, from.lo, to.lo)
		all.hi = max(all.hi, from.hi, to.hi)
	}
	return all
}

// occasions: the first of several moments cannot be later than the earliest
// upper limit of any, nor the last one earlier than the latest lower limit.
func (x Expr) occasions(loc *time.Location) Corners {
	c := Corners{OpenFuture, OpenFuture, OpenPast, OpenPast}
	for _, it := range x.items {
		from, to := it.spans(loc)
		c.EarliestStart = min(c.EarliestStart, from.lo, to.lo)
		c.LatestStart = min(c.LatestStart, from.hi, to.hi)
		c.EarliestEnd = max(c.EarliestEnd, from.lo, to.lo)
		c.LatestEnd = max(c.LatestEnd, from.hi, to.hi)
	}
	return c
}

// spans are those of both ends; a date alone is both.
func (it item) spans(loc *time.Location) (from, to span) {
	from = it.from.span(loc, OpenPast)
	if !it.ranged {
		return from, from
	}
	return from, it.to.span(loc, OpenFuture)
}

func (e end) span(loc *time.Location, beyond int64) span {
	if e.is != known {
		return span{beyond, beyond}
	}
	local, fixed := e.date.local()
	if fixed {
		return local
	}
	return span{instant(local.lo, loc), instant(local.hi, loc)}
}

// local is the widened span of a date in local seconds; fixed means that the
// date has its own offset and they are real Unix seconds.
func (d date) local() (s span, fixed bool) {
	first, last, _ := d.days()
	if d.clock.given {
		return d.clock.on(first, d.doubts()), d.clock.zone != noZone
	}
	monthEnd := d.parts < 3 || d.day.masked() == 2
	for _, w := range d.widening() {
		first = first.plusMonths(-w.months, false).plusDays(-w.days)
		last = last.plusMonths(w.months, monthEnd).plusDays(w.days)
	}
	s = span{first.midnight(), last.midnight()}
	if s.hi < saturatedFuture && s.hi > saturatedPast {
		s.hi += daySeconds
	}
	return s, false
}

// on is the span of a clock time on a day.
func (c clock) on(day civil, doubt Qualifier) span {
	lo := day.midnight() + int64(c.hour*3600+c.minute*60+c.second) - int64(c.offset)*60
	unit := int64(60)
	s := span{lo, lo + unit}
	if c.seconds {
		unit = 1
		s.hi = lo
	}
	if doubt&Approximate != 0 {
		s.lo -= unit
		s.hi += unit
	}
	return s
}

// widen is by how much an approximate part moves both edges apart.
type widen struct {
	months int64
	days   int
}

// widening lists what the approximate parts ask for: the parts from the year on
// that are all approximate together once, every other one by itself.
func (d date) widening() []widen {
	var all []widen
	group := 0
	for group < d.parts && d.doubt[group]&Approximate != 0 {
		group++
	}
	if group > 0 {
		all = append(all, d.unit(d.finest(group)))
	}
	for part := group; part < d.parts; part++ {
		if d.doubt[part]&Approximate != 0 {
			all = append(all, d.unit(part))
		}
	}
	return all
}

// finest is the last of the first n parts that has a digit.
func (d date) finest(n int) int {
	switch {
	case n == 3 && d.day.masked() < 2:
		return dayPart
	case n >= 2 && d.month.masked() < 2:
		return monthPart
	}
	return yearPart
}

// unit is one unit of a part.
func (d date) unit(part int) widen {
	switch {
	case part == dayPart:
		return widen{days: 1}
	case part == yearPart:
		return widen{months: 12 * d.year.grain()}
	case d.season != 0:
		return widen{months: int64(seasons[d.season-firstSeason].months)}
	}
	return widen{months: 1}
}

// reversed reports whether b certainly ends before a begins, in any location.
func reversed(a, b date) bool {
	from, fromFixed := a.local()
	to, toFixed := b.local()
	if fromFixed != toFixed {
		to.lo, to.hi = to.lo+daySeconds, to.hi+daySeconds
	}
	point := to.lo == to.hi
	return to.hi < from.lo || to.hi == from.lo && !point
}
