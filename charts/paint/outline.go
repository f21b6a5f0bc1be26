package paint

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Path takes the pieces of a path, one after another. A contour begins with
// MoveTo and is closed by what follows it.
type Path interface {
	MoveTo(x, y float32)
	LineTo(x, y float32)
	QuadTo(x1, y1, x, y float32)
	CubeTo(x1, y1, x2, y2, x, y float32)
}

// Trace gives the outlines of a line's letters to a path, in em: the line's
// left end on the baseline is 0,0 and y grows downwards. The line is the one
// that Measure measures, so its width is the same. Contours are to be filled
// by the rule of non-zero winding.
func (f *Fonts) Trace(text string, bold bool, to Path) {
	for _, g := range f.line(text, bold).glyphs {
		if g.face == boxFace {
			traceBox(g, to)
			continue
		}
		segs, upem := f.kept(outlineKey{g.face, g.gid})
		tracer{1 / upem, g.x, g.y}.trace(segs, to)
	}
}

// Extents gives how far the first face's letters reach above and below the
// baseline, in em, both positive: what CSS calls ascent and descent.
func (f *Fonts) Extents(bold bool) (ascent, descent float32) {
	f.mu.Lock()
	defer f.mu.Unlock()
	order := f.regular
	if bold {
		order = f.bold
	}
	fc := f.faces[order[0]]
	e, _ := fc.FontHExtents()
	upem := float32(fc.Upem())
	return e.Ascender / upem, -e.Descender / upem
}

// outlineKey names a glyph.
type outlineKey struct {
	face uint8
	gid  font.GID
}

// outlineSegments bounds the outlines that are kept, in segments of 28 bytes.
const outlineSegments = 100_000

// kept is outline, remembered.
func (f *Fonts) kept(k outlineKey) ([]opentype.Segment, float32) {
	f.mu.Lock()
	segs, ok := f.outlines.get(k)
	upem := float32(f.faces[k.face].Upem())
	f.mu.Unlock()
	if ok {
		return segs, upem
	}
	segs, upem = f.outline(k.face, k.gid)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.outlines.put(k, segs)
	return segs, upem
}

// tracer takes font units, y upwards, to em, y downwards.
type tracer struct{ k, x, y float32 }

func (t tracer) of(p opentype.SegmentPoint) (x, y float32) { return t.x + p.X*t.k, t.y - p.Y*t.k }

func (t tracer) trace(segs []opentype.Segment, to Path) {
	for i := range segs {
		s := &segs[i]
		x0, y0 := t.of(s.Args[0])
		x1, y1 := t.of(s.Args[1])
		x2, y2 := t.of(s.Args[2])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			to.MoveTo(x0, y0)
		case opentype.SegmentOpLineTo:
			to.LineTo(x0, y0)
		case opentype.SegmentOpQuadTo:
			to.QuadTo(x0, y0, x1, y1)
		case opentype.SegmentOpCubeTo:
			to.CubeTo(x0, y0, x1, y1, x2, y2)
		}
	}
}

// traceBox draws what stands for a character that no face has: the frame of
// boxGlyph, without its whole pixels.
func traceBox(g glyph, to Path) {
	const left, right, top, stroke = 0.07, 0.53, -0.71, 0.0625
	frame := func(x0, y0, x1, y1 float32) {
		to.MoveTo(g.x+x0, y0)
		to.LineTo(g.x+x0, y1)
		to.LineTo(g.x+x1, y1)
		to.LineTo(g.x+x1, y0)
	}
	frame(left, 0, right, top)
	frame(left+stroke, top+stroke, right-stroke, -stroke) // the other way round: a hole
}
