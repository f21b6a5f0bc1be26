package charts

import (
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata"
)

func binZone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// instant reads a local time such as "2014-06-16 05:30".
func binInstant(t *testing.T, text string, loc *time.Location) int64 {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, loc)
	if err != nil {
		t.Fatal(err)
	}
	return at.Unix()
}

func TestBinFloorNextLabel(t *testing.T) {
	for _, test := range []struct {
		bin               CalendarBin
		at, floor, next   string
		zone, label, unit string
	}{
		{BinDay, "2014-06-16 05:30", "2014-06-16 00:00", "2014-06-17 00:00", "UTC", "16 Jun 2014", "day"},
		{BinWeek, "2014-06-16 00:00", "2014-06-16 00:00", "2014-06-23 00:00", "UTC", "week of 16 Jun 2014", "week"}, // a Monday
		{BinWeek, "2014-06-15 23:59", "2014-06-09 00:00", "2014-06-16 00:00", "UTC", "week of 9 Jun 2014", "week"},  // a Sunday
		{BinWeek, "2015-01-01 12:00", "2014-12-29 00:00", "2015-01-05 00:00", "UTC", "week of 29 Dec 2014", "week"}, // across the year
		{BinMonth, "2016-02-29 12:00", "2016-02-01 00:00", "2016-03-01 00:00", "UTC", "Feb 2016", "month"},
		{BinMonth, "2014-12-31 23:59", "2014-12-01 00:00", "2015-01-01 00:00", "Asia/Tehran", "Dec 2014", "month"},
		{BinQuarter, "2014-09-30 23:59", "2014-07-01 00:00", "2014-10-01 00:00", "UTC", "Q3 2014", "quarter"},
		{BinQuarter, "2014-11-15 00:00", "2014-10-01 00:00", "2015-01-01 00:00", "UTC", "Q4 2014", "quarter"},
		{BinYear, "2014-09-05 17:00", "2014-01-01 00:00", "2015-01-01 00:00", "America/New_York", "2014", "year"},
		{BinDecade, "2014-09-05 17:00", "2010-01-01 00:00", "2020-01-01 00:00", "UTC", "2010–2019", "10 years"},
		{BinCentury, "1999-12-31 23:59", "1900-01-01 00:00", "2000-01-01 00:00", "UTC", "1900–1999", "100 years"},
	} {
		loc := binZone(t, test.zone)
		floor := test.bin.Floor(binInstant(t, test.at, loc), loc)
		if want := binInstant(t, test.floor, loc); floor != want {
			t.Errorf("%v: floor of %s is %s", test.bin, test.at, time.Unix(floor, 0).In(loc))
		}
		if next, want := test.bin.Next(floor, loc), binInstant(t, test.next, loc); next != want {
			t.Errorf("%v: after %s comes %s", test.bin, test.floor, time.Unix(next, 0).In(loc))
		}
		if got := test.bin.Label(floor, loc); got != test.label {
			t.Errorf("label %q, want %q", got, test.label)
		}
		if got := test.bin.String(); got != test.unit {
			t.Errorf("unit %q, want %q", got, test.unit)
		}
	}
}

func TestBinDaysWhereClocksChangeAtMidnight(t *testing.T) {
	const hour = 3600
	for _, test := range []struct {
		zone  string
		start int64 // Unix seconds, from the zone's published rules
		hours int64
	}{
		{"Asia/Tehran", 1395433800, 23},                                             // 22 Mar 2014: 00:00 +03:30 does not exist, the day begins at 01:00 +04:30
		{"Asia/Tehran", 1411241400, 25},                                             // 21 Sep 2014: 24:00 +04:30 is 23:00 +03:30
		{"America/Havana", 1414900800, 25},                                          // 2 Nov 2014: 00:00 comes twice, at 04:00 and 05:00 UTC
		{"Pacific/Apia", time.Date(2011, 12, 29, 10, 0, 0, 0, time.UTC).Unix(), 24}, // 29 Dec 2011; there was no 30th
	} {
		loc := binZone(t, test.zone)
		if got := BinDay.Floor(test.start, loc); got != test.start {
			t.Errorf("%s: the day of %s begins at %s", test.zone, time.Unix(test.start, 0).In(loc), time.Unix(got, 0).In(loc))
		}
		if got := BinDay.Next(test.start, loc) - test.start; got != test.hours*hour {
			t.Errorf("%s: the day from %s has %g hours, want %d", test.zone, time.Unix(test.start, 0).In(loc), float64(got)/hour, test.hours)
		}
	}
}

// Bins follow each other without gap or overlap, and an instant lies in the
// bin that its local date says.
func TestBinsPartitionTime(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"UTC", "Asia/Tehran", "America/New_York", "Australia/Lord_Howe", "America/Havana"} {
		loc := binZone(t, name)
		for b := BinDay; b <= BinWidest; b++ {
			for range 200 {
				at := rnd.Int64N(8e9) - 4e9
				floor := b.Floor(at, loc)
				next := b.Next(floor, loc)
				if floor > at || next <= at {
					t.Fatalf("%s, %v: %d is not in [%d,%d)", name, b, at, floor, next)
				}
				if b.Floor(next-1, loc) != floor || b.Floor(next, loc) != next {
					t.Fatalf("%s, %v: [%d,%d) does not fit its neighbours", name, b, floor, next)
				}
			}
		}
	}
}

func TestBinLabelsBeforeTheCommonEra(t *testing.T) {
	at := time.Date(-43, 3, 15, 0, 0, 0, 0, time.UTC).Unix()
	for b, want := range map[CalendarBin]string{BinMonth: "Mar -43", BinYear: "-43", BinDecade: "-50–-41"} {
		if got := b.Label(b.Floor(at, time.UTC), time.UTC); got != want {
			t.Errorf("%v: %q, want %q", b, got, want)
		}
	}
}

func TestBinForPicksTheFinestOfAtMostSixty(t *testing.T) {
	const d = 86400
	for _, test := range []struct {
		days int64
		want CalendarBin
	}{
		{0, BinDay},
		{1, BinDay},
		{60, BinDay},
		{61, BinWeek},
		{420, BinWeek},
		{421, BinMonth},
		{5 * 365, BinMonth},
		{6 * 365, BinQuarter},
		{15 * 365, BinQuarter},
		{16 * 365, BinYear},
		{60 * 365, BinYear},
		{61 * 366, BinDecade},
		{601 * 366, BinCentury},
	} {
		if got := BinFor(1e9, 1e9+test.days*d); got != test.want {
			t.Errorf("%d days: %v, want %v", test.days, got, test.want)
		}
	}
	if got := BinFor(-1<<62, 1<<62); got != BinWidest {
		t.Errorf("all of time: %v, want the widest", got)
	}
}
