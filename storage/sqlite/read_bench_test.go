//go:build unix

package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"saywhen/storage"
)

// benchStatements is the size of the project that reading is measured on.
const benchStatements = 100_000

// newBulk makes a project of 100,000 statements with quotes, positions and
// addressees.
func newBulk(b *testing.B) *File {
	b.Helper()
	f := newProject(b, testOptions())
	w := newWorld(b, f)
	quote := strings.Repeat("The quoted words of the speaker, some of them. ", 4)
	_, err := f.Import(context.Background(), "Import", func(tx *Tx) error {
		for i := range benchStatements {
			s := w.statement(i)
			s.Gist = fmt.Sprintf("gist %d, a line of forty letters or so", i)
			s.Citations = []storage.Citation{{Document: w.doc.ID, Quote: quote + fmt.Sprint(i%1000)}}
			if err := tx.PutStatement(&s); err != nil {
				return err
			}
		}
		return nil
	})
	must(b, err)
	return f
}

// perOp measures the processor time of run; on shared cores wall time says
// little.
func perOp(b *testing.B, run func() error) {
	b.Helper()
	b.ReportAllocs()
	took := stopwatch()
	for b.Loop() {
		must(b, run())
	}
	b.ReportMetric(took()*1000/float64(b.N), "cpu-ms/op")
}

// BenchmarkRead measures what the window waits for, on 100,000 statements.
func BenchmarkRead(b *testing.B) {
	ctx := context.Background()
	f := newBulk(b)
	c, err := f.Columns(ctx, nil)
	must(b, err)
	b.Run("Columns", func(b *testing.B) {
		perOp(b, func() error { _, err := f.Columns(ctx, nil); return err })
	})
	for _, p := range []packing{packStatements, packPositions, packParties, packCitations} {
		b.Run("packed/"+p.table, func(b *testing.B) {
			perOp(b, func() error { return p.all(ctx, f.reader, 10_000, packChunk, func([]int64) {}, func(int) {}) })
		})
		b.Run("scanned/"+p.table, func(b *testing.B) {
			perOp(b, func() error { return scanAll(ctx, f.reader, p) })
		})
	}
	b.Run("ColumnsOf 1", func(b *testing.B) {
		perOp(b, func() error { _, err := f.ColumnsOf(ctx, c.ID[5000:5001]); return err })
	})
	b.Run("Labels 200", func(b *testing.B) {
		perOp(b, func() error { _, err := f.Labels(ctx, c.ID[5000:5200]); return err })
	})
	for _, query := range []string{"gist 777", "quoted words", "777", "q", "actor 7"} {
		b.Run("Search/"+query, func(b *testing.B) {
			perOp(b, func() error { _, _, err := f.Search(ctx, query, 50); return err })
		})
		b.Run("SearchStatements/"+query, func(b *testing.B) {
			perOp(b, func() error { _, err := f.SearchStatements(ctx, query); return err })
		})
	}
	b.Run("Statements", func(b *testing.B) {
		perOp(b, func() error {
			for _, err := range f.Statements(ctx) {
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	b.Run("Info", func(b *testing.B) {
		perOp(b, func() error { _, err := f.Info(ctx); return err })
	})
	b.Run("Check", func(b *testing.B) {
		perOp(b, func() error { _, err := f.Check(ctx, nil); return err })
	})
}

// scanAll is the plain way of reading what packing.all reads.
func scanAll(ctx context.Context, q querier, p packing) error {
	values := make([]sql.NullInt64, p.width)
	dest := make([]any, len(values))
	for i := range values {
		dest[i] = &values[i]
	}
	return each(ctx, q, "SELECT "+p.columns+" FROM "+p.table, nil, dest, func() {})
}
