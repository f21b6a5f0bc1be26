package raster

import (
	"image"
	"sync"

	"saywhen/charts/paint"
)

// fill is one thing to paint: contours, and what with.
type fill struct {
	from, to int  // contours of the list
	pieces   bool // contours are many, small, and all turn the same way
	evenOdd  bool
	colour   uint32 // premultiplied
	shader   shader // nil for colour
	fade     uint8  // the opacity of what shader gives
	made     *mask  // instead of contours
	clip     clip
	box      image.Rectangle
}

// shader gives a colour to each pixel. It is used by two goroutines at once.
type shader interface {
	// colours gives the premultiplied colours of pixels from x on in row y.
	colours(to []uint32, x, y int)
}

// list holds fills until they are painted.
type list struct {
	outline
	fills  []fill
	pixels []uint32
	width  int
	bands  []*worker
}

// The size from which a list is painted, and from which a picture is painted in
// bands by several goroutines.
const (
	maxPoints  = 200_000
	maxFills   = 20_000
	bandPixels = 1 << 20
	maxBands   = 2
)

func newList(m *image.RGBA) *list {
	l := &list{pixels: paint.Pixels(m), width: m.Rect.Dx()}
	n, h := 1, m.Rect.Dy()
	if len(l.pixels) >= bandPixels && h >= maxBands {
		n = maxBands
	}
	for i := range n {
		band := image.Rect(0, h*i/n, l.width, h*(i+1)/n)
		l.bands = append(l.bands, &worker{list: l, band: band})
	}
	return l
}

// row gives the pixels of a row.
func (l *list) row(y int) []uint32 { return l.pixels[y*l.width : (y+1)*l.width] }

// add copies the contours of a shape.
func (l *list) add(o *outline) {
	base := len(l.pts)
	l.pts = append(l.pts, o.pts...)
	for _, e := range o.ends {
		l.ends = append(l.ends, contourEnd{e.at + base, true})
	}
}

// begin remembers where a fill's contours begin.
func (l *list) begin(f *fill) { f.from = len(l.ends) }

// finish takes a fill whose contours have been added and gives the pixels of
// its box. A fill that cannot be seen is dropped.
func (l *list) finish(f *fill) int {
	f.to = len(l.ends)
	from := 0
	if f.from > 0 {
		from = l.ends[f.from-1].at
	}
	part := outline{pts: l.pts[from:]}
	lo, hi, ok := part.bounds(identity)
	if ok {
		f.box = pixels(lo, hi).Intersect(f.clip.box)
	}
	if f.box.Empty() {
		l.pts, l.ends = l.pts[:from], l.ends[:f.from]
		return 0
	}
	l.fills = append(l.fills, *f)
	return f.box.Dx() * f.box.Dy()
}

func (l *list) full() bool { return len(l.pts) > maxPoints || len(l.fills) > maxFills }

// paint paints all fills and empties the list.
func (l *list) paint() {
	if len(l.fills) == 0 {
		return
	}
	if len(l.bands) == 1 {
		l.bands[0].paint()
	} else {
		var wg sync.WaitGroup
		for _, b := range l.bands {
			wg.Go(b.paint)
		}
		wg.Wait()
	}
	l.pts, l.ends = l.pts[:0], l.ends[:0]
	clear(l.fills)
	l.fills = l.fills[:0]
}

// worker paints a band of rows.
type worker struct {
	cover
	list    *list
	band    image.Rectangle
	fill    *fill
	scratch []uint32
	flat    []uint8
	tiles   [][]int32
}

func (w *worker) paint() {
	for i := range w.list.fills {
		f := &w.list.fills[i]
		b := f.box.Intersect(w.band)
		if b.Empty() {
			continue
		}
		w.fill = f
		switch {
		case f.made != nil:
			w.stamp(f.made, b)
		case f.pieces && f.to-f.from >= 4 && b.Dx()*b.Dy() >= 2*tileSize*tileSize:
			w.byTiles(f, b)
		default:
			w.byStrips(f, b)
		}
	}
}

// stripPixels bounds the buffer: what fits into a processor's cache.
const stripPixels = 1 << 17

// byStrips paints a fill in strips of rows.
func (w *worker) byStrips(f *fill, b image.Rectangle) {
	rows := max(1, stripPixels/b.Dx())
	for y := b.Min.Y; y < b.Max.Y; y += rows {
		w.begin(image.Rect(b.Min.X, y, b.Max.X, min(y+rows, b.Max.Y)))
		for i := f.from; i < f.to; i++ {
			w.contour(w.list.contour(i))
		}
		w.end(f.evenOdd, w)
	}
}

// tileSize is the side of a tile in pixels.
const tileSize = 128

// byTiles paints a fill by tiles, each with the contours that touch it.
func (w *worker) byTiles(f *fill, b image.Rectangle) {
	nx, ny := (b.Dx()+tileSize-1)/tileSize, (b.Dy()+tileSize-1)/tileSize
	for len(w.tiles) < nx*ny {
		w.tiles = append(w.tiles, nil)
	}
	for i := f.from; i < f.to; i++ {
		w.sort(i, b, nx)
	}
	for i := range nx * ny {
		if len(w.tiles[i]) == 0 {
			continue
		}
		x, y := b.Min.X+i%nx*tileSize, b.Min.Y+i/nx*tileSize
		w.begin(image.Rect(x, y, x+tileSize, y+tileSize).Intersect(b))
		for _, k := range w.tiles[i] {
			w.contour(w.list.contour(int(k)))
		}
		w.end(false, w)
		w.tiles[i] = w.tiles[i][:0]
	}
}

// sort adds a contour to the tiles of a box that it touches.
func (w *worker) sort(i int, b image.Rectangle, nx int) {
	part := outline{pts: w.list.contour(i)}
	lo, hi, ok := part.bounds(identity)
	if !ok {
		return
	}
	c := pixels(lo, hi).Intersect(b).Sub(b.Min)
	if c.Empty() {
		return
	}
	for y := c.Min.Y / tileSize; y <= (c.Max.Y-1)/tileSize; y++ {
		for x := c.Min.X / tileSize; x <= (c.Max.X-1)/tileSize; x++ {
			w.tiles[y*nx+x] = append(w.tiles[y*nx+x], int32(i))
		}
	}
}

// stamp paints a mask.
func (w *worker) stamp(m *mask, b image.Rectangle) {
	for y := b.Min.Y; y < b.Max.Y; y++ {
		w.flat = append(w.flat[:0], m.rowAt(b.Min.X, y, b.Dx())...)
		w.ink(b.Min.X, y, w.flat)
	}
}

// ink paints pixels with the fill at hand.
func (w *worker) ink(x, y int, coverage []uint8) {
	if m := w.fill.clip.mask; m != nil {
		m.multiply(x, y, coverage)
	}
	row := w.list.row(y)[x : x+len(coverage)]
	if w.fill.shader == nil {
		paint.Cover(row, coverage, w.fill.colour)
		return
	}
	if len(w.scratch) < len(coverage) {
		w.scratch = make([]uint32, max(len(coverage), 256))
	}
	// Opacity goes with the coverage: colours of low alpha would have few shades.
	if fade := w.fill.fade; fade < 255 {
		for i, a := range coverage {
			coverage[i] = product(a, fade)
		}
	}
	colours := w.scratch[:len(coverage)]
	w.fill.shader.colours(colours, x, y)
	paint.CoverEach(row, colours, coverage)
}

func (w *worker) run(x0, x1, y int, a uint8) {
	if w.fill.shader == nil && w.fill.clip.mask == nil {
		paint.Fill(w.list.row(y)[x0:x1], paint.Scaled(w.fill.colour, a))
		return
	}
	w.flat = w.flat[:0]
	for range x1 - x0 {
		w.flat = append(w.flat, a)
	}
	w.ink(x0, y, w.flat)
}
