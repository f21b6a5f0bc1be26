package ui

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"saywhen/app/export"
	"saywhen/charts/echarts"
	"saywhen/storage"
)

// draw shows the charts and waits until the chosen one is drawn.
func (f *fixture) draw() *drawnChart {
	f.t.Helper()
	f.acts.do("view.charts")
	p := f.shell.charts.view.preview
	size := p.Size()
	p.raster.Resize(size)
	p.generate(int(size.Width), int(size.Height))
	f.shell.drawChart()
	f.until("the chart", func() bool { return p.drawn != nil && p.drawn.ask.same(f.shell.charts.last) && !p.veil.Visible() })
	p.generate(int(size.Width), int(size.Height))
	p.drawn.sample = p.drawn.findSample()
	return p.drawn
}

// clickChart clicks a pixel of the chart.
func (f *fixture) clickChart(x, y int, mods fyne.KeyModifier) {
	p := f.shell.charts.view.preview
	at := p.place(x, y)
	p.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: mods})
	p.Tapped(&fyne.PointEvent{Position: at})
	f.turn()
	f.settle()
}

// unscaled is a picture that is seen pixel by pixel.
var unscaled = fitted{k: 1}

func TestChartsDrawEveryKind(t *testing.T) {
	f := newSampleFixture(t)
	for i, k := range echarts.Kinds() {
		f.acts.do("view.charts")
		f.shell.charts.view.choose(i)
		d := f.draw()
		if d.ask.kind != k.Name || d.built.Empty || d.statements != 15 {
			t.Errorf("%s: drawn is %s, empty %v, %d statements", k.Name, d.ask.kind, d.built.Empty, d.statements)
		}
		if d.sample.statements == 0 {
			t.Errorf("%s: no mark can be clicked", k.Name)
		}
		if got := f.shell.charts.view.preview.fitted; got != unscaled {
			t.Errorf("%s: the picture %v does not fill the room: %v", k.Name, d.image.Rect, got)
		}
	}
}

func TestChartClickSelects(t *testing.T) {
	f := newSampleFixture(t)
	d := f.draw()
	h, _, ok := d.markAt(float64(d.sample.x), float64(d.sample.y))
	if !ok {
		t.Fatal("the sample is no mark")
	}
	want := d.built.Statements(h)
	f.clickChart(d.sample.x, d.sample.y, 0)
	if !slices.Equal(f.session.Selection(), want) || len(want) != d.sample.statements {
		t.Fatalf("selected %v, want %v", f.session.Selection(), want)
	}
	if !f.shell.charts.view.preview.frame.Visible() {
		t.Error("the clicked mark is not framed")
	}
	if text := f.shell.charts.view.counted.Text; !strings.Contains(text, "15 statements") || !strings.Contains(text, "selected") {
		t.Errorf("the foot says %q", text)
	}
	if !strings.Contains(f.status.view.Text, "selected") {
		t.Errorf("the status says %q", f.status.view.Text)
	}
	other := slices.IndexFunc(f.session.Index().Columns().ID, func(id storage.ID) bool { return !slices.Contains(want, id) })
	more := f.session.Index().Columns().ID[other]
	f.session.Select(more)
	f.clickChart(d.sample.x, d.sample.y, fyne.KeyModifierShortcutDefault)
	if got := f.session.Selection(); len(got) != len(want)+1 || !slices.Contains(got, more) {
		t.Errorf("Ctrl+click selects %d, want %d more than the one before", len(got), len(want))
	}
	f.clickChart(2, 2, 0)
	if n := len(f.session.Selection()); n != 0 {
		t.Errorf("a click beside every mark leaves %d selected", n)
	}
}

func TestChartHoverTells(t *testing.T) {
	f := newSampleFixture(t)
	d := f.draw()
	p := f.shell.charts.view.preview
	at := p.place(d.sample.x, d.sample.y)
	p.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if p.Cursor() != desktop.PointerCursor || !p.hint.Visible() {
		t.Error("a mark under the pointer is not lit up")
	}
	f.until("the card", p.card.Visible)
	if got := p.card.text[0].text; got != count(d.sample.statements, "statement") {
		t.Errorf("the card says %q", got)
	}
	p.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(1, 1)}})
	if p.card.Visible() || p.Cursor() != desktop.DefaultCursor {
		t.Error("the card stays when the pointer goes on")
	}
}

func TestChartEnterShowsTheSelection(t *testing.T) {
	f := newSampleFixture(t)
	f.draw()
	p := f.shell.charts.view.preview
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if f.view != chartView {
		t.Error("Enter leaves the charts with nothing selected")
	}
	f.session.Select(f.statement("BBC Persian"))
	f.settle()
	before := f.session.View()
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if f.view != timelineView || f.session.View().Equal(before) {
		t.Errorf("Enter shows %s, the same stretch %v", f.view, f.session.View().Equal(before))
	}
	if !f.lanes.Visible() || f.shell.charts.view.root.Visible() {
		t.Error("the timeline is not seen")
	}
}

func TestChartKeysAreOfTheirView(t *testing.T) {
	f := newSampleFixture(t)
	f.draw()
	p := f.shell.charts.view.preview
	before := f.session.View()
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if f.shell.charts.view.kind != 1 {
		t.Errorf("Down chooses kind %d", f.shell.charts.view.kind)
	}
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if f.shell.charts.view.kind != 0 {
		t.Errorf("Up chooses kind %d", f.shell.charts.view.kind)
	}
	p.TypedRune('+')
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if !f.session.View().Equal(before) {
		t.Error("keys of the timeline move it while it is not seen")
	}
	for _, id := range []string{"chart.show", "chart.copy"} {
		f.showView(timelineView)
		if f.acts.byID[id].can() {
			t.Errorf("%s can be done on the timeline", id)
		}
	}
}

func TestChartFollowsTheFilterAndTheData(t *testing.T) {
	f := newSampleFixture(t)
	f.draw()
	f.setFilter(storage.Filter{Actors: []storage.ID{f.actor("Ali Shamkhani")}})
	if !f.shell.charts.view.preview.veil.Visible() {
		t.Error("the old chart is not paler while another one is drawn")
	}
	d := f.draw()
	if d.statements != f.session.Index().Shown() || d.statements >= 15 || !strings.Contains(d.built.Filter, "Ali Shamkhani") {
		t.Errorf("%d statements are charted, %d shown; the chart says %q", d.statements, f.session.Index().Shown(), d.built.Filter)
	}
	f.setFilter(storage.Filter{Text: "Iraq"})
	f.settle()
	if d = f.draw(); d.statements != f.session.Index().Shown() || d.statements == 0 || d.statements == 15 {
		t.Errorf("with words: %d statements are charted, %d shown", d.statements, f.session.Index().Shown())
	}
	f.clearFilter()
	f.session.Select(f.statement("BBC Persian"))
	f.acts.do("statement.delete")
	f.settle()
	if d = f.draw(); d.statements != 14 {
		t.Errorf("after a deletion %d statements are charted", d.statements)
	}
	f.setFilter(storage.Filter{Text: "nothing that anybody said"})
	f.settle()
	if d = f.draw(); !d.built.Empty || d.image == nil {
		t.Error("a chart of nothing is not said to be empty")
	}
}

func TestChartIsNotDrawnTwice(t *testing.T) {
	f := newSampleFixture(t)
	d := f.draw()
	f.shell.drawChart()
	f.setTheme(f.look.choice)
	f.turn()
	if p := f.shell.charts.view.preview; p.veil.Visible() || p.drawn != d {
		t.Error("the chart that is seen is drawn again")
	}
	f.setTheme(themeDark)
	if dark := f.draw(); dark.ask.theme != "dark" || dark == d {
		t.Error("the dark theme draws no other chart")
	}
}

func TestChartsForgetTheProject(t *testing.T) {
	f := newSampleFixture(t)
	o := f.chosen("stance-over-time")
	o.changed("actor", "#"+f.actor("Marzieh Afkham").String())
	f.draw()
	path := filepath.Join(t.TempDir(), "other.saywhen")
	f.copyTo(path, func() { f.load(path, nil) })
	f.until("the copy", func() bool { return f.session != nil && f.session.Path() != untitledPath() })
	if len(f.set()) > 0 {
		t.Errorf("choices of the other project stay: %v", f.set())
	}
	if d := f.draw(); d.ask.file != f.session.File() || d.statements != 15 {
		t.Error("the chart is of the other project")
	}
}

func TestChartStopsWhenAsked(t *testing.T) {
	f := newSampleFixture(t)
	d := f.draw()
	begun := make(chan struct{})
	f.shell.charts.run.draw = func(ctx context.Context, a chartAsk) (*drawnChart, error) {
		close(begun)
		<-ctx.Done()
		return nil, ctx.Err()
	}
	p := f.shell.charts.view.preview
	f.shell.charts.view.choose(2)
	f.until("the progress", p.busy.Visible)
	<-begun
	f.stopChart()
	if p.busy.Visible() || p.veil.Visible() || p.drawn != d {
		t.Error("the chart that was seen is not as before")
	}
}

func TestFit(t *testing.T) {
	for _, tt := range []struct {
		pw, ph, w, h int
		want         fitted
	}{
		{100, 50, 100, 50, fitted{0, 0, 1}},
		{99, 49, 100, 50, fitted{0, 0, 1}},
		{100, 50, 200, 200, fitted{0, 50, 2}},
		{100, 100, 50, 20, fitted{15, 0, 0.2}},
	} {
		if got := fit(tt.pw, tt.ph, tt.w, tt.h); got != tt.want {
			t.Errorf("%d×%d in %d×%d: %v, want %v", tt.pw, tt.ph, tt.w, tt.h, got, tt.want)
		}
	}
	src, dst := image.NewRGBA(image.Rect(0, 0, 2, 1)), image.NewRGBA(image.Rect(0, 0, 4, 4))
	src.Pix[0], src.Pix[4] = 10, 20
	stretch(dst, src, fit(2, 1, 4, 4))
	for x, want := range []uint8{10, 10, 20, 20} {
		if got := dst.RGBAAt(x, 1).R; got != want {
			t.Errorf("column %d is %d, want %d", x, got, want)
		}
		if dst.RGBAAt(x, 0).R != 0 || dst.RGBAAt(x, 3).R != 0 {
			t.Error("the picture covers more than its part")
		}
	}
}

func TestPixelSizeIsNeverTooSmallToDraw(t *testing.T) {
	for _, s := range []pixelSize{{1200, 700, 1}, {240, 160, 1}, {100, 1000, 2}, {1, 1, 1.3}, {3000, 100, 1.25}} {
		w, h, k := s.logical()
		if w < echarts.MinWidth || h < echarts.MinHeight {
			t.Errorf("%v: %d × %d", s, w, h)
		}
		if float64(w)*k > float64(max(s.w, 480))+1 && float64(h)*k > float64(max(s.h, 320))+1 {
			t.Errorf("%v: %d × %d at %v does not fit", s, w, h, k)
		}
	}
	if w, h, k := (pixelSize{1200, 700, 2}).logical(); w != 600 || h != 350 || k != 2 {
		t.Errorf("a sharp screen: %d × %d at %v", w, h, k)
	}
}

func TestPictureOpensItsView(t *testing.T) {
	f := newSampleFixture(t)
	path := filepath.Join(t.TempDir(), "chart.png")
	filter := storage.Filter{Classes: []storage.Class{storage.Deny}}
	f.setFilter(filter)
	f.chosen("activity").changed("by", "actor")
	if _, err := export.Chart(context.Background(), f.session.File(), path, f.chartOptionsOf(defaultChartExport())); err != nil {
		t.Fatal(err)
	}
	v, err := export.ReadView(path)
	if err != nil {
		t.Fatal(err)
	}
	f.clearFilter()
	f.chosen("river")
	f.showView(timelineView)
	f.showPicture(v)
	f.settle()
	if kind, set := f.shell.charts.view.chosen(); kind.Name != "activity" || set["by"] != "actor" || f.view != chartView {
		t.Errorf("the picture opens %s %v in %s", kind.Name, set, f.view)
	}
	if !slices.Equal(f.session.Filter().Classes, filter.Classes) || f.banners.has("picture") {
		t.Errorf("filter %v, banner %v", f.session.Filter(), f.banners.has("picture"))
	}
	f.session.Select(f.statement("BBC Persian"))
	f.acts.do("statement.delete")
	f.settle()
	f.showPicture(v)
	f.settle()
	if !f.banners.has("picture") {
		t.Error("it is not said that the project has changed")
	}
	v.Chart = "hologram"
	f.showPicture(v)
	if !f.banners.has("picture") {
		t.Error("it is not said that there is no such chart")
	}
}

func TestChartExportForm(t *testing.T) {
	f := newSampleFixture(t)
	dir := t.TempDir()
	c := defaultChartExport()
	c.Folder = dir
	form := newChartExportForm(f.win, c, "Calendar")
	for _, format := range []string{"SVG", "HTML", "CSV", "PNG"} {
		form.format.SetSelected(format)
		if got, want := filepath.Ext(form.path.field.Text), "."+strings.ToLower(format); got != want {
			t.Errorf("%s is saved as %s", format, got)
		}
		if form.scale.Disabled() == (format == "PNG") {
			t.Errorf("%s: sharpness is grey: %v", format, form.scale.Disabled())
		}
	}
	form.width.SetText("12")
	if _, _, ok := form.value(); ok || !form.wrong.Visible() {
		t.Error("a picture of 12 points is accepted")
	}
	form.width.SetText("900")
	form.scope.SetSelected(chartScopes[1])
	got, path, ok := form.value()
	if !ok || !got.All || path != filepath.Join(dir, "charts") || got.Width != 900 {
		t.Errorf("all charts: %+v to %q, %v", got, path, ok)
	}
	form.scope.SetSelected(chartScopes[0])
	if got, path, ok = form.value(); !ok || got.All || path != filepath.Join(dir, "Calendar.png") {
		t.Errorf("one chart: %+v to %q, %v", got, path, ok)
	}
}

func TestChartsAreExported(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("view.charts")
	dir := t.TempDir()
	for _, format := range chartFormats {
		c := defaultChartExport()
		c.Format = format
		path := filepath.Join(dir, "chart"+extensionOf(format))
		f.exportCharts(c, path)
		f.until(format, func() bool { return exists(path) })
	}
	c := defaultChartExport()
	c.Format, c.All = "CSV", true
	f.exportCharts(c, filepath.Join(dir, "charts"))
	f.until("all charts", func() bool {
		return strings.HasPrefix(f.toasts.text.Text, "Saved "+count(len(echarts.Kinds()), "chart"))
	})
	for _, k := range echarts.Kinds() {
		if !exists(filepath.Join(dir, "charts", k.Name+".csv")) {
			t.Errorf("%s was not saved", k.Name)
		}
	}
}

func TestClipboardTool(t *testing.T) {
	there := func(names ...string) func(string) (string, error) {
		return func(n string) (string, error) {
			if slices.Contains(names, n) {
				return "/bin/" + n, nil
			}
			return "", os.ErrNotExist
		}
	}
	for _, tt := range []struct {
		goos, wayland string
		tools         []string
		want          string
	}{
		{"linux", "", []string{"xclip", "wl-copy"}, "/bin/xclip"},
		{"linux", "wayland-0", []string{"xclip", "wl-copy"}, "/bin/wl-copy"},
		{"freebsd", "wayland-0", []string{"xclip"}, "/bin/xclip"},
		{"linux", "", nil, ""},
		{"windows", "", []string{"xclip"}, ""},
		{"darwin", "", []string{"xclip"}, ""},
	} {
		got, err := clipboardTool(tt.goos, func(string) string { return tt.wayland }, there(tt.tools...))
		if (err != nil) != (tt.want == "") || tt.want != "" && got[0] != tt.want {
			t.Errorf("%s %q %v: %v, %v", tt.goos, tt.wayland, tt.tools, got, err)
		}
	}
}

// TestChartIsCopied puts a program of our own in the place of xclip.
func TestChartIsCopied(t *testing.T) {
	if os.PathSeparator != '/' {
		t.Skip("the program in the place of xclip is a shell script")
	}
	f := newSampleFixture(t)
	bin, out := t.TempDir(), filepath.Join(t.TempDir(), "clipboard")
	script := "#!/bin/sh\n/bin/cat > '" + out + ".part' && /bin/mv '" + out + ".part' '" + out + "'\n"
	if err := os.WriteFile(filepath.Join(bin, "xclip"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	f.draw()
	if !f.acts.do("chart.copy") {
		t.Fatal("the chart cannot be copied")
	}
	f.until("the message", func() bool { return strings.Contains(f.toasts.text.Text, "clipboard") })
	data, err := os.ReadFile(out)
	if err != nil || !strings.HasPrefix(string(data), "\x89PNG") {
		t.Errorf("the clipboard holds %d bytes that are no PNG: %v", len(data), err)
	}
	t.Setenv("PATH", t.TempDir())
	f.acts.do("chart.copy")
	f.until("the file", func() bool { return strings.HasPrefix(f.toasts.text.Text, "Saved ") })
	files, _ := filepath.Glob(filepath.Join(documentsFolder(), "*.png"))
	if len(files) != 1 || !strings.Contains(f.toasts.text.Text, "xclip") {
		t.Errorf("without xclip: %v, %q", files, f.toasts.text.Text)
	}
}

func TestChartPictograms(t *testing.T) {
	for _, k := range echarts.Kinds() {
		if chartPictograms[k.Name] == "" {
			t.Errorf("%s has no pictogram", k.Name)
		}
	}
	if n, kinds := len(chartPictograms), len(echarts.Kinds()); n != kinds {
		t.Errorf("there are %d pictograms for %d kinds", n, kinds)
	}
}
