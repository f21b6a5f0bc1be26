package charts

import (
	"fmt"
	"math"
	"time"
)

// CalendarBin is a unit of the calendar by which a summary counts: BinDay,
// BinWeek, BinMonth, BinQuarter, BinYear, and beyond it BinYear+1 (ten years),
// BinYear+2 (a hundred years) … up to BinWidest. Bins follow the Gregorian
// calendar in the zone of display, so that a month is a month of 28 to 31 days
// and a day of 23 to 25 hours.
type CalendarBin uint8

// The bins, fine to coarse.
const (
	BinDay  CalendarBin = iota
	BinWeek             // Monday first
	BinMonth
	BinQuarter // from January, April, July, October
	BinYear
	BinDecade  // 2010 to 2019
	BinCentury // 2000 to 2099
	// BinWidest is 10^9 years: few of them hold all of time in int64 seconds.
	BinWidest = BinYear + 9
)

// maxBinsWanted is how many bins BinFor gives at most: as many bars as can be
// told apart in a chart of 1200 pixels.
const maxBinsWanted = 60

// Mean lengths in the Gregorian calendar.
const (
	binSecondsPerDay  = 86400
	binSecondsPerYear = 31556952 // 365.2425 days
)

// mean is the bin's mean length in seconds.
func (b CalendarBin) mean() float64 {
	switch b {
	case BinDay:
		return binSecondsPerDay
	case BinWeek:
		return 7 * binSecondsPerDay
	case BinMonth:
		return binSecondsPerYear / 12.0
	case BinQuarter:
		return binSecondsPerYear / 4.0
	}
	return binSecondsPerYear * float64(b.years())
}

// years is how many years a bin of BinYear or coarser has.
func (b CalendarBin) years() int {
	n := 1
	for range b - BinYear {
		n *= 10
	}
	return n
}

// BinFor gives the finest bin of which [from,to), in Unix seconds, holds at
// most about 60.
func BinFor(from, to int64) CalendarBin {
	span := float64(to) - float64(from)
	b := BinDay
	for b < BinWidest && math.Ceil(span/b.mean()) > maxBinsWanted {
		b++
	}
	return b
}

// String names the unit: "week", "100 years".
func (b CalendarBin) String() string {
	if b <= BinYear {
		return [...]string{"day", "week", "month", "quarter", "year"}[b]
	}
	return fmt.Sprintf("%d years", b.years())
}

// Floor gives the start of the bin that holds t, in Unix seconds.
func (b CalendarBin) Floor(t int64, loc *time.Location) int64 {
	return b.start(b.first(time.Unix(t, 0).In(loc)), loc)
}

// Next gives the start of the bin after the one that starts at start.
func (b CalendarBin) Next(start int64, loc *time.Location) int64 {
	d := b.first(time.Unix(start, 0).In(loc))
	for {
		d = b.add(d)
		if next := b.start(d, loc); next > start {
			return next // a day that a zone left out (Samoa, 30 December 2011) starts with the one after it
		}
	}
}

// Label names the bin that starts at start: "5 Sep 2014", "week of 1 Sep
// 2014", "Sep 2014", "Q3 2014", "2014", "2010–2019". Years before 1 have a
// minus and count astronomically (-43 is 44 BC).
func (b CalendarBin) Label(start int64, loc *time.Location) string {
	t := time.Unix(start, 0).In(loc)
	y, m, d := t.Date()
	switch b {
	case BinDay:
		return fmt.Sprintf("%d %s %d", d, m.String()[:3], y)
	case BinWeek:
		return fmt.Sprintf("week of %d %s %d", d, m.String()[:3], y)
	case BinMonth:
		return fmt.Sprintf("%s %d", m.String()[:3], y)
	case BinQuarter:
		return fmt.Sprintf("Q%d %d", (int(m)+2)/3, y)
	case BinYear:
		return fmt.Sprint(y)
	}
	return fmt.Sprintf("%d–%d", y, y+b.years()-1)
}

// day is a day of the calendar, not yet an instant.
type day struct {
	year  int
	month time.Month
	dom   int
}

// first gives the first day of the bin that holds t.
func (b CalendarBin) first(t time.Time) day {
	y, m, d := t.Date()
	switch b {
	case BinDay:
		return day{y, m, d}
	case BinWeek:
		return day{y, m, d - (int(t.Weekday())+6)%7}
	case BinMonth:
		return day{y, m, 1}
	case BinQuarter:
		return day{y, m - (m-1)%3, 1}
	}
	n := b.years()
	return day{y - ((y%n)+n)%n, time.January, 1}
}

// add gives the first day of the next bin; it need not be normal (32 January).
func (b CalendarBin) add(d day) day {
	switch b {
	case BinDay:
		d.dom++
	case BinWeek:
		d.dom += 7
	case BinMonth:
		d.month++
	case BinQuarter:
		d.month += 3
	default:
		d.year += b.years()
	}
	return d
}

// start gives the first instant of the bin's first day. Where clocks change
// around midnight that is not simply 00:00, which may come twice or never.
func (b CalendarBin) start(d day, loc *time.Location) int64 {
	midnight := time.Date(d.year, d.month, d.dom, 0, 0, 0, 0, time.UTC)
	t := time.Date(d.year, d.month, d.dom, 0, 0, 0, 0, loc)
	from, until := t.ZoneBounds()
	if !reachesDay(t, midnight) {
		return until.Unix() // 00:00 was left out and t came out before it
	}
	if from.IsZero() {
		return t.Unix()
	}
	if reachesDay(from, midnight) {
		t = from // t is a second 00:00, or the clock jumped over the first
	}
	_, offset := from.Add(-time.Second).Zone()
	if earlier := midnight.Unix() - int64(offset); earlier < from.Unix() {
		return min(earlier, t.Unix())
	}
	return t.Unix()
}

// reachesDay reports whether the local date of t is that of midnight, or later.
func reachesDay(t, midnight time.Time) bool {
	y, m, d := t.Date()
	return !time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Before(midnight)
}
