package phrase

import (
	"strings"
	"time"

	"saywhen/storage/edtf"
)

// anchor is a date that wordings are counted from, in local time.
type anchor struct {
	span
	name string // "the document's date"
	edtf string
	ok   bool
}

// certain takes the doubts off an EDTF string.
var certain = strings.NewReplacer("~", "", "?", "", "%", "")

// anchorOf lays a date of the document or of the statement before on the
// calendar. A date without a clock is the day that it names, wherever it was
// named; an instant is the day that it was in the zone of the context. Of an
// open extent the known end counts. Doubts do not.
func anchorOf(d edtf.Date, name, zone string, loc *time.Location) anchor {
	if d.IsZero() {
		return anchor{}
	}
	x, err := edtf.Parse(certain.Replace(d.EDTF))
	if err != nil {
		return anchor{}
	}
	if d.Precision > edtf.ToDay && d.Zone != zone {
		return asAnchor(d, name, func(at int64) time.Time {
			t := time.Unix(at, 0).In(loc)
			_, offset := t.Zone()
			return t.UTC().Add(time.Duration(offset) * time.Second)
		})
	}
	d.Corners = x.Corners(nil)
	return asAnchor(d, name, func(at int64) time.Time { return time.Unix(at, 0).UTC() })
}

func asAnchor(d edtf.Date, name string, local func(int64) time.Time) anchor {
	c := d.Corners
	lo, hi := c.EarliestStart, c.LatestEnd
	switch {
	case lo == edtf.OpenPast && hi == edtf.OpenFuture:
		return anchor{}
	case lo == edtf.OpenPast:
		lo = c.EarliestEnd
		if lo == edtf.OpenPast {
			lo = hi - 1
		}
	case hi == edtf.OpenFuture:
		hi = c.LatestStart
		if hi == edtf.OpenFuture {
			hi = lo + 1
		}
	}
	const farthest = 9000 * 366 * 24 * 60 * 60 // seconds: well within years of four digits
	if lo < -1900*365*24*60*60 || hi > farthest-1970*366*24*60*60 {
		return anchor{}
	}
	a := anchor{span: span{from: local(lo), to: local(hi)}, name: name, edtf: d.EDTF, ok: true}
	if hi-lo == 1 {
		a.span = daySpan(a.from, 1)
	}
	return a
}

// String names the anchor in a sentence.
func (a anchor) String() string {
	if a.from.Before(a.to) && !a.days() && a.to.Sub(a.from) <= time.Minute {
		return a.name + ", " + say(a.from) + a.from.Format(" 15:04")
	}
	return a.name + ", " + a.sayDays()
}
