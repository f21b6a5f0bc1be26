package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Errors that callers ask for by name.
var (
	ErrNothingToUndo = errors.New("there is nothing to undo")
	ErrNothingToRedo = errors.New("there is nothing to redo")
	ErrClosed        = errors.New("the project is closed")
	// ErrNotFound is wrapped when a record that was asked for is not there.
	ErrNotFound = errors.New("not in the project (any more)")
)

// FieldError says which field of a record cannot be stored, and why. Nothing
// was changed.
type FieldError struct {
	Field   string // as in the record's JSON: "speaker", "positions" …
	Message string // a sentence
}

func (e *FieldError) Error() string { return e.Message }

func fieldErrorf(field, format string, args ...any) error {
	return &FieldError{Field: field, Message: fmt.Sprintf(format, args...)}
}

// FileError says in one sentence what is wrong with a file and what to do.
type FileError struct {
	Path    string
	Message string
	Err     error // the cause, or nil
}

func (e *FileError) Error() string { return e.Message }
func (e *FileError) Unwrap() error { return e.Err }

func fileErrorf(path string, cause error, format string, args ...any) error {
	return &FileError{Path: path, Message: fmt.Sprintf(format, args...), Err: cause}
}

// GoneError says that the file at Path is not the one that was opened: it was
// deleted, moved or replaced. Nothing was written.
type GoneError struct {
	Path     string
	Replaced bool // another file stands there now
}

func (e *GoneError) Error() string {
	if e.Replaced {
		return fmt.Sprintf("%s was replaced by another file, so nothing was written; use “Save a copy” to keep what you see, or open the new file.", filepath.Base(e.Path))
	}
	return fmt.Sprintf("%s was deleted or moved, so nothing was written; use “Save a copy” to keep what you see.", filepath.Base(e.Path))
}

// ChangedError says that another program wrote into the file since it was last
// read. Nothing was written; File.Refresh accepts the new state.
type ChangedError struct{ Path string }

func (e *ChangedError) Error() string {
	return fmt.Sprintf("Another program changed %s, so nothing was written; look at its new state and try again.", filepath.Base(e.Path))
}

// ReadOnlyError says why a file can only be read.
type ReadOnlyError struct {
	Path   string
	Reason string // a sentence
	Held   bool   // another window edits the file
}

func (e *ReadOnlyError) Error() string { return e.Reason }

// code is SQLite's primary result code in err, or 0.
func code(err error) (primary, extended int) {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0, 0
	}
	return e.Code() & 0xff, e.Code()
}

// explain turns what SQLite says into a sentence; other errors pass.
func explain(path string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var said *FileError
	if errors.As(err, &said) {
		return err // a sentence already
	}
	name := filepath.Base(path)
	primary, extended := code(err)
	switch {
	case wrongKind(err):
		return fileErrorf(path, errors.Join(errDamaged, err), "%s is damaged: something in it is not what it should be; go back to the backup beside it.", name)
	case extended == lib.SQLITE_READONLY_DBMOVED:
		return &GoneError{Path: path}
	case extended == lib.SQLITE_READONLY_ROLLBACK:
		return fileErrorf(path, err, "%s was not closed properly and cannot be put right where it is; copy it, with the file %s-journal, to a folder that can be written to.", name, name)
	}
	switch primary {
	case lib.SQLITE_FULL:
		return fileErrorf(path, err, "The disk is full: nothing was written to %s; free some space and try again.", name)
	case lib.SQLITE_READONLY, lib.SQLITE_PERM:
		return fileErrorf(path, err, "%s cannot be written to: nothing was changed; use “Save a copy” to go on in another place.", name)
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return fileErrorf(path, err, "Another program is using %s: nothing was written; close it there and try again.", name)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return fileErrorf(path, err, "%s is damaged: nothing was written; go back to the backup beside it.", name)
	case lib.SQLITE_IOERR:
		return fileErrorf(path, err, "%s could not be read or written (%v); check the disk and try again.", name, err)
	case lib.SQLITE_CANTOPEN:
		return fileErrorf(path, err, "%s cannot be opened; check that it is there and that you may read it.", name)
	}
	return err
}

// wrongKind reports whether reading met what damage makes and SQLite does not
// call damage: a value that cannot be in its column, a sum of such, a full-text table that is
// none.
func wrongKind(err error) bool {
	text := err.Error()
	for _, part := range []string{packName + ": ", "sql: Scan error on column", "invalid fts5 file format", "vtable constructor failed", "integer overflow"} {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}
