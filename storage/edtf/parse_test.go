package edtf

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

const both = Approximate | Uncertain

// specified are the examples of the Library of Congress specification and of
// the analysts' needs collected for this program, feature by feature. Corners
// are in UTC and were worked out by hand; two of them are a moment.
var specified = []struct {
	edtf      string
	level     int
	kind      Kind
	precision Precision
	qualifier Qualifier
	corners   string
}{
	// Level 0: date
	{"1985-04-12", 0, Moment, ToDay, 0, "1985-04-12 1985-04-13"},
	{"1985-04", 0, Moment, ToMonth, 0, "1985-04-01 1985-05-01"},
	{"1985", 0, Moment, ToYear, 0, "1985-01-01 1986-01-01"},
	{"2014-06-15", 0, Moment, ToDay, 0, "2014-06-15 2014-06-16"},
	{"2012-02-29", 0, Moment, ToDay, 0, "2012-02-29 2012-03-01"},
	{"2000-02-29", 0, Moment, ToDay, 0, "2000-02-29 2000-03-01"},
	{"2014-12-31", 0, Moment, ToDay, 0, "2014-12-31 2015-01-01"},
	{"2014-12", 0, Moment, ToMonth, 0, "2014-12-01 2015-01-01"},
	{"0000", 0, Moment, ToYear, 0, "0000-01-01 0001-01-01"},
	{"0033-04-03", 0, Moment, ToDay, 0, "0033-04-03 0033-04-04"},
	// Level 0: date and time
	{"1985-04-12T23:20:30", 0, Moment, ToSecond, 0, "1985-04-12T23:20:30 1985-04-12T23:20:30"},
	{"1985-04-12T23:20:30Z", 0, Moment, ToSecond, 0, "1985-04-12T23:20:30 1985-04-12T23:20:30"},
	{"1985-04-12T23:20:30-04", 0, Moment, ToSecond, 0, "1985-04-13T03:20:30 1985-04-13T03:20:30"},
	{"1985-04-12T23:20:30+04:30", 0, Moment, ToSecond, 0, "1985-04-12T18:50:30 1985-04-12T18:50:30"},
	{"2014-06-15T18:30:00+04:30", 0, Moment, ToSecond, 0, "2014-06-15T14:00:00 2014-06-15T14:00:00"},
	// Level 0: interval
	{"1964/2008", 0, Extent, ToYear, 0, "1964-01-01 1965-01-01 2008-01-01 2009-01-01"},
	{"2004-06/2006-08", 0, Extent, ToMonth, 0, "2004-06-01 2004-07-01 2006-08-01 2006-09-01"},
	{"2004-02-01/2005-02-08", 0, Extent, ToDay, 0, "2004-02-01 2004-02-02 2005-02-08 2005-02-09"},
	{"2004-02-01/2005-02", 0, Extent, ToDay, 0, "2004-02-01 2004-02-02 2005-02-01 2005-03-01"},
	{"2004-02-01/2005", 0, Extent, ToDay, 0, "2004-02-01 2004-02-02 2005-01-01 2006-01-01"},
	{"2005/2006-02", 0, Extent, ToMonth, 0, "2005-01-01 2006-01-01 2006-02-01 2006-03-01"},
	{"2014-06-11/2014-06-20", 0, Extent, ToDay, 0, "2014-06-11 2014-06-12 2014-06-20 2014-06-21"},
	// an end that contains the start cannot end before it
	{"2004-02-01/2004", 0, Extent, ToDay, 0, "2004-02-01 2004-02-02 2004-02-01 2005-01-01"},
	{"2004/2004-02-01", 0, Extent, ToDay, 0, "2004-01-01 2004-02-02 2004-02-01 2004-02-02"},
	// Level 1: seasons
	{"2001-21", 1, Moment, ToSeason, 0, "2001-03-01 2001-06-01"},
	{"2014-22", 1, Moment, ToSeason, 0, "2014-06-01 2014-09-01"},
	{"2000-23", 1, Moment, ToSeason, 0, "2000-09-01 2000-12-01"},
	{"2010-24", 1, Moment, ToSeason, 0, "2010-12-01 2011-03-01"},
	// Level 1: qualification of a date
	{"1984?", 1, Moment, ToYear, Uncertain, "1984-01-01 1985-01-01"},
	{"1984~", 1, Moment, ToYear, Approximate, "1983-01-01 1986-01-01"},
	{"2004-06~", 1, Moment, ToMonth, Approximate, "2004-05-01 2004-08-01"},
	{"2014-06~", 1, Moment, ToMonth, Approximate, "2014-05-01 2014-08-01"},
	{"2004-06-11%", 1, Moment, ToDay, both, "2004-06-10 2004-06-13"},
	{"2014-06-15?", 1, Moment, ToDay, Uncertain, "2014-06-15 2014-06-16"},
	{"2014-06-15~", 1, Moment, ToDay, Approximate, "2014-06-14 2014-06-17"},
	{"2014-06-15%", 1, Moment, ToDay, both, "2014-06-14 2014-06-17"},
	{"2014-01~", 1, Moment, ToMonth, Approximate, "2013-12-01 2014-03-01"},
	{"2001-21~", 1, Moment, ToSeason, Approximate, "2000-12-01 2001-09-01"},
	// Level 1: unspecified digits from the right
	{"201X", 1, Moment, ToDecade, 0, "2010-01-01 2020-01-01"},
	{"20XX", 1, Moment, ToCentury, 0, "2000-01-01 2100-01-01"},
	{"2004-XX", 1, Moment, ToYear, 0, "2004-01-01 2005-01-01"},
	{"1985-04-XX", 1, Moment, ToMonth, 0, "1985-04-01 1985-05-01"},
	{"1985-XX-XX", 1, Moment, ToYear, 0, "1985-01-01 1986-01-01"},
	{"2014-06-XX", 1, Moment, ToMonth, 0, "2014-06-01 2014-07-01"},
	{"201X~", 1, Moment, ToDecade, Approximate, "2000-01-01 2030-01-01"},
	{"2014-06-XX~", 1, Moment, ToMonth, Approximate, "2014-05-01 2014-08-01"},
	// Level 1: extended interval
	{"1985-04-12/..", 1, Extent, ToDay, 0, "1985-04-12 1985-04-13 future future"},
	{"1985-04/..", 1, Extent, ToMonth, 0, "1985-04-01 1985-05-01 future future"},
	{"1985/..", 1, Extent, ToYear, 0, "1985-01-01 1986-01-01 future future"},
	{"../1985-04-12", 1, Extent, ToDay, 0, "past past 1985-04-12 1985-04-13"},
	{"../1985-04", 1, Extent, ToMonth, 0, "past past 1985-04-01 1985-05-01"},
	{"../1985", 1, Extent, ToYear, 0, "past past 1985-01-01 1986-01-01"},
	{"1985-04-12/", 1, Extent, ToDay, 0, "1985-04-12 1985-04-13 1985-04-12 future"},
	{"1985-04/", 1, Extent, ToMonth, 0, "1985-04-01 1985-05-01 1985-04-01 future"},
	{"1985/", 1, Extent, ToYear, 0, "1985-01-01 1986-01-01 1985-01-01 future"},
	{"/1985-04-12", 1, Extent, ToDay, 0, "past 1985-04-13 1985-04-12 1985-04-13"},
	{"/1985-04", 1, Extent, ToMonth, 0, "past 1985-05-01 1985-04-01 1985-05-01"},
	{"/1985", 1, Extent, ToYear, 0, "past 1986-01-01 1985-01-01 1986-01-01"},
	{"2014-06-10/..", 1, Extent, ToDay, 0, "2014-06-10 2014-06-11 future future"},
	{"2014-06-10/", 1, Extent, ToDay, 0, "2014-06-10 2014-06-11 2014-06-10 future"},
	{"../2014-06-25", 1, Extent, ToDay, 0, "past past 2014-06-25 2014-06-26"},
	{"/2014-06-25", 1, Extent, ToDay, 0, "past 2014-06-26 2014-06-25 2014-06-26"},
	{"../..", 1, Extent, NoPrecision, 0, "past past future future"},
	{"../", 1, Extent, NoPrecision, 0, "past past past future"},
	{"/..", 1, Extent, NoPrecision, 0, "past future future future"},
	{"1984~/2004-06", 1, Extent, ToMonth, Approximate, "1983-01-01 1986-01-01 2004-06-01 2004-07-01"},
	{"1984?/2004%", 1, Extent, ToYear, both, "1984-01-01 1985-01-01 2003-01-01 2006-01-01"},
	// Level 1: negative year
	{"-1985", 1, Moment, ToYear, 0, "-1985-01-01 -1984-01-01"},
	{"-0005", 1, Moment, ToYear, 0, "-0005-01-01 -0004-01-01"},
	{"-0001-12-31", 1, Moment, ToDay, 0, "-0001-12-31 0000-01-01"},
	// Level 2: significant digits
	{"1950S2", 2, Moment, ToCentury, 0, "1900-01-01 2000-01-01"},
	{"1950S3", 2, Moment, ToDecade, 0, "1950-01-01 1960-01-01"},
	{"1950S1", 2, Moment, ToMillennium, 0, "1000-01-01 2000-01-01"},
	{"1950S4", 2, Moment, ToYear, 0, "1950-01-01 1951-01-01"},
	{"-1950S2", 2, Moment, ToCentury, 0, "-1999-01-01 -1899-01-01"},
	// Level 2: parts of a year
	{"2001-25", 2, Moment, ToSeason, 0, "2001-03-01 2001-06-01"},
	{"2001-26", 2, Moment, ToSeason, 0, "2001-06-01 2001-09-01"},
	{"2001-27", 2, Moment, ToSeason, 0, "2001-09-01 2001-12-01"},
	{"2001-28", 2, Moment, ToSeason, 0, "2001-12-01 2002-03-01"},
	{"2001-29", 2, Moment, ToSeason, 0, "2001-09-01 2001-12-01"},
	{"2001-30", 2, Moment, ToSeason, 0, "2001-12-01 2002-03-01"},
	{"2001-31", 2, Moment, ToSeason, 0, "2001-03-01 2001-06-01"},
	{"2001-32", 2, Moment, ToSeason, 0, "2001-06-01 2001-09-01"},
	{"2001-33", 2, Moment, ToQuarter, 0, "2001-01-01 2001-04-01"},
	{"2014-34", 2, Moment, ToQuarter, 0, "2014-04-01 2014-07-01"},
	{"2001-35", 2, Moment, ToQuarter, 0, "2001-07-01 2001-10-01"},
	{"2001-36", 2, Moment, ToQuarter, 0, "2001-10-01 2002-01-01"},
	{"2001-37", 2, Moment, ToHalf, 0, "2001-01-01 2001-05-01"},
	{"2001-38", 2, Moment, ToHalf, 0, "2001-05-01 2001-09-01"},
	{"2001-39", 2, Moment, ToHalf, 0, "2001-09-01 2002-01-01"},
	{"2014-40", 2, Moment, ToHalf, 0, "2014-01-01 2014-07-01"},
	{"2001-41", 2, Moment, ToHalf, 0, "2001-07-01 2002-01-01"},
	{"2001-34~", 2, Moment, ToQuarter, Approximate, "2001-01-01 2001-10-01"},
	{"2001-40~", 2, Moment, ToHalf, Approximate, "2000-07-01 2002-01-01"},
	// Level 2: sets
	{"[1667,1668,1670..1672]", 2, Moment, ToYear, 0, "1667-01-01 1673-01-01"},
	{"[..1760-12-03]", 2, Moment, ToDay, 0, "past 1760-12-04"},
	{"[1760-12..]", 2, Moment, ToMonth, 0, "1760-12-01 future"},
	{"[1760-01,1760-02,1760-12..]", 2, Moment, ToMonth, 0, "1760-01-01 future"},
	{"[1667,1760-12]", 2, Moment, ToMonth, 0, "1667-01-01 1761-01-01"},
	{"[..1984]", 2, Moment, ToYear, 0, "past 1985-01-01"},
	{"[1999,1990]", 2, Moment, ToYear, 0, "1990-01-01 2000-01-01"},
	{"[2014-06-11..2014-06-20]", 2, Moment, ToDay, 0, "2014-06-11 2014-06-21"},
	{"[2014-06-13,2014-06-20]", 2, Moment, ToDay, 0, "2014-06-13 2014-06-21"},
	{"[..2014-06-24]", 2, Moment, ToDay, 0, "past 2014-06-25"},
	{"[2014-06-11~..2014-06-20]", 2, Moment, ToDay, Approximate, "2014-06-10 2014-06-21"},
	{"{1667,1668,1670..1672}", 2, AllOf, ToYear, 0, "1667-01-01 1668-01-01 1672-01-01 1673-01-01"},
	{"{1960,1961-12}", 2, AllOf, ToMonth, 0, "1960-01-01 1961-01-01 1961-12-01 1962-01-01"},
	{"{..1984}", 2, AllOf, ToYear, 0, "past past 1984-01-01 1985-01-01"},
	{"{1984..}", 2, AllOf, ToYear, 0, "1984-01-01 1985-01-01 future future"},
	{"{2014-06-13,2014-06-20}", 2, AllOf, ToDay, 0, "2014-06-13 2014-06-14 2014-06-20 2014-06-21"},
	{"{2014-06-20,2014-06-13}", 2, AllOf, ToDay, 0, "2014-06-13 2014-06-14 2014-06-20 2014-06-21"},
	{"{2014,2014-06-13}", 2, AllOf, ToDay, 0, "2014-01-01 2014-06-14 2014-06-13 2015-01-01"},
	// Level 2: qualification of a group of parts
	{"2004-06~-11", 2, Moment, ToDay, Approximate, "2004-05-11 2004-07-12"},
	{"2004?-06-11", 2, Moment, ToDay, Uncertain, "2004-06-11 2004-06-12"},
	{"2014-06~-15", 2, Moment, ToDay, Approximate, "2014-05-15 2014-07-16"},
	{"2004~-06-11", 2, Moment, ToDay, Approximate, "2003-06-11 2005-06-12"},
	{"2014-03~-31", 2, Moment, ToDay, Approximate, "2014-02-28 2014-05-01"},
	{"2012~-02-29", 2, Moment, ToDay, Approximate, "2011-02-28 2013-03-01"},
	// Level 2: qualification of a part
	{"?2004-06-~11", 2, Moment, ToDay, both, "2004-06-10 2004-06-13"},
	{"2004-%06-11", 2, Moment, ToDay, both, "2004-05-11 2004-07-12"},
	{"2014-06-~15", 2, Moment, ToDay, Approximate, "2014-06-14 2014-06-17"},
	{"~2004-06-~11", 2, Moment, ToDay, Approximate, "2003-06-10 2005-06-13"},
	{"2004-~06-~11", 2, Moment, ToDay, Approximate, "2004-05-10 2004-07-13"},
	// Level 2: unspecified digits anywhere
	{"156X-12-25", 2, Moment, ToDay, 0, "1560-12-25 1569-12-26"},
	{"15XX-12-25", 2, Moment, ToDay, 0, "1500-12-25 1599-12-26"},
	{"1XXX-XX", 2, Moment, ToMillennium, 0, "1000-01-01 2000-01-01"},
	{"1XXX-12", 2, Moment, ToMonth, 0, "1000-12-01 2000-01-01"},
	{"1984-1X", 2, Moment, ToMonth, 0, "1984-10-01 1985-01-01"},
	{"2014-06-1X", 2, Moment, ToDay, 0, "2014-06-10 2014-06-20"},
	{"2014-XX-15", 2, Moment, ToDay, 0, "2014-01-15 2014-12-16"},
	{"2014-XX-31", 2, Moment, ToDay, 0, "2014-01-31 2015-01-01"},
	{"2014-X2-3X", 2, Moment, ToDay, 0, "2014-12-30 2015-01-01"},
	{"156X-02-29", 2, Moment, ToDay, 0, "1560-02-29 1568-03-01"},
	{"19X4", 2, Moment, ToYear, 0, "1904-01-01 1995-01-01"},
	{"1XXX", 2, Moment, ToMillennium, 0, "1000-01-01 2000-01-01"},
	{"-19XX", 1, Moment, ToCentury, 0, "-1999-01-01 -1899-01-01"},
	{"-000X", 1, Moment, ToDecade, 0, "-0009-01-01 0000-01-01"},
	{"2001-X1~", 2, Moment, ToMonth, Approximate, "2000-12-01 2002-01-01"},
	// Level 2: interval
	{"2004-06-~01/2004-06-~20", 2, Extent, ToDay, Approximate, "2004-05-31 2004-06-03 2004-06-19 2004-06-22"},
	{"2014-06-~01/2014-06-~20", 2, Extent, ToDay, Approximate, "2014-05-31 2014-06-03 2014-06-19 2014-06-22"},
	{"2004-06-XX/2004-07-03", 1, Extent, ToDay, 0, "2004-06-01 2004-07-01 2004-07-03 2004-07-04"},
	// our extension: clock times elsewhere, minutes, doubts
	{"2014-09-05T17:30", 0, Moment, ToMinute, 0, "2014-09-05T17:30:00 2014-09-05T17:31:00"},
	{"2014-09-05T23:59", 0, Moment, ToMinute, 0, "2014-09-05T23:59:00 2014-09-06"},
	{"2014-09-05T17:30+04:30", 0, Moment, ToMinute, 0, "2014-09-05T13:00:00 2014-09-05T13:01:00"},
	{"2014-09-05T17:30~", 1, Moment, ToMinute, Approximate, "2014-09-05T17:29:00 2014-09-05T17:32:00"},
	{"2014-09-05T17:30:05Z%", 1, Moment, ToSecond, both, "2014-09-05T17:30:04 2014-09-05T17:30:06"},
	{"[2014-09-05T17:00:00..2014-09-06T00:00:00]", 2, Moment, ToHour, 0, "2014-09-05T17:00:00 2014-09-06"},
	{"[2014-09-05T17:30:00..2014-09-05T18:00:00]", 2, Moment, ToMinute, 0, "2014-09-05T17:30:00 2014-09-05T18:00:00"},
	{"[2014-09-05T17:00..2014-09-05T18:00]", 2, Moment, ToMinute, 0, "2014-09-05T17:00:00 2014-09-05T18:01:00"},
	{
		"2014-09-05T10:00:00/2014-09-05T12:00:01", 0, Extent, ToSecond, 0,
		"2014-09-05T10:00:00 2014-09-05T10:00:00 2014-09-05T12:00:01 2014-09-05T12:00:01",
	},
	{
		"2014-09-05T10:00/..", 1, Extent, ToMinute, 0,
		"2014-09-05T10:00:00 2014-09-05T10:01:00 future future",
	},
}

func TestSpecification(t *testing.T) {
	for _, c := range specified {
		x, err := Parse(c.edtf)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := x.String(); got != c.edtf {
			t.Errorf("%s is printed as %s", c.edtf, got)
		}
		if x.Level() != c.level || x.Kind() != c.kind || x.Precision() != c.precision || x.Qualifier() != c.qualifier {
			t.Errorf("%s has level %d, kind %d, precision %d, qualifier %d; want %d, %d, %d, %d", c.edtf,
				x.Level(), x.Kind(), x.Precision(), x.Qualifier(), c.level, c.kind, c.precision, c.qualifier)
		}
		got, want := x.Corners(nil), corners(t, c.corners, time.UTC)
		if got != want || !got.Valid() {
			t.Errorf("%s has corners %v, want %v (%s)", c.edtf, got, want, c.corners)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		text, reason string
		offset       int
	}{
		{"", "nothing to read", 0},
		{" ", "starts with a year", 0},
		{" 1863-03-29", "starts with a year", 0},
		{"1863- 03-29", "month has two digits", 5},
		{"1863-03-29 ", "was not expected", 10},
		{"18 63-03-29", "four digits", 0},
		{"196", "four digits", 0},
		{"19", "four digits", 0},
		{"20140905", "hyphens", 0},
		{"12014", "starts with Y", 0},
		{"+2014", "starts with a year", 0},
		{"-0000", "no sign", 1},
		{"2014-00", "no month 00", 5},
		{"2014-13", "no month 13", 5},
		{"2014-20", "no month 20", 5},
		{"2014-42", "no month 42", 5},
		{"2014-2X", "no month 2X", 5},
		{"2014-6", "two digits", 5},
		{"2014-06-00", "no day 00", 8},
		{"2014-06-32", "no day 32", 8},
		{"2014-06-4X", "no day 4X", 8},
		{"1960-06-31", "June 1960 has no day 31", 0},
		{"2014-02-29", "February 2014 has no day 29", 0},
		{"1900-02-29", "February 1900 has no day 29", 0},
		{"19X1-02-29", "February of a year between 1901 and 1991 has no day 29", 0},
		{"2014-X4-31", "that month has no day 31", 0},
		{"2014-02-3X", "February 2014 has no day 3X", 0},
		{"2014-21-01", "nothing can follow", 7},
		{"2014-", "two digits", 5},
		{"2014-06-", "two digits", 8},
		{"2014-06-15-01", "was not expected", 10},
		{"2014-06-15?~", "written “%”", 11},
		{"2014??", "written “%”", 5},
		{"2014u", "was not expected", 4},
		{"201u", "four digits", 0},
		{"Y1985", "more than four digits", 1},
		{"Y-9999", "more than four digits", 2},
		{"Y", "after Y", 1},
		{"Y012345", "does not start with 0", 1},
		{"Y1E3", "more than four digits", 1},
		{"Y17E", "after E", 4},
		{"Y17E0", "after E", 5},
		{"Y17E7-12-26", "nothing can follow", 5},
		{"Y12345X", "was not expected", 6},
		{"y17e7", "starts with a year", 0},
		{"1950S", "after S", 4},
		{"1950S0", "after S", 4},
		{"1950S5", "fewer than 5 digits", 4},
		{"195XS2", "a year with X has no S", 4},
		{"1950S2-12", "nothing can follow", 6},
		{"1950E2", "was not expected", 4},
		{"2012-10-10T", "hour has two digits", 11},
		{"2012-10-10T10", "has minutes", 13},
		{"2012-10-10T10:10:1", "second has two digits", 17},
		{"2012-10-10T1:10:10", "hour has two digits", 11},
		{"2012-10-10T10:1:10", "minute has two digits", 14},
		{"2012-10-10t10:10:10", "was not expected", 10},
		{"2012-10-10T10:10:10Z10", "was not expected", 20},
		{"2012-10-10T24:00:00", "next day", 11},
		{"2012-10-10T25:00:00", "at most 23", 11},
		{"2012-10-10T10:60:00", "at most 59", 14},
		{"2012-10-10T10:10:60", "at most 59", 17},
		{"2012-10-10T10:10:10+19", "at most 18", 20},
		{"2012-10-10T10:10:10+18:01", "at most 18:00", 20},
		{"2012-10-10T10:10:10-00:00", "zero has a plus", 20},
		{"2012-10-10T10:10:10+04:3", "two digits", 23},
		{"2012-10-10T10:10:10.5", "was not expected", 19},
		{"2012-10T10:10:10", "complete date", 7},
		{"2012-10-1XT10:10:10", "complete date", 10},
		{"2012-10-~10T10:10:10", "complete date", 11},
		{"2012-W05", "two digits", 5},
		{"/", "a start or an end", 0},
		{"2012/2011", "ends before it begins", 0},
		{"2014-06-20/2014-06-11", "ends before it begins", 0},
		{"2014-06-20/2014-05", "ends before it begins", 0},
		{"-1000/-2000", "ends before it begins", 0},
		{"0800/-0999", "ends before it begins", 0},
		{"Y-61000/-2000/1", "was not expected", 13},
		{"2012/2013/2014", "was not expected", 9},
		{"2012///4444", "starts with a year", 5},
		{"2000/12-12", "four digits", 5},
		{"unknown/2000", "starts with a year", 0},
		{"2000/open", "starts with a year", 5},
		{"2004-01-01/P1Y", "starts with a year", 11},
		{"2014-09-05T12:00:00/2014-09-05T11:59:59", "ends before it begins", 0},
		{"2014-09-05T12:00:00+02/2014-09-05T12:00:00+03", "ends before it begins", 0},
		{"[2014", "closed by “]”", 5},
		{"[2014}", "closed by “]”", 5},
		{"{2014]", "closed by “}”", 5},
		{"[]", "starts with a year", 1},
		{"[..]", "starts with a year", 3},
		{"[2014,]", "starts with a year", 6},
		{"[2014,..2015]", "only the first", 6},
		{"[2014..,2015]", "only the last", 7},
		{"[2014 ,2015]", "closed by", 5},
		{"[2015..2014]", "ends before it begins", 1},
		{"[2013,2015..2014]", "ends before it begins", 6},
		{"[2014]~", "was not expected", 6},
		{"[[2014]]", "starts with a year", 1},
		{"[2014/2015]", "closed by", 5},
		{"2014..2015", "was not expected", 4},
		{"..", "starts with a year", 0},
		{"mid June", "starts with a year", 0},
		{"\x00\xff", "starts with a year", 0},
		{strings.Repeat("9", maxInput+1), "longer than 1000 bytes", maxInput},
		{strings.Repeat("[", maxInput), "starts with a year", 1},
	} {
		x, err := Parse(c.text)
		var refused *SyntaxError
		if !errors.As(err, &refused) {
			t.Errorf("%q was read as %v", c.text, x)
			continue
		}
		if refused.Input != c.text || refused.Offset != c.offset || !strings.Contains(refused.Reason, c.reason) {
			t.Errorf("%q is refused at %d with %q, want %d and %q", c.text, refused.Offset, refused.Reason, c.offset, c.reason)
		}
		if !reflect.DeepEqual(x, Expr{}) {
			t.Errorf("%q is refused, but something came back", c.text)
		}
	}
}

func TestErrorIsOneSentence(t *testing.T) {
	_, err := Parse(strings.Repeat("é\n", 200))
	want := "“" + strings.Repeat("é�", shownLength/2) + "…” cannot be read as a date: "
	if !strings.HasPrefix(err.Error(), want) || !strings.HasSuffix(err.Error(), ".") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %q", err)
	}
}

// Other spellings of the same doubts are printed in the canonical one.
func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"~2004-06-11":           "2004~-06-11",
		"?2004-?06-?11":         "2004-06-11?",
		"2004?-06?-11?":         "2004-06-11?",
		"~2004?-06-11":          "2004%-06-11",
		"2004~-06?-11":          "%2004-?06-11",
		"2004?-06-~11":          "?2004-06-~11",
		"2004~-06-11?":          "%2004-?06-?11",
		"2004-~06-11?":          "?2004-%06-?11",
		"~2004-06/2005-06":      "2004~-06/2005-06",
		"2012-10-10T10:10+00":   "2012-10-10T10:10+00",
		"2012-10-10T10:10Z~":    "2012-10-10T10:10Z~",
		"{2004-~06,2003?..?05X": "",
	} {
		x, err := Parse(in)
		if (err != nil) != (want == "") {
			t.Errorf("%s: %v", in, err)
		}
		if got := x.String(); got != want {
			t.Errorf("%s is printed as %s, want %s", in, got, want)
		}
		if again, err := Parse(x.String()); err == nil && !reflect.DeepEqual(again, x) {
			t.Errorf("%s is not read again as it was", x)
		}
	}
}

func TestExtended(t *testing.T) {
	for in, want := range map[string]bool{
		"2014-09-05T17:30:00Z":            false,
		"2014-09-05":                      false,
		"2014-09-05T17:30":                true,
		"2014-09-05T17:30:00~":            true,
		"2014-09-05T17:30:00/..":          true,
		"[2014-09-05,2014-09-06T00:00Z]":  true,
		"[2014-09-05..2014-09-06,2015S2]": false,
	} {
		if got := parsed(t, in).Extended(); got != want {
			t.Errorf("%s: extended is %v", in, got)
		}
	}
}

func TestZeroExpr(t *testing.T) {
	var x Expr
	if x.String() != "" || x.Label() != "" || x.Level() != 0 || x.Precision() != NoPrecision || !x.Corners(nil).Valid() {
		t.Error("the zero expression is not empty")
	}
}
