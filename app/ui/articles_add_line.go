package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage/article"
)

// fileLine is a line of the preview.
type fileLine struct {
	widget.BaseWidget
	mark  *widget.Icon
	cells []*textBlock
	box   *fyne.Container
}

// fileShares are the shares of the width of a line: file, title, outlet, date,
// words, notice.
var fileShares = []float32{0.2, 0.3, 0.14, 0.12, 0.07, 0.17}

func newFileLine(palette func() paint.Palette) *fileLine {
	l := &fileLine{mark: widget.NewIcon(theme.CheckButtonIcon())}
	l.box = container.New(fileColumns{fileShares, 24}, l.mark)
	for range fileShares {
		cell := newTextBlock(palette, cellText("X", false))
		l.cells = append(l.cells, cell)
		l.box.Add(cell)
	}
	l.ExtendBaseWidget(l)
	return l
}

func cellText(text string, dim bool) paragraph {
	p := paragraph{text: oneLine(text), size: theme.TextSize() - 1, style: charts.StyleText, maxLines: 1}
	if dim {
		p.style = charts.StyleTextDim
	}
	return p
}

func (l *fileLine) set(r *fileRow) {
	l.mark.SetResource(theme.CheckButtonIcon())
	if r.on {
		l.mark.SetResource(theme.NewPrimaryThemedResource(theme.CheckButtonCheckedIcon()))
	}
	state := r.notice
	if r.wrong != "" {
		state = "! " + r.wrong
		if r.on {
			l.mark.SetResource(theme.NewErrorThemedResource(theme.CheckButtonCheckedIcon()))
		}
	}
	words := thousands(article.Words(r.Text))
	if r.problem != "" {
		words = ""
	}
	for i, text := range []string{r.name(), r.facts.Title, r.facts.Outlet, r.facts.Published, words, state} {
		l.cells[i].set(cellText(text, !r.on || i == 0))
	}
}

// CreateRenderer is for the window library.
func (l *fileLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.box) }

// newFileHead names the columns.
func newFileHead() *fyne.Container {
	box := container.New(fileColumns{fileShares, 24}, widget.NewLabel(""))
	for _, name := range []string{"File", "Title", "Outlet", "Date", "Words", "Notice"} {
		l := widget.NewLabel(name)
		l.SizeName, l.Importance, l.Truncation = theme.SizeNameCaptionText, widget.LowImportance, fyne.TextTruncateEllipsis
		box.Add(l)
	}
	return box
}

// fileColumns is a layout: a first object of a fixed width, then objects with
// shares of what is left.
type fileColumns struct {
	shares []float32
	first  float32
}

var _ fyne.Layout = fileColumns{}

const columnGap = 8

// Layout is for the window library.
func (c fileColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, left := c.first+columnGap, size.Width-c.first-columnGap
	middle := func(o fyne.CanvasObject, x, w float32) {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, whole((size.Height-h)/2)))
	}
	middle(objects[0], 4, c.first-4)
	for i, o := range objects[1:] {
		w := left * c.shares[i]
		middle(o, whole(x), whole(w-columnGap))
		x += w
	}
}

// MinSize is for the window library.
func (c fileColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(500, 24)
	for _, o := range objects {
		s.Height = max(s.Height, o.MinSize().Height)
	}
	return s
}
