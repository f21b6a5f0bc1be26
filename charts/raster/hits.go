package raster

import (
	"image"
	"math"
	"strconv"
)

// Box is an upright rectangle in CSS pixels.
type Box struct{ X, Y, W, H float64 }

func (b Box) contains(p point) bool {
	return p.x >= b.X && p.y >= b.Y && p.x <= b.X+b.W && p.y <= b.Y+b.H
}

// Hit is a mark of a chart.
type Hit struct {
	// Series and Index are the places in the option's series and in that
	// series' data (its links, for an edge).
	Series, Index int
	// DataType is "node" or "edge" in graphs and sankeys, else "main" or "".
	DataType string
	// Legend tells an entry of the legend from a mark of the chart.
	Legend bool
	// Box is around the mark.
	Box Box
}

// HitMap finds marks by place. It may be used by several goroutines at once.
type HitMap struct {
	scale  float64 // pixels per CSS pixel
	cell   float64 // CSS pixels
	nx, ny int
	cells  [][]int32 // marks, lowest first
	marks  []mark
	shapes outline // in CSS pixels
}

// mark is a shape that can be hit.
type mark struct {
	hit      Hit
	clip     clip // in pixels of the picture
	from, to int  // contours; none for a box
	area     bool
	rule     uint8
	reach    float64 // CSS pixels from a stroke's middle, 0 if there is none
}

const (
	cellSize = 32   // CSS pixels
	maxCells = 1024 // each way
	// minReach is how far beside a line one may point, CSS pixels.
	minReach = 3
)

func newHitMap(width, height int, scale float64) *HitMap {
	w, h := float64(width)/scale, float64(height)/scale
	m := &HitMap{scale: scale, cell: max(cellSize, max(w, h)/maxCells)}
	m.nx, m.ny = int(w/m.cell)+1, int(h/m.cell)+1
	m.cells = make([][]int32, m.nx*m.ny)
	return m
}

// At gives the topmost mark at a place in CSS pixels. Lines are hit within
// three pixels.
func (m *HitMap) At(x, y float64) (Hit, bool) {
	p := point{x, y}
	cx, cy := int(math.Floor(x/m.cell)), int(math.Floor(y/m.cell))
	if !(x >= 0 && y >= 0) || cx >= m.nx || cy >= m.ny {
		return Hit{}, false
	}
	cell := m.cells[cy*m.nx+cx]
	for i := len(cell) - 1; i >= 0; i-- {
		if k := &m.marks[cell[i]]; m.hits(k, p) {
			return k.hit, true
		}
	}
	return Hit{}, false
}

func (m *HitMap) hits(k *mark, p point) bool {
	at := image.Pt(int(math.Floor(p.x*m.scale)), int(math.Floor(p.y*m.scale)))
	if !at.In(k.clip.box) || k.clip.mask != nil && k.clip.mask.rowAt(at.X, at.Y, 1)[0] < 128 {
		return false
	}
	if k.from == k.to {
		return k.hit.Box.contains(p)
	}
	winding := 0
	for i := k.from; i < k.to; i++ {
		ps := m.shapes.contour(i)
		if k.area {
			winding += windings(ps, p)
		}
		if k.reach > 0 && within(ps, m.shapes.ends[i].closed, p, k.reach) {
			return true
		}
	}
	if k.rule == evenOdd {
		winding %= 2
	}
	return winding != 0
}

// windings counts how often a closed contour turns around a point.
func windings(ps []point, p point) int {
	n := 0
	last := ps[len(ps)-1]
	for _, q := range ps {
		if (last.y <= p.y) != (q.y <= p.y) && last.x+(p.y-last.y)/(q.y-last.y)*(q.x-last.x) > p.x {
			if q.y > last.y {
				n++
			} else {
				n--
			}
		}
		last = q
	}
	return n
}

// within reports whether a point is no further than reach from a line.
func within(ps []point, closed bool, p point, reach float64) bool {
	for i := 1; i < len(ps); i++ {
		if apart(ps[i-1], ps[i], p) <= reach {
			return true
		}
	}
	return closed && apart(ps[len(ps)-1], ps[0], p) <= reach
}

// apart gives the distance of p from the segment ab.
func apart(a, b, p point) float64 {
	d, q := b.minus(a), p.minus(a)
	t := 0.0
	if l := d.x*d.x + d.y*d.y; l > 0 {
		t = max(0, min((q.x*d.x+q.y*d.y)/l, 1))
	}
	return q.plus(d, -t).length()
}

// hitOf reads what an element says it stands for; false if it stands for
// nothing, or lets the pointer through.
func hitOf(n *node) (Hit, bool) {
	series, err := strconv.Atoi(n.get("ecmeta_series_index"))
	index, err2 := strconv.Atoi(n.get("ecmeta_data_index"))
	if err != nil || err2 != nil || n.get("ecmeta_silent") == "true" {
		return Hit{}, false
	}
	return Hit{Series: series, Index: index, DataType: n.get("ecmeta_data_type"), Legend: n.get("ecmeta_ssr_type") == "legend"}, true
}

// shape adds an element's shape, given in pixels of the picture.
func (m *HitMap) shape(n *node, st *state, o *outline) {
	hit, ok := hitOf(n)
	if !ok || len(o.pts) == 0 {
		return
	}
	s := &st.style
	k := mark{hit: hit, clip: st.clip, rule: s.rule, area: s.fill.set || !s.stroke.set}
	if s.stroke.set {
		k.reach = max(s.width*st.m.scale()/m.scale/2, minReach)
	}
	lo, hi, _ := o.bounds(scaling(1 / m.scale))
	k.hit.Box = Box{lo.x, lo.y, hi.x - lo.x, hi.y - lo.y}
	k.from = len(m.shapes.ends)
	for i, e := range o.ends {
		for _, p := range o.contour(i) {
			m.shapes.pts = append(m.shapes.pts, point{p.x / m.scale, p.y / m.scale})
		}
		m.shapes.ends = append(m.shapes.ends, contourEnd{len(m.shapes.pts), e.closed})
	}
	k.to = len(m.shapes.ends)
	m.place(k)
}

// box adds an element that is hit anywhere in the box around an outline.
func (m *HitMap) box(n *node, st *state, o *outline) {
	hit, ok := hitOf(n)
	if lo, hi, some := o.bounds(scaling(1 / m.scale)); ok && some {
		hit.Box = Box{lo.x, lo.y, hi.x - lo.x, hi.y - lo.y}
		m.place(mark{hit: hit, clip: st.clip})
	}
}

// place adds a mark to the cells that it can be hit in.
func (m *HitMap) place(k mark) {
	m.marks = append(m.marks, k)
	id := int32(len(m.marks) - 1)
	if k.area || k.from == k.to {
		b := k.hit.Box
		m.reserve(id, k.clip, point{b.X, b.Y}, point{b.X + b.W, b.Y + b.H}, k.reach)
		return
	}
	for i := k.from; i < k.to; i++ {
		ps := m.shapes.contour(i)
		last := ps[0]
		if m.shapes.ends[i].closed {
			last = ps[len(ps)-1]
		}
		for _, p := range ps {
			m.reserve(id, k.clip, last, p, k.reach)
			last = p
		}
	}
}

// reserve adds a mark to the cells around the rectangle between two places.
func (m *HitMap) reserve(id int32, c clip, a, b point, reach float64) {
	x0 := max(min(a.x, b.x)-reach, float64(c.box.Min.X)/m.scale)
	y0 := max(min(a.y, b.y)-reach, float64(c.box.Min.Y)/m.scale)
	x1 := min(max(a.x, b.x)+reach, float64(c.box.Max.X)/m.scale)
	y1 := min(max(a.y, b.y)+reach, float64(c.box.Max.Y)/m.scale)
	if x0 > x1 || y0 > y1 {
		return
	}
	for cy := int(y0 / m.cell); cy <= min(int(y1/m.cell), m.ny-1); cy++ {
		for cx := int(x0 / m.cell); cx <= min(int(x1/m.cell), m.nx-1); cx++ {
			cell := &m.cells[cy*m.nx+cx]
			if n := len(*cell); n == 0 || (*cell)[n-1] != id {
				*cell = append(*cell, id)
			}
		}
	}
}
