package echarts

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"modernc.org/quickjs"
)

// median runs f until the benchmark has enough and reports the median of the
// processor time that each run took, in milliseconds: unlike the clock on the
// wall it does not grow when others use the machine.
func median(b *testing.B, f func()) {
	b.Helper()
	var took []float64
	for b.Loop() {
		before := processorTime()
		f()
		took = append(took, (processorTime()-before).Seconds()*1000)
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2], "cpu-ms")
}

func BenchmarkCompile(b *testing.B) {
	size := 0
	median(b, func() {
		code, err := compileECharts()
		if err != nil {
			b.Fatal(err)
		}
		size = len(code)
	})
	b.ReportMetric(float64(size), "code-bytes")
}

// BenchmarkMachine starts a machine, does nothing in it and closes it.
func BenchmarkMachine(b *testing.B) {
	shared.compile()
	median(b, func() {
		if err := shared.run(b.Context(), DefaultLimits, nil, func(*quickjs.VM) error { return nil }); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkSVG is the whole way from an option to an SVG, the machine included.
func BenchmarkSVG(b *testing.B) {
	shared.compile()
	charts := fixtures(full)
	for _, name := range slices.Sorted(maps.Keys(charts)) {
		b.Run(name, func(b *testing.B) {
			n := 0
			median(b, func() { n = len(draw(b, charts[name])) })
			b.ReportMetric(float64(n), "svg-bytes")
		})
	}
}

// BenchmarkCancel measures how long a drawing goes on after its context ended.
func BenchmarkCancel(b *testing.B) {
	shared.compile()
	c := fixtures(full)["heatmap"]
	var longest time.Duration
	for b.Loop() {
		ctx, cancel := context.WithCancel(b.Context())
		var at time.Time
		time.AfterFunc(300*time.Millisecond, func() { at = time.Now(); cancel() })
		if _, err := SVG(ctx, c); err == nil {
			b.Fatal("the drawing was not stopped")
		}
		longest = max(longest, time.Since(at))
	}
	b.ReportMetric(longest.Seconds()*1000, "longest-ms")
}
