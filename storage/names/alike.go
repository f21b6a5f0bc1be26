package names

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Who may be one with whom. Two records are alike when a name of one and a name
// of the other
//
//	are the same, folded                                      (score 1)
//	have the same words by their keys, in any order           (to 0.95)
//	are one slip apart by key and all but the same as spelled (to 0.85)
//	or one holds all words of the other                       (to 0.7)
//
// or when both had the same role at the same time (0.4; what the names add is
// more). What very many share says nothing: a word, a name or a role that more
// than maxShared records have brings no two together.
//
// So that 25,000 records are not compared each with each, only those are that
// share a block: a string that any two alike records have both (see blocks).

// Subject is a record to compare with others.
type Subject struct {
	Entry
	Roles []Role
}

// Role is something that few hold at a time: "spokeswoman" and of what. From and
// To bound the time in any unit; 0 and 0 is always.
type Role struct {
	Name     string
	From, To int64
}

// Pair is two records that may be one.
type Pair struct {
	A, B  int64   // A is the smaller id
	Score float64 // to 1
	Why   string  // a clause: "the names sound the same"
}

const (
	maxShared = 24
	// minAlike is the least likeness in spelling of two names with the same key,
	// minSlipAlike with a slip between, minWordInName of each of their words,
	// minWordAlike of a word that another name holds too.
	minAlike, minSlipAlike, minWordInName, minWordAlike = 0.7, 0.82, 0.5, 0.75
	// Shorter keys than these are shared by too many words.
	minKey, minNearKey, minWordKey = 3, 5, 3
	scoreRole                      = 0.4
	scoreContains                  = 0.6
)

// Alike gives every pair of records that may be one, the likeliest first.
func Alike(list []Subject) []Pair {
	all := newSubjects(list)
	blocks := map[string][]int32{}
	for i := range list {
		for _, b := range all[i].blocks() {
			blocks[b] = append(blocks[b], int32(i))
		}
	}
	var pairs []Pair
	seen := map[[2]int32]bool{}
	for _, members := range blocks {
		if len(members) > maxShared {
			continue
		}
		eachPair(members, func(a, b int32) {
			if p := [2]int32{a, b}; !seen[p] {
				seen[p] = true
				if pair, ok := compare(all[a], all[b]); ok {
					pairs = append(pairs, pair)
				}
			}
		})
	}
	sortPairs(pairs)
	return pairs
}

func sortPairs(pairs []Pair) {
	slices.SortFunc(pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
}

func eachPair(members []int32, fn func(a, b int32)) {
	for i, a := range members {
		for _, b := range members[:i] {
			fn(min(a, b), max(a, b))
		}
	}
}

// compare says how alike two records are.
func compare(a, b *subject) (Pair, bool) {
	p := Pair{A: min(a.ID, b.ID), B: max(a.ID, b.ID)}
	for i := range a.spellings {
		for j := range b.spellings {
			if score, why := compareNames(&a.spellings[i], &b.spellings[j]); score > p.Score {
				p.Score, p.Why = score, why
			}
		}
	}
	if role := sharedRole(a.roles, b.roles); role != "" {
		why := "both were " + role + " at the same time"
		if p.Score == 0 {
			p.Score, p.Why = scoreRole, why
		} else {
			p.Score, p.Why = min(1, p.Score+0.1), p.Why+"; "+why
		}
	}
	return p, p.Score > 0
}

func compareNames(a, b *spelling) (float64, string) {
	switch {
	case a.folded == b.folded:
		return 1, "the same name"
	case a.digits != b.digits || len(a.words) == 0 || len(b.words) == 0:
		return 0, ""
	}
	if score, why := compareSounds(a, b); score > 0 {
		return score, why
	}
	if contains(a, b) || contains(b, a) {
		share := float64(min(len(a.words), len(b.words))) / float64(max(len(a.words), len(b.words)))
		return scoreContains + share/10, "one name is part of the other"
	}
	return 0, ""
}

func compareSounds(a, b *spelling) (float64, string) {
	equal, slip := compareKeys(a.joined, b.joined)
	switch {
	case !equal && !slip:
		return 0, ""
	case !sameScript(a.folded, b.folded):
		if !equal {
			return 0, ""
		}
		return 0.9, "the same name in another script"
	}
	like := wordsAlike(a.words, b.words)
	switch {
	case equal && like >= minAlike:
		return 0.75 + like/5, "the names sound the same"
	case slip && like >= minSlipAlike:
		return like - 0.1, "the names are spelled nearly alike"
	}
	return 0, ""
}

// compareKeys reports whether two names have a key in common, or keys that are
// one slip apart.
func compareKeys(a, b []string) (equal, slip bool) {
	for _, x := range a {
		for _, y := range b {
			equal = equal || x == y && len(x) >= minKey
			slip = slip || min(len(x), len(y)) >= minNearKey && near(x, y)
		}
	}
	return equal, slip
}

// wordsAlike compares two names word by word, in the order of the alphabet; 0
// when a word of one is nothing like that of the other, however long the rest.
func wordsAlike(a, b []string) float64 {
	if len(a) != len(b) {
		return likeness(strings.Join(a, ""), strings.Join(b, ""))
	}
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	sum, letters := 0.0, 0
	for i := range a {
		like := likeness(a[i], b[i])
		if like < minWordInName {
			return 0
		}
		n := len(a[i]) + len(b[i])
		sum, letters = sum+like*float64(n), letters+n
	}
	return sum / float64(letters)
}

// contains reports whether long holds every word of short, and more.
func contains(long, short *spelling) bool {
	if len(short.words) >= len(long.words) {
		return false
	}
	heard := 0
	free := make([]int, len(long.words)) // words of long that no word of short has taken
	for i := range free {
		free[i] = i
	}
	for i := range short.words {
		at := slices.IndexFunc(free, func(j int) bool { return sameWord(short, i, long, j) })
		if at < 0 {
			return false
		}
		free = slices.Delete(free, at, at+1)
		heard = max(heard, shortest(short.keys[i]))
	}
	return heard >= minWordKey
}

func shortest(keys []string) (n int) {
	n = math.MaxInt
	for _, k := range keys {
		n = min(n, len(k))
	}
	return n
}

// sameWord reports whether two words have a key in common and, in one script,
// are spelled nearly alike.
func sameWord(a *spelling, i int, b *spelling, j int) bool {
	if sameScript(a.words[i], b.words[j]) && likeness(a.words[i], b.words[j]) < minWordAlike {
		return false
	}
	return slices.ContainsFunc(a.keys[i], func(k string) bool { return slices.Contains(b.keys[j], k) })
}

// sharedRole gives a role that both held at one time, or "".
func sharedRole(a, b []Role) string {
	for _, x := range a {
		for _, y := range b {
			if x.Name == y.Name && x.meets(y) {
				return x.Name
			}
		}
	}
	return ""
}

func (r Role) meets(o Role) bool {
	always := func(r Role) bool { return r.From == 0 && r.To == 0 }
	return always(r) || always(o) || r.From < o.To && o.From < r.To
}
