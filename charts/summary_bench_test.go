package charts

import (
	"testing"

	"saywhen/storage"
)

// bigInput is n statements by 10,000 actors on 300 claims from 400 documents.
func bigInput(tb testing.TB, n int) Input {
	tb.Helper()
	r := newRand(tb, 21)
	cols, ref := random(r, n, 10_000, 11)
	in := Input{Columns: cols, Ref: ref}
	in.Ref.Claims = nil
	for i := range 300 {
		in.Ref.Claims = append(in.Ref.Claims, storage.Claim{ID: storage.ID(5 + i*31), Kind: storage.Factual, Text: "claim"})
	}
	for i := range cols.Claims {
		cols.Claims[i] = in.Ref.Claims[r.IntN(300)*r.IntN(300)/300].ID
	}
	for i := range 400 {
		in.Documents = append(in.Documents, storage.Document{ID: storage.ID(i + 1), Outlet: ref.Actors[i%50].ID})
	}
	for i := range cols.Document {
		cols.Document[i] = storage.ID(r.IntN(410))
	}
	for i := range 2000 {
		k := r.IntN(n)
		in.Ref.Relations = append(in.Ref.Relations, storage.Relation{
			ID: storage.ID(i + 1), From: cols.ID[k], Kind: storage.Denies, To: cols.ID[r.IntN(k+1)],
		})
	}
	return in
}

// BenchmarkSummaries counts a million statements.
func BenchmarkSummaries(b *testing.B) {
	in := bigInput(b, 1_000_000)
	for name, run := range allSummaries {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				run(in)
			}
		})
	}
}

// allSummaries makes each of them as most options go.
var allSummaries = map[string]func(Input) Summary{
	"activity by actor":  func(in Input) Summary { return NewActivityBy(in, ActivityOptions{}) },
	"activity by stance": func(in Input) Summary { return NewActivityBy(in, ActivityOptions{By: ByStance}) },
	"activity by class":  func(in Input) Summary { return NewActivityBy(in, ActivityOptions{By: ByClass}) },
	"activity by outlet": func(in Input) Summary { return NewActivityBy(in, ActivityOptions{By: ByOutlet}) },
	"activity by day":    func(in Input) Summary { return NewActivityBy(in, ActivityOptions{FixedBin: true}) },
	"river":              func(in Input) Summary { return NewRiver(in, RiverOptions{}) },
	"matrix":             func(in Input) Summary { return NewStanceMatrix(in, MatrixOptions{}) },
	"matrix of groups":   func(in Input) Summary { return NewStanceMatrix(in, MatrixOptions{Group: true}) },
	"network addresses":  func(in Input) Summary { return NewNetwork(in, NetworkOptions{}) },
	"network about":      func(in Input) Summary { return NewNetwork(in, NetworkOptions{Mode: NetworkAbout}) },
	"network congruence": func(in Input) Summary { return NewNetwork(in, NetworkOptions{Mode: NetworkCongruence}) },
	"network conflict":   func(in Input) Summary { return NewNetwork(in, NetworkOptions{Mode: NetworkConflict}) },
	"network subtract":   func(in Input) Summary { return NewNetwork(in, NetworkOptions{Mode: NetworkSubtract}) },
	"flow":               func(in Input) Summary { return NewFlow(in, FlowOptions{}) },
	"calendar":           func(in Input) Summary { return NewCalendarHeat(in, CalendarOptions{}) },
	"stance over time":   func(in Input) Summary { return NewStanceOverTime(in, StanceOptions{}) },
	"verbs":              func(in Input) Summary { return NewVerbsByActor(in, VerbOptions{}) },
	"verbs by class":     func(in Input) Summary { return NewVerbsByActor(in, VerbOptions{ByClass: true}) },
	"week and hours":     func(in Input) Summary { return NewWeekHours(in, WeekHoursOptions{}) },
	"latency":            func(in Input) Summary { return NewLatency(in, LatencyOptions{}) },
}
