package phrase

// clause is what the words say of one date; fields that nothing was said of are
// zero, and numbers that may be zero have a flag.
type clause struct {
	year       int
	hasYear    bool
	shortYear  bool // two digits
	month      int  // 1–12, with jalali added in that calendar; 0 is none
	day        int  // of the month; 0 is none
	named      bool // the day stands with a month, or is an ordinal
	native     bool // digits of the year were Persian or Arabic
	numbers    []comp
	sign       string // of numbers
	season     int    // as in EDTF, with jalali added; 0 is none
	block      int    // first year of a decade or century
	blockYears int    // 10, 100, 0
	portion    portion
	nth        int // the nth part of what the rest says; −1 is the last
	nthUnit    unit
	weekOf     bool // "the week of 16 June"
	isoWeek    int  // of the year as ISO 8601 counts: "week 36"; 0 is none
	nthDay     bool // "the first Monday": nth counts weekdays
	weekday    int  // time.Weekday
	hasWeekday bool
	weekend    bool
	mod        meaning // last, this, next, same, following, previous; noise is none
	shift      shift
	part       int
	hasPart    bool
	overnight  bool
	clock      clock
	wide       bool   // "about": an hour or a part of the day is an hour longer on both sides
	zone       string // as for edtf.LoadZone
	hasZone    bool
	then       bool
	anywhen    int
	hasAnywhen bool
}

// shift is a date counted from another one.
type shift struct {
	given    bool
	min, max int // in units, min ≤ max
	unit     unit
	jalali   bool
	near     bool    // counted from the statement before, not from the document's date
	aligned  bool    // a whole unit of the calendar: "last week"
	stretch  bool    // all the time between: "the past three days"
	cut      int     // −1: "earlier this week", 1: "later"
	origin   *clause // "two days after 16 June"
}

// dated reports whether anything but a time of day is said.
func (c *clause) dated() bool {
	return c.hasYear || c.month != 0 || c.day != 0 || c.numbers != nil || c.season != 0 || c.blockYears != 0 ||
		c.hasWeekday || c.weekend || c.shift.given || c.then || c.hasAnywhen || c.nth != 0 || c.isoWeek != 0
}

// timed reports whether a time of day is said.
func (c *clause) timed() bool { return c.hasPart || c.clock.given || c.overnight }

// bare reports whether the clause is a lone number, which only a neighbour can
// make a day, an hour or a year.
func (c *clause) bare() bool {
	return c.day != 0 && !c.named && c.month == 0 && !c.hasYear && !c.hasWeekday && !c.shift.given && !c.timed()
}

// clash reports whether two things are said that cannot both narrow one date, so
// that nothing typed is passed over.
func (c *clause) clash() bool {
	named := c.month != 0 || c.season != 0
	switch {
	case c.blockYears != 0:
		return named || c.day != 0 || c.hasYear || c.hasWeekday || c.weekend || c.shift.given
	case c.numbers != nil:
		return named || c.day != 0 || c.hasYear || c.shift.given
	case c.then:
		return named || c.day != 0 || c.hasYear || c.shift.given
	case c.isoWeek != 0:
		return named || c.day != 0 || c.shift.given
	case c.season != 0:
		return c.month != 0 || c.day != 0 || c.hasWeekday || c.weekend
	}
	return c.day != 0 && c.month == 0 && c.hasYear || c.weekend && c.hasWeekday
}

// borrow gives c what only its neighbour says: "11 and 20 June", "2 and 4 pm on
// Friday", "early to mid June".
func (c *clause) borrow(o *clause) {
	switch {
	case c.bare() && o.clock.given:
		c.clock = clock{given: true, minute: c.day * 60, hourOnly: true}
		c.day = 0
		fallthrough
	case !c.dated() && c.timed():
		c.borrowDate(o)
		c.borrowHalf(o)
	case c.dated() && o.timed() && !o.dated() && !c.timed():
	case c.day != 0 && c.month == 0 && !c.hasYear && o.month != 0, c.portion != whole && !c.dated():
		c.month, c.year, c.hasYear, c.shortYear, c.native = o.month, o.year, o.hasYear, o.shortYear, o.native
		c.named = true
		if c.month == 0 {
			c.shift, c.mod, c.season = o.shift, o.mod, o.season
		}
	case c.season != 0 && !c.hasYear && o.season != 0:
		c.year, c.hasYear = o.year, o.hasYear
	}
	if !c.hasZone {
		c.zone, c.hasZone = o.zone, o.hasZone
	}
}

// lead gives c what stands before both ends: "Friday between 2 and 4 pm", "in
// June between the 11th and the 20th".
func (c *clause) lead(l *clause) {
	switch {
	case c.dated():
		c.borrow(l)
	default:
		c.borrowDate(l)
	}
}

// borrowDate takes the whole date of a neighbour for a time of day.
func (c *clause) borrowDate(o *clause) {
	time := *c
	*c = *o
	c.part, c.hasPart, c.clock, c.overnight = time.part, time.hasPart, time.clock, time.overnight
	if time.hasZone {
		c.zone, c.hasZone = time.zone, true
	}
}

// borrowHalf settles which half of the day an hour is in by its neighbour's, in
// "between 2 and 4 pm"; 11 and 2 pm are 11 and 14.
func (c *clause) borrowHalf(o *clause) {
	const noon = 12 * 60
	if !c.clock.given || c.clock.half || !o.clock.half || o.clock.minute <= noon {
		return
	}
	if c.clock.minute < noon && c.clock.minute+noon <= o.clock.minute {
		c.clock.minute += noon
	}
	c.clock.half = true
}
