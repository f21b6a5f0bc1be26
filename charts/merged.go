package charts

import (
	"strconv"
	"time"

	"saywhen/storage"
)

// Merged sums statements up that share one bar.
type Merged struct {
	Count int
	// From and To bound their dates in Unix seconds, half-open; an open end
	// counts as its known side. Equal when none is dated.
	From, To int64
	// Denials are those whose verb is one of denying.
	Denials int
	// Stances count the first positions from -2 to +2; the rest takes none.
	Stances [5]int
}

// Merge sums statements up; those that are not there are left out.
func (x *Index) Merge(ids []storage.ID) Merged {
	m := Merged{From: farTime, To: -farTime}
	for _, id := range ids {
		s, ok := x.find(id)
		if !ok {
			continue
		}
		m.Count++
		if x.at[s] != noMark {
			m.From, m.To = min(m.From, x.reach[s].from), max(m.To, x.reach[s].to)
		}
		if x.shapes[x.cols.Verb[s]] == ClassShape(storage.Deny) {
			m.Denials++
		}
		if style := x.styleOf(s, 0); style != StyleNoStance {
			m.Stances[style-StyleStanceMinus2]++
		}
	}
	if m.From > m.To {
		m.From, m.To = 0, 0
	}
	return m
}

// Words say it in one line: "37 statements, 3–19 June 2014, 4 denials".
func (m Merged) Words(loc *time.Location) string {
	text := plural(m.Count, "statement")
	if m.From != m.To || m.From != 0 {
		text += ", " + daysBetween(m.From, m.To, loc)
	}
	if m.Denials > 0 {
		text += ", " + plural(m.Denials, "denial")
	}
	return text
}

// daysBetween names the days of a half-open range without saying a month or a
// year twice.
func daysBetween(from, to int64, loc *time.Location) string {
	a, b := time.Unix(from, 0).In(loc), time.Unix(max(from, to-1), 0).In(loc)
	last := dayOf(b) + " " + b.Month().String() + " " + strconv.Itoa(b.Year())
	switch {
	case a.Year() != b.Year():
		return dayOf(a) + " " + a.Month().String() + " " + strconv.Itoa(a.Year()) + " – " + last
	case a.Month() != b.Month():
		return dayOf(a) + " " + a.Month().String() + " – " + last
	case a.Day() != b.Day():
		return dayOf(a) + "–" + last
	}
	return last
}

func dayOf(t time.Time) string { return strconv.Itoa(t.Day()) }
