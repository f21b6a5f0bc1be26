package ui

import (
	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
)

// facets count, for every value that the filter menu offers, the statements
// that have it among those that pass the rest of the filter.
type facets struct {
	stance map[storage.Stance]int
	class  map[storage.Class]int
	actor  map[storage.ID]int // in any part, those below it included
	claim  map[storage.ID]int // those below it included
	cited  map[storage.ID]int // by document, of the first citation
}

// maxFaceted is how many statements are counted for a menu; counting more would
// keep the window waiting.
const maxFaceted = 300_000

// countFacets counts the statements of a session; nil when they are too many.
// What only the file can answer is taken as it is answered now.
func countFacets(s *app.Session) *facets {
	x := s.Index()
	cols := x.Columns()
	if cols.Len() > maxFaceted {
		return nil
	}
	f, ref := s.Filter(), x.Reference()
	var answer *charts.Set
	if f.AsksFile() {
		answer = x.ShownSet()
	}
	c := &facets{
		stance: map[storage.Stance]int{}, class: map[storage.Class]int{}, actor: map[storage.ID]int{},
		claim: map[storage.ID]int{}, cited: map[storage.ID]int{},
	}
	classes := map[storage.ID]storage.Class{}
	for _, v := range ref.Verbs {
		classes[v.ID] = v.Class
	}
	actors, claims := parentsOf(ref)
	without := func(clear func(*storage.Filter), count func(i int)) {
		g := f
		clear(&g)
		eachRow(charts.Match(g, cols, ref, answer), cols, count)
	}
	without(func(g *storage.Filter) { g.Stances = nil }, func(i int) {
		seen := [5]bool{}
		for _, st := range cols.Stance[cols.PosOff[i]:cols.PosOff[i+1]] {
			if k := min(max(st, -2), 2) + 2; !seen[k] {
				seen[k] = true
				c.stance[k-2]++
			}
		}
	})
	without(func(g *storage.Filter) { g.Classes = nil }, func(i int) { c.class[classes[cols.Verb[i]]]++ })
	without(func(g *storage.Filter) { g.Actors = nil }, func(i int) {
		countAbove(c.actor, actors, append([]storage.ID{cols.Speaker[i]}, cols.Parties[cols.PartyOff[i]:cols.PartyOff[i+1]]...))
	})
	without(func(g *storage.Filter) { g.Claims = nil }, func(i int) {
		countAbove(c.claim, claims, cols.Claims[cols.PosOff[i]:cols.PosOff[i+1]])
	})
	without(func(*storage.Filter) {}, func(i int) { c.cited[cols.Document[i]]++ })
	return c
}

// eachRow calls count with the rows of a set; both ascend.
func eachRow(set *charts.Set, cols *storage.Columns, count func(i int)) {
	i := 0
	for _, id := range set.IDs() {
		for cols.ID[i] != id {
			i++
		}
		count(i)
	}
}

func parentsOf(ref charts.Reference) (actors, claims map[storage.ID]storage.ID) {
	actors, claims = map[storage.ID]storage.ID{}, map[storage.ID]storage.ID{}
	for _, a := range ref.Actors {
		actors[a.ID] = a.Parent
	}
	for _, c := range ref.Claims {
		claims[c.ID] = c.Parent
	}
	return actors, claims
}

// countAbove counts one statement for records and all above them, each once.
func countAbove(count map[storage.ID]int, parents map[storage.ID]storage.ID, ids []storage.ID) {
	var seen [16]storage.ID
	n := 0
	for _, id := range ids {
		for up := id; up != 0 && n < len(seen); up = parents[up] {
			known := false
			for _, s := range seen[:n] {
				known = known || s == up
			}
			if known {
				break
			}
			seen[n] = up
			n++
			count[up]++
		}
	}
}
