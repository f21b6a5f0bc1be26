package paint

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// This file is the part of the Unicode bidirectional algorithm (UAX #9) that a
// line without explicit formatting characters needs: P2–P3, W1–W7, N0–N2,
// I1–I2, L1, L2. The formatting characters are stripped from names and labels
// (see clean), so that the whole line is one isolating run sequence; characters
// of class BN, such as the zero-width non-joiner, are put aside as X9 says.
// x/text/unicode/bidi has the classes, but gives runs without levels and in
// logical order, from which digits cannot be placed.

// baseLevel gives the level of the paragraph: that of its first strong
// character (P2, P3), 0 when there is none.
func baseLevel(rs []rune) uint8 {
	for _, r := range rs {
		switch class(r) {
		case bidi.L:
			return 0
		case bidi.R, bidi.AL:
			return 1
		}
	}
	return 0
}

func class(r rune) bidi.Class {
	if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
		return bidi.L
	}
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// levels gives the embedding level of each rune of a line with the given base.
func levels(rs []rune, base uint8) []uint8 {
	lv := make([]uint8, len(rs))
	orig := make([]bidi.Class, len(rs))
	plain := base == 0
	for i, r := range rs {
		orig[i] = class(r)
		lv[i] = base
		plain = plain && orig[i] != bidi.R && orig[i] != bidi.AL && orig[i] != bidi.AN
	}
	if plain {
		return lv
	}
	q := newSequence(rs, orig, base)
	q.weak()
	q.brackets()
	q.neutral()
	q.implicit(lv)
	trailing(orig, lv, base)
	return lv
}

// sequence is the isolating run sequence: the runes that are not BN, with
// their classes as the rules change them.
type sequence struct {
	at   []int // index into the line
	rs   []rune
	orig []bidi.Class
	c    []bidi.Class
	base uint8
	e    bidi.Class // the embedding direction, also sos and eos
}

func newSequence(rs []rune, orig []bidi.Class, base uint8) *sequence {
	q := &sequence{base: base, e: bidi.L}
	if base&1 == 1 {
		q.e = bidi.R
	}
	for i, c := range orig {
		if c != bidi.BN {
			q.at = append(q.at, i)
			q.rs = append(q.rs, rs[i])
			q.c = append(q.c, c)
		}
	}
	q.orig = slices.Clone(q.c)
	return q
}

// weak applies W1 to W7.
func (q *sequence) weak() {
	q.marks()
	q.digits()
	q.separators()
	q.terminators()
	strong := q.e // W6, W7
	for i, c := range q.c {
		switch c {
		case bidi.ES, bidi.ET, bidi.CS:
			q.c[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = c
		case bidi.EN:
			if strong == bidi.L {
				q.c[i] = bidi.L
			}
		}
	}
}

// marks applies W1: a combining mark is what it stands on.
func (q *sequence) marks() {
	prev := q.e
	for i, c := range q.c {
		if c == bidi.NSM {
			q.c[i] = prev
		}
		prev = q.c[i]
	}
}

// digits applies W2 and W3: European digits after Arabic letters count as
// Arabic ones, and Arabic letters are right to left.
func (q *sequence) digits() {
	strong := q.e
	for i, c := range q.c {
		switch c {
		case bidi.L, bidi.R, bidi.AL:
			strong = c
		case bidi.EN:
			if strong == bidi.AL {
				q.c[i] = bidi.AN
			}
		}
	}
	for i, c := range q.c {
		if c == bidi.AL {
			q.c[i] = bidi.R
		}
	}
}

// separators applies W4: 1,000 and 12/6 are one number.
func (q *sequence) separators() {
	c := q.c
	for i := 1; i+1 < len(c); i++ {
		same := c[i-1] == c[i+1]
		switch {
		case !same:
		case c[i] == bidi.ES && c[i-1] == bidi.EN:
			c[i] = bidi.EN
		case c[i] == bidi.CS && (c[i-1] == bidi.EN || c[i-1] == bidi.AN):
			c[i] = c[i-1]
		}
	}
}

// terminators applies W5: signs such as % join the number beside them.
func (q *sequence) terminators() {
	c := q.c
	for i := 0; i < len(c); i++ {
		if c[i] != bidi.ET {
			continue
		}
		j := i
		for j < len(c) && c[j] == bidi.ET {
			j++
		}
		if i > 0 && c[i-1] == bidi.EN || j < len(c) && c[j] == bidi.EN {
			for k := i; k < j; k++ {
				c[k] = bidi.EN
			}
		}
		i = j - 1
	}
}

// strongOf gives the direction that a class has for N0 to N2: numbers count as
// right to left. ok is false for neutrals.
func strongOf(c bidi.Class) (d bidi.Class, ok bool) {
	switch c {
	case bidi.L:
		return bidi.L, true
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R, true
	}
	return 0, false
}

// pair holds the positions of two brackets that match.
type pair struct{ open, shut int }

// maxOpen is the depth of BD16, at which the search for pairs stops.
const maxOpen = 63

// pairs finds the matching brackets (BD16), in the order of the opening ones.
func (q *sequence) pairs() []pair {
	type opening struct {
		shut rune
		at   int
	}
	var stack []opening
	var out []pair
	for i, r := range q.rs {
		p, _ := bidi.LookupRune(r)
		switch {
		case q.c[i] != bidi.ON || !p.IsBracket():
		case p.IsOpeningBracket():
			if len(stack) == maxOpen {
				return sorted(out)
			}
			stack = append(stack, opening{canonical(mirror(r)), i})
		default:
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].shut == canonical(r) {
					out = append(out, pair{stack[k].at, i})
					stack = stack[:k]
					break
				}
			}
		}
	}
	return sorted(out)
}

func sorted(ps []pair) []pair {
	slices.SortFunc(ps, func(a, b pair) int { return a.open - b.open })
	return ps
}

func mirror(r rune) rune { return []rune(bidi.ReverseString(string(r)))[0] }

// canonical maps the angle brackets that Unicode decomposes to their equals.
func canonical(r rune) rune {
	switch r {
	case 0x2329:
		return 0x3008
	case 0x232A:
		return 0x3009
	}
	return r
}

// brackets applies N0: both brackets of a pair take one direction.
func (q *sequence) brackets() {
	for _, p := range q.pairs() {
		if d, ok := q.pairDirection(p); ok {
			q.setBracket(p.open, d)
			q.setBracket(p.shut, d)
		}
	}
}

// pairDirection decides for one pair: the embedding direction if it occurs
// inside; else the opposite one if that is inside and before the pair too.
func (q *sequence) pairDirection(p pair) (bidi.Class, bool) {
	inside := false
	for _, c := range q.c[p.open+1 : p.shut] {
		d, ok := strongOf(c)
		if ok && d == q.e {
			return q.e, true
		}
		inside = inside || ok
	}
	if !inside {
		return 0, false
	}
	before := q.e
	for i := p.open - 1; i >= 0; i-- {
		if d, ok := strongOf(q.c[i]); ok {
			before = d
			break
		}
	}
	return before, true // the opposite when before is, else the embedding one
}

// setBracket gives a bracket, and the combining marks upon it, a direction.
func (q *sequence) setBracket(i int, d bidi.Class) {
	q.c[i] = d
	for i++; i < len(q.c) && q.orig[i] == bidi.NSM; i++ {
		q.c[i] = d
	}
}

// neutral applies N1 and N2: neutrals between two of a kind are of that kind,
// others go with the line.
func (q *sequence) neutral() {
	for i := 0; i < len(q.c); i++ {
		if _, ok := strongOf(q.c[i]); ok {
			continue
		}
		j := i
		after := q.e
		for ; j < len(q.c); j++ {
			if d, ok := strongOf(q.c[j]); ok {
				after = d
				break
			}
		}
		before := q.e
		if i > 0 {
			before, _ = strongOf(q.c[i-1])
		}
		d := q.e
		if before == after {
			d = before
		}
		for k := i; k < j; k++ {
			q.c[k] = d
		}
		i = j - 1
	}
}

// implicit applies I1 and I2 and gives BN characters the level before them.
func (q *sequence) implicit(lv []uint8) {
	k, last := 0, q.base
	for i := range lv {
		if k < len(q.at) && q.at[k] == i {
			last = q.level(q.c[k])
			k++
		}
		lv[i] = last
	}
}

func (q *sequence) level(c bidi.Class) uint8 {
	switch {
	case q.base&1 == 0 && c == bidi.R:
		return q.base + 1
	case q.base&1 == 0 && c != bidi.L:
		return q.base + 2
	case q.base&1 == 1 && c != bidi.R:
		return q.base + 1
	}
	return q.base
}

// trailing applies L1: white space at the end of the line, and around
// separators, has the level of the line.
func trailing(orig []bidi.Class, lv []uint8, base uint8) {
	reset := true
	for i := len(orig) - 1; i >= 0; i-- {
		switch orig[i] {
		case bidi.S, bidi.B:
			reset = true
		case bidi.WS, bidi.BN:
		default:
			reset = false
		}
		if reset {
			lv[i] = base
		}
	}
}

// visual gives the order in which items with these levels stand from left to
// right (L2).
func visual(lv []uint8) []int {
	order := make([]int, len(lv))
	var top uint8
	for i := range order {
		order[i] = i
		top = max(top, lv[i])
	}
	for l := top; l >= 1; l-- {
		for i := 0; i < len(order); i++ {
			j := i
			for j < len(order) && lv[order[j]] >= l {
				j++
			}
			slices.Reverse(order[i:j])
			i = max(i, j-1)
		}
	}
	return order
}
