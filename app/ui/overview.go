package ui

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/paint"
)

const overviewHeight = 56

// overview is the strip below the timeline: the density of everything, with a
// handle over the stretch that is seen. The handle is dragged, and pulled
// longer or shorter at its ends; a click beside it brings the view there, a
// double click shows everything.
type overview struct {
	widget.BaseWidget
	show   func() shown
	view   func(charts.View) // look at another part
	fit    func()            // look at everything
	now    func() time.Time
	art    *artist
	raster *canvas.Raster

	part  charts.HandlePart // what is dragged
	begun charts.View       // the view when the drag began
	scale charts.TimeScale  // of the strip when the drag began
	moved float32
	drag  bool
	when  time.Time         // of the last press, for double clicks
	twice bool              // this press is the second of a double click
	over  charts.HandlePart // what is under the pointer
	at    float32
}

var (
	_ desktop.Mouseable  = (*overview)(nil)
	_ desktop.Hoverable  = (*overview)(nil)
	_ desktop.Cursorable = (*overview)(nil)
	_ fyne.Draggable     = (*overview)(nil)
	_ fyne.Tappable      = (*overview)(nil)
)

func newOverview(palette func() paint.Palette, show func() shown, view func(charts.View), fit func()) *overview {
	o := &overview{show: show, view: view, fit: fit, now: time.Now, art: newArtist(palette)}
	o.raster = canvas.NewRaster(o.generate)
	o.raster.ScaleMode = canvas.ImageScalePixels
	o.ExtendBaseWidget(o)
	return o
}

func (o *overview) generate(w, h int) image.Image {
	scale := pixelScale(w, o.raster.Size().Width)
	img, _ := o.art.draw(w, h, scale, func(dst *charts.Scene, lw, lh float32) {
		s := o.show()
		if s.index == nil {
			dst.Reset(lw, lh)
			dst.Background = charts.StyleBackground
			return
		}
		charts.LayoutOverview(dst, s.index, s.view, lw, lh)
	})
	return img
}

func (o *overview) refresh() { o.raster.Refresh() }

// MouseDown notes what the drag will hold.
func (o *overview) MouseDown(e *desktop.MouseEvent) {
	now := o.now()
	near := max(e.Position.X-o.at, o.at-e.Position.X) <= slack
	o.twice = near && now.Sub(o.when) < doubleClick && !o.twice
	o.part, o.at, o.when = o.art.scene.HandleAt(e.Position.X), e.Position.X, now
	o.begun, o.scale, o.moved = o.show().view, o.art.scene.Scale, 0
}

// MouseUp is answered by Tapped and DragEnd.
func (o *overview) MouseUp(*desktop.MouseEvent) {}

// Tapped beside the handle brings the view there; a double click shows all.
func (o *overview) Tapped(e *fyne.PointEvent) {
	if o.twice && o.show().index != nil {
		o.fit()
		return
	}
	if o.show().index == nil || o.art.scene.HandleAt(e.Position.X) != charts.HandleOutside {
		return
	}
	o.view(o.show().view.PanTo(o.art.scene.Scale.T(e.Position.X)))
}

// Dragged moves what the pointer took hold of; beside the handle it first
// brings the handle to the pointer.
func (o *overview) Dragged(e *fyne.DragEvent) {
	if o.show().index == nil {
		return
	}
	if !o.drag && o.part == charts.HandleOutside {
		o.begun, o.part = o.begun.PanTo(o.scale.T(o.at)), charts.HandleBody
	}
	o.drag = true
	o.moved += e.Dragged.DX
	o.view(o.begun.DragHandle(o.scale, o.part, o.moved))
}

// DragEnd lets go.
func (o *overview) DragEnd() { o.drag = false }

// MouseIn is MouseMoved.
func (o *overview) MouseIn(e *desktop.MouseEvent) { o.MouseMoved(e) }

// MouseMoved chooses the cursor.
func (o *overview) MouseMoved(e *desktop.MouseEvent) { o.over = o.art.scene.HandleAt(e.Position.X) }

// MouseOut forgets the cursor.
func (o *overview) MouseOut() { o.over = charts.HandleOutside }

// Cursor shows what can be pulled.
func (o *overview) Cursor() desktop.Cursor {
	switch o.over {
	case charts.HandleLeft, charts.HandleRight:
		return desktop.HResizeCursor
	case charts.HandleBody:
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MinSize is the height of the strip.
func (o *overview) MinSize() fyne.Size { return fyne.NewSize(200, overviewHeight) }

// CreateRenderer is for the window library.
func (o *overview) CreateRenderer() fyne.WidgetRenderer { return &overviewRenderer{o} }

type overviewRenderer struct{ o *overview }

func (r *overviewRenderer) Layout(s fyne.Size) {
	k := canvasScale(r.o)
	r.o.raster.Resize(fyne.NewSize(wholePixels(s.Width, k), wholePixels(s.Height, k)))
}
func (r *overviewRenderer) MinSize() fyne.Size           { return r.o.MinSize() }
func (r *overviewRenderer) Refresh()                     { r.o.raster.Refresh() }
func (r *overviewRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.o.raster} }
func (r *overviewRenderer) Destroy()                     {}
