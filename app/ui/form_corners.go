package ui

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/storage/edtf"
)

// cornersText says the corners in words: "starts … – …, ends … – …".
func cornersText(d edtf.Date) string {
	loc, err := edtf.LoadZone(d.Zone)
	if err != nil {
		loc = time.UTC
	}
	zone := d.Zone
	if zone == "" {
		zone = "UTC"
	}
	c := d.Corners
	span := func(from, to int64) string { return between(instant(from, loc), lastInstant(from, to, loc)) }
	if d.Kind == edtf.Extent {
		return "starts " + span(c.EarliestStart, c.LatestStart) + "; ends " + span(c.EarliestEnd, c.LatestEnd) + " (" + zone + ")"
	}
	return span(c.EarliestStart, c.LatestEnd) + " (" + zone + ")"
}

// lastInstant is the end of a half-open span as people say it: a span that ends
// at midnight ends with the day before.
func lastInstant(from, to int64, loc *time.Location) string {
	if to == edtf.OpenFuture || to <= from {
		return instant(to, loc)
	}
	if at := time.Unix(to, 0).In(loc); at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0 {
		last := instant(at.AddDate(0, 0, -1).Unix(), loc)
		if from != edtf.OpenPast && unixIn(from, loc).Hour() != 0 {
			last += " 24:00" // a span of hours
		}
		return last
	}
	return instant(to, loc)
}

func between(a, b string) string {
	if a == b {
		return a
	}
	return a + " – " + b
}

// instant gives a corner in the way of the date box; an open one as "…".
func instant(t int64, loc *time.Location) string {
	if t == edtf.OpenPast || t == edtf.OpenFuture {
		return "…"
	}
	at := time.Unix(t, 0).In(loc)
	if at.Year() < -9999 || at.Year() > 9999 {
		return at.Format("2006")
	}
	if at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0 {
		return at.Format("Mon 2 Jan 2006")
	}
	if at.Second() == 0 {
		return at.Format("Mon 2 Jan 2006 15:04")
	}
	return at.Format("Mon 2 Jan 2006 15:04:05")
}

// cornerBar draws the four corners: rising from the earliest to the latest
// start, solid, falling from the earliest to the latest end. It has no scale:
// it shows the shape.
type cornerBar struct {
	widget.BaseWidget
	rise, fall *canvas.LinearGradient
	solid      *canvas.Rectangle
	parts      [3]float32 // shares of the width: rising, solid, falling
	open       [2]bool
}

func newCornerBar() *cornerBar {
	b := &cornerBar{
		rise:  canvas.NewHorizontalGradient(color.Transparent, color.Transparent),
		fall:  canvas.NewHorizontalGradient(color.Transparent, color.Transparent),
		solid: canvas.NewRectangle(color.Transparent),
	}
	b.ExtendBaseWidget(b)
	return b
}

// barShares gives the shares of the width that rise, stay and fall. An open
// side is given as much room as all that is known.
func barShares(c edtf.Corners) (shares [3]float32, open [2]bool) {
	open = [2]bool{c.EarliestStart == edtf.OpenPast, c.LatestEnd == edtf.OpenFuture}
	rise, fall := length(c.EarliestStart, c.LatestStart), length(c.EarliestEnd, c.LatestEnd)
	solid := length(c.LatestStart, c.EarliestEnd)
	if c.EarliestEnd < c.LatestStart { // a moment: it may be anywhere between
		rise, solid, fall = 0, length(c.EarliestStart, c.LatestEnd), 0
	}
	total := rise + solid + fall
	if total == 0 {
		return [3]float32{0.45, 0.1, 0.45}, open
	}
	return [3]float32{float32(rise / total), float32(solid / total), float32(fall / total)}, open
}

// length is the seconds between two instants, as a float so that open ends
// cannot overflow; an open side counts as a year.
func length(a, b int64) float64 {
	const year = 365 * 86400
	switch {
	case a == edtf.OpenPast && b == edtf.OpenPast, a == edtf.OpenFuture && b == edtf.OpenFuture:
		return year
	case a == edtf.OpenPast, b == edtf.OpenFuture:
		return year
	case b <= a:
		return 0
	}
	return float64(b) - float64(a)
}

func (b *cornerBar) set(c edtf.Corners) {
	b.parts, b.open = barShares(c)
	b.Refresh()
}

// CreateRenderer is for the window library.
func (b *cornerBar) CreateRenderer() fyne.WidgetRenderer { return &cornerBarRenderer{b} }

type cornerBarRenderer struct{ b *cornerBar }

func (r *cornerBarRenderer) Layout(s fyne.Size) {
	x := float32(0)
	for i, o := range r.Objects() {
		w := s.Width * r.b.parts[i]
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, s.Height))
		x += w
	}
}

func (r *cornerBarRenderer) MinSize() fyne.Size { return fyne.NewSize(60, 6) }

func (r *cornerBarRenderer) Refresh() {
	full := theme.Color(theme.ColorNamePrimary)
	r.b.rise.StartColor, r.b.rise.EndColor = color.Transparent, full
	r.b.fall.StartColor, r.b.fall.EndColor = full, color.Transparent
	r.b.solid.FillColor = full
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *cornerBarRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.rise, r.b.solid, r.b.fall}
}

func (r *cornerBarRenderer) Destroy() {}
