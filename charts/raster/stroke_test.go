package raster

import (
	"image"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// strokeArea gives the pixels that a stroke covers, and the darkest of them.
func strokeArea(t *testing.T, attrs string) (area float64, darkest uint8) {
	t.Helper()
	p := drawn(t, sheet(100, 100, `<path fill="none" stroke="#000" `+attrs+`/>`), Options{})
	if len(p.Unknown) > 0 {
		t.Fatalf("%s: not drawn: %q", attrs, p.Unknown)
	}
	for i := 3; i < len(p.Image.Pix); i += 4 {
		darkest = max(darkest, p.Image.Pix[i])
	}
	return ink(p.Image), darkest
}

func TestStrokeAreas(t *testing.T) {
	for attrs, want := range map[string]float64{
		`d="M10 50L60 50" stroke-width="4"`:                                             200,
		`d="M10 10L50 40" stroke-width="4"`:                                             200,
		`d="M10 50L60 50" stroke-width="4" stroke-linecap="square"`:                     216,
		`d="M10 50L60 50" stroke-width="4" stroke-linecap="round"`:                      200 + 4*math.Pi,
		`d="M50 50L50 50" stroke-width="4"`:                                             0,
		`d="M50 50L50 50" stroke-width="20" stroke-linecap="round"`:                     100 * math.Pi,
		`d="M50 50L50 50" stroke-width="4" stroke-linecap="square"`:                     16,
		`d="M20 20H60V60H20Z" stroke-width="4"`:                                         44*44 - 36*36,
		`d="M20 20H60V60H20Z" stroke-width="4" stroke-linejoin="bevel"`:                 44*44 - 36*36 - 4*2,
		`d="M20 20H60V60H20Z" stroke-width="4" stroke-linejoin="round"`:                 44*44 - 36*36 - 4*(4-math.Pi),
		`d="M20 20L60 20L60 60" stroke-width="4"`:                                       2*40*4 + 4,
		`d="M10 50H90" stroke-width="4" stroke-dasharray="10"`:                          160,
		`d="M10 50H90" stroke-width="4" stroke-dasharray="10 30"`:                       80,
		`d="M10 50H90" stroke-width="4" stroke-dasharray="10 30" stroke-dashoffset="5"`: 4 * (5 + 10 + 5),
		`d="M10 50H90" stroke-width="4" stroke-dasharray="5 5 10"`:                      4 * (5 + 10 + 5 + 5 + 10 + 5),
		`d="M10 50H90" stroke-width="4" stroke-dasharray="none"`:                        320,
		`d="M10 50H90" stroke-width="4" stroke-dasharray="0 0"`:                         320,
		`d="M10 50H90" stroke-width="0"`:                                                0,
		`d="M5 25H45" stroke-width="2" transform="scale(2)"`:                            320,
		`d="M5 50H45" stroke-width="4" transform="matrix(2 0 0 1 0 0)"`:                 320,
		`d="M50 5V45" stroke-width="4" transform="matrix(1 0 0 -2 0 100)"`:              320,
		`d="M20 5V45" stroke-width="4" transform="matrix(3 0 0 1 0 0)"`:                 480,
	} {
		got, darkest := strokeArea(t, attrs)
		if math.Abs(got-want) > 0.02*want+0.5 {
			t.Errorf("%s covers %.1f pixels, want %.1f", attrs, got, want)
		}
		if want > 0 && darkest != 255 {
			t.Errorf("%s is not solid: %d", attrs, darkest)
		}
	}
}

// TestMiterLimit: beyond the limit a corner is cut.
func TestMiterLimit(t *testing.T) {
	sharp := `d="M20 20L70 25L20 30" stroke-width="6" stroke-miterlimit="%"`
	cut, _ := strokeArea(t, strings.ReplaceAll(sharp, "%", "4"))
	long, _ := strokeArea(t, strings.ReplaceAll(sharp, "%", "20"))
	if long < cut+50 {
		t.Errorf("mitred corner covers %.0f pixels, cut %.0f", long, cut)
	}
}

// TestStrokesAreUnions: a stroke that crosses itself is nowhere darker than its
// opacity, in one box as well as in tiles.
func TestStrokesAreUnions(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, size := range []int{100, 700} {
		d := "M0 0"
		for range 30 {
			d += " L" + strconv.Itoa(r.IntN(size)) + " " + strconv.Itoa(r.IntN(size))
		}
		p := drawn(t, sheet(size, size, `<path fill="none" stroke="#000" stroke-opacity="0.5" stroke-width="7" stroke-linejoin="round" d="`+d+`"/>`), Options{})
		seen := [256]int{}
		for i := 3; i < len(p.Image.Pix); i += 4 {
			seen[p.Image.Pix[i]]++
		}
		for a := 129; a < 256; a++ {
			if seen[a] > 0 {
				t.Fatalf("size %d: %d pixels have alpha %d", size, seen[a], a)
			}
		}
		if seen[128] < 1000 {
			t.Errorf("size %d: only %d pixels are inside", size, seen[128])
		}
	}
}

// TestTilesEqualStrips: large strokes look the same both ways.
func TestTilesEqualStrips(t *testing.T) {
	b := newBuilder(identity)
	b.data("M-20 30C400 900 500 -700 780 500S20 20 900 300")
	paintBy := func(by func(*worker, *fill, image.Rectangle)) *image.RGBA {
		m := image.NewRGBA(image.Rect(0, 0, 800, 600))
		l := newList(m)
		f := fill{colour: 0xff000000, clip: clip{box: m.Rect}, pieces: true}
		l.begin(&f)
		pen := stroker{out: &l.outline, half: 5, limit: 4}
		pen.stroke(&b.outline)
		l.finish(&f)
		w := worker{list: l, band: m.Rect, fill: &l.fills[0]}
		by(&w, &l.fills[0], l.fills[0].box)
		return m
	}
	tiles, strips := paintBy((*worker).byTiles), paintBy((*worker).byStrips)
	if ink(tiles) < 5000 {
		t.Fatal("nothing was drawn")
	}
	for i, v := range tiles.Pix {
		if d := int(v) - int(strips.Pix[i]); d < -1 || d > 1 {
			t.Fatalf("pixel %d: %d in tiles, %d in strips", i/4, v, strips.Pix[i])
		}
	}
}

// TestDashesAddUp: drawn and left out lengths make the whole line.
func TestDashesAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 200 {
		b := newBuilder(identity)
		for i := range 2 + r.IntN(6) {
			p := point{r.Float64() * 100, r.Float64() * 100}
			if i == 0 {
				b.move(p)
			} else {
				b.line(p)
			}
		}
		if r.IntN(2) == 0 {
			b.close()
		}
		on, off, offset := 1+r.Float64()*9, 1+r.Float64()*9, r.Float64()*40-20
		drawn := dashed(&b.outline, []float64{on, off}, offset).length()
		other := dashed(&b.outline, []float64{0, on, off, 0}, offset).length() // the gaps
		if math.Abs(drawn+other-b.length()) > 1e-6*b.length() {
			t.Fatalf("%.3f drawn and %.3f left out of %.3f", drawn, other, b.length())
		}
	}
}

func TestTooManyDashes(t *testing.T) {
	b, _ := shapeOf("M0 0L1000000 0")
	if got := dashed(&b.outline, []float64{0.1, 0.1}, 0); len(got.ends) != 1 {
		t.Errorf("%d dashes", len(got.ends))
	}
	if got := dashed(&b.outline, []float64{-1, 5}, 0); len(got.ends) != 1 {
		t.Errorf("a negative length makes %d dashes", len(got.ends))
	}
}
