package echarts

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// known are the elements and attributes that package raster understands or may
// leave out. Whoever makes ECharts emit another teaches raster first.
var known = map[string][]string{
	"svg":            {"width", "height", "xmlns", "xlink", "version", "baseProfile", "viewBox"},
	"g":              {"clip-path"},
	"path":           {"d"},
	"rect":           {"x", "y", "width", "height"},
	"circle":         {"cx", "cy", "r"},
	"polygon":        {"points"},
	"polyline":       {"points"},
	"text":           {"x", "y", "dominant-baseline", "text-anchor", "style", "space", "paint-order"},
	"defs":           {},
	"clipPath":       {"id"},
	"linearGradient": {"id", "x1", "y1", "x2", "y2", "gradientUnits"},
	"radialGradient": {"id", "cx", "cy", "r", "gradientUnits"},
	"stop":           {"offset", "stop-color", "stop-opacity"},
	"pattern":        {"id", "x", "y", "width", "height", "patternUnits", "patternTransform"},
	"filter":         {"id", "x", "y", "width", "height"},
	"feDropShadow":   {"dx", "dy", "stdDeviation", "flood-color", "flood-opacity"},
}

var painted = []string{
	"fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset",
	"stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "opacity", "transform", "pointer-events", "filter", "clip-path",
	"ecmeta_series_index", "ecmeta_data_index", "ecmeta_data_type", "ecmeta_ssr_type", "ecmeta_native", "ecmeta_silent",
}

// checkKnown holds that an SVG has no element or attribute that is unknown.
func checkKnown(t *testing.T, list []element) {
	t.Helper()
	for _, e := range list {
		own, ok := known[e.name]
		if !ok {
			t.Errorf("element <%s> is new", e.name)
		}
		for a := range e.attrs {
			if ok && !slices.Contains(own, a) && !slices.Contains(painted, a) {
				t.Errorf("<%s %s=%q> is new", e.name, a, e.attrs[a])
			}
		}
	}
}

func TestEveryKindIsDrawn(t *testing.T) {
	for name, c := range fixtures(small) {
		t.Run(name, func(t *testing.T) {
			c.Warn = func(s string) { t.Errorf("ECharts warns: %s", s) }
			list := elements(t, draw(t, c))
			if len(list) < 15 {
				t.Errorf("only %d elements", len(list))
			}
			checkKnown(t, list)
			if v := list[0].attrs["viewBox"]; v != "0 0 1200 700" {
				t.Errorf("viewBox %q", v)
			}
		})
	}
}

// TestWritesWhatEChartsWrites compares our writer with that of ECharts, which is
// right as long as no text is hostile.
func TestWritesWhatEChartsWrites(t *testing.T) {
	const theirs = `(function(option) {
		option.animation = false; option.useUTC = true;
		var chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: 1200, height: 700 });
		chart.setOption(option);
		return chart.getZr().painter.renderToString({ cssAnimation: false, cssEmphasis: false });
	})`
	for name, c := range fixtures(small) {
		if c.Funcs != nil {
			continue
		}
		option, _, err := c.texts()
		if err != nil {
			t.Fatal(err)
		}
		svg, err := script(t.Context(), Limits{}, theirs+"("+option+")")
		if err != nil {
			t.Fatal(err)
		}
		want, got := elements(t, svg.(string)), elements(t, draw(t, c))
		if len(got) != len(want) {
			t.Fatalf("%s: %d elements, ECharts writes %d", name, len(got), len(want))
		}
		for i, e := range got {
			delete(e.attrs, "ecmeta_data_type")
			if e.name != want[i].name || strings.TrimSpace(e.text) != strings.TrimSpace(want[i].text) || !maps.Equal(e.attrs, want[i].attrs) {
				t.Fatalf("%s: element %d is %v, ECharts writes %v", name, i, e, want[i])
			}
		}
	}
}

// tags counts the marks of an SVG by their type and index.
func tags(list []element) map[string]int {
	seen := map[string]int{}
	for _, e := range list {
		if i, ok := e.attrs["ecmeta_data_index"]; ok {
			seen[fmt.Sprintf("%s %s %s/%s", e.attrs["ecmeta_ssr_type"], e.attrs["ecmeta_data_type"], e.attrs["ecmeta_series_index"], i)]++
		}
	}
	return seen
}

func TestMarksSayWhatTheyStandFor(t *testing.T) {
	bars := tags(elements(t, draw(t, Chart{Option: stackedFixture("bar", 5, 3), W: 600, H: 400})))
	for series := range 3 {
		for i := range 5 {
			if k := fmt.Sprintf("chart  %d/%d", series, i); bars[k] == 0 {
				t.Errorf("no mark %q among %v", k, bars)
			}
		}
		if bars[fmt.Sprintf("legend  %d/0", series)] == 0 && !hasLegend(bars, series) {
			t.Errorf("no legend for series %d among %v", series, bars)
		}
	}
	for _, o := range []object{graphFixture("circular", 6, 9), graphFixture("force", 6, 9)} {
		marks := tags(elements(t, draw(t, Chart{Option: o, W: 600, H: 400})))
		for i := range 9 {
			if marks[fmt.Sprintf("chart edge 0/%d", i)] != 1 {
				t.Errorf("edge %d is not told apart among %v", i, marks)
			}
		}
		for i := range 6 {
			if marks[fmt.Sprintf("chart node 0/%d", i)] == 0 {
				t.Errorf("node %d is not told apart among %v", i, marks)
			}
		}
	}
	flow := tags(elements(t, draw(t, Chart{Option: sankeyFixture(), W: 600, H: 400})))
	if flow["chart edge 0/79"] == 0 || flow["chart node 0/44"] == 0 {
		t.Errorf("the sankey's last edge or node is not told apart among %v", flow)
	}
}

func hasLegend(marks map[string]int, series int) bool {
	for k := range marks {
		if strings.HasPrefix(k, fmt.Sprintf("legend  %d/", series)) {
			return true
		}
	}
	return false
}

// digest names the drawings of all fixtures.
func digest(t testing.TB) string {
	all := fixtures(small)
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintln(h, name, draw(t, all[name]))
	}
	return fmt.Sprintf("digest %x", h.Sum(nil))
}

const childVariable = "SAYWHEN_TEST_DIGEST"

func TestSameBytesInEveryProcessAndZone(t *testing.T) {
	if os.Getenv(childVariable) != "" {
		fmt.Println(digest(t))
		return
	}
	want := digest(t)
	for _, zone := range []string{"Asia/Tehran", "America/Los_Angeles"} {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestSameBytesInEveryProcessAndZone$")
		cmd.Env = append(os.Environ(), childVariable+"=1", "TZ="+zone, "LC_ALL=C")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if got, _, _ := strings.Cut(string(out), "\n"); got != want {
			t.Errorf("in zone %s %q, here %q", zone, got, want)
		}
	}
}

func TestSizesAreChecked(t *testing.T) {
	for _, size := range [][2]int{{0, 100}, {100, 0}, {-1, 100}, {MaxSide + 1, 100}, {100, MaxSide + 1}} {
		c := tiny("x")
		c.W, c.H = size[0], size[1]
		if svg, err := SVG(t.Context(), c); err == nil || svg != "" {
			t.Errorf("%v was drawn", size)
		}
	}
	c := tiny("x")
	c.W, c.H = 1, 1
	draw(t, c)
}

func TestOptionIsLeftAlone(t *testing.T) {
	c := swimlaneFixture(2)
	c.Option["title"] = object{"text": "a\x00b"}
	before := fmt.Sprint(c.Option)
	draw(t, c)
	if after := fmt.Sprint(c.Option); after != before {
		t.Errorf("the option was %s and is %s", before, after)
	}
}

func TestEmptyOptionIsAnEmptyPicture(t *testing.T) {
	for _, o := range []object{nil, {}} {
		if list := elements(t, draw(t, Chart{Option: o, W: 10, H: 10})); list[0].name != "svg" {
			t.Errorf("%v became %v", o, list)
		}
	}
}
