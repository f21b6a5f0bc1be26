package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"

	"saywhen/storage/sqlite/pages"
)

// wreck is the damaged file, or a copy of it.
type wreck struct {
	file   *os.File
	bytes  int64
	head   pages.Head
	layout []pages.Layout // that it may have
	folder string         // of the copy, or ""
}

// openDamaged opens a file for reading. When a crash left a journal beside it,
// or a program a log, what belongs together is copied to a folder in `near` and
// SQLite finishes or takes back the last commit there; if it cannot, the copy
// is read as it lies.
func openDamaged(ctx context.Context, path, near string) (w *wreck, err error) {
	w = &wreck{}
	defer func() {
		if err != nil {
			w.close()
		}
	}()
	if sidecars(path) {
		if path, err = w.copyAndSettle(ctx, path, near); err != nil {
			return nil, err
		}
	}
	if w.file, err = os.Open(path); err != nil {
		return nil, fileErrorf(path, err, "%s may not be read (%v); ask for the permission to read it.", filepath.Base(path), err)
	}
	info, err := w.file.Stat()
	if err != nil {
		return nil, err
	}
	w.bytes = info.Size()
	head, ok := pages.ReadHead(w.file)
	w.head = head
	if ok && head.Layout != pages.Usual {
		w.layout = append(w.layout, head.Layout)
	}
	w.layout = append(w.layout, pages.Usual)
	return w, nil
}

// sidecarEndings are the files that SQLite keeps beside a database.
var sidecarEndings = []string{"-journal", "-wal"}

func sidecars(path string) bool {
	for _, ending := range sidecarEndings {
		if info, err := os.Stat(path + ending); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}

func (w *wreck) copyAndSettle(ctx context.Context, path, near string) (string, error) {
	var err error
	if w.folder, err = os.MkdirTemp(near, ".repair-*"); err != nil {
		return "", fileErrorf(path, err, "The folder %s cannot be written to (%v); choose another for the new project.", near, err)
	}
	copied := filepath.Join(w.folder, "copy"+Extension)
	for _, ending := range append([]string{""}, sidecarEndings...) {
		err := copyFile(copied+ending, path+ending)
		if err != nil && !(ending != "" && errors.Is(err, os.ErrNotExist)) {
			return "", fileErrorf(path, err, "%s could not be copied (%v); make room and try again.", filepath.Base(path), err)
		}
	}
	db, err := sql.Open("sqlite", writerDSN(copied, "OFF"))
	if err != nil {
		return "", err
	}
	defer db.Close()
	var n int
	_ = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n) // reads the journal or the log first
	return copied, ctx.Err()
}

func copyFile(to, from string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, in)
	return err
}

func (w *wreck) close() {
	if w.file != nil {
		_ = w.file.Close()
	}
	if w.folder != "" {
		_ = os.RemoveAll(w.folder)
	}
}

// digBest digs in each layout that the file may have and keeps the one that
// gives most: the head, which says it, may be damaged like the rest.
func (w *wreck) digBest(ctx context.Context) (best *dig, err error) {
	shapes, err := newShapes(newTables())
	if err != nil {
		return nil, err
	}
	for _, layout := range w.layout {
		file, err := pages.NewFile(w.file, w.bytes, layout)
		if err != nil {
			return nil, err
		}
		d := newDig(ctx, file, shapes)
		d.version = w.head.Version
		if err := d.run(); err != nil {
			return nil, err
		}
		if best == nil || d.rows() > best.rows() {
			best = d
		}
	}
	return best, nil
}
