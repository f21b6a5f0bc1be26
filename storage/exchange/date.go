package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"saywhen/storage/edtf"
)

// dateCells are the cells of a row that speak of its date.
type dateCells struct {
	edtf, wording, zone, anchor string
	sequence                    int
	exact                       string // JSON of the whole date, when the rest does not give it
}

// dater turns cells into dates and remembers what it parsed: a table has few
// different dates and many rows.
type dater struct {
	// zone is meant where the table has no column for zones.
	zone string
	// ownWording: the table has a column for the wording, so that the cell of
	// the date is not it.
	ownWording bool
	known      map[[2]string]edtf.Date
}

const maxKnownDates = 1 << 16

func (d *dater) date(c dateCells) (edtf.Date, error) {
	if c.exact != "" {
		var whole edtf.Date
		if err := decodeStrict(c.exact, &whole); err != nil {
			return edtf.Date{}, fmt.Errorf("is no JSON of a date: %w", err)
		}
		if err := unfield(checkDate("", whole)); err != nil {
			return edtf.Date{}, err
		}
		if whole.EDTF == c.edtf { // else the date was edited by hand
			return whole, nil
		}
	}
	if c.zone == "" {
		c.zone = d.zone
	}
	text := strings.TrimSpace(c.edtf)
	if text == "" {
		return edtf.Date{Wording: c.wording, Zone: c.zone, Anchor: c.anchor, Sequence: c.sequence}, nil
	}
	date, err := d.parse(text, c.zone)
	if err != nil {
		return edtf.Date{}, err
	}
	if c.sequence != 0 {
		date.Sequence = c.sequence
	}
	date.Wording, date.Anchor = c.wording, c.anchor
	if !d.ownWording && date.EDTF != text {
		date.Wording = text
	}
	return date, nil
}

func (d *dater) parse(text, zone string) (edtf.Date, error) {
	key := [2]string{text, zone}
	if date, ok := d.known[key]; ok {
		return date, nil
	}
	date, err := resolve(text, zone)
	if err != nil {
		return edtf.Date{}, err
	}
	if d.known == nil || len(d.known) >= maxKnownDates {
		d.known = map[[2]string]edtf.Date{}
	}
	d.known[key] = date
	return date, nil
}

// resolve reads EDTF and the few other ways in which programs write dates.
func resolve(text, zone string) (edtf.Date, error) {
	loc, err := edtf.LoadZone(zone)
	if err != nil {
		return edtf.Date{}, fmt.Errorf("the zone %q is not known: write one such as Asia/Tehran or +03:30", cut(zone))
	}
	text, sequence, err := cutSequence(text)
	if err != nil {
		return edtf.Date{}, err
	}
	x, err := edtf.Parse(text)
	if err != nil {
		var other error
		if x, other = edtf.Parse(loosen(text)); other != nil {
			return edtf.Date{}, notADate(text, err)
		}
	}
	return edtf.Date{
		EDTF: x.String(), Corners: x.Corners(loc), Zone: zone,
		Kind: x.Kind(), Precision: x.Precision(), Qualifier: x.Qualifier(), Sequence: sequence,
	}, nil
}

func notADate(text string, err error) error {
	if len(text) > 60 {
		return fmt.Errorf("%q is no date: write it as 2014-09-05 or in EDTF", cut(text))
	}
	return err
}

// cutSequence cuts " #2" off "2014-09-05 #2".
func cutSequence(text string) (date string, sequence int, err error) {
	date, after, ok := strings.Cut(text, "#")
	if !ok {
		return text, 0, nil
	}
	if sequence, err = readInt(after); err != nil || sequence < 1 {
		return "", 0, errors.New("has no whole number from 1 behind #")
	}
	return strings.TrimSpace(date), sequence, nil
}

// loosen brings dates as databases and spreadsheets write them nearer to EDTF,
// as long as only one meaning is possible: 20140905, 2014/09/05,
// 2014-09-05 17:30. A day and month in another order are not guessed.
func loosen(text string) string {
	day, clock, _ := strings.Cut(strings.Replace(text, "T", " ", 1), " ")
	if len(day) == 8 && strings.Trim(day, "0123456789") == "" {
		day = day[:4] + "-" + day[4:6] + "-" + day[6:]
	}
	if len(day) == 10 && day[4] == '/' && day[7] == '/' {
		day = strings.ReplaceAll(day, "/", "-")
	}
	clock = strings.ReplaceAll(clock, " ", "")
	if before, fraction, ok := strings.Cut(clock, "."); ok {
		clock = before + strings.TrimLeft(fraction, "0123456789")
	}
	if n := len(clock); n > 5 && (clock[n-5] == '+' || clock[n-5] == '-') {
		clock = clock[:n-2] + ":" + clock[n-2:]
	}
	if clock == "" {
		return day
	}
	return day + "T" + clock
}

// exactDate gives the JSON of a date that its EDTF and zone do not give, ""
// for all others.
func exactDate(d edtf.Date) string {
	c := dateCells{edtf: d.EDTF, wording: d.Wording, zone: d.Zone, anchor: d.Anchor, sequence: d.Sequence}
	if same, err := (&dater{ownWording: true}).date(c); err == nil && same == d {
		return ""
	}
	text, err := json.Marshal(d)
	if err != nil { // a Date is made of texts and numbers
		panic(err)
	}
	return string(text)
}
