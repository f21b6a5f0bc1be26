package charts

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// pokeSummary asks a summary for everything, also for what is not there.
func pokeSummary(t *testing.T, what string, s Summary) {
	t.Helper()
	table := s.Table()
	for _, row := range table.Rows {
		if len(row) != len(table.Header) {
			t.Errorf("%s: a row of %d cells under %d headers", what, len(row), len(table.Header))
		}
	}
	for _, row := range []int{-1, 0, 1, 1 << 20, math.MaxInt} {
		for _, col := range []int{-1, 0, 1, HourUnknown, 1 << 20, math.MaxInt} {
			if ids := s.IDs(row, col); (row >= 1<<20 || col >= 1<<20) && ids != nil {
				t.Errorf("%s: statements behind %d, %d: %v", what, row, col, ids)
			}
		}
	}
	for _, note := range s.Notes() {
		if !strings.HasSuffix(note, ".") || strings.Contains(note, "%!") {
			t.Errorf("%s: the note %q is no sentence", what, note)
		}
	}
}

func eachSummary(t *testing.T, in Input, f func(name string, s Summary)) {
	t.Helper()
	for name, make := range allSummaries {
		s := make(in)
		pokeSummary(t, name, s)
		f(name, s)
	}
}

func TestSummariesOfNothing(t *testing.T) {
	cols, ref := sample()
	for what, in := range map[string]Input{
		"the zero input":    {},
		"no statements":     {Columns: columns(), Ref: ref},
		"zero columns":      {Columns: &storage.Columns{}, Ref: ref},
		"nothing kept":      {Columns: cols, Ref: ref, Keep: NewSet()},
		"something unknown": {Columns: cols, Ref: ref, Keep: NewSet(7777)},
	} {
		eachSummary(t, in, func(name string, s Summary) {
			if !s.Empty() {
				t.Errorf("%s of %s is not empty", name, what)
			}
		})
	}
	var zero ActivityBy
	pokeSummary(t, "the zero activity", zero)
	for _, s := range []Summary{River{}, StanceMatrix{}, Network{}, Flow{}, CalendarHeat{}, StanceOverTime{}, VerbsByActor{}, WeekHours{}, Latency{}} {
		pokeSummary(t, fmt.Sprintf("the zero %T", s), s)
	}
}

func TestSummariesOfOneStatement(t *testing.T) {
	_, ref := sample()
	cols := columns(utter{
		id: 1, speaker: 101, verb: 2, when: moments(1000, 1000), claims: []storage.ID{51}, stances: []storage.Stance{2},
		parties: []storage.ID{200, 201}, roles: []storage.Role{storage.Addressee, storage.About},
	})
	eachSummary(t, Input{Columns: cols, Ref: ref}, func(name string, s Summary) {
		alone := name == "network congruence" || name == "network conflict" || name == "network subtract"
		if s.Empty() || !alone && len(s.Table().Rows) == 0 {
			t.Errorf("%s of one statement is empty: %v", name, s.Table())
		}
		if strings.HasPrefix(name, "network") {
			return
		}
		if got := s.IDs(-1, -1); !slices.Equal(got, ids(1)) {
			t.Errorf("%s: statements %v", name, got)
		}
	})
}

func TestSummariesWithoutDates(t *testing.T) {
	_, ref := sample()
	cols := columns(
		utter{id: 1, speaker: 101, verb: 2, flags: storage.Undated, claims: []storage.ID{51}, stances: []storage.Stance{2}},
		utter{id: 2, speaker: 102, verb: 2, when: moments(edtf.OpenPast, edtf.OpenFuture), claims: []storage.ID{51}, stances: []storage.Stance{2}},
	)
	eachSummary(t, Input{Columns: cols, Ref: ref}, func(name string, s Summary) {
		ofTime := !slices.ContainsFunc([]string{"matrix", "network congruence", "network conflict", "network subtract", "flow", "verbs"},
			func(p string) bool { return strings.HasPrefix(name, p) })
		if ofTime && !s.Empty() {
			t.Errorf("%s is not empty: %v", name, s.Table())
		}
	})
}

// Dates at the ends of all time, corners out of order and references that lead
// in circles give no panic.
func TestSummariesOfWhatIsBroken(t *testing.T) {
	r := newRand(t, 77)
	extremes := []int64{
		edtf.OpenPast, edtf.OpenPast + 1, -farthestCorner, -farTime - 1, -1, 0, 1, 1e9,
		farTime + 1, farthestCorner, edtf.OpenFuture - 1, edtf.OpenFuture,
	}
	for range 30 {
		in := randomInput(t, r, 12)
		for i := range in.Columns.When {
			pick := func() int64 { return extremes[r.IntN(len(extremes))] }
			in.Columns.When[i] = edtf.Corners{EarliestStart: pick(), LatestStart: pick(), EarliestEnd: pick(), LatestEnd: pick()}
			in.Columns.ReportedIn[i] = in.Columns.ID[r.IntN(12)]
		}
		eachSummary(t, in, func(name string, s Summary) {
			for _, row := range s.Table().Rows {
				if slices.Contains(row, "NaN") || slices.Contains(row, "+Inf") {
					t.Errorf("%s: %v", name, row)
				}
			}
		})
	}
}

func TestSummariesOfTenThousandActors(t *testing.T) {
	in := bigInput(t, 20_000)
	eachSummary(t, in, func(name string, s Summary) {
		if s.Empty() {
			t.Errorf("%s is empty", name)
		}
	})
	a := NewActivityBy(in, ActivityOptions{})
	if last := a.Series[len(a.Series)-1]; len(a.Series) != DefaultTopN+1 || last.Others < 1000 {
		t.Errorf("%d series, the last %+v", len(a.Series), last)
	}
	if m := NewStanceMatrix(in, MatrixOptions{Actors: 1e6}); len(m.Actors) != MaxTopN+1 {
		t.Errorf("%d rows", len(m.Actors))
	}
	if n := NewNetwork(in, NetworkOptions{}); len(n.Nodes) != 50 || n.MoreActors == 0 {
		t.Errorf("%d nodes and %d more", len(n.Nodes), n.MoreActors)
	}
}

// With so many actors of their own that nothing is left, there are no others,
// and the sums by actor are those of the others.
func TestTopAndOthersAreAll(t *testing.T) {
	eachRandom(t, 20, func(in Input, r *rand.Rand) {
		all := NewVerbsByActor(in, VerbOptions{Actors: MaxTopN, Verbs: MaxTopN})
		if last := all.Actors[max(len(all.Actors)-1, 0):]; len(last) > 0 && last[0].Others > 0 {
			t.Fatalf("%d others of 30 actors", last[0].Others)
		}
		top := 1 + r.IntN(5)
		few := NewVerbsByActor(in, VerbOptions{Actors: top, Verbs: MaxTopN})
		for i, e := range few.Actors {
			want := all.Count[min(i, len(all.Count)-1)]
			if e.Others > 0 {
				want = make([]int, len(all.Verbs))
				for _, row := range all.Count[top:] {
					for j, n := range row {
						want[j] += n
					}
				}
				if e.Others != len(all.Actors)-top {
					t.Errorf("others are %d, want %d", e.Others, len(all.Actors)-top)
				}
			}
			if !slices.Equal(few.Count[i], want) {
				t.Errorf("%s: %v, want %v", e.Name, few.Count[i], want)
			}
		}
	})
}

func TestCalendarShowsTheFullestYears(t *testing.T) {
	day := func(d string) utter { return utter{speaker: 1, when: onDay(d)} }
	list := []utter{day("1914-06-28"), day("2001-01-01"), day("2012-02-29"), day("2013-05-05"), day("2014-09-05"), day("2014-12-31")}
	list = append(list, utter{speaker: 1, when: moments(unix("2014-12-31"), unix("2015-01-02"))})
	for i := range list {
		list[i].id = storage.ID(i + 1)
	}
	c := NewCalendarHeat(Input{Columns: columns(list...)}, CalendarOptions{Years: 3})
	var years []int
	for _, y := range c.Years {
		years = append(years, y.Year)
	}
	if !slices.Equal(years, []int{2012, 2013, 2014}) || len(c.Years[0].Days) != 366 || c.Outside != 2.5 {
		t.Fatalf("years %v, outside %g", years, c.Outside)
	}
	if got := c.Years[2].Days[364]; got.Share != 1.5 || got.From != unix("2014-12-31") || c.Max != 1.5 {
		t.Errorf("31 December: %+v", got)
	}
	wantIDs(t, "2012", c.IDs(0, -1), ids(3))
	wantIDs(t, "29 February", c.IDs(0, 59), ids(3))
	wantIDs(t, "the year's end", c.IDs(2, 364), ids(6, 7))
	wantIDs(t, "day 366 of 2013", c.IDs(1, 365), nil)
	wantNotes(t, c, "the 3 years in a row with the most statements; 2.5 of them lie outside")
}

func TestCalendarInSamoa(t *testing.T) {
	in := Input{Columns: columns(utter{id: 1, speaker: 1, when: onDay("2011-12-31")}), Location: binZone(t, "Pacific/Apia")}
	c := NewCalendarHeat(in, CalendarOptions{}) // 30 December 2011 was left out there
	if y := c.Years[0]; len(y.Days) != 365 || y.Days[363].From != y.Days[363].To || !near(y.Total+c.Years[len(c.Years)-1].Total, 1) && !near(y.Total, 1) {
		t.Errorf("%d days, 30 December %+v, total %g", len(y.Days), y.Days[363], y.Total)
	}
}

func TestFlowOfChains(t *testing.T) {
	var list []utter
	for i := range 6 { // 1 is said, 2 in 1, 3 in 2 …
		list = append(list, utter{id: storage.ID(i + 1), speaker: storage.ID(10 + i), reportedIn: storage.ID(i)})
	}
	list = append(list, utter{id: 7, speaker: 10, reportedIn: 999}) // its carrier is not there
	var ref Reference
	for i := range 6 {
		ref.Actors = append(ref.Actors, storage.Actor{ID: storage.ID(10 + i), Name: fmt.Sprint("actor ", i)})
	}
	f := NewFlow(Input{Columns: columns(list...), Ref: ref, Keep: NewSet(6, 7)}, FlowOptions{})
	var got []string
	for _, row := range f.Table().Rows {
		got = append(got, strings.Join(row, "|"))
	}
	want := []string{
		"outlet|no document|reported by|actor 2|1", "outlet|no document|speaker|actor 0|1", "reported by|actor 2|reported by|actor 3|1",
		"reported by|actor 3|reported by|actor 4|1", "reported by|actor 4|speaker|actor 5|1", "speaker|actor 0|claim|no claim|1",
		"speaker|actor 5|claim|no claim|1",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) || f.Cut != 1 || f.Chained != 1 || f.Depth != 6 {
		t.Errorf("cut %d, chained %d, depth %d:\n%s", f.Cut, f.Chained, f.Depth, strings.Join(got, "\n"))
	}
}

func TestIDTableAgreesWithAMap(t *testing.T) {
	r := newRand(t, 9)
	for range 50 {
		table, nums := newIDTable(r.IntN(20)), map[storage.ID]int32{}
		for range 300 {
			id := storage.ID(r.Int64N(200)) << (r.IntN(3) * 20)
			if _, ok := nums[id]; !ok && r.IntN(2) == 0 {
				nums[id] = int32(len(nums))
				table.add(id)
			}
			want, ok := nums[id]
			if got := table.find(id); ok && got != want || !ok && got != -1 {
				t.Fatalf("%d has the number %d, want %d, %v", id, got, want, ok)
			}
		}
	}
}

func TestGridFindsTheBin(t *testing.T) {
	r := newRand(t, 10)
	for _, zone := range []string{"UTC", "Asia/Tehran", "Pacific/Apia"} {
		loc := binZone(t, zone)
		for b := BinDay; b <= BinCentury; b++ {
			from := unix("2011-01-01") + r.Int64N(1e8)
			g := newGrid(b, from, from+1+r.Int64N(3e8), loc)
			for range 500 {
				at := g.starts[0] + r.Int64N(g.starts[g.len()]-g.starts[0])
				want, found := slices.BinarySearch(g.starts, at)
				if !found {
					want--
				}
				if got := g.at(at); got != want {
					t.Fatalf("%s, %v: %d is in bin %d, want %d", zone, b, at, got, want)
				}
			}
			if g.at(g.starts[0]-1e15) != 0 || g.at(g.starts[g.len()]+1e15) != g.len()-1 {
				t.Errorf("%s, %v: what lies outside is not at the ends", zone, b)
			}
		}
	}
}

func TestLocalClockAgreesWithTheCalendar(t *testing.T) {
	r := newRand(t, 11)
	from, to := unix("1900-01-01"), unix("2100-01-01")
	for _, zone := range []string{"UTC", "Asia/Tehran", "America/New_York", "Australia/Lord_Howe"} {
		loc := binZone(t, zone)
		c := newLocalClock(from, to, loc)
		near := newLocalClock(unix("2014-03-09"), unix("2014-03-10"), loc) // the clocks change hours after it begins
		for range 3000 {
			soon := unix("2014-03-09") + r.Int64N(86400)
			if got, _ := near.offset(soon); got != offsetAt(soon, loc) {
				t.Fatalf("%s: %s is %d ahead", zone, time.Unix(soon, 0).UTC(), got)
			}
			at := from + r.Int64N(to-from)
			got, until := c.offset(at)
			if want := offsetAt(at, loc); got != want || until <= at {
				t.Fatalf("%s: %s is %d ahead until %d, want %d", zone, time.Unix(at, 0).UTC(), got, until, want)
			}
		}
	}
}

func TestThousandsAndFractions(t *testing.T) {
	for n, want := range map[int]string{0: "0", 12: "12", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234", -123: "-123"} {
		if got := thousands(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
	for x, want := range map[float64]string{0: "0", 0.5: "0.5", 2: "2", 1.0 / 3: "0.333333", -1e-9: "0", 1e6: "1000000"} {
		if got := fraction(x); got != want {
			t.Errorf("%g is %q, want %q", x, got, want)
		}
	}
}
