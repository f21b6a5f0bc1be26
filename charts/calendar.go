package charts

import "time"

// calUnit is a unit of the calendar, fine to coarse.
type calUnit uint8

const (
	unitSecond calUnit = iota // steps that divide an hour
	unitHour                  // hours of the clock, from midnight
	unitDay
	unitWeek // from Monday
	unitMonth
	unitYear
)

// calStep is a step of the axis: n units, aligned to the calendar of a place.
type calStep struct {
	unit calUnit
	n    int
}

// shortest is the least time between two boundaries, in seconds, but for days
// on which the clocks change.
func (s calStep) shortest() float64 {
	n := float64(s.n)
	switch s.unit {
	case unitSecond:
		return n
	case unitHour:
		return n * 3600
	case unitDay:
		return n * 86400
	case unitWeek:
		return n * 7 * 86400
	case unitMonth:
		if s.n >= 3 {
			return n * 30 * 86400
		}
		return n * 28 * 86400
	}
	return n * 365 * 86400
}

// after gives the first boundary later than t.
func (s calStep) after(t int64, loc *time.Location) int64 {
	switch s.unit {
	case unitSecond:
		return alignedAfter(t, int64(s.n), loc)
	case unitHour:
		return s.hourAfter(t, loc)
	}
	local := time.Unix(t, 0).In(loc)
	y, m, d := local.Date()
	for {
		y, m, d = s.step(y, m, d)
		if start := startOfDay(y, m, d, loc); start > t {
			return start
		}
	}
}

// before gives the last boundary earlier than t.
func (s calStep) before(t int64, loc *time.Location) int64 {
	back := int64(s.shortest())
	for {
		c := s.after(t-back-1, loc)
		if c < t {
			for next := s.after(c, loc); next < t; next = s.after(c, loc) {
				c = next
			}
			return c
		}
		back *= 2
	}
}

// alignedAfter steps in equal seconds, aligned to the local clock; n divides an
// hour.
func alignedAfter(t, n int64, loc *time.Location) int64 {
	c := t + n - floorMod(t+offsetAt(t, loc), n)
	if floorMod(c+offsetAt(c, loc), n) == 0 {
		return c
	}
	// The clocks changed by a part of the step: take the next aligned second
	// after the change.
	return c + n - floorMod(c+offsetAt(c, loc), n)
}

// hourAfter steps through the hours of the clock of each day.
func (s calStep) hourAfter(t int64, loc *time.Location) int64 {
	local := time.Unix(t, 0).In(loc)
	y, m, d := local.Date()
	for h := local.Hour() - local.Hour()%s.n; ; h += s.n {
		if h >= 24 {
			y, m, d = calStep{unitDay, 1}.step(y, m, d)
			h = 0
		}
		c := startOfDay(y, m, d, loc)
		if h > 0 {
			c = time.Date(y, m, d, h, 0, 0, 0, loc).Unix()
		}
		if c > t {
			return c
		}
	}
}

// step gives the first day of the next step after the one that holds the day.
func (s calStep) step(y int, m time.Month, d int) (int, time.Month, int) {
	switch s.unit {
	case unitDay, unitWeek:
		n, shift := int64(s.n), int64(0)
		if s.unit == unitWeek {
			n, shift = 7*n, 3 // day 0 of Unix time was a Thursday
		}
		day := floorDiv(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix(), 86400) + shift
		day += n - floorMod(day, n) - shift
		return time.Unix(day*86400, 0).UTC().Date()
	case unitMonth:
		i := int64(y)*12 + int64(m) - 1
		i += int64(s.n) - floorMod(i, int64(s.n))
		return int(floorDiv(i, 12)), time.Month(floorMod(i, 12)) + 1, 1
	}
	return nextYear(y, s.n), time.January, 1
}

// nextYear gives the next year divisible by n after the astronomical year y.
// Years before 1 count backwards, as people name them (500 BC is -499), and
// the year 1 is a boundary of its own.
func nextYear(y, n int) int {
	if y >= 1 {
		return (y/n + 1) * n
	}
	if bc := -y / n * n; bc >= 1 {
		return 1 - bc
	}
	return 1
}

// startOfDay gives the first instant of a local day, also where the clocks skip
// or repeat midnight.
func startOfDay(y int, m time.Month, d int, loc *time.Location) int64 {
	return BinDay.start(day{y, m, d}, loc)
}

func offsetAt(t int64, loc *time.Location) int64 {
	_, off := time.Unix(t, 0).In(loc).Zone()
	return int64(off)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }
