package phrase

import (
	"errors"
	"strings"
	"time"

	"saywhen/storage/edtf"
)

// draft is a reading whose EDTF is known but not yet laid on the time line.
type draft struct {
	edtf   string
	notes  []string
	anchor string
	ask    bool
}

func (c candidate) draft(text string) draft {
	return draft{text, c.notes, c.anchor, c.ask}
}

// writer turns the candidates of a statement into EDTF.
type writer struct {
	r      *resolver
	s      statement
	offset string // of all clock times, "" where the zone tells it
}

// drafts are the readings of a statement.
func (w writer) drafts() ([]draft, error) {
	switch w.s.join {
	case between, from, or, and:
		return w.pairs()
	}
	if w.s.a.hasAnywhen {
		return w.anywhen()
	}
	w.s.a.settle(w.s.join)
	w.r.begun = w.s.join == since
	found, err := w.r.clause(w.s.a)
	if err != nil {
		return nil, err
	}
	var all []draft
	for _, c := range found {
		all = append(all, w.single(c)...)
	}
	return all, nil
}

// single writes one candidate after the word that stands before it.
func (w writer) single(c candidate) []draft {
	first, last := c.ends(w.offset)
	d := w.s.doubt
	switch w.s.join {
	case since:
		return w.extents(c, first+d+"/..", func(cover string) string { return cover + d + "/.." })
	case until:
		return w.extents(c, "../"+last+d, func(cover string) string { return "../" + cover + d })
	case before:
		if w.s.a.portion == end {
			return []draft{c.note("open start, ends with it").draft("[.." + last + d + "]")}
		}
		return []draft{c.note("open start, ends where it begins").draft("[.." + c.neighbour(-1, w.offset) + d + "]")}
	case by:
		return []draft{c.note("open start, ends where it ends").draft("[.." + last + d + "]")}
	case after:
		return []draft{c.note("open end, begins where it ends").draft("[" + c.neighbour(1, w.offset) + d + "..]")}
	case onOrAfter:
		return []draft{c.note("open end, begins where it begins").draft("[" + first + d + "..]")}
	}
	return []draft{c.draft(c.moment(w.offset, d))}
}

// extents writes an extent with one end. EDTF knows only single dates there: of
// a longer time the outermost day counts, and the date that covers it is offered.
func (w writer) extents(c candidate, text string, covered func(string) string) []draft {
	if c.single(w.offset) != "" {
		return []draft{c.draft(text)}
	}
	all := []draft{c.note("an extent begins and ends with one date each: the outermost of it").draft(text)}
	if cover := c.cover(); len(cover) > len("2014") {
		all = append(all, c.note("the whole that holds it").draft(covered(cover)))
	}
	return all
}

// settle makes the beginning or the end of something the day that an open side
// needs: "until the end of May" ends on the last day of May.
func (c *clause) settle(join meaning) {
	unwanted := c.portion == end && (join == until || join == by) ||
		c.portion == beginning && (join == since || join == onOrAfter)
	if !unwanted {
		return
	}
	c.nth, c.nthUnit = 1, days
	if c.portion == end {
		c.nth = -1
	}
	c.portion = whole
}

// neighbour is the date right before (-1) or after (1) the span: of a year or a
// month the next such one, else a day, or the instant where a time ends.
func (s span) neighbour(direction int, offset string) string {
	single := s.single(offset)
	t := s.from
	if direction > 0 {
		t = s.to
	}
	switch {
	case !s.days():
		return t.Format("2006-01-02T15:04:05") + offset
	case direction < 0 && len(single) == len("2014") && s.form == "":
		return t.AddDate(-1, 0, 0).Format("2006")
	case direction < 0 && s.from.Day() == 1 && single != "" && !s.isDay():
		return t.AddDate(0, -1, 0).Format("2006-01")
	case direction < 0:
		return t.AddDate(0, 0, -1).Format("2006-01-02")
	case len(single) == len("2014") && s.form == "":
		return t.Format("2006")
	case t.Day() == 1 && single != "" && !s.isDay():
		return t.Format("2006-01")
	}
	return t.Format("2006-01-02")
}

// anywhen writes what is before, up to or after the document's date.
func (w writer) anywhen() ([]draft, error) {
	c := w.s.a
	near := c.anywhen == earlierThan || c.anywhen == laterThan
	if w.s.join != noise || c.timed() || c.month != 0 || c.hasWeekday {
		return nil, fail(0, "“%s” says twice when; write one of them", w.r.wording)
	}
	all, err := w.r.anchors(near)
	if err != nil {
		return nil, err
	}
	var found []draft
	for _, a := range all {
		first, last := daySpan(a.lastDay(), 1).ends("")
		yesterday, _ := daySpan(a.firstDay().AddDate(0, 0, -1), 1).ends("")
		tomorrow, _ := daySpan(a.to.Add(-time.Second).AddDate(0, 0, 1), 1).ends("")
		text, how := "", ""
		switch d := w.s.doubt; c.anywhen {
		case inThePast:
			text, how = "../"+yesterday+d, "has always lasted, up to the day before"
		case soFar:
			text, how = "../"+last+d, "has always lasted, up to"
		case inTheFuture:
			text, how = "["+tomorrow+d+"..]", "after"
		case earlierThan:
			text, how = "[.."+a.neighbour(-1, w.offset)+d+"]", "at some time before"
		default:
			text, how = w.laterThan(a, first)
		}
		found = append(found, candidate{anchor: a.edtf}.note("%s %s", how, a).draft(text))
	}
	return found, nil
}

// laterThan is "later": after the statement before, at the latest on the day of
// the document; without both, on that day or after it.
func (w writer) laterThan(a anchor, first string) (text, how string) {
	from := a.neighbour(1, w.offset)
	if a.edtf == w.r.prev.edtf && w.r.doc.ok && w.r.doc.to.After(a.to) {
		_, last := daySpan(w.r.doc.lastDay(), 1).ends("")
		return "[" + from + w.s.doubt + ".." + last + w.s.doubt + "]", "by the document's date, and after"
	}
	return "[" + first + w.s.doubt + "..]", "on the day of, or after,"
}

// pairs writes two clauses. The one that says more is resolved first, and the
// other one counted from it.
func (w writer) pairs() ([]draft, error) {
	a, b := w.s.a, w.s.b
	if a.hasAnywhen || b.hasAnywhen {
		return nil, fail(0, "“%s” says twice when; write one of them", w.r.wording)
	}
	if w.s.join == from {
		a.settle(since)
		b.settle(until)
	}
	lead, rest := b, a
	onward := a.hasYear && !b.hasYear && !b.shift.given || a.numbers != nil && b.numbers == nil && !b.hasYear
	if onward {
		lead, rest = a, b
	}
	leads, err := w.r.clause(lead)
	if err != nil {
		return nil, err
	}
	var all []draft
	for _, l := range leads {
		d, refused := w.follow(l, rest, onward)
		if refused != nil {
			err = refused
			continue
		}
		all = append(all, d)
	}
	if len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// follow resolves the rest of a pair against its lead.
func (w writer) follow(lead candidate, rest clause, onward bool) (draft, error) {
	other := *w.r
	other.onward = onward
	if !rest.shift.given && !rest.then && !rest.hasYear {
		other.partner = anchor{span: lead.span, name: "the other end", edtf: lead.anchor, ok: true}
	}
	found, err := other.clause(rest)
	if err != nil {
		return draft{}, err
	}
	x, y := found[0], lead
	if other.partner.ok && len(x.notes) > 0 {
		x.notes = x.notes[1:] // the lead has a note of its own
	}
	if onward {
		x, y = y, x
	}
	d, err := w.pair(x, y)
	d.ask = lead.ask
	return d, err
}

// pair writes two candidates with the word between them.
func (w writer) pair(x, y candidate) (draft, error) {
	d := w.s.doubt
	joint := candidate{span: span{from: x.from, to: y.to}, anchor: x.anchor, notes: merge(x.notes, y.notes)}
	if y.anchor != "" {
		joint.anchor = y.anchor
	}
	if w.s.join == between && !x.days() && y.single(w.offset) != "" && !y.days() {
		joint.to = y.from // between 2 and 4: up to 4 sharp
	}
	if (w.s.join == from || w.s.join == between) && (!y.to.After(x.from) || y.from.Before(x.from)) {
		return draft{}, fail(0, "it ends, %s, before it begins, %s", say(y.lastDay()), say(x.firstDay()))
	}
	switch w.s.join {
	case between:
		return joint.note("one moment in that time").draft(joint.moment(w.offset, d)), nil
	case from:
		first, _ := x.ends(w.offset)
		_, last := y.ends(w.offset)
		if !x.days() && !y.days() {
			first = x.from.Format("2006-01-02T15:04:05") + w.offset
			if y.to.Sub(y.from) > time.Minute {
				return joint.note("all of that time").draft(first + d + "/" + last + d), nil
			}
			last = y.from.Format("2006-01-02T15:04:05") + w.offset
		}
		return joint.note("all of that time").draft(first + d + "/" + last + d), nil
	}
	brackets := "[]"
	if w.s.join == and {
		brackets = "{}"
	}
	return joint.draft(brackets[:1] + x.member(w.offset, d) + "," + y.member(w.offset, d) + brackets[1:]), nil
}

// member is a span within a set.
func (s span) member(offset, doubt string) string {
	return strings.Trim(s.moment(offset, doubt), "[]")
}

// merge joins the notes of two ends, each once.
func merge(a, b []string) []string {
	all := a[:len(a):len(a)]
	for _, note := range b {
		if len(a) == 0 || note != a[0] {
			all = append(all, note)
		}
	}
	return all
}

// refusal makes an error of this package or of storage/edtf one that speaks of
// the wording.
func refusal(wording string, err error) error {
	var own *problem
	var theirs *edtf.SyntaxError
	switch {
	case errors.As(err, &own):
		return &edtf.SyntaxError{Input: wording, Reason: own.reason, Offset: min(own.at, len(wording))}
	case errors.As(err, &theirs):
		return &edtf.SyntaxError{Input: wording, Reason: theirs.Reason}
	}
	return err
}
