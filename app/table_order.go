package app

import (
	"slices"
	"strings"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// What each column is sorted by.

// taker copies a number from a row of the index.
type taker func(charts.Row) int64

// columnOrder says how a column is sorted.
type columnOrder struct {
	take []taker
	// ranks turns what was taken into numbers to sort by, the first counts most;
	// nil takes them as they are.
	ranks func(l *Lists, took [][]int64) [][]int64
	text  sqlite.SortText // to be read from the file, "" none
	times bool            // when made or changed is to be read
}

var timeTakers = []taker{takeStart, takeEnd, takeSequence}

// columnOrders are those of all columns. Several names or claims in a cell count
// by the first.
var columnOrders = map[TableColumn]columnOrder{
	TableDate:       {take: timeTakers},
	TableSpeaker:    {take: []taker{takeID(charts.Row.Speaker)}, ranks: ranked((*Lists).ActorName)},
	TableRole:       {take: []taker{takeID(charts.Row.Speaker), takeRawStart, takeRawEnd}, ranks: rankRoles},
	TableVerb:       {take: []taker{takeID(charts.Row.Verb)}, ranks: ranked((*Lists).verbLabel)},
	TableAddressees: {take: []taker{takeAddressee}, ranks: ranked((*Lists).ActorName)},
	TableClaims:     {take: []taker{takeClaim, takeStance}, ranks: ranked((*Lists).claimText)},
	TableDocument:   {take: []taker{takeID(charts.Row.Document)}, ranks: ranked((*Lists).documentTitle)},
	TableOutlet:     {take: []taker{takeID(charts.Row.Document)}, ranks: ranked((*Lists).documentOutlet)},
	TableCoder:      {take: []taker{takeID(charts.Row.Coder)}, ranks: ranked((*Lists).coderName)},
	TableCertainty:  {take: []taker{takeCertainty}},
	TableReportedIn: {take: []taker{takeCarrier(charts.Row.Speaker), takeCarrier(charts.Row.Verb)}, ranks: rankCarriers},
	TableGist:       {text: sqlite.SortGist},
	TableQuote:      {text: sqlite.SortQuote},
	TableTags:       {text: sqlite.SortTag},
	TablePlace:      {text: sqlite.SortPlace},
	TableWording:    {text: sqlite.SortWords},
	TableMade:       {times: true},
	TableChanged:    {times: true},
}

func takeID(of func(charts.Row) storage.ID) taker {
	return func(r charts.Row) int64 { return keyOf(of(r)) }
}

func keyOf(id storage.ID) int64 {
	if id == 0 {
		return noKey
	}
	return int64(id)
}

// takeStart is when the statement may have begun at the earliest; beside an open
// start, the first instant that is known of it.
func takeStart(r charts.Row) int64 {
	c, dated := r.When()
	if !dated {
		return noKey
	}
	return startOf(c)
}

func startOf(c edtf.Corners) int64 {
	for _, t := range [...]int64{c.EarliestStart, c.LatestStart, c.EarliestEnd, c.LatestEnd} {
		if t != edtf.OpenPast && t != edtf.OpenFuture {
			return t
		}
	}
	return noKey
}

// farSecond is later than every date that can be written: a million years on.
// Numbers of few bits are sorted faster.
const farSecond = 1 << 45

// takeEnd is when it was over at the latest; open is later than all.
func takeEnd(r charts.Row) int64 {
	c, dated := r.When()
	if !dated {
		return noKey
	}
	return min(c.LatestEnd, farSecond)
}

func takeSequence(r charts.Row) int64 { return int64(r.Sequence()) }

func takeRawStart(r charts.Row) int64 { c, _ := r.When(); return c.EarliestStart }

// takeRawEnd is the latest end, or noKey for no date.
func takeRawEnd(r charts.Row) int64 {
	c, dated := r.When()
	if !dated {
		return noKey
	}
	return c.LatestEnd
}

func takeAddressee(r charts.Row) int64 {
	ids, roles := r.Parties()
	for i, role := range roles {
		if role == storage.Addressee {
			return int64(ids[i])
		}
	}
	return noKey
}

func takeClaim(r charts.Row) int64 {
	if claims, _ := r.Positions(); len(claims) > 0 {
		return int64(claims[0])
	}
	return noKey
}

func takeStance(r charts.Row) int64 {
	if _, stances := r.Positions(); len(stances) > 0 {
		return int64(stances[0])
	}
	return noKey
}

func takeCertainty(r charts.Row) int64 {
	if c := r.Certainty(); c != storage.NoCertainty {
		return int64(c)
	}
	return noKey
}

func takeCarrier(of func(charts.Row) storage.ID) taker {
	return func(r charts.Row) int64 {
		if carrier, ok := r.Carrier(); ok {
			return keyOf(of(carrier))
		}
		return noKey
	}
}

func (l *Lists) verbLabel(id storage.ID) string     { v, _ := l.Verb(id); return v.Label }
func (l *Lists) claimText(id storage.ID) string     { c, _ := l.Claim(id); return c.Text }
func (l *Lists) documentTitle(id storage.ID) string { d, _ := l.Document(id); return d.Title }
func (l *Lists) documentOutlet(id storage.ID) string {
	d, _ := l.Document(id)
	return l.ActorName(d.Outlet)
}

// ranked replaces the ids in the first numbers by the ranks of their names.
func ranked(name func(*Lists, storage.ID) string) func(*Lists, [][]int64) [][]int64 {
	return func(l *Lists, took [][]int64) [][]int64 {
		rankIDs(took[0], func(id storage.ID) string { return name(l, id) })
		return took
	}
}

func rankCarriers(l *Lists, took [][]int64) [][]int64 {
	rankIDs(took[0], l.ActorName)
	rankIDs(took[1], l.verbLabel)
	return took
}

// rankIDs replaces ids by the ranks of their names; one without a name has none.
func rankIDs(ids []int64, name func(storage.ID) string) {
	names := map[int64]string{}
	for _, id := range ids {
		if _, known := names[id]; !known && id != noKey {
			names[id] = name(storage.ID(id))
		}
	}
	rank := rankNames(names)
	for i, id := range ids {
		if r, ok := rank[id]; ok {
			ids[i] = r
		} else {
			ids[i] = noKey
		}
	}
}

// rankNames numbers names in their order; equal ones have one number, empty ones
// none.
func rankNames(names map[int64]string) map[int64]int64 {
	type named struct {
		id   int64
		name string
	}
	list := make([]named, 0, len(names))
	for id, n := range names {
		if n = sortable(n); n != "" {
			list = append(list, named{id, n})
		}
	}
	slices.SortFunc(list, func(a, b named) int { return strings.Compare(a.name, b.name) })
	rank := make(map[int64]int64, len(list))
	at := int64(0)
	for i, n := range list {
		if i > 0 && n.name != list[i-1].name {
			at++
		}
		rank[n.id] = at
	}
	return rank
}

// sortable is a text as it is compared: as lanes are, without regard to case.
func sortable(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// rankRoles ranks the roles that speakers held then.
func rankRoles(l *Lists, took [][]int64) [][]int64 {
	of := map[int64][]storage.Affiliation{}
	for _, a := range l.Affiliations {
		if sortable(a.Role) != "" {
			of[int64(a.Actor)] = append(of[int64(a.Actor)], a)
		}
	}
	held := &Lists{}
	names, known, out := map[int64]string{}, map[string]int64{"": noKey}, make([]int64, len(took[0]))
	for i, speaker := range took[0] {
		held.Affiliations = of[speaker]
		var when edtf.Date
		if took[2][i] != noKey {
			when = edtf.Date{EDTF: "?", Corners: edtf.Corners{EarliestStart: took[1][i], LatestEnd: took[2][i]}}
		}
		role := sortable(held.RoleThen(storage.ID(speaker), when))
		if _, ok := known[role]; !ok {
			known[role] = int64(len(known))
			names[known[role]] = role
		}
		out[i] = known[role]
	}
	rankIDs(out, func(id storage.ID) string { return names[int64(id)] })
	return [][]int64{out}
}
