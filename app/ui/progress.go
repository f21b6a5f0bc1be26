package ui

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
)

const (
	// progressDelay is how long work may take before the person is told that it
	// goes on.
	progressDelay = 300 * time.Millisecond
	// progressPace is the time between two pictures of how far it is: each costs
	// the work some of the processor where the window is drawn without a graphics
	// card.
	progressPace = 200 * time.Millisecond
)

// job is the one way to another goroutine and back: work runs there, done runs
// on the window's goroutine afterwards.
func (s *shell) job(work func() error, done func(error)) {
	go func() {
		err := app.Guard(work, s.mistaken)
		s.post(func() { done(err) })
	}()
}

// report tells how much of how much is done; total 0 is "unknown". It is
// called by one goroutine at a time, as often as that likes.
type report func(done, total int)

// long is job for work that may take its time; see begin.
func (s *shell) long(title string, work func(context.Context, report) error, done func(error)) {
	run := s.begin(title)
	s.job(func() error { return work(run.ctx, run.tell) }, func(err error) { done(run.end(err)) })
}

// longRun is work under way: after 300 ms a box shows how far it is, with a
// button that ends ctx.
type longRun struct {
	ctx    context.Context
	cancel func()
	tell   report
	timer  *time.Timer
	box    *progressBox
}

func (s *shell) begin(title string) *longRun {
	ctx, cancel := context.WithCancel(context.Background())
	run := &longRun{ctx: ctx, cancel: cancel, box: &progressBox{title: title, cancel: cancel}}
	run.timer = time.AfterFunc(progressDelay, func() {
		s.post(func() {
			run.box.show(s.modals)
			run.tick(s.post)
		})
	})
	var last time.Time
	run.tell = func(n, total int) {
		if now := time.Now(); now.Sub(last) > progressPace {
			last = now
			s.post(func() { run.box.set(n, total) })
		}
	}
	return run
}

// tick counts seconds in the box. Nothing moves in between: a bar that runs to
// and fro would take the processor from the work where there is no graphics card.
func (r *longRun) tick(post func(func())) {
	if r.box.over {
		return
	}
	r.timer = time.AfterFunc(time.Second, func() {
		post(func() {
			r.box.second()
			r.tick(post)
		})
	})
}

// end takes the box away; the error that comes back is context.Canceled when
// the person ended the work.
func (r *longRun) end(err error) error {
	r.timer.Stop()
	r.box.finish()
	if r.ctx.Err() != nil && err != nil {
		err = errors.Join(context.Canceled, err)
	}
	r.cancel()
	return err
}

// progressBox is the box of long.
type progressBox struct {
	title    string
	cancel   func()
	over     bool
	stopping bool // Cancel was pressed
	modal    *modal
	bar      *widget.ProgressBar
	text     *widget.Label
	n, total int
	seconds  int
	unit     string // of n and total: " kB", or "" for a number of things
}

func (b *progressBox) show(m *modals) {
	if b.over {
		return
	}
	b.bar, b.text = widget.NewProgressBar(), widget.NewLabel("This takes a moment.")
	b.bar.Hide() // until it is known how much there is to do
	stop := newButton("Cancel", func() {
		b.stopping = true
		b.text.SetText("Stopping …")
		b.cancel()
	})
	b.modal = m.show(dialogSpec{
		name: "progress", title: b.title, locked: true, size: fyne.NewSize(420, 150),
		body:    container.NewVBox(b.bar, b.text),
		buttons: []fyne.CanvasObject{stop},
	})
	b.set(b.n, b.total)
}

func (b *progressBox) set(n, total int) {
	b.n, b.total = n, total
	if b.modal == nil || b.over || b.stopping || total <= 0 {
		return
	}
	b.bar.Show()
	b.bar.SetValue(float64(n) / float64(total))
	b.text.SetText(thousands(n) + " of " + thousands(total) + b.unit)
}

// second tells how long it has taken, where it is not known how long it will.
func (b *progressBox) second() {
	b.seconds++
	if b.modal != nil && !b.over && !b.stopping && b.total <= 0 {
		b.text.SetText(count(b.seconds, "second") + " so far")
	}
}

func (b *progressBox) finish() {
	b.over = true
	if b.modal != nil {
		b.modal.close()
	}
}

// thousands writes a number with commas between groups of three digits.
func thousands(n int) string {
	if n < 0 {
		return "-" + thousands(-n)
	}
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// count is "1 statement", "15 statements".
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + one + "s"
}
