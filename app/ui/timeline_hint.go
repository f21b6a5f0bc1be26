package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"saywhen/charts"
)

// Who has panned to where nobody said anything sees bare lanes. A line over the
// plot says so, and how to come back. It is no part of the picture: an export of
// the same stretch has none. What is dated "before" or "since" without an end
// reaches everywhere and does not count.

const hint = "Nothing to see here. F shows everything; . and , go to the next statement and the one before."

// away tells whether the view lies beside all that would be shown by fitting.
func away(s shown) bool {
	if s.index == nil || s.index.Shown() <= len(s.index.Undated()) {
		return false
	}
	all, seen := charts.View{}.Fit(s.index).Span(), s.view.Span()
	return seen.To < all.From || seen.From > all.To
}

// newHint makes the line.
func newHint() *canvas.Text {
	t := canvas.NewText(hint, theme.Color(theme.ColorNamePlaceHolder))
	t.Alignment = fyne.TextAlignCenter
	t.Hide()
	return t
}

// placeHint shows or hides the line for the frame that was drawn.
func (t *timeline) placeHint() {
	if !away(t.show()) {
		if t.hint.Visible() {
			t.hint.Hide()
		}
		return
	}
	p := t.scene().Plot
	size := fyne.NewSize(p.W, 2*theme.TextSize())
	pos := fyne.NewPos(p.X, p.Y+whole((p.H-size.Height)/2))
	if t.hint.Visible() && t.hint.Position() == pos && t.hint.Size() == size {
		return
	}
	t.hint.TextSize, t.hint.Color = theme.TextSize(), theme.Color(theme.ColorNamePlaceHolder)
	t.hint.Move(pos)
	t.hint.Resize(size)
	showAbove(t.raster, t.hint)
}
