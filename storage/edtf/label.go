package edtf

import (
	"strconv"
	"strings"
)

// A label says in words what is known, and nothing finer. A one-of-set is
// spoken of as "between" or "before" (half-open: before the next day), an extent
// as a range, "since" or "until". Where two ends share a year or a month, it is
// said once. Two styles share all of it: wordy for reading, terse for tables.

// style is how much room the words have.
type style struct {
	months           [12]string
	between, and     string // around the ends of a one-of range
	beforeClock      string // between a day and its time
	shortSeasonNames bool
}

var (
	wordy = style{
		months: [12]string{
			"January", "February", "March", "April", "May", "June",
			"July", "August", "September", "October", "November", "December",
		},
		between: "between ", and: " and ", beforeClock: ", ",
	}
	terse = style{
		months: [12]string{
			"Jan", "Feb", "Mar", "Apr", "May", "Jun",
			"Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
		},
		between: "in ", and: "–", beforeClock: " ", shortSeasonNames: true,
	}
)

// listed is how many dates of a long set a label names.
const listed = 6

// Label is the date in English words, never more precise than the date is.
func (x Expr) Label() string { return wordy.label(x) }

// Short is Label with short names of months, for tables and hover cards.
func (x Expr) Short() string { return terse.label(x) }

// Label is the label of the EDTF string; when that cannot be read, it is the
// wording as it stands. A sequence number is not part of it.
func (d Date) Label() string { return d.labelIn(wordy) }

// Short is Label with short names of months: "5 Sep 2014".
func (d Date) Short() string { return d.labelIn(terse) }

func (d Date) labelIn(w style) string {
	if d.IsZero() {
		return ""
	}
	x, err := Parse(d.EDTF)
	if err != nil {
		return d.Wording
	}
	return w.label(x)
}

func (w style) label(x Expr) string {
	switch {
	case len(x.items) == 0:
		return ""
	case x.form == single:
		return w.date(x.items[0].from.date)
	case x.form == interval:
		return w.extent(x.items[0])
	case x.form == oneOf && len(x.items) == 1:
		return w.sometime(x.items[0])
	case x.form == oneOf:
		return w.list(x.items, "or")
	}
	return w.list(x.items, "and")
}

// extent labels an interval.
func (w style) extent(it item) string {
	from, to := it.from, it.to
	switch {
	case from.is == known && to.is == known:
		return w.during(from.date, to.date)
	case from.is == known && to.is == open:
		return "since " + w.date(from.date)
	case from.is == known:
		return "from " + w.date(from.date) + ", end unknown"
	case to.is == known && from.is == open:
		return "until " + w.date(to.date)
	case to.is == known:
		return "until " + w.date(to.date) + ", start unknown"
	case from.is == open && to.is == open:
		return "always"
	case from.is == open:
		return "always, end unknown"
	}
	return "ever since an unknown start"
}

// during labels a range with both ends.
func (w style) during(a, b date) string {
	left, right := w.pair(a, b)
	switch {
	case sameDay(a, b):
		return w.day(a) + w.beforeClock + "from " + left + " to " + right
	case left == "":
		return right
	case strings.Contains(left, " ") || a.parts != b.parts:
		return left + " – " + right
	}
	return left + "–" + right
}

// sometime labels a one-of-set with a single member.
func (w style) sometime(it item) string {
	switch {
	case !it.ranged:
		return w.date(it.from.date)
	case it.from.is == open:
		return w.before(it.to.date)
	case it.to.is == open:
		return w.after(it.from.date)
	}
	left, right := w.pair(it.from.date, it.to.date)
	switch {
	case sameDay(it.from.date, it.to.date):
		return w.day(it.from.date) + w.beforeClock + left + "–" + right
	case left == "":
		return right
	}
	return w.between + left + w.and + right
}

func (w style) before(d date) string {
	switch next, ok := d.neighbour(1); {
	case ok:
		return "before " + w.date(next)
	case d.clock.given && d.clock.seconds && d.doubts() == 0:
		return "before " + w.limit(d)
	}
	return "by " + w.date(d)
}

func (w style) after(d date) string {
	switch previous, ok := d.neighbour(-1); {
	case ok:
		return "after " + w.date(previous)
	case d.clock.given && d.clock.seconds && d.doubts() == 0:
		return "after " + w.limit(d)
	}
	return "from " + w.date(d) + " on"
}

// list labels the members of a set; a long one is cut, and says so.
func (w style) list(items []item, last string) string {
	var words []string
	for _, it := range items[:min(len(items), listed)] {
		words = append(words, w.member(it))
	}
	if rest := len(items) - listed; rest > 0 {
		words = append(words, strconv.Itoa(rest)+" more")
	}
	return enumerate(words, last)
}

func (w style) member(it item) string {
	switch {
	case !it.ranged:
		return w.date(it.from.date)
	case it.from.is == open:
		return "up to " + w.date(it.to.date)
	case it.to.is == open:
		return "from " + w.date(it.from.date) + " on"
	}
	return w.during(it.from.date, it.to.date)
}

// enumerate joins words: "a, b or c".
func enumerate(words []string, last string) string {
	n := len(words) - 1
	if n < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}

// pair labels two ends, the left one without what the right one repeats; left
// is "" when they are the same date. Of two times on one day they are the times
// alone.
func (w style) pair(a, b date) (left, right string) {
	if a == b {
		return "", w.date(a)
	}
	if sameDay(a, b) {
		return a.clock.rangeStart(), b.clock.rangeEnd()
	}
	if a.clock.given || b.clock.given {
		return w.limit(a), w.limit(b)
	}
	left, right = w.date(a), w.date(b)
	if !a.plain() || !b.plain() || a.parts != b.parts || a.parts == 1 || a.year != b.year {
		return left, right
	}
	if a.parts == 3 && a.month == b.month {
		return strconv.Itoa(a.day.number()), right
	}
	return strings.TrimSuffix(left, " "+w.year(a.year)), right
}

// plain reports whether a date has no doubts, masks, season or clock.
func (d date) plain() bool {
	return d.doubts() == 0 && !d.masked() && d.season == 0 && !d.clock.given
}

func (d date) masked() bool {
	return d.year.masked()+d.month.masked()+d.day.masked() > 0
}

// date labels one date with its doubts.
func (w style) date(d date) string {
	label := w.certain(d)
	if d.doubts()&Approximate != 0 {
		label = "c. " + label
	}
	if d.doubts()&Uncertain != 0 {
		label += "?"
	}
	return label
}

// certain labels one date without its doubts.
func (w style) certain(d date) string {
	switch {
	case d.season != 0:
		return w.season(d)
	case d.masked():
		return w.hidden(d)
	case d.parts == 1:
		return w.year(d.year)
	case d.parts == 2:
		return w.monthYear(d)
	}
	if d.clock.given {
		return w.day(d) + w.beforeClock + d.clock.label(d.clock.seconds)
	}
	return w.day(d)
}

// day is a complete date without its clock.
func (w style) day(d date) string {
	return strconv.Itoa(d.day.number()) + " " + w.monthYear(d)
}

// season is a part of a year: "spring 2014", "second quarter of 2014".
func (w style) season(d date) string {
	s := seasons[d.season-firstSeason]
	switch {
	case w.shortSeasonNames:
		return s.short + " " + w.inYear(d.year)
	case s.precision != ToSeason && d.year.masked() == 0:
		return s.name + " of " + w.year(d.year)
	}
	return s.name + " " + w.inYear(d.year)
}

// monthYear is a month that is known, of any year.
func (w style) monthYear(d date) string {
	month := w.months[d.month.number()-1]
	if d.year.masked() > 0 {
		return month + " " + w.ofYear(d.year)
	}
	return month + " " + w.year(d.year)
}
