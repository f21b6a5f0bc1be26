package phrase

import "slices"

// halves is the unit of "the first half": it is never counted.
const halves = decades + 1

// modifiers are what may stand before or after a noun.
var modifiers = []meaning{last, next, this, same, following, previous}

// takeMod gives the modifier of a noun: the one that waits, or one of a language
// that puts it behind.
func (p *clauseParser) takeMod() meaning {
	mod := p.mod
	p.mod = noise
	if mod == noise && slices.Contains(modifiers, p.says(0)) && p.atoms[p.pos].value == 1 {
		mod = p.says(0)
		p.pos++
	}
	return mod
}

// noun fills in a named time: a month, a weekday, a season.
func (p *clauseParser) noun(a atom) error {
	c := &p.c
	switch {
	case a.says == century && p.ordinal > 0 && p.ordinal <= 99:
		c.block, c.blockYears = (p.ordinal-1)*100, 100
		p.ordinal = 0
	case a.says == century:
		return fail(a.start, "write the century as 20th century, or the years as 19XX")
	case a.says == quarter || a.says == half:
		return p.portionNoun(a)
	case a.says == weekday && p.ordinal != 0:
		c.nth, c.nthDay, c.weekday = p.ordinal, true, a.value
		p.ordinal = 0
	case a.says == weekday && !c.hasWeekday:
		c.weekday, c.hasWeekday = a.value, true
		p.modify(p.takeMod())
	case a.says == month && c.month == 0:
		c.month, c.named = a.value, true
		p.modify(p.takeMod())
	case a.says == weekend && !c.weekend:
		c.weekend = true
		p.modify(p.takeMod())
	case a.says == season && c.season == 0:
		c.season = a.value
		p.modify(p.takeMod())
	default:
		return p.unexpected(a)
	}
	return nil
}

func (p *clauseParser) modify(mod meaning) {
	if mod != noise {
		p.c.mod = mod
	}
}

// portionNoun is a quarter or a half: "Q3", "third quarter", "last quarter".
func (p *clauseParser) portionNoun(a atom) error {
	c := &p.c
	u := quarters
	if a.says == half {
		u = halves
	}
	c.nthUnit = u
	switch {
	case p.ordinal != 0:
		c.nth = p.ordinal
		p.ordinal = 0
	case p.says(0) == number:
	case u == quarters && p.mod != noise:
		return p.lone(a, quarters, false)
	default:
		return fail(a.start, "say which one, as in Q3 2014 or first half of 2014")
	}
	return nil
}

// unit reads a unit of time with what stands around it.
func (p *clauseParser) unit(a atom) error {
	u, persian := unit(a.value%jalali), a.value%plurals >= jalali
	if a.says == fortnight {
		u, persian = weeks, false
		p.min, p.max = 2*p.min, 2*p.max
	}
	switch {
	case p.ordinal != 0:
		p.c.nth, p.c.nthUnit = p.ordinal, u
		p.ordinal = 0
		return nil
	case p.c.shift.given:
		return p.unexpected(a)
	case u == weeks && !p.counted && p.mod == noise && p.says(0) == number && p.says(1) != month:
		p.c.isoWeek = p.atoms[p.pos].value
		p.pos++
		if p.c.isoWeek < 1 || p.c.isoWeek > 53 {
			return fail(a.start, "a year has at most 53 weeks, and there is no week %d", p.c.isoWeek)
		}
		return nil
	case p.counted:
		p.counted = false
		return p.measure(a, u, persian)
	}
	return p.lone(a, u, persian)
}

// measure is a count of units: "two days later".
func (p *clauseParser) measure(a atom, u unit, persian bool) error {
	s := shift{given: true, min: p.min, max: p.max, unit: u, jalali: persian}
	direction := p.prefix
	p.prefix = noise
	if (direction == noise || direction == within) && (p.mod == last || p.mod == next) {
		direction, p.mod = p.mod, noise
	}
	if direction == noise || direction == within {
		switch p.says(0) {
		case ago, hence, earlier, later, before, beforeOrAgo, after, last, next, recent, following, previous:
			direction = p.says(0)
			p.pos++
		}
	}
	switch direction {
	case ago, past, last, recent:
		s.min, s.max = -s.max, -s.min
		s.stretch = direction != ago
	case earlier, before, beforeOrAgo, previous:
		s.min, s.max, s.near = -s.max, -s.min, true
	case later, after, following:
		s.near = true
	case next:
		s.stretch = true
	case hence, within:
	default:
		return fail(a.end, "say from when to count: two %s ago, two %s later, the last two %s", plural[u], plural[u], plural[u])
	}
	p.c.shift = s
	if direction == before || direction == after || direction == beforeOrAgo {
		return p.origin()
	}
	return nil
}

// origin reads the rest of the atoms as what a count is counted from: "two days
// before 16 June". Its time of day is that of the whole.
func (p *clauseParser) origin() error {
	if p.pos == len(p.atoms) {
		return nil
	}
	rest, err := clauseOf(p.atoms[p.pos:])
	if err != nil {
		return err
	}
	p.pos = len(p.atoms)
	c := &p.c
	if rest.timed() {
		c.part, c.hasPart, c.clock, c.overnight = rest.part, rest.hasPart, rest.clock, rest.overnight
		rest.hasPart, rest.clock, rest.overnight = false, clock{}, false
	}
	if rest.hasZone {
		c.zone, c.hasZone = rest.zone, true
	}
	if rest.bare() {
		rest.named = true
	}
	if rest.dated() {
		c.shift.origin = &rest
	}
	return nil
}

// lone is a unit without a count: "last week", "days ago", "the day after".
func (p *clauseParser) lone(a atom, u unit, persian bool) error {
	s := shift{given: true, unit: u, jalali: persian, aligned: true}
	mod := p.takeMod()
	after1 := p.says(0)
	switch {
	case p.prefix == past, p.prefix == recent, after1 == recent:
		return p.stretch(s)
	case mod == last && u <= weeks && after1 == month:
		p.c.nth, p.c.nthUnit = -1, u
		return nil
	case mod == next && a.value >= plurals: // "the coming days"
		s.stretch, s.aligned, s.max = true, false, recentUnits(u)
	case mod != noise:
		s.apply(mod)
	case after1 == ago && p.atoms[p.pos].value == 3, after1 == beforeOrAgo:
		s.min, s.max = -1, -1
		p.pos++
	case after1 == before, after1 == after, after1 == ago, after1 == earlier, after1 == later:
		p.min, p.max = 1, 1
		if after1 != before && after1 != after {
			p.min, p.max = vagueCounts[few][u][0], vagueCounts[few][u][1]
		}
		return p.measure(a, u, persian)
	case p.c.portion != whole && after1 != number, p.cut != 0:
		s.near = p.cut != 0
	case after1 == noise:
		if p.c.dated() || p.c.timed() {
			return nil // "14 شهریور ماه", "17 heures"
		}
		return fail(a.start, "say which one, as in last week, this week or two weeks ago")
	default:
		p.c.weekOf = u == weeks
		return nil // "year 2014", "month of June", "week of 16 June"
	}
	p.c.shift = s
	return nil
}

// apply lets a modifier say which unit of the calendar is meant.
func (s *shift) apply(mod meaning) {
	steps := map[meaning]int{last: -1, next: 1, following: 1, previous: -1}
	s.min, s.max = steps[mod], steps[mod]
	s.near = mod == same || mod == following || mod == previous
	if s.unit == days && (mod == last || mod == next) {
		s.near = true
	}
}

// stretch is "the past week", "recent days".
func (p *clauseParser) stretch(s shift) error {
	s.aligned, s.stretch = false, true
	s.min, s.max = -1, -1
	if p.prefix == recent || p.says(0) == recent {
		s.min, s.max = -recentUnits(s.unit), -recentUnits(s.unit)
	}
	if p.says(0) == recent {
		p.pos++
	}
	p.prefix = noise
	p.c.shift = s
	return nil
}
