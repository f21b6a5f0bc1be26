package raster

import (
	"image"
	"math"
)

// cover collects the edges of contours within a box of pixels. buf holds, for
// each pixel, by how much the covered share of its row changes there: the sum
// along a row up to a pixel is the share of that pixel that is covered, once
// for every time that the contours wind around it. An edge left of the box
// counts at its first column, as it changes all pixels to its right.
//
// The buffer is all zeros between two fills.
type cover struct {
	box    image.Rectangle
	w, h   float64
	stride int
	buf    []float32
	lo, hi []int32 // the columns of each row that were touched, lo > hi if none
	row    []uint8
}

// inker takes the coverage of a fill, row by row from the top and each row from
// the left; coordinates are pixels of the picture.
type inker interface {
	// ink takes pixels with a coverage of their own. It may change the slice.
	ink(x, y int, coverage []uint8)
	// run takes pixels [x0,x1) of equal coverage, never 0.
	run(x0, x1, y int, coverage uint8)
}

// begin prepares for contours that are to be seen within a box.
func (c *cover) begin(b image.Rectangle) {
	c.box, c.stride = b, b.Dx()+2
	c.w, c.h = float64(b.Dx()), float64(b.Dy())
	if n := c.stride * b.Dy(); len(c.buf) < n {
		c.buf = make([]float32, n)
	}
	if len(c.lo) < b.Dy() {
		c.lo, c.hi = make([]int32, b.Dy()), make([]int32, b.Dy())
	}
	for i := range b.Dy() {
		c.lo[i], c.hi[i] = math.MaxInt32, -1
	}
}

// contour adds a closed contour in pixels of the picture.
func (c *cover) contour(ps []point) {
	if len(ps) < 2 {
		return
	}
	o := point{float64(c.box.Min.X), float64(c.box.Min.Y)}
	last := ps[len(ps)-1].minus(o)
	for _, p := range ps {
		p = p.minus(o)
		c.edge(last, p)
		last = p
	}
}

// edge adds one edge, in pixels of the box.
func (c *cover) edge(a, b point) {
	dir := 1.0
	if a.y > b.y {
		a, b, dir = b, a, -1
	}
	if b.y <= 0 || a.y >= c.h || a.y == b.y {
		return
	}
	slope := (b.x - a.x) / (b.y - a.y)
	if a.y < 0 {
		a = point{a.x - a.y*slope, 0}
	}
	if b.y > c.h {
		b = point{a.x + (c.h-a.y)*slope, c.h}
	}
	if a.x >= 0 && b.x >= 0 && a.x <= c.w && b.x <= c.w {
		c.slant(a, b, dir)
		return
	}
	c.beside(a, b, dir)
}

// beside adds an edge that is not wholly between the left and right sides: what
// is left of the box stands upright on its left side, and so on the right.
func (c *cover) beside(a, b point, dir float64) {
	for _, side := range [2]float64{0, c.w} {
		if (a.x < side) == (b.x < side) || a.x == side || b.x == side {
			continue
		}
		y := a.y + (side-a.x)/(b.x-a.x)*(b.y-a.y)
		y = max(a.y, min(y, b.y))
		c.beside(a, point{side, y}, dir)
		c.beside(point{side, y}, b, dir)
		return
	}
	a.x = max(0, min(a.x, c.w))
	b.x = max(0, min(b.x, c.w))
	c.slant(a, b, dir)
}

// slant adds an edge inside the box that goes down.
func (c *cover) slant(a, b point, dir float64) {
	if a.y >= b.y {
		return
	}
	slope := (b.x - a.x) / (b.y - a.y)
	x := a.x
	last := min(int(math.Ceil(b.y)), c.box.Dy())
	for y := int(a.y); y < last; y++ {
		dy := min(float64(y+1), b.y) - max(float64(y), a.y)
		next := max(0, min(x+slope*dy, c.w))
		lo, hi := x, next
		if lo > hi {
			lo, hi = hi, lo
		}
		c.spread(y, lo, hi, dy*dir)
		x = next
	}
}

// spread adds an edge's part in one row, from column lo to hi, of height d.
func (c *cover) spread(y int, lo, hi, d float64) {
	first := int(lo)
	last := int(math.Ceil(hi))
	row := c.buf[y*c.stride : (y+1)*c.stride]
	c.lo[y] = min(c.lo[y], int32(first))
	if last <= first+1 {
		m := d * ((lo+hi)/2 - float64(first))
		row[first] += float32(d - m)
		row[first+1] += float32(m)
		c.hi[y] = max(c.hi[y], int32(first+1))
		return
	}
	c.hi[y] = max(c.hi[y], int32(last))
	k := d / (hi - lo)
	in := 1 - (lo - float64(first)) // how far the edge runs in its first column
	sum := k * in * in / 2          // what the first column gets
	row[first] += float32(sum)
	done := sum
	for x := first + 1; x < last-1; x++ {
		// Up to the middle of column x the edge has come (in + x-first-1/2)·k.
		at := k * (in + float64(x-first) - 0.5)
		row[x] += float32(at - done)
		done = at
	}
	out := hi - float64(last-1)
	row[last-1] += float32(d - k*out*out/2 - done)
	row[last] += float32(k * out * out / 2)
}

// minRun is the length from which pixels of equal coverage are a run.
const minRun = 12

// end gives the coverage of all contours since begin and empties the buffer.
func (c *cover) end(evenOdd bool, to inker) {
	for y := range c.box.Dy() {
		if c.hi[y] >= 0 {
			c.sum(y, evenOdd, to)
		}
	}
}

// sum adds one row up.
func (c *cover) sum(y int, evenOdd bool, to inker) {
	row := c.buf[y*c.stride : (y+1)*c.stride]
	x, hi := int(c.lo[y]), min(int(c.hi[y])+1, c.box.Dx())
	py := y + c.box.Min.Y
	var acc float32
	start := x
	c.row = c.row[:0]
	for x < hi {
		acc += row[x]
		row[x] = 0
		a := share(acc, evenOdd)
		end := x + 1
		for end < hi && row[end] == 0 {
			end++
		}
		if end-x < minRun {
			for ; x < end; x++ {
				c.row = append(c.row, a)
			}
			continue
		}
		if len(c.row) > 0 {
			to.ink(start+c.box.Min.X, py, c.row)
			c.row = c.row[:0]
		}
		if a > 0 {
			to.run(x+c.box.Min.X, end+c.box.Min.X, py, a)
		}
		x, start = end, end
	}
	if len(c.row) > 0 {
		to.ink(start+c.box.Min.X, py, c.row)
	}
	if last := int(c.hi[y]) + 1; last > hi {
		clear(row[hi:last]) // what lies right of the box
	}
}

// share turns a sum into a coverage of 0 to 255.
func share(v float32, evenOdd bool) uint8 {
	if v < 0 {
		v = -v
	}
	if evenOdd {
		v -= 2 * float32(int(v/2))
		if v > 1 {
			v = 2 - v
		}
	}
	if v >= 1 {
		return 255
	}
	return uint8(v*255 + 0.5)
}

// mask is the coverage of a box of pixels.
type mask struct {
	box image.Rectangle
	a   []uint8
}

func newMask(b image.Rectangle) *mask { return &mask{b, make([]uint8, b.Dx()*b.Dy())} }

// rowAt gives the coverage of pixels [x,x+n) of a row, which must be in the box.
func (m *mask) rowAt(x, y, n int) []uint8 {
	i := (y-m.box.Min.Y)*m.box.Dx() + x - m.box.Min.X
	return m.a[i : i+n]
}

// ink adds coverage to what is there: two halves make three quarters.
func (m *mask) ink(x, y int, coverage []uint8) {
	row := m.rowAt(x, y, len(coverage))
	for i, a := range coverage {
		row[i] = 255 - product(255-row[i], 255-a)
	}
}

func (m *mask) run(x0, x1, y int, a uint8) {
	row := m.rowAt(x0, y, x1-x0)
	for i := range row {
		row[i] = 255 - product(255-row[i], 255-a)
	}
}

// product multiplies two shares of 255.
func product(a, b uint8) uint8 {
	v := uint32(a)*uint32(b) + 128
	return uint8((v + v>>8) >> 8)
}

// multiply keeps of coverage, which begins at x in row y, what the mask has.
func (m *mask) multiply(x, y int, coverage []uint8) {
	for i, a := range m.rowAt(x, y, len(coverage)) {
		coverage[i] = product(coverage[i], a)
	}
}
