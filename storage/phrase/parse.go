package phrase

import (
	"fmt"
	"slices"
	"strings"
)

// statement is one clause, or two with what joins them.
type statement struct {
	join  meaning // noise: a alone; since, until, before, after, by, onOrAfter: a; between, from, or, and: a and b
	a, b  clause
	doubt string // "", "~", "?", "%"
}

// problem is a reason why a text is no date, and the place of it.
type problem struct {
	reason string
	at     int
}

func (p *problem) Error() string { return p.reason }

func fail(at int, reason string, args ...any) error {
	return &problem{fmt.Sprintf(reason, args...), at}
}

// parse reads the atoms of a text.
func parse(text string, atoms []atom) (statement, error) {
	for _, a := range atoms {
		if a.says == unknown {
			return statement{}, unknownWord(text, a)
		}
	}
	atoms, doubt := liftDoubts(atoms)
	atoms = dropHyphens(atoms)
	s, err := join(atoms)
	s.doubt = doubt
	s.a.wide = strings.ContainsAny(doubt, "~%")
	s.b.wide = s.a.wide
	return s, err
}

// liftDoubts takes "about" and "perhaps" out, wherever they stand.
func liftDoubts(atoms []atom) (rest []atom, doubt string) {
	approximate, doubtful := false, false
	for _, a := range atoms {
		switch a.says {
		case about:
			approximate = true
		case uncertain:
			doubtful = true
		default:
			rest = append(rest, a)
		}
	}
	switch {
	case approximate && doubtful:
		return rest, "%"
	case approximate:
		return rest, "~"
	case doubtful:
		return rest, "?"
	}
	return rest, ""
}

// hyphened are the meanings of words that a hyphen ties to the next one.
var hyphened = []meaning{third, half, quarter, last, next, ordinal, article, before, after, to, or, and}

// dropHyphens takes out hyphens that part a word ("mid-June", "post-2001"), and
// leaves those that join two dates.
func dropHyphens(atoms []atom) []atom {
	var rest []atom
	for i, a := range atoms {
		inner := i > 0 && i+1 < len(atoms) && !slices.Contains(hyphened, atoms[i-1].says)
		if a.says != dash || inner {
			rest = append(rest, a)
		}
	}
	return rest
}

// find is the place of the first atom with one of the meanings, from a place
// on, or -1.
func find(atoms []atom, from int, says ...meaning) int {
	for i := from; i < len(atoms); i++ {
		if slices.Contains(says, atoms[i].says) {
			return i
		}
	}
	return -1
}

// join finds the words that join clauses, and reads the clauses.
func join(atoms []atom) (statement, error) {
	if n := len(atoms) - 1; n > 0 && (atoms[n].says == by || atoms[n].says == onOrAfter) {
		// "Friday at the latest", "by Friday at the latest"
		if atoms[0].says != atoms[n].says {
			atoms = append([]atom{atoms[n]}, atoms...)
		}
		atoms = atoms[:len(atoms)-1]
	}
	if n := len(atoms) - 1; n > 0 && atoms[n].says == anywhen && atoms[n].value == soFar && find(atoms, 0, from, since) == 0 {
		today := atom{known: known{says: day}, start: atoms[n].start, end: atoms[n].end}
		atoms = append(atoms[:n:n], atom{known: known{says: until}}, today) // "from June 2013 until now"
	}
	if i := find(atoms, 0, between); i >= 0 {
		if j := find(atoms, i+1, and, dash, to, until); j > i+1 && j+1 < len(atoms) {
			return two(between, atoms[:i], atoms[i+1:j], atoms[j+1:])
		}
		return statement{}, fail(atoms[i].start, "after “between” come two dates with “and”, as in between 11 and 20 June")
	}
	if i := find(atoms, 0, from, since, onOrAfter); i >= 0 {
		if j := find(atoms, i+1, to, dash, until); j > i+1 && j+1 < len(atoms) {
			return two(from, atoms[:i], atoms[i+1:j], atoms[j+1:])
		}
	}
	if len(atoms) > 0 {
		switch a := atoms[0]; a.says {
		case after:
			if !counts(atoms[1:]) || len(atoms) > 3 {
				return one(after, atoms[1:])
			}
		case since, until, before, by, onOrAfter:
			return one(a.says, atoms[1:])
		case from:
			return one(since, atoms[1:])
		case beforeOrAgo:
			if !counts(atoms[1:]) {
				return one(before, atoms[1:])
			}
		}
	}
	return middle(atoms)
}

// middle looks for what joins two clauses from between them.
func middle(atoms []atom) (statement, error) {
	for _, j := range []struct {
		as   meaning
		says []meaning
	}{{from, []meaning{to, dash, until}}, {or, []meaning{or}}, {and, []meaning{and}}} {
		if i := find(atoms, 0, j.says...); i > 0 && i+1 < len(atoms) {
			return two(j.as, nil, atoms[:i], atoms[i+1:])
		}
	}
	return one(noise, atoms)
}

// counts reports whether the atoms are a count and a unit, and nothing after
// them but a time of day: "vor drei Tagen" is not "vor drei Uhr".
func counts(atoms []atom) bool {
	if len(atoms) < 2 {
		return false
	}
	switch atoms[0].says {
	case count, number, vague, article:
		return atoms[1].says == unitOf || atoms[1].says == fortnight
	}
	return false
}

func one(join meaning, atoms []atom) (statement, error) {
	a, err := clauseOf(atoms)
	if err == nil && a.bare() {
		err = fail(0, "a number alone is no date; add the month, as in %d June, or write a year with four digits", a.day)
	}
	return statement{join: join, a: a}, err
}

// two reads two clauses; lead stands before both and belongs to both.
func two(join meaning, lead, left, right []atom) (statement, error) {
	a, err := clauseOf(left)
	if err != nil {
		return statement{}, err
	}
	b, err := clauseOf(right)
	if err != nil {
		return statement{}, err
	}
	a.borrow(&b)
	b.borrow(&a)
	if len(lead) > 0 {
		l, err := clauseOf(lead)
		if err != nil {
			return statement{}, err
		}
		a.lead(&l)
		b.lead(&l)
	}
	if a.bare() || b.bare() {
		return statement{}, fail(0, "two numbers are no dates; add the month, as in 11–20 June")
	}
	return statement{join: join, a: a, b: b}, nil
}

// unknownWord refuses a word that no table has, and proposes one spelt alike.
func unknownWord(text string, a atom) error {
	word := text[a.start:a.end]
	if near := nearest(word); near != "" {
		return fail(a.start, "“%s” is not known here; perhaps “%s” is meant", word, near)
	}
	return fail(a.start, "“%s” is no word for a date that is known here; %s", word, howTo)
}

// howTo ends a sentence that refuses a text.
const howTo = "write it as 5 Sep 2014, mid June, Friday evening, two days later, since March, between 11 and 20 June, " +
	"2014-09-05 17:30 or 2014-06-11/2014-06-20"
