package sqlite

import "strings"

// foldLetters, foldDigits, foldGone and foldBlank are what the generated columns
// x_letters and x_folded of the schema do in SQL; a test holds the two together.
const (
	foldLetters = "يیىیئیكکةهۀهأاإاآاٱاؤو" // pairs: from, to
	foldDigits  = "٠0١1٢2٣3٤4٥5٦6٧7٨8٩9۰0۱1۲2۳3۴4۵5۶6۷7۸8۹9"
	// foldGone is tatweel and the marks of vowels, which only vary the spelling
	// and at which the tokenizer would break a word.
	foldGone = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
	// foldBlank is the zero-width non-joiner and the no-break space.
	foldBlank = "\u200c\u00a0"
)

// foldTable maps a rune to what stands for it; -1 is nothing.
var foldTable = func() map[rune]rune {
	table := map[rune]rune{}
	pairs := []rune(foldLetters + foldDigits)
	for i := 0; i < len(pairs); i += 2 {
		table[pairs[i]] = pairs[i+1]
	}
	for _, r := range foldGone {
		table[r] = -1
	}
	for _, r := range foldBlank {
		table[r] = ' '
	}
	return table
}()

// Fold makes Arabic and Persian spellings one: ي and ى are ی, ك is ک, ة is ه,
// digits are 0–9, hamza and alef forms are plain, tatweel and vowel marks go, a
// zero-width non-joiner is a space. The full-text index is folded the same way,
// so a query must be too.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if to, ok := foldTable[r]; ok {
			return to
		}
		return r
	}, s)
}
