package names

import (
	"cmp"
	"slices"
)

// Entry is a record with its names.
type Entry struct {
	ID      int64
	Name    string
	Aliases []string
}

func (e *Entry) same(o *Entry) bool {
	return e.ID == o.ID && e.Name == o.Name && slices.Equal(e.Aliases, o.Aliases)
}

// name gives the name with a number: 0 is the record's own, then its aliases.
func (e *Entry) name(i int32) string {
	if i == 0 {
		return e.Name
	}
	return e.Aliases[i-1]
}

// Index finds records by name. It is never changed: Next makes the index of
// other entries from it.
type Index struct {
	parts   []*part            // a large old one, and a small one of what came since
	at      map[int64]position // where each entry lies
	entries int
}

type position struct{ part, entry int32 }

// rebuildAfter is how many changed entries are kept beside the old ones before
// all are sorted anew: at least this number, or a sixteenth of all. Looking
// into two parts costs little; sorting 75,000 names costs a fifth of a second.
const rebuildAfter = 512

// New makes an index. Ids are unique among the entries.
func New(entries []Entry) *Index {
	x := &Index{at: make(map[int64]position, len(entries)), entries: len(entries)}
	x.add(slices.Clone(entries))
	return x
}

func (x *Index) add(entries []Entry) {
	for i := range entries {
		x.at[entries[i].ID] = position{int32(len(x.parts)), int32(i)}
	}
	x.parts = append(x.parts, newPart(entries))
}

// Len is the number of entries.
func (x *Index) Len() int { return x.entries }

// Next makes the index of these entries. Where they are the same as those of x
// it takes its work over: a few changed names cost a few milliseconds.
func (x *Index) Next(entries []Entry) *Index {
	base := x.parts[0]
	var fresh []Entry
	next := &Index{parts: []*part{base}, at: make(map[int64]position, len(entries)), entries: len(entries)}
	for i := range entries {
		e := &entries[i]
		if p, ok := x.at[e.ID]; ok && p.part == 0 && base.entries[p.entry].same(e) {
			next.at[e.ID] = p
		} else {
			fresh = append(fresh, *e)
		}
	}
	gone := len(base.entries) - len(next.at)
	if len(fresh)+gone > max(rebuildAfter, len(entries)/16) {
		return New(entries)
	}
	if len(fresh) > 0 {
		next.add(fresh)
	}
	return next
}

// live reports whether an entry of a part is the one that counts.
func (x *Index) live(part, entry int32) bool {
	p, ok := x.at[x.parts[part].entries[entry].ID]
	return ok && p == position{part, entry}
}

// part is an index of some entries. Names and words are numbered; what belongs
// to a number lies between two offsets.
type part struct {
	entries []Entry

	names   []nameRow
	nameOff []int32 // words of name i: nameWords[nameOff[i]:nameOff[i+1]]
	inName  []int32

	vocabulary []string // every word once, ascending
	wordOff    []int32  // names with word i: withWord[wordOff[i]:wordOff[i+1]]
	withWord   []int32
	keys       []keyRow // ascending
	wordKeys   [][]string
	initials   map[string][]int32 // names by the first letters of their words
}

type nameRow struct {
	entry  int32
	which  int32  // 0 the record's own name, then its aliases
	folded string // as Fold gives it
}

type keyRow struct {
	key  string
	mask uint32
	word int32
}

func newPart(entries []Entry) *part {
	p := &part{entries: entries, nameOff: []int32{0}, initials: map[string][]int32{}}
	numbers := map[string]int32{}
	for i := range entries {
		for which := range 1 + len(entries[i].Aliases) {
			p.addName(int32(i), int32(which), numbers)
		}
	}
	p.sortWords(numbers)
	p.postWords()
	p.makeKeys()
	return p
}

// addName splits a name; its words are numbered as they come.
func (p *part) addName(entry, which int32, numbers map[string]int32) {
	row := nameRow{entry, which, Fold(p.entries[entry].name(which))}
	list := words(row.folded)
	for _, w := range list {
		n, known := numbers[w]
		if !known {
			n = int32(len(p.vocabulary))
			numbers[w] = n
			p.vocabulary = append(p.vocabulary, w)
		}
		p.inName = append(p.inName, n)
	}
	if s := initialsOf(list); s != "" {
		p.initials[s] = append(p.initials[s], int32(len(p.names)))
	}
	p.names = append(p.names, row)
	p.nameOff = append(p.nameOff, int32(len(p.inName)))
}

// Initials are looked at for names of a few words.
const minInitials, maxInitials = 2, 6

func initialsOf(list []string) string {
	if len(list) < minInitials {
		return ""
	}
	var first []rune
	for _, w := range list {
		if !silent[w] {
			first = append(first, []rune(w)[0])
		}
	}
	if len(first) < minInitials || len(first) > maxInitials {
		return ""
	}
	return string(first)
}

// sortWords numbers the words anew in their order.
func (p *part) sortWords(numbers map[string]int32) {
	slices.Sort(p.vocabulary)
	to := make([]int32, len(p.vocabulary))
	for i, w := range p.vocabulary {
		to[numbers[w]] = int32(i)
	}
	for i, w := range p.inName {
		p.inName[i] = to[w]
	}
}

// postWords lists the names of every word: counted, then filled in.
func (p *part) postWords() {
	p.wordOff = make([]int32, len(p.vocabulary)+1)
	for _, w := range p.inName {
		p.wordOff[w+1]++
	}
	for i := range p.vocabulary {
		p.wordOff[i+1] += p.wordOff[i]
	}
	next := slices.Clone(p.wordOff)
	p.withWord = make([]int32, len(p.inName))
	for name := range p.names {
		for _, w := range p.wordsOf(int32(name)) {
			p.withWord[next[w]] = int32(name)
			next[w]++
		}
	}
}

func (p *part) makeKeys() {
	p.wordKeys = make([][]string, len(p.vocabulary))
	for i, w := range p.vocabulary {
		p.wordKeys[i] = keysOf(w)
		for _, k := range p.wordKeys[i] {
			p.keys = append(p.keys, keyRow{k, mask(k), int32(i)})
		}
	}
	slices.SortFunc(p.keys, func(a, b keyRow) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.word, b.word))
	})
}

// wordsOf gives the words of a name.
func (p *part) wordsOf(name int32) []int32 { return p.inName[p.nameOff[name]:p.nameOff[name+1]] }

// namesWith gives the names that hold a word; one that holds it twice, twice.
func (p *part) namesWith(word int32) []int32 {
	return p.withWord[p.wordOff[word]:p.wordOff[word+1]]
}
