package ui

import (
	"image"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/echarts"
	"saywhen/charts/paint"
)

// previewEvents are the intents that a chart in the window reports. All are
// given.
type previewEvents struct {
	size  func(pixelSize)               // the room is another one
	click func(h echarts.Hit, add bool) // add: Ctrl was down
	miss  func()                        // a click beside every mark
	hover func(h echarts.Hit, at fyne.Position)
	key   func(keystroke) bool
	theme func()
	stop  func() // the person cancels the drawing
}

// chartPreview shows one chart. While another one is drawn the old one stays,
// a little paler; what drawing there is after 300 ms is said above it.
type chartPreview struct {
	widget.BaseWidget
	on      previewEvents
	post    func(func())
	palette func() paint.Palette

	raster *canvas.Raster
	veil   *canvas.Rectangle // makes the old chart paler
	frame  *canvas.Rectangle // around the mark that was clicked
	hint   *canvas.Rectangle // around the mark under the pointer
	card   *card
	busy   *fyne.Container
	bar    *widget.ProgressBarInfinite

	drawn  *drawnChart // nil before the first
	size   pixelSize
	fitted fitted
	canvas *image.RGBA

	pressed fyne.KeyModifier
	rest    *time.Timer
	over    echarts.Hit
	isOver  bool
	wasBox  pixelBox
}

// fitted is where a picture stands in the room that it was not drawn for.
type fitted struct{ x, y, k float64 }

var (
	_ desktop.Mouseable  = (*chartPreview)(nil)
	_ desktop.Hoverable  = (*chartPreview)(nil)
	_ desktop.Cursorable = (*chartPreview)(nil)
	_ fyne.Tappable      = (*chartPreview)(nil)
	_ fyne.Focusable     = (*chartPreview)(nil)
)

func newChartPreview(palette func() paint.Palette, post func(func()), on previewEvents) *chartPreview {
	p := &chartPreview{
		on: on, post: post, palette: palette,
		veil: canvas.NewRectangle(color.Transparent), frame: canvas.NewRectangle(color.Transparent),
		hint: canvas.NewRectangle(color.Transparent), card: newCard(palette),
	}
	p.frame.StrokeWidth, p.frame.CornerRadius = 3, 3
	p.hint.StrokeWidth, p.hint.CornerRadius = 1, 3
	p.bar = widget.NewProgressBarInfinite()
	p.bar.Stop()
	stop := newButton("Cancel", func() { p.on.stop() })
	say := widget.NewLabel("Drawing …")
	back := canvas.NewRectangle(color.Transparent)
	back.CornerRadius, back.StrokeWidth = 6, 1
	p.busy = container.NewStack(back, container.NewPadded(container.NewHBox(
		say, container.New(layout.NewCustomPaddedLayout(10, 10, 0, 0), container.NewGridWrap(fyne.NewSize(140, 12), p.bar)), stop)))
	for _, o := range []fyne.CanvasObject{p.veil, p.frame, p.hint, p.card, p.busy} {
		o.Hide()
	}
	p.raster = canvas.NewRaster(p.generate)
	p.raster.ScaleMode = canvas.ImageScalePixels
	p.ExtendBaseWidget(p)
	return p
}

// generate gives the picture of the room; the window library calls it before it
// paints. A room of another size asks for another chart.
func (p *chartPreview) generate(w, h int) image.Image {
	if size := (pixelSize{w, h, pixelScale(w, p.raster.Size().Width)}); size != p.size {
		p.size = size
		p.on.size(size)
	}
	if p.drawn == nil {
		p.fitted = fitted{k: 1}
		return p.blank(w, h)
	}
	img := p.drawn.image
	if img.Rect.Dx() == w && img.Rect.Dy() == h {
		p.fitted = fitted{k: 1}
		return img
	}
	dst := p.blank(w, h)
	p.fitted = fit(img.Rect.Dx(), img.Rect.Dy(), w, h)
	stretch(dst, img, p.fitted)
	return dst
}

// blank is an image of the background, the same one each time.
func (p *chartPreview) blank(w, h int) *image.RGBA {
	if p.canvas == nil || p.canvas.Rect.Dx() != w || p.canvas.Rect.Dy() != h {
		p.canvas = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	c := color.RGBAModel.Convert(p.palette()[charts.StyleBackground]).(color.RGBA)
	for i := 0; i < len(p.canvas.Pix); i += 4 {
		p.canvas.Pix[i], p.canvas.Pix[i+1], p.canvas.Pix[i+2], p.canvas.Pix[i+3] = c.R, c.G, c.B, c.A
	}
	return p.canvas
}

// fit puts a picture into the middle of a room, as large as it goes; one that
// is a pixel or two too small is left as sharp as it is.
func fit(pw, ph, w, h int) fitted {
	if pw <= w && ph <= h && w-pw <= 2 && h-ph <= 2 {
		return fitted{k: 1}
	}
	k := min(float64(w)/float64(pw), float64(h)/float64(ph))
	return fitted{x: (float64(w) - float64(pw)*k) / 2, y: (float64(h) - float64(ph)*k) / 2, k: k}
}

// stretch copies a picture into a room. It is for the moment until the chart is
// drawn for that room, so the nearest pixel will do.
func stretch(dst, src *image.RGBA, f fitted) {
	for y := range dst.Rect.Dy() {
		sy := int((float64(y) - f.y) / f.k)
		if float64(y) < f.y || sy >= src.Rect.Dy() {
			continue
		}
		for x := range dst.Rect.Dx() {
			sx := int((float64(x) - f.x) / f.k)
			if float64(x) < f.x || sx >= src.Rect.Dx() {
				continue
			}
			copy(dst.Pix[y*dst.Stride+4*x:][:4], src.Pix[sy*src.Stride+4*sx:])
		}
	}
}

// show puts a chart in the place of the one before; nil takes it away.
func (p *chartPreview) show(d *drawnChart) {
	p.drawn = d
	p.endHover()
	p.unframe()
	p.setPale(false)
	p.raster.Refresh()
}

// setPale makes the chart paler, or not: another one is being drawn.
func (p *chartPreview) setPale(on bool) {
	if on == p.veil.Visible() {
		return
	}
	if !on {
		p.veil.Hide()
		return
	}
	p.endHover()
	showAbove(p.raster, p.veil)
}

// setBusy shows that drawing takes its time, with a button that ends it.
func (p *chartPreview) setBusy(on bool) {
	if !on {
		p.bar.Stop()
		p.busy.Hide()
		return
	}
	size := p.busy.MinSize()
	p.busy.Resize(size)
	p.busy.Move(fyne.NewPos(whole((p.Size().Width-size.Width)/2), whole((p.Size().Height-size.Height)/2)))
	showAbove(p.raster, p.busy)
	p.bar.Start()
}

// markAt gives the mark at a place of the widget, and its box there.
func (p *chartPreview) markAt(at fyne.Position) (echarts.Hit, pixelBox, bool) {
	if p.veil.Visible() {
		return echarts.Hit{}, pixelBox{}, false // it is not what was asked for
	}
	k, f := float64(p.size.scale), p.fitted
	h, b, ok := p.drawn.markAt((float64(at.X)*k-f.x)/f.k, (float64(at.Y)*k-f.y)/f.k)
	return h, pixelBox{(b.x*f.k + f.x) / k, (b.y*f.k + f.y) / k, b.w * f.k / k, b.h * f.k / k}, ok
}

// place is where a pixel of the picture stands in the widget.
func (p *chartPreview) place(x, y int) fyne.Position {
	k, f := float64(p.size.scale), p.fitted
	return fyne.NewPos(float32((float64(x)*f.k+f.x)/k), float32((float64(y)*f.k+f.y)/k))
}

// MouseDown remembers the modifiers, which a click does not tell.
func (p *chartPreview) MouseDown(e *desktop.MouseEvent) {
	p.endHover()
	p.pressed = e.Modifier
	p.takeFocus()
}

// MouseUp is answered by Tapped.
func (p *chartPreview) MouseUp(*desktop.MouseEvent) {}

// Tapped reports the mark that was clicked and frames it.
func (p *chartPreview) Tapped(e *fyne.PointEvent) {
	h, box, ok := p.markAt(e.Position)
	if !ok {
		p.unframe()
		p.on.miss()
		return
	}
	p.surround(p.frame, box, 2)
	p.on.click(h, p.pressed&fyne.KeyModifierShortcutDefault != 0)
}

func (p *chartPreview) surround(r *canvas.Rectangle, b pixelBox, margin float32) {
	r.Move(fyne.NewPos(float32(b.x)-margin, float32(b.y)-margin))
	r.Resize(fyne.NewSize(float32(b.w)+2*margin, float32(b.h)+2*margin))
	showAbove(p.raster, r)
}

// unframe takes the frame of the clicked mark away.
func (p *chartPreview) unframe() {
	if p.frame.Visible() {
		p.frame.Hide()
	}
}

// MouseIn begins to watch for the pointer to rest.
func (p *chartPreview) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved lights the mark up that is under the pointer, and tells about it
// when the pointer rests there.
func (p *chartPreview) MouseMoved(e *desktop.MouseEvent) {
	h, box, ok := p.markAt(e.Position)
	if ok && p.isOver && h == p.over && box == p.wasBox {
		return
	}
	p.endHover()
	if !ok {
		return
	}
	p.over, p.isOver, p.wasBox = h, true, box
	p.surround(p.hint, box, 1)
	at := e.Position
	p.rest = time.AfterFunc(restTime, func() {
		p.post(func() {
			if p.isOver && p.over == h {
				p.on.hover(h, at)
			}
		})
	})
}

// MouseOut takes the card away.
func (p *chartPreview) MouseOut() { p.endHover() }

func (p *chartPreview) endHover() {
	if p.rest != nil {
		p.rest.Stop()
		p.rest = nil
	}
	p.isOver = false
	for _, o := range []fyne.CanvasObject{p.card, p.hint} {
		if o.Visible() {
			o.Hide()
		}
	}
}

// showCard tells about the mark under the pointer, unless it went on.
func (p *chartPreview) showCard(h echarts.Hit, text cardText, at fyne.Position) {
	if !p.isOver || p.over != h {
		return
	}
	size, room := p.card.set(text), p.Size()
	x, y := at.X+16, at.Y+18
	if x+size.Width > room.Width {
		x = max(0, at.X-16-size.Width)
	}
	if y+size.Height > room.Height {
		y = max(0, at.Y-12-size.Height)
	}
	k := canvasScale(p)
	p.card.Move(fyne.NewPos(wholePixels(x, k), wholePixels(y, k)))
	p.card.Resize(size)
	showAbove(p.raster, p.card)
}

// Cursor is a hand over what a click selects.
func (p *chartPreview) Cursor() desktop.Cursor {
	if p.isOver {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (p *chartPreview) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil && c.Focused() != fyne.Focusable(p) {
		c.Focus(p)
	}
}

// FocusGained does nothing: keys are told by TypedKey.
func (p *chartPreview) FocusGained() {}

// FocusLost does nothing.
func (p *chartPreview) FocusLost() {}

// TypedKey hands a plain key on.
func (p *chartPreview) TypedKey(e *fyne.KeyEvent) { p.on.key(plain(e.Name)) }

// TypedRune hands a character on.
func (p *chartPreview) TypedRune(r rune) { p.on.key(char(r)) }

// MinSize is small: the window decides.
func (p *chartPreview) MinSize() fyne.Size { return fyne.NewSize(200, 140) }

// CreateRenderer is for the window library.
func (p *chartPreview) CreateRenderer() fyne.WidgetRenderer {
	r := &previewRenderer{p: p}
	r.colours()
	return r
}

type previewRenderer struct {
	p    *chartPreview
	size fyne.Size
}

// Layout keeps the picture on whole pixels.
func (r *previewRenderer) Layout(s fyne.Size) {
	k := canvasScale(r.p)
	size := fyne.NewSize(wholePixels(s.Width, k), wholePixels(s.Height, k))
	r.p.raster.Resize(size)
	r.p.veil.Resize(size)
	if s != r.size {
		r.size = s
		r.p.unframe()
		r.p.endHover()
	}
}

func (r *previewRenderer) MinSize() fyne.Size { return r.p.MinSize() }

// Refresh is called when the theme changes.
func (r *previewRenderer) Refresh() {
	r.colours()
	r.p.raster.Refresh()
	r.p.on.theme()
}

func (r *previewRenderer) colours() {
	p := r.p
	back := color.NRGBAModel.Convert(p.palette()[charts.StyleBackground]).(color.NRGBA)
	back.A = 110
	p.veil.FillColor = back
	p.frame.StrokeColor, p.hint.StrokeColor = p.palette()[charts.StyleSelection], theme.Color(theme.ColorNameForeground)
	box := p.busy.Objects[0].(*canvas.Rectangle)
	box.FillColor, box.StrokeColor = theme.Color(theme.ColorNameOverlayBackground), theme.Color(theme.ColorNameInputBorder)
}

func (r *previewRenderer) Objects() []fyne.CanvasObject {
	p := r.p
	return []fyne.CanvasObject{p.raster, p.veil, p.hint, p.frame, p.card, p.busy}
}

func (r *previewRenderer) Destroy() {
	if r.p.rest != nil {
		r.p.rest.Stop()
	}
}
