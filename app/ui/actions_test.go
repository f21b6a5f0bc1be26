package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// TestActionsRunOrAreDisabled runs every action, once with nothing open and
// once with the sample open and a statement selected: none may fail, and every
// dialog that one opens is closed by Esc.
func TestActionsRunOrAreDisabled(t *testing.T) {
	for _, name := range []string{"nothing open", "sample"} {
		t.Run(name, func(t *testing.T) {
			var f *fixture
			if name == "sample" {
				f = newSampleFixture(t)
				f.session.Select(f.statement("BBC Persian"))
				f.settle()
			} else {
				f = newFixture(t)
			}
			for _, a := range f.acts.rows {
				can := a.can()
				if ran := f.acts.do(a.id); ran != can {
					t.Errorf("%s: can %v, ran %v", a.id, can, ran)
				}
				f.settle()
				for f.modals.any() {
					if !f.modals.escape() {
						t.Fatalf("%s opened something that Esc does not close", a.id)
					}
					f.turn() // a box of progress goes when its work is done
				}
			}
		})
	}
}

func TestActionsWithoutProjectAreFew(t *testing.T) {
	f := newFixture(t)
	for _, id := range []string{"statement.new", "statement.delete", "edit.undo", "file.export", "file.import", "view.fit", "move.next"} {
		if f.acts.byID[id].can() {
			t.Errorf("%s can be done with no project open", id)
		}
	}
	for _, id := range []string{"file.open", "file.new", "file.quit", "help.about", "edit.palette"} {
		if !f.acts.byID[id].can() {
			t.Errorf("%s cannot be done with no project open", id)
		}
	}
}

func TestActionTitles(t *testing.T) {
	f := newFixture(t)
	titles := map[string]string{}
	for _, a := range f.acts.rows {
		if a.title == "" || a.run == nil {
			t.Errorf("%s has no title or does nothing", a.id)
		}
		if other := titles[a.title]; other != "" {
			t.Errorf("%s and %s are both called %q", a.id, other, a.title)
		}
		titles[a.title] = a.id
		if a.menu != noMenu && !slices.Contains(menuOrder, a.menu) {
			t.Errorf("%s stands in a menu %q that does not exist", a.id, a.menu)
		}
		if a.menu == noMenu && len(a.keys) == 0 {
			t.Errorf("%s stands in no menu and has no key", a.id)
		}
	}
}

func TestActionTableRefusesMistakes(t *testing.T) {
	nothing := func() {}
	for name, rows := range map[string][]*action{
		"same id":  {{id: "a", run: nothing}, {id: "a", run: nothing}},
		"same key": {{id: "a", keys: []keystroke{char('x')}, run: nothing}, {id: "b", keys: []keystroke{char('x')}, run: nothing}},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("the table was accepted")
				}
			}()
			newActions(rows, nil)
		})
	}
}

func TestActionsAreBlockedBehindADialog(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("help.about")
	before := f.session.View()
	if f.acts.do("view.zoom_in") || !f.session.View().Equal(before) {
		t.Error("the view changed behind a dialog")
	}
	f.typed(plain(fyne.KeyEscape))
	if f.modals.any() {
		t.Fatal("Esc did not close the dialog")
	}
	if !f.acts.do("view.zoom_in") || f.session.View().Equal(before) {
		t.Error("the view did not change after the dialog")
	}
}

func TestPlainKeysRunActions(t *testing.T) {
	f := newSampleFixture(t)
	v := f.session.View()
	f.time.TypedRune('+')
	if got := f.session.View().Width; got >= v.Width {
		t.Errorf("+ shows %v s instead of less than %v", got, v.Width)
	}
	f.time.TypedRune('F') // with Shift or Caps Lock too
	if !f.session.View().Equal(v) {
		t.Error("F did not bring everything back")
	}
	f.time.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if f.session.View().From <= v.From {
		t.Error("Right did not go to later")
	}
	if f.typed(char('é')) {
		t.Error("é did something")
	}
}

func TestKeystrokeNames(t *testing.T) {
	for _, tt := range []struct {
		k    keystroke
		want string
	}{
		{ctrl(fyne.KeyN), "Ctrl+N"},
		{ctrlShift(fyne.KeyZ), "Ctrl+Shift+Z"},
		{plain(fyne.KeyDelete), "Del"},
		{plain(fyne.KeyLeft), "Left"},
		{char('f'), "F"},
		{char('-'), "-"},
		{char('?'), "?"},
	} {
		if got := tt.k.String(); strings.ReplaceAll(got, "⌘", "Ctrl") != tt.want {
			t.Errorf("%+v is called %s, want %s", tt.k, got, tt.want)
		}
	}
}

func TestShownShortcutsAreNeverPressed(t *testing.T) {
	pressed := map[string]bool{}
	f := newFixture(t)
	for _, a := range f.acts.rows {
		for _, k := range a.keys {
			if k.global() {
				pressed[k.shortcut().ShortcutName()] = true
			}
		}
	}
	for _, a := range f.acts.rows {
		for _, k := range a.keys {
			if name := (shownShortcut{k}).ShortcutName(); pressed[name] {
				t.Errorf("the label of %s is a key that can be pressed: %s", a.id, name)
			}
		}
	}
}

func TestSheetNamesEveryKey(t *testing.T) {
	f := newFixture(t)
	var all strings.Builder
	for _, sec := range sheetSections(f.acts.rows) {
		for _, r := range sec.rows {
			all.WriteString(r[0] + "|" + r[1] + "\n")
		}
	}
	for _, a := range f.acts.rows {
		if len(a.keys) > 0 && !strings.Contains(all.String(), a.title+"|"+a.keys[0].String()) {
			t.Errorf("the sheet does not name %s", a.id)
		}
	}
}
