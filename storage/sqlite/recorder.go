package sqlite

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"saywhen/storage"
)

// One mechanism gives undo, revision and notification: SQLite calls the
// recorder with every row that a transaction is about to change, those of
// cascades included. What it collected is written into the undo table in the
// same transaction, added to the revision, and returned as a storage.Change.
// Rows are remembered as images, never as SQL: the log comes with a file that a
// stranger may have made.

// change is one row before and after; old or new is nil for an insert or a
// delete. Values are nil, int64, float64 or string.
type change struct {
	table    *table
	old, new []any
}

type recordMode uint8

const (
	recordNothing recordMode = iota
	recordAll
	// recordBulk leaves inserts to Tx.insert, which knows them without asking.
	recordBulk
)

// recorder collects what the transaction under way changes.
type recorder struct {
	tables  *tableSet
	hash    *hasher
	mode    recordMode
	changes []change
	delta   sum256 // what the changes add to the revision
	// fresh are the rows that a bulk transaction inserted: their later changes
	// need no images.
	fresh    map[*table]*idSet
	freshSum sum256 // of those rows
	err      error
}

func (r *recorder) start(mode recordMode) {
	*r = recorder{tables: r.tables, hash: r.hash, mode: mode, fresh: map[*table]*idSet{}}
}

// hook is called by SQLite before it changes a row.
func (r *recorder) hook(d sqlite.SQLitePreUpdateData) {
	if r.mode == recordNothing || d.DatabaseName != "main" {
		return
	}
	t := r.tables.byName[d.TableName]
	if t == nil || r.mode == recordBulk && d.Op == lib.SQLITE_INSERT {
		return
	}
	c := change{table: t}
	if d.Op != lib.SQLITE_INSERT {
		c.old = r.image(t, d.Old)
	}
	if d.Op != lib.SQLITE_DELETE {
		c.new = r.image(t, d.New)
	}
	if !t.counts(c.row()) {
		return
	}
	r.account(&r.delta, c)
	if fresh := r.fresh[t]; fresh != nil && fresh.has(c.id()) {
		r.account(&r.freshSum, c)
		if c.new == nil {
			fresh.remove(c.id())
		}
		return
	}
	r.changes = append(r.changes, c)
}

// image reads a row; REAL columns may come as integers.
func (r *recorder) image(t *table, read func(...any) error) []any {
	row := make([]any, len(t.columns))
	if err := read(row...); err != nil && r.err == nil {
		r.err = err
	}
	t.normalise(row)
	return row
}

// account adds to a sum what a change adds to the revision.
func (r *recorder) account(sum *sum256, c change) {
	if c.old != nil {
		sum.sub(r.hash.row(c.table, c.old))
	}
	if c.new != nil {
		sum.add(r.hash.row(c.table, c.new))
	}
}

// inserted accounts for a row that Tx.insert put in while in bulk.
func (r *recorder) inserted(t *table, row []any) {
	hash := r.hash.row(t, row)
	r.delta.add(hash)
	r.freshSum.add(hash)
	set := r.fresh[t]
	if set == nil {
		set = &idSet{}
		r.fresh[t] = set
	}
	set.add(row[0].(int64))
}

// row is the row as it is after, or was before it went.
func (c change) row() []any {
	if c.new != nil {
		return c.new
	}
	return c.old
}

func (c change) id() int64 { return c.row()[0].(int64) }

// reversed is the change that takes c back.
func (c change) reversed() change { return change{c.table, c.new, c.old} }

// normalise makes the integers of REAL columns floats.
func (t *table) normalise(row []any) {
	if t.reals == 0 {
		return
	}
	for i, v := range row {
		if n, ok := v.(int64); ok && t.reals>>i&1 == 1 {
			row[i] = float64(n)
		}
	}
}

// touched lists the records that changes belong to. statementOf finds the
// statement of a citation that did not change itself.
func touched(changes []change, statementOf func(citation int64) (int64, error)) ([storage.NumRecordKinds][]storage.ID, error) {
	var sets [storage.NumRecordKinds][]storage.ID
	citations := map[int64]int64{}
	for _, c := range changes {
		if c.table.name == "citation" {
			citations[c.id()] = c.row()[1].(int64)
		}
	}
	for _, c := range changes {
		switch {
		case c.table.name == "tag": // its taggings name the statements
		case c.table.kind == storage.MetaRecord:
			sets[storage.MetaRecord] = append(sets[storage.MetaRecord], 0)
		case c.table.owner != viaParent:
			sets[c.table.kind] = append(sets[c.table.kind], storage.ID(c.row()[c.table.owner].(int64)))
		default:
			citation := c.row()[1].(int64)
			id, ok := citations[citation]
			if !ok {
				var err error
				if id, err = statementOf(citation); err != nil {
					return sets, err
				}
				citations[citation] = id
			}
			sets[c.table.kind] = append(sets[c.table.kind], storage.ID(id))
		}
	}
	for kind := range sets {
		slices.Sort(sets[kind])
		sets[kind] = slices.Compact(sets[kind])
	}
	return sets, nil
}

// step is a step of the history as the undo table holds it, in JSON.
type step struct {
	Rows   []rowChange `json:"rows,omitempty"`
	Blocks []block     `json:"blocks,omitempty"` // an import's new rows
	Sum    string      `json:"sum,omitempty"`    // of the blocks' rows
}

// rowChange is a change as it is written.
type rowChange struct {
	Table string `json:"t"`
	Old   []any  `json:"o,omitempty"`
	New   []any  `json:"n,omitempty"`
}

// block is a range of ids: all rows of the table in it are the import's.
type block struct {
	Table string `json:"t"`
	First int64  `json:"first"`
	Last  int64  `json:"last"`
	Rows  int    `json:"rows"`
}

func encodeStep(changes []change, blocks []block, sum string) (string, error) {
	s := step{Rows: make([]rowChange, len(changes)), Blocks: blocks, Sum: sum}
	for i, c := range changes {
		s.Rows[i] = rowChange{c.table.name, c.old, c.new}
	}
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(s)
	return strings.TrimSuffix(text.String(), "\n"), err
}

// decodeStep reads what encodeStep wrote, and trusts it no further than that
// its tables, columns and types are ours.
func (s *tableSet) decodeStep(text string) ([]change, []block, string, error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber() // 63-bit ids do not survive a float
	var got step
	if err := decoder.Decode(&got); err != nil {
		return nil, nil, "", err
	}
	changes := make([]change, len(got.Rows))
	for i, row := range got.Rows {
		c, err := s.decodeRow(row)
		if err != nil {
			return nil, nil, "", err
		}
		changes[i] = c
	}
	for _, b := range got.Blocks {
		if s.byName[b.Table] == nil || b.First > b.Last {
			return nil, nil, "", fmt.Errorf("the block %v is none of ours", b)
		}
	}
	return changes, got.Blocks, got.Sum, nil
}

func (s *tableSet) decodeRow(row rowChange) (change, error) {
	t := s.byName[row.Table]
	if t == nil {
		return change{}, fmt.Errorf("there is no table %q", row.Table)
	}
	if row.Old == nil && row.New == nil {
		return change{}, fmt.Errorf("a change of table %q is empty", row.Table)
	}
	for _, image := range [][]any{row.Old, row.New} {
		if err := t.decodeImage(image); err != nil {
			return change{}, err
		}
	}
	if row.Old != nil && row.New != nil && row.Old[0] != row.New[0] {
		return change{}, fmt.Errorf("a change of table %q changes an id", row.Table)
	}
	return change{t, row.Old, row.New}, nil
}

// decodeImage turns numbers into the types of their columns, in place.
func (t *table) decodeImage(image []any) error {
	if image == nil {
		return nil
	}
	if len(image) != len(t.columns) {
		return fmt.Errorf("a row of table %q has %d columns", t.name, len(image))
	}
	for i, v := range image {
		switch v := v.(type) {
		case nil, string:
		case json.Number:
			var err error
			if t.reals>>i&1 == 1 {
				image[i], err = v.Float64()
			} else {
				image[i], err = v.Int64()
			}
			if err != nil {
				return err
			}
		default:
			return fmt.Errorf("a row of table %q holds a %T", t.name, v)
		}
	}
	if _, ok := image[0].(int64); !ok {
		return fmt.Errorf("a row of table %q has no id", t.name)
	}
	return nil
}

// idSet is a set of ids that mostly come in ascending order.
type idSet struct {
	ids      []int64
	unsorted bool
}

func (s *idSet) add(id int64) {
	if n := len(s.ids); n > 0 && id < s.ids[n-1] {
		s.unsorted = true
	}
	s.ids = append(s.ids, id)
}

// sorted gives the ids in ascending order.
func (s *idSet) sorted() []int64 {
	if s.unsorted {
		slices.Sort(s.ids)
		s.unsorted = false
	}
	return s.ids
}

func (s *idSet) has(id int64) bool {
	_, ok := slices.BinarySearch(s.sorted(), id)
	return ok
}

func (s *idSet) remove(id int64) {
	if i, ok := slices.BinarySearch(s.sorted(), id); ok {
		s.ids = slices.Delete(s.ids, i, i+1)
	}
}
