package edtf

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The oracle: write every day as 2014-06-15 and compare it, character by
// character, with the masked date; the first and last that fit are the corners.

// daysLike finds the first and last day between two years that look like mask.
func daysLike(mask string, from, to int) (first, last time.Time, ok bool) {
	end := time.Date(to+1, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC); d.Before(end); d = d.AddDate(0, 0, 1) {
		if !looksLike(d.Format("2006-01-02"), mask) {
			continue
		}
		if !ok {
			first = d
		}
		last, ok = d, true
	}
	return first, last, ok
}

// looksLike compares as far as the mask goes.
func looksLike(s, mask string) bool {
	for i := range len(mask) {
		if mask[i] != 'X' && mask[i] != s[i] {
			return false
		}
	}
	return true
}

// masked writes a random date in which some digits are X. Of the year, at most
// the last two are, so that the oracle has a century to look through.
func masked(r *rand.Rand) string {
	s := fmt.Sprintf("%04d-%02d-%02d", r.IntN(10000), r.IntN(14), r.IntN(33))
	s = s[:[]int{4, 7, 10}[r.IntN(3)]]
	b := []byte(s)
	for i := 2; i < len(b); i++ {
		if b[i] != '-' && r.IntN(3) == 0 {
			b[i] = 'X'
		}
	}
	return string(b)
}

func TestMaskedAgainstEveryDay(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	read := 0
	for range 150 {
		mask := masked(r)
		century, err := strconv.Atoi(mask[:2])
		if err != nil {
			t.Fatal(err)
		}
		first, last, exists := daysLike(mask, century*100, century*100+99)
		x, err := Parse(mask)
		if (err == nil) != exists {
			t.Fatalf("%s: %v, but the calendar says %v", mask, err, exists)
		}
		if !exists {
			continue
		}
		read++
		lo, hi := first.Unix(), last.AddDate(0, 0, 1).Unix()
		if got := x.Corners(nil); got != (Corners{lo, hi, lo, hi}) {
			t.Fatalf("%s: %v, want %v to %v", mask, got, first, last)
		}
	}
	if read < 50 {
		t.Errorf("only %d dates were read", read)
	}
}

// Every year mask there is, against all years.
func TestMaskedYears(t *testing.T) {
	years := make([]string, 10000)
	for y := range years {
		years[y] = fmt.Sprintf("%04d", y)
	}
	for _, template := range []string{"YEAR", "YEAR-02-29", "-YEAR"} {
		for year := range 10000 {
			if year%131 != 0 && year > 10 { // a sample; each with all 16 masks
				continue
			}
			for mask := range 16 {
				checkYears(t, years, template, year, mask)
			}
		}
	}
}

// checkYears hides the digits of a year that mask names.
func checkYears(t *testing.T, years []string, template string, year, mask int) {
	t.Helper()
	b := []byte(years[year])
	for i := range b {
		if mask&(1<<i) != 0 {
			b[i] = 'X'
		}
	}
	text := strings.Replace(template, "YEAR", string(b), 1)
	var fit []int
	for y := range 10000 {
		if looksLike(years[y], string(b)) && yearAllowed(template, y) {
			fit = append(fit, y)
		}
	}
	x, err := Parse(text)
	if (err == nil) != (len(fit) > 0) {
		t.Fatalf("%s: %v, but %d years fit", text, err, len(fit))
	}
	if err != nil {
		return
	}
	lo, hi := fit[0], fit[len(fit)-1]
	first, end := time.Date(lo, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(hi+1, 1, 1, 0, 0, 0, 0, time.UTC)
	switch template {
	case "-YEAR":
		first, end = time.Date(-hi, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(-lo+1, 1, 1, 0, 0, 0, 0, time.UTC)
	case "YEAR-02-29":
		first, end = time.Date(lo, 2, 29, 0, 0, 0, 0, time.UTC), time.Date(hi, 3, 1, 0, 0, 0, 0, time.UTC)
	}
	if got := x.Corners(nil); got.EarliestStart != first.Unix() || got.LatestEnd != end.Unix() {
		t.Fatalf("%s: %v, want %v to %v", text, got, first, end)
	}
}

func yearAllowed(template string, y int) bool {
	switch template {
	case "-YEAR":
		return y > 0
	case "YEAR-02-29":
		return time.Date(y, 2, 29, 0, 0, 0, 0, time.UTC).Month() == 2
	}
	return true
}

// Approximate dates reach exactly one unit beyond the date on either side.
func TestApproximateReachesTheNeighbours(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		day := time.Date(1+r.IntN(9000), 1, 1+r.IntN(366), 0, 0, 0, 0, time.UTC)
		for i, layout := range []string{"2006", "2006-01", "2006-01-02"} {
			unit := [3]int{}
			unit[i] = 1
			exact, about := parsed(t, day.Format(layout)).Corners(nil), parsed(t, day.Format(layout)+"~").Corners(nil)
			lo, hi := time.Unix(exact.EarliestStart, 0).UTC(), time.Unix(exact.LatestEnd, 0).UTC()
			lo, hi = lo.AddDate(-unit[0], -unit[1], -unit[2]), hi.AddDate(unit[0], unit[1], unit[2])
			if about.EarliestStart != lo.Unix() || about.LatestEnd != hi.Unix() {
				t.Fatalf("%s~: %v, want %v to %v", day.Format(layout), about, lo, hi)
			}
		}
	}
}

// Days, months and years join without a gap, in every zone, through every
// change of its clocks.
func TestNoGaps(t *testing.T) {
	for _, c := range dst {
		loc := zone(t, c.zone)
		day, err := time.Parse("2006-01-02", c.around)
		if err != nil {
			t.Fatal(err)
		}
		end := parsed(t, day.AddDate(0, 0, -401).Format("2006-01-02")).Corners(loc).LatestEnd
		for n := -400; n <= 400; n++ {
			got := parsed(t, day.AddDate(0, 0, n).Format("2006-01-02")).Corners(loc)
			if got.EarliestStart != end || !got.Valid() {
				t.Fatalf("%s in %s: it begins %d seconds after the day before ends", day.AddDate(0, 0, n), c.zone, got.EarliestStart-end)
			}
			end = got.LatestEnd
		}
	}
}

func TestLongYears(t *testing.T) {
	date := func(year int) int64 { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Unix() }
	for _, c := range []struct {
		edtf      string
		precision Precision
		lo, hi    int64
	}{
		{"Y170000002", ToYear, date(170000002), date(170000003)},
		{"Y-170000002", ToYear, date(-170000002), date(-170000001)},
		{"Y-17E7", ToYear, date(-170000000), date(-169999999)},
		{"Y171010000S3", ToMillennium, date(171000000), date(172000000)},
		{"Y3388E2S3", ToMillennium, date(338000), date(339000)},
		{"Y-3388E2S3", ToMillennium, date(-338999), date(-337999)},
		{"Y12345~", ToYear, date(12344), date(12347)},
		{"Y12340S4", ToDecade, date(12340), date(12350)},
		{"Y200000000000", ToYear, date(200000000000), date(200000000001)},
		{"Y200000000001", ToYear, OpenFuture - 1, OpenFuture - 1},
		{"Y-200000000001", ToYear, OpenPast + 1, OpenPast + 1},
		{"Y-200000000002", ToYear, OpenPast + 1, OpenPast + 1},
		{"Y1E999999999999999999999", ToYear, OpenFuture - 1, OpenFuture - 1},
		{"Y-9E18", ToYear, OpenPast + 1, OpenPast + 1},
		{"Y99999999999999999999999999S3~", ToMillennium, OpenFuture - 1, OpenFuture - 1},
	} {
		x := parsed(t, c.edtf)
		want := Corners{c.lo, c.hi, c.lo, c.hi}
		if got := x.Corners(nil); got != want || x.Precision() != c.precision || x.String() != c.edtf {
			t.Errorf("%s (%s): %v, precision %d; want %v, %d", c.edtf, x, got, x.Precision(), want, c.precision)
		}
		if got := x.Corners(zone(t, "America/New_York")); !got.Valid() {
			t.Errorf("%s in New York: %v", c.edtf, got)
		}
	}
	for _, s := range []string{"Y1E20/Y1E21", "Y-1E21/Y1E20", "{Y1E20,Y-1E20}", "[Y1E20..Y1E30]"} {
		if got := parsed(t, s).Corners(nil); !got.Valid() {
			t.Errorf("%s: %v", s, got)
		}
	}
}

// Ends with offsets of their own may lie either way round in some zone; corners
// are in order all the same.
func TestMixedOffsets(t *testing.T) {
	for _, s := range []string{
		"2014-09-05T12:00:00/2014-09-05T12:00:00+14",
		"2014-09-05T12:00:00-12/2014-09-05",
		"2014-09-06/2014-09-05T12:00:00-12",
		"[2014-09-05T12:00:00..2014-09-05T12:00:00+14]",
		"{2014-09-05T12:00:00..2014-09-05T12:00:00+14,2014-09-05}",
	} {
		for _, name := range []string{"", "+14:00", "-12:00", "America/Havana"} {
			if got := parsed(t, s).Corners(zone(t, name)); !got.Valid() {
				t.Errorf("%s in %q: %v", s, name, got)
			}
		}
	}
}
