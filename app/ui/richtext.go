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

// textBlock shows paragraphs in any script and direction. Its height follows
// its width.
type textBlock struct {
	widget.BaseWidget
	art    *artist
	ps     []paragraph
	raster *canvas.Raster
	height float32 // at the width that it has
}

func newTextBlock(palette func() paint.Palette, ps ...paragraph) *textBlock {
	b := &textBlock{art: newArtist(palette), ps: ps}
	b.raster = canvas.NewRaster(b.generate)
	b.raster.ScaleMode = canvas.ImageScalePixels
	b.ExtendBaseWidget(b)
	return b
}

// set shows other paragraphs.
func (b *textBlock) set(ps ...paragraph) {
	b.ps = ps
	b.measure(b.Size().Width)
	b.Refresh()
}

func (b *textBlock) measure(width float32) {
	b.height = 0
	if width > 0 {
		b.height = flow(nil, scaledText(b.ps), 0, 0, width, paint.Default().Measure)
	}
}

// MinSize is that of the text at its present width; in one line when it has
// none yet.
func (b *textBlock) MinSize() fyne.Size {
	if b.Size().Width <= 0 {
		b.height = 0
		for _, p := range scaledText(b.ps) {
			b.height += p.above + p.size*lineHeight
		}
	}
	return fyne.NewSize(24, float32(math.Ceil(float64(b.height))))
}

// Resize breaks the lines anew.
func (b *textBlock) Resize(s fyne.Size) {
	if s.Width != b.Size().Width {
		b.measure(s.Width)
	}
	b.BaseWidget.Resize(s)
}

func (b *textBlock) generate(w, h int) image.Image {
	img, _ := b.art.draw(w, h, pixelScale(w, b.raster.Size().Width), func(dst *charts.Scene, lw, lh float32) {
		dst.Reset(lw, lh)
		dst.Background = charts.StyleNone
		flow(dst.AddLayer(charts.Rect{W: lw, H: lh}), scaledText(b.ps), 0, 0, lw, paint.Default().Measure)
	})
	return img
}

// CreateRenderer is for the window library.
func (b *textBlock) CreateRenderer() fyne.WidgetRenderer { return &textBlockRenderer{b} }

type textBlockRenderer struct{ b *textBlock }

func (r *textBlockRenderer) Layout(s fyne.Size) {
	k := canvasScale(r.b)
	r.b.raster.Resize(fyne.NewSize(wholePixels(s.Width, k), wholePixels(s.Height, k)))
}
func (r *textBlockRenderer) MinSize() fyne.Size           { return r.b.MinSize() }
func (r *textBlockRenderer) Refresh()                     { r.b.raster.Refresh() }
func (r *textBlockRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.b.raster} }
func (r *textBlockRenderer) Destroy()                     {}

// textLine is one line of text in any script and direction.
type textLine struct {
	textBlock
	measured    paragraph // what width was measured for
	size, width float32
}

func newTextLine(palette func() paint.Palette, text string, size float32) *textLine {
	l := &textLine{}
	l.art = newArtist(palette)
	l.ps = []paragraph{{text: text, size: size, style: charts.StyleText}}
	l.raster = canvas.NewRaster(l.generate)
	l.raster.ScaleMode = canvas.ImageScalePixels
	l.ExtendBaseWidget(l)
	return l
}

// MinSize is that of the unbroken line.
func (l *textLine) MinSize() fyne.Size {
	ps := scaledText(l.ps)
	if l.ps[0] != l.measured || ps[0].size != l.size { // asked for at each layout
		l.measured, l.size = l.ps[0], ps[0].size
		l.width = whole(naturalWidth(ps, paint.Default().Measure)) + 2
	}
	return fyne.NewSize(l.width, whole(l.size*lineHeight))
}

// CreateRenderer is for the window library.
func (l *textLine) CreateRenderer() fyne.WidgetRenderer {
	return &textLineRenderer{textBlockRenderer{&l.textBlock}, l}
}

type textLineRenderer struct {
	textBlockRenderer
	l *textLine
}

func (r *textLineRenderer) MinSize() fyne.Size { return r.l.MinSize() }
