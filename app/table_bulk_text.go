package app

import (
	"fmt"
	"strings"

	"saywhen/storage"
)

// bulkText is what a field says, before and after.
func (l *Lists) bulkText(f BulkField, st *storage.Statement) string {
	none := func(storage.ID) string { return "" }
	switch f {
	case BulkSpeaker:
		return l.ActorName(st.Speaker)
	case BulkVerb:
		return l.verbLabel(st.Verb)
	case BulkAddAddressee, BulkRemoveAddressee:
		return l.TableText(TableAddressees, st, none, nil)
	case BulkStance, BulkRemoveClaim:
		return l.positionsText(st.Positions)
	case BulkAddTag, BulkRemoveTag:
		return strings.Join(st.Tags, "; ")
	case BulkZone:
		if st.When.IsZero() {
			return ""
		}
		return tableDate(st.When) + ", " + st.When.Zone
	case BulkPlace:
		return st.Place
	case BulkDocument:
		return l.TableText(TableDocument, st, none, nil)
	case BulkCertainty:
		return certaintyText(st.Certainty)
	case BulkGrade:
		return st.Grade
	}
	return ""
}

// bulkKey tells whether a field was changed: unlike bulkText it tells records of
// one name apart.
func (l *Lists) bulkKey(f BulkField, st *storage.Statement) string {
	switch f {
	case BulkSpeaker:
		return st.Speaker.String()
	case BulkVerb:
		return st.Verb.String()
	case BulkAddAddressee, BulkRemoveAddressee:
		return fmt.Sprint(st.Addressees)
	case BulkStance, BulkRemoveClaim:
		return fmt.Sprint(st.Positions)
	case BulkZone:
		return fmt.Sprint(st.When)
	case BulkDocument:
		if len(st.Citations) > 0 {
			return st.Citations[0].Document.String()
		}
		return ""
	}
	return l.bulkText(f, st)
}
