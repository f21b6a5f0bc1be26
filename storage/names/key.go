package names

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
)

// A key is a string of these letters, one for each consonant that is heard:
//
//	b p t d k f h j l m n r s S v z   and A for a vowel with which a word begins
//
// S is sh and ch; k is also g, q, gh and ق; h is also kh, ح and خ; j is also zh
// and dj; a final h is not heard. Digits stand for themselves.

// maxReadings bounds the keys of one word: three letters that may be read in
// two ways each give eight.
const maxReadings = 8

// silent are words that names are written with or without.
var silent = map[string]bool{
	"al": true, "el": true, "ul": true, "ol": true, "as": true, "ash": true, "ad": true, "ar": true, "at": true, "az": true, "an": true,
	"de": true, "of": true, "the": true, "and": true, "in": true, "for": true, "ال": true,
}

// keysOf gives the keys of a folded word, the likeliest first; none for a word
// of which nothing is heard.
func keysOf(word string) []string {
	if silent[word] {
		return nil
	}
	if table := tableOf(word); table != nil {
		return tableKeys(word, table)
	}
	return latinKeys(latin(word))
}

// latinKeys reads ch as in Chile and, if that is another key, as in Loch.
func latinKeys(word string) []string {
	key := latinKey(word)
	if key == "" {
		return nil
	}
	if other := latinKey(strings.ReplaceAll(word, "ch", "kh")); other != key {
		return []string{key, other}
	}
	return []string{key}
}

// latin writes a word of any other script in ASCII.
func latin(word string) string {
	for i := range len(word) {
		if word[i] >= 0x80 {
			return strings.Map(func(r rune) rune {
				if r < unicode.MaxASCII && isSmall(byte(r)) {
					return r
				}
				return -1
			}, strings.ToLower(unidecode.Unidecode(word)))
		}
	}
	return word
}

// sounds are groups of Latin letters that are one sound, the longest first.
var sounds = []struct{ letters, key string }{
	{"shch", "S"},
	{"tsch", "S"},
	{"dzh", "j"},
	{"sch", "S"},
	{"tch", "S"},
	{"sh", "S"},
	{"ch", "S"},
	{"kh", "h"},
	{"gh", "k"},
	{"ck", "k"},
	{"ph", "f"},
	{"th", "t"},
	{"dh", "d"},
	{"zh", "j"},
	{"dj", "j"},
	{"ts", "s"},
	{"tz", "s"},
	{"x", "ks"},
	{"q", "k"},
	{"g", "k"},
	{"w", "v"},
	{"ce", "s"},
	{"ci", "s"},
	{"cy", "s"},
	{"c", "k"},
}

// latinKey gives the key of a word of small ASCII letters and digits.
func latinKey(word string) string {
	var key []byte
	last := "" // the sound before, with no vowel between
	for rest := word; rest != ""; {
		letters, sound := nextSound(rest)
		final := len(letters) == len(rest)
		rest = rest[len(letters):]
		switch {
		case sound == "" && len(key) == 0:
			key = append(key, 'A')
		case sound == "h" && letters == "h" && final && len(key) > 0, sound == last:
			continue
		default:
			key = append(key, sound...)
		}
		last = sound
	}
	return string(key)
}

// nextSound takes the letters of the first sound off a word; a vowel has no
// sound of its own.
func nextSound(word string) (letters, sound string) {
	if strings.IndexByte("aeiouy", word[0]) >= 0 {
		return word[:1], ""
	}
	for _, s := range sounds {
		if strings.HasPrefix(word, s.letters) {
			return s.letters, s.key
		}
	}
	return word[:1], word[:1]
}

// reading says how the letters of a script that leaves vowels out are read: each
// in one way or in several. "" is a letter that may be a vowel.
type reading map[rune][]string

func readingOf(lines string) reading {
	r := reading{}
	for _, line := range strings.Fields(lines) {
		letters, ways, _ := strings.Cut(line, "=")
		for _, c := range letters {
			r[c] = strings.Split(ways, "|")
		}
	}
	return r
}

// Arabic, Persian, Kurdish, Pashto and Urdu letters, as the two first read them:
// ض is z in Persian and d in Arabic.
var arabicReading = readingOf(`
	اعءیےئۍې= ب=b پ=p تطټ=t ث=s|t ج=j چ=S حخه=h د=d ډ=d ذض=z|d رڕړ=r زظ=z ژ=j سص=s ش=S
	غقکگڤ=k ف=f لڵ=l م=m ن=n و=|v ۆۇ=|v`)

var hebrewReading = readingOf(`
	אעי= ב=b|v ג=k ד=d ה=h ו=|v ז=z ח=h ט=t כך=k|h ל=l מם=m נן=n ס=s פף=p|f צץ=s ק=k ר=r ש=S|s ת=t`)

// tableOf gives the reading of a word's script; nil when it writes its vowels.
func tableOf(word string) reading {
	for _, r := range word {
		switch {
		case unicode.Is(unicode.Arabic, r):
			return arabicReading
		case unicode.Is(unicode.Hebrew, r):
			return hebrewReading
		case r >= 0x80:
			return nil
		}
	}
	return nil
}

// tableKeys gives every key of a word, up to maxReadings. The article with
// which an Arabic word begins is not heard.
func tableKeys(word string, table reading) []string {
	letters := []rune(word)
	if len(letters) > 4 && strings.HasPrefix(word, "ال") {
		letters = letters[2:]
	}
	keys := []string{""}
	for i, c := range letters {
		keys = extend(keys, table.ways(c, i == 0, i == len(letters)-1))
	}
	if len(keys) == 1 && (keys[0] == "" || keys[0] == "A" && len(letters) < 3) {
		return nil // a suffix: ای
	}
	return keys
}

func (t reading) ways(c rune, first, last bool) []string {
	ways, known := t[c]
	switch {
	case !known && c < 0x80:
		return []string{string(c)}
	case !known:
		return []string{""}
	case first && slices.Contains(ways, "v"):
		return []string{"v"}
	case first && ways[0] == "":
		return []string{"A"}
	case last && !first && (c == 'ه' || c == 'ה'):
		return []string{""}
	}
	return ways
}

// extend puts each way of reading a letter behind each key.
func extend(keys, ways []string) []string {
	if len(ways) == 1 || len(keys)*len(ways) > maxReadings {
		for i := range keys {
			keys[i] += ways[0]
		}
		return keys
	}
	out := make([]string, 0, len(keys)*len(ways))
	for _, w := range ways {
		for _, k := range keys {
			out = append(out, k+w)
		}
	}
	return out
}

// mask has a bit for each letter of a key: what one key has and another lacks
// is seen at once.
func mask(key string) (m uint32) {
	for i := range len(key) {
		c := key[i]
		switch {
		case c == 'S':
			m |= 1 << 30
		case c == 'A':
			m |= 1 << 31
		case c >= 'a':
			m |= 1 << (c - 'a')
		default: // digits
			m |= 1 << 29
		}
	}
	return m
}
