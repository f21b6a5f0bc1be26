package charts

import "saywhen/storage"

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

	src            *source
	actorAt, claim picked
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

// NewStanceMatrix counts in by o.
func NewStanceMatrix(in Input, o MatrixOptions) StanceMatrix { return StanceMatrix{} }

// Empty reports whether there is nothing to draw.
func (m StanceMatrix) Empty() bool { return m.Positions == 0 }

// Table has a row for every cell that is not empty: actor, claim, kind of
// claim, positions, mean, least and greatest stance.
func (m StanceMatrix) Table() Table { return Table{} }

// Notes say how it was counted.
func (m StanceMatrix) Notes() []string { return nil }

// IDs lists the statements behind a cell.
func (m StanceMatrix) IDs(row, col int) []storage.ID { return nil }
