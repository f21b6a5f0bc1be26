package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"saywhen/charts"
	"saywhen/storage"
)

// A lane is dragged by its name: a line shows between which lanes it would go,
// with Ctrl the lane below which it would hang, and a note says so. Esc leaves
// everything as it was.

// laneDrag is a lane that is dragged.
type laneDrag struct {
	drop charts.Drop
	ok   bool
	at   fyne.Position     // of the pointer
	mark *canvas.Rectangle // the line, or the frame of a lane
	note *card
}

const dropLine = 3 // logical pixels

// dragLane shows where the lane would go that is let go at a point.
func (t *timeline) dragLane(at fyne.Position) {
	t.scrollAtEdge(at.Y)
	into := t.mods()&fyne.KeyModifierShortcutDefault != 0
	d := &t.lane
	d.at = at
	d.drop, d.ok = t.scene().DropLane(t.press.lane, at.Y, into)
	if !d.ok {
		t.hideDrop()
		return
	}
	t.showDrop(d.drop.Mark, at, t.on.dropNote(d.drop))
}

// showDrop shows a line or a frame, and a note beside the pointer.
func (t *timeline) showDrop(r charts.Rect, at fyne.Position, note cardText) {
	m := t.lane.mark
	m.StrokeColor, m.FillColor = theme.Color(theme.ColorNamePrimary), theme.Color(theme.ColorNameSelection)
	m.StrokeWidth = 2
	if r.H < dropLine || r.W < dropLine {
		m.StrokeWidth, m.FillColor = 0, m.StrokeColor
		r = charts.Rect{X: r.X, Y: r.Y, W: max(r.W, dropLine), H: max(r.H, dropLine)}
	}
	m.Move(fyne.NewPos(r.X, r.Y))
	m.Resize(fyne.NewSize(r.W, r.H))
	m.Refresh()
	showAbove(t.raster, m)
	size := t.lane.note.set(note)
	pos, size := placeCard(charts.Rect{X: at.X, Y: at.Y - 8, W: 12, H: 24}, t.Size(), size)
	k := canvasScale(t)
	t.lane.note.Move(fyne.NewPos(wholePixels(pos.X, k), wholePixels(pos.Y, k)))
	t.lane.note.Resize(size)
	showAbove(t.raster, t.lane.note)
}

func (t *timeline) hideDrop() {
	t.lane.mark.Hide()
	t.lane.note.Hide()
}

// scrollAtEdge scrolls the lanes while something is dragged along their upper
// or lower edge.
func (t *timeline) scrollAtEdge(y float32) {
	const edge, step = 16, 14 // logical pixels
	s, sc := t.show(), t.scene()
	switch {
	case s.index == nil:
	case y < sc.Plot.Y+edge:
		t.move(s.view.Scroll(-step, sc.Content, sc.Plot.H))
	case y > sc.Plot.Y+sc.Plot.H-edge:
		t.move(s.view.Scroll(step, sc.Content, sc.Plot.H))
	}
}

// dropLane lets go of the lane.
func (t *timeline) dropLane() {
	t.hideDrop()
	if d := t.lane; d.ok && !d.drop.Same && !d.drop.Loop {
		t.on.drop(d.drop)
	}
}

// cancelDrag leaves everything as it was while something is dragged; it reports
// whether something was.
func (t *timeline) cancelDrag() bool {
	if t.press.drag == notDragging || t.press.drag == panning || t.press.drag == cancelled {
		return false
	}
	t.press.drag = cancelled
	t.band.Hide()
	t.hideDrop()
	return true
}

// KeyDown hears keys whatever else is down: Esc leaves what is dragged, Ctrl
// changes what letting go of a lane would do.
func (t *timeline) KeyDown(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		t.cancelDrag()
		return
	}
	t.KeyUp(e)
}

// KeyUp looks at Ctrl again.
func (t *timeline) KeyUp(e *fyne.KeyEvent) {
	if control := e.Name == desktop.KeyControlLeft || e.Name == desktop.KeyControlRight; control && t.press.drag == laneDragging {
		t.dragLane(t.lane.at)
	}
}

// placeCurrent shows which lane the keys mean: a bar at its left edge.
func (t *timeline) placeCurrent() {
	r, ok := t.scene().LaneRect(t.show().lane)
	if !ok || t.show().lane == 0 || r.H < 1 {
		if t.current.Visible() {
			t.current.Hide()
		}
		return
	}
	pos, size := fyne.NewPos(0, r.Y+1), fyne.NewSize(dropLine, max(1, min(r.H, t.scene().Plot.Y+t.scene().Plot.H-r.Y)-2))
	if t.current.Visible() && t.current.Position() == pos && t.current.Size() == size {
		return
	}
	t.current.FillColor = theme.Color(theme.ColorNamePrimary)
	t.current.Move(pos)
	t.current.Resize(size)
	showAbove(t.raster, t.current)
}

// laneAt is the lane whose name lies at a point, 0 for none.
func (t *timeline) laneAt(p fyne.Position) storage.ID {
	if h := t.hit(p); h.Kind == charts.HitLane {
		return h.Actor
	}
	return 0
}
