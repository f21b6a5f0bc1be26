package phrase

import (
	"fmt"
	"time"
)

// span is a stretch of local time, half-open. Its times are those that a clock
// on the spot shows, kept as if they were UTC; the zone comes in when
// storage/edtf lays the printed span on the time line.
type span struct {
	from, to time.Time
	// form is the EDTF date that the span is, when it has one that its ends do
	// not tell: "2014-22", "199X", "2014-09-XX".
	form string
}

const dayLength = 24 * time.Hour

func dayOf(year, month, d int) time.Time {
	return time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
}

// midnight is the start of the day that a time lies on.
func midnight(t time.Time) time.Time { return t.Truncate(dayLength) }

// daySpan is n days from the day of t on.
func daySpan(t time.Time, n int) span {
	t = midnight(t)
	return span{from: t, to: t.AddDate(0, 0, n)}
}

// daysFrom is the span of whole days from the day of a to the day of b.
func daysFrom(a, b time.Time) span {
	return span{from: midnight(a), to: midnight(b).AddDate(0, 0, 1)}
}

func monthSpan(year, month, n int) span {
	from := dayOf(year, month, 1)
	return span{from: from, to: from.AddDate(0, n, 0)}
}

func yearSpan(year, n int) span { return monthSpan(year, 1, 12*n) }

// firstDay and lastDay are those that the span touches.
func (s span) firstDay() time.Time { return midnight(s.from) }

func (s span) lastDay() time.Time {
	if !s.to.After(s.from) {
		return midnight(s.from)
	}
	return midnight(s.to.Add(-time.Second))
}

// isDay reports whether the span is exactly one day.
func (s span) isDay() bool {
	return s.days() && s.to.Equal(s.from.AddDate(0, 0, 1))
}

// days reports whether the span begins and ends at midnight.
func (s span) days() bool {
	return s.from.Equal(midnight(s.from)) && s.to.Equal(midnight(s.to)) && s.to.After(s.from)
}

// cut is what two spans have in common.
func (s span) cut(o span) (span, bool) {
	if o.from.After(s.from) {
		s.from, s.form = o.from, ""
	}
	if o.to.Before(s.to) {
		s.to, s.form = o.to, ""
	}
	return s, s.to.After(s.from)
}

// countable reports whether the years have four digits, as dates with months do.
func (s span) countable() bool {
	return s.from.Year() >= 1 && s.to.Year() <= 9999
}

// single is the EDTF date that is exactly the span, or "".
func (s span) single(offset string) string {
	const clock = "2006-01-02T15:04"
	switch {
	case s.form != "":
		return s.form
	case s.to.Equal(s.from):
		return s.from.Format(clock+":05") + offset
	case !s.days() && s.from.Second() == 0 && s.to.Sub(s.from) == time.Minute:
		return s.from.Format(clock) + offset
	case !s.days():
		return ""
	case s.isDay():
		return s.from.Format("2006-01-02")
	case s.from.Day() == 1 && s.to.Equal(s.from.AddDate(0, 1, 0)):
		return s.from.Format("2006-01")
	case s.from.YearDay() == 1 && s.to.Equal(s.from.AddDate(1, 0, 0)):
		return s.from.Format("2006")
	}
	return ""
}

// ends are the EDTF dates at which a set over the span begins and ends.
func (s span) ends(offset string) (first, last string) {
	switch {
	case s.form != "" || s.single(offset) != "":
		form := s.single(offset)
		return form, form
	case !s.days():
		const clock = "2006-01-02T15:04:05"
		return s.from.Format(clock) + offset, s.to.Format(clock) + offset
	case s.from.YearDay() == 1 && s.to.YearDay() == 1:
		return s.from.Format("2006"), s.to.AddDate(-1, 0, 0).Format("2006")
	case s.from.Day() == 1 && s.to.Day() == 1 && s.to.Sub(s.from) > 27*dayLength:
		return s.from.Format("2006-01"), s.to.AddDate(0, -1, 0).Format("2006-01")
	}
	return s.from.Format("2006-01-02"), s.lastDay().Format("2006-01-02")
}

// moment is the EDTF of one moment in the span; doubt is "", "~", "?" or "%".
func (s span) moment(offset, doubt string) string {
	if single := s.single(offset); single != "" {
		return single + doubt
	}
	first, last := s.ends(offset)
	return "[" + first + doubt + ".." + last + doubt + "]"
}

// cover is the shortest EDTF date that the span lies in, a day, a month or a
// year; "" when none of them holds it.
func (s span) cover() string {
	a, b := s.firstDay(), s.lastDay()
	switch {
	case a.Equal(b):
		return a.Format("2006-01-02")
	case a.Year() == b.Year() && a.Month() == b.Month():
		return a.Format("2006-01")
	case a.Year() == b.Year():
		return a.Format("2006")
	}
	return ""
}

// say names a day for a sentence.
func say(t time.Time) string { return t.Format("Mon 2 Jan 2006") }

// sayDays names the days of a span: "11–20 Jun 2014".
func (s span) sayDays() string {
	a, b := s.firstDay(), s.lastDay()
	switch {
	case a.Equal(b):
		return say(a)
	case a.Year() != b.Year():
		return a.Format("2 Jan 2006") + " – " + b.Format("2 Jan 2006")
	case a.Month() != b.Month():
		return a.Format("2 Jan") + " – " + b.Format("2 Jan 2006")
	}
	return a.Format("2") + "–" + b.Format("2 Jan 2006")
}

// sayClock writes minutes of a day.
func sayClock(m int) string {
	if m%60 == 0 {
		return fmt.Sprint(m / 60)
	}
	return fmt.Sprintf("%d:%02d", m/60, m%60)
}

// say is the sentence's half on a part of the day.
func (p part) say() string {
	s := p.name + " " + sayClock(p.from) + "–"
	if p.to > 24*60 {
		return s + sayClock(p.to-24*60) + " of the next day"
	}
	return s + sayClock(p.to)
}
