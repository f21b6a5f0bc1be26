package app

import (
	"cmp"
	"context"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// Options say how a project is opened.
type Options struct {
	// Post runs a function on the window's goroutine; nil calls it directly.
	Post func(func())
	// Coder is the name that new statements are signed with, or "".
	Coder string
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// ReadOnly opens the project for looking only.
	ReadOnly bool
	// BackupFolder is where backups go; "" is beside the project.
	BackupFolder string
	// Progress is told how many of how many statements have been read. It is
	// called on the goroutine that called Open.
	Progress func(done, total int)
	// Panicked, when not nil, hears of every panic in the session's work, on the
	// goroutine where it happened. The work ends as if it had failed.
	Panicked func(*Panic)
}

// Session is the one open project. Its methods belong to the window's
// goroutine unless they say otherwise.
type Session struct {
	file *sqlite.File
	now  func() time.Time
	post func(func())
	// panicked hears of panics; may be nil.
	panicked func(*Panic)

	ctx    context.Context // ends when the session is closed
	cancel context.CancelFunc
	write  *worker
	read   *worker
	sorts  *worker // of the table: what they read may take long

	written *Lists // as the last commit left them; the writing goroutine's own

	lists     *Lists
	index     *charts.Index
	view      charts.View
	filter    storage.Filter
	filterRun int // counts filters, so that a late search is dropped
	selection selection
	labels    labels
	status    Status
	reading   reading
	listeners []*listener
	closed    sync.Once
}

// Open opens the project in a file and reads its index. It takes time: call it
// off the window's goroutine. The file is inspected first and refused, with a
// sentence, when it is not a project that this program can trust.
func Open(ctx context.Context, path string, o Options) (*Session, error) {
	s := &Session{now: o.Now, post: o.Post, panicked: o.Panicked}
	f, err := sqlite.Open(ctx, path, sqlite.Options{
		ReadOnly: o.ReadOnly, Now: o.Now, Coder: o.Coder, BackupFolder: o.BackupFolder, Backup: s.backedUp,
	})
	if err != nil {
		return nil, err
	}
	s.file = f
	if s.now == nil {
		s.now = time.Now
	}
	if s.post == nil {
		s.post = func(fn func()) { fn() }
	}
	l, err := s.load(ctx, o.Progress)
	if err != nil {
		f.Close()
		return nil, err
	}
	s.written = l.lists
	s.take(l)
	s.view = charts.View{}.Fit(s.index)
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.write, s.read, s.sorts = newWorker(), newWorker(), newWorker()
	f.PrepareBackup()
	return s, nil
}

// loaded is what a scan of the whole file brings.
type loaded struct {
	lists      *Lists
	index      *charts.Index
	undo, redo string
}

func (s *Session) load(ctx context.Context, progress func(done, total int)) (l loaded, err error) {
	defer func() {
		if err == nil {
			settleMemory(l.index.Len())
		}
	}()
	spareMemory()
	if l.lists, err = readLists(ctx, s.file, nil, allKinds); err != nil {
		return l, err
	}
	cols, err := s.file.Columns(ctx, progress)
	if err != nil {
		return l, err
	}
	l.index = charts.NewIndex(cols, l.lists.Reference())
	l.undo, l.redo, err = s.stepNames(ctx)
	return l, err
}

func (s *Session) take(l loaded) {
	s.lists, s.index = l.lists, l.index
	s.index.SetOrder(s.lists.LaneOrder())
	s.status.Undo, s.status.Redo = l.undo, l.redo
	s.labels.clear()
	s.count()
}

func (s *Session) stepNames(ctx context.Context) (undo, redo string, err error) {
	if undo, err = s.file.UndoName(ctx); err != nil {
		return "", "", err
	}
	redo, err = s.file.RedoName(ctx)
	return undo, redo, err
}

// Close waits for every commit that was asked for, then closes the file. It
// may be called on any goroutine, more than once.
func (s *Session) Close() (err error) {
	s.closed.Do(func() {
		s.write.close()
		s.cancel()
		s.read.close()
		s.sorts.close()
		err = s.file.Close()
	})
	return err
}

// Flush waits until everything that was asked for so far has been done and
// read. It is for commands and tests, whose post is a direct call: on the
// window's goroutine it would wait for itself.
func (s *Session) Flush() {
	s.write.flush()
	s.read.flush()
	s.sorts.flush()
}

// File is the project file, for reading.
func (s *Session) File() *sqlite.File { return s.file }

// Path is where the project lies.
func (s *Session) Path() string { return s.file.Path() }

// Title is the project's title, or its file's name without the extension.
func (s *Session) Title() string {
	base := filepath.Base(s.file.Path())
	return cmp.Or(s.lists.Meta["title"], strings.TrimSuffix(base, filepath.Ext(base)))
}

// ReadOnly reports whether the project can only be looked at, and why.
func (s *Session) ReadOnly() (bool, string) { return s.file.ReadOnly() }

// Lists are the records that are kept in memory; the value never changes.
func (s *Session) Lists() *Lists { return s.lists }

// Index is what the timeline is drawn from.
func (s *Session) Index() *charts.Index { return s.index }

// View is the part of the timeline that is seen.
func (s *Session) View() charts.View { return s.view }

// SetView shows another part of the timeline.
func (s *Session) SetView(v charts.View) {
	s.view = v
	s.tell(Event{What: ViewChanged})
}

// Location is the project's time zone; UTC when it cannot be loaded.
func (s *Session) Location() *time.Location { return location(s.lists.Zone()) }

// Status is what the status line shows.
type Status struct {
	Saving     bool   // a commit is under way
	Busy       string // what long work is under way, "" none
	Undo, Redo string // names of the next steps, "" none
	Err        error  // of the last commit; nil when it was saved
	Backup     error  // why the last backup was not made; nil when it was
	Statements int
	Undated    int
}

// Status tells what the status line should show.
func (s *Session) Status() Status { return s.status }

func (s *Session) count() {
	s.status.Statements = s.index.Len()
	s.status.Undated = len(s.index.Undated())
}
