//go:build unix

package app

import (
	"context"
	"slices"
	"testing"
	"time"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/edtf"
)

// benchRows are n statements over eleven years, as an import makes them: to the
// day, not in the order of their ids.
func benchRows(n int) *charts.Index {
	c := &storage.Columns{PosOff: make([]int32, n+1), PartyOff: make([]int32, n+1)}
	for i := range n {
		day := int64(1_104_537_600 + 86_400*(i*7919%4018))
		c.ID, c.Speaker, c.Verb = append(c.ID, storage.ID(i+1)), append(c.Speaker, storage.ID(1+i%500)), append(c.Verb, storage.ID(1+i%30))
		c.When = append(c.When, edtf.Corners{EarliestStart: day, LatestStart: day + 86_400, EarliestEnd: day, LatestEnd: day + 86_400})
	}
	c.Document, c.Coder, c.ReportedIn = make([]storage.ID, n), make([]storage.ID, n), make([]storage.ID, n)
	c.Precision, c.Sequence = make([]edtf.Precision, n), make([]int32, n)
	c.Certainty, c.Flags = make([]int8, n), make([]storage.Flags, n)
	return charts.NewIndex(c, charts.Reference{})
}

// BenchmarkSortTableByTime is the whole sort of 1,000,000 rows; copy-ms is the
// part of it that the window's goroutine does.
func BenchmarkSortTableByTime(b *testing.B) {
	s := &Session{index: benchRows(1_000_000)}
	orders := []TableOrder{{Column: TableDate}}
	var copied time.Duration
	for b.Loop() {
		start := time.Now()
		rows := s.takeRows(orders)
		copied += time.Since(start)
		ids, err := rows.sort(context.Background(), nil, nil, orders, nil)
		if err != nil || len(ids) != 1_000_000 {
			b.Fatal(len(ids), err)
		}
	}
	b.ReportMetric(copied.Seconds()*1000/float64(b.N), "copy-ms/op")
}

// BenchmarkSortTableByText sorts 100,000 rows of a file by their quotes.
func BenchmarkSortTableByText(b *testing.B) {
	s, err := Open(context.Background(), bulkProject(b, 100_000), Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for b.Loop() {
		sorted(b, s, TableOrder{Column: TableQuote})
	}
}

// BenchmarkReadTablePage reads what a page of 40 rows shows, from anywhere.
func BenchmarkReadTablePage(b *testing.B) {
	s, err := Open(context.Background(), bulkProject(b, 100_000), Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	ids := slices.Clone(s.Index().Columns().ID)
	at := 0
	for b.Loop() {
		at = (at + 7919) % (len(ids) - 40)
		sts, err := s.File().StatementsOf(context.Background(), ids[at:at+40])
		if err != nil || len(sts) != 40 {
			b.Fatal(len(sts), err)
		}
	}
}

// BenchmarkBulkEdit changes the place of 5,000 statements in one step.
func BenchmarkBulkEdit(b *testing.B) {
	s, err := Open(context.Background(), bulkProject(b, 20_000), Options{Now: clock})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	ids := slices.Clone(s.Index().Columns().ID[:5000])
	for i := 0; b.Loop(); i++ {
		if n, err := applyBulk(b, s, ids, BulkEdit{Field: BulkPlace, Value: []string{"Vienna", "Geneva"}[i%2]}); err != nil || n != len(ids) {
			b.Fatal(n, err)
		}
	}
}
