package echarts

import (
	"context"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// browser runs a headless browser on a page, or skips the test when there is
// none.
func browser(t *testing.T, page string, arguments ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped: starting a browser takes seconds")
	}
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("skipped: no Chromium on PATH, so no page was opened for real")
	}
	file := filepath.Join(t.TempDir(), "chart.html")
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	arguments = append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--user-data-dir=" + t.TempDir(), "--virtual-time-budget=5000", "--window-size=1200,700",
	}, arguments...)
	out, err := exec.CommandContext(ctx, path, append(arguments, "file://"+file)...).Output()
	if err != nil {
		t.Fatalf("the browser failed: %v", err)
	}
	return string(out)
}

func TestBrowserRunsNoTextAndDrawsTheChart(t *testing.T) {
	// All hostile texts but the longest, in one page: what runs, shows.
	all := strings.Join(hostile[:len(hostile)-1], " · ")
	dom := browser(t, hostilePage(t, all), "--dump-dom")
	want := strings.Join(strings.Fields(clean(all)), " ")
	_, rest, _ := strings.Cut(dom, "<title>")
	title, _, _ := strings.Cut(rest, "</title>")
	if got := strings.Join(strings.Fields(html.UnescapeString(title)), " "); got != want {
		t.Errorf("the page's title became %.200q, want %.200q", got, want)
	}
	if !strings.Contains(dom, `data-ready="1"`) || !strings.Contains(dom, "<canvas") {
		t.Error("the chart was not drawn")
	}
	_, rest, _ = strings.Cut(dom, `aria-label="`)
	label, _, _ := strings.Cut(rest, `"`)
	if got := strings.Join(strings.Fields(html.UnescapeString(label)), " "); got != want {
		t.Errorf("the chart's description became %q, want %q", got, want)
	}
	dom = strings.ReplaceAll(withoutECharts(t, dom), label, "") // browsers leave < as it is in attributes
	if strings.Contains(dom, "<img") {
		t.Error("a text became an image element")
	}
}

// One chart of each way to be drawn: a function of ours, cells, a network and a
// flow, with a hostile text in each name.
func TestBrowserRunsNoNameOfAChart(t *testing.T) {
	all := strings.Join(hostile[:len(hostile)-1], " · ")
	in := sample(t, withHostile)
	for _, name := range []string{"latency", "stance-matrix", "network", "flow"} {
		page := pageOf(t, name, in, hostileOptions(all))
		dom := browser(t, page, "--dump-dom")
		_, rest, _ := strings.Cut(dom, "<title>")
		title, _, _ := strings.Cut(rest, "</title>")
		want := strings.Join(strings.Fields(clean(all)), " ")
		if got := strings.Join(strings.Fields(html.UnescapeString(title)), " "); got != want {
			t.Errorf("%s: the page's title became %.200q, want %.200q", name, got, want)
		}
		if !strings.Contains(dom, `data-ready="1"`) || !strings.Contains(dom, "<canvas") {
			t.Errorf("%s was not drawn", name)
		}
		_, box, _ := strings.Cut(dom, `<div id="chart"`)
		_, box, _ = strings.Cut(box, ">")
		box, _, _ = strings.Cut(box, "<noscript")
		if strings.Contains(box, "<img") || strings.Contains(box, "<script") {
			t.Errorf("%s: a name became an element: %.300s", name, box)
		}
	}
}
