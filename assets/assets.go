// Package assets holds what the program carries inside itself: its icon, the
// fonts that it draws with, Apache ECharts for charts that are saved as web
// pages, and the sample project.
//
// It hands out bytes and nothing more: it does not parse a font, run a script
// or read a project, and imports nothing but the standard library. Every file
// that others made has its licence beside it; NOTICE lists them.
package assets

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"slices"
)

//go:embed fonts/NotoSans-Regular.ttf
var notoSans []byte

//go:embed fonts/NotoSans-Bold.ttf
var notoSansBold []byte

//go:embed fonts/NotoSansArabic-Regular.ttf
var notoSansArabic []byte

//go:embed fonts/NotoSansArabic-Bold.ttf
var notoSansArabicBold []byte

//go:embed icon.png
var icon []byte

//go:embed sample.json
var sample []byte

//go:embed echarts/echarts.min.js.gz
var echartsGzip []byte

// ECHARTSSHA256 is the SHA-256, in lower-case hex, of what ECharts returns:
// dist/echarts.min.js of the npm package echarts 6.1.0.
const ECHARTSSHA256 = "b66b25aeb4df84e33199dc21694014d336d222cbd9deb0e5a7c14bd6aa0d0fd0"

// Font is one embedded typeface.
type Font struct {
	// Name is the family's: "Noto Sans".
	Name string
	// Bold tells the bold face of a family from the regular one.
	Bold bool
	// TTF is the font file. It is shared by all callers: read it only.
	TTF []byte
}

// Fonts returns every embedded font in the order in which a glyph is to be
// looked for: Latin, Greek and Cyrillic first, then Arabic and Persian; the
// regular face of a family before its bold one.
func Fonts() []Font {
	return []Font{
		{Name: "Noto Sans", TTF: notoSans},
		{Name: "Noto Sans", Bold: true, TTF: notoSansBold},
		{Name: "Noto Sans Arabic", TTF: notoSansArabic},
		{Name: "Noto Sans Arabic", Bold: true, TTF: notoSansArabicBold},
	}
}

// Icon returns the program's icon, a PNG of 512 by 512 pixels.
func Icon() []byte { return slices.Clone(icon) }

// Sample returns the sample project in the program's JSON format: the affair
// of the reported order to cooperate of September 2014, in our own words.
func Sample() []byte { return slices.Clone(sample) }

// ECharts returns the source text of Apache ECharts, about 1.1 MB. It fails
// only when the program file itself is damaged.
func ECharts() (string, error) {
	zr, err := gzip.NewReader(bytes.NewReader(echartsGzip))
	if err != nil {
		return "", fmt.Errorf("the built-in ECharts is damaged, install Saywhen again: %w", err)
	}
	text, err := io.ReadAll(zr)
	if err != nil {
		return "", fmt.Errorf("the built-in ECharts is damaged, install Saywhen again: %w", err)
	}
	return string(text), nil
}
