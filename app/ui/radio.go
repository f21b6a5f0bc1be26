package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// radio lets one of a few words in a row be chosen: by click, Space, or the arrows. The
// library's own keeps every key to itself (see keyed.go), and its lines cannot
// be changed.
type radio struct {
	widget.BaseWidget
	options   []string
	Selected  string
	OnChanged func(string) // may be nil
	lines     []*radioLine
	box       *fyne.Container
}

func newRadio(options []string, changed func(string)) *radio {
	r := &radio{options: options, OnChanged: changed, box: container.NewHBox()}
	for i, o := range options {
		l := newRadioLine(o, func() { r.choose(i) })
		l.step = func(by int) { r.step(i + by) }
		r.lines = append(r.lines, l)
		r.box.Add(l)
	}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is for the window library.
func (r *radio) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.box) }

// SetSelected chooses one by its words; others are not chosen.
func (r *radio) SetSelected(option string) {
	if i := slices.Index(r.options, option); i >= 0 {
		r.choose(i)
	}
}

func (r *radio) choose(i int) {
	if r.Selected == r.options[i] {
		return
	}
	r.Selected = r.options[i]
	for j, l := range r.lines {
		l.tick(j == i)
	}
	if r.OnChanged != nil {
		r.OnChanged(r.Selected)
	}
}

// step chooses a neighbour and gives it the keyboard.
func (r *radio) step(i int) {
	if i < 0 || i >= len(r.lines) {
		return
	}
	r.choose(i)
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.lines[i]); c != nil {
		c.Focus(r.lines[i])
	}
}

// radioLine is one choice of a radio.
type radioLine struct {
	widget.BaseWidget
	choice
	keyHook
	step func(by int)
	icon *widget.Icon
	text *widget.Label
}

var (
	_ fyne.Focusable    = (*radioLine)(nil)
	_ fyne.Tappable     = (*radioLine)(nil)
	_ desktop.Hoverable = (*radioLine)(nil)
)

func newRadioLine(text string, tapped func()) *radioLine {
	l := &radioLine{choice: newChoice(tapped), icon: widget.NewIcon(theme.RadioButtonIcon()), text: widget.NewLabel(text)}
	l.back.CornerRadius = 4
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is for the window library.
func (l *radioLine) CreateRenderer() fyne.WidgetRenderer {
	icon := container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(22), l.icon))
	return widget.NewSimpleRenderer(container.NewStack(l.back, container.NewBorder(nil, nil, icon, nil, l.text)))
}

func (l *radioLine) tick(on bool) {
	l.icon.SetResource(theme.RadioButtonIcon())
	if on {
		l.icon.SetResource(theme.NewPrimaryThemedResource(theme.RadioButtonCheckedIcon()))
	}
}

// FocusGained shows where the keyboard is.
func (l *radioLine) FocusGained() {
	l.back.StrokeWidth, l.back.StrokeColor = 2, theme.Color(theme.ColorNamePrimary)
	l.back.Refresh()
}

// FocusLost shows that it is elsewhere.
func (l *radioLine) FocusLost() {
	l.back.StrokeWidth = 0
	l.back.Refresh()
}

// TypedRune does nothing: Space comes as a key too.
func (l *radioLine) TypedRune(rune) {}

// TypedKey chooses the line or a neighbour, or hands the key on.
func (l *radioLine) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace:
		l.tapped()
	case fyne.KeyUp, fyne.KeyLeft:
		l.step(-1)
	case fyne.KeyDown, fyne.KeyRight:
		l.step(1)
	default:
		l.hand(l, e)
	}
}
