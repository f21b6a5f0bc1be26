package paint

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"image/color"
	"io"
	"strconv"
	"strings"

	"saywhen/assets"
	"saywhen/charts"
)

// SVGOptions says how an SVG file is made.
type SVGOptions struct {
	// Fonts measures and cuts text; nil means Default().
	Fonts *Fonts
	// EmbedFonts puts the program's fonts into the file (2 MB), so that it looks
	// the same where they are not installed. Without it a viewer takes what it
	// has, Noto Sans first.
	EmbedFonts bool
	// Title is shown by viewers as the picture's name.
	Title string
}

// svgFamilies is what text is set in, in order of preference.
const svgFamilies = "'Noto Sans','Noto Sans Arabic',sans-serif"

// WriteSVG writes a scene as an SVG document of real text and shapes in logical
// pixels. Texts are in logical order with their base direction stated; control
// characters and bidi overrides are left out. It fails only when w does.
func WriteSVG(w io.Writer, s *charts.Scene, pal Palette, o SVGOptions) error {
	if o.Fonts == nil {
		o.Fonts = Default()
	}
	b := &svg{w: bufio.NewWriter(w), pal: pal, fonts: o.Fonts, ids: map[string]string{}}
	b.head(s, o)
	b.paint(fmt.Sprintf(`<rect width="%s" height="%s"`, num(s.W), num(s.H)), s.Background, 255, "/>\n")
	for i := range s.Layers {
		b.layer(i, &s.Layers[i])
	}
	b.put("</svg>\n")
	return b.w.Flush()
}

// svg writes a document; errors stay in the bufio.Writer until Flush.
type svg struct {
	w     *bufio.Writer
	pal   Palette
	fonts *Fonts
	ids   map[string]string // gradients that are defined
}

func (b *svg) put(s string) { b.w.WriteString(s) }

func (b *svg) putf(format string, args ...any) { fmt.Fprintf(b.w, format, args...) }

func (b *svg) head(s *charts.Scene, o SVGOptions) {
	w, h := num(s.W), num(s.H)
	b.putf(`<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img"`, w, h, w, h)
	if o.Title != "" || s.Alt != "" {
		b.putf(` aria-labelledby="title desc"`)
	}
	b.put(">\n")
	if o.Title != "" {
		b.putf("<title id=\"title\">%s</title>\n", escape(o.Title))
	}
	if s.Alt != "" {
		b.putf("<desc id=\"desc\">%s</desc>\n", escape(s.Alt))
	}
	if o.EmbedFonts {
		b.embed()
	}
}

// embed writes the fonts as data.
func (b *svg) embed() {
	b.put("<style>\n")
	for _, f := range assets.Fonts() {
		weight := "400"
		if f.Bold {
			weight = "700"
		}
		b.putf("@font-face{font-family:'%s';font-weight:%s;src:url(data:font/ttf;base64,", f.Name, weight)
		e := base64.NewEncoder(base64.StdEncoding, b.w)
		e.Write(f.TTF)
		e.Close()
		b.put(") format('truetype')}\n")
	}
	b.put("</style>\n")
}

func (b *svg) layer(i int, l *charts.Layer) {
	b.putf("<clipPath id=\"clip%d\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>\n",
		i, num(l.Clip.X), num(l.Clip.Y), num(max(l.Clip.W, 0)), num(max(l.Clip.H, 0)))
	b.putf("<g clip-path=\"url(#clip%d)\">\n", i)
	each(l.Rects, b.rect)
	each(l.Lines, b.line)
	each(l.Fades, b.fade)
	each(l.Arcs, b.arc)
	each(l.Marks, b.mark)
	each(l.Texts, b.text)
	b.put("</g>\n")
}

func each[T any](ts []T, f func(*T)) {
	for i := range ts {
		f(&ts[i])
	}
}

// paint writes an element that is filled with a style; nothing if the style is
// StyleNone.
func (b *svg) paint(start string, s charts.Style, alpha uint8, end string) {
	if c, ok := b.colour(s); ok && alpha > 0 {
		b.put(start + attr("fill", c) + opacity("fill-opacity", alpha) + end)
	}
}

func (b *svg) colour(s charts.Style) (string, bool) {
	if s == charts.StyleNone || int(s) >= len(b.pal) {
		return "", false
	}
	return hex(b.pal[s]), true
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func attr(name, value string) string { return " " + name + `="` + value + `"` }

// opacity writes an alpha of 0 to 255; opaque needs no attribute.
func opacity(name string, alpha uint8) string {
	if alpha == 255 {
		return ""
	}
	return attr(name, num(float32(alpha)/255))
}

// num prints a coordinate to a thousandth of a pixel.
func num(v float32) string {
	s := strconv.FormatFloat(float64(sane(v)), 'f', 3, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

func (b *svg) rect(f *charts.Fill) {
	start := fmt.Sprintf(`<rect x="%s" y="%s" width="%s" height="%s"`, num(f.X), num(f.Y), num(max(f.W, 0)), num(max(f.H, 0)))
	if f.Radius > 0 {
		start += attr("rx", num(f.Radius))
	}
	if f.HasRGB {
		if f.Alpha > 0 {
			b.put(start + attr("fill", fmt.Sprintf("#%06x", f.RGB&0xffffff)) + opacity("fill-opacity", f.Alpha) + "/>\n")
		}
	} else {
		b.paint(start, f.Style, f.Alpha, "/>\n")
	}
	if c, ok := b.colour(f.Stroke); ok && f.W > 1 && f.H > 1 {
		b.putf(`<rect x="%s" y="%s" width="%s" height="%s"`, num(f.X+0.5), num(f.Y+0.5), num(f.W-1), num(f.H-1))
		if f.Radius > 0 {
			b.put(attr("rx", num(max(f.Radius-0.5, 0))))
		}
		b.put(attr("fill", "none") + attr("stroke", c) + "/>\n")
	}
}

func (b *svg) line(l *charts.Line) {
	c, ok := b.colour(l.Style)
	if !ok || !(l.Width > 0) {
		return
	}
	x0, y0, x1, y1 := l.X0, l.Y0, l.X1, l.Y1
	extra := ""
	if x0 == x1 || y0 == y1 {
		extra = attr("shape-rendering", "crispEdges")
	}
	b.putf(`<line x1="%s" y1="%s" x2="%s" y2="%s"%s%s%s%s/>`+"\n", num(x0), num(y0), num(x1), num(y1),
		attr("stroke", c), attr("stroke-width", num(l.Width)), dashes(l.Dash), extra)
}

func dashes(d float32) string {
	if !(d > 0) {
		return ""
	}
	return attr("stroke-dasharray", num(d))
}

func (b *svg) fade(f *charts.Fade) {
	c, ok := b.colour(f.Style)
	if f.HasRGB {
		c, ok = fmt.Sprintf("#%06x", f.RGB&0xffffff), true
	}
	if !ok || f.Alpha == 0 || !(f.H > 0) {
		return
	}
	r := rampOf(f, 1)
	dy := f.H / 2 * (1 - clamp01(f.Tip))
	id := b.gradient(r, c, f.Alpha)
	y0, y1 := f.Y, f.Y+f.H
	b.putf(`<path d="M%s %sL%s %s %s %s %s %s %s %s %s %s %s %s %s %sZ" fill="url(#%s)"%s/>`+"\n",
		num(r.a), num(y0+dy), num(r.b), num(y0), num(r.c), num(y0), num(r.d), num(y0+dy),
		num(r.d), num(y1-dy), num(r.c), num(y1), num(r.b), num(y1), num(r.a), num(y1-dy), id, b.hatch(f.Hatch))
}

// hatch gives the attribute that stripes a fade, and defines the stripes once.
func (b *svg) hatch(on bool) string {
	if !on {
		return ""
	}
	if _, ok := b.ids["hatch"]; !ok {
		b.ids["hatch"] = "hatch"
		const stripe = `<rect width="%s" height="%s" fill="#fff"%s/>`
		half, period := num(charts.HatchPeriod/2), num(charts.HatchPeriod)
		b.put(`<pattern id="stripes" width="` + period + `" height="` + period + `" patternUnits="userSpaceOnUse">`)
		b.putf(stripe, period, period, attr("fill-opacity", num(charts.HatchGap)))
		b.putf(stripe, half, period, "")
		b.put(`</pattern><mask id="hatch"><rect width="100%" height="100%" fill="url(#stripes)"/></mask>` + "\n")
	}
	return ` mask="url(#hatch)"`
}

// gradient defines a fade's gradient, once for all fades of its proportions.
func (b *svg) gradient(r ramp, colour string, alpha uint8) string {
	w := r.d - r.a
	on, off := num((r.b-r.a)/w), num((r.c-r.a)/w)
	a := num(float32(alpha) / 255)
	key := strings.Join([]string{on, off, a, colour}, " ")
	if id, ok := b.ids[key]; ok {
		return id
	}
	id := fmt.Sprintf("fade%d", len(b.ids))
	b.ids[key] = id
	stop := func(at, opacity string) {
		b.putf(`<stop offset="%s" stop-color="%s" stop-opacity="%s"/>`, at, colour, opacity)
	}
	b.putf(`<linearGradient id="%s">`, id)
	if on != "0" {
		stop("0", "0")
	}
	stop(on, a)
	stop(off, a)
	if off != "1" {
		stop("1", "0")
	}
	b.put("</linearGradient>\n")
	return id
}

func (b *svg) arc(a *charts.Arc) {
	c, ok := b.colour(a.Style)
	if !ok || a.Alpha == 0 {
		return
	}
	z := bezier{{a.X0, a.Y0}, {a.CX0, a.CY0}, {a.CX1, a.CY1}, {a.X1, a.Y1}}
	b.putf("<g%s>", opacity("opacity", a.Alpha))
	end := z[3]
	if a.Head > 0 {
		end = b.arrow(z, a.Head, c)
	}
	b.putf(`<path d="M%s %sC%s %s %s %s %s %s" fill="none"%s%s%s/></g>`+"\n", num(a.X0), num(a.Y0),
		num(a.CX0), num(a.CY0), num(a.CX1), num(a.CY1), num(end.x), num(end.y),
		attr("stroke", c), attr("stroke-width", num(a.Width)), dashes(a.Dash))
}

// arrow writes an arrowhead and gives the point where its curve should end.
func (b *svg) arrow(z bezier, head float32, colour string) point {
	h, end := arrowhead(z, head)
	if h[0] != h[1] {
		b.putf(`<path d="M%s %sL%s %s %s %sZ"%s/>`, num(h[0].x), num(h[0].y), num(h[1].x), num(h[1].y), num(h[2].x), num(h[2].y), attr("fill", colour))
	}
	return end
}

// arrowhead gives the triangle at the end of a curve, its tip first, and the
// point where the curve should end. It is nothing where the curve has no length.
func arrowhead(z bezier, head float32) (h [3]point, end point) {
	tip, from := z[3], z.at(0.97)
	for t := float32(0.97); distance(from, tip) < head && t > 0.03; t -= 0.03 {
		from = z.at(t)
	}
	l := distance(from, tip)
	if l < 1e-3 {
		return [3]point{tip, tip, tip}, tip
	}
	d := point{(tip.x - from.x) / l, (tip.y - from.y) / l}
	foot := tip.plus(d, -head)
	side := point{-d.y, d.x}
	return [3]point{tip, foot.plus(side, head*headShare), foot.plus(side, -head*headShare)}, tip.plus(d, -head*0.7)
}

func (b *svg) mark(m *charts.Mark) {
	c, ok := b.colour(m.Style)
	if !ok || m.Alpha == 0 || !(m.Size > 0) {
		return
	}
	ps := sized(polygonOf(m.Shape), m.Size)
	inner := hollowStroke(m.Size)
	if m.Alpha != 255 {
		b.putf("<g%s>\n", opacity("opacity", m.Alpha))
		defer b.put("</g>\n")
	}
	if edge, ok := b.colour(m.Edge); ok {
		b.outline(m, grow(ps, markEdge), edge)
	}
	b.outline(m, ps, c)
	if bg, ok := b.colour(charts.StyleBackground); ok && m.Hollow && canBeHollow(m.Shape, m.Size) {
		b.outline(m, grow(ps, -inner), bg)
	}
}

// outline writes a mark's polygon, or a circle for one.
func (b *svg) outline(m *charts.Mark, ps []point, colour string) {
	if len(ps) == circlePoints {
		b.putf(`<circle cx="%s" cy="%s" r="%s" fill="%s"/>`+"\n", num(m.X), num(m.Y), num(-ps[0].y), colour)
		return
	}
	b.put(`<path d="M`)
	for i, p := range ps {
		if i > 0 {
			b.put(" ")
		}
		b.put(num(m.X+p.x) + " " + num(m.Y+p.y))
	}
	b.putf(`Z" fill="%s"/>`+"\n", colour)
}

func (b *svg) text(t *charts.Text) {
	c, ok := b.colour(t.Style)
	if !ok || !(t.Size > 0) {
		return
	}
	l := b.fonts.lineOf(t)
	if l.text == "" {
		return
	}
	b.putf(`<text x="%s" y="%s" font-family="%s" font-size="%s"%s%s%s`,
		num(t.X), num(t.Y), svgFamilies, num(t.Size), attr("fill", c), attr("xml:space", "preserve"), anchor(t.Align, l.rtl))
	if t.Bold {
		b.put(attr("font-weight", "700"))
	}
	if l.rtl {
		b.put(attr("direction", "rtl") + attr("unicode-bidi", "embed"))
	}
	if halo, ok := b.colour(charts.StyleBackground); ok && t.Halo {
		b.put(attr("paint-order", "stroke") + attr("stroke", halo) + attr("stroke-width", num(2*haloWidth)) + attr("stroke-linejoin", "round"))
	}
	b.putf(">%s</text>\n", escape(l.text))
}

// anchor says which end of a text its x is. SVG's start is the right end of a
// right-to-left text; ours are visual.
func anchor(a charts.Align, rtl bool) string {
	switch {
	case a == charts.AlignCentre:
		return attr("text-anchor", "middle")
	case (a == charts.AlignRight) != rtl:
		return attr("text-anchor", "end")
	}
	return ""
}

// escape makes text safe between XML tags and in quoted attributes. What XML
// cannot hold, and bidi overrides, were left out by clean.
func escape(s string) string { return xmlEscaper.Replace(string(clean(s))) }

var xmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
