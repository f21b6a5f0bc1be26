package ui

import (
	_ "embed"
	"strings"
	"time"

	"saywhen/storage/edtf"
)

// zones are the names of the tz database that name a place, and UTC, in order;
// from lib/time/zoneinfo.zip of Go 1.26. Go can load a zone by its name but
// cannot list them.
//
//go:embed zones.txt
var zones string

// findZones gives the zones that fit what was typed: every word, in any order,
// "_" and "/" being spaces, as many as a list shows. Names that start with it
// come first.
func findZones(typed string, at time.Time) (found []suggestion) {
	names := zoneNames(typed)
	for _, name := range names[:min(len(names), maxSuggestions)] {
		found = append(found, suggestion{text: name, hint: offsetOf(name, at), sure: true})
	}
	return found
}

// zoneNames are the names of all zones that fit, the best first.
func zoneNames(typed string) (found []string) {
	plain := strings.NewReplacer("_", " ", "/", " ")
	words := strings.Fields(plain.Replace(strings.ToLower(typed)))
	var rest []string
	for name := range strings.Lines(zones) {
		name = strings.TrimSpace(name)
		hay := " " + plain.Replace(strings.ToLower(name))
		if !containsAll(hay, words) {
			continue
		}
		if len(words) > 0 && strings.Contains(hay, " "+words[0]) {
			found = append(found, name)
		} else {
			rest = append(rest, name)
		}
	}
	return append(found, rest...)
}

// offsetOf is how far a zone is from UTC at a time: "+03:30"; "" for no zone.
func offsetOf(zone string, at time.Time) string {
	loc, err := edtf.LoadZone(zone)
	if err != nil {
		return ""
	}
	return at.In(loc).Format("-07:00")
}
