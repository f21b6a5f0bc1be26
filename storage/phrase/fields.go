package phrase

// clauseParser fills a clause from atoms, left to right. What has no noun yet
// waits: a modifier ("last") in mod, a count ("two") in min and max.
type clauseParser struct {
	atoms    []atom
	pos      int
	c        clause
	mod      meaning
	counted  bool
	min, max int
	prefix   meaning // ago, within, past: what stands before a count
	cut      int     // earlier, later
	ordinal  int
}

func clauseOf(atoms []atom) (clause, error) {
	p := clauseParser{atoms: atoms}
	for p.pos < len(p.atoms) {
		a := p.atoms[p.pos]
		p.pos++
		if err := p.take(a); err != nil {
			return clause{}, err
		}
	}
	return p.c, p.finish()
}

// says is the meaning of the ith atom from here on.
func (p *clauseParser) says(i int) meaning {
	if p.pos+i < len(p.atoms) {
		return p.atoms[p.pos+i].says
	}
	return noise
}

func (p *clauseParser) unexpected(a atom) error {
	return fail(a.start, "it does not fit with what stands before it; %s", howTo)
}

// take fills in one atom.
func (p *clauseParser) take(a atom) error {
	switch a.says {
	case article, count, vague, number, ordinal:
		return p.quantity(a)
	case unitOf, fortnight:
		return p.unit(a)
	case month, weekday, weekend, season, quarter, half, century:
		return p.noun(a)
	case partOfDay, tonight, overnight, time24, clockWord, meridiem, oclock, at, zoneName, localTime, offset:
		return p.time(a)
	case numeric, decade, yearOf, third, then, anywhen, recent, day, dayStep:
		return p.other(a)
	case ago, hence, earlier, later, within, past, last, next, this, same, following, previous:
		return p.modifier(a)
	case before, after, beforeOrAgo:
		return p.around(a)
	case from:
		return nil
	}
	return p.unexpected(a)
}

// finish makes sense of what is left waiting at the end.
func (p *clauseParser) finish() error {
	c := &p.c
	switch {
	case c.clock.given && c.hasPart:
		c.hasPart = false // "Friday morning at 9:15"
		return p.part(atom{known: known{value: c.part}})
	case p.counted && c.day == 0 && p.min == p.max:
		c.day = p.min
	case p.counted:
		return fail(0, "after a number comes what is counted, as in two days later")
	case p.cut != 0 && (c.dated() || c.timed()):
		c.shift.cut = p.cut
	case p.cut < 0:
		c.hasAnywhen, c.anywhen = true, earlierThan
	case p.cut > 0:
		c.hasAnywhen, c.anywhen = true, laterThan
	case p.prefix == past && !c.dated():
		c.hasAnywhen, c.anywhen = true, inThePast
	case p.prefix == past:
		return fail(0, "it says twice when; write one of them")
	case p.mod != noise || p.ordinal != 0:
		return fail(0, "it does not say what is last, next or the same; write it as last week or the same day")
	}
	if !c.dated() && !c.timed() && c.portion == whole && c.shift.cut == 0 {
		return fail(0, "there is no date in it; %s", howTo)
	}
	return nil
}

// quantity reads a number in digits or words: a count before a unit, else a day,
// an hour or a year.
func (p *clauseParser) quantity(a atom) error {
	next := p.says(0)
	counts := next == unitOf || next == fortnight || next == dayStep && a.says != article
	switch {
	case a.says == article && !counts:
		return nil
	case a.says == ordinal, a.ordinal && (counts || next == quarter || next == half || next == weekday || next == century):
		return p.place(a)
	case counts && !(a.says == number && a.ordinal):
		p.counted, p.min, p.max = true, a.value, a.value
		if a.says == article {
			p.min, p.max = 1, 1
		}
		if a.says == vague {
			u := unit(p.atoms[p.pos].value % jalali)
			switch next {
			case fortnight:
				u = weeks
			case dayStep:
				u = days
			}
			reach := vagueCounts[a.value][u]
			p.min, p.max = reach[0], reach[1]
		}
		return nil
	case a.says == vague:
		return fail(a.start, "after “a few” comes what is counted, as in a few days earlier")
	}
	return p.numeral(a)
}

// place is an ordinal: of a unit, of a weekday, or the day of a month.
func (p *clauseParser) place(a atom) error {
	switch p.says(0) {
	case unitOf, quarter, half, weekday, century:
		p.ordinal = a.value
		return nil
	}
	if a.value < 1 || p.c.day != 0 {
		return p.unexpected(a)
	}
	p.c.day, p.c.named = a.value, true
	return nil
}

// numeral is a number without a unit.
func (p *clauseParser) numeral(a atom) error {
	c := &p.c
	next := p.says(0)
	previous := p.before()
	switch {
	case next == clockWord && a.value == 12:
		return nil // "12 noon"
	case next == meridiem || next == oclock || previous == at, next == partOfDay && a.value <= 12 && !a.ordinal && !c.dated():
		return p.hour(a)
	case (previous == quarter || previous == half) && a.value <= 4:
		c.nth = a.value
		return nil
	case next == century:
		p.ordinal = a.value
		return nil
	case a.digits >= 3 || a.value > 31 || c.day != 0 && c.month != 0 && a.digits == 2 && next != month:
		return p.setYear(a)
	case c.day != 0:
		return p.unexpected(a)
	case a.value == 0:
		return fail(a.start, "there is no day 0")
	}
	c.day = a.value
	c.named = c.named || a.ordinal
	return nil
}

// before is the meaning of the atom before the current one; the word "hour"
// before a number is "at".
func (p *clauseParser) before() meaning {
	if p.pos < 2 {
		return noise
	}
	a := p.atoms[p.pos-2]
	if a.says == unitOf && unit(a.value) == hours && !p.c.clock.given {
		return at
	}
	return a.says
}

func (p *clauseParser) setYear(a atom) error {
	c := &p.c
	if c.hasYear || a.digits > 4 {
		return p.unexpected(a)
	}
	c.year, c.hasYear, c.shortYear, c.native = a.value, true, a.digits <= 2, a.native
	return nil
}

// hour is a number that words make a time: "5 pm", "at 5", "5 Uhr".
func (p *clauseParser) hour(a atom) error {
	if p.c.clock.given {
		return p.unexpected(a)
	}
	if a.value > 24 {
		return fail(a.start, "the hour is at most 24")
	}
	p.c.clock = clock{given: true, minute: a.value * 60, hourOnly: true, half: a.value > 12 || a.value == 0 || p.says(0) == oclock && a.digits == 2}
	return nil
}
