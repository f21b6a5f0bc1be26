package edtf

import (
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestResolve(t *testing.T) {
	const tehran = "Asia/Tehran"
	for _, c := range []struct {
		typed, edtf, zone, corners string // corners in Tehran
		sequence                   int
	}{
		{"2014-09-05", "2014-09-05", tehran, "2014-09-05 2014-09-06", 0},
		{"  2014-09-05\t", "2014-09-05", tehran, "2014-09-05 2014-09-06", 0},
		{"2014-09-05 17:30", "2014-09-05T17:30", tehran, "2014-09-05T17:30:00 2014-09-05T17:31:00", 0},
		{"2014-09-05 17:30:05", "2014-09-05T17:30:05", tehran, "2014-09-05T17:30:05 2014-09-05T17:30:05", 0},
		{"2014-09-05 17:30 +0430", "2014-09-05T17:30+04:30", "+04:30", "2014-09-05T17:30:00 2014-09-05T17:31:00", 0},
		{"2014-09-05 17:30 +0200", "2014-09-05T17:30+02:00", "+02:00", "2014-09-05T20:00:00 2014-09-05T20:01:00", 0},
		{"2014-09-05T17:30+04:30", "2014-09-05T17:30+04:30", "+04:30", "2014-09-05T17:30:00 2014-09-05T17:31:00", 0},
		{"2014-09-05 13:00Z", "2014-09-05T13:00Z", "+00:00", "2014-09-05T17:30:00 2014-09-05T17:31:00", 0},
		{"2014-09-05t13:00:00 z", "2014-09-05T13:00:00Z", "+00:00", "2014-09-05T17:30:00 2014-09-05T17:30:00", 0},
		{"2014-09-05 17:30:05 -04", "2014-09-05T17:30:05-04", "-04:00", "2014-09-06T02:00:05 2014-09-06T02:00:05", 0},
		// about, before, after
		{"~2014-09-05", "2014-09-05~", tehran, "2014-09-04 2014-09-07", 0},
		{"~ 2014-06", "2014-06~", tehran, "2014-05-01 2014-08-01", 0},
		{"~2014", "2014~", tehran, "2013-01-01 2016-01-01", 0},
		{"~2014-09-05 17:30", "2014-09-05T17:30~", tehran, "2014-09-05T17:29:00 2014-09-05T17:32:00", 0},
		{"~2004-06-~11", "~2004-06-~11", tehran, "2003-06-10 2005-06-13", 0},
		{"2014-09-05?", "2014-09-05?", tehran, "2014-09-05 2014-09-06", 0},
		{"2014-09-05 ?", "2014-09-05?", tehran, "2014-09-05 2014-09-06", 0},
		{"<2014-09-05", "[..2014-09-04]", tehran, "past 2014-09-05", 0},
		{"< 2014-09-01", "[..2014-08-31]", tehran, "past 2014-09-01", 0},
		{"<2014-09", "[..2014-08]", tehran, "past 2014-09-01", 0},
		{"<2014-01", "[..2013-12]", tehran, "past 2014-01-01", 0},
		{"<2014", "[..2013]", tehran, "past 2014-01-01", 0},
		{"<2014-22", "[..2014-05]", tehran, "past 2014-06-01", 0},
		{"<201X", "[..2009]", tehran, "past 2010-01-01", 0},
		{"<2014-06-XX", "[..2014-05]", tehran, "past 2014-06-01", 0},
		{"<2014-06-1X", "[..2014-06-09]", tehran, "past 2014-06-10", 0},
		{"<2014-09-05 17:30", "[..2014-09-05T17:30:00]", tehran, "past 2014-09-05T17:30:00", 0},
		{"<2014-09-05 17:30 +0430", "[..2014-09-05T17:30:00+04:30]", "+04:30", "past 2014-09-05T17:30:00", 0},
		{">2014-06-10", "[2014-06-11..]", tehran, "2014-06-11 future", 0},
		{">2014-12-31", "[2015-01-01..]", tehran, "2015-01-01 future", 0},
		{">2014-12", "[2015-01..]", tehran, "2015-01-01 future", 0},
		{">2014", "[2015..]", tehran, "2015-01-01 future", 0},
		{">2014-24", "[2015-03..]", tehran, "2015-03-01 future", 0},
		{">2014-12-31 23:59", "[2015-01-01T00:00:00..]", tehran, "2015-01-01 future", 0},
		{">2014-09-05 17:30:05", "[2014-09-05T17:30:05..]", tehran, "2014-09-05T17:30:05 future", 0},
		// order within a moment
		{"2014-09-05 #2", "2014-09-05", tehran, "2014-09-05 2014-09-06", 2},
		{"~2014-09-05#12", "2014-09-05~", tehran, "2014-09-04 2014-09-07", 12},
		{"2014-09-05 17:30 # 3", "2014-09-05T17:30", tehran, "2014-09-05T17:30:00 2014-09-05T17:31:00", 3},
		// EDTF with the freedoms of the box
		{"2014-06-xx", "2014-06-XX", tehran, "2014-06-01 2014-07-01", 0},
		{"2014-06-11 / 2014-06-20", "2014-06-11/2014-06-20", tehran, "2014-06-11 2014-06-12 2014-06-20 2014-06-21", 0},
		{"[2014-06-11 .. 2014-06-20]", "[2014-06-11..2014-06-20]", tehran, "2014-06-11 2014-06-21", 0},
		{"{ 2014-06-11 , 2014-06-20 }", "{2014-06-11,2014-06-20}", tehran, "2014-06-11 2014-06-12 2014-06-20 2014-06-21", 0},
		{".. / 2014-06-20", "../2014-06-20", tehran, "past past 2014-06-20 2014-06-21", 0},
		{
			"2014-09-05 10:00:00/2014-09-05 12:00:00", "2014-09-05T10:00:00/2014-09-05T12:00:00", tehran,
			"2014-09-05T10:00:00 2014-09-05T10:00:00 2014-09-05T12:00:00 2014-09-05T12:00:00", 0,
		},
		{
			"[2014-09-05 10:00:00 +0430 .. 2014-09-05 12:00:00 +0430]", "[2014-09-05T10:00:00+04:30..2014-09-05T12:00:00+04:30]", "+04:30",
			"2014-09-05T10:00:00 2014-09-05T12:00:00", 0,
		},
		// one clock has no offset of its own: the zone stays
		{
			"[2014-09-05T10:00:00+04:30..2014-09-05T12:00:00]", "[2014-09-05T10:00:00+04:30..2014-09-05T12:00:00]", tehran,
			"2014-09-05T10:00:00 2014-09-05T12:00:00", 0,
		},
	} {
		d, err := Resolve(c.typed, tehran)
		if err != nil {
			t.Error(err)
			continue
		}
		x := parsed(t, c.edtf)
		want := Date{
			Wording: strings.TrimSpace(c.typed), EDTF: c.edtf, Zone: c.zone, Sequence: c.sequence,
			Corners: corners(t, c.corners, zone(t, tehran)), Kind: x.Kind(), Precision: x.Precision(), Qualifier: x.Qualifier(),
		}
		if d != want {
			t.Errorf("%q is\n%+v, want\n%+v", c.typed, d, want)
		}
	}
}

func TestResolveNothing(t *testing.T) {
	for _, s := range []string{"", " ", "\t\n"} {
		if d, err := Resolve(s, "Nowhere"); err != nil || d != (Date{}) {
			t.Errorf("%q is %+v, %v", s, d, err)
		}
		if d, err := ResolveIn(s, "", time.UTC); err != nil || d != (Date{}) {
			t.Errorf("%q is %+v, %v", s, d, err)
		}
	}
}

func TestResolveRefuses(t *testing.T) {
	for _, c := range []struct{ typed, reason string }{
		{"mid June", "in words are not read yet; write it as 2014-09-05, "},
		{"5 Sep 2014", "in words are not read yet"},
		{"Friday", "in words are not read yet"},
		{"شنبه", "in words are not read yet"},
		{"5.9.2014", "four digits"},
		{"2014-09-31", "September 2014 has no day 31"},
		{"2014-09-05 5:30", "was not expected"},
		{"2014-09-05 17", "was not expected"},
		{"2014-09-05 25:00", "at most 23"},
		{"2014-09-05 2014-09-06", "was not expected"},
		{"2014 -09", "was not expected"},
		{"2014-09-05 #", "after # comes the order"},
		{"2014-09-05 #0", "after # comes the order"},
		{"2014-09-05 #-1", "after # comes the order"},
		{"2014-09-05 #65536", "after # comes the order"},
		{"2014-09-05 #1#2", "after # comes the order"},
		{"#2", "no date before the #"},
		{"<", "nothing to read"},
		{"<<2014", "starts with a year"},
		{"<2014~", "takes one date"},
		{"<~2014", "takes one date"},
		{"<2014/2015", "takes one date"},
		{">[2014]", "takes one date"},
		{">9999-12-31", "so far away"},
		{">9999-12-31 23:59", "so far away"},
		{"<-9999-01", "so far away"},
		{">Y1E30", "so far away"},
		{"~", "starts with a year"},
		{"~2014-06-11/2014-06-20", "stands after the date"},
		{"~[2014]", "stands after the date"},
		{strings.Repeat("2", 2000), "longer than"},
	} {
		d, err := Resolve(c.typed, "")
		var refused *SyntaxError
		if !errors.As(err, &refused) {
			t.Errorf("%q is %+v, %v", c.typed, d, err)
			continue
		}
		if refused.Input != c.typed || !strings.Contains(refused.Reason, c.reason) || refused.Offset > len(c.typed) {
			t.Errorf("%q is refused at %d of %q with %q", c.typed, refused.Offset, refused.Input, refused.Reason)
		}
		if d != (Date{}) {
			t.Errorf("%q is refused, but %+v came back", c.typed, d)
		}
	}
	if _, err := Resolve("2014", "Nowhere"); err == nil || !strings.Contains(err.Error(), "Nowhere") {
		t.Errorf("an unknown zone is refused with %v", err)
	}
}

// Whatever the specification has may be typed, and typing what is stored gives
// what is stored.
func TestResolveReadsEDTF(t *testing.T) {
	for _, c := range specified {
		d, err := Resolve(c.edtf, "")
		if err != nil {
			t.Error(err)
			continue
		}
		if d.EDTF != c.edtf || d.Corners != corners(t, c.corners, time.UTC) {
			t.Errorf("%s is stored as %s with %v", c.edtf, d.EDTF, d.Corners)
		}
	}
}

// coded is what the hand coding of the founding article says of a statement.
type coded struct {
	ID   string
	Date struct {
		EDTF, Zone, Kind string
		Earliest         *int64 `json:"earliest_start"`
		LatestStart      *int64 `json:"latest_start"`
		EarliestEnd      *int64 `json:"earliest_end"`
		Latest           *int64 `json:"latest_end"`
	}
}

func (c coded) corners() Corners {
	or := func(p *int64, open int64) int64 {
		if p == nil {
			return open
		}
		return *p
	}
	return Corners{
		or(c.Date.Earliest, OpenPast), or(c.Date.LatestStart, OpenPast),
		or(c.Date.EarliestEnd, OpenPast), or(c.Date.Latest, OpenFuture),
	}
}

// TestSeed compares with the hand coding. It departs from the rules of the model
// in two statements, where the model is followed: s6 puts the earliest end of
// "../2014-09-05" at the end of that day, the rule at its start; s3 writes
// "[..2014-09-05]" but knows from the report that carries the statement that it
// was made before 17:00, which EDTF needs a clock time to say.
func TestSeed(t *testing.T) {
	text, err := os.ReadFile("../../../shared/seed/coding.json")
	if err != nil {
		t.Skip("the hand coding of the founding article is not beside this checkout:", err)
	}
	var seed struct{ Statements []coded }
	if err := json.Unmarshal(text, &seed); err != nil {
		t.Fatal(err)
	}
	if len(seed.Statements) != 15 {
		t.Fatalf("%d statements, want 15", len(seed.Statements))
	}
	for _, s := range seed.Statements {
		d, err := Resolve(s.Date.EDTF, s.Date.Zone)
		if err != nil {
			t.Error(err)
			continue
		}
		want := s.corners()
		switch s.ID {
		case "s6":
			want.EarliestEnd = want.LatestEnd - daySeconds
		case "s3":
			exact := parsed(t, "[..2014-09-05T17:00:00]").Corners(zone(t, s.Date.Zone))
			if exact != want {
				t.Errorf("s3 with its clock time has %v, want %v", exact, want)
			}
			want.LatestStart += 7 * 3600
			want.LatestEnd += 7 * 3600
		}
		if d.Corners != want {
			t.Errorf("%s: %s has %v, want %v", s.ID, d.EDTF, d.Corners, want)
		}
		if (d.Kind == Extent) != (s.Date.Kind == "extent") {
			t.Errorf("%s: %s is of kind %d, want %s", s.ID, d.EDTF, d.Kind, s.Date.Kind)
		}
	}
}

func TestDateAsJSON(t *testing.T) {
	d, err := Resolve("<2014-09-05 #2", "Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var again Date
	if err := json.Unmarshal(text, &again); err != nil || !reflect.DeepEqual(again, d) {
		t.Errorf("%s is read as %+v, %v", text, again, err)
	}
}
