package ui

import (
	"image/color"
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"saywhen/charts"
)

func (f *fixture) press(p fyne.Position, mods fyne.KeyModifier) {
	f.time.MouseDown(&desktop.MouseEvent{
		PointEvent: fyne.PointEvent{Position: p, AbsolutePosition: p}, Button: desktop.MouseButtonPrimary, Modifier: mods,
	})
}

func (f *fixture) click(p fyne.Position, mods fyne.KeyModifier) {
	f.press(p, mods)
	f.time.Tapped(&fyne.PointEvent{Position: p, AbsolutePosition: p})
	f.settle()
	f.frame()
}

// drag moves the pressed pointer in steps.
func (f *fixture) drag(from, to fyne.Position, mods fyne.KeyModifier) {
	f.press(from, mods)
	const steps = 4
	dx, dy := (to.X-from.X)/steps, (to.Y-from.Y)/steps
	for i := 1; i <= steps; i++ {
		f.time.Dragged(&fyne.DragEvent{
			PointEvent: fyne.PointEvent{Position: fyne.NewPos(from.X+dx*float32(i), from.Y+dy*float32(i))},
			Dragged:    fyne.NewDelta(dx, dy),
		})
	}
	f.time.DragEnd()
	f.frame()
}

func (f *fixture) wheel(p fyne.Position, dx, dy float32, mods fyne.KeyModifier) {
	f.time.mods = func() fyne.KeyModifier { return mods }
	f.time.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: p}, Scrolled: fyne.NewDelta(dx, dy)})
	f.frame()
}

func TestWheelZoomsAtThePointer(t *testing.T) {
	f := newSampleFixture(t)
	for _, x := range []float32{300, 555, 800} {
		before := f.time.scene().Scale.T(x)
		width := f.session.View().Width
		f.wheel(fyne.NewPos(x, 300), 0, 25, fyne.KeyModifierShortcutDefault)
		if got, want := f.session.View().Width, width/zoomStep; math.Abs(got-want) > 1 {
			t.Errorf("one notch shows %v s, want %v", got, want)
		}
		perPixel := int64(f.session.View().Width / float64(f.plot().W))
		if d := f.time.scene().Scale.T(x) - before; d > perPixel || d < -perPixel {
			t.Errorf("the instant at %v moved by %d s", x, d)
		}
	}
}

func TestWheelMovesThroughTimeAndLanes(t *testing.T) {
	f := newSampleFixture(t)
	f.win.Resize(fyne.NewSize(1200, 420)) // too low for all lanes
	f.frame()
	at := fyne.NewPos(500, 200)
	v := f.session.View()
	f.wheel(at, 0, -25, 0)
	if got := f.session.View(); got.ScrollY != 50 || got.From != v.From {
		t.Errorf("a notch down scrolled to %v", got.ScrollY)
	}
	if !f.time.thumb.Visible() {
		t.Error("nothing shows how far the lanes are scrolled")
	}
	f.wheel(at, 0, 2500, 0)
	if got := f.session.View().ScrollY; got != 0 {
		t.Errorf("the lanes are scrolled to %v, above the first", got)
	}
	f.wheel(at, 0, -100_000, 0)
	if got, most := f.session.View().ScrollY, f.time.scene().Content-f.plot().H; got > most {
		t.Errorf("the lanes are scrolled to %v of %v", got, most)
	}
	v = f.session.View()
	f.wheel(at, -25, 0, fyne.KeyModifierShift) // as the library reports it
	if got := f.session.View(); got.From <= v.From || got.ScrollY != v.ScrollY {
		t.Errorf("Shift+wheel went from %v to %v", v, got)
	}
}

func TestDragPans(t *testing.T) {
	f := newSampleFixture(t)
	under := f.time.scene().Scale.T(600)
	f.drag(fyne.NewPos(600, 700), fyne.NewPos(400, 700), 0)
	if d := f.time.scene().Scale.X(under); math.Abs(float64(d-400)) > 1 {
		t.Errorf("what was under the pointer is at %v, want 400", d)
	}
	if len(f.session.Selection()) != 0 {
		t.Error("panning selected something")
	}
}

func TestRubberBandSelects(t *testing.T) {
	f := newSampleFixture(t)
	id := f.statement("Ali Shamkhani")
	p := f.point(id)
	f.press(p.SubtractXY(12, 12), fyne.KeyModifierShift)
	v := f.session.View()
	f.time.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: p.AddXY(8, 8)}, Dragged: fyne.NewDelta(20, 20)})
	if !f.time.band.Visible() || f.time.band.Size() != fyne.NewSize(20, 20) {
		t.Errorf("the band is %v", f.time.band.Size())
	}
	f.time.DragEnd()
	if f.time.band.Visible() || !f.session.View().Equal(v) {
		t.Error("the band stayed, or the view moved")
	}
	if !f.session.Selected(id) {
		t.Errorf("selected %v, want %v among them", f.session.Selection(), id)
	}
	f.drag(fyne.NewPos(600, 640), fyne.NewPos(640, 660), fyne.KeyModifierShift)
	if n := len(f.session.Selection()); n != 0 {
		t.Errorf("an empty band left %d selected", n)
	}
}

func TestAltDragShowsOnlyAStretchOfTime(t *testing.T) {
	f := newSampleFixture(t)
	sc := f.time.scene().Scale
	from, to := sc.T(300), sc.T(500)
	f.drag(fyne.NewPos(500, 30), fyne.NewPos(300, 40), fyne.KeyModifierAlt)
	got := f.session.Filter()
	if !got.HasFrom || !got.HasTo || got.From != from || got.To != to {
		t.Errorf("the filter is %+v, want %d to %d", got, from, to)
	}
	if n := len(f.chips.box.Objects); n != 1 {
		t.Errorf("there are %d chips", n)
	}
}

func TestClicksSelect(t *testing.T) {
	f := newSampleFixture(t)
	a, b := f.statement("BBC Persian"), f.statement("Marzieh Afkham")
	f.click(f.point(a), 0)
	if got := f.session.Selection(); len(got) != 1 || got[0] != a {
		t.Fatalf("selected %v, want %v", got, a)
	}
	f.time.press.when = time.Time{}
	f.click(f.point(b), fyne.KeyModifierShortcutDefault)
	if !f.session.Selected(a) || !f.session.Selected(b) {
		t.Errorf("Ctrl+click selected %v", f.session.Selection())
	}
	f.time.press.when = time.Time{}
	f.click(f.point(a), fyne.KeyModifierShortcutDefault)
	if f.session.Selected(a) || !f.session.Selected(b) {
		t.Errorf("Ctrl+click again selected %v", f.session.Selection())
	}
	f.time.press.when = time.Time{}
	f.click(fyne.NewPos(600, 660), 0)
	if len(f.session.Selection()) != 0 {
		t.Errorf("a click beside everything left %v", f.session.Selection())
	}
}

// laneAt finds the point of the gutter that meets a lane in a way.
func (f *fixture) laneAt(kind charts.HitKind, name string) fyne.Position {
	f.t.Helper()
	actor := f.actor(name)
	for y := float32(0); y < 700; y += 3 {
		for x := float32(2); x < 200; x += 4 {
			if h := f.time.scene().Hit(x, y); h.Kind == kind && h.Actor == actor {
				return fyne.NewPos(x, y)
			}
		}
	}
	f.t.Fatalf("the lane of %s is not seen", name)
	return fyne.Position{}
}

func TestTriangleCollapses(t *testing.T) {
	f := newSampleFixture(t)
	iran := f.actor("Iran")
	p := f.laneAt(charts.HitChevron, "Iran")
	f.click(p, 0)
	if !f.session.View().IsCollapsed(iran) {
		t.Fatal("the lane is not collapsed")
	}
	f.time.press.when = time.Time{}
	f.click(p, 0)
	if f.session.View().IsCollapsed(iran) {
		t.Error("the lane is still collapsed")
	}
}

func TestDoubleClicks(t *testing.T) {
	f := newSampleFixture(t)
	name := f.laneAt(charts.HitLane, "Iran")
	f.click(name, 0)
	f.click(name, 0)
	if !f.session.View().IsCollapsed(f.actor("Iran")) {
		t.Error("a double click on a lane's name did not collapse it")
	}
	f.acts.do("view.expand")
	f.frame()

	lane := f.laneAt(charts.HitLane, "ISIL")
	empty := fyne.NewPos(600, lane.Y)
	want := unixIn(f.time.scene().Scale.T(600), f.session.Location()).Format("2006-01-02")
	f.click(empty, 0)
	f.click(empty, 0)
	if !f.entry.root.Visible() {
		t.Fatal("a double click in the plot opened no form")
	}
	if e := f.entry.form.value(); e.Speaker != "ISIL" || e.When != want {
		t.Errorf("the form says %s on %s, want ISIL on %s", e.Speaker, e.When, want)
	}
}

func TestSlowClicksAreNoDoubleClick(t *testing.T) {
	f := newSampleFixture(t)
	at := time.Now()
	f.time.now = func() time.Time { return at }
	name := f.laneAt(charts.HitLane, "Iran")
	f.click(name, 0)
	at = at.Add(2 * doubleClick)
	f.click(name, 0)
	if f.session.View().IsCollapsed(f.actor("Iran")) {
		t.Error("two slow clicks collapsed the lane")
	}
}

func TestHoverCardComesAndGoes(t *testing.T) {
	f := newSampleFixture(t)
	p := f.point(f.statement("BBC Persian"))
	move := func(p fyne.Position) {
		f.time.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}})
	}
	move(p)
	f.until("the card", f.time.card.Visible)
	pos, size, room := f.time.card.Position(), f.time.card.Size(), f.time.Size()
	if pos.X < 0 || pos.Y < 0 || pos.X+size.Width > room.Width || pos.Y+size.Height > room.Height {
		t.Errorf("the card at %v, %v leaves the window of %v", pos, size, room)
	}
	move(p.AddXY(1, 0))
	if !f.time.card.Visible() {
		t.Error("the card went while the pointer stayed on the mark")
	}
	move(fyne.NewPos(600, 660))
	if f.time.card.Visible() {
		t.Error("the card stayed")
	}
}

func TestFrameFillsItsPixels(t *testing.T) {
	f := newSampleFixture(t)
	for _, scale := range []float32{1, 1.3, 2} {
		w, h := int(800*scale), int(500*scale)
		f.time.raster.Resize(fyne.NewSize(800, 500))
		img := f.time.generate(w, h)
		if b := img.Bounds(); b.Dx() != w || b.Dy() != h || b.Min.X != 0 || b.Min.Y != 0 {
			t.Fatalf("the picture is %v, want %d × %d", b, w, h)
		}
		for _, p := range [][2]int{{0, 0}, {w - 1, 0}, {0, h - 1}, {w - 1, h - 1}, {w / 2, h / 2}} {
			if _, _, _, a := img.At(p[0], p[1]).RGBA(); a != 0xffff {
				t.Errorf("at scale %v the pixel %v is see-through", scale, p)
			}
		}
	}
}

func TestThemeChangesThePicture(t *testing.T) {
	f := newSampleFixture(t)
	at := func() color.Color { return f.time.generate(900, 600).At(600, 590) }
	f.acts.do("theme.dark")
	dark, _, _, _ := at().RGBA()
	f.acts.do("theme.light")
	light, _, _, _ := at().RGBA()
	if dark >= light {
		t.Errorf("dark is %x and light %x", dark, light)
	}
	if f.settings.theme() != themeLight {
		t.Error("the choice is not remembered")
	}
}

func TestRasterIsSnappedToWholePixels(t *testing.T) {
	for _, tt := range []struct{ length, scale, want float32 }{
		{485.84, 1, 485},
		{500, 1, 500},
		{485.84, 2, 485.5},
		{100, 1.3, 100},
	} {
		if got := wholePixels(tt.length, tt.scale); math.Abs(float64(got-tt.want)) > 1e-4 {
			t.Errorf("%v at %v is %v, want %v", tt.length, tt.scale, got, tt.want)
		}
	}
}

func TestStepsThroughALane(t *testing.T) {
	f := newSampleFixture(t)
	f.session.Select(f.statement("Marzieh Afkham"))
	for range 10 {
		f.acts.do("move.previous")
	}
	seen := map[any]bool{}
	for range 10 {
		id := last(f.session.Selection())
		seen[id] = true
		if who := f.session.Lists().ActorName(speakerOf(f.session.Index(), id)); who != "Marzieh Afkham" {
			t.Fatalf("went to a statement of %s", who)
		}
		f.acts.do("move.next")
		f.frame()
	}
	if len(seen) != 5 {
		t.Errorf("saw %d of 5 statements", len(seen))
	}
	f.session.Select()
	f.acts.do("move.next")
	if len(f.session.Selection()) != 1 {
		t.Error("with nothing selected, next selects nothing")
	}
}

func TestFitShowsTheSelection(t *testing.T) {
	f := newSampleFixture(t)
	id := f.statement("Ali Shamkhani")
	f.session.Select(id)
	width := f.session.View().Width
	f.acts.do("view.fit")
	f.frame()
	if p, r := f.plot(), f.point(id); f.session.View().Width != width || math.Abs(float64(r.X-p.X-p.W/2)) > 1 {
		t.Errorf("the first time, the mark is at %v of %v and %v s are seen, not %v", r.X, p, f.session.View().Width, width)
	}
	f.acts.do("view.fit")
	f.frame()
	at, _ := f.session.Index().Anchor(id)
	if s := f.session.View().Span(); !s.Contains(at) || f.session.View().Width > 60*86400 {
		t.Errorf("%v does not show %d closely", s, at)
	}
	if _, ok := f.time.scene().MarkRect(id); !ok {
		t.Error("the mark is not seen")
	}
}

func TestOverviewMovesTheView(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("view.zoom_in")
	f.acts.do("view.zoom_in")
	f.frame()
	v := f.session.View()
	body := float32(-1)
	for x := float32(0); x < f.over.Size().Width; x++ {
		if f.over.art.scene.HandleAt(x) == charts.HandleBody {
			body = x
			break
		}
	}
	if body < 0 {
		t.Fatal("the overview has no handle")
	}
	f.over.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(body+10, 20)}})
	f.over.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(30, 0)})
	f.over.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(30, 0)})
	f.over.DragEnd()
	got := f.session.View()
	if got.From <= v.From || math.Abs(got.Width-v.Width) > 1 {
		t.Errorf("dragging the handle went from %v to %v", v, got)
	}
	if d := f.over.scale.Seconds(60) - float64(got.From-v.From); math.Abs(d) > 2 {
		t.Errorf("60 pixels moved the view by %d s, %v off", got.From-v.From, d)
	}
	f.over.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, 20)})
	if mid := f.session.View().Span(); mid.From >= got.From {
		t.Error("a click at the left did not go to earlier")
	}
}

func TestNothingOpenSaysWhatToDo(t *testing.T) {
	f := newFixture(t)
	f.frame()
	sc := f.time.scene()
	if len(sc.Layers) != 1 || len(sc.Layers[0].Texts) != 1 {
		t.Fatalf("the empty window has %d layers", len(sc.Layers))
	}
	for _, key := range []string{"Ctrl+O", "Ctrl+Shift+N"} {
		if !strings.Contains(sc.Layers[0].Texts[0].Str, key) {
			t.Errorf("it does not say %s", key)
		}
	}
	// The pointer and the wheel have nothing to move.
	f.wheel(fyne.NewPos(100, 100), 0, 25, 0)
	f.drag(fyne.NewPos(100, 100), fyne.NewPos(200, 200), 0)
	f.click(fyne.NewPos(100, 100), 0)
}
