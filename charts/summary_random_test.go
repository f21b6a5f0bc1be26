package charts

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// randomInput is n statements with everything that can be awkward: unknown
// actors, claims and documents, several positions, loops among actors, chains of
// reports, and a filter half of the time.
func randomInput(t testing.TB, r *rand.Rand, n int) Input {
	t.Helper()
	cols, ref := random(r, n, 30, 3)
	list := rowsIn(cols)
	for i := range list {
		s := &list[i]
		if r.IntN(4) == 0 {
			s.claims = append(s.claims, storage.ID(5+r.IntN(5)))
			s.stances = append(s.stances, storage.Stance(r.IntN(5)-2))
		}
		if r.IntN(4) == 0 && i > 0 {
			s.reportedIn = list[r.IntN(i)].id
		}
		if r.IntN(20) == 0 {
			s.speaker = 1
		}
		if r.IntN(5) == 0 {
			at := unix("2014-06-01") + r.Int64N(90*86400)
			s.when, s.flags = moments(at, at+r.Int64N(2*3600)), 0
		}
	}
	ref.Claims = append(ref.Claims, storage.Claim{ID: 8, Kind: storage.Normative, Text: "eight"})
	ref.Actors[3].Parent, ref.Actors[4].Parent = ref.Actors[4].ID, ref.Actors[3].ID
	for i := range ref.Actors {
		ref.Actors[i].Order = 0
	}
	in := Input{Columns: columns(list...), Ref: ref, Location: binZone(t, "Asia/Tehran")}
	for i := range 4 {
		in.Documents = append(in.Documents, storage.Document{ID: storage.ID(i), Outlet: ref.Actors[i].ID * storage.ID(i%2)})
	}
	for i := range n / 4 {
		in.Ref.Relations = append(in.Ref.Relations, storage.Relation{
			ID: storage.ID(i + 1), From: list[r.IntN(n)].id, To: list[r.IntN(n)].id, Kind: storage.RelationKinds[r.IntN(9)],
		})
	}
	if r.IntN(2) == 0 {
		var keep []storage.ID
		for _, id := range in.Columns.ID {
			if r.IntN(3) > 0 {
				keep = append(keep, id)
			}
		}
		in.Keep = NewSet(append(keep, 99)...)
	}
	return in
}

// kept counts the statements of in that pass.
func kept(in Input) int {
	n := 0
	for _, id := range in.Columns.ID {
		if in.Keep == nil || in.Keep.Has(id) {
			n++
		}
	}
	return n
}

func eachRandom(t *testing.T, rounds int, f func(in Input, r *rand.Rand)) {
	t.Helper()
	for round := range rounds {
		r := newRand(t, uint64(100+round))
		f(randomInput(t, r, 1+r.IntN(150)), r)
		if t.Failed() {
			t.Fatalf("round %d", round)
		}
	}
}

func TestTotalsAreWhatIsKept(t *testing.T) {
	eachRandom(t, 60, func(in Input, r *rand.Rand) {
		n, top := kept(in), 1+r.IntN(6)
		for by := range numDimensions {
			a := NewActivityBy(in, ActivityOptions{By: by, TopN: top, Group: r.IntN(2) == 0})
			sum, count := 0.0, 0
			for i, e := range a.Series {
				sum, count = sum+total(a.Share[i]), count+e.Count
				if !near(total(a.Share[i]), float64(e.Count)) {
					t.Errorf("by %d: %s has %g, want %d", by, e.Name, total(a.Share[i]), e.Count)
				}
			}
			if a.Dated+a.Undated != n || count != a.Dated || !near(sum, float64(a.Dated)) {
				t.Errorf("by %d: %d dated, %d undated, sum %g, count %d of %d", by, a.Dated, a.Undated, sum, count, n)
			}
		}
		if v := NewVerbsByActor(in, VerbOptions{Actors: top, Verbs: top, ByClass: r.IntN(2) == 0}); sumOf(v.Count) != n || v.Total != n {
			t.Errorf("verbs: %d of %d", sumOf(v.Count), n)
		}
		if rv := NewRiver(in, RiverOptions{TopN: top}); rv.Dated+rv.Undated+rv.Silent != n {
			t.Errorf("river: %d + %d + %d of %d", rv.Dated, rv.Undated, rv.Silent, n)
		}
		c := NewCalendarHeat(in, CalendarOptions{Years: 1 + r.IntN(3)})
		sum := c.Outside
		for _, y := range c.Years {
			sum += y.Total
		}
		if c.Dated+c.Undated != n || !near(sum, float64(c.Dated)) {
			t.Errorf("calendar: %d dated, %d undated, sum %g of %d", c.Dated, c.Undated, sum, n)
		}
		w := NewWeekHours(in, WeekHoursOptions{})
		var timed, dayed float64
		for _, day := range w.Share {
			timed, dayed = timed+total(day[:HourUnknown]), dayed+day[HourUnknown]
		}
		if w.Timed+w.Dayed+w.Longer+w.Undated != n || !near(timed, float64(w.Timed)) || !near(dayed, float64(w.Dayed)) {
			t.Errorf("week: %d %d %d %d of %d; %g and %g", w.Timed, w.Dayed, w.Longer, w.Undated, n, timed, dayed)
		}
	})
}

func sumOf(rows [][]int) (n int) {
	for _, row := range rows {
		for _, x := range row {
			n += x
		}
	}
	return n
}

// The matrix agrees with one counted in maps; what has no row or column is in
// the others.
func TestMatrixAgreesWithMaps(t *testing.T) {
	eachRandom(t, 60, func(in Input, r *rand.Rand) {
		m := NewStanceMatrix(in, MatrixOptions{Actors: 1 + r.IntN(8), Claims: 1 + r.IntN(4)})
		actors, claims := known(in.Ref.Actors, storage.Actor{}), known(in.Ref.Claims, storage.Claim{})
		row := func(id storage.ID) int { return placed(m.Actors, id, actors) }
		col := func(id storage.ID) int { return placed(m.Claims, id, claims) }
		want := make(map[[2]int]StanceCell)
		positions := 0
		for _, s := range rowsIn(in.Columns) {
			if in.Keep != nil && !in.Keep.Has(s.id) {
				continue
			}
			for p := range s.claims {
				key := [2]int{row(s.speaker), col(s.claims[p])}
				cell := want[key]
				if cell.Count == 0 || s.stances[p] < cell.Min {
					cell.Min = s.stances[p]
				}
				if cell.Count == 0 || s.stances[p] > cell.Max {
					cell.Max = s.stances[p]
				}
				cell.Count, cell.Sum = cell.Count+1, cell.Sum+int(s.stances[p])
				want[key] = cell
				positions++
			}
		}
		for i := range m.Cells {
			for j, got := range m.Cells[i] {
				if got != want[[2]int{i, j}] {
					t.Errorf("cell %d, %d: %+v, want %+v", i, j, got, want[[2]int{i, j}])
				}
				if (len(m.IDs(i, j)) > 0) != (got.Count > 0) || len(m.IDs(i, j)) > got.Count {
					t.Errorf("cell %d, %d: %d statements behind %d positions", i, j, len(m.IDs(i, j)), got.Count)
				}
			}
		}
		if m.Positions != positions || m.Statements+m.Silent != kept(in) {
			t.Errorf("%d positions of %d, %d + %d statements of %d", m.Positions, positions, m.Statements, m.Silent, kept(in))
		}
	})
}

// known is the set of ids of records.
func known[T any](list []T, _ T) map[storage.ID]bool {
	set := map[storage.ID]bool{}
	for _, r := range list {
		switch r := any(r).(type) {
		case storage.Actor:
			set[r.ID] = true
		case storage.Claim:
			set[r.ID] = true
		}
	}
	return set
}

// placed gives the entry of a record: its own, that of all the unknown (id 0),
// or the others.
func placed(entries []Entry, id storage.ID, known map[storage.ID]bool) int {
	if !known[id] {
		id = 0
	}
	for i, e := range entries {
		if e.ID == id && e.Others == 0 {
			return i
		}
	}
	return len(entries) - 1
}

// Of every summary, the statements behind the figures are what the figures
// count.
func TestStatementsBehindTheFigures(t *testing.T) {
	eachRandom(t, 30, func(in Input, r *rand.Rand) {
		top := 1 + r.IntN(6)
		a := NewActivityBy(in, ActivityOptions{TopN: top, Bin: BinQuarter, FixedBin: true})
		rv := NewRiver(in, RiverOptions{TopN: top, Bin: BinQuarter, FixedBin: true})
		for k, p := range []Periods{a.Periods, rv.Periods} {
			for i := range p.Share {
				for j, share := range p.Share[i] {
					checkBehind(t, "periods", p.IDs(i, j), share/float64(k+1)) // “others” of a river: up to two claims
				}
				if got := p.IDs(i, -1); len(got) == 0 || len(got) > p.Series[i].Count {
					t.Errorf("%d statements behind %+v", len(got), p.Series[i])
				}
			}
			if len(p.IDs(-1, -1)) != p.Dated {
				t.Errorf("%d statements of %d", len(p.IDs(-1, -1)), p.Dated)
			}
		}
		v := NewVerbsByActor(in, VerbOptions{Actors: top, Verbs: top})
		for i := range v.Count {
			for j, n := range v.Count[i] {
				if got := len(v.IDs(i, j)); got != n {
					t.Errorf("verbs %d, %d: %d statements, want %d", i, j, got, n)
				}
			}
		}
		w := NewWeekHours(in, WeekHoursOptions{})
		for d := range w.Share {
			for h, share := range w.Share[d] {
				checkBehind(t, "week", w.IDs(d, h), share)
			}
		}
		f := NewFlow(in, FlowOptions{TopN: top})
		for _, l := range f.Links {
			checkBehind(t, "flow", f.IDs(l.From, l.To), l.Weight)
		}
	})
}

func checkBehind(t *testing.T, what string, ids []storage.ID, share float64) {
	t.Helper()
	if (len(ids) > 0) != (share > 1e-12) || share > float64(len(ids))+1e-9 {
		t.Errorf("%s: %d statements behind a share of %g", what, len(ids), share)
	}
	if !slices.IsSorted(ids) {
		t.Errorf("%s: %v do not ascend", what, ids)
	}
}

// What flows into an inner node flows out of it; nothing flows back.
func TestFlowAddsUp(t *testing.T) {
	eachRandom(t, 60, func(in Input, r *rand.Rand) {
		f := NewFlow(in, FlowOptions{TopN: 1 + r.IntN(8), Group: r.IntN(2) == 0})
		into, out := make([]float64, len(f.Nodes)), make([]float64, len(f.Nodes))
		for _, l := range f.Links {
			if f.Nodes[l.From].Column >= f.Nodes[l.To].Column || l.From >= l.To {
				t.Errorf("a link back: %+v", l)
			}
			out[l.From] += l.Weight
			into[l.To] += l.Weight
		}
		left, arrived := 0.0, 0.0
		for i, n := range f.Nodes {
			switch n.Stage {
			case StageOutlet:
				left += out[i]
			case StageClaim:
				arrived += into[i]
			default:
				if !near(into[i], out[i]) {
					t.Errorf("%s: %g in, %g out", n.Name, into[i], out[i])
				}
			}
			if !near(n.Weight, max(into[i], out[i])) {
				t.Errorf("%s: weight %g, want %g", n.Name, n.Weight, max(into[i], out[i]))
			}
		}
		if n := float64(kept(in)); !near(left, n) || !near(arrived, n) || f.Total != kept(in) {
			t.Errorf("%g left, %g arrived, %d in all of %g", left, arrived, f.Total, n)
		}
	})
}

// The week agrees with asking the calendar for every minute.
func TestWeekAgreesWithEveryMinute(t *testing.T) {
	for _, zone := range []string{"UTC", "Asia/Tehran", "America/New_York", "Australia/Lord_Howe"} {
		eachRandom(t, 8, func(in Input, _ *rand.Rand) {
			in.Location = binZone(t, zone)
			for i := range in.Columns.When {
				w := &in.Columns.When[i]
				if finite(w.EarliestStart) && finite(w.LatestEnd) {
					w.EarliestStart -= floorMod(w.EarliestStart, 60)
					w.LatestEnd = max(w.LatestEnd-floorMod(w.LatestEnd, 60), w.EarliestStart+60)
				}
			}
			w := NewWeekHours(in, WeekHoursOptions{})
			for d, day := range slowWeek(in) {
				for h, want := range day {
					if math.Abs(w.Share[d][h]-want) > 1e-9 {
						t.Errorf("%s, %s, %d: %g, want %g", zone, w.Day(d), h, w.Share[d][h], want)
					}
				}
			}
		})
	}
}

func slowWeek(in Input) (share [7][25]float64) {
	for i, w := range in.Columns.When {
		length := w.LatestEnd - w.EarliestStart
		open := !finite(w.EarliestStart) || !finite(w.LatestEnd)
		if in.Keep != nil && !in.Keep.Has(in.Columns.ID[i]) || in.Columns.Flags[i]&storage.Undated != 0 || open || length > 25*3600 {
			continue
		}
		for t := w.EarliestStart; t < w.LatestEnd; t += 60 {
			local := time.Unix(t, 0).In(in.Location)
			hour := local.Hour()
			if length > 3600 {
				hour = HourUnknown
			}
			share[(local.Weekday()+6)%7][hour] += 60 / float64(length)
		}
	}
	return share
}

// The same statements under other ids, and records in another order, make the
// same tables.
func TestOrderDoesNotMatter(t *testing.T) {
	eachRandom(t, 30, func(in Input, r *rand.Rand) {
		in.Keep = nil
		for name, make := range allSummaries {
			byStatement := name == "stance over time" || name == "latency" // these name statements, and break ties by them
			other := shuffled(in, r, !byStatement)
			if got, want := make(other).Table(), make(in).Table(); !sameTable(got, want) {
				t.Errorf("%s:\n%v\nwant\n%v", name, got, want)
			}
			first, second := make(in), make(in)
			if !slices.Equal(first.Notes(), second.Notes()) || fmt.Sprint(first.Table()) != fmt.Sprint(second.Table()) {
				t.Errorf("%s: two runs differ", name)
			}
		}
	})
}

// sameTable compares cells as text, or as numbers that may differ in the last
// decimal.
func sameTable(a, b Table) bool {
	if len(a.Rows) != len(b.Rows) || !slices.Equal(a.Header, b.Header) {
		return false
	}
	for i := range a.Rows {
		for j := range a.Rows[i] {
			x, errX := strconv.ParseFloat(a.Rows[i][j], 64)
			y, errY := strconv.ParseFloat(b.Rows[i][j], 64)
			if a.Rows[i][j] != b.Rows[i][j] && (errX != nil || errY != nil || math.Abs(x-y) > 2e-6) {
				return false
			}
		}
	}
	return true
}

// shuffled gives the same project in another order: of its records, and with
// statements also of the ids.
func shuffled(in Input, r *rand.Rand, statements bool) Input {
	out := Input{Documents: slices.Clone(in.Documents), Location: in.Location, Columns: in.Columns, Ref: Reference{
		Actors: slices.Clone(in.Ref.Actors), Verbs: slices.Clone(in.Ref.Verbs),
		Claims: slices.Clone(in.Ref.Claims), Relations: slices.Clone(in.Ref.Relations),
	}}
	shuffle(r, out.Documents)
	shuffle(r, out.Ref.Actors)
	shuffle(r, out.Ref.Verbs)
	shuffle(r, out.Ref.Claims)
	shuffle(r, out.Ref.Relations)
	if !statements {
		return out
	}
	list := rowsIn(in.Columns)
	shuffle(r, list)
	renamed := map[storage.ID]storage.ID{}
	for i := range list {
		renamed[list[i].id] = storage.ID(1000 + i)
		list[i].id = storage.ID(1000 + i)
	}
	for i := range list {
		list[i].reportedIn = renamed[list[i].reportedIn]
	}
	out.Columns = columns(list...)
	return out
}

func shuffle[T any](r *rand.Rand, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// Latency agrees with the definition read out loud.
func TestLatencyAgreesWithTheDefinition(t *testing.T) {
	responses := 0
	eachRandom(t, 80, func(in Input, _ *rand.Rand) {
		l := NewLatency(in, LatencyOptions{Claims: MaxTopN, Responses: MaxTopN})
		for _, c := range l.Claims {
			raise := slowRaise(in, c.Claim.ID)
			if c.Raised != raise.id {
				t.Errorf("claim %d is raised by %d, want %d", c.Claim.ID, c.Raised, raise.id)
				continue
			}
			want := slowResponses(in, raise, c.Claim.ID)
			for _, got := range c.Responses {
				responses++
				if got.ID != want[got.Actor.ID].id {
					t.Errorf("claim %d: %s answers with %d, want %d", c.Claim.ID, got.Actor.Name, got.ID, want[got.Actor.ID].id)
				}
				if !got.MinOpen && !got.MaxOpen && got.Min > got.Max {
					t.Errorf("from %d to %d", got.Min, got.Max)
				}
			}
			if len(want) != len(c.Responses) {
				t.Errorf("claim %d: %d responses, want %d", c.Claim.ID, len(c.Responses), len(want))
			}
		}
	})
	if responses < 100 {
		t.Errorf("only %d responses were looked at", responses)
	}
}

// begins gives the first two corners, all of time for an undated statement.
func (s *utter) begins() (from, to int64) {
	if s.flags&storage.Undated != 0 || !finite(s.when.EarliestStart) && !finite(s.when.LatestEnd) {
		return edtf.OpenPast, edtf.OpenFuture
	}
	return s.when.EarliestStart, s.when.LatestStart
}

func (s *utter) before(o *utter) bool {
	a, b := s.begins2(), o.begins2()
	return slices.Compare(a[:], b[:]) < 0
}

// begins2 is what statements are ordered by.
func (s *utter) begins2() [3]int64 {
	from, to := s.begins()
	return [3]int64{to, from, int64(s.id)}
}

func (s *utter) on(claim storage.ID) (storage.Stance, bool) {
	i := slices.Index(s.claims, claim)
	if i < 0 {
		return 0, false
	}
	return s.stances[i], true
}

func slowRaise(in Input, claim storage.ID) (first utter) {
	for _, s := range rowsIn(in.Columns) {
		if in.Keep != nil && !in.Keep.Has(s.id) || s.reportedIn != 0 {
			continue
		}
		from, to := s.begins()
		if from == edtf.OpenPast && (to == edtf.OpenFuture || to == edtf.OpenPast) {
			continue
		}
		for p, c := range s.claims {
			report := s.stances[p] == 0 && s.verb <= 4 // the first four starter verbs are reports
			if c == claim && (s.stances[p] > 0 || report) && (first.id == 0 || s.before(&first)) {
				first = s
			}
		}
	}
	return first
}

func slowResponses(in Input, raise utter, claim storage.ID) map[storage.ID]utter {
	first, surely := map[storage.ID]utter{}, map[storage.ID]bool{}
	begin, end := raise.begins()
	byID := map[storage.ID]utter{}
	for _, s := range rowsIn(in.Columns) {
		byID[s.id] = s
	}
	for _, s := range rowsIn(in.Columns) {
		if in.Keep != nil && !in.Keep.Has(s.id) || s.speaker == raise.speaker {
			continue
		}
		carried := false
		for up := s.reportedIn; up != 0; up = byID[up].reportedIn {
			carried = carried || up == raise.id
		}
		_, about := s.on(claim)
		tied := slices.ContainsFunc(in.Ref.Relations, func(r storage.Relation) bool {
			return r.From == s.id && r.To == raise.id && slices.Contains([]storage.RelationKind{
				storage.Denies, storage.Confirms, storage.Corrects, storage.RespondsTo,
			}, r.Kind)
		})
		from, to := s.begins()
		undated := from == edtf.OpenPast && to == edtf.OpenFuture
		if carried || !about && !tied || !tied && (undated || to <= begin) {
			continue
		}
		actor := s.speaker
		if !known(in.Ref.Actors, storage.Actor{})[actor] {
			actor = 0
		}
		old, some := first[actor]
		sure := tied || from >= end
		if !some || sure && !surely[actor] || sure == surely[actor] && s.before(&old) {
			first[actor], surely[actor] = s, sure
		}
	}
	return first
}
