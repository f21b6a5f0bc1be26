package ui

import (
	"testing"

	"saywhen/storage/edtf"
)

func TestCornersText(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"2014-06-16", "Mon 16 Jun 2014 (Asia/Tehran)"},
		{"[2014-06-11..2014-06-20]", "Wed 11 Jun 2014 – Fri 20 Jun 2014 (Asia/Tehran)"},
		{"2014-06-11/2014-06-20", "starts Wed 11 Jun 2014; ends Fri 20 Jun 2014 (Asia/Tehran)"},
		{"[..2014-06-20]", "… – Fri 20 Jun 2014 (Asia/Tehran)"},
		{"2014-06-11/..", "starts Wed 11 Jun 2014; ends … (Asia/Tehran)"},
		{"2014-09-05T17:30:00", "Fri 5 Sep 2014 17:30 (Asia/Tehran)"},
		{"[2014-09-05T17:00:00..2014-09-06T00:00:00]", "Fri 5 Sep 2014 17:00 – Fri 5 Sep 2014 24:00 (Asia/Tehran)"},
	} {
		d, err := edtf.Resolve(c.typed, "Asia/Tehran")
		if err != nil {
			t.Fatal(err)
		}
		if got := cornersText(d); got != c.want {
			t.Errorf("%s: %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestBarShares(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  [3]float32
	}{
		{"2014-06-16", [3]float32{0, 1, 0}},
		{"2014-06-11/2014-06-12", [3]float32{0.5, 0, 0.5}},
		{"2014-06-11/2014-06-13", [3]float32{1.0 / 3, 1.0 / 3, 1.0 / 3}},
		{"2014-09-05T17:30:00", [3]float32{0.45, 0.1, 0.45}},
	} {
		d, err := edtf.Resolve(c.typed, "")
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := barShares(d.Corners); got != c.want {
			t.Errorf("%s: %v, want %v", c.typed, got, c.want)
		}
	}
	for _, open := range []string{"[..2014]", "2014/..", "../2014", "[2014..]"} {
		d, err := edtf.Resolve(open, "")
		if err != nil {
			t.Fatal(err)
		}
		shares, _ := barShares(d.Corners)
		if sum := shares[0] + shares[1] + shares[2]; sum < 0.99 || sum > 1.01 {
			t.Errorf("%s: shares %v", open, shares)
		}
	}
}
