package edtf

import (
	"fmt"
	"strconv"
)

// hidden labels a date with unspecified digits. What is wholly unspecified is
// left out; a few possible days or months are named; where both a day and a
// month are unspecified in part, the first and the last possible day stand for
// all of them.
func (w style) hidden(d date) string {
	days, months := d.day.masked(), d.month.masked()
	if d.parts == 3 && days == 2 {
		d.parts, days = 2, 0
	}
	if d.parts == 2 && months == 2 {
		d.parts, months = 1, 0
	}
	switch {
	case d.parts == 1:
		return w.year(d.year)
	case d.parts == 2 && months == 0:
		return w.monthYear(d)
	case d.parts == 2:
		return w.choice(d.month.matching(12), w.month, w.inYear(d.year))
	case months == 2 && days == 0:
		return "the " + ordinal(d.day.number()) + " of a month " + w.ofYear(d.year)
	case months == 0 && days == 0:
		return strconv.Itoa(d.day.number()) + " " + w.monthYear(d)
	case months == 0:
		return w.choice(d.day.matching(d.longestMonth()), strconv.Itoa, w.monthYear(d))
	}
	return w.ends(d)
}

// ends labels a date by its first and last possible days.
func (w style) ends(d date) string {
	first, last, _ := d.days()
	return w.between + w.certain(first.date(3)) + w.and + w.certain(last.date(3))
}

// longestMonth is how many days the month of d can have.
func (d date) longestMonth() int {
	if d.month == (field{'0', '2'}) && d.year.masked() > 0 {
		return 29
	}
	lo, _ := d.year.bounds()
	return monthDays(lo, d.month.number())
}

func (w style) month(n int) string { return w.months[n-1] }

// choice labels one of several numbers: a range when they are consecutive.
func (w style) choice(numbers []int, name func(int) string, rest string) string {
	n := len(numbers) - 1
	if n > 1 && numbers[n]-numbers[0] == n {
		return w.between + name(numbers[0]) + w.and + name(numbers[n]) + " " + rest
	}
	words := make([]string, len(numbers))
	for i, number := range numbers {
		words[i] = name(number)
	}
	return enumerate(words, "or") + " " + rest
}

// inYear is a year after the name of a month.
func (w style) inYear(y year) string {
	if y.masked() > 0 {
		return w.ofYear(y)
	}
	return w.year(y)
}

// ofYear is a year after "a month".
func (w style) ofYear(y year) string {
	switch label := w.year(y); {
	case y.masked() == 0:
		return "in " + label
	case y.masked() == 4:
		return "of an unknown year"
	case y.decade() || y.century():
		return "in the " + label
	default:
		return "of a year " + label
	}
}

// decade and century report whether a year has a name as such: 201X, 19XX.
func (y year) decade() bool {
	return !y.negative && y.masked() == 1 && y.trailing() == 1 && y.digits >= "1"
}

func (y year) century() bool {
	return !y.negative && y.masked() == 2 && y.trailing() == 2
}

// year labels a year; the year 0 is 1 BC.
func (w style) year(y year) string {
	lo, hi := y.bounds()
	switch {
	case y.exponent != "":
		return "year " + y.sign() + y.digits + "E" + y.exponent + w.significance(y)
	case y.masked() == 4:
		return "unknown year"
	case y.decade():
		return yearName(lo) + "s"
	case y.century():
		return ordinal(int(lo/100)+1) + " century"
	case y.masked() > 0:
		return w.between + yearName(lo) + w.and + yearName(hi)
	case y.long:
		return "year " + y.sign() + y.digits + w.significance(y)
	case y.significant != 0 && lo != hi:
		return "about " + y.named() + " (" + yearName(lo) + "–" + yearName(hi) + ")"
	}
	return y.named()
}

func (w style) significance(y year) string {
	if y.significant == 0 {
		return ""
	}
	return fmt.Sprintf(" (to %d digits)", y.significant)
}

// named is the year as a name, whatever of it is significant.
func (y year) named() string {
	value := y.magnitude()
	if y.negative {
		value = -value
	}
	return yearName(value)
}

func (y year) sign() string {
	if y.negative {
		return "−"
	}
	return ""
}

// yearName writes a year of up to four digits.
func yearName(value int64) string {
	switch {
	case value <= 0:
		return strconv.FormatInt(1-value, 10) + " BC"
	case value < 1000:
		return "AD " + strconv.FormatInt(value, 10)
	}
	return strconv.FormatInt(value, 10)
}

// ordinal is 1st, 2nd, 3rd, 4th …
func ordinal(n int) string {
	suffix := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
