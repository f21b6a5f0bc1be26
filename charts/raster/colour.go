package raster

import (
	"image/color"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"

	"saywhen/charts/paint"
)

// brush says with what to fill: nothing, a colour, or what an id names.
type brush struct {
	set    bool
	colour color.NRGBA
	id     string
}

var black = color.NRGBA{A: 255}

// parseBrush reads a fill or stroke.
func parseBrush(s string) (brush, bool) {
	if s == "none" || s == "transparent" {
		return brush{}, true
	}
	if id, ok := reference(s); ok {
		return brush{set: true, id: id}, true
	}
	c, ok := parseColour(s)
	return brush{set: true, colour: c}, ok
}

// reference reads "url(#id)".
func reference(s string) (string, bool) {
	s, ok := strings.CutPrefix(s, "url(")
	if !ok {
		return "", false
	}
	s, ok = strings.CutSuffix(s, ")")
	if !ok {
		return "", false
	}
	return strings.CutPrefix(strings.Trim(s, `"' `), "#")
}

// parseColour reads what CSS 3 allows for a colour: names, #rgb, #rrggbb (and
// with alpha), rgb, rgba, hsl, hsla.
func parseColour(s string) (color.NRGBA, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		return parseHex(hex)
	}
	if name, args, ok := strings.Cut(s, "("); ok {
		args, ok = strings.CutSuffix(args, ")")
		return parseColourFunc(name, args, ok)
	}
	c, ok := colornames.Map[s]
	return color.NRGBA(c), ok // all names are opaque
}

func parseHex(h string) (color.NRGBA, bool) {
	if len(h) == 3 || len(h) == 4 {
		var long []byte
		for i := range len(h) {
			long = append(long, h[i], h[i])
		}
		h = string(long)
	}
	if len(h) == 6 {
		h += "ff"
	}
	v, err := strconv.ParseUint(h, 16, 32)
	if err != nil || len(h) != 8 {
		return color.NRGBA{}, false
	}
	return color.NRGBA{uint8(v >> 24), uint8(v >> 16), uint8(v >> 8), uint8(v)}, true
}

func parseColourFunc(name, args string, ok bool) (color.NRGBA, bool) {
	parts := strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if !ok || len(parts) != 3 && len(parts) != 4 {
		return color.NRGBA{}, false
	}
	whole := [4]float64{255, 255, 255, 1}
	if strings.HasPrefix(name, "hsl") {
		whole = [4]float64{360, 1, 1, 1}
	}
	v := [4]float64{3: 1}
	for i, p := range parts {
		if v[i], ok = length(p, whole[i]); !ok {
			return color.NRGBA{}, false
		}
	}
	switch name {
	case "rgb", "rgba":
		return color.NRGBA{channel(v[0] / 255), channel(v[1] / 255), channel(v[2] / 255), channel(v[3])}, true
	case "hsl", "hsla":
		return color.NRGBA{hue(v, 0), hue(v, 8), hue(v, 4), channel(v[3])}, true
	}
	return color.NRGBA{}, false
}

// hue gives a channel of a colour in hue (degrees), saturation and lightness: n
// is 0 for red, 8 for green, 4 for blue (CSS Color 4, 7.1).
func hue(v [4]float64, n float64) uint8 {
	k := math.Mod(n+v[0]/30, 12)
	if k < 0 {
		k += 12
	}
	a := v[1] * min(v[2], 1-v[2])
	return channel(v[2] - a*max(-1, min(min(k-3, 9-k), 1)))
}

// channel converts 0–1 to 0–255.
func channel(v float64) uint8 { return uint8(max(0, min(v, 1))*255 + 0.5) }

// packed premultiplies and packs a colour, with an opacity of 0 to 1.
func packed(c color.NRGBA, opacity float64) uint32 {
	a := float64(c.A) * max(0, min(opacity, 1)) / 255
	mul := func(v uint8) uint8 { return uint8(float64(v)*a + 0.5) }
	return paint.Pack(color.RGBA{mul(c.R), mul(c.G), mul(c.B), uint8(a*255 + 0.5)})
}
