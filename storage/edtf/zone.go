package edtf

import (
	"fmt"
	"strings"
	"time"

	_ "time/tzdata" // zones are known on machines that have none installed
)

// maxOffset is the largest offset from UTC that is accepted, in minutes.
const maxOffset = 18 * 60

// zonedSeconds is how far from 1970 a zone is applied: about 100,000 years, where
// only whole years are left (clock times have years of four digits), so that an
// offset can put nothing out of order. No rule of a clock means anything there.
const zonedSeconds = 100_000 * 366 * daySeconds

// loadZone finds a location. "Local" is refused, because it would mean another
// thing on another machine.
func loadZone(zone string) (*time.Location, error) {
	if minutes, ok := parseOffset(zone); ok {
		return time.FixedZone(offsetName(minutes), minutes*60), nil
	}
	if zone != "Local" {
		if loc, err := time.LoadLocation(zone); err == nil {
			return loc, nil
		}
	}
	return nil, fmt.Errorf("the time zone “%s” is not known: give a name such as Asia/Tehran, or an offset such as +04:30",
		shown(zone))
}

// parseOffset reads +hh, +hhmm or +hh:mm as minutes east of UTC.
func parseOffset(zone string) (int, bool) {
	if zone == "" || zone[0] != '+' && zone[0] != '-' {
		return 0, false
	}
	digits := zone[1:]
	switch {
	case len(digits) == 2:
		digits += "00"
	case len(digits) == 5 && digits[2] == ':':
		digits = digits[:2] + digits[3:]
	}
	if len(digits) != 4 || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	hours, minutes := int(digits[0]-'0')*10+int(digits[1]-'0'), int(digits[2]-'0')*10+int(digits[3]-'0')
	total := hours*60 + minutes
	if minutes > 59 || total > maxOffset {
		return 0, false
	}
	if zone[0] == '-' {
		total = -total
	}
	return total, true
}

// offsetName writes minutes east of UTC as +hh:mm.
func offsetName(minutes int) string {
	sign := '+'
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}

// instant is the first moment at which a clock in loc shows the local time (in
// seconds, counted as if it were UTC) or a later one. It never decreases as
// local grows: a skipped time is the moment of the skip, one shown twice its
// first showing. Times beyond zonedSeconds, saturated ones among them, stay as
// they are.
func instant(local int64, loc *time.Location) int64 {
	if loc == time.UTC || local <= -zonedSeconds || local >= zonedSeconds {
		return local
	}
	at := local - 24*60*60 // no offset reaches a day: certainly before
	for {
		offset, until := offsetAt(at, loc)
		found := max(at, local-offset)
		if found < until {
			return found
		}
		at = until
	}
}

// offsetAt is the offset in force at an instant, and a later instant up to which
// it is. In years beyond its tables, package time lets the last day of a leap
// year end before it began; there the offset is taken to hold for a day.
func offsetAt(at int64, loc *time.Location) (offset, until int64) {
	t := time.Unix(at, 0).In(loc)
	_, seconds := t.Zone()
	_, end := t.ZoneBounds()
	switch {
	case end.IsZero():
		until = OpenFuture
	case end.Unix() <= at:
		until = at + daySeconds
	default:
		until = end.Unix()
	}
	return int64(seconds), until
}
