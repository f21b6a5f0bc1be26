package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"saywhen/storage"
)

// Tx is one transaction. Its methods compose: each leaves the records valid or
// returns an error, after which the whole transaction is to be given up (Do
// does that when fn returns it). A Tx is used by one goroutine and not after Do.
//
// Below the methods there are three ways to change a row, insert, update and
// delete; the recorder sees them all.
type Tx struct {
	f   *File
	w   *writer
	ctx context.Context
	// known remembers ids that are there, so that an import asks once per actor
	// and not once per statement.
	known     map[*table]map[storage.ID]bool
	looseTags []int64 // tags that lost a statement
	text      versionText
	bulk      *bulk // in imports
}

func (f *File) newTx(ctx context.Context) *Tx {
	return &Tx{f: f, w: f.writer, ctx: ctx, known: map[*table]map[storage.ID]bool{}}
}

// begin starts a transaction and looks, now that no one else can write, whether
// someone has.
func (f *File) begin(ctx context.Context, mode recordMode) (*Tx, error) {
	if err := f.writer.begin(ctx, mode); err != nil {
		return nil, err
	}
	version, err := f.writer.readDataVersion()
	if err == nil && version != f.writer.dataVersion {
		err = &ChangedError{f.path}
	}
	if err != nil {
		f.writer.rollback()
		return nil, err
	}
	return f.newTx(ctx), nil
}

// rollback ends a transaction that was not committed; after a commit SQLite has
// none and the call does nothing.
func (t *Tx) rollback() { t.w.rollback() }

// Do runs fn in one transaction, which becomes one step of the history called
// name. When fn or the commit fails, nothing is changed. A transaction that
// changes nothing leaves no step and gives an empty Change.
func (f *File) Do(ctx context.Context, name string, fn func(*Tx) error) (storage.Change, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.ready(ctx); err != nil {
		return storage.Change{}, err
	}
	change, err := f.do(ctx, name, fn)
	if err != nil {
		return storage.Change{}, explain(f.path, err)
	}
	return change, nil
}

func (f *File) do(ctx context.Context, name string, fn func(*Tx) error) (storage.Change, error) {
	result := storage.Change{Name: name}
	tx, err := f.begin(ctx, recordAll)
	if err != nil {
		return result, err
	}
	defer tx.rollback()
	if err := tx.run(fn); err != nil {
		return result, err
	}
	rec := tx.w.rec
	if rec.err != nil || len(rec.changes) == 0 {
		return result, rec.err
	}
	if result.Touched, err = touched(rec.changes, tx.statementOf); err != nil {
		return result, err
	}
	text, err := encodeStep(rec.changes, nil, "")
	if err != nil {
		return result, err
	}
	size, err := f.record(name, text)
	if err != nil {
		return result, err
	}
	return result, f.settle(rec.delta, size)
}

// run calls fn and tidies up after it.
func (t *Tx) run(fn func(*Tx) error) error {
	if err := fn(t); err != nil {
		return err
	}
	if err := t.ctx.Err(); err != nil {
		return err
	}
	return t.sweepTags()
}

// NewID makes an id, as File.NewID.
func (t *Tx) NewID() storage.ID { return t.f.ids.next() }

// querier reads inside the transaction.
func (t *Tx) querier() querier { return t.w.conn }

// statementOf finds the statement of a citation.
func (t *Tx) statementOf(citation int64) (id int64, err error) {
	err = t.w.scan("SELECT statement_id FROM citation WHERE id = ?", []any{citation}, &id)
	return id, err
}

// insert puts a row in.
func (t *Tx) insert(tab *table, row []any) error {
	if _, err := t.w.exec(tab.insert, row...); err != nil {
		return err
	}
	if t.bulk != nil {
		t.w.rec.inserted(tab, row)
		t.bulk.inserted(tab, row[0].(int64))
	}
	t.remember(tab, storage.ID(row[0].(int64)))
	return nil
}

// update writes a row over the one with its id.
func (t *Tx) update(tab *table, row []any) error {
	args := append(slices.Clone(row[1:]), row[0])
	_, err := t.exec(tab.update, args...)
	return err
}

// delete takes a row out, and what hangs on it.
func (t *Tx) delete(tab *table, id int64) error {
	delete(t.known, tab)
	if tab == t.f.tables.statement || tab == t.f.tables.document || tab == t.f.tables.actor {
		clear(t.known)
	}
	_, err := t.exec("DELETE FROM "+tab.name+" WHERE id = ?", id)
	return err
}

// exec runs an UPDATE or DELETE.
func (t *Tx) exec(query string, args ...any) (int64, error) {
	if t.bulk != nil {
		if err := t.bulk.index(t); err != nil {
			return 0, err
		}
	}
	return t.w.exec(query, args...)
}

// put inserts the row or, when there is one with its id, updates it where it
// differs. It reports whether the row is new.
func (t *Tx) put(tab *table, row []any) (added bool, err error) {
	old, err := t.w.row(tab, storage.ID(row[0].(int64)))
	switch {
	case err != nil:
		return false, err
	case old == nil:
		return true, t.insert(tab, row)
	case equalRows(old, row):
		return false, nil
	}
	return false, t.update(tab, row)
}

// assign gives an id to a record that has none. It reports whether it did, for
// then nothing of the record can be in the file yet.
func (t *Tx) assign(id *storage.ID) (fresh bool, err error) {
	if err := t.ctx.Err(); err != nil {
		return false, err
	}
	if *id < 0 {
		return false, fieldErrorf("id", "The id %d is negative; leave it out to have one made.", *id)
	}
	if *id == 0 {
		*id = t.NewID()
		return true, nil
	}
	return false, nil
}

// putRecord is put, without asking for a record whose id was just made.
func (t *Tx) putRecord(tab *table, row []any, fresh bool) (added bool, err error) {
	if fresh {
		return true, t.insert(tab, row)
	}
	return t.put(tab, row)
}

// putChildren makes the rows that hang on owner equal to want, whose ids are
// still 0. Rows are the same when the columns of key are; what differs in others
// is updated, so that an edit touches no row in vain. What is gone goes first,
// for the sake of UNIQUE.
func (t *Tx) putChildren(tab *table, owner storage.ID, want [][]any, key [2]int, added bool) error {
	left := map[[2]any][]any{}
	if !added {
		have, err := t.w.rows(tab, " WHERE "+tab.columns[1]+" = ?", int64(owner))
		if err != nil {
			return err
		}
		for _, row := range have {
			left[[2]any{row[key[0]], row[key[1]]}] = row
		}
	}
	matched := make([][]any, len(want))
	for i, row := range want {
		k := [2]any{row[key[0]], row[key[1]]}
		matched[i] = left[k]
		delete(left, k)
	}
	if err := t.deleteRows(tab, left); err != nil {
		return err
	}
	for i, row := range want {
		if err := t.putChild(tab, matched[i], row); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) putChild(tab *table, old, row []any) error {
	if old == nil {
		row[0] = int64(t.NewID())
		return t.insert(tab, row)
	}
	row[0] = old[0]
	if equalRows(old, row) {
		return nil
	}
	return t.update(tab, row)
}

// deleteRows deletes in the order of the ids, so that the same edit leaves the
// same history.
func (t *Tx) deleteRows(tab *table, rows map[[2]any][]any) error {
	var ids []int64
	for _, row := range rows {
		ids = append(ids, row[0].(int64))
	}
	slices.Sort(ids)
	for _, id := range ids {
		if err := t.delete(tab, id); err != nil {
			return err
		}
	}
	return nil
}

// exists reports whether a record is there.
func (t *Tx) exists(tab *table, id storage.ID) (bool, error) {
	if t.known[tab][id] {
		return true, nil
	}
	var one int
	err := t.w.scan("SELECT 1 FROM "+tab.name+" WHERE id = ?", []any{int64(id)}, &one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err == nil {
		t.remember(tab, id)
	}
	return err == nil, err
}

func (t *Tx) remember(tab *table, id storage.ID) {
	switch tab {
	case t.f.tables.actor, t.f.tables.verb, t.f.tables.claim, t.f.tables.document, t.f.tables.coder, t.f.tables.statement:
	default:
		return
	}
	if t.known[tab] == nil {
		t.known[tab] = map[storage.ID]bool{}
	}
	t.known[tab][id] = true
}

// Actor reads an actor as this transaction sees it; so do the methods below.
// A record that is not there gives ErrNotFound.
func (t *Tx) Actor(id storage.ID) (storage.Actor, error) { return readActor(t.ctx, t.querier(), id) }

// Affiliation reads an affiliation.
func (t *Tx) Affiliation(id storage.ID) (storage.Affiliation, error) {
	return readAffiliation(t.ctx, t.querier(), id)
}

// Document reads a document with the texts of its versions.
func (t *Tx) Document(id storage.ID) (storage.Document, error) {
	return readDocument(t.ctx, t.querier(), id)
}

// Claim reads a claim.
func (t *Tx) Claim(id storage.ID) (storage.Claim, error) { return readClaim(t.ctx, t.querier(), id) }

// Verb reads a verb.
func (t *Tx) Verb(id storage.ID) (storage.Verb, error) { return readVerb(t.ctx, t.querier(), id) }

// Coder reads a coder.
func (t *Tx) Coder(id storage.ID) (storage.Coder, error) { return readCoder(t.ctx, t.querier(), id) }

// Statement reads a statement.
func (t *Tx) Statement(id storage.ID) (storage.Statement, error) {
	return readStatement(t.ctx, t.querier(), id)
}

// Relation reads a relation.
func (t *Tx) Relation(id storage.ID) (storage.Relation, error) {
	return readRelation(t.ctx, t.querier(), id)
}
