package ui

import (
	"slices"

	"saywhen/storage"
	"saywhen/storage/article"
)

// Selecting a passage with few keys. The idea: who codes an article picks a
// sentence or a quotation whole and then cuts from its front or tail what the
// source wraps around the words (“… said on Friday that”), clause by clause;
// single words and letters are for the rest. Nothing here knows a window, so
// that tests can count keys.

// marker is the caret and the selection in a text. Offsets are bytes at the
// borders of characters as a reader sees them.
type marker struct {
	text *article.Text
	// start and end hold the selection; the caret is where they meet.
	start, end int
	front      bool           // the start moves, else the end
	kept       []storage.Span // passages that were put aside for the same citation
}

func newMarker(text *article.Text) *marker { return &marker{text: text} }

// span is the selection.
func (m *marker) span() storage.Span { return storage.Span{Start: m.start, End: m.end} }

func (m *marker) any() bool { return m.start < m.end }

// caret is the edge that moves.
func (m *marker) caret() int {
	if m.front {
		return m.start
	}
	return m.end
}

// put selects a passage, with the end to move.
func (m *marker) put(s storage.Span) {
	s = m.text.Snap(s)
	m.start, m.end, m.front = s.Start, s.End, false
}

// place puts the caret somewhere and selects nothing.
func (m *marker) place(at int) { m.put(storage.Span{Start: at, End: at}) }

// passages gives what is kept and what is selected, ascending, without
// overlaps.
func (m *marker) passages() []storage.Span {
	list := slices.Clone(m.kept)
	if m.any() {
		list = append(list, m.span())
	}
	return joined(list)
}

// joined sorts spans and makes one of those that overlap.
func joined(list []storage.Span) (out []storage.Span) {
	slices.SortFunc(list, func(a, b storage.Span) int { return a.Start - b.Start })
	for _, s := range list {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// keep puts the selection aside and goes on behind it.
func (m *marker) keep() bool {
	if !m.any() {
		return false
	}
	m.kept = m.passages()
	m.place(m.end)
	return true
}

// drop takes back the selection, or what was put aside last.
func (m *marker) drop() {
	if n := len(m.kept); !m.any() && n > 0 {
		last := m.kept[n-1]
		m.kept = m.kept[:n-1]
		m.put(last)
		return
	}
	m.place(m.caret())
}

// clear forgets everything but the caret.
func (m *marker) clear() {
	m.kept = nil
	m.place(m.caret())
}

// sentence selects the next sentence, or the one before when by is negative:
// that around the caret counts as before while its start is not selected.
func (m *marker) sentence(by int) {
	if by < 0 {
		if s, ok := m.text.At(article.Sentence, max(0, m.start-1)); ok && m.start > 0 && m.text.Trim(s).Start < m.start {
			m.put(m.bare(s))
			return
		}
		if s, ok := m.text.Prev(article.Sentence, m.start); ok {
			m.put(m.bare(s))
		}
		return
	}
	from := m.end - 1
	if m.any() {
		from = m.start
	}
	if s, ok := m.text.Next(article.Sentence, from); ok {
		m.put(m.bare(s))
	}
}

// bare is a passage without the punctuation around it, or all of it when it has
// no word.
func (m *marker) bare(s storage.Span) storage.Span {
	if t := m.text.Trim(s); t.Start < t.End {
		return t
	}
	return s
}

// paragraph selects the paragraph around the caret.
func (m *marker) paragraph() {
	if s, ok := m.text.At(article.Paragraph, m.start); ok {
		m.put(s)
	}
}

// quotation selects the next words between quote marks, or those before: first
// inside what is selected.
func (m *marker) quotation(by int) {
	if by < 0 {
		if s, ok := m.text.Prev(article.Quotation, m.start); ok {
			m.put(s)
		}
		return
	}
	from := m.start - 1
	if s, ok := m.text.Next(article.Quotation, from); ok && s == m.span() {
		from = m.start
	}
	if s, ok := m.text.Next(article.Quotation, from); ok {
		m.put(s)
	}
}

// word moves the caret to the next word or the one before; with a selection it
// goes to its end.
func (m *marker) word(by int) {
	if m.any() {
		if by > 0 {
			m.place(m.end)
		} else {
			m.place(m.start)
		}
		return
	}
	m.place(m.wordEdge(m.end, by, true))
}

// wordEdge gives the next start (or end) of a word from an offset.
func (m *marker) wordEdge(from, by int, start bool) int {
	if start {
		return m.startOf(article.Word, from, by)
	}
	if by > 0 {
		if s, ok := m.text.At(article.Word, from); ok && s.End > from {
			return s.End
		}
		return len(m.text.String())
	}
	s, ok := m.text.Prev(article.Word, from)
	for ok && s.End >= from {
		s, ok = m.text.Prev(article.Word, s.Start)
	}
	if !ok {
		return 0
	}
	return s.End
}

func (m *marker) startOf(u article.Unit, from, by int) int {
	if by > 0 {
		if s, ok := m.text.Next(u, from); ok {
			return s.Start
		}
		return len(m.text.String())
	}
	if s, ok := m.text.Prev(u, from); ok {
		return s.Start
	}
	return 0
}

// edge chooses the edge that moves.
func (m *marker) edge(front bool) { m.front = front && m.any() }

// stretch moves the chosen edge by a word. From a caret the edge is the one that
// lies in the direction.
func (m *marker) stretch(by int) {
	if !m.any() {
		m.front = by < 0
	}
	m.move(m.wordEdge(m.caret(), by, m.front))
}

// letter moves the chosen edge by a letter.
func (m *marker) letter(by int) {
	if !m.any() {
		m.front = by < 0
	}
	if at := m.caret(); by > 0 {
		m.move(m.text.Cell(at).End)
	} else {
		m.move(m.text.CellBefore(at).Start)
	}
}

// stretchSentence moves the chosen edge by a sentence.
func (m *marker) stretchSentence(by int) {
	if !m.any() {
		m.front = by < 0
	}
	at := m.caret()
	switch {
	case m.front:
		m.move(m.startOf(article.Sentence, at, by))
	case by > 0:
		s, ok := m.text.At(article.Sentence, at)
		if ok && m.bare(s).End <= at {
			s, ok = m.text.Next(article.Sentence, at)
		}
		if ok {
			m.move(m.bare(s).End)
		}
	default:
		if s, ok := m.text.Prev(article.Sentence, at); ok {
			if s, ok = m.text.Prev(article.Sentence, s.Start); ok {
				m.move(m.bare(s).End)
			}
		}
	}
}

// move puts the chosen edge somewhere; when it passes the other one they change
// roles.
func (m *marker) move(to int) {
	if m.front {
		m.start = to
	} else {
		m.end = to
	}
	if m.start > m.end {
		m.start, m.end, m.front = m.end, m.start, !m.front
	}
}

// extend selects from the edge that stays to a point: what a mouse drags.
func (m *marker) extend(anchor, to int) {
	s := m.text.Snap(storage.Span{Start: min(anchor, to), End: min(anchor, to)})
	e := m.text.Snap(storage.Span{Start: max(anchor, to), End: max(anchor, to)})
	m.start, m.end, m.front = s.Start, e.Start, to < anchor
}

// finish stretches the selection to the end of its sentence.
func (m *marker) finish() {
	at := max(m.start, m.end-1)
	if s, ok := m.text.At(article.Sentence, at); ok && s.Start <= at {
		if end := m.bare(s).End; end > m.start {
			m.end, m.front = end, false
		}
	}
}

// begin stretches the selection to the start of its sentence.
func (m *marker) begin() {
	if s, ok := m.text.At(article.Sentence, m.start); ok && s.Start <= m.start {
		m.start, m.front = m.bare(s).Start, true
	}
}
