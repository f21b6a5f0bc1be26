package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/echarts"
	"saywhen/charts/paint"
)

// gallery lists the kinds of chart; one of them is chosen.
type gallery struct {
	root   *container.Scroll
	rows   []*galleryRow
	chosen int
	choose func(kind int)
}

const galleryWidth = 264 // logical pixels

func newGallery(kinds []echarts.Kind, palette func() paint.Palette, choose func(kind int)) *gallery {
	g := &gallery{choose: choose}
	column := container.NewVBox()
	for i, k := range kinds {
		row := newGalleryRow(k, palette, func() { g.choose(i) })
		g.rows = append(g.rows, row)
		column.Add(row)
	}
	g.root = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(6, 6, 6, 6), column))
	g.root.SetMinSize(fyne.NewSize(galleryWidth, 100))
	return g
}

// mark shows which kind is chosen and brings it into view.
func (g *gallery) mark(kind int) {
	g.chosen = kind
	for i, r := range g.rows {
		r.mark(i == kind)
	}
	row := g.rows[kind]
	top, bottom := row.Position().Y, row.Position().Y+row.Size().Height
	switch offset, room := g.root.Offset.Y, g.root.Size().Height; {
	case top < offset:
		g.root.ScrollToOffset(fyne.NewPos(0, top))
	case room > 0 && bottom+12 > offset+room:
		g.root.ScrollToOffset(fyne.NewPos(0, bottom+12-room))
	}
}

// galleryRow is one kind: a pictogram, what it is called, what it shows.
type galleryRow struct {
	widget.BaseWidget
	choice
	icon *canvas.Image
	text *textBlock
}

var (
	_ fyne.Tappable      = (*galleryRow)(nil)
	_ desktop.Hoverable  = (*galleryRow)(nil)
	_ desktop.Cursorable = (*galleryRow)(nil)
)

func newGalleryRow(k echarts.Kind, palette func() paint.Palette, tapped func()) *galleryRow {
	r := &galleryRow{choice: newChoice(tapped)}
	r.back.CornerRadius = 6
	r.icon = canvas.NewImageFromResource(chartIcon(k.Name))
	r.icon.FillMode = canvas.ImageFillContain
	r.icon.SetMinSize(fyne.NewSize(32, 24))
	r.text = newTextBlock(
		palette,
		paragraph{text: k.Title, size: 13, bold: true, style: charts.StyleText, maxLines: 1},
		paragraph{text: k.About, size: 11, style: charts.StyleTextDim, maxLines: 3},
	)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is for the window library.
func (r *galleryRow) CreateRenderer() fyne.WidgetRenderer {
	icon := container.New(layout.NewCustomPaddedLayout(4, 0, 0, 10), container.NewVBox(r.icon))
	return widget.NewSimpleRenderer(container.NewStack(r.back,
		container.New(layout.NewCustomPaddedLayout(6, 7, 9, 6), container.NewBorder(nil, nil, icon, nil, r.text))))
}

// Refresh is called when the theme changes.
func (r *galleryRow) Refresh() {
	r.colour()
	r.BaseWidget.Refresh()
}

// Cursor is the hand.
func (r *galleryRow) Cursor() desktop.Cursor { return desktop.PointerCursor }
