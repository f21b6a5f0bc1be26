package paint

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"

	"saywhen/assets"
	"saywhen/charts"
)

// Fonts holds the faces of the program and the lines that were shaped with
// them. It may be used by several goroutines at once.
type Fonts struct {
	faces         []*font.Face
	regular, bold []uint8 // indices into faces, in the order of search

	mu     sync.Mutex // the shaper and the faces are not safe to share
	shaper shaping.HarfbuzzShaper
	lines  *cache[lineKey, *line]

	outlines *cache[outlineKey, []opentype.Segment] // of Trace
}

// maxFaces is the number of faces that a glyph can name, besides boxFace.
const maxFaces = int(boxFace)

// lineCacheGlyphs bounds the shaped lines that are kept, in glyphs of about 20
// bytes; a million labels do not fit and need not.
const lineCacheGlyphs = 400_000

// NewFonts parses the embedded faces. It fails only when the program file
// itself is damaged.
func NewFonts() (*Fonts, error) {
	return parseFonts(assets.Fonts())
}

func parseFonts(files []assets.Font) (*Fonts, error) {
	f := &Fonts{
		lines:    newCache[lineKey](lineCacheGlyphs, (*line).cost),
		outlines: newCache[outlineKey](outlineSegments, func(s []opentype.Segment) int { return len(s) + 1 }),
	}
	if len(files) == 0 || len(files) > maxFaces {
		return nil, fmt.Errorf("the program has %d built-in fonts instead of 1 to %d, install it again", len(files), maxFaces)
	}
	f.shaper.SetFontCacheSize(len(files)) // preparing a font costs more than shaping a line
	for i, file := range files {
		face, err := font.ParseTTF(bytes.NewReader(file.TTF))
		if err != nil {
			return nil, fmt.Errorf("the built-in font %s is damaged, install the program again: %w", file.Name, err)
		}
		f.faces = append(f.faces, face)
		if file.Bold {
			f.bold = append(f.bold, uint8(i))
		} else {
			f.regular = append(f.regular, uint8(i))
		}
	}
	f.regular, f.bold = append(f.regular, f.bold...), append(f.bold, f.regular...)
	return f, nil
}

var defaultFonts = sync.OnceValue(func() *Fonts {
	f, err := NewFonts()
	if err != nil {
		panic(err) // the binary is broken; a test holds that it is not
	}
	return f
})

// Default returns the program's fonts, parsed at the first call.
func Default() *Fonts { return defaultFonts() }

var _ charts.Measure = (*Fonts)(nil).Measure

// Measure gives the width in logical pixels of one line of text at a size in
// logical pixels. It is the advance width of the shaped line, exactly what a
// Painter and WriteSVG use.
func (f *Fonts) Measure(text string, size float32, bold bool) float32 {
	return f.line(text, bold).width * size
}

// outline gives a glyph's path in font units, y upwards, and the font's units
// per em. Glyphs that are not outlines have an empty path.
func (f *Fonts) outline(face uint8, gid font.GID) ([]opentype.Segment, float32) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fc := f.faces[face]
	o, _ := fc.GlyphData(gid).(font.GlyphOutline)
	return o.Segments, float32(fc.Upem())
}
