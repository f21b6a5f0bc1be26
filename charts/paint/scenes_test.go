package paint

import (
	"fmt"
	"image"
	"math/rand/v2"
	"testing"

	"saywhen/charts"
)

// all is a clip that holds every picture of these tests.
var all = charts.Rect{X: -1e4, Y: -1e4, W: 1e5, H: 1e5}

// render paints a scene at a scale into a new image.
func render(s *charts.Scene, pal Palette, scale float32) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, round(s.W*scale), round(s.H*scale)))
	NewPainter(nil).Paint(img, s, pal, scale)
	return img
}

// blank makes a scene with one layer that is clipped nowhere.
func blank(w, h float32) (*charts.Scene, *charts.Layer) {
	s := &charts.Scene{Background: charts.StyleBackground}
	s.Reset(w, h)
	return s, s.AddLayer(all)
}

// shapesScene shows every shape plain, with an edge, hollow and dimmed.
func shapesScene() *charts.Scene {
	s, l := blank(270, 110)
	for i := range int(charts.NumShapes) {
		x := float32(20 + 23*i)
		st := charts.StyleNoStance + charts.Style(i%6)
		add := func(y, size float32, m charts.Mark) {
			m.X, m.Y, m.Size, m.Shape, m.Style = x, y, size, charts.Shape(i), st
			l.Marks = append(l.Marks, m)
		}
		add(15, 12, charts.Mark{Alpha: 255})
		l.Rects = append(l.Rects, charts.Fill{Rect: charts.Rect{X: x - 11, Y: 30, W: 22, H: 20}, Style: charts.StyleDensity, Alpha: 120})
		add(40, 12, charts.Mark{Alpha: 255, Edge: charts.StyleMarkEdge})
		add(65, 12, charts.Mark{Alpha: 255, Hollow: true})
		add(85, 7, charts.Mark{Alpha: 255})
		add(98, 12, charts.Mark{Alpha: 70})
	}
	return s
}

// linesScene shows rectangles, lines, arcs and fades.
func linesScene() *charts.Scene {
	s, l := blank(300, 170)
	fill := func(x, y, w, h, r float32, st charts.Style, a uint8, stroke charts.Style) {
		l.Rects = append(l.Rects, charts.Fill{Rect: charts.Rect{X: x, Y: y, W: w, H: h}, Radius: r, Style: st, Alpha: a, Stroke: stroke})
	}
	fill(5, 5, 40, 20, 0, charts.StyleDensity, 255, charts.StyleNone)
	fill(50, 5, 40, 20, 4, charts.StyleDensity, 255, charts.StyleNone)
	fill(95, 5, 40, 20, 10, charts.StyleStancePlus1, 120, charts.StyleStancePlus2)
	fill(140, 5, 40, 20, 0, charts.StyleNone, 0, charts.StyleRule)
	fill(185, 5, 40, 20, 6, charts.StyleBandAlt, 255, charts.StyleRule)
	fill(230.3, 5.4, 0.2, 20, 0, charts.StyleText, 255, charts.StyleNone)
	l.Rects = append(l.Rects, charts.Fill{Rect: charts.Rect{X: 240, Y: 5, W: 40, H: 20}, Radius: 3, HasRGB: true, RGB: 0x20a060, Alpha: 255})
	line := func(x0, y0, x1, y1, w, dash float32, st charts.Style) {
		l.Lines = append(l.Lines, charts.Line{X0: x0, Y0: y0, X1: x1, Y1: y1, Width: w, Dash: dash, Style: st})
	}
	for i := range 6 {
		x := float32(5 + 20*i)
		line(x, 35, x, 60, 1, float32(i%3)*2, charts.StyleGridMajor)
	}
	line(5, 60, 115, 60, 1, 0, charts.StyleRule)
	line(125, 35, 285, 60, 1, 0, charts.StyleText)
	line(125, 45, 285, 70, 2, 5, charts.StyleLinkDeny)
	line(125, 60, 285, 60, 1, 4, charts.StyleRule)
	for i, tip := range []float32{0, 0.3, 1} {
		y := float32(75 + 18*i)
		l.Fades = append(
			l.Fades,
			charts.Fade{X0: 5, X1: 50, X2: 60, X3: 95, Y: y, H: 12, Tip: tip, Style: charts.StyleStanceMinus1, Alpha: 200},
			charts.Fade{X0: 105, X1: 105, X2: 150, X3: 150, Y: y, H: 12, Tip: tip, Style: charts.StyleStancePlus2, Alpha: 255},
			charts.Fade{X0: 160.4, X1: 161, X2: 161, X3: 162.2, Y: y, H: 12, Tip: tip, Style: charts.StyleStance0, Alpha: 255},
			charts.Fade{X0: 170, X1: 185, X2: 185, X3: 200, Y: y + 0.5, H: 11, Tip: tip, Style: charts.StyleNoStance, Alpha: 255},
		)
	}
	arcs(l, 205, 75)
	l.Arcs = append(l.Arcs, charts.Arc{X0: 10, Y0: 165, CX0: 60, CY0: 120, CX1: 140, CY1: 180, X1: 195, Y1: 135, Width: 1.5, Style: charts.StyleLinkReport, Alpha: 255, Head: 8})
	return s
}

// arcs adds an arc of each kind of link.
func arcs(l *charts.Layer, x, y float32) {
	for i := float32(0); i < 4; i++ {
		l.Arcs = append(l.Arcs, charts.Arc{
			X0: x + 20*i, Y0: y, CX0: x + 35 + 20*i, CY0: y, CX1: x + 35 + 20*i, CY1: y + 85, X1: x + 5 + 20*i, Y1: y + 85,
			Width: 1 + i/2, Dash: 4 * float32(int(i)%2), Style: charts.StyleLinkDeny + charts.Style(i), Alpha: uint8(255 - 40*i), Head: 7,
		})
	}
}

// names are texts of mixed direction and script.
var names = []string{
	"Marzieh Afkham, AV. To Wj fi 1,234.5",
	"خامنه‌ای",
	"سپاه پاسداران انقلاب اسلامی",
	"رهبر: Khamenei گفت ۱۴۰۴ (تهران)",
	"تکذیب (BBC Persian) در ۱۵ ژوئن 2014 بود",
	"Iran (سپاه) vs. Israel 2014",
	"The daily روزنامه ۱۲ صبح reported 5%",
	"الجزيرة: «عاجل» 12/6/2014 — RT",
	"Ünïcödé Ελληνικά Кириллица ắ ọ̣",
	"中国 外交部 👍 and more",
	"RLO \u202egnp.exe\u202c \x00\x07tab\tend",
}

// namesScene shows the names at two sizes, cut, aligned, bold and with halo.
func namesScene() *charts.Scene {
	s, l := blank(560, 300)
	l.Lines = append(
		l.Lines,
		charts.Line{X0: 300, X1: 300, Y1: 300, Width: 1, Style: charts.StyleGridMinor},
		charts.Line{X0: 400, X1: 400, Y1: 300, Width: 1, Style: charts.StyleGridMinor},
		charts.Line{X0: 550, X1: 550, Y1: 300, Width: 1, Style: charts.StyleGridMinor},
	)
	for i, n := range names {
		y := float32(22 + 26*i)
		l.Texts = append(
			l.Texts,
			charts.Text{X: 8, Y: y, Size: 13, Style: charts.StyleText, Str: n},
			charts.Text{X: 300, Y: y, Size: 13, Style: charts.StyleTextDim, Str: n, MaxW: 100},
			charts.Text{X: 550, Y: y, Size: 11, Style: charts.StyleTextStrong, Str: n, MaxW: 130, Align: charts.AlignRight, Bold: true, Halo: i%2 == 1},
		)
	}
	return s
}

// demoScene is a small timeline as Layout might fill it.
func demoScene() *charts.Scene {
	const w, h, gutter, axis, lane = 640, 330, 150, 28, 36
	s := &charts.Scene{Background: charts.StyleBackground}
	s.Reset(w, h)
	actors := []string{"Iran", "Marzieh Afkham", "علی شمخانی", "سپاه پاسداران", "BBC Persian بی‌بی‌سی", "United States", "Ayatollah Ali Khamenei, Supreme Leader", "Hakim (حكيم)"}
	bands := s.AddLayer(charts.Rect{W: w, H: h})
	for i := range actors {
		st := []charts.Style{charts.StyleBand, charts.StyleBandAlt}[i%2]
		if i == 0 || i == 5 {
			st = charts.StyleGroup
		}
		bands.Rects = append(bands.Rects, charts.Fill{Rect: charts.Rect{X: gutter, Y: axis + lane*float32(i), W: w - gutter, H: lane}, Style: st, Alpha: 255})
	}
	bands.Rects = append(bands.Rects,
		charts.Fill{Rect: charts.Rect{W: gutter, H: h}, Style: charts.StyleGutter, Alpha: 255},
		charts.Fill{Rect: charts.Rect{W: w, H: axis}, Style: charts.StyleAxis, Alpha: 255})
	for i := range 10 {
		x := gutter + 50*float32(i) + 20
		st := charts.StyleGridMinor
		if i%4 == 1 {
			st = charts.StyleGridMajor
		}
		bands.Lines = append(bands.Lines, charts.Line{X0: x, Y0: axis, X1: x, Y1: h, Width: 1, Style: st})
		bands.Texts = append(bands.Texts, charts.Text{X: x, Y: 18, Size: 11, Align: charts.AlignCentre, Style: charts.StyleTextDim, Str: fmt.Sprintf("%d Jun", i*3+1)})
	}
	bands.Lines = append(bands.Lines,
		charts.Line{X0: 0, Y0: axis, X1: w, Y1: axis, Width: 1, Style: charts.StyleRule},
		charts.Line{X0: gutter, Y0: 0, X1: gutter, Y1: h, Width: 1, Style: charts.StyleRule})
	for i, a := range actors {
		y := axis + lane*float32(i) + 22
		indent := float32(24)
		if i == 0 || i == 5 {
			indent = 12
			bands.Marks = append(bands.Marks, charts.Mark{X: 8, Y: y - 4, Size: 8, Shape: charts.ShapeChevronDown, Style: charts.StyleTextDim, Alpha: 255})
		}
		bands.Texts = append(bands.Texts,
			charts.Text{X: indent + 4, Y: y, Size: 13, Style: charts.StyleText, Str: a, MaxW: gutter - indent - 34, Bold: i == 0 || i == 5},
			charts.Text{X: gutter - 8, Y: y, Size: 11, Align: charts.AlignRight, Style: charts.StyleTextDim, Str: fmt.Sprint(3 + i*7)})
	}
	demoMarks(s.AddLayer(charts.Rect{X: gutter, Y: axis, W: w - gutter, H: h - axis}), gutter, axis, lane)
	s.Alt = "A timeline of 8 actors & their statements"
	return s
}

func demoMarks(l *charts.Layer, gutter, axis, lane float32) {
	r := rand.New(rand.NewPCG(1, 2))
	verbs := []string{"denies the letter", "تکذیب کرد", "confirms", "نامه‌ای در ۱۵ ژوئن", "asks (why?)"}
	for i := range 26 {
		x, y := gutter+20+18*float32(i), axis+lane*float32(r.IntN(8))+18
		st := charts.StyleNoStance + charts.Style(r.IntN(6))
		if i%3 == 0 {
			u := 10 + 40*r.Float32()
			l.Fades = append(l.Fades, charts.Fade{X0: x - u, X1: x - u/3, X2: x + u/3, X3: x + u, Y: y - 6, H: 12, Tip: 0.3, Style: st, Alpha: 110})
		}
		l.Marks = append(l.Marks, charts.Mark{X: x, Y: y, Size: 12, Shape: charts.Shape(r.IntN(7)), Style: st, Edge: charts.StyleMarkEdge, Alpha: 255, Hollow: i%5 == 2})
		if i%4 == 1 {
			l.Texts = append(l.Texts, charts.Text{X: x + 10, Y: y + 4, Size: 11, Style: charts.StyleText, Str: verbs[i/4%5], MaxW: 90, Halo: true})
		}
		if i > 2 && i%6 == 0 {
			a, b := l.Marks[i], l.Marks[i-3]
			mid := max(a.X, b.X) + 30
			l.Arcs = append(l.Arcs, charts.Arc{X0: a.X, Y0: a.Y, CX0: mid, CY0: a.Y, CX1: mid, CY1: b.Y, X1: b.X + 7, Y1: b.Y, Width: 1.5, Dash: float32(i/6%2) * 4, Style: charts.StyleLinkDeny + charts.Style(i/6%4), Alpha: 200, Head: 7})
		}
	}
}

// busyScene is as full as a window gets: 2,000 marks, 500 of them with fades,
// 200 labels, 60 arcs on 1280×800.
func busyScene() *charts.Scene {
	r := rand.New(rand.NewPCG(3, 4))
	s := &charts.Scene{Background: charts.StyleBackground}
	s.Reset(1280, 800)
	l := s.AddLayer(charts.Rect{W: 1280, H: 800})
	for i := range 25 {
		l.Rects = append(l.Rects, charts.Fill{Rect: charts.Rect{Y: 32 * float32(i), W: 1280, H: 32}, Style: charts.StyleBand + charts.Style(i%2), Alpha: 255})
	}
	for i := range 40 {
		x := 32 * float32(i)
		l.Lines = append(l.Lines, charts.Line{X0: x, X1: x, Y1: 800, Width: 1, Style: charts.StyleGridMinor})
	}
	// Lane by lane, as Layout emits them.
	at := func(i, n int) (float32, float32) { return r.Float32() * 1280, float32(i*25/n)*32 + 16 }
	for i := range 500 {
		x, y := at(i, 500)
		l.Fades = append(l.Fades, charts.Fade{X0: x - 15, X1: x - 4, X2: x + 4, X3: x + 15, Y: y - 6, H: 12, Tip: 0.3, Style: charts.StyleStanceMinus1, Alpha: 90})
	}
	for i := range 2000 {
		x, y := at(i, 2000)
		l.Marks = append(l.Marks, charts.Mark{X: x, Y: y, Size: 11, Shape: charts.Shape(r.IntN(7)), Style: charts.StyleNoStance + charts.Style(r.IntN(6)), Edge: charts.StyleMarkEdge, Alpha: 255})
	}
	for i := range 200 {
		x, y := at(i, 200)
		l.Texts = append(l.Texts, charts.Text{X: x, Y: y + 4, Size: 12, Style: charts.StyleText, Str: names[i%len(names)] + fmt.Sprint(i), MaxW: 140, Halo: i%2 == 0})
	}
	for i := range 60 {
		x, y := at(i, 60)
		x1, y1 := at(r.IntN(60), 60)
		x1 = x + (x1-x)/8
		c := max(x, x1) + 40
		l.Arcs = append(l.Arcs, charts.Arc{X0: x, Y0: y, CX0: c, CY0: y, CX1: c, CY1: y1, X1: x1, Y1: y1, Width: 1.5, Dash: float32(i%3/2) * 4, Style: charts.StyleLinkDeny, Alpha: 180, Head: 7})
	}
	return s
}

func benchPaint(b *testing.B, s *charts.Scene, scale float32) {
	img := image.NewRGBA(image.Rect(0, 0, round(s.W*scale), round(s.H*scale)))
	p := NewPainter(nil)
	p.Paint(img, s, Light(), scale)
	b.ReportAllocs()
	for b.Loop() {
		p.Paint(img, s, Light(), scale)
	}
}
