package article

import (
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/sergi/go-diff/diffmatchpatch"
)

// Two texts are compared word by word: words are few, and a comparison letter
// by letter finds likeness in unrelated sentences. Only between words that
// stayed, where little changed, letters are compared (a typo that was put
// right). The library compares slices of runes, so each distinct word is given
// a rune of its own.

const (
	// diffTime bounds the comparison of two texts.
	diffTime = 2 * time.Second
	// fine is the longest change, in bytes of either text, that is compared
	// letter by letter.
	fine = 200
	// alike is the share of letters that two changed stretches must have in
	// common for one to be a corrected form of the other.
	alike = 0.7
)

// run is a stretch that is the same in both texts, in bytes.
type run struct{ old, edited, len int }

func (r run) oldEnd() int    { return r.old + r.len }
func (r run) editedEnd() int { return r.edited + r.len }

// firstRun is the index of the first run that ends behind an offset of the old
// text.
func firstRun(runs []run, off int) int {
	return sort.Search(len(runs), func(i int) bool { return runs[i].oldEnd() > off })
}

// matches gives the stretches that stayed, ascending in both texts.
func matches(old, edited string) []run {
	w := wordRunes{known: map[string]rune{}}
	a, b := w.encode(old), w.encode(edited)
	d := diffmatchpatch.New()
	d.DiffTimeout = diffTime
	m := matcher{d: d, old: old, edited: edited}
	for _, part := range d.DiffMainRunes(a, b, false) {
		n := w.width(part.Text)
		switch part.Type {
		case diffmatchpatch.DiffEqual:
			m.stayed(n)
		case diffmatchpatch.DiffDelete:
			m.gone += n
		case diffmatchpatch.DiffInsert:
			m.come += n
		}
	}
	m.stayed(0)
	return m.runs
}

// matcher turns the parts of a difference into runs. old and edited are what is
// left of the texts, gone and come the lengths of the change not yet looked at.
type matcher struct {
	d           *diffmatchpatch.DiffMatchPatch
	old, edited string
	atOld, at   int
	gone, come  int
	runs        []run
}

// stayed ends a change and takes n bytes that are the same.
func (m *matcher) stayed(n int) {
	m.change(m.old[:m.gone], m.edited[:m.come])
	m.skip(m.gone, m.come)
	m.gone, m.come = 0, 0
	m.add(m.atOld, m.at, n)
	m.skip(n, n)
}

func (m *matcher) skip(old, edited int) {
	m.old, m.edited = m.old[old:], m.edited[edited:]
	m.atOld, m.at = m.atOld+old, m.at+edited
}

func (m *matcher) add(old, edited, n int) {
	if n == 0 {
		return
	}
	if k := len(m.runs) - 1; k >= 0 && m.runs[k].oldEnd() == old && m.runs[k].editedEnd() == edited {
		m.runs[k].len += n
		return
	}
	m.runs = append(m.runs, run{old, edited, n})
}

// change looks for what stayed inside a change: all of it with something put
// around it, or most of its letters.
func (m *matcher) change(old, edited string) {
	if old == "" || edited == "" {
		return
	}
	if i := strings.Index(edited, old); i >= 0 && !strings.Contains(edited[i+1:], old) {
		m.add(m.atOld, m.at+i, len(old))
		return
	}
	if len(old) > fine || len(edited) > fine || !utf8.ValidString(old) || !utf8.ValidString(edited) {
		return
	}
	parts := m.d.DiffMainRunes([]rune(old), []rune(edited), false)
	same := 0
	for _, p := range parts {
		if p.Type == diffmatchpatch.DiffEqual {
			same += utf8.RuneCountInString(p.Text)
		}
	}
	if float64(2*same) < alike*float64(utf8.RuneCountInString(old)+utf8.RuneCountInString(edited)) {
		return
	}
	a, b := m.atOld, m.at
	for _, p := range parts {
		switch p.Type {
		case diffmatchpatch.DiffEqual:
			m.add(a, b, len(p.Text))
			a, b = a+len(p.Text), b+len(p.Text)
		case diffmatchpatch.DiffDelete:
			a += len(p.Text)
		case diffmatchpatch.DiffInsert:
			b += len(p.Text)
		}
	}
}

// wordRunes gives each distinct word, blank and mark a rune.
type wordRunes struct {
	known  map[string]rune
	widths []int // of the word of each rune, in bytes
}

// Runes that stand for words leave out the surrogates, which a string cannot
// hold. There is room for 1.1 million distinct words; a text of 5 MB has fewer.
const (
	surrogates = 0xD800
	numGates   = 0x800
)

func (w *wordRunes) encode(s string) (out []rune) {
	for it := words.FromString(s); it.Next(); {
		word := it.Value()
		r, ok := w.known[word]
		if !ok {
			r = rune(len(w.widths))
			if r >= surrogates {
				r += numGates
			}
			w.known[word] = r
			w.widths = append(w.widths, len(word))
		}
		out = append(out, r)
	}
	return out
}

// width is the length, in bytes, of the words that stand encoded in s.
func (w *wordRunes) width(s string) (n int) {
	for _, r := range s {
		if r >= surrogates {
			r -= numGates
		}
		n += w.widths[r]
	}
	return n
}
