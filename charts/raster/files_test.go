package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The references in testdata are pictures that headless Chromium 156 made of
// the SVG beside them, with the fonts of package assets. Most of the SVGs are
// what ECharts 6.1.0 wrote; sheet.svg was written by hand and has one of
// everything else that this package draws.

// The most that a picture may differ from its reference: what is left is the
// hinting and smoothing of letters.
const (
	maxMean  = 3.5   // of 255
	maxOff   = 0.015 // of all pixels
	offLevel = 64    // of 255, in the channel that differs most
)

func TestLikeChromium(t *testing.T) {
	files, err := filepath.Glob("testdata/*.svg")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d references, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".svg"), func(t *testing.T) {
			p := drawn(t, readFile(t, file), Options{Background: white, Hits: true})
			if len(p.Unknown) != 0 {
				t.Errorf("not drawn: %q", p.Unknown)
			}
			want := loadPNG(t, strings.TrimSuffix(file, ".svg")+".png")
			mean, off := difference(p.Image, want)
			t.Logf("mean %.2f of 255, %.2f %% of pixels off", mean, 100*off)
			if mean > maxMean || off > maxOff {
				t.Errorf("mean difference %.2f, %.2f %% of pixels off", mean, 100*off)
			}
		})
	}
}

// TestReferencesTell: a picture without one of its parts is not like the
// reference any more.
func TestReferencesTell(t *testing.T) {
	for file, part := range map[string]string{"bar": `fill="#ff994d"`, "sheet": `fill="gold"`, "heatmap": `fill="#333"`} {
		svg := readFile(t, "testdata/"+file+".svg")
		whole := drawn(t, svg, Options{Background: white}).Image
		if !strings.Contains(svg, part) {
			t.Fatalf("%s has no %s", file, part)
		}
		less := drawn(t, strings.ReplaceAll(svg, part, `fill="none"`), Options{Background: white}).Image
		if mean, _ := difference(whole, less); mean == 0 {
			t.Errorf("%s looks the same without %s", file, part)
		}
	}
}

// TestSameEveryTime: the same SVG gives the same pixels.
func TestSameEveryTime(t *testing.T) {
	svg := readFile(t, "testdata/features.svg")
	a, b := drawn(t, svg, Options{Scale: 3}), drawn(t, svg, Options{Scale: 3})
	if !bytes.Equal(a.Image.Pix, b.Image.Pix) {
		t.Error("two drawings differ")
	}
}

var (
	white = color.NRGBA{255, 255, 255, 255}
	red   = color.NRGBA{R: 255, A: 255}
)

func readFile(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func loadPNG(t *testing.T, path string) *image.RGBA {
	t.Helper()
	m, err := png.Decode(strings.NewReader(readFile(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewRGBA(m.Bounds())
	draw.Draw(out, out.Rect, m, image.Point{}, draw.Src)
	return out
}

// difference gives the mean difference of all channels, and the share of pixels
// of which one channel differs by more than offLevel.
func difference(a, b *image.RGBA) (mean, off float64) {
	if a.Rect != b.Rect {
		return 255, 1
	}
	sum, count := 0, 0
	for i := 0; i < len(a.Pix); i += 4 {
		worst := 0
		for j := range 3 {
			d := int(a.Pix[i+j]) - int(b.Pix[i+j])
			sum += max(d, -d)
			worst = max(worst, d, -d)
		}
		if worst > offLevel {
			count++
		}
	}
	n := float64(len(a.Pix) / 4)
	return float64(sum) / (3 * n), float64(count) / n
}

// drawn draws an SVG that must be drawable.
func drawn(t testing.TB, svg string, o Options) *Picture {
	t.Helper()
	p, err := Draw(svg, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sheet wraps elements in an SVG.
func sheet(w, h int, body string) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">%s</svg>`, w, h, w, h, body)
}

// ink gives how many pixels' worth of a picture is not transparent.
func ink(m *image.RGBA) float64 {
	sum := 0
	for i := 3; i < len(m.Pix); i += 4 {
		sum += int(m.Pix[i])
	}
	return float64(sum) / 255
}
