package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// stancePicker chooses one of the five stances: five coloured steps, each with
// its number, and the name of the chosen one beside them. Left and Right, 1 to
// 5, or a click.
type stancePicker struct {
	widget.BaseWidget
	stance  storage.Stance
	kind    storage.ClaimKind
	palette func() paint.Palette
	changed func()
	enter   func()
	escape  func()
	more    func() // another claim is wanted
	entered func() // it has the keyboard
	focused bool
}

var (
	_ fyne.Focusable    = (*stancePicker)(nil)
	_ fyne.Tappable     = (*stancePicker)(nil)
	_ fyne.Shortcutable = (*stancePicker)(nil)
)

func newStancePicker(palette func() paint.Palette) *stancePicker {
	p := &stancePicker{palette: palette, kind: storage.Factual}
	p.ExtendBaseWidget(p)
	return p
}

// set shows a stance on a kind of claim.
func (p *stancePicker) set(s storage.Stance, k storage.ClaimKind) {
	if k == "" {
		k = storage.Factual
	}
	p.stance, p.kind = s, k
	p.Refresh()
}

func (p *stancePicker) choose(s storage.Stance) {
	s = min(max(s, -2), 2)
	if s == p.stance {
		return
	}
	p.stance = s
	p.Refresh()
	callIf(p.changed)
}

// Tapped chooses the step under the pointer.
func (p *stancePicker) Tapped(ev *fyne.PointEvent) {
	if step := int(ev.Position.X / stepWidth(p.Size().Width)); step < 5 {
		p.choose(storage.Stance(step - 2))
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
}

// FocusGained shows where the keyboard is.
func (p *stancePicker) FocusGained() {
	p.focused = true
	p.Refresh()
	callIf(p.entered)
}

// FocusLost shows that it is elsewhere.
func (p *stancePicker) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune chooses by number; + asks for another claim.
func (p *stancePicker) TypedRune(r rune) {
	switch {
	case r >= '1' && r <= '5':
		p.choose(storage.Stance(r-'1') - 2)
	case r == '+':
		callIf(p.more)
	}
}

// TypedShortcut chooses by Alt with the number, as the claim's field does; other
// shortcuts are the window's.
func (p *stancePicker) TypedShortcut(s fyne.Shortcut) {
	if d := altDigit(s); d >= 1 && d <= 5 {
		p.choose(storage.Stance(d - 3))
		return
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(p).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// TypedKey steps left and right.
func (p *stancePicker) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft:
		p.choose(p.stance - 1)
	case fyne.KeyRight:
		p.choose(p.stance + 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		callIf(p.enter)
	case fyne.KeyEscape:
		callIf(p.escape)
	default:
		if functionKey(k.Name) {
			passKey(p, k)
		}
	}
}

// CreateRenderer is for the window library.
func (p *stancePicker) CreateRenderer() fyne.WidgetRenderer {
	r := &stanceRenderer{p: p, name: canvas.NewText("", color.Black), ring: canvas.NewRectangle(color.Transparent)}
	r.ring.StrokeWidth, r.ring.CornerRadius = 2, 4
	r.name.TextSize = theme.CaptionTextSize()
	for i := range r.steps {
		r.steps[i] = canvas.NewRectangle(color.Transparent)
		r.steps[i].CornerRadius = 2
		r.steps[i].StrokeWidth = 2
		r.digits[i] = canvas.NewText(string(rune('1'+i)), color.Black)
		r.digits[i].Alignment = fyne.TextAlignCenter
		r.digits[i].TextSize = 10
	}
	r.Refresh()
	return r
}

type stanceRenderer struct {
	p      *stancePicker
	steps  [5]*canvas.Rectangle
	digits [5]*canvas.Text
	name   *canvas.Text
	ring   *canvas.Rectangle
}

// stepWidth is that of one of the five steps; the name takes what is left.
func stepWidth(all float32) float32 { return min(all*0.12, 30) }

func (r *stanceRenderer) Layout(s fyne.Size) {
	w := stepWidth(s.Width)
	for i, step := range r.steps {
		step.Move(fyne.NewPos(float32(i)*w+4, 4))
		step.Resize(fyne.NewSize(w-3, s.Height-8))
		r.digits[i].Move(fyne.NewPos(float32(i)*w+4, 4))
		r.digits[i].Resize(fyne.NewSize(w-3, s.Height-8))
	}
	h := r.name.MinSize().Height
	r.name.Move(fyne.NewPos(5*w+10, (s.Height-h)/2))
	r.name.Resize(fyne.NewSize(s.Width-5*w-10, h))
	r.ring.Resize(s)
}

func (r *stanceRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 24) }

func (r *stanceRenderer) Refresh() {
	pal := r.p.palette()
	for i, step := range r.steps {
		c := pal[charts.StanceStyle(storage.Stance(i-2))]
		chosen := storage.Stance(i-2) == r.p.stance
		step.FillColor = color.NRGBA{R: c.R, G: c.G, B: c.B, A: 0x50}
		step.StrokeColor = color.Transparent
		if chosen {
			step.FillColor = c
			step.StrokeColor = theme.Color(theme.ColorNameForeground)
		}
		step.Refresh()
		r.digits[i].Color = theme.Color(theme.ColorNameForeground)
		if chosen {
			r.digits[i].Color = readableOn(c)
		}
		r.digits[i].Refresh()
	}
	r.name.Text = r.p.stance.Name(r.p.kind)
	r.name.Color = theme.Color(theme.ColorNameForeground)
	r.name.Refresh()
	r.ring.StrokeColor = color.Transparent
	if r.p.focused {
		r.ring.StrokeColor = theme.Color(theme.ColorNamePrimary)
	}
	r.ring.Refresh()
}

// readableOn is black or white, whichever stands out from a colour.
func readableOn(c color.RGBA) color.Color {
	if 299*int(c.R)+587*int(c.G)+114*int(c.B) > 128*1000 {
		return color.Black
	}
	return color.White
}

func (r *stanceRenderer) Objects() []fyne.CanvasObject {
	o := []fyne.CanvasObject{r.ring}
	for i, s := range r.steps {
		o = append(o, s, r.digits[i])
	}
	return append(o, r.name)
}

func (r *stanceRenderer) Destroy() {}
