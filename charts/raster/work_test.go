package raster

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"
)

// TestManyShapes: a list that is painted in several goes keeps the order and
// loses nothing.
func TestManyShapes(t *testing.T) {
	var b strings.Builder
	const side, layers = 100, 5
	for layer := range layers {
		for i := range side * side {
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="1" height="1" fill="#%02x%02x%02x"/>`, i%side, i/side, layer*50, i%side, i/side)
		}
	}
	m := drawn(t, sheet(side, side, b.String()), Options{}).Image
	if layers*side*side <= 2*maxFills {
		t.Fatal("too few shapes to fill the list twice")
	}
	for i := range side * side {
		want := color.RGBA{(layers - 1) * 50, uint8(i % side), uint8(i / side), 255}
		if got := m.RGBAAt(i%side, i/side); got != want {
			t.Fatalf("pixel %d,%d is %v, want %v", i%side, i/side, got, want)
		}
	}
}

// TestCancelledOnTheWay: drawing ends when it is cancelled while it runs.
func TestCancelledOnTheWay(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	holes := 0
	p, err := Draw(sheet(200, 100, hole+hole+hole), Options{Cancel: ctx, Native: func(*NativeMark) bool {
		holes++
		cancel()
		return true
	}})
	if p != nil || !errors.Is(err, context.Canceled) || holes != 1 {
		t.Errorf("%v after %d holes", err, holes)
	}
}

// TestFillsOutsideAreDropped: what cannot be seen takes no room in the list.
func TestFillsOutsideAreDropped(t *testing.T) {
	l := newList(image.NewRGBA(image.Rect(0, 0, 10, 10)))
	for _, c := range []struct {
		d    string
		want int
	}{{"M20 20H30V30Z", 0}, {"M-9 0H-5V5Z", 0}, {"M2 2H5V5Z", 1}, {"", 0}, {"M-9-9H90V90Z", 1}} {
		b, _ := shapeOf(c.d)
		l.pts, l.ends, l.fills = nil, nil, nil
		f := fill{clip: clip{box: image.Rect(0, 0, 10, 10)}, colour: 1 << 24}
		l.begin(&f)
		l.add(&b.outline)
		area := l.finish(&f)
		if len(l.fills) != c.want || len(l.ends) != c.want || (area > 0) != (c.want > 0) {
			t.Errorf("%q: %d fills, %d contours, %d pixels", c.d, len(l.fills), len(l.ends), area)
		}
	}
}

// TestClipsAreRemembered: elements that share a clip share its mask.
func TestClipsAreRemembered(t *testing.T) {
	r := parsed(t, sheet(50, 50, `<clipPath id="c"><circle cx="20" cy="20" r="9"/></clipPath>`))
	w := walker{Options: Options{Cancel: context.Background()}, ids: r.ids, notes: map[string]bool{}}
	st := state{m: identity, style: initial, clip: clip{box: image.Rect(0, 0, 50, 50)}}
	a, b := w.clipped("c", st), w.clipped("c", st)
	if a.mask == nil || a != b || a.box != image.Rect(11, 11, 29, 29) {
		t.Errorf("%v and %v", a, b)
	}
	st.m = translation(5, 0)
	if c := w.clipped("c", st); c.mask == a.mask || c.box != image.Rect(16, 11, 34, 29) {
		t.Errorf("moved: %v", c.box)
	}
}

func TestUprightOutlines(t *testing.T) {
	for d, want := range map[string]bool{
		"M0 0H9V9H0Z": true, "M0 0V9H9V0Z": true, "M0 0H9V9H0V0Z": true, "M0 0H9V9H0": true,
		"M0 0H9V9Z": false, "M0 0H9V9H1Z": false, "M0 0H9V9H0ZM1 1H2V2H1Z": false, "M0 0L9 1V9H0Z": false, "": false,
	} {
		if b, _ := shapeOf(d); b.upright() != want {
			t.Errorf("%q: %v", d, !want)
		}
	}
}

func TestSimilarMaps(t *testing.T) {
	for s, want := range map[string]bool{
		"rotate(30) scale(3)": true, "scale(-1,1)": true, "rotate(20) scale(-2,2) rotate(7)": true, "translate(9)": true,
		"scale(2,1)": false, "skewX(20)": false,
	} {
		if m, _ := parseTransform(s); m.similar() != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}
