package echarts

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"modernc.org/quickjs"

	"saywhen/charts/paint"
)

// Chart is an option and what drawing it needs.
type Chart struct {
	// Option is what ECharts calls an option: JSON values, or what
	// go-echarts' JSON() returns after Validate(). It is left as it is. Every
	// string in it is cleaned; functions in it are refused.
	Option map[string]any
	// Funcs are functions of the registry and their places in Option.
	Funcs []Func
	// W and H are the size of the picture in CSS pixels, 1 to MaxSide.
	W, H int
	// Limits are the most that drawing may take; zero fields are
	// DefaultLimits'.
	Limits Limits
	// Warn, if there is one, is called with each warning of ECharts, before
	// SVG returns and on its goroutine.
	Warn func(text string)
}

// MaxSide is the largest width and height of a chart in CSS pixels.
const MaxSide = 16_384

// Limits bound one drawing.
type Limits struct {
	// Memory is in bytes and counts what JavaScript keeps, not the option and
	// the SVG on the Go side. ECharts itself takes 11 MiB of it, a labelled
	// heatmap of 30 × 30 cells 18.
	Memory uintptr
	// Time is wall clock from the call to the end, the wait for ECharts to be
	// compiled included.
	Time time.Duration
}

// DefaultLimits are far above what any chart of this program takes (the
// largest measured, 10,000 single marks, took 150 MiB and 8 s on a loaded
// machine) and far below what would hurt the rest of the program.
var DefaultLimits = Limits{Memory: 256 << 20, Time: 30 * time.Second}

func (l Limits) orDefault() Limits {
	if l.Memory == 0 {
		l.Memory = DefaultLimits.Memory
	}
	if l.Time == 0 {
		l.Time = DefaultLimits.Time
	}
	return l
}

// Warm begins to compile ECharts and to parse the fonts in the background,
// about 0.3 s of one processor, so that the first chart need not wait for
// them. It returns at once and may be called any number of times.
func Warm() {
	go shared.compile()
	go paint.Default()
}

// SVG draws a chart and returns an SVG file in which every text of the option
// is inert text and can be selected. The same chart gives the same bytes in
// every process, on every machine and in every time zone.
//
// Marks carry attributes that say what they stand for:
//
//	ecmeta_series_index  index into option.series
//	ecmeta_data_index    index into that series' data (its links, for an edge)
//	ecmeta_data_type     "node" or "edge" in graphs and sankeys, else "main" or absent
//	ecmeta_ssr_type      "chart", or "legend" for an entry of the legend
//	ecmeta_native        the name of the function that left this hole: see Holes
//
// It may be called by several goroutines at once. When ctx ends, drawing stops
// within a few milliseconds and the error is ctx's.
func SVG(ctx context.Context, chart Chart) (string, error) {
	return shared.svg(ctx, chart)
}

func (e *engine) svg(ctx context.Context, c Chart) (svg string, err error) {
	if c.W < 1 || c.H < 1 || c.W > MaxSide || c.H > MaxSide {
		return "", fmt.Errorf("the chart was not drawn: %d × %d pixels is no size, choose 1 to %d each way", c.W, c.H, MaxSide)
	}
	option, funcs, err := c.texts()
	if err != nil {
		return "", err
	}
	err = e.run(ctx, c.Limits.orDefault(), c.Warn, func(vm *quickjs.VM) error {
		out, err := vm.Call("draw", option, funcs, c.W, c.H)
		if err != nil {
			return err
		}
		svg = out.(string) // draw joins strings and cannot return anything else
		return nil
	})
	return svg, err
}

// texts gives the option and the list of functions as the JSON that draw
// reads.
func (c Chart) texts() (option, funcs string, err error) {
	o, err := plain(c.Option)
	if err != nil {
		return "", "", err
	}
	placed, err := placeFuncs(o, c.Funcs)
	if err != nil {
		return "", "", err
	}
	rawOption, err := json.Marshal(o)
	if err != nil {
		return "", "", fmt.Errorf("the chart could not be written: %w", err)
	}
	rawFuncs, err := json.Marshal(placed)
	if err != nil {
		return "", "", fmt.Errorf("the chart could not be written: %w", err)
	}
	return string(rawOption), string(rawFuncs), nil
}
