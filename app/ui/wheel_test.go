package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"saywhen/app"
)

// turn turns the wheel over the middle of an object; dy > 0 is towards the top.
func turn(f *fixture, g *wheelGlass, over fyne.CanvasObject, dy float32) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(over)
	at = at.AddXY(over.Size().Width/2, over.Size().Height/2)
	g.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}, Scrolled: fyne.NewDelta(0, dy)})
}

func TestWheelOverAField(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	f.win.Resize(fyne.NewSize(900, 500))
	g := newWheelGlass(p.form.scroll, p.form.texts)
	for name, over := range map[string]fyne.CanvasObject{
		"a line": p.form.speaker, "short text": p.form.quote, "a claim": p.form.positions.rows[0].claim,
	} {
		p.form.scroll.ScrollToTop()
		turn(f, g, over, -30)
		if got := p.form.scroll.Offset.Y; got != 30 {
			t.Errorf("over %s the form moved by %g", name, got)
		}
	}
}

func TestWheelOverALongText(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	f.win.Resize(fyne.NewSize(900, 500))
	g := newWheelGlass(p.form.scroll, p.form.texts)
	p.form.quote.SetText(strings.Repeat("a long quote\n", 12))
	text := p.form.quote.inside()
	if text == nil {
		t.Fatal("the quote has no scroller")
	}
	text.ScrollToTop()
	p.form.scroll.ScrollToTop()
	turn(f, g, p.form.quote, -30)
	if text.Offset.Y == 0 || p.form.scroll.Offset.Y != 0 {
		t.Errorf("the text moved by %g, the form by %g", text.Offset.Y, p.form.scroll.Offset.Y)
	}
	text.ScrollToBottom()
	turn(f, g, p.form.quote, -30)
	if p.form.scroll.Offset.Y != 30 {
		t.Error("at the end of the text the form stands still")
	}
	turn(f, g, p.form.quote, 5)
	if p.form.scroll.Offset.Y != 30 {
		t.Error("the form moved though the text had more above")
	}
}

// TestGlassStopsOnlyTheWheel holds that clicks go through.
func TestGlassStopsOnlyTheWheel(t *testing.T) {
	var g fyne.CanvasObject = newWheelGlass(nil, nil)
	switch g.(type) {
	case fyne.Tappable, fyne.SecondaryTappable, fyne.Focusable, fyne.Draggable:
		t.Errorf("%T takes more than the wheel", g)
	}
}
