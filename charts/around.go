package charts

import (
	"strconv"
	"strings"
)

// around is the margin of what stands above and below the lanes.
const around = 12

// headHeight is the height of title and subtitle.
func (f *frame) headHeight() float32 {
	h := float32(0)
	if f.o.Title != "" {
		h += roundPx(f.font * 1.5 * 1.4)
	}
	if f.o.Subtitle != "" {
		h += f.line()
	}
	if h > 0 {
		h += around
	}
	return h
}

// footHeight is the height of legend, sources and footer.
func (f *frame) footHeight() float32 {
	if !f.o.Legend && len(f.o.Sources) == 0 && f.o.Footer == "" {
		return 0
	}
	h := float32(around)
	if f.o.Legend {
		h += f.flowLegend(nil, 0) + around/2
	}
	h += float32(len(f.sourceLines())) * f.smallLine()
	if f.o.Footer != "" {
		h += f.smallLine()
	}
	return h + around/2
}

func (f *frame) smallLine() float32 { return roundPx((f.font - 2) * 1.4) }

// drawAround draws what stands above and below the lanes.
func (f *frame) drawAround() {
	if f.geo.head <= 0 && f.geo.foot.H <= 0 {
		return
	}
	l := f.s.AddLayer(Rect{0, 0, f.o.W, f.o.H})
	f.drawHead(l)
	if f.geo.foot.H <= 0 {
		return
	}
	y := f.geo.foot.Y
	l.Rects = append(l.Rects, Fill{Rect: f.geo.foot, Style: StyleBackground, Alpha: 255})
	l.Lines = append(l.Lines, Line{X0: 0, Y0: y + 0.5, X1: f.o.W, Y1: y + 0.5, Width: 1, Style: StyleRule})
	y += around
	if f.o.Legend {
		y += f.flowLegend(l, y) + around/2
	}
	size := f.font - 2
	lines := f.sourceLines()
	if f.o.Footer != "" {
		lines = append(lines, f.o.Footer)
	}
	for _, s := range lines {
		l.Texts = append(l.Texts, Text{X: around, Y: y + size, Size: size, Style: StyleTextDim, MaxW: f.footWidth(), Str: s})
		y += f.smallLine()
	}
}

func (f *frame) footWidth() float32 { return max(f.o.W-2*around, 1) }

func (f *frame) drawHead(l *Layer) {
	y := float32(around) / 2
	if f.o.Title != "" {
		size := f.font * 1.5
		l.Texts = append(l.Texts, Text{X: around, Y: y + size, Size: size, Bold: true, Style: StyleTextStrong, MaxW: f.footWidth(), Str: f.o.Title})
		y += roundPx(size * 1.4)
	}
	if f.o.Subtitle != "" {
		l.Texts = append(l.Texts, Text{X: around, Y: y + f.font, Size: f.font, Style: StyleTextDim, MaxW: f.footWidth(), Str: f.o.Subtitle})
	}
}

// sourceLines numbers the sources and breaks those that are too long.
func (f *frame) sourceLines() []string {
	var lines []string
	for i, s := range f.o.Sources {
		number := strconv.Itoa(i+1) + "  "
		lines = append(lines, f.wrap(number+s)...)
	}
	return lines
}

// wrap breaks a text between words so that lines fit below the picture.
func (f *frame) wrap(text string) []string {
	var lines []string
	line := ""
	for word := range strings.SplitSeq(text, " ") {
		next := word
		if line != "" {
			next = line + " " + word
		}
		if line != "" && f.o.measure(next, f.font-2, false) > f.footWidth() {
			lines = append(lines, line)
			next = "     " + word
		}
		line = next
	}
	return append(lines, line)
}

// legendItem is one sign of the legend and its words.
type legendItem struct {
	sign  legendSign
	shape Shape
	style Style
	text  string
}

// legendSign says how the sign is drawn.
type legendSign uint8

const (
	signHeading legendSign = iota // none: the words head a group
	signMark
	signMoment
	signExtent
	signApprox
	signOpen
	signUnsure
	signBin
	signLink
	signDashed
)

// legendItems explain the picture, group by group; each group starts a line.
func (f *frame) legendItems() []legendItem {
	items := []legendItem{{text: "Verb"}}
	for i, name := range [...]string{"report", "affirm", "deny", "accuse", "ask", "support", "act"} {
		items = append(items, legendItem{signMark, Shape(i), StyleNoStance, name})
	}
	items = append(items, legendItem{text: "Stance"})
	for i, name := range [...]string{"denies, opposes", "doubts", "neutral", "leans to", "confirms, supports"} {
		items = append(items, legendItem{signMark, ShapeSquare, StyleStanceMinus2 + Style(i), name})
	}
	items = append(items, legendItem{signMark, ShapeSquare, StyleNoStance, "no position"},
		legendItem{text: "Date"},
		legendItem{signMoment, 0, StyleNoStance, "one moment within"},
		legendItem{signExtent, 0, StyleNoStance, "lasted"},
		legendItem{signApprox, 0, StyleNoStance, "approximate"},
		legendItem{signOpen, ShapeArrowRight, StyleNoStance, "open end"},
		legendItem{signUnsure, ShapeCircle, StyleNoStance, "uncertain date"},
		legendItem{signBin, 0, StyleDensity, "several statements, counted"})
	if f.o.Links != LinksNone {
		items = append(items, legendItem{text: "Arcs"},
			legendItem{signLink, 0, StyleLinkDeny, "denies, contradicts"},
			legendItem{signLink, 0, StyleLinkAffirm, "confirms, repeats"},
			legendItem{signLink, 0, StyleLinkNeutral, "responds, cites"},
			legendItem{signLink, 0, StyleLinkReport, "reported in"},
			legendItem{signDashed, 0, StyleLinkNeutral, "order not certain"})
	}
	return items
}

// signWidth is the width of the signs in logical pixels.
func (s legendSign) width() float32 {
	switch s {
	case signHeading:
		return 0
	case signMark, signUnsure:
		return 14
	}
	return 30
}

// flowLegend sets the legend from y on, line by line, and gives its height. A
// nil layer only measures.
func (f *frame) flowLegend(l *Layer, y float32) float32 {
	size, line := f.font-1, f.line()+2
	heading := float32(0)
	items := f.legendItems()
	for _, it := range items {
		if it.sign == signHeading {
			heading = max(heading, f.o.measure(it.text, size, true))
		}
	}
	left := around + heading + around
	x, top := left, y-line
	for _, it := range items {
		if it.sign == signHeading {
			top += line
			x = left
			if l != nil {
				l.Texts = append(l.Texts, Text{X: around, Y: top + size, Size: size, Bold: true, Style: StyleText, Str: it.text})
			}
			continue
		}
		w := it.sign.width() + 5 + f.o.measure(it.text, size, false)
		if x > left && x+w > f.o.W-around {
			top += line
			x = left
		}
		if l != nil {
			f.drawItem(l, it, x, top, size)
		}
		x += w + 16
	}
	return top + line - y
}

// drawItem draws a sign and its words.
func (f *frame) drawItem(l *Layer, it legendItem, x, top, size float32) {
	w, mid := it.sign.width(), top+size*0.64
	fade := Fade{X0: x, X1: x, X2: x + w, X3: x + w, Y: mid - 4, H: 8, Tip: 0.3, Style: it.style, Alpha: 150}
	mark := Mark{X: x + w/2, Y: mid, Size: min(f.key.mark, 12), Shape: it.shape, Style: it.style, Edge: StyleMarkEdge, Alpha: 255}
	if mark.Size == 0 {
		mark.Size = 12
	}
	switch it.sign {
	case signMoment:
		fade.X1, fade.X2, fade.Alpha = x+w/4, x+w*3/4, 90
		l.Fades, l.Marks = append(l.Fades, fade), append(l.Marks, mark)
	case signApprox:
		fade.X1, fade.X2, fade.Hatch = x+w/4, x+w*3/4, true
		l.Fades = append(l.Fades, fade)
	case signExtent:
		fade.X1, fade.X2 = x+3, x+w-3
		l.Fades = append(l.Fades, fade)
	case signOpen:
		fade.X2 = x
		mark.X, mark.Size, mark.Edge = x+w-4, 8, StyleNone
		l.Fades, l.Marks = append(l.Fades, fade), append(l.Marks, mark)
	case signBin:
		l.Rects = append(l.Rects, Fill{Rect: Rect{x + 4, mid - 6, w - 8, 12}, Radius: 2, Style: it.style, Alpha: 180})
	case signLink, signDashed:
		a := Arc{X0: x, Y0: mid, CX0: x + w/3, CY0: mid, CX1: x + w*2/3, CY1: mid, X1: x + w, Y1: mid, Width: 1.5, Style: it.style, Alpha: 200, Head: 7}
		if it.sign == signDashed {
			a.Dash = 4
		}
		l.Arcs = append(l.Arcs, a)
	default:
		mark.Hollow = it.sign == signUnsure
		l.Marks = append(l.Marks, mark)
	}
	l.Texts = append(l.Texts, Text{X: x + w + 5, Y: top + size, Size: size, Style: StyleText, Str: it.text})
}
