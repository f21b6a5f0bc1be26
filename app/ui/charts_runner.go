package ui

import (
	"context"
	"time"

	"saywhen/app"
)

// chartDelay is how long choices must rest before a chart is drawn.
const chartDelay = 150 * time.Millisecond

// chartRunner draws charts one after the other off the window's goroutine. What
// is asked for takes the place of what was asked before: that is cancelled, and
// if it comes all the same it is dropped. Its methods, and the functions that
// it is given but for draw, belong to the window's goroutine.
type chartRunner struct {
	post func(func()) // runs a function on the window's goroutine
	// after runs a function once some time has passed, on any goroutine; what it
	// returns stops that.
	after func(time.Duration, func()) (stop func())
	draw  func(context.Context, chartAsk) (*drawnChart, error)
	ready func(*drawnChart, error)
	slow  func(bool) // drawing takes more than 300 ms; it ended
	// panicked, when given, hears of a mistake in drawing, on any goroutine.
	panicked func(*app.Panic)

	run    int // counts what was asked
	cancel context.CancelFunc
	stops  []func() // of timers
	isSlow bool
}

func newChartRunner(post func(func())) *chartRunner {
	return &chartRunner{post: post, draw: drawChart, after: func(d time.Duration, f func()) func() {
		t := time.AfterFunc(d, f)
		return func() { t.Stop() }
	}}
}

// ask draws a chart soon.
func (r *chartRunner) ask(a chartAsk) {
	r.stop()
	r.later(chartDelay, func() { r.start(a) })
}

// stop forgets what was asked for.
func (r *chartRunner) stop() {
	r.run++
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
	}
	r.quiet()
}

// quiet stops the timers and takes the progress away.
func (r *chartRunner) quiet() {
	for _, stop := range r.stops {
		stop()
	}
	r.stops = r.stops[:0]
	if r.isSlow {
		r.isSlow = false
		r.slow(false)
	}
}

// later runs f on the window's goroutine unless something else is asked first.
func (r *chartRunner) later(d time.Duration, f func()) {
	r.stops = append(r.stops, r.after(d, r.posted(f)))
}

// posted is f, to be called on any goroutine: it is run on the window's if
// nothing else has been asked meanwhile.
func (r *chartRunner) posted(f func()) func() {
	run := r.run
	return func() {
		r.post(func() {
			if run == r.run {
				f()
			}
		})
	}
}

func (r *chartRunner) start(a chartAsk) {
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel = cancel
	r.later(progressDelay, func() {
		r.isSlow = true
		r.slow(true)
	})
	var drawn *drawnChart
	var err error
	done := r.posted(func() {
		r.stop()
		r.ready(drawn, err)
	})
	go func() {
		defer cancel()
		err = app.Guard(func() (err error) { drawn, err = r.draw(ctx, a); return err }, r.panicked)
		done()
	}()
}
