package ui

import (
	"context"
	"errors"
	"testing"
	"time"
)

// bench is a chartRunner whose clock is turned by hand and whose drawings end
// when the test says so.
type bench struct {
	*chartRunner
	t       *testing.T
	posts   chan func()
	timers  []*handTimer
	started chan *handDrawing
	shown   []string
	failed  []error
	slows   []bool
}

type handTimer struct {
	after   time.Duration
	f       func()
	stopped bool
}

// handDrawing is a drawing under way.
type handDrawing struct {
	ctx  context.Context
	ask  chartAsk
	done chan error
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, posts: make(chan func(), 100), started: make(chan *handDrawing, 10)}
	b.chartRunner = newChartRunner(func(f func()) { b.posts <- f })
	b.after = func(d time.Duration, f func()) func() {
		timer := &handTimer{after: d, f: f}
		b.timers = append(b.timers, timer)
		return func() { timer.stopped = true }
	}
	b.draw = func(ctx context.Context, a chartAsk) (*drawnChart, error) {
		d := &handDrawing{ctx, a, make(chan error)}
		b.started <- d
		if err := <-d.done; err != nil {
			return nil, err
		}
		return &drawnChart{ask: a}, nil
	}
	b.ready = func(d *drawnChart, err error) {
		if err != nil {
			b.failed = append(b.failed, err)
			return
		}
		b.shown = append(b.shown, d.ask.kind)
	}
	b.slow = func(on bool) { b.slows = append(b.slows, on) }
	return b
}

// elapse fires every timer of that length, those that were stopped too late
// included.
func (b *bench) elapse(d time.Duration, late bool) {
	timers := b.timers
	b.timers = nil
	for _, timer := range timers {
		switch {
		case timer.after != d:
			b.timers = append(b.timers, timer)
		case late || !timer.stopped:
			timer.f()
		}
	}
	b.turn()
}

func (b *bench) turn() {
	for len(b.posts) > 0 {
		(<-b.posts)()
	}
}

// drawing waits for the drawing that has begun.
func (b *bench) drawing() *handDrawing {
	b.t.Helper()
	select {
	case d := <-b.started:
		return d
	case <-time.After(10 * time.Second):
		b.t.Fatal("nothing is drawn")
		return nil
	}
}

// end lets a drawing end and takes its result in.
func (b *bench) end(d *handDrawing, err error) {
	d.done <- err
	(<-b.posts)()
	b.turn()
}

func TestChartRunnerWaitsUntilChoicesRest(t *testing.T) {
	b := newBench(t)
	for _, kind := range []string{"a", "b", "c"} {
		b.ask(chartAsk{kind: kind})
	}
	if len(b.started) > 0 {
		t.Fatal("drawing began at once")
	}
	b.elapse(chartDelay, true) // even if the timers of a and b were too quick to be stopped
	d := b.drawing()
	if d.ask.kind != "c" || len(b.started) > 0 {
		t.Fatalf("%q is drawn and %d others, want only the last", d.ask.kind, len(b.started))
	}
	b.end(d, nil)
	if len(b.shown) != 1 || b.shown[0] != "c" {
		t.Errorf("shown: %v", b.shown)
	}
}

func TestChartRunnerCancelsAndDropsWhatIsStale(t *testing.T) {
	b := newBench(t)
	b.ask(chartAsk{kind: "old"})
	b.elapse(chartDelay, false)
	old := b.drawing()
	b.ask(chartAsk{kind: "new"})
	if old.ctx.Err() == nil {
		t.Error("the old drawing was not cancelled when another was asked for")
	}
	b.elapse(chartDelay, false)
	fresh := b.drawing()
	b.end(fresh, nil)
	b.end(old, nil) // it came all the same, and late
	if len(b.shown) != 1 || b.shown[0] != "new" {
		t.Errorf("shown: %v", b.shown)
	}
}

func TestChartRunnerStops(t *testing.T) {
	b := newBench(t)
	b.ask(chartAsk{kind: "a"})
	b.stop()
	b.elapse(chartDelay, true)
	if len(b.started) > 0 {
		t.Error("what was stopped before it began is drawn")
	}
	b.ask(chartAsk{kind: "b"})
	b.elapse(chartDelay, false)
	d := b.drawing()
	b.stop()
	b.end(d, d.ctx.Err())
	if len(b.shown)+len(b.failed) > 0 {
		t.Errorf("what was stopped came: %v, %v", b.shown, b.failed)
	}
}

func TestChartRunnerSaysThatItIsSlow(t *testing.T) {
	b := newBench(t)
	b.ask(chartAsk{kind: "a"})
	b.elapse(chartDelay, false)
	d := b.drawing()
	b.elapse(progressDelay, false)
	if len(b.slows) != 1 || !b.slows[0] {
		t.Fatalf("after 300 ms: %v", b.slows)
	}
	b.end(d, errors.New("too many marks"))
	if len(b.slows) != 2 || b.slows[1] || len(b.failed) != 1 {
		t.Errorf("at the end: slow %v, failed %v", b.slows, b.failed)
	}
}

func TestChartRunnerIsNotSlowOnceDone(t *testing.T) {
	b := newBench(t)
	b.ask(chartAsk{kind: "a"})
	b.elapse(chartDelay, false)
	b.end(b.drawing(), nil)
	b.elapse(progressDelay, true) // its timer fired just before it was stopped
	if len(b.slows) > 0 {
		t.Errorf("progress is shown for a chart that is there: %v", b.slows)
	}
}
