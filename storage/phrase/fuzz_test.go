package phrase

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"saywhen/storage/edtf"
)

// FuzzRead: no panic; corners in order; what is printed reads back to the same
// corners; a refusal speaks of the wording.
func FuzzRead(f *testing.F) {
	for _, r := range slices.Concat(englishRows, pressRows, languageRows) {
		f.Add(r.typed, r.before)
	}
	for _, s := range []string{"5½", "٣١/١٢", "0/0/0", "99 99", "5 Sep 0000", "week 0", "in", "-", "12 am", "the 0th", "Y12345 June", "۰", "''", "1#2"} {
		f.Add(s, "[2014-06-11..2014-06-20]")
	}
	loc := zone(f, "America/Havana")
	published := dated(f, "2014-09-06")
	f.Fuzz(func(t *testing.T, typed, before string) {
		c := Context{Published: published, Zone: "America/Havana", Location: loc, WeekStart: time.Monday}
		if d, err := edtf.Resolve(before, tehran); err == nil {
			c.Before = d
		}
		result, err := Read(typed, c)
		var refused *edtf.SyntaxError
		switch {
		case err != nil && (!errors.As(err, &refused) || refused.Input != strings.TrimSpace(typed) ||
			refused.Offset < 0 || refused.Offset > len(typed) || len(refused.Reason) < 5):
			t.Fatalf("%q is refused with %#v", typed, err)
		case err == nil && (len(result.Readings) > maxReadings || len(result.Readings) == 0 && strings.TrimSpace(typed) != ""):
			t.Fatalf("%q has %d readings", typed, len(result.Readings))
		case result.Ask && len(result.Readings) < 2:
			t.Fatalf("%q asks with %+v", typed, result)
		}
		for _, r := range result.Readings {
			checkReading(t, typed, r)
		}
	})
}

// FuzzLex: tokens lie in the text, in order, and folding twice is folding once.
func FuzzLex(f *testing.F) {
	for _, s := range []string{"Fev\u0301rier", "پنج\u200cشنبه", "٥/٩", "a\xffb", "½ ﷲ", "e\u0301\u0301", "O’clock"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, k := range lex(s) {
			if k.start < end || k.end <= k.start || k.end > len(s) || k.text == "" {
				t.Fatalf("%q has the token %+v after %d", s, k, end)
			}
			end = k.end
			again := ""
			for _, r := range k.text {
				again += fold(r)
			}
			if utf8.ValidString(s) && again != k.text {
				t.Fatalf("%q folds to %q and that to %q", s, k.text, again)
			}
		}
	})
}

func TestFold(t *testing.T) {
	for _, f := range []struct{ a, b string }{
		{"Février", "fe\u0301vrier"},
		{"MÄRZ", "märz"},
		{"پنج‌شنبه", "پنج شنبه"},
		{"شهريور", "شهریور"}, // Arabic and Persian ye
		{"أغسطس", "اغسطس"},
		{"۱۳۹۳", "1393"},
		{"٢٠١٤", "2014"},
		{"２０１４", "2014"},
		{"Dreißig", "dreissig"},
		{"mid–June", "mid-June"},
	} {
		a, b := lex(f.a), lex(f.b)
		if keyOf(a) != keyOf(b) || len(a) != len(b) {
			t.Errorf("%q is %q, %q is %q", f.a, keyOf(a), f.b, keyOf(b))
		}
	}
}

// TestLexicon: every phrase of every table is found, is short enough, and no
// language takes a word away from itself.
func TestLexicon(t *testing.T) {
	for name, table := range map[string][]entry{
		"English": english, "French": french, "German": german, "Persian": persian, "Arabic": arabic, "zones": zoneEntries(),
	} {
		seen := map[string]known{}
		for _, e := range table {
			for phrase := range strings.SplitSeq(e.phrases, "|") {
				key := keyOf(lex(phrase))
				k, twice := seen[key]
				if twice && k != (known{e.says, e.value}) {
					t.Errorf("%s has %q twice, with %v and %v", name, phrase, k, e)
				}
				seen[key] = known{e.says, e.value}
				if _, ok := lexicon()[key]; !ok || key == "" || strings.Count(key, " ") >= maxWords {
					t.Errorf("%s: %q is not in the lexicon, or too long", name, phrase)
				}
			}
		}
	}
	for _, z := range zones {
		if _, err := edtf.LoadZone(z.zone); err != nil {
			t.Errorf("%s: %v", z.phrases, err)
		}
	}
}

func TestNearest(t *testing.T) {
	for word, want := range map[string]string{
		"Firday": "Friday", "tusday": "Tuesday", "eveing": "evening", "Janaury": "January", "zzzzzz": "", "fr": "",
	} {
		got := nearest(word)
		if got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	c := september(b)
	c.Before = dated(b, "2014-06-16")
	for _, typed := range []string{
		"2014-09-05", "Friday", "Friday evening", "on June 16", "a few days earlier in June", "between 2 and 4 pm on Friday",
		"جمعه ۱۴ شهریور ۱۳۹۳", "last week of June", "29 February", "since mid June", "Firday",
	} {
		b.Run(typed, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = Read(typed, c)
			}
		})
	}
}
