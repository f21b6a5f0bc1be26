package phrase

import (
	"strings"

	"saywhen/storage/edtf"
)

// atom is a phrase with a meaning, a number, or a date or a clock in numbers.
type atom struct {
	known
	digits     int // of a number
	native     bool
	ordinal    bool   // "16th"
	date       []comp // of a numeric date: two or three parts as they stand
	sign       string // between the parts of date
	clock      clock
	zone       string // of a zoneName that stands in no table
	start, end int
}

// The meanings of atoms that are no phrases.
const (
	number  meaning = iota + 100 // value
	numeric                      // date and sign
	time24                       // clock
	offset                       // value in minutes east of UTC
	dash                         //
	decade                       // value is its first year: "1990s"
	yearOf                       // value: "'14"
	unknown                      // a word or sign of no meaning
)

// reader turns tokens into atoms.
type reader struct {
	tokens []token
	atoms  []atom
	pos    int
}

// read gives the atoms of a text, without noise.
func read(text string) []atom {
	r := reader{tokens: lex(text)}
	for r.pos < len(r.tokens) {
		a, n := r.next()
		a.start, a.end = r.tokens[r.pos].start, r.tokens[r.pos+n-1].end
		r.pos += n
		if a.says != noise {
			r.atoms = append(r.atoms, a)
		}
	}
	return r.atoms
}

// next recognises the atom at pos, and gives its length in tokens.
func (r *reader) next() (atom, int) {
	for _, recognise := range []func(*reader) (atom, int){
		(*reader).numericDate, (*reader).clockTime, (*reader).offset, (*reader).decade, (*reader).number,
		(*reader).phrase, (*reader).zone, (*reader).compound, (*reader).signOf,
	} {
		if a, n := recognise(r); n > 0 {
			return a, n
		}
	}
	return atom{known: known{says: unknown}}, 1
}

// at is a token counted from pos; beyond the end it is an empty sign.
func (r *reader) at(i int) token {
	if r.pos+i < len(r.tokens) {
		return r.tokens[r.pos+i]
	}
	return token{kind: signToken, value: -1, start: -1}
}

// touch reports whether two neighbouring tokens have nothing between them.
func (r *reader) touch(i, j int) bool { return r.at(i).end == r.at(j).start }

// previous is what the last atom says.
func (r *reader) previous() meaning {
	if len(r.atoms) == 0 {
		return noise
	}
	return r.atoms[len(r.atoms)-1].says
}

// phrase is the longest one of the tables. Hyphens within it stand for blanks.
func (r *reader) phrase() (atom, int) {
	if r.at(0).kind == signToken {
		return atom{}, 0
	}
	var key strings.Builder
	var found atom
	length := 0
	for n, words := 0, 0; words < maxWords; n++ {
		t := r.at(n)
		switch {
		case t.kind != signToken:
			if words > 0 {
				key.WriteByte(' ')
			}
			key.WriteString(t.text)
			words++
		case (t.is("-") || t.is(".") || t.is("'")) && r.at(n-1).kind == wordToken && r.at(n+1).kind == wordToken:
			continue
		default:
			return found, length
		}
		if k, ok := lexicon()[key.String()]; ok {
			found, length = atom{known: k}, n+1
		}
	}
	return found, length
}

// compound splits a word such as "Freitagabend".
func (r *reader) compound() (atom, int) {
	word := r.at(0).text
	for i := range word {
		day, part := lexicon()[word[:i]], lexicon()[word[i:]]
		if in := lexicon()["am "+word[i:]]; in.says == partOfDay {
			part = in
		}
		if day.says == weekday && part.says == partOfDay {
			r.atoms = append(r.atoms, atom{known: day, start: r.at(0).start, end: r.at(0).start})
			return atom{known: part}, 1
		}
	}
	return atom{}, 0
}

// zone reads a name such as Asia/Tehran.
func (r *reader) zone() (atom, int) {
	n := 1
	for r.at(n).is("/") && r.at(n+1).kind == wordToken {
		n += 2
	}
	if n == 1 || r.at(0).kind != wordToken {
		return atom{}, 0
	}
	var name strings.Builder
	for i := range n {
		name.WriteString(titled(r.at(i).text))
	}
	if _, err := edtf.LoadZone(name.String()); err != nil {
		return atom{}, 0
	}
	return atom{known: known{says: zoneName, value: -1}, zone: name.String()}, n
}

func titled(word string) string {
	return strings.ToUpper(word[:1]) + word[1:]
}

// signOf reads a lone sign; a dot or an apostrophe says nothing.
func (r *reader) signOf() (atom, int) {
	says := unknown
	switch r.at(0).text {
	case "-":
		says = dash
	case "~":
		says = about
	case "?":
		says = uncertain
	case "<":
		says = before
	case ">":
		says = after
	case "/":
		says = or
	case ".", "'":
		says = noise
	}
	return atom{known: known{says: says}}, 1
}
