package app

import (
	"context"
	"errors"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// ErrClosed answers what is asked of a session that has been closed.
var ErrClosed = errors.New("the project has been closed; open it again to go on")

// Do runs fn in one transaction and makes it one step of undo with the name
// that the menu shows. It returns at once; the transaction waits its turn on
// the writing goroutine. When it is committed the index takes it in, listeners
// hear of it, and done is called with nil; when it failed nothing has changed
// and done gets the reason. done may be nil.
func (s *Session) Do(name string, fn func(*sqlite.Tx) error, done func(error)) {
	s.commit(func(ctx context.Context) (storage.Change, error) { return s.file.Do(ctx, name, fn) }, done)
}

// Undo takes the last step back. A step may have touched very many rows: ending
// ctx stops it, and then nothing has changed.
func (s *Session) Undo(ctx context.Context, done func(error)) {
	s.travel(ctx, "Undoing …", s.file.Undo, done)
}

// Redo does the step again that was taken back last; see Undo.
func (s *Session) Redo(ctx context.Context, done func(error)) {
	s.travel(ctx, "Redoing …", s.file.Redo, done)
}

func (s *Session) travel(ctx context.Context, busy string, way func(context.Context) (storage.Change, error), done func(error)) {
	s.Bulk(busy, func(open context.Context, _ *sqlite.File) (storage.Change, error) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(open, cancel)()
		return way(ctx)
	}, done)
}

// Bulk is Do for work that may touch very many rows, such as an import: fn is
// given the session's context, which ends when the session is closed, and runs
// the transaction itself. busy is what the status line says meanwhile.
func (s *Session) Bulk(busy string, fn func(context.Context, *sqlite.File) (storage.Change, error), done func(error)) {
	s.status.Busy = busy
	s.commit(func(ctx context.Context) (storage.Change, error) { return fn(ctx, s.file) }, func(err error) {
		s.status.Busy = ""
		s.tell(Event{What: StateChanged})
		call(done, err)
	})
}

// commit is the one way of every change: transaction, then what the index
// needs of it, then over to the window's goroutine.
func (s *Session) commit(run func(context.Context) (storage.Change, error), done func(error)) {
	s.status.Saving = true
	s.tell(Event{What: StateChanged})
	queued := s.write.add(func() {
		var c storage.Change
		err := s.guard(func() (err error) { c, err = run(s.ctx); return err })
		d := delta{change: c, err: err}
		if err := s.guard(func() error { d = s.delta(c, err); return nil }); err != nil {
			d.readErr = err
		}
		s.post(func() { s.committed(d, done) })
	})
	if !queued {
		s.status.Saving = false
		call(done, ErrClosed)
	}
}

// delta is a committed change with all that is needed to show it. It is made
// on the writing goroutine.
type delta struct {
	change     storage.Change
	err        error // of the commit
	readErr    error // of reading it back; the commit stands
	whole      *loaded
	lists      *Lists
	columns    *storage.Columns
	removed    []storage.ID
	undo, redo string
}

func (s *Session) delta(c storage.Change, err error) (d delta) {
	d = delta{change: c, err: err}
	if err != nil {
		d.undo, d.redo, d.readErr = s.stepNames(s.ctx)
		return d
	}
	if c.Reset {
		l, err := s.load(s.ctx, nil)
		if err == nil {
			s.written = l.lists
		}
		d.whole, d.readErr = &l, err
		return d
	}
	d.readErr = s.readDelta(&d)
	return d
}

func (s *Session) readDelta(d *delta) (err error) {
	kinds := touchedKinds(d.change) &^ (1 << storage.StatementRecord)
	if kinds != 0 {
		if d.lists, err = readLists(s.ctx, s.file, s.written, kinds); err != nil {
			return err
		}
		s.written = d.lists
	}
	if ids := d.change.Touched[storage.StatementRecord]; len(ids) > 0 {
		if d.columns, err = s.file.ColumnsOf(s.ctx, ids); err != nil {
			return err
		}
		d.removed = missing(ids, d.columns.ID)
	}
	d.undo, d.redo, err = s.stepNames(s.ctx)
	return err
}

// missing gives the ids that are not in have; both ascend.
func missing(ids, have []storage.ID) (out []storage.ID) {
	for _, id := range ids {
		for len(have) > 0 && have[0] < id {
			have = have[1:]
		}
		if len(have) == 0 || have[0] != id {
			out = append(out, id)
		}
	}
	return out
}

func (s *Session) committed(d delta, done func(error)) {
	s.status.Saving, s.status.Err = false, d.err
	if errors.Is(d.err, context.Canceled) {
		s.status.Err = nil // who stopped it knows
	}
	if d.err == nil && d.readErr == nil {
		what := DataChanged | StateChanged
		if s.applyInSight(d) {
			what |= ViewChanged
		}
		s.tell(Event{What: what, Change: d.change})
		call(done, nil)
		return
	}
	if d.err == nil { // saved, but the picture could not follow
		s.status.Err = d.readErr
	}
	s.tell(Event{What: StateChanged})
	call(done, d.err)
}

// applyInSight applies a change. A view that showed all dates goes on showing
// all of them: the first statements of a project are entered before anyone has
// looked for them. It reports whether the view changed.
func (s *Session) applyInSight(d delta) bool {
	was := s.index.Span()
	fitted := s.view.Fit(s.index)
	s.apply(d)
	if s.index.Span() == was || fitted.From != s.view.From || fitted.Frac != s.view.Frac || fitted.Width != s.view.Width {
		return false
	}
	scroll := s.view.ScrollY
	s.view = s.view.Fit(s.index)
	s.view.ScrollY = scroll
	return true
}

func (s *Session) apply(d delta) {
	if d.whole != nil {
		s.take(*d.whole)
	} else {
		s.applyDelta(d)
	}
	s.selection.keep(s.has)
	s.refilter()
}

func (s *Session) applyDelta(d delta) {
	var ref *charts.Reference
	if d.lists != nil {
		s.lists = d.lists
		if touchedKinds(d.change)&referenceKinds != 0 {
			r := s.lists.Reference()
			ref = &r
		}
		if touchedKinds(d.change).has(storage.MetaRecord) {
			s.index.SetOrder(s.lists.LaneOrder())
		}
	}
	if ref != nil || d.columns != nil {
		s.index.Update(d.columns, d.removed, ref)
	}
	s.labels.forget(d.change.Touched[storage.StatementRecord])
	s.status.Undo, s.status.Redo = d.undo, d.redo
	s.count()
}

// Reload reads the whole file anew, after another program changed it.
func (s *Session) Reload(done func(error)) {
	s.commit(func(ctx context.Context) (storage.Change, error) {
		return storage.Change{Name: "Reload", Reset: true}, s.file.Refresh(ctx)
	}, done)
}

// Read runs fn on the reading goroutine and then done on the window's.
func (s *Session) Read(fn func(context.Context, *sqlite.File) error, done func(error)) {
	queued := s.read.add(func() {
		err := s.guard(func() error { return fn(s.ctx, s.file) })
		s.post(func() { call(done, err) })
	})
	if !queued {
		call(done, ErrClosed)
	}
}

func call(done func(error), err error) {
	if done != nil {
		done(err)
	}
}
