package edtf

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// What the date box adds to EDTF: blanks, small letters, a blank instead of T,
// offsets without a colon, "~" before a whole date, "<" and ">" for before and
// after, and "#2" for the order within one moment. Each is rewritten to EDTF
// first, so that the stored string and its corners never tell different things:
// d.Corners are always those of d.EDTF in d.Zone, and typing d.EDTF again gives
// d again.

// accepted ends the sentence that refuses a text.
const accepted = "write it as 2014-09-05, 2014-09, 2014, 2014-09-05 17:30 +0430, ~2014-09-05 (about), " +
	"2014-09-05? (uncertain), <2014-09-05 (before), >2014-09-05 (after), 2014-06-11/2014-06-20 (all the time) " +
	"or [2014-06-11..2014-06-20] (once in that time)"

// Resolve turns what was typed into a Date. The zone is that in which local
// times are meant, as for LoadZone; an offset in the text comes before it.
// Blank text gives the zero Date. A text that is refused gives a *SyntaxError.
func Resolve(typed, zone string) (Date, error) {
	if strings.TrimSpace(typed) == "" {
		return Date{}, nil
	}
	loc, err := LoadZone(zone)
	if err != nil {
		return Date{}, err
	}
	return ResolveIn(typed, zone, loc)
}

// ResolveIn is Resolve for callers that turn many texts into dates and have
// loaded the zone themselves: loc is that of zone.
func ResolveIn(typed, zone string, loc *time.Location) (Date, error) {
	wording := strings.TrimSpace(typed)
	if wording == "" {
		return Date{}, nil
	}
	if len(wording) > maxInput {
		return Date{}, refuse(wording, "it is longer than %d bytes", maxInput)
	}
	text, sequence, err := cutSequence(wording)
	if err != nil {
		return Date{}, err
	}
	x, err := understand(wording, text)
	if err != nil {
		return Date{}, err
	}
	if offset, name, ok := x.ownOffset(); ok {
		loc, zone = time.FixedZone(name, offset*60), name
	}
	return Date{
		Wording:   wording,
		EDTF:      x.String(),
		Corners:   x.Corners(loc),
		Zone:      zone,
		Kind:      x.Kind(),
		Precision: x.Precision(),
		Qualifier: x.Qualifier(),
		Sequence:  sequence,
	}, nil
}

func refuse(typed, reason string, args ...any) error {
	return &SyntaxError{Input: typed, Reason: fmt.Sprintf(reason, args...)}
}

// cutSequence takes "#2" off the end; without it the sequence is 0.
func cutSequence(typed string) (text string, sequence int, err error) {
	text, number, found := strings.Cut(typed, "#")
	if !found {
		return typed, 0, nil
	}
	n, err := strconv.ParseUint(strings.TrimSpace(number), 10, 16)
	if err != nil || n == 0 {
		return "", 0, refuse(typed, "after # comes the order within the moment, a number from 1 to 65535, as in 2014-09-05 #2")
	}
	return strings.TrimSpace(text), int(n), nil
}

// understand reads a text without its sequence number. Errors speak of the
// wording, which is what stands in the box.
func understand(wording, text string) (Expr, error) {
	if strings.ContainsFunc(text, isWord) {
		return Expr{}, refuse(wording, "dates in words are not read yet; %s", accepted)
	}
	text = tidy(text)
	var x Expr
	var err error
	switch {
	case text == "":
		return Expr{}, refuse(wording, "there is no date before the #")
	case text[0] == '<' || text[0] == '>':
		x, err = beyond(text)
	case text[0] == '~' && !strings.ContainsAny(text[1:], "~?%"):
		x, err = about(text)
	default:
		x, err = Parse(text)
	}
	var refused *SyntaxError
	if errors.As(err, &refused) {
		return Expr{}, &SyntaxError{Input: wording, Reason: refused.Reason, Offset: min(refused.Offset, len(wording))}
	}
	return x, err
}

// isWord reports whether a letter is none that EDTF has.
func isWord(r rune) bool {
	return unicode.IsLetter(r) && !strings.ContainsRune("xXtTzZyYeEsS", r)
}

// about reads "~2014-09-05". In EDTF a "~" there would concern the year alone;
// before a whole date in the box it means the date.
func about(text string) (Expr, error) {
	if strings.ContainsAny(text, "/[{") {
		return Expr{}, refuse(text, "“~” stands after the date that it is about, as in 2014-06-11~/2014-06-20")
	}
	return Parse(text[1:] + "~")
}

// beyond reads "<2014-09-05", a moment that ends where the date begins, and
// ">2014-06-10", one that begins where the date ends.
func beyond(text string) (Expr, error) {
	x, err := Parse(strings.TrimSpace(text[1:]))
	if err != nil {
		return Expr{}, err
	}
	d := x.items[0].from.date
	if x.form != single || d.doubts() != 0 {
		return Expr{}, refuse(text, "“%c” takes one date, without “~” or “?”", text[0])
	}
	direction := 1
	if text[0] == '<' {
		direction = -1
	}
	limit, ok := d.next(direction)
	if !ok {
		return Expr{}, refuse(text, "“%c” cannot count with a year so far away", text[0])
	}
	it := item{from: end{is: open}, to: end{date: limit}, ranged: true}
	if direction > 0 {
		it.from, it.to = it.to, it.from
	}
	return Expr{form: oneOf, items: []item{it}}, nil
}

// ownOffset is the offset in minutes that all clock times with one share, and
// the name of it as a zone.
func (x Expr) ownOffset() (minutes int, name string, ok bool) {
	differ := false
	x.each(func(d date) {
		if c := d.clock; c.given {
			differ = differ || c.zone == noZone || ok && c.offset != minutes
			minutes, ok = c.offset, true
		}
	})
	if !ok || differ {
		return 0, "", false
	}
	return minutes, offsetName(minutes), true
}

// tidy rewrites the freedoms of the box to strict EDTF: upper case, no blanks
// but one T between a day and its time, colons in offsets. What it does not
// understand it leaves, for Parse to refuse.
func tidy(text string) string {
	fields := strings.Fields(upper(text))
	b := make([]byte, 0, len(text)+2)
	for _, f := range fields {
		switch {
		case len(b) == 0 || joins(b[len(b)-1]) || joins(f[0]):
		case clockLike(f) && isDigit(b[len(b)-1]):
			b = append(b, 'T')
		case endsInClock(b) && (f[0] == 'Z' || f[0] == '+' || f[0] == '-'):
		default:
			b = append(b, ' ')
		}
		b = append(b, f...)
	}
	return addColons(string(b))
}

// upper is strings.ToUpper for ASCII letters alone, so that offsets stay.
func upper(s string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r - 'a' + 'A'
		}
		return r
	}, s)
}

// joins reports whether blanks around a byte mean nothing.
func joins(c byte) bool { return strings.IndexByte("/[]{},.<>~?%", c) >= 0 }

// clockLike reports whether a text starts like 17:30.
func clockLike(s string) bool {
	return len(s) >= 5 && isDigit(s[0]) && isDigit(s[1]) && s[2] == ':' && isDigit(s[3]) && isDigit(s[4])
}

// endsInClock reports whether a text ends like 17:30.
func endsInClock(b []byte) bool {
	return len(b) >= 5 && clockLike(string(b[len(b)-5:]))
}

// addColons turns the offset of 17:30+0430 into +04:30, everywhere.
func addColons(s string) string {
	for i := 5; i+5 <= len(s); i++ {
		offset := s[i:min(i+6, len(s))]
		if !clockLike(s[i-5:i]) || offset[0] != '+' && offset[0] != '-' || len(offset) == 6 && isDigit(offset[5]) {
			continue
		}
		if strings.Trim(offset[1:5], "0123456789") == "" {
			s = s[:i+3] + ":" + s[i+3:]
		}
	}
	return s
}
