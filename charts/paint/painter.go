package paint

import (
	"image"
	"sync"

	"saywhen/charts"
)

// Painter draws scenes. It keeps masks and sprites from one picture to the next,
// so a window has one for its life. It must not be used by two goroutines at
// once; Fonts may be shared.
type Painter struct {
	fonts *Fonts
	bands []*worker
}

// NewPainter returns a painter that draws text with f; nil means Default().
func NewPainter(f *Fonts) *Painter {
	if f == nil {
		f = Default()
	}
	return &Painter{fonts: f}
}

// bandPixels is the size from which a picture is painted in bands by several
// goroutines. Below it, starting them costs as much as they save.
const bandPixels = 3 << 20

// maxBands is the number of goroutines for large pictures.
const maxBands = 2

// Paint draws the whole scene over the whole image, which must have its origin
// at 0,0 and Stride = 4·width. scale is pixels of dst for one logical pixel. A
// scene whose Background is StyleNone has a transparent one. Nothing is
// allocated but the masks of what was not drawn lately.
func (p *Painter) Paint(dst *image.RGBA, s *charts.Scene, pal Palette, scale float32) {
	w, h := dst.Rect.Dx(), dst.Rect.Dy()
	if w <= 0 || h <= 0 || len(dst.Pix) < 4*w*h || !(scale > 0) {
		return
	}
	n := 1
	if w*h >= bandPixels && h >= maxBands {
		n = maxBands
	}
	for len(p.bands) < n {
		p.bands = append(p.bands, newWorker(p.fonts))
	}
	if n == 1 {
		p.bands[0].paint(dst, s, &pal, scale, 0, h)
		return
	}
	p.paintBands(dst, s, pal, scale, n)
}

// paintBands paints n bands of rows at the same time. What is drawn does not
// depend on where a band ends.
func (p *Painter) paintBands(dst *image.RGBA, s *charts.Scene, pal Palette, scale float32, n int) {
	var wg sync.WaitGroup
	h := dst.Rect.Dy()
	for i := range n {
		wg.Go(func() { p.bands[i].paint(dst, s, &pal, scale, h*i/n, h*(i+1)/n) })
	}
	wg.Wait()
}

// worker paints a band of rows of an image.
type worker struct {
	canvas
	fonts   *Fonts
	pal     Palette
	colours [256]uint32 // by Style, packed; 0 beyond the palette
	scale   float32
	ras     rasteriser

	corners *cache[cornerKey, *mask]
	sprites *cache[spriteKey, *sprite]
	glyphs  *cache[glyphKey, *mask]
	placed  *cache[placedKey, *placed]
}

// The limits of a worker's caches: bytes of masks and of
// placed lines, pixels of sprites. Together they stay under 50 MB in two
// generations.
const (
	cornerBytes  = 1 << 20
	spritePixels = 1 << 20
	glyphBytes   = 8 << 20
	placedBytes  = 8 << 20
)

func newWorker(f *Fonts) *worker {
	bytes := func(m *mask) int { return len(m.a) + 64 }
	return &worker{
		fonts:   f,
		corners: newCache[cornerKey](cornerBytes, bytes),
		sprites: newCache[spriteKey](spritePixels, func(s *sprite) int { return len(s.p) }),
		glyphs:  newCache[glyphKey](glyphBytes, bytes),
		placed:  newCache[placedKey](placedBytes, (*placed).cost),
	}
}

func (w *worker) paint(dst *image.RGBA, s *charts.Scene, pal *Palette, scale float32, y0, y1 int) {
	w.bind(dst)
	w.cov.begin(w.w * w.h)
	w.use(pal, scale)
	band := box{0, y0, w.w, y1}
	flood(w.p[y0*w.w:y1*w.w], w.colours[s.Background])
	for i := range s.Layers {
		l := &s.Layers[i]
		w.clip = clipOf(l.Clip, scale).and(band)
		if w.clip.empty() {
			continue
		}
		w.rects(l.Rects)
		w.lines(l.Lines)
		w.fades(l.Fades)
		w.arcs(l.Arcs)
		w.marks(l.Marks)
		w.texts(l.Texts)
	}
	w.p = nil // do not keep the image
}

// clipOf gives the pixels of a layer's clip.
func clipOf(r charts.Rect, scale float32) box {
	return box{round(r.X * scale), round(r.Y * scale), round((r.X + r.W) * scale), round((r.Y + r.H) * scale)}
}

// use sets the colours; sprites hold colours and the width of edges, and are
// forgotten when these change.
func (w *worker) use(pal *Palette, scale float32) {
	if w.pal == *pal && w.scale == scale {
		return
	}
	w.pal, w.scale = *pal, scale
	w.sprites.clear()
	for i, c := range pal {
		w.colours[i] = pack(c)
	}
	w.colours[charts.StyleNone] = 0
}
