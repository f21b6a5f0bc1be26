//go:build unix

package app

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"saywhen/charts"
)

// The charts that ours is set beside, as npm names them.
const peerPackages = "echarts@6.1.0 uplot@1.6.32"

// peerLanes is how many lanes are drawn by all.
const peerLanes = 50

// peerPage draws points in lanes with one of the libraries, pans to and fro and
// posts what that took, in milliseconds: [first frame, frame, frame …]. Each
// frame is drawn at once, not when the browser sees fit.
const peerPage = `<!doctype html><meta charset="utf-8"><title>bench</title>
<link rel="stylesheet" href="/uplot/dist/uPlot.min.css">
<div id="chart" style="width:1280px;height:800px"></div>
<script src="/echarts/dist/echarts.min.js"></script><script src="/uplot/dist/uPlot.iife.min.js"></script>
<script>
const way = new URLSearchParams(location.search).get("way"), div = document.getElementById("chart"), frames = 60;
function drawECharts(t, y, from, to) {
  const points = new Float64Array(t.length * 2);
  for (let i = 0; i < t.length; i++) { points[2*i] = t[i] * 1000; points[2*i+1] = y[i]; }
  const took = [], timed = f => { const a = performance.now(); f(); took.push(performance.now() - a); };
  let chart;
  timed(() => {
    chart = echarts.init(div, null, {width: 1280, height: 800});
    chart.setOption({animation: false, xAxis: {type: "time"}, yAxis: {type: "value", min: -1, max: 50},
      dataZoom: [{type: "inside", startValue: from * 1000, endValue: to * 1000, filterMode: "none"}],
      series: [{type: "scatter", large: true, largeThreshold: 2000, progressive: 0, symbolSize: 6, data: points, dimensions: ["t", "lane"]}]});
    chart.getZr().flush();
  });
  for (let i = 0; i < frames; i++) {
    const d = (to - from) / 120 * (i < frames / 2 ? i : frames - i) * 1000;
    timed(() => { chart.dispatchAction({type: "dataZoom", startValue: from * 1000 + d, endValue: to * 1000 + d}); chart.getZr().flush(); });
  }
  return took;
}
async function drawUPlot(t, y, from, to) {
  const took = [];
  let drawn;
  const timed = async f => { const done = new Promise(r => drawn = r), a = performance.now(); f(); await done; took.push(performance.now() - a); };
  let u;
  await timed(() => { u = new uPlot({width: 1280, height: 800, legend: {show: false}, cursor: {show: false},
    scales: {x: {time: true, range: (u, a, b) => [a, b], min: from, max: to}, y: {range: [-1, 50]}},
    series: [{}, {stroke: "#333", paths: () => null, points: {show: true, size: 6, space: 0, filter: null}}],
    hooks: {draw: [() => drawn()]}}, [t, y], div); u.setScale("x", {min: from, max: to}); });
  for (let i = 0; i < frames; i++) {
    const d = (to - from) / 120 * (i < frames / 2 ? i : frames - i);
    await timed(() => u.setScale("x", {min: from + d, max: to + d}));
  }
  return took;
}
(async () => {
  let said;
  try {
    const raw = await (await fetch("/points")).arrayBuffer(), n = raw.byteLength / 16;
    const all = new Float64Array(raw), t = all.subarray(0, n), y = all.subarray(n);
    const range = await (await fetch("/range?way=" + way)).json();
    const draw = way.startsWith("uplot") ? drawUPlot : drawECharts;
    said = JSON.stringify(await draw(t, y, range[0], range[1]));
  } catch (e) { said = JSON.stringify(String(e)); }
  await fetch("/done", {method: "POST", body: said});
})();
</script>`

// BenchmarkPeers draws 50 lanes of a million statements by our code and by
// ECharts and uPlot in headless Chromium, in turns: from the data in memory to
// the first frame, and frames of a pan. The others are given the statements of
// those lanes only and draw bare points; ours indexes the million and draws names,
// shapes, colours, counts and labels as well.
func BenchmarkPeers(b *testing.B) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		b.Skip("there is no chromium on this machine to compare with")
	}
	modules := peerModules(b)
	s := openBench(b, million)
	x := s.Index()
	points := pointsOf(x)
	for _, z := range benchZooms[:3] {
		b.Run(z.name, func(b *testing.B) {
			var ours, pan []float64
			peers := map[string][]float64{}
			for b.Loop() {
				var first, frame timings
				var win *window
				first.run(func() {
					y := charts.NewIndex(x.Columns(), x.Reference())
					y.SetOrder(charts.ByCount)
					win = newWindow(y, 1280, 800, 1)
					win.view = win.showing(z.width)
					win.draw()
				})
				for i := range 60 {
					frame.run(func() { win.pan(float32(9 - 18*(i/30))) })
				}
				ours, pan = append(ours, first.wall...), append(pan, frame.wall...)
				for _, name := range []string{"echarts", "uplot"} {
					took := drawByPeer(b, chromium, modules, name, points, win.showing(z.width).Span())
					peers[name+"-first"] = append(peers[name+"-first"], took[0])
					peers[name+"-pan"] = append(peers[name+"-pan"], took[1:]...)
				}
			}
			slices.Sort(ours)
			slices.Sort(pan)
			b.ReportMetric(part(ours, 0.5), "first-ms")
			b.ReportMetric(part(pan, 0.5), "pan-ms")
			for _, name := range []string{"echarts", "uplot"} {
				first, frame := peers[name+"-first"], peers[name+"-pan"]
				slices.Sort(first)
				slices.Sort(frame)
				b.ReportMetric(part(first, 0.5)/part(ours, 0.5), name+"-first-ratio")
				b.ReportMetric(part(frame, 0.5)/part(pan, 0.5), name+"-pan-ratio")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// peerModules is the folder with the packages, which npm puts into the cache.
func peerModules(b *testing.B) string {
	b.Helper()
	folder := filepath.Join(benchFolder(b), "npm")
	modules := filepath.Join(folder, "node_modules")
	if _, err := os.Stat(filepath.Join(modules, "uplot")); err == nil {
		return modules
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		b.Skip("there is no npm on this machine to fetch " + peerPackages)
	}
	args := []string{"install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts"}
	for _, p := range bytes.Fields([]byte(peerPackages)) {
		args = append(args, string(p))
	}
	if out, err := exec.Command(npm, args...).CombinedOutput(); err != nil {
		b.Skipf("npm could not fetch %s: %v\n%s", peerPackages, err, out)
	}
	return modules
}

// pointsOf gives the instants, ascending, of the statements in the first lanes,
// then the numbers of those lanes, as the page reads them.
func pointsOf(x *charts.Index) []byte {
	lane := map[int64]float64{}
	for i, l := range x.Lanes()[:peerLanes] {
		lane[int64(l.Actor)] = float64(peerLanes - 1 - i)
	}
	type point struct{ t, y float64 }
	var list []point
	c := x.Columns()
	for i, speaker := range c.Speaker {
		if y, ok := lane[int64(speaker)]; ok && c.When[i].EarliestStart > 0 {
			list = append(list, point{float64(c.When[i].EarliestStart), y})
		}
	}
	slices.SortStableFunc(list, func(a, b point) int { return int(a.t - b.t) })
	values := make([]float64, 2*len(list))
	for i, p := range list {
		values[i], values[len(list)+i] = p.t, p.y
	}
	var out bytes.Buffer
	_ = binary.Write(&out, binary.LittleEndian, values) // a buffer takes all
	return out.Bytes()
}

// drawByPeer lets a library draw in a fresh browser and gives what it says.
func drawByPeer(b *testing.B, chromium, modules, name string, points []byte, span charts.Span) []float64 {
	b.Helper()
	done := make(chan []byte, 1)
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir(modules)))
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(peerPage)) })
	mux.HandleFunc("/points", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(points) })
	mux.HandleFunc("/range", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode([]int64{span.From, span.To})
	})
	mux.HandleFunc("/done", func(_ http.ResponseWriter, r *http.Request) {
		var text bytes.Buffer
		_, _ = text.ReadFrom(r.Body)
		done <- text.Bytes()
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	cmd := exec.Command(
		chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0",
		"--user-data-dir="+b.TempDir(), "--window-size=1300,850", server.URL+"/page?way="+name)
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() { cmd.Process.Kill(); cmd.Wait() }()
	select {
	case text := <-done:
		var took []float64
		if err := json.Unmarshal(text, &took); err != nil || len(took) < 2 {
			b.Fatalf("%s: %s", name, text)
		}
		return took
	case <-time.After(2 * time.Minute):
		b.Fatalf("%s did not finish", name)
		return nil
	}
}
