package charts

import (
	"fmt"
	"math"
	"slices"
	"time"

	"saywhen/storage"
)

// WeekHoursOptions are none so far.
type WeekHoursOptions struct{}

// HourUnknown is the column of WeekHours.Share for statements whose day is
// known and whose hour is not.
const HourUnknown = 24

// WeekHours counts statements by weekday and hour of the zone of display. A
// statement counts by what its date can bear:
//
//   - all that it may be within one hour: in that hour, or shared out by time
//     between the two hours that it meets;
//   - within 25 hours (the longest day): in its weekday's column HourUnknown,
//     or shared out between the two weekdays. So a day of New York seen from
//     Tehran counts partly in the next day;
//   - wider, or open: in Longer alone.
//
// The shares, Longer and Undated sum to the number of statements kept.
//
// IDs(row, col) are the statements that may lie in Share[row][col].
type WeekHours struct {
	Zone *time.Location // never nil
	// Share is the number of statements, fractions included: [weekday][hour],
	// Monday is 0, hours 0 to 23 and HourUnknown.
	Share [7][25]float64
	// Timed is how many count in an hour, Dayed in a HourUnknown, Longer how many
	// have a date too wide for either, Undated how many none.
	Timed, Dayed, Longer, Undated int

	src   *source
	clock *localClock
}

const (
	secondsPerHour = 3600
	longestDay     = 25 * secondsPerHour
)

// NewWeekHours counts in by o.
func NewWeekHours(in Input, o WeekHoursOptions) WeekHours {
	w := WeekHours{src: newSource(in)}
	w.Zone = w.src.loc
	from, to, _ := ActivityRange(w.src.cols, w.src.has)
	w.clock = newLocalClock(from, to, w.Zone)
	for i := range w.src.cols.ID {
		if w.src.has(i) {
			w.add(i)
		}
	}
	return w
}

// add counts statement i.
func (w *WeekHours) add(i int) {
	start, end, fit := w.fits(i)
	switch fit {
	case fitsNothing:
		w.Undated++
	case fitsLonger:
		w.Longer++
	case fitsDay:
		w.Dayed++
	case fitsHour:
		w.Timed++
	}
	if fit >= fitsDay {
		w.clock.cells(start, end, fit == fitsHour, func(day, hour int, share float64) { w.Share[day][hour] += share })
	}
}

// fit is what a statement's date can bear.
type fit uint8

const (
	fitsNothing fit = iota
	fitsLonger
	fitsDay
	fitsHour
)

// fits gives the stretch of time of statement i, and where it counts.
func (w *WeekHours) fits(i int) (start, end int64, f fit) {
	when := w.src.cols.When[i]
	if w.src.cols.Flags[i]&storage.Undated != 0 {
		return 0, 0, fitsNothing
	}
	past, future := openEnds(when)
	if past || future {
		return 0, 0, fitsLonger
	}
	start, end = when.EarliestStart, max(when.LatestEnd, when.EarliestStart+1)
	switch length := elapsed(start, end); {
	case length <= secondsPerHour:
		return start, end, fitsHour
	case length <= longestDay:
		return start, end, fitsDay
	}
	return start, end, fitsLonger
}

// localClock tells local time quickly: it knows when the clocks changed.
type localClock struct {
	loc     *time.Location
	changes []int64 // ascending; offsets[i] holds before changes[i]
	offsets []int64 // one more than changes
}

// maxClockChanges bounds the table of a clock: what is later is looked up.
const maxClockChanges = 4096

func newLocalClock(from, to int64, loc *time.Location) *localClock {
	c := &localClock{loc: loc, offsets: []int64{offsetAt(from, loc)}}
	for at := from; len(c.changes) < maxClockChanges; {
		_, until := time.Unix(at, 0).In(loc).ZoneBounds()
		if until.IsZero() || until.Unix() > to {
			break
		}
		if until.Unix() > at {
			at = until.Unix()
		} else {
			at += binSecondsPerDay // far from now, the last day of a leap year ends where it begins
		}
		c.changes, c.offsets = append(c.changes, at), append(c.offsets, offsetAt(at, loc))
	}
	return c
}

// offset gives the seconds by which local time is ahead of UTC at t, and until
// when, at least (maxInt64 when it does not end in the range).
func (c *localClock) offset(t int64) (offset, until int64) {
	if n := len(c.changes); n == maxClockChanges && t >= c.changes[n-1] {
		return offsetAt(t, c.loc), t + 1
	}
	i, found := slices.BinarySearch(c.changes, t)
	if found {
		i++
	}
	if i == len(c.changes) {
		return c.offsets[i], math.MaxInt64
	}
	return c.offsets[i], c.changes[i]
}

// cells calls f for the cells of the week that [start,end) meets with the share
// of its time in each: hours, or whole days as HourUnknown.
func (c *localClock) cells(start, end int64, hours bool, f func(day, hour int, share float64)) {
	unit := int64(binSecondsPerDay)
	if hours {
		unit = secondsPerHour
	}
	for t := start; t < end; {
		offset, until := c.offset(t)
		local := t + offset
		next := min(end, until, t+unit-floorMod(local, unit))
		day, hour := int(floorMod(floorDiv(local, binSecondsPerDay)+3, 7)), HourUnknown // day 0 was a Thursday
		if hours {
			hour = int(floorMod(local, binSecondsPerDay) / secondsPerHour)
		}
		f(day, hour, float64(next-t)/float64(end-start))
		t = next
	}
}

// Empty reports whether there is nothing to draw.
func (w WeekHours) Empty() bool { return w.Timed+w.Dayed == 0 }

// weekdays name the rows of WeekHours.
var weekdays = [7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// Day names a row.
func (w WeekHours) Day(row int) string { return weekdays[row] }

// Table has a row for every weekday and a column for every hour.
func (w WeekHours) Table() Table {
	t := Table{Header: []string{"weekday"}}
	for h := range HourUnknown {
		t.Header = append(t.Header, fmt.Sprintf("%02d:00", h))
	}
	t.Header = append(t.Header, "hour unknown")
	for d, shares := range w.Share {
		row := []string{weekdays[d]}
		for _, share := range shares {
			row = append(row, fraction(share))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Notes say how it was counted.
func (w WeekHours) Notes() []string {
	var n notes
	if !w.Empty() {
		n.add("Hours are those of %s.", w.Zone)
	}
	n.addIf(w.Dayed, "%s are dated to the day only: their hour is unknown.", "%s is dated to the day only: its hour is unknown.")
	n.addIf(w.Longer, "%s have a date wider than a day and are not in the picture.", "%s has a date wider than a day and is not in the picture.")
	n.addIf(w.Undated, "%s have no date and are not in the picture.", "%s has no date and is not in the picture.")
	return n
}

// IDs lists the statements behind a cell.
func (w WeekHours) IDs(row, col int) []storage.ID {
	if w.Empty() || row >= len(w.Share) || col >= len(w.Share[0]) {
		return nil
	}
	return w.src.collect(func(i int) bool {
		start, end, f := w.fits(i)
		found := false
		if f >= fitsDay {
			w.clock.cells(start, end, f == fitsHour, func(day, hour int, _ float64) {
				found = found || (row < 0 || day == row) && (col < 0 || hour == col)
			})
		}
		return found
	})
}
