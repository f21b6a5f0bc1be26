package sqlite

import (
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"saywhen/storage"
)

// The undo of an import deletes its ranges, after it has written their rows into
// undo_chunk: one compressed stream of JSON lines, cut into pieces. Redo reads
// it back. Foreign keys are off in between and checked at the end, because a
// cascade of a deleted range would change rows whose images are still to be
// compared.

// maxChunk is the size of a piece in bytes.
const maxChunk = 4 << 20

func (f *File) travelImport(ctx context.Context, s stepRow, redo bool) (storage.Change, error) {
	if err := f.writer.script("PRAGMA foreign_keys = 0"); err != nil {
		return storage.Change{}, err
	}
	defer f.writer.script("PRAGMA foreign_keys = 1") // after the transaction, in which it would do nothing
	tx, err := f.begin(ctx, recordAll)
	if err != nil {
		return storage.Change{}, err
	}
	defer tx.rollback()
	stored, err := tx.moveImport(s, redo)
	if err != nil {
		return storage.Change{}, err
	}
	size, err := tx.markStep(s, redo, stored)
	if err != nil {
		return storage.Change{}, err
	}
	return storage.Change{Reset: true}, f.settle(tx.w.rec.delta, size)
}

// moveImport does the work of travelImport in the transaction. The rows that the
// import changed are put right while its own rows are not there, so that nothing
// UNIQUE can collide. It gives the bytes that are stored for redo.
func (t *Tx) moveImport(s stepRow, redo bool) (stored int, err error) {
	if !redo {
		if stored, err = t.takeAway(s); err != nil {
			return 0, err
		}
	}
	if err := t.replay(s, redo); err != nil {
		return 0, err
	}
	if redo {
		if err := t.putBack(s); err != nil {
			return 0, err
		}
	}
	return stored, t.checkForeignKeys()
}

func (t *Tx) checkForeignKeys() error {
	return t.w.each("PRAGMA foreign_key_check", nil, func(rows *sql.Rows) error {
		var tab, parent string
		var id, key sql.NullInt64
		if err := rows.Scan(&tab, &id, &parent, &key); err != nil {
			return err
		}
		return fmt.Errorf("%s %d would be left without its %s", tab, id.Int64, parent)
	})
}

// notAsLeft says that the rows of an import are not those that it made.
func (t *Tx) notAsLeft(s stepRow) error {
	return fileErrorf(t.f.path, nil, "“%s” cannot be undone or redone: its records are not as they were left; nothing was changed.", s.name)
}

// takeAway stores the rows of an import and deletes them. It gives the bytes
// that they take in the history.
func (t *Tx) takeAway(s stepRow) (stored int, err error) {
	t.w.rec.mode = recordNothing
	defer func() { t.w.rec.mode = recordAll }()
	chunks := &chunkWriter{w: t.w, step: s.id}
	zip, err := gzip.NewWriterLevel(chunks, gzip.BestSpeed)
	if err != nil {
		return 0, err
	}
	var sum sum256
	encoder := json.NewEncoder(zip)
	encoder.SetEscapeHTML(false)
	for _, b := range s.blocks {
		if err := t.store(b, encoder, &sum); err != nil {
			return 0, err
		}
	}
	if err := errors.Join(zip.Close(), chunks.flush()); err != nil {
		return 0, err
	}
	if sum.String() != s.sum {
		return 0, t.notAsLeft(s)
	}
	for i := len(s.blocks) - 1; i >= 0; i-- {
		b := s.blocks[i]
		if _, err := t.w.exec("DELETE FROM "+b.Table+" WHERE id BETWEEN ? AND ?", b.First, b.Last); err != nil {
			return 0, err
		}
	}
	clear(t.known)
	t.w.rec.delta.sub(sum)
	return chunks.total, nil
}

// store writes the rows of a block and adds their hashes up.
func (t *Tx) store(b block, encoder *json.Encoder, sum *sum256) error {
	tab := t.f.tables.byName[b.Table]
	return t.w.each(tab.selectRow+" WHERE id BETWEEN ? AND ? ORDER BY id", []any{b.First, b.Last}, func(rows *sql.Rows) error {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		row, err := tab.scan(rows)
		if err != nil {
			return err
		}
		sum.add(t.w.rec.hash.row(tab, row))
		return encoder.Encode(rowChange{Table: tab.name, New: row})
	})
}

// putBack inserts the stored rows of an import again.
func (t *Tx) putBack(s stepRow) error {
	rec := t.w.rec
	rec.mode = recordBulk
	defer func() { rec.mode = recordAll }()
	if err := t.inBulk(func() error { return t.restore(s.id) }); err != nil {
		return err
	}
	if rec.freshSum.String() != s.sum {
		return t.notAsLeft(s)
	}
	_, err := t.w.exec("DELETE FROM undo_chunk WHERE undo_id = ?", s.id)
	return err
}

func (t *Tx) restore(step int64) error {
	pieces, err := t.w.ids("SELECT id FROM undo_chunk WHERE undo_id = ? ORDER BY id", step)
	if err != nil {
		return err
	}
	zip, err := gzip.NewReader(&chunkReader{w: t.w, ids: pieces})
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(zip)
	decoder.UseNumber()
	for {
		var row rowChange
		switch err := decoder.Decode(&row); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		c, err := t.f.tables.decodeRow(row)
		if err == nil && (c.new == nil || c.old != nil) {
			err = errUnknownStep
		}
		if err == nil {
			err = t.ctx.Err()
		}
		if err == nil {
			err = t.insert(c.table, c.new)
		}
		if err != nil {
			return err
		}
	}
}

// chunkWriter cuts a stream into rows of undo_chunk.
type chunkWriter struct {
	w     *writer
	step  int64
	buf   []byte
	total int
}

func (c *chunkWriter) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		take := min(len(p), maxChunk-len(c.buf))
		c.buf = append(c.buf, p[:take]...)
		p = p[take:]
		if len(c.buf) == maxChunk {
			if err := c.flush(); err != nil {
				return n - len(p), err
			}
		}
	}
	return n, nil
}

func (c *chunkWriter) flush() error {
	if len(c.buf) == 0 {
		return nil
	}
	_, err := c.w.exec("INSERT INTO undo_chunk (undo_id, data) VALUES (?, ?)", c.step, c.buf)
	c.total += len(c.buf)
	c.buf = c.buf[:0]
	return err
}

// chunkReader is the stream that chunkWriter cut.
type chunkReader struct {
	w   *writer
	ids []int64
	buf []byte
}

func (c *chunkReader) Read(p []byte) (int, error) {
	for len(c.buf) == 0 {
		if len(c.ids) == 0 {
			return 0, io.EOF
		}
		if err := c.w.scan("SELECT data FROM undo_chunk WHERE id = ?", []any{c.ids[0]}, &c.buf); err != nil {
			return 0, err
		}
		c.ids = c.ids[1:]
	}
	n := copy(p, c.buf)
	c.buf = c.buf[n:]
	return n, nil
}
