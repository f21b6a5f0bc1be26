package ui

import (
	"unicode"

	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/paint"
)

// The library's text fields put the parts of a line that mixes directions in
// the wrong order. What such a field holds is shown once more below it, in the
// order in which it will stand in every picture.

// rightOrder is the line below a field; it is there only while it is needed.
type rightOrder struct {
	*textBlock
	of *widget.Entry
}

func newRightOrder(of *widget.Entry, palette func() paint.Palette) *rightOrder {
	r := &rightOrder{newTextBlock(palette), of}
	r.Hide()
	return r
}

// follow brings the line up to date with the field.
func (r *rightOrder) follow() {
	if !mixesDirections(r.of.Text) {
		r.Hide()
		return
	}
	r.set(paragraph{text: r.of.Text, size: theme.TextSize(), style: charts.StyleText})
	r.Show()
}

// mixesDirections tells whether a text has letters of a right-to-left script
// beside others, numbers or brackets.
func mixesDirections(s string) bool {
	var right, other bool
	for _, c := range s {
		switch {
		case rightToLeft(string(c)):
			right = true
		case unicode.IsLetter(c), unicode.IsNumber(c), unicode.In(c, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf):
			other = true
		}
		if right && other {
			return true
		}
	}
	return false
}
