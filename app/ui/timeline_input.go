package ui

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"saywhen/charts"
	"saywhen/storage"
)

const (
	notch       = 25.0 // what one notch of a wheel reports
	zoomStep    = 1.1  // one notch, or a press of + or −, shows this much less time
	doubleClick = 400 * time.Millisecond
	slack       = 4 // logical pixels that a double click may wander
)

// press is what the pointer is doing.
type press struct {
	at     fyne.Position
	when   time.Time
	mods   fyne.KeyModifier
	double bool
	drag   dragKind
	from   fyne.Position // where the drag began
	lane   storage.ID    // whose name was pressed, 0 none
	grip   calloutGrip
}

type dragKind uint8

const (
	notDragging dragKind = iota
	panning
	banding
	ranging
	laneDragging
	calloutDragging
	cancelled // by Esc: nothing more happens until the button is let go
)

var (
	_ desktop.Mouseable      = (*timeline)(nil)
	_ desktop.Hoverable      = (*timeline)(nil)
	_ desktop.Cursorable     = (*timeline)(nil)
	_ fyne.Tappable          = (*timeline)(nil)
	_ fyne.SecondaryTappable = (*timeline)(nil)
	_ fyne.Draggable         = (*timeline)(nil)
	_ fyne.Scrollable        = (*timeline)(nil)
	_ fyne.Focusable         = (*timeline)(nil)
	_ desktop.Keyable        = (*timeline)(nil)
)

// currentModifiers asks the driver which modifiers are down; wheel and drag
// events do not say.
func currentModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

func (t *timeline) hit(p fyne.Position) charts.Hit { return t.scene().Hit(p.X, p.Y) }

// Scrolled moves: the wheel through the lanes, with Shift through time, with
// Ctrl it zooms at the pointer.
func (t *timeline) Scrolled(e *fyne.ScrollEvent) {
	t.endHover()
	s, sc := t.show(), t.scene()
	if s.index == nil {
		return
	}
	dx, dy := e.Scrolled.DX, e.Scrolled.DY
	v := s.view
	switch mods := t.mods(); {
	case mods&fyne.KeyModifierShortcutDefault != 0:
		v = v.ZoomAt(sc.Plot, e.Position.X, math.Pow(zoomStep, -float64(dy+dx)/notch))
	case mods&fyne.KeyModifierShift != 0:
		v = v.Pan(sc.Plot, (dx+dy)*2) // the library may have turned it sideways already
	default:
		v = v.Pan(sc.Plot, dx*2).Scroll(-dy*2, sc.Content, sc.Plot.H)
	}
	t.move(v)
}

// move reports a view if it is another one.
func (t *timeline) move(v charts.View) {
	if !v.Equal(t.show().view) {
		t.on.view(v)
	}
}

// MouseDown remembers what a click or drag will need: later events do not
// carry modifiers.
func (t *timeline) MouseDown(e *desktop.MouseEvent) {
	t.endHover()
	t.takeFocus()
	now := t.now()
	near := math.Abs(float64(e.Position.X-t.press.at.X))+math.Abs(float64(e.Position.Y-t.press.at.Y)) <= slack
	again := near && now.Sub(t.press.when) < doubleClick && !t.press.double && e.Button == desktop.MouseButtonPrimary
	t.press = press{at: e.Position, when: now, mods: e.Modifier, double: again, lane: t.laneAt(e.Position), grip: t.gripAt(e.Position)}
}

// MouseUp is answered by Tapped and DragEnd.
func (t *timeline) MouseUp(*desktop.MouseEvent) {}

// Tapped is a click, or the second of a double click.
func (t *timeline) Tapped(e *fyne.PointEvent) {
	h := t.hit(e.Position)
	if t.press.double {
		t.on.double(h)
		return
	}
	t.on.click(h, t.press.mods&fyne.KeyModifierShortcutDefault != 0)
}

// TappedSecondary is a right click.
func (t *timeline) TappedSecondary(e *fyne.PointEvent) {
	t.endHover()
	t.on.menu(t.hit(e.Position), e.AbsolutePosition)
}

// dragKind says what a drag does that begins now.
func (t *timeline) dragKind() dragKind {
	switch {
	case t.press.mods&fyne.KeyModifierShift != 0:
		return banding
	case t.press.mods&fyne.KeyModifierAlt != 0:
		return ranging
	case t.press.grip.id != 0:
		return calloutDragging
	case t.press.lane != 0:
		return laneDragging
	}
	return panning
}

// Dragged pans, or moves the lane whose name was pressed; with Shift it pulls
// the rubber band, with Alt it marks a stretch of time.
func (t *timeline) Dragged(e *fyne.DragEvent) {
	t.endHover()
	if t.press.drag == notDragging {
		t.press.drag, t.press.from = t.dragKind(), t.press.at
	}
	switch t.press.drag {
	case cancelled:
		return
	case laneDragging:
		t.dragLane(e.Position)
		return
	case calloutDragging:
		t.dragCallout(e.Position)
		return
	case banding:
		t.showBand(t.press.from, e.Position)
		return
	case ranging:
		p := t.scene().Plot
		t.showBand(fyne.NewPos(t.press.from.X, 0), fyne.NewPos(e.Position.X, p.Y+p.H))
		return
	}
	s, sc := t.show(), t.scene()
	if s.index != nil {
		t.move(s.view.Pan(sc.Plot, e.Dragged.DX).Scroll(-e.Dragged.DY, sc.Content, sc.Plot.H))
	}
}

// DragEnd selects what the rubber band holds, or asks for the stretch of time.
func (t *timeline) DragEnd() {
	kind := t.press.drag
	t.press.drag = notDragging
	if kind == laneDragging {
		t.dropLane()
	}
	if kind == calloutDragging {
		t.dropCallout()
	}
	if kind != banding && kind != ranging {
		return
	}
	t.band.Hide()
	p, s := t.band.Position(), t.band.Size()
	if kind == ranging {
		sc := t.scene().Scale
		t.on.span(charts.Span{From: sc.T(p.X), To: sc.T(p.X + s.Width)})
		return
	}
	ids := t.scene().StatementsIn(charts.Rect{X: p.X, Y: p.Y, W: s.Width, H: s.Height})
	t.on.band(ids, t.press.mods&fyne.KeyModifierShortcutDefault != 0)
}

func (t *timeline) showBand(from, to fyne.Position) {
	t.band.Move(fyne.NewPos(min(from.X, to.X), min(from.Y, to.Y)))
	t.band.Resize(fyne.NewSize(max(from.X, to.X)-min(from.X, to.X), max(from.Y, to.Y)-min(from.Y, to.Y)))
	showAbove(t.raster, t.band)
}

// Cursor is a hand over what a click does something to.
func (t *timeline) Cursor() desktop.Cursor {
	if t.hand {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (t *timeline) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil && c.Focused() != fyne.Focusable(t) {
		c.Focus(t)
	}
}

// FocusGained tells that plain keys are the timeline's now.
func (t *timeline) FocusGained() { t.on.focus(true) }

// FocusLost tells that they are not.
func (t *timeline) FocusLost() { t.on.focus(false) }

// TypedKey runs the action of a plain key.
func (t *timeline) TypedKey(e *fyne.KeyEvent) {
	t.endHover()
	if e.Name == fyne.KeyEscape && (t.cancelDrag() || t.press.drag == cancelled) {
		return
	}
	t.on.key(plain(e.Name))
}

// TypedRune runs the action of a character.
func (t *timeline) TypedRune(r rune) {
	t.endHover()
	t.on.key(char(r))
}
