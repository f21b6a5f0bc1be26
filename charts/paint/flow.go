package paint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// A Flow sets a long text in a column, for reading. The idea: the text is cut
// into blocks (its paragraphs; very long ones in several), and a block is set
// in lines only when one of them is asked for. Heights of blocks that were not
// set yet are estimates, so nothing here is placed by its distance from the top
// of the text: a Place names a block and how far below its top, and stays true
// while blocks above it are set and turn out taller or shorter.

// Setting says how a text is set. All lengths are logical pixels.
type Setting struct {
	Size    float32 // of the letters
	Width   float32 // of the column, positive
	Leading float32 // from one line to the next
	Gap     float32 // below a paragraph, besides
}

// Flow is a text in a column. It must not be used by two goroutines at once.
type Flow struct {
	fonts  *Fonts
	text   string
	set    Setting
	blocks []block
	tops   []float32 // of each block and of the end, true up to stale
	stale  int
	have   *cache[int, *setBlock]
}

// block is a stretch of the text that is set by itself: bytes, half-open,
// without the line break that ends it.
type block struct {
	start, end int
	ends       bool  // a paragraph ends with it
	base       uint8 // level of its paragraph
	lines      int   // estimated until it was set
}

const (
	// blockBytes is where a paragraph is cut that is longer: setting a block
	// takes time that grows with it. It is more than a page.
	blockBytes = 6 << 10
	// flowRunes bounds the blocks that are kept set, in runes.
	flowRunes = 200_000
	// emptyShare is the height of an empty paragraph in lines.
	emptyShare = 0.5
	// runeEm is the width of a letter in em that estimates go by.
	runeEm = 0.52
)

// NewFlow prepares a text; setting is left for later.
func (f *Fonts) NewFlow(text string, s Setting) *Flow {
	s.Width, s.Size, s.Leading = max(s.Width, 1), max(s.Size, 1), max(s.Leading, 1)
	fl := &Flow{
		fonts: f, text: text, set: s,
		have: newCache[int](flowRunes, func(b *setBlock) int { return len(b.runes) + 16 }),
	}
	for start := 0; start <= len(text); {
		end, next := lineEnd(text, start)
		fl.addParagraph(start, end)
		if end == next {
			break
		}
		start = next
	}
	fl.tops = make([]float32, len(fl.blocks)+1)
	return fl
}

// lineEnd gives where the paragraph that begins at start ends, and where the
// next begins; both are the same at the end of the text. It looks at bytes: a
// whole book passes here before its first line is seen.
func lineEnd(text string, start int) (end, next int) {
	for i := start; i < len(text); i++ {
		switch c := text[i]; {
		case c >= ' ' && c < 0x80, c == '\t':
		case c == '\r' && strings.HasPrefix(text[i+1:], "\n"):
			return i, i + 2
		case c >= '\n' && c <= '\r':
			return i, i + 1
		case c == 0xC2 && strings.HasPrefix(text[i:], "\u0085"):
			return i, i + 2
		case c == 0xE2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			return i, i + 3
		}
	}
	return len(text), len(text)
}

func (fl *Flow) addParagraph(start, end int) {
	base := paragraphLevel(fl.text[start:end])
	for {
		cut := cutAt(fl.text, start, end)
		b := block{start: start, end: cut, ends: cut == end, base: base}
		b.lines = 1 + int(float32(utf8.RuneCountInString(fl.text[start:cut]))*runeEm*fl.set.Size/fl.set.Width)
		fl.blocks = append(fl.blocks, b)
		if start = cut; start == end {
			return
		}
	}
}

// paragraphLevel is baseLevel without making runes of a whole paragraph.
func paragraphLevel(text string) uint8 {
	for _, r := range text {
		switch class(r) {
		case bidi.L:
			return 0
		case bidi.R, bidi.AL:
			return 1
		}
	}
	return 0
}

// cutAt gives where a block that begins at start ends: with its paragraph, or
// behind a blank, or else between two characters.
func cutAt(text string, start, end int) int {
	if end-start <= blockBytes {
		return end
	}
	cut := start + blockBytes
	for i := cut; i > start+blockBytes/2; i-- {
		if text[i-1] == ' ' {
			return i
		}
	}
	for cut > start && !utf8.RuneStart(text[cut]) {
		cut--
	}
	for i := cut; i > start+blockBytes/2; { // not before a mark
		r, _ := utf8.DecodeRuneInString(text[i:])
		if !unicode.Is(unicode.M, r) && !ignorable(r) {
			return i
		}
		_, n := utf8.DecodeLastRuneInString(text[:i])
		i -= n
	}
	return cut
}

// Text is what was set.
func (fl *Flow) Text() string { return fl.text }

// Setting is how it was set.
func (fl *Flow) Setting() Setting { return fl.set }

// height of a block, exact once it was set.
func (fl *Flow) height(i int) float32 {
	b := &fl.blocks[i]
	if b.start == b.end {
		return fl.set.Leading * emptyShare
	}
	h := float32(b.lines) * fl.set.Leading
	if b.ends {
		h += fl.set.Gap
	}
	return h
}

// block gives a block set in lines.
func (fl *Flow) block(i int) *setBlock {
	if s, ok := fl.have.get(i); ok {
		return s
	}
	b := &fl.blocks[i]
	s := fl.fonts.setBlock(fl.text, *b, fl.set)
	if n := len(s.lines); n != b.lines {
		b.lines = n
		fl.stale = min(fl.stale, i)
	}
	fl.have.put(i, s)
	return s
}

// settle brings the tops up to date.
func (fl *Flow) settle() {
	for i := fl.stale; i < len(fl.blocks); i++ {
		fl.tops[i+1] = fl.tops[i] + fl.height(i)
	}
	fl.stale = len(fl.blocks)
}

// blockOf finds the block in which a byte of the text lies; a line break
// belongs to the block that it ends.
func (fl *Flow) blockOf(offset int) int {
	lo, hi := 0, len(fl.blocks)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; fl.blocks[mid].start <= offset {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}
