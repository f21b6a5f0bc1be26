package article

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"saywhen/storage"
)

// Find gives the places where a query stands, ascending and without overlap.
// Upper and lower case are one. A plain query also finds other spellings:
// accents, Arabic vowels and joiners do not count, nor the difference between
// Arabic and Persian letters and digits, between straight and curly marks, and
// between one blank and several. A regular expression is matched as it is
// written (RE2: the time grows with the text and never runs away); one that does
// not compile is refused with a sentence. An empty query finds nothing.
func Find(text, query string, regex bool) ([]storage.Span, error) {
	if regex {
		return findRegexp(text, query)
	}
	needle := foldText(query)
	want := strings.TrimSpace(needle.s)
	if want == "" {
		return nil, nil
	}
	return foldText(text).all(want), nil
}

func findRegexp(text, query string) ([]storage.Span, error) {
	if query == "" {
		return nil, nil
	}
	re, err := regexp.Compile("(?im)" + query)
	if err != nil {
		return nil, regexpError(query, err)
	}
	var found []storage.Span
	cells := cellsOf(text)
	for _, m := range re.FindAllStringIndex(text, -1) {
		sp := (&Text{s: text, cells: cells}).Snap(storage.Span{Start: m[0], End: m[1]})
		if n := len(found); sp.Start < sp.End && (n == 0 || found[n-1].End <= sp.Start) {
			found = append(found, sp)
		}
	}
	return found, nil
}

// regexpError says in a sentence what is wrong with an expression.
func regexpError(query string, err error) error {
	var wrong *syntax.Error
	if !errors.As(err, &wrong) {
		return problemf("The expression “%s” cannot be used; search for plain words instead.", query)
	}
	if wrong.Expr == "" || strings.HasPrefix(wrong.Expr, "(?im)") {
		return problemf("The expression “%s” is not complete (%s); correct it, or search for plain words.", query, wrong.Code)
	}
	return problemf("The expression “%s” is wrong at “%s” (%s); correct it, or search for plain words.", query, wrong.Expr, wrong.Code)
}

// folded is a text in which what does not matter for finding is made one, with
// the way back: at[i] is the offset in the source of folded byte i, and
// at[len(s)] its end.
type folded struct {
	s     string
	at    []int
	cells bitset // of the source
	len   int    // of the source
}

// foldText folds a text rune by rune.
func foldText(text string) folded {
	f := folded{cells: cellsOf(text), len: len(text)}
	var b strings.Builder
	b.Grow(len(text))
	f.at = make([]int, 0, len(text)+1)
	blank := false
	var buf [utf8.UTFMax * 18]byte // the longest decomposition has 18 runes
	for i, r := range text {
		out := foldRune(buf[:0], r)
		isBlank := len(out) == 1 && out[0] == ' '
		if len(out) == 0 || isBlank && blank {
			continue
		}
		blank = isBlank
		b.Write(out)
		for range out {
			f.at = append(f.at, i)
		}
	}
	f.s, f.at = b.String(), append(f.at, len(text))
	return f
}

// foldRune appends what a rune is compared as; nothing when it does not count.
func foldRune(dst []byte, r rune) []byte {
	switch {
	case 'A' <= r && r <= 'Z':
		return append(dst, byte(r)+'a'-'A')
	case r == '\u200c' || unicode.IsSpace(r):
		return append(dst, ' ')
	case r < utf8.RuneSelf:
		return append(dst, byte(r))
	case r == 'ـ' || unicode.In(r, unicode.Mn, unicode.Cf):
		return dst
	}
	if to, ok := foldings[r]; ok {
		return utf8.AppendRune(dst, to)
	}
	for _, d := range string(norm.NFKD.AppendString(nil, string(r))) {
		if to, ok := foldings[d]; ok {
			d = to
		}
		if !unicode.Is(unicode.Mn, d) {
			dst = utf8.AppendRune(dst, lower(d))
		}
	}
	return dst
}

// lower is the lower case by which two letters are compared: the smallest of
// those that Unicode folds together, so that σ and ς are one.
func lower(r rune) rune {
	r = unicode.ToLower(r)
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		if unicode.ToLower(f) == f {
			least = min(least, f)
		}
	}
	return least
}

// foldings make letters, digits and marks one that are written in several ways.
var foldings = map[rune]rune{
	'ي': 'ی', 'ى': 'ی', 'ئ': 'ی', 'ك': 'ک', 'ة': 'ه', 'ۀ': 'ه', 'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ٱ': 'ا', 'ؤ': 'و',
	'٠': '0', '١': '1', '٢': '2', '٣': '3', '٤': '4', '٥': '5', '٦': '6', '٧': '7', '٨': '8', '٩': '9',
	'۰': '0', '۱': '1', '۲': '2', '۳': '3', '۴': '4', '۵': '5', '۶': '6', '۷': '7', '۸': '8', '۹': '9',
	'“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '‘': '\'', '’': '\'', '‚': '\'',
	'–': '-', '—': '-', '‐': '-', '‑': '-',
}

// all gives the places of a folded needle in the source.
func (f folded) all(needle string) (found []storage.Span) {
	source := Text{cells: f.cells}
	for from := 0; ; {
		i := strings.Index(f.s[from:], needle)
		if i < 0 {
			return found
		}
		start := from + i
		end := start + len(needle)
		from = end
		if f.inRune(start) || f.inRune(end) {
			continue
		}
		sp := f.whole(&source, f.at[start], f.at[end-1])
		if n := len(found); n == 0 || found[n-1].End <= sp.Start {
			found = append(found, sp)
		}
	}
}

// inRune reports whether a folded offset is in the middle of what one rune of
// the source was folded to.
func (f folded) inRune(i int) bool { return i > 0 && i < len(f.s) && f.at[i] == f.at[i-1] }

// whole gives the characters from the one that holds the byte first to the one
// that holds the byte last.
func (f folded) whole(source *Text, first, last int) storage.Span {
	end := last + 1
	for !f.cells.has(end) {
		end++
	}
	return storage.Span{Start: source.cellStart(first), End: end}
}
