package article

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"saywhen/storage"
)

// Texts are compared by fingerprints: hashes of every few words in a row, of
// which winnowing keeps the smallest of each window. Equal passages of
// shingle+window-1 words always share one, wherever they stand; case, accents,
// punctuation and line breaks do not count. An index from fingerprints to texts
// answers for all texts at once.

const (
	// shingle is the number of words that are hashed together: fewer meet by
	// chance, more do not survive small edits.
	shingle = 4
	// window is the number of hashes in a row of which one is kept.
	window = 6
	// NearlySame is the similarity from which two texts are worth a look as
	// copies of one article. Unrelated articles stay below 0.05.
	NearlySame = 0.3
)

// Near is a text that is like another one.
type Near struct {
	ID storage.ID
	// Similarity is the share of the fingerprints of both that they have in
	// common, 0–1.
	Similarity float64
	// Contained is the share of the fingerprints of the shorter one that stand
	// in the other, 0–1: an excerpt has a low Similarity and a high Contained.
	Contained float64
}

// Corpus holds the fingerprints of texts. The zero Corpus is empty and ready.
// It is not safe for use from several goroutines.
type Corpus struct {
	ids    []storage.ID
	sizes  []int32
	hashes map[string]storage.ID
	index  map[uint64][]int32 // fingerprint → places in ids, ascending
}

// Len is the number of texts.
func (c *Corpus) Len() int { return len(c.ids) }

// Add adds a text. Several texts may have one ID (versions of a document).
func (c *Corpus) Add(id storage.ID, text string) {
	if c.index == nil {
		c.index, c.hashes = map[uint64][]int32{}, map[string]storage.ID{}
	}
	prints := fingerprints(text)
	for _, p := range prints {
		c.index[p] = append(c.index[p], int32(len(c.ids)))
	}
	c.ids, c.sizes = append(c.ids, id), append(c.sizes, int32(len(prints)))
	if h := hashOf(text); c.hashes[h] == 0 {
		c.hashes[h] = id
	}
}

// Same gives the text that was added first and is the same, byte for byte after
// Clean and without outer blanks.
func (c *Corpus) Same(text string) (storage.ID, bool) {
	id, ok := c.hashes[hashOf(text)]
	return id, ok
}

func hashOf(text string) string { return Hash(strings.TrimSpace(Clean(text))) }

// Near gives the texts that share a passage with a text, the most similar
// first; of several texts with one ID the most similar.
func (c *Corpus) Near(text string) []Near {
	prints := fingerprints(text)
	shared := map[int32]int32{}
	for _, p := range prints {
		for _, at := range c.index[p] {
			shared[at]++
		}
	}
	best := map[storage.ID]Near{}
	for at, n := range shared {
		size, own := c.sizes[at], int32(len(prints))
		near := Near{
			ID: c.ids[at], Similarity: float64(n) / float64(size+own-n), Contained: float64(n) / float64(min(size, own)),
		}
		if near.Similarity > best[near.ID].Similarity {
			best[near.ID] = near
		}
	}
	list := make([]Near, 0, len(best))
	for _, near := range best {
		list = append(list, near)
	}
	slices.SortFunc(list, func(a, b Near) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// fingerprints gives the kept hashes of a text, each once. A text of fewer words
// than a shingle has one for all of them; one without words has none.
func fingerprints(text string) []uint64 {
	hashes := shingles(wordHashes(text))
	kept := make([]uint64, 0, 1+2*len(hashes)/(window+1))
	last := -1
	for end := window; end <= len(hashes); end++ {
		at := end - window
		for i := at + 1; i < end; i++ {
			if hashes[i] <= hashes[at] {
				at = i
			}
		}
		if at != last {
			kept, last = append(kept, hashes[at]), at
		}
	}
	if len(hashes) > 0 && len(hashes) < window {
		kept = append(kept, slices.Min(hashes))
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

// shingles hashes every shingle words in a row.
func shingles(words []uint64) []uint64 {
	if len(words) == 0 {
		return nil
	}
	n := min(shingle, len(words))
	out := make([]uint64, 0, len(words)-n+1)
	for i := n; i <= len(words); i++ {
		h := fnvStart
		for _, w := range words[i-n : i] {
			h = mix(h ^ w)
		}
		out = append(out, h)
	}
	return out
}

// FNV-1a, 64 bits: its offset and its prime.
const (
	fnvStart uint64 = 14695981039346656037
	fnvPrime uint64 = 1099511628211
)

// mix spreads the bits of a hash (the finaliser of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// wordHashes hashes the words of a text as Find compares them.
func wordHashes(text string) (out []uint64) {
	h, in := fnvStart, false
	var buf [64]byte
	for _, r := range text {
		folded := foldRune(buf[:0], r)
		switch {
		case len(folded) == 0:
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			for _, b := range folded {
				h = (h ^ uint64(b)) * fnvPrime
			}
			in = true
		case in:
			out, h, in = append(out, h), fnvStart, false
		}
	}
	if in {
		out = append(out, h)
	}
	return out
}
