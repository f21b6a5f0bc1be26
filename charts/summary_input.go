package charts

import (
	"time"

	"saywhen/storage"
)

// Input is what every summary counts: the statements of Columns that Keep lets
// through. A summary holds on to it, so that it can say which statements are
// behind a figure: nothing in it may change while a summary of it is in use.
type Input struct {
	Columns   *storage.Columns
	Ref       Reference
	Documents []storage.Document // for the outlets; their texts are not looked at
	Keep      *Set               // nil keeps all
	Location  *time.Location     // whose days, hours and years are counted; nil is UTC
}

// Table is the figures behind a chart as rows, for CSV and for people who
// cannot see the picture. Every row is as long as the header. Names stand as
// they are in the project: who writes them out escapes them.
type Table struct {
	Header []string
	Rows   [][]string
}

// Summary is the figures behind a chart. It never changes after it was made,
// and the same input, its statements, actors, claims or documents in any order,
// gives the same summary but for the last bits of sums of fractions.
type Summary interface {
	// Table gives all figures, those that the picture leaves to a hover too.
	Table() Table
	// Empty reports whether there is nothing to draw.
	Empty() bool
	// Notes say in sentences how it was counted and what is not in the picture.
	Notes() []string
	// IDs lists the statements behind one figure, ascending. What row and col
	// number is said at each summary; a negative row or col stands for all of
	// them, and one that does not exist gives nil. The statements are looked
	// for when they are asked for.
	IDs(row, col int) []storage.ID
}

// The summaries.
var (
	_ Summary = ActivityBy{}
	_ Summary = River{}
	_ Summary = StanceMatrix{}
	_ Summary = Network{}
	_ Summary = Flow{}
	_ Summary = CalendarHeat{}
	_ Summary = StanceOverTime{}
	_ Summary = VerbsByActor{}
	_ Summary = WeekHours{}
	_ Summary = Latency{}
)

// DefaultTopN is how many actors, claims, verbs or outlets a summary shows when
// its options do not say.
const DefaultTopN = 20

// MaxTopN is how many it shows at most.
const MaxTopN = 200

// Entry is one thing on an axis or in a legend: an actor, a claim, a verb, a
// class, an outlet, a stance; or what stands for those that have no place of
// their own.
type Entry struct {
	// ID is the record's; 0 for a class, a stance, the others, and for what is
	// missing ("no outlet", "unknown actor").
	ID   storage.ID
	Name string
	// Others is how many records this entry stands for when it is the last one,
	// "others"; 0 otherwise.
	Others int
	// Count is how many kept statements (of claims: positions) it has.
	Count int
	// Class is a verb's or a class's, Kind a claim's; "" otherwise.
	Class storage.Class
	Kind  storage.ClaimKind
	// Style is the colour of a stance, StyleNone otherwise. Colour is an
	// actor's own, 0xRRGGBB or storage.NoColour.
	Style  Style
	Colour int32
}

// topN is n, or what stands for 0 and for too many.
func topN(n int) int {
	if n <= 0 {
		return DefaultTopN
	}
	return min(n, MaxTopN)
}
