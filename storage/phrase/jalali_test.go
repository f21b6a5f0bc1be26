package phrase

import (
	"fmt"
	"slices"
	"testing"
)

// nowruz are first days of Jalali years (1 Farvardin), as almanacs give them.
var nowruz = map[int]string{
	1300: "1921-03-21", 1320: "1941-03-21", 1332: "1953-03-21",
	1337: "1958-03-21", 1342: "1963-03-21", 1350: "1971-03-21", 1354: "1975-03-21", 1355: "1976-03-21",
	1357: "1978-03-21", 1358: "1979-03-21", 1359: "1980-03-21", 1360: "1981-03-21", 1367: "1988-03-21",
	1370: "1991-03-21", 1371: "1992-03-21", 1375: "1996-03-20", 1376: "1997-03-21", 1378: "1999-03-21",
	1379: "2000-03-20", 1380: "2001-03-21", 1383: "2004-03-20", 1384: "2005-03-21", 1387: "2008-03-20",
	1388: "2009-03-21", 1389: "2010-03-21", 1390: "2011-03-21", 1391: "2012-03-20", 1392: "2013-03-21",
	1393: "2014-03-21", 1394: "2015-03-21", 1395: "2016-03-20", 1396: "2017-03-21", 1397: "2018-03-21",
	1398: "2019-03-21", 1399: "2020-03-20", 1400: "2021-03-21", 1401: "2022-03-21", 1402: "2023-03-21",
	1403: "2024-03-20", 1404: "2025-03-21", 1405: "2026-03-21", 1406: "2027-03-21", 1407: "2028-03-20",
}

// days of events that are known in both calendars.
var events = map[string]string{
	"22 Bahman 1357":    "1979-02-11",
	"12 Farvardin 1358": "1979-04-01",
	"14 Khordad 1368":   "1989-06-04",
	"31 Shahrivar 1359": "1980-09-22",
	"13 Aban 1358":      "1979-11-04",
	"2 Khordad 1376":    "1997-05-23",
	"22 Khordad 1388":   "2009-06-12",
	"24 Khordad 1392":   "2013-06-14",
	"14 Shahrivar 1393": "2014-09-05",
	"26 Khordad 1393":   "2014-06-16",
	"23 Tir 1394":       "2015-07-14",
	"13 Dey 1398":       "2020-01-03",
	"30 Esfand 1391":    "2013-03-20",
	"30 Esfand 1395":    "2017-03-20",
	"29 Esfand 1393":    "2015-03-20",
	"28 Mordad 1332":    "1953-08-19",
	"1 Mehr 1393":       "2014-09-23",
	"30 Mehr 1393":      "2014-10-22",
	"1 Dey 1393":        "2014-12-22",
}

func TestJalali(t *testing.T) {
	for year, day := range nowruz {
		r, err := Read(fmt.Sprintf("1 Farvardin %d", year), Context{})
		if err != nil || r.Readings[0].Date.EDTF != day {
			t.Errorf("1 Farvardin %d is %+v, %v, want %s", year, r, err, day)
		}
	}
	for jalali, day := range events {
		r, err := Read(jalali, Context{})
		if err != nil || r.Readings[0].Date.EDTF != day {
			t.Errorf("%s is %+v, %v, want %s", jalali, r, err, day)
		}
	}
}

// leapYears are those of the Jalali calendar from 1300 to 1410, as almanacs list
// them: every fourth, now and then the fifth.
var leapYears = []int{
	1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337, 1342, 1346, 1350, 1354, 1358, 1362, 1366, 1370,
	1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408,
}

// TestJalaliLeap: 30 Esfand exists in leap years alone.
func TestJalaliLeap(t *testing.T) {
	for year := 1300; year <= 1410; year++ {
		leap := slices.Contains(leapYears, year)
		if _, err := Read(fmt.Sprintf("30 Esfand %d", year), Context{}); (err == nil) != leap {
			t.Errorf("30 Esfand %d: %v, leap is %v", year, err, leap)
		}
	}
}

// TestJalaliDays: the days of 150 years follow one another without a gap.
func TestJalaliDays(t *testing.T) {
	want := dayOf(1901, 3, 21)
	for year := 1280; year < 1430; year++ {
		for month := 1; month <= 12; month++ {
			s, ok := jalaliMonth(year, month)
			if !ok || !s.from.Equal(want) {
				t.Fatalf("%d-%02d begins on %s, want %s", year, month, say(s.from), say(want))
			}
			if y, m, ok := toJalali(s.lastDay()); !ok || y != year || m != month {
				t.Fatalf("%s is in %d-%02d, want %d-%02d", say(s.lastDay()), y, m, year, month)
			}
			want = s.to
		}
	}
}
