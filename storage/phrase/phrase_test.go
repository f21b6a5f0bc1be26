package phrase

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"saywhen/storage/edtf"
)

const tehran = "Asia/Tehran"

// row is a wording, the date of the statement before or "", and the corners of
// its readings.
type row struct{ typed, before, corners string }

// corner reads a local time as the tables write it.
func corner(t *testing.T, s string, loc *time.Location) int64 {
	t.Helper()
	switch s {
	case "past":
		return edtf.OpenPast
	case "future":
		return edtf.OpenFuture
	}
	layout := "2006-01-02T15:04:05"
	at, err := time.ParseInLocation(layout[:len(s)], s, loc)
	if err != nil {
		t.Fatalf("bad corner %q in a test: %v", s, err)
	}
	return at.Unix()
}

// corners reads two corners (a moment) or four.
func corners(t *testing.T, s string, loc *time.Location) edtf.Corners {
	t.Helper()
	f := strings.Fields(s)
	if len(f) == 2 {
		f = append(f, f...)
	}
	if len(f) != 4 {
		t.Fatalf("%q is neither two nor four corners", s)
	}
	return edtf.Corners{
		EarliestStart: corner(t, f[0], loc), LatestStart: corner(t, f[1], loc),
		EarliestEnd: corner(t, f[2], loc), LatestEnd: corner(t, f[3], loc),
	}
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := edtf.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func dated(t testing.TB, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Resolve(s, tehran)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// september is the context of most tests: Saturday 6 September 2014 in Tehran.
func september(t testing.TB) Context {
	return Context{
		Published: dated(t, "2014-09-06"), Zone: tehran, Location: zone(t, tehran), WeekStart: time.Monday,
	}
}

func TestTables(t *testing.T) {
	c := september(t)
	for _, r := range slices.Concat(englishRows, pressRows, languageRows) {
		c.Before = dated(t, r.before)
		result, err := Read(r.typed, c)
		if err != nil {
			t.Errorf("%q: %v", r.typed, err)
			continue
		}
		want := strings.Split(r.corners, " | ")
		if len(result.Readings) != len(want) {
			t.Errorf("%q has %d readings, want %d: %+v", r.typed, len(result.Readings), len(want), result.Readings)
			continue
		}
		for i, reading := range result.Readings {
			if got := reading.Date.Corners; got != corners(t, want[i], c.Location) {
				t.Errorf("%q, reading %d, is %s (%s), want %s", r.typed, i+1, reading.Date.EDTF, reading.How, want[i])
			}
			checkReading(t, r.typed, reading)
		}
	}
	if n := len(englishRows) + len(languageRows); n < 300 {
		t.Errorf("the tables have %d rows", n)
	}
}

// checkReading holds what every reading promises.
func checkReading(t *testing.T, typed string, r Reading) {
	t.Helper()
	d := r.Date
	again, err := edtf.ResolveIn(d.EDTF, d.Zone, zone(t, d.Zone))
	if err != nil || again.Corners != d.Corners || again.EDTF != d.EDTF {
		t.Errorf("%q: %s in %s reads back as %+v, %v", typed, d.EDTF, d.Zone, again, err)
	}
	if !d.Corners.Valid() || d.Wording != strings.TrimSpace(typed) || r.How == "" || strings.HasSuffix(r.How, ".") {
		t.Errorf("%q: %+v", typed, r)
	}
	if d.Anchor != "" {
		if _, err := edtf.Parse(d.Anchor); err != nil {
			t.Errorf("%q: anchor: %v", typed, err)
		}
	}
}

func TestFieldsOfDate(t *testing.T) {
	c := september(t)
	c.Before = dated(t, "2014-06-16")
	for _, f := range []struct{ typed, edtf, anchor, zone, how string }{
		{"  Friday evening ", "[2014-09-05T17:00:00..2014-09-06T00:00:00]", "2014-09-06", tehran, "document's date, Sat 6 Sep 2014; evening is 17–24"},
		{"two days later", "2014-06-18", "2014-06-16", tehran, "2 days after the statement before, Mon 16 Jun 2014"},
		{"5 Sep 2014", "2014-09-05", "", tehran, "as it is written"},
		{"Friday 5 pm EDT", "2014-09-05T17:00-04:00", "2014-09-06", "-04:00", "the last Friday"},
		{"Friday 14:00 New York time", "2014-09-05T14:00", "2014-09-06", "America/New_York", "the last Friday"},
		{"Friday 14:00 +0430", "2014-09-05T14:00+04:30", "2014-09-06", "+04:30", "the last Friday"},
		{"mid June", "[2014-06-11..2014-06-20]", "2014-09-06", tehran, "mid is 11–20 Jun 2014"},
		{"summer of 2014", "2014-22", "", tehran, "1 Jun – 31 Aug 2014"},
		{"c. mid June", "[2014-06-11~..2014-06-20~]", "2014-09-06", tehran, "mid is"},
	} {
		result, err := Read(f.typed, c)
		if err != nil {
			t.Error(err)
			continue
		}
		d := result.Readings[0].Date
		if d.EDTF != f.edtf || d.Anchor != f.anchor || d.Zone != f.zone || d.Wording != strings.TrimSpace(f.typed) ||
			!strings.Contains(result.Readings[0].How, f.how) {
			t.Errorf("%q is %+v", f.typed, result.Readings[0])
		}
	}
}

func TestSequence(t *testing.T) {
	result, err := Read("Friday #2", september(t))
	if err != nil || result.Readings[0].Date.Sequence != 2 || result.Readings[0].Date.EDTF != "2014-09-05" {
		t.Errorf("%+v, %v", result, err)
	}
	if _, err := Read("Friday #x", september(t)); err == nil || !strings.Contains(err.Error(), "after # comes the order") {
		t.Error(err)
	}
}

func TestBlank(t *testing.T) {
	for _, s := range []string{"", " ", "\t\n"} {
		if r, err := Read(s, Context{Zone: "Nowhere"}); err != nil || len(r.Readings) != 0 || r.Ask {
			t.Errorf("%q is %+v, %v", s, r, err)
		}
	}
	if _, err := Read("Friday", Context{Zone: "Nowhere"}); err == nil {
		t.Error("an unknown zone was accepted")
	}
}

// TestNoAnchor: what needs a date of the document says so, what has a year does
// not need one.
func TestNoAnchor(t *testing.T) {
	bare := Context{Zone: tehran}
	for _, s := range []string{"Friday", "June", "yesterday", "last week", "two days later", "then", "in the past", "the 16th", "at 5 pm"} {
		_, err := Read(s, bare)
		var refused *edtf.SyntaxError
		if !errors.As(err, &refused) || !strings.Contains(refused.Reason, "give the document a date") || !strings.Contains(refused.Reason, s) {
			t.Errorf("%q without a date: %v", s, err)
		}
	}
	for _, s := range []string{
		"5 Sep 2014", "mid June 2014", "5.30 pm on 5 September 2014", "summer of 2014", "5/9/2014", "Friday 5 September 2014",
		"early 1990s", "since March 2014", "between 11 and 20 June 2014", "5 Sep 14", "۱۴ شهریور ۱۳۹۳",
	} {
		if _, err := Read(s, bare); err != nil {
			t.Errorf("%q without a date: %v", s, err)
		}
	}
}

// TestOnlyBefore: without a document's date the statement before is counted from.
func TestOnlyBefore(t *testing.T) {
	c := Context{Before: dated(t, "2014-06-16"), Zone: tehran}
	for typed, want := range map[string]string{
		"Friday": "2014-06-13", "two days later": "2014-06-18", "mid May": "[2014-05-11..2014-05-20]", "then": "2014-06-16",
	} {
		r, err := Read(typed, c)
		if err != nil || r.Readings[0].Date.EDTF != want || r.Readings[0].Date.Anchor != "2014-06-16" {
			t.Errorf("%q is %+v, %v", typed, r, err)
		}
	}
}

// TestAnchors: dates of every kind can be counted from.
func TestAnchors(t *testing.T) {
	for _, a := range []struct{ published, typed, want string }{
		{"2014-09-06T02:00", "today", "2014-09-06"},
		{"2014-09-06T02:00-04:00", "today", "2014-09-06"},
		{"2014-09-05T22:00Z", "today", "2014-09-06"}, // in Tehran it was past midnight
		{"2014-09-06~", "Friday", "2014-09-05"},
		{"2014-09-06?", "yesterday", "2014-09-05"},
		{"2014-09", "Friday", "2014-09-26"},
		{"2014", "mid June", "[2014-06-11..2014-06-20]"},
		{"../2014-09-06", "yesterday", "2014-09-05"},
		{"2014-09-06/..", "tomorrow", "2014-09-07"},
		{"[..2014-09-06]", "Friday", "2014-09-05"},
		{"[2014-06-11..2014-06-20]", "two days later", "[2014-06-13..2014-06-22]"},
		{"[2014-06-11..2014-06-20]", "then", "[2014-06-11..2014-06-20]"},
		{"2014-06", "the following month", "2014-07"},
	} {
		c := Context{Published: dated(t, a.published), Zone: tehran}
		r, err := Read(a.typed, c)
		if err != nil || r.Readings[0].Date.EDTF != a.want {
			t.Errorf("%q in %s is %+v, %v, want %s", a.typed, a.published, r, err, a.want)
		}
	}
	for _, far := range []string{"../..", "Y12345", "-2000"} {
		c := Context{Published: dated(t, far), Zone: tehran}
		if r, err := Read("Friday", c); err == nil {
			t.Errorf("Friday in %s is %+v", far, r)
		}
	}
}

func ExampleRead() {
	published, _ := edtf.Resolve("2014-09-06", tehran)
	result, _ := Read("Friday evening", Context{Published: published, Zone: tehran})
	for _, r := range result.Readings {
		fmt.Println(r.Date.EDTF)
		fmt.Println(r.How)
	}
	// Output:
	// [2014-09-05T17:00:00..2014-09-06T00:00:00]
	// the last Friday on or before the document's date, Sat 6 Sep 2014; evening is 17–24
}
