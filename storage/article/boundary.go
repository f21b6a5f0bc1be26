package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"

	"saywhen/storage"
)

// Boundaries of characters, words and sentences are those of Unicode's annex
// 29; a library has its tables. Two things are added for the texts of
// newspapers: an abbreviation ("Gen. Soleimani") ends no sentence, and a line
// break in a text that was wrapped by hand ends nothing.

// cellsOf marks where each character begins, and the end of the text.
func cellsOf(s string) bitset {
	cells := newBitset(len(s))
	for it := graphemes.FromString(s); it.Next(); {
		cells.set(it.Start())
	}
	cells.set(len(s))
	return cells
}

// words are found sentence by sentence: the rules for words join two letters
// around a full stop without a blank, those for sentences part them.
func (t *Text) words() (list []storage.Span) {
	for _, s := range t.spans[Sentence] {
		for it := words.FromString(t.s[s.Start:s.End]); it.Next(); {
			if wordy(it.Value()) {
				list = t.addWhole(list, s.Start+it.Start(), s.Start+it.End())
			}
		}
	}
	return list
}

// addWhole appends a span, widened to whole characters and without outer blanks.
// What the span before it has taken is added to that one.
func (t *Text) addWhole(list []storage.Span, start, end int) []storage.Span {
	sp := t.bare(t.Snap(storage.Span{Start: start, End: end}))
	if sp.Start >= sp.End {
		return list
	}
	if n := len(list); n > 0 && sp.Start < list[n-1].End {
		list[n-1].End = max(list[n-1].End, sp.End)
		return list
	}
	return append(list, sp)
}

// wordy reports whether a segment is a word: it has a letter, a digit or a
// symbol that is drawn as a picture.
func wordy(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.L, unicode.N, unicode.So) {
			return true
		}
	}
	return false
}

// wrapWidth is the longest line, in characters, of a text that may have been
// wrapped by hand; wrapLeast the shortest line that can be one of its full ones.
const wrapWidth, wrapLeast = 100, 40

// unwrap gives the text, byte for byte as long, with the line breaks that only
// fill lines made blanks. A text is taken for wrapped when it has blank lines
// and no line is longer than wrapWidth.
func unwrap(s string) string {
	lines := strings.Split(s, "\n")
	if !wrapped(lines) {
		return s
	}
	b, at := []byte(s), 0
	for i, line := range lines[:len(lines)-1] {
		at += len(line) + 1
		if utf8.RuneCountInString(line) >= wrapLeast && strings.TrimSpace(lines[i+1]) != "" {
			b[at-1] = ' '
		}
	}
	return string(b)
}

func wrapped(lines []string) bool {
	blank := false
	for i, line := range lines {
		if len(line) > wrapWidth && utf8.RuneCountInString(line) > wrapWidth {
			return false
		}
		blank = blank || i > 0 && i < len(lines)-1 && strings.TrimSpace(line) == ""
	}
	return blank
}

// paragraphs are the lines of the unwrapped text that are not blank.
func (t *Text) paragraphs(flow string) (list []storage.Span) {
	at := 0
	for line := range strings.SplitAfterSeq(flow, "\n") {
		list = t.addWhole(list, at, at+len(line))
		at += len(line)
	}
	return list
}

// bare drops the outer blanks of a span.
func (t *Text) bare(sp storage.Span) storage.Span {
	for sp.Start < sp.End {
		c := t.Cell(sp.Start)
		if !blankCell(t.s[c.Start:c.End]) {
			break
		}
		sp.Start = c.End
	}
	for sp.Start < sp.End {
		c := t.CellBefore(sp.End)
		if !blankCell(t.s[c.Start:c.End]) {
			break
		}
		sp.End = c.Start
	}
	return storage.Span{Start: sp.Start, End: max(sp.Start, sp.End)}
}

// blankCell reports whether a character shows nothing: white space, or marks of
// direction and joining that stand alone.
func blankCell(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			return false
		}
	}
	return true
}

func (t *Text) sentences(flow string) (list []storage.Span) {
	joined := false
	for it := sentences.FromString(flow); it.Next(); {
		sp := t.bare(t.Snap(storage.Span{Start: it.Start(), End: it.End()}))
		if sp.Start >= sp.End {
			continue
		}
		if n := len(list); n > 0 && (joined || sp.Start < list[n-1].End) {
			list[n-1].End = max(sp.End, list[n-1].End)
		} else {
			list = append(list, sp)
		}
		joined = !strings.Contains(flow[min(sp.End, it.End()):it.End()], "\n") && abbreviated(flow[sp.Start:sp.End])
	}
	return list
}

// abbreviations end with a full stop that ends no sentence, because a name or a
// number follows.
var abbreviations = setOf(`Mr Mrs Ms Dr Prof St Messrs Hon Rev Mme Hr
	Gen Lt Col Maj Capt Cmdr Brig Sgt Adm Sen Rep Gov Amb Pres No Nos Art Fig
	Jan Feb Aug Sept Oct Nov Dec U.S U.K U.N E.U e.g i.e vs cf approx`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// abbreviated reports whether a would-be sentence ends with an abbreviation or
// with an initial. "No." alone is an answer, and "I." ends a sentence.
func abbreviated(s string) bool {
	body, ok := strings.CutSuffix(s, ".")
	if !ok {
		return false
	}
	word := body[strings.LastIndexAny(body, " \t\n\u00a0(“”\"«‘")+1:]
	word = strings.TrimLeftFunc(word, unicode.IsPunct)
	if r, n := utf8.DecodeRuneInString(word); n == len(word) && n > 0 {
		return unicode.IsUpper(r) && r != 'I'
	}
	return abbreviations[word] && !(word == "No" && len(body) <= len("“No"))
}
