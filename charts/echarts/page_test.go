package echarts

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"saywhen/assets"
	"saywhen/charts"
)

// hostile are texts that an article, or who wants to break a chart, may hold.
var hostile = []string{
	`</script><script>document.title='PWN1'</script>`,
	`__f__alert(document.title='PWN2')__f__`,
	`"__f__alert(document.title='PWN3')__f__"`,
	`<img src=x onerror="document.title='PWN4'">`,
	`" onload="document.title='PWN5'" x="`,
	`</title></noscript></style><script>document.title='PWN6'</script>`,
	`{a|rich}{b|text} {{.Boot}} ${document.title='PWN7'}`,
	"\u202eesrever\u202c \x00\x01\x1b[31m \u2028 \ufffe \xff\xfe",
	`<!--<script>`, `]]> & &lt; &#60;script&#62;`,
	"مرضیه افخم: «گزارش درست نیست»",
	strings.Repeat("ن ام", 2500), // 10,000 characters
}

// barOption is a chart of two bars with a text wherever such a chart takes one.
func barOption(t testing.TB, s string) map[string]any {
	t.Helper()
	bar := gocharts.NewBar()
	bar.SetGlobalOptions(
		gocharts.WithXAxisOpts(opts.XAxis{Name: s}), gocharts.WithYAxisOpts(opts.YAxis{Name: s}),
		gocharts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "axis"}),
	)
	bar.SetXAxis([]string{s, "b"}).AddSeries(s, []opts.BarData{{Name: s, Value: 3}, {Value: 4}},
		gocharts.WithItemStyleOpts(opts.ItemStyle{Color: "#b2182b"}))
	bar.Validate()
	option, err := plain(bar.JSON())
	if err != nil {
		t.Fatal(err)
	}
	delete(option, "title")
	return option
}

// hostilePage puts a text wherever a page takes one.
func hostilePage(t testing.TB, s string) string {
	t.Helper()
	option := barOption(t, s)
	option["aria"] = map[string]any{"enabled": true, "label": map[string]any{"enabled": true, "description": s}}
	option["textStyle"] = map[string]any{"color": s}
	option["backgroundColor"] = "#ffffff"
	option[s] = s
	var b strings.Builder
	err := WriteHTML(&b, Page{
		Title: s, Heading: s, Subtitle: s, Source: s, Alt: s, Chart: Chart{Option: option},
		Table: charts.Table{Header: []string{s, s}, Rows: [][]string{{s, s}, {s, s}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// withoutECharts cuts the one big script out, so that what is left is ours.
func withoutECharts(t testing.TB, page string) string {
	t.Helper()
	script, err := assets.ECharts()
	if err != nil {
		t.Fatal(err)
	}
	before, after, ok := strings.Cut(page, script)
	if !ok {
		t.Fatal("ECharts does not stand in the page as it is")
	}
	return before + after
}

var (
	tagPattern       = regexp.MustCompile(`<[a-zA-Z!/][^>]*>`)
	attributePattern = regexp.MustCompile(`(?i)[\s"'/](on[a-z]+|src|href|srcdoc|action)\s*=`)
)

func TestHostileTextStaysText(t *testing.T) {
	harmless := tagPattern.FindAllString(withoutECharts(t, hostilePage(t, "harmless")), -1)
	for _, s := range hostile {
		page := withoutECharts(t, hostilePage(t, s))
		tags := tagPattern.FindAllString(page, -1)
		if len(tags) != len(harmless) {
			t.Errorf("%.40q: the page has %d tags, a harmless one %d", s, len(tags), len(harmless))
			continue
		}
		for i, tag := range tags {
			name := func(tag string) string { return strings.Fields(strings.Trim(tag, "<>"))[0] }
			if name(tag) != name(harmless[i]) {
				t.Errorf("%.40q: tag %d is %.80s, in a harmless page %.80s", s, i, tag, harmless[i])
			}
			if outside := quotedPattern.ReplaceAllString(tag, `""`); attributePattern.MatchString(outside) {
				t.Errorf("%.40q: %.80s can load or run something", s, tag)
			}
		}
		if i := strings.IndexAny(page, "\x00\x01\x1b\u202e\u202c\ufffe"); i >= 0 {
			t.Errorf("%.40q: a forbidden character stands at %d", s, i)
		}
		checkOptionBlock(t, page, s)
		checkTexts(t, page, s)
	}
}

var quotedPattern = regexp.MustCompile(`"[^"]*"`)

// checkOptionBlock reads the option as the browser will: the text up to the
// next "</script", which must be JSON whose strings are the cleaned ones.
func checkOptionBlock(t *testing.T, page, s string) {
	t.Helper()
	_, rest, ok := strings.Cut(page, `<script type="application/json" id="option">`)
	raw, _, ok2 := strings.Cut(rest, "</script")
	if !ok || !ok2 || strings.ContainsAny(raw, "<>&\u2028\u2029") {
		t.Fatalf("%.40q: the option block can be left by its text", s)
	}
	var o map[string]any
	if err := json.Unmarshal([]byte(raw), &o); err != nil {
		t.Fatalf("%.40q: %v", s, err)
	}
	if got := text(list(o["series"]), "name"); got != clean(s) {
		t.Errorf("series name is %.60q, want %.60q", got, clean(s))
	}
	if got := text(o, clean(s)); got != clean(s) {
		t.Errorf("a key was not cleaned like its value: %.60q", got)
	}
}

// checkTexts reads the escaped texts of the page back.
func checkTexts(t *testing.T, page, s string) {
	t.Helper()
	for name, ends := range map[string][2]string{
		"title": {"<title>", "</title>"}, "heading": {`<h1 dir="auto">`, "</h1>"}, "alt text": {`role="img" aria-label="`, `"></div>`},
	} {
		_, rest, _ := strings.Cut(page, ends[0])
		got, _, ok := strings.Cut(rest, ends[1])
		if !ok || html.UnescapeString(got) != clean(s) {
			t.Errorf("the %s reads %.60q, want %.60q", name, html.UnescapeString(got), clean(s))
		}
	}
}

func TestPolicyNamesTheTwoScriptsAndNothingElse(t *testing.T) {
	page := hostilePage(t, "name")
	_, rest, _ := strings.Cut(page, `Content-Security-Policy" content="`)
	raw, _, _ := strings.Cut(rest, `"`)
	policy := html.UnescapeString(raw)
	var hashes []string
	for _, block := range regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(page, -1) {
		sum := sha256.Sum256([]byte(block[1]))
		hashes = append(hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	want := "default-src 'none'; script-src " + strings.Join(hashes, " ") + "; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
	if len(hashes) != 2 || policy != want {
		t.Errorf("policy is %s\nwant %s", policy, want)
	}
	if i, j := strings.Index(page, "Content-Security-Policy"), strings.Index(page, "<script"); i > j {
		t.Error("a script stands before the policy")
	}
}

func TestBootScriptMakesNoCodeOfText(t *testing.T) {
	for _, bad := range []string{"eval", "Function(", "innerHTML", "setTimeout", "import(", "fetch", "__f__", "</", "<!--"} {
		if strings.Contains(boot, bad) {
			t.Errorf("the boot script contains %q", bad)
		}
	}
}

func TestPageShowsTitlesAndFiguresAsText(t *testing.T) {
	option := barOption(t, "x")
	option["backgroundColor"] = "#ffffff"
	before, err := json.Marshal(option)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = WriteHTML(&b, Page{
		Title: "Activity", Heading: "Denials", Subtitle: "Filter: Iran", Source: "Source: a brief", Chart: Chart{Option: option},
		Table: charts.Table{Header: []string{"week", "denies"}, Rows: [][]string{{"9 Jun 2014", "0.667"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if after, _ := json.Marshal(option); !bytes.Equal(before, after) {
		t.Error("WriteHTML changed the option that it was given")
	}
	page := withoutECharts(t, b.String())
	for _, want := range []string{
		"<title>Activity</title>", `<h1 dir="auto">Denials</h1>`, `<p dir="auto">Filter: Iran</p>`, `<p dir="auto">Source: a brief</p>`,
		`<th scope="col" dir="auto">denies</th>`, `<th scope="row" dir="auto">9 Jun 2014</th><td>0.667</td>`,
		"<noscript>", "<details>", "background: #ffffff",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

func TestPageOfAChartWithoutATable(t *testing.T) {
	var b strings.Builder
	if err := WriteHTML(&b, Page{Chart: Chart{Option: map[string]any{"series": []any{"odd"}, "xAxis": 3}}}); err != nil {
		t.Fatal(err)
	}
	if page := withoutECharts(t, b.String()); strings.Contains(page, "<table>") || strings.Contains(page, "<h1") {
		t.Error("a chart without titles or figures got a heading or a table")
	}
}

func TestPageCutsALongTable(t *testing.T) {
	rows := make([][]string, maxTableRows+7)
	for i := range rows {
		rows[i] = []string{fmt.Sprint("row ", i)}
	}
	got := figures(charts.Table{Header: []string{"a"}, Rows: rows})
	if len(got.Rows) != maxTableRows || got.More != 7 {
		t.Errorf("%d rows, %d more", len(got.Rows), got.More)
	}
}

func TestPageCarriesFunctionsByNameOnly(t *testing.T) {
	var b strings.Builder
	chart := Chart{Option: barOption(t, "x"), Funcs: []Func{{Path: []any{"series", 0, "renderItem"}, Name: FuncRange}}}
	if err := WriteHTML(&b, Page{Chart: chart}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `id="functions">[{"path":["series",0,"renderItem"],"name":"range"`) {
		t.Error("the page does not name its function")
	}
	chart.Funcs[0].Name = FuncCells
	if err := WriteHTML(&b, Page{Chart: chart}); err == nil || !strings.Contains(err.Error(), "hole") {
		t.Errorf("a page with a hole was written: %v", err)
	}
}

func TestOnlyColoursReachTheStyleSheet(t *testing.T) {
	for in, want := range map[string]string{
		"#16191d": "#16191d", "#16191D": "#16191D", "": "F", "red": "F", "#12": "F", "#12345g": "F",
		"#}body{": "F", "red;}</style><script>": "F", "#+12345": "F", "#-12345": "F", "#1_2345": "F",
	} {
		if got := string(hex(in, "F")); got != want {
			t.Errorf("hex(%q) = %q, want %q", in, got, want)
		}
	}
}

type brokenWriter struct{}

var errBroken = errors.New("disk full")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestWriteHTMLReturnsErrors(t *testing.T) {
	if err := WriteHTML(brokenWriter{}, Page{}); !errors.Is(err, errBroken) {
		t.Errorf("got %v, want the writer's error", err)
	}
	var b bytes.Buffer
	if err := WriteHTML(&b, Page{Chart: Chart{Option: map[string]any{"f": opts.FuncOpts("alert(1)")}}}); err == nil || b.Len() > 0 {
		t.Errorf("an option with a function was written: %v", err)
	}
}

func TestPagesOfOneChartAreTheSame(t *testing.T) {
	first := hostilePage(t, "a")
	if second := hostilePage(t, "a"); second != first {
		t.Error("two pages of one chart differ")
	}
}
