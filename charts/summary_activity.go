package charts

import (
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// Activity counts statements over time by stance. It is a table first: what
// draws it (charts/echarts) adds nothing to the figures.
//
// The counts are honest about uncertain dates. A statement weighs 1 and is
// spread evenly over the seconds between its earliest start and its latest
// end; each bin gets the share of these seconds that lies in it. So a statement
// of "some day from 30 June to 1 July" adds a half to June and a half to July,
// and one of "mid June" adds 1 to June. A clock time counts as the second it
// names. An extent is spread in the same way.
//
// An open end is clipped to the range of the closed dates: to the earliest, or
// the latest, second that any closed corner of the kept statements names. That
// is a convention, not knowledge; Open says how many statements it touched. A
// statement with no date, or open at both ends, says nothing about when and is
// counted in Undated alone.
type Activity struct {
	Bin CalendarBin
	// Zone is where the bins' days begin; never nil.
	Zone *time.Location
	// Rows are the bins from the first that has a statement to the last,
	// ascending, without gaps. Empty when no kept statement is dated.
	Rows []ActivityRow
	// Dated is the number of statements that Rows count; the shares of all
	// rows sum to it. Undated is the number of kept statements counted apart.
	Dated, Undated int
	// Spread is how many of the dated ones lie in more than one bin, Open how
	// many have an open end. A statement may be in both.
	Spread, Open int
}

// ActivityRow is one bin: [From,To) in Unix seconds.
type ActivityRow struct {
	From, To int64
	// Share is the number of statements by column, fractions included.
	Share [NumStanceColumns]float64
}

// StanceColumn numbers the columns of an activity table.
type StanceColumn int

// The columns: the five stances from -2 to +2, then statements that take no
// position.
const (
	ColumnMinus2 StanceColumn = iota
	ColumnMinus1
	ColumnZero
	ColumnPlus1
	ColumnPlus2
	ColumnNoPosition
	NumStanceColumns
)

// String names the column for claims of both kinds.
func (c StanceColumn) String() string {
	if c == ColumnNoPosition {
		return "no position"
	}
	s := storage.Stance(c - ColumnZero)
	if s == 0 {
		return s.Name(storage.Factual)
	}
	return s.Name(storage.Factual) + " / " + s.Name(storage.Normative)
}

// Style gives the colour of the column's marks.
func (c StanceColumn) Style() Style {
	if c == ColumnNoPosition {
		return StyleNoStance
	}
	return StanceStyle(storage.Stance(c - ColumnZero))
}

// maxActivityBins bounds the table: when more bins than this are asked for, the
// bin is made coarser, and Activity.Bin says so.
const maxActivityBins = 10_000

// farthestCorner is the instant, in Unix seconds, beyond which a corner counts as
// open: 146 thousand million years, still safe to calculate with.
const farthestCorner = int64(1) << 62

// ActivityByStance counts the statements of c for which keep says true (all,
// when keep is nil) by calendar bin and by the stance of their first position.
// Activity says what happens to uncertain dates. A nil loc is UTC.
func ActivityByStance(c *storage.Columns, keep func(i int) bool, bin CalendarBin, loc *time.Location) Activity {
	if loc == nil {
		loc = time.UTC
	}
	a := Activity{Bin: min(bin, BinWidest), Zone: loc}
	from, to, ok := ActivityRange(c, keep)
	if !ok {
		a.Undated = countKept(c, keep)
		return a
	}
	s := newSpreader(newGrid(bin, from, to, loc), int(NumStanceColumns))
	for i := range c.ID {
		if keep != nil && !keep(i) {
			continue
		}
		if p, ok := s.part(&c.When[i], c.Flags[i]); ok {
			s.put(int(firstColumn(c, i)), p, 1)
		}
	}
	a.Bin, a.Dated, a.Undated, a.Spread, a.Open = s.unit, s.dated, s.undated, s.spread, s.open
	share := s.finish()
	for bin, span := range s.spans() {
		row := ActivityRow{From: span.From, To: span.To}
		for col := range row.Share {
			row.Share[col] = share[col][bin]
		}
		a.Rows = append(a.Rows, row)
	}
	return a
}

// ActivityRange gives the range of the closed dates of the kept statements in
// Unix seconds, half-open; false when there are none. BinFor turns it into a
// bin.
func ActivityRange(c *storage.Columns, keep func(i int) bool) (from, to int64, ok bool) {
	from, to = edtf.OpenFuture, edtf.OpenPast
	for i, w := range c.When {
		if c.Flags[i]&storage.Undated != 0 || keep != nil && !keep(i) {
			continue
		}
		past, future := openEnds(w)
		if !past {
			from, to = min(from, w.EarliestStart), max(to, w.EarliestStart+1)
		}
		if !future {
			last := w.LatestEnd - 1
			if !past {
				last = max(last, w.EarliestStart) // a clock time names the second that it begins
			}
			from, to = min(from, last), max(to, last+1)
		}
	}
	return from, to, from < to
}

// openEnds reports whether nothing is known of the start, and of the end, that
// one can calculate with.
func openEnds(w edtf.Corners) (past, future bool) {
	return w.EarliestStart < -farthestCorner || w.EarliestStart > farthestCorner,
		w.LatestEnd < -farthestCorner || w.LatestEnd > farthestCorner
}

// firstColumn gives the column of the statement's first position.
func firstColumn(c *storage.Columns, i int) StanceColumn {
	if c.PosOff[i] == c.PosOff[i+1] {
		return ColumnNoPosition
	}
	return ColumnZero + StanceColumn(min(max(c.Stance[c.PosOff[i]], -2), 2))
}

// countKept counts the statements that keep lets through.
func countKept(c *storage.Columns, keep func(i int) bool) int {
	n := 0
	for i := range c.ID {
		if keep == nil || keep(i) {
			n++
		}
	}
	return n
}
