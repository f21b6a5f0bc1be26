package paint

import (
	"bytes"
	"image"
	"strings"
	"testing"

	"saywhen/charts"
)

// hatched is a scene of one certain extent, striped or not.
func hatched(on bool) *charts.Scene {
	s := &charts.Scene{W: 60, H: 20, Background: charts.StyleBackground}
	l := s.AddLayer(charts.Rect{W: 60, H: 20})
	l.Fades = append(l.Fades, charts.Fade{X0: 6, X1: 6, X2: 54, X3: 54, Y: 5, H: 10, Tip: 1, Style: charts.StyleStanceMinus2, Alpha: 255, Hatch: on})
	return s
}

func TestHatchedFadesHaveStripes(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 2} {
		img := image.NewRGBA(image.Rect(0, 0, int(60*scale), int(20*scale)))
		NewPainter(Default()).Paint(img, hatched(true), Light(), scale)
		changes, last := 0, img.RGBAAt(int(8*scale), int(10*scale))
		for x := int(8 * scale); x < int(53*scale); x++ {
			if c := img.RGBAAt(x, int(10*scale)); c != last {
				changes, last = changes+1, c
			}
		}
		if changes < 14 || changes > 16 { // 48 pixels of stripes and gaps 3 wide
			t.Errorf("at scale %v the strength changes %d times, want 15", scale, changes)
		}
	}
	img := image.NewRGBA(image.Rect(0, 0, 60, 20))
	NewPainter(Default()).Paint(img, hatched(false), Light(), 1)
	if img.RGBAAt(8, 10) != img.RGBAAt(11, 10) {
		t.Error("a date that is not approximate has stripes")
	}
}

func TestHatchInSVG(t *testing.T) {
	text := func(on bool) string {
		var b bytes.Buffer
		if err := WriteSVG(&b, hatched(on), Light(), SVGOptions{}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if s := text(true); strings.Count(s, `<mask id="hatch">`) != 1 || !strings.Contains(s, `mask="url(#hatch)"`) {
		t.Error(s)
	}
	if strings.Contains(text(false), "mask") {
		t.Error("a mask without a hatch")
	}
}
