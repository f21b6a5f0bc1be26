package ui

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/echarts"
	"saywhen/charts/paint"
)

// chartOptions are the controls above a chart, made from what its kind leaves
// open. A choice is reported as soon as it is a choice: an actor or a claim
// only when it is one of the project, a number only when it is one.
type chartOptions struct {
	box     *fyne.Container
	list    *completionList // over the whole view
	lists   func() *app.Lists
	changed func(key, value string)
	leave   func() // the keyboard goes back to the chart
	resized func() // the controls need more or less room

	kind   echarts.Kind
	fields map[string]*field
	inputs map[string]fyne.CanvasObject
}

func newChartOptions(palette func() paint.Palette, lists func() *app.Lists) *chartOptions {
	return &chartOptions{box: container.New(flowRow{optionsGap}), list: newCompletionList(palette), lists: lists}
}

// show makes the controls of a kind, with the choices that were made.
func (o *chartOptions) show(k echarts.Kind, set map[string]string) {
	o.list.close()
	o.kind, o.fields, o.inputs = k, map[string]*field{}, map[string]fyne.CanvasObject{}
	o.box.RemoveAll()
	for _, spec := range k.Options {
		value, ok := set[spec.Key]
		if !ok {
			value = spec.Default
		}
		input := o.input(spec, value)
		f := newField(spec.Key, spec.Title, container.New(layout.NewStackLayout(), input))
		o.fields[spec.Key], o.inputs[spec.Key] = f, input
		o.box.Add(container.New(asWideAs(inputWidth(spec)), f.box))
	}
	o.box.Refresh()
}

// inputWidth is in logical pixels.
func inputWidth(spec echarts.OptionSpec) float32 {
	switch {
	case spec.Accepts == echarts.AcceptsClaim:
		return 260
	case spec.Accepts == echarts.AcceptsActor:
		return 180
	case spec.Accepts == echarts.AcceptsNumber:
		return 64
	case yesOrNo(spec):
		return 70
	}
	return 118
}

func yesOrNo(spec echarts.OptionSpec) bool { return slices.Equal(spec.Values, []string{"no", "yes"}) }

func (o *chartOptions) input(spec echarts.OptionSpec, value string) fyne.CanvasObject {
	switch {
	case yesOrNo(spec):
		return o.check(spec, value)
	case spec.Values != nil:
		return o.choice(spec, value)
	case spec.Accepts == echarts.AcceptsNumber:
		return o.number(spec, value)
	case spec.Accepts == echarts.AcceptsActor:
		return o.record(spec, value, app.ActorNames, "all actors")
	}
	return o.record(spec, value, app.ClaimNames, "chosen by the chart")
}

func (o *chartOptions) choice(spec echarts.OptionSpec, value string) fyne.CanvasObject {
	s := newSelect(spec.Values, nil)
	s.SetSelected(value)
	s.OnChanged = func(v string) { o.changed(spec.Key, v) }
	return s
}

func (o *chartOptions) check(spec echarts.OptionSpec, value string) fyne.CanvasObject {
	c := newCheck("yes", nil)
	c.SetChecked(value == "yes")
	c.OnChanged = func(on bool) { o.changed(spec.Key, spec.Values[btoi(on)]) }
	return c
}

func (o *chartOptions) number(spec echarts.OptionSpec, value string) fyne.CanvasObject {
	e := newPlainEntry(1)
	e.set(value)
	e.edited = func() {
		n, err := strconv.Atoi(strings.TrimSpace(e.Text))
		if err != nil || n < 1 || n > charts.MaxTopN {
			o.say(spec.Key, fmt.Sprintf("1 to %d", charts.MaxTopN))
			return
		}
		o.say(spec.Key, "")
		o.changed(spec.Key, strconv.Itoa(n))
	}
	e.enter, e.escape = o.leave, o.leave
	return e
}

// record is a field for an actor or a claim; an empty one leaves the choice to
// the chart.
func (o *chartOptions) record(spec echarts.OptionSpec, value string, kind app.NameKind, empty string) fyne.CanvasObject {
	e := newCompletionEntry(o.list, o.known(kind))
	e.SetPlaceHolder(empty)
	e.set(o.nameOf(kind, value))
	e.edited = func() {
		o.say(spec.Key, "")
		if strings.TrimSpace(e.Text) == "" {
			o.changed(spec.Key, "")
		}
	}
	take := func() {
		text := strings.TrimSpace(e.Text)
		id, ok := o.lists().Known(kind, text)
		switch {
		case ok:
			o.changed(spec.Key, "#"+id.String())
		case text != "":
			o.say(spec.Key, "There is none of that name; choose one of the list.")
		}
	}
	e.chosen = func(s suggestion) {
		o.changed(spec.Key, "#"+s.id.String())
		o.leave()
	}
	e.enter = func() { take(); o.leave() }
	e.escape, e.left = o.leave, take
	return e
}

// known suggests names that are in the project; none is made here.
func (o *chartOptions) known(kind app.NameKind) suggester {
	return func(typed string, show func([]suggestion)) {
		l := o.lists()
		if l == nil {
			return
		}
		var lines []suggestion
		for _, n := range l.Complete(kind, typed, maxSuggestions) {
			lines = append(lines, suggestion{id: n.ID, text: n.Name, hint: n.Hint, sure: true}) // no new name can be meant
		}
		show(lines)
	}
}

// nameOf is the name behind "#id".
func (o *chartOptions) nameOf(kind app.NameKind, value string) string {
	l := o.lists()
	if l == nil || value == "" {
		return ""
	}
	for _, a := range l.Actors {
		if kind == app.ActorNames && "#"+a.ID.String() == value {
			return a.Name
		}
	}
	for _, c := range l.Claims {
		if kind == app.ClaimNames && "#"+c.ID.String() == value {
			return c.Text
		}
	}
	return value
}

func (o *chartOptions) say(key, problem string) {
	if f := o.fields[key]; f != nil {
		f.say(problem)
		o.resized()
	}
}

// with gives choices with one of them changed; what is at its default is left
// out, so that charts that are the same are known to be.
func with(set map[string]string, k echarts.Kind, key, value string) map[string]string {
	out := maps.Clone(set)
	if out == nil {
		out = map[string]string{}
	}
	out[key] = value
	for _, spec := range k.Options {
		if spec.Key == key && spec.Default == value {
			delete(out, key)
		}
	}
	return out
}

// asWideAs is a layout: objects of a given width, in logical pixels.
type asWideAs float32

var _ fyne.Layout = asWideAs(0)

// Layout is for the window library.
func (w asWideAs) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize is for the window library.
func (w asWideAs) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(float32(w), 0)
	for _, o := range objects {
		s.Height = max(s.Height, o.MinSize().Height)
	}
	return s
}

// optionsGap is between two controls, in logical pixels.
const optionsGap = 8

// flowRow is a layout: objects beside each other, in as many rows as they need.
type flowRow struct{ gap float32 }

var _ fyne.Layout = flowRow{}

// Layout is for the window library.
func (l flowRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x, y, height float32
	for _, o := range objects {
		m := o.MinSize()
		if x > 0 && x+m.Width > size.Width {
			x, y, height = 0, y+height, 0
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(m)
		x += m.Width + l.gap
		height = max(height, m.Height)
	}
}

// MinSize is that of one row; who lays it out asks for its height at a width.
func (l flowRow) MinSize(objects []fyne.CanvasObject) (s fyne.Size) {
	for _, o := range objects {
		m := o.MinSize()
		s = fyne.NewSize(max(s.Width, m.Width), max(s.Height, m.Height))
	}
	return s
}

// height is the height of the rows at a width.
func (l flowRow) height(objects []fyne.CanvasObject, width float32) float32 {
	var x, y, height float32
	for _, o := range objects {
		m := o.MinSize()
		if x > 0 && x+m.Width > width {
			x, y, height = 0, y+height, 0
		}
		x += m.Width + l.gap
		height = max(height, m.Height)
	}
	return y + height
}
