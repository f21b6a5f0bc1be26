package phrase

import (
	"strings"
	"time"

	"saywhen/storage/edtf"
)

// Order is how a date of two numbers is read: "5/9" or "9/5". Between dots the
// day comes first unless it is MonthDay: "5.9.2014".
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
	// WeekStart is the first day of a week: "last week". Where it is Saturday, a
	// weekend is Thursday and Friday.
	WeekStart time.Weekday
}

// Reading is one way to read what was typed.
type Reading struct {
	// Date is complete: Wording is what was typed, Anchor the EDTF of the date
	// that it was resolved against.
	Date edtf.Date
	// How says how it was reached, in half a sentence without a full stop:
	// "the last Friday on or before the document's date, Sat 6 Sep 2014; evening
	// is 17–24".
	How string
}

// Result is what a text can mean.
type Result struct {
	Readings []Reading // the likeliest first, at most nine; none for blank text
	// Ask says that nobody can know which is meant: the first reading must not
	// be taken unasked.
	Ask bool
}

// maxInput is the longest text that is read in words, in bytes.
const maxInput = 200

// Read reads a date as an analyst types it: in words, in numbers, in any
// calendar that this package knows, or in EDTF. A text that cannot be read gives
// an *edtf.SyntaxError.
func Read(typed string, c Context) (Result, error) {
	wording := strings.TrimSpace(typed)
	if wording == "" {
		return Result{}, nil
	}
	loc, err := c.location()
	if err != nil {
		return Result{}, err
	}
	d, strict := edtf.ResolveIn(wording, c.Zone, loc)
	if strict == nil {
		return asWritten(d, c, loc), nil
	}
	if len(wording) > maxInput || isStrict(wording) {
		return Result{}, strict
	}
	result, err := inWords(wording, c, loc)
	if err != nil {
		return Result{}, refusal(wording, err)
	}
	return result, nil
}

func (c Context) location() (*time.Location, error) {
	if c.Location != nil {
		return c.Location, nil
	}
	return edtf.LoadZone(c.Zone)
}

// isStrict reports whether a refused text was meant as EDTF, so that its error
// is that of storage/edtf: a year of four digits, a hyphen, two digits and no
// words, or a set.
func isStrict(s string) bool {
	digit := func(i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }
	if strings.ContainsAny(s, "[]{}") {
		return true
	}
	for _, r := range s {
		if !strings.ContainsRune("0123456789-~?%/.XxTZ:+ #", r) {
			return false
		}
	}
	return digit(0) && digit(1) && digit(2) && digit(3) && len(s) > 6 && s[4] == '-' && digit(5) && digit(6) && !digit(7)
}

// asWritten is a date that storage/edtf read. One that may be of the Jalali
// calendar is offered as that, too.
func asWritten(d edtf.Date, c Context, loc *time.Location) Result {
	result := Result{Readings: []Reading{{Date: d, How: "as it is written"}}}
	other, err := inJalali(d.Wording)
	if err != nil || d.Zone != c.Zone {
		return result
	}
	j, err := edtf.ResolveIn(other.edtf, c.Zone, loc)
	if err == nil {
		j.Wording, j.Sequence = d.Wording, d.Sequence
		result.Readings = append(result.Readings, Reading{Date: j, How: strings.Join(other.notes, "; ")})
	}
	return result
}

// inWords reads a text that is not EDTF.
func inWords(wording string, c Context, loc *time.Location) (Result, error) {
	text, sequence := cutSequence(wording)
	s, err := parse(text, read(text))
	if err != nil {
		return Result{}, err
	}
	zone, offset := c.Zone, ""
	switch a, b := s.a, s.b; {
	case a.hasZone && b.hasZone && a.zone != b.zone:
		return Result{}, fail(0, "both times need the same zone")
	case a.hasZone:
		if zone = a.zone; isOffset(zone) {
			offset = zone
		}
		if loc, err = edtf.LoadZone(zone); err != nil {
			return Result{}, fail(0, "the time zone %s is not known", zone)
		}
	}
	drafts, err := writer{newResolver(wording, c, loc), s, offset}.drafts()
	if err != nil {
		return Result{}, err
	}
	return readings(drafts, wording, sequence, zone, loc)
}

func isOffset(zone string) bool { return zone != "" && (zone[0] == '+' || zone[0] == '-') }

// cutSequence takes "#2" off the end.
func cutSequence(wording string) (text, sequence string) {
	if i := strings.IndexByte(wording, '#'); i >= 0 {
		return wording[:i], wording[i:]
	}
	return wording, ""
}

// readings lays drafts on the time line, each date once.
func readings(drafts []draft, wording, sequence, zone string, loc *time.Location) (Result, error) {
	var result Result
	seen := map[string]bool{}
	for _, d := range drafts {
		date, err := edtf.ResolveIn(d.edtf+sequence, zone, loc)
		if err != nil {
			return Result{}, err
		}
		if seen[date.EDTF] || len(result.Readings) == maxReadings {
			continue
		}
		seen[date.EDTF] = true
		date.Wording, date.Anchor = wording, d.anchor
		how := strings.Join(d.notes, "; ")
		if how == "" {
			how = "as it is written"
		}
		result.Readings = append(result.Readings, Reading{Date: date, How: how})
		result.Ask = result.Ask || d.ask
	}
	result.Ask = result.Ask && len(result.Readings) > 1
	return result, nil
}
