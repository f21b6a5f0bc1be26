package charts

import (
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// grid is time cut into calendar bins.
type grid struct {
	unit     CalendarBin
	loc      *time.Location
	starts   []int64 // of the bins, ascending, and the end of the last
	from, to int64   // the range of the closed dates, to which open ends are clipped
	// What at guesses from: first is the bin that begins at origin, scale the
	// bins per second on average.
	first  int
	origin int64
	scale  float64
}

// newGrid cuts [from,to) into bins; a unit that gives more than maxActivityBins
// is made coarser.
func newGrid(unit CalendarBin, from, to int64, loc *time.Location) *grid {
	g := &grid{unit: min(unit, BinWidest), loc: loc, from: from, to: to}
	for g.unit < BinWidest && (float64(to)-float64(from))/g.unit.mean() > maxActivityBins {
		g.unit++
	}
	g.starts = append(g.starts, g.unit.Floor(from, loc))
	for last := g.starts[0]; last < to; {
		last = g.unit.Next(last, loc)
		g.starts = append(g.starts, last)
	}
	g.origin = g.starts[0]
	g.scale = float64(g.len()) / (float64(g.starts[g.len()]) - float64(g.origin))
	return g
}

// len is the number of bins.
func (g *grid) len() int { return len(g.starts) - 1 }

func (g *grid) spans() []Span {
	spans := make([]Span, g.len())
	for i := range spans {
		spans[i] = Span{g.starts[i], g.starts[i+1]}
	}
	return spans
}

// at gives the bin that holds t, the first or the last for what lies outside.
// It starts from where t would be if all bins were as long.
func (g *grid) at(t int64) int {
	last := g.len() - 1
	guess := float64(g.first) + (float64(t)-float64(g.origin))*g.scale
	i := int(min(max(guess, 0), float64(last)))
	for i > 0 && g.starts[i] > t {
		i--
	}
	for i < last && g.starts[i+1] <= t {
		i++
	}
	return i
}

// dating is what is known of when a statement was made.
type dating uint8

const (
	notDated dating = iota
	halfOpen        // one end is open
	closed
)

// dated gives the stretch of time over which a statement is shared out, open
// ends clipped.
func (g *grid) dated(w *edtf.Corners, flags storage.Flags) (start, end int64, known dating) {
	past, future := openEnds(*w)
	if flags&storage.Undated != 0 || past && future {
		return 0, 0, notDated
	}
	start, end, known = w.EarliestStart, w.LatestEnd, closed
	if past {
		start, known = g.from, halfOpen
	}
	if future {
		end, known = g.to, halfOpen
	}
	return start, max(end, start+1), known
}

// meets reports whether a statement may lie in span.
func (g *grid) meets(w *edtf.Corners, flags storage.Flags, span Span) bool {
	start, end, known := g.dated(w, flags)
	return known != notDated && start < span.To && end > span.From
}

// spreader shares statements out over a grid, in rows. What covers many bins is
// not added to each: it raises a rate where it begins and lowers it where it
// ends, and finish adds the rates up.
type spreader struct {
	*grid
	n     int
	share []float64 // [row*n+bin]
	rate  []float64 // change of statements per second at the start of the bin
	live  []int32   // change of how many are counted by rate
	// What Periods says of them.
	dated, undated, spread, open int
}

func newSpreader(g *grid, rows int) *spreader {
	n := g.len()
	return &spreader{
		grid: g, n: n, share: make([]float64, rows*n),
		rate: make([]float64, rows*n), live: make([]int32, rows*n),
	}
}

// part is a stretch of time and the bins that it meets.
type part struct {
	start, end  int64
	first, last int
}

// part locates a statement and counts how it is dated.
func (s *spreader) part(w *edtf.Corners, flags storage.Flags) (part, bool) {
	start, end, known := s.grid.dated(w, flags)
	switch known {
	case notDated:
		s.undated++
		return part{}, false
	case halfOpen:
		s.open++
	}
	s.dated++
	p := part{start: start, end: end, first: s.at(start)}
	p.last = p.first
	if end > s.starts[p.first+1] {
		p.last = s.at(end - 1)
		s.spread++
	}
	return p, true
}

// fewBins is up to how many bins are added to one by one.
const fewBins = 12

// put adds a statement of the given weight to a row.
func (s *spreader) put(row int, p part, weight float64) {
	at := row * s.n
	if p.first == p.last {
		s.share[at+p.first] += weight
		return
	}
	rate := weight / (float64(p.end) - float64(p.start))
	s.share[at+p.first] += rate * float64(s.starts[p.first+1]-p.start)
	s.share[at+p.last] += rate * float64(p.end-s.starts[p.last])
	if p.last-p.first > fewBins {
		s.rate[at+p.first+1] += rate
		s.live[at+p.first+1]++
		s.rate[at+p.last] -= rate
		s.live[at+p.last]--
		return
	}
	for i := p.first + 1; i < p.last; i++ {
		s.share[at+i] += rate * float64(s.starts[i+1]-s.starts[i])
	}
}

// finish adds up the rates and gives the shares by row. Where nothing is counted
// by rate, the rate is exactly 0 again.
func (s *spreader) finish() [][]float64 {
	rows := make([][]float64, len(s.share)/max(s.n, 1))
	for r := range rows {
		at := r * s.n
		rows[r] = s.share[at : at+s.n : at+s.n]
		rate, live := 0.0, int32(0)
		for i := range rows[r] {
			rate += s.rate[at+i]
			live += s.live[at+i]
			if live == 0 {
				rate = 0
				continue
			}
			rows[r][i] += rate * float64(s.starts[i+1]-s.starts[i])
		}
	}
	return rows
}
