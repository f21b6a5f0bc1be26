package article

import (
	"strings"
	"unicode/utf8"
)

// Difference is a place at which two texts differ, for showing.
type Difference struct {
	// Removed stands only in the first text, Added only in the second; one of
	// them may be empty. They are shortened in their middle.
	Removed, Added string
	// Before and After are the words around it, which both have.
	Before, After string
}

const (
	// around is the length, in characters, of the words shown around a
	// difference.
	around = 30
	// together is the longest stretch, in bytes, between two differences that
	// are shown as one.
	together = 12
	// shownPart is the most that is shown of one passage, in characters.
	shownPart = 160
)

// Differences lists in which passages two texts differ, at most limit of them,
// and says how many more there are. Changes of white space alone do not count.
func Differences(a, b string, limit int) (list []Difference, more int) {
	at, bt := 0, 0
	before := ""
	note := func(aEnd, bEnd int) {
		d := Difference{Removed: oneLine(a[at:aEnd]), Added: oneLine(b[bt:bEnd]), Before: before, After: lead(a[aEnd:], around)}
		if d.Removed == d.Added {
			return
		}
		if len(list) == limit {
			more++
			return
		}
		d.Removed, d.Added = shorten(d.Removed), shorten(d.Added)
		list = append(list, d)
	}
	runs := matches(a, b)
	for _, r := range runs {
		if r.len <= together && r.oldEnd() < len(a) && r.editedEnd() < len(b) && (r.old > at || r.edited > bt) {
			continue
		}
		note(r.old, r.edited)
		at, bt = r.oldEnd(), r.editedEnd()
		before = trail(a[:at], around)
	}
	note(len(a), len(b))
	return list, more
}

// lead gives the first n characters of a text, in whole words where it can.
func lead(s string, n int) string {
	end := 0
	for range n {
		if end == len(s) {
			return oneLine(s)
		}
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	if i := strings.LastIndexAny(s[:end], " \n"); i > 0 && end < len(s) {
		end = i
	}
	return oneLine(s[:end])
}

// trail gives the last n characters of a text, in whole words where it can.
func trail(s string, n int) string {
	start := len(s)
	for range n {
		if start == 0 {
			return oneLine(s)
		}
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
	}
	if i := strings.IndexAny(s[start:], " \n"); i >= 0 && start > 0 {
		start += i
	}
	return oneLine(s[start:])
}

// shorten leaves out the middle of a long passage.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= shownPart {
		return s
	}
	return lead(s, shownPart/2) + " … " + trail(s, shownPart/2)
}
