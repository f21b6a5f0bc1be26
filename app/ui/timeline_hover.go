package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"saywhen/charts"
	"saywhen/storage"
)

// The hover card. What it says is read as soon as the pointer comes to a mark;
// it is shown with the next frame once the pointer has rested there for a
// moment, or at once while another card was just seen. It stands beside what it
// describes, never over it.

const (
	restTime = 150 * time.Millisecond // until the first card comes
	warmTime = 400 * time.Millisecond // after a card, the next one comes at once
	cardGap  = 8                      // logical pixels between a mark and its card
)

// hover is what the pointer is over.
type hover struct {
	about  charts.Hit
	on     bool // over a mark or a bar
	rested bool
	rest   *time.Timer
	text   cardText // read, and waiting for the pointer to rest
	gone   time.Time
}

// MouseIn begins to watch for the pointer to rest.
func (t *timeline) MouseIn(e *desktop.MouseEvent) { t.MouseMoved(e) }

// MouseMoved asks for the card of what the pointer is over.
func (t *timeline) MouseMoved(e *desktop.MouseEvent) {
	h := t.hit(e.Position)
	t.hand = h.Kind == charts.HitMark || h.Kind == charts.HitBin || h.Kind == charts.HitChevron ||
		h.Kind == charts.HitPeriod || h.Kind == charts.HitCallout
	described := h.Kind == charts.HitMark || h.Kind == charts.HitBin
	if t.hover.on && described && h.Kind == t.hover.about.Kind && h.Statement == t.hover.about.Statement && h.Rect == t.hover.about.Rect {
		return
	}
	t.endHover()
	if !described || t.press.drag != notDragging {
		return
	}
	t.hover = hover{about: h, on: true, rested: t.now().Sub(t.hover.gone) < warmTime, gone: t.hover.gone}
	if !t.hover.rested {
		t.waitForRest()
	}
	t.on.hover(h)
}

func (t *timeline) waitForRest() {
	rest := &t.hover.rest
	*rest = time.AfterFunc(restTime, func() {
		t.post(func() {
			if t.hover.rest == *rest && t.hover.on {
				t.hover.rested = true
				t.present()
			}
		})
	})
}

// MouseOut takes the card away.
func (t *timeline) MouseOut() { t.endHover() }

// endHover takes the card away and forgets one that is about to come.
func (t *timeline) endHover() {
	if t.hover.rest != nil {
		t.hover.rest.Stop()
	}
	gone := t.hover.gone
	if t.card.Visible() {
		t.card.Hide()
		gone = t.now()
	}
	t.hover = hover{gone: gone}
}

// hovering tells which statement's card is shown or coming.
func (t *timeline) hovering() storage.ID { return t.hover.about.Statement }

// showCard takes what the card of the thing under the pointer says.
func (t *timeline) showCard(c cardText) {
	if t.hover.on {
		t.hover.text = c
		t.present()
	}
}

// present shows the card when its text is there and the pointer has rested.
func (t *timeline) present() {
	if !t.hover.rested || t.hover.text == nil {
		return
	}
	size := t.card.set(t.hover.text)
	r := t.hover.about.Rect
	pos, size := placeCard(r, t.Size(), size)
	k := canvasScale(t)
	t.card.Move(fyne.NewPos(wholePixels(pos.X, k), wholePixels(pos.Y, k)))
	t.card.Resize(size)
	showAbove(t.raster, t.card)
}

// placeCard finds where a card stands so that it does not cover what it is
// about: below it, above, at the right, at the left, the first side that has
// room. When none has, it takes the side with most room and is cut there.
func placeCard(about charts.Rect, room, size fyne.Size) (fyne.Position, fyne.Size) {
	x0, x1 := max(about.X, 0), min(about.X+about.W, room.Width)
	y0, y1 := max(about.Y, 0), min(about.Y+about.H, room.Height)
	along := func(at, length, limit float32) float32 { return max(0, min(at, limit-length)) }
	below, above := room.Height-y1-cardGap, y0-cardGap
	right, left := room.Width-x1-cardGap, x0-cardGap
	x, y := along(x0, size.Width, room.Width), along(y0, size.Height, room.Height)
	switch {
	case size.Height <= below && size.Width <= room.Width:
		return fyne.NewPos(x, y1+cardGap), size
	case size.Height <= above && size.Width <= room.Width:
		return fyne.NewPos(x, y0-cardGap-size.Height), size
	case size.Width <= right && size.Height <= room.Height:
		return fyne.NewPos(x1+cardGap, y), size
	case size.Width <= left && size.Height <= room.Height:
		return fyne.NewPos(x0-cardGap-size.Width, y), size
	}
	size.Width = min(size.Width, room.Width)
	x = along(x0, size.Width, room.Width)
	if below >= above {
		return fyne.NewPos(x, y1+cardGap), fyne.NewSize(size.Width, max(0, min(size.Height, below)))
	}
	size.Height = max(0, min(size.Height, above))
	return fyne.NewPos(x, y0-cardGap-size.Height), size
}
