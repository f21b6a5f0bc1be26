package sqlite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a person types into the search box is never query language: every word
// becomes a quoted string, so that AND, NEAR, *, ( and " are letters and signs
// like any other. The rules are:
//
//   - words are looked for together (AND), in any order;
//   - "a phrase" between double quotes (also “ ” and « ») is one string of
//     words that must stand side by side;
//   - the last word is a beginning, because it may still be being typed, unless
//     a space or a closing quote follows it;
//   - text is folded as the index is (Fold), so that the spellings of Persian
//     and Arabic keyboards meet; a word written with a zero-width non-joiner
//     is also looked for as one unbroken word.

// maxTerms bounds the words of a query. Further words are left out: whoever
// pastes a page finds what has the first words of it.
const maxTerms = 32

// maxQuery bounds the bytes of a query that are looked at.
const maxQuery = 4096

// term is one word or phrase of a query. It matches when any of its spellings
// does.
type term struct {
	spellings []string // folded, without double quotes, each with a letter or digit
	prefix    bool     // the last word of each spelling is a beginning
}

// parseQuery splits what was typed into terms. It gives nil when there is no
// letter or digit in it.
func parseQuery(text string) []term {
	if len(text) > maxQuery {
		text = text[:maxQuery]
	}
	text = strings.Map(plainSign, strings.ToValidUTF8(text, " "))
	var terms []term
	parts := strings.Split(text, `"`)
	for i, part := range parts {
		last := i == len(parts)-1
		if i%2 == 1 { // inside quotes; an unclosed phrase is still being typed
			terms = appendTerm(terms, part, last && unfinished(part))
			continue
		}
		words := strings.FieldsFunc(part, unicode.IsSpace)
		for j, word := range words {
			terms = appendTerm(terms, word, last && j == len(words)-1 && unfinished(part))
		}
	}
	if len(terms) > maxTerms {
		terms = terms[:maxTerms]
		terms[maxTerms-1].prefix = false
	}
	return terms
}

// plainSign turns every sort of double quote into ", and what cannot stand in
// a query into a space.
func plainSign(r rune) rune {
	switch r {
	case '“', '”', '„', '«', '»', '\uFF02':
		return '"'
	case 0:
		return ' '
	}
	return r
}

// unfinished reports whether the last word of part may be unfinished: nothing that
// ends a word follows it.
func unfinished(part string) bool {
	r, _ := utf8.DecodeLastRuneInString(part)
	return !unicode.IsSpace(r)
}

// appendTerm adds a word or phrase if there is something to look for in it.
func appendTerm(terms []term, text string, prefix bool) []term {
	var t term
	t.add(Fold(text))
	if joined := strings.ReplaceAll(text, zwnj, ""); joined != text {
		t.add(Fold(joined))
	}
	if t.spellings == nil {
		return terms
	}
	t.prefix = prefix
	return append(terms, t)
}

// zwnj is the zero-width non-joiner of Persian.
const zwnj = "\u200c"

// add adds a spelling that has a letter or digit.
func (t *term) add(spelling string) {
	spelling = strings.TrimSpace(strings.ReplaceAll(spelling, `"`, " "))
	if strings.ContainsFunc(spelling, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		t.spellings = append(t.spellings, spelling)
	}
}

// match is the term in FTS5's query language.
func (t term) match() string {
	quoted := make([]string, len(t.spellings))
	for i, s := range t.spellings {
		quoted[i] = `"` + s + `"`
		if t.prefix {
			quoted[i] += "*"
		}
	}
	if len(quoted) == 1 {
		return quoted[0]
	}
	return "(" + strings.Join(quoted, " OR ") + ")"
}

// matchAll is the query that asks for all terms in one record.
func matchAll(terms []term) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = t.match()
	}
	return strings.Join(parts, " AND ")
}
