package ui

import (
	"testing"
	"time"

	"saywhen/charts"
)

func TestTrailGoesBackAndForward(t *testing.T) {
	view := func(days int64) charts.View { return charts.View{}.WithSpan(charts.Span{From: 0, To: days * 86400}) }
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var tr trail
	here := view(1)
	move := func(days int64, after time.Duration) {
		at = at.Add(after)
		tr.leave(here, at)
		here = view(days)
	}
	move(2, time.Second)
	move(3, 50*time.Millisecond) // one turn of the wheel with the move before
	move(4, 2*time.Second)
	for _, c := range []struct {
		forward bool
		days    int64
		ok      bool
	}{{false, 3, true}, {false, 1, true}, {false, 1, false}, {true, 3, true}, {true, 4, true}, {true, 4, false}, {false, 3, true}} {
		v, ok := tr.step(here, c.forward)
		if ok != c.ok || !v.Equal(view(c.days)) {
			t.Fatalf("%+v: %v s, %v", c, v.Width, ok)
		}
		here = v
	}
	move(9, time.Second)
	if _, ok := tr.step(here, true); ok {
		t.Error("after a new move there is still a way forward")
	}
	for n := range int64(3 * maxTrail) {
		move(n+10, time.Second)
	}
	if len(tr.back) > maxTrail {
		t.Errorf("%d views are kept", len(tr.back))
	}
}

func TestBackInTheWindow(t *testing.T) {
	f := newSampleFixture(t)
	before := f.session.View()
	f.zoom(0.5)
	f.settle()
	f.acts.do("view.back")
	f.settle()
	if !f.session.View().Equal(before) {
		t.Error("back does not show the view before")
	}
	f.acts.do("view.forward")
	f.settle()
	if f.session.View().Equal(before) {
		t.Error("forward shows it too")
	}
}
