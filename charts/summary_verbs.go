package charts

import (
	"strconv"

	"saywhen/storage"
)

// VerbOptions say how NewVerbsByActor counts. The zero value is sensible.
type VerbOptions struct {
	Actors  int  // 0 is DefaultTopN
	Verbs   int  // 0 is DefaultTopN
	ByClass bool // count classes of verbs instead of verbs
	Group   bool // an actor counts as the topmost actor above it
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

	src          *source
	actors, verb picked
}

// NewVerbsByActor counts in by o.
func NewVerbsByActor(in Input, o VerbOptions) VerbsByActor {
	v := VerbsByActor{ByClass: o.ByClass, src: newSource(in)}
	v.Total = v.src.kept
	v.pick(o)
	v.Count = make([][]int, len(v.Actors))
	for i := range v.Count {
		v.Count[i] = make([]int, len(v.Verbs))
	}
	c := v.src.cols
	for i := range c.ID {
		if v.src.has(i) {
			v.Count[v.actors.of(c.Speaker[i])][v.verb.of(c.Verb[i])]++
		}
	}
	return v
}

// pick chooses the rows and columns.
func (v *VerbsByActor) pick(o VerbOptions) {
	actors, verbs := v.src.actorAxis(o.Group), v.src.verbAxis()
	if o.ByClass {
		verbs = v.src.classAxis()
	}
	byActor, byVerb := actors.counts(), verbs.counts()
	c := v.src.cols
	for i := range c.ID {
		if v.src.has(i) {
			byActor[actors.of(c.Speaker[i])]++
			byVerb[verbs.of(c.Verb[i])]++
		}
	}
	v.actors, v.verb = actors.pick(byActor, topN(o.Actors)), verbs.pick(byVerb, topN(o.Verbs))
	if o.ByClass {
		v.verb = verbs.pickInOrder(byVerb)
	}
	v.Actors, v.Verbs = v.actors.entries, v.verb.entries
}

// Empty reports whether there is nothing to draw.
func (v VerbsByActor) Empty() bool { return v.Total == 0 }

// Table has a row for every actor and a column for every verb.
func (v VerbsByActor) Table() Table {
	t := Table{Header: []string{"actor"}}
	for _, e := range v.Verbs {
		t.Header = append(t.Header, e.label())
	}
	for i, counts := range v.Count {
		row := []string{v.Actors[i].label()}
		for _, n := range counts {
			row = append(row, strconv.Itoa(n))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Notes say how it was counted.
func (v VerbsByActor) Notes() []string {
	var n notes
	n.others(v.Actors, "actor")
	n.others(v.Verbs, "verb")
	return n
}

// IDs lists the statements behind a cell.
func (v VerbsByActor) IDs(row, col int) []storage.ID {
	if v.Empty() || row >= len(v.Actors) || col >= len(v.Verbs) {
		return nil
	}
	c := v.src.cols
	return v.src.collect(func(i int) bool {
		return (row < 0 || v.actors.of(c.Speaker[i]) == int32(row)) && (col < 0 || v.verb.of(c.Verb[i]) == int32(col))
	})
}
