package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"saywhen/storage"
)

// An import may add a million rows, so it is logged and indexed by ranges: the
// history holds the ranges of its new ids (and images only of rows that were
// there before), and the full-text triggers for inserts are away while it runs;
// its ranges are indexed in one go, in the same transaction.

// Import is Do for many new records. Its Change says Reset, and its statements
// keep the coder and the times that they come with.
func (f *File) Import(ctx context.Context, name string, fn func(*Tx) error) (storage.Change, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.readyFor(ctx, BeforeImport); err != nil {
		return storage.Change{}, err
	}
	change, err := f.importAll(ctx, name, fn)
	if err != nil {
		return storage.Change{}, explain(f.path, err)
	}
	return change, nil
}

func (f *File) importAll(ctx context.Context, name string, fn func(*Tx) error) (storage.Change, error) {
	result := storage.Change{Name: name}
	tx, err := f.begin(ctx, recordBulk)
	if err != nil {
		return result, err
	}
	defer tx.rollback()
	if err := tx.inBulk(func() error { return tx.run(fn) }); err != nil {
		return result, err
	}
	blocks, err := tx.blocks()
	if err != nil {
		return result, err
	}
	rec := tx.w.rec
	if rec.err != nil || len(rec.changes)+len(blocks) == 0 {
		return result, rec.err
	}
	text, err := encodeStep(rec.changes, blocks, rec.freshSum.String())
	if err != nil {
		return result, err
	}
	size, err := f.record(name, text)
	if err != nil {
		return result, err
	}
	result.Reset = true
	return result, f.settle(rec.delta, size)
}

// bulk is what a transaction owes the full-text tables and the indexes.
type bulk struct {
	pending  map[*table]*idSet
	triggers []string // the SQL of those that are away
	indexes  []string // likewise
}

// smallTable is the number of rows up to which building a table's indexes anew
// is cheaper than keeping them through an import.
const smallTable = 10_000

// bulkIndexes are those that cost an import most, by table.
var bulkIndexes = [][2]string{
	{"statement", "statement_speaker"}, {"party", "party_actor"},
}

// inBulk runs fn while the insert triggers and some indexes are away.
func (t *Tx) inBulk(fn func() error) error {
	t.bulk = &bulk{pending: map[*table]*idSet{}}
	if err := t.bulk.putAway(t); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	if err := t.bulk.index(t); err != nil {
		return err
	}
	for _, text := range t.bulk.triggers {
		if err := t.w.script(text); err != nil {
			return err
		}
	}
	t.bulk = nil
	return nil
}

func (b *bulk) putAway(t *Tx) (err error) {
	for _, tab := range t.f.tables.list {
		if tab.searched != nil {
			if err := t.w.drop("trigger", tab.name+"_fts_insert", &b.triggers); err != nil {
				return err
			}
		}
	}
	for _, pair := range bulkIndexes {
		var rows int
		if err := t.w.scan("SELECT count(*) FROM (SELECT 1 FROM "+pair[0]+" LIMIT ?)", []any{smallTable}, &rows); err != nil {
			return err
		}
		if rows < smallTable {
			if err := t.w.drop("index", pair[1], &b.indexes); err != nil {
				return err
			}
		}
	}
	return nil
}

// drop takes a trigger or an index away and appends its SQL to list.
func (w *writer) drop(kind, name string, list *[]string) error {
	var text string
	if err := w.scan("SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?", []any{kind, name}, &text); err != nil {
		return err
	}
	*list = append(*list, text)
	return w.script("DROP " + kind + " " + name)
}

func (b *bulk) inserted(tab *table, id int64) {
	if tab.searched == nil {
		return
	}
	set := b.pending[tab]
	if set == nil {
		set = &idSet{}
		b.pending[tab] = set
	}
	set.add(id)
}

// index brings indexes and full-text tables up to date. It must be called before
// a row is updated or deleted, because the triggers for that are not away.
func (b *bulk) index(t *Tx) error {
	for _, text := range b.indexes {
		if err := t.w.script(text); err != nil {
			return err
		}
	}
	b.indexes = nil
	for _, tab := range t.f.tables.list {
		set := b.pending[tab]
		if set == nil || len(set.ids) == 0 {
			continue
		}
		ranges, err := t.ranges(tab, set.sorted())
		if err != nil {
			return err
		}
		columns := strings.Join(tab.searched, ", ")
		query := "INSERT INTO " + tab.name + "_fts (rowid, " + columns + ") SELECT id, " + columns +
			" FROM " + tab.name + " WHERE id BETWEEN ? AND ?"
		for _, r := range ranges {
			if _, err := t.w.exec(query, r.First, r.Last); err != nil {
				return err
			}
		}
		set.ids = set.ids[:0]
	}
	return nil
}

// blocks are the ranges of the rows that the transaction inserted.
func (t *Tx) blocks() ([]block, error) {
	var all []block
	for _, tab := range t.f.tables.list {
		set := t.w.rec.fresh[tab]
		if set == nil || len(set.ids) == 0 {
			continue
		}
		ranges, err := t.ranges(tab, set.sorted())
		if err != nil {
			return nil, err
		}
		all = append(all, ranges...)
	}
	return all, nil
}

// ranges turns ascending ids of rows that are in the table into ranges that hold
// those rows and no others.
func (t *Tx) ranges(tab *table, ids []int64) ([]block, error) {
	first, last := ids[0], ids[len(ids)-1]
	var n int
	err := t.w.scan("SELECT count(*) FROM "+tab.name+" WHERE id BETWEEN ? AND ?", []any{first, last}, &n)
	if err != nil {
		return nil, err
	}
	if n == len(ids) {
		return []block{{tab.name, first, last, n}}, nil
	}
	var list []block
	open := false
	err = t.w.each("SELECT id FROM "+tab.name+" WHERE id BETWEEN ? AND ? ORDER BY id", []any{first, last}, func(rows *sql.Rows) error {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if _, mine := slices.BinarySearch(ids, id); !mine {
			open = false
			return nil
		}
		if !open {
			list, open = append(list, block{Table: tab.name, First: id}), true
		}
		end := &list[len(list)-1]
		end.Last = id
		end.Rows++
		return nil
	})
	return list, err
}
