package charts

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// uttered is a statement for the tests below: its corners and its stance.
type uttered struct {
	when   edtf.Corners
	stance []storage.Stance
	flags  storage.Flags
}

func saidColumns(list ...uttered) *storage.Columns {
	c := &storage.Columns{PosOff: []int32{0}}
	for i, s := range list {
		c.ID = append(c.ID, storage.ID(i+1))
		c.When = append(c.When, s.when)
		c.Flags = append(c.Flags, s.flags)
		c.Stance = append(c.Stance, s.stance...)
		for range s.stance {
			c.Claims = append(c.Claims, 1)
		}
		c.PosOff = append(c.PosOff, int32(len(c.Stance)))
	}
	return c
}

func saidAt(from, to int64) edtf.Corners {
	return edtf.Corners{EarliestStart: from, LatestStart: to, EarliestEnd: from, LatestEnd: to}
}

func saidWithin(t *testing.T, from, to string) edtf.Corners {
	t.Helper()
	return saidAt(binInstant(t, from+" 00:00", time.UTC), binInstant(t, to+" 00:00", time.UTC))
}

func saidStances(s ...storage.Stance) []storage.Stance { return s }

// expectActivity compares a table with one written by hand: a label and the six
// columns per row.
func expectActivity(t *testing.T, a Activity, want map[string][NumStanceColumns]float64) {
	t.Helper()
	if len(a.Rows) != len(want) {
		t.Errorf("%d rows, want %d", len(a.Rows), len(want))
	}
	for _, r := range a.Rows {
		label := a.Bin.Label(r.From, a.Zone)
		row, ok := want[label]
		if !ok {
			t.Errorf("row %q is not wanted", label)
		}
		for col := range r.Share {
			if math.Abs(r.Share[col]-row[col]) > 1e-9 {
				t.Errorf("%s, %v: %g, want %g", label, StanceColumn(col), r.Share[col], row[col])
			}
		}
	}
}

func TestActivityCountsByFirstStance(t *testing.T) {
	june := saidWithin(t, "2014-06-16", "2014-06-17")
	c := saidColumns(
		uttered{when: june, stance: saidStances(-2)},
		uttered{when: june, stance: saidStances(-2, 2)}, // the first position counts
		uttered{when: june, stance: saidStances(-1)},
		uttered{when: june, stance: saidStances(0)},
		uttered{when: june, stance: saidStances(1)},
		uttered{when: june, stance: saidStances(2)},
		uttered{when: june},
		uttered{flags: storage.Undated, stance: saidStances(2)},
	)
	a := ActivityByStance(c, nil, BinDay, nil)
	expectActivity(t, a, map[string][NumStanceColumns]float64{"16 Jun 2014": {2, 1, 1, 1, 1, 1}})
	if a.Dated != 7 || a.Undated != 1 || a.Spread != 0 || a.Open != 0 {
		t.Errorf("dated %d, undated %d, spread %d, open %d", a.Dated, a.Undated, a.Spread, a.Open)
	}
}

func TestActivitySharesUncertainDates(t *testing.T) {
	c := saidColumns(
		uttered{when: saidWithin(t, "2014-06-30", "2014-07-02"), stance: saidStances(2)},  // a day of June, a day of July
		uttered{when: saidWithin(t, "2014-06-01", "2014-09-01"), stance: saidStances(-2)}, // 30 + 31 + 31 days
		uttered{when: saidWithin(t, "2014-08-11", "2014-08-21")},                          // within one month
		uttered{when: edtf.Corners{ // an extent from 29–30 June to 1–2 July: four days, two in each month
			EarliestStart: binInstant(t, "2014-06-29 00:00", time.UTC), LatestStart: binInstant(t, "2014-06-30 00:00", time.UTC),
			EarliestEnd: binInstant(t, "2014-07-01 00:00", time.UTC), LatestEnd: binInstant(t, "2014-07-03 00:00", time.UTC),
		}, stance: saidStances(0), flags: storage.IsExtent},
	)
	a := ActivityByStance(c, nil, BinMonth, time.UTC)
	expectActivity(t, a, map[string][NumStanceColumns]float64{
		"Jun 2014": {30.0 / 92, 0, 0.5, 0, 0.5, 0},
		"Jul 2014": {31.0 / 92, 0, 0.5, 0, 0.5, 0},
		"Aug 2014": {31.0 / 92, 0, 0, 0, 0, 1},
	})
	if a.Dated != 4 || a.Spread != 3 {
		t.Errorf("dated %d, spread %d, want 4 and 3", a.Dated, a.Spread)
	}
}

func TestActivityClipsOpenEndsToTheClosedDates(t *testing.T) {
	june10, june20 := binInstant(t, "2014-06-10 00:00", time.UTC), binInstant(t, "2014-06-20 00:00", time.UTC)
	c := saidColumns(
		uttered{when: saidWithin(t, "2014-06-01", "2014-06-02")},
		uttered{when: saidWithin(t, "2014-07-30", "2014-07-31")},
		uttered{when: saidAt(edtf.OpenPast, june10), stance: saidStances(2)},          // 9 days from 1 June
		uttered{when: saidAt(june20, edtf.OpenFuture), stance: saidStances(-2)},       // 11 days of June, 30 of July
		uttered{when: saidAt(edtf.OpenPast, edtf.OpenFuture), stance: saidStances(1)}, // no hold at all
	)
	a := ActivityByStance(c, nil, BinMonth, time.UTC)
	expectActivity(t, a, map[string][NumStanceColumns]float64{
		"Jun 2014": {11.0 / 41, 0, 0, 0, 1, 1},
		"Jul 2014": {30.0 / 41, 0, 0, 0, 0, 1},
	})
	if a.Dated != 4 || a.Undated != 1 || a.Open != 2 || a.Spread != 1 {
		t.Errorf("dated %d, undated %d, open %d, spread %d", a.Dated, a.Undated, a.Open, a.Spread)
	}
}

func TestActivityWithOneClosedCorner(t *testing.T) {
	at := binInstant(t, "2014-06-10 00:00", time.UTC)
	for name, test := range map[string]struct {
		when edtf.Corners
		want string
	}{
		"before midnight":  {saidAt(edtf.OpenPast, at), "9 Jun 2014"},
		"from midnight on": {saidAt(at, edtf.OpenFuture), "10 Jun 2014"},
		"at midnight":      {saidAt(at, at), "10 Jun 2014"},
	} {
		a := ActivityByStance(saidColumns(uttered{when: test.when}), nil, BinDay, time.UTC)
		t.Log(name)
		expectActivity(t, a, map[string][NumStanceColumns]float64{test.want: {ColumnNoPosition: 1}})
	}
}

func TestActivityDaysBelongToTheZone(t *testing.T) {
	evening := saidAt(1409920200, 1409920200) // 5 Sep 2014 17:00 in Tehran, 12:30 UTC, 6 Sep 00:30 in Auckland
	for name, want := range map[string]string{"Asia/Tehran": "5 Sep 2014", "Pacific/Auckland": "6 Sep 2014"} {
		a := ActivityByStance(saidColumns(uttered{when: evening}), nil, BinDay, binZone(t, name))
		expectActivity(t, a, map[string][NumStanceColumns]float64{want: {ColumnNoPosition: 1}})
	}
}

func TestActivityKeepsOnlyWhatIsKept(t *testing.T) {
	c := saidColumns(
		uttered{when: saidWithin(t, "2014-06-01", "2014-06-02"), stance: saidStances(2)},
		uttered{when: saidWithin(t, "1914-06-01", "1914-06-02"), stance: saidStances(2)},
		uttered{flags: storage.Undated},
	)
	a := ActivityByStance(c, func(i int) bool { return i == 0 }, BinDay, time.UTC)
	expectActivity(t, a, map[string][NumStanceColumns]float64{"1 Jun 2014": {ColumnPlus2: 1}})
	if a.Undated != 0 {
		t.Errorf("%d undated, but none was kept", a.Undated)
	}
	none := ActivityByStance(c, func(i int) bool { return i == 2 }, BinDay, time.UTC)
	if len(none.Rows) != 0 || none.Dated != 0 || none.Undated != 1 {
		t.Errorf("only an undated statement gave %+v", none)
	}
	if empty := ActivityByStance(saidColumns(), nil, BinDay, nil); len(empty.Rows) != 0 || empty.Zone != time.UTC {
		t.Errorf("no statements gave %+v", empty)
	}
}

func TestActivityWidensABinThatWouldGiveTooManyRows(t *testing.T) {
	c := saidColumns(
		uttered{when: saidWithin(t, "2014-06-01", "2014-06-02")},
		uttered{when: saidAt(-1<<60, -1<<60)},
		uttered{when: saidAt(1<<60, 1<<60)},
		uttered{when: saidAt(math.MinInt64+1, 0)}, // beyond what can be counted: open
	)
	a := ActivityByStance(c, nil, BinDay, time.UTC)
	if a.Bin <= BinCentury || len(a.Rows) > maxActivityBins+1 || a.Dated != 4 || a.Open != 1 {
		t.Errorf("bin %v, %d rows, dated %d, open %d", a.Bin, len(a.Rows), a.Dated, a.Open)
	}
}

func TestStanceColumnNamesAndStyles(t *testing.T) {
	want := []string{"denies / opposes", "doubts / leans against", "neutral", "leans to / leans towards", "confirms / supports", "no position"}
	for col := range NumStanceColumns {
		if col.String() != want[col] {
			t.Errorf("column %d is %q, want %q", col, col, want[col])
		}
	}
	for col, style := range map[StanceColumn]Style{
		ColumnMinus2: StyleStanceMinus2, ColumnZero: StyleStance0, ColumnPlus2: StyleStancePlus2, ColumnNoPosition: StyleNoStance,
	} {
		if col.Style() != style {
			t.Errorf("column %v has the style %d, want %d", col, col.Style(), style)
		}
	}
}

// randomSaid gives n statements between day 0 and day 40 after 2014-03-01,
// in whole hours, some of them open or undated.
func randomSaid(rnd *rand.Rand, n int) *storage.Columns {
	base := time.Date(2014, 3, 1, 0, 0, 0, 0, time.UTC).Unix()
	list := make([]uttered, n)
	for i := range list {
		from := base + rnd.Int64N(40*24)*3600
		w := saidAt(from, from+rnd.Int64N(10*24)*3600)
		switch rnd.IntN(10) {
		case 0:
			w = saidAt(edtf.OpenPast, from)
		case 1:
			w = saidAt(from, edtf.OpenFuture)
		case 2:
			list[i].flags = storage.Undated
		}
		list[i].when = w
		if s := rnd.IntN(6); s < 5 {
			list[i].stance = saidStances(storage.Stance(s - 2))
		}
	}
	return saidColumns(list...)
}

// The table agrees with a slow one that walks every quarter of an hour of
// every statement and asks the calendar for its bin; its shares sum to the
// number of dated statements.
func TestActivityAgreesWithCountingQuarterHours(t *testing.T) {
	rnd := rand.New(rand.NewPCG(14, 9))
	for _, name := range []string{"UTC", "Asia/Tehran", "America/New_York"} { // all have whole quarters; two change clocks in March
		loc := binZone(t, name)
		for round := range 40 {
			c := randomSaid(rnd, 1+rnd.IntN(12))
			bin := CalendarBin(round % 5)
			a := ActivityByStance(c, nil, bin, loc)
			want, dated := slowActivity(c, bin, loc)
			var sum float64
			for _, r := range a.Rows {
				for col, share := range r.Share {
					sum += share
					key := slowActivityKey{bin.Label(r.From, loc), StanceColumn(col)}
					if math.Abs(share-want[key]) > 1e-6 {
						t.Fatalf("%s, round %d: %v has %g, counting gives %g", name, round, key, share, want[key])
					}
					delete(want, key)
				}
			}
			if len(want) != 0 {
				t.Fatalf("%s, round %d: the table lacks %v", name, round, want)
			}
			if a.Dated != dated || math.Abs(sum-float64(dated)) > 1e-6 || a.Dated+a.Undated != c.Len() {
				t.Fatalf("%s, round %d: dated %d, sum %g, want %d; undated %d", name, round, a.Dated, sum, dated, a.Undated)
			}
		}
	}
}

type slowActivityKey struct {
	label string
	col   StanceColumn
}

func slowActivity(c *storage.Columns, bin CalendarBin, loc *time.Location) (map[slowActivityKey]float64, int) {
	const step = 900
	lo, hi, _ := ActivityRange(c, nil)
	table, dated := map[slowActivityKey]float64{}, 0
	for i, w := range c.When {
		if c.Flags[i]&storage.Undated != 0 {
			continue
		}
		dated++
		from, to := max(w.EarliestStart, lo), min(w.LatestEnd, hi)
		if to <= from {
			to = from + 1
		}
		col := ColumnNoPosition
		if c.PosOff[i] < c.PosOff[i+1] {
			col = StanceColumn(c.Stance[c.PosOff[i]] + 2)
		}
		for at := from; at < to; {
			next := min(to, at-at%step+step)
			label := bin.Label(bin.Floor(at, loc), loc)
			table[slowActivityKey{label, col}] += float64(next-at) / float64(to-from)
			at = next
		}
	}
	return table, dated
}

func BenchmarkActivity100k(b *testing.B) {
	c := randomSaid(rand.New(rand.NewPCG(1, 1)), 100_000)
	for b.Loop() {
		ActivityByStance(c, nil, BinDay, time.UTC)
	}
}
