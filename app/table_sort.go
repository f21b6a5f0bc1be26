package app

import (
	"context"
	"math"
	"runtime/debug"
	"slices"

	"saywhen/charts"
	"saywhen/storage"
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

// manySorted is from how many rows on the memory of a sort is given back at once.
const manySorted = 200_000

// noKey is the number of a cell that is empty.
const noKey = math.MinInt64

// tableRows are the rows that pass the filter as the index had them.
type tableRows struct {
	ids  []storage.ID // ascending once they are sorted
	took [][][]int64  // by order: what its takers took, a number for each row
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
		if rows = nil; len(ids) >= manySorted {
			debug.FreeOSMemory() // sorting took several times what it leaves
		}
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
