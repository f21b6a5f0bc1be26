package ui

import (
	"strings"
	"testing"
)

func TestMenuHoldsEveryAction(t *testing.T) {
	f := newFixture(t)
	for _, a := range f.acts.rows {
		if item := f.menus.items[a.id]; (item != nil) != (a.menu != noMenu) {
			t.Errorf("%s: menu %q, item %v", a.id, a.menu, item)
		}
	}
	quits := 0
	for _, m := range f.menus.main.Items {
		for _, i := range m.Items {
			if i.IsQuit {
				quits++
			}
		}
	}
	if quits != 1 {
		t.Errorf("there are %d ways to quit in the menu", quits)
	}
}

func TestMenuNamesTheStepToUndo(t *testing.T) {
	f := newSampleFixture(t)
	f.session.Select(f.statement("BBC Persian"))
	f.acts.do("statement.delete")
	f.settle()
	if got := f.menus.items["edit.undo"].Label; got != "Undo “Delete statement”" {
		t.Errorf("undo is called %q", got)
	}
	if f.session.Index().Len() != 14 {
		t.Fatalf("there are %d statements", f.session.Index().Len())
	}
	f.acts.do("edit.undo")
	f.settle()
	if got := f.menus.items["edit.redo"].Label; got != "Redo “Delete statement”" {
		t.Errorf("redo is called %q", got)
	}
	if f.session.Index().Len() != 15 {
		t.Errorf("undo left %d statements", f.session.Index().Len())
	}
	if f.menus.items["edit.redo"].Disabled {
		t.Error("redo is grey")
	}
}

func TestMenuIsGreyWhenReadOnly(t *testing.T) {
	f := newSampleFixture(t)
	path := f.session.Path()
	// A second shell cannot write what the first one has open.
	g := newFixtureIn(t, f)
	g.openPath(path)
	g.until("the project", func() bool { return g.session != nil })
	ro, why := g.session.ReadOnly()
	if !ro || !strings.Contains(why, "another window") {
		t.Fatalf("read-only %v: %s", ro, why)
	}
	for _, id := range []string{"statement.new", "file.import", "edit.undo"} {
		if !g.menus.items[id].Disabled {
			t.Errorf("%s is not grey", id)
		}
	}
	if !g.banners.has("read-only") {
		t.Error("nothing says that the project is read-only")
	}
}

func TestMenuIsRebuiltOnlyWhenItChanged(t *testing.T) {
	f := newSampleFixture(t)
	printed := f.menus.printed
	f.acts.do("view.zoom_in")
	if f.menus.printed != printed {
		t.Error("a zoom changed the menu")
	}
	f.acts.do("links.none")
	if f.menus.printed == printed {
		t.Error("the tick at the links did not change the menu")
	}
}

func TestRecentProjects(t *testing.T) {
	f := newFixture(t)
	if got := f.menus.recent.Items[0]; !got.Disabled {
		t.Errorf("with no recent project there is %q", got.Label)
	}
	for _, p := range []string{"/a.saywhen", "/b.saywhen", "/a.saywhen"} {
		f.settings.addRecent(p)
	}
	var opened string
	f.menus.setRecent(f.settings.recent(), func(p string) { opened = p })
	if len(f.menus.recent.Items) != 2 || f.menus.recent.Items[0].Label != "/a.saywhen" {
		t.Errorf("recent: %v", f.settings.recent())
	}
	f.menus.recent.Items[1].Action()
	if opened != "/b.saywhen" {
		t.Errorf("opened %q", opened)
	}
	for i := range 30 {
		f.settings.addRecent(strings.Repeat("x", i+1))
	}
	if n := len(f.settings.recent()); n != maxRecent {
		t.Errorf("%d projects are remembered", n)
	}
	f.settings.dropRecent(strings.Repeat("x", 30))
	if n := len(f.settings.recent()); n != maxRecent-1 {
		t.Errorf("%d projects are remembered after one was dropped", n)
	}
}
