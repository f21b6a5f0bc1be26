package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"time"

	lib "modernc.org/sqlite/lib"

	"saywhen/storage"
)

// Bringing a state back is an edit like any other: one transaction in the open
// project makes its rows equal to those of the backup, and is one step of the
// history. Nothing can be lost by it: no file is replaced, the present state
// was put on the disk as a backup first (without one it is refused), undo takes
// the step back row by row, the history before it stays, another window follows
// it like any commit, and a crash leaves the state before or after. Before the
// commit the revision must be that of the backup; so the result is the state of
// the backup exactly, or nothing has changed.
//
// Rows that are equal are not touched. The others are put right in an order in
// which neither this nor its undo, which goes the same way backwards, lets a
// cascade reach a row that stays: what is new comes before what will hang on
// it, what goes comes after what hung on it was hung elsewhere. Rows that hang
// on others and carry nothing themselves (aliases, parties …) must be unique in
// some of their columns; of them, what goes goes first. Foreign keys are checked
// at the end.

// maxRestore is the number of differing rows up to which a state is brought
// back: their images are in memory at once, about a kilobyte for each.
const maxRestore = 400_000

// restoreRows is what has to happen to the rows of one table.
type restoreRows struct {
	update, insert map[int64][]any // by id, as the backup has them
	remove         []int64         // ascending
	parked         bool
}

func (r *restoreRows) count() int { return len(r.update) + len(r.insert) + len(r.remove) }

// BringBack makes the project equal to the backup at path, as one step called
// name. The present state is backed up first.
func (f *File) BringBack(ctx context.Context, path, name string) (storage.Change, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.ready(ctx); err != nil {
		return storage.Change{}, err
	}
	plan, revision, err := f.planRestore(ctx, path)
	if err != nil {
		return storage.Change{}, f.explainRead(err)
	}
	if _, err := f.backUpNow(BeforeRestore); err != nil {
		return storage.Change{}, fileErrorf(f.path, err, "Nothing was brought back, because the present state could not be backed up first. %s", err)
	}
	rows := 0
	change, err := f.do(ctx, name, func(tx *Tx) error {
		for _, t := range f.tables.list {
			rows += plan[t].count()
		}
		return tx.bringBack(plan, revision)
	})
	if err != nil {
		return storage.Change{}, explain(f.path, err)
	}
	if rows > 10_000 { // reading everything is then quicker
		change = storage.Change{Name: name, Reset: true}
	}
	return change, nil
}

// RestoreName is what the step of bringing a backup back is called.
func RestoreName(b Backup, location *time.Location) string {
	return "Go back to " + b.Time.In(location).Format("2 Jan 2006 15:04")
}

// planRestore reads what has to happen, and the revision that must come out.
func (f *File) planRestore(ctx context.Context, path string) (plan map[*table]*restoreRows, revision string, err error) {
	plan = map[*table]*restoreRows{}
	err = f.withBoth(ctx, path, func(conn *sql.Conn) error {
		if err := conn.QueryRowContext(ctx, "SELECT value FROM main.meta WHERE key = ?", metaRevision).Scan(&revision); err != nil {
			return err
		}
		left := maxRestore
		for _, t := range f.tables.list {
			if plan[t], err = t.planRows(ctx, conn, left); err != nil {
				return err
			}
			if left -= plan[t].count(); left < 0 {
				return fileErrorf(path, nil, "The backup differs in too much to be brought back as one step; open a copy of it and go on in that.")
			}
		}
		return nil
	})
	return plan, revision, err
}

func (t *table) planRows(ctx context.Context, conn *sql.Conn, limit int) (*restoreRows, error) {
	var r restoreRows
	var err error
	if r.update, err = t.backedUp(ctx, conn, t.unequal(), limit); err != nil {
		return nil, err
	}
	if r.insert, err = t.backedUp(ctx, conn, t.onlyIn("main", "now"), limit); err != nil {
		return nil, err
	}
	var id int64
	err = each(ctx, conn, "SELECT now."+t.name+".id"+t.onlyIn("now", "main"), nil, []any{&id}, func() {
		r.remove = append(r.remove, id)
	})
	slices.Sort(r.remove)
	return &r, err
}

// backedUp reads rows of the backup, no more than one over the limit.
func (t *table) backedUp(ctx context.Context, conn *sql.Conn, from string, limit int) (map[int64][]any, error) {
	query := "SELECT "
	for i, column := range t.columns {
		if i > 0 {
			query += ", "
		}
		query += "main." + t.name + "." + column
	}
	rows, err := conn.QueryContext(ctx, query+from+" LIMIT ?", limit+1)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := map[int64][]any{}
	for rows.Next() {
		row, err := t.scan(rows)
		if err != nil {
			return nil, err
		}
		found[row[0].(int64)] = row
	}
	return found, rows.Err()
}

// bringBack does what planRestore found, in the transaction.
func (t *Tx) bringBack(plan map[*table]*restoreRows, revision string) error {
	if err := t.w.script("PRAGMA defer_foreign_keys = 1"); err != nil {
		return err
	}
	var trunk, leaves []*table
	for _, tab := range t.f.tables.list {
		if tab.isLeaf() {
			leaves = append(leaves, tab)
		} else {
			trunk = append(trunk, tab)
		}
	}
	backwards := slices.Clone(trunk)
	slices.Reverse(backwards)
	for _, phase := range []struct {
		tables []*table
		do     func(*table, *restoreRows) error
	}{
		{leaves, t.removeAdded},
		{trunk, t.insertRemoved},
		{trunk, t.changeBack},
		{leaves, t.changeBack},
		{leaves, t.insertRemoved},
		{backwards, t.removeAdded},
	} {
		for _, tab := range phase.tables {
			if err := phase.do(tab, plan[tab]); err != nil {
				return err
			}
		}
	}
	return t.mustBe(revision)
}

// mustBe refuses when the content is not that of a revision.
func (t *Tx) mustBe(revision string) error {
	got := t.f.revision
	got.add(t.w.rec.delta)
	if t.w.rec.err == nil && got.String() != revision {
		return fileErrorf(t.f.path, nil, "Nothing was brought back: the backup does not hold what it says it holds and may be damaged; choose another, or open a copy of it to see.")
	}
	return t.w.rec.err
}

// isLeaf reports whether nothing hangs on the table's rows and some of their
// columns must be unique together.
func (t *table) isLeaf() bool {
	switch t.name {
	case "alias", "verb_alias", "party", "position", "relation", "tagging", "saved_view":
		return true
	}
	return false
}

// removeAdded deletes what the backup has not.
func (t *Tx) removeAdded(tab *table, r *restoreRows) error {
	for _, id := range r.remove {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		if err := t.delete(tab, id); err != nil {
			return err
		}
	}
	return nil
}

// insertRemoved inserts what only the backup has, a parent before its children.
func (t *Tx) insertRemoved(tab *table, r *restoreRows) error {
	parent := slices.IndexFunc(tab.columns, func(c string) bool { return c == "parent_id" || c == "reported_in" })
	for _, id := range sortedKeys(r.insert) {
		for _, id := range chainOf(r.insert, id, parent) {
			if err := t.ctx.Err(); err != nil {
				return err
			}
			row := r.insert[id]
			delete(r.insert, id)
			if err := t.free(tab, r, t.insert(tab, row), func() error { return t.insert(tab, row) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// chainOf gives a row that is left to insert, after those that it hangs on by
// the column parent; nothing when it is not left any more.
func chainOf(left map[int64][]any, id int64, parent int) (chain []int64) {
	for left[id] != nil && !slices.Contains(chain, id) {
		chain = append(chain, id)
		if parent < 0 {
			break
		}
		id, _ = left[id][parent].(int64)
	}
	slices.Reverse(chain)
	return chain
}

// changeBack updates the rows that both have.
func (t *Tx) changeBack(tab *table, r *restoreRows) error {
	for _, id := range sortedKeys(r.update) {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		row := r.update[id]
		delete(r.update, id)
		if err := t.free(tab, r, t.overwrite(tab, row), func() error { return t.overwrite(tab, row) }); err != nil {
			return err
		}
	}
	return nil
}

// free tries once more what collided with a row that must be unique, after all
// the rows that will be changed or go anyway were parked out of the way.
func (t *Tx) free(tab *table, r *restoreRows, err error, again func() error) error {
	if _, extended := code(err); extended != lib.SQLITE_CONSTRAINT_UNIQUE || r.parked {
		return err
	}
	r.parked = true
	for _, id := range append(sortedKeys(r.update), r.remove...) {
		if err := t.park(tab, id); err != nil {
			return err
		}
	}
	return again()
}

// park gives a verb or a version, on which others hang, a value that nothing
// else has; a row on which nothing hangs is deleted, and put back by overwrite.
func (t *Tx) park(tab *table, id int64) error {
	column := map[string]string{"verb": "label = 'parked ' || id", "version": "number = number + 1000000000"}[tab.name]
	if column == "" {
		return t.delete(tab, id)
	}
	_, err := t.exec("UPDATE "+tab.name+" SET "+column+" WHERE id = ?", id)
	return err
}

// overwrite updates a row, or inserts it when it was parked.
func (t *Tx) overwrite(tab *table, row []any) error {
	args := append(slices.Clone(row[1:]), row[0])
	n, err := t.exec(tab.update, args...)
	if err == nil && n == 0 {
		err = t.insert(tab, row)
	}
	return err
}
