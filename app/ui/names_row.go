package ui

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// shapeIcon draws one of the picture's shapes, such as that of a class of verb.
type shapeIcon struct {
	widget.BaseWidget
	art    *artist
	raster *canvas.Raster
	shape  charts.Shape
	style  charts.Style // StyleNone draws nothing
}

func newShapeIcon(palette func() paint.Palette) *shapeIcon {
	i := &shapeIcon{art: newArtist(palette)}
	i.raster = canvas.NewRaster(i.generate)
	i.raster.ScaleMode = canvas.ImageScalePixels
	i.raster.SetMinSize(fyne.NewSize(18, 24))
	i.ExtendBaseWidget(i)
	return i
}

func (i *shapeIcon) set(shape charts.Shape, style charts.Style) {
	if i.shape != shape || i.style != style {
		i.shape, i.style = shape, style
		i.raster.Refresh()
	}
}

func (i *shapeIcon) generate(w, h int) image.Image {
	img, _ := i.art.draw(w, h, pixelScale(w, i.raster.Size().Width), func(dst *charts.Scene, lw, lh float32) {
		dst.Reset(lw, lh)
		dst.Background = charts.StyleNone
		if i.style != charts.StyleNone {
			l := dst.AddLayer(charts.Rect{W: lw, H: lh})
			l.Marks = append(l.Marks, charts.Mark{X: lw / 2, Y: lh / 2, Size: 11, Shape: i.shape, Style: i.style, Alpha: 255})
		}
	})
	return img
}

// CreateRenderer is for the window library.
func (i *shapeIcon) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(i.raster) }

// managedRowView shows a managedRow.
type managedRowView struct {
	widget.BaseWidget
	indent  *canvas.Rectangle
	chevron *shapeIcon
	open    *tapArea
	mark    *widget.Icon
	marking *tapArea
	colour  *canvas.Rectangle
	shape   *shapeIcon
	text    *textBlock
	hint    *widget.Label
}

func newManagedRowView(palette func() paint.Palette) *managedRowView {
	r := &managedRowView{
		indent: canvas.NewRectangle(color.Transparent), chevron: newShapeIcon(palette), mark: widget.NewIcon(nil),
		colour: canvas.NewRectangle(color.Transparent), shape: newShapeIcon(palette), text: newTextBlock(palette), hint: widget.NewLabel(""),
	}
	r.open, r.marking = newTapArea(r.chevron), newTapArea(container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(17), r.mark)))
	r.colour.SetMinSize(fyne.NewSize(10, 10))
	r.colour.CornerRadius = 3
	r.hint.SizeName, r.hint.Importance = theme.SizeNameCaptionText, widget.LowImportance
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is for the window library.
func (r *managedRowView) CreateRenderer() fyne.WidgetRenderer {
	left := container.NewHBox(r.indent, r.marking, r.open, r.shape, container.NewCenter(r.colour))
	left.Layout = layout.NewCustomPaddedHBoxLayout(2)
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, left, r.hint,
		container.New(layout.NewCustomPaddedLayout(6, 2, 5, 0), r.text)))
}

// MinSize keeps every line of the list equally high, whatever it shows.
func (r *managedRowView) MinSize() fyne.Size { return fyne.NewSize(120, theme.TextSize()*1.4+14) }

// set shows a line.
func (r *managedRowView) set(kind app.NameKind, row managedRow, marked bool) {
	r.indent.SetMinSize(fyne.NewSize(float32(min(row.depth, 12))*16, 1))
	r.chevron.style = charts.StyleNone
	if row.parent {
		shape := charts.ShapeChevronRight
		if row.open {
			shape = charts.ShapeChevronDown
		}
		r.chevron.set(shape, charts.StyleTextDim)
	}
	r.chevron.raster.Refresh()
	r.mark.SetResource(theme.CheckButtonIcon())
	if marked {
		r.mark.SetResource(theme.NewPrimaryThemedResource(theme.CheckButtonCheckedIcon()))
	}
	r.colour.Hidden, r.shape.Hidden, r.open.Hidden = row.colour == storage.NoColour, kind != app.VerbNames, kind == app.VerbNames
	if row.colour != storage.NoColour {
		r.colour.FillColor = rgb(row.colour)
	}
	r.shape.set(row.shape, charts.StyleTextDim)
	style := charts.StyleText
	if row.pale {
		style = charts.StyleTextDim
	}
	r.text.set(paragraph{text: oneLine(row.text), size: theme.TextSize() / fontScale(), style: style, maxLines: 1})
	r.hint.SetText(row.hint)
	r.Refresh()
}

// rgb is a colour that was stored as 0xRRGGBB.
func rgb(c int32) color.NRGBA {
	return color.NRGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 0xff}
}

// tapArea makes something clickable without giving it the keyboard.
type tapArea struct {
	widget.BaseWidget
	content fyne.CanvasObject
	tapped  func()
}

var (
	_ fyne.Tappable      = (*tapArea)(nil)
	_ desktop.Cursorable = (*tapArea)(nil)
)

func newTapArea(content fyne.CanvasObject) *tapArea {
	a := &tapArea{content: content}
	a.ExtendBaseWidget(a)
	return a
}

// CreateRenderer is for the window library.
func (a *tapArea) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(a.content) }

// Tapped does what a click does.
func (a *tapArea) Tapped(*fyne.PointEvent) { callIf(a.tapped) }

// Cursor is the hand.
func (a *tapArea) Cursor() desktop.Cursor { return desktop.PointerCursor }
