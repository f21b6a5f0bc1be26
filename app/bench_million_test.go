//go:build unix

package app

import (
	"fmt"
	"image"
	"runtime"
	"slices"
	"testing"
	"time"

	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// What the window does with a project of up to 3,000,000 statements
// (bench_million_data_test.go), as medians and 95th percentiles. Wall times say
// what one feels on this machine as busy as it is; processor times (cpu-…) are
// what the work costs. The targets stand in CONTRIBUTING.md beside the figures
// of the last run.

// timings are those of one thing that was done many times.
type timings struct{ wall, cpu []float64 } // milliseconds

func (t *timings) run(fn func()) {
	before, begun := cpu(), time.Now()
	fn()
	t.wall = append(t.wall, time.Since(begun).Seconds()*1000)
	t.cpu = append(t.cpu, (cpu()-before).Seconds()*1000)
}

// report gives the metrics NAME-ms, NAME-p95-ms and cpu-NAME-ms, cpu-NAME-p95-ms.
func (t *timings) report(b *testing.B, name string) {
	slices.Sort(t.wall)
	slices.Sort(t.cpu)
	b.ReportMetric(part(t.wall, 0.5), name+"-ms")
	b.ReportMetric(part(t.wall, 0.95), name+"-p95-ms")
	b.ReportMetric(part(t.cpu, 0.5), "cpu-"+name+"-ms")
	b.ReportMetric(part(t.cpu, 0.95), "cpu-"+name+"-p95-ms")
	b.ReportMetric(0, "ns/op") // a run is many of them
}

// part is the value below which a share of ascending values lies.
func part(sorted []float64, share float64) float64 {
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

// openBench opens the project of n statements for looking, the lanes with most
// statements first.
func openBench(b *testing.B, n int) *Session {
	b.Helper()
	s, err := Open(b.Context(), benchProject(b, n), Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	s.Index().SetOrder(charts.ByCount)
	return s
}

// sized names a benchmark after a number of statements.
func sized(n int) string {
	if n >= million {
		return fmt.Sprintf("%dM", n/million)
	}
	return fmt.Sprintf("%dk", n/1000)
}

// window is what draws frames as the window does: 50 lanes at 1280×800.
type window struct {
	x       *charts.Index
	view    charts.View
	scene   charts.Scene
	img     *image.RGBA
	painter *paint.Painter
	palette paint.Palette
	options charts.Options
	scale   float32
}

func newWindow(x *charts.Index, w, h int, scale float32) *window {
	win := &window{
		x: x, img: image.NewRGBA(image.Rect(0, 0, w, h)), painter: paint.NewPainter(paint.Default()),
		palette: paint.Light(), scale: scale,
	}
	win.options = charts.Options{
		W: float32(w) / scale, H: float32(h) / scale, Measure: paint.Default().Measure, Location: time.UTC,
		Label: benchLabel, Silent: true,
	}
	win.view = charts.View{LaneHeight: 15}.Fit(x)
	return win
}

// benchLabel gives one of 100 labels, as if all had been read.
func benchLabel(id storage.ID) (string, bool) {
	return benchLabels[uint64(id)%uint64(len(benchLabels))], true
}

var benchLabels = func() (list []string) {
	words := vocabulary()
	for i := range 100 {
		list = append(list, fmt.Sprintf("“%s %s %s %s”", words[i], words[i+100], words[i+200], words[i+300]))
	}
	return list
}()

func (w *window) draw() {
	charts.Layout(&w.scene, w.x, w.view, w.options)
	w.painter.Paint(w.img, &w.scene, w.palette, w.scale)
}

func (w *window) pan(dx float32) {
	w.view = w.view.Pan(w.scene.Plot, dx)
	w.draw()
}

func (w *window) zoom(factor float64) {
	w.view = w.view.ZoomAt(w.scene.Plot, w.scene.Plot.X+w.scene.Plot.W*0.4, factor)
	w.draw()
}

// benchZooms are the widths of the view; 0 is the whole project.
var benchZooms = []struct {
	name  string
	width time.Duration
}{
	{"all", 0},
	{"year", 365 * 24 * time.Hour},
	{"month", 30 * 24 * time.Hour},
	{"week", 7 * 24 * time.Hour},
	{"day", 24 * time.Hour},
}

// showing is the view of a width about the middle of the events.
func (w *window) showing(width time.Duration) charts.View {
	whole := charts.View{LaneHeight: 15}.Fit(w.x)
	if width == 0 {
		return whole
	}
	middle, half := firstDay.AddDate(0, 0, rangeDays/2).Unix(), int64(width.Seconds()/2)
	return whole.WithSpan(charts.Span{From: middle - half, To: middle + half})
}

// BenchmarkMillionFrame draws 120 frames of a pan and 40 of a zoom by one notch
// of the wheel each, at five zooms. The way is gone before, so that the
// texts are shaped: what then allocates is the frame.
func BenchmarkMillionFrame(b *testing.B) {
	for _, n := range []int{tenThousand, hundredThousand, allEvents, million, threeMillion} {
		b.Run(sized(n), func(b *testing.B) {
			x := openBench(b, n).Index()
			for _, z := range benchZooms {
				b.Run(z.name, func(b *testing.B) {
					win := newWindow(x, 1280, 800, 1)
					benchmarkFrames(b, win, win.showing(z.width))
				})
			}
		})
	}
}

// BenchmarkMillionFrameLarge draws the same at 2560×1600 pixels.
func BenchmarkMillionFrameLarge(b *testing.B) {
	x := openBench(b, million).Index()
	for _, scale := range []float32{1, 2} {
		for _, z := range benchZooms {
			b.Run(fmt.Sprintf("scale%g/%s", scale, z.name), func(b *testing.B) {
				win := newWindow(x, 2560, 1600, scale)
				benchmarkFrames(b, win, win.showing(z.width))
			})
		}
	}
}

func benchmarkFrames(b *testing.B, win *window, from charts.View) {
	var pan, zoom timings
	var allocs uint64
	for b.Loop() {
		for range 3 {
			win.goAbout(from)
		}
		runtime.GC()
		before := mallocs()
		win.goAbout(from)
		allocs += mallocs() - before
		for i := range panFrames + zoomFrames {
			t := &pan
			if i >= panFrames {
				t = &zoom
			}
			t.run(func() { win.step(i) })
		}
	}
	pan.report(b, "pan")
	zoom.report(b, "zoom")
	b.ReportMetric(float64(allocs)/float64(len(pan.wall)+len(zoom.wall)), "allocs/frame")
}

const panFrames, zoomFrames = 120, 40

// goAbout pans there and back, then zooms in and out.
func (w *window) goAbout(from charts.View) {
	w.view = from
	for i := range panFrames + zoomFrames {
		w.step(i)
	}
}

func (w *window) step(i int) {
	switch {
	case i < panFrames/2:
		w.pan(9)
	case i < panFrames:
		w.pan(-9)
	case i < panFrames+zoomFrames/2:
		w.zoom(1 / 1.1)
	default:
		w.zoom(1.1)
	}
}

func mallocs() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Mallocs
}

// BenchmarkMillionHit asks what lies under 4,000 points of the full range.
func BenchmarkMillionHit(b *testing.B) {
	win := newWindow(openBench(b, million).Index(), 1280, 800, 1)
	for _, z := range benchZooms {
		b.Run(z.name, func(b *testing.B) {
			win.view = win.showing(z.width)
			win.draw()
			var each timings
			met := 0
			for b.Loop() {
				for i := range 4000 {
					h := hash(i, 11)
					x, y := 220+float32(h%1060), 44+float32(h>>32%756)
					each.run(func() {
						if win.scene.Hit(x, y).Count > 0 {
							met++
						}
					})
				}
			}
			if met == 0 {
				b.Fatal("no point meets a mark")
			}
			each.report(b, "hit")
		})
	}
}
