package ui

import (
	"image"
	"time"

	"saywhen/charts"
	"saywhen/charts/paint"
)

// artist draws scenes into one image that it reuses. The window library uploads
// the image before it asks for the next one, so one is enough.
type artist struct {
	painter *paint.Painter
	palette func() paint.Palette
	scene   charts.Scene
	img     *image.RGBA
}

// frame is what a frame cost, for the trace.
type frame struct {
	layout, paint time.Duration
	marks         int
	w, h          int // physical pixels
}

func newArtist(palette func() paint.Palette) *artist {
	return &artist{painter: paint.NewPainter(paint.Default()), palette: palette}
}

// draw makes a picture of w by h physical pixels; layout fills the scene, in
// logical pixels of which each is scale physical ones.
func (a *artist) draw(w, h int, scale float32, layout func(dst *charts.Scene, w, h float32)) (*image.RGBA, frame) {
	if a.img == nil || a.img.Rect.Dx() != w || a.img.Rect.Dy() != h {
		a.img = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	t0 := time.Now()
	layout(&a.scene, float32(w)/scale, float32(h)/scale)
	t1 := time.Now()
	a.painter.Paint(a.img, &a.scene, a.palette(), scale)
	f := frame{layout: t1.Sub(t0), paint: time.Since(t1), w: w, h: h}
	for i := range a.scene.Layers {
		f.marks += len(a.scene.Layers[i].Marks)
	}
	return a.img, f
}

// pixelScale is the number of physical pixels in a logical one, found from the
// picture itself: the canvas's own figure is rounded.
func pixelScale(pixels int, size float32) float32 {
	if size <= 0 || pixels <= 0 {
		return 1
	}
	return float32(pixels) / size
}
