package phrase

import (
	"strings"
	"sync"
)

// meaning is what a phrase of any language says.
type meaning uint8

const (
	noise     meaning = iota // says nothing: "on", "the"
	article                  // "a": one, before a unit
	month                    // value 1–12, from jalali on in that calendar
	weekday                  // value as time.Weekday
	weekend                  //
	season                   // value as in EDTF, from jalali on in that calendar
	quarter                  // "quarter" as in "third quarter"; see also unit
	half                     // "first half"
	day                      // value in days from the document's date: "yesterday"
	dayStep                  // value in days from the statement before
	partOfDay                // value is an index of parts
	tonight                  // value is an index of parts, on the document's date
	overnight                // the night that ends on the day
	unitOf                   // value is a unit
	count                    // value is a number: "two"
	ordinal                  // value is a number: "second"; −1 is the last
	vague                    // value is an index of vagueCounts: "a few"
	third                    // value is a portion: "early"
	last                     // before the document's date; value 1: follows its noun
	next                     // after it; value as for last
	this                     // at it; value as for last
	past                     // "the past three days"
	same                     // at the statement before
	following                // after it
	previous                 // before it
	recent                   // "recent days", "recently"
	ago                      // value 2: stands before the count; 3: after a lone unit it is the last one
	hence                    // "from now"
	earlier                  // before the statement before
	later                    // after it
	then                     // the statement before itself
	anywhen                  // value is an extent or set around the document's date
	since
	until
	before
	beforeOrAgo // "vor Freitag", "vor drei Tagen"
	after
	by
	onOrAfter
	between
	from
	to
	and
	or
	at        // a clock time follows
	within    // "in three days"
	about     // "c."
	uncertain // "perhaps"
	meridiem  // value in hours: 0 or 12
	oclock
	clockWord // value in minutes of the day
	zoneName  // value is an index of zones
	localTime // the zone is that of the context
	century   // "20th century"
	fortnight // two weeks
)

// plurals is added to units that are more than one: "the coming days".
const plurals = 2 * jalali

// jalali is added to months and seasons of that calendar.
const jalali = 100

// The extents of anywhen.
const (
	inThePast = iota
	soFar
	inTheFuture
	earlierThan
	laterThan
)

// entry is a row of a table: phrases, with | between them, that say the same.
type entry struct {
	says    meaning
	value   int
	phrases string
}

// known is what a phrase says.
type known struct {
	says  meaning
	value int
}

// maxWords is the longest phrase of the tables, in words.
const maxWords = 6

// lexicon is all tables in one, by folded phrase. Where two languages share a
// word ("mars", "mai"), the first one's meaning holds.
var lexicon = sync.OnceValue(func() map[string]known {
	all := map[string]known{}
	for _, table := range [][]entry{english, french, german, persian, arabic, zoneEntries()} {
		for _, e := range table {
			for phrase := range strings.SplitSeq(e.phrases, "|") {
				key := keyOf(lex(phrase))
				if _, taken := all[key]; !taken {
					all[key] = known{e.says, e.value}
				}
			}
		}
	}
	return all
})

// keyOf joins the words of tokens.
func keyOf(tokens []token) string {
	words := make([]string, 0, maxWords)
	for _, t := range tokens {
		if t.kind != signToken {
			words = append(words, t.text)
		}
	}
	return strings.Join(words, " ")
}
