package phrase

// unit is a step of time that words count in.
type unit int

// The units, fine to coarse.
const (
	minutes unit = iota
	hours
	days
	weeks
	months
	quarters
	years
	decades
)

// vagueCounts are how many of a unit "a few" and "several" are, from and to.
var vagueCounts = [...][decades + 1][2]int{
	few:     {{2, 30}, {2, 6}, {2, 7}, {2, 4}, {2, 6}, {2, 4}, {2, 5}, {2, 5}},
	several: {{5, 45}, {3, 9}, {3, 9}, {3, 6}, {3, 9}, {3, 6}, {3, 9}, {3, 9}},
}

// The rows of vagueCounts.
const (
	few = iota
	several
)

// recentUnits is how far back "recent days", "recent weeks" and so on reach, in
// units: the reach of "a few" of the same unit.
func recentUnits(u unit) int { return vagueCounts[few][u][1] }

// plural names the units in sentences.
var plural = [...]string{"minutes", "hours", "days", "weeks", "months", "quarters", "years", "decades"}

// portion is a part of a longer time.
type portion int

// The portions. A beginning is early and an end late; where a limit is needed,
// as in "until the end of May", they are the very first and last day.
const (
	whole portion = iota
	early
	mid
	late
	beginning
	end
)

// part is a part of the day in minutes since its midnight; the night ends on the
// next day.
type part struct {
	name     string
	from, to int
}

// The rows of parts.
const (
	earlyHours = iota
	morning
	noonHour
	afternoon
	evening
	night
	earlyMorning
	midMorning
	lateMorning
	earlyAfternoon
	midAfternoon
	lateAfternoon
	earlyEvening
	lateEvening
)

var parts = [...]part{
	earlyHours:     {"the early hours are", 0, 6 * 60},
	morning:        {"morning is", 6 * 60, 12 * 60},
	noonHour:       {"midday is", 12 * 60, 13 * 60},
	afternoon:      {"afternoon is", 12 * 60, 17 * 60},
	evening:        {"evening is", 17 * 60, 24 * 60},
	night:          {"night is", 20 * 60, 30 * 60},
	earlyMorning:   {"early morning is", 4 * 60, 9 * 60},
	midMorning:     {"mid-morning is", 9 * 60, 11 * 60},
	lateMorning:    {"late morning is", 9 * 60, 12 * 60},
	earlyAfternoon: {"early afternoon is", 12 * 60, 15 * 60},
	midAfternoon:   {"mid-afternoon is", 14 * 60, 16 * 60},
	lateAfternoon:  {"late afternoon is", 15 * 60, 17 * 60},
	earlyEvening:   {"early evening is", 17 * 60, 20 * 60},
	lateEvening:    {"late evening is", 20 * 60, 24 * 60},
}
