package charts

import (
	"slices"
	"strconv"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// Outside events and periods are bands behind the lanes. Their labels stand in a
// strip of up to three rows below the axis, each at the left end of its band or,
// when that is out of sight or taken, further in. What finds no room there is counted at
// the strip's right end. How many rows the strip has depends on the zoom and on
// all bands, seen or not, so that panning moves no lane.

// Band is an outside event or period.
type Band struct {
	ID     storage.ID
	When   edtf.Corners
	Extent bool // it lasted, rather than being one moment
	Label  string
	Colour int32 // 0xRRGGBB or storage.NoColour
}

// BandOf makes the band of a period; ok is false when it has no date.
func BandOf(p storage.Period) (b Band, ok bool) {
	return Band{
		ID: p.ID, When: p.When.Corners, Extent: p.When.Kind == edtf.Extent || p.When.Kind == edtf.AllOf,
		Label: p.Label, Colour: p.Colour,
	}, !p.When.IsZero()
}

// Bands makes the bands of all periods that have a date.
func Bands(list []storage.Period) []Band {
	var bands []Band
	for _, p := range list {
		if b, ok := BandOf(p); ok {
			bands = append(bands, b)
		}
	}
	return bands
}

// The measures of bands and their labels, in logical pixels.
const (
	bandRows     = 3
	bandLabel    = 220 // widest label
	bandTick     = 3   // of the band's colour, before its label
	bandPad      = 5
	bandGap      = 8 // between labels
	bandLeast    = 2 // narrowest band
	bandStrength = 38
	bandNarrow   = 120 // strength of bands that are hardly wider than bandLeast
)

// strip is where the labels of the bands stand, and what stands there.
type strip struct {
	area   Rect
	labels []bandLabelBox
	counts []storage.ID // bands whose label found no room
	count  Rect         // what counts them; empty when there are none
	moreAt int          // of which text was made
	more   string
	order  []int32   // of the bands, by the left end of their label
	widths []float32 // of their labels, by band
	free   [bandRows]float32
}

// bandLabelBox is a label in the strip.
type bandLabelBox struct {
	band int32
	id   storage.ID
	box  Rect
}

// bandFigure is what a band's date looks like.
func bandFigure(b *Band) figure {
	c := &b.When
	g := figure{openLeft: !finite(c.EarliestStart), openRight: !finite(c.LatestEnd), extent: b.Extent}
	g.at = or(c.EarliestStart, or(c.LatestEnd, or(c.LatestStart, or(c.EarliestEnd, 0))))
	if b.Extent {
		g.lasting(c)
		return g
	}
	g.x0, g.x3 = or(c.EarliestStart, g.at), or(c.LatestEnd, g.at)
	quarter := (g.x3 - g.x0) / 4
	g.x1, g.x2 = g.x0+quarter, g.x3-quarter
	return g
}

// bandFade is a band in pixels. An open end of an extent runs out of the picture;
// a moment with an open end fades towards it.
func (f *frame) bandFade(b *Band) Fade {
	g, sc, p := bandFigure(b), f.s.Scale, f.geo.plot
	fade := Fade{
		X0: sc.X(g.x0), X1: sc.X(g.x1), X2: sc.X(g.x2), X3: sc.X(g.x3),
		Y: p.Y, H: p.H, Tip: 1, Style: StyleDensity, Alpha: bandStrength,
	}
	if g.openLeft {
		fade.X0 = min(fade.X1, p.X)
		if g.extent {
			fade.X1 = fade.X0
		}
	}
	if g.openRight {
		fade.X3 = max(fade.X2, p.X+p.W)
		if g.extent {
			fade.X2 = fade.X3
		}
	}
	if d := bandLeast - (fade.X3 - fade.X0); d > 0 {
		mid := (fade.X0 + fade.X3) / 2
		fade.X0, fade.X3 = mid-bandLeast/2, mid+bandLeast/2
		fade.X1, fade.X2 = fade.X0, fade.X3
		fade.Alpha = bandNarrow
	}
	if b.Colour >= 0 {
		fade.HasRGB, fade.RGB = true, uint32(b.Colour)
	}
	return fade
}

// drawPeriods draws the bands.
func (f *frame) drawPeriods() {
	if len(f.o.Context) == 0 {
		return
	}
	l, p := f.s.AddLayer(f.geo.plot), f.geo.plot
	for i := range f.o.Context {
		fade := f.bandFade(&f.o.Context[i])
		if fade.X3 > p.X && fade.X0 < p.X+p.W {
			l.Fades = append(l.Fades, fade)
		}
	}
}

// stripHeight is that of the rows which the labels need at this zoom. It also
// measures the labels.
func (f *frame) stripHeight(plotW float32) float32 {
	st := &f.s.strip
	bands := f.o.Context
	if len(bands) == 0 || plotW <= 0 || !(f.v.Width > 0) {
		return 0
	}
	st.widths, st.order = st.widths[:0], st.order[:0]
	for i := range bands {
		w := f.o.measure(bands[i].Label, f.font-1, false)
		st.widths = append(st.widths, bandTick+2*bandPad+min(w, bandLabel))
		st.order = append(st.order, int32(i))
	}
	// Far from the view the scale clamps what it gives; here nothing may be.
	at := func(i int32) float64 {
		g := bandFigure(&bands[i])
		return elapsed(f.v.From, g.x0) / f.v.Width * float64(plotW)
	}
	slices.SortStableFunc(st.order, func(a, b int32) int { return compareFloats(at(a), at(b)) })
	var free [bandRows]float64
	rows := 0
	for n, i := range st.order {
		x := at(i)
		for r := range bandRows {
			if n == 0 || r >= rows || free[r] <= x {
				rows, free[r] = max(rows, r+1), x+float64(st.widths[i]+bandGap)
				break
			}
		}
	}
	return float32(rows)*f.line() + 4
}

func compareFloats(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// drawStrip draws the labels of the bands that are in sight.
func (f *frame) drawStrip() {
	st, area := &f.s.strip, f.geo.strip
	st.area, st.labels, st.counts, st.count = area, st.labels[:0], st.counts[:0], Rect{}
	if area.H <= 0 {
		return
	}
	f.placeLabels(0)
	if len(st.counts) > 0 {
		f.placeLabels(f.o.measure("+"+strconv.Itoa(len(f.o.Context)), f.font-1, true) + 2*bandPad)
	}
	l := f.s.AddLayer(area)
	bottom := area.Y + area.H - 0.5
	l.Rects = append(l.Rects, Fill{Rect: area, Style: StyleAxis, Alpha: 255})
	l.Lines = append(l.Lines, Line{X0: 0, Y0: bottom, X1: f.o.W, Y1: bottom, Width: 1, Style: StyleRule})
	if g := f.geo.gutter.W; g > 60 {
		l.Texts = append(l.Texts, Text{X: g - gutterPad, Y: area.Y + 2 + f.font, Size: f.font - 1, Align: AlignRight, Style: StyleTextDim, MaxW: g - 2*gutterPad, Str: "Periods"})
	}
	for i := range st.labels {
		f.drawBandLabel(l, &st.labels[i])
	}
	if len(st.counts) > 0 {
		if st.moreAt != len(st.counts) {
			st.moreAt, st.more = len(st.counts), "+"+strconv.Itoa(len(st.counts))
		}
		l.Texts = append(l.Texts, Text{X: st.count.X + st.count.W - bandPad, Y: st.count.Y + f.font, Size: f.font - 1, Align: AlignRight, Bold: true, Style: StyleText, Str: st.more})
	}
}

// placeLabels gives the labels their places; reserve is the width at the right
// end of the last row that is left to the count of those without one.
func (f *frame) placeLabels(reserve float32) {
	st, p, area := &f.s.strip, f.geo.plot, f.geo.strip
	st.labels, st.counts = st.labels[:0], st.counts[:0]
	rows := int((area.H - 4) / f.line())
	for r := range st.free {
		st.free[r] = p.X
	}
	right := p.X + p.W
	if reserve > 0 {
		st.count = Rect{right - reserve, area.Y + 2 + float32(rows-1)*f.line(), reserve, f.line() - 1}
	}
	for _, i := range st.order {
		b := &f.o.Context[i]
		fade := f.bandFade(b)
		if fade.X3 <= p.X || fade.X0 >= right {
			continue
		}
		if !f.placeLabel(i, max(fade.X0, p.X), fade.X3, rows, right, reserve) {
			st.counts = append(st.counts, b.ID)
		}
	}
}

// placeLabel finds the first row with room from x on. Near the right edge a label
// stands further to the left; where another label is in its way, further to the
// right, as long as it ends before its band does.
func (f *frame) placeLabel(i int32, x, bandEnd float32, rows int, right, reserve float32) bool {
	st, w := &f.s.strip, f.s.strip.widths[i]
	for r := range rows {
		end := right
		if r == rows-1 {
			end -= reserve
		}
		at := max(min(x, end-w), f.geo.plot.X)
		if slid := st.free[r]; slid > at && slid+w <= bandEnd {
			at = slid
		}
		if at < st.free[r] || at+w > end {
			continue
		}
		st.free[r] = at + w + bandGap
		box := Rect{at, f.geo.strip.Y + 2 + float32(r)*f.line(), w, f.line() - 1}
		st.labels = append(st.labels, bandLabelBox{band: i, id: f.o.Context[i].ID, box: box})
		return true
	}
	return false
}

// drawBandLabel draws the label of one band: a tick of its colour and its words.
func (f *frame) drawBandLabel(l *Layer, b *bandLabelBox) {
	band, box := &f.o.Context[b.band], b.box
	fill := Fill{Rect: box, Radius: 2, Style: StyleDensity, Alpha: bandStrength}
	if band.Colour >= 0 {
		fill.HasRGB, fill.RGB = true, uint32(band.Colour)
	}
	tick := fill
	tick.Rect, tick.Radius, tick.Alpha = Rect{box.X, box.Y, bandTick, box.H}, 0, 255
	l.Rects = append(l.Rects, fill, tick)
	l.Texts = append(l.Texts, Text{
		X: box.X + bandTick + bandPad, Y: box.Y + f.font - 1, Size: f.font - 1, Style: StyleText,
		MaxW: box.W - bandTick - 2*bandPad + 1, Str: band.Label,
	})
}

// hitStrip finds what a point of the strip meets.
func (s *Scene) hitStrip(x, y float32) Hit {
	st := &s.strip
	h := Hit{Kind: HitAxis, Rect: st.area, T: s.Scale.T(x)}
	for i := range st.labels {
		if b := &st.labels[i]; b.box.Contains(x, y) {
			return Hit{Kind: HitPeriod, Period: b.id, Rect: b.box, T: h.T, Count: 1}
		}
	}
	if len(st.counts) > 0 && st.count.Contains(x, y) {
		return Hit{Kind: HitPeriod, IDs: slices.Clone(st.counts), Rect: st.count, T: h.T, Count: len(st.counts)}
	}
	return h
}

// PeriodRect gives the box of a period's label, when it is in sight.
func (s *Scene) PeriodRect(id storage.ID) (Rect, bool) {
	for _, b := range s.strip.labels {
		if b.id == id {
			return b.box, true
		}
	}
	return Rect{}, false
}
