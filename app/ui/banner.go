package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// banners are the bars below the toolbar that say something lasting about the
// project: that it is read-only, that another program changed it, that it has
// no name yet. Each has a key and is there once.
type banners struct {
	box  *fyne.Container
	rows map[string]fyne.CanvasObject
	keys map[fyne.CanvasObject]*button // the first button of each
	// changed, when given, lays the window out anew: the bars take room.
	changed func()
}

// offer is a button in a banner.
type offer struct {
	title string
	do    func()
}

func newBanners() *banners {
	return &banners{box: rowsAround(nil), rows: map[string]fyne.CanvasObject{}, keys: map[fyne.CanvasObject]*button{}, changed: func() {}}
}

// show puts up a banner, or changes the one with the same key.
func (b *banners) show(key, text string, offers ...offer) {
	b.hide(key)
	back := newBannerBack()
	buttons := container.NewHBox()
	for _, o := range offers {
		btn := newButton(o.title, o.do)
		buttons.Add(btn)
	}
	x := newIconButton("", theme.CancelIcon(), func() { b.hide(key) })
	x.Importance = widget.LowImportance
	buttons.Add(x)
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	icon := widget.NewIcon(theme.InfoIcon())
	row := container.NewStack(back, container.NewBorder(nil, nil, container.NewPadded(icon), buttons, label))
	b.rows[key] = row
	b.keys[row], _ = buttons.Objects[0].(*button)
	b.box.Add(row)
	b.changed()
}

// hide takes a banner away, if it is there.
func (b *banners) hide(key string) {
	if row := b.rows[key]; row != nil {
		b.box.Remove(row)
		delete(b.rows, key)
		delete(b.keys, row)
		b.changed()
	}
}

// clear takes all away: another project was opened.
func (b *banners) clear() {
	b.box.RemoveAll()
	clear(b.rows)
	clear(b.keys)
	b.changed()
}

// focus gives the keyboard to the first button, when there is a banner.
func (b *banners) focus() {
	if len(b.box.Objects) == 0 {
		return
	}
	if btn := b.keys[b.box.Objects[0]]; btn != nil {
		if c := fyne.CurrentApp().Driver().CanvasForObject(btn); c != nil {
			c.Focus(btn)
		}
	}
}

func (b *banners) has(key string) bool { return b.rows[key] != nil }

// bannerBack is the background of a banner. It takes the colour of the theme
// that is on, also when that changes.
type bannerBack struct {
	widget.BaseWidget
	rect *canvas.Rectangle
}

func newBannerBack() *bannerBack {
	b := &bannerBack{rect: canvas.NewRectangle(theme.Color(theme.ColorNameHeaderBackground))}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is for the window library.
func (b *bannerBack) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.rect) }

// Refresh is called when the theme changes.
func (b *bannerBack) Refresh() {
	b.rect.FillColor = theme.Color(theme.ColorNameHeaderBackground)
	b.rect.Refresh()
	b.BaseWidget.Refresh()
}
