package phrase

// comp is a part of a date in numbers, as it stands there.
type comp struct {
	value, digits int
	masked        bool // "??", "XX"
	native        bool
}

// clock is a time of day.
type clock struct {
	given      bool
	minute     int // of the day, up to 24*60
	second     int
	hasSeconds bool
	hourOnly   bool // "5 pm": its unit is an hour
	half       bool // it is known which half of the day is meant
}

// component reads one part of a numeric date at the ith token, and gives the
// token after it; 0 when there is none.
func (r *reader) component(i int) (comp, int) {
	t := r.at(i)
	switch {
	case t.kind == numberToken && len(t.text) <= 4:
		return comp{value: t.value, digits: len(t.text), native: t.native}, i + 1
	case t.kind == wordToken && (t.text == "xx" || t.text == "xxxx"):
		return comp{masked: true, digits: len(t.text)}, i + 1
	case t.is("?") && r.at(i+1).is("?"):
		n := 2
		for r.at(i+n).is("?") && n < 4 {
			n++
		}
		return comp{masked: true, digits: n}, i + n
	}
	return comp{}, 0
}

// numericDate reads 5.9.2014, 5/9, 9/2014, 2014-9-5 and the like.
func (r *reader) numericDate() (atom, int) {
	a, i := r.component(0)
	sign := r.at(i)
	if i == 0 || !sign.is("-") && !sign.is("/") && !sign.is(".") || sign.start != r.at(i-1).end {
		return atom{}, 0
	}
	b, j := r.component(i + 1)
	if j == 0 || b.digits > 2 && a.digits > 2 {
		return atom{}, 0
	}
	found := atom{known: known{says: numeric}, sign: sign.text, date: []comp{a, b}}
	if c, k := r.component(j + 1); k > 0 && r.at(j).is(sign.text) && r.at(j).start == r.at(j-1).end &&
		(sign.text == "." || r.touch(j, j+1)) {
		found.date = append(found.date, c)
		return found, k
	}
	if !r.touch(i, i+1) {
		return atom{}, 0
	}
	return r.shortDate(found, j)
}

// shortDate decides whether two numbers are a date: 9/2014, 5/9, 5.9.; a dot may
// as well part hours and minutes, a hyphen a range.
func (r *reader) shortDate(found atom, next int) (atom, int) {
	a, b := found.date[0], found.date[1]
	dot := found.sign == "." && r.at(next).is(".") && r.at(next).start == r.at(next-1).end
	switch {
	case a.digits > 2 && b.value > 12, b.digits > 2 && a.value > 12:
		return atom{}, 0
	case found.sign == "-" && a.digits < 4 && b.digits < 4:
		return atom{}, 0
	case found.sign == "." && !dot && b.digits == 2 && r.clockFollows(next):
		return atom{}, 0
	case dot:
		next++
	}
	return found, next
}

// clockFollows reports whether what stands around two numbers with a dot makes
// them hours and minutes.
func (r *reader) clockFollows(next int) bool {
	if p := r.previous(); p == at {
		return true
	}
	ahead := reader{tokens: r.tokens, pos: r.pos + next}
	a, _ := ahead.phrase()
	return a.says == meridiem || a.says == oclock || a.says == zoneName
}

// clockTime reads 17:30, 17:30:05, 17h30, 5.30 pm, 1400 GMT; a bare hour is a
// number until the words around it tell more.
func (r *reader) clockTime() (atom, int) {
	h, sep, m := r.at(0), r.at(1), r.at(2)
	minutes := m.digits() == 2 && m.value < 60 && r.touch(0, 1) && r.touch(1, 2)
	switch {
	case h.digits() == 4 && h.value < 2400 && h.value%100 < 60 && r.militaryFollows():
		return timeAtom(h.value/100, h.value%100), 1
	case h.digits() == 0 || h.digits() > 2 || h.value > 24:
		return atom{}, 0
	case sep.text == "h" && r.touch(0, 1) && minutes:
		return timeAtom(h.value, m.value), 3
	case sep.text == "h" && r.touch(0, 1):
		return timeAtom(h.value, 0), 2
	case sep.is(".") && minutes && r.clockFollows(3), sep.is(":") && minutes:
		a := timeAtom(h.value, m.value)
		a.clock.half = a.clock.half || h.digits() == 2
		if s := r.at(4); sep.is(":") && r.at(3).is(":") && s.digits() == 2 && s.value < 60 && r.touch(3, 4) {
			a.clock.second, a.clock.hasSeconds = s.value, true
			return a, 5
		}
		return a, 3
	}
	return atom{}, 0
}

// militaryFollows reports whether a word after 1400 makes it a time.
func (r *reader) militaryFollows() bool {
	ahead := reader{tokens: r.tokens, pos: r.pos + 1}
	a, _ := ahead.phrase()
	next := r.at(1).text
	return a.says == zoneName || a.says == oclock || next == "hours" || next == "hrs" || next == "z" || next == "uhr"
}

func timeAtom(h, m int) atom {
	c := clock{given: true, minute: h*60 + m, half: h == 0 || h > 12}
	return atom{known: known{says: time24}, clock: c}
}

// offset reads +0430, -04:00 and +3 after a time or after UTC.
func (r *reader) offset() (atom, int) {
	sign, h := r.at(0), r.at(1)
	if p := r.previous(); p != time24 && p != meridiem && p != zoneName || !r.touch(0, 1) || h.kind != numberToken {
		return atom{}, 0
	}
	if !sign.is("+") && (!sign.is("-") || r.previous() == time24 && !r.spaced() && h.digits() != 4) {
		return atom{}, 0
	}
	minutes, n := 0, 2
	switch {
	case h.digits() == 4:
		minutes = h.value/100*60 + h.value%100
	case h.digits() <= 2 && r.at(2).is(":") && r.at(3).digits() == 2:
		minutes, n = h.value*60+r.at(3).value, 4
	case h.digits() <= 2:
		minutes = h.value * 60
	default:
		return atom{}, 0
	}
	if minutes > 18*60 || minutes%60 > 59 {
		return atom{}, 0
	}
	if sign.is("-") {
		minutes = -minutes
	}
	return atom{known: known{says: offset, value: minutes}}, n
}

// spaced reports whether a blank stands before the current token.
func (r *reader) spaced() bool {
	return r.pos > 0 && r.tokens[r.pos-1].end < r.tokens[r.pos].start
}

// decade reads 1990s, 90s, '90s, and '14 as a year.
func (r *reader) decade() (atom, int) {
	i := 0
	if r.at(0).is("'") && r.touch(0, 1) {
		i = 1
	}
	t := r.at(i)
	plural, n := r.at(i+1), i+2
	if plural.is("'") && r.touch(i, i+1) {
		plural, n = r.at(i+2), i+3
	}
	switch {
	case t.kind != numberToken || t.digits() != 2 && t.digits() != 4:
		return atom{}, 0
	case plural.text == "s" && plural.start-t.end <= n-i-2 && plural.start >= t.end && t.value%10 == 0:
		if t.digits() == 2 {
			return atom{known: known{says: decade, value: century20(t.value)}}, n
		}
		return atom{known: known{says: decade, value: t.value}}, n
	case i == 1 && t.digits() == 2:
		return atom{known: known{says: yearOf, value: t.value}, digits: 2}, 2
	}
	return atom{}, 0
}

// century20 puts a decade of two digits into the hundred years up to 2029.
func century20(value int) int {
	if value < 30 {
		return 2000 + value
	}
	return 1900 + value
}

// ordinals are the endings of a number that make it the day of a month or the
// place in a row.
var ordinals = map[string]bool{"st": true, "nd": true, "rd": true, "th": true, "er": true, "e": true, "o": true, "eme": true, "ام": true}

// number reads digits, with the ending of an ordinal.
func (r *reader) number() (atom, int) {
	t := r.at(0)
	if t.kind != numberToken || t.value < 0 {
		return atom{}, 0
	}
	a := atom{known: known{says: number, value: t.value}, digits: t.digits(), native: t.native}
	if ending := r.at(1); ordinals[ending.text] && (r.touch(0, 1) || ending.text == "ام") {
		a.ordinal = true
		return a, 2
	}
	return a, 1
}
