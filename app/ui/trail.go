package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"saywhen/charts"
)

// trail remembers the views that one has looked at, so that one can go back.
// Moves that follow each other closely, as in a drag or a turn of the wheel,
// are one step.
type trail struct {
	back, forward []charts.View
	moved         time.Time // when the view last changed
}

// The limits of the trail.
const (
	maxTrail  = 100
	trailRest = 700 * time.Millisecond // of stillness end a step
)

// leave notes that a view is left for another one.
func (t *trail) leave(v charts.View, now time.Time) {
	if now.Sub(t.moved) > trailRest || len(t.back) == 0 {
		t.back = append(t.back, v)
		t.back = t.back[max(0, len(t.back)-maxTrail):]
	}
	t.forward = nil
	t.moved = now
}

// step gives the view before (or, forward, after) the one that is seen; false
// when there is none.
func (t *trail) step(here charts.View, forward bool) (charts.View, bool) {
	from, to := &t.back, &t.forward
	if forward {
		from, to = to, from
	}
	for n := len(*from); n > 0; n = len(*from) {
		v := (*from)[n-1]
		*from = (*from)[:n-1]
		if !v.Equal(here) {
			*to = append(*to, here)
			t.moved = time.Time{}
			return v, true
		}
	}
	return here, false
}

// clear forgets the views of another project.
func (t *trail) clear() { *t = trail{} }

// goBack shows the view before, or the one that was gone back from.
func (s *shell) goBack(forward bool) {
	v, ok := s.trail.step(s.session.View(), forward)
	if !ok {
		s.toasts.say("There is no other view to go to.")
		return
	}
	s.glide.stop()
	s.session.SetView(v)
	s.trace.step("view_back", "forward", forward)
}

// trailRows are the actions of the trail.
func (s *shell) trailRows() []*action {
	alt := func(k fyne.KeyName) []keystroke { return []keystroke{{mod: fyne.KeyModifierAlt, key: k}} }
	return []*action{
		{
			id: "view.back", title: "Back to the view before", menu: viewMenu, keys: alt(fyne.KeyLeft),
			enabled: func() bool { return s.onTimeline() && len(s.trail.back) > 0 }, run: func() { s.goBack(false) },
		},
		{
			id: "view.forward", title: "Forward again", menu: viewMenu, keys: alt(fyne.KeyRight),
			enabled: func() bool { return s.onTimeline() && len(s.trail.forward) > 0 }, run: func() { s.goBack(true) },
		},
	}
}
