package ui

import (
	"fyne.io/fyne/v2"

	"saywhen/charts"
	"saywhen/storage"
)

// calloutGrip is a callout under the pressed button.
type calloutGrip struct {
	id     storage.ID    // 0: none
	at     fyne.Position // of the press
	dx, dy float32       // from its mark to its middle when it was pressed
	to     fyne.Position // and now
}

// gripAt takes hold of the callout at a point, if there is one.
func (t *timeline) gripAt(p fyne.Position) (g calloutGrip) {
	h := t.hit(p)
	if h.Kind != charts.HitCallout {
		return g
	}
	box, x, y, ok := t.scene().CalloutPlace(h.Callout)
	if !ok {
		return g
	}
	return calloutGrip{id: h.Callout, at: p, dx: box.X + box.W/2 - x, dy: box.Y + box.H/2 - y}
}

// dragCallout moves the callout that is held.
func (t *timeline) dragCallout(p fyne.Position) {
	g := &t.press.grip
	g.to = fyne.NewPos(g.dx+p.X-g.at.X, g.dy+p.Y-g.at.Y)
	t.on.callout(g.id, g.to.X, g.to.Y, false)
}

// dropCallout lets it go.
func (t *timeline) dropCallout() {
	g := t.press.grip
	t.on.callout(g.id, g.to.X, g.to.Y, true)
}
