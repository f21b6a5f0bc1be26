package ui

import (
	"testing"

	"saywhen/charts"
)

func TestPanningAwaySaysHowToComeBack(t *testing.T) {
	f := newSampleFixture(t)
	if f.time.hint.Visible() {
		t.Error("the whole picture is said to be empty")
	}
	for range 30 {
		f.acts.do("move.earlier")
	}
	f.frame()
	if !f.time.hint.Visible() || f.time.hint.Position().X < 100 {
		t.Fatalf("far away nothing is said; the line is at %v", f.time.hint.Position())
	}
	f.acts.do("view.fit")
	f.frame()
	if f.time.hint.Visible() {
		t.Error("F brought everything back, and the line is still there")
	}
}

func TestAway(t *testing.T) {
	if away(shown{}) {
		t.Error("with nothing open there is nothing to be away from")
	}
	f := newSampleFixture(t)
	at := f.shown()
	all := at.view.Span()
	for _, tt := range []struct {
		from, to int64
		want     bool
	}{
		{all.From, all.To, false},
		{all.From - 10, all.From + 10, false},
		{all.To - 10, all.To + 1000, false},
		{all.From - 100, all.From - 10, true},
		{all.To + 10, all.To + 100, true},
	} {
		at.view = f.session.View().WithSpan(charts.Span{From: tt.from, To: tt.to})
		if got := away(at); got != tt.want {
			t.Errorf("%d–%d of %v: %v", tt.from, tt.to, all, got)
		}
	}
}
