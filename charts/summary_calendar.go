package charts

import (
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

	src *source
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

// NewCalendarHeat counts in by o.
func NewCalendarHeat(in Input, o CalendarOptions) CalendarHeat { return CalendarHeat{} }

// Empty reports whether there is nothing to draw.
func (c CalendarHeat) Empty() bool { return len(c.Years) == 0 }

// Table has a row for every day with a share: date, statements.
func (c CalendarHeat) Table() Table { return Table{} }

// Notes say how it was counted.
func (c CalendarHeat) Notes() []string { return nil }

// IDs lists the statements of a day.
func (c CalendarHeat) IDs(row, col int) []storage.ID { return nil }
