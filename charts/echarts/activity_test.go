package echarts

import (
	"cmp"
	"encoding/json"
	"fmt"
	"image/color"
	"reflect"
	"strings"
	"testing"
	"time"

	"saywhen/charts"
	"saywhen/charts/paint"
)

// twoWeeks is a table written by hand: 4 dated statements in two weeks.
func twoWeeks() charts.Activity {
	monday := time.Date(2014, 6, 9, 0, 0, 0, 0, time.UTC).Unix()
	const week = 7 * 86400
	return charts.Activity{
		Bin: charts.BinWeek, Zone: time.UTC, Dated: 4, Undated: 2, Spread: 1, Open: 1,
		Rows: []charts.ActivityRow{
			{From: monday, To: monday + week, Share: [charts.NumStanceColumns]float64{2.0 / 3, 0, 0, 0, 1, 0.00001}},
			{From: monday + week, To: monday + 2*week, Share: [charts.NumStanceColumns]float64{1.0 / 3, 0, 0, 0, 1, 0.99999}},
		},
	}
}

func mustOption(t *testing.T, a charts.Activity, o Options) map[string]any {
	t.Helper()
	option, err := ActivityOption(a, o)
	if err != nil {
		t.Fatal(err)
	}
	return option
}

func TestActivityOptionCarriesTheFigures(t *testing.T) {
	option := mustOption(t, twoWeeks(), Options{})
	got := figures(option)
	want := table{
		Head: []string{"week from Monday", "denies / opposes", "doubts / leans against", "neutral", "leans to / leans towards", "confirms / supports", "no position"},
		Rows: [][]string{
			{"9 Jun 2014", "0.667", "0", "0", "0", "1", "0.001"},
			{"16 Jun 2014", "0.333", "0", "0", "0", "1", "1"},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the chart shows %v, want %v", got, want)
	}
	for i, s := range option["series"].([]any) {
		s := s.(map[string]any)
		if s["type"] != "bar" || s["stack"] != "statements" {
			t.Errorf("series %d is a %v in the stack %v", i, s["type"], s["stack"])
		}
	}
	if _, ok := option["toolbox"]; ok {
		t.Error("the chart has a toolbox that nobody asked for")
	}
}

func TestActivityOptionSaysHowItCounts(t *testing.T) {
	a := twoWeeks()
	for _, test := range []struct {
		name           string
		change         func(*charts.Activity)
		options        Options
		title, sub, at string
	}{
		{
			"everything", func(*charts.Activity) {},
			Options{Title: "Denials", Subtitle: "Filter: Iran", Source: "Source: a brief"},
			"Denials",
			"Filter: Iran\n4 dated statements by week (UTC); 2 without a date not shown; 1 uncertain, shared out over the weeks in which they may lie; 1 with an open end, taken to reach to the end of the range.",
			"Source: a brief",
		},
		{
			"certain dates only", func(a *charts.Activity) { a.Undated, a.Spread, a.Open, a.Dated = 0, 0, 0, 1 },
			Options{},
			"Statements over time, by stance", "1 dated statement by week (UTC).", "",
		},
	} {
		a := a
		test.change(&a)
		titles := mustOption(t, a, test.options)["title"].([]any)
		head, foot := titles[0].(map[string]any), titles[1].(map[string]any)
		if head["text"] != test.title || head["subtext"] != test.sub || foot["text"] != test.at {
			t.Errorf("%s: %q, %q, %q", test.name, head["text"], head["subtext"], foot["text"])
		}
	}
}

func TestActivityOptionTellsTheChartInWords(t *testing.T) {
	alt := text(at(mustOption(t, twoWeeks(), Options{}), "aria", "label"), "description")
	want := "Stacked bars: 4 statements by week, from week of 9 Jun 2014 to week of 16 Jun 2014. denies / opposes: 1. confirms / supports: 2. no position: 1. Most in week of 16 Jun 2014: 2.333."
	if alt != want {
		t.Errorf("got  %s\nwant %s", alt, want)
	}
	empty := text(at(mustOption(t, charts.Activity{Zone: time.UTC, Undated: 3}, Options{}), "aria", "label"), "description")
	if want := "An empty chart: no dated statements; 3 without a date."; empty != want {
		t.Errorf("an empty chart is told as %q, want %q", empty, want)
	}
}

func TestThemes(t *testing.T) {
	for theme, wantHatched := range map[string]int{"": 0, "light": 0, "dark": 0, "print": 4} {
		option := mustOption(t, twoWeeks(), Options{Theme: theme})
		palette, _ := paint.PaletteByName(cmp.Or(theme, "light"))
		if got, want := text(option, "backgroundColor"), hexOf(palette[charts.StyleBackground]); got != want {
			t.Errorf("theme %q: the page is %s, want %s", theme, got, want)
		}
		hatched := 0
		for i, s := range option["series"].([]any) {
			style := at(s.(map[string]any), "itemStyle")
			if got, want := text(style, "color"), hexOf(palette[charts.StanceColumn(i).Style()]); got != want {
				t.Errorf("theme %q: %v is %s, want %s", theme, charts.StanceColumn(i), got, want)
			}
			if style["decal"] != nil {
				hatched++
			}
		}
		if hatched != wantHatched {
			t.Errorf("theme %q hatches %d series, want %d", theme, hatched, wantHatched)
		}
	}
	if _, err := ActivityOption(twoWeeks(), Options{Theme: "sepia"}); err == nil || !strings.Contains(err.Error(), `"sepia"`) {
		t.Errorf("an unknown theme gives %v", err)
	}
}

func hexOf(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func TestActivityOptionIsTheSameEveryTime(t *testing.T) {
	var first string
	for range 5 {
		raw, err := json.Marshal(mustOption(t, twoWeeks(), Options{Title: "A"}))
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(raw)
		}
		if string(raw) != first {
			t.Fatal("two options of one table differ")
		}
	}
	if strings.Contains(first, "http") {
		t.Error("the option names a host")
	}
}
