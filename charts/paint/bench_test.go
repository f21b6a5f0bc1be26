package paint

import (
	"image"
	"image/png"
	"io"
	"testing"
)

func BenchmarkPaint(b *testing.B) {
	b.Run("window", func(b *testing.B) { benchPaint(b, busyScene(), 1) })
	b.Run("window-2x", func(b *testing.B) { benchPaint(b, busyScene(), 2) })
	b.Run("4000x2500", func(b *testing.B) { benchPaint(b, busyScene(), 3.125) })
}

// BenchmarkPaintParts shows where the time of the window goes.
func BenchmarkPaintParts(b *testing.B) {
	full := busyScene()
	for _, part := range []string{"rects", "fades", "arcs", "marks", "texts"} {
		s := busyScene()
		l := &s.Layers[0]
		*l = full.Layers[0]
		l.Rects, l.Lines, l.Fades, l.Arcs, l.Marks, l.Texts = nil, nil, nil, nil, nil, nil
		switch f := full.Layers[0]; part {
		case "rects":
			l.Rects, l.Lines = f.Rects, f.Lines
		case "fades":
			l.Fades = f.Fades
		case "arcs":
			l.Arcs = f.Arcs
		case "marks":
			l.Marks = f.Marks
		case "texts":
			l.Texts = f.Texts
		}
		b.Run(part, func(b *testing.B) { benchPaint(b, s, 1) })
	}
}

func BenchmarkPNG(b *testing.B) {
	s := busyScene()
	const scale = 3.125
	img := image.NewRGBA(image.Rect(0, 0, 4000, 2500))
	p := NewPainter(nil)
	encode := func(b *testing.B, c png.CompressionLevel) {
		if err := WritePNG(io.Discard, img, PNGOptions{DPI: 300, Compression: c}); err != nil {
			b.Fatal(err)
		}
	}
	p.Paint(img, s, Light(), scale)
	b.Run("encode-default", func(b *testing.B) {
		for b.Loop() {
			encode(b, png.DefaultCompression)
		}
	})
	b.Run("encode-fast", func(b *testing.B) {
		for b.Loop() {
			encode(b, png.BestSpeed)
		}
	})
	b.Run("paint-encode-fast", func(b *testing.B) {
		for b.Loop() {
			NewPainter(nil).Paint(img, s, Light(), scale)
			encode(b, png.BestSpeed)
		}
	})
}

func BenchmarkShape(b *testing.B) {
	f, err := NewFonts()
	if err != nil {
		b.Fatal(err)
	}
	for i, n := range []string{"latin", "", "arabic", "mixed"} {
		if n == "" {
			continue
		}
		b.Run(n, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f.lines.clear()
				f.Measure(names[i], 12, false)
			}
		})
	}
	b.Run("cached", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f.Measure(names[3], 12, false)
		}
	})
}
