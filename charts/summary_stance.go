package charts

import (
	"strconv"

	"saywhen/storage"
)

// MatrixOptions say how NewStanceMatrix counts. The zero value is sensible.
type MatrixOptions struct {
	Actors, Claims int  // how many of each; 0 is DefaultTopN
	Group          bool // an actor counts as the topmost actor above it
}

// StanceMatrix is where the actors stand: a cell for each speaker and claim. A
// statement with several positions counts in each of their claims; a statement
// without a position is not in it. Dates play no part.
//
// IDs(row, col) are the statements of Actors[row] that take a position on
// Claims[col].
type StanceMatrix struct {
	// Actors and Claims are the rows and columns, by number of positions, most
	// first; "others" are last and count all that have no row or column.
	Actors, Claims []Entry
	// Cells[row][col] of every actor and claim.
	Cells [][]StanceCell
	// Positions is the number of positions in all cells together. Statements is
	// how many kept statements take a position, Silent how many take none.
	Positions, Statements, Silent int

	src           *source
	actors, claim picked
}

// StanceCell is what one speaker said of one claim.
type StanceCell struct {
	Count int // positions
	// Sum is the sum of their stances; Min and Max their range, -2 to +2. They
	// mean nothing when Count is 0.
	Sum      int
	Min, Max storage.Stance
}

// Mean is the mean stance, -2 to +2; 0 for an empty cell.
func (c StanceCell) Mean() float64 {
	if c.Count == 0 {
		return 0
	}
	return float64(c.Sum) / float64(c.Count)
}

// add counts one position.
func (c *StanceCell) add(s storage.Stance) {
	if c.Count == 0 {
		c.Min, c.Max = s, s
	}
	c.Count++
	c.Sum += int(s)
	c.Min, c.Max = min(c.Min, s), max(c.Max, s)
}

// NewStanceMatrix counts in by o.
func NewStanceMatrix(in Input, o MatrixOptions) StanceMatrix {
	m := StanceMatrix{src: newSource(in)}
	m.pick(o)
	m.Cells = make([][]StanceCell, len(m.Actors))
	for i := range m.Cells {
		m.Cells[i] = make([]StanceCell, len(m.Claims))
	}
	c := m.src.cols
	for i := range c.ID {
		from, to := m.src.positions(i)
		if from == to || !m.src.has(i) {
			continue
		}
		row := m.Cells[m.actors.of(c.Speaker[i])]
		for p := from; p < to; p++ {
			row[m.claim.of(c.Claims[p])].add(bounded(c.Stance[p]))
		}
	}
	return m
}

// pick counts the positions and chooses the rows and columns.
func (m *StanceMatrix) pick(o MatrixOptions) {
	actors, claims := m.src.actorAxis(o.Group), m.src.claimAxis()
	byActor, byClaim := actors.counts(), claims.counts()
	c := m.src.cols
	for i := range c.ID {
		if !m.src.has(i) {
			continue
		}
		from, to := m.src.positions(i)
		if from == to {
			m.Silent++
			continue
		}
		m.Statements++
		m.Positions += int(to - from)
		byActor[actors.of(c.Speaker[i])] += int(to - from)
		for p := from; p < to; p++ {
			byClaim[claims.of(c.Claims[p])]++
		}
	}
	m.actors, m.claim = actors.pick(byActor, topN(o.Actors)), claims.pick(byClaim, topN(o.Claims))
	m.Actors, m.Claims = m.actors.entries, m.claim.entries
}

// bounded is a stance between -2 and +2.
func bounded(s storage.Stance) storage.Stance { return min(max(s, -2), 2) }

// Empty reports whether there is nothing to draw.
func (m StanceMatrix) Empty() bool { return m.Positions == 0 }

// Table has a row for every cell that is not empty: actor, claim, kind of
// claim, positions, mean, least and greatest stance.
func (m StanceMatrix) Table() Table {
	t := Table{Header: []string{"actor", "claim", "kind", "positions", "mean stance", "least stance", "greatest stance"}}
	for i, row := range m.Cells {
		for j, c := range row {
			if c.Count == 0 {
				continue
			}
			t.Rows = append(t.Rows, []string{
				m.Actors[i].label(), m.Claims[j].label(), string(m.Claims[j].Kind), strconv.Itoa(c.Count),
				fraction(c.Mean()), strconv.Itoa(int(c.Min)), strconv.Itoa(int(c.Max)),
			})
		}
	}
	return t
}

// Notes say how it was counted.
func (m StanceMatrix) Notes() []string {
	var n notes
	if m.Positions > m.Statements {
		n.add("A statement on several claims counts in each of them.")
	}
	n.others(m.Actors, "actor")
	n.others(m.Claims, "claim")
	n.addIf(m.Silent, "%s take no position and are not in the picture.", "%s takes no position and is not in the picture.")
	return n
}

// IDs lists the statements behind a cell.
func (m StanceMatrix) IDs(row, col int) []storage.ID {
	if m.Empty() || row >= len(m.Actors) || col >= len(m.Claims) {
		return nil
	}
	c := m.src.cols
	return m.src.collect(func(i int) bool {
		from, to := m.src.positions(i)
		if from == to || row >= 0 && m.actors.of(c.Speaker[i]) != int32(row) {
			return false
		}
		for p := from; p < to; p++ {
			if col < 0 || m.claim.of(c.Claims[p]) == int32(col) {
				return true
			}
		}
		return false
	})
}
