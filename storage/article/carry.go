package article

import (
	"index/suffixarray"
	"strings"
	"unicode"
	"unicode/utf8"

	"saywhen/storage"
)

// An edit is understood as stretches of text that stayed (matches.go) and what
// lies between them. A span goes where its stretches went. Three things a
// difference alone gets wrong are put right afterwards: a word that was inserted
// before a span and also begins it, text that was moved, and a span whose words
// are mostly gone.

const (
	// survives is the share of a span's letters and digits that must stay for
	// the span to be the same passage. Two of three letters is a typo in a
	// short word; of two unrelated sentences far less stays, because words
	// count as a whole (see matches).
	survives = 0.6
	// growth and growthSlack bound what may be inserted into a span: it may be
	// at most growth times as long as before and growthSlack bytes more.
	growth, growthSlack = 2, 40
	// near is how far from where the difference puts a span, in bytes, its
	// unchanged words are looked for.
	near = 64
)

// Carry takes spans of a text over to its edited form. Carried has one entry
// per span, in the same order; that of a span which did not survive is zero and
// its index is in lost, ascending. A span survives when most of its words are
// still there in their order (see survives), also with small changes inside it,
// and when it was moved and stands exactly once in each of the texts.
//
// Carried spans lie within the new text and never split a character. The two
// texts are compared for at most diffTime; beyond it only what is plain at once
// is carried.
func Carry(old, edited string, spans []storage.Span) (carried []storage.Span, lost []int) {
	carried = make([]storage.Span, len(spans))
	if len(spans) == 0 {
		return carried, nil
	}
	c := newCarrier(old, edited)
	for i, sp := range spans {
		to, ok := c.carry(sp)
		if !ok {
			lost = append(lost, i)
			continue
		}
		carried[i] = to
	}
	return carried, lost
}

type carrier struct {
	old, edited string
	runs        []run // ascending in both texts
	letters     []int32
	target      Text // boundaries of characters of the edited text
	// Indexes of all suffixes, made when a span is first looked for.
	oldIndex, editedIndex *suffixarray.Index
}

func newCarrier(old, edited string) *carrier {
	return &carrier{
		old: old, edited: edited, runs: matches(old, edited),
		letters: lettersOf(old), target: Text{s: edited, cells: cellsOf(edited)},
	}
}

// lettersOf counts the bytes of letters, digits and symbols before each offset.
func lettersOf(s string) []int32 {
	sums := make([]int32, len(s)+1)
	n, at := int32(0), 0
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		counts := unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.So)
		for range size {
			if counts {
				n++
			}
			at++
			sums[at] = n
		}
	}
	return sums
}

func (c *carrier) carry(sp storage.Span) (storage.Span, bool) {
	if sp.Start < 0 || sp.End > len(c.old) || sp.Start >= sp.End {
		return storage.Span{}, false
	}
	to, ok := c.follow(sp)
	if ok && c.edited[to.Start:to.End] == c.old[sp.Start:sp.End] {
		return to, true
	}
	if exact, found := c.nearby(sp, to, ok); found {
		return exact, true
	}
	if exact, found := c.moved(sp); found {
		return exact, true
	}
	return to, ok && to.End-to.Start <= growth*(sp.End-sp.Start)+growthSlack
}

// follow maps a span by the runs that it touches. It reports false when too
// little of it stayed.
func (c *carrier) follow(sp storage.Span) (storage.Span, bool) {
	first := firstRun(c.runs, sp.Start)
	last, kept := first, int32(0)
	for last < len(c.runs) && c.runs[last].old < sp.End {
		r := c.runs[last]
		kept += c.letters[min(r.old+r.len, sp.End)] - c.letters[max(r.old, sp.Start)]
		last++
	}
	if last == first {
		return storage.Span{}, false
	}
	all := c.letters[sp.End] - c.letters[sp.Start]
	if all > 0 && float64(kept) < survives*float64(all) {
		return storage.Span{}, false
	}
	to := storage.Span{Start: c.start(first, sp), End: c.end(last-1, sp)}
	to = c.target.Snap(to)
	if !blankEnds(c.old[sp.Start:sp.End]) {
		to = c.target.bare(to)
	}
	return to, to.Start < to.End
}

// start is where the span begins in the edited text. What replaced its first
// words belongs to it, when the replacement begins where the span does and is
// not much longer.
func (c *carrier) start(first int, sp storage.Span) int {
	r := c.runs[first]
	if r.old <= sp.Start {
		return r.edited + sp.Start - r.old
	}
	before := run{}
	if first > 0 {
		before = c.runs[first-1]
	}
	gap := r.edited - before.editedEnd()
	if before.oldEnd() < sp.Start || gap > growth*(r.old-sp.Start) {
		return r.edited
	}
	return before.editedEnd()
}

// end is where the span ends in the edited text, as start.
func (c *carrier) end(last int, sp storage.Span) int {
	r := c.runs[last]
	if r.oldEnd() >= sp.End {
		return r.edited + sp.End - r.old
	}
	after := run{old: len(c.old), edited: len(c.edited)}
	if last+1 < len(c.runs) {
		after = c.runs[last+1]
	}
	gap := after.edited - r.editedEnd()
	if after.old > sp.End || gap > growth*(sp.End-r.oldEnd()) {
		return r.editedEnd()
	}
	return after.edited
}

// nearby looks for the unchanged words of a span around where it was mapped to,
// and takes the one place, or of several the one that begins or ends there.
func (c *carrier) nearby(sp, to storage.Span, mapped bool) (storage.Span, bool) {
	if !mapped {
		return storage.Span{}, false
	}
	words := c.old[sp.Start:sp.End]
	from := max(0, to.Start-near)
	window := c.edited[from:min(len(c.edited), to.End+near)]
	best, n := storage.Span{}, 0
	for at := strings.Index(window, words); at >= 0; {
		found := storage.Span{Start: from + at, End: from + at + len(words)}
		if n++; n == 1 || found.Start == to.Start || found.End == to.End {
			best = found
		}
		next := strings.Index(window[at+1:], words)
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return best, n > 0 && c.target.Snap(best) == best
}

// moved finds the words of a span again when they stand exactly once in each of
// the texts.
func (c *carrier) moved(sp storage.Span) (storage.Span, bool) {
	if c.letters[sp.End] == c.letters[sp.Start] {
		return storage.Span{}, false
	}
	if c.oldIndex == nil {
		c.oldIndex = suffixarray.New([]byte(c.old))
		c.editedIndex = suffixarray.New([]byte(c.edited))
	}
	words := []byte(c.old[sp.Start:sp.End])
	at := c.editedIndex.Lookup(words, 2)
	if len(at) != 1 || len(c.oldIndex.Lookup(words, 2)) != 1 {
		return storage.Span{}, false
	}
	to := storage.Span{Start: at[0], End: at[0] + len(words)}
	return to, c.target.Snap(to) == to
}

func blankEnds(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(first) || unicode.IsSpace(last)
}
