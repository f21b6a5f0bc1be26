package raster

import "strings"

// style is what an element has from itself and from those around it.
type style struct {
	fill, stroke               brush
	fillOpacity, strokeOpacity float64
	opacity                    float64 // of the element and those around it
	rule, clipRule             uint8
	strokeFirst                bool
	width                      float64
	dash                       []float64
	offset                     float64
	limit                      float64
	cap, join                  uint8
	size                       float64 // of text, CSS pixels
	bold, italic, preserve     bool
	anchor, baseline           uint8
	hidden                     bool
	events                     bool // takes the pointer though nothing is painted
}

// Rules for what is inside a path.
const (
	nonZero uint8 = iota
	evenOdd
)

// What of a line of text stands at x: its left end, middle or right end.
const (
	anchorStart uint8 = iota
	anchorMiddle
	anchorEnd
)

// What of a line of text stands at y.
const (
	baselineLetters uint8 = iota
	baselineCentre
	baselineTop
	baselineBottom
)

// initial is what holds at the root.
var initial = style{
	fill: brush{set: true, colour: black}, fillOpacity: 1, strokeOpacity: 1, opacity: 1,
	width: 1, limit: 4, size: 16,
}

// own is what an element has that its children do not inherit.
type own struct {
	m            matrix
	fade         float64
	clip, filter string
	none         bool
}

// read takes an element's attributes into its style. What it does not know, or
// cannot read, and what could change the picture, it notes.
func (w *walker) read(n *node, s *style) own {
	o := own{m: identity, fade: 1}
	s.events = false
	for _, a := range n.attrs {
		if !s.set(a.name, a.value) && !o.set(a.name, a.value) && !harmless(n.name, a.name) {
			w.note("attribute " + a.name + "=" + brief(a.value) + " of " + n.name)
		}
	}
	s.opacity *= o.fade
	return o
}

// brief shortens a value for a message.
func brief(s string) string {
	if len(s) > 40 {
		return strings.ToValidUTF8(s[:40], "") + "…"
	}
	return s
}

// set reports whether it knows the attribute and could read the value.
func (o *own) set(name, value string) (ok bool) {
	switch name {
	case "transform":
		o.m, ok = parseTransform(value)
	case "opacity":
		o.fade, ok = length(value, 1)
	case "clip-path":
		o.clip, ok = reference(value)
		ok = ok || value == "none"
	case "filter":
		o.filter, ok = reference(value)
		ok = ok || value == "none"
	case "display":
		o.none = value == "none"
		ok = true
	}
	return ok
}

func (s *style) set(name, value string) (ok bool) {
	switch name {
	case "fill":
		s.fill, ok = parseBrush(value)
	case "fill-opacity":
		s.fillOpacity, ok = length(value, 1)
	case "fill-rule":
		s.rule, ok = oneOf(value, "nonzero", "evenodd")
	case "clip-rule":
		s.clipRule, ok = oneOf(value, "nonzero", "evenodd")
	case "paint-order":
		s.strokeFirst = strings.HasPrefix(value, "stroke")
		ok = true
	case "visibility":
		s.hidden = value != "visible"
		ok = true
	case "pointer-events":
		s.events = value == "visible" || value == "all"
		ok = true
	case "xml:space":
		s.preserve = value == "preserve"
		ok = true
	default:
		ok = s.setStroke(name, value) || s.setText(name, value)
	}
	return ok
}

// oneOf gives a value's place among some.
func oneOf(value string, among ...string) (uint8, bool) {
	for i, v := range among {
		if v == value {
			return uint8(i), true
		}
	}
	return 0, false
}

func (s *style) setStroke(name, value string) (ok bool) {
	switch name {
	case "stroke":
		s.stroke, ok = parseBrush(value)
	case "stroke-opacity":
		s.strokeOpacity, ok = length(value, 1)
	case "stroke-width":
		s.width, ok = length(value, 0)
	case "stroke-dasharray":
		s.dash = numbers(value)
		ok = value == "none" || len(s.dash) > 0
	case "stroke-dashoffset":
		s.offset, ok = length(value, 0)
	case "stroke-miterlimit":
		s.limit, ok = length(value, 0)
	case "stroke-linecap":
		s.cap, ok = oneOf(value, "butt", "round", "square")
	case "stroke-linejoin":
		s.join, ok = oneOf(value, "miter", "round", "bevel")
	}
	return ok
}

func (s *style) setText(name, value string) (ok bool) {
	switch name {
	case "font-size":
		s.size, ok = length(value, s.size)
	case "font-weight":
		s.bold, ok = parseWeight(value)
	case "font-style":
		s.italic = value == "italic" || value == "oblique"
		ok = s.italic || value == "normal"
	case "font":
		ok = s.font(value)
	case "font-family":
		ok = true // there is one
	case "text-anchor":
		s.anchor, ok = oneOf(value, "start", "middle", "end")
	case "dominant-baseline":
		s.baseline, ok = oneOf(value, "auto", "central", "text-before-edge", "text-after-edge")
	}
	return ok
}

// parseWeight reports whether a weight is that of the bold face, as browsers
// choose between two: from 600 on.
func parseWeight(s string) (bold, ok bool) {
	switch s {
	case "normal", "lighter", "100", "200", "300", "400", "500":
		return false, true
	case "bold", "bolder", "600", "700", "800", "900":
		return true, true
	}
	return false, false
}

// font reads the short form, such as "italic bold 12px/1.5 sans-serif". It
// resets what it does not name.
func (s *style) font(value string) bool {
	s.bold, s.italic = false, false
	for _, word := range strings.Fields(value) {
		word, _, _ = strings.Cut(word, "/")
		if size, ok := length(word, 0); ok && strings.HasSuffix(word, "px") {
			s.size = size
			return true
		}
		if bold, ok := parseWeight(word); ok {
			s.bold = s.bold || bold
		}
		s.italic = s.italic || word == "italic" || word == "oblique"
	}
	return false
}

// geometry names the attributes that an element's own code reads.
var geometry = map[string]string{
	"svg":            " width height viewBox ",
	"path":           " d ",
	"rect":           " x y width height rx ry ",
	"circle":         " cx cy r ",
	"ellipse":        " cx cy rx ry ",
	"line":           " x1 y1 x2 y2 ",
	"polygon":        " points ",
	"polyline":       " points ",
	"text":           " x y ",
	"image":          " x y width height href xlink:href ",
	"linearGradient": " x1 y1 x2 y2 gradientUnits gradientTransform ",
	"radialGradient": " cx cy r gradientUnits gradientTransform ",
	"stop":           " offset stop-color stop-opacity ",
	"pattern":        " x y width height patternUnits patternTransform ",
	"filter":         " x y width height ",
	"feDropShadow":   " dx dy stdDeviation flood-color flood-opacity ",
}

// marks are attributes that change nothing that a picture shows.
const marks = " id class style version baseProfile cursor xmlns key role user-select position left top "

func harmless(element, name string) bool {
	for _, prefix := range [...]string{"ecmeta_", "xmlns:", "data-", "aria-"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return strings.Contains(marks, " "+name+" ") || strings.Contains(geometry[element], " "+name+" ")
}
