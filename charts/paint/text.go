package paint

import "saywhen/charts"

// haloWidth is how far a halo reaches beyond the letters, logical pixels.
const haloWidth = 1.75

// maxTextSize bounds the size of text in pixels: sizes are kept in 16 bits, and
// a letter's mask must stay small.
const maxTextSize = 512

// texts paints the texts of a layer. The left end of a line is snapped to a
// whole pixel and so is the baseline: a label looks the same wherever it stands.
func (w *worker) texts(ts []charts.Text) {
	for i := range ts {
		t := &ts[i]
		size := min(sane(t.Size*w.scale), maxTextSize)
		y := sane(t.Y * w.scale)
		if t.Str == "" || size <= 0 || t.Style == charts.StyleNone || w.offRow(y, size) {
			continue
		}
		l := w.fonts.lineOf(t)
		x := sane((t.X - l.width*t.Size*alignShare(t.Align)) * w.scale)
		w.text(l, round(x), round(y), uint16(max(size*sizeSteps+0.5, 1)), t)
	}
}

// lineOf gives the line to draw for a text, cut if it has to be.
func (f *Fonts) lineOf(t *charts.Text) *line {
	if t.MaxW > 0 && t.Size > 0 {
		return f.fit(t.Str, t.Bold, min(t.MaxW/t.Size, maxRunes))
	}
	return f.line(t.Str, t.Bold)
}

// alignShare gives the share of a line's width that stands left of its X.
func alignShare(a charts.Align) float32 {
	switch a {
	case charts.AlignCentre:
		return 0.5
	case charts.AlignRight:
		return 1
	}
	return 0
}

// offRow reports whether a line with its baseline at y cannot be seen. Two ems
// are more than any letter with its marks reaches.
func (w *worker) offRow(y, size float32) bool {
	return y+2*size < float32(w.clip.y0) || y-2*size > float32(w.clip.y1)
}

func (w *worker) text(l *line, x, y int, size uint16, t *charts.Text) {
	if t.Halo {
		halo := uint8(min(haloWidth*w.scale*subSteps, 255))
		w.glyphRow(w.place(placedKey{l, size, max(halo, 1)}), x, y, w.colours[charts.StyleBackground])
	}
	w.glyphRow(w.place(placedKey{l, size, 0}), x, y, w.colours[t.Style])
}

func (w *worker) glyphRow(p *placed, x, y int, col uint32) {
	if col == 0 {
		return
	}
	for _, g := range p.glyphs {
		w.stamp(g.m, x+int(g.x), y+int(g.y), col)
	}
}
