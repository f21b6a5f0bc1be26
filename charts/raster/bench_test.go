package raster

import (
	"context"
	"fmt"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"saywhen/charts/paint"
)

// Charts as large as the issue's, in the words that ECharts uses for them.

func barSVG(w, h int) string {
	var b strings.Builder
	r := rand.New(rand.NewPCG(1, 1))
	for i := range 1000 {
		fmt.Fprintf(&b, `<path d="M%.1f %.1fl%.1f 0l0 %.1fl%.1f 0Z" fill="rgb(%d,120,180)" ecmeta_series_index="%d" ecmeta_data_index="%d" ecmeta_ssr_type="chart"></path>`,
			float64(i%50)*float64(w)/50, float64(h)*r.Float64(), float64(w)/60, 30.5, -float64(w)/60, r.IntN(256), i/50, i%50)
	}
	for i := range 60 {
		fmt.Fprintf(&b, `<text dominant-baseline="central" text-anchor="middle" style="font-size:12px;font-family:sans-serif;" transform="translate(%d %d) rotate(-45)" fill="#54555a">2025-01-%02d</text>`, i*w/60, h-20, i%30)
	}
	return sheet(w, h, b.String())
}

func heatmapSVG(w, h int) string {
	var b strings.Builder
	for i := range 900 {
		x, y := float64(i%30)*float64(w)/30, float64(i/30)*float64(h)/30
		fmt.Fprintf(&b, `<path d="M%.1f %.1fl%.1f 0l0 %.1fl-%.1f 0Z" fill="rgb(%d,174,214)" ecmeta_series_index="0" ecmeta_data_index="%d" ecmeta_ssr_type="chart"></path>`,
			x, y, float64(w)/30, float64(h)/30, float64(w)/30, i%256, i)
		fmt.Fprintf(&b, `<text dominant-baseline="central" text-anchor="middle" style="font-size:9px;font-family:sans-serif;" x="%.1f" y="%.1f" fill="#000" stroke="rgb(%d,174,214)" stroke-width="2" paint-order="stroke" stroke-miterlimit="2">%d</text>`,
			x+float64(w)/60, y+float64(h)/60, i%256, i%100)
	}
	return sheet(w, h, b.String())
}

func curvesSVG(w, h int) string {
	var b strings.Builder
	r := rand.New(rand.NewPCG(2, 2))
	at := func(k int) (x, y float64) {
		s, c := math.Sincos(float64(k) * math.Pi / 50)
		return float64(w)/2 + 0.45*float64(h)*c, float64(h)/2 + 0.45*float64(h)*s
	}
	for i := range 400 {
		x0, y0 := at(r.IntN(100))
		x1, y1 := at(r.IntN(100))
		fmt.Fprintf(&b, `<path d="M%.1f %.1fQ%d %d %.1f %.1f" fill="none" stroke="rgb(80,112,221)" stroke-width="1.5" stroke-opacity="0.4" ecmeta_series_index="0" ecmeta_data_index="%d" ecmeta_data_type="edge" ecmeta_ssr_type="chart"></path>`,
			x0, y0, w/2, h/2, x1, y1, i)
	}
	return sheet(w, h, b.String())
}

var workloads = []struct {
	name string
	svg  func(w, h int) string
}{{"bars", barSVG}, {"heatmap", heatmapSVG}, {"curves", curvesSVG}}

func BenchmarkDraw(b *testing.B) {
	paint.Default()
	for _, l := range workloads {
		svg := l.svg(1200, 700)
		for _, scale := range []float64{1, 10. / 3} {
			b.Run(fmt.Sprintf("%s/%.1fx", l.name, scale), func(b *testing.B) {
				for b.Loop() {
					drawn(b, svg, Options{Scale: scale, Background: white, Hits: scale == 1})
				}
			})
		}
	}
}

func BenchmarkPNG(b *testing.B) {
	for _, l := range workloads {
		p := drawn(b, l.svg(1200, 700), Options{Scale: 10. / 3, Background: white})
		b.Run(l.name+"/4000x2333", func(b *testing.B) {
			for b.Loop() {
				if err := paint.WritePNG(io.Discard, p.Image, paint.PNGOptions{Compression: png.BestSpeed}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func nativeSVG() string {
	var b strings.Builder
	for i := range 20 {
		fmt.Fprintf(&b, `<path d="M100 %dl1000 0l0 30l-1000 0Z" fill="none" ecmeta_series_index="0" ecmeta_data_index="%d" ecmeta_ssr_type="chart" ecmeta_native="swimlane"></path>`, 30+32*i, i)
	}
	return sheet(1200, 700, b.String())
}

func BenchmarkNativeMarks(b *testing.B) {
	svg := nativeSVG()
	for name, mark := range map[string]func(*NativeMark, float64, float64){
		"rects": func(n *NativeMark, x, y float64) { n.Rect(Box{x, y, 3, 16}, red) },
		"dots":  func(n *NativeMark, x, y float64) { n.Dot(x, y, 2.5, red) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				drawn(b, svg, Options{Background: white, Hits: true, Cancel: context.Background(), Native: func(n *NativeMark) bool {
					r := rand.New(rand.NewPCG(3, uint64(n.Index)))
					for i := range 2500 {
						x := n.Box.X + r.Float64()*n.Box.W
						mark(n, x, n.Box.Y+6)
						n.Hit(i, Box{x, n.Box.Y, 3, 16})
					}
					return true
				}})
			}
		})
	}
}

func BenchmarkNativeCells(b *testing.B) {
	svg := sheet(1200, 700, `<rect x="0" y="0" width="1200" height="700" fill="none" ecmeta_series_index="0" ecmeta_data_index="0" ecmeta_native="cells"></rect>`)
	for b.Loop() {
		drawn(b, svg, Options{Background: white, Native: func(n *NativeMark) bool {
			for i := range 900 {
				n.Rect(Box{float64(i%30) * 40, float64(i/30) * 23, 40, 23}, red)
			}
			for i := range 900 {
				n.Label(Box{float64(i%30) * 40, float64(i/30) * 23, 40, 23}, fmt.Sprint(i), 9, false, white)
			}
			return true
		}})
	}
}

func BenchmarkHit(b *testing.B) {
	h := drawn(b, curvesSVG(1200, 700), Options{Hits: true}).Hits
	r := rand.New(rand.NewPCG(4, 4))
	for b.Loop() {
		h.At(r.Float64()*1200, r.Float64()*700)
	}
}
