// Package paint turns a [charts.Scene] into pixels, PNG and SVG. It is the
// program's one rasteriser and its one text engine: the window, every exported
// picture and the golden tests come out of the same code, and [Fonts.Measure]
// gives Layout exactly the widths that are drawn.
//
// It does not decide where anything goes (that is charts.Layout), knows no
// window, opens no files and never looks at the system's fonts: the four faces
// of package assets are all there is, so that a picture is the same on every
// machine. Characters that no face has are drawn as boxes.
//
// # How
//
// The image is seen as a slice of 32-bit premultiplied pixels. Rectangles are
// snapped to whole pixels and filled by rows. Marks and glyphs are rasterised
// once into small masks that are kept and blended afterwards. Curves are walked
// in short segments into a coverage buffer that keeps the maximum, so that
// joins and crossings of one curve with itself are not painted twice. A frame
// whose masks are known allocates nothing.
//
// Text goes through three steps, each with its own cache: order and shape (a
// line at the size of one em, shared by all sizes), place (the line at a size in
// pixels, glyphs at quarters of a pixel), blend.
package paint
