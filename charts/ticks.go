package charts

import (
	"math"
	"strconv"
	"time"
)

// The axis has two rows: the lower one counts in the finest unit that has room
// for its labels, the upper one says in which coarser unit that happens ("16"
// below "June 2014"). A label stands to the right of its boundary. The coarser
// unit that began before the left edge is named at the edge, for as long as it
// does not run into the next one.

// Tick is a boundary of the calendar on the axis.
type Tick struct {
	T     int64   // Unix seconds of the boundary
	X     float32 // left end of the label; TimeScale.X(T) is where the line stands
	Label string  // "" when there is no room for it
	// Major ticks are boundaries of the coarser unit; their labels stand in the
	// upper row.
	Major bool
}

// tickPad is the space between a boundary's line and its label.
const tickPad = 4

// Ticks gives the ticks between the pixels x0 and x1, first the minor ones, then
// the major ones, each ascending. Labels of one row keep minGap pixels apart at
// the font size given, and lie between x0 and x1. A nil location is UTC, a nil
// Measure an estimate.
func Ticks(sc TimeScale, x0, x1 float32, loc *time.Location, size, minGap float32, m Measure) []Tick {
	var k ticker
	if loc == nil {
		loc = time.UTC
	}
	k.run(sc, x0, x1, loc, size, minGap, m)
	return k.ticks
}

// ticker makes ticks and keeps its memory and its labels between frames.
type ticker struct {
	ticks  []Tick
	labels map[tickKey]string
	loc    *time.Location
}

// tickKey names a label: a format and a boundary.
type tickKey struct {
	format tickFormat
	t      int64
}

// maxLabels bounds the labels kept; a long pan starts anew now and then.
const maxLabels = 4096

func (k *ticker) run(sc TimeScale, x0, x1 float32, loc *time.Location, size, minGap float32, m Measure) {
	if k.labels == nil || k.loc != loc || len(k.labels) > maxLabels {
		k.labels, k.loc = make(map[tickKey]string, 128), loc
	}
	k.ticks = k.ticks[:0]
	if sc.rate <= 0 || x1 <= x0 {
		return
	}
	r := tickRow{k: k, sc: sc, x0: x0, x1: x1, size: size, gap: minGap, m: m}
	level := r.chooseLevel()
	r.add(level.minor, level.format, false)
	if level.context.n > 0 {
		r.add(level.context, r.contextFormat(level), true)
	}
}

// tickLevel is a pair of rows.
type tickLevel struct {
	minor   calStep
	format  tickFormat
	widest  string // the widest label of the lower row
	context calStep
	formats []tickFormat // of the upper row, longest first
}

var (
	dayFormats   = []tickFormat{fullDay, shortDay, bareDay}
	monthFormats = []tickFormat{fullMonth, shortMonth, bareMonth}
	yearFormats  = []tickFormat{yearNumber}
)

// tickLevels lists the rows, fine to coarse; beyond it come years in steps of
// 1, 2, 5, 10, 20, 50 …
var tickLevels = []tickLevel{
	{calStep{unitSecond, 60}, clock, "00:00", calStep{unitDay, 1}, dayFormats},
	{calStep{unitSecond, 300}, clock, "00:00", calStep{unitDay, 1}, dayFormats},
	{calStep{unitSecond, 900}, clock, "00:00", calStep{unitDay, 1}, dayFormats},
	{calStep{unitSecond, 1800}, clock, "00:00", calStep{unitDay, 1}, dayFormats},
	{calStep{unitSecond, 3600}, clock, "00:00", calStep{unitDay, 1}, dayFormats},
	{calStep{unitHour, 3}, clock, "00:00", calStep{unitDay, 1}, dayFormats},
	{calStep{unitHour, 6}, clock, "00:00", calStep{unitDay, 1}, dayFormats},
	{calStep{unitHour, 12}, clock, "00:00", calStep{unitDay, 1}, dayFormats},
	{calStep{unitDay, 1}, dayNumber, "30", calStep{unitMonth, 1}, monthFormats},
	{calStep{unitDay, 2}, dayNumber, "30", calStep{unitMonth, 1}, monthFormats},
	{calStep{unitWeek, 1}, dayNumber, "30", calStep{unitMonth, 1}, monthFormats},
	{calStep{unitMonth, 1}, bareMonth, "May", calStep{unitYear, 1}, yearFormats},
	{calStep{unitMonth, 3}, bareMonth, "May", calStep{unitYear, 1}, yearFormats},
}

// tickRow is one call of run.
type tickRow struct {
	k         *ticker
	sc        TimeScale
	x0, x1    float32
	size, gap float32
	m         Measure
}

func (r *tickRow) width(s string) float32 { return measureWith(r.m, s, r.size, false) }

// chooseLevel takes the finest level whose labels have room, in both rows.
func (r *tickRow) chooseLevel() tickLevel {
	for _, l := range tickLevels {
		if r.fits(l.minor, l.widest) && r.fits(l.context, l.shortest()) {
			return l
		}
	}
	for tens := 1; ; tens *= 10 {
		for _, n := range [...]int{1, 2, 5} {
			l := tickLevel{minor: calStep{unitYear, n * tens}, format: yearNumber}
			if r.fits(l.minor, "10000 BC") || tens >= 1_000_000 {
				return l
			}
		}
	}
}

// shortest is a sample of the upper row's shortest format that still names the
// year.
func (l tickLevel) shortest() string {
	switch l.context.unit {
	case unitDay:
		return "30 May 2000"
	case unitMonth:
		return "May 2000"
	}
	return "2000"
}

func (r *tickRow) fits(s calStep, sample string) bool {
	return r.sc.Width(s.shortest()) >= r.width(sample)+tickPad+r.gap
}

// contextFormat takes the longest format that fits between two boundaries.
func (r *tickRow) contextFormat(l tickLevel) tickFormat {
	for _, f := range l.formats[:len(l.formats)-1] {
		if r.fits(l.context, f.sample()) {
			return f
		}
	}
	return l.formats[len(l.formats)-1]
}

// add appends the ticks of one row.
func (r *tickRow) add(s calStep, f tickFormat, major bool) {
	loc := r.k.loc
	start, end := r.sc.T(r.x0), r.sc.T(r.x1)
	t := s.after(start-1, loc)
	if major {
		r.addSticky(f, s.before(t, loc), t)
	}
	free := float32(math.Inf(-1)) // right end of the last label
	if n := len(r.k.ticks); major && n > 0 && r.k.ticks[n-1].Major {
		free = r.k.ticks[n-1].X + r.width(r.k.ticks[n-1].Label)
	}
	for t <= end {
		tick := Tick{T: t, X: r.sc.X(t) + tickPad, Major: major}
		label := r.k.label(f, t)
		w := r.width(label)
		if tick.X >= r.x0 && tick.X >= free+r.gap && tick.X+w <= r.x1 {
			tick.Label, free = label, tick.X+w
		}
		r.k.ticks = append(r.k.ticks, tick)
		next := s.after(t, loc)
		if next <= t {
			return
		}
		t = next
	}
}

// addSticky names the unit that began at t, before the left edge, unless that
// would run into the next boundary.
func (r *tickRow) addSticky(f tickFormat, t, next int64) {
	label := r.k.label(f, t)
	tick := Tick{T: t, X: r.x0 + tickPad, Label: label, Major: true}
	right := tick.X + r.width(label)
	if right <= r.x1 && right+r.gap <= r.sc.X(next)+tickPad {
		r.k.ticks = append(r.k.ticks, tick)
	}
}

// label formats a boundary, once.
func (k *ticker) label(f tickFormat, t int64) string {
	key := tickKey{f, t}
	s, ok := k.labels[key]
	if !ok {
		s = f.format(time.Unix(t, 0).In(k.loc))
		k.labels[key] = s
	}
	return s
}

// tickFormat is a way to write a boundary.
type tickFormat uint8

const (
	clock      tickFormat = iota // 15:04
	dayNumber                    // 16
	fullDay                      // Monday 16 June 2014
	shortDay                     // 16 Jun 2014
	bareDay                      // 16 Jun
	fullMonth                    // June 2014
	shortMonth                   // Jun 2014
	bareMonth                    // Jun
	yearNumber                   // 2014, AD 800, 44 BC
)

// sample is as wide a label as the format writes for years of four digits.
func (f tickFormat) sample() string {
	return [...]string{
		"00:00", "30", "Wednesday 30 September 2000", "30 May 2000", "30 May",
		"September 2000", "May 2000", "May", "2000",
	}[f]
}

func (f tickFormat) format(t time.Time) string {
	y, m, d := t.Date()
	switch f {
	case clock:
		return t.Format("15:04")
	case dayNumber:
		return strconv.Itoa(d)
	case fullDay:
		return t.Weekday().String() + " " + strconv.Itoa(d) + " " + m.String() + " " + yearLabel(y)
	case shortDay:
		return strconv.Itoa(d) + " " + m.String()[:3] + " " + yearLabel(y)
	case bareDay:
		return strconv.Itoa(d) + " " + m.String()[:3]
	case fullMonth:
		return m.String() + " " + yearLabel(y)
	case shortMonth:
		return m.String()[:3] + " " + yearLabel(y)
	case bareMonth:
		return m.String()[:3]
	}
	return yearLabel(y)
}

// yearLabel writes an astronomical year the way people do: there is no year 0.
func yearLabel(y int) string {
	switch {
	case y <= 0:
		return strconv.Itoa(1-y) + " BC"
	case y < 1000:
		return "AD " + strconv.Itoa(y)
	}
	return strconv.Itoa(y)
}
