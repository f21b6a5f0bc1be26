// Package phrase reads dates in words: "Friday evening", "mid June", "a few
// days earlier", «جمعه ۱۴ شهریور ۱۳۹۳». What was typed comes back as one reading
// or several, each an uncertain date with its corners and half a sentence on
// how it was reached.
//
// The format that dates are stored in, and everything written in that format,
// is storage/edtf's; this package turns words into it, and gets every corner
// from it, so that what is stored and its corners never tell different things.
// It knows nothing of statements, files or pictures, and nothing of the present
// day: all is counted from the dates in [Context]. It does not find dates in a
// running text, it does not read the lunar Hijri calendar, holidays ("Easter")
// or the vague past ("long ago").
//
// # How a text is read
//
// Letters and digits of every script are folded, then the longest known phrase
// at each place becomes an atom with a meaning ("Freitag", "جمعه" and "Friday"
// are one). The phrases are tables, one for each language. Atoms fill the
// fields of a clause in any order, so that "evening of 16 June" and «عصر جمعه»
// need no grammar of their own; words such as "since", "between" and "to" join
// one or two clauses. A clause is then resolved from coarse to fine: a base
// (a date, "last week", "two days later") is narrowed by the rest (a month, a
// weekday, "early", a part of the day, a clock time).
//
// # What a wording means
//
// A weekday is the last such day on or before the document's date; on that very
// weekday, today comes first and a week ago second. A month or a day without a
// year is in the latest year in which it has begun by the document's date; the
// coming one is offered when it is at most six months away. "last", "next",
// "this", "ago", "yesterday" count from the document's date; "later",
// "earlier", "following", "previous", "same", "that" and "then" from the
// statement before, and if there is none from the document's date.
//
// Parts of the day: early hours 0–6, morning 6–12, noon 12–13, afternoon 12–17,
// evening 17–24, night 20–6 into the next day; "overnight" alone is the night
// that ends on the document's date. The first ten days of a month are early, the
// next ten mid, the rest late; of a year, a decade and a week they are thirds
// (January–April, 0–3, two days). A weekend is Saturday and Sunday, or Thursday
// and Friday where the week begins on Saturday.
//
// Counts are no finer than their unit: "three weeks ago" is seven days around
// that day, "two months ago" a month, "two years ago" a year. "A few" is 2–7
// days, 2–4 weeks, 2–6 months or 2–5 years. "In recent days" is the week up to
// the document's date.
//
// "before X" is a moment that ends where X begins, "by X" one that ends where X
// ends, "after X" one that begins where X ends; "since X", "until X", "from X to
// Y" and "X – Y" are extents; "between X and Y" is one moment in that time. An
// interval of EDTF begins and ends with one date, so "since mid June" is counted
// from the first day of it, and the whole month is offered.
//
// Jalali dates are converted by a library; a bare year from 1200 to 1499 is
// Jalali when its digits are Persian or its month is.
package phrase
