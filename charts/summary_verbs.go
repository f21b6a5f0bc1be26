package charts

import "saywhen/storage"

// VerbOptions say how NewVerbsByActor counts. The zero value is sensible.
type VerbOptions struct {
	Actors    int  // 0 is DefaultTopN
	Verbs     int  // 0 is DefaultTopN
	ByClass   bool // count classes of verbs instead of verbs
	Group     bool // an actor counts as the topmost actor above it
}

// VerbsByActor counts what the actors did with their words: each kept statement
// once, by speaker and verb, or by class of verb.
//
// IDs(row, col) are the statements of Actors[row] with Verbs[col].
type VerbsByActor struct {
	ByClass bool
	// Actors are the rows by number of statements; Verbs the columns: verbs most
	// frequent first, classes in the order of the legend. "Others" are last.
	Actors, Verbs []Entry
	Count         [][]int // [actor][verb]
	Total         int     // of all cells: the number of statements kept

	src           *source
	actorAt, verb picked
}

// NewVerbsByActor counts in by o.
func NewVerbsByActor(in Input, o VerbOptions) VerbsByActor { return VerbsByActor{} }

// Empty reports whether there is nothing to draw.
func (v VerbsByActor) Empty() bool { return v.Total == 0 }

// Table has a row for every actor and a column for every verb.
func (v VerbsByActor) Table() Table { return Table{} }

// Notes say how it was counted.
func (v VerbsByActor) Notes() []string { return nil }

// IDs lists the statements behind a cell.
func (v VerbsByActor) IDs(row, col int) []storage.ID { return nil }
