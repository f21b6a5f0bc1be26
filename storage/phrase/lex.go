package phrase

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Spelling is folded before anything is compared: small letters without accents
// and vowel signs, one form of the letters that Arabic and Persian write
// differently, digits of every script as ASCII. The tables of words go through
// the same fold, so that they can be written as people write.

// tokenKind says what a token is made of.
type tokenKind uint8

const (
	wordToken   tokenKind = iota // letters
	numberToken                  // digits
	signToken                    // one other character
)

// token is a run of letters, a run of digits, or a sign.
type token struct {
	kind       tokenKind
	text       string // folded
	value      int    // of a number of at most nine digits, else -1
	start, end int    // bytes in the text that was typed
	native     bool   // Persian or Arabic digits
}

// is reports whether the token is that sign.
func (t token) is(sign string) bool { return t.kind == signToken && t.text == sign }

// digits is the length of a number, and 0 for other tokens.
func (t token) digits() int {
	if t.kind != numberToken {
		return 0
	}
	return len(t.text)
}

// signs are the characters that can mean something, ignored those that only
// separate. Any other one is kept, to be refused.
const (
	signs   = "-/.:+~?<>'"
	ignored = " ,;()[]{}\"“”„«»!|*_"
)

// lex cuts a text into tokens.
func lex(text string) []token {
	var all []token
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		t := token{text: fold(r), start: at, end: at + size, native: r > unicode.MaxLatin1}
		at += size
		last := len(all) - 1
		touches := last >= 0 && all[last].end == t.start
		switch t.kind = kindOf(t.text); {
		case t.text == "":
			if touches { // a mark on the letter before
				all[last].end = t.end
			}
		case strings.Contains(ignored, t.text):
		case touches && t.kind != signToken && all[last].kind == t.kind:
			all[last].text += t.text
			all[last].end = t.end
		default:
			all = append(all, t)
		}
	}
	for i := range all {
		all[i].value = numberOf(all[i])
	}
	return all
}

// kindOf tells what a folded character makes a token of.
func kindOf(s string) tokenKind {
	switch {
	case len(s) == 1 && '0' <= s[0] && s[0] <= '9':
		return numberToken
	case isLetter(s):
		return wordToken
	}
	return signToken
}

func isLetter(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r)
	}
	return false
}

// numberOf is the value of a number, -1 for other tokens.
func numberOf(t token) int {
	if t.kind != numberToken || len(t.text) > 9 {
		return -1
	}
	n := 0
	for i := range len(t.text) {
		n = n*10 + int(t.text[i]-'0')
	}
	return n
}

// fold gives a character in the form that is compared; "" for marks.
func fold(r rune) string {
	if r < unicode.MaxASCII {
		return foldASCII(r)
	}
	if same, ok := folded[r]; ok {
		return same
	}
	if unicode.IsSpace(r) {
		return " "
	}
	b := make([]rune, 0, 4)
	for _, part := range norm.NFKD.String(string(r)) {
		other, replaced := folded[part]
		switch {
		case replaced:
			b = append(b, []rune(other)...)
		case unicode.IsDigit(part):
			b = append(b, '0'+digitValue(part))
		case !unicode.Is(unicode.Mn, part):
			b = append(b, unicode.ToLower(part))
		}
	}
	return string(b)
}

func foldASCII(r rune) string {
	if unicode.IsSpace(r) || unicode.IsControl(r) {
		return " "
	}
	return string(unicode.ToLower(r))
}

// digitValue is what a decimal digit counts: the digits of a script are a run
// of ten code points.
func digitValue(r rune) rune {
	n := rune(0)
	for n < 9 && unicode.IsDigit(r-n-1) {
		n++
	}
	return n
}

// folded are characters that Unicode keeps apart and writers do not.
var folded = map[rune]string{
	'ي': "ی", 'ى': "ی", 'ك': "ک", 'ة': "ه", 'ـ': "", 'ß': "ss",
	'–': "-", '—': "-", '−': "-", '‐': "-", '‑': "-", '‒': "-",
	'’': "'", '‘': "'", 'ʼ': "'", '؟': "?", '／': "/", '٫': ".", '٬': ",", '،': ",",
	'\u200c': " ", '\u200d': "", '\u200e': "", '\u200f': "", '\u061c': "", '≈': "~", '…': " ",
}
