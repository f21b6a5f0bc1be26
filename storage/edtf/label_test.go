package edtf

import "testing"

func TestLabel(t *testing.T) {
	for _, c := range []struct{ edtf, label, short string }{
		{"2014-09-05", "5 September 2014", "5 Sep 2014"},
		{"2014-06", "June 2014", "Jun 2014"},
		{"2014", "2014", "2014"},
		{"2014-09-05?", "5 September 2014?", "5 Sep 2014?"},
		{"2014-06~", "c. June 2014", "c. Jun 2014"},
		{"2014-06-15%", "c. 15 June 2014?", "c. 15 Jun 2014?"},
		{"2014-06-~15", "c. 15 June 2014", "c. 15 Jun 2014"},
		// clocks
		{"2014-09-05T17:30", "5 September 2014, 17:30", "5 Sep 2014 17:30"},
		{"2014-09-05T17:30:00", "5 September 2014, 17:30:00", "5 Sep 2014 17:30:00"},
		{"2014-09-05T17:30+04:30", "5 September 2014, 17:30 +04:30", "5 Sep 2014 17:30 +04:30"},
		{"2014-09-05T17:30:05Z~", "c. 5 September 2014, 17:30:05 UTC", "c. 5 Sep 2014 17:30:05 UTC"},
		{"[2014-09-05T17:00:00..2014-09-06T00:00:00]", "5 September 2014, 17:00–24:00", "5 Sep 2014 17:00–24:00"},
		{"[2014-09-05T12:00:00..2014-09-05T17:00:30]", "5 September 2014, 12:00–17:00:30", "5 Sep 2014 12:00–17:00:30"},
		{"[2014-09-05T12:00:00+04..2014-09-05T17:00:00+04]", "5 September 2014, 12:00–17:00 +04:00", "5 Sep 2014 12:00–17:00 +04:00"},
		{"2014-09-05T12:00:00/2014-09-05T17:00:00", "5 September 2014, from 12:00 to 17:00", "5 Sep 2014 from 12:00 to 17:00"},
		{
			"[2014-09-05T20:00:00..2014-09-06T06:00:00]",
			"between 5 September 2014, 20:00 and 6 September 2014, 06:00", "in 5 Sep 2014 20:00–6 Sep 2014 06:00",
		},
		{"[..2014-09-05T17:00:00]", "before 5 September 2014, 17:00", "before 5 Sep 2014 17:00"},
		{"[..2014-09-05T17:00]", "by 5 September 2014, 17:00", "by 5 Sep 2014 17:00"},
		{"[2014-09-05T17:00:00..]", "after 5 September 2014, 17:00", "after 5 Sep 2014 17:00"},
		{"[2014-09-05T17:00..]", "from 5 September 2014, 17:00 on", "from 5 Sep 2014 17:00 on"},
		// extents
		{"2014-06-11/2014-06-20", "11–20 June 2014", "11–20 Jun 2014"},
		{"2014-06-28/2014-07-03", "28 June – 3 July 2014", "28 Jun – 3 Jul 2014"},
		{"2013-12-28/2014-01-03", "28 December 2013 – 3 January 2014", "28 Dec 2013 – 3 Jan 2014"},
		{"2014-06/2014-08", "June–August 2014", "Jun–Aug 2014"},
		{"2014-06/2015-03", "June 2014 – March 2015", "Jun 2014 – Mar 2015"},
		{"1964/2008", "1964–2008", "1964–2008"},
		{"2005/2006-02", "2005 – February 2006", "2005 – Feb 2006"},
		{"2014-06-11/2014-06-11", "11 June 2014", "11 Jun 2014"},
		{"2014-06-~01/2014-06-~20", "c. 1 June 2014 – c. 20 June 2014", "c. 1 Jun 2014 – c. 20 Jun 2014"},
		{"../2014-09-05", "until 5 September 2014", "until 5 Sep 2014"},
		{"/2014-09-05", "until 5 September 2014, start unknown", "until 5 Sep 2014, start unknown"},
		{"2014-06-10/..", "since 10 June 2014", "since 10 Jun 2014"},
		{"2014-06-10/", "from 10 June 2014, end unknown", "from 10 Jun 2014, end unknown"},
		{"../..", "always", "always"},
		{"../", "always, end unknown", "always, end unknown"},
		{"/..", "ever since an unknown start", "ever since an unknown start"},
		// one of
		{"[2014-06-11..2014-06-20]", "between 11 and 20 June 2014", "in 11–20 Jun 2014"},
		{"[2014-06-28..2014-07-03]", "between 28 June and 3 July 2014", "in 28 Jun–3 Jul 2014"},
		{"[1990..1995]", "between 1990 and 1995", "in 1990–1995"},
		{"[2014..2014]", "2014", "2014"},
		{"[2014-06]", "June 2014", "Jun 2014"},
		{"[..2014-09-04]", "before 5 September 2014", "before 5 Sep 2014"},
		{"[..2014-12]", "before January 2015", "before Jan 2015"},
		{"[..1983]", "before 1984", "before 1984"},
		{"[..1983~]", "by c. 1983", "by c. 1983"},
		{"[..9999]", "by 9999", "by 9999"},
		{"[..201X]", "by 2010s", "by 2010s"},
		{"[2014-06-11..]", "after 10 June 2014", "after 10 Jun 2014"},
		{"[2014-06-11?..]", "from 11 June 2014? on", "from 11 Jun 2014? on"},
		{"[1667,1668,1670..1672]", "1667, 1668 or 1670–1672", "1667, 1668 or 1670–1672"},
		{"[..1760-01,1760-02,1760-12..]", "up to January 1760, February 1760 or from December 1760 on", "up to Jan 1760, Feb 1760 or from Dec 1760 on"},
		{"[1,2]", "", ""},
		{"[2001,2002,2003,2004,2005,2006,2007,2008]", "2001, 2002, 2003, 2004, 2005, 2006 or 2 more", "2001, 2002, 2003, 2004, 2005, 2006 or 2 more"},
		// all of
		{"{2014-06-13,2014-06-20}", "13 June 2014 and 20 June 2014", "13 Jun 2014 and 20 Jun 2014"},
		{"{..1984}", "up to 1984", "up to 1984"},
		{"{1984..}", "from 1984 on", "from 1984 on"},
		// parts of years
		{"2014-21", "spring 2014", "spring 2014"},
		{"2014-24~", "c. winter 2014", "c. winter 2014"},
		{"2014-32", "southern winter 2014", "S winter 2014"},
		{"2014-34", "second quarter of 2014", "Q2 2014"},
		{"2014-39", "last third of 2014", "3rd third 2014"},
		{"2014-40", "first half of 2014", "H1 2014"},
		{"201X-40", "first half in the 2010s", "H1 in the 2010s"},
		{"XXXX-21", "spring of an unknown year", "spring of an unknown year"},
		// unspecified digits
		{"201X", "2010s", "2010s"},
		{"19XX", "20th century", "20th century"},
		{"00XX", "1st century", "1st century"},
		{"1XXX", "between 1000 and 1999", "in 1000–1999"},
		{"000X", "between 1 BC and AD 9", "in 1 BC–AD 9"},
		{"XXXX", "unknown year", "unknown year"},
		{"2014-XX", "2014", "2014"},
		{"2014-XX-XX", "2014", "2014"},
		{"2014-06-XX", "June 2014", "Jun 2014"},
		{"2014-06-1X", "between 10 and 19 June 2014", "in 10–19 Jun 2014"},
		{"2014-06-3X", "30 June 2014", "30 Jun 2014"},
		{"2014-02-2X", "between 20 and 28 February 2014", "in 20–28 Feb 2014"},
		{"201X-02-2X", "between 20 and 29 February in the 2010s", "in 20–29 Feb in the 2010s"},
		{"2014-06-X5", "5, 15 or 25 June 2014", "5, 15 or 25 Jun 2014"},
		{"2014-07-3X", "30 or 31 July 2014", "30 or 31 Jul 2014"},
		{"1984-1X", "between October and December 1984", "in Oct–Dec 1984"},
		{"198X-X1-XX", "January or November in the 1980s", "Jan or Nov in the 1980s"},
		{"2014-XX-15", "the 15th of a month in 2014", "the 15th of a month in 2014"},
		{"2014-XX-01", "the 1st of a month in 2014", "the 1st of a month in 2014"},
		{"2014-1X-15", "between 15 October 2014 and 15 December 2014", "in 15 Oct 2014–15 Dec 2014"},
		{"156X-12-25", "25 December in the 1560s", "25 Dec in the 1560s"},
		{"1XXX-12", "December of a year between 1000 and 1999", "Dec of a year in 1000–1999"},
		{"XXXX-12-XX", "December of an unknown year", "Dec of an unknown year"},
		// years
		{"0033", "AD 33", "AD 33"},
		{"0000", "1 BC", "1 BC"},
		{"-0005", "6 BC", "6 BC"},
		{"-0005/0005", "6 BC – AD 5", "6 BC – AD 5"},
		{"1950S2", "about 1950 (1900–1999)", "about 1950 (1900–1999)"},
		{"1950S4", "1950", "1950"},
		{"Y-170000002", "year −170000002", "year −170000002"},
		{"Y171010000S3", "year 171010000 (to 3 digits)", "year 171010000 (to 3 digits)"},
		{"Y-17E7", "year −17E7", "year −17E7"},
	} {
		if c.label == "" {
			if _, err := Parse(c.edtf); err == nil {
				t.Errorf("%s was read", c.edtf)
			}
			continue
		}
		x := parsed(t, c.edtf)
		if got := x.Label(); got != c.label {
			t.Errorf("%s is labelled %q, want %q", c.edtf, got, c.label)
		}
		if got := x.Short(); got != c.short {
			t.Errorf("%s is %q for short, want %q", c.edtf, got, c.short)
		}
		d := Date{EDTF: c.edtf}
		if d.Label() != c.label || d.Short() != c.short {
			t.Errorf("the date %s is labelled %q, %q", c.edtf, d.Label(), d.Short())
		}
	}
}

// A record with no date has no label; one that cannot be read shows its wording.
func TestDateLabelWithoutEDTF(t *testing.T) {
	if got := (Date{Wording: "mid June"}).Label(); got != "" {
		t.Errorf("no date is labelled %q", got)
	}
	if got := (Date{Wording: "mid June", EDTF: "broken"}).Label(); got != "mid June" {
		t.Errorf("a broken date is labelled %q", got)
	}
}

func TestOrdinal(t *testing.T) {
	for n, want := range map[int]string{
		1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 10: "10th", 11: "11th", 12: "12th", 13: "13th",
		21: "21st", 22: "22nd", 31: "31st", 100: "100th", 101: "101st", 111: "111th",
	} {
		if got := ordinal(n); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
}
