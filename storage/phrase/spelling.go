package phrase

import "unicode/utf8"

// capital is a word of the tables as English writes it.
func capital(word string) string {
	if k := lexicon()[word]; k.says == month || k.says == weekday {
		return titled(word)
	}
	return word
}

// nearest is the word of the tables that is spelt most like a word, or "" when
// none is within one slip of a finger, or two for longer words.
func nearest(word string) string {
	best, least := "", 3
	var folded string
	for _, t := range lex(word) {
		folded += t.text
	}
	length := utf8.RuneCountInString(folded)
	if length < 4 {
		return ""
	}
	if length < 7 {
		least = 2
	}
	for known := range lexicon() {
		if difference := len(known) - len(folded); difference > 2 || difference < -2 || known[0] != folded[0] {
			continue
		}
		if d := slips(known, folded); d < least || d == least && best != "" && known < best {
			best, least = known, d
		}
	}
	return capital(best)
}

// slips is the number of letters to add, drop, replace or swap with the next one
// that turn a into b.
func slips(a, b string) int {
	x, y := []rune(a), []rune(b)
	two, one, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range one {
		one[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			row[j+1] = min(one[j+1]+1, row[j]+1)
			if x[i] == y[j] {
				row[j+1] = min(row[j+1], one[j])
			} else {
				row[j+1] = min(row[j+1], one[j]+1)
			}
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], two[j-1]+1)
			}
		}
		two, one, row = one, row, two
	}
	return one[len(y)]
}
