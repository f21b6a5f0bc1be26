package echarts

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed registry.js
var registry string

// Func puts a function of the registry into an option. Names in options
// themselves are never looked up: text in data stays text, whatever it says.
type Func struct {
	// Path leads to the place in the option: names of fields (string) and
	// places in lists (int), such as "series", 0, "renderItem". All of it but
	// the last step must be there already; the last is set or replaced.
	Path []any `json:"path"`
	// Name is one of the constants below.
	Name string `json:"name"`
}

// The registry. Lanes are places on a category axis that stands upright, x is
// any axis that lies.
const (
	// FuncSwimlane, for renderItem of a custom series with the data
	// [x from, lane, x to], leaves one hole per row: the lane's whole band from
	// one x to the other.
	FuncSwimlane = "swimlane"
	// FuncCells, for renderItem of a custom series with one row, leaves one
	// hole: the whole plotting area of the series' axes or calendar.
	FuncCells = "cells"
	// FuncRange, for renderItem of a custom series with the data
	// [x from, lane, x to], draws a bar across the middle of the lane, at least
	// 2 pixels long, cut at the plotting area.
	FuncRange = "range"
	// FuncAbsolute, for a formatter of an axis label, writes -3 as 3: both
	// sides of a diverging bar count upwards.
	FuncAbsolute = "absolute"
)

// natives are the functions that leave holes for native drawers.
var natives = []string{FuncSwimlane, FuncCells}

// Functions lists the registry.
func Functions() []string {
	return []string{FuncSwimlane, FuncCells, FuncRange, FuncAbsolute}
}

// placedFunc is Func as the glue reads it.
type placedFunc struct {
	Func
	Native bool `json:"native"`
}

// placeFuncs checks functions against the registry and the option, which must
// be plain.
func placeFuncs(option map[string]any, funcs []Func) ([]placedFunc, error) {
	out := make([]placedFunc, 0, len(funcs))
	for _, f := range funcs {
		if !slices.Contains(Functions(), f.Name) {
			return nil, fmt.Errorf("the chart was not drawn: there is no function %q, only %s", f.Name, strings.Join(Functions(), ", "))
		}
		if err := f.check(option); err != nil {
			return nil, err
		}
		out = append(out, placedFunc{f, slices.Contains(natives, f.Name)})
	}
	return out, nil
}

// check walks the path of a function. Holes are told apart by their series, so
// a native function fits nowhere but in renderItem of one.
func (f Func) check(option map[string]any) error {
	if slices.Contains(natives, f.Name) && !f.inSeries() {
		return fmt.Errorf("the chart was not drawn: function %q must be renderItem of a series, not %v", f.Name, f.Path)
	}
	if len(f.Path) == 0 {
		return fmt.Errorf("the chart was not drawn: function %q has no place", f.Name)
	}
	var at any = option
	for i, step := range f.Path {
		next, ok := enter(at, step, i == len(f.Path)-1)
		if !ok {
			return fmt.Errorf("the chart was not drawn: the option has no place %v for function %q", f.Path, f.Name)
		}
		at = next
	}
	return nil
}

func (f Func) inSeries() bool {
	if len(f.Path) != 3 || f.Path[0] != "series" || f.Path[2] != "renderItem" {
		return false
	}
	_, ok := f.Path[1].(int)
	return ok
}

// enter takes one step into plain JSON. The last step may name a field that is
// not there yet, but for the one with which JavaScript changes what an object
// is.
func enter(at, step any, last bool) (next any, ok bool) {
	switch step := step.(type) {
	case string:
		o, isMap := at.(map[string]any)
		next, ok = o[step]
		return next, isMap && step != "__proto__" && (ok || last)
	case int:
		l, _ := at.([]any)
		if step < 0 || step >= len(l) {
			return nil, false
		}
		return l[step], true
	}
	return nil, false
}
