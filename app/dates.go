package app

import (
	"time"

	"saywhen/storage/edtf"
)

// location is the time zone of a name or offset; UTC when it is not known on
// this machine.
func location(zone string) *time.Location {
	loc, err := edtf.LoadZone(zone)
	if err != nil {
		return time.UTC
	}
	return loc
}
