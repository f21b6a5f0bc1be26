package charts

import (
	"slices"
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

	src  *source
	grid *grid
	of   seriesOf
}

// seriesOf appends the series in which statement i counts.
type seriesOf func(dst []int32, i int) []int32

// countPeriods shares the statements that keep lets through out over time.
func countPeriods(src *source, keep func(i int) bool, bin CalendarBin, fixed bool, series []Entry, of seriesOf) Periods {
	p := Periods{Bin: bin, Zone: src.loc, src: src, of: of}
	from, to, ok := ActivityRange(src.cols, keep)
	if !ok {
		p.Undated = countKept(src.cols, keep)
		return p
	}
	if !fixed {
		bin = BinFor(from, to)
	}
	p.grid = newGrid(bin, from, to, src.loc)
	s := newSpreader(p.grid, len(series))
	var in []int32
	for i := range src.cols.ID {
		if !keep(i) {
			continue
		}
		part, ok := s.part(&src.cols.When[i], src.cols.Flags[i])
		if !ok {
			continue
		}
		in = of(in[:0], i)
		for _, row := range in {
			s.put(int(row), part, 1)
		}
	}
	p.Bin, p.Bins, p.Series, p.Share = p.grid.unit, p.grid.spans(), series, s.finish()
	p.Dated, p.Undated, p.Spread, p.Open = s.dated, s.undated, s.spread, s.open
	return p
}

// dated reports whether statement i can be shared out.
func (s *source) dated(i int) bool {
	past, future := openEnds(s.cols.When[i])
	return s.cols.Flags[i]&storage.Undated == 0 && !(past && future)
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
func (p Periods) Table() Table {
	t := Table{Header: []string{"period", "from", "to"}}
	for _, e := range p.Series {
		t.Header = append(t.Header, e.label())
	}
	for bin := range p.Bins {
		if row, some := p.tableRow(bin); some {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func (p Periods) tableRow(bin int) (row []string, some bool) {
	row = []string{p.Label(bin), dayText(p.Bins[bin].From, p.Zone), dayText(p.Bins[bin].To, p.Zone)}
	for _, share := range p.Share {
		some = some || share[bin] != 0
		row = append(row, fraction(share[bin]))
	}
	return row, some
}

// IDs lists the statements of Series[row] that may lie in Bins[col].
func (p Periods) IDs(row, col int) []storage.ID {
	if p.Empty() || row >= len(p.Series) || col >= len(p.Bins) {
		return nil
	}
	span := Span{p.Bins[0].From, p.Bins[len(p.Bins)-1].To}
	if col >= 0 {
		span = p.Bins[col]
	}
	var in []int32
	return p.src.collect(func(i int) bool {
		if !p.grid.meets(&p.src.cols.When[i], p.src.cols.Flags[i], span) {
			return false
		}
		in = p.of(in[:0], i)
		return len(in) > 0 && (row < 0 || slices.Contains(in, int32(row)))
	})
}

// Dimension says by what ActivityBy splits its bars.
type Dimension uint8

// The dimensions.
const (
	ByActor  Dimension = iota // the speaker
	ByStance                  // of the first position; the series are the StanceColumns
	ByClass                   // of the verb
	ByOutlet                  // of the document of the first citation
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
func NewActivityBy(in Input, o ActivityOptions) ActivityBy {
	src := newSource(in)
	series := activitySeries(src, o)
	of := func(dst []int32, i int) []int32 { return append(dst, series.place[series.number(i)]) }
	return ActivityBy{o.By, countPeriods(src, src.has, o.Bin, o.FixedBin, series.entries, of)}
}

// numbered is a picked axis and the number of a statement on it.
type numbered struct {
	picked
	number func(i int) int32
}

// activitySeries counts the dated statements on the axis asked for.
func activitySeries(src *source, o ActivityOptions) numbered {
	var a *axis
	column, inOrder := src.cols.Speaker, false
	switch o.By {
	case ByStance:
		a = stanceAxis()
	case ByClass:
		a, column, inOrder = src.classAxis(), src.cols.Verb, true
	case ByOutlet:
		a, column = src.outletAxis(), src.cols.Document
	default:
		a = src.actorAxis(o.Group)
	}
	number := func(i int) int32 { return a.of(column[i]) }
	if o.By == ByStance {
		number, inOrder = func(i int) int32 { return int32(firstColumn(src.cols, i)) }, true
	}
	counts := a.counts()
	for i := range src.cols.ID {
		if src.has(i) && src.dated(i) {
			counts[number(i)]++
		}
	}
	if inOrder {
		return numbered{a.pickInOrder(counts), number}
	}
	return numbered{a.pick(counts, topN(o.TopN)), number}
}

// stanceAxis has the columns of StanceColumn for numbers.
func stanceAxis() *axis {
	return &axis{n: int32(NumStanceColumns) - 1, entry: func(num int32) Entry {
		c := StanceColumn(num)
		return Entry{Name: c.String(), Style: c.Style(), Colour: storage.NoColour}
	}}
}

// Notes say how it was counted.
func (a ActivityBy) Notes() []string {
	n := notes(dateNotes(a.Bin, a.Spread, a.Open, a.Undated))
	n.others(a.Series, map[Dimension]string{ByActor: "actor", ByOutlet: "outlet"}[a.By])
	if a.By == ByStance {
		n.add("A statement counts by the stance of its first position.")
	}
	return n
}

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
func NewRiver(in Input, o RiverOptions) River {
	src := newSource(in)
	takes := func(i int) bool { return src.has(i) && src.cols.PosOff[i] < src.cols.PosOff[i+1] }
	a := src.claimAxis()
	counts, silent := a.counts(), 0
	for i := range src.cols.ID {
		switch {
		case !takes(i):
			if src.has(i) {
				silent++
			}
		case src.dated(i):
			src.eachClaim(i, func(claim storage.ID) { counts[a.of(claim)]++ })
		}
	}
	p := a.pick(counts, topN(o.TopN))
	of := func(dst []int32, i int) []int32 {
		src.eachClaim(i, func(claim storage.ID) { dst = append(dst, p.of(claim)) })
		return dst
	}
	return River{silent, countPeriods(src, takes, o.Bin, o.FixedBin, p.entries, of)}
}

// eachClaim calls f for each claim on which statement i takes a position, once.
func (s *source) eachClaim(i int, f func(storage.ID)) {
	from, to := s.positions(i)
	for p := from; p < to; p++ {
		if s.firstAt(from, p) {
			f(s.cols.Claims[p])
		}
	}
}

// Notes say how it was counted.
func (r River) Notes() []string {
	n := notes(dateNotes(r.Bin, r.Spread, r.Open, r.Undated))
	n.add("A statement on several claims counts in each of them.")
	n.others(r.Series, "claim")
	n.addIf(r.Silent, "%s take no position and are not in the picture.", "%s takes no position and is not in the picture.")
	return n
}
