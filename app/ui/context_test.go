package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"saywhen/charts"
	"saywhen/storage"
)

// addPeriod types a period into its dialog and saves it.
func (f *fixture) addPeriod(label, when string) {
	f.t.Helper()
	f.acts.do("context.add")
	entries := f.dialogEntries()
	entries[0].SetText(label)
	entries[1].SetText(when)
	f.modals.enter()
	f.settle()
	f.frame()
}

// dialogEntries are the text fields of the topmost dialog, from top to bottom.
func (f *fixture) dialogEntries() (found []*plainEntry) {
	f.t.Helper()
	if !f.modals.any() {
		f.t.Fatal("no dialog is open")
	}
	walkObjects(f.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if e, ok := o.(*plainEntry); ok {
			found = append(found, e)
		}
	})
	return found
}

// walkObjects visits an object and what it is made of.
func walkObjects(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			walkObjects(c, visit)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			walkObjects(c, visit)
		}
	}
}

func TestAddPeriod(t *testing.T) {
	f := newSampleFixture(t)
	before := f.time.scene().Plot
	f.acts.do("context.add")
	e := f.dialogEntries()
	e[0].SetText("سقوط موصل")
	e[1].SetText("nonsense day")
	f.modals.enter()
	f.settle()
	if len(f.session.Lists().Periods) != 0 || !f.modals.any() {
		t.Fatal("a period whose date cannot be read was saved")
	}
	e[1].SetText("")
	f.modals.enter()
	f.settle()
	if len(f.session.Lists().Periods) != 0 {
		t.Fatal("a period without a date was saved")
	}
	e[1].SetText("10 June 2014")
	e[2].SetText("#D55E00")
	e[3].SetText("a note")
	f.modals.enter()
	f.settle()
	f.frame()
	periods := f.session.Lists().Periods
	if len(periods) != 1 || f.modals.any() {
		t.Fatalf("it is %+v", periods)
	}
	if p := periods[0]; p.Label != "سقوط موصل" || p.Colour != 0xD55E00 || p.When.EDTF != "2014-06-10" || p.Note != "a note" {
		t.Errorf("it is %+v", p)
	}
	if now := f.time.scene().Plot; now.Y <= before.Y {
		t.Error("there is no room for its label")
	}
	box, ok := f.time.scene().PeriodRect(periods[0].ID)
	if !ok {
		t.Fatal("its label is not drawn")
	}
	f.click(fyne.NewPos(box.X+box.W/2, box.Y+box.H/2), 0)
	e = f.dialogEntries()
	if e[0].Text != "سقوط موصل" || !strings.Contains(e[1].Text, "2014-06-10") {
		t.Errorf("the dialog shows %q, %q", e[0].Text, e[1].Text)
	}
	e[0].SetText("Mosul falls")
	f.modals.enter()
	f.settle()
	if p := f.session.Lists().Periods[0]; p.Label != "Mosul falls" || p.When != periods[0].When {
		t.Errorf("after the edit %+v", p)
	}
	f.acts.do("edit.undo")
	f.settle()
	f.acts.do("edit.undo")
	f.settle()
	f.frame()
	if len(f.session.Lists().Periods) != 0 || f.time.scene().Plot.Y != before.Y {
		t.Errorf("undo left %+v and the plot %v, not %v", f.session.Lists().Periods, f.time.scene().Plot, before)
	}
}

func TestCalloutIsPinnedAndDragged(t *testing.T) {
	f := newSampleFixture(t)
	if f.acts.byID["context.pin"].can() {
		t.Error("a callout can be pinned to nothing")
	}
	id := f.statement("Ali Shamkhani")
	f.session.Select(id)
	f.acts.do("context.pin")
	f.dialogEntries()[0].SetText("The sharpest denial")
	f.modals.enter()
	f.settle()
	f.frame()
	callouts := f.session.Lists().Callouts
	if len(callouts) != 1 || callouts[0].Statement != id {
		t.Fatalf("it is %+v", callouts)
	}
	box, x, y, ok := f.time.scene().CalloutPlace(callouts[0].ID)
	if !ok {
		t.Fatal("it is not drawn")
	}
	from := fyne.NewPos(box.X+box.W/2, box.Y+box.H/2)
	to := fyne.NewPos(x-160, y+70)
	f.time.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	view := f.session.View()
	for i := range 5 {
		p := fyne.NewPos(from.X+(to.X-from.X)*float32(i+1)/5, from.Y+(to.Y-from.Y)*float32(i+1)/5)
		f.time.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: p}, Dragged: fyne.NewDelta(5, 5)})
		f.frame()
	}
	if now, _, _, _ := f.time.scene().CalloutPlace(callouts[0].ID); now == box {
		t.Error("the box does not follow the pointer")
	}
	f.time.DragEnd()
	f.settle()
	f.frame()
	got := f.session.Lists().Callouts[0]
	if abs(got.DX+160) > 1 || abs(got.DY-70) > 1 || !f.session.View().Equal(view) {
		t.Errorf("it is at %g %g", got.DX, got.DY)
	}
	f.acts.do("edit.undo")
	f.settle()
	f.frame()
	if now, _, _, _ := f.time.scene().CalloutPlace(got.ID); now != box {
		t.Error("one undo does not put it back")
	}
	if h := f.time.hit(from); h.Kind != charts.HitCallout {
		t.Fatalf("there is %+v", h)
	}
	f.click(from, 0)
	if !f.session.Selected(id) {
		t.Error("a click on it does not select its statement")
	}
	f.doubleClicked(f.time.hit(from))
	f.dialogEntries()[0].SetText(" ")
	f.modals.enter()
	f.settle()
	if !f.modals.any() || f.session.Lists().Callouts[0].Text != "The sharpest denial" {
		t.Error("an empty callout was saved")
	}
	f.modals.escape()
	labels := ""
	for _, item := range f.contextItems(f.time.hit(from)) {
		labels += item.Label + "|"
		if item.Label == "Delete the callout" {
			item.Action()
		}
	}
	f.settle()
	if len(f.session.Lists().Callouts) != 0 {
		t.Errorf("it was not deleted: %s", labels)
	}
}

func abs(v float64) float64 { return max(v, -v) }

func TestContextCanBeHidden(t *testing.T) {
	f := newSampleFixture(t)
	f.addPeriod("Talks", "2014-06-15/2014-07-20")
	shown := f.time.scene().Plot
	f.acts.do("context.show")
	f.frame()
	if f.time.scene().Plot == shown || !f.pictureOptions(exportChoice{}).NoContext {
		t.Error("it is still there")
	}
	f.acts.do("context.show")
	f.frame()
	if f.time.scene().Plot != shown || f.pictureOptions(exportChoice{}).NoContext {
		t.Error("it did not come back")
	}
	f.acts.do("context.list")
	if !f.modals.any() || len(f.contextLines()) != 1 || !strings.HasPrefix(f.contextLines()[0].text, "Talks · ") {
		t.Errorf("the list holds %+v", f.contextLines())
	}
	f.modals.enter()
	if e := f.dialogEntries(); e[0].Text != "Talks" {
		t.Errorf("it opens %q", e[0].Text)
	}
}

func TestSavedViews(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("lanes.by_name")
	f.settle()
	filter := storage.Filter{Speakers: []storage.ID{f.actor("Iran")}}
	f.setFilter(filter)
	f.settings.setLinks(charts.LinksSelected)
	f.acts.do("view.collapse")
	f.zoom(0.4)
	f.settle()
	view := f.session.View()
	f.acts.do("views.save")
	f.typeName("Iran in June")
	views := f.session.Lists().Views
	if len(views) != 1 || views[0].Name != "Iran in June" || !slices.Equal(views[0].Filter.Speakers, filter.Speakers) {
		t.Fatalf("it saved %+v", views)
	}
	f.clearFilter()
	f.acts.do("lanes.by_count")
	f.settings.setLinks(charts.LinksAll)
	f.acts.do("view.expand")
	f.setView(charts.View{}.Fit(f.session.Index()))
	f.settle()
	undo := f.session.Status().Undo
	more := f.viewCommands()
	if len(more) != 1 {
		t.Fatalf("the palette has %d views", len(more))
	}
	more[0].run()
	f.settle()
	got := f.session.View()
	if got.From != view.From || got.Width != view.Width || !slices.Equal(got.Collapsed, view.Collapsed) ||
		!slices.Equal(f.session.Filter().Speakers, filter.Speakers) || f.session.Index().Order() != charts.ByName || f.settings.links() != charts.LinksSelected {
		t.Errorf("it shows %+v, not %+v; by %s", got, view, f.laneSorting())
	}
	if f.session.Status().Undo != undo || f.session.Lists().LaneOrder() != charts.ByCount {
		t.Error("showing a view changed the project")
	}
	if o := f.pictureOptions(exportChoice{}); o.Order != storage.LanesByName {
		t.Errorf("an export is sorted by %q", o.Order)
	}
	f.zoom(0.7)
	f.acts.do("views.save")
	f.typeName("iran in june")
	if views = f.session.Lists().Views; len(views) != 1 || f.session.Status().Undo != "Replace view" {
		t.Errorf("the same name gives %+v", views)
	}
	f.acts.do("views.list")
	list := focusedList(t, f)
	hit(list, fyne.KeyF2)
	f.typeName("First weeks")
	if views = f.session.Lists().Views; len(views) != 1 || views[0].Name != "First weeks" {
		t.Errorf("renamed it is %+v", views)
	}
	hit(list, fyne.KeyDelete)
	f.settle()
	if len(f.session.Lists().Views) != 0 {
		t.Error("it was not deleted")
	}
	f.modals.escape()
	f.acts.do("edit.undo")
	f.settle()
	if views = f.session.Lists().Views; len(views) != 1 || views[0].Name != "First weeks" {
		t.Errorf("undo gives %+v", views)
	}
}

// typeName types into the field of the topmost dialog and presses Enter.
func (f *fixture) typeName(name string) {
	f.t.Helper()
	field, ok := f.win.Canvas().Focused().(*textField)
	if !ok {
		f.t.Fatalf("the keyboard is with %T", f.win.Canvas().Focused())
	}
	field.SetText(name)
	hit(field, fyne.KeyReturn)
	f.settle()
}

// focusedList is the list of the topmost dialog.
func focusedList(t *testing.T, f *fixture) *list {
	t.Helper()
	l, ok := f.win.Canvas().Focused().(*list)
	if !ok {
		t.Fatalf("the keyboard is with %T", f.win.Canvas().Focused())
	}
	return l
}
