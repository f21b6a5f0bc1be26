package names

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"
)

// letterForms are letters of which Arabic and Persian writing have two, after
// their marks were taken off.
var letterForms = map[rune]rune{
	'ي': 'ی', 'ى': 'ی', 'ك': 'ک', 'ة': 'ه', 'ە': 'ه', 'ہ': 'ه', 'ھ': 'ه', 'ٱ': 'ا',
}

// Fold makes spellings of one name alike that differ only in case, in accents,
// vowel marks and letter forms, in digits of other scripts, and in what stands
// between the words: there it leaves one blank.
func Fold(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Lm) || isApostrophe(r) || r == '\u0640': // tatweel
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if blank && b.Len() > 0 {
				b.WriteByte(' ')
			}
			blank = false
			foldRune(&b, r)
		default:
			blank = true
		}
	}
	return norm.NFC.String(b.String()) // Hangul was taken apart too
}

// isPlain reports whether Fold would give a text back as it is.
func isPlain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !isSmall(c) && (c != ' ' || i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// isSmall tells small letters and digits of ASCII.
func isSmall(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// isApostrophe tells the signs that stand inside of words.
func isApostrophe(r rune) bool { return strings.ContainsRune("'’‘ʼʾʿ`´", r) }

func foldRune(b *strings.Builder, r rune) {
	if to, ok := letterForms[r]; ok {
		r = to
	}
	switch {
	case r < unicode.MaxASCII:
		b.WriteRune(unicode.ToLower(r))
	case r >= '٠' && r <= '٩':
		b.WriteRune(r - '٠' + '0')
	case r >= '۰' && r <= '۹':
		b.WriteRune(r - '۰' + '0')
	case unicode.Is(unicode.Latin, r): // ø, ł, ß, ı …
		foldLatin(b, r)
	default:
		b.WriteRune(unicode.ToLower(r))
	}
}

// foldLatin writes a letter that is no mark on another, such as ø, in ASCII.
func foldLatin(b *strings.Builder, r rune) {
	plain := 0
	for _, c := range strings.ToLower(unidecode.Unidecode(string(r))) {
		if c < unicode.MaxASCII && isSmall(byte(c)) {
			b.WriteRune(c)
			plain++
		}
	}
	if plain == 0 {
		b.WriteRune(unicode.ToLower(r))
	}
}

// words splits a folded name.
func words(folded string) []string { return strings.Fields(folded) }
