package charts

import "saywhen/storage"

// The picture is computed first and drawn later: Layout fills a Scene with
// plain values, charts/paint turns a Scene into pixels or SVG. Lengths are
// logical pixels (1/96 inch) with the origin at the top left; the painter
// multiplies by its scale. Colours are style numbers; a palette in the painter
// gives them their values, so that light, dark and print share one Scene.

// Rect is a rectangle in logical pixels.
type Rect struct{ X, Y, W, H float32 }

// Contains reports whether the point lies in the rectangle (half-open).
func (r Rect) Contains(x, y float32) bool {
	return x >= r.X && y >= r.Y && x < r.X+r.W && y < r.Y+r.H
}

// Style numbers a colour of the palette.
type Style uint8

// The styles. Stances run from StanceDenies (-2) to StanceConfirms (+2).
const (
	StyleNone       Style = iota // draw nothing
	StyleBackground              // the page
	StyleBand                    // an odd lane
	StyleBandAlt                 // an even lane
	StyleGroup                   // a lane that others hang below
	StyleGutter                  // behind the names of the lanes
	StyleAxis                    // behind the ticks' labels
	StyleGridMinor               // a tick's line
	StyleGridMajor               // the line of a coarser unit
	StyleRule                    // lines between parts of the picture
	StyleText                    // ordinary text
	StyleTextDim                 // counts, secondary text
	StyleTextStrong              // titles
	StyleNoStance                // a mark that takes no position
	StyleStanceMinus2
	StyleStanceMinus1
	StyleStance0
	StyleStancePlus1
	StyleStancePlus2
	StyleDensity     // merged marks
	StyleLinkDeny    // arcs: denies, contradicts, corrects, retracts
	StyleLinkAffirm  // arcs: confirms, reiterates, elaborates
	StyleLinkNeutral // arcs: responds to, cites
	StyleLinkReport  // arcs: reported in
	StyleSelection   // halo of what is selected
	StyleMarkEdge    // outline of a mark, so that it stands off its fade
	StyleNow         // cursors, handles, the present
	StyleLinkContra  // arcs: one side contradicts itself
	NumStyles
)

// StanceStyle gives the style of a stance.
func StanceStyle(s storage.Stance) Style {
	return StyleStance0 + Style(int8(min(max(s, -2), 2)))
}

// Shape is a mark's outline; each class of verb has one.
type Shape uint8

// The shapes, in the order of storage.Classes, then the triangles that expand
// and collapse lanes.
const (
	ShapeCircle       Shape = iota // report
	ShapeTriangleUp                // affirm
	ShapeTriangleDown              // deny
	ShapeDiamond                   // accuse
	ShapePentagon                  // ask
	ShapeSquare                    // support
	ShapeCross                     // act
	ShapeChevronRight              // a collapsed lane
	ShapeChevronDown               // an expanded lane
	ShapeArrowLeft                 // an open start
	ShapeArrowRight                // an open end
	NumShapes
)

// ClassShape gives the shape of a class of verb; an unknown class is a circle.
func ClassShape(c storage.Class) Shape {
	for i, k := range storage.Classes {
		if k == c {
			return Shape(i)
		}
	}
	return ShapeCircle
}

// Scene is a whole picture: layers drawn in order.
type Scene struct {
	W, H       float32
	Background Style
	Layers     []Layer // reused from frame to frame

	// Plot is where time runs: marks and arcs lie in it.
	Plot Rect
	// Scale converts between time and x; X of Plot is included.
	Scale TimeScale
	// Content is the height of all lanes, shown or scrolled away.
	Content float32
	// Handle is where the overview marks the view; empty in a timeline.
	Handle Rect
	// HiddenArcs is how many arcs there was no room to draw.
	HiddenArcs int
	// Alt describes the picture in words, for those who cannot see it.
	Alt string

	targets  []target // what a click meets, filled by Layout, read by Hit
	lanes    []laneBox
	axis     Rect
	strip    strip
	callouts []calloutBox
	fixed    int32   // rows of the pinned lanes that others are scrolled behind
	covered  float32 // and the lower edge of those
	index    *Index  // of the last Layout
	scratch  scratch // reused by Layout
}

// Layer is a set of primitives that share a clip. Within a layer they are
// drawn in the order of the fields, later ones on top.
type Layer struct {
	Clip  Rect
	Rects []Fill
	Lines []Line
	Fades []Fade
	Arcs  []Arc
	Marks []Mark
	Texts []Text
}

// Fill is a filled rectangle. Radius rounds its corners; Alpha is 0 (nothing)
// to 255 (opaque). Stroke, when not StyleNone, outlines it one logical pixel
// wide inside the edge.
type Fill struct {
	Rect
	Radius float32
	Style  Style
	Alpha  uint8
	Stroke Style
	// RGB overrides Style when RGB is true: an actor's own colour.
	HasRGB bool
	RGB    uint32
}

// Line is a straight line. Dash is the length of dashes and gaps, 0 for none.
type Line struct {
	X0, Y0, X1, Y1 float32
	Width          float32
	Dash           float32
	Style          Style
}

// Fade is an uncertain date: a bar that rises from nothing at X0 to full
// strength at X1, stays so until X2 and falls to nothing at X3. X0 ≤ X1 ≤ X2
// ≤ X3. A moment within [a,b) has X1=X2 in its middle or is flat as Layout
// sees fit; a certain extent has X0=X1 and X2=X3. The shape is a trapezoid:
// its height too grows from Tip·H at X0 to H at X1.
type Fade struct {
	X0, X1, X2, X3 float32
	Y, H           float32 // of the full-strength part
	Tip            float32 // height at the ends, 0–1
	Style          Style
	Alpha          uint8 // of the full-strength part
	Hatch          bool  // striped: the date is approximate
	HasRGB         bool  // RGB overrides Style, as in Fill
	RGB            uint32
}

// HatchPeriod is the width of a stripe and a gap of a hatched Fade, HatchGap
// the share of its strength that is left in the gaps.
const (
	HatchPeriod = 6
	HatchGap    = 0.3
)

// Arc is a curve from one mark to another, a cubic Bézier with its two control
// points given, and an arrowhead at the end.
type Arc struct {
	X0, Y0, CX0, CY0, CX1, CY1, X1, Y1 float32
	Width                              float32
	Dash                               float32 // 0 solid; dashed when the order of the two is not certain
	Style                              Style
	Alpha                              uint8
	Head                               float32 // length of the arrowhead, 0 for none
}

// Mark is a shape centred on a point.
type Mark struct {
	X, Y  float32
	Size  float32 // of the box around it
	Shape Shape
	Style Style
	Edge  Style // outline, StyleNone for none
	Alpha uint8
	// Hollow draws the outline in Style and fills with the background: the
	// coder is unsure of the date.
	Hollow bool
}

// Align says which point of a text X is.
type Align uint8

// The alignments. They are visual, not logical: AlignLeft puts the left end of
// a right-to-left text at X too.
const (
	AlignLeft Align = iota
	AlignCentre
	AlignRight
)

// Text is one line of text in any script. Y is the baseline.
type Text struct {
	X, Y  float32
	Size  float32 // of the font, logical pixels
	Align Align
	Bold  bool
	Style Style
	// MaxW, when not 0, is the width at which the painter cuts the text and
	// puts an ellipsis.
	MaxW float32
	Str  string
	// Halo draws the text's outline in the background colour first, so that it
	// can be read over marks.
	Halo bool
}

// Measure gives the width in logical pixels of one line of text as the painter
// will draw it. It is injected, so that this package knows no fonts.
type Measure func(text string, size float32, bold bool) float32

// Reset empties the scene and keeps its memory.
func (s *Scene) Reset(w, h float32) {
	s.W, s.H = w, h
	for i := range s.Layers {
		l := &s.Layers[i]
		*l = Layer{
			Rects: l.Rects[:0], Lines: l.Lines[:0], Fades: l.Fades[:0],
			Arcs: l.Arcs[:0], Marks: l.Marks[:0], Texts: l.Texts[:0],
		}
	}
	s.Layers = s.Layers[:0]
	s.targets, s.lanes = s.targets[:0], s.lanes[:0]
	s.strip.area, s.strip.labels, s.callouts = Rect{}, s.strip.labels[:0], s.callouts[:0]
	s.Alt, s.axis, s.index, s.HiddenArcs = "", Rect{}, nil, 0
	s.fixed, s.covered = 0, 0
}

// AddLayer appends an empty layer and returns it; the pointer holds until the
// next call.
func (s *Scene) AddLayer(clip Rect) *Layer {
	if len(s.Layers) < cap(s.Layers) {
		s.Layers = s.Layers[:len(s.Layers)+1]
	} else {
		s.Layers = append(s.Layers, Layer{})
	}
	l := &s.Layers[len(s.Layers)-1]
	l.Clip = clip
	return l
}
