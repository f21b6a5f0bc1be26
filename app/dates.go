package app

import (
	"strconv"
	"time"

	"saywhen/storage/edtf"
)

// typedDate is what the date box shows for a stored date: what was typed, when
// the box would read it the same way again, else the EDTF.
func typedDate(d edtf.Date) string {
	if again, err := edtf.Resolve(d.Wording, d.Zone); err == nil && again.EDTF == d.EDTF && again.Sequence == d.Sequence {
		return d.Wording
	}
	if d.Sequence != 0 {
		return d.EDTF + " #" + strconv.Itoa(d.Sequence)
	}
	return d.EDTF
}

// location is the time zone of a name or offset; UTC when it is not known on
// this machine.
func location(zone string) *time.Location {
	loc, err := edtf.LoadZone(zone)
	if err != nil {
		return time.UTC
	}
	return loc
}
