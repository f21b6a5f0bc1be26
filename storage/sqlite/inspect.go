package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// A file is judged before anything is written into it, and only by reading: its
// header must be ours, and its schema must be, text for text, the one that our
// migrations make. That alone ends triggers, views and virtual tables that
// someone put there. Nothing here opens the file but SQLite: closing a file
// drops every lock that this process holds on it.

// Inspect reports the schema version of the project file at path, or says in
// one sentence why it is none. It never writes. A file that a crash left in the
// middle of a commit is judged by what can be read; Open puts it right.
func Inspect(path string) (version int, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return 0, err
	}
	head, err := peek(path)
	if err != nil || head.unsettled {
		return head.version, err
	}
	var more []string
	if head.wal {
		more = []string{"immutable", "1"} // or SQLite leaves two files beside it
	}
	db, err := sql.Open("sqlite", readerDSN(path, more...))
	if err != nil {
		return 0, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	version, err = judgeRestrained(ctx, db, path)
	if _, extended := code(err); extended == lib.SQLITE_READONLY_ROLLBACK {
		return head.version, nil
	}
	return version, err
}

func judgeRestrained(ctx context.Context, db *sql.DB, path string) (version int, err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return 0, explain(path, err)
	}
	defer conn.Close()
	if err := restrain(conn); err != nil {
		return 0, err
	}
	return judge(ctx, conn, path)
}

// restrain lowers SQLite's limits, so that a hostile file cannot keep us busy.
func restrain(conn *sql.Conn) error {
	limits := map[int]int{
		lib.SQLITE_LIMIT_LENGTH: 64 << 20, lib.SQLITE_LIMIT_SQL_LENGTH: 1 << 20,
		lib.SQLITE_LIMIT_EXPR_DEPTH: 200, lib.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
		lib.SQLITE_LIMIT_ATTACHED: 1, lib.SQLITE_LIMIT_VDBE_OP: 25000,
		lib.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100, lib.SQLITE_LIMIT_COLUMN: 200,
	}
	for id, value := range limits {
		if _, err := sqlite.Limit(conn, id, value); err != nil {
			return err
		}
	}
	return nil
}

// header is what the first page of a file says.
type header struct {
	version   int
	wal       bool // it keeps a write-ahead log
	unsettled bool // a commit was cut off: the first page cannot be relied upon
}

// peek reads the first page, without locks and without looking at a journal.
func peek(path string) (header, error) {
	if err := checkPath(path); err != nil {
		return header{}, err
	}
	db, err := sql.Open("sqlite", readerDSN(path, "immutable", "1"))
	if err != nil {
		return header{}, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var head header
	var application int64
	var format string
	err = errors.Join(
		db.QueryRow("PRAGMA application_id").Scan(&application),
		db.QueryRow("PRAGMA user_version").Scan(&head.version),
		db.QueryRow("SELECT hex(substr(data, 19, 1)) FROM sqlite_dbpage WHERE pgno = 1").Scan(&format))
	if err == nil {
		head.wal = format == "02"
		return head, checkHeader(path, application, head.version)
	}
	if primary, _ := code(err); primary == lib.SQLITE_CORRUPT && hasJournal(path) {
		return header{unsettled: true}, nil
	}
	return header{}, explainForeign(path, err)
}

func hasJournal(path string) bool {
	info, err := os.Stat(path + "-journal")
	return err == nil && info.Size() > 0
}

// checkPath refuses what cannot be a project whatever is in it.
func checkPath(path string) error {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fileErrorf(path, err, "%s does not exist; check its name and its folder.", path)
	case errors.Is(err, fs.ErrPermission):
		return fileErrorf(path, err, "%s may not be read; ask for the permission to read it.", path)
	case err != nil:
		return fileErrorf(path, err, "%s cannot be found (%v); check its name and its folder.", path, err)
	case info.IsDir():
		return fileErrorf(path, nil, "%s is a folder; choose a project file (%s) in it.", name, Extension)
	case !info.Mode().IsRegular():
		return fileErrorf(path, nil, "%s is not a file; choose a project file (%s).", name, Extension)
	case info.Size() == 0:
		return fileErrorf(path, nil, "%s is empty: it is not a Saywhen project; make a new one, or go back to a backup.", name)
	}
	return nil
}

// explainForeign is explain for a file of which we do not know yet that it is
// ours.
func explainForeign(path string, err error) error {
	name := filepath.Base(path)
	switch primary, _ := code(err); primary {
	case lib.SQLITE_NOTADB:
		return fileErrorf(path, err, "%s is not a Saywhen project but some other kind of file; choose a file that ends in %s.", name, Extension)
	case lib.SQLITE_CORRUPT:
		return fileErrorf(path, err, "%s is damaged or cut short; go back to a backup.", name)
	}
	return explain(path, err)
}

func checkHeader(path string, application int64, version int) error {
	name := filepath.Base(path)
	switch {
	case uint32(application) != ApplicationID:
		return fileErrorf(path, nil, "%s is a database of another program, not a Saywhen project; choose a file that ends in %s.", name, Extension)
	case version > SchemaVersion:
		return fileErrorf(path, nil, "%s was made by a newer Saywhen (format %d, this one knows %d); update Saywhen to open it.", name, version, SchemaVersion)
	case version < 1:
		return fileErrorf(path, errDamaged, "%s was never completed or is damaged; go back to a backup.", name)
	}
	return nil
}

// judge checks header and schema through a connection that sees a settled file.
func judge(ctx context.Context, q querier, path string) (version int, err error) {
	var application int64
	err = errors.Join(
		q.QueryRowContext(ctx, "PRAGMA application_id").Scan(&application),
		q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version))
	if err != nil {
		return 0, explainForeign(path, err)
	}
	if err := checkHeader(path, application, version); err != nil {
		return 0, err
	}
	got, err := schemaOf(ctx, q)
	if err != nil {
		return 0, explainForeign(path, err)
	}
	want, err := expectedSchema(version)
	if err != nil {
		return 0, err
	}
	if what := compareSchemas(got, want); what != "" {
		return 0, fileErrorf(path, errDamaged, "%s holds something that Saywhen did not put there (%s) and is not opened; go back to a backup.", filepath.Base(path), what)
	}
	return version, nil
}
