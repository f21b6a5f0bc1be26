package raster

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// The oracles here are slow and obvious: a picture moved, mirrored, turned or
// enlarged must be the picture of the moved, mirrored, turned or enlarged.

// randomBody makes shapes of every kind with coordinates in steps of a quarter.
func randomBody(r *rand.Rand) string {
	var b strings.Builder
	at := func() float64 { return float64(r.IntN(240)) / 4 }
	for range 1 + r.IntN(6) {
		paint := fmt.Sprintf(`fill="rgb(%d,%d,%d)" fill-opacity="%.2f"`, r.IntN(256), r.IntN(256), r.IntN(256), r.Float64())
		if r.IntN(2) == 0 {
			paint += fmt.Sprintf(` stroke="#%03x" stroke-width="%d"`, r.IntN(4096), r.IntN(6))
		}
		if r.IntN(3) == 0 {
			paint += fmt.Sprintf(` stroke-dasharray="%d %d" stroke-linecap="round"`, 1+r.IntN(9), 1+r.IntN(9))
		}
		switch r.IntN(5) {
		case 0:
			fmt.Fprintf(&b, `<rect x="%v" y="%v" width="%v" height="%v" rx="%d" %s/>`, at(), at(), at(), at(), r.IntN(9), paint)
		case 1:
			fmt.Fprintf(&b, `<circle cx="%v" cy="%v" r="%v" %s/>`, at(), at(), at()/3, paint)
		case 2:
			fmt.Fprintf(&b, `<path d="M%v %vL%v %vQ%v %v %v %vZ" %s/>`, at(), at(), at(), at(), at(), at(), at(), at(), paint)
		case 3:
			fmt.Fprintf(&b, `<path d="M%v %vC%v %v %v %v %v %v" %s fill-rule="evenodd"/>`, at(), at(), at(), at(), at(), at(), at(), at(), paint)
		case 4:
			fmt.Fprintf(&b, `<text x="%v" y="%v" transform="rotate(%d %v %v)" font-size="%v" %s>aÄو</text>`, at(), at(), 15+r.IntN(60), at(), at(), 8+at()/4, paint)
		}
	}
	return b.String()
}

// sameButFor compares pictures whose places correspond; to maps a pixel of a to
// one of b. Rounding may differ by a few levels where edges pass.
func sameButFor(t *testing.T, what string, a, b *image.RGBA, tolerance int, to func(x, y int) (int, int)) {
	t.Helper()
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			x2, y2 := to(x, y)
			if !image.Pt(x2, y2).In(b.Rect) {
				continue
			}
			p, q := a.RGBAAt(x, y), b.RGBAAt(x2, y2)
			for i, v := range [4]uint8{p.R, p.G, p.B, p.A} {
				if d := int(v) - int([4]uint8{q.R, q.G, q.B, q.A}[i]); d > tolerance || d < -tolerance {
					t.Fatalf("%s: pixel %d,%d is %v, its twin %v", what, x, y, p, q)
				}
			}
		}
	}
}

func TestMovedPictures(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for range 60 {
		body := randomBody(r)
		dx, dy := r.IntN(30), r.IntN(30)
		a := drawn(t, sheet(80, 80, body), Options{}).Image
		b := drawn(t, sheet(80, 80, fmt.Sprintf(`<g transform="translate(%d,%d)">%s</g>`, dx, dy, body)), Options{}).Image
		sameButFor(t, body, a, b, 2, func(x, y int) (int, int) { return x + dx, y + dy })
	}
}

func TestMirroredPictures(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	for range 60 {
		body := randomBody(r)
		a := drawn(t, sheet(80, 80, body), Options{}).Image
		b := drawn(t, sheet(80, 80, `<g transform="matrix(-1 0 0 1 80 0)">`+body+`</g>`), Options{}).Image
		sameButFor(t, body, a, b, 3, func(x, y int) (int, int) { return 79 - x, y })
	}
}

func TestTurnedPictures(t *testing.T) {
	r := rand.New(rand.NewPCG(25, 26))
	for range 60 {
		body := randomBody(r)
		a := drawn(t, sheet(80, 80, body), Options{}).Image
		b := drawn(t, sheet(80, 80, `<g transform="translate(80 0) rotate(90)">`+body+`</g>`), Options{}).Image
		sameButFor(t, body, a, b, 3, func(x, y int) (int, int) { return 79 - y, x })
	}
}

// TestEnlargedPictures: Scale does what a transform does.
func TestEnlargedPictures(t *testing.T) {
	r := rand.New(rand.NewPCG(27, 28))
	for range 40 {
		body := randomBody(r)
		k := 0.5 + r.Float64()*2
		a := drawn(t, sheet(80, 80, body), Options{Scale: k}).Image
		side := a.Rect.Dx()
		b := drawn(t, sheet(side, side, fmt.Sprintf(`<g transform="scale(%v)">%s</g>`, k, body)), Options{}).Image
		sameButFor(t, body, a, b, 3, func(x, y int) (int, int) { return x, y })
	}
}

// TestClippedPictures: behind a clip a picture is either itself or nothing, but
// for the rounding of sums that begin elsewhere, and
// a rectangle is clipped as its path with a curve would be.
func TestClippedPictures(t *testing.T) {
	r := rand.New(rand.NewPCG(29, 30))
	for range 40 {
		body := randomBody(r)
		whole := drawn(t, sheet(80, 80, body), Options{}).Image
		const defs = `<clipPath id="c"><path d="M20 10H60V70H20Z"/></clipPath><clipPath id="d"><path d="M20 10H60V70H20Q20 40 20 10"/></clipPath>`
		box := drawn(t, sheet(80, 80, defs+`<g clip-path="url(#c)">`+body+`</g>`), Options{}).Image
		mask := drawn(t, sheet(80, 80, defs+`<g clip-path="url(#d)">`+body+`</g>`), Options{}).Image
		sameButFor(t, body, box, mask, 1, func(x, y int) (int, int) { return x, y })
		for y := range 80 {
			for x := range 80 {
				want := color.RGBA{}
				if x >= 20 && x < 60 && y >= 10 && y < 70 {
					want = whole.RGBAAt(x, y)
				}
				if got := box.RGBAAt(x, y); !close2(got, want) {
					t.Fatalf("%s: pixel %d,%d is %v, want %v", body, x, y, got, want)
				}
			}
		}
	}
}

// TestRoundStrokesAgainstDistance: with round ends and corners a stroke is what
// lies within half its width of the line.
func TestRoundStrokesAgainstDistance(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	for range 60 {
		var line []point
		d := "M"
		for range 2 + r.IntN(5) {
			p := point{10 + r.Float64()*60, 10 + r.Float64()*60}
			line = append(line, p)
			d += fmt.Sprintf(" %v %v", p.x, p.y)
		}
		closed := r.IntN(2) == 0
		if closed {
			d += "Z"
		}
		half := 0.5 + r.Float64()*6
		m := drawn(t, sheet(80, 80, fmt.Sprintf(`<path d="%s" fill="none" stroke="#000" stroke-width="%v" stroke-linejoin="round" stroke-linecap="round"/>`, d, 2*half)), Options{}).Image
		for y := range 80 {
			for x := range 80 {
				p := point{float64(x) + 0.5, float64(y) + 0.5}
				far := math.Inf(1)
				for i := 1; i < len(line); i++ {
					far = min(far, apart(line[i-1], line[i], p))
				}
				if closed {
					far = min(far, apart(line[len(line)-1], line[0], p))
				}
				a := m.RGBAAt(x, y).A
				if inside := half - far; inside > 0.85 && a != 255 || inside < -0.75 && a != 0 {
					t.Fatalf("%s of half width %.2f: pixel %d,%d is %.2f inside and has %d", d, half, x, y, inside, a)
				}
			}
		}
	}
}

// TestGradientsAgainstFormula: every pixel of a linear and of a radial gradient
// under a random map.
func TestGradientsAgainstFormula(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	for range 30 {
		x1, y1, x2, y2 := r.Float64(), r.Float64(), 1+r.Float64(), 1+r.Float64()
		angle := r.IntN(360)
		radial := r.IntN(2) == 0
		def := fmt.Sprintf(`<linearGradient id="g" x1="%v" y1="%v" x2="%v" y2="%v">`, x1, y1, x2, y2)
		if radial {
			def = fmt.Sprintf(`<radialGradient id="g" cx="%v" cy="%v" r="%v">`, x1, y1, x2)
		}
		end := "</" + strings.Fields(def[1:])[0] + ">"
		body := fmt.Sprintf(`%s<stop offset="0.2" stop-color="#000"/><stop offset="0.7" stop-color="#fff"/>%s<rect x="20" y="20" width="40" height="40" transform="rotate(%d 40 40)" fill="url(#g)"/>`, def, end, angle)
		m := drawn(t, sheet(80, 80, body), Options{}).Image
		s, c := math.Sincos(-float64(angle) * math.Pi / 180)
		for i := range 80 * 80 {
			px, py := float64(i%80)-39.5, float64(i/80)-39.5
			u, v := (c*px-s*py+20)/40, (s*px+c*py+20)/40 // in the box
			if min(u, v) < 0.04 || max(u, v) > 0.96 {
				continue
			}
			at := ((u-x1)*(x2-x1) + (v-y1)*(y2-y1)) / ((x2-x1)*(x2-x1) + (y2-y1)*(y2-y1))
			if radial {
				at = math.Hypot(u-x1, v-y1) / x2
			}
			want := 255 * min(max((at-0.2)/0.5, 0), 1)
			if got := m.RGBAAt(i%80, i/80); got.A != 255 || math.Abs(float64(got.R)-want) > 3 {
				t.Fatalf("%s: pixel %d,%d is %v, want %.1f", body, i%80, i/80, got, want)
			}
		}
	}
}

func TestStops(t *testing.T) {
	grey := func(at, v float64) stop { return stop{at, [4]float64{v, v, v, 255}} }
	s := stops{grey(0.2, 0), grey(0.6, 200), grey(0.6, 100), grey(0.9, 40)}
	for at, want := range map[float64]uint8{-1: 0, 0: 0, 0.2: 0, 0.4: 100, 0.5999999: 200, 0.6: 100, 0.75: 70, 0.9: 40, 2: 40} {
		if got := s.at(at); got.R != want || got.A != 255 {
			t.Errorf("at %v: %v, want %d", at, got, want)
		}
	}
}

// TestPatternsRepeat: a pattern looks the same a step further, whatever its map.
func TestPatternsRepeat(t *testing.T) {
	for _, turn := range []string{"", ` patternTransform="translate(3 5)"`, ` patternTransform="scale(0.5)"`} {
		step := 16
		if strings.Contains(turn, "scale") {
			step = 8
		}
		body := `<pattern id="p" width="16" height="16" patternUnits="userSpaceOnUse"` + turn + `><circle cx="5" cy="6" r="4" fill="red"/><path d="M8 8L16 16" stroke="blue"/></pattern><rect width="120" height="120" fill="url(#p)"/>`
		m := drawn(t, sheet(120, 120, body), Options{}).Image
		if ink(m) < 500 {
			t.Fatalf("%s: nothing was drawn", turn)
		}
		sameButFor(t, turn, m, m, 1, func(x, y int) (int, int) { return x + step, y })
		sameButFor(t, turn, m, m, 1, func(x, y int) (int, int) { return x, y + step })
	}
}

// TestLerpKeepsColoursWithinAlpha: no mixture of premultiplied pixels shines.
func TestLerpKeepsColoursWithinAlpha(t *testing.T) {
	r := rand.New(rand.NewPCG(35, 36))
	pixel := func() uint32 {
		a := r.Uint32N(256)
		return a<<24 | r.Uint32N(a+1)<<16 | r.Uint32N(a+1)<<8 | r.Uint32N(a+1)
	}
	for range 20_000 {
		p, q, k := pixel(), pixel(), r.Uint32N(258)
		v := lerp(p, q, k)
		for s := 0; s < 24; s += 8 {
			if v>>s&255 > v>>24 {
				t.Fatalf("%08x and %08x at %d give %08x", p, q, k, v)
			}
		}
		for s := 0; s < 32; s += 8 {
			want := (float64(p>>s&255)*(256-float64(min(k, 256))) + float64(q>>s&255)*float64(min(k, 256))) / 256
			if d := want - float64(v>>s&255); d < 0 || d >= 1 {
				t.Fatalf("%08x and %08x at %d give %08x", p, q, k, v)
			}
		}
	}
}
