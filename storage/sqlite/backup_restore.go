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
// Rows that are equal are not touched. Those that differ are put right in an
// order in which no cascade reaches a row that stays: first what is in both is
// changed (so that nothing that stays hangs on what goes), then what the backup
// has not is deleted, the parts before the whole, then what only the backup has
// is inserted. Foreign keys are checked at the end.

// maxRestore is the number of differing rows up to which a state is brought
// back: their images are in memory at once, about a kilobyte for each.
const maxRestore = 400_000

// restoreRows is what has to happen to the rows of one table.
type restoreRows struct {
	update, insert map[int64][]any // by id, as the backup has them
	remove         []int64         // ascending
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
	list := t.f.tables.list
	for _, tab := range list {
		if err := t.changeBack(tab, plan[tab]); err != nil {
			return err
		}
	}
	for i := range list {
		tab := list[len(list)-1-i]
		if err := t.removeAdded(tab, plan[tab].remove); err != nil {
			return err
		}
	}
	for _, tab := range list {
		if err := t.putBackRows(tab, plan[tab]); err != nil {
			return err
		}
	}
	got := t.f.revision
	got.add(t.w.rec.delta)
	if t.w.rec.err == nil && got.String() != revision {
		return fileErrorf(t.f.path, nil, "Nothing was brought back: the backup does not hold what it says it holds and may be damaged; choose another, or open a copy of it to see.")
	}
	return t.w.rec.err
}

// changeBack updates the rows that both have. Those that collide with another
// row that must be unique wait: plan.update keeps them.
func (t *Tx) changeBack(tab *table, r *restoreRows) error {
	for _, id := range sortedKeys(r.update) {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		switch err := t.overwrite(tab, r.update[id]); {
		case isCollision(err):
		case err != nil:
			return err
		default:
			delete(r.update, id)
		}
	}
	return nil
}

func (t *Tx) removeAdded(tab *table, ids []int64) error {
	for _, id := range ids {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		if err := t.delete(tab, id); err != nil {
			return err
		}
	}
	return nil
}

// putBackRows inserts the rows that only the backup has, after those that had
// to wait got what they collided with out of their way: now that the rest is
// gone they are tried again, and those that collide with each other (two names
// were swapped) are parked first.
func (t *Tx) putBackRows(tab *table, r *restoreRows) error {
	if err := t.changeBack(tab, r); err != nil {
		return err
	}
	if len(r.update) > 0 {
		if err := t.park(tab, r); err != nil {
			return err
		}
	}
	for _, id := range sortedKeys(r.insert) {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		if err := t.insert(tab, r.insert[id]); err != nil {
			return err
		}
	}
	return nil
}

// park takes rows that collide with each other out of the way. A verb and a
// version, on which others hang, get a value that nothing else has before they
// get their own; other rows hang on nothing: they go and are put back.
func (t *Tx) park(tab *table, r *restoreRows) error {
	for _, id := range sortedKeys(r.update) {
		if err := t.parkRow(tab, id); err != nil {
			return err
		}
	}
	for _, id := range sortedKeys(r.update) {
		if err := t.overwrite(tab, r.update[id]); err != nil {
			return err
		}
	}
	return nil
}

// overwrite updates a row, or inserts it when it went meanwhile: parked, or with
// what it hung on before.
func (t *Tx) overwrite(tab *table, row []any) error {
	args := append(slices.Clone(row[1:]), row[0])
	n, err := t.exec(tab.update, args...)
	if err == nil && n == 0 {
		err = t.insert(tab, row)
	}
	return err
}

func (t *Tx) parkRow(tab *table, id int64) error {
	column := map[string]string{"verb": "label = 'parked ' || id", "version": "number = number + 1000000000"}[tab.name]
	if column == "" {
		return t.delete(tab, id)
	}
	_, err := t.exec("UPDATE "+tab.name+" SET "+column+" WHERE id = ?", id)
	return err
}

// isCollision recognises a value that must be unique and is not.
func isCollision(err error) bool {
	_, extended := code(err)
	return extended == lib.SQLITE_CONSTRAINT_UNIQUE
}
