package phrase

import (
	"fmt"
	"time"
)

// maxReadings is how many readings a text has at most: one for each number key.
const maxReadings = 9

// candidate is one reading of a clause, on its way to an uncertain date.
type candidate struct {
	span
	notes  []string // of how it was reached, in order
	anchor string   // EDTF of what it was counted from
	ask    bool     // nobody can know
}

func (c candidate) note(text string, args ...any) candidate {
	c.notes = append(c.notes[:len(c.notes):len(c.notes)], fmt.Sprintf(text, args...))
	return c
}

func (c candidate) with(s span) candidate {
	c.span = s
	return c
}

// resolver turns clauses into candidates.
type resolver struct {
	wording string
	order   Order
	week    time.Weekday
	doc     anchor // the date of the document
	prev    anchor // the statement before
	partner anchor // for one end of a range: the other end
	onward  bool   // the clause is the later end
	begun   bool   // what is still to come is no reading: "since March"
}

func newResolver(wording string, c Context, loc *time.Location) *resolver {
	return &resolver{
		wording: wording, order: c.Order, week: c.WeekStart,
		doc:  anchorOf(c.Published, "the document's date", c.Zone, loc),
		prev: anchorOf(c.Before, "the statement before", c.Zone, loc),
	}
}

// anchors are those that a clause may be counted from, the likelier first.
func (r *resolver) anchors(near bool) ([]anchor, error) {
	var all []anchor
	switch {
	case r.partner.ok:
		return []anchor{r.partner}, nil
	case near && r.prev.ok && r.doc.ok:
		all = []anchor{r.prev, r.doc}
	case r.doc.ok:
		all = []anchor{r.doc}
	case r.prev.ok:
		all = []anchor{r.prev}
	case near:
		return nil, fail(0, "“%s” counts from the statement before or the document's date; give the document a date, or type the whole date", r.wording)
	default:
		return nil, fail(0, "“%s” counts from the document's date; give the document a date, or type the year", r.wording)
	}
	return all, nil
}

// clause gives the readings of a clause: its base, narrowed step by step.
func (r *resolver) clause(c clause) ([]candidate, error) {
	if c.clash() {
		return nil, fail(0, "“%s” says two things that do not go together; %s", r.wording, howTo)
	}
	found, err := r.base(&c)
	for _, narrow := range []func(*resolver, *clause, candidate) ([]candidate, error){
		(*resolver).inSeason, (*resolver).onWeekday, (*resolver).nthOf, (*resolver).portionOf, (*resolver).cutOff, (*resolver).timeOf,
	} {
		if err != nil {
			return nil, err
		}
		found, err = each(found, func(f candidate) ([]candidate, error) { return narrow(r, &c, f) })
	}
	for _, f := range found {
		if err == nil && !f.countable() {
			err = fail(0, "the years 1 to 9999 can be written in words; write it as Y12345")
		}
	}
	return found, err
}

// each narrows every candidate. A reading that comes to nothing is dropped while
// another one is left.
func each(all []candidate, narrow func(candidate) ([]candidate, error)) ([]candidate, error) {
	var rest []candidate
	var first error
	for _, c := range all {
		narrowed, err := narrow(c)
		if err != nil && first == nil {
			first = err
		}
		rest = append(rest, narrowed...)
	}
	if len(rest) == 0 {
		return nil, first
	}
	return rest[:min(len(rest), maxReadings)], nil
}

// base is what the narrower words are about.
func (r *resolver) base(c *clause) ([]candidate, error) {
	switch {
	case c.numbers != nil:
		return r.numbers(c)
	case c.shift.given:
		return r.shift(c)
	case c.then:
		return r.then()
	case c.blockYears != 0:
		return block(c), nil
	case c.nth > 0 && c.month == 0 && !c.nthDay && (c.nthUnit == quarters || c.nthUnit == halves) && !c.native:
		return r.calendar(c)
	case c.isoWeek != 0:
		return r.calendar(c)
	case c.hasYear && c.month == 0 && c.season == 0:
		return r.year(c)
	case c.month != 0, c.season != 0:
		return r.calendar(c)
	case c.day != 0:
		return r.dayOfMonth(c)
	case c.weekend:
		return r.weekend(c)
	case c.hasWeekday:
		return r.weekday(c)
	}
	return r.sameDay(c)
}

// sameDay is the day for a time of day alone, and for "late" or "earlier".
func (r *resolver) sameDay(c *clause) ([]candidate, error) {
	near, err := r.anchors(!c.overnight)
	if err != nil {
		return nil, err
	}
	if c.nth != 0 || c.portion != whole {
		return nil, fail(0, "“%s” does not say of what; write it as early June or first week of June", r.wording)
	}
	return eachAnchor(near, func(a anchor) candidate {
		return candidate{span: daySpan(a.lastDay(), 1), notes: []string{"the day of " + a.String()}}
	}), nil
}

// then is the statement before itself.
func (r *resolver) then() ([]candidate, error) {
	near, err := r.anchors(true)
	if err != nil {
		return nil, err
	}
	return eachAnchor(near, func(a anchor) candidate {
		return candidate{span: a.span, notes: []string{"the same as " + a.String()}}
	}), nil
}

// eachAnchor makes a candidate of each anchor.
func eachAnchor(all []anchor, of func(anchor) candidate) []candidate {
	var found []candidate
	for _, a := range all {
		c := of(a)
		c.anchor = a.edtf
		found = append(found, c)
	}
	return found
}

// year is a year that stands alone, or with what narrows it.
func (r *resolver) year(c *clause) ([]candidate, error) {
	if c.native && c.year >= firstJalali && c.year <= lastJalali {
		s, ok := jalaliYear(c.year)
		if !ok {
			return nil, fail(0, "the Jalali year %d cannot be converted", c.year)
		}
		return []candidate{{span: s, notes: []string{fmt.Sprintf("the Jalali year %d", c.year)}}}, nil
	}
	y := r.longYear(c.year, c.shortYear)
	if y < 1 {
		return nil, fail(0, "there is no year 0 in words; in EDTF it is 0000")
	}
	return []candidate{{span: yearSpan(y, 1)}}, nil
}

// longYear adds the century to a year of two digits: the one that puts it from
// 80 years before to 19 years after the document's date, or 1950–2049.
func (r *resolver) longYear(y int, short bool) int {
	if !short || y > 99 {
		return y
	}
	about := 2030
	for _, a := range []anchor{r.prev, r.doc} {
		if a.ok {
			about = a.lastDay().Year()
		}
	}
	y += about - mod(about, 100) - 100
	for y < about-80 {
		y += 100
	}
	return y
}

// block is a decade or a century.
func block(c *clause) []candidate {
	s := yearSpan(max(c.block, 1), c.blockYears)
	if c.block == 0 {
		s.to = dayOf(c.blockYears, 1, 1)
	}
	s.form = fmt.Sprintf("%04d", c.block)[:3] + "X"
	if c.blockYears == 100 {
		s.form = fmt.Sprintf("%02dXX", c.block/100)
	}
	return []candidate{{span: s}}
}

// numbers are the ways to read a numeric date.
func (r *resolver) numbers(c *clause) ([]candidate, error) {
	options, err := r.options(c.numbers, c.sign)
	if err != nil {
		return nil, err
	}
	var found []candidate
	var first error
	for _, o := range options {
		all, err := r.written(o)
		if err != nil && first == nil {
			first = err
		}
		if err == nil {
			all[0].ask = true
			found = append(found, all...)
		}
	}
	if len(found) == 0 {
		return nil, first
	}
	if len(options) == 1 || r.order != Ask || sameSpans(found) || options[0].order == "" {
		for i := range found {
			found[i].ask = false
		}
	}
	return found, nil
}

func sameSpans(all []candidate) bool {
	for _, c := range all {
		if c.span != all[0].span {
			return false
		}
	}
	return true
}
