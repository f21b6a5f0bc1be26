package charts

import (
	"strconv"
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
// weighs 1, shared out among the bins as in Activity, open ends clipped to the
// closed dates of the positions shown.
//
// IDs(0, col) is the statement of Points[col], IDs(1, col) are those that may
// lie in Means[col], IDs(-1, -1) all of them.
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

	src    *source
	actor  storage.ID // asked for, or 0
	actors picked
	grid   *grid
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
func (p StancePoint) Interval() (from, to int64) {
	past, future := openEnds(p.Corners)
	from, to = p.Corners.EarliestStart, p.Corners.LatestEnd
	if past {
		from = p.At
	}
	if future {
		to = p.At
	}
	return from, to
}

// StanceMean is the mean stance in one bin.
type StanceMean struct {
	From, To int64 // Unix seconds, half-open
	// Weight is how many positions lie in the bin, fractions included; Mean is
	// the mean of their stances by that weight, Running that of everything up
	// to the end of the bin. Both mean nothing while the weight, or all weight so
	// far, is 0.
	Weight, Mean, Running float64
}

// defaultMaxPoints is how many positions are drawn.
const defaultMaxPoints = 50_000

// NewStanceOverTime looks at in by o.
func NewStanceOverTime(in Input, o StanceOptions) StanceOverTime {
	s := StanceOverTime{src: newSource(in), Bin: o.Bin, actor: o.Actor}
	s.Zone = s.src.loc
	claims := s.src.claimAxis()
	claim := o.Claim
	if claim == 0 {
		claim = s.busiest(claims)
	}
	if claim != 0 {
		s.Claim = claims.entry(claims.of(claim))
		s.Claim.ID = claim
	}
	s.pick(o)
	s.Claim.Count = s.Positions
	s.means(o)
	s.points(o)
	return s
}

// speaks reports whether the speaker of row i is asked for.
func (s *StanceOverTime) speaks(i int) bool {
	return s.src.has(i) && (s.actor == 0 || s.src.cols.Speaker[i] == s.actor)
}

// busiest gives the claim with the most positions of those asked for.
func (s *StanceOverTime) busiest(claims *axis) storage.ID {
	counts := claims.counts()
	for i := range s.src.cols.ID {
		if from, to := s.src.positions(i); from < to && s.speaks(i) {
			for _, c := range s.src.cols.Claims[from:to] {
				counts[claims.of(c)]++
			}
		}
	}
	counts[claims.n] = 0 // an unknown claim cannot be asked for
	if p := claims.pick(counts, 1); len(p.entries) > 0 {
		return p.entries[0].ID
	}
	return 0
}

// position gives the place of row i's first position on the claim.
func (s *StanceOverTime) position(i int) (at int32, ok bool) {
	from, to := s.src.positions(i)
	for p := from; p < to; p++ {
		if s.src.cols.Claims[p] == s.Claim.ID {
			return p, s.speaks(i)
		}
	}
	return 0, false
}

// about reports whether row i counts.
func (s *StanceOverTime) about(i int) bool {
	_, ok := s.position(i)
	return ok
}

// pick counts the positions and chooses the series.
func (s *StanceOverTime) pick(o StanceOptions) {
	actors := s.src.actorAxis(false)
	counts := actors.counts()
	for i := range s.src.cols.ID {
		if !s.about(i) {
			continue
		}
		s.Positions++
		if s.src.dated(i) {
			counts[actors.of(s.src.cols.Speaker[i])]++
		} else {
			s.Undated++
		}
	}
	s.actors = actors.pick(counts, topN(o.TopN))
	s.Actors = s.actors.entries
}

// means shares the positions out over time: their number, and the sum of their
// stances.
func (s *StanceOverTime) means(o StanceOptions) {
	from, to, ok := ActivityRange(s.src.cols, s.about)
	if !ok {
		return
	}
	if !o.FixedBin {
		s.Bin = BinFor(from, to)
	}
	s.grid = newGrid(s.Bin, from, to, s.Zone)
	s.Bin = s.grid.unit
	sp := newSpreader(s.grid, 2)
	for i := range s.src.cols.ID {
		p, ok := s.position(i)
		if !ok {
			continue
		}
		if part, ok := sp.part(&s.src.cols.When[i], s.src.cols.Flags[i]); ok {
			sp.put(0, part, 1)
			sp.put(1, part, float64(bounded(s.src.cols.Stance[p])))
		}
	}
	share := sp.finish()
	var weight, sum float64
	for i, span := range s.grid.spans() {
		weight, sum = weight+share[0][i], sum+share[1][i]
		s.Means = append(s.Means, StanceMean{
			span.From, span.To, share[0][i], ratio(share[1][i], share[0][i]), ratio(sum, weight),
		})
	}
}

// ratio is a/b, 0 when there is no b.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// points makes the points, in the order of the statements' ids.
func (s *StanceOverTime) points(o StanceOptions) {
	most := o.MaxPoints
	if most <= 0 {
		most = defaultMaxPoints
	}
	drawn := s.Positions - s.Undated
	every := max((drawn+most-1)/most, 1)
	s.Points = make([]StancePoint, 0, (drawn+every-1)/every)
	n := 0
	for i := range s.src.cols.ID {
		p, ok := s.position(i)
		if !ok || !s.src.dated(i) {
			continue
		}
		if n%every == 0 {
			s.Points = append(s.Points, s.point(i, s.src.cols.Stance[p]))
		}
		n++
	}
	s.Thinned = drawn - len(s.Points)
}

func (s *StanceOverTime) point(i int, stance storage.Stance) StancePoint {
	c := s.src.cols
	m, ok := place(c.When[i], c.Flags[i])
	if !ok { // both ends lie beyond what a picture holds
		m.at = min(max(c.When[i].EarliestStart, -farTime), farTime)
	}
	return StancePoint{
		ID: c.ID[i], Actor: int(s.actors.of(c.Speaker[i])), Stance: bounded(stance), At: m.at,
		Corners: c.When[i], Extent: c.Flags[i]&storage.IsExtent != 0,
	}
}

// Empty reports whether there is nothing to draw.
func (s StanceOverTime) Empty() bool { return len(s.Points) == 0 }

// Table has a row for every point: statement, actor, stance, earliest start,
// latest start, earliest end, latest end (RFC 3339; "" when open).
func (s StanceOverTime) Table() Table {
	t := Table{Header: []string{
		"statement", "actor", "stance", "meaning", "earliest start", "latest start", "earliest end", "latest end",
	}}
	for _, p := range s.Points {
		c := p.Corners
		name := s.Actors[p.Actor].label()
		t.Rows = append(t.Rows, []string{
			p.ID.String(), name, strconv.Itoa(int(p.Stance)), p.Stance.Name(s.Claim.Kind),
			instantText(c.EarliestStart, s.Zone), instantText(c.LatestStart, s.Zone),
			instantText(c.EarliestEnd, s.Zone), instantText(c.LatestEnd, s.Zone),
		})
	}
	return t
}

// Notes say how it was counted.
func (s StanceOverTime) Notes() []string {
	var n notes
	if s.Positions > 0 {
		n.add("A point is as wide as its date is uncertain; the means share it out by time.")
	}
	n.others(s.Actors, "actor")
	if s.Thinned > 0 {
		n.add("%s of %s points are drawn; the means count all.", thousands(len(s.Points)), thousands(len(s.Points)+s.Thinned))
	}
	n.addIf(s.Undated, "%s have no date and are not in the picture.", "%s has no date and is not in the picture.")
	return n
}

// IDs lists the statements of a point or of a mean.
func (s StanceOverTime) IDs(row, col int) []storage.ID {
	switch {
	case s.Empty() || row > 1 || row < 0 && col >= 0 || row == 0 && col >= len(s.Points) || row == 1 && col >= len(s.Means):
		return nil
	case row == 0 && col >= 0:
		return []storage.ID{s.Points[col].ID}
	case row == 1 && col >= 0:
		span := Span{s.Means[col].From, s.Means[col].To}
		return s.src.collect(func(i int) bool {
			return s.about(i) && s.grid.meets(&s.src.cols.When[i], s.src.cols.Flags[i], span)
		})
	}
	return s.src.collect(func(i int) bool { return s.about(i) && s.src.dated(i) })
}
