package phrase

import (
	"fmt"
	"slices"
)

// time fills in a part of the day, a clock time or a zone.
func (p *clauseParser) time(a atom) error {
	c := &p.c
	switch a.says {
	case partOfDay:
		return p.part(a)
	case tonight:
		c.shift = shift{given: true, unit: days}
		c.part, c.hasPart = a.value, true
	case overnight:
		c.overnight = true
	case time24, clockWord:
		if c.clock.given {
			return p.unexpected(a)
		}
		c.clock = a.clock
		if a.says == clockWord {
			c.clock = clock{given: true, minute: a.value, half: true}
		}
	case meridiem:
		return c.clock.meridiem(a)
	case zoneName:
		c.hasZone, c.zone = true, a.zone
		if a.value >= 0 {
			c.zone = zones[a.value].zone
		}
	case offset:
		c.hasZone, c.zone = true, offsetName(a.value)
	}
	return nil // at, o'clock, local time
}

// meridiem settles the half of the day.
func (c *clock) meridiem(a atom) error {
	const noon = 12 * 60
	switch hour := c.minute / 60; {
	case !c.given:
		return nil // the German preposition "am"
	case hour > 12 && a.value == 0:
		return fail(a.start, "%d o'clock is not in the morning", hour)
	case hour == 12 && a.value == 0:
		c.minute -= noon
	case hour < 12 && a.value == 12:
		c.minute += noon
	}
	c.half = true
	return nil
}

// part is a part of the day: with a clock it tells the half, with a modifier the
// day ("this morning", "the following evening").
func (p *clauseParser) part(a atom) error {
	c := &p.c
	if c.clock.given {
		if c.clock.half {
			return nil
		}
		half := 0
		if parts[a.value].from >= 12*60 && !(a.value == night && c.clock.minute < 6*60) {
			half = 12
		}
		return c.clock.meridiem(atom{known: known{value: half}, start: a.start})
	}
	if c.hasPart {
		return p.unexpected(a)
	}
	c.part, c.hasPart = a.value, true
	mod := p.takeMod()
	if mod == noise || c.dated() {
		return nil
	}
	c.shift = shift{given: true, unit: days, aligned: true}
	c.shift.apply(mod)
	if mod == last {
		c.shift.near = false
	}
	return nil
}

// other fills in what is neither a noun nor a number.
func (p *clauseParser) other(a atom) error {
	c := &p.c
	taken := c.dated()
	switch a.says {
	case numeric:
		c.numbers, c.sign = a.date, a.sign
		taken = c.month != 0 || c.day != 0 || c.hasYear || c.season != 0 || c.shift.given
	case decade:
		c.block, c.blockYears = a.value, 10
		taken = c.hasYear || c.blockYears == 0
	case yearOf:
		return p.setYear(a)
	case third:
		taken = c.portion != whole
		c.portion = portion(a.value)
	case then:
		c.then = true
	case anywhen:
		c.hasAnywhen, c.anywhen = true, a.value
	case recent:
		taken = false
		p.prefix = recent
		if p.says(0) != unitOf {
			c.shift = shift{given: true, unit: days, stretch: true, min: -recentUnits(days), max: -recentUnits(days)}
		}
	case dayStep:
		return p.step(a)
	default: // day
		taken = c.shift.given
		c.shift = shift{given: true, unit: days, min: a.value, max: a.value}
	}
	if taken {
		return p.unexpected(a)
	}
	return nil
}

// step is "the next day", or the days of a count in front of it: «دو روز بعد».
func (p *clauseParser) step(a atom) error {
	if p.c.shift.given {
		return p.unexpected(a)
	}
	from, to := 1, 1
	if p.counted {
		from, to, p.counted = p.min, p.max, false
	}
	if a.value < 0 {
		from, to = -to, -from
	}
	p.c.shift = shift{given: true, unit: days, min: from, max: to, near: true}
	return nil
}

// modifier lets a word wait for its noun.
func (p *clauseParser) modifier(a atom) error {
	switch a.says {
	case earlier:
		p.cut = -1
	case later:
		p.cut = 1
	case within:
		if counts(p.atoms[p.pos:]) {
			p.prefix = within
			if a.value == 1 {
				p.mod = next // "within two weeks" is not "in two weeks"
			}
		}
	case past:
		p.prefix = past
	case ago:
		if a.value != 2 {
			return fail(a.start, "say how long, as in three weeks ago")
		}
		p.prefix = ago
	case hence:
		return fail(a.start, "say how long, as in three weeks from now")
	case last, next:
		if slices.Contains([]meaning{number, count, vague}, p.says(0)) && p.says(1) == month {
			return p.unexpected(a)
		}
		p.mod = a.says
	default:
		p.mod = a.says
	}
	return nil
}

// around is before or after within a clause: of a count it is a direction.
func (p *clauseParser) around(a atom) error {
	if !counts(p.atoms[p.pos:]) {
		return p.unexpected(a)
	}
	p.prefix = ago
	if a.says == after {
		p.prefix = later
	}
	return nil
}

// offsetName writes minutes east of UTC as +hh:mm.
func offsetName(minutes int) string {
	sign := '+'
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}
