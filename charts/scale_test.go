package charts

import (
	"math"
	"testing"

	"saywhen/storage/edtf"
)

func TestScaleInverts(t *testing.T) {
	r := newRand(t, 1)
	for range 2000 {
		width := math.Exp(r.Float64()*math.Log(MaxWidth/MinWidth)) * MinWidth
		from := int64((r.Float64() - 0.5) * 2e11)
		sc := newScale(from, r.Float64(), width, 220, 1280)
		x := 220 + r.Float32()*1060
		back := sc.X(sc.T(x))
		if tolerance := sc.Width(1) + 0.01; x-back < -0.01 || x-back > tolerance {
			t.Fatalf("X(T(%v)) = %v at %v seconds wide", x, back, width)
		}
	}
}

func TestScaleOpenEnds(t *testing.T) {
	sc := NewTimeScale(Span{unix("2014-01-01"), unix("2015-01-01")}, 100, 900)
	for _, c := range []struct {
		at   int64
		want float32
	}{
		{edtf.OpenPast, -farPixels},
		{edtf.OpenFuture, farPixels},
		{edtf.OpenPast + 1, -farPixels},
		{edtf.OpenFuture - 1, farPixels},
		{unix("2014-01-01"), 100},
		{unix("2015-01-01"), 900},
	} {
		if got := sc.X(c.at); got != c.want {
			t.Errorf("X(%d) = %v, want %v", c.at, got, c.want)
		}
	}
	if got := sc.T(float32(math.Inf(1))); got != edtf.OpenFuture {
		t.Errorf("T(+Inf) = %d", got)
	}
	if got := sc.T(float32(math.Inf(-1))); got != edtf.OpenPast {
		t.Errorf("T(-Inf) = %d", got)
	}
}

func TestScaleOfNothing(t *testing.T) {
	for _, sc := range []TimeScale{{}, NewTimeScale(Span{5, 5}, 10, 90), NewTimeScale(Span{5, 9}, 90, 90)} {
		if x, y := sc.X(0), sc.X(1<<40); x != y {
			t.Errorf("%+v: X differs: %v and %v", sc, x, y)
		}
	}
}

func TestSpan(t *testing.T) {
	s := Span{10, 20}
	for at, want := range map[int64]bool{9: false, 10: true, 19: true, 20: false} {
		if s.Contains(at) != want {
			t.Errorf("Contains(%d) = %v", at, !want)
		}
	}
	if s.Empty() || !(Span{20, 20}).Empty() {
		t.Error("Empty is wrong")
	}
}
