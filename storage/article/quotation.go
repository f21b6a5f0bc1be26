package article

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"saywhen/storage"
)

// Quotations are found by their marks, paragraph by paragraph: a mark that is
// never closed spoils one paragraph and not the rest of the text. When the next
// paragraph opens with the same mark, as newspapers print a long quotation, the
// unclosed one reaches to the end of its paragraph.

// closer gives the marks that close what a mark opened. „ is closed by “ in
// German and by ” elsewhere, » by « where they point inwards.
var closer = map[rune]string{'“': "”", '„': "“”", '«': "»", '»': "«", '‘': "’", '‚': "‘’", '"': "\""}

// opened is a quote mark that waits for its other half.
type opened struct {
	mark rune
	at   int // behind the mark
}

// quoter finds the quotations of one paragraph.
type quoter struct {
	t     *Text
	end   int // of the paragraph
	stack []opened
	found []storage.Span
}

func (t *Text) quotations() (list []storage.Span) {
	paragraphs := t.spans[Paragraph]
	for i, p := range paragraphs {
		q := quoter{t: t, end: p.End}
		q.scan(p)
		if i+1 < len(paragraphs) {
			q.goesOn(t.s[paragraphs[i+1].Start:])
		}
		sort.Slice(q.found, func(i, j int) bool {
			a, b := q.found[i], q.found[j]
			return a.Start < b.Start || a.Start == b.Start && a.End > b.End
		})
		list = append(list, q.found...)
	}
	return list
}

func (q *quoter) scan(p storage.Span) {
	for at := p.Start; at < p.End; {
		r, n := utf8.DecodeRuneInString(q.t.s[at:p.End])
		if strings.ContainsRune("“”„«»‘’‚\"", r) && q.t.cells.has(at) && q.t.cells.has(at+n) && !q.close(r, at) {
			q.open(r, at, at+n)
		}
		at += n
	}
}

// close ends the innermost quotation that the mark can close, and forgets those
// inside it that were never closed.
func (q *quoter) close(mark rune, at int) bool {
	if mark == '’' && q.insideWord(at, at+len("’")) {
		return false
	}
	for i := len(q.stack) - 1; i >= 0; i-- {
		if strings.ContainsRune(closer[q.stack[i].mark], mark) && q.stack[i].at <= at {
			q.add(q.stack[i].at, at)
			q.stack = q.stack[:i]
			return true
		}
	}
	return false
}

func (q *quoter) open(mark rune, at, behind int) {
	if closer[mark] == "" || q.insideWord(at, behind) {
		return
	}
	if mark == '»' && (q.letterBefore(at) || !q.letterAfter(behind)) {
		return
	}
	q.stack = append(q.stack, opened{mark, behind})
}

// insideWord tells an apostrophe from a quote mark.
func (q *quoter) insideWord(at, behind int) bool { return q.letterBefore(at) && q.letterAfter(behind) }

func (q *quoter) letterBefore(at int) bool {
	r, _ := utf8.DecodeLastRuneInString(q.t.s[:at])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func (q *quoter) letterAfter(at int) bool {
	r, _ := utf8.DecodeRuneInString(q.t.s[at:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// goesOn ends the outermost open quotation with the paragraph when the next one
// takes it up again.
func (q *quoter) goesOn(next string) {
	if len(q.stack) == 0 {
		return
	}
	if r, _ := utf8.DecodeRuneInString(next); r == q.stack[0].mark {
		q.add(q.stack[0].at, q.end)
	}
}

func (q *quoter) add(start, end int) {
	if sp := q.t.bare(storage.Span{Start: start, End: end}); wordy(q.t.s[sp.Start:sp.End]) {
		q.found = append(q.found, sp)
	}
}
