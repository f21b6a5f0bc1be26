package phrase

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"saywhen/storage/edtf"
)

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// publishedOn is a context whose document is of a day.
func publishedOn(t *testing.T, day time.Time) Context {
	t.Helper()
	c := Context{Zone: tehran, Location: zone(t, tehran), WeekStart: time.Monday}
	d, err := edtf.ResolveIn(day.Format(time.DateOnly), tehran, c.Location)
	if err != nil {
		t.Fatal(err)
	}
	c.Published = d
	return c
}

// walk goes from a day in steps of one until ok.
func walk(day time.Time, step int, ok func(time.Time) bool) time.Time {
	for !ok(day) {
		day = day.AddDate(0, 0, step)
	}
	return day
}

// TestWeekdays: against walking day by day.
func TestWeekdays(t *testing.T) {
	r := random(1)
	for range 400 {
		day := dayOf(1950+r.IntN(120), 1, 1+r.IntN(365))
		weekday := time.Weekday(r.IntN(7))
		is := func(d time.Time) bool { return d.Weekday() == weekday }
		c := publishedOn(t, day)
		for words, want := range map[string]time.Time{
			"%s":      walk(day, -1, is),
			"last %s": walk(day.AddDate(0, 0, -1), -1, is),
			"next %s": walk(day.AddDate(0, 0, 1), 1, is),
		} {
			typed := fmt.Sprintf(words, weekday)
			got, err := Read(typed, c)
			if err != nil || got.Readings[0].Date.EDTF != want.Format(time.DateOnly) {
				t.Fatalf("%q on %s is %+v, %v, want %s", typed, say(day), got, err, say(want))
			}
			if weekday == day.Weekday() && words == "%s" && (len(got.Readings) != 2 || got.Readings[1].Date.EDTF != day.AddDate(0, 0, -7).Format(time.DateOnly)) {
				t.Fatalf("%q on %s is %+v", typed, say(day), got)
			}
		}
	}
}

// TestThirds: early, mid and late of all months of leap and common years share
// out their days, and a day is where counting days puts it.
func TestThirds(t *testing.T) {
	for _, year := range []int{1900, 2000, 2013, 2016} {
		for m := time.January; m <= time.December; m++ {
			for day := dayOf(year, int(m), 1); day.Month() == m; day = day.AddDate(0, 0, 1) {
				want := "late"
				if day.Day() <= 10 {
					want = "early"
				} else if day.Day() <= 20 {
					want = "mid"
				}
				noon := time.Date(year, m, day.Day(), 12, 0, 0, 0, time.UTC).Unix()
				for _, portion := range []string{"early", "mid", "late"} {
					r, err := Read(fmt.Sprintf("%s %s %d", portion, m, year), Context{Zone: ""})
					if err != nil {
						t.Fatal(err)
					}
					c := r.Readings[0].Date.Corners
					if in := c.EarliestStart <= noon && noon < c.LatestEnd; in != (portion == want) {
						t.Fatalf("%s is in %s %s: %v", say(day), portion, m, in)
					}
				}
			}
		}
	}
}

// TestMonths: a day without a year is the last such one, by walking back.
func TestMonths(t *testing.T) {
	r := random(2)
	for range 200 {
		day := dayOf(1950+r.IntN(120), 1, 1+r.IntN(365))
		wanted := dayOf(2000, 1, 1+r.IntN(366))
		want := walk(day, -1, func(d time.Time) bool { return d.Month() == wanted.Month() && d.Day() == wanted.Day() })
		got, err := Read(wanted.Format("2 January"), publishedOn(t, day))
		if err != nil || got.Readings[0].Date.EDTF != want.Format(time.DateOnly) {
			t.Fatalf("%s on %s is %+v, %v, want %s", wanted.Format("2 January"), say(day), got, err, say(want))
		}
	}
}

// TestWeeks: a week of ISO 8601 is the one that package time says.
func TestWeeks(t *testing.T) {
	for day := dayOf(2008, 12, 20); day.Year() < 2017; day = day.AddDate(0, 0, 3) {
		year, week := day.ISOWeek()
		r, err := Read(fmt.Sprintf("week %d of %d", week, year), Context{})
		if err != nil {
			t.Fatal(err)
		}
		c := r.Readings[0].Date.Corners
		if c.EarliestStart > day.Unix() || c.LatestEnd <= day.Unix() || c.LatestEnd-c.EarliestStart != 7*24*60*60 {
			t.Fatalf("week %d of %d is %s, and %s is not in it", week, year, r.Readings[0].Date.EDTF, say(day))
		}
	}
}

// reference is the part of the reference coding that concerns dates.
type reference struct {
	Statements []struct {
		ID   string
		Date struct {
			Wording, EDTF, Zone string
			ES                  *int64 `json:"earliest_start"`
			LS                  *int64 `json:"latest_start"`
			EE                  *int64 `json:"earliest_end"`
			LE                  *int64 `json:"latest_end"`
		}
	}
}

func orOpen(at *int64, open int64) int64 {
	if at == nil {
		return open
	}
	return *at
}

// TestReference: the wordings of the reference coding give its corners. "In the
// past" ends on the day before the document's, as its EDTF says, at some moment
// of it; "a few days earlier in June" gives the range that its day lies in.
func TestReference(t *testing.T) {
	data, err := os.ReadFile("../../../shared/seed/coding.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the reference coding is not here")
	}
	var ref reference
	if err != nil || json.Unmarshal(data, &ref) != nil {
		t.Fatal(err)
	}
	before := map[string]string{"s12": "2014-06-16", "s15": "2014-06-07"}
	checked := 0
	for _, s := range ref.Statements {
		d := s.Date
		if d.Wording == "" {
			continue
		}
		checked++
		c := Context{Published: dated(t, "2014-09-06"), Before: dated(t, before[s.ID]), Zone: d.Zone, WeekStart: time.Monday}
		r, err := Read(d.Wording, c)
		if err != nil || r.Ask {
			t.Errorf("%s: %+v, %v", s.ID, r, err)
			continue
		}
		got := r.Readings[0].Date
		want := edtf.Corners{
			EarliestStart: orOpen(d.ES, math.MinInt64), LatestStart: orOpen(d.LS, math.MinInt64),
			EarliestEnd: orOpen(d.EE, math.MaxInt64), LatestEnd: orOpen(d.LE, math.MaxInt64),
		}
		same := got.Corners == want
		switch s.ID {
		case "s6":
			same = got.EDTF == d.EDTF && got.Corners.LatestEnd == want.LatestEnd && got.Corners.EarliestStart == edtf.OpenPast
		case "s12":
			same = got.EDTF == "[2014-06-09..2014-06-14]"
		}
		if !same {
			t.Errorf("%s, %q, is %s with %v, want %v", s.ID, d.Wording, got.EDTF, got.Corners, want)
		}
	}
	if checked != 9 {
		t.Errorf("%d wordings were checked", checked)
	}
}
