package ui

import (
	"slices"

	"saywhen/charts"
	"saywhen/storage"
)

// What one press of a key does.
const (
	zoomKey   = 1.5  // times as much time
	panKey    = 0.12 // of the plot's width
	scrollKey = 52   // logical pixels
)

func (s *shell) plot() charts.Rect { return s.time.scene().Plot }

// setView looks at another part.
func (s *shell) setView(v charts.View) {
	if s.session != nil && !v.Equal(s.session.View()) {
		s.glide.stop()
		s.trail.leave(s.session.View(), s.now())
		s.session.SetView(v)
	}
}

// zoom shows factor times as much time about the middle.
func (s *shell) zoom(factor float64) {
	p := s.plot()
	s.setView(s.session.View().ZoomAt(p, p.X+p.W/2, factor))
}

// pan moves by a share of the plot's width; more than 0 goes to earlier time.
func (s *shell) pan(share float32) {
	p := s.plot()
	s.setView(s.session.View().Pan(p, share*p.W))
}

func (s *shell) scroll(dy float32) {
	s.setView(s.session.View().Scroll(dy, s.time.scene().Content, s.plot().H))
}

func (s *shell) scrollPage(dir float32) { s.scroll(dir * s.plot().H * 0.9) }

func (s *shell) fitAll() { s.glideTo(s.goal().Fit(s.session.Index())) }

// fit brings the selected statements to the middle; when they are there, it
// shows just them; when none is selected, everything.
func (s *shell) fit() {
	x, sel := s.session.Index(), s.session.Selection()
	span, ok := spanOf(x, sel)
	if !ok {
		s.fitAll()
		return
	}
	here := s.goal()
	v := charts.RevealLane(x, here.PanTo(span.From+(span.To-span.From)/2), s.options(), speakerOf(x, last(sel)))
	if sameSpot(v, here) {
		s.fitSelection()
		return
	}
	s.glideTo(v)
}

// sameSpot tells whether two views show the same but for less than a pixel.
func sameSpot(v, w charts.View) bool {
	const pixel = 1.0 / 4000 // of a view, at most
	off := float64(v.From-w.From) + v.Frac - w.Frac
	v.From, v.Frac = w.From, w.Frac
	return max(off, -off) <= w.Width*pixel && v.Equal(w)
}

// fitSelection shows just the selected statements that have a date.
func (s *shell) fitSelection() {
	span, ok := spanOf(s.session.Index(), s.session.Selection())
	if !ok {
		return
	}
	margin := max((span.To-span.From)/8, 2*86400)
	v := s.goal().WithSpan(charts.Span{From: span.From - margin, To: span.To + margin})
	s.glideTo(charts.Reveal(s.session.Index(), v, s.options(), last(s.session.Selection())))
}

// spanOf is the time from the first to the last of some statements; false when
// none of them has a date.
func spanOf(x *charts.Index, ids []storage.ID) (span charts.Span, ok bool) {
	for _, id := range ids {
		t, dated := x.Anchor(id)
		switch {
		case !dated:
			continue
		case !ok:
			span, ok = charts.Span{From: t, To: t}, true
		default:
			span.From, span.To = min(span.From, t), max(span.To, t)
		}
	}
	return span, ok
}

func last(ids []storage.ID) storage.ID { return ids[len(ids)-1] }

// goToEnd brings the first (dir < 0) or last statement into view.
func (s *shell) goToEnd(dir int) {
	x := s.session.Index()
	if x.Shown() == 0 {
		return
	}
	span := x.Span()
	v := s.goal()
	margin := int64(v.Width / 20)
	w := int64(v.Width)
	from := span.From - margin
	if dir > 0 {
		from = span.To + margin - w
	}
	s.glideTo(v.WithSpan(charts.Span{From: from, To: from + w}))
}

// step selects the next statement in the lane of the selected one; with
// nothing selected, the first one that is seen.
func (s *shell) step(dir int) {
	x := s.session.Index()
	sel := s.session.Selection()
	if len(sel) == 0 {
		if ids := s.time.scene().StatementsIn(s.plot()); len(ids) > 0 {
			s.reveal(earliest(x, ids))
		}
		return
	}
	id := last(sel)
	if next, ok := x.Neighbour(speakerOf(x, id), id, dir); ok {
		s.reveal(next)
	}
}

func earliest(x *charts.Index, ids []storage.ID) storage.ID {
	return slices.MinFunc(ids, func(a, b storage.ID) int {
		ta, _ := x.Anchor(a)
		tb, _ := x.Anchor(b)
		switch {
		case ta < tb:
			return -1
		case ta > tb:
			return 1
		}
		return 0
	})
}

// speakerOf is who made a statement, or 0.
func speakerOf(x *charts.Index, id storage.ID) storage.ID {
	if r, ok := x.RowOf(id); ok {
		return r.Speaker()
	}
	return 0
}

// reveal selects a statement and moves just enough that it is seen.
func (s *shell) reveal(id storage.ID) {
	s.session.Select(id)
	if _, dated := s.session.Index().Anchor(id); dated {
		s.setView(charts.Reveal(s.session.Index(), s.session.View(), s.options(), id))
	}
}

func (s *shell) expandAll() { s.setView(s.clampScroll(s.session.View().WithCollapsed())) }

func (s *shell) collapseAll() {
	var parents []storage.ID
	for _, a := range s.session.Lists().Actors {
		if a.Parent != 0 {
			parents = append(parents, a.Parent)
		}
	}
	s.setView(s.clampScroll(s.session.View().WithCollapsed(parents...)))
}

// clampScroll keeps the lanes from being scrolled past their end.
func (s *shell) clampScroll(v charts.View) charts.View {
	o := s.options()
	content := charts.LayoutHeight(s.session.Index(), v, o) - s.plot().Y
	return v.ScrollTo(v.ScrollY, content, s.plot().H)
}

func (s *shell) toggleLane(actor storage.ID) {
	s.setView(s.clampScroll(s.session.View().Toggle(actor)))
}

func (s *shell) setOrder(o charts.LaneOrder) {
	s.session.SetLaneOrder(o, s.failed)
}

// redraw draws the pictures anew after a switch.
func (s *shell) redraw() {
	s.refreshPictures()
	s.refreshState()
}

func (s *shell) toggleInspector() {
	on := !s.settings.inspector()
	s.settings.setInspector(on)
	s.showSide(on)
	s.refreshState()
}
