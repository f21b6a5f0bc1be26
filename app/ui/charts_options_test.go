package ui

import (
	"maps"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"saywhen/charts/echarts"
)

// chosen shows a kind of chart with its controls.
func (f *fixture) chosen(name string) *chartOptions {
	f.t.Helper()
	f.acts.do("view.charts")
	if !f.shell.charts.view.chooseNamed(name, nil) {
		f.t.Fatalf("there is no chart %s", name)
	}
	return f.shell.charts.view.options
}

func (f *fixture) set() map[string]string {
	_, set := f.shell.charts.view.chosen()
	return set
}

func TestChartOptionsHaveAControlEach(t *testing.T) {
	f := newSampleFixture(t)
	for _, k := range echarts.Kinds() {
		o := f.chosen(k.Name)
		if len(o.inputs) != len(k.Options) || len(o.box.Objects) != len(k.Options) {
			t.Errorf("%s has %d options and %d controls", k.Name, len(k.Options), len(o.inputs))
		}
		for _, spec := range k.Options {
			value := ""
			switch w := o.inputs[spec.Key].(type) {
			case *selectBox:
				value = w.Selected
			case *check:
				value = map[bool]string{true: "yes", false: "no"}[w.Checked]
			case *plainEntry:
				value = w.Text
			case *completionEntry:
				value = w.Text
			default:
				t.Errorf("%s has no control for %s", k.Name, spec.Key)
			}
			if value != spec.Default {
				t.Errorf("%s: %s shows %q, want the default %q", k.Name, spec.Key, value, spec.Default)
			}
		}
		right := float32(0)
		for _, box := range o.box.Objects {
			if box.Position().Y == 0 && box.Position().X < right {
				t.Errorf("%s: a control covers the one before", k.Name)
			}
			right = box.Position().X + box.Size().Width
		}
		if len(f.set()) > 0 {
			t.Errorf("%s: showing the controls chose %v", k.Name, f.set())
		}
	}
}

func TestChartOptionsChoose(t *testing.T) {
	f := newSampleFixture(t)
	o := f.chosen("activity")
	o.inputs["by"].(*selectBox).SetSelected("actor")
	o.inputs["group"].(*check).SetChecked(true)
	top := o.inputs["top"].(*plainEntry)
	top.SetText("3")
	if want := map[string]string{"by": "actor", "group": "yes", "top": "3"}; !maps.Equal(f.set(), want) {
		t.Errorf("chosen: %v, want %v", f.set(), want)
	}
	for _, wrong := range []string{"", "0", "-2", "a few", "100000"} {
		top.SetText(wrong)
		if f.set()["top"] != "3" || !o.fields["top"].wrong.Visible() {
			t.Errorf("%q is taken for a number: %v", wrong, f.set())
		}
	}
	top.SetText("10") // the default
	o.inputs["by"].(*selectBox).SetSelected("stance")
	if want := map[string]string{"group": "yes"}; !maps.Equal(f.set(), want) || o.fields["top"].wrong.Visible() {
		t.Errorf("back at the defaults: %v, want %v", f.set(), want)
	}
	f.chosen("network")
	f.shell.charts.view.choose(0)
	if !f.shell.charts.view.options.inputs["group"].(*check).Checked {
		t.Error("a choice is forgotten when another chart was looked at")
	}
}

func TestChartOptionsTakeActorsAndClaims(t *testing.T) {
	f := newSampleFixture(t)
	o := f.chosen("stance-over-time")
	e := o.inputs["actor"].(*completionEntry)
	f.win.Canvas().Focus(e)
	test.Type(e, "Afkh") // an alias, or a part of the name
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if want := "#" + f.actor("Marzieh Afkham").String(); f.set()["actor"] != want {
		t.Errorf("the actor is %q, want %q", f.set()["actor"], want)
	}
	f.win.Canvas().Focus(e)
	e.SetText("Nobody of that name")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	f.shell.charts.view.preview.takeFocus()
	if !o.fields["actor"].wrong.Visible() {
		t.Error("a name that is not in the project is not refused")
	}
	e.SetText("")
	if f.set()["actor"] != "" {
		t.Errorf("an empty field leaves %q", f.set()["actor"])
	}
}

func TestFlowRowBreaksWhereItMust(t *testing.T) {
	l := flowRow{gap: 10}
	objects := make([]fyne.CanvasObject, 5)
	for i := range objects {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(100, 20+float32(i)))
		objects[i] = r
	}
	for _, tt := range []struct{ width, height float32 }{
		{1000, 24}, {540, 24}, {539, 23 + 24}, {330, 22 + 24}, {100, 20 + 21 + 22 + 23 + 24}, {10, 20 + 21 + 22 + 23 + 24},
	} {
		if got := l.height(objects, tt.width); got != tt.height {
			t.Errorf("at a width of %v: height %v, want %v", tt.width, got, tt.height)
		}
		l.Layout(objects, fyne.NewSize(tt.width, tt.height))
		last := objects[4]
		if bottom := last.Position().Y + last.Size().Height; bottom != tt.height {
			t.Errorf("at a width of %v: laid out to %v, want %v", tt.width, bottom, tt.height)
		}
	}
}
