package echarts

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"modernc.org/quickjs"

	"saywhen/charts"
	"saywhen/charts/paint"
)

// hosts gives a machine its two ways out, which shim and glue take away from
// the scripts after them: warnings, and the width of a text.
func hosts(vm *quickjs.VM, fonts *paint.Fonts, warn func(string)) error {
	err := vm.RegisterHostFunc("hostWarn", func(args []any) (any, error) {
		if text, ok := oneString(args); ok && warn != nil {
			warn(clean(text))
		}
		return nil, nil
	})
	if err != nil {
		return err
	}
	return vm.RegisterHostFunc("hostMeasure", measurer(fonts.Measure))
}

func oneString(args []any) (s string, ok bool) {
	if len(args) == 1 {
		s, ok = args[0].(string)
	}
	return s, ok
}

var errMeasure = errors.New("measure takes a text and a font")

// measurer gives the width of a text in a font, both as CSS would have them,
// in CSS pixels to a thousandth.
func measurer(measure charts.Measure) quickjs.HostFunc {
	return func(args []any) (any, error) {
		if len(args) != 2 {
			return nil, errMeasure
		}
		text, isText := args[0].(string)
		font, isFont := args[1].(string)
		if !isText || !isFont {
			return nil, errMeasure
		}
		size, bold := cssFont(font)
		if text == lineHeightProbe {
			return float64(size), nil
		}
		return math.Round(float64(measure(text, size, bold))*1000) / 1000, nil
	}
}

// lineHeightProbe is the character whose width ECharts takes for the height of
// a line. In fonts that have it, it is as wide as one em; ours do not have it,
// and lines would overlap.
const lineHeightProbe = "国"

// defaultFontSize is what ECharts draws with when nothing else was said.
const defaultFontSize = 12

// maxFontSize keeps widths finite whatever a font says.
const maxFontSize = 10_000

// cssFont reads the size in CSS pixels and the weight out of a CSS font such as
// "italic bold 14px/1.5 'Noto Sans', sans-serif". The family is not looked at:
// there is one. A size that is missing, or in another unit, is 12 pixels.
func cssFont(font string) (size float32, bold bool) {
	for _, word := range strings.Fields(font) {
		word, _, _ = strings.Cut(word, "/")
		if number, ok := strings.CutSuffix(strings.ToLower(word), "px"); ok {
			return pixels(number), bold
		}
		bold = bold || heavy(word)
	}
	return defaultFontSize, bold
}

func pixels(number string) float32 {
	v, err := strconv.ParseFloat(number, 32)
	if err != nil || math.IsNaN(v) || v < 0 {
		return defaultFontSize
	}
	return float32(min(v, maxFontSize))
}

// heavy reports a weight that the bold face stands for: 600 and up, as browsers
// choose between a regular and a bold face.
func heavy(word string) bool {
	if w := strings.ToLower(word); w == "bold" || w == "bolder" {
		return true
	}
	n, err := strconv.Atoi(word)
	return err == nil && n >= 600 && n <= 1000
}
