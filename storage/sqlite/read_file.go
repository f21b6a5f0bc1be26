package sqlite

import (
	"context"
	"database/sql"
	"iter"
	"math"
	"path/filepath"
	"slices"

	lib "modernc.org/sqlite/lib"

	"saywhen/storage"
)

// What File answers is read on the read-only connection, each answer in one
// transaction, so that its parts agree. Between two transactions of the writer
// it never waits; while one is being committed it waits a few seconds and then
// says that the project is busy. Who cannot wait (a card under the pointer)
// gives a context with a deadline. A reader that takes long holds up a commit:
// nothing here keeps a transaction open while the caller does something else.

// statementBatch is the number of statements that Statements reads at a time.
const statementBatch = 1000

// read runs a function in one read-only transaction.
func (f *File) read(ctx context.Context, ask func(querier) error) error {
	tx, err := f.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil && ctx.Err() == nil && f.isClosed() {
		return ErrClosed
	}
	if err != nil {
		return f.explainRead(err)
	}
	defer tx.Rollback() // it has written nothing: there is nothing to commit
	return f.explainRead(ask(tx))
}

func (f *File) isClosed() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.closed
}

// explainRead turns what SQLite says to a reader into a sentence.
func (f *File) explainRead(err error) error {
	if primary, _ := code(err); primary == lib.SQLITE_BUSY || primary == lib.SQLITE_LOCKED {
		return fileErrorf(f.path, err, "%s is busy (an import is running, or another program writes into it); try again in a moment.", filepath.Base(f.path))
	}
	return explain(f.path, err)
}

// list answers with the records that a function of this package reads.
func list[T any](ctx context.Context, f *File, read func(context.Context, querier, scope) ([]T, error)) ([]T, error) {
	return listOf(ctx, f, everything(), read)
}

func listOf[T any](ctx context.Context, f *File, of scope, read func(context.Context, querier, scope) ([]T, error)) (found []T, err error) {
	err = f.read(ctx, func(q querier) error {
		found, err = read(ctx, q, of)
		return err
	})
	return found, err
}

// Actors gives every actor, by id.
func (f *File) Actors(ctx context.Context) ([]storage.Actor, error) { return list(ctx, f, readActors) }

// Affiliations gives every affiliation, by id.
func (f *File) Affiliations(ctx context.Context) ([]storage.Affiliation, error) {
	return list(ctx, f, readAffiliations)
}

// Claims gives every claim and topic, by id.
func (f *File) Claims(ctx context.Context) ([]storage.Claim, error) { return list(ctx, f, readClaims) }

// Verbs gives every verb, by id.
func (f *File) Verbs(ctx context.Context) ([]storage.Verb, error) { return list(ctx, f, readVerbs) }

// Coders gives every coder, by id.
func (f *File) Coders(ctx context.Context) ([]storage.Coder, error) { return list(ctx, f, readCoders) }

// Relations gives every relation, by id.
func (f *File) Relations(ctx context.Context) ([]storage.Relation, error) {
	return list(ctx, f, readRelations)
}

// Documents gives every document, by id. Their versions come without Text;
// Document reads the texts of one.
func (f *File) Documents(ctx context.Context) ([]storage.Document, error) {
	return list(ctx, f, func(ctx context.Context, q querier, of scope) ([]storage.Document, error) {
		return readDocuments(ctx, q, of, false)
	})
}

// Document gives one document with the texts of its versions, or ErrNotFound.
func (f *File) Document(ctx context.Context, id storage.ID) (d storage.Document, err error) {
	err = f.read(ctx, func(q querier) error {
		d, err = readDocument(ctx, q, id)
		return err
	})
	return d, err
}

// Statement gives one statement with all that belongs to it, or ErrNotFound.
func (f *File) Statement(ctx context.Context, id storage.ID) (s storage.Statement, err error) {
	err = f.read(ctx, func(q querier) error {
		s, err = readStatement(ctx, q, id)
		return err
	})
	return s, err
}

// StatementsOf gives the statements with these ids, by id. Ids that are not
// there are left out; one that is given twice comes once.
func (f *File) StatementsOf(ctx context.Context, ids []storage.ID) ([]storage.Statement, error) {
	return listOf(ctx, f, among(ids), readStatements)
}

// Statements gives every statement, by id. They are read in batches, each in a
// transaction of its own, so that the caller may take its time: what is changed
// behind the batch being looked at is seen as changed. An error ends it.
func (f *File) Statements(ctx context.Context) iter.Seq2[storage.Statement, error] {
	return func(yield func(storage.Statement, error) bool) {
		for after := storage.ID(math.MinInt64); ; {
			batch, err := f.statementsAfter(ctx, after)
			if err != nil {
				yield(storage.Statement{}, err)
				return
			}
			for _, s := range batch {
				if !yield(s, nil) {
					return
				}
			}
			if len(batch) < statementBatch {
				return
			}
			after = batch[len(batch)-1].ID
		}
	}
}

// statementsAfter gives the next batch of statements behind an id.
func (f *File) statementsAfter(ctx context.Context, after storage.ID) (batch []storage.Statement, err error) {
	err = f.read(ctx, func(q querier) error {
		batch, err = readStatementsLimit(ctx, q, scope{"@ > ?", []any{int64(after)}}, statementBatch)
		return err
	})
	return batch, err
}

// Columns gives the columns of every statement, by id. Progress, when given, is
// told how many rows of how many have been read: those of the statements and of
// what belongs to them.
func (f *File) Columns(ctx context.Context, progress func(done, total int)) (c *storage.Columns, err error) {
	err = f.read(ctx, func(q querier) error {
		rows, total := map[string]int{}, 0
		for _, p := range []packing{packStatements, packPositions, packParties, packCitations} {
			n, err := p.count(ctx, q)
			if err != nil {
				return err
			}
			rows[p.table] = n
			total += n
		}
		tick := rowCounter(total, progress)
		c, err = readColumns(rows[packStatements.table], func(p packing, visit func(row []int64)) error {
			return p.all(ctx, q, rows[p.table], packChunk, visit, tick)
		})
		if err == nil && total > manyRows {
			err = giveBack(ctx, q)
		}
		return err
	})
	return c, err
}

// manyRows are so many that what SQLite keeps of the pages they stand in is
// worth giving back.
const manyRows = 200_000

// giveBack frees what a connection keeps in memory of pages that will hardly be
// read again soon.
func giveBack(ctx context.Context, q querier) error {
	return each(ctx, q, "PRAGMA shrink_memory", nil, nil, func() {})
}

// rowCounter gives a function that is told how many more rows have been read.
func rowCounter(total int, progress func(done, total int)) func(rows int) {
	done := 0
	return func(rows int) {
		done += rows
		if progress != nil {
			progress(done, total)
		}
	}
}

// ColumnsOf gives the columns of some statements, by id. Ids that are not there
// are left out; one that is given twice comes once.
func (f *File) ColumnsOf(ctx context.Context, ids []storage.ID) (c *storage.Columns, err error) {
	err = f.read(ctx, func(q querier) error {
		c, err = readColumns(len(ids), func(p packing, visit func(row []int64)) error {
			return p.some(ctx, q, among(ids), visit)
		})
		return err
	})
	return c, err
}

// Labels gives a line of at most labelLength runes for each of the statements:
// its gist, else what is quoted, else its verb. Ids that are not there have none.
func (f *File) Labels(ctx context.Context, ids []storage.ID) (labels map[storage.ID]string, err error) {
	err = f.read(ctx, func(q querier) error {
		labels, err = readLabels(ctx, q, among(ids))
		return err
	})
	return labels, err
}

// labelLength is the greatest number of runes in a label.
const labelLength = 120

func readLabels(ctx context.Context, q querier, of scope) (map[storage.ID]string, error) {
	labels := map[storage.ID]string{}
	var id storage.ID
	var gist, quote, verb string
	err := each(ctx, q, `SELECT statement.id, gist, coalesce((SELECT quote FROM citation
				WHERE statement_id = statement.id AND quote <> '' ORDER BY pos, id LIMIT 1), ''), coalesce(label, '')
		FROM statement LEFT JOIN verb ON verb.id = verb_id WHERE `+of.on("statement.id"), of.args,
		[]any{&id, &gist, &quote, &verb}, func() {
			for _, text := range []string{gist, quote, verb} {
				if labels[id] = oneLine(text, labelLength); labels[id] != "" {
					return
				}
			}
		})
	return labels, err
}

// Meta gives the settings of the project. What the file keeps for itself (its
// revision and the like) is not among them.
func (f *File) Meta(ctx context.Context) (map[string]string, error) {
	meta := map[string]string{}
	err := f.read(ctx, func(q querier) error {
		var key, value string
		return each(ctx, q, "SELECT key, value FROM meta", nil, []any{&key, &value}, func() {
			if !isBookkeeping(key) {
				meta[key] = value
			}
		})
	})
	return meta, err
}

// Tags gives the names of the tags that statements carry, sorted.
func (f *File) Tags(ctx context.Context) (tags []string, err error) {
	err = f.read(ctx, func(q querier) error {
		var name string
		return each(ctx, q, "SELECT name FROM tag WHERE id IN (SELECT tag_id FROM tagging)", nil,
			[]any{&name}, func() { tags = append(tags, name) })
	})
	slices.Sort(tags)
	return tags, err
}
