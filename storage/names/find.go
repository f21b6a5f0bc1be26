package names

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// Match is a record that fits what was typed.
type Match struct {
	ID    int64
	Which string // the alias that fitted, "" when the record's own name did
	Score float64
}

// Scores of a name, before the share of it that was typed (less than half a
// step) and what boost gives: a boost of 1 lifts a name by one step.
const (
	scoreExact   = 6.0
	scorePrefix  = 5.0
	scoreWords   = 4.0 // every typed word begins a word of the name
	scoreInitial = 3.0
	scoreSound   = 2.0 // as it sounds, or nearly as it is spelled
	scoreInside  = 1.0 // the text stands within a word
	scorePartial = 0.5 // all but one of the typed words fit
	shareWeight  = 0.45
)

// Find gives the records whose names fit what was typed, the best first, at
// most limit. Every typed word may be the beginning of a word; their order is
// free. boost, when given, adds to the score of a record that fits: recent
// use, people of the document. Names that only sound alike are looked for when
// fewer than limit fit as they are spelled. Nothing typed fits everything.
func (x *Index) Find(typed string, limit int, boost func(id int64) float64) []Match {
	if limit <= 0 {
		return nil
	}
	all := make([]*search, len(x.parts))
	for i, p := range x.parts {
		all[i] = newSearch(p, newQuery(typed))
	}
	look(all, limit)
	c := collector{limit: limit, boost: boost}
	for i, s := range all {
		for e := range s.best {
			if f := &s.best[e]; f.score > 0 && x.live(int32(i), int32(e)) {
				c.add(s.part, int32(e), f)
			}
		}
	}
	return c.result()
}

// look tries one way of fitting after the other, in all parts, until enough is
// found: what comes later ranks lower.
func look(all []*search, limit int) {
	if len(all[0].query.words) == 0 {
		for _, s := range all {
			s.everything()
		}
		return
	}
	known := make([]bool, len(all[0].query.words))
	for _, fit := range []func(s *search, n int, w queryWord){(*search).spelled, (*search).bySound, (*search).bySlip} {
		count := 0
		for _, s := range all {
			s.known = known
			s.try(fit)
			count += s.count
		}
		for n := range known {
			known[n] = slices.ContainsFunc(all, func(s *search) bool { return s.spelledSo(n) })
		}
		if count >= limit {
			return
		}
	}
	last(all)
}

// last tries what hardly ever is meant.
func last(all []*search) {
	count := 0
	for _, s := range all {
		s.inside()
		count += s.count
	}
	for _, s := range all {
		if n := len(s.query.words); count == 0 && n > 1 {
			s.byWords(n - 1)
		}
	}
}

// found is the best that was found for an entry; a score of 0 is nothing.
type found struct {
	score float64
	name  int32
}

// search is one question to one part.
type search struct {
	*part
	query query
	best  []found     // by entry
	fits  [][]float32 // by typed word: how well each word of the vocabulary fits
	hit   [][]int32   // by typed word: the words that fit
	known []bool      // by typed word: some word is spelled so, as far as it goes
	count int         // of entries found
}

func newSearch(p *part, q query) *search {
	n := len(q.words)
	s := &search{part: p, query: q, best: make([]found, len(p.entries)), fits: make([][]float32, n), hit: make([][]int32, n)}
	for i := range s.fits {
		s.fits[i] = make([]float32, len(p.vocabulary))
	}
	return s
}

// everything fits when nothing is typed; short names come first.
func (s *search) everything() {
	for i := range s.entries {
		s.best[i] = found{shareWeight / float64(1+len(s.entries[i].Name)), s.ownName(int32(i))}
	}
}

// try fits words in one way more and scores the names that have them.
func (s *search) try(fit func(s *search, n int, w queryWord)) {
	for n, w := range s.query.words {
		fit(s, n, w)
	}
	s.byWords(len(s.query.words))
	s.byInitials()
}

// spelledSo reports whether some word begins with typed word n.
func (s *search) spelledSo(n int) bool {
	return slices.ContainsFunc(s.hit[n], func(w int32) bool { return s.fits[n][w] >= fitBegins-0.01 })
}

// ownName finds the number of an entry's own name.
func (s *search) ownName(entry int32) int32 {
	i, _ := slices.BinarySearchFunc(s.part.names, entry, func(r nameRow, e int32) int { return cmp.Compare(r.entry, e) })
	return int32(i)
}

// How well a word fits a typed one.
const (
	fitWhole  = 1.0
	fitBegins = 0.9
	fitSound  = 0.8 // at most, by the key
	fitSlip   = 0.6 // at most, with a slip
	// alike is how alike two words of one script must be spelled when their
	// keys are the same or begin the same; with a slip they must be more so.
	alikeSound, alikeSlip = 0.55, 0.6
	// A slip is looked for when at least this many letters of a key are typed.
	minSlipKey = 3
)

// spelled takes the words that begin with the typed word.
func (s *search) spelled(n int, w queryWord) {
	from, _ := slices.BinarySearch(s.vocabulary, w.text)
	for i := from; i < len(s.vocabulary) && strings.HasPrefix(s.vocabulary[i], w.text); i++ {
		fit := fitBegins
		if len(s.vocabulary[i]) == len(w.text) {
			fit = fitWhole
		}
		s.setFit(n, int32(i), fit)
	}
}

func (s *search) setFit(n int, word int32, fit float64) {
	old := &s.fits[n][word]
	if *old == 0 {
		s.hit[n] = append(s.hit[n], word)
	}
	*old = max(*old, float32(fit))
}

// bySound takes the words whose key is one of the typed word or begins so.
func (s *search) bySound(n int, w queryWord) {
	for _, key := range w.keys {
		s.byKey(n, w, key)
	}
}

func (s *search) byKey(n int, w queryWord, key string) {
	from, _ := slices.BinarySearchFunc(s.keys, key, func(r keyRow, k string) int { return cmp.Compare(r.key, k) })
	for _, row := range s.keys[from:] {
		if !strings.HasPrefix(row.key, key) {
			return
		}
		whole := len(row.key) == len(key)
		if s.fits[n][row.word] >= fitSound || len(key) < 2 && !whole {
			continue
		}
		text := s.vocabulary[row.word]
		like := 0.8
		if sameScript(w.text, text) {
			if like = beginning(w.text, text); like < alikeSound || len(w.text) < 3 {
				continue
			}
		}
		if !whole {
			like *= 0.9
		}
		s.setFit(n, row.word, like*fitSound)
	}
}

// bySlip takes the words whose key is one slip from that of the typed word, if
// no word is spelled as what was typed.
func (s *search) bySlip(n int, w queryWord) {
	if s.known[n] || len(w.keys) == 0 || len(w.keys[0]) < minSlipKey {
		return
	}
	key := w.keys[0]
	typed := mask(key)
	for i := range s.keys {
		row := &s.keys[i]
		if bits.OnesCount32(typed&^row.mask) > 1 || s.fits[n][row.word] > 0 || !nearBeginning(key, row.key) {
			continue
		}
		text := s.vocabulary[row.word]
		like := 0.6
		if sameScript(w.text, text) {
			if like = beginning(w.text, text); like < alikeSlip {
				continue
			}
		} else if !near(key, row.key) {
			continue
		}
		s.setFit(n, row.word, like*fitSlip)
	}
}

// byWords scores every name in which at least need of the typed words fit.
func (s *search) byWords(need int) {
	seen := make([]uint64, (len(s.part.names)+63)/64)
	for _, n := range s.rarest(len(s.query.words) - need + 1) {
		for _, w := range s.hit[n] {
			for _, name := range s.namesWith(w) {
				if seen[name/64]&(1<<(name%64)) == 0 {
					seen[name/64] |= 1 << (name % 64)
					s.score(name, need)
				}
			}
		}
	}
}

// rarest gives the k typed words that stand in the fewest names: a name in
// which all but k-1 words fit holds one of them.
func (s *search) rarest(k int) []int {
	order := make([]int, len(s.hit))
	size := make([]int, len(s.hit))
	for i := range order {
		order[i] = i
		for _, w := range s.hit[i] {
			size[i] += len(s.namesWith(w))
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(size[a], size[b]) })
	return order[:k]
}

// score gives a name its score if enough of the typed words fit.
func (s *search) score(name int32, need int) {
	fitting, sum, weakest := 0, 0.0, 1.0
	for _, fits := range s.fits {
		best := float32(0)
		for _, w := range s.wordsOf(name) {
			best = max(best, fits[w])
		}
		if best > 0 {
			fitting++
			weakest = min(weakest, float64(best))
		}
		sum += float64(best)
	}
	if fitting < need {
		return
	}
	row := &s.part.names[name]
	mean := sum / float64(len(s.fits))
	switch {
	case row.folded == s.query.folded:
		s.take(name, scoreExact)
	case strings.HasPrefix(row.folded, s.query.folded):
		s.take(name, scorePrefix)
	case fitting < len(s.fits):
		s.take(name, scorePartial*mean)
	case weakest >= fitBegins-0.01:
		s.take(name, scoreWords)
	default:
		s.take(name, scoreSound-1+mean)
	}
}

// take keeps a name if it is the best of its entry. What is typed and how much
// of the name it is decides between names of one step.
func (s *search) take(name int32, score float64) {
	row := &s.part.names[name]
	score += shareWeight * min(1, float64(len(s.query.folded))/float64(1+len(row.folded)))
	b := &s.best[row.entry]
	if b.score == 0 {
		s.count++
	}
	if score > b.score {
		*b = found{score, name}
	}
}

func (s *search) byInitials() {
	for _, name := range s.initials[strings.ReplaceAll(s.query.folded, " ", "")] {
		s.take(name, scoreInitial)
	}
}

// minInside is the least number of bytes that are looked for within words.
const minInside = 3

// inside takes the names that hold the only typed word within one of theirs.
func (s *search) inside() {
	if len(s.query.words) != 1 || len(s.query.folded) < minInside {
		return
	}
	for i, w := range s.vocabulary {
		if strings.Contains(w, s.query.folded) {
			for _, name := range s.namesWith(int32(i)) {
				s.take(name, scoreInside)
			}
		}
	}
}
