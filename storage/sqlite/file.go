package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gofrs/flock"
	lib "modernc.org/sqlite/lib"

	"saywhen/storage"
)

// Extension ends the name of every project file.
const Extension = ".saywhen"

// Options are how a file is opened; the zero value is for everyday use.
type Options struct {
	// ReadOnly opens without the lock and without the means to write.
	ReadOnly bool
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Random gives the lower 22 bits of ids; nil is math/rand/v2.
	Random func() uint32
	// Coder is the name of the analyst, written into the statements that she
	// adds; "" writes none.
	Coder string
	// NoBackup leaves out all backups but the one before a migration.
	NoBackup bool
	// BackupFolder is where backups go; "" is beside the project. See BackupFolder.
	BackupFolder string
	// Backup is told how each backup went, on any goroutine; it may be nil and
	// must not call the File.
	Backup func(BackupResult)

	// synchronous is SQLite's pragma; "" is EXTRA. Tests that commit thousands
	// of times lower it.
	synchronous string
	// maxUndoSteps and maxUndoBytes cap the history; 0 is 10,000 and 256 MiB.
	maxUndoSteps, maxUndoBytes int
	// largeFile is the size in bytes from which PrepareBackup copies ahead; 0 is
	// 16 MiB: below it, copying takes no longer than the sync of a commit.
	largeFile int64
}

// File is an open project. Its methods may be called from any goroutine; those
// that write wait for one another.
type File struct {
	path     string // absolute, links resolved
	opt      Options
	tables   *tableSet
	ids      *idMaker
	identity os.FileInfo // of the file as it was opened
	// reader is the read-only pool of one connection: finish rows before the
	// next query. A long read holds up a commit.
	reader *sql.DB
	// readOnly says why nothing can be written; nil when it can. It changes once
	// at most, in TakeOver.
	readOnly atomic.Pointer[ReadOnlyError]
	lock     *flock.Flock
	cleanly  bool // closed by us the last time
	// seen is SQLite's count of foreign commits as the reader last looked.
	seen atomic.Int64
	// closing ends when the file is closed.
	closing context.Context
	stop    context.CancelFunc

	mu       sync.Mutex // held by what writes
	writer   *writer    // nil when readOnly
	revision sum256
	log      logSize
	wrote    bool // since opening
	backups  backups
	fresh    bool // made by Create: no backup of an empty project
	migrated Migration
	closed   bool
}

// Migration says that a file was brought to the current version at opening.
type Migration struct {
	From int    // its version before; 0 when it was current
	Copy string // where the file as it was lies
}

// newFile fills in what Create and Open share.
func newFile(path string, opt Options) (*File, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Random == nil {
		opt.Random = func() uint32 { return rand.Uint32N(1 << idRandomBits) }
	}
	opt.synchronous = cmp.Or(opt.synchronous, "EXTRA")
	opt.maxUndoSteps = cmp.Or(opt.maxUndoSteps, 10_000)
	opt.maxUndoBytes = cmp.Or(opt.maxUndoBytes, 256<<20)
	opt.largeFile = cmp.Or(opt.largeFile, 16<<20)
	f := &File{
		path: path, opt: opt, tables: newTables(),
		ids: &idMaker{now: opt.Now, random: opt.Random},
	}
	f.closing, f.stop = context.WithCancel(context.Background())
	return f, nil
}

// Create makes a new project with the starter verbs. It refuses to overwrite.
func Create(ctx context.Context, path string, opt Options) (*File, error) {
	f, err := newFile(path, opt)
	if err != nil {
		return nil, err
	}
	if err := claim(f.path); err != nil {
		return nil, err
	}
	f.fresh = true
	if err := f.create(ctx); err != nil {
		err = errors.Join(explain(f.path, err), f.release())
		_ = os.Remove(f.path)
		return nil, err
	}
	return f, nil
}

// claim makes an empty file of that name, which must not be there yet.
func claim(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	switch {
	case err == nil:
		return file.Close()
	case errors.Is(err, os.ErrExist):
		return fileErrorf(path, err, "%s is there already and is not overwritten; choose another name.", filepath.Base(path))
	case errors.Is(err, os.ErrNotExist):
		return fileErrorf(path, err, "The folder %s does not exist; make it first, or choose another.", filepath.Dir(path))
	case errors.Is(err, syscall.ENAMETOOLONG):
		return fileErrorf(path, err, "The name of the file is too long; choose a shorter one.")
	default:
		return fileErrorf(path, err, "%s cannot be made (%v); choose another folder.", filepath.Base(path), errors.Unwrap(err))
	}
}

func (f *File) create(ctx context.Context) error {
	lock, err := acquireLock(f.path)
	if err != nil {
		return fileErrorf(f.path, err, "%s cannot be locked (%v); choose another name or folder.", filepath.Base(f.path), err)
	}
	f.lock = lock
	if f.writer, err = openWriter(ctx, f.path, f.opt.synchronous, f.tables); err != nil {
		return err
	}
	if f.identity, err = os.Stat(f.path); err != nil {
		return err
	}
	if err := f.fill(ctx); err != nil {
		return err
	}
	return f.openReader(ctx)
}

// fill writes the schema and what a new project holds, in one transaction that
// is no step of the history.
func (f *File) fill(ctx context.Context) error {
	w := f.writer
	if err := w.begin(ctx, recordNothing); err != nil {
		return err
	}
	defer w.rollback() // harmless after the commit
	if err := upgrade(ctx, w.conn, migration, 0, SchemaVersion); err != nil {
		return err
	}
	w.rec.start(recordAll)
	tx := f.newTx(ctx)
	if err := tx.putStarters(f.opt.Now().UTC()); err != nil {
		return err
	}
	f.revision.add(w.rec.delta)
	if err := tx.putBookkeeping(metaRevision, f.revision.String()); err != nil {
		return err
	}
	return w.commit()
}

// putStarters writes the starter verbs and the settings of a new project.
func (t *Tx) putStarters(now time.Time) error {
	for _, verb := range storage.StarterVerbs() {
		if err := t.PutVerb(&verb); err != nil {
			return err
		}
	}
	title := strings.TrimSuffix(filepath.Base(t.f.path), Extension)
	return errors.Join(
		t.SetMeta("title", title), t.SetMeta("zone", "UTC"),
		t.putBookkeeping(metaCreated, now.Format(time.RFC3339)),
		t.putBookkeeping(metaClean, "1"))
}

// Open opens the project at path; it never creates one. When it cannot be
// written to, it is opened for reading, and ReadOnly says why. A file of an
// older version is copied aside and brought up to date.
func Open(ctx context.Context, path string, opt Options) (*File, error) {
	f, err := newFile(path, opt)
	if err != nil {
		return nil, err
	}
	if _, err := peek(f.path); err != nil {
		return nil, err
	}
	if f.path, err = filepath.EvalSymlinks(f.path); err != nil {
		return nil, explain(f.path, err)
	}
	if err := f.open(ctx); err != nil {
		return nil, errors.Join(explain(f.path, err), f.release())
	}
	return f, nil
}

func (f *File) open(ctx context.Context) (err error) {
	if f.identity, err = os.Stat(f.path); err != nil {
		return err
	}
	if err := f.tryLock(); err != nil {
		return err
	}
	if f.readOnly.Load() == nil {
		if err := f.openForWriting(ctx); err != nil {
			return err
		}
	}
	if err := f.openReader(ctx); err != nil {
		return err
	}
	if f.writer == nil {
		return f.checkReader(ctx)
	}
	return nil
}

// tryLock takes the lock, or says in readOnly why the file is only read.
func (f *File) tryLock() error {
	name := filepath.Base(f.path)
	if f.opt.ReadOnly {
		f.onlyRead(false, name+" was opened for reading only.")
		return nil
	}
	lock, err := acquireLock(f.path)
	var held errHeld
	switch {
	case errors.As(err, &held):
		f.onlyRead(true, name+" is open in another window ("+held.holder+"), so it can only be read here; close it there to edit it.")
	case err != nil:
		f.onlyRead(false, "The folder of "+name+" cannot be written to, so the project can only be read; save a copy in another folder to edit it.")
	}
	f.lock = lock
	return nil
}

// onlyRead notes why nothing can be written; held says that it is because
// another window edits the file.
func (f *File) onlyRead(held bool, reason string) {
	f.readOnly.Store(&ReadOnlyError{Path: f.path, Reason: reason, Held: held})
}

// openForWriting opens the writer, which also ends what a crash left unfinished,
// and judges the file before anything else is written.
func (f *File) openForWriting(ctx context.Context) error {
	w, err := openWriter(ctx, f.path, f.opt.synchronous, f.tables)
	if err != nil {
		return err
	}
	f.writer = w
	version, err := judge(ctx, w.conn, f.path)
	if err != nil {
		return err
	}
	if protected(f.identity) || f.cannotWrite(ctx) {
		f.onlyRead(false, filepath.Base(f.path)+" is write-protected, so it can only be read; save a copy to edit it.")
		f.writer = nil
		return w.close()
	}
	if version < SchemaVersion {
		if err := f.migrate(ctx, migration, version, SchemaVersion); err != nil {
			return err
		}
	}
	return f.load()
}

// cannotWrite tries to begin to write. A file that is only busy can be written.
func (f *File) cannotWrite(ctx context.Context) bool {
	err := f.writer.begin(ctx, recordNothing)
	if err == nil {
		// On a file that it may only read, SQLite begins a reading transaction
		// instead and says nothing until the first write, if only of no rows.
		err = f.writer.script("DELETE FROM meta WHERE 0")
		f.writer.rollback()
	}
	primary, _ := code(err)
	return primary == lib.SQLITE_READONLY
}

// load reads what the writer keeps in memory.
func (f *File) load() (err error) {
	w := f.writer
	if w.dataVersion, err = w.readDataVersion(); err != nil {
		return err
	}
	var text, clean string
	if err := w.scan("SELECT value FROM meta WHERE key = ?", []any{metaRevision}, &text); err != nil {
		return errors.Join(err, fileErrorf(f.path, err, "%s has no revision and is damaged; go back to a backup.", filepath.Base(f.path)))
	}
	if f.revision, err = parseSum(text); err != nil {
		return fileErrorf(f.path, err, "%s has a wrong revision (%v) and is damaged; go back to a backup.", filepath.Base(f.path), err)
	}
	err = w.scan("SELECT value FROM meta WHERE key = ?", []any{metaClean}, &clean)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	f.cleanly = clean == "1"
	if err := f.log.load(w); err != nil {
		return err
	}
	return f.loadLastID()
}

// loadLastID lets new ids follow those of the file, also with a stopped clock.
func (f *File) loadLastID() error {
	bound := f.ids.bound()
	for _, t := range f.tables.list {
		if t == f.tables.meta || t == f.tables.tag {
			continue // ids from names
		}
		var last sql.NullInt64
		if err := f.writer.scan("SELECT max(id) FROM "+t.name+" WHERE id < ?", []any{bound}, &last); err != nil {
			return err
		}
		f.ids.last = max(f.ids.last, last.Int64)
	}
	return nil
}

func (f *File) openReader(ctx context.Context) (err error) {
	if f.reader, err = sql.Open("sqlite", readerDSN(f.path)); err != nil {
		return err
	}
	f.reader.SetMaxOpenConns(1)
	if err := f.reader.PingContext(ctx); err != nil {
		return err
	}
	_, err = f.movedOn(ctx)
	return err
}

// checkReader judges a file that is opened for reading only.
func (f *File) checkReader(ctx context.Context) error {
	version, err := judge(ctx, f.reader, f.path)
	if err != nil {
		return err
	}
	if version < SchemaVersion {
		return fileErrorf(f.path, nil, "%s was made by an older Saywhen and must be opened for writing once to be brought up to date.", filepath.Base(f.path))
	}
	return nil
}

// Path is the absolute path of the project, links resolved.
func (f *File) Path() string { return f.path }

// ReadOnly reports whether nothing can be written, and why.
func (f *File) ReadOnly() (bool, string) {
	if e := f.readOnly.Load(); e != nil {
		return true, e.Reason
	}
	return false, ""
}

// ClosedCleanly reports whether the program that wrote last also closed the
// file. When it did not, Check is worth its time.
func (f *File) ClosedCleanly() bool { return f.cleanly || f.fresh }

// Migrated says whether opening brought the file up to date, and where the copy
// lies; its history of steps is gone then.
func (f *File) Migrated() Migration { return f.migrated }

// NewID makes an id for a record: greater than all before, unique across files.
func (f *File) NewID() storage.ID { return f.ids.next() }

// Close waits for what writes, and closes. It writes nothing into a file that
// is no longer the one that was opened. A backup whose copy is not done yet is
// given up. A second Close does nothing.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil
	}
	f.closed = true
	f.stop()
	if f.backups.running != nil {
		<-f.backups.running.done
	}
	var err error
	if f.wrote && f.unchanged() == nil {
		err = f.markClean("1")
	}
	return errors.Join(err, f.release())
}

// release closes what is open.
func (f *File) release() error {
	var errs []error
	if f.reader != nil {
		errs = append(errs, f.reader.Close())
	}
	if f.writer != nil {
		errs = append(errs, f.writer.close())
	}
	releaseLock(f.lock)
	return errors.Join(errs...)
}
