package echarts

import (
	"regexp"
	"strconv"
	"strings"
)

// Thousands of marks as elements of ECharts cost seconds. Instead, a custom
// series whose renderItem is a native function (FuncSwimlane, FuncCells) leaves
// holes: unpainted rectangles at the place, the depth and behind the clip that
// ECharts computed. Whoever turns the SVG into pixels draws the marks there, and
// whoever writes an SVG file replaces the holes by elements.

// Hole is one rectangle that ECharts left free, in CSS pixels to a tenth.
type Hole struct {
	// Func is the registry's function that left it.
	Func string
	// Series and Index are the places of the series in the option and of the
	// row in its data.
	Series, Index int
	// X, Y is the corner at the top left. W and H are not negative; data that
	// run backwards on their axis are mirrored, which the drawer has to know.
	X, Y, W, H float64
}

// holePattern is one hole as an element, from the painter's own way to write
// rectangles: a start and steps relative to it. No text can look like one,
// because < is escaped in texts and attributes.
var holePattern = regexp.MustCompile(
	`<path d="M(\S+) (\S+)l(\S+) 0l0 (\S+?)l\S+ 0Z"[^<>]* ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)"[^<>]* ecmeta_native="(\w+)"[^<>]*/>`)

// FillHoles replaces the holes of an SVG that SVG returned, from the lowest to
// the topmost, by what fill gives for each: well-formed elements, or "" to leave
// nothing there.
func FillHoles(svg string, fill func(Hole) string) string {
	var b strings.Builder
	end := 0
	for _, at := range holePattern.FindAllStringSubmatchIndex(svg, -1) {
		b.WriteString(svg[end:at[0]])
		b.WriteString(fill(holeAt(svg, at)))
		end = at[1]
	}
	b.WriteString(svg[end:])
	return b.String()
}

// Holes lists the holes of an SVG that SVG returned, from the lowest to the
// topmost.
func Holes(svg string) (list []Hole) {
	for _, at := range holePattern.FindAllStringSubmatchIndex(svg, -1) {
		list = append(list, holeAt(svg, at))
	}
	return list
}

// metaPattern is one attribute that says what a mark stands for. No text can
// look like one, because quotes are escaped in texts and attributes.
var metaPattern = regexp.MustCompile(` ecmeta_\w+="[^"<>]*"`)

// WithoutTags takes the attributes ecmeta_* out of an SVG that SVG returned, for
// files that leave the program. Holes can no longer be told from other
// rectangles afterwards: fill them first.
func WithoutTags(svg string) string { return metaPattern.ReplaceAllLiteralString(svg, "") }

func holeAt(svg string, at []int) Hole {
	group := func(i int) string { return svg[at[2*i]:at[2*i+1]] }
	number := func(i int) float64 {
		v, _ := strconv.ParseFloat(group(i), 64) // numbers that the painter wrote
		return v
	}
	count := func(i int) int {
		v, _ := strconv.Atoi(group(i))
		return v
	}
	h := Hole{Func: group(7), Series: count(5), Index: count(6), X: number(1), Y: number(2), W: number(3), H: number(4)}
	if h.W < 0 {
		h.X, h.W = h.X+h.W, -h.W
	}
	if h.H < 0 {
		h.Y, h.H = h.Y+h.H, -h.H
	}
	return h
}
