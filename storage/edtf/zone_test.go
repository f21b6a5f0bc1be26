package edtf

import (
	"strings"
	"testing"
	"time"
)

func TestLoadZone(t *testing.T) {
	at := time.Date(2014, 9, 5, 12, 0, 0, 0, time.UTC)
	for name, offset := range map[string]int{
		"": 0, "UTC": 0, "Asia/Tehran": 4*3600 + 1800, "America/New_York": -4 * 3600,
		"+04:30": 4*3600 + 1800, "+0430": 4*3600 + 1800, "-04": -4 * 3600, "+18:00": 18 * 3600, "-00:30": -1800, "+00:00": 0,
	} {
		if _, got := at.In(zone(t, name)).Zone(); got != offset {
			t.Errorf("%q is %d seconds east, want %d", name, got, offset)
		}
	}
	for _, name := range []string{
		"Local", "Nowhere", "Asia/Teheran", "../zone", "/etc/localtime", "+4", "+4:30", "+04:3", "+18:01", "+04:60",
		"+:0430", "04:30", "+0a:00", "+04:30:00", "+", strings.Repeat("a", 500), "\x00",
	} {
		loc, err := LoadZone(name)
		if err == nil {
			t.Errorf("%q is %v", name, loc)
		} else if s := err.Error(); !strings.Contains(s, "Asia/Tehran") || len(s) > 400 {
			t.Errorf("%q is refused with %q", name, s)
		}
	}
}

// dst are zones with odd changes of the clock: at midnight (Tehran, São Paulo,
// Havana), over midnight (St John's), by half an hour (Lord Howe), by a whole
// day (Apia), before the first standard time (Amsterdam), far from UTC.
var dst = []struct{ zone, around string }{
	{"Asia/Tehran", "2014-03-22"},
	{"Asia/Tehran", "2014-09-22"},
	{"America/Sao_Paulo", "2014-10-19"},
	{"America/Sao_Paulo", "2015-02-22"},
	{"America/Havana", "2014-11-02"},
	{"America/St_Johns", "2006-10-29"},
	{"Australia/Lord_Howe", "2014-04-06"},
	{"Pacific/Apia", "2011-12-30"},
	{"Europe/Amsterdam", "1937-07-01"},
	{"Europe/London", "2014-03-30"},
	{"Europe/London", "2014-10-26"},
	{"Africa/Monrovia", "1972-01-07"},
	{"America/New_York", "2037-11-01"},
	{"America/New_York", "2300-03-11"},
	{"America/Havana", "2504-12-31"},
	{"Australia/Lord_Howe", "2412-12-31"},
	{"+18:00", "2014-01-01"},
	{"-18:00", "2014-01-01"},
}

// TestInstant looks at every minute of four days for the first at which the
// clock shows a local time or a later one.
func TestInstant(t *testing.T) {
	for _, c := range dst {
		loc := zone(t, c.zone)
		middle := corner(t, c.around, time.UTC)
		for local := middle - 30*3600; local < middle+30*3600; local += 1800 {
			at := local - 26*3600
			for shownAt(at, loc) < local {
				at += 30
			}
			// offsets before standard time have odd seconds
			if got := instant(local, loc); got > at || got <= at-30 || shownAt(got, loc) < local {
				t.Fatalf("%s: local %v is %d, want %d", c.zone, time.Unix(local, 0).UTC(), got, at)
			}
		}
	}
}

// shownAt is what a clock in loc shows at an instant, as local seconds.
func shownAt(at int64, loc *time.Location) int64 {
	_, offset := time.Unix(at, 0).In(loc).Zone()
	return at + int64(offset)
}

func TestInstantNeverDecreases(t *testing.T) {
	for _, c := range dst {
		loc := zone(t, c.zone)
		middle, last := corner(t, c.around, time.UTC), OpenPast
		for local := middle - 2*daySeconds; local < middle+2*daySeconds; local += 7 {
			at := instant(local, loc)
			if at < last {
				t.Fatalf("%s: %v is before the time before it", c.zone, time.Unix(local, 0).UTC())
			}
			last = at
		}
	}
}

func TestClockChange(t *testing.T) {
	for _, c := range []struct{ edtf, zone, corners string }{
		// the day that has 23 hours begins when its clocks go on, at one o'clock
		{"2014-03-22", "Asia/Tehran", "2014-03-21T20:30:00 2014-03-22T19:30:00"},
		{"2014-03-21", "Asia/Tehran", "2014-03-20T20:30:00 2014-03-21T20:30:00"},
		{"2014-09-21", "Asia/Tehran", "2014-09-20T19:30:00 2014-09-21T20:30:00"},
		// a time that is skipped is the moment of the skip
		{"2014-03-30T01:30:00", "Europe/London", "2014-03-30T01:00:00 2014-03-30T01:00:00"},
		{"[2014-03-30T00:59:00..2014-03-30T02:00:00]", "Europe/London", "2014-03-30T00:59:00 2014-03-30T01:00:00"},
		// a time shown twice is its first showing
		{"2014-10-26T01:30", "Europe/London", "2014-10-26T00:30:00 2014-10-26T00:31:00"},
		// a day that did not exist
		{"2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00 2011-12-30T10:00:00"},
		// its own offset comes before the place
		{"2014-09-05T17:30:00Z", "Asia/Tehran", "2014-09-05T17:30:00 2014-09-05T17:30:00"},
		{"2014-09", "America/New_York", "2014-09-01T04:00:00 2014-10-01T04:00:00"},
	} {
		got, want := parsed(t, c.edtf).Corners(zone(t, c.zone)), corners(t, c.corners, time.UTC)
		if got != want {
			t.Errorf("%s in %s is %v, want %v", c.edtf, c.zone, got, want)
		}
	}
}
