package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// where names the part of the window that has the keyboard.
func (f *fixture) where() string {
	list := f.regions()
	return list[regionOf(list, f.win.Canvas().Focused())].name
}

func TestF6GoesThroughTheWindow(t *testing.T) {
	f := newSampleFixture(t)
	f.session.Select(f.statement("BBC Persian"))
	f.settle()
	f.banners.show("test", "A banner.", offer{"Do", func() {}})
	f.focusTimeline()
	walk := func(id string) (seen []string) {
		for range 5 {
			if !f.acts.do(id) {
				t.Fatalf("%s cannot be done", id)
			}
			seen = append(seen, f.where())
		}
		return seen
	}
	if got, want := walk("view.next_part"), []string{"side", "foot", "tools", "banners", "page"}; !slices.Equal(got, want) {
		t.Errorf("F6 goes to %v, want %v", got, want)
	}
	if got, want := walk("view.previous_part"), []string{"banners", "tools", "foot", "side", "page"}; !slices.Equal(got, want) {
		t.Errorf("Shift+F6 goes to %v, want %v", got, want)
	}
	f.banners.clear()
	f.showSide(false)
	if got, want := walk("view.next_part")[:3], []string{"foot", "tools", "page"}; !slices.Equal(got, want) {
		t.Errorf("without panel and banner F6 goes to %v, want %v", got, want)
	}
}

func TestF6ComesBackToTheSameField(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("statement.new")
	f.win.Canvas().Focus(f.entry.form.verb)
	f.entry.form.verb.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	if f.where() != "foot" {
		t.Fatalf("F6 in the form went to %s", f.where())
	}
	for range 3 {
		f.acts.do("view.next_part")
	}
	if f.win.Canvas().Focused() != fyne.Focusable(f.entry.form.verb) {
		t.Errorf("the keyboard came back to %T", f.win.Canvas().Focused())
	}
}

// TestTabOrder walks the window with Tab: never back in reading order inside
// tools and foot, and from tools to page to foot.
func TestTabOrder(t *testing.T) {
	f := newSampleFixture(t)
	c := f.win.Canvas()
	c.Focus(nil)
	order := map[string]int{"tools": 0, "page": 1, "side": 2, "foot": 3}
	last, lastX := -1, float32(-1)
	visited := map[string]int{}
	var first fyne.Focusable
	for range 200 {
		c.FocusNext()
		now := c.Focused()
		if now == nil || now == first {
			break
		}
		if first == nil {
			first = now
		}
		region := f.where()
		visited[region]++
		x := absolute(now.(fyne.CanvasObject)).X
		if order[region] < last {
			t.Errorf("Tab went from part %d back to %s", last, region)
		}
		if order[region] == last && (region == "tools" || region == "foot") && x < lastX {
			t.Errorf("Tab went left, from %v to %v, in %s (%T)", lastX, x, region, now)
		}
		last, lastX = order[region], x
	}
	if visited["tools"] < 4 || visited["page"] == 0 || visited["foot"] < len(pageList) {
		t.Errorf("Tab visited %v", visited)
	}
}

func TestTabsByKey(t *testing.T) {
	f := newSampleFixture(t)
	first, last := f.status.tabs[pageList[0].name], f.status.tabs[pageList[len(pageList)-1].name]
	f.win.Canvas().Focus(first)
	if first.back.StrokeWidth == 0 {
		t.Error("the tab that has the keyboard has no ring")
	}
	for range pageList {
		f.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	if f.win.Canvas().Focused() != fyne.Focusable(last) || first.back.StrokeWidth != 0 {
		t.Fatal("Right did not go to the last tab")
	}
	last.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if f.view != pageList[len(pageList)-1].name {
		t.Errorf("Enter shows %s", f.view)
	}
}

func TestMenuOfTheSelectionByKey(t *testing.T) {
	f := newSampleFixture(t)
	if f.acts.byID["edit.menu"].can() {
		t.Error("there is a menu with nothing selected")
	}
	f.session.Select(f.statement("BBC Persian"))
	f.settle()
	f.frame()
	if !f.typed(plain(desktop.KeyMenu)) || len(f.win.Canvas().Overlays().List()) != 1 {
		t.Fatal("no menu opened")
	}
	f.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if f.modals.any() {
		t.Error("Esc did not close it")
	}
}
