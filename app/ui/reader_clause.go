package ui

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"saywhen/storage"
	"saywhen/storage/article"
)

// What a marker does by clauses, marks and letters.

// cutFront moves the start on to the next clause (by 1), or back (by -1).
func (m *marker) cutFront(by int) {
	if to, ok := m.clause(m.start, by, true); ok && to < m.end {
		m.start, m.front = to, true
	}
}

// cutTail moves the end back to the clause before (by 1), or on (by -1). What
// closes a clause is not taken.
func (m *marker) cutTail(by int) {
	if by < 0 {
		at, ok := m.clause(m.end, 1, false)
		s, inside := m.text.At(article.Sentence, max(0, m.end-1))
		if !ok || inside && at > s.End {
			m.finish()
			return
		}
		if end := m.bare(storage.Span{Start: m.start, End: at}).End; end > m.end {
			m.end, m.front = end, false
			return
		}
		m.end = at
		m.cutTail(by)
		return
	}
	for at, ok := m.clause(m.end, -1, false); ok && at > m.start; at, ok = m.clause(at, -1, false) {
		if s := m.text.Trim(storage.Span{Start: m.start, End: at}); s.End < m.end && s.End > m.start {
			m.end, m.front = s.End, false
			return
		}
	}
}

// clause gives the next place at which a clause begins, or the one before: a
// clause of the text, what is quoted, or, when that is asked for, what is
// reported behind a “that”.
func (m *marker) clause(from, by int, reports bool) (int, bool) {
	best, found := 0, false
	take := func(at int, ok bool) {
		if ok && (at-from)*by > 0 && (!found || (best-at)*by > 0) {
			best, found = at, true
		}
	}
	for _, u := range []article.Unit{article.Clause, article.Quotation} {
		if by > 0 {
			s, ok := m.text.Next(u, from)
			take(s.Start, ok)
		} else {
			s, ok := m.text.Prev(u, from)
			take(s.Start, ok)
		}
	}
	if reports {
		take(m.reported(from, by, best, found))
	}
	return best, found
}

// reporters are the words behind which reported speech begins.
var reporters = []string{"that", "whether", "که", "أن", "أنّ", "إن", "بأن", "dass", "daß", "ob", "que", "כי"}

// reported looks for the word behind a reporter, no further than limit.
func (m *marker) reported(from, by, limit int, limited bool) (int, bool) {
	words := m.text.All(article.Word)
	i, _ := slices.BinarySearchFunc(words, from, func(s storage.Span, at int) int { return s.Start - at })
	if by > 0 && i < len(words) && words[i].Start == from {
		i++
	} else if by < 0 {
		i--
	}
	for ; i > 0 && i < len(words); i += by {
		at := words[i].Start
		if limited && (at-limit)*by >= 0 {
			break
		}
		before := words[i-1]
		if slices.Contains(reporters, m.text.String()[before.Start:before.End]) {
			return at, true
		}
	}
	return 0, false
}

// punctuation takes the mark behind the selection in, or leaves the last one
// out.
func (m *marker) punctuation() {
	if !m.any() {
		return
	}
	last, next := m.text.CellBefore(m.end), m.text.Cell(m.end)
	switch {
	case isStop(m.text.String()[last.Start:last.End]) && last.Start > m.start:
		m.end = last.Start
	case isStop(m.text.String()[next.Start:next.End]):
		m.end = next.End
	}
}

func isStop(cell string) bool {
	r, n := utf8.DecodeRuneInString(cell)
	return n > 0 && n == len(cell) && strings.ContainsRune(".,;:!?…،؛؟۔", r)
}

// jump goes from a selection to the next word that begins with some letters,
// round the end of the text. Inside the selection only its start moves; beyond,
// the selection reaches from the word to the end of its sentence.
func (m *marker) jump(letters string, from storage.Span) bool {
	at, ok := m.seek(letters, from)
	switch {
	case !ok:
		return false
	case at.Start > from.Start && at.Start < from.End:
		m.start, m.end, m.front = at.Start, from.End, true
	default:
		m.place(at.Start)
		m.finish()
		m.front = true
	}
	return true
}

// seek finds the next word that begins with some letters: behind the start of a
// selection, from a caret on.
func (m *marker) seek(letters string, from storage.Span) (storage.Span, bool) {
	words := m.text.All(article.Word)
	if len(words) == 0 || letters == "" {
		return storage.Span{}, false
	}
	start := from.Start
	if from.Start < from.End {
		start++
	}
	i, _ := slices.BinarySearchFunc(words, start, func(s storage.Span, at int) int { return s.Start - at })
	for k := range words {
		w := words[(i+k)%len(words)]
		if beginsWith(m.text.String()[w.Start:], letters) {
			return w, true
		}
	}
	return storage.Span{}, false
}

// beginsWith compares letters without regard to case, forms of quote marks or
// kinds of blanks.
func beginsWith(text, letters string) bool {
	for _, want := range letters {
		r, n := utf8.DecodeRuneInString(text)
		if n == 0 || plainLetter(r) != plainLetter(want) {
			return false
		}
		text = text[n:]
	}
	return true
}

func plainLetter(r rune) rune {
	switch {
	case r == '’' || r == '‘':
		return '\''
	case r == 'ي' || r == 'ى':
		return 'ی'
	case r == 'ك':
		return 'ک'
	case unicode.IsSpace(r) || r == '\u200c':
		return ' '
	}
	return unicode.ToLower(r)
}
