package edtf

import "fmt"

// label writes a clock time and its offset.
func (c clock) label(seconds bool) string {
	s := fmt.Sprintf("%02d:%02d", c.hour, c.minute)
	if seconds {
		s += fmt.Sprintf(":%02d", c.second)
	}
	switch c.zone {
	case noZone:
		return s
	case zuluZone:
		return s + " UTC"
	}
	return s + " " + offsetName(c.offset)
}

// limit labels an end of a range: seconds only when they are not zero.
func (w style) limit(d date) string {
	if !d.clock.given {
		return w.date(d)
	}
	d.clock.seconds = d.clock.second != 0
	return w.date(d)
}

// rangeStart labels the left end of a range within one day; the offset stands
// on the right.
func (c clock) rangeStart() string {
	c.zone = noZone
	return c.label(c.second != 0)
}

// rangeEnd labels the right end of a range within one day.
func (c clock) rangeEnd() string {
	if c.hour == 0 && c.minute == 0 && c.second == 0 {
		c.hour = 24
	}
	return c.label(c.second != 0)
}

// sameDay reports whether two clock times lie on one day, or the second on the
// midnight that ends it, so that the day needs to be said but once.
func sameDay(a, b date) bool {
	if !a.clock.given || !b.clock.given || a.doubts()|b.doubts() != 0 || a == b ||
		a.clock.zone != b.clock.zone || a.clock.offset != b.clock.offset {
		return false
	}
	if a.year == b.year && a.month == b.month && a.day == b.day {
		return true
	}
	midnight := clock{given: true, seconds: b.clock.seconds, zone: b.clock.zone, offset: b.clock.offset}
	day, _, _ := a.days()
	next, _, _ := b.days()
	return b.clock == midnight && day.plusDays(1) == next
}
