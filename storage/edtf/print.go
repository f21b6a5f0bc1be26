package edtf

import "fmt"

// String writes the expression in its canonical form: doubts stand once on the
// right of the parts that share them from the year on, or, when other parts are
// in doubt too, on the left of each. Parse(x.String()) gives x again.
func (x Expr) String() string {
	if len(x.items) == 0 {
		return ""
	}
	b := make([]byte, 0, 32)
	switch x.form {
	case oneOf:
		b = x.appendSet(append(b, '['), ']')
	case allOf:
		b = x.appendSet(append(b, '{'), '}')
	default:
		b = x.items[0].append(b, "/")
	}
	return string(b)
}

func (x Expr) appendSet(b []byte, closing byte) []byte {
	for i, it := range x.items {
		if i > 0 {
			b = append(b, ',')
		}
		b = it.append(b, "..")
	}
	return append(b, closing)
}

// append writes an item; in a set, an open end is the separator alone.
func (it item) append(b []byte, separator string) []byte {
	b = it.from.append(b, separator)
	if it.ranged {
		b = append(b, separator...)
		b = it.to.append(b, separator)
	}
	return b
}

func (e end) append(b []byte, separator string) []byte {
	switch {
	case e.is == known:
		return e.date.append(b)
	case e.is == open && separator == "/":
		return append(b, ".."...)
	}
	return b
}

func (d date) append(b []byte) []byte {
	left, right := d.marks()
	for i := range d.parts {
		if i > 0 {
			b = append(b, '-')
		}
		b = d.appendPart(left[i].append(b), i)
		if !d.clock.given {
			b = right[i].append(b)
		}
	}
	if d.clock.given {
		b = right[dayPart].append(d.clock.append(b))
	}
	return b
}

func (d date) appendPart(b []byte, part int) []byte {
	switch {
	case part == yearPart:
		return d.year.append(b)
	case part == dayPart:
		return append(b, d.day[:]...)
	case d.season != 0:
		return fmt.Appendf(b, "%02d", d.season)
	}
	return append(b, d.month[:]...)
}

// marks places the doubts on the left and right of the parts.
func (d date) marks() (left, right [3]Qualifier) {
	run := 1
	for run < d.parts && d.doubt[run] == d.doubt[0] {
		run++
	}
	rest := Qualifier(0)
	for _, q := range d.doubt[run:] {
		rest |= q
	}
	if rest != 0 {
		return d.doubt, right
	}
	right[run-1] = d.doubt[0]
	return left, right
}

func (q Qualifier) append(b []byte) []byte {
	switch q {
	case Approximate:
		return append(b, '~')
	case Uncertain:
		return append(b, '?')
	case Approximate | Uncertain:
		return append(b, '%')
	}
	return b
}

func (y year) append(b []byte) []byte {
	if y.long {
		b = append(b, 'Y')
	}
	if y.negative {
		b = append(b, '-')
	}
	b = append(b, y.digits...)
	if y.exponent != "" {
		b = append(append(b, 'E'), y.exponent...)
	}
	if y.significant != 0 {
		b = fmt.Appendf(b, "S%d", y.significant)
	}
	return b
}

func (c clock) append(b []byte) []byte {
	b = fmt.Appendf(b, "T%02d:%02d", c.hour, c.minute)
	if c.seconds {
		b = fmt.Appendf(b, ":%02d", c.second)
	}
	switch c.zone {
	case zuluZone:
		return append(b, 'Z')
	case hourZone:
		return append(b, offsetName(c.offset)[:3]...)
	case minutesZone:
		return append(b, offsetName(c.offset)...)
	}
	return b
}
