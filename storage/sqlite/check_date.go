package sqlite

import (
	"fmt"
	"time"

	"saywhen/storage/edtf"
)

// dateFault says what is wrong with a stored date, or "".
func dateFault(d edtf.Date, zone func(string) (*time.Location, error)) string {
	if d.IsZero() {
		if d.Corners != (edtf.Corners{}) {
			return "it has the corners of a date, but no date"
		}
		return ""
	}
	x, err := edtf.Parse(d.EDTF)
	if err != nil {
		return fmt.Sprintf("its date %q is none (%v)", d.EDTF, err)
	}
	location, err := zone(d.Zone)
	if err != nil {
		return fmt.Sprintf("the time zone %q of its date is not known", d.Zone)
	}
	switch {
	case !d.Corners.Valid():
		return fmt.Sprintf("the corners of its date %s are out of order", d.EDTF)
	case x.Corners(location) != d.Corners:
		return fmt.Sprintf("the corners of its date %s are those of another date", d.EDTF)
	}
	return ""
}
