package charts

import (
	"time"

	"saywhen/storage"
)

// Periods counts things over time: a row of bins for every series. An uncertain
// date is shared out among the bins that it may lie in, by time, as Activity
// says; so is what happens to open ends. The shares of all series and bins sum
// to Dated, times the weight of a statement (see ActivityBy and River).
type Periods struct {
	Bin  CalendarBin
	Zone *time.Location // where the bins' days begin; never nil
	// Bins follow each other without gaps, ascending. Empty when nothing that
	// is counted has a date.
	Bins []Span
	// Series are the rows, most frequent first, "others" last; stances and
	// classes stand in their own order. Count is of dated statements or positions.
	Series []Entry
	// Share is the number of statements, fractions included: Share[series][bin].
	Share [][]float64
	// Dated is how many statements are shared out, Undated how many of those
	// that could be have no date, or one open at both ends.
	Dated, Undated int
	// Spread is how many of the dated ones lie in more than one bin, Open how
	// many have an open end. A statement may be in both.
	Spread, Open int

	src *source
	of  func(i int, yield func(series int32)) // the series of a statement, -1 none
}

// Label names a bin.
func (p Periods) Label(bin int) string {
	if bin < 0 || bin >= len(p.Bins) {
		return ""
	}
	return p.Bin.Label(p.Bins[bin].From, p.Zone)
}

// Empty reports whether there is nothing to draw.
func (p Periods) Empty() bool { return len(p.Bins) == 0 || len(p.Series) == 0 }

// Table has a row for every bin that is not empty and a column for every series.
func (p Periods) Table() Table { return Table{} }

// IDs lists the statements of Series[row] that may lie in Bins[col].
func (p Periods) IDs(row, col int) []storage.ID { return nil }

// Dimension says by what ActivityBy splits its bars.
type Dimension uint8

// The dimensions.
const (
	ByActor   Dimension = iota // the speaker
	ByStance                   // of the first position; the series are the StanceColumns
	ByClass                    // of the verb
	ByOutlet                   // of the document of the first citation
	numDimensions
)

// ActivityOptions say how NewActivityBy counts. The zero value is sensible.
type ActivityOptions struct {
	By   Dimension
	TopN int // actors or outlets; 0 is DefaultTopN
	// Bin is the unit of the calendar, when FixedBin is set; else it is chosen
	// so that there are at most about 60. A bin that would give more than 10,000
	// is made coarser.
	Bin      CalendarBin
	FixedBin bool
	Group    bool // an actor counts as the topmost actor above it
}

// ActivityBy counts statements over time, stacked by actor, stance, class of
// verb or outlet. Every kept and dated statement weighs 1, so that the shares
// sum to Dated, and Dated + Undated is the number of statements kept. The
// series of ByStance are by the first position, and "no position".
//
// IDs(row, col) are the statements of Series[row] that may lie in Bins[col].
type ActivityBy struct {
	By Dimension
	Periods
}

// NewActivityBy counts in by o.
func NewActivityBy(in Input, o ActivityOptions) ActivityBy { return ActivityBy{By: o.By} }

// Notes say how it was counted.
func (a ActivityBy) Notes() []string { return nil }

// RiverOptions say how NewRiver counts. The zero value is sensible.
type RiverOptions struct {
	TopN     int         // claims; 0 is DefaultTopN
	Bin      CalendarBin // as in ActivityOptions
	FixedBin bool
}

// River counts positions on claims over time: a statement with several
// positions counts once in each of its claims (once, too, when it takes two
// positions on one). So the shares sum to the Counts of the series and not to
// Dated, which is of statements that take a position. Silent is how many kept
// statements take none; Dated + Undated + Silent is the number kept.
//
// IDs(row, col) are the statements on Series[row] that may lie in Bins[col].
type River struct {
	Silent int
	Periods
}

// NewRiver counts in by o.
func NewRiver(in Input, o RiverOptions) River { return River{} }

// Notes say how it was counted.
func (r River) Notes() []string { return nil }
