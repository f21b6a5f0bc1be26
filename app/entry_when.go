package app

import (
	"errors"
	"strconv"
	"strings"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/phrase"
)

// The date box takes three things: a date, in words or in numbers; words and
// what the analyst makes of them, "a few days earlier = 2014-06-07"; and "=",
// alone or behind words, which is the date of the statement before. The words
// are kept for ever, whatever the date becomes.

const (
	sameDate = "="   // the date of the statement before
	narrowed = " = " // between the source's words and the date that they mean
)

// ReadWhen gives what stands in the entry's date box every meaning that it can
// have, for the preview; none when it is empty.
func (s *Session) ReadWhen(e Entry) (phrase.Result, error) { return s.lists.readWhen(e, s.reading) }

// ResolveWhen gives the date that would be saved: the reading that was picked,
// else the likeliest; an error when nobody can know which is meant.
func (s *Session) ResolveWhen(e Entry) (edtf.Date, error) { return s.lists.resolveWhen(e, s.reading) }

func (l *Lists) resolveWhen(e Entry, habit reading) (edtf.Date, error) {
	r, err := l.readWhen(e, habit)
	if err != nil || len(r.Readings) == 0 {
		return edtf.Date{}, err
	}
	i, picked := PickedReading(r, e.Picked)
	if r.Ask && !picked {
		return edtf.Date{}, errors.New(Question(e.When, r))
	}
	return r.Readings[i].Date, nil
}

// PickedReading gives the index of the reading that was picked, by its EDTF, or
// 0 and false.
func PickedReading(r phrase.Result, picked string) (int, bool) {
	for i, x := range r.Readings {
		if picked != "" && x.Date.EDTF == picked {
			return i, true
		}
	}
	return 0, false
}

// Question asks which of several readings is meant: "5.9." can be 5 September
// or 9 May.
func Question(typed string, r phrase.Result) string {
	var can, which []string
	for i, x := range r.Readings {
		can = append(can, x.Date.Label())
		which = append(which, strconv.Itoa(i+1))
	}
	return "“" + strings.TrimSpace(typed) + "” can be " + strings.Join(can, " or ") + ": choose " + strings.Join(which, " or ") + "."
}

func (l *Lists) readWhen(e Entry, habit reading) (phrase.Result, error) {
	words, typed := splitWhen(e.When)
	if words == "" {
		words = e.Wording
	}
	r, err := l.readDate(typed, e, habit)
	if err != nil || words == "" {
		return r, err
	}
	for i := range r.Readings {
		r.Readings[i].Date.Wording = words
	}
	return r, nil
}

// splitWhen parts the source's words from the date that they mean.
func splitWhen(when string) (words, typed string) {
	when = strings.TrimSpace(when)
	if left, ok := strings.CutSuffix(when, narrowed[:2]); ok && left != "" {
		return strings.TrimSpace(left), sameDate
	}
	if i := strings.LastIndex(when, narrowed); i > 0 {
		return strings.TrimSpace(when[:i]), strings.TrimSpace(when[i+len(narrowed):])
	}
	return "", when
}

func (l *Lists) readDate(typed string, e Entry, habit reading) (phrase.Result, error) {
	if rest, ok := strings.CutPrefix(typed, sameDate); ok {
		return sameAsBefore(strings.TrimSpace(rest), e.Before)
	}
	d, _ := l.entryDocument(e)
	return phrase.Read(typed, phrase.Context{
		Published: d.Published, Before: e.Before, Zone: l.entryZone(e), Order: habit.order, WeekStart: habit.week,
	})
}

// sameAsBefore reads "=" and "= #2", which is the second of that moment.
func sameAsBefore(rest string, before edtf.Date) (phrase.Result, error) {
	if before.IsZero() {
		return phrase.Result{}, &edtf.SyntaxError{Input: sameDate, Reason: "there is no statement before this one whose date could be taken"}
	}
	d := before
	d.Wording, d.Anchor = "", before.EDTF
	if rest != "" {
		n, err := strconv.Atoi(strings.TrimPrefix(rest, "#"))
		if err != nil || n < 1 || n > 1_000_000 || rest[0] != '#' {
			return phrase.Result{}, &edtf.SyntaxError{Input: sameDate + " " + rest, Reason: "behind “=” there can be a number such as #2"}
		}
		d.Sequence = n
	}
	return phrase.Result{Readings: []phrase.Reading{{Date: d, How: "the date of the statement before"}}}, nil
}

// entryDocument is the document that an entry names: the one it was opened
// from, as long as the title is that one's, else the one with the title.
func (l *Lists) entryDocument(e Entry) (storage.Document, bool) {
	if d, ok := l.Document(e.Source); ok && d.Title == strings.TrimSpace(e.Document) {
		return d, true
	}
	return l.documentTitled(e.Document)
}

// entryZone is the zone in which the entry's date is meant: its own, else its
// document's, else the project's.
func (l *Lists) entryZone(e Entry) string {
	if e.Zone != "" {
		return e.Zone
	}
	if d, ok := l.entryDocument(e); ok && d.Published.Zone != "" {
		return d.Published.Zone
	}
	return l.Zone()
}

// showWhen fills in what the date box shows for a stored date: the words of the
// source when they are still read as that date, else the date with its words
// beside it. Words are read against what they were read against first.
func (l *Lists) showWhen(e *Entry, d edtf.Date, habit reading) {
	if d.IsZero() {
		return
	}
	if doc, _ := l.entryDocument(*e); d.Anchor != "" && d.Anchor != doc.Published.EDTF {
		e.Before, _ = edtf.Resolve(d.Anchor, d.Zone)
	}
	e.When, e.Zone = d.Wording, d.Zone
	r, err := l.readWhen(*e, habit)
	for i, x := range r.Readings {
		if err == nil && x.Date.EDTF == d.EDTF && x.Date.Sequence == d.Sequence && x.Date.Corners == d.Corners {
			if i > 0 || r.Ask {
				e.Picked = d.EDTF
			}
			return
		}
	}
	e.When, e.Wording = writtenDate(d), d.Wording
	if e.Wording == e.When {
		e.Wording = ""
	}
}

// writtenDate is a date as EDTF with its number within the moment.
func writtenDate(d edtf.Date) string {
	if d.Sequence != 0 {
		return d.EDTF + " #" + strconv.Itoa(d.Sequence)
	}
	return d.EDTF
}
