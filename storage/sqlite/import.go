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
	if err := f.ready(ctx); err != nil {
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

// bulk is what a transaction owes the full-text tables.
type bulk struct {
	pending  map[*table]*idSet
	triggers []string // their SQL
}

// inBulk runs fn while the insert triggers are away.
func (t *Tx) inBulk(fn func() error) error {
	t.bulk = &bulk{pending: map[*table]*idSet{}}
	for _, tab := range t.f.tables.list {
		if err := t.bulk.dropTrigger(t.w, tab); err != nil {
			return err
		}
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

func (b *bulk) dropTrigger(w *writer, tab *table) error {
	if tab.searched == nil {
		return nil
	}
	name := tab.name + "_fts_insert"
	var text string
	if err := w.scan("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", []any{name}, &text); err != nil {
		return err
	}
	b.triggers = append(b.triggers, text)
	return w.script("DROP TRIGGER " + name)
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

// index brings the full-text tables up to date. It must be called before a row
// is updated or deleted, because the triggers for that are not away.
func (b *bulk) index(t *Tx) error {
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
