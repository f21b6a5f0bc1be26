package phrase

import "fmt"

// ymd is one way to read the parts of a numeric date.
type ymd struct {
	year, month, day comp
	hasYear, hasDay  bool
	order            string // "day first"
}

// options are the ways to read the parts, the likelier first: one when the parts
// or the order of the context settle it.
func (r *resolver) options(parts []comp, sign string) ([]ymd, error) {
	a, b := parts[0], parts[1]
	if len(parts) == 2 {
		switch {
		case a.digits > 2:
			return both([]ymd{{year: a, month: b, hasYear: true}}), nil
		case b.digits > 2:
			return []ymd{{year: b, month: a, hasYear: true}}, nil
		}
		return r.inOrder(a, b, comp{}, false, sign)
	}
	c := parts[2]
	switch {
	case a.digits > 2 || a.value > 31:
		return both([]ymd{{year: a, month: b, day: c, hasYear: true, hasDay: true}}), nil
	case c.digits <= 2 && sign == "-" && r.order == Ask && b.value <= 12 && c.value <= 31:
		all, err := r.inOrder(a, b, c, true, sign)
		return append(all, ymd{a, b, c, true, true, "year first"}), err
	}
	return r.inOrder(a, b, c, true, sign)
}

// both puts the Jalali reading of a year such as 1393 before the Gregorian one.
func both(all []ymd) []ymd {
	o := all[0]
	if o.year.native || o.year.masked || o.year.value < firstJalali || o.year.value > lastJalali {
		return all
	}
	o.year.native = true
	return []ymd{o, all[0]}
}

// inOrder reads a and b as day and month or as month and day. Between dots the
// day comes first wherever dates are written so.
func (r *resolver) inOrder(a, b, year comp, hasYear bool, sign string) ([]ymd, error) {
	dm := ymd{year, b, a, hasYear, true, "day first"}
	md := ymd{year, a, b, hasYear, true, "month first"}
	dmFits, mdFits := b.fits(12) && a.fits(31), a.fits(12) && b.fits(31)
	switch {
	case a.native && dmFits: // no script with such digits puts the month first
		return []ymd{dm}, nil
	case a.masked && dmFits: // it is the day that is not known, if it can be
		return []ymd{dm}, nil
	case b.masked && mdFits:
		return []ymd{md}, nil
	case !dmFits && !mdFits && (b.value > 31 || a.value > 31):
		return nil, fail(0, "there is no day %d", max(a.value, b.value))
	case !dmFits && !mdFits:
		return nil, fail(0, "there is no month %d", min(max(a.value, 13), max(b.value, 13)))
	case !mdFits, dmFits && (r.order == DayMonth || r.order == Ask && sign == "."):
		return []ymd{dm}, nil
	case !dmFits, r.order == MonthDay:
		return []ymd{md}, nil
	case a == b:
		return []ymd{dm}, nil
	}
	return []ymd{dm, md}, nil
}

// fits reports whether a part can be a month (limit 12) or a day (31).
func (c comp) fits(limit int) bool {
	return c.masked || c.value >= 1 && c.value <= limit
}

// written is a numeric date in one order.
func (r *resolver) written(o ymd) ([]candidate, error) {
	if o.year.masked || o.month.masked || o.day.masked {
		return r.masked(o)
	}
	c := clause{month: o.month.value, day: o.day.value, named: true, native: o.year.native}
	c.year, c.hasYear, c.shortYear = o.year.value, o.hasYear, o.year.digits <= 2
	if o.hasYear && o.year.native && o.year.value >= firstJalali && o.year.value <= lastJalali {
		c.month += jalali
	}
	if o.year.native && o.year.digits == 2 && o.year.value > 31 {
		c.year, c.month, c.shortYear = 1300+o.year.value, c.month+jalali, false
	}
	if o.month.value < 1 || o.month.value > 12 {
		return nil, fail(0, "there is no month %d", o.month.value)
	}
	found, err := r.calendar(&c)
	if err == nil && o.order != "" && !o.year.native && o.day != o.month && o.day.value <= 12 {
		found[0].notes = append([]string{"read " + o.order}, found[0].notes...)
	}
	return found, err
}

// masked is a date with parts that nobody knows: "??/09/2014".
func (r *resolver) masked(o ymd) ([]candidate, error) {
	if !o.hasYear {
		return nil, fail(0, "a date with ?? needs its year, as in ??/09/2014")
	}
	form := "XXXX"
	if !o.year.masked {
		form = fmt.Sprintf("%04d", r.longYear(o.year.value, o.year.digits <= 2))
	}
	for _, part := range []comp{o.month, o.day}[:1+btoi(o.hasDay)] {
		if part.masked {
			form += "-XX"
		} else {
			form += fmt.Sprintf("-%02d", part.value)
		}
	}
	s, err := spanOf(form)
	return []candidate{{span: s, notes: []string{"what is not known is left open"}}}, err
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
