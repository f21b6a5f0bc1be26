package echarts

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/charts/raster"
)

// variants are the charts and, of each, every value of every option.
func variants() (list []struct {
	name string
	set  map[string]string
},
) {
	for _, k := range Kinds() {
		sets := []map[string]string{nil}
		for _, o := range k.Options {
			for _, v := range o.Values {
				if v != o.Default {
					sets = append(sets, map[string]string{o.Key: v})
				}
			}
		}
		for _, s := range sets {
			list = append(list, struct {
				name string
				set  map[string]string
			}{k.Name, s})
		}
	}
	return list
}

func TestEveryChartOfTheSample(t *testing.T) {
	in := sample(t, nil)
	for _, v := range variants() {
		b := mustBuild(t, v.name, in, v.set, Options{Subtitle: "Filter: all", Source: "Source: a brief"})
		if b.Empty || b.Alt == "" || b.Title == "" || len(b.Table.Rows) == 0 {
			t.Errorf("%s %v: empty %v, alt %q, title %q, %d rows", v.name, v.set, b.Empty, b.Alt, b.Title, len(b.Table.Rows))
		}
		raw, err := json.Marshal(b.Chart.Option)
		if err != nil || strings.Contains(string(raw), functionMark) {
			t.Errorf("%s %v: a function stands in the option, or %v", v.name, v.set, err)
		}
		svg := mustSVG(t, b)
		checkMarks(t, fmt.Sprint(v.name, v.set), b, svg)
		checkInPicture(t, fmt.Sprint(v.name, v.set), svg, 1200)
		for _, want := range []string{"Filter: all", "Source: a brief"} {
			if !strings.Contains(svg, want) {
				t.Errorf("%s %v does not say %q", v.name, v.set, want)
			}
		}
	}
}

var markPattern = regexp.MustCompile(`ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)" ecmeta_ssr_type="chart"(?: ecmeta_data_type="(\w+)")?`)

// checkMarks asks for the statements of every mark of a picture, and wants to
// find some, and none that the project has not.
func checkMarks(t *testing.T, what string, b Built, svg string) {
	t.Helper()
	marks, found := markPattern.FindAllStringSubmatch(svg, -1), 0
	for _, m := range marks {
		series, _ := strconv.Atoi(m[1])
		index, _ := strconv.Atoi(m[2])
		ids := b.Statements(Hit{Series: series, Index: index, Type: strings.TrimPrefix(m[3], "main")})
		if !slices.IsSorted(ids) {
			t.Errorf("%s: the statements of mark %v are not in order", what, m[1:])
		}
		if len(ids) > 0 {
			found++
		}
	}
	if found == 0 {
		t.Errorf("%s: none of %d marks has statements", what, len(marks))
	}
	for _, h := range []Hit{{-1, -1, ""}, {99, 0, ""}, {0, 1 << 30, ""}, {0, 1 << 30, "edge"}, {0, -1, "edge"}} {
		if ids := b.Statements(h); len(ids) > 0 {
			t.Errorf("%s: mark %v does not exist and has %d statements", what, h, len(ids))
		}
	}
}

var (
	textPattern  = regexp.MustCompile(`<text ([^>]*)>([^<]*)</text>`)
	placePattern = regexp.MustCompile(`translate\((-?[\d.]+) (-?[\d.]+)\)`)
	sizePattern  = regexp.MustCompile(`font-size:([\d.]+)px`)
)

// checkInPicture measures every upright text and wants it within the width.
func checkInPicture(t *testing.T, what, svg string, width float64) {
	t.Helper()
	for _, m := range textPattern.FindAllStringSubmatch(svg, -1) {
		place := placePattern.FindStringSubmatch(m[1])
		size := sizePattern.FindStringSubmatch(m[1])
		if place == nil || size == nil || strings.Contains(m[1], "rotate") || strings.Contains(m[1], " x=") {
			continue
		}
		x, _ := strconv.ParseFloat(place[1], 64)
		px, _ := strconv.ParseFloat(size[1], 64)
		w := float64(paint.Default().Measure(html.UnescapeString(m[2]), float32(px), strings.Contains(m[1], "bold")))
		switch {
		case strings.Contains(m[1], `text-anchor="middle"`):
			x -= w / 2
		case strings.Contains(m[1], `text-anchor="end"`):
			x -= w
		}
		if x < -1 || x+w > width+1 {
			t.Errorf("%s: %q reaches from %.0f to %.0f of %.0f pixels", what, m[2], x, x+w, width)
		}
	}
}

func TestEveryThemeAndSize(t *testing.T) {
	in := sample(t, nil)
	for i, k := range Kinds() {
		size := [][2]int{{MinWidth, MinHeight}, {2400, 1400}}[i%2]
		b := mustBuild(t, k.Name, in, nil, Options{Theme: paint.PaletteNames()[i%3], W: size[0], H: size[1]})
		pic, err := raster.Draw(mustSVG(t, b), raster.Options{Scale: 0.25})
		if err != nil || len(pic.Unknown) > 0 {
			t.Errorf("%s at %v: %v, unknown %v", k.Name, size, err, pic.Unknown)
		}
	}
}

func TestEmptyChartsSayWhatToDo(t *testing.T) {
	in := charts.Input{Columns: columnsOf(nil)}
	drawn := map[string]bool{}
	for _, v := range variants() {
		b := mustBuild(t, v.name, in, v.set, Options{})
		if drawn[b.Alt] { // one picture of each sentence will do
			continue
		}
		drawn[b.Alt] = true
		svg := strings.Join(strings.Fields(mustSVG(t, b)), " ")
		if !b.Empty || !strings.HasPrefix(b.Alt, "An empty chart: No ") || !strings.Contains(svg, ">No ") {
			t.Errorf("%s %v: empty %v, alt %q", v.name, v.set, b.Empty, b.Alt)
		}
		if ids := b.Statements(Hit{}); ids != nil {
			t.Errorf("%s has statements %v", v.name, ids)
		}
	}
}

func TestChartsOfOneStatement(t *testing.T) {
	in := sample(t, nil)
	all := in.Columns.ID
	in.Keep = charts.NewSet(all[len(all)-1])
	for _, k := range Kinds() {
		b := mustBuild(t, k.Name, in, nil, Options{})
		svg := mustSVG(t, b)
		if b.Empty {
			continue
		}
		checkInPicture(t, k.Name, svg, 1200)
	}
}

func TestChartsOfTenThousandActors(t *testing.T) {
	in := crowdOf(10_000)
	for _, k := range Kinds() {
		b := mustBuild(t, k.Name, in, nil, Options{Subtitle: strings.Repeat("a long filter ", 100)})
		if b.Empty {
			t.Errorf("%s is empty", k.Name)
			continue
		}
		svg := mustSVG(t, b)
		checkMarks(t, k.Name, b, svg)
		checkInPicture(t, k.Name, svg, 1200)
		if n := len(svg); n > 2<<20 {
			t.Errorf("%s takes %d bytes", k.Name, n)
		}
	}
	for name, set := range map[string]map[string]string{"verbs": nil, "stance-matrix": nil, "flow": nil, "activity": {"by": "actor"}} {
		if svg := mustSVG(t, mustBuild(t, name, in, set, Options{})); !strings.Contains(svg, "others (") {
			t.Errorf("%s does not say how many others there are", name)
		}
	}
}

func TestAChartIsTheSameEveryTime(t *testing.T) {
	for _, k := range Kinds()[:3] {
		first := mustSVG(t, mustBuild(t, k.Name, sample(t, nil), nil, Options{}))
		if second := mustSVG(t, mustBuild(t, k.Name, sample(t, nil), nil, Options{})); first != second {
			t.Errorf("%s differs from itself", k.Name)
		}
	}
}

// withHostile gives every name a hostile text, each another.
func withHostile(i int, _ string) string { return fmt.Sprint(hostile[i%len(hostile)], " ", i) }

func hostileOptions(s string) Options { return Options{Title: s, Subtitle: s, Source: s} }

func TestHostileNamesInEveryChart(t *testing.T) {
	all := strings.Join(hostile, " ")
	in, plainIn := sample(t, withHostile), sample(t, nil)
	for _, k := range Kinds() {
		harmless := map[string]bool{}
		for _, e := range elements(t, mustSVG(t, mustBuild(t, k.Name, plainIn, nil, Options{Subtitle: "x", Source: "x"}))) {
			harmless[e.name] = true
		}
		b := mustBuild(t, k.Name, in, nil, hostileOptions(all))
		svg := mustSVG(t, b)
		for _, e := range elements(t, svg) {
			if !harmless[e.name] {
				t.Errorf("%s: the texts brought an element <%s>", k.Name, e.name)
			}
			checkInert(t, e, k.Name)
		}
		if pic, err := raster.Draw(svg, raster.Options{Scale: 0.5}); err != nil || len(pic.Unknown) > 0 {
			t.Errorf("%s: %v, unknown %v", k.Name, err, pic.Unknown)
		}
		checkInPicture(t, k.Name, svg, 1200)
	}
}

func pageOf(t testing.TB, name string, in charts.Input, o Options) string {
	t.Helper()
	o.Page = true
	b := mustBuild(t, name, in, nil, o)
	var w strings.Builder
	if err := WriteHTML(&w, b.Page(b.Title)); err != nil {
		t.Fatal(err)
	}
	return w.String()
}

func TestHostileNamesOnEveryPage(t *testing.T) {
	all := strings.Join(hostile[:len(hostile)-1], " ")
	in, plainIn := sample(t, withHostile), sample(t, nil)
	for _, k := range Kinds() {
		want := tagPattern.FindAllString(withoutECharts(t, pageOf(t, k.Name, plainIn, hostileOptions("x"))), -1)
		page := withoutECharts(t, pageOf(t, k.Name, in, hostileOptions(all)))
		got := tagPattern.FindAllString(page, -1)
		if len(got) != len(want) {
			t.Errorf("%s: the page has %d tags, a harmless one %d", k.Name, len(got), len(want))
		}
		for _, tag := range got {
			if outside := quotedPattern.ReplaceAllString(tag, `""`); attributePattern.MatchString(outside) {
				t.Errorf("%s: %.80s can load or run something", k.Name, tag)
			}
		}
		_, rest, _ := strings.Cut(page, `<script type="application/json" id="option">`)
		raw, _, _ := strings.Cut(rest, "</script")
		if strings.ContainsAny(raw, "<>&\u2028\u2029") || !json.Valid([]byte(raw)) {
			t.Errorf("%s: the option block can be left by its text", k.Name)
		}
	}
}

func TestPagesLeaveNoHolesAndFewFunctions(t *testing.T) {
	in := sample(t, nil)
	for _, v := range variants() {
		b := mustBuild(t, v.name, in, v.set, Options{Page: true})
		for _, f := range b.Chart.Funcs {
			if slices.Contains(natives, f.Name) {
				t.Errorf("%s %v: the page has a hole", v.name, v.set)
			}
		}
		if titles, _ := b.Chart.Option["title"].([]any); len(titles) > 0 {
			t.Errorf("%s: the page's titles are drawn as well", v.name)
		}
	}
}

func TestBuildRefusesWithWhatThereIs(t *testing.T) {
	in := sample(t, nil)
	for _, test := range []struct {
		name, key, value, theme string
		w                       int
		want                    string
	}{
		{"pie", "", "", "", 0, `there is no chart "pie": choose one of activity, stance-matrix, network`},
		{"activity", "colour", "red", "", 0, `the chart activity has no option "colour": choose one of by, bin, top, group`},
		{"week-hours", "by", "x", "", 0, `the chart week-hours has no option "by": it has none`},
		{"activity", "by", "mood", "", 0, `by cannot be "mood": choose one of stance, actor, class, outlet`},
		{"flow", "top", "many", "", 0, `top cannot be "many": give a number from 1 to 200`},
		{"flow", "top", "0", "", 0, "give a number"},
		{"latency", "claim", "The earth is flat", "", 0, `there is no claim "The earth is flat"`},
		{"stance-over-time", "actor", "#77", "", 0, `there is no actor "#77"`},
		{"flow", "", "", "sepia", 0, `there is no theme "sepia": choose one of light, dark, print`},
		{"flow", "", "", "", 50, "choose 480 × 320 at least"},
	} {
		set := map[string]string{}
		if test.key != "" {
			set[test.key] = test.value
		}
		_, err := Build(test.name, in, set, Options{Theme: test.theme, W: test.w})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s %v: got %v, want %s", test.name, set, err, test.want)
		}
	}
}

func TestClaimsAndActorsAreNamedOrNumbered(t *testing.T) {
	in := sample(t, nil)
	claim := in.Ref.Claims[3]
	for _, set := range []map[string]string{{"claim": claim.Text}, {"claim": strings.ToUpper(claim.Text)}, {"claim": fmt.Sprint("#", claim.ID)}} {
		if b := mustBuild(t, "stance-over-time", in, set, Options{}); !strings.HasSuffix(b.Title, claim.Text) {
			t.Errorf("%v gave %q", set, b.Title)
		}
	}
	in.Ref.Claims = append(slices.Clone(in.Ref.Claims), claim)
	if _, err := Build("latency", in, map[string]string{"claim": claim.Text}, Options{}); err == nil || !strings.Contains(err.Error(), "2 claims are called") {
		t.Errorf("two claims of one name gave %v", err)
	}
}

// What the sample's latency shows was found by hand: BBC Persian's report of
// the afternoon of 5 September, and the denial of the evening.
func TestLatencyOfTheSampleIsARange(t *testing.T) {
	b := mustBuild(t, "latency", sample(t, nil), nil, Options{})
	svg := mustSVG(t, b)
	for _, want := range []string{"Marzieh Afkham: 0 to 12 h", "raised by BBC Persian", "no answer: Ali Khamenei, Qasem Soleimani", "hours after the claim was raised"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
}

func TestKindsAreDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Kinds() {
		if seen[k.Name] || k.Title == "" || !strings.HasSuffix(k.About, ".") || strings.ToLower(k.Name) != k.Name || strings.Contains(k.Name, " ") {
			t.Errorf("%+v", k)
		}
		seen[k.Name] = true
		for _, o := range k.Options {
			if o.About == "" || o.Title == "" || (o.Values == nil) == (o.Accepts == "") || o.Values != nil && !slices.Contains(o.Values, o.Default) {
				t.Errorf("%s: %+v", k.Name, o)
			}
		}
	}
	if len(seen) != 10 {
		t.Errorf("%d charts: %v", len(seen), slices.Sorted(maps.Keys(seen)))
	}
}

func BenchmarkBuildOfTenThousandActors(b *testing.B) {
	in := crowdOf(10_000)
	for _, k := range Kinds() {
		b.Run(k.Name, func(b *testing.B) {
			for b.Loop() {
				mustBuild(b, k.Name, in, nil, Options{})
			}
		})
	}
}
