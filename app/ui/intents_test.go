package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"saywhen/app"
	"saywhen/charts"
)

func labels(items []*fyne.MenuItem) string {
	var out []string
	for _, i := range items {
		if !i.IsSeparator {
			out = append(out, i.Label)
		}
	}
	return strings.Join(out, "|")
}

func TestContextMenuFitsWhatLiesThere(t *testing.T) {
	f := newSampleFixture(t)
	id := f.statement("BBC Persian")
	f.session.Select(id)
	bbc := f.actor("BBC Persian")
	for _, tt := range []struct {
		name string
		h    charts.Hit
		want string
	}{
		{
			"mark",
			charts.Hit{Kind: charts.HitMark, Statement: id, Actor: bbc},
			"Edit statement|Delete 1 statement|Select|Pin a callout…|Select all in the lane of BBC Persian|Show only BBC Persian|Hide the lane of BBC Persian|Pin the lane of BBC Persian|Height of the lane",
		},
		{
			"plot",
			charts.Hit{Kind: charts.HitPlot, Actor: bbc},
			"New statement here|Select all in the lane of BBC Persian|Show only BBC Persian|Hide the lane of BBC Persian|Pin the lane of BBC Persian|Height of the lane",
		},
		{"axis", charts.Hit{Kind: charts.HitAxis}, ""},
	} {
		if got := labels(f.contextItems(tt.h)); got != tt.want {
			t.Errorf("%s offers %s, want %s", tt.name, got, tt.want)
		}
	}
	for _, i := range f.contextItems(charts.Hit{Kind: charts.HitLane, Actor: bbc}) {
		if i.Action != nil {
			i.Action() // show only, hide, pin
		}
		f.settle()
	}
	a, _ := f.session.Lists().Actor(bbc)
	if !a.Hidden || !a.Pinned || len(f.session.Filter().Actors) != 1 {
		t.Errorf("after all three: %+v, %+v", a, f.session.Filter())
	}
	if got := labels(f.contextItems(charts.Hit{Kind: charts.HitLane, Actor: bbc})); !strings.HasSuffix(got, "Unpin the lane of BBC Persian|Height of the lane|Show 1 hidden lane") {
		t.Errorf("now it offers %s", got)
	}
}

func TestRightClickSelectsTheMark(t *testing.T) {
	f := newSampleFixture(t)
	id := f.statement("BBC Persian")
	p := f.point(id)
	f.time.TappedSecondary(&fyne.PointEvent{Position: p, AbsolutePosition: p})
	if !f.session.Selected(id) {
		t.Error("the mark under the menu is not selected")
	}
	if len(f.win.Canvas().Overlays().List()) != 1 {
		t.Error("no menu opened")
	}
}

func TestBinsSelectAllTheyHold(t *testing.T) {
	f := newSampleFixture(t)
	ids := f.session.Index().Columns().ID[2:5]
	f.clicked(charts.Hit{Kind: charts.HitBin, IDs: ids, Count: 3}, false)
	f.clicked(charts.Hit{Kind: charts.HitBin, IDs: f.session.Index().Columns().ID[4:6], Count: 2}, true)
	if n := len(f.session.Selection()); n != 4 {
		t.Errorf("%d are selected, want 4", n)
	}
	before := f.session.View()
	f.doubleClicked(charts.Hit{Kind: charts.HitBin, IDs: ids, Count: 3})
	if f.session.View().Equal(before) {
		t.Error("a double click on merged marks did not zoom")
	}
	if c := binCard(charts.Merged{Count: 1234}, time.UTC); c[0].text != "1,234 statements" {
		t.Errorf("the card says %q", c[0].text)
	}
}

func TestFormAndInspectorShareTheSide(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("view.inspector")
	if f.side.Visible() {
		t.Fatal("the panel did not go")
	}
	f.openEntry(app.Entry{Speaker: "Iran"})
	if !f.side.Visible() || !f.entry.root.Visible() || f.inspect.root.Visible() {
		t.Error("the form is not alone at the side")
	}
	f.closeEntry()
	if f.side.Visible() || f.win.Canvas().Focused() != fyne.Focusable(f.time) {
		t.Error("closing the form must bring back the side as it was and the keyboard to the timeline")
	}
	f.session.Select(f.statement("BBC Persian"))
	f.acts.do("statement.edit")
	f.settle()
	if !f.side.Visible() || !f.inspect.root.Visible() {
		t.Error("editing does not show the inspector")
	}
}

func TestMovingByKeys(t *testing.T) {
	f := newSampleFixture(t)
	f.win.Resize(fyne.NewSize(1200, 420))
	f.frame()
	x := f.session.Index()
	f.acts.do("view.zoom_in")
	f.acts.do("move.last")
	if s := f.session.View().Span(); s.To < x.Span().To {
		t.Errorf("End shows up to %d of %d", s.To, x.Span().To)
	}
	f.acts.do("move.first")
	if s := f.session.View().Span(); s.From > x.Span().From {
		t.Errorf("Home shows from %d, the first is at %d", s.From, x.Span().From)
	}
	f.acts.do("move.page_down")
	down := f.session.View().ScrollY
	f.frame()
	f.acts.do("move.page_up")
	if down <= 0 || f.session.View().ScrollY != 0 {
		t.Errorf("a page down went to %v, back up to %v", down, f.session.View().ScrollY)
	}
	f.acts.do("move.page_down")
	f.frame()
	f.acts.do("view.collapse")
	f.frame()
	if v := f.session.View(); v.ScrollY > max(0, f.time.scene().Content-f.plot().H) {
		t.Errorf("collapsed, the lanes are scrolled to %v, past their end", v.ScrollY)
	}
	f.acts.do("view.expand")
	if len(f.session.View().Collapsed) != 0 {
		t.Error("not all lanes are expanded")
	}
}

func TestPathDialogAnswersToKeys(t *testing.T) {
	f := newFixture(t)
	dir := t.TempDir()
	var got []string
	ask := func(q pathQuestion) *textField {
		f.askPath(q, func(p string) { got = append(got, p) })
		field, ok := f.win.Canvas().Focused().(*textField)
		if !ok {
			t.Fatalf("the keyboard is at %T", f.win.Canvas().Focused())
		}
		return field
	}
	enter, escape := &fyne.KeyEvent{Name: fyne.KeyReturn}, &fyne.KeyEvent{Name: fyne.KeyEscape}

	field := ask(pathQuestion{name: "new", save: true, fresh: true, extension: extension})
	field.TypedKey(enter)
	if !f.modals.any() || len(got) != 0 {
		t.Fatal("an empty name was accepted")
	}
	field.SetText(filepath.Join(dir, "mine"))
	field.TypedKey(enter)
	if f.modals.any() || len(got) != 1 || got[0] != filepath.Join(dir, "mine.saywhen") {
		t.Fatalf("got %q", got)
	}
	if err := os.WriteFile(got[0], nil, 0o600); err != nil {
		t.Fatal(err)
	}
	field = ask(pathQuestion{name: "new", save: true, fresh: true, extension: extension, path: got[0]})
	field.TypedKey(enter)
	if len(got) != 1 {
		t.Error("a name that is taken was accepted")
	}
	field.TypedKey(escape)
	if f.modals.any() {
		t.Error("Esc did not close the dialog")
	}
}

func TestNewProjectIsEmpty(t *testing.T) {
	f := newFixture(t)
	f.acts.do("file.new")
	path := filepath.Join(t.TempDir(), "new one.saywhen")
	field := f.win.Canvas().Focused().(*textField)
	field.SetText(path)
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.until("the new project", func() bool { return f.session != nil })
	if f.session.Index().Len() != 0 || len(f.session.Lists().Verbs) == 0 {
		t.Errorf("it has %d statements and %d verbs", f.session.Index().Len(), len(f.session.Lists().Verbs))
	}
	f.frame()
	if f.title() != "new one.saywhen – Saywhen" {
		t.Errorf("the window is called %q", f.title())
	}
}
