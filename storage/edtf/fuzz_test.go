package edtf

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// fuzzZones are UTC and two with changes of the clock, one of them at midnight.
var fuzzZones = []string{"", "America/Havana", "Australia/Lord_Howe"}

func locations(f *testing.F) []*time.Location {
	var all []*time.Location
	for _, name := range fuzzZones {
		all = append(all, zone(f, name))
	}
	return all
}

func FuzzParse(f *testing.F) {
	for _, c := range specified {
		f.Add(c.edtf)
	}
	for _, s := range []string{"Y-17E7S1~", "[Y1E20..]", "{2014-03-30T01:30+14..}", "%2004-?06-11/", "2014-11-02T00:30/2014-11-02T00:45", "2504", "Y2E11"} {
		f.Add(s)
	}
	zones := locations(f)
	f.Fuzz(func(t *testing.T, s string) {
		x, err := Parse(s)
		if err != nil {
			checkRefusal(t, s, err)
			return
		}
		printed := x.String()
		again, err := Parse(printed)
		if err != nil || !reflect.DeepEqual(again, x) || again.String() != printed {
			t.Fatalf("%q is printed as %q and read again as %q, %v", s, printed, again, err)
		}
		for _, loc := range zones {
			if c := x.Corners(loc); !c.Valid() {
				t.Fatalf("%q has corners %v in %s", s, c, loc)
			}
		}
		if x.Label() == "" || x.Short() == "" || x.Level() < 0 || x.Level() > 2 {
			t.Fatalf("%q has label %q, level %d", s, x.Label(), x.Level())
		}
	})
}

func checkRefusal(t *testing.T, s string, err error) {
	t.Helper()
	refused, ok := err.(*SyntaxError)
	if !ok || refused.Input != s || refused.Offset < 0 || refused.Offset > len(s) || len(err.Error()) > 2000 {
		t.Fatalf("%q is refused with %#v", s, err)
	}
}

// FuzzResolve: what is stored, typed again, is the same date; corners are those
// of the stored string in the stored zone.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{
		"2014-09-05 17:30 +0430 #2", "~2014-09", "<2014-09-05", ">2014-06-10 17:30", "[2014-06-11 .. 2014-06-20]",
		"2014-09-05 10:00/2014-09-05 12:00Z", "~2004-06-~11", "mid June", "#", "<~>", "2014-06-xx ?",
	} {
		f.Add(s)
	}
	for _, c := range specified {
		f.Add(c.edtf)
	}
	loc := zone(f, "America/Havana")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ResolveIn(s, "America/Havana", loc)
		if err != nil {
			checkRefusal(t, strings.TrimSpace(s), err)
			return
		}
		if d.IsZero() {
			if strings.TrimSpace(s) != "" {
				t.Fatalf("%q is no date and no error", s)
			}
			return
		}
		if got := parsed(t, d.EDTF).Corners(zone(t, d.Zone)); got != d.Corners || !got.Valid() {
			t.Fatalf("%q: %s in %s has %v, stored are %v", s, d.EDTF, d.Zone, got, d.Corners)
		}
		again, err := Resolve(d.EDTF, d.Zone)
		again.Wording, again.Sequence = d.Wording, d.Sequence
		if err != nil || again != d {
			t.Fatalf("%q is stored as %+v and resolved again as %+v, %v", s, d, again, err)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, s := range []string{
		"2014-09-05", "2014-09-05T17:30:00+04:30", "2014-06-11/2014-06-20", "2014-06~-1X", "[1667,1668,1670..1672]",
		"[2014-09-05T17:00:00..2014-09-06T00:00:00]",
	} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The worst that fits in the limit: a set of masked leap days.
func BenchmarkParseHostile(b *testing.B) {
	s := "[" + strings.Repeat("XXX0-02-29,", maxInput/11-1) + "XXXX]"
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCorners(b *testing.B) {
	x := parsed(b, "2014-06-11/2014-06-20")
	for _, name := range []string{"", "Asia/Tehran", "America/New_York"} {
		loc := zone(b, name)
		b.Run(loc.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				x.Corners(loc)
			}
		})
	}
}

func BenchmarkResolveIn(b *testing.B) {
	loc := zone(b, "Asia/Tehran")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ResolveIn("2014-09-05 17:30", "Asia/Tehran", loc); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLabel(b *testing.B) {
	x := parsed(b, "[2014-06-11..2014-06-20]")
	b.ReportAllocs()
	for b.Loop() {
		x.Label()
	}
}
