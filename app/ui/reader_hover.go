package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// What shows when the pointer rests on a coded passage.

// MouseIn begins to watch for the pointer to rest.
func (r *reader) MouseIn(e *desktop.MouseEvent) { r.MouseMoved(e) }

// MouseMoved shows the card of a passage on which the pointer rests.
func (r *reader) MouseMoved(e *desktop.MouseEvent) {
	list := r.under(e.Position)
	r.hand = len(list) > 0
	if len(list) > 0 && list[0].statement == r.over {
		return
	}
	r.endHover()
	if len(list) == 0 {
		return
	}
	r.over = list[0].statement
	at := e.Position
	r.rest = time.AfterFunc(restTime, func() {
		r.post(func() {
			if r.rest != nil && r.press.drag == noDrag && r.over == list[0].statement {
				r.on.hover(list, at)
			}
		})
	})
}

// MouseOut takes the card away.
func (r *reader) MouseOut() { r.endHover() }

// endHover takes the card away and forgets one that is about to come.
func (r *reader) endHover() {
	if r.rest != nil {
		r.rest.Stop()
		r.rest = nil
	}
	r.over = 0
	if r.card.Visible() {
		r.card.Hide()
	}
}

// showCard puts the card beside a point, where there is room.
func (r *reader) showCard(c cardText, at fyne.Position) {
	if r.rest == nil {
		return // the pointer went on while the statement was read
	}
	size, room, k := r.card.set(c), r.Size(), canvasScale(r)
	x, y := min(at.X+16, max(0, room.Width-size.Width)), at.Y+22
	if y+size.Height > room.Height {
		y = max(0, at.Y-18-size.Height)
	}
	r.card.Move(fyne.NewPos(wholePixels(x, k), wholePixels(y, k)))
	r.card.Resize(size)
	showAbove(r.raster, r.card)
}

// Cursor is a hand over what a click selects, else that of text.
func (r *reader) Cursor() desktop.Cursor {
	switch {
	case r.hand:
		return desktop.PointerCursor
	case r.text != nil:
		return desktop.TextCursor
	}
	return desktop.DefaultCursor
}
