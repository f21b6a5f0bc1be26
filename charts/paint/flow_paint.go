package paint

import (
	"image"

	"saywhen/charts"
)

// SetText is a line of a Flow at its place in a picture.
type SetText struct {
	Line  Line
	X     float32 // of the left of the column, logical pixels
	Y     float32 // of the baseline
	Style charts.Style
}

// Set draws lines of text over a picture, which must be as Paint wants it,
// within a clip in logical pixels. The baseline is snapped to a whole pixel, as
// is the left end of each line.
func (p *Painter) Set(dst *image.RGBA, lines []SetText, clip charts.Rect, pal Palette, scale float32) {
	w, h := dst.Rect.Dx(), dst.Rect.Dy()
	if w <= 0 || h <= 0 || len(dst.Pix) < 4*w*h || !(scale > 0) {
		return
	}
	if len(p.bands) == 0 {
		p.bands = append(p.bands, newWorker(p.fonts))
	}
	k := p.bands[0]
	k.bind(dst)
	k.use(&pal, scale)
	k.clip = clipOf(clip, scale).and(box{0, 0, w, h})
	for i := range lines {
		t := &lines[i]
		size := min(t.Line.flow.set.Size*scale, maxTextSize)
		x, y := round((t.X+t.Line.set.x)*scale), round(t.Y*scale)
		key := placedKey{t.Line.set.line, uint16(max(size*sizeSteps+0.5, 1)), 0}
		k.glyphRow(k.place(key), x, y, k.colours[t.Style])
	}
	k.p = nil // do not keep the image
}
