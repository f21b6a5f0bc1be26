package charts

import (
	"strings"
	"unicode"

	"saywhen/storage"
)

// A callout is a box with a few words and a line to the mark that it speaks of.
// It stands where the analyst put it, as far as that is inside the plot and no
// other callout is there; one without a place of its own stands above its mark to
// the right. A callout is drawn while its mark's place is in sight, also when the
// mark itself is merged with others.

// Callout is a note pinned to a statement.
type Callout struct {
	ID        storage.ID
	Statement storage.ID
	Text      string
	DX, DY    float32 // from the mark to the middle of the box; both 0: no place of its own
}

// Callouts makes those of the records.
func Callouts(list []storage.Callout) []Callout {
	out := make([]Callout, len(list))
	for i, c := range list {
		out[i] = Callout{ID: c.ID, Statement: c.Statement, Text: c.Text, DX: float32(c.DX), DY: float32(c.DY)}
	}
	return out
}

// The measures of a callout in logical pixels.
const (
	calloutWide   = 200 // widest line of text
	calloutLines  = 8   // at most; the last one is cut
	calloutPad    = 7
	calloutMargin = 4  // to the edges of the plot
	calloutAway   = 26 // from the mark, when it has no place of its own
)

// calloutBox is a callout in the picture.
type calloutBox struct {
	id, statement storage.ID
	box           Rect
	x, y          float32 // of the mark
}

// drawCallouts draws the callouts, those that come first in the list first.
func (f *frame) drawCallouts() {
	f.s.callouts = f.s.callouts[:0]
	if len(f.o.Callouts) == 0 || f.geo.plot.W < 4*calloutMargin || f.geo.plot.H < 4*calloutMargin {
		return
	}
	lines, boxes := len(f.s.Layers), len(f.s.Layers)+1
	f.s.AddLayer(f.geo.plot)
	f.s.AddLayer(f.geo.plot)
	for i := range f.o.Callouts {
		c := &f.o.Callouts[i]
		x, y, ok := f.markOf(c.Statement)
		if !ok {
			continue
		}
		text := f.calloutText(c.Text)
		w, h := f.calloutSize(text)
		box := f.placeCallout(c, x, y, w, h)
		f.s.callouts = append(f.s.callouts, calloutBox{id: c.ID, statement: c.Statement, box: box, x: x, y: y})
		f.s.Layers[lines].Lines = append(f.s.Layers[lines].Lines, leader(box, x, y))
		f.drawCallout(&f.s.Layers[boxes], box, text)
	}
}

// markOf is where a statement's mark stands, or would without merging; ok is
// false when that is out of sight.
func (f *frame) markOf(id storage.ID) (x, y float32, ok bool) {
	p := f.geo.plot
	inside := func() bool { return x >= p.X && x < p.X+p.W && y >= p.Y && y < p.Y+p.H }
	for i := range f.s.targets {
		if t := &f.s.targets[i]; t.kind == HitMark && t.id == id {
			x, y = t.x, t.y
			return x, y, inside()
		}
	}
	slot, found := f.x.find(id)
	if !found || f.x.dead[slot] || f.x.at[slot] == noMark || !f.x.passes(slot) {
		return 0, 0, false
	}
	i := int(f.list.of[f.x.nodeOf(f.x.cols.Speaker[slot])])
	if i < 0 || i >= f.fixed && (i < f.lo || i >= f.hi) {
		return 0, 0, false
	}
	box := f.rowBox(i)
	x, y = f.s.Scale.X(f.x.at[slot]), box.Y+min(box.H, f.list.rows[i].lane.stack.key.height)/2
	return x, y, inside()
}

// calloutText breaks a text into lines.
func (f *frame) calloutText(text string) []string {
	var lines []string
	for paragraph := range strings.Lines(text) {
		line := ""
		for _, word := range strings.Fields(paragraph) {
			longer := word
			if line != "" {
				longer = line + " " + word
			}
			if line != "" && f.o.measure(longer, f.font-1, false) > calloutWide {
				lines, longer = append(lines, line), word
			}
			line = longer
		}
		lines = append(lines, line)
	}
	if len(lines) > calloutLines {
		lines = append(lines[:calloutLines-1:calloutLines-1], strings.Join(lines[calloutLines-1:], " "))
	}
	return lines
}

func (f *frame) calloutSize(lines []string) (w, h float32) {
	for _, line := range lines {
		w = max(w, min(f.o.measure(line, f.font-1, false), calloutWide))
	}
	return roundPx(w+1) + 2*calloutPad, float32(len(lines))*f.calloutLine() + 2*calloutPad - 3
}

func (f *frame) calloutLine() float32 { return roundPx((f.font - 1) * 1.4) }

// placeCallout finds the box of a callout: inside the plot, and beside the boxes
// that are there when there is such a place not far away.
func (f *frame) placeCallout(c *Callout, x, y, w, h float32) Rect {
	dx, dy := c.DX, c.DY
	if dx == 0 && dy == 0 {
		dx, dy = w/2+calloutAway, -h/2-calloutAway
	}
	want := f.inPlot(Rect{x + dx - w/2, y + dy - h/2, w, h})
	best, meets := want, f.overlap(want)
	const steps = 4
	for ring := float32(1); ring <= steps && meets > 0; ring++ {
		for _, way := range [...][2]float32{{0, -1}, {0, 1}, {1, 0}, {-1, 0}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}} {
			r := want
			r.X, r.Y = r.X+way[0]*ring*(w+calloutMargin)/2, r.Y+way[1]*ring*(h+calloutMargin)/2
			r = f.inPlot(r)
			if m := f.overlap(r); m < meets {
				best, meets = r, m
			}
		}
	}
	return best
}

// inPlot moves a box into the plot.
func (f *frame) inPlot(r Rect) Rect {
	p := f.geo.plot
	r.W, r.H = min(r.W, p.W-2*calloutMargin), min(r.H, p.H-2*calloutMargin)
	r.X = min(max(r.X, p.X+calloutMargin), p.X+p.W-calloutMargin-r.W)
	r.Y = min(max(r.Y, p.Y+calloutMargin), p.Y+p.H-calloutMargin-r.H)
	return r
}

// overlap is the area that a box shares with the callouts that are there.
func (f *frame) overlap(r Rect) (area float32) {
	for i := range f.s.callouts {
		q := f.s.callouts[i].box
		w := min(r.X+r.W, q.X+q.W) - max(r.X, q.X)
		h := min(r.Y+r.H, q.Y+q.H) - max(r.Y, q.Y)
		area += max(w, 0) * max(h, 0)
	}
	return area
}

// leader is the line from a mark to the nearest point of a box.
func leader(box Rect, x, y float32) Line {
	return Line{
		X0: x, Y0: y, X1: min(max(x, box.X), box.X+box.W), Y1: min(max(y, box.Y), box.Y+box.H),
		Width: 1.2, Style: StyleTextDim,
	}
}

// drawCallout draws the box and its words; those of scripts that run from right
// to left stand at the right.
func (f *frame) drawCallout(l *Layer, box Rect, lines []string) {
	l.Rects = append(l.Rects, Fill{Rect: box, Radius: 4, Style: StyleBackground, Alpha: 255, Stroke: StyleTextDim})
	for i, line := range lines {
		base := box.Y + calloutPad - 3 + float32(i)*f.calloutLine() + f.font - 1
		if base > box.Y+box.H {
			return
		}
		t := Text{X: box.X + calloutPad, Y: base, Size: f.font - 1, Style: StyleText, MaxW: box.W - 2*calloutPad + 1, Str: line}
		if rightToLeft(line) {
			t.X, t.Align = box.X+box.W-calloutPad, AlignRight
		}
		l.Texts = append(l.Texts, t)
	}
}

// rightToLeft reports whether the first letter of a text is of a script that runs
// from right to left.
func rightToLeft(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
		}
	}
	return false
}

// hitCallout finds the callout at a point, the uppermost one.
func (s *Scene) hitCallout(x, y float32) (Hit, bool) {
	for i := len(s.callouts) - 1; i >= 0; i-- {
		if c := &s.callouts[i]; c.box.Contains(x, y) && s.Plot.Contains(x, y) {
			return Hit{Kind: HitCallout, Callout: c.id, Statement: c.statement, Rect: c.box, T: s.Scale.T(x), Count: 1}, true
		}
	}
	return Hit{}, false
}

// CalloutPlace gives the box of a callout in sight, and the middle of its mark.
func (s *Scene) CalloutPlace(id storage.ID) (box Rect, x, y float32, ok bool) {
	for _, c := range s.callouts {
		if c.id == id {
			return c.box, c.x, c.y, true
		}
	}
	return Rect{}, 0, 0, false
}
