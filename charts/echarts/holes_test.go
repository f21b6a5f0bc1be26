package echarts

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// bare is a chart whose plotting area is the whole picture.
func bare(rows array, x, y object) Chart {
	return Chart{W: 100, H: 40, Funcs: []Func{{array{"series", 0, "renderItem"}, FuncSwimlane}}, Option: object{
		"grid": object{"left": 0, "right": 0, "top": 0, "bottom": 0}, "xAxis": x, "yAxis": y,
		"series": array{object{"type": "custom", "clip": true, "data": rows}},
	}}
}

// TestPictureList is what comes out of a chart with holes, from the lowest
// element to the topmost: what package raster has to recognise.
func TestPictureList(t *testing.T) {
	c := bare(array{array{0, 0, 100}, array{25, 1, 75}},
		object{"min": 0, "max": 100, "show": false}, object{"type": "category", "data": array{"a", "b"}, "show": false})
	c.Option["series"] = append(c.Option["series"].(array), object{"type": "bar", "data": array{array{50, 0}}, "silent": true, "z": 5})
	var got []string
	for _, e := range elements(t, draw(t, c)) {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s %s %s fill=%s %s", e.name, e.attrs["d"],
			e.attrs["ecmeta_native"], e.attrs["ecmeta_series_index"], e.attrs["ecmeta_data_index"], e.attrs["fill"], e.attrs["clip-path"])))
	}
	want := []string{
		"svg     fill=",
		"rect     fill=none",
		"g     fill= url(#zr0-c0)",
		"path M0 20l100 0l0 20l-100 0Z swimlane 0 0 fill=none",
		"path M25 0l50 0l0 20l-50 0Z swimlane 0 1 fill=none",
	}
	if len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
		t.Errorf("got\n%s\nwant first\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestHoles(t *testing.T) {
	lanes := object{"type": "category", "data": array{"a", "b"}, "show": false}
	for name, c := range map[string]struct {
		chart Chart
		want  []Hole
	}{
		"two lanes": {
			bare(array{array{0, 0, 100}, array{25, 1, 75}}, object{"min": 0, "max": 100, "show": false}, lanes),
			[]Hole{{FuncSwimlane, 0, 0, 0, 20, 100, 20}, {FuncSwimlane, 0, 1, 25, 0, 50, 20}},
		},
		"x runs backwards": {
			bare(array{array{0, 0, 75}}, object{"min": 0, "max": 100, "inverse": true, "show": false}, lanes),
			[]Hole{{FuncSwimlane, 0, 0, 25, 20, 75, 20}},
		},
		"lanes from the top": {
			bare(array{array{0, 0, 75}}, object{"min": 0, "max": 100, "show": false}, object{"type": "category", "data": array{"a", "b"}, "inverse": true, "show": false}),
			[]Hole{{FuncSwimlane, 0, 0, 0, 0, 75, 20}},
		},
		"zoomed: the hole is whole, the clip cuts it": {
			bare(array{array{0, 0, 100}}, object{"min": 25, "max": 75, "show": false}, lanes),
			[]Hole{{FuncSwimlane, 0, 0, -50, 20, 200, 20}},
		},
		"cells": {cellsFixture(3), nil},
	} {
		svg := draw(t, c.chart)
		got := Holes(svg)
		if name == "cells" {
			if len(got) != 1 || got[0].Func != FuncCells || got[0].W < 800 || got[0].H < 400 {
				t.Errorf("%s: %v", name, got)
			}
		} else if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		if n := strings.Count(svg, "ecmeta_native="); n != len(got) {
			t.Errorf("%s: %d holes found of %d", name, len(got), n)
		}
	}
}

func TestCellsOfACalendar(t *testing.T) {
	c := Chart{W: 600, H: 200, Funcs: []Func{{array{"series", 0, "renderItem"}, FuncCells}}, Option: object{
		"calendar": object{"range": "2025", "left": 40, "right": 10, "top": 30, "height": 70},
		"series":   array{object{"type": "custom", "coordinateSystem": "calendar", "data": array{array{"2025-01-01", 1}}}},
	}}
	if got := Holes(draw(t, c)); len(got) != 1 || got[0].X != 40 || got[0].Y != 30 || got[0].H != 70 || got[0].W < 540 || got[0].W > 551 {
		t.Errorf("%v, want one of 550 × 70 at 40, 30", got)
	}
}

func TestFillHolesKeepsTheRest(t *testing.T) {
	svg := draw(t, swimlaneFixture(4))
	if FillHoles(svg, func(Hole) string { return "" }) == svg {
		t.Error("no hole was taken out")
	}
	var seen []Hole
	filled := FillHoles(svg, func(h Hole) string {
		seen = append(seen, h)
		return fmt.Sprintf(`<rect x="%v" y="%v" width="%v" height="%v" fill="#f00"/>`, h.X, h.Y, h.W, h.H)
	})
	if !slices.Equal(seen, Holes(svg)) || len(seen) != 4 {
		t.Errorf("filled %v of %v", seen, Holes(svg))
	}
	before, after := elements(t, svg), elements(t, filled)
	if len(before) != len(after) || len(Holes(filled)) != 0 {
		t.Errorf("%d elements became %d", len(before), len(after))
	}
	for i, e := range before {
		if e.attrs["ecmeta_native"] == "" && (e.name != after[i].name || e.text != after[i].text) {
			t.Errorf("element %d changed", i)
		}
	}
}

// TestTextIsNoHole puts a hole's own text where texts stand.
func TestTextIsNoHole(t *testing.T) {
	fake := `<path d="M0 0l9 0l0 9l-9 0Z" ecmeta_series_index="0" ecmeta_data_index="0" ecmeta_native="cells"/>`
	o := everywhere(fake)
	o["textStyle"] = object{"fontFamily": fake}
	if got := Holes(draw(t, Chart{Option: o, W: 300, H: 300})); got != nil {
		t.Errorf("a text became %v", got)
	}
}

func TestNoHolesNoChange(t *testing.T) {
	svg := draw(t, tiny("x"))
	if Holes(svg) != nil || FillHoles(svg, func(Hole) string { return "!" }) != svg {
		t.Error("a chart without holes has some")
	}
}

func TestWithoutTagsKeepsTheRest(t *testing.T) {
	text := ` ecmeta_native="cells"`
	for _, c := range []Chart{tiny(text), swimlaneFixture(3), {Option: everywhere(text), W: 300, H: 300}} {
		svg := draw(t, c)
		before, after := elements(t, svg), elements(t, WithoutTags(svg))
		if len(before) != len(after) {
			t.Fatalf("%d elements became %d", len(before), len(after))
		}
		for i, e := range before {
			maps.DeleteFunc(e.attrs, func(a, _ string) bool { return strings.HasPrefix(a, "ecmeta_") })
			if e.name != after[i].name || e.text != after[i].text || !maps.Equal(e.attrs, after[i].attrs) {
				t.Errorf("%v became %v", e, after[i])
			}
		}
	}
}
