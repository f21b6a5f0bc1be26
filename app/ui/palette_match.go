package ui

import (
	"cmp"
	"slices"
	"strings"
)

// How the palette finds commands: each word that was typed must fit a word of
// the command somehow; how well decides the order. Words may be cut short
// ("exp"), thinned out ("stmt") or mistyped by one letter ("dleete").

// The ways in which a word fits, the best first.
const (
	fitsStart  = iota // the title starts with it
	fitsWord          // a word starts with it
	fitsInside        // it stands somewhere
	fitsThin          // its letters stand in one word, in order, the first first
	fitsTypo          // one letter is wrong, missing, too much, or two are swapped
	fitsNot
)

// matchActions gives the actions that fit what was typed: those that can be
// done first, the best fit first, among equals those that were used last, the
// latest first.
func matchActions(rows []*action, typed string, recent []string) []*action {
	type match struct {
		a           *action
		cannot      int
		score, used int
	}
	words := strings.Fields(strings.ToLower(typed))
	var found []match
	for _, a := range rows {
		score := fitOf(a, words)
		if score < 0 {
			continue
		}
		m := match{a: a, score: score, used: slices.Index(recent, a.id)}
		if m.used < 0 {
			m.used = len(recent)
		}
		if !a.can() {
			m.cannot = 1
		}
		found = append(found, m)
	}
	slices.SortStableFunc(found, func(x, y match) int {
		return cmp.Or(cmp.Compare(x.cannot, y.cannot), cmp.Compare(x.score, y.score), cmp.Compare(x.used, y.used))
	})
	out := make([]*action, len(found))
	for i, m := range found {
		out[i] = m.a
	}
	return out
}

// fitOf says how badly words fit an action, 0 the best; -1 when one does not.
func fitOf(a *action, words []string) int {
	title := strings.ToLower(a.name() + " " + a.title)
	hay := strings.Fields(title + " " + strings.ToLower(string(a.menu)+" "+a.sub))
	total := 0
	for i, w := range words {
		fit := wordFit(w, hay)
		if i == 0 && strings.HasPrefix(title, w) {
			fit = fitsStart
		}
		if fit == fitsNot {
			return -1
		}
		total += fit
	}
	return total
}

func wordFit(typed string, hay []string) int {
	best := fitsNot
	for _, h := range hay {
		h = strings.Trim(h, "“”…()")
		switch {
		case strings.HasPrefix(h, typed):
			return fitsWord
		case strings.Contains(h, typed):
			best = min(best, fitsInside)
		case len(typed) > 2 && thinned(typed, h):
			best = min(best, fitsThin)
		case len(typed) > 3 && mistyped([]rune(typed), []rune(h)):
			best = min(best, fitsTypo)
		}
	}
	return best
}

// thinned tells whether the letters of typed stand in word in their order, the
// first at its start.
func thinned(typed, word string) bool {
	if !strings.HasPrefix(word, typed[:1]) {
		return false
	}
	for _, r := range typed {
		i := strings.IndexRune(word, r)
		if i < 0 {
			return false
		}
		word = word[i+len(string(r)):]
	}
	return true
}

// mistyped tells whether one slip of the finger makes typed a start of word.
func mistyped(typed, word []rune) bool {
	i := 0
	for i < len(typed) && i < len(word) && typed[i] == word[i] {
		i++
	}
	rest, right := typed[i:], word[i:]
	starts := func(a, b []rune) bool { return len(a) <= len(b) && slices.Equal(a, b[:len(a)]) }
	switch {
	case len(rest) == 0:
		return true
	case len(right) == 0:
		return len(rest) == 1
	case len(rest) > 1 && len(right) > 1 && rest[0] == right[1] && rest[1] == right[0]:
		return starts(rest[2:], right[2:])
	}
	return starts(rest[1:], right[1:]) || starts(rest[1:], right) || starts(rest, right[1:])
}
