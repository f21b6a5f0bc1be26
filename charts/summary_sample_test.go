package charts

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// sampleInput reads the sample project: 15 statements by 7 speakers on 7 claims
// about an order to cooperate. What the tests below expect was counted by hand.
func sampleInput(t testing.TB) Input {
	t.Helper()
	data, err := os.ReadFile("../assets/sample.json")
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Actors     []storage.Actor
		Verbs      []storage.Verb
		Claims     []storage.Claim
		Documents  []storage.Document
		Statements []storage.Statement
		Relations  []storage.Relation
	}
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	var list []utter
	for _, s := range p.Statements {
		u := utter{id: s.ID, speaker: s.Speaker, verb: s.Verb, when: s.When.Corners, reportedIn: s.ReportedIn}
		if s.When.Kind == edtf.Extent {
			u.flags |= storage.IsExtent
		}
		if len(s.Citations) > 0 {
			u.document = s.Citations[0].Document
		}
		for _, q := range s.Positions {
			u.claims, u.stances = append(u.claims, q.Claim), append(u.stances, q.Stance)
		}
		for _, a := range s.Addressees {
			u.parties, u.roles = append(u.parties, a), append(u.roles, storage.Addressee)
		}
		for _, a := range s.About {
			u.parties, u.roles = append(u.parties, a), append(u.roles, storage.About)
		}
		list = append(list, u)
	}
	return Input{
		Columns: columns(list...), Documents: p.Documents, Location: binZone(t, "Asia/Tehran"),
		Ref: Reference{Actors: p.Actors, Verbs: p.Verbs, Claims: p.Claims, Relations: p.Relations},
	}
}

// The actors and claims of the sample, by what the tests call them.
const (
	afkham, khamenei, soleimani, shamkhani = 1001, 1002, 1003, 1004
	iran, unitedStates, stateDepartment    = 1005, 1006, 1007
	harf, allies, bbc, iraq, isil          = 1008, 1009, 1010, 1011, 1012
	cooperating, coordinating, behind      = 1301, 1302, 1303
	intervention, ownMeans, wouldHelp      = 1304, 1305, 1306
	deployed                               = 1307
)

func entryIDs(entries []Entry) (ids []storage.ID) {
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	return ids
}

func ids(list ...storage.ID) []storage.ID { return list }

func wantIDs(t testing.TB, what string, got, want []storage.ID) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: statements %v, want %v", what, got, want)
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9*max(1, math.Abs(a), math.Abs(b)) }

func wantNotes(t testing.TB, s Summary, parts ...string) {
	t.Helper()
	all := strings.Join(s.Notes(), "\n")
	for _, part := range parts {
		if !strings.Contains(all, part) {
			t.Errorf("the notes lack %q:\n%s", part, all)
		}
	}
}

func TestSampleMatrix(t *testing.T) {
	m := NewStanceMatrix(sampleInput(t), MatrixOptions{})
	wantIDs(t, "rows", entryIDs(m.Actors), ids(afkham, shamkhani, khamenei, iran, stateDepartment, harf, bbc))
	wantIDs(t, "columns", entryIDs(m.Claims), ids(cooperating, coordinating, behind, intervention, ownMeans, wouldHelp, deployed))
	want := map[[2]storage.ID]StanceCell{
		{afkham, cooperating}:           {1, -2, -2, -2},
		{afkham, intervention}:          {1, -2, -2, -2},
		{afkham, ownMeans}:              {2, 4, 2, 2},
		{afkham, deployed}:              {1, -2, -2, -2},
		{shamkhani, cooperating}:        {2, -4, -2, -2},
		{shamkhani, behind}:             {2, 4, 2, 2},
		{shamkhani, wouldHelp}:          {1, 2, 2, 2},
		{khamenei, cooperating}:         {1, 2, 2, 2},
		{iran, intervention}:            {1, -2, -2, -2},
		{stateDepartment, coordinating}: {1, -2, -2, -2},
		{harf, coordinating}:            {1, -2, -2, -2},
		{bbc, cooperating}:              {1, 2, 2, 2},
	}
	for i, a := range m.Actors {
		for j, c := range m.Claims {
			if got := m.Cells[i][j]; got != want[[2]storage.ID{a.ID, c.ID}] {
				t.Errorf("%s on %q: %+v", a.Name, c.Name, got)
			}
		}
	}
	if m.Positions != 15 || m.Statements != 15 || m.Silent != 0 || len(m.Table().Rows) != len(want) {
		t.Errorf("positions %d, statements %d, silent %d, %d rows", m.Positions, m.Statements, m.Silent, len(m.Table().Rows))
	}
	wantIDs(t, "Shamkhani on cooperation", m.IDs(1, 0), ids(1507, 1508))
	wantIDs(t, "all on cooperation", m.IDs(-1, 0), ids(1501, 1502, 1503, 1507, 1508))
	if row := m.Table().Rows[0]; !slices.Equal(row[3:], []string{"1", "-2", "-2", "-2"}) || row[0] != "Marzieh Afkham" {
		t.Errorf("first row %q", row)
	}
}

func TestSampleMatrixOfGroupsAndOthers(t *testing.T) {
	in := sampleInput(t)
	m := NewStanceMatrix(in, MatrixOptions{Group: true})
	wantIDs(t, "groups", entryIDs(m.Actors), ids(iran, unitedStates, bbc))
	if c := m.Cells[0][0]; c != (StanceCell{4, -4, -2, 2}) || c.Mean() != -1 {
		t.Errorf("Iran on cooperation: %+v", c)
	}
	m = NewStanceMatrix(in, MatrixOptions{Actors: 2, Claims: 1})
	if rest := m.Actors[2]; rest.Others != 5 || rest.Count != 5 || m.Claims[1].Others != 6 || m.Claims[1].Count != 10 {
		t.Errorf("others %+v and %+v", rest, m.Claims[1])
	}
	if c := m.Cells[2][0]; c != (StanceCell{2, 4, 2, 2}) { // Khamenei and BBC Persian
		t.Errorf("others on cooperation: %+v", c)
	}
	wantIDs(t, "others on cooperation", m.IDs(2, 0), ids(1502, 1503))
	wantNotes(t, m, "Shown: the most frequent 2 actors of 7; “others” are the rest.", "Shown: the most frequent 1 claim of 7")
}

func TestSampleVerbs(t *testing.T) {
	in := sampleInput(t)
	v := NewVerbsByActor(in, VerbOptions{})
	wantIDs(t, "verbs", entryIDs(v.Verbs), ids(11, 16, 1, 19, 2, 10, 27)) // denied 5, accused 3, said 2, opposed 2 …
	if got := fmt.Sprint(v.Count[0], v.Count[1]); got != "[2 0 2 1 0 0 0] [1 3 0 0 0 1 0]" {
		t.Errorf("Afkham and Shamkhani: %s", got)
	}
	wantIDs(t, "Afkham denied", v.IDs(0, 0), ids(1501, 1514))
	v = NewVerbsByActor(in, VerbOptions{ByClass: true})
	var classes []string
	for _, e := range v.Verbs {
		classes = append(classes, e.Name)
	}
	if got := fmt.Sprint(classes, v.Count[0]); got != "[report affirm deny accuse ask] [2 0 2 1 0]" || v.Total != 15 {
		t.Errorf("classes: %s of %d", got, v.Total)
	}
	if row := v.Table().Rows[0]; !slices.Equal(row, []string{"Marzieh Afkham", "2", "0", "2", "1", "0"}) {
		t.Errorf("row %q", row)
	}
}

func TestSampleActivity(t *testing.T) {
	in := sampleInput(t)
	a := NewActivityBy(in, ActivityOptions{Bin: BinMonth, FixedBin: true})
	if len(a.Bins) != 4 || a.Label(0) != "Jun 2014" || a.Label(3) != "Sep 2014" || a.Label(4) != "" {
		t.Fatalf("bins %v", a.Bins)
	}
	wantIDs(t, "series", entryIDs(a.Series), ids(afkham, shamkhani, khamenei, iran, stateDepartment, harf, bbc))
	// 7 June 00:00 to 1 July is 24 days; the order may lie on any of the 90 days
	// and 17 hours before 5 September 17:00, the opposition on any of 91 days.
	for _, c := range []struct {
		series, bin int
		want        float64
	}{
		{0, 0, 4},
		{0, 3, 1},
		{1, 0, 5},
		{2, 0, 24 * 86400 / 7837200.0},
		{2, 1, 31 * 86400 / 7837200.0},
		{3, 0, 24.0 / 91},
		{3, 3, 5.0 / 91},
		{4, 3, 1},
		{5, 3, 1},
		{6, 3, 1},
	} {
		if got := a.Share[c.series][c.bin]; !near(got, c.want) {
			t.Errorf("%s, %s: %g, want %g", a.Series[c.series].Name, a.Label(c.bin), got, c.want)
		}
	}
	if a.Dated != 15 || a.Undated != 0 || a.Spread != 2 || a.Open != 2 {
		t.Errorf("dated %d, undated %d, spread %d, open %d", a.Dated, a.Undated, a.Spread, a.Open)
	}
	wantIDs(t, "July", a.IDs(-1, 1), ids(1503, 1506))
	wantNotes(t, a, "2 statements may lie in more than one month", "2 statements have an open date")
}

func TestSampleActivitySplits(t *testing.T) {
	in := sampleInput(t)
	for _, c := range []struct {
		by   Dimension
		want string
	}{
		{ByStance, "[denies / opposes 8 confirms / supports 7]"},
		{ByClass, "[report 3 affirm 1 deny 5 accuse 5 ask 1]"},
		{ByOutlet, "[no outlet 15]"},
	} {
		a := NewActivityBy(in, ActivityOptions{By: c.by})
		var got []string
		for i, e := range a.Series {
			got = append(got, fmt.Sprint(e.Name, " ", e.Count))
			if sum := total(a.Share[i]); !near(sum, float64(e.Count)) {
				t.Errorf("%s: shares sum to %g", e.Name, sum)
			}
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("by %d: %v, want %s", c.by, got, c.want)
		}
		if a.Bin != BinWeek {
			t.Errorf("93 days are cut by %v", a.Bin)
		}
	}
	in.Documents[0].Outlet = bbc
	if a := NewActivityBy(in, ActivityOptions{By: ByOutlet}); a.Series[0].ID != bbc {
		t.Errorf("outlet %+v", a.Series[0])
	}
	in.Documents = nil
	if a := NewActivityBy(in, ActivityOptions{By: ByOutlet}); a.Series[0].Name != "no document" {
		t.Errorf("outlet %+v", a.Series[0])
	}
}

func total(list []float64) (sum float64) {
	for _, x := range list {
		sum += x
	}
	return sum
}

func TestSampleRiver(t *testing.T) {
	r := NewRiver(sampleInput(t), RiverOptions{TopN: 2, Bin: BinMonth, FixedBin: true})
	if len(r.Series) != 3 || r.Series[0].Count != 5 || r.Series[2].Others != 5 || r.Series[2].Count != 8 {
		t.Fatalf("series %+v", r.Series)
	}
	june := 2 + 24*86400/7837200.0 // Shamkhani twice and a part of the order
	if got := r.Share[0][0]; !near(got, june) || !near(total(r.Share[0]), 5) {
		t.Errorf("cooperation in June: %g, want %g", got, june)
	}
	wantIDs(t, "cooperation in June", r.IDs(0, 0), ids(1503, 1507, 1508))
	if r.Silent != 0 || r.Dated != 15 {
		t.Errorf("silent %d, dated %d", r.Silent, r.Dated)
	}
}

func TestSampleCalendar(t *testing.T) {
	c := NewCalendarHeat(sampleInput(t), CalendarOptions{})
	if len(c.Years) != 1 || c.Years[0].Year != 2014 || len(c.Years[0].Days) != 365 {
		t.Fatalf("years %d", len(c.Years))
	}
	days := c.Years[0].Days
	order, opposition := 86400/7837200.0, 1.0/91
	for _, d := range []struct {
		date string
		want float64
		who  []storage.ID
	}{
		{"2014-06-06", 0, nil},
		{"2014-06-07", 4 + order + opposition, ids(1503, 1506, 1512, 1513, 1514, 1515)},
		{"2014-06-11", 0.1 + order + opposition, ids(1503, 1506, 1507)},
		{"2014-06-16", 4.1 + order + opposition, ids(1503, 1506, 1507, 1508, 1509, 1510, 1511)},
		{"2014-06-21", order + opposition, ids(1503, 1506)},
		// Friday in New York begins at 08:30 in Tehran; about Friday is three days.
		{"2014-09-05", 2 + order*17/24 + opposition + 15.5/24 + 24.0/72, ids(1501, 1502, 1503, 1504, 1505, 1506)},
		{"2014-09-06", 8.5/24 + 24.0/72, ids(1504, 1505)},
	} {
		at, _ := time.Parse("2006-01-02", d.date)
		got := days[at.YearDay()-1]
		if !near(got.Share, d.want) {
			t.Errorf("%s: %g, want %g", d.date, got.Share, d.want)
		}
		wantIDs(t, d.date, c.IDs(0, at.YearDay()-1), d.who)
	}
	if !near(c.Years[0].Total, 15) || c.Dated != 15 || c.Outside > 1e-9 || !near(c.Max, days[157].Share) && c.Max < 4.1 {
		t.Errorf("total %g, dated %d, outside %g, max %g", c.Years[0].Total, c.Dated, c.Outside, c.Max)
	}
	if row := c.Table().Rows[0]; row[0] != "2014-06-07" {
		t.Errorf("first row %q", row)
	}
}

func TestSampleWeek(t *testing.T) {
	w := NewWeekHours(sampleInput(t), WeekHoursOptions{})
	want := map[int]float64{0: 4, 4: 2 + 15.5/24, 5: 4 + 8.5/24}
	for d := range w.Share {
		for h, got := range w.Share[d] {
			if h < HourUnknown && got != 0 || h == HourUnknown && !near(got, want[d]) {
				t.Errorf("%s, %d: %g", w.Day(d), h, got)
			}
		}
	}
	if w.Timed != 0 || w.Dayed != 11 || w.Longer != 4 || w.Undated != 0 {
		t.Errorf("timed %d, dayed %d, longer %d, undated %d", w.Timed, w.Dayed, w.Longer, w.Undated)
	}
	wantIDs(t, "Friday", w.IDs(4, HourUnknown), ids(1501, 1502, 1504))
	wantNotes(t, w, "Hours are those of Asia/Tehran.", "11 statements are dated to the day only", "4 statements have a date wider than a day")
}

func TestSampleStanceOverTime(t *testing.T) {
	in := sampleInput(t)
	s := NewStanceOverTime(in, StanceOptions{Bin: BinMonth, FixedBin: true})
	if s.Claim.ID != cooperating || s.Positions != 5 || s.Undated != 0 || s.Claim.Count != 5 {
		t.Fatalf("claim %+v, %d positions", s.Claim, s.Positions)
	}
	var got []string
	for _, p := range s.Points {
		from, to := p.Interval()
		got = append(got, fmt.Sprintf("%d %s %d %d", p.ID, s.Actors[p.Actor].Name[:5], p.Stance, to-from))
	}
	if fmt.Sprint(got) != "[1501 Marzi -2 25200 1502 BBC P 2 18000 1503 Ali K 2 0 1507 Ali S -2 864000 1508 Ali S -2 86400]" {
		t.Errorf("points %v", got)
	}
	// The order may lie on any of the 86 days and 17 hours from 11 June, the
	// earliest that is known of this claim, to 5 September.
	part := func(days float64) float64 { return days * 86400 / (86*86400 + 17*3600) }
	june := (-4 + 2*part(20)) / (2 + part(20))
	if m := s.Means[0]; !near(m.Mean, june) || !near(m.Running, june) || !near(m.Weight, 2+part(20)) {
		t.Errorf("June %+v, want %g", m, june)
	}
	if m := s.Means[1]; !near(m.Mean, 2) || !near(m.Running, (-4+2*part(51))/(2+part(51))) {
		t.Errorf("July %+v", m)
	}
	if m := s.Means[3]; !near(m.Running, -2.0/5) {
		t.Errorf("in the end %+v", m)
	}
	wantIDs(t, "July", s.IDs(1, 1), ids(1503))
	one := NewStanceOverTime(in, StanceOptions{Actor: shamkhani, Claim: cooperating, MaxPoints: 1})
	if len(one.Points) != 1 || one.Thinned != 1 || len(one.Actors) != 1 {
		t.Errorf("thinned: %+v", one.Points)
	}
	wantIDs(t, "a point", one.IDs(0, 0), ids(1507))
	if row := s.Table().Rows[2]; row[3] != "confirms" || row[4] != "" || row[5] != "2014-09-05T17:00:00+04:30" {
		t.Errorf("row %q", row)
	}
}

func TestSampleFlow(t *testing.T) {
	f := NewFlow(sampleInput(t), FlowOptions{})
	if f.Depth != 4 || f.Total != 15 || f.Chained != 1 || f.Cut != 0 {
		t.Fatalf("depth %d, total %d, chained %d, cut %d", f.Depth, f.Total, f.Chained, f.Cut)
	}
	want := []string{
		"outlet no outlet → reported by BBC Persian 1", "outlet no outlet → speaker Marzieh Afkham 5",
		"outlet no outlet → speaker Ali Shamkhani 5", "reported by BBC Persian → speaker Ali Khamenei 1",
		"speaker Ali Khamenei → claim Iran is cooperating militarily with the United States against ISIL in Iraq 1",
		"speaker BBC Persian → claim Iran is cooperating militarily with the United States against ISIL in Iraq 1",
	}
	var got []string
	for _, row := range f.Table().Rows {
		got = append(got, fmt.Sprintf("%s %s → %s %s %s", row[0], row[1], row[2], row[3], row[4]))
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("no link %q in\n%s", w, strings.Join(got, "\n"))
		}
	}
	via := slices.IndexFunc(f.Nodes, func(n FlowNode) bool { return n.Stage == StageVia })
	wantIDs(t, "reported by the BBC", f.IDs(via, -1), ids(1503))
	if f.Nodes[via].ID != bbc || f.Nodes[via].Column != 1 {
		t.Errorf("reporter %+v", f.Nodes[via])
	}
}
