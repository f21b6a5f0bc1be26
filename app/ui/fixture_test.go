package ui

import (
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/adrg/xdg"

	"saywhen/app"
	"saywhen/storage"
)

// fixture is a whole shell in a window that is not on any screen. What other
// goroutines post waits in a queue until the test turns it, so that the test's
// goroutine is the window's.
type fixture struct {
	*shell
	t     *testing.T
	posts chan func()
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_STATE_HOME", filepath.Join(home, "state"))
	t.Setenv("XDG_DOCUMENTS_DIR", home)
	xdg.Reload()
	return addFixture(t, test.NewTempApp(t))
}

// newFixtureIn is a second window of the same program.
func newFixtureIn(t *testing.T, f *fixture) *fixture {
	t.Helper()
	return addFixture(t, f.app)
}

func addFixture(t *testing.T, a fyne.App) *fixture {
	t.Helper()
	f := &fixture{t: t, posts: make(chan func(), 10_000)}
	f.shell = newShell(a, test.NewTempWindow(t, nil), shellOptions{
		version: "test", post: func(fn func()) { f.posts <- fn }, now: time.Now, reports: reportsIn("test", time.Now), still: true,
	})
	f.win.Resize(fyne.NewSize(1200, 800))
	t.Cleanup(func() {
		f.shutDown()
		xdg.Reload()
	})
	return f
}

// newSampleFixture has the sample open, as at the first start.
func newSampleFixture(t *testing.T) *fixture {
	t.Helper()
	f := newFixture(t)
	f.start("")
	f.until("the sample", func() bool { return f.session != nil })
	f.frame()
	f.settle()
	return f
}

// until turns the queue until something is so.
func (f *fixture) until(what string, so func() bool) {
	f.t.Helper()
	end := time.After(30 * time.Second)
	for !so() {
		select {
		case fn := <-f.posts:
			fn()
		case <-end:
			f.t.Fatalf("waiting for %s", what)
		}
	}
}

// turn takes one result in, if one comes soon.
func (f *fixture) turn() {
	select {
	case fn := <-f.posts:
		fn()
	case <-time.After(50 * time.Millisecond):
	}
}

// settle waits for every commit and read, and takes their results in.
func (f *fixture) settle() {
	f.t.Helper()
	for range 4 { // a result may ask for the next
		if f.session != nil {
			f.session.Flush()
		}
		for len(f.posts) > 0 {
			(<-f.posts)()
		}
	}
}

// frame draws the timeline and the overview as the window library would.
func (f *fixture) frame() {
	size := f.time.raster.Size()
	f.time.generate(int(size.Width), int(size.Height))
	size = f.over.raster.Size()
	f.over.generate(int(size.Width), int(size.Height))
}

// statement gives the id of the statement that begins with a label.
func (f *fixture) statement(speaker string) storage.ID {
	f.t.Helper()
	cols := f.session.Index().Columns()
	for i, id := range cols.ID {
		if f.session.Lists().ActorName(cols.Speaker[i]) == speaker {
			return id
		}
	}
	f.t.Fatalf("nobody called %s says anything", speaker)
	return 0
}

func (f *fixture) actor(name string) storage.ID {
	f.t.Helper()
	id, ok := f.session.Lists().Known(app.ActorNames, name)
	if !ok {
		f.t.Fatalf("there is no actor called %s", name)
	}
	return id
}

// point is the middle of a statement's mark.
func (f *fixture) point(id storage.ID) fyne.Position {
	f.t.Helper()
	r, ok := f.time.scene().MarkRect(id)
	if !ok {
		f.t.Fatalf("statement %d is not seen", id)
	}
	return fyne.NewPos(r.X+r.W/2, r.Y+r.H/2)
}
