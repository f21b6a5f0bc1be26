package ui

import (
	"cmp"
	"slices"
	"strings"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/names"
)

// managedTree is what the list of a manager shows: actors and claims below
// their parents, verbs by how often they are used. It is made from Lists off
// the window's goroutine, for sorting 25,000 names takes longer than a frame,
// and is not changed afterwards.
type managedTree struct {
	kind  app.NameKind
	lists *app.Lists
	uses  map[storage.ID]int // statements by verb or claim; nil for actors
	kids  map[storage.ID][]storage.ID
}

// managedRow is one line of the list.
type managedRow struct {
	id     storage.ID
	text   string
	hint   string
	depth  int
	parent bool // something lies below it
	open   bool
	colour int32        // storage.NoColour none
	shape  charts.Shape // of a verb
	pale   bool         // hidden from the timeline
	uses   int
}

func newManagedTree(kind app.NameKind, l *app.Lists, uses map[storage.ID]int) *managedTree {
	t := &managedTree{kind: kind, lists: l, uses: uses, kids: map[storage.ID][]storage.ID{}}
	switch kind {
	case app.ActorNames:
		hang(t, sorted(l.Actors, func(a, b storage.Actor) int {
			return cmp.Or(cmp.Compare(a.Order, b.Order), compareNames(a.Name, b.Name))
		}), func(a storage.Actor) (storage.ID, storage.ID) { return a.ID, a.Parent })
	case app.ClaimNames:
		hang(t, sorted(l.Claims, func(a, b storage.Claim) int { return compareNames(a.Text, b.Text) }),
			func(c storage.Claim) (storage.ID, storage.ID) { return c.ID, c.Parent })
	case app.VerbNames:
		hang(t, sorted(l.Verbs, func(a, b storage.Verb) int {
			return cmp.Or(cmp.Compare(uses[b.ID], uses[a.ID]), compareNames(a.Label, b.Label))
		}), func(v storage.Verb) (storage.ID, storage.ID) { return v.ID, 0 })
	}
	return t
}

func sorted[T any](list []T, compare func(a, b T) int) []T {
	list = slices.Clone(list)
	slices.SortFunc(list, compare)
	return list
}

// compareNames orders names as people look for them: without regard to case.
func compareNames(a, b string) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
}

func hang[T any](t *managedTree, list []T, of func(T) (id, parent storage.ID)) {
	for _, r := range list {
		id, parent := of(r)
		t.kids[parent] = append(t.kids[parent], id)
	}
}

// rows are the lines that are seen while some parents are closed.
func (t *managedTree) rows(closed map[storage.ID]bool) (list []managedRow) {
	var below func(parent storage.ID, depth int)
	below = func(parent storage.ID, depth int) {
		for _, id := range t.kids[parent] {
			r := t.row(id)
			r.depth, r.open = depth, r.parent && !closed[id]
			list = append(list, r)
			if r.open {
				below(id, depth+1)
			}
		}
	}
	below(0, 0)
	return list
}

// maxFound is how many lines a search in a manager shows.
const maxFound = 500

// find are the lines whose names fit a text, the best first.
func (t *managedTree) find(typed string) (list []managedRow) {
	for _, s := range t.lists.Complete(t.kind, typed, maxFound) {
		r := t.row(s.ID)
		if s.Alias != "" {
			r.text += " · " + s.Alias
		}
		list = append(list, r)
	}
	if t.kind == app.ClaimNames { // completion leaves topics out
		want := names.Fold(typed)
		for _, c := range t.lists.Claims {
			if c.Kind == storage.Topic && strings.Contains(names.Fold(c.Text), want) {
				list = append(list, t.row(c.ID))
			}
		}
	}
	for i := range list {
		list[i].parent = false // what is found stands alone
		if p := t.lists.Parent(t.kind, list[i].id); p != 0 && t.kind == app.ActorNames {
			list[i].hint = t.lists.ActorName(p)
		}
	}
	return list
}

// row describes one record.
func (t *managedTree) row(id storage.ID) managedRow {
	r := managedRow{id: id, text: t.lists.Name(t.kind, id), colour: storage.NoColour, parent: len(t.kids[id]) > 0, uses: t.uses[id]}
	switch t.kind {
	case app.ActorNames:
		a, _ := t.lists.Actor(id)
		r.colour, r.pale, r.hint = a.Colour, a.Hidden, string(a.Kind)
	case app.ClaimNames:
		c, _ := t.lists.Claim(id)
		r.hint = string(c.Kind)
		if c.Kind != storage.Topic {
			r.hint += useHint(r.uses)
		}
	case app.VerbNames:
		v, _ := t.lists.Verb(id)
		r.shape = charts.ClassShape(v.Class)
		r.hint = v.Code + useHint(r.uses)
	}
	return r
}

// useHint is how often something is used, for the end of a line.
func useHint(n int) string {
	if n == 0 {
		return "   –"
	}
	return "   " + thousands(n)
}

// path is what a record lies below, from the top: "Iran › Foreign Ministry".
func path(l *app.Lists, kind app.NameKind, id storage.ID) string {
	var above []string
	for range 32 {
		if id = l.Parent(kind, id); id == 0 {
			break
		}
		above = append(above, l.Name(kind, id))
	}
	slices.Reverse(above)
	return strings.Join(above, " › ")
}
