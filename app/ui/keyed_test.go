package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// TestOnlyKeyedWidgets holds that no part of the window uses a widget of the
// library that keeps keys to itself.
func TestOnlyKeyedWidgets(t *testing.T) {
	instead := map[string]string{
		"NewButton": "newButton", "NewButtonWithIcon": "newIconButton", "NewCheck": "newCheck",
		"NewSelect": "newSelect", "NewList": "newList", "NewRadioGroup": "newRadio",
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := call.X.(*ast.Ident); ok && pkg.Name == "widget" && instead[call.Sel.Name] != "" {
				t.Errorf("%s: widget.%s keeps Esc to itself; use %s", set.Position(n.Pos()), call.Sel.Name, instead[call.Sel.Name])
			}
			return true
		})
	}
}

// TestEscClosesADialogFromAnywhere opens a dialog with one widget of each kind
// and presses Esc on each of them, then Enter.
func TestEscClosesADialogFromAnywhere(t *testing.T) {
	kinds := map[string]fyne.Focusable{
		"button": newButton("x", func() {}), "check": newCheck("x", nil), "select": newSelect([]string{"x"}, nil),
		"list":  newList(func() int { return 0 }, func() fyne.CanvasObject { return container.NewWithoutLayout() }, nil),
		"radio": newRadio([]string{"x", "y"}, nil).lines[0],
	}
	for name, w := range kinds {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			open := func(main func()) {
				f.modals.show(dialogSpec{
					name: "test", body: container.NewVBox(w.(fyne.CanvasObject)), focus: w,
					buttons: []fyne.CanvasObject{newButton("Cancel", nil), newMainButton("Do", main)},
				})
			}
			open(nil)
			if f.win.Canvas().Focused() != w {
				t.Fatalf("%T has the keyboard", f.win.Canvas().Focused())
			}
			w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
			if f.modals.any() {
				t.Fatal("Esc did not close it")
			}
			pressed := 0
			open(func() { pressed++ })
			w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if want := 1; name != "button" && pressed != want {
				t.Errorf("Enter pressed the main button %d times", pressed)
			} else if name == "button" && pressed != 0 {
				t.Error("Enter on another button pressed the main one")
			}
		})
	}
}

func TestButtonKeys(t *testing.T) {
	f := newFixture(t)
	pressed := 0
	b := newButton("x", func() { pressed++ })
	f.win.SetContent(b)
	for _, k := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyA} {
		b.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if pressed != 3 {
		t.Errorf("pressed %d times, want 3", pressed)
	}
	b.onKey = func(k fyne.KeyName) bool { return k == fyne.KeyReturn }
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.onKey = nil
	b.Disable()
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnter})
	test.Tap(b)
	if pressed != 3 {
		t.Error("a key that the owner took, or a disabled button, pressed")
	}
	f.settings.setReducedMotion(true)
	b.Enable()
	test.Tap(b)
	if pressed != 4 {
		t.Error("with reduced motion a click does nothing")
	}
}

func TestFunctionKeysLeaveFields(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("statement.new")
	for _, w := range []fyne.Focusable{f.entry.form.speaker, f.find.field} {
		f.win.Canvas().Focus(w)
		w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
		if len(f.modals.open) != 1 || f.modals.open[0].name != "sheet" {
			t.Fatalf("F1 in a %T opened no sheet", w)
		}
		f.modals.escape()
	}
	for k, want := range map[fyne.KeyName]bool{fyne.KeyF1: true, fyne.KeyF12: true, fyne.KeyF: false, fyne.KeyEscape: false} {
		if functionKey(k) != want {
			t.Errorf("%s: %v", k, !want)
		}
	}
}

func TestRadio(t *testing.T) {
	f := newFixture(t)
	var heard []string
	r := newRadio([]string{"PNG", "SVG", "PDF"}, func(s string) { heard = append(heard, s) })
	f.win.SetContent(r)
	r.SetSelected("SVG")
	r.lines[1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if r.Selected != "PDF" || f.win.Canvas().Focused() != fyne.Focusable(r.lines[2]) {
		t.Errorf("Down chose %q", r.Selected)
	}
	r.lines[2].TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) // the last one
	r.lines[2].TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	test.Tap(r.lines[0])
	r.lines[2].TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if got := strings.Join(heard, " "); got != "SVG PDF SVG PNG PDF" {
		t.Errorf("heard %s", got)
	}
	r.SetSelected("nothing like it")
	if r.Selected != "PDF" {
		t.Error("a choice that does not exist was taken")
	}
}
