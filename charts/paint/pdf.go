package paint

import (
	"errors"
	"io"
	"math"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"saywhen/charts"
)

// A PDF holds the shapes of scenes, one page each. Letters are outlines: so
// every script looks as it does in the window, whatever fonts a reader has; the
// words cannot be searched, the title and the description can. Fades become
// slices of one strength each, because the format has no gradient of opacity
// that every printer knows.

// PDFOptions say how a document is made.
type PDFOptions struct {
	// Fonts measures and cuts text; nil means Default().
	Fonts *Fonts
	// PageWidth is the width of every page in points (1/72 inch); 0 is three
	// quarters of a point for a logical pixel, its natural size. The height
	// follows from the scene's.
	PageWidth float64
	// PageHeight, when not 0, is the height of every page in points; a scene
	// that is lower leaves the rest blank.
	PageHeight float64
	Title      string
	Alt        string // describes the document
	// Made is the time of making that the file tells; the zero time is 1970, so
	// that the same scenes make the same file.
	Made time.Time
}

// WritePDF writes scenes as the pages of a document.
func WritePDF(w io.Writer, pages []*charts.Scene, pal Palette, o PDFOptions) error {
	if len(pages) == 0 {
		return errors.New("a document needs a page at least")
	}
	if o.Fonts == nil {
		o.Fonts = Default()
	}
	if o.Made.IsZero() {
		o.Made = time.Unix(0, 0).UTC()
	}
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: 100, Ht: 100}})
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.SetCatalogSort(true)
	doc.SetCreationDate(o.Made)
	doc.SetModificationDate(o.Made)
	doc.SetProducer("Saywhen", true)
	doc.SetTitle(o.Title, true)
	doc.SetSubject(o.Alt, true)
	p := &pdf{doc: doc, pal: pal, fonts: o.Fonts}
	for _, s := range pages {
		p.page(s, o.PageWidth, o.PageHeight)
	}
	return doc.Output(w)
}

// pdf draws scenes; k is points per logical pixel. Errors stay in doc until
// Output.
type pdf struct {
	doc   *fpdf.Fpdf
	pal   Palette
	fonts *Fonts
	k     float64
}

func (p *pdf) page(s *charts.Scene, width, height float64) {
	p.k = 0.75
	if width > 0 && s.W > 0 {
		p.k = width / float64(s.W)
	}
	size := fpdf.SizeType{Wd: p.of(s.W), Ht: p.of(s.H)}
	if height > 0 {
		size.Ht = height
	}
	p.doc.AddPageFormat("P", size)
	if p.fill(s.Background, 255) {
		p.doc.Rect(0, 0, size.Wd, size.Ht, "F")
	}
	for i := range s.Layers {
		l := &s.Layers[i]
		p.doc.ClipRect(p.of(l.Clip.X), p.of(l.Clip.Y), p.of(max(l.Clip.W, 0)), p.of(max(l.Clip.H, 0)), false)
		each(l.Rects, p.rect)
		each(l.Lines, p.line)
		each(l.Fades, p.fade)
		each(l.Arcs, p.arc)
		each(l.Marks, p.mark)
		each(l.Texts, p.text)
		p.doc.ClipEnd()
	}
}

// of is a length in points.
func (p *pdf) of(v float32) float64 { return float64(sane(v)) * p.k }

// alpha sets the strength of what follows. A few steps do: each is an object of
// its own in the file.
func (p *pdf) alpha(a float64) { p.doc.SetAlpha(math.Round(a*100)/100, "Normal") }

// fill sets the colour of areas and reports whether there is anything to draw.
func (p *pdf) fill(s charts.Style, alpha uint8) bool {
	if s == charts.StyleNone || int(s) >= len(p.pal) || alpha == 0 {
		return false
	}
	c := p.pal[s]
	p.doc.SetFillColor(int(c.R), int(c.G), int(c.B))
	p.alpha(float64(alpha) / 255)
	return true
}

// stroke sets the colour, width and dashes of lines.
func (p *pdf) stroke(s charts.Style, alpha uint8, width, dash float32) bool {
	if s == charts.StyleNone || int(s) >= len(p.pal) || alpha == 0 || !(width > 0) {
		return false
	}
	c := p.pal[s]
	p.doc.SetDrawColor(int(c.R), int(c.G), int(c.B))
	p.doc.SetLineWidth(p.of(width))
	p.alpha(float64(alpha) / 255)
	if dash > 0 {
		p.doc.SetDashPattern([]float64{p.of(dash), p.of(dash)}, 0)
	} else {
		p.doc.SetDashPattern(nil, 0)
	}
	return true
}

func (p *pdf) rect(f *charts.Fill) {
	drawn := p.fill(f.Style, f.Alpha)
	if f.HasRGB && f.Alpha > 0 {
		drawn = true
		p.doc.SetFillColor(int(f.RGB>>16&0xff), int(f.RGB>>8&0xff), int(f.RGB&0xff))
		p.alpha(float64(f.Alpha) / 255)
	}
	if drawn {
		p.box(f.X, f.Y, max(f.W, 0), max(f.H, 0), f.Radius, "F")
	}
	if f.W > 1 && f.H > 1 && p.stroke(f.Stroke, 255, 1, 0) {
		p.box(f.X+0.5, f.Y+0.5, f.W-1, f.H-1, max(f.Radius-0.5, 0), "D")
	}
}

func (p *pdf) box(x, y, w, h, radius float32, style string) {
	if radius = min(radius, w/2, h/2); radius > 0 {
		p.doc.RoundedRect(p.of(x), p.of(y), p.of(w), p.of(h), p.of(radius), "1234", style)
		return
	}
	p.doc.Rect(p.of(x), p.of(y), p.of(w), p.of(h), style)
}

func (p *pdf) line(l *charts.Line) {
	if p.stroke(l.Style, 255, l.Width, l.Dash) {
		p.doc.Line(p.of(l.X0), p.of(l.Y0), p.of(l.X1), p.of(l.Y1))
	}
}

// fadeSlice is the width of the slices of a fade in logical pixels; a ramp has
// at most fadeSlices.
const (
	fadeSlice  = 2
	fadeSlices = 32
)

// fade draws a trapezoid slice by slice: the middle is one.
func (p *pdf) fade(f *charts.Fade) {
	if drawn := p.fill(f.Style, f.Alpha); !(f.H > 0) || f.Alpha == 0 || !drawn && !f.HasRGB {
		return
	}
	if f.HasRGB {
		p.doc.SetFillColor(int(f.RGB>>16&0xff), int(f.RGB>>8&0xff), int(f.RGB&0xff))
	}
	r := rampOf(f, 1)
	p.slices(f, r, r.a, r.b)
	p.slices(f, r, r.b, r.c)
	p.slices(f, r, r.c, r.d)
}

func (p *pdf) slices(f *charts.Fade, r ramp, x0, x1 float32) {
	n := int(min(max((x1-x0)/fadeSlice, 1), fadeSlices))
	if f.Hatch {
		n = max(1, int((x1-x0)/(charts.HatchPeriod/2)))
	} else if x0 >= r.b && x1 <= r.c {
		n = 1
	}
	for i := range n {
		a := x0 + (x1-x0)*float32(i)/float32(n)
		b := x0 + (x1-x0)*float32(i+1)/float32(n)
		if b <= a {
			continue
		}
		share := clamp01((r.integral(b) - r.integral(a)) / (b - a))
		strength := float64(share) * float64(f.Alpha) / 255
		if f.Hatch && int((a+b)/2-r.a)/(charts.HatchPeriod/2)%2 == 1 {
			strength *= charts.HatchGap
		}
		if strength < 0.005 {
			continue
		}
		h := f.H * (clamp01(f.Tip) + (1-clamp01(f.Tip))*share)
		p.alpha(strength)
		p.doc.Rect(p.of(a), p.of(f.Y+(f.H-h)/2), p.of(b-a), p.of(h), "F")
	}
}

func (p *pdf) arc(a *charts.Arc) {
	if !p.fill(a.Style, a.Alpha) {
		return
	}
	z := bezier{{a.X0, a.Y0}, {a.CX0, a.CY0}, {a.CX1, a.CY1}, {a.X1, a.Y1}}
	end := z[3]
	if a.Head > 0 {
		var head [3]point
		if head, end = arrowhead(z, a.Head); head[0] != head[1] {
			p.polygon(head[:], 0, 0)
		}
	}
	if p.stroke(a.Style, a.Alpha, a.Width, a.Dash) {
		p.doc.MoveTo(p.of(a.X0), p.of(a.Y0))
		p.doc.CurveBezierCubicTo(p.of(a.CX0), p.of(a.CY0), p.of(a.CX1), p.of(a.CY1), p.of(end.x), p.of(end.y))
		p.doc.DrawPath("D")
		p.doc.SetDashPattern(nil, 0)
	}
}

// polygon fills a polygon that stands at x, y.
func (p *pdf) polygon(ps []point, x, y float32) {
	for i, q := range ps {
		if i == 0 {
			p.doc.MoveTo(p.of(x+q.x), p.of(y+q.y))
		} else {
			p.doc.LineTo(p.of(x+q.x), p.of(y+q.y))
		}
	}
	p.doc.ClosePath()
	p.doc.DrawPath("F")
}

func (p *pdf) mark(m *charts.Mark) {
	if !(m.Size > 0) {
		return
	}
	ps := sized(polygonOf(m.Shape), m.Size)
	if p.fill(m.Edge, m.Alpha) {
		p.polygon(grow(ps, markEdge), m.X, m.Y)
	}
	if p.fill(m.Style, m.Alpha) {
		p.polygon(ps, m.X, m.Y)
	}
	if m.Hollow && canBeHollow(m.Shape, m.Size) && p.fill(charts.StyleBackground, m.Alpha) {
		p.polygon(grow(ps, -hollowStroke(m.Size)), m.X, m.Y)
	}
}

func (p *pdf) text(t *charts.Text) {
	if !(t.Size > 0) {
		return
	}
	l := p.fonts.lineOf(t)
	if l.text == "" {
		return
	}
	x := t.X
	switch t.Align {
	case charts.AlignCentre:
		x -= l.width * t.Size / 2
	case charts.AlignRight:
		x -= l.width * t.Size
	}
	to := &pdfPath{p: p, x: x, y: t.Y, k: t.Size}
	if t.Halo && p.stroke(charts.StyleBackground, 255, 2*haloWidth, 0) {
		p.doc.SetLineJoinStyle("round")
		p.fonts.Trace(l.text, t.Bold, to)
		to.draw("D")
	}
	if p.fill(t.Style, 255) {
		p.fonts.Trace(l.text, t.Bold, to)
		to.draw("F")
	}
}

// pdfPath takes outlines in em to the page.
type pdfPath struct {
	p       *pdf
	x, y, k float32
	open    bool
	last    point
}

func (t *pdfPath) at(x, y float32) (float64, float64) {
	t.last = point{x, y}
	return t.p.of(t.x + x*t.k), t.p.of(t.y + y*t.k)
}

// MoveTo begins a contour.
func (t *pdfPath) MoveTo(x, y float32) {
	if t.open {
		t.p.doc.ClosePath()
	}
	t.open = true
	px, py := t.at(x, y)
	t.p.doc.MoveTo(px, py)
}

// LineTo adds a straight piece.
func (t *pdfPath) LineTo(x, y float32) {
	px, py := t.at(x, y)
	t.p.doc.LineTo(px, py)
}

// QuadTo adds a piece with one control point: as a cubic one, which is all that
// the format knows.
func (t *pdfPath) QuadTo(x1, y1, x, y float32) {
	a := t.last
	t.CubeTo(a.x+(x1-a.x)*2/3, a.y+(y1-a.y)*2/3, x+(x1-x)*2/3, y+(y1-y)*2/3, x, y)
}

// CubeTo adds a piece with two control points.
func (t *pdfPath) CubeTo(x1, y1, x2, y2, x, y float32) {
	ax, ay := t.at(x1, y1)
	bx, by := t.at(x2, y2)
	px, py := t.at(x, y)
	t.p.doc.CurveBezierCubicTo(ax, ay, bx, by, px, py)
}

// draw fills or strokes what was traced, and begins anew.
func (t *pdfPath) draw(style string) {
	if t.open {
		t.p.doc.ClosePath()
		t.p.doc.DrawPath(style)
	}
	t.open = false
}
