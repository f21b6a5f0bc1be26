package charts

import (
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// StanceOptions say what NewStanceOverTime shows.
type StanceOptions struct {
	Claim storage.ID // 0 is the claim with the most positions (of the actor)
	Actor storage.ID // 0 is every actor
	TopN  int        // actors with a series of their own; 0 is DefaultTopN
	// MaxPoints is how many positions are drawn; 0 is 50,000. Of more, every
	// second, third … is; the means count all.
	MaxPoints int
	Bin       CalendarBin // of the means, as in ActivityOptions
	FixedBin  bool
}

// StanceOverTime is how the stance on a claim moves: a point for each position,
// as wide as its date is uncertain, and means by bin of the calendar. A position
// weighs 1, shared out among the bins as in Activity.
//
// IDs(0, col) is the statement of Points[col], IDs(1, col) are those that may
// lie in Means[col].
type StanceOverTime struct {
	Claim  Entry
	Actors []Entry // the series of the points, most positions first, "others" last
	Points []StancePoint
	Bin    CalendarBin
	Zone   *time.Location
	Means  []StanceMean // bins in order, without gaps
	// Positions is how many positions there are, Undated how many of them have
	// no date (or one open at both ends) and are not drawn. Thinned is how many
	// have a date and are not among Points.
	Positions, Undated, Thinned int

	src *source
	ask stanceQuestion
}

// StancePoint is one position.
type StancePoint struct {
	ID     storage.ID // the statement
	Actor  int        // index in Actors
	Stance storage.Stance
	At     int64 // Unix seconds: the middle of what is known, where a mark stands
	// Corners are the date's, open ends as they are. Extent says that the date
	// is one, not a moment.
	Corners edtf.Corners
	Extent  bool
}

// Interval gives what is known of when: the earliest start and the latest end in
// Unix seconds; an open end reaches to At.
func (p StancePoint) Interval() (from, to int64) { return p.At, p.At }

// StanceMean is the mean stance in one bin.
type StanceMean struct {
	From, To int64 // Unix seconds, half-open
	// Weight is how many positions lie in the bin, fractions included; Mean is
	// the mean of their stances by that weight, Running that of everything up
	// to the end of the bin. Both mean nothing while the weight, or all weight so
	// far, is 0.
	Weight, Mean, Running float64
}

// NewStanceOverTime looks at in by o.
func NewStanceOverTime(in Input, o StanceOptions) StanceOverTime { return StanceOverTime{} }

// Empty reports whether there is nothing to draw.
func (s StanceOverTime) Empty() bool { return len(s.Points) == 0 }

// Table has a row for every point: statement, actor, stance, earliest start,
// latest start, earliest end, latest end (RFC 3339; "" when open).
func (s StanceOverTime) Table() Table { return Table{} }

// Notes say how it was counted.
func (s StanceOverTime) Notes() []string { return nil }

// IDs lists the statements of a point or of a mean.
func (s StanceOverTime) IDs(row, col int) []storage.ID { return nil }
