package ui

import (
	"image"
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// The timeline is one picture, lanes' names and axis included, drawn anew for
// each frame in which something in it changed (timeline.refresh). What comes
// and goes without changing the picture (hover card, rubber band, scroll mark)
// is a handful of objects above it: moving them repaints nothing.

// shown is what the timeline shows now.
type shown struct {
	index   *charts.Index // nil while no project is open
	lane    storage.ID    // the current one, 0 none
	view    charts.View
	options charts.Options
}

// timelineEvents are the intents that the timeline reports. All are given.
type timelineEvents struct {
	// callout moves one; done when it is let go.
	callout  func(id storage.ID, dx, dy float32, done bool)
	view     func(charts.View)                          // look at another part
	click    func(h charts.Hit, add bool)               // add: Ctrl was down
	double   func(h charts.Hit)                         // double click
	band     func(ids []storage.ID, add bool)           // rubber band let go
	span     func(charts.Span)                          // a stretch of time was marked
	drop     func(charts.Drop)                          // a lane was let go there
	copy     func() bool                                // Ctrl+C
	dropNote func(charts.Drop) cardText                 // what letting go would do
	hover    func(h charts.Hit)                         // the pointer came to a mark
	menu     func(h charts.Hit, absolute fyne.Position) // right click
	key      func(keystroke) bool
	frame    func(frame)
	focus    func(bool)
}

// timeline is the widget of the lanes.
type timeline struct {
	widget.BaseWidget
	on   timelineEvents
	show func() shown
	post func(func()) // runs a function on the window's goroutine
	mods func() fyne.KeyModifier
	now  func() time.Time

	art    *artist
	raster *canvas.Raster
	band   *canvas.Rectangle
	thumb  *canvas.Rectangle // how far the lanes are scrolled
	card   *card
	hint   *canvas.Text // over a plot that shows nothing

	press   press
	lane    laneDrag
	current *canvas.Rectangle // beside the current lane
	hover   hover
	hand    bool // the pointer is over something to click
}

func newTimeline(palette func() paint.Palette, show func() shown, post func(func()), on timelineEvents) *timeline {
	t := &timeline{
		on: on, show: show, post: post, mods: currentModifiers, now: time.Now,
		art:     newArtist(palette),
		band:    canvas.NewRectangle(color.Transparent),
		thumb:   canvas.NewRectangle(color.Transparent),
		card:    newCard(palette),
		hint:    newHint(),
		lane:    laneDrag{mark: canvas.NewRectangle(color.Transparent), note: newCard(palette)},
		current: canvas.NewRectangle(color.Transparent),
	}
	t.band.Hide()
	t.card.Hide()
	t.hideDrop()
	t.current.Hide()
	t.band.StrokeWidth, t.thumb.CornerRadius = 1, 2
	t.raster = canvas.NewRaster(t.generate)
	t.raster.ScaleMode = canvas.ImageScalePixels
	t.ExtendBaseWidget(t)
	return t
}

// generate draws a frame; the window library calls it before it paints.
func (t *timeline) generate(w, h int) image.Image {
	scale := pixelScale(w, t.raster.Size().Width)
	img, f := t.art.draw(w, h, scale, func(dst *charts.Scene, lw, lh float32) {
		s := t.show()
		if s.index == nil {
			layoutNothing(dst, lw, lh)
			return
		}
		s.options.W, s.options.H = lw, lh
		charts.Layout(dst, s.index, s.view, s.options)
	})
	t.placeThumb()
	t.placeHint()
	t.placeCurrent()
	t.on.frame(f)
	return img
}

// layoutNothing is the picture while no project is open.
func layoutNothing(dst *charts.Scene, w, h float32) {
	dst.Reset(w, h)
	dst.Background = charts.StyleBackground
	l := dst.AddLayer(charts.Rect{W: w, H: h})
	l.Texts = append(l.Texts, charts.Text{
		X: w / 2, Y: h / 2, Size: 14, Align: charts.AlignCentre, Style: charts.StyleTextDim, MaxW: w,
		Str: "No project is open. Ctrl+O opens one, Ctrl+Shift+N makes a new one.",
	})
}

// refresh draws the picture anew before the next frame.
func (t *timeline) refresh() { t.raster.Refresh() }

// scene is the picture that is on the screen now.
func (t *timeline) scene() *charts.Scene { return &t.art.scene }

// placeThumb shows how far the lanes are scrolled, when there is anything to
// scroll.
func (t *timeline) placeThumb() {
	sc := t.scene()
	if sc.Content <= sc.Plot.H || sc.Plot.H <= 0 {
		if t.thumb.Visible() {
			t.thumb.Hide()
		}
		return
	}
	h := max(24, sc.Plot.H*sc.Plot.H/sc.Content)
	y := sc.Plot.Y + (sc.Plot.H-h)*t.show().view.ScrollY/(sc.Content-sc.Plot.H)
	pos, size := fyne.NewPos(sc.Plot.X+sc.Plot.W-7, y), fyne.NewSize(4, h)
	if t.thumb.Visible() && t.thumb.Position() == pos && t.thumb.Size() == size {
		return
	}
	t.thumb.Move(pos)
	t.thumb.Resize(size)
	showAbove(t.raster, t.thumb)
}

// MinSize is small: the window decides.
func (t *timeline) MinSize() fyne.Size { return fyne.NewSize(320, 160) }

// CreateRenderer is for the window library.
func (t *timeline) CreateRenderer() fyne.WidgetRenderer {
	r := &timelineRenderer{t: t}
	r.colours()
	return r
}

type timelineRenderer struct {
	t    *timeline
	size fyne.Size
}

// Layout keeps the picture on whole pixels, or it would be smeared.
func (r *timelineRenderer) Layout(s fyne.Size) {
	k := canvasScale(r.t)
	r.t.raster.Resize(fyne.NewSize(wholePixels(s.Width, k), wholePixels(s.Height, k)))
	if s != r.size {
		r.size = s
		r.t.card.Hide()
	}
}

func (r *timelineRenderer) MinSize() fyne.Size { return r.t.MinSize() }

// Refresh is called when the theme changes.
func (r *timelineRenderer) Refresh() {
	r.colours()
	r.t.raster.Refresh()
	r.t.thumb.Refresh()
}

func (r *timelineRenderer) colours() {
	r.t.band.FillColor = theme.Color(theme.ColorNameSelection)
	r.t.band.StrokeColor = theme.Color(theme.ColorNamePrimary)
	r.t.thumb.FillColor = theme.Color(theme.ColorNameScrollBar)
}

func (r *timelineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.raster, r.t.current, r.t.hint, r.t.thumb, r.t.band, r.t.lane.mark, r.t.lane.note, r.t.card}
}

func (r *timelineRenderer) Destroy() {
	if r.t.hover.rest != nil {
		r.t.hover.rest.Stop()
	}
}

// wholePixels rounds a length down to a whole number of physical pixels.
func wholePixels(length, scale float32) float32 {
	return float32(math.Floor(float64(length*scale)+1e-3)) / scale
}

func canvasScale(o fyne.CanvasObject) float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.Scale() > 0 {
		return c.Scale()
	}
	return 1
}
