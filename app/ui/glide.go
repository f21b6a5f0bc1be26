package ui

import (
	"math"
	"time"

	"saywhen/charts"
)

// Jumps that one has asked for by one key (fitting, the ends of time) glide, so
// that the eye keeps its place. A glide takes less than a fifth of a second; any
// other move ends it where it is, and with reduced motion there is none.

const (
	glideTime  = 180 * time.Millisecond
	glideFrame = 16 * time.Millisecond
)

// glide is the movement that is under way.
type glide struct {
	serial int // grows with every move; a glide of an older one is over
	on     bool
	goal   charts.View
}

// stop ends the movement where it is.
func (g *glide) stop() { g.serial, g.on = g.serial+1, false }

// goal is the view that is seen once nothing moves any more.
func (s *shell) goal() charts.View {
	if s.glide.on {
		return s.glide.goal
	}
	return s.session.View()
}

// glideTo shows another view at the end of a short movement.
func (s *shell) glideTo(v charts.View) {
	from, session := s.session.View(), s.session
	if s.still || s.settings.reducedMotion() || v.Equal(from) {
		s.setView(v)
		return
	}
	s.trail.moved = time.Time{} // a jump is a step of its own
	s.trail.leave(from, s.now())
	s.glide.stop()
	s.glide.on, s.glide.goal = true, v
	serial, begun := s.glide.serial, s.now()
	var step func()
	step = func() {
		if serial != s.glide.serial || s.session != session {
			return
		}
		share := float64(s.now().Sub(begun)) / float64(glideTime)
		if share >= 1 {
			s.glide.stop()
			session.SetView(v)
			s.trace.step("glided", "width", v.Width)
			return
		}
		session.SetView(from.Towards(v, slowAtEnds(share)))
		time.AfterFunc(glideFrame, func() { s.post(step) })
	}
	time.AfterFunc(glideFrame, func() { s.post(step) })
}

// slowAtEnds bends an even movement so that it begins and ends gently.
func slowAtEnds(share float64) float64 { return (1 - math.Cos(share*math.Pi)) / 2 }
