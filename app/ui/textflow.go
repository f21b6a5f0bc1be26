package ui

import (
	"slices"
	"strings"
	"unicode"

	"saywhen/charts"
)

// Names in this field mix scripts and directions, and widgets put the runs of
// such a line in the wrong order. So text that shows names is set here as a
// small charts.Scene and drawn by charts/paint, which orders it right.

// paragraph is a piece of text in one style; it is broken into lines.
type paragraph struct {
	text  string
	size  float32 // logical pixels
	bold  bool
	style charts.Style
	above float32 // space before it, logical pixels
	// maxLines cuts it, with an ellipsis; 0 is no limit.
	maxLines int
}

const (
	lineHeight = 1.4  // of the font's size
	ascent     = 1.05 // from the top of a line to its baseline, of the font's size
)

// scaledText is text at the size that the window's text has; sizes are given
// for text of the normal one.
func scaledText(ps []paragraph) []paragraph {
	k := fontScale()
	if k == 1 {
		return ps
	}
	out := slices.Clone(ps)
	for i := range out {
		out[i].size *= k
		out[i].above *= k
	}
	return out
}

// flow sets paragraphs below each other in a column of the given width, from
// (x,y) on, and returns the height that they take. Paragraphs that begin in a
// right-to-left script stand at the right.
func flow(dst *charts.Layer, ps []paragraph, x, y, width float32, measure charts.Measure) float32 {
	top := y
	for _, p := range ps {
		y += p.above
		at, align := x, charts.AlignLeft
		if rightToLeft(p.text) {
			at, align = x+width, charts.AlignRight
		}
		for _, line := range p.lines(width, measure) {
			if dst != nil {
				dst.Texts = append(dst.Texts, charts.Text{
					X: at, Y: y + p.size*ascent, Size: p.size, Align: align, Bold: p.bold,
					Style: p.style, MaxW: width, Str: line,
				})
			}
			y += p.size * lineHeight
		}
	}
	return y - top
}

// lines breaks a paragraph where words end.
func (p paragraph) lines(width float32, measure charts.Measure) []string {
	var out []string
	for _, hard := range strings.Split(p.text, "\n") {
		out = append(out, wrap(hard, func(s string) bool { return measure(s, p.size, p.bold) <= width })...)
	}
	if p.maxLines > 0 && len(out) > p.maxLines {
		out = out[:p.maxLines]
		out[p.maxLines-1] += " …"
	}
	return out
}

// wrap breaks a line at blanks so that each piece fits; a word that does not
// fit alone is a line of its own, which the painter cuts.
func wrap(line string, fits func(string) bool) []string {
	words := strings.Fields(line)
	if len(words) == 0 {
		return []string{""}
	}
	var out []string
	cur := words[0]
	for _, w := range words[1:] {
		if next := cur + " " + w; fits(next) {
			cur = next
			continue
		}
		out = append(out, cur)
		cur = w
	}
	return append(out, cur)
}

// rightToLeft tells whether the first letter is of a right-to-left script.
func rightToLeft(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
		}
	}
	return false
}

// naturalWidth is the width that the paragraphs would take unbroken.
func naturalWidth(ps []paragraph, measure charts.Measure) float32 {
	var w float32
	for _, p := range ps {
		for _, line := range strings.Split(p.text, "\n") {
			w = max(w, measure(line, p.size, p.bold))
		}
	}
	return w
}
