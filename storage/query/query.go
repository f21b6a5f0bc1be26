// Package query reads what is typed into the one search box of the program:
// words, and parts such as actor:Afkham stance:denies from:2014-06.
//
//	actor:"Marie Harf" verb:denied claim:lease stance:denies tag:urgent
//	source:"BBC Persian" from:2014-06 to:"5 Sep 2014" has:quote "in these words"
//
// A part is a key, a colon and a value; a value with blanks stands between
// double quotes (also “ ” and « »), in which a quote is doubled. Everything else
// is free text and is handed on as it stands, quotes included. Parts with the
// same key are "any of" (of has: "all of"); different keys are "and".
//
// The package knows keys and values, not which actors there are: to turn a
// Query into a storage.Filter is the session's business.
package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Key is what a part speaks of.
type Key string

// The keys.
const (
	Actor   Key = "actor"   // in any part of a statement
	Speaker Key = "speaker" // who said it
	Verb    Key = "verb"
	Class   Key = "class" // of the verb
	Claim   Key = "claim"
	Stance  Key = "stance"
	Tag     Key = "tag"
	Source  Key = "source" // an outlet, or the title of a document
	Coder   Key = "coder"
	From    Key = "from"
	To      Key = "to"
	Has     Key = "has"
)

// Keys lists the keys in the order in which help and completion show them.
var Keys = []Key{Actor, Speaker, Verb, Class, Claim, Stance, Tag, Source, Coder, From, To, Has}

// Part is one key with its value. At and End bound it in the text, in bytes.
type Part struct {
	Key     Key
	Value   string
	At, End int
}

// Query is what was typed. Text is the free text, words and phrases in order.
type Query struct {
	Parts []Part
	Text  string
}

// MaxLength is how many bytes are read.
const MaxLength = 10_000

// Error says where a text cannot be read and why, in half a sentence.
type Error struct {
	At, End int // bytes
	Reason  string
}

func (e *Error) Error() string { return e.Reason }

// Parse reads a text. The error is an *Error. A part that is not a known key
// is one too, unless it is between quotes: "note:" would otherwise find nothing
// for ever.
func Parse(text string) (Query, error) {
	var q Query
	if len(text) > MaxLength {
		return q, &Error{MaxLength, len(text), fmt.Sprintf("a query has at most %d letters; this one goes on after them", MaxLength)}
	}
	s := scanner{text: text}
	var words []string
	for s.blanks(); s.at < len(text); s.blanks() {
		start := s.at
		key, value, raw, err := s.part()
		switch {
		case err != nil:
			return q, err
		case key == "":
			words = append(words, raw)
		default:
			q.Parts = append(q.Parts, Part{key, value, start, s.at})
		}
	}
	q.Text = strings.Join(words, " ")
	return q, nil
}

// scanner walks over a text.
type scanner struct {
	text string
	at   int
}

func (s *scanner) rune() (rune, int) { return utf8.DecodeRuneInString(s.text[s.at:]) }

func (s *scanner) blanks() {
	for s.at < len(s.text) {
		r, n := s.rune()
		if !unicode.IsSpace(r) {
			return
		}
		s.at += n
	}
}

// part reads a part or, with an empty key, a word or a phrase as it stands.
func (s *scanner) part() (key Key, value, raw string, err error) {
	start := s.at
	if r, _ := s.rune(); closing(r) != 0 {
		_, err := s.quoted()
		return "", "", s.text[start:s.at], err
	}
	name := s.word(true)
	if s.at == len(s.text) || s.text[s.at] != ':' || name == "" || strings.HasPrefix(s.text[s.at:], "://") || isNumber(name) {
		s.word(false)
		return "", "", s.text[start:s.at], nil
	}
	key = Key(strings.ToLower(name))
	if !slices.Contains(Keys, key) {
		return "", "", "", &Error{start, s.at + 1, "“" + name + ":” is not something to ask for; there are " + keyList() +
			". To search for it as a text put it between quotes"}
	}
	s.at++
	value, err = s.value()
	if err == nil && strings.TrimSpace(value) == "" {
		err = &Error{start, s.at, "nothing stands after “" + name + ":”"}
	}
	return key, value, "", err
}

// isNumber tells a clock time (5:30) from a key.
func isNumber(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

// value reads what follows a colon.
func (s *scanner) value() (string, error) {
	if s.at == len(s.text) {
		return "", nil
	}
	if r, _ := s.rune(); closing(r) != 0 {
		return s.quoted()
	}
	return s.word(false), nil
}

// word reads up to a blank, and up to a colon when it may be a key.
func (s *scanner) word(key bool) string {
	start := s.at
	for s.at < len(s.text) {
		r, n := s.rune()
		if unicode.IsSpace(r) || key && r == ':' {
			break
		}
		s.at += n
	}
	return s.text[start:s.at]
}

// closing gives the sign that ends what a quote begins, or 0.
func closing(r rune) rune {
	switch r {
	case '"':
		return '"'
	case '“', '„':
		return '”'
	case '«':
		return '»'
	}
	return 0
}

// quoted reads what stands between quotes; a doubled closing quote is one.
func (s *scanner) quoted() (string, error) {
	start := s.at
	open, n := s.rune()
	shut := closing(open)
	s.at += n
	var b strings.Builder
	for s.at < len(s.text) {
		r, n := s.rune()
		s.at += n
		if r != shut {
			b.WriteString(s.text[s.at-n : s.at])
			continue
		}
		if again, n := s.rune(); again == shut && s.at < len(s.text) {
			b.WriteRune(shut)
			s.at += n
			continue
		}
		return b.String(), nil
	}
	return "", &Error{start, len(s.text), "the quote that begins here has no end"}
}

func keyList() string {
	var names []string
	for _, k := range Keys {
		names = append(names, string(k)+":")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// String writes the query so that Parse reads it again.
func (q Query) String() string {
	var out []string
	for _, p := range q.Parts {
		out = append(out, string(p.Key)+":"+Quote(p.Value))
	}
	if q.Text != "" {
		out = append(out, q.Text)
	}
	return strings.Join(out, " ")
}

// Quote puts a value between quotes when it needs them.
func Quote(value string) string {
	plain := value != ""
	for _, r := range value {
		plain = plain && !unicode.IsSpace(r) && closing(r) == 0
	}
	if plain {
		return value
	}
	return `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
}
