package edtf

import (
	"fmt"
	"strings"
	"unicode"
)

// SyntaxError says why a text is not a date. Nothing of the text is lost by it.
type SyntaxError struct {
	Input  string // all that was to be read
	Offset int    // byte in Input at which reading stopped
	Reason string // half a sentence in plain words, without a full stop
}

// Error is one sentence for the person who typed the date.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("“%s” cannot be read as a date: %s.", shown(e.Input), e.Reason)
}

// shownLength is how many characters of a refused text an error repeats.
const shownLength = 60

// shown makes a text fit for a sentence: no control characters, not too long.
func shown(s string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '�'
	}, s[:min(len(s), 4*shownLength)])
	runes := []rune(clean)
	if len(runes) > shownLength {
		return string(runes[:shownLength]) + "…"
	}
	return clean
}
