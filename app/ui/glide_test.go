package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"saywhen/charts"
)

func TestFittingGlides(t *testing.T) {
	f := newSampleFixture(t)
	f.still = false
	for range 6 {
		f.acts.do("view.zoom_in")
	}
	from := f.session.View()
	want := from.Fit(f.session.Index())
	clock := time.Now()
	f.now = func() time.Time { return clock }
	f.acts.do("view.fit_all")
	if !f.session.View().Equal(from) || !f.goal().Equal(want) {
		t.Fatal("the view jumps")
	}
	clock = clock.Add(glideTime / 2)
	f.turn()
	if w := f.session.View().Width; w <= from.Width || w >= want.Width {
		t.Errorf("half way it shows %v s, between %v and %v", w, from.Width, want.Width)
	}
	clock = clock.Add(glideTime)
	f.until("the end", func() bool { return f.session.View().Equal(want) })
	if f.glide.on {
		t.Error("it is at the end and still under way")
	}
	f.acts.do("view.back")
	if !f.session.View().Equal(from) {
		t.Error("the glide is not one step of the trail")
	}
}

func TestAnyMoveEndsAGlide(t *testing.T) {
	f := newSampleFixture(t)
	f.still = false
	f.acts.do("view.zoom_in")
	clock := time.Now()
	f.now = func() time.Time { return clock }
	f.acts.do("view.fit_all")
	f.acts.do("move.later")
	v := f.session.View()
	clock = clock.Add(time.Second)
	for range 3 {
		f.turn()
	}
	if !f.session.View().Equal(v) {
		t.Error("the glide went on after another move")
	}
}

func TestReducedMotionJumps(t *testing.T) {
	f := newSampleFixture(t)
	f.still = false
	f.settings.setReducedMotion(true)
	f.acts.do("view.zoom_in")
	f.acts.do("view.fit_all")
	if !f.session.View().Equal(f.session.View().Fit(f.session.Index())) {
		t.Error("the view is not there at once")
	}
}

func TestDoubleClickOnTheOverviewFits(t *testing.T) {
	f := newSampleFixture(t)
	for range 4 {
		f.acts.do("view.zoom_in")
	}
	for range 2 {
		at := fyne.PointEvent{Position: fyne.NewPos(600, 20)}
		f.over.MouseDown(&desktop.MouseEvent{PointEvent: at})
		f.over.Tapped(&at)
	}
	if want := f.session.View().Fit(f.session.Index()); !f.session.View().Equal(want) {
		t.Errorf("it shows %v, want %v", f.session.View(), want)
	}
}

func TestZoomFromAgesToAMinute(t *testing.T) {
	f := newSampleFixture(t)
	for range 120 {
		f.acts.do("view.zoom_out")
	}
	if years := f.session.View().Width / (365.25 * 86400); years < 10_000 {
		t.Errorf("zoomed out to %v years", years)
	}
	f.frame()
	for range 120 {
		f.acts.do("view.zoom_in")
		f.frame()
	}
	if w := f.session.View().Width; w != charts.MinWidth {
		t.Errorf("zoomed in to %v s", w)
	}
}

// axisTexts are the labels of the axis.
func (f *fixture) axisTexts() (out []string) {
	f.frame()
	sc := f.time.scene()
	for i := range sc.Layers {
		for _, l := range sc.Layers[i].Texts {
			if l.Y < sc.Plot.Y && l.X > sc.Plot.X {
				out = append(out, l.Str)
			}
		}
	}
	return out
}

func TestZoneOfDisplayMovesLabelsOnly(t *testing.T) {
	f := newSampleFixture(t)
	id := f.statement("BBC Persian")
	before, _ := f.session.Index().Anchor(id)
	f.setView(f.session.View().WithSpan(charts.Span{From: before - 6*3600, To: before + 6*3600}))
	there := f.axisTexts()
	f.acts.do("calendar.zone")
	field := f.win.Canvas().Focused().(*textField)
	field.SetText("kathmandu")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if f.zone().String() != "Asia/Kathmandu" || f.status.zone.text.Text != "Asia/Kathmandu" || !f.status.zone.Visible() {
		t.Fatalf("the zone is %s, the status line says %q", f.zone(), f.status.zone.text.Text)
	}
	here := f.axisTexts()
	if len(here) == 0 || len(there) == 0 || here[1] == there[1] && here[0] == there[0] {
		t.Errorf("the axis says %v, before %v", here, there)
	}
	if after, _ := f.session.Index().Anchor(id); after != before || f.session.Lists().Zone() == "Asia/Kathmandu" {
		t.Error("a stored date or the project's zone changed")
	}
	f.acts.do("calendar.zone")
	field = f.win.Canvas().Focused().(*textField)
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // the first line: as the project
	if f.zone().String() != f.session.Location().String() {
		t.Errorf("the zone is %s, want the project's", f.zone())
	}
}

func TestZonesAreFoundByName(t *testing.T) {
	p := newZonePicker(time.Now, time.UTC, func(string) {})
	for typed, want := range map[string]string{"new york": "America/New_York", "tehr": "Asia/Tehran", "+03:30": "+03:30", "": "UTC"} {
		p.filter(typed)
		if len(p.found) == 0 || p.found[0].name != want {
			t.Errorf("%q finds %v, want %s first", typed, p.found[:min(3, len(p.found))], want)
		}
	}
	p.filter("atlantis")
	if len(p.found) != 0 || !p.none.Visible() {
		t.Error("a zone that there is not is offered, or nothing is said")
	}
}

func TestCalendarOfThePicture(t *testing.T) {
	f := newSampleFixture(t)
	if o := f.options(); o.Now == 0 || !o.Weekend[time.Saturday] || !o.Weekend[time.Sunday] || o.Weekend[time.Friday] {
		t.Errorf("at first: now %d, weekend %v", o.Now, o.Weekend)
	}
	f.acts.do("calendar.weekend_fri_sat")
	f.acts.do("calendar.today")
	f.acts.do("links.contradictions")
	if o := f.options(); o.Now != 0 || !o.Weekend[time.Friday] || o.Weekend[time.Sunday] || !o.Contradictions {
		t.Errorf("then: now %d, weekend %v, contradictions %v", o.Now, o.Weekend, o.Contradictions)
	}
}
