package edtf

import (
	"strconv"
	"strings"
)

// date reads one date: parts with doubts on their left and right, and a clock.
func (p *parser) date() (date, error) {
	var d date
	start := p.pos
	for {
		own := p.doubt()
		if err := p.part(&d); err != nil {
			return d, err
		}
		d.doubt[d.parts] |= own
		d.parts++
		d.doubtAll(p.doubt())
		if d.parts == 3 || p.peek() != '-' {
			break
		}
		if d.year.long || d.year.significant != 0 || d.season != 0 {
			return d, p.fail(p.pos, "nothing can follow “%s”", p.in[start:p.pos])
		}
		p.pos++
	}
	if err := p.exists(start, d); err != nil {
		return d, err
	}
	if p.peek() == 'T' {
		return d, p.clock(&d)
	}
	return d, nil
}

// doubtAll adds a doubt to every part read so far.
func (d *date) doubtAll(q Qualifier) {
	for i := range d.parts {
		d.doubt[i] |= q
	}
}

func isDoubt(c byte) bool { return c == '~' || c == '?' || c == '%' }

func (p *parser) doubt() Qualifier {
	var q Qualifier
	switch p.peek() {
	case '~':
		q = Approximate
	case '?':
		q = Uncertain
	case '%':
		q = Approximate | Uncertain
	default:
		return 0
	}
	p.pos++
	return q
}

// part reads the next part of d.
func (p *parser) part(d *date) error {
	var err error
	switch d.parts {
	case yearPart:
		d.year, err = p.year()
	case monthPart:
		err = p.month(d)
	default:
		d.day, err = p.field("day")
		if err == nil && !d.day.fits(31) {
			err = p.fail(p.pos-2, "there is no day %s", d.day[:])
		}
	}
	return err
}

func (p *parser) year() (year, error) {
	if p.accept("Y") {
		return p.longYear()
	}
	y := year{negative: p.accept("-")}
	at := p.pos
	y.digits = p.run(isMasked)
	switch n := len(y.digits); {
	case n == 0:
		return y, p.fail(at, "a date starts with a year of four digits, as in 2014-09-05")
	case n == 8:
		return y, p.fail(at, "the parts of a date have hyphens between them, as in 2014-09-05")
	case n > 4:
		return y, p.fail(at, "a year of more than four digits starts with Y, as in Y12345")
	case n < 4:
		return y, p.fail(at, "a date starts with a year of four digits, X for those not known, as in 2014-09-05 or 19XX")
	case y.negative && y.digits == "0000":
		return y, p.fail(at, "the year 0000 has no sign")
	}
	return y, p.significant(&y)
}

func (p *parser) longYear() (year, error) {
	y := year{long: true, negative: p.accept("-")}
	at := p.pos
	y.digits = p.run(isDigit)
	if y.digits == "" || y.digits[0] == '0' {
		return y, p.fail(at, "after Y comes a year that does not start with 0")
	}
	if p.accept("E") {
		if y.exponent = p.run(isDigit); y.exponent == "" || y.exponent[0] == '0' {
			return y, p.fail(p.pos, "after E comes a number of zeros, as in Y17E7")
		}
	}
	if y.magnitude() <= 9999 {
		return y, p.fail(at, "only a year of more than four digits starts with Y")
	}
	return y, p.significant(&y)
}

// significant reads the S of a year, which says how many digits count.
func (p *parser) significant(y *year) error {
	at := p.pos
	if !p.accept("S") {
		return nil
	}
	digits := p.run(isDigit)
	n, err := strconv.Atoi(digits)
	switch {
	case err != nil || digits[0] == '0':
		return p.fail(at, "after S comes the number of digits that count, as in 1950S2")
	case y.masked() > 0:
		return p.fail(at, "a year with X has no S")
	case n > y.length():
		return p.fail(at, "the year has fewer than %d digits", n)
	}
	y.significant = n
	return nil
}

func (p *parser) month(d *date) error {
	f, err := p.field("month")
	if err != nil {
		return err
	}
	d.month = f
	if n, err := strconv.Atoi(string(f[:])); err == nil && n >= firstSeason && n <= lastSeason {
		d.season, d.month = n, field{}
		return nil
	}
	if !f.fits(12) {
		return p.fail(p.pos-2, "there is no month %s", f[:])
	}
	return nil
}

func (p *parser) field(name string) (field, error) {
	at := p.pos
	s := p.run(isMasked)
	if len(s) != 2 {
		return field{}, p.fail(at, "a %s has two digits, as in 2014-09-05", name)
	}
	return field{s[0], s[1]}, nil
}

// exists refuses a day that the calendar does not have.
func (p *parser) exists(start int, d date) error {
	if _, _, ok := d.days(); ok {
		return nil
	}
	month := "that month"
	if d.month.masked() == 0 {
		month = wordy.monthYear(d)
	}
	return p.fail(start, "%s has no day %s", month, strings.TrimPrefix(string(d.day[:]), "0"))
}

// clock reads T and a time of day, an offset and a doubt.
func (p *parser) clock(d *date) error {
	at := p.pos
	p.pos++
	if d.parts != 3 || d.year.masked()+d.month.masked()+d.day.masked() > 0 || d.doubts() != 0 {
		return p.fail(at, "a time of day needs a complete date before it; a doubt stands after the time")
	}
	c := clock{given: true}
	var err error
	if c.hour, err = p.two(23, "hour"); err != nil {
		return err
	}
	if !p.accept(":") {
		return p.fail(p.pos, "a time of day has minutes, as in 17:30")
	}
	if c.minute, err = p.two(59, "minute"); err != nil {
		return err
	}
	if p.accept(":") {
		c.seconds = true
		if c.second, err = p.two(59, "second"); err != nil {
			return err
		}
	}
	if err = p.offset(&c); err != nil {
		return err
	}
	d.clock = c
	d.doubtAll(p.doubt())
	return nil
}

// two reads a number of two digits from 0 to limit.
func (p *parser) two(limit int, name string) (int, error) {
	at := p.pos
	s := p.run(isDigit)
	n, err := strconv.Atoi(s)
	switch {
	case err != nil || len(s) != 2:
		return 0, p.fail(at, "the %s has two digits, as in 17:30:05", name)
	case n == 24 && name == "hour":
		return 0, p.fail(at, "midnight is 00:00 of the next day")
	case n > limit:
		return 0, p.fail(at, "the %s is at most %d", name, limit)
	}
	return n, nil
}

// offset reads Z, ±hh or ±hh:mm, if there is one.
func (p *parser) offset(c *clock) error {
	sign := 1
	switch {
	case p.accept("Z"):
		c.zone = zuluZone
		return nil
	case p.accept("-"):
		sign = -1
	case !p.accept("+"):
		return nil
	}
	at := p.pos
	hours, err := p.two(maxOffset/60, "offset from UTC")
	if err != nil {
		return err
	}
	minutes := 0
	c.zone = hourZone
	if p.accept(":") {
		c.zone = minutesZone
		if minutes, err = p.two(59, "minute"); err != nil {
			return err
		}
	}
	c.offset = sign * (hours*60 + minutes)
	if c.offset > maxOffset || c.offset < -maxOffset || (sign < 0 && c.offset == 0) {
		return p.fail(at, "an offset from UTC is at most 18:00, and zero has a plus")
	}
	return nil
}
