package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Completion is the part of a text that is being typed at a place.
type Completion struct {
	// Key is the key whose value is being typed, or "" for a word, which may
	// become a key.
	Key Key
	// Typed is what there is of it, without quotes.
	Typed string
	// At and End bound what a choice replaces, in bytes.
	At, End int
}

// CompleteAt tells what is being typed at a byte of a text.
func CompleteAt(text string, cursor int) Completion {
	cursor = min(max(cursor, 0), len(text))
	for cursor > 0 && cursor < len(text) && !utf8.RuneStart(text[cursor]) {
		cursor--
	}
	s := scanner{text: text[:cursor]}
	for s.blanks(); s.at < cursor; s.blanks() {
		start := s.at
		name := s.word(true)
		if s.at < cursor && s.text[s.at] == ':' && isKey(name) {
			s.at++
			valueAt := s.at
			value, err := s.value()
			if s.at == cursor {
				return Completion{Key(strings.ToLower(name)), typedOf(value, err, s.text[valueAt:]), valueAt, wordEnd(text, cursor, err)}
			}
			continue
		}
		s.at = start
		if r, _ := s.rune(); closing(r) != 0 {
			if _, err := s.quoted(); err != nil {
				return Completion{Typed: "", At: cursor, End: cursor} // inside a phrase nothing is offered
			}
			continue
		}
		word := s.word(false)
		if s.at == cursor {
			return Completion{Typed: word, At: start, End: wordEnd(text, cursor, nil)}
		}
	}
	return Completion{At: cursor, End: cursor}
}

func isKey(name string) bool {
	for _, k := range Keys {
		if strings.EqualFold(string(k), name) {
			return true
		}
	}
	return false
}

// typedOf is the value as far as it is there: an open quote is still being
// typed.
func typedOf(value string, err error, raw string) string {
	if err == nil {
		return value
	}
	_, n := utf8.DecodeRuneInString(raw)
	return raw[n:]
}

// wordEnd is the end of the word that the cursor stands in; an open quote ends
// at the cursor.
func wordEnd(text string, cursor int, open error) int {
	if open != nil {
		return cursor
	}
	if i := strings.IndexFunc(text[cursor:], unicode.IsSpace); i >= 0 {
		return cursor + i
	}
	return len(text)
}
