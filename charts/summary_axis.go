package charts

import (
	"cmp"
	"slices"

	"saywhen/storage"
)

// axis numbers the records that a chart can show side by side: 0 to n-1, and n
// for all that is not among them.
type axis struct {
	table *idTable
	n     int32
	to    []int32           // by number: which number it counts as; nil: its own
	entry func(int32) Entry // of a number, without its count
}

// of gives the number as which an id counts.
func (a *axis) of(id storage.ID) int32 {
	i := a.table.find(id)
	if i < 0 {
		return a.n
	}
	if a.to != nil {
		return a.to[i]
	}
	return i
}

// counts is a fresh counter for every number.
func (a *axis) counts() []int { return make([]int, a.n+1) }

func newAxis[T any](list []T, id func(*T) storage.ID, entry func(*T) Entry, missing string) *axis {
	a := &axis{table: newIDTable(len(list))}
	at := make([]int32, 0, len(list)) // by number: place in the list
	for i := range list {
		if num := a.table.add(id(&list[i])); int(num) == len(at) {
			at = append(at, int32(i))
		}
	}
	a.n = int32(len(at))
	a.entry = func(num int32) Entry {
		if num >= a.n {
			return Entry{Name: missing, Colour: storage.NoColour}
		}
		return entry(&list[at[num]])
	}
	return a
}

// actorAxis numbers the actors; with group, each counts as the topmost above it.
func (s *source) actorAxis(group bool) *axis {
	a := newAxis(s.ref.Actors,
		func(a *storage.Actor) storage.ID { return a.ID },
		func(a *storage.Actor) Entry { return Entry{ID: a.ID, Name: a.Name, Colour: a.Colour} }, "unknown actor")
	if group {
		a.to = a.tops(s.ref.Actors)
	}
	return a
}

// tops gives the topmost actor above each. A loop, which a sound file does not
// have, ends at its smallest id.
func (a *axis) tops(actors []storage.Actor) []int32 {
	up := make([]int32, a.n)
	for i := range up {
		up[i] = -1
	}
	for i := range actors {
		if num := a.table.find(actors[i].ID); up[num] < 0 {
			up[num] = a.table.find(actors[i].Parent)
		}
	}
	to := make([]int32, a.n)
	for i := range to {
		to[i] = a.top(up, int32(i))
	}
	return to
}

func (a *axis) top(up []int32, i int32) int32 {
	at := i
	for range up {
		if up[at] < 0 {
			return at
		}
		at = up[at]
	}
	least := at // at is on a loop now
	for next := up[at]; next != at; next = up[next] {
		if a.table.ids[next] < a.table.ids[least] {
			least = next
		}
	}
	return least
}

func (s *source) claimAxis() *axis {
	return newAxis(s.ref.Claims,
		func(c *storage.Claim) storage.ID { return c.ID },
		func(c *storage.Claim) Entry {
			return Entry{ID: c.ID, Name: c.Text, Kind: c.Kind, Colour: storage.NoColour}
		}, "unknown claim")
}

func (s *source) verbAxis() *axis {
	return newAxis(s.ref.Verbs,
		func(v *storage.Verb) storage.ID { return v.ID },
		func(v *storage.Verb) Entry {
			return Entry{ID: v.ID, Name: v.Label, Class: v.Class, Colour: storage.NoColour}
		}, "unknown verb")
}

// classAxis numbers the verbs by their class, in the order of the legend. What
// is not a class of ours counts with the unknown.
func (s *source) classAxis() *axis {
	n := int32(len(storage.Classes))
	a := &axis{table: newIDTable(len(s.ref.Verbs)), n: n}
	for _, v := range s.ref.Verbs {
		num := a.table.add(v.ID)
		if int(num) < len(a.to) {
			continue
		}
		class := int32(slices.Index(storage.Classes, v.Class))
		if class < 0 {
			class = n
		}
		a.to = append(a.to, class)
	}
	if a.to == nil {
		a.to = []int32{}
	}
	a.entry = func(num int32) Entry {
		if num >= n {
			return Entry{Name: "no class", Colour: storage.NoColour}
		}
		return Entry{Name: string(storage.Classes[num]), Class: storage.Classes[num], Colour: storage.NoColour}
	}
	return a
}

// outletAxis numbers the documents by their outlet: the actors in their order,
// then "unknown actor", "no outlet", and n for "no document".
func (s *source) outletAxis() *axis {
	actors := s.actorAxis(false)
	a := &axis{table: newIDTable(len(s.docs)), n: actors.n + 2, to: []int32{}}
	for i := range s.docs {
		if num := a.table.add(s.docs[i].ID); int(num) < len(a.to) {
			continue
		}
		outlet := actors.n + 1
		if id := s.docs[i].Outlet; id != 0 {
			outlet = actors.of(id)
		}
		a.to = append(a.to, outlet)
	}
	a.entry = func(num int32) Entry {
		switch num {
		case actors.n + 1:
			return Entry{Name: "no outlet", Colour: storage.NoColour}
		case actors.n + 2:
			return Entry{Name: "no document", Colour: storage.NoColour}
		}
		return actors.entry(num)
	}
	return a
}

// picked is the part of an axis that is shown.
type picked struct {
	axis    *axis
	entries []Entry
	place   []int32 // by number: index in entries; -1 for what does not occur
}

// of gives the entry as which an id counts, or -1.
func (p *picked) of(id storage.ID) int32 { return p.place[p.axis.of(id)] }

// pick gives the top most frequent numbers an entry each, and all others one
// together. Of two as frequent, the one with the smaller id comes first.
func (a *axis) pick(counts []int, top int) picked {
	var order []int32
	for num, n := range counts {
		if n > 0 {
			order = append(order, int32(num))
		}
	}
	slices.SortFunc(order, func(x, y int32) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), compareIDs(a.id(x), a.id(y)), cmp.Compare(x, y))
	})
	return a.show(counts, order, top)
}

// pickInOrder shows every number that occurs, as numbered.
func (a *axis) pickInOrder(counts []int) picked {
	var order []int32
	for num, n := range counts {
		if n > 0 {
			order = append(order, int32(num))
		}
	}
	return a.show(counts, order, len(order))
}

func (a *axis) id(num int32) storage.ID { return a.entry(num).ID }

// show gives the first top of order an entry each.
func (a *axis) show(counts []int, order []int32, top int) picked {
	p := picked{axis: a, place: make([]int32, len(counts))}
	for i := range p.place {
		p.place[i] = -1
	}
	top = min(top, len(order))
	for i, num := range order[:top] {
		e := a.entry(num)
		e.Count = counts[num]
		p.entries = append(p.entries, e)
		p.place[num] = int32(i)
	}
	if top == len(order) {
		return p
	}
	rest := Entry{Name: "others", Others: len(order) - top, Colour: storage.NoColour}
	for _, num := range order[top:] {
		rest.Count += counts[num]
		p.place[num] = int32(top)
	}
	p.entries = append(p.entries, rest)
	return p
}
