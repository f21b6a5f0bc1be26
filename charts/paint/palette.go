package paint

import (
	"image/color"

	"saywhen/charts"
)

// Palette gives every style its colour. Colours are opaque unless alpha
// premultiplied says otherwise, as color.RGBA does.
//
// Denials are brown and orange, confirmations blue: an axis that people with
// any of the common kinds of colour blindness can follow, unlike red and green.
// The strong stances are darker in light and print and more saturated in dark.
// Tests hold that the five stances and "no stance" stay apart for people with
// protanopia, deuteranopia and tritanopia, that text has a contrast of 4.5:1 and
// marks one of 3:1 with what is behind them, and that the print palette can be
// told apart after a black and white copier.
type Palette [charts.NumStyles]color.RGBA

// PaletteByName returns "light", "dark" or "print".
func PaletteByName(name string) (Palette, bool) {
	switch name {
	case "light":
		return Light(), true
	case "dark":
		return Dark(), true
	case "print":
		return Print(), true
	}
	return Palette{}, false
}

// PaletteNames lists the names that PaletteByName knows.
func PaletteNames() []string { return []string{"light", "dark", "print"} }

// StanceColours gives the colours of the stances from -2 to +2, for charts that
// are not drawn by this package.
func StanceColours(p Palette) [5]color.RGBA {
	return [5]color.RGBA(p[charts.StyleStanceMinus2 : charts.StyleStancePlus2+1])
}

// rgb makes an opaque colour of 0xRRGGBB.
func rgb(v uint32) color.RGBA {
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// Light is for windows and slides with a light background.
func Light() Palette {
	return Palette{
		charts.StyleBackground:   rgb(0xffffff),
		charts.StyleBand:         rgb(0xffffff),
		charts.StyleBandAlt:      rgb(0xf5f7f9),
		charts.StyleGroup:        rgb(0xf1f4f7),
		charts.StyleGutter:       rgb(0xfafbfc),
		charts.StyleAxis:         rgb(0xfafbfc),
		charts.StyleGridMinor:    rgb(0xe9edf1),
		charts.StyleGridMajor:    rgb(0xccd4dc),
		charts.StyleRule:         rgb(0xc3cbd4),
		charts.StyleText:         rgb(0x24292f),
		charts.StyleTextDim:      rgb(0x5d6670),
		charts.StyleTextStrong:   rgb(0x0d1117),
		charts.StyleNoStance:     rgb(0x7a767e),
		charts.StyleStanceMinus2: rgb(0x7d1a0c),
		charts.StyleStanceMinus1: rgb(0xda6210),
		charts.StyleStance0:      rgb(0x26212e),
		charts.StyleStancePlus1:  rgb(0x2787e0),
		charts.StyleStancePlus2:  rgb(0x1620b4),
		charts.StyleDensity:      rgb(0x75818f),
		charts.StyleLinkDeny:     rgb(0xc2410c),
		charts.StyleLinkAffirm:   rgb(0x1f6fc4),
		charts.StyleLinkNeutral:  rgb(0x6b7280),
		charts.StyleLinkReport:   rgb(0x8250b8),
		charts.StyleLinkContra:   rgb(0xb0175f),
		charts.StyleSelection:    rgb(0xf2b705),
		charts.StyleMarkEdge:     rgb(0xffffff),
		charts.StyleNow:          rgb(0x0b7a75),
	}
}

// Dark is for windows with a dark background.
func Dark() Palette {
	return Palette{
		charts.StyleBackground:   rgb(0x14171c),
		charts.StyleBand:         rgb(0x14171c),
		charts.StyleBandAlt:      rgb(0x191d23),
		charts.StyleGroup:        rgb(0x1c2128),
		charts.StyleGutter:       rgb(0x181c22),
		charts.StyleAxis:         rgb(0x181c22),
		charts.StyleGridMinor:    rgb(0x242a32),
		charts.StyleGridMajor:    rgb(0x39424d),
		charts.StyleRule:         rgb(0x434d59),
		charts.StyleText:         rgb(0xd5dae1),
		charts.StyleTextDim:      rgb(0x98a2ae),
		charts.StyleTextStrong:   rgb(0xf3f5f7),
		charts.StyleNoStance:     rgb(0x868a92),
		charts.StyleStanceMinus2: rgb(0xdc4a1c),
		charts.StyleStanceMinus1: rgb(0xffbe62),
		charts.StyleStance0:      rgb(0xf7f7f4),
		charts.StyleStancePlus1:  rgb(0x93c6ff),
		charts.StyleStancePlus2:  rgb(0x6066f2),
		charts.StyleDensity:      rgb(0x7d8896),
		charts.StyleLinkDeny:     rgb(0xf0803c),
		charts.StyleLinkAffirm:   rgb(0x6fb1f5),
		charts.StyleLinkNeutral:  rgb(0x98a2ae),
		charts.StyleLinkReport:   rgb(0xb592e6),
		charts.StyleLinkContra:   rgb(0xf27ab5),
		charts.StyleSelection:    rgb(0xf5c542),
		charts.StyleMarkEdge:     rgb(0x14171c),
		charts.StyleNow:          rgb(0x2fbfb5),
	}
}

// Print is for paper: no tinted areas, and every stance has a grey of its own.
func Print() Palette {
	return Palette{
		charts.StyleBackground:   rgb(0xffffff),
		charts.StyleBand:         rgb(0xffffff),
		charts.StyleBandAlt:      rgb(0xffffff),
		charts.StyleGroup:        rgb(0xffffff),
		charts.StyleGutter:       rgb(0xffffff),
		charts.StyleAxis:         rgb(0xffffff),
		charts.StyleGridMinor:    rgb(0xe4e4e4),
		charts.StyleGridMajor:    rgb(0xbababa),
		charts.StyleRule:         rgb(0x8a8a8a),
		charts.StyleText:         rgb(0x111111),
		charts.StyleTextDim:      rgb(0x444444),
		charts.StyleTextStrong:   rgb(0x000000),
		charts.StyleNoStance:     rgb(0x7b7b70),
		charts.StyleStanceMinus2: rgb(0x420000),
		charts.StyleStanceMinus1: rgb(0xac3d07),
		charts.StyleStance0:      rgb(0x52414c),
		charts.StyleStancePlus1:  rgb(0x6790f5),
		charts.StyleStancePlus2:  rgb(0x1402a7),
		charts.StyleDensity:      rgb(0x6a6a6a),
		charts.StyleLinkDeny:     rgb(0x8a2f05),
		charts.StyleLinkAffirm:   rgb(0x1c3fa8),
		charts.StyleLinkNeutral:  rgb(0x5a5a5a),
		charts.StyleLinkReport:   rgb(0x6b3a99),
		charts.StyleLinkContra:   rgb(0x7d0f45),
		charts.StyleSelection:    rgb(0x000000),
		charts.StyleMarkEdge:     rgb(0xffffff),
		charts.StyleNow:          rgb(0x222222),
	}
}
