package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"modernc.org/sqlite"

	"saywhen/storage"
)

// writer is the one connection that writes. Its statements are prepared once
// and kept. Transactions are begun and ended by plain SQL, because database/sql
// would prepare everything anew in each. Statements run without the caller's
// context, whose watching costs a goroutine each: Tx looks at it in between.
type writer struct {
	pool  *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	rec   *recorder
	// dataVersion changes when another connection commits.
	dataVersion int64
}

func openWriter(ctx context.Context, path, synchronous string, tables *tableSet) (*writer, error) {
	pool, err := sql.Open("sqlite", writerDSN(path, synchronous))
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	w := &writer{
		pool: pool, conn: conn, stmts: map[string]*sql.Stmt{},
		rec: &recorder{tables: tables, hash: newHasher()},
	}
	err = conn.Raw(func(driver any) error {
		driver.(sqlite.HookRegisterer).RegisterPreUpdateHook(w.rec.hook)
		return nil
	})
	if err == nil {
		w.dataVersion, err = w.readDataVersion()
	}
	if err != nil {
		return nil, errors.Join(err, w.close())
	}
	return w, nil
}

func (w *writer) close() error {
	for _, stmt := range w.stmts {
		_ = stmt.Close()
	}
	return errors.Join(w.conn.Close(), w.pool.Close())
}

// stmt prepares a query once. Queries are made from the table descriptions or
// stand in the code, so their number is bounded.
func (w *writer) stmt(query string) (*sql.Stmt, error) {
	if stmt, ok := w.stmts[query]; ok {
		return stmt, nil
	}
	stmt, err := w.conn.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	w.stmts[query] = stmt
	return stmt, nil
}

// exec runs a statement and gives the number of rows that it changed itself.
func (w *writer) exec(query string, args ...any) (int64, error) {
	stmt, err := w.stmt(query)
	if err != nil {
		return 0, err
	}
	result, err := stmt.ExecContext(context.Background(), args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// script runs SQL that is not worth keeping: pragmas, definitions.
func (w *writer) script(text string) error {
	_, err := w.conn.ExecContext(context.Background(), text)
	return err
}

// scan reads one row into dest; it gives sql.ErrNoRows when there is none.
func (w *writer) scan(query string, args []any, dest ...any) error {
	stmt, err := w.stmt(query)
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(context.Background(), args...).Scan(dest...)
}

// ids reads a column of ids.
func (w *writer) ids(query string, args ...any) ([]int64, error) {
	var list []int64
	err := w.each(query, args, func(rows *sql.Rows) error {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		list = append(list, id)
		return nil
	})
	return list, err
}

// each calls fn for every row.
func (w *writer) each(query string, args []any, fn func(*sql.Rows) error) error {
	stmt, err := w.stmt(query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(context.Background(), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// row reads the content row with an id; nil when there is none.
func (w *writer) row(t *table, id storage.ID) ([]any, error) {
	rows, err := w.rows(t, " WHERE id = ?", int64(id))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], nil
}

// rows reads content rows.
func (w *writer) rows(t *table, where string, args ...any) ([][]any, error) {
	var list [][]any
	err := w.each(t.selectRow+where, args, func(rows *sql.Rows) error {
		row, err := t.scan(rows)
		list = append(list, row)
		return err
	})
	return list, err
}

// scan reads a row of the table's columns.
func (t *table) scan(rows *sql.Rows) ([]any, error) {
	row := make([]any, len(t.columns))
	dest := make([]any, len(row))
	for i := range row {
		dest[i] = &row[i]
	}
	err := rows.Scan(dest...)
	t.normalise(row)
	return row, err
}

func (w *writer) readDataVersion() (int64, error) {
	var version int64
	err := w.scan("PRAGMA data_version", nil, &version)
	return version, err
}

// begin starts a transaction that may write. The context ends a wait for
// another program's lock.
func (w *writer) begin(ctx context.Context, mode recordMode) error {
	if _, err := w.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	w.rec.start(mode)
	return nil
}

func (w *writer) commit() error {
	w.rec.mode = recordNothing
	return w.script("COMMIT")
}

// rollback also follows errors after which SQLite has rolled back itself.
func (w *writer) rollback() {
	w.rec.mode = recordNothing
	_ = w.script("ROLLBACK")
}
