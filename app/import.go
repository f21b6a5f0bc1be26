package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"saywhen/storage"
	"saywhen/storage/exchange"
	"saywhen/storage/sqlite"
)

// An import is one transaction and one step of undo. Records of a table are
// matched by name, exactly but for blanks around it and Unicode's normal form;
// what is not known is made new. Two records are never taken for one because
// they look alike: that is for the analyst. A statement whose id is known is
// there already and is left as it is.

// ImportOptions say how a source is brought into a project.
type ImportOptions struct {
	// Map names a table's columns by field; see exchange.TableOptions.
	Map map[string]string
	// DryRun does everything but the writing.
	DryRun bool
	// Now is the time at which new statements are made; nil is time.Now.
	Now func() time.Time
	// Progress is told how many bytes of how many have been read.
	Progress func(done, total int64)
	// Problem is told of every row that is left out.
	Problem func(*exchange.Problem)
}

// ImportReport says what an import brought.
type ImportReport struct {
	// Rows were read, and every one was added, known or left out.
	Rows    int
	Added   int // statements
	Known   int // statements that were there already
	LeftOut int // rows with a Problem
	// What was made new besides.
	Actors, Verbs, Claims, Documents, Coders, Affiliations, Relations int
	Periods, Callouts, Views                                          int
	// LostSpans counts quotes whose place in the text could not be kept,
	// because the text is not there. The quotes are.
	LostSpans int
	// Unused are the columns of a table that no field takes.
	Unused []string
}

// Import brings a CSV or TSV file, or a project in our JSON, packed with gzip
// or not, into an open project as one step of undo. Rows of a table that are
// wrong are left out and reported; a wrong record in JSON ends the import.
// When it fails or the context ends, nothing has been changed.
func Import(ctx context.Context, f *sqlite.File, path string, o ImportOptions) (ImportReport, storage.Change, error) {
	file, err := os.Open(path)
	if err != nil {
		return ImportReport{}, storage.Change{}, openError(path, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return ImportReport{}, storage.Change{}, openError(path, err)
	}
	if info.IsDir() {
		return ImportReport{}, storage.Change{}, fmt.Errorf("%s is a folder, not a file to import", path)
	}
	return ImportFrom(ctx, f, filepath.Base(path), file, info.Size(), o)
}

func openError(path string, err error) error {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("there is no file %s", path)
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf("%s may not be read", path)
	}
	return fmt.Errorf("%s cannot be read: %w", path, err)
}

// ImportFrom is Import from a reader; name is the file's, size its length in
// bytes or 0.
func ImportFrom(
	ctx context.Context, f *sqlite.File, name string, r io.Reader, size int64, o ImportOptions,
) (report ImportReport, change storage.Change, err error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	source, kind, err := exchange.Open(&progressReader{r: r, total: size, tell: o.Progress})
	if err != nil {
		return report, change, fmt.Errorf("%s %w", name, err)
	}
	known, err := readKnown(ctx, f)
	if err != nil {
		return report, change, err
	}
	var run func(*sqlite.Tx) error
	if kind == exchange.JSONKind {
		run = func(tx *sqlite.Tx) error { return newJSONImport(tx, known, &report).read(source) }
	} else {
		tabs := strings.Contains(strings.ToLower(name), ".tsv") || strings.HasSuffix(strings.ToLower(name), ".tab")
		table, err := exchange.NewTable(source, exchange.TableOptions{Map: o.Map, Tabs: tabs, Zone: known.zone()})
		if err != nil {
			return report, change, fmt.Errorf("%s: %w", name, err)
		}
		report.Unused = table.Unused()
		run = func(tx *sqlite.Tx) error { return newTableImport(tx, table, name, known, o, &report).read() }
	}
	change, err = f.Import(ctx, "Import "+name, func(tx *sqlite.Tx) error {
		if err := run(tx); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if o.DryRun {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	return report, change, err
}

// errDryRun makes the transaction roll back.
var errDryRun = errors.New("dry run")

// progressReader tells how far a source has been read.
type progressReader struct {
	r           io.Reader
	done, total int64
	tell        func(done, total int64)
}

func (p *progressReader) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	p.done += int64(n)
	if p.tell != nil {
		p.tell(p.done, max(p.total, p.done))
	}
	return n, err
}

// knownRecords are those that a project holds before an import.
type knownRecords struct {
	meta       map[string]string
	actors     []storage.Actor
	verbs      []storage.Verb
	claims     []storage.Claim
	documents  []storage.Document
	coders     []storage.Coder
	relations  []storage.Relation
	affiliated []storage.Affiliation
	periods    []storage.Period
	callouts   []storage.Callout
	views      []storage.SavedView
	statements []storage.ID // ascending
}

func (k *knownRecords) zone() string {
	if z := k.meta["zone"]; z != "UTC" {
		return z
	}
	return ""
}

// empty reports whether there is nothing but the verbs of a new project.
func (k *knownRecords) empty() bool {
	return len(k.actors)+len(k.claims)+len(k.documents)+len(k.coders)+len(k.statements)+
		len(k.periods)+len(k.callouts)+len(k.views) == 0
}

func readKnown(ctx context.Context, f *sqlite.File) (*knownRecords, error) {
	var k knownRecords
	for _, read := range []func() error{
		func() (err error) { k.meta, err = f.Meta(ctx); return },
		func() (err error) { k.actors, err = f.Actors(ctx); return },
		func() (err error) { k.verbs, err = f.Verbs(ctx); return },
		func() (err error) { k.claims, err = f.Claims(ctx); return },
		func() (err error) { k.documents, err = f.Documents(ctx); return },
		func() (err error) { k.coders, err = f.Coders(ctx); return },
		func() (err error) { k.relations, err = f.Relations(ctx); return },
		func() (err error) { k.periods, err = f.Periods(ctx); return },
		func() (err error) { k.callouts, err = f.Callouts(ctx); return },
		func() (err error) { k.views, err = f.Views(ctx); return },
		func() (err error) { k.affiliated, err = f.Affiliations(ctx); return },
		func() error {
			columns, err := f.Columns(ctx, nil)
			if err == nil {
				k.statements = columns.ID
			}
			return err
		},
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return &k, nil
}

// waiter holds records back until the one that they hang on is there: a child
// until its parent, a statement until the one that reports it.
type waiter[T any] struct {
	there   map[storage.ID]bool
	waiting map[storage.ID][]waiting[T]
	left    int
}

type waiting[T any] struct {
	id storage.ID
	v  T
}

func newWaiter[T any]() *waiter[T] {
	return &waiter[T]{there: map[storage.ID]bool{}, waiting: map[storage.ID][]waiting[T]{}}
}

// put does v at once when what it hangs on (0 for nothing) is there, else when
// that has come; then all that hung on v. do reports whether v is there now.
// Nothing can hang on what has no id yet.
func (w *waiter[T]) put(id, on storage.ID, v T, do func(T) (bool, error)) error {
	if on != 0 && !w.there[on] {
		w.waiting[on] = append(w.waiting[on], waiting[T]{id, v})
		w.left++
		return nil
	}
	ok, err := do(v)
	if !ok || err != nil || id == 0 {
		return err
	}
	w.there[id] = true
	return w.release(id, do)
}

// release does what hung on a record that has come, and what hung on that.
func (w *waiter[T]) release(id storage.ID, do func(T) (bool, error)) error {
	queue := w.waiting[id]
	delete(w.waiting, id)
	w.left -= len(queue)
	for _, next := range queue {
		ok, err := do(next.v)
		if err != nil {
			return err
		}
		if ok {
			w.there[next.id] = true
			if err := w.release(next.id, do); err != nil {
				return err
			}
		}
	}
	return nil
}

// CreateFrom makes a new project file that holds a project in our JSON. When it
// fails there is no file.
func CreateFrom(ctx context.Context, path string, project []byte) error {
	f, err := sqlite.Create(ctx, path, sqlite.Options{NoBackup: true})
	if err != nil {
		return err
	}
	_, _, err = ImportFrom(ctx, f, "the project", bytes.NewReader(project), int64(len(project)), ImportOptions{})
	if err == nil {
		err = f.Forget(ctx)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(path)
	}
	return err
}
