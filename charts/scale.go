package charts

import (
	"math"

	"saywhen/storage/edtf"
)

// Span is a stretch of time in Unix seconds, half-open.
type Span struct{ From, To int64 }

// Empty reports whether the span holds no time.
func (s Span) Empty() bool { return s.To <= s.From }

// Contains reports whether the instant lies in the span.
func (s Span) Contains(t int64) bool { return t >= s.From && t < s.To }

// farPixels bounds what X returns: far outside every picture, and small enough
// that sums of a few such values stay exact in a float32.
const farPixels = 1 << 20

// TimeScale converts between time and pixels. It is the only type that
// multiplies one by the other, and it subtracts before it multiplies, so that
// a minute in the year 2014 is as sharp as a minute in 1970.
//
// The zero TimeScale maps every instant to 0.
type TimeScale struct {
	origin int64   // Unix seconds at x0, whole part
	frac   float64 // and its fraction, 0 ≤ frac < 1
	x0     float64
	rate   float64 // pixels per second
	back   float64 // seconds per pixel
}

// NewTimeScale maps span to the pixels from x0 to x1. An empty span gives the
// zero rate: every instant lies at x0.
func NewTimeScale(s Span, x0, x1 float32) TimeScale {
	return newScale(s.From, 0, elapsed(s.From, s.To), x0, x1)
}

// newScale maps width seconds from origin+frac to the pixels from x0 to x1.
func newScale(origin int64, frac, width float64, x0, x1 float32) TimeScale {
	sc := TimeScale{origin: origin, frac: frac, x0: float64(x0)}
	if px := float64(x1) - float64(x0); width > 0 && px > 0 {
		sc.rate, sc.back = px/width, width/px
	}
	return sc
}

// elapsed is to-from in seconds; it cannot overflow.
func elapsed(from, to int64) float64 {
	if d := to - from; (d >= 0) == (to >= from) {
		return float64(d)
	}
	return float64(to) - float64(from)
}

// X is the pixel at which an instant stands. What lies far outside, an open
// end above all, is clamped about a million pixels away.
func (sc TimeScale) X(t int64) float32 {
	switch t {
	case edtf.OpenPast:
		return -farPixels
	case edtf.OpenFuture:
		return farPixels
	}
	x := sc.x0 + (elapsed(sc.origin, t)-sc.frac)*sc.rate
	return float32(min(max(x, -farPixels), farPixels))
}

// T is the instant at a pixel: the whole second in which it lies.
func (sc TimeScale) T(x float32) int64 {
	d := math.Floor(sc.frac + (float64(x)-sc.x0)*sc.back)
	return addSeconds(sc.origin, d)
}

// Width is the length in pixels of so many seconds.
func (sc TimeScale) Width(seconds float64) float32 { return float32(seconds * sc.rate) }

// Seconds is the time that so many pixels show.
func (sc TimeScale) Seconds(px float32) float64 { return float64(px) * sc.back }

// addSeconds adds whole seconds and saturates at the open ends.
func addSeconds(t int64, d float64) int64 {
	s := float64(t) + d
	switch {
	case s >= math.MaxInt64:
		return edtf.OpenFuture
	case s <= math.MinInt64:
		return edtf.OpenPast
	}
	return t + int64(d)
}
