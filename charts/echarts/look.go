package echarts

import (
	"fmt"
	"image/color"
	"strings"

	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// Options are what a chart needs besides its figures. Texts are plain text of
// any script and length.
type Options struct {
	// Title says what the chart shows; "" gives the chart's own.
	Title string
	// Subtitle names the filter, when there is one. How the chart counts is
	// added to it.
	Subtitle string
	// Source is the line below the picture: whence the statements come.
	Source string
	// Theme is one of paint.PaletteNames, so that a stance has one colour in
	// every picture; "" is "light". Series in "print" are hatched too, so that
	// they can be told apart on any paper.
	Theme string
	// W and H are the size in CSS pixels; 0 is 1200 and 700.
	W, H int
	// Page makes an option for WriteHTML: without titles, which the page shows
	// as text, and with every mark an element of ECharts that can be pointed at.
	Page bool
	// Transparent leaves the background of a picture out.
	Transparent bool
}

// The size of a chart that names none, in CSS pixels, and the least that has
// room for titles, axes and a legend.
const (
	DefaultWidth  = 1200
	DefaultHeight = 700
	MinWidth      = 480
	MinHeight     = 320
)

// look is Options with its colours found and its size set.
type look struct {
	Options
	palette paint.Palette
	hatched bool
	fonts   *paint.Fonts
}

func (o Options) look() (look, error) {
	if o.Theme == "" {
		o.Theme = "light"
	}
	if o.W == 0 {
		o.W = DefaultWidth
	}
	if o.H == 0 {
		o.H = DefaultHeight
	}
	p, ok := paint.PaletteByName(o.Theme)
	switch {
	case !ok:
		return look{}, fmt.Errorf("there is no theme %q: choose one of %s", o.Theme, strings.Join(paint.PaletteNames(), ", "))
	case o.W < MinWidth || o.H < MinHeight || o.W > MaxSide || o.H > MaxSide:
		return look{}, fmt.Errorf("a chart of %d × %d pixels cannot be drawn: choose %d × %d at least and %d each way at most", o.W, o.H, MinWidth, MinHeight, MaxSide)
	}
	return look{o, p, o.Theme == "print", paint.Default()}, nil
}

// css gives a style's colour as "#rrggbb".
func (o look) css(s charts.Style) string { return hexColour(o.rgba(s)) }

func (o look) rgba(s charts.Style) color.NRGBA {
	return color.NRGBAModel.Convert(o.palette[s]).(color.NRGBA)
}

func hexColour(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Colours of things that have no order: twelve hues of about the same weight,
// neighbours far apart, none of them the brown and blue of stances at their
// darkest. What comes after the twelfth begins again; hatching tells it apart
// in print, the legend's order elsewhere.
var hues = map[string][12]uint32{
	"light": {0x2f6fb0, 0xe08214, 0x2b8c5f, 0xb8447a, 0x7a5bb5, 0x9a6a2f, 0x1b9aaa, 0xc7522a, 0x6b8e23, 0x4a5568, 0xd08ca8, 0x8fa3bf},
	"dark":  {0x6fa8e8, 0xf2a24a, 0x58c08f, 0xe07bac, 0xab8fe6, 0xc99a5c, 0x4fc6d3, 0xf0825c, 0xa5c64b, 0x93a1b5, 0xe8b4ca, 0x6d83a3},
	"print": {0x2f6fb0, 0xe8a44c, 0x1d6b47, 0xd487ab, 0x54398a, 0xc9a978, 0x46a9b5, 0x8c2f12, 0x93b04a, 0x3a4453, 0xe3b7c9, 0xa3b3c9},
}

// hue gives the colour of thing i of a list without an order.
func (o look) hue(i int) string {
	list := hues[o.Theme]
	return fmt.Sprintf("#%06x", list[i%len(list)])
}

// entryColour gives an entry the colour of its stance, its actor's own, or the
// i-th hue; "others" and what is missing are grey.
func (o look) entryColour(e charts.Entry, i int) string {
	switch {
	case e.Style != charts.StyleNone:
		return o.css(e.Style)
	case e.Others > 0 || e.ID == 0 && e.Class == "":
		return o.css(charts.StyleDensity)
	case e.Colour != storage.NoColour && e.Colour > 0 && o.visible(uint32(e.Colour)):
		return fmt.Sprintf("#%06x", uint32(e.Colour)&0xffffff)
	}
	return o.hue(i)
}

// visible reports whether a colour can be seen on the background: a contrast
// of 1.6:1 at least.
func (o look) visible(rgb uint32) bool {
	c := color.NRGBA{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 255}
	return contrast(c, o.rgba(charts.StyleBackground)) >= 1.6
}

// ramp gives the colour of a count that is share (0 to 1) of the greatest: from
// a tint of the background to a strong teal, which no stance has.
func (o look) ramp(share float64) string {
	low, high := mix(o.rgba(charts.StyleBackground), o.rampEnd(), 0.12), o.rampEnd()
	return hexColour(mix(low, high, share))
}

func (o look) rampEnd() color.NRGBA {
	switch o.Theme {
	case "dark":
		return color.NRGBA{0x5f, 0xe0, 0xd2, 255}
	case "print":
		return color.NRGBA{0x30, 0x30, 0x30, 255}
	}
	return color.NRGBA{0x07, 0x5f, 0x5b, 255}
}

// ink gives the text colour that reads best on a fill: black or white.
func ink(fill string) string {
	var c color.NRGBA
	if _, err := fmt.Sscanf(fill, "#%02x%02x%02x", &c.R, &c.G, &c.B); err != nil {
		return "#000000"
	}
	black, white := color.NRGBA{0x11, 0x11, 0x11, 255}, color.NRGBA{255, 255, 255, 255}
	if contrast(c, white) >= contrast(c, black) {
		return hexColour(white)
	}
	return hexColour(black)
}

func mix(a, b color.NRGBA, share float64) color.NRGBA {
	at := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*min(max(share, 0), 1) + 0.5) }
	return color.NRGBA{at(a.R, b.R), at(a.G, b.G), at(a.B, b.B), 255}
}
