package edtf

import (
	"strconv"
	"time"
)

// Days are counted in the proleptic Gregorian calendar with a year 0, as
// ISO 8601 does. Years beyond ±maxYear have no seconds in an int64; their
// instants saturate just inside the open ends.

const (
	maxYear         int64 = 200_000_000_000
	saturatedPast         = OpenPast + 1
	saturatedFuture       = OpenFuture - 1
	daySeconds            = 24 * 60 * 60
)

// civil is a day.
type civil struct {
	year       int64
	month, day int
}

// monthDays is the length of a month in days.
func monthDays(year int64, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// midnight is the start of the day in local seconds, counted as if in UTC.
func (c civil) midnight() int64 {
	switch {
	case c.year > maxYear:
		return saturatedFuture
	case c.year < -maxYear:
		return saturatedPast
	}
	return time.Date(int(c.year), time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC).Unix()
}

// plusDays moves a day, by few enough days not to leave the countable years.
func (c civil) plusDays(n int) civil {
	if c.year > maxYear || c.year < -maxYear {
		return c
	}
	t := time.Date(int(c.year), time.Month(c.month), c.day+n, 0, 0, 0, 0, time.UTC)
	return civil{int64(t.Year()), int(t.Month()), t.Day()}
}

// plusMonths moves a day to the same day of another month, or to the last day
// of that month if it is shorter, or if the day stands for a whole month's end.
func (c civil) plusMonths(n int64, monthEnd bool) civil {
	months := c.year*12 + int64(c.month-1) + n
	year, month := months/12, months%12
	if month < 0 {
		year, month = year-1, month+12
	}
	c.year, c.month = year, int(month)+1
	length := monthDays(c.year, c.month)
	if monthEnd || c.day > length {
		c.day = length
	}
	return c
}

// number gives a field without X as a number.
func (f field) number() int { return int(f[0]-'0')*10 + int(f[1]-'0') }

// matches reports whether a number of two digits fits the field.
func (f field) matches(n int) bool {
	return (f[0] == 'X' || int(f[0]-'0') == n/10) && (f[1] == 'X' || int(f[1]-'0') == n%10)
}

// fits reports whether a number from 1 to limit matches the field.
func (f field) fits(limit int) bool {
	for n := 1; n <= limit; n++ {
		if f.matches(n) {
			return true
		}
	}
	return false
}

// matching lists the numbers from 1 to limit that fit the field.
func (f field) matching(limit int) []int {
	var fit []int
	for n := 1; n <= limit; n++ {
		if f.matches(n) {
			fit = append(fit, n)
		}
	}
	return fit
}

// magnitude is the year without its sign; beyond 10*maxYear it saturates. It is
// that of a year without X.
func (y year) magnitude() int64 {
	const top = 10 * maxYear
	value := int64(0)
	for i := range len(y.digits) {
		value = min(value*10+int64(y.digits[i]-'0'), top)
	}
	for range y.zeros() {
		value = min(value*10, top)
	}
	return value
}

// zeros is the number of zeros that the exponent adds, cut off where magnitude
// has long saturated.
func (y year) zeros() int {
	if y.exponent == "" {
		return 0
	}
	const many = maxInput
	n, err := strconv.Atoi(y.exponent)
	if err != nil || n > many {
		return many
	}
	return n
}

// length is the number of digits of the year when written out.
func (y year) length() int { return len(y.digits) + y.zeros() }

// grain is the number of years that the last specified digit counts: 10 in
// 201X and 1950S3; 0 when no digit is specified.
func (y year) grain() int64 {
	loose := y.trailing()
	switch {
	case y.significant != 0:
		loose = y.length() - y.significant
	case loose > 0 && loose == len(y.digits):
		return 0
	}
	return power10(loose)
}

// power10 is 10 to the nth, saturated beyond all years.
func power10(n int) int64 {
	p := int64(1)
	for range min(n, 12) {
		p *= 10
	}
	return p
}

// bounds are the first and the last year that the digits allow.
func (y year) bounds() (lo, hi int64) {
	switch {
	case y.masked() > 0:
		lo, hi = y.fill('0').magnitude(), y.fill('9').magnitude()
		if y.negative {
			lo = max(lo, 1)
		}
	default:
		lo = y.magnitude()
		hi = lo
		if g := y.grain(); g > 1 {
			lo -= lo % g
			hi = lo + g - 1
		}
	}
	if y.negative {
		return -hi, -lo
	}
	return lo, hi
}

// fill puts a digit in the place of every X.
func (y year) fill(digit byte) year {
	b := []byte(y.digits)
	for i := range b {
		if b[i] == 'X' {
			b[i] = digit
		}
	}
	y.digits = string(b)
	return y
}

// matches reports whether a year between the bounds fits the digits.
func (y year) matches(value int64) bool {
	if y.masked() == 0 {
		return true
	}
	if value < 0 {
		value = -value
	}
	for i := len(y.digits) - 1; i >= 0; i-- {
		if c := y.digits[i]; c != 'X' && int64(c-'0') != value%10 {
			return false
		}
		value /= 10
	}
	return true
}

// days are the first and the last day that d may mean, before any widening; ok
// is false when there is none, as for 30 February.
func (d date) days() (first, last civil, ok bool) {
	lo, hi := d.year.bounds()
	if d.season != 0 {
		s := seasons[d.season-firstSeason]
		first = civil{lo, s.month, 1}
		return first, civil{hi, s.month, 1}.plusMonths(int64(s.months-1), true), true
	}
	if first, ok = d.edge(lo, hi, 1); !ok {
		return first, first, false
	}
	last, _ = d.edge(hi, lo, -1)
	return first, last, true
}

// edge finds the first day that fits, going through the years in steps of 1
// or -1; with -1 it finds the last.
func (d date) edge(from, to, step int64) (civil, bool) {
	whatever := field{'X', 'X'}
	month, day := whatever, whatever
	if d.parts > monthPart {
		month = d.month
	}
	if d.parts > dayPart {
		day = d.day
	}
	for y := from; (to-y)*step >= 0; y += step {
		if !d.year.matches(y) {
			continue
		}
		if c, ok := edgeOfYear(y, month, day, step); ok {
			return c, true
		}
	}
	return civil{}, false
}

// edgeOfYear finds the first day in a year that fits, or with -1 the last.
func edgeOfYear(y int64, month, day field, step int64) (civil, bool) {
	for i := range 12 {
		m := pick(i, 12, step)
		if !month.matches(m) {
			continue
		}
		length := monthDays(y, m)
		for j := range length {
			if c := pick(j, length, step); day.matches(c) {
				return civil{y, m, c}, true
			}
		}
	}
	return civil{}, false
}

// pick is the ith of the numbers 1 to n, counted from the end when step is -1.
func pick(i, n int, step int64) int {
	if step < 0 {
		return n - i
	}
	return i + 1
}

// season is a part of a year in whole months; months may run into the next.
type season struct {
	month, months int
	precision     Precision
	name, short   string
}

const firstSeason, lastSeason = 21, 41

// seasons are those of the specification, 21 to 41; the package comment says
// why these months. A third of a year is given as the coarser half.
var seasons = [lastSeason - firstSeason + 1]season{
	{3, 3, ToSeason, "spring", "spring"},
	{6, 3, ToSeason, "summer", "summer"},
	{9, 3, ToSeason, "autumn", "autumn"},
	{12, 3, ToSeason, "winter", "winter"},
	{3, 3, ToSeason, "northern spring", "N spring"},
	{6, 3, ToSeason, "northern summer", "N summer"},
	{9, 3, ToSeason, "northern autumn", "N autumn"},
	{12, 3, ToSeason, "northern winter", "N winter"},
	{9, 3, ToSeason, "southern spring", "S spring"},
	{12, 3, ToSeason, "southern summer", "S summer"},
	{3, 3, ToSeason, "southern autumn", "S autumn"},
	{6, 3, ToSeason, "southern winter", "S winter"},
	{1, 3, ToQuarter, "first quarter", "Q1"},
	{4, 3, ToQuarter, "second quarter", "Q2"},
	{7, 3, ToQuarter, "third quarter", "Q3"},
	{10, 3, ToQuarter, "fourth quarter", "Q4"},
	{1, 4, ToHalf, "first third", "1st third"},
	{5, 4, ToHalf, "second third", "2nd third"},
	{9, 4, ToHalf, "last third", "3rd third"},
	{1, 6, ToHalf, "first half", "H1"},
	{7, 6, ToHalf, "second half", "H2"},
}
