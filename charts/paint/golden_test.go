package paint

import (
	"bytes"
	"flag"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"saywhen/charts"
)

var update = flag.Bool("update", false, "write the golden files anew")

// tolerance is how far a channel may be from the golden picture: floating-point
// units of different machines round differently. Zero is what the machine that
// wrote the goldens gives.
const tolerance = 2

var goldens = []struct {
	name  string
	scene func() *charts.Scene
	pal   Palette
	scale float32
}{
	{"shapes", shapesScene, Light(), 1},
	{"shapes-2x", shapesScene, Dark(), 2},
	{"lines", linesScene, Light(), 1},
	{"lines-1.3x", linesScene, Dark(), 1.3},
	{"names", namesScene, Light(), 1},
	{"names-dark-2x", namesScene, Dark(), 2},
	{"demo-light", demoScene, Light(), 1},
	{"demo-dark", demoScene, Dark(), 1},
	{"demo-print-2x", demoScene, Print(), 2},
}

func TestGoldenPictures(t *testing.T) {
	for _, g := range goldens {
		t.Run(g.name, func(t *testing.T) {
			got := render(g.scene(), g.pal, g.scale)
			path := filepath.Join("testdata", g.name+".png")
			if *update {
				save(t, path, got)
				return
			}
			if n, worst := differing(got, load(t, path)); worst > tolerance {
				t.Errorf("%d channel values differ from %s, by up to %d", n, path, worst)
			}
		})
	}
}

func TestGoldenSVG(t *testing.T) {
	for name, s := range map[string]*charts.Scene{"shapes": shapesScene(), "lines": linesScene(), "names": namesScene(), "demo": demoScene()} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := WriteSVG(&b, s, Light(), SVGOptions{Title: name}); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name+".svg")
			if *update {
				write(t, path, b.Bytes())
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(b.Bytes(), want) {
				t.Errorf("SVG differs from %s", path)
			}
		})
	}
}

// differing counts channels that differ and gives the largest difference.
func differing(a, b *image.RGBA) (n, worst int) {
	if a.Rect != b.Rect {
		return len(a.Pix), 255
	}
	for i, v := range a.Pix {
		if d := int(v) - int(b.Pix[i]); d != 0 {
			n++
			worst = max(worst, d, -d)
		}
	}
	return n, worst
}

func save(t *testing.T, path string, img *image.RGBA) {
	t.Helper()
	var b bytes.Buffer
	if err := WritePNG(&b, img, PNGOptions{}); err != nil {
		t.Fatal(err)
	}
	write(t, path, b.Bytes())
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, path string) *image.RGBA {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewRGBA(m.Bounds())
	draw.Draw(out, out.Rect, m, image.Point{}, draw.Src)
	return out
}
