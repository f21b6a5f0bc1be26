package paint

import (
	"image"
	"image/png"
	"os"
	"testing"

	"saywhen/charts"
)

func writeFile(path string, data []byte) error { return os.WriteFile(path, data, 0o600) }

func readPNG(t *testing.T, path string) image.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func drawn(s *charts.Scene, scale float32) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, int(s.W*scale), int(s.H*scale)))
	NewPainter(Default()).Paint(img, s, Light(), scale)
	return img
}

// meanDifference is the mean over pixels and channels of how far two pictures
// are apart, 0 to 255.
func meanDifference(a, b image.Image) float64 {
	r, sum := a.Bounds(), 0.0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			for _, d := range [][2]uint32{{ar, br}, {ag, bg}, {ab, bb}} {
				sum += max(float64(d[0]), float64(d[1])) - min(float64(d[0]), float64(d[1]))
			}
		}
	}
	return sum / 257 / float64(3*r.Dx()*r.Dy())
}
