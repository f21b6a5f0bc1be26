package edtf

// An Expr is a list of items under a form. The parser admits only what the
// specification allows, so every method below may trust what it finds: digits
// are digits or 'X', months and days exist, and ranges are not reversed.

// form is the outermost construction of an expression.
type form uint8

const (
	single   form = iota // one item, not ranged
	interval             // one item, ranged: an extent
	oneOf                // [ … ]
	allOf                // { … }
)

// Expr is a parsed EDTF expression. Its zero value is not a date; get one from
// Parse. An Expr is immutable and may be shared.
type Expr struct {
	form  form
	items []item
}

// item is a date, or a range from one end to another.
type item struct {
	from, to end
	ranged   bool // to is used
}

// endKind tells what stands at an end of a range.
type endKind uint8

const (
	known   endKind = iota // a date
	open                   // "..": no limit
	unknown                // "": there is a limit, nobody knows which
)

type end struct {
	is   endKind
	date date // when known
}

// The parts of a date, as indices and, plus one, as a count.
const (
	yearPart = iota
	monthPart
	dayPart
)

// date is one date of up to three parts, with a clock time perhaps.
type date struct {
	year   year
	month  field
	day    field
	season int          // 21–41, instead of a month; 0 is none
	parts  int          // 1 year, 2 year and month or season, 3 all
	doubt  [3]Qualifier // of each part, as in force after the left/right rule
	clock  clock
}

// year is a year as written: digits, perhaps with X (then exactly four), and
// the marks of long years.
type year struct {
	negative    bool
	digits      string
	long        bool   // written with Y
	exponent    string // digits after E, or ""
	significant int    // after S, or 0
}

// field is a month or a day: two digits, or X for an unspecified one.
type field [2]byte

// zoneForm is how the offset of a clock time is written.
type zoneForm uint8

const (
	noZone      zoneForm = iota // local
	zuluZone                    // Z
	hourZone                    // +04
	minutesZone                 // +04:30
)

// clock is a time of day; the zero clock is none.
type clock struct {
	given                bool
	seconds              bool // with seconds it is a point, else a whole minute
	hour, minute, second int
	zone                 zoneForm
	offset               int // minutes east of UTC
}

// Kind says what the corners enclose.
func (x Expr) Kind() Kind {
	switch x.form {
	case interval:
		return Extent
	case allOf:
		return AllOf
	default:
		return Moment
	}
}

// Precision is the finest unit given anywhere in the expression. A clock time
// that limits an interval or a set counts only as fine as it needs to: 17:00:00
// there is an hour.
func (x Expr) Precision() Precision {
	finest := NoPrecision
	x.each(func(d date) { finest = max(finest, d.precision(x.form != single)) })
	return finest
}

// Qualifier is the union of all doubts in the expression.
func (x Expr) Qualifier() Qualifier {
	var q Qualifier
	x.each(func(d date) { q |= d.doubts() })
	return q
}

// Level is the lowest conformance level (0, 1 or 2) that has every feature of
// the expression; an extension of ours counts for nothing, see Extended.
func (x Expr) Level() int {
	level := 0
	if x.form == oneOf || x.form == allOf {
		level = 2
	}
	for _, it := range x.items {
		if it.from.is != known || it.to.is != known {
			level = max(level, 1)
		}
	}
	x.each(func(d date) { level = max(level, d.level()) })
	return level
}

// Extended reports whether the expression needs our extension of clock times,
// so that other programs may not read it.
func (x Expr) Extended() bool {
	extended := false
	x.each(func(d date) {
		extended = extended || d.clock.given &&
			(x.form != single || !d.clock.seconds || d.doubts() != 0)
	})
	return extended
}

// each calls f with every date of the expression, from left to right.
func (x Expr) each(f func(date)) {
	for _, it := range x.items {
		if it.from.is == known {
			f(it.from.date)
		}
		if it.ranged && it.to.is == known {
			f(it.to.date)
		}
	}
}

func (d date) doubts() Qualifier {
	return d.doubt[yearPart] | d.doubt[monthPart] | d.doubt[dayPart]
}

// wholly reports whether all parts are equally in doubt, or none is.
func (d date) wholly() bool {
	for i := 1; i < d.parts; i++ {
		if d.doubt[i] != d.doubt[0] {
			return false
		}
	}
	return true
}

func (d date) level() int {
	level := d.year.level()
	switch {
	case d.season > 24, !d.wholly():
		level = 2
	case d.season != 0, d.doubts() != 0:
		level = max(level, 1)
	}
	return max(level, d.maskLevel())
}

func (y year) level() int {
	switch {
	case y.exponent != "" || y.significant != 0:
		return 2
	case y.long || y.negative:
		return 1
	}
	return 0
}

// maskLevel is 1 for the unspecified digits that level 1 allows: the last one
// or two of a lone year, the whole month, the whole day; 2 for any others.
func (d date) maskLevel() int {
	years, whole := d.year.masked(), field{'X', 'X'}
	switch {
	case years == 0 && d.month.masked() == 0 && d.day.masked() == 0:
		return 0
	case years > 0 && (d.parts > 1 || years > 2 || d.year.trailing() != years):
		return 2
	case d.month.masked() == 1 || d.day.masked() == 1:
		return 2
	case d.month == whole && d.parts == 3 && d.day != whole:
		return 2
	}
	return 1
}

// masked counts the unspecified digits.
func (f field) masked() int {
	n := 0
	for _, c := range f {
		if c == 'X' {
			n++
		}
	}
	return n
}

func (y year) masked() int {
	n := 0
	for i := range len(y.digits) {
		if y.digits[i] == 'X' {
			n++
		}
	}
	return n
}

// trailing counts the unspecified digits at the end.
func (y year) trailing() int {
	n := 0
	for n < len(y.digits) && y.digits[len(y.digits)-1-n] == 'X' {
		n++
	}
	return n
}

// precision is the finest unit with a digit of its own.
func (d date) precision(limit bool) Precision {
	switch {
	case d.clock.given:
		return d.clock.precision(limit)
	case d.parts == 3 && d.day.masked() < 2:
		return ToDay
	case d.season != 0:
		return seasons[d.season-firstSeason].precision
	case d.parts >= 2 && d.month.masked() < 2:
		return ToMonth
	}
	return d.year.precision()
}

func (c clock) precision(limit bool) Precision {
	switch {
	case !c.seconds, limit && c.second == 0 && c.minute != 0:
		return ToMinute
	case limit && c.second == 0:
		return ToHour
	}
	return ToSecond
}

func (y year) precision() Precision {
	switch g := y.grain(); {
	case g == 0:
		return NoPrecision
	case g == 1:
		return ToYear
	case g == 10:
		return ToDecade
	case g == 100:
		return ToCentury
	}
	return ToMillennium
}
