package charts

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"saywhen/storage/edtf"
)

// notes are sentences on how something was counted.
type notes []string

func (n *notes) add(format string, args ...any) { *n = append(*n, fmt.Sprintf(format, args...)) }

// addIf adds a sentence on count statements, when there are any. The formats are
// for several and for one; the first %s becomes "12 statements".
func (n *notes) addIf(count int, several, one string, args ...any) {
	switch {
	case count == 1:
		n.add(one, append([]any{numberOf(1, "statement")}, args...)...)
	case count > 1:
		n.add(several, append([]any{numberOf(count, "statement")}, args...)...)
	}
}

// dateNotes say what was done with uncertain dates.
func dateNotes(bin CalendarBin, spread, open, undated int) []string {
	var n notes
	n.addIf(spread, "%s may lie in more than one %s and are shared out by time.", "%s may lie in more than one %s and is shared out by time.", bin)
	n.addIf(open, "%s have an open date, clipped to the range of the closed ones.", "%s has an open date, clipped to the range of the closed ones.")
	n.addIf(undated, "%s have no date and are not in the picture.", "%s has no date and is not in the picture.")
	return n
}

// others says what an axis left to its last entry; one is the singular, to which
// "s" is added.
func (n *notes) others(entries []Entry, one string) {
	last := len(entries) - 1
	if last < 0 || entries[last].Others == 0 {
		return
	}
	n.add("Shown: the most frequent %s of %s; “others” are the rest.", numberOf(last, one), thousands(last+entries[last].Others))
}

// numberOf writes "1 claim", "1,200 claims".
func numberOf(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + one + "s"
}

// label is an entry's name for a table.
func (e Entry) label() string {
	if e.Others > 0 {
		return fmt.Sprintf("others (%s)", thousands(e.Others))
	}
	return e.Name
}

// thousands writes a whole number with commas: 12,345.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// fraction writes a share with at most six decimals: "0.5", "2".
func fraction(x float64) string {
	x = math.Round(x*1e6) / 1e6
	if x == 0 {
		x = 0 // no "-0"
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// dayText is the local date of an instant: 2014-09-05.
func dayText(t int64, loc *time.Location) string { return time.Unix(t, 0).In(loc).Format("2006-01-02") }

// instantText is an instant in RFC 3339, "" when it is open.
func instantText(t int64, loc *time.Location) string {
	if t == edtf.OpenPast || t == edtf.OpenFuture {
		return ""
	}
	return time.Unix(t, 0).In(loc).Format(time.RFC3339)
}
