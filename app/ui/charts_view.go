package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts/echarts"
	"saywhen/charts/paint"
)

// chartsView is the view of charts: kinds at the left, the chosen one with its
// options at the right. It knows which kind and which options are chosen; what
// is drawn from it is asked of the shell.
type chartsView struct {
	root     *fyne.Container
	gallery  *gallery
	options  *chartOptions
	preview  *chartPreview
	pane     *fyne.Container
	counted  *widget.Label
	jump     *button
	wrongBox *fyne.Container
	wrong    *widget.Label

	kinds  []echarts.Kind
	kind   int
	sets   map[string]map[string]string // choices by kind
	redraw func()                       // something else is chosen
}

// chartsDeps is what the view needs of the window around it.
type chartsDeps struct {
	palette func() paint.Palette
	post    func(func())
	lists   func() *app.Lists
	redraw  func()
	jump    func()
	export  func()
	copy    func()
	notes   func()
	preview previewEvents
}

func newChartsView(d chartsDeps) *chartsView {
	v := &chartsView{kinds: echarts.Kinds(), sets: map[string]map[string]string{}, redraw: d.redraw}
	v.gallery = newGallery(v.kinds, d.palette, func(i int) { v.choose(i); v.preview.takeFocus() })
	v.options = newChartOptions(d.palette, d.lists)
	v.options.changed, v.options.resized = v.set, v.layOut
	v.preview = newChartPreview(d.palette, d.post, d.preview)
	v.options.leave = v.preview.takeFocus
	v.counted = widget.NewLabel("")
	v.jump = newIconButton("Show on the timeline", theme.NavigateNextIcon(), d.jump)
	v.jump.IconPlacement = widget.ButtonIconTrailingText
	v.jump.Importance = widget.LowImportance
	v.wrong = newWrong()
	v.wrong.Alignment = fyne.TextAlignCenter
	v.wrongBox = container.NewCenter(container.NewGridWrap(fyne.NewSize(460, 80), v.wrong))
	v.build(d)
	v.mark()
	return v
}

func (v *chartsView) build(d chartsDeps) {
	quiet := func(text string, icon fyne.Resource, do func()) *button {
		b := newIconButton(text, icon, do)
		b.Importance = widget.LowImportance
		return b
	}
	actions := container.NewHBox(
		quiet("How it counts", theme.InfoIcon(), d.notes), quiet("Copy", theme.ContentCopyIcon(), d.copy), quiet("Export …", theme.DownloadIcon(), d.export),
	)
	foot := container.NewBorder(nil, nil, container.NewHBox(v.counted, v.jump), actions)
	top := container.New(layout.NewCustomPaddedLayout(6, 4, 12, 8), v.options.box)
	v.pane = container.New(chartPane{options: v.options.box, stretch: v.preview}, top,
		container.NewStack(v.preview, v.wrongBox), canvas.NewLine(theme.Color(theme.ColorNameSeparator)), foot)
	line := canvas.NewLine(theme.Color(theme.ColorNameSeparator))
	body := container.NewBorder(nil, nil, container.NewBorder(nil, nil, nil, line, v.gallery.root), nil, v.pane)
	v.root = container.NewStack(body, v.options.list.layer)
}

// chosen is the kind that is shown, with its choices.
func (v *chartsView) chosen() (echarts.Kind, map[string]string) {
	k := v.kinds[v.kind]
	return k, v.sets[k.Name]
}

// choose shows another kind.
func (v *chartsView) choose(i int) {
	if i < 0 || i >= len(v.kinds) || i == v.kind {
		return
	}
	v.kind = i
	v.mark()
	v.redraw()
}

// chooseNamed shows a kind by name, with choices; it reports whether there is
// one.
func (v *chartsView) chooseNamed(name string, set map[string]string) bool {
	for i, k := range v.kinds {
		if k.Name == name {
			v.kind, v.sets[name] = i, set
			v.mark()
			v.redraw()
			return true
		}
	}
	return false
}

func (v *chartsView) mark() {
	k, set := v.chosen()
	v.gallery.mark(v.kind)
	v.options.show(k, set)
	v.layOut()
}

// layOut gives the controls the rows that they need now.
func (v *chartsView) layOut() { v.pane.Layout.Layout(v.pane.Objects, v.pane.Size()) }

// set is a choice among the options of the kind.
func (v *chartsView) set(key, value string) {
	k, set := v.chosen()
	v.sets[k.Name] = with(set, k, key, value)
	v.redraw()
}

// forget drops all choices: another project has other actors and claims.
func (v *chartsView) forget() {
	v.sets = map[string]map[string]string{}
	v.mark()
	v.preview.show(nil)
	v.say("")
	v.counted.SetText("")
}

// say shows in the middle why there is no chart; "" takes that away.
func (v *chartsView) say(problem string) {
	v.wrong.SetText(problem)
	v.wrong.Hidden = problem == ""
	v.wrongBox.Refresh()
}

// showCount says how many statements the chart counts and how many are
// selected.
func (v *chartsView) showCount(statements, selected int) {
	parts := []string{count(statements, "statement")}
	if selected > 0 {
		parts = append(parts, thousands(selected)+" selected")
	}
	if text := strings.Join(parts, " · "); text != v.counted.Text {
		v.counted.SetText(text)
	}
	v.enableJump(selected > 0)
}

func (v *chartsView) enableJump(on bool) {
	if on == v.jump.Disabled() {
		if on {
			v.jump.Enable()
		} else {
			v.jump.Disable()
		}
	}
}

// key takes the keys that only this view knows: up and down go through the
// kinds.
func (v *chartsView) key(k keystroke) bool {
	switch k.key {
	case fyne.KeyUp:
		v.choose(v.kind - 1)
	case fyne.KeyDown:
		v.choose(v.kind + 1)
	default:
		return false
	}
	return true
}

// chartPane is a layout: options in as many rows as they need, the chart, a
// line, the foot.
type chartPane struct {
	options *fyne.Container
	stretch fyne.CanvasObject
}

var _ fyne.Layout = chartPane{}

// optionsMargin is the padding around the options: 12 + 8 across, 6 + 4 down.
const (
	optionsAcross = 20
	optionsDown   = 10
)

// Layout is for the window library.
func (l chartPane) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	heights := make([]float32, len(objects))
	left := size.Height
	for i, o := range objects {
		heights[i] = o.MinSize().Height
		if i == 0 {
			heights[i] = 0
			if len(l.options.Objects) > 0 {
				heights[i] = flowRow{optionsGap}.height(l.options.Objects, size.Width-optionsAcross) + optionsDown
			}
		}
		if i != 1 {
			left -= heights[i]
		}
	}
	heights[1] = max(left, heights[1])
	y := float32(0)
	for i, o := range objects {
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, heights[i]))
		y += heights[i]
	}
}

// MinSize is for the window library.
func (l chartPane) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		m := o.MinSize()
		s = fyne.NewSize(max(s.Width, m.Width), s.Height+m.Height)
	}
	return s
}
