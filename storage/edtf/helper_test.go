package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
)

// corner reads a corner as a test writes it: a day or a time in loc, "past" or
// "future" for open sides.
func corner(t *testing.T, s string, loc *time.Location) int64 {
	t.Helper()
	switch s {
	case "past":
		return OpenPast
	case "future":
		return OpenFuture
	}
	if s[0] == '-' { // a year that package time does not read: look 2000 years later
		year, err := strconv.Atoi(s[1:5])
		if err != nil {
			t.Fatal(err)
		}
		const cycle = 146097 * daySeconds // 400 years
		return corner(t, fmt.Sprintf("%04d", 2000-year)+s[5:], loc) - 5*cycle
	}
	layout := "2006-01-02T15:04:05"
	at, err := time.ParseInLocation(layout[:len(s)], s, loc)
	if err != nil {
		t.Fatalf("bad corner %q in a test: %v", s, err)
	}
	return at.Unix()
}

// corners reads two corners (a moment) or four, with blanks between them.
func corners(t *testing.T, s string, loc *time.Location) Corners {
	t.Helper()
	f := strings.Fields(s)
	if len(f) == 2 {
		f = append(f, f...)
	}
	if len(f) != 4 {
		t.Fatalf("%q is neither two nor four corners", s)
	}
	return Corners{
		corner(t, f[0], loc), corner(t, f[1], loc), corner(t, f[2], loc), corner(t, f[3], loc),
	}
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func parsed(t testing.TB, s string) Expr {
	t.Helper()
	x, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
