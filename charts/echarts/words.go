package echarts

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"saywhen/charts"
	"saywhen/charts/paint"
)

// longest bounds any text that is measured or drawn, in characters: what is
// longer fits in no picture, and costs time.
const longest = 400

// oneLine cleans a text and makes one line of it, of at most 400 characters.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	n := 0
	for i := range s {
		if n == longest {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// cut shortens a text to a width in pixels, with an ellipsis.
func cut(f *paint.Fonts, s string, size float32, width float64) string {
	s = oneLine(s)
	if float64(f.Measure(s, size, false)) <= width {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes) // runes[:low] fits with its ellipsis
	for low+1 < high {
		mid := (low + high) / 2
		if float64(f.Measure(string(runes[:mid])+"…", size, false)) <= width {
			low = mid
		} else {
			high = mid
		}
	}
	return strings.TrimRight(string(runes[:low]), " \u200c\u200d") + "…"
}

// wrap breaks a text into at most n lines of a width; the last one is cut.
func wrap(f *paint.Fonts, s string, size float32, width float64, n int) []string {
	var lines []string
	line := ""
	words := strings.Fields(clean(s))
	for i, w := range words {
		next := strings.TrimSpace(line + " " + w)
		if line == "" || float64(f.Measure(oneLine(next), size, false)) <= width {
			line = next
			continue
		}
		if len(lines) == n-1 {
			line += " " + strings.Join(words[i:min(i+40, len(words))], " ")
			break
		}
		lines = append(lines, cut(f, line, size, width))
		line = w
	}
	if line == "" {
		return lines
	}
	return append(lines, cut(f, line, size, width))
}

// name is an entry's name as a legend or an axis shows it; "others" says how
// many it stands for.
func name(e charts.Entry) string {
	n := oneLine(e.Name)
	if e.Others > 0 && !strings.ContainsAny(n, "0123456789") {
		return fmt.Sprintf("%s (%d)", n, e.Others)
	}
	return n
}

// distinct cuts the entries' names to a width and tells equal ones apart by a
// number: series are known by their names.
func (o look) distinct(entries []charts.Entry, size float32, width float64) []string {
	used, out := map[string]bool{}, make([]string, len(entries))
	for i, e := range entries {
		short := cut(o.fonts, name(e), size, width)
		unique := short
		for n := 2; used[unique]; n++ {
			number := fmt.Sprintf(" (%d)", n)
			unique = cut(o.fonts, name(e), size, width-float64(o.fonts.Measure(number, size, false))) + number
		}
		used[unique], out[i] = true, unique
	}
	return out
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// rounded keeps three decimals, and never makes something out of nothing or
// nothing out of something.
func rounded(share float64) float64 {
	if share > 0 && share < 0.001 {
		return 0.001
	}
	return math.Round(share*1000) / 1000
}

// figureText writes a count for a label: whole, or with one decimal when it has
// a fraction that shows.
func figureText(v float64) string {
	switch {
	case v == 0:
		return ""
	case v < 0.05:
		return "<0.1"
	case v >= 100:
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}
