package edtf

import (
	"fmt"
	"time"
)

// Before and after a date: the first date of the same precision that lies
// beyond it. "Before 5 September" is everything up to the 4th, and a set that
// ends with the 4th is labelled "before 5 September".

// next is the date right after d (direction 1) or right before it (-1), as fine
// as the finest digit of d. For a clock time it is the instant at which d ends
// or begins. It is not ok where EDTF has no such date: a
// month or a day of a year with more than four digits, a year out of all count.
func (d date) next(direction int) (date, bool) {
	if d.clock.given {
		edge := d.edgeInstant(direction)
		return edge, !edge.year.long
	}
	first, last, _ := d.days()
	edge := last
	if direction < 0 {
		edge = first
	}
	if edge.year <= -maxYear || edge.year >= maxYear {
		return date{}, false
	}
	n := edge.plusDays(direction).date(d.finest(d.parts) + 1)
	return n, n.parts == 1 || !n.year.long
}

// neighbour is next for labels: plain dates alone have one.
func (d date) neighbour(direction int) (date, bool) {
	if !d.plain() || d.year.long || d.year.significant != 0 {
		return date{}, false
	}
	n, ok := d.next(direction)
	return n, ok && !n.year.long
}

// date is a day as a date of one, two or three parts.
func (c civil) date(parts int) date {
	d := date{year: yearOf(c.year), parts: parts}
	if parts > monthPart {
		d.month = fieldOf(c.month)
	}
	if parts > dayPart {
		d.day = fieldOf(c.day)
	}
	return d
}

func fieldOf(n int) field { return field{byte('0' + n/10), byte('0' + n%10)} }

// yearOf writes a year, with Y when it must.
func yearOf(value int64) year {
	y := year{negative: value < 0}
	if y.negative {
		value = -value
	}
	y.digits = fmt.Sprintf("%04d", value)
	y.long = value > 9999
	return y
}

// edgeInstant is where a clock time ends or begins, with seconds.
func (d date) edgeInstant(direction int) date {
	local, _ := d.local()
	at := local.lo
	if direction > 0 {
		at = local.hi
	}
	t := time.Unix(at+int64(d.clock.offset)*60, 0).UTC()
	edge := civil{int64(t.Year()), int(t.Month()), t.Day()}.date(3)
	edge.clock = d.clock
	edge.clock.seconds = true
	edge.clock.hour, edge.clock.minute, edge.clock.second = t.Clock()
	return edge
}
