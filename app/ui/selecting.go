package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"saywhen/charts"
	"saywhen/storage"
)

// Selecting what belongs together: everything in a lane, on a claim, by a coder,
// from a source. Only what passes the filter is selected: what one does not see
// is not changed by mistake.

// selectWhere selects the statements that fit.
func (s *shell) selectWhere(what string, fits func(charts.Row) bool) {
	var ids []storage.ID
	s.session.Index().EachShown(func(r charts.Row) {
		if fits(r) {
			ids = append(ids, r.ID())
		}
	})
	s.session.SelectMany(ids, charts.NewSet(ids...))
	s.toasts.say(count(len(ids), "statement") + " selected: " + what + ".")
}

// selectLane selects what stands in an actor's lane and in those below it.
func (s *shell) selectLane(actor storage.ID) {
	actors := s.session.Lists().Actors
	in := map[storage.ID]bool{actor: true}
	for grown := true; grown; {
		grown = false
		for _, a := range actors {
			if in[a.Parent] && a.Parent != 0 && !in[a.ID] {
				in[a.ID], grown = true, true
			}
		}
	}
	s.selectWhere("all in the lane of "+shorten(s.laneName(actor), 40), func(r charts.Row) bool { return in[r.Speaker()] })
}

func (s *shell) selectClaim(id storage.ID) {
	claim, _ := s.session.Lists().Claim(id)
	s.selectWhere("all on “"+shorten(claim.Text, 50)+"”", func(r charts.Row) bool {
		claims, _ := r.Positions()
		return slices.Contains(claims, id)
	})
}

func (s *shell) selectSource(id storage.ID) {
	d, _ := s.session.Lists().Document(id)
	s.selectWhere("all from “"+shorten(d.Title, 50)+"”", func(r charts.Row) bool { return r.Document() == id })
}

func (s *shell) selectCoder(id storage.ID) {
	s.selectWhere("all by "+s.coderName(id), func(r charts.Row) bool { return r.Coder() == id })
}

func (s *shell) coderName(id storage.ID) string {
	for _, c := range s.session.Lists().Coders {
		if c.ID == id {
			return shorten(c.Name, 40)
		}
	}
	return "nobody"
}

// alike is what a statement shares with others.
type alike struct {
	speaker, document, coder storage.ID
	claims                   []storage.ID
}

// alikeOf reads it of a statement; false when there is none.
func alikeOf(x *charts.Index, id storage.ID) (a alike, ok bool) {
	r, ok := x.RowOf(id)
	if !ok {
		return a, false
	}
	a = alike{speaker: r.Speaker(), document: r.Document(), coder: r.Coder()}
	a.claims, _ = r.Positions()
	return a, true
}

// alikeMenu offers to select what a statement belongs with.
func (s *shell) alikeMenu(id storage.ID) *fyne.MenuItem {
	m := fyne.NewMenuItem("Select", nil)
	m.ChildMenu = fyne.NewMenu("")
	a, ok := alikeOf(s.session.Index(), id)
	if !ok {
		m.Disabled = true
		return m
	}
	add := func(label string, do func()) {
		m.ChildMenu.Items = append(m.ChildMenu.Items, fyne.NewMenuItem(label, do))
	}
	l := s.session.Lists()
	add("All in the lane of "+shorten(l.ActorName(a.speaker), 40), func() { s.selectLane(a.speaker) })
	for _, c := range a.claims {
		add("All on “"+shorten(claimName(l)(c), 50)+"”", func() { s.selectClaim(c) })
	}
	if a.document != 0 {
		add("All from “"+shorten(documentName(l)(a.document), 50)+"”", func() { s.selectSource(a.document) })
	}
	if a.coder != 0 {
		add("All by "+s.coderName(a.coder), func() { s.selectCoder(a.coder) })
	}
	return m
}

// selectingRows are the actions that select what the selected statement belongs
// with.
func (s *shell) selectingRows() []*action {
	of := func(can func(alike) bool, do func(alike)) (enabled func() bool, run func()) {
		this := func() (alike, bool) {
			if !s.selected() {
				return alike{}, false
			}
			return alikeOf(s.session.Index(), last(s.session.Selection()))
		}
		enabled = func() bool { a, ok := this(); return ok && can(a) }
		run = func() { a, _ := this(); do(a) }
		return enabled, run
	}
	row := func(id, title string, can func(alike) bool, do func(alike)) *action {
		a := &action{id: id, title: title, menu: editMenu, sub: "Select", group: 2, why: s.whyNothingAlike}
		a.enabled, a.run = of(can, do)
		return a
	}
	return []*action{
		{id: "select.lane", title: "All in the lane", menu: editMenu, sub: "Select", group: 2, enabled: func() bool { return s.currentLane() != 0 }, why: s.whyNothingAlike, run: func() { s.selectLane(s.currentLane()) }},
		row("select.claim", "All on the same claim", func(a alike) bool { return len(a.claims) > 0 }, func(a alike) { s.selectClaim(a.claims[0]) }),
		row("select.source", "All from the same source", func(a alike) bool { return a.document != 0 }, func(a alike) { s.selectSource(a.document) }),
		row("select.coder", "All by the same coder", func(a alike) bool { return a.coder != 0 }, func(a alike) { s.selectCoder(a.coder) }),
	}
}

func (s *shell) whyNothingAlike() string {
	if !s.selected() {
		return "Select a statement first."
	}
	return "The selected statement has none."
}
