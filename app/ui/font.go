package ui

import (
	"encoding/binary"
	"slices"

	"fyne.io/fyne/v2"

	"saywhen/assets"
)

// Fyne's widgets take one font and fall back to their built-in Noto Sans, then
// to whatever the system has. Handing them Noto Sans Arabic as the font gives
// Persian and Arabic without any system font, with Latin from the fallback; but
// its lines are a third taller. So its vertical metrics are set to those of
// Noto Sans: the shapes are untouched, rows keep their height.

// widgetFont gives the font for widgets' text, Arabic first, in the height of
// the Latin one.
func widgetFont(bold bool) fyne.Resource {
	var latin, arabic []byte
	for _, f := range assets.Fonts() {
		switch {
		case f.Bold != bold:
		case f.Name == "Noto Sans":
			latin = f.TTF
		case f.Name == "Noto Sans Arabic":
			arabic = f.TTF
		}
	}
	name := "saywhen-regular.ttf"
	if bold {
		name = "saywhen-bold.ttf"
	}
	return fyne.NewStaticResource(name, withMetricsOf(arabic, latin))
}

// withMetricsOf returns a copy of font with the ascent, descent and line gap of
// model, scaled to font's own units. What cannot be read is left as it is.
func withMetricsOf(font, model []byte) []byte {
	out := slices.Clone(font)
	upmOut, upmModel := unitsPerEm(out), unitsPerEm(model)
	if upmOut == 0 || upmModel == 0 {
		return out
	}
	for _, f := range []struct {
		table  string
		offset int
		n      int
	}{
		{"hhea", 4, 3}, // ascender, descender, line gap
		{"OS/2", 68, 3},
		{"OS/2", 74, 2}, // winAscent, winDescent
	} {
		dst, src := sfntTable(out, f.table), sfntTable(model, f.table)
		if len(dst) < f.offset+2*f.n || len(src) < f.offset+2*f.n {
			continue
		}
		for i := range f.n {
			at := f.offset + 2*i
			v := int(int16(binary.BigEndian.Uint16(src[at:]))) * upmOut / upmModel
			binary.BigEndian.PutUint16(dst[at:], uint16(int16(v)))
		}
	}
	return out
}

func unitsPerEm(font []byte) int {
	head := sfntTable(font, "head")
	if len(head) < 20 {
		return 0
	}
	return int(binary.BigEndian.Uint16(head[18:]))
}

// sfntTable gives the bytes of one table of a font file, or nil.
func sfntTable(font []byte, tag string) []byte {
	if len(font) < 12 {
		return nil
	}
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		rec := 12 + 16*i
		if len(font) < rec+16 {
			return nil
		}
		if string(font[rec:rec+4]) != tag {
			continue
		}
		start := uint64(binary.BigEndian.Uint32(font[rec+8:]))
		end := start + uint64(binary.BigEndian.Uint32(font[rec+12:]))
		if end > uint64(len(font)) {
			return nil
		}
		return font[start:end]
	}
	return nil
}
