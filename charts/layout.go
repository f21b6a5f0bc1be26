package charts

import (
	"math"
	"strconv"
	"time"

	"saywhen/storage"
)

// A picture, from top to bottom: title and subtitle, the axis, the lanes, the
// legend, the sources, the footer. Its layers are the lanes' bands and the
// grid, what happens in time, the names of the lanes, the axis, and what
// stands around.

// frame is one run of Layout. It lives in the scene's scratch memory, so that a
// frame allocates nothing once its slices have grown.
type frame struct {
	s     *Scene
	x     *Index
	v     View
	o     Options
	list  *rowList
	key   stackKey
	font  float32 // size of ordinary text
	geo   geometry
	fixed int     // rows of pinned lanes that do not scroll: 0 to fixed-1
	block float32 // and their height
	lo    int     // first row that is drawn below them
	hi    int     // and the one after the last
}

// geometry is where the parts of a picture lie.
type geometry struct {
	head   float32 // height of title and subtitle
	axis   Rect
	strip  Rect // labels of the bands
	gutter Rect
	plot   Rect
	foot   Rect // legend, sources, footer
}

// scratch is the memory that a scene keeps between frames.
type scratch struct {
	frame  frame
	ticker ticker
	counts []string // decimal numbers
	large  map[int]string
	last   [mostRows]label
	altKey altKey
	alt    string
	links  []link
	met    []bool // by link
	hidden int    // arcs that hiddenText speaks of

	hiddenText string
	atLeft     []storage.ID // statements whose label stands at the left of their mark
	folded     []int32      // entries of the lanes that are folded in this frame
}

// Layout fills dst with the timeline that the view shows. When o.H is 0 the
// picture is as high as all its lanes need.
func Layout(dst *Scene, x *Index, v View, o Options) {
	if o.H <= 0 {
		o.H = LayoutHeight(x, v, o)
	}
	dst.Reset(o.W, o.H)
	dst.Background, dst.Handle = StyleBackground, Rect{}
	f := &dst.scratch.frame
	*f = frame{s: dst, x: x, v: v, o: o}
	f.prepare()
	f.drawBands()
	f.drawPeriods()
	f.drawPlot()
	f.drawCallouts()
	f.drawGutter()
	f.drawAxis()
	f.drawStrip()
	f.drawAround()
	f.describe()
}

// LayoutHeight is the height of the picture that shows all lanes; o.H is not
// heeded.
func LayoutHeight(x *Index, v View, o Options) float32 {
	o.H = 1
	var s Scene
	f := frame{s: &s, x: x, v: v, o: o}
	f.prepare()
	return f.geo.head + f.geo.axis.H + f.geo.strip.H + max(f.list.content(), v.laneHeight()*2) + f.geo.foot.H
}

// prepare computes where everything lies.
func (f *frame) prepare() {
	f.x.setLanesOf(f.o.LanesOf)
	f.font = f.o.fontSize()
	f.geo = f.arrange()
	f.s.Plot = f.geo.plot
	f.s.Scale = f.v.Scale(f.geo.plot)
	f.list = f.x.visibleRows(f.v, f.o.HideEmpty)
	f.key = f.x.layRows(f.list, f.stackKey())
	f.s.Content = f.list.content()
	f.fixed, f.block = f.list.fixedRows(f.geo.plot.H)
	f.lo = max(f.fixed, f.list.rowAt(f.v.ScrollY+f.block))
	f.hi = min(len(f.list.rows), f.list.rowAt(f.v.ScrollY+f.geo.plot.H)+1)
	for i := range f.fixed {
		f.x.ready(&f.list.rows[i], f.key)
	}
	for i := f.lo; i < f.hi; i++ {
		f.x.ready(&f.list.rows[i], f.key)
	}
}

// arrange divides the picture.
func (f *frame) arrange() geometry {
	var g geometry
	w, h := f.o.W, f.o.H
	g.head = f.headHeight()
	foot := f.footHeight()
	g.foot = Rect{0, max(g.head, h-foot), w, foot}
	gutter := f.o.gutter()
	axis := 2*f.line() + 4
	g.axis = Rect{gutter, g.head, max(0, w-gutter), axis}
	g.strip = Rect{0, g.head + axis, w, f.stripHeight(g.axis.W)}
	axis += g.strip.H
	body := max(0, g.foot.Y-g.head-axis)
	g.gutter = Rect{0, g.head + axis, gutter, body}
	g.plot = Rect{gutter, g.head + axis, max(0, w-gutter), body}
	return g
}

// line is the height of a line of ordinary text.
func (f *frame) line() float32 { return roundPx(f.font * 1.4) }

func roundPx(x float32) float32 { return float32(int(x + 0.5)) }

func (f *frame) stackKey() stackKey {
	h := f.v.laneHeight()
	k := stackKey{
		room: f.o.labelRoom(), height: h,
		mark: min(max(roundPx(h*0.46), 6), 16), step: max(roundPx(h*0.7), 8),
	}
	if f.s.Scale.rate > 0 {
		k.level = levelOf(f.s.Scale.rate)
		k.rate = levelRate(k.level)
		k.pages = f.pages(k.level)
		k.merge = f.x.merges(f.list, k.level)
	}
	return k
}

// pages gives the pages that the view touches, arrows that reach in from
// outside included; a page is the least power of two of seconds that is as long
// as the plot.
func (f *frame) pages(level int) Span {
	seconds := float64(f.geo.plot.W+2*plotMargin) / levelRate(level)
	page := int64(1) << min(40, max(0, int(math.Ceil(math.Log2(max(seconds, 1))))))
	t0, t1 := f.window()
	return Span{floorDiv(t0, page) * page, (floorDiv(t1, page) + 1) * page}
}

// body is the area of lanes and gutter.
func (f *frame) body() Rect {
	g := &f.geo
	return Rect{0, g.plot.Y, f.o.W, g.plot.H}
}

// drawBands draws what lies behind the marks: the bands of the lanes and the
// lines of the calendar.
func (f *frame) drawBands() {
	l := f.s.AddLayer(f.body())
	for n := range f.drawn() {
		i := f.row(n)
		style := StyleBand
		switch {
		case f.list.rows[i].parent:
			style = StyleGroup
		case i%2 == 1:
			style = StyleBandAlt
		}
		l.Rects = append(l.Rects, Fill{Rect: f.rowBox(i), Style: style, Alpha: 255})
	}
	p := f.geo.plot
	f.drawWeekends(l)
	k := &f.s.scratch.ticker
	k.run(f.s.Scale, p.X, p.X+p.W, f.o.location(), f.font-1, 8, f.o.Measure)
	for i := range k.ticks {
		t := &k.ticks[i]
		x := f.s.Scale.X(t.T)
		if x < p.X || x > p.X+p.W {
			continue
		}
		style := StyleGridMinor
		if t.Major {
			style = StyleGridMajor
		}
		l.Lines = append(l.Lines, Line{X0: x, Y0: p.Y, X1: x, Y1: p.Y + p.H, Width: 1, Style: style})
	}
	if x := f.s.Scale.X(f.o.Now); f.o.Now != 0 && x >= p.X && x <= p.X+p.W {
		l.Lines = append(l.Lines, Line{X0: x, Y0: p.Y, X1: x, Y1: p.Y + p.H, Width: 1.5, Dash: 4, Style: StyleNow})
	}
}

// weekendDay is how wide a day must be for its shade to be of use, in pixels.
const weekendDay = 12

// drawWeekends shades the days of the weekend, in the zone of display.
func (f *frame) drawWeekends(l *Layer) {
	p, sc := f.geo.plot, f.s.Scale
	const dayLong = 86400
	if f.o.Weekend == [7]bool{} || !(sc.rate*dayLong >= weekendDay) {
		return
	}
	loc := f.o.location()
	for t := BinDay.Floor(sc.T(p.X), loc); ; {
		next := BinDay.Next(t, loc)
		x0, x1 := max(sc.X(t), p.X), min(sc.X(next), p.X+p.W)
		if x0 >= p.X+p.W || next <= t {
			return
		}
		if f.o.Weekend[time.Unix(t, 0).In(loc).Weekday()] && x1 > x0 {
			l.Rects = append(l.Rects, Fill{Rect: Rect{x0, p.Y, x1 - x0, p.H}, Style: StyleGridMajor, Alpha: 60})
		}
		t = next
	}
}

// drawAxis draws the two rows of calendar labels above the lanes.
func (f *frame) drawAxis() {
	a := f.geo.axis
	l := f.s.AddLayer(Rect{0, a.Y, f.o.W, a.H})
	l.Rects = append(l.Rects, Fill{Rect: Rect{0, a.Y, f.o.W, a.H}, Style: StyleAxis, Alpha: 255})
	l.Lines = append(l.Lines, Line{X0: 0, Y0: a.Y + a.H - 0.5, X1: f.o.W, Y1: a.Y + a.H - 0.5, Width: 1, Style: StyleRule})
	for _, t := range f.s.scratch.ticker.ticks {
		x := f.s.Scale.X(t.T)
		top, style := a.Y+f.line()+2, StyleGridMinor
		if t.Major {
			top, style = a.Y+2, StyleGridMajor
		}
		if x >= a.X && x <= a.X+a.W {
			l.Lines = append(l.Lines, Line{X0: x, Y0: top, X1: x, Y1: a.Y + a.H, Width: 1, Style: style})
		}
		if t.Label == "" {
			continue
		}
		text := Text{X: t.X, Y: top + f.font, Size: f.font - 1, Style: StyleTextDim, Str: t.Label}
		if t.Major {
			text.Style, text.Y = StyleText, top+f.font-1
		}
		l.Texts = append(l.Texts, text)
	}
}

// number writes a number and remembers it: all small ones, and some of others.
func (s *scratch) number(n int) string {
	const small, others = 10_000, 1000
	if n < 0 || n >= small {
		text, ok := s.large[n]
		if !ok {
			if s.large == nil || len(s.large) == others {
				s.large = map[int]string{}
			}
			text = strconv.Itoa(n)
			s.large[n] = text
		}
		return text
	}
	for len(s.counts) <= n {
		s.counts = append(s.counts, "")
	}
	if s.counts[n] == "" {
		s.counts[n] = strconv.Itoa(n)
	}
	return s.counts[n]
}

// altKey is what the description depends on.
type altKey struct {
	x       *Index
	version int
	width   float64
	from    int64
	rows    int
}

// describe puts the picture into words.
func (f *frame) describe() {
	if f.o.Silent {
		return
	}
	sc := &f.s.scratch
	k := altKey{f.x, f.x.version, f.v.Width, f.v.From, len(f.list.rows)}
	if sc.alt == "" || k != sc.altKey {
		sc.altKey, sc.alt = k, f.words()
	}
	f.s.Alt = sc.alt
}

func (f *frame) words() string {
	n := f.x.Shown()
	if n == 0 {
		return "Timeline without statements."
	}
	s := f.v.Span()
	return "Timeline of " + plural(n, "statement") + " in " + plural(len(f.list.rows), "lane") +
		", showing " + f.date(s.From) + " to " + f.date(s.To) + "."
}

func (f *frame) date(t int64) string {
	return shortDay.format(time.Unix(t, 0).In(f.o.location()))
}

// plural is "1 statement", "1,234 statements".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}

// grouped writes a number that is not negative with commas between thousands.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
