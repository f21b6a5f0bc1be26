package app

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// How rows are sorted: each order becomes numbers, one per row, that are copied
// from the index on the window's goroutine; all else happens on a goroutine of
// its own. Names become their ranks, texts are ranked piece by piece from the
// file (table_texts.go). Then a radix sort, which is stable, runs from the last
// order to the first. Cells that are empty come last whichever way one sorts.

// TableOrder is one order of the table's rows.
type TableOrder struct {
	Column     TableColumn `json:"column"`
	Descending bool        `json:"descending,omitempty"`
}

// noKey is the number of a cell that is empty.
const noKey = math.MinInt64

// tableRows are the rows that pass the filter as the index had them.
type tableRows struct {
	ids  []storage.ID // ascending once they are sorted
	took [][][]int64  // by order: what its takers took, a number for each row
}

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

// SortTable gives the statements that pass the filter in the order of the table:
// by the first order, what that leaves equal by the next, then by time, then by
// id. It returns at once; done gets the ids on the window's goroutine. progress,
// when not nil, hears on another goroutine how many rows' texts have been read.
// Ending ctx ends it.
func (s *Session) SortTable(ctx context.Context, orders []TableOrder, progress func(done, total int), done func([]storage.ID, error)) {
	orders = append(slices.Clone(orders), TableOrder{Column: TableDate})
	rows, l := s.takeRows(orders), s.lists
	queued := s.sorts.add(func() {
		var ids []storage.ID
		err := s.guard(func() (err error) {
			if err = ctx.Err(); err == nil {
				ids, err = rows.sort(ctx, s.file, l, orders, progress)
			}
			return err
		})
		s.post(func() { done(ids, err) })
	})
	if !queued {
		done(nil, ErrClosed)
	}
}

// takeRows copies from the index what the orders need of it.
func (s *Session) takeRows(orders []TableOrder) *tableRows {
	n := s.index.Shown()
	t := &tableRows{ids: make([]storage.ID, n), took: make([][][]int64, len(orders))}
	var takes []taker
	var into [][]int64
	for i, o := range orders {
		for _, take := range columnOrders[o.Column].take {
			keys := make([]int64, n)
			t.took[i] = append(t.took[i], keys)
			takes, into = append(takes, take), append(into, keys)
		}
	}
	row := 0
	s.index.EachShown(func(r charts.Row) {
		t.ids[row] = r.ID()
		for i, take := range takes {
			into[i][row] = take(r)
		}
		row++
	})
	return t
}

// sort gives the ids in order.
func (t *tableRows) sort(ctx context.Context, f *sqlite.File, l *Lists, orders []TableOrder, progress func(done, total int)) ([]storage.ID, error) {
	p := newPermutation(t.ids)
	for i := len(orders) - 1; i >= 0; i-- {
		keys, err := t.keys(ctx, f, l, orders[i].Column, t.took[i], progress)
		if err != nil {
			return nil, err
		}
		for j := len(keys) - 1; j >= 0; j-- {
			p.by(keys[j], orders[i].Descending)
		}
		p.emptyLast(keys)
	}
	out := make([]storage.ID, len(t.ids))
	for i, row := range p.rows {
		out[i] = t.ids[row]
	}
	return out, ctx.Err()
}

// keys gives the numbers by which a column is sorted.
func (t *tableRows) keys(ctx context.Context, f *sqlite.File, l *Lists, c TableColumn, took [][]int64, progress func(done, total int)) ([][]int64, error) {
	o := columnOrders[c]
	switch {
	case o.text != "":
		keys, err := rankTexts(ctx, f, o.text, t.ids, progress)
		return [][]int64{keys}, err
	case o.times:
		keys, err := readTimes(ctx, f, c == TableChanged, t.ids)
		return [][]int64{keys}, err
	case o.ranks != nil:
		return o.ranks(l, took), nil
	}
	return took, nil
}

// permutation is an order of rows that is sorted by one number after the other.
type permutation struct {
	rows  []int32
	pairs [2][]sortPair // scratch
}

type sortPair struct {
	key uint64
	row int32
}

// newPermutation begins with the rows by id.
func newPermutation(ids []storage.ID) *permutation {
	p := &permutation{rows: make([]int32, len(ids))}
	for i := range p.rows {
		p.rows[i] = int32(i)
	}
	if !slices.IsSorted(ids) {
		slices.SortFunc(p.rows, func(a, b int32) int { return cmp.Compare(ids[a], ids[b]) })
	}
	for i := range p.pairs {
		p.pairs[i] = make([]sortPair, len(ids))
	}
	return p
}

// radixBits is how many bits of a number one pass sorts by.
const radixBits = 11

// by sorts by one number each, stably.
func (p *permutation) by(keys []int64, descending bool) {
	low, high := keyRange(keys)
	from, to := p.pairs[0], p.pairs[1]
	sorted := true
	for i, row := range p.rows {
		k := max(keys[row], low) // an empty cell has its place from emptyLast
		u := uint64(k) - uint64(low)
		if descending {
			u = uint64(high) - uint64(k)
		}
		from[i] = sortPair{u, row}
		sorted = sorted && (i == 0 || from[i-1].key <= u)
	}
	if sorted {
		return
	}
	for shift, span := 0, uint64(high)-uint64(low); shift < 64 && span>>shift > 0; shift += radixBits {
		radixPass(to, from, shift)
		from, to = to, from
	}
	for i := range from {
		p.rows[i] = from[i].row
	}
}

// keyRange is that of all numbers besides noKey.
func keyRange(keys []int64) (low, high int64) {
	low, high = math.MaxInt64, noKey
	for _, k := range keys {
		if k != noKey {
			low, high = min(low, k), max(high, k)
		}
	}
	if low > high {
		return 0, 0
	}
	return low, high
}

// radixPass sorts src into dst by the bits from shift on.
func radixPass(dst, src []sortPair, shift int) {
	const mask = 1<<radixBits - 1
	var at [1 << radixBits]int32
	for i := range src {
		at[src[i].key>>shift&mask]++
	}
	sum := int32(0)
	for i, n := range at {
		at[i] = sum
		sum += n
	}
	for i := range src {
		d := src[i].key >> shift & mask
		dst[at[d]] = src[i]
		at[d]++
	}
}

// emptyLast moves the rows without a first number behind all others.
func (p *permutation) emptyLast(keys [][]int64) {
	if len(keys) == 0 || !slices.Contains(keys[0], noKey) {
		return
	}
	out := make([]int32, 0, len(p.rows))
	var empty []int32
	for _, row := range p.rows {
		if keys[0][row] == noKey {
			empty = append(empty, row)
		} else {
			out = append(out, row)
		}
	}
	p.rows = append(out, empty...)
}
