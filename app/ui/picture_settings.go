package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"saywhen/charts"
	"saywhen/storage/edtf"
)

// What the picture shows besides statements and arcs, and in which zone its
// labels are. These are the user's choices; nothing of them is stored with a
// date.

func (s settings) contradictions() bool      { return s.p.Bool("contradictions") }
func (s settings) setContradictions(on bool) { s.p.SetBool("contradictions", on) }
func (s settings) today() bool               { return s.p.BoolWithFallback("today", true) }
func (s settings) setToday(on bool)          { s.p.SetBool("today", on) }

// displayZone is the zone of axis and cards; "" is the project's.
func (s settings) displayZone() string        { return s.p.String("display_zone") }
func (s settings) setDisplayZone(name string) { s.p.SetString("display_zone", name) }

// weekend names the days that are shaded, one of weekends.
func (s settings) weekend() string        { return s.p.StringWithFallback("weekend", weekends[1].id) }
func (s settings) setWeekend(name string) { s.p.SetString("weekend", name) }

// weekends are those that people keep.
var weekends = []struct {
	id, title string
	days      []time.Weekday
}{
	{"none", "No weekends", nil},
	{"sat_sun", "Weekends: Saturday and Sunday", []time.Weekday{time.Saturday, time.Sunday}},
	{"fri_sat", "Weekends: Friday and Saturday", []time.Weekday{time.Friday, time.Saturday}},
	{"thu_fri", "Weekends: Thursday and Friday", []time.Weekday{time.Thursday, time.Friday}},
	{"fri", "Weekends: Friday", []time.Weekday{time.Friday}},
}

// weekendDays gives the shaded days by their number.
func (s settings) weekendDays() (days [7]bool) {
	for _, w := range weekends {
		if w.id == s.weekend() {
			for _, d := range w.days {
				days[d] = true
			}
		}
	}
	return days
}

// zoneMemory keeps the zone of display: it is asked for at every frame, and
// finding one reads a file.
type zoneMemory struct {
	name string
	loc  *time.Location
}

// zone is that of the labels of axis and cards: the one that was chosen, else
// the project's.
func (s *shell) zone() *time.Location {
	name := s.settings.displayZone()
	if name == "" && s.session != nil {
		name = s.session.Lists().Zone()
	}
	if s.zoned.loc == nil || name != s.zoned.name {
		loc, err := edtf.LoadZone(name)
		if err != nil {
			loc = time.UTC
		}
		s.zoned = zoneMemory{name, loc}
	}
	return s.zoned.loc
}

// dress gives the options of a picture what the user chose.
func (s *shell) dress(o *charts.Options) {
	o.Location, o.Contradictions, o.Weekend = s.zone(), s.settings.contradictions(), s.settings.weekendDays()
	s.addContext(o)
	if s.settings.today() {
		o.Now = s.now().Unix()
	}
}

// pictureRows are the actions that choose it.
func (s *shell) pictureRows() []*action {
	rows := []*action{
		{
			id: "links.contradictions", title: "Contradictions", menu: viewMenu, sub: "Links", group: 1, enabled: s.open,
			checked: s.settings.contradictions,
			run:     func() { s.settings.setContradictions(!s.settings.contradictions()); s.redraw() },
		},
		{
			id: "calendar.today", title: "Line at the present", menu: viewMenu, sub: "Calendar", group: 1, enabled: s.open,
			checked: s.settings.today, run: func() { s.settings.setToday(!s.settings.today()); s.redraw() },
		},
		{id: "calendar.zone", title: "Time zone of the labels…", menu: viewMenu, sub: "Calendar", group: 1, enabled: s.open, run: s.chooseZone},
		{id: "calendar.now", title: "Go to the present", menu: viewMenu, sub: "Calendar", group: 1, enabled: s.onTimeline, run: func() { s.glideTo(s.goal().PanTo(s.now().Unix())) }},
	}
	for _, w := range weekends {
		rows = append(rows, &action{
			id: "calendar.weekend_" + w.id, title: w.title, menu: viewMenu, sub: "Calendar", group: 1, enabled: s.open,
			checked: func() bool { return s.settings.weekend() == w.id },
			run:     func() { s.settings.setWeekend(w.id); s.redraw() },
		})
	}
	return rows
}

// chooseZone asks in which zone axis and cards are labelled.
func (s *shell) chooseZone() {
	p := newZonePicker(s.now, s.session.Location(), func(name string) {
		s.settings.setDisplayZone(name)
		s.trace.step("zone", "name", s.zone().String())
		s.showFilter()
		s.redraw()
	})
	p.modal = s.modals.show(dialogSpec{
		name: "zone", title: "Time zone of the labels", focus: p.field, size: fyne.NewSize(440, 400), body: p.body(),
	})
	p.filter("")
}
