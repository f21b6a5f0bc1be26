package phrase

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"saywhen/storage/edtf"
)

// things are wordings of one moment that words such as "before" stand before.
var things = []string{
	"Friday", "16 June", "June 16, 2013", "mid June", "early 2013", "2013", "June 2013", "the summer of 2013", "last week",
	"last month", "yesterday", "Friday evening", "5 pm on Friday", "17:30 on 5 September", "Q3 2013", "the 1990s",
	"three weeks ago", "خرداد ۱۳۹۳", "the second week of June", "week 20", "14:00 GMT on Friday", "the weekend of 16 June",
}

func first(t *testing.T, typed string, c Context) edtf.Date {
	t.Helper()
	r, err := Read(typed, c)
	if err != nil {
		t.Fatal(err)
	}
	checkReading(t, typed, r.Readings[0])
	return r.Readings[0].Date
}

// TestRelations: where what joins a date to the words before it begins and ends,
// as the corners of the date alone tell.
func TestRelations(t *testing.T) {
	c := september(t)
	for _, thing := range things {
		x := first(t, thing, c).Corners
		lo, hi := x.EarliestStart, x.LatestEnd
		for words, want := range map[string]edtf.Corners{
			"before %s":       {EarliestStart: edtf.OpenPast, LatestStart: lo, EarliestEnd: edtf.OpenPast, LatestEnd: lo},
			"prior to %s":     {EarliestStart: edtf.OpenPast, LatestStart: lo, EarliestEnd: edtf.OpenPast, LatestEnd: lo},
			"<%s":             {EarliestStart: edtf.OpenPast, LatestStart: lo, EarliestEnd: edtf.OpenPast, LatestEnd: lo},
			"by %s":           {EarliestStart: edtf.OpenPast, LatestStart: hi, EarliestEnd: edtf.OpenPast, LatestEnd: hi},
			"on or before %s": {EarliestStart: edtf.OpenPast, LatestStart: hi, EarliestEnd: edtf.OpenPast, LatestEnd: hi},
			"after %s":        {EarliestStart: hi, LatestStart: edtf.OpenFuture, EarliestEnd: hi, LatestEnd: edtf.OpenFuture},
			">%s":             {EarliestStart: hi, LatestStart: edtf.OpenFuture, EarliestEnd: hi, LatestEnd: edtf.OpenFuture},
			"on or after %s":  {EarliestStart: lo, LatestStart: edtf.OpenFuture, EarliestEnd: lo, LatestEnd: edtf.OpenFuture},
		} {
			typed := fmt.Sprintf(words, thing)
			if got := first(t, typed, c); got.Corners != want {
				t.Errorf("%q is %s, %v, want %v", typed, got.EDTF, got.Corners, want)
			}
		}
	}
}

// TestExtents: "since" begins no earlier than the date and is open, "until" is
// open and ends no later.
func TestExtents(t *testing.T) {
	c := september(t)
	for _, thing := range things {
		x := first(t, thing, c).Corners
		since, until := first(t, "since "+thing, c), first(t, "until "+thing, c)
		if since.Kind != edtf.Extent || since.Corners.EarliestStart != x.EarliestStart || since.Corners.LatestEnd != edtf.OpenFuture ||
			since.Corners.LatestStart > x.LatestEnd {
			t.Errorf("since %s is %s, %v; alone it is %v", thing, since.EDTF, since.Corners, x)
		}
		if until.Kind != edtf.Extent || until.Corners.LatestEnd != x.LatestEnd || until.Corners.EarliestStart != edtf.OpenPast ||
			until.Corners.EarliestEnd < x.EarliestStart {
			t.Errorf("until %s is %s, %v; alone it is %v", thing, until.EDTF, until.Corners, x)
		}
	}
}

// TestDoubts: "?" marks and does not widen; "about" holds the date and more.
func TestDoubts(t *testing.T) {
	c := september(t)
	for _, thing := range things {
		x := first(t, thing, c)
		if d := first(t, "perhaps "+thing, c); d.Corners != x.Corners || d.Qualifier != edtf.Uncertain {
			t.Errorf("perhaps %s is %s", thing, d.EDTF)
		}
		for _, words := range []string{"c. ", "about ", "~", "around "} {
			d := first(t, words+thing, c)
			if d.Qualifier != edtf.Approximate || d.Corners.EarliestStart >= x.Corners.EarliestStart || d.Corners.LatestEnd <= x.Corners.LatestEnd {
				t.Errorf("%s%s is %s, %v", words, thing, d.EDTF, d.Corners)
			}
		}
		if d := first(t, "perhaps about "+thing, c); d.Qualifier != edtf.Approximate|edtf.Uncertain {
			t.Errorf("perhaps about %s is %s", thing, d.EDTF)
		}
	}
}

// TestBetween: two dates of one year, in random order, make a range that runs
// from the first to the second, or are refused.
func TestBetween(t *testing.T) {
	r := random(3)
	c := september(t)
	for range 300 {
		a, b := dayOf(2013, 1, 1+r.IntN(365)), dayOf(2013, 1, 1+r.IntN(365))
		x, y := a.Format("2 January 2006"), b.Format("2 January 2006")
		for words, kind := range map[string]edtf.Kind{"between %s and %s": edtf.Moment, "from %s to %s": edtf.Extent, "%s – %s": edtf.Extent} {
			got, err := Read(fmt.Sprintf(words, x, y), c)
			if b.Before(a) {
				if err == nil || !strings.Contains(err.Error(), "before it begins") {
					t.Fatalf(words+" is %+v, %v", x, y, got, err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			d := got.Readings[0].Date
			lo, hi := first(t, x, c).Corners.EarliestStart, first(t, y, c).Corners.LatestEnd
			if d.Kind != kind || d.Corners.EarliestStart != lo || d.Corners.LatestEnd != hi {
				t.Fatalf(words+" is %s", x, y, d.EDTF)
			}
		}
	}
}

// TestCounts: counted days against walking, from either anchor.
func TestCounts(t *testing.T) {
	r := random(4)
	for range 200 {
		day, n := dayOf(1990+r.IntN(40), 1, 1+r.IntN(365)), 1+r.IntN(40)
		c := publishedOn(t, day)
		c.Before = dated(t, day.AddDate(0, -2, 0).Format(time.DateOnly))
		prev := day.AddDate(0, -2, 0)
		for words, want := range map[string]time.Time{
			"%d days ago":      day.AddDate(0, 0, -n),
			"%d days from now": day.AddDate(0, 0, n),
			"%d days later":    prev.AddDate(0, 0, n),
			"%d days earlier":  prev.AddDate(0, 0, -n),
			"%d days before":   prev.AddDate(0, 0, -n),
			"vor %d Tagen":     day.AddDate(0, 0, -n),
			"il y a %d jours":  day.AddDate(0, 0, -n),
			"%d روز پیش":       day.AddDate(0, 0, -n),
		} {
			typed := fmt.Sprintf(words, n)
			if got := first(t, typed, c); got.EDTF != want.Format(time.DateOnly) {
				t.Fatalf("%q on %s after %s is %s, want %s", typed, say(day), say(prev), got.EDTF, say(want))
			}
		}
	}
}

// synonyms are wordings that mean the same in every row.
var synonyms = [][]string{
	{"Friday", "on Friday", "Fri.", "FRIDAY", "vendredi", "Freitag", "am Freitag", "جمعه", "روز جمعه", "يوم الجمعة", "الجمعة"},
	{"Thursday", "Thurs", "jeudi", "Donnerstag", "پنج‌شنبه", "پنجشنبه", "پنج شنبه", "الخميس"},
	{"Friday evening", "the evening of Friday", "on the evening of Friday", "vendredi soir", "Freitagabend", "am Freitagabend", "عصر جمعه", "مساء الجمعة"},
	{"Friday morning", "vendredi matin", "Freitagmorgen", "صبح جمعه", "صباح الجمعة"},
	{"16 June", "June 16", "June 16th", "on June 16", "the 16th of June", "16. Juni", "le 16 juin", "16 juin", "١٦ يونيو", "16 حزيران", "۱۶ ژوئن"},
	{"mid June", "mid-June", "in mid-June", "in the middle of June", "Mitte Juni", "à la mi-juin", "منتصف يونيو", "اواسط ژوئن"},
	{"5 September 2014", "5 Sep 2014", "September 5, 2014", "Sept. 5, 2014", "2014-09-05", "2014/9/5", "5. September 2014", "5 septembre 2014", "٥ سبتمبر ٢٠١٤", "۱۴ شهریور ۱۳۹۳", "14 Shahrivar 1393", "۱۳۹۳/۶/۱۴", "Friday 5 September 2014"},
	{"yesterday", "hier", "gestern", "دیروز", "أمس", "امس", "a day ago", "1 day ago"},
	{"the day before yesterday", "avant-hier", "vorgestern", "پریروز", "أول أمس", "two days ago"},
	{"last week", "la semaine dernière", "letzte Woche", "vergangene Woche", "هفته گذشته", "هفته‌ی گذشته", "هفته پیش", "الأسبوع الماضي"},
	{"last month", "le mois dernier", "letzten Monat", "الشهر الماضي"},
	{"three days ago", "3 days ago", "il y a trois jours", "vor drei Tagen", "سه روز پیش", "قبل ثلاثة أيام"},
	{"since March", "ever since March", "depuis mars", "seit März", "منذ مارس", "از مارس"},
	{"until the end of May", "till the end of May", "bis Ende Mai", "jusqu'à la fin de mai"},
	{"between 11 and 20 June", "between June 11 and 20", "between June 11 and June 20", "zwischen dem 11. und 20. Juni", "entre le 11 et le 20 juin", "بين ١١ و ٢٠ يونيو"},
	{"from 11 to 20 June", "11–20 June", "June 11-20", "June 11 - June 20", "June 11 through 20", "vom 11. bis 20. Juni", "du 11 au 20 juin", "از ۱۱ تا ۲۰ ژوئن"},
	{"5.30 pm on Friday", "Friday, 5:30 p.m.", "17:30 on Friday", "Friday 17h30", "Freitag, 17.30 Uhr", "جمعه ساعت ۱۷:۳۰", "at 1730 hours on Friday"},
	{"the 1990s", "1990s", "the '90s", "the 90s", "199X"},
	{"last night", "overnight", "during the night", "دیشب", "la nuit dernière", "vergangene Nacht"},
	{"in recent days", "recently", "in the past few days", "over the last few days", "the last seven days", "روزهای اخیر"},
}

func TestSynonyms(t *testing.T) {
	c := september(t)
	for _, row := range synonyms {
		want := first(t, row[0], c)
		for _, typed := range row[1:] {
			got := first(t, typed, c)
			if got.EDTF != want.EDTF || got.Corners != want.Corners || got.Zone != want.Zone {
				t.Errorf("%q is %s, but %q is %s", typed, got.EDTF, row[0], want.EDTF)
			}
		}
	}
}

// TestPrefixes: whatever stands in the box while a wording is typed is read or
// refused in a sentence, never worse.
func TestPrefixes(t *testing.T) {
	c := september(t)
	for _, r := range englishRows {
		for i := range r.typed {
			result, err := Read(r.typed[:i], c)
			if err != nil && !strings.HasPrefix(err.Error(), "“") {
				t.Fatalf("%q: %v", r.typed[:i], err)
			}
			for _, reading := range result.Readings {
				checkReading(t, r.typed[:i], reading)
			}
		}
	}
}
