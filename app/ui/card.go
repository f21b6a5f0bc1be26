package ui

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/paint"
)

const (
	cardWidth   = 380 // at most, logical pixels
	cardPadding = 12
)

// cardText is what a hover card says.
type cardText []paragraph

// card is the box that tells all about the mark under the pointer. It does not
// take the pointer: what lies below it still hears it.
type card struct {
	widget.BaseWidget
	art    *artist
	text   cardText
	raster *canvas.Raster
}

func newCard(palette func() paint.Palette) *card {
	c := &card{art: newArtist(palette)}
	c.raster = canvas.NewRaster(c.generate)
	c.raster.ScaleMode = canvas.ImageScalePixels
	c.ExtendBaseWidget(c)
	return c
}

// set gives the card its text and returns the size that it needs.
func (c *card) set(t cardText) fyne.Size {
	t = scaledText(t)
	c.text = t
	c.raster.Refresh()
	measure := paint.Default().Measure
	w := min(naturalWidth(t, measure)+1, cardWidth*fontScale()-2*cardPadding)
	h := flow(nil, t, 0, 0, w, measure)
	return fyne.NewSize(whole(w+2*cardPadding), whole(h+2*cardPadding))
}

func whole(v float32) float32 { return float32(math.Ceil(float64(v))) }

func (c *card) generate(w, h int) image.Image {
	img, _ := c.art.draw(w, h, pixelScale(w, c.raster.Size().Width), func(dst *charts.Scene, lw, lh float32) {
		dst.Reset(lw, lh)
		dst.Background = charts.StyleNone
		box := charts.Rect{W: lw, H: lh}
		l := dst.AddLayer(box)
		l.Rects = append(l.Rects, charts.Fill{
			Rect: box, Radius: 6, Style: charts.StyleGutter, Alpha: 255, Stroke: charts.StyleRule,
		})
		flow(l, c.text, cardPadding, cardPadding, lw-2*cardPadding, paint.Default().Measure)
	})
	return img
}

// CreateRenderer is for the window library.
func (c *card) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.raster) }
