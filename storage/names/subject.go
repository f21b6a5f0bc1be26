package names

import (
	"slices"
	"strings"
)

// subject is a record taken apart.
type subject struct {
	*Subject
	spellings []spelling
	roles     []Role // without those that very many have; Name is folded
}

// spelling is one name taken apart.
type spelling struct {
	folded string
	words  []string   // those of which something is heard
	keys   [][]string // of each word
	joined []string   // keys of the whole name, words in order of the alphabet
	digits string
}

func newSubjects(list []Subject) []*subject {
	holders := map[string]int{}
	for _, s := range list {
		for _, r := range s.Roles {
			holders[Fold(r.Name)]++
		}
	}
	all := make([]*subject, len(list))
	for i := range list {
		all[i] = newSubject(&list[i], holders)
	}
	return all
}

func newSubject(s *Subject, holders map[string]int) *subject {
	out := &subject{Subject: s}
	for _, r := range s.Roles {
		if name := Fold(r.Name); name != "" && holders[name] <= maxShared {
			out.roles = append(out.roles, Role{name, r.From, r.To})
		}
	}
	for i := range 1 + len(s.Aliases) {
		if n := newSpelling(s.name(int32(i))); n.folded != "" {
			out.spellings = append(out.spellings, n)
		}
	}
	return out
}

func newSpelling(name string) spelling {
	s := spelling{folded: Fold(name)}
	for _, w := range words(s.folded) {
		if keys := keysOf(w); len(keys) > 0 {
			s.words, s.keys = append(s.words, w), append(s.keys, keys)
		}
	}
	s.digits = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s.folded)
	s.joined = joinedKeys(s.keys)
	return s
}

// joinedKeys gives every reading of a whole name, up to maxReadings: the keys of
// its words in the order of the alphabet, so that the order of the words is
// free.
func joinedKeys(keys [][]string) []string {
	ways := [][]string{nil}
	for _, options := range keys {
		if len(ways)*len(options) > maxReadings {
			options = options[:1]
		}
		var next [][]string
		for _, way := range ways {
			for _, k := range options {
				next = append(next, append(slices.Clip(way), k))
			}
		}
		ways = next
	}
	var out []string
	for _, way := range ways {
		slices.Sort(way)
		if j := strings.Join(way, " "); !slices.Contains(out, j) {
			out = append(out, j)
		}
	}
	return out
}

// blocks gives strings of which two records that are alike share one: a folded
// name, a joined key, a joined key without one of its letters (two keys that are
// one slip apart share one of those), the key of a word, a role.
func (s *subject) blocks() []string {
	var out []string
	for _, n := range s.spellings {
		out = append(out, "="+n.folded)
		for _, j := range n.joined {
			out = append(out, "k"+j)
			if len(j) >= minNearKey {
				for i := range j {
					out = append(out, "k"+j[:i]+j[i+1:])
				}
			}
		}
		for _, keys := range n.keys {
			for _, k := range keys {
				if len(k) >= minWordKey {
					out = append(out, "w"+k)
				}
			}
		}
	}
	for _, r := range s.roles {
		out = append(out, "r"+r.Name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
