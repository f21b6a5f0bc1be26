package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"saywhen/storage"
)

// clauses cuts each sentence behind its commas, semicolons, colons and dashes.
func (t *Text) clauses() (list []storage.Span) {
	for _, s := range t.spans[Sentence] {
		list = t.cut(list, s)
	}
	return list
}

func (t *Text) cut(list []storage.Span, s storage.Span) []storage.Span {
	start := s.Start
	for at := s.Start; at < s.End; {
		c := t.Cell(at)
		if t.endsClause(c, s.End) && !t.inWord(c) {
			end := t.closing(c.End, s.End)
			list = t.addClause(list, storage.Span{Start: start, End: end})
			start, c.End = end, end
		}
		at = c.End
	}
	return t.addClause(list, storage.Span{Start: start, End: s.End})
}

// addClause appends a clause that has a word; marks without one go to the
// clause before.
func (t *Text) addClause(list []storage.Span, sp storage.Span) []storage.Span {
	sp = t.bare(sp)
	switch n := len(list); {
	case sp.Start >= sp.End:
	case wordy(t.s[sp.Start:sp.End]) || n == 0 || list[n-1].End > sp.Start:
		list = append(list, sp)
	default:
		list[n-1].End = sp.End
	}
	return list
}

// endsClause reports whether the character ends a clause of a sentence that
// goes on to end. A mark counts only before a blank or a closing quote mark, so
// that "1,000", "17:30" and "Iran-US" stay whole; a dash also between words.
func (t *Text) endsClause(c storage.Span, end int) bool {
	r, n := utf8.DecodeRuneInString(t.s[c.Start:c.End])
	switch {
	case c.End >= end:
		return false
	case r == '—' || r == '،' || r == '؛':
		return true
	case strings.ContainsRune(",;:–-", r) && n == c.End-c.Start:
		next, _ := utf8.DecodeRuneInString(t.s[c.End:end])
		if r == '-' || r == '–' {
			before, _ := utf8.DecodeLastRuneInString(t.s[:c.Start])
			return unicode.IsSpace(before) && unicode.IsSpace(next)
		}
		return unicode.IsSpace(next) || closes(next)
	}
	return false
}

// inWord reports whether a word goes on behind the character.
func (t *Text) inWord(c storage.Span) bool {
	w, ok := t.At(Word, c.Start)
	return ok && w.Start <= c.Start && c.End < w.End
}

// closing skips the closing quote marks and brackets that follow at once.
func (t *Text) closing(at, end int) int {
	for at < end {
		r, n := utf8.DecodeRuneInString(t.s[at:end])
		if !closes(r) || !t.cells.has(at+n) {
			break
		}
		at += n
	}
	return at
}

func closes(r rune) bool { return strings.ContainsRune("”\"»’')]", r) }

// Trim drops what a quotation should not begin or end with: outer blanks, the
// punctuation that closes it, and quote marks and brackets whose other half
// lies outside. "…" and marks that belong to the words inside stay. What has
// no word gives an empty span.
func (t *Text) Trim(sp storage.Span) storage.Span {
	sp = t.bare(t.Snap(sp))
	if !wordy(t.s[sp.Start:sp.End]) {
		return storage.Span{Start: sp.Start, End: sp.Start}
	}
	for {
		first, last := t.Cell(sp.Start), t.CellBefore(sp.End)
		head, tail := t.s[first.Start:first.End], t.s[last.Start:last.End]
		switch {
		case t.enclosed(sp, head, tail):
			sp = storage.Span{Start: first.End, End: last.Start}
		case t.dropsFirst(sp, head):
			sp.Start = first.End
		case t.dropsLast(sp, tail):
			sp.End = last.Start
		default:
			return sp
		}
		sp = t.bare(sp)
	}
}

// enclosed reports whether a pair of quote marks or brackets holds the span and
// no other of their kind stands in it.
func (t *Text) enclosed(sp storage.Span, head, tail string) bool {
	return partner[head] == tail && sp.End-sp.Start > len(head)+len(tail) &&
		!strings.ContainsAny(t.s[sp.Start+len(head):sp.End-len(tail)], head+tail)
}

// partner holds the other half of quote marks and brackets.
var partner = map[string]string{
	"“": "”", "«": "»", "‘": "’", "„": "“", "(": ")", "[": "]",
	"”": "“", "»": "«", "’": "‘", ")": "(", "]": "[", "\"": "\"", "'": "'",
}

func (t *Text) dropsFirst(sp storage.Span, cell string) bool {
	if other, ok := partner[cell]; ok {
		return !strings.Contains(t.s[sp.Start+len(cell):sp.End], other)
	}
	return punctuation(cell)
}

func (t *Text) dropsLast(sp storage.Span, cell string) bool {
	if other, ok := partner[cell]; ok {
		return !strings.Contains(t.s[sp.Start:sp.End-len(cell)], other)
	}
	return punctuation(cell) && !(cell == "." && abbreviated(t.s[sp.Start:sp.End]))
}

// punctuation reports whether a character separates passages.
func punctuation(cell string) bool {
	r, n := utf8.DecodeRuneInString(cell)
	return n == len(cell) && strings.ContainsRune(".,;:!?…–—-؟،؛۔", r)
}
