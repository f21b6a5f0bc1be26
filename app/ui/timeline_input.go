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
	restTime    = 300 * time.Millisecond // until the hover card comes
	slack       = 4                      // logical pixels that a double click may wander
)

// press is what the pointer is doing.
type press struct {
	at     fyne.Position
	when   time.Time
	mods   fyne.KeyModifier
	double bool
	drag   dragKind
	from   fyne.Position // where the drag began
}

type dragKind uint8

const (
	notDragging dragKind = iota
	panning
	banding
	ranging
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
	t.press = press{at: e.Position, when: now, mods: e.Modifier, double: again}
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
	}
	return panning
}

// Dragged pans; with Shift it pulls the rubber band, with Alt it marks a
// stretch of time.
func (t *timeline) Dragged(e *fyne.DragEvent) {
	t.endHover()
	if t.press.drag == notDragging {
		t.press.drag, t.press.from = t.dragKind(), t.press.at
	}
	switch t.press.drag {
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

// MouseIn begins to watch for the pointer to rest.
func (t *timeline) MouseIn(e *desktop.MouseEvent) { t.MouseMoved(e) }

// MouseMoved shows the card of a mark on which the pointer rests.
func (t *timeline) MouseMoved(e *desktop.MouseEvent) {
	h := t.hit(e.Position)
	t.hand = h.Kind == charts.HitMark || h.Kind == charts.HitBin || h.Kind == charts.HitChevron
	if t.over != 0 && h.Statement == t.over {
		return
	}
	t.endHover()
	if h.Kind != charts.HitMark && h.Kind != charts.HitBin {
		return
	}
	at := e.Position
	t.rest = time.AfterFunc(restTime, func() {
		t.post(func() {
			if t.rest != nil && t.press.drag == notDragging {
				t.over = h.Statement
				t.on.hover(h, at)
			}
		})
	})
}

// MouseOut takes the card away.
func (t *timeline) MouseOut() { t.endHover() }

// endHover takes the card away and forgets one that is about to come.
func (t *timeline) endHover() {
	if t.rest != nil {
		t.rest.Stop()
		t.rest = nil
	}
	t.over = 0
	if t.card.Visible() {
		t.card.Hide()
	}
}

// showCard puts the card beside a point, where there is room.
func (t *timeline) showCard(c cardText, at fyne.Position) {
	if t.rest == nil {
		return // the pointer went on while the statement was read
	}
	size := t.card.set(c)
	room := t.Size()
	x, y := at.X+16, at.Y+18
	if x+size.Width > room.Width {
		x = max(0, at.X-16-size.Width)
	}
	if y+size.Height > room.Height {
		y = max(0, at.Y-12-size.Height)
	}
	k := canvasScale(t)
	t.card.Move(fyne.NewPos(wholePixels(x, k), wholePixels(y, k)))
	t.card.Resize(size)
	showAbove(t.raster, t.card)
}

// hovering tells which statement's card is shown or coming.
func (t *timeline) hovering() storage.ID { return t.over }

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
	t.on.key(plain(e.Name))
}

// TypedRune runs the action of a character.
func (t *timeline) TypedRune(r rune) {
	t.endHover()
	t.on.key(char(r))
}
