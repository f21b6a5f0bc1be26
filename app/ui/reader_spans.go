package ui

import (
	"cmp"
	"slices"
	"sort"

	"saywhen/charts"
	"saywhen/storage"
)

// passage is a coded stretch of a text as the reader shows it.
type passage struct {
	storage.Span
	statement, citation storage.ID
	part                int          // which of the citation's spans
	style               charts.Style // of the statement's first stance
	shape               charts.Shape // of its verb's class
	row                 int          // in which of the lines below the letters it is underlined, from 0
}

// passages are those of a text, by their starts. reach[i] is the greatest end
// among the first i+1, so that those around a place are found by halving.
type passages struct {
	list  []passage
	reach []int
}

// maxRows bounds the lines below the letters: more would run into the next line
// of text. What overlaps further shares the last.
const maxRows = 3

func newPassages(list []passage) *passages {
	p := &passages{list: list, reach: make([]int, len(list))}
	slices.SortStableFunc(list, func(a, b passage) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.statement, b.statement))
	})
	var free [maxRows]int // from which offset on a row is free
	last := 0
	for i := range list {
		x := &list[i]
		x.row = maxRows - 1
		for r, at := range free {
			if at <= x.Start {
				x.row = r
				break
			}
		}
		free[x.row] = max(free[x.row], x.End)
		last = max(last, x.End)
		p.reach[i] = last
	}
	return p
}

// within visits the passages that overlap [start,end), by their starts.
func (p *passages) within(start, end int, visit func(int)) {
	for i := sort.SearchInts(p.reach, start+1); i < len(p.list) && p.list[i].Start < end; i++ {
		if p.list[i].End > start {
			visit(i)
		}
	}
}

// at gives the passages that hold a byte, the shortest first: that is the one
// that is meant by a click on several.
func (p *passages) at(offset int) (found []int) {
	p.within(offset, offset+1, func(i int) { found = append(found, i) })
	slices.SortStableFunc(found, func(a, b int) int {
		return cmp.Compare(p.list[a].End-p.list[a].Start, p.list[b].End-p.list[b].Start)
	})
	return found
}

// find gives a passage by its citation and part, -1 when it is gone.
func (p *passages) find(citation storage.ID, part int) int {
	return slices.IndexFunc(p.list, func(x passage) bool { return x.citation == citation && x.part == part })
}

// before gives the last passage that starts before an offset, -1 for none.
func (p *passages) before(offset int) int {
	return sort.Search(len(p.list), func(i int) bool { return p.list[i].Start >= offset }) - 1
}
