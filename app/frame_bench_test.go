//go:build unix

package app

import (
	"image"
	"testing"
	"time"

	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// BenchmarkFrame measures a frame of the window, from the view to the pixels,
// at four zooms over 100,000 statements, labels and arcs on.
func BenchmarkFrame(b *testing.B) {
	s := openSession(b, bulkProject(b, 100_000))
	o := charts.Options{
		W: 1280, H: 800, Measure: paint.Default().Measure, Links: charts.LinksAll, Location: time.UTC,
		Label: func(storage.ID) (string, bool) { return "the words of the statement", true },
	}
	whole := charts.View{}.Fit(s.Index())
	middle := (s.Index().Span().From + s.Index().Span().To) / 2
	around := func(d time.Duration) charts.View {
		half := int64(d.Seconds()) / 2
		return whole.WithSpan(charts.Span{From: middle - half, To: middle + half})
	}
	const day = 24 * time.Hour
	for _, z := range []struct {
		name string
		view charts.View
	}{{"all", whole}, {"year", around(365 * day)}, {"month", around(30 * day)}, {"day", around(day)}} {
		b.Run(z.name, func(b *testing.B) { benchmarkFrame(b, s.Index(), z.view, o) })
	}
}

func benchmarkFrame(b *testing.B, x *charts.Index, v charts.View, o charts.Options) {
	var scene charts.Scene
	img := image.NewRGBA(image.Rect(0, 0, int(o.W), int(o.H)))
	painter, palette := paint.NewPainter(paint.Default()), paint.Light()
	draw := func() {
		charts.Layout(&scene, x, v, o)
		painter.Paint(img, &scene, palette, 1)
	}
	draw() // labels and shapes are in the caches
	b.ReportAllocs()
	before := cpu()
	for b.Loop() {
		draw()
	}
	b.ReportMetric((cpu()-before).Seconds()*1000/float64(b.N), "cpu-ms/op")
}
