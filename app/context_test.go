package app

import (
	"errors"
	"testing"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// after waits for a change and fails when it failed.
func after(t *testing.T, s *Session, change func(done func(error))) {
	t.Helper()
	var got error
	change(func(err error) { got = err })
	s.Flush()
	if got != nil {
		t.Errorf("it failed: %v", got)
	}
}

func onDay(t *testing.T, text string) edtf.Date {
	t.Helper()
	d, err := edtf.Resolve(text, "UTC")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestContextStepByStep(t *testing.T) {
	s := newSession(t)
	statement := enter(t, s, entry("A", "said"))
	steps := []func(func(error)){
		func(done func(error)) {
			s.SavePeriod(storage.Period{Label: " Mosul falls ", Colour: storage.NoColour, When: onDay(t, "2014-06-10")}, done)
		},
		func(done func(error)) { s.SaveCallout(storage.Callout{Statement: statement, Text: "first"}, done) },
		func(done func(error)) { s.MoveCallout(s.Lists().Callouts[0].ID, 30, -1e9, done) },
		func(done func(error)) {
			s.SaveView("June", storage.Filter{Text: "x"}, storage.ViewState{Width: 5}, done)
		},
		func(done func(error)) {
			s.SaveView("june", storage.Filter{}, storage.ViewState{Width: 7}, done) // the same one
		},
		func(done func(error)) { s.RenameView(s.Lists().Views[0].ID, "July", done) },
		func(done func(error)) { s.SetLaneOrder(charts.ByCount, done) },
		func(done func(error)) { s.DeleteCallout(s.Lists().Callouts[0].ID, done) },
		func(done func(error)) { s.DeletePeriod(s.Lists().Periods[0].ID, done) },
		func(done func(error)) { s.DeleteView(s.Lists().Views[0].ID, done) },
	}
	var states []Lists
	for _, step := range steps {
		states = append(states, contextOf(s))
		after(t, s, step)
	}
	for i := len(steps) - 1; i >= 0; i-- {
		if equalJSON(t, contextOf(s), states[i]) {
			t.Errorf("step %d changed nothing", i)
		}
		after(t, s, func(done func(error)) { s.Undo(t.Context(), done) })
		if got := contextOf(s); !equalJSON(t, got, states[i]) {
			t.Errorf("undo of step %d gives %+v, not %+v", i, got, states[i])
		}
		if o := s.Lists().LaneOrder(); (o == charts.ByCount) != (i > 6) {
			t.Errorf("before step %d the order is %d", i, o)
		}
	}
	for range steps[:7] {
		after(t, s, func(done func(error)) { s.Redo(t.Context(), done) })
	}
	l := s.Lists()
	if l.Periods[0].Label != "Mosul falls" || l.Callouts[0].DY != -storage.MaxCalloutReach || len(l.Views) != 1 || l.Views[0].Name != "July" || l.Views[0].View.Width != 7 {
		t.Errorf("it is %+v %+v %+v", l.Periods, l.Callouts, l.Views)
	}
}

// contextOf is the part of the lists that these steps change.
func contextOf(s *Session) Lists {
	l := s.Lists()
	return Lists{Periods: l.Periods, Callouts: l.Callouts, Views: l.Views, Meta: l.Meta}
}

func TestPeriodNeedsADate(t *testing.T) {
	s := newSession(t)
	var field *sqlite.FieldError
	s.SavePeriod(storage.Period{Label: "x"}, func(err error) {
		if !errors.As(err, &field) {
			t.Errorf("it gives %v", err)
		}
	})
	s.Flush()
	if field == nil || field.Field != "when" || len(s.Lists().Periods) != 0 {
		t.Error("a period without a date was saved")
	}
}

// TestLaneOrderIsTheFile's: who opens the project sees the lanes in its order.
func TestLaneOrderIsTheFiles(t *testing.T) {
	s := newSession(t)
	for _, name := range []string{"B", "C", "A", "C"} {
		enter(t, s, entry(name, "said"))
	}
	order := func(s *Session) (names string) {
		for _, lane := range s.Index().Lanes() {
			names += lane.Name
		}
		return names
	}
	for o, want := range map[charts.LaneOrder]string{charts.ByName: "ABC", charts.ByCount: "CAB"} {
		after(t, s, func(done func(error)) { s.SetLaneOrder(o, done) })
		if got := order(s); got != want {
			t.Errorf("by %s: %s, not %s", SortingOf(o), got, want)
		}
	}
	path := s.Path()
	s.Close()
	again := openSession(t, path)
	last := again.Lists().LaneOrder()
	if got := order(again); last == charts.ByHand || got != map[charts.LaneOrder]string{charts.ByName: "ABC", charts.ByCount: "CAB"}[last] {
		t.Errorf("opened again, by %s: %s", SortingOf(last), got)
	}
	for i, name := range storage.LaneSortings {
		if o := OrderOf(name); int(o) != i || SortingOf(o) != name {
			t.Errorf("%s is %d", name, o)
		}
	}
	if OrderOf("nonsense") != charts.ByHand {
		t.Error("an unknown order is not by hand")
	}
}

func TestViewStateComesBack(t *testing.T) {
	s := newSession(t)
	e := entry("A", "said")
	e.When = "2014-06-10"
	id := enter(t, s, e)
	v := charts.View{}.Fit(s.Index()).ZoomAt(charts.Rect{W: 700}, 333, 0.37).Toggle(id).WithSize(7, charts.TallLane)
	v.ScrollY, v.LaneHeight = 12.5, 31
	if got := ViewOf(StateOf(v), s.Index()); !got.Equal(v) {
		t.Errorf("%+v came back as %+v", v, got)
	}
	for _, odd := range []storage.ViewState{{}, {Width: 1e300}, {Width: 1, From: 1 << 62}, {From: -1 << 62, Width: 1e12}} {
		w := ViewOf(odd, s.Index())
		if !(w.Width >= charts.MinWidth && w.Width <= charts.MaxWidth) {
			t.Errorf("%+v is seen %g seconds wide", odd, w.Width)
		}
	}
}

const contextJSON = `{"format":"saywhen","version":2,"meta":{"lane_order":"name"},
"actors":[{"id":"100","kind":"person","name":"A"}],
"verbs":[{"id":"2","label":"said","class":"report"},{"id":"500","label":"spoke","class":"report"}],
"statements":[{"id":"1000","speaker":"100","verb":"500"}],
"periods":[{"id":"50","label":"The talks","colour":255,"when":{"wording":"June","edtf":"2014-06","corners":{"earliest_start":1401580800,"latest_start":1404172800,"earliest_end":1401580800,"latest_end":1404172800}}}],
"callouts":[{"id":"60","statement":"1000","text":"one\ntwo","dx":12.25,"dy":-3}],
"views":[{"id":"70","name":"All","filter":{"verbs":["500"]},"view":{"order":"count","width":600}}]}`

func TestContextIsImported(t *testing.T) {
	text := contextJSON
	fresh := newProject(t)
	if r, _, err := bring(t, fresh, "p.json", text, ImportOptions{}); err != nil || r.Periods != 1 || r.Callouts != 1 || r.Views != 1 {
		t.Fatal(r, err)
	}
	views := must(fresh.Views(t.Context()))
	if len(views) != 1 || views[0].Filter.Verbs[0] != 500 || views[0].View.Order != storage.LanesByCount || must(fresh.Meta(t.Context()))["lane_order"] != "name" {
		t.Errorf("the views are %+v", views)
	}
	// Into a project that has such a verb and such a name.
	used := newProject(t)
	if _, _, err := bring(t, used, "x.csv", "speaker,verb\nB,spoke\n", ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := used.Do(t.Context(), "Save view", func(tx *sqlite.Tx) error { return tx.PutView(&storage.SavedView{Name: "All"}) }); err != nil {
		t.Fatal(err)
	}
	if _, _, err := bring(t, used, "p.json", text, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	views = must(used.Views(t.Context()))
	byName := map[string]storage.SavedView{}
	for _, v := range views {
		byName[v.Name] = v
	}
	added, ok := byName["All (2)"]
	if !ok || len(added.Filter.Verbs) != 1 || added.Filter.Verbs[0] == 500 {
		t.Errorf("the views are %+v", views)
	}
	if r, _, err := bring(t, used, "p.json", text, ImportOptions{}); err != nil || r.Periods+r.Callouts+r.Views != 0 || len(must(used.Views(t.Context()))) != 2 {
		t.Errorf("a second time it brought %+v (%v)", r, err)
	}
	if _, err := used.Undo(t.Context()); err != nil || len(must(used.Periods(t.Context()))) != 0 || len(must(used.Views(t.Context()))) != 1 {
		t.Errorf("undo left something (%v)", err)
	}
}
