package app

import (
	"saywhen/storage"
	"saywhen/storage/edtf"
)

// RoleThen gives the role that an actor held when something was said: that of
// an affiliation whose period may contain the date; of several, the last one
// listed. Without a date it is a role of any time. "" is none known.
func (l *Lists) RoleThen(actor storage.ID, when edtf.Date) (role string) {
	for _, a := range l.Affiliations {
		if a.Actor == actor && a.Role != "" && mayMeet(a.Period, when) {
			role = a.Role
		}
	}
	return role
}

// mayMeet reports whether two uncertain dates may have an instant in common;
// no date may be any time.
func mayMeet(a, b edtf.Date) bool {
	if a.IsZero() || b.IsZero() {
		return true
	}
	return a.Corners.EarliestStart <= b.Corners.LatestEnd && b.Corners.EarliestStart <= a.Corners.LatestEnd
}
