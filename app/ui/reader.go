package ui

import (
	"image"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/article"
)

// The reader is one picture of the lines that are seen, drawn anew for each
// frame in which something in it changed. Its text is set by paint.Flow, which
// looks at no more of it than is seen. What is selected is kept by a marker;
// what is coded comes from the shell, and what is to be done with either is
// asked of it.

// readerEvents are the intents that the reader reports. All are given.
type readerEvents struct {
	key     func(keystroke) bool
	hold    func(passage)               // a coded passage was taken by hand
	loose   func()                      // none is held any more
	move    func(passage, storage.Span) // a passage is to reach elsewhere
	changed func()                      // caret, selection or letters sought
	hover   func(list []passage, at fyne.Position)
	menu    func(list []passage, absolute fyne.Position)
	frame   func(frame)
}

// reader shows one text.
type reader struct {
	widget.BaseWidget
	on   readerEvents
	post func(func())
	mods func() fyne.KeyModifier
	now  func() time.Time
	art  *artist

	raster *canvas.Raster
	thumb  *canvas.Rectangle
	card   *card
	sets   []paint.SetText // of the frame, reused

	text   *article.Text // nil while there is none
	flow   *paint.Flow
	top    paint.Place
	size   float32 // of the letters, logical pixels
	mark   *marker
	coded  *passages
	held   int // the passage that keys and mouse move, -1 none
	picked map[storage.ID]bool
	found  finding
	words  finding // the keywords that are highlighted
	empty  string  // what to say while there is no text

	seek    *seeking // letters being typed behind "/", nil when none are
	goal    float32  // the x that the caret keeps while it goes from line to line, -1 none
	press   readerPress
	rest    *time.Timer
	over    storage.ID // the statement whose card is shown or coming
	hand    bool
	focused bool
}

// seeking are letters that are typed to go to a word.
type seeking struct {
	letters string
	from    storage.Span // what was selected before
	missed  bool
}

// textTop is where the text begins below the upper edge, logical pixels.
const textTop = 14

func newReader(palette func() paint.Palette, post func(func()), on readerEvents) *reader {
	r := &reader{
		on: on, post: post, mods: currentModifiers, now: time.Now, art: newArtist(palette),
		size: 17, coded: newPassages(nil), held: -1, goal: -1, picked: map[storage.ID]bool{},
		thumb: canvas.NewRectangle(color.Transparent), card: newCard(palette),
	}
	r.card.Hide()
	r.thumb.Hide()
	r.thumb.CornerRadius = 3
	r.raster = canvas.NewRaster(r.generate)
	r.raster.ScaleMode = canvas.ImageScalePixels
	r.ExtendBaseWidget(r)
	return r
}

// show shows a text from its start, or says why there is none.
func (r *reader) show(text *article.Text, empty string) {
	r.text, r.empty, r.top, r.held, r.seek, r.flow, r.mark = text, empty, paint.Place{}, -1, nil, nil, nil
	r.found, r.words, r.coded = finding{}, finding{}, newPassages(nil)
	if text != nil {
		r.mark = newMarker(text)
	}
	r.refresh()
}

// setCoded shows other coded passages in the same text; the one that is held
// stays so while it is there.
func (r *reader) setCoded(p *passages) {
	held := r.holding()
	r.coded, r.held = p, -1
	if held != nil {
		if i := p.find(held.citation, held.part); i >= 0 {
			r.held = i
			r.mark.put(p.list[i].Span)
		} else {
			r.mark.place(held.Start)
			r.on.loose()
		}
	}
	r.refresh()
}

// holding is the passage that keys and mouse move, nil for none.
func (r *reader) holding() *passage {
	if r.held < 0 || r.held >= len(r.coded.list) {
		return nil
	}
	return &r.coded.list[r.held]
}

// hold takes a passage by hand and shows it.
func (r *reader) hold(i int) {
	r.held, r.goal = i, -1
	p := r.coded.list[i]
	r.mark.kept = nil
	r.mark.put(p.Span)
	r.reveal(p.Start)
	r.on.hold(p)
	r.refresh()
}

// let lets go of the passage that is held.
func (r *reader) let() {
	if r.held >= 0 {
		r.held = -1
		r.on.loose()
	}
}

// refresh draws the picture anew before the next frame.
func (r *reader) refresh() { r.raster.Refresh() }

// generate draws a frame; the window library calls it before it paints.
func (r *reader) generate(w, h int) image.Image {
	scale := pixelScale(w, r.raster.Size().Width)
	img, f := r.art.draw(w, h, scale, r.layout)
	if r.text != nil {
		t := time.Now()
		clip := charts.Rect{W: float32(w) / scale, H: float32(h) / scale}
		r.art.painter.Set(img, r.sets, clip, r.art.palette(), scale)
		f.paint += time.Since(t)
	}
	r.placeThumb()
	r.on.frame(f)
	return img
}

// setFlow sets the text for the present width and size.
func (r *reader) setFlow() {
	set := readerSetting(r.raster.Size().Width, r.size)
	if r.flow != nil && r.flow.Setting() == set {
		return
	}
	at := 0
	if r.flow != nil {
		at = r.flow.LineAt(r.top, 0).Start
	}
	r.flow = paint.Default().NewFlow(r.text.String(), set)
	if at > 0 { // the same line on top as before
		_, r.top = r.flow.LineOf(at)
	}
	r.top = r.flow.Move(r.top, 0, r.view())
}

const (
	measureEm = 36 // width of the column in em: about 75 letters
	gutter    = 56 // left of the column, for the marks; logical pixels
	edgeRight = 28
)

func readerSetting(width, size float32) paint.Setting {
	return paint.Setting{
		Size: size, Width: max(120, min(measureEm*size, width-gutter-edgeRight)),
		Leading: float32(int(size*1.62 + 0.5)), Gap: float32(int(size * 0.55)),
	}
}

// column is the left edge of the text.
func (r *reader) column() float32 {
	w := r.raster.Size().Width
	return float32(int(gutter + max(0, (w-gutter-edgeRight-r.flow.Setting().Width)/2)))
}

// view is the height in which text is seen.
func (r *reader) view() float32 { return max(1, r.raster.Size().Height-textTop) }

// scroll moves the text up by dy logical pixels.
func (r *reader) scroll(dy float32) {
	if r.flow == nil {
		return
	}
	r.endHover()
	if next := r.flow.Move(r.top, dy, r.view()); next != r.top {
		r.top = next
		r.refresh()
	}
}

// reveal scrolls so that a letter is seen.
func (r *reader) reveal(offset int) {
	if r.text == nil || r.raster.Size().Width <= 0 {
		return
	}
	r.setFlow()
	r.top = r.flow.Reveal(r.top, r.view(), offset)
	r.refresh()
}

// setSize sets the letters larger or smaller.
func (r *reader) setSize(size float32) {
	r.size = min(max(size, 11), 32)
	r.refresh()
}

// placeThumb shows how much of the text is seen.
func (r *reader) placeThumb() {
	if r.text == nil || r.flow.Height() <= r.view() {
		if r.thumb.Visible() {
			r.thumb.Hide()
		}
		return
	}
	size, all := r.raster.Size(), r.flow.Height()
	h := max(28, r.view()*r.view()/all)
	y := (size.Height - h) * min(1, r.flow.Y(r.top)/(all-r.view()))
	pos, want := fyne.NewPos(size.Width-9, y), fyne.NewSize(6, h)
	if r.thumb.Visible() && r.thumb.Position() == pos && r.thumb.Size() == want {
		return
	}
	r.thumb.Move(pos)
	r.thumb.Resize(want)
	showAbove(r.raster, r.thumb)
}

// MinSize is small: the window decides.
func (r *reader) MinSize() fyne.Size { return fyne.NewSize(260, 120) }

// CreateRenderer is for the window library.
func (r *reader) CreateRenderer() fyne.WidgetRenderer {
	x := &readerRenderer{r: r}
	x.colours()
	return x
}

type readerRenderer struct{ r *reader }

// Layout keeps the picture on whole pixels, or it would be smeared.
func (x *readerRenderer) Layout(s fyne.Size) {
	k := canvasScale(x.r)
	x.r.raster.Resize(fyne.NewSize(wholePixels(s.Width, k), wholePixels(s.Height, k)))
	x.r.endHover()
}

func (x *readerRenderer) MinSize() fyne.Size { return x.r.MinSize() }

// Refresh is called when the theme changes.
func (x *readerRenderer) Refresh() {
	x.colours()
	x.r.raster.Refresh()
	x.r.thumb.Refresh()
}

func (x *readerRenderer) colours() { x.r.thumb.FillColor = theme.Color(theme.ColorNameScrollBar) }

func (x *readerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{x.r.raster, x.r.thumb, x.r.card}
}

func (x *readerRenderer) Destroy() {
	if x.r.rest != nil {
		x.r.rest.Stop()
	}
}
