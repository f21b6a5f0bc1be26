package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"saywhen/storage"
)

// logSize is how much the undo table holds.
type logSize struct {
	steps, bytes int // of all, undone ones included
	undone       int
}

func (l *logSize) load(w *writer) error {
	return w.scan("SELECT count(*), coalesce(sum(bytes), 0), coalesce(sum(undone), 0) FROM undo", nil,
		&l.steps, &l.bytes, &l.undone)
}

// UndoName is what Undo would take back: "Add statement"; "" when nothing.
func (f *File) UndoName(ctx context.Context) (string, error) {
	return f.stepName(ctx, "SELECT name FROM undo WHERE undone = 0 ORDER BY id DESC LIMIT 1")
}

// RedoName is what Redo would do again; "" when nothing.
func (f *File) RedoName(ctx context.Context) (string, error) {
	return f.stepName(ctx, "SELECT name FROM undo WHERE undone = 1 ORDER BY id LIMIT 1")
}

func (f *File) stepName(ctx context.Context, query string) (name string, err error) {
	if f.readOnly.Load() != nil {
		return "", nil
	}
	err = f.reader.QueryRowContext(ctx, query).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return name, explain(f.path, err)
}

// record writes a step into the history, which ends what could be redone, and
// gives the size of the history after it.
func (f *File) record(name, changes string) (logSize, error) {
	w, size := f.writer, f.log
	if size.undone > 0 {
		if _, err := w.exec("DELETE FROM undo WHERE undone = 1"); err != nil {
			return size, err
		}
		if err := size.load(w); err != nil {
			return size, err
		}
	}
	_, err := w.exec("INSERT INTO undo (name, at, bytes, changes) VALUES (?, ?, ?, ?)",
		name, f.opt.Now().Unix(), len(changes), changes)
	size.steps++
	size.bytes += len(changes)
	return size, err
}

// Forget drops the history: nothing that was done so far can be undone. It is
// for a file that was just made from something else, whose making is no step
// of the person who opens it.
func (f *File) Forget(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.ready(ctx); err != nil {
		return err
	}
	return explain(f.path, f.forget(ctx))
}

func (f *File) forget(ctx context.Context) error {
	tx, err := f.begin(ctx, recordNothing)
	if err != nil {
		return err
	}
	defer tx.rollback()
	if _, err := tx.w.exec("DELETE FROM undo"); err != nil { // its chunks go with it
		return err
	}
	if err := tx.w.commit(); err != nil {
		return err
	}
	f.log = logSize{}
	return nil
}

// trim forgets the oldest steps beyond the caps, but never the last one.
func (f *File) trim(size *logSize) error {
	for size.steps > f.opt.maxUndoSteps || size.bytes > f.opt.maxUndoBytes && size.steps > 1 {
		var id int64
		var bytes int
		if err := f.writer.scan("SELECT id, bytes FROM undo ORDER BY id LIMIT 1", nil, &id, &bytes); err != nil {
			return err
		}
		if _, err := f.writer.exec("DELETE FROM undo WHERE id = ?", id); err != nil {
			return err
		}
		size.steps--
		size.bytes -= bytes
	}
	return nil
}

// Revision is a number, in hexadecimal, that two files share when they hold the
// same records and settings. The history is no part of it.
func (f *File) Revision(ctx context.Context) (revision string, err error) {
	err = f.reader.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", metaRevision).Scan(&revision)
	return revision, explain(f.path, err)
}

// recomputeRevision reads every row; Check compares the result with what the
// file says.
func (f *File) recomputeRevision(ctx context.Context) (string, error) {
	return revisionOf(ctx, f.reader, f.tables, func(*table, []any) {})
}

// revisionOf reads every row, and shows each to visit.
func revisionOf(ctx context.Context, q querier, tables *tableSet, visit func(*table, []any)) (string, error) {
	var sum sum256
	hash := newHasher()
	for _, t := range tables.list {
		err := func() error {
			rows, err := q.QueryContext(ctx, t.selectRow)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				row, err := t.scan(rows)
				if err != nil {
					return err
				}
				sum.add(hash.row(t, row))
				visit(t, row)
			}
			return rows.Err()
		}()
		if err != nil {
			return "", err
		}
	}
	return sum.String(), nil
}

// settle ends a transaction that changed something: the revision, the mark that
// the file is open, the size of the history, and the commit. What is kept in
// memory changes only when all of it is on the disk.
func (f *File) settle(delta sum256, size logSize) error {
	revision := f.revision
	revision.add(delta)
	tx := f.newTx(context.Background())
	if err := tx.putBookkeeping(metaRevision, revision.String()); err != nil {
		return err
	}
	if !f.wrote {
		if err := tx.putBookkeeping(metaClean, "0"); err != nil {
			return err
		}
	}
	if err := f.trim(&size); err != nil {
		return err
	}
	if err := f.writer.commit(); err != nil {
		return err
	}
	f.revision, f.log, f.wrote = revision, size, true
	f.backUpAfter()
	return nil
}

// markClean notes whether the file is closed.
func (f *File) markClean(value string) error {
	if err := f.writer.begin(context.Background(), recordNothing); err != nil {
		return explain(f.path, err)
	}
	defer f.writer.rollback()
	if err := f.newTx(context.Background()).putBookkeeping(metaClean, value); err != nil {
		return explain(f.path, err)
	}
	return explain(f.path, f.writer.commit())
}

var errUnknownStep = errors.New("the history holds something that Saywhen did not write")

// stepRow is a row of the undo table, decoded.
type stepRow struct {
	id      int64
	name    string
	bytes   int // as they count now, with chunks
	length  int // of the JSON
	changes []change
	blocks  []block
	sum     string
}

func (f *File) loadStep(redo bool) (stepRow, error) {
	query, none := "SELECT id, name, bytes, changes FROM undo WHERE undone = 0 ORDER BY id DESC LIMIT 1", ErrNothingToUndo
	if redo {
		query, none = "SELECT id, name, bytes, changes FROM undo WHERE undone = 1 ORDER BY id LIMIT 1", ErrNothingToRedo
	}
	var s stepRow
	var text string
	err := f.writer.scan(query, nil, &s.id, &s.name, &s.bytes, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return s, none
	}
	if err != nil {
		return s, err
	}
	s.length = len(text)
	s.changes, s.blocks, s.sum, err = f.tables.decodeStep(text)
	if err != nil {
		return s, errors.Join(errUnknownStep, err)
	}
	return s, nil
}

// Undo takes back the last step that is not undone.
func (f *File) Undo(ctx context.Context) (storage.Change, error) { return f.travel(ctx, false) }

// Redo does the step again that was undone last. A new edit ends what can be
// redone.
func (f *File) Redo(ctx context.Context) (storage.Change, error) { return f.travel(ctx, true) }

func (f *File) travel(ctx context.Context, redo bool) (storage.Change, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.ready(ctx); err != nil {
		return storage.Change{}, err
	}
	s, err := f.loadStep(redo)
	if err != nil {
		return storage.Change{}, explain(f.path, err)
	}
	var result storage.Change
	if len(s.blocks) > 0 {
		result, err = f.travelImport(ctx, s, redo)
	} else {
		result, err = f.travelStep(ctx, s, redo)
	}
	if err != nil {
		return storage.Change{}, explain(f.path, err)
	}
	result.Name, result.Undone, result.Redone = s.name, !redo, redo
	return result, nil
}

// travelStep replays the images of a step. Foreign keys are enforced, at the
// end; their cascades do part of the work, which replay takes into account.
func (f *File) travelStep(ctx context.Context, s stepRow, redo bool) (storage.Change, error) {
	tx, err := f.begin(ctx, recordAll)
	if err != nil {
		return storage.Change{}, err
	}
	defer tx.rollback()
	if err := tx.w.script("PRAGMA defer_foreign_keys = 1"); err != nil {
		return storage.Change{}, err
	}
	if err := tx.replay(s, redo); err != nil {
		return storage.Change{}, err
	}
	lists, err := touched(tx.w.rec.changes, tx.statementOf)
	if err != nil {
		return storage.Change{}, err
	}
	size, err := tx.markStep(s, redo, 0)
	if err != nil {
		return storage.Change{}, err
	}
	return storage.Change{Touched: lists}, f.settle(tx.w.rec.delta, size)
}

// markStep notes that a step is undone or done again, and gives the size of the
// history after it; stored is what the step's chunks take.
func (t *Tx) markStep(s stepRow, redo bool, stored int) (logSize, error) {
	size, undone, bytes := t.f.log, 1, s.length+stored
	if redo {
		undone = 0
		size.undone--
	} else {
		size.undone++
	}
	size.bytes += bytes - s.bytes
	_, err := t.w.exec("UPDATE undo SET undone = ?, bytes = ? WHERE id = ?", undone, bytes, s.id)
	return size, err
}

// replay applies the images of a step, forwards or backwards.
func (t *Tx) replay(s stepRow, redo bool) error {
	for i := range s.changes {
		c := s.changes[i]
		if !redo {
			c = s.changes[len(s.changes)-1-i].reversed()
		}
		if err := t.apply(s.name, c, redo); err != nil {
			return err
		}
	}
	return nil
}

// apply is a compare-and-swap: the row must be as the image says. On redo, a row
// that is already as it shall be was changed by the cascade of another; going
// back, rows come in the opposite order and nothing cascades.
func (t *Tx) apply(step string, c change, redo bool) error {
	now, err := t.w.row(c.table, storage.ID(c.id()))
	switch {
	case err != nil:
		return err
	case redo && equalRows(now, c.new):
		return nil
	case !equalRows(now, c.old):
		return fileErrorf(t.f.path, nil, "“%s” cannot be undone or redone: a record of it (%s %d) is not as it was left; nothing was changed.", step, c.table.kind, c.id())
	}
	delete(t.known, c.table)
	switch {
	case c.new == nil:
		return t.delete(c.table, c.id())
	case c.old == nil:
		return t.insert(c.table, c.new)
	default:
		return t.update(c.table, c.new)
	}
}

// equalRows compares rows; no row is nil.
func equalRows(a, b []any) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
