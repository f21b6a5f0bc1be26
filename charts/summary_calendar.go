package charts

import (
	"math"
	"time"

	"saywhen/storage"
)

// CalendarOptions say how NewCalendarHeat counts. The zero value is sensible.
type CalendarOptions struct {
	Years int // at most so many years in a row; 0 is 6, at most 30
}

// CalendarHeat counts statements by day, year by year. A statement weighs 1,
// shared out among the days that it may lie in, as in Activity: one of "June
// 2014" adds a thirtieth to each of its days.
//
// When the statements reach over more years than asked for, it shows those in a
// row that hold the most; the shares of the others are in Outside. The shares
// of all days and Outside sum to Dated.
//
// IDs(row, col) are the statements that may lie on Years[row].Days[col].
type CalendarHeat struct {
	Zone  *time.Location // whose days these are; never nil
	Years []HeatYear     // in order, without gaps, those without a statement too
	Max   float64        // the greatest share of a day
	// Dated, Undated, Spread and Open as in Activity.
	Dated, Undated, Spread, Open int
	Outside                      float64

	src  *source
	grid *grid // days of Years, and the range to which open ends are clipped
}

// HeatYear is one year.
type HeatYear struct {
	Year int // astronomical: 0 is 1 BC
	// Days are all days of the year, 365 or 366 (a day that a zone left out has
	// From = To).
	Days  []HeatDay
	Total float64 // the sum of their shares
}

// HeatDay is one day: [From,To) in Unix seconds.
type HeatDay struct {
	From, To int64
	Share    float64 // the number of statements, fractions included
}

// years is how many years in a row are shown.
func (o CalendarOptions) years() int {
	if o.Years <= 0 {
		return 6
	}
	return min(o.Years, 30)
}

// NewCalendarHeat counts in by o.
func NewCalendarHeat(in Input, o CalendarOptions) CalendarHeat {
	c := CalendarHeat{src: newSource(in)}
	c.Zone = c.src.loc
	from, to, ok := ActivityRange(c.src.cols, c.src.has)
	if !ok {
		c.Undated = c.src.kept
		return c
	}
	year := time.Unix(from, 0).In(c.Zone).Year()
	years := time.Unix(to-1, 0).In(c.Zone).Year() - year + 1
	if most := o.years(); years > most {
		year, years = c.fullest(from, to, most), most
	}
	c.count(from, to, year, years)
	return c
}

// fullest gives the first of the n years in a row that hold the most.
func (c *CalendarHeat) fullest(from, to int64, n int) int {
	g := newGrid(BinYear, from, to, c.Zone)
	s := newSpreader(g, 1)
	c.each(s)
	share := s.finish()[0]
	if g.unit > BinYear { // thousands of years: the fullest bin decides
		n = 1
	}
	best, most, sum := 0, -1.0, 0.0
	for i := range share {
		sum += share[i]
		if i >= n {
			sum -= share[i-n]
		}
		if i >= min(n, len(share))-1 && sum > most+1e-9 {
			best, most = max(i-n+1, 0), sum
		}
	}
	return time.Unix(g.starts[best], 0).In(c.Zone).Year()
}

// each puts every kept statement into row 0.
func (c *CalendarHeat) each(s *spreader) {
	for i := range c.src.cols.ID {
		if !c.src.has(i) {
			continue
		}
		if p, ok := s.part(&c.src.cols.When[i], c.src.cols.Flags[i]); ok {
			s.put(0, p, 1)
		}
	}
}

// count shares the statements out over the days of the years.
func (c *CalendarHeat) count(from, to int64, year, years int) {
	c.grid = newDayGrid(year, years, c.Zone)
	c.grid.from, c.grid.to = from, to
	s := newSpreader(c.grid, 1)
	c.each(s)
	share := s.finish()[0]
	c.Outside = share[0] + share[len(share)-1]
	bin := 1
	for y := range years {
		h := HeatYear{Year: year + y}
		for range daysIn(year + y) {
			d := HeatDay{c.grid.starts[bin], c.grid.starts[bin+1], share[bin]}
			h.Days, h.Total, c.Max = append(h.Days, d), h.Total+d.Share, max(c.Max, d.Share)
			bin++
		}
		c.Years = append(c.Years, h)
	}
	c.Dated, c.Undated, c.Spread, c.Open = s.dated, s.undated, s.spread, s.open
}

// newDayGrid cuts the years into days; the first and the last bin are all that
// lies before and after them.
func newDayGrid(year, years int, loc *time.Location) *grid {
	g := &grid{unit: BinDay, loc: loc, starts: []int64{-farthestCorner}, first: 1}
	for y := year; y < year+years; y++ {
		for d := range daysIn(y) {
			g.starts = append(g.starts, startOfDay(y, time.January, d+1, loc))
		}
	}
	g.starts = append(g.starts, startOfDay(year+years, time.January, 1, loc), farthestCorner)
	g.origin, g.scale = g.starts[1], 1.0/binSecondsPerDay
	return g
}

// daysIn is how many days a year has.
func daysIn(year int) int { return time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC).YearDay() }

// Empty reports whether there is nothing to draw.
func (c CalendarHeat) Empty() bool { return len(c.Years) == 0 }

// Table has a row for every day with a share: date, statements.
func (c CalendarHeat) Table() Table {
	t := Table{Header: []string{"day", "statements"}}
	for _, y := range c.Years {
		for i, d := range y.Days {
			if d.Share != 0 {
				date := time.Date(y.Year, time.January, i+1, 0, 0, 0, 0, time.UTC)
				t.Rows = append(t.Rows, []string{date.Format("2006-01-02"), fraction(d.Share)})
			}
		}
	}
	return t
}

// Notes say how it was counted.
func (c CalendarHeat) Notes() []string {
	n := notes(dateNotes(BinDay, c.Spread, c.Open, c.Undated))
	if c.Outside > 1e-9 {
		n.add("Shown: the %s in a row with the most statements; %s of them lie outside.",
			numberOf(len(c.Years), "year"), fraction(math.Round(c.Outside*100)/100))
	}
	return n
}

// IDs lists the statements of a day.
func (c CalendarHeat) IDs(row, col int) []storage.ID {
	if c.Empty() || row >= len(c.Years) || col >= len(c.Years[max(row, 0)].Days) && (row >= 0 || col > 365) {
		return nil
	}
	return c.src.collect(func(i int) bool {
		start, end, known := c.grid.dated(&c.src.cols.When[i], c.src.cols.Flags[i])
		return known != notDated && c.meets(row, col, start, end)
	})
}

// meets reports whether [start,end) lies partly in a day; of all years when row
// is negative, any day when col is.
func (c CalendarHeat) meets(row, col int, start, end int64) bool {
	for y := range c.Years {
		if row >= 0 && y != row {
			continue
		}
		days := c.Years[y].Days
		if col >= len(days) {
			continue // no day 366
		}
		if col >= 0 {
			days = days[col : col+1]
		}
		if start < days[len(days)-1].To && end > days[0].From {
			return true
		}
	}
	return false
}
