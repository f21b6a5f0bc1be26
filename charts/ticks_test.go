package charts

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Skipf("no zone data for %s: %v", name, err)
	}
	return loc
}

// labels gives the labels of one row, "·" for a tick without one.
func labels(ticks []Tick, major bool) string {
	var out []string
	for _, k := range ticks {
		if k.Major == major {
			if k.Label == "" {
				k.Label = "·"
			}
			out = append(out, k.Label)
		}
	}
	return strings.Join(out, " | ")
}

func TestTicksByZoom(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	day := func(y int, m time.Month, d int) int64 { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() }
	for _, c := range []struct {
		name         string
		span         Span
		loc          *time.Location
		minor, major string
	}{
		{
			"ten minutes",
			Span{unix("2014-06-16T10:00"), unix("2014-06-16T10:10")},
			time.UTC,
			"10:00 | 10:01 | 10:02 | 10:03 | 10:04 | 10:05 | 10:06 | 10:07 | 10:08 | 10:09 | ·", "Monday 16 June 2014",
		},
		{
			"two days",
			Span{unix("2014-06-30"), unix("2014-07-02")},
			time.UTC,
			"00:00 | 03:00 | 06:00 | 09:00 | 12:00 | 15:00 | 18:00 | 21:00 | 00:00 | 03:00 | 06:00 | 09:00 | 12:00 | 15:00 | 18:00 | 21:00 | ·",
			"Monday 30 June 2014 | Tuesday 1 July 2014 | ·",
		},
		{
			"the clocks go back",
			Span{unix("2014-10-25T22:00"), unix("2014-10-26T06:00")},
			berlin,
			"00:00 | 00:30 | 01:00 | 01:30 | 02:00 | 02:30 | 02:00 | 02:30 | 03:00 | 03:30 | 04:00 | 04:30 | 05:00 | 05:30 | 06:00 | 06:30 | ·", "Sunday 26 October 2014",
		},
		{
			"a month",
			Span{unix("2014-06-11"), unix("2014-07-11")},
			time.UTC,
			"11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | 29 | 30 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | ·",
			"June 2014 | July 2014",
		},
		{"two years", Span{unix("2013-06-01"), unix("2015-06-01")}, time.UTC, "Jun | Jul | Aug | Sep | Oct | Nov | Dec | Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec | Jan | Feb | Mar | Apr | May | ·", "2013 | 2014 | 2015"},
		{"a century", Span{unix("1914-01-02"), unix("2014-01-02")}, time.UTC, "1920 | 1930 | 1940 | 1950 | 1960 | 1970 | 1980 | 1990 | 2000 | 2010", ""},
		{"about the year one", Span{day(-299, 1, 1), day(301, 1, 1)}, time.UTC, "300 BC | 250 BC | 200 BC | 150 BC | 100 BC | 50 BC | AD 1 | AD 50 | AD 100 | AD 150 | AD 200 | AD 250 | ·", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			ticks := Ticks(NewTimeScale(c.span, 0, 1000), 0, 1000, c.loc, 12, 8, words)
			if got := labels(ticks, false); got != c.minor {
				t.Errorf("lower row\n got %s\nwant %s", got, c.minor)
			}
			if got := labels(ticks, true); got != c.major {
				t.Errorf("upper row\n got %s\nwant %s", got, c.major)
			}
		})
	}
}

func TestTicksNeverOverlap(t *testing.T) {
	r := newRand(t, 4)
	zones := []*time.Location{time.UTC, zone(t, "Asia/Tehran"), zone(t, "Europe/Berlin"), zone(t, "Australia/Lord_Howe"), zone(t, "Pacific/Apia"), zone(t, "America/Sao_Paulo")}
	for range 3000 {
		width := math.Exp(r.Float64()*math.Log(MaxWidth/MinWidth)) * MinWidth
		x0 := r.Float32() * 300
		x1 := x0 + 50 + r.Float32()*3000
		from := unix("1990-01-01") + r.Int64N(40*365*86400)
		if r.IntN(3) == 0 {
			from -= r.Int64N(4000 * 365 * 86400)
		}
		sc := newScale(from, r.Float64(), width, x0, x1)
		checkTicks(t, sc, x0, x1, zones[r.IntN(len(zones))], 4+r.Float32()*20)
		if t.Failed() {
			t.Fatalf("at %d, %v s wide, %v to %v", from, width, x0, x1)
		}
	}
}

func checkTicks(t *testing.T, sc TimeScale, x0, x1 float32, loc *time.Location, gap float32) {
	t.Helper()
	ticks := Ticks(sc, x0, x1, loc, 12, gap, words)
	if len(ticks) > int(x1-x0)/4+20 {
		t.Errorf("%d ticks in %v pixels", len(ticks), x1-x0)
	}
	for _, major := range []bool{false, true} {
		last, free := int64(math.MinInt64), x0
		for _, k := range ticks {
			if k.Major != major {
				continue
			}
			if k.T <= last {
				t.Errorf("%s: tick %d after %d", loc, k.T, last)
			}
			last = k.T
			if k.Label == "" {
				continue
			}
			right := k.X + words(k.Label, 12, false)
			if k.X < free || right > x1+0.01 {
				t.Errorf("%s: label %q from %v to %v, free from %v to %v", loc, k.Label, k.X, right, free, x1)
			}
			free = right + gap*0.999
		}
	}
}

// TestTicksStandOnLocalTime walks every step through a year of clock changes.
func TestTicksStandOnLocalTime(t *testing.T) {
	for _, name := range []string{"Asia/Tehran", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "Asia/Kathmandu"} {
		loc := zone(t, name)
		for _, l := range tickLevels {
			at := time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
			end := at + 366*86400
			for at < end {
				next := l.minor.after(at, loc)
				if next <= at {
					t.Fatalf("%s %+v: %d after %d", name, l.minor, next, at)
				}
				if !onBoundary(l.minor, time.Unix(next, 0).In(loc)) {
					t.Fatalf("%s %+v: %v", name, l.minor, time.Unix(next, 0).In(loc))
				}
				if b := l.minor.before(next, loc); b >= next || l.minor.after(b, loc) != next {
					t.Fatalf("%s %+v: before(%d) = %d", name, l.minor, next, b)
				}
				at = next + int64(l.minor.shortest())*3
			}
		}
	}
}

// onBoundary checks a tick with the calendar; a day may begin at another hour
// than 0 where the clocks skip midnight, and hours may be skipped too.
func onBoundary(s calStep, at time.Time) bool {
	prev := at.Add(-time.Second)
	newDay := at.YearDay() != prev.YearDay()
	switch s.unit {
	case unitSecond:
		return (at.Minute()*60+at.Second())%min(s.n, 3600) == 0
	case unitHour:
		_, a := at.Zone()
		_, b := at.Add(-3 * time.Hour).Zone()
		return newDay || at.Hour()%s.n == 0 && at.Minute() == 0 || a != b
	case unitWeek:
		return newDay && at.Weekday() == time.Monday || newDay && skippedDay(at)
	case unitMonth:
		return newDay && at.Day() == 1 && (int(at.Month())-1)%s.n == 0
	}
	return newDay
}

func skippedDay(at time.Time) bool {
	return at.Day()-at.Add(-time.Second).Day() == 2
}

func TestYearLabels(t *testing.T) {
	for y, want := range map[int]string{-43: "44 BC", 0: "1 BC", 1: "AD 1", 999: "AD 999", 1000: "1000", 2014: "2014"} {
		if got := yearLabel(y); got != want {
			t.Errorf("yearLabel(%d) = %q, want %q", y, got, want)
		}
	}
}

func TestNextYear(t *testing.T) {
	var got []int
	for y := nextYear(-30, 10); y < 40; y = nextYear(y, 10) {
		got = append(got, y)
	}
	if want := []int{-29, -19, -9, 1, 10, 20, 30}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
