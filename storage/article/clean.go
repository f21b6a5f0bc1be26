package article

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxText is the longest text of an article, in bytes.
const MaxText = 5 << 20

// Clean makes a text what the rest of the program relies on, once, when it
// enters: valid UTF-8 without a byte order mark, lines that end with \n, and no
// control characters besides \n and the tab. Nothing else is changed; a cleaned
// text is left as it is.
func Clean(s string) string {
	s = strings.TrimPrefix(s, "\ufeff")
	if clean(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\f", "\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		if unwanted(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimPrefix(s, "\ufeff")
}

func clean(s string) bool {
	for i, r := range s {
		if unwanted(r) {
			return false
		}
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return false
			}
		}
	}
	return true
}

func unwanted(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\ufffe' || r == '\uffff'
}

// Hash is the SHA-256 of a text in lower-case hexadecimal digits, as
// storage.Version has it. Texts with the same hash after Clean are the same.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Words counts the words of a text quickly: stretches between blanks that have
// a letter or a digit. NewText finds words by the rules of their scripts.
func Words(text string) (n int) {
	in := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			in = false
		case !in && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			in = true
			n++
		}
	}
	return n
}
