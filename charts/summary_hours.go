package charts

import (
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

	src *source
}

// NewWeekHours counts in by o.
func NewWeekHours(in Input, o WeekHoursOptions) WeekHours { return WeekHours{} }

// Empty reports whether there is nothing to draw.
func (w WeekHours) Empty() bool { return w.Timed+w.Dayed == 0 }

// Table has a row for every weekday and a column for every hour.
func (w WeekHours) Table() Table { return Table{} }

// Notes say how it was counted.
func (w WeekHours) Notes() []string { return nil }

// IDs lists the statements behind a cell.
func (w WeekHours) IDs(row, col int) []storage.ID { return nil }
