package article

import (
	"sort"
	"strings"

	"saywhen/storage"
)

// Unit is a kind of passage that one can step by.
type Unit int

// The units. Words, clauses, sentences and paragraphs follow one another
// without overlap; quotations may hold quotations.
const (
	// Word is a run of letters, digits or one emoji; blanks and punctuation
	// stand between words.
	Word Unit = iota
	// Clause is a part of a sentence up to a comma, semicolon, colon or dash,
	// which it includes.
	Clause
	// Sentence has no outer blanks; its full stop and closing quote mark belong
	// to it.
	Sentence
	// Paragraph is a line, or what stands between blank lines in a text whose
	// lines were broken by hand (see wrapped).
	Paragraph
	// Quotation is what stands between “…”, "…", «…», ‘…’ or „…“, without the
	// marks.
	Quotation
	numUnits
)

// Text is a text with its boundaries. It is built once per text, does not
// change, and may be read from several goroutines.
type Text struct {
	s     string
	cells bitset // where a character, as a reader sees it, begins
	spans [numUnits][]storage.Span
}

// NewText finds the boundaries of a text. The time grows with its length:
// about 0.1 s for 1 MB.
func NewText(s string) *Text {
	t := &Text{s: s, cells: cellsOf(s)}
	flow := unwrap(s)
	t.spans[Paragraph] = t.paragraphs(flow)
	t.spans[Sentence] = t.sentences(flow)
	t.spans[Word] = t.words()
	t.spans[Clause] = t.clauses()
	t.spans[Quotation] = t.quotations()
	return t
}

// String is the text itself.
func (t *Text) String() string { return t.s }

// All gives every passage of a unit in the order of their starts. The slice is
// the text's own: do not change it.
func (t *Text) All(u Unit) []storage.Span { return t.spans[u] }

// At gives the passage around an offset: the innermost one that holds it, else
// the next after it, else the last of the text. It reports false when the text
// has none.
func (t *Text) At(u Unit, off int) (storage.Span, bool) {
	list := t.spans[u]
	after := sort.Search(len(list), func(i int) bool { return list[i].Start > off })
	for i := after - 1; i >= 0; i-- {
		if off < list[i].End {
			return list[i], true
		}
		if u != Quotation {
			break
		}
	}
	if after == len(list) {
		after--
	}
	if after < 0 {
		return storage.Span{}, false
	}
	return list[after], true
}

// Next gives the first passage that starts after an offset.
func (t *Text) Next(u Unit, off int) (storage.Span, bool) {
	list := t.spans[u]
	i := sort.Search(len(list), func(i int) bool { return list[i].Start > off })
	if i == len(list) {
		return storage.Span{}, false
	}
	return list[i], true
}

// Prev gives the last passage that starts before an offset.
func (t *Text) Prev(u Unit, off int) (storage.Span, bool) {
	list := t.spans[u]
	i := sort.Search(len(list), func(i int) bool { return list[i].Start >= off })
	if i == 0 {
		return storage.Span{}, false
	}
	return list[i-1], true
}

// Cell gives the character, as a reader sees it, that holds the byte at an
// offset; an empty span at the end of the text.
func (t *Text) Cell(off int) storage.Span {
	off = min(max(off, 0), len(t.s))
	if off == len(t.s) {
		return storage.Span{Start: off, End: off}
	}
	end := off + 1
	for !t.cells.has(end) {
		end++
	}
	return storage.Span{Start: t.cellStart(off), End: end}
}

// cellStart is the start of the character that holds the byte at off, or off
// itself at the end of the text.
func (t *Text) cellStart(off int) int {
	for !t.cells.has(off) {
		off--
	}
	return off
}

// CellBefore gives the character that ends at or around an offset; an empty
// span at the start of the text.
func (t *Text) CellBefore(off int) storage.Span {
	off = min(max(off, 0), len(t.s))
	if off == 0 {
		return storage.Span{}
	}
	return t.Cell(off - 1)
}

// Snap puts a span within the text and widens it to whole characters.
func (t *Text) Snap(sp storage.Span) storage.Span {
	start := min(max(sp.Start, 0), len(t.s))
	end := min(max(sp.End, start), len(t.s))
	start = t.cellStart(start)
	if end > start && !t.cells.has(end) {
		end = t.Cell(end).End
	}
	return storage.Span{Start: start, End: max(start, end)}
}

// Quote gives the words of several spans as one quotation, with " … " where
// something was left out.
func (t *Text) Quote(spans []storage.Span) string {
	parts := make([]string, 0, len(spans))
	for _, sp := range spans {
		sp = t.Snap(sp)
		if sp.Start < sp.End {
			parts = append(parts, t.s[sp.Start:sp.End])
		}
	}
	return strings.Join(parts, " … ")
}

// bitset holds one bit per byte offset of a text, its end included.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, n/64+1) }

func (b bitset) set(i int) { b[i>>6] |= 1 << (i & 63) }

func (b bitset) has(i int) bool { return b[i>>6]&(1<<(i&63)) != 0 }
