package names

import (
	"github.com/hbollon/go-edlib"
)

// likeness compares two folded words as they are spelled: 1 is the same, 0 is
// nothing in common. A letter that is missing, too much, wrong, or changed
// places with the next counts one.
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	n := max(len([]rune(a)), len([]rune(b)))
	return 1 - float64(edlib.OSADamerauLevenshteinDistance(a, b))/float64(n)
}

// goodBeginning is so alike that one letter more or less is not tried.
const goodBeginning = 0.8

// beginning compares a word that is still being typed with the beginning of
// another, one letter more or less.
func beginning(typed, word string) float64 {
	n, letters := len([]rune(typed)), []rune(word)
	best := 0.0
	for _, cut := range []int{n, n - 1, n + 1} {
		if cut > 0 && cut <= len(letters) && best < goodBeginning {
			best = max(best, likeness(typed, string(letters[:cut])))
		}
	}
	if len(letters) < n-1 {
		best = likeness(typed, word)
	}
	return best
}

// near reports whether two keys are one slip apart: a letter missing, too much,
// wrong, or changed places with the next. It allocates nothing, for it is
// asked of thousands of words for every key that is pressed.
func near(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case i == len(a):
		return true
	case len(a) < len(b):
		return a[i:] == b[i+1:]
	case a[i+1:] == b[i+1:]:
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// nearBeginning is near for a key that is still being typed.
func nearBeginning(typed, key string) bool {
	for cut := len(typed) - 1; cut <= len(typed)+1; cut++ {
		if cut <= len(key) && near(typed, key[:cut]) {
			return true
		}
	}
	return len(key) < len(typed) && near(typed, key)
}

// sameScript reports whether two folded words are written alike: both with
// letters of ASCII or both without.
func sameScript(a, b string) bool { return a[0] < 0x80 == (b[0] < 0x80) }
