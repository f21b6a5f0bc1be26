//go:build unix

package app

import (
	"context"
	"fmt"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// bulkProject makes a project of n statements with a quote, a position and an
// addressee each.
func bulkProject(b *testing.B, n int) string {
	b.Helper()
	ctx := context.Background()
	path := filepath.Join(b.TempDir(), "bulk.saywhen")
	f, err := sqlite.Create(ctx, path, sqlite.Options{Now: clock, NoBackup: true})
	if err != nil {
		b.Fatal(err)
	}
	if _, err = f.Import(ctx, "Bulk", func(tx *sqlite.Tx) error { return fill(tx, n) }); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

func fill(tx *sqlite.Tx, n int) error {
	actors, claims := make([]storage.ID, 500), make([]storage.ID, 50)
	for i := range actors {
		a := storage.Actor{Kind: storage.Person, Name: fmt.Sprint("actor ", i), Colour: storage.NoColour}
		if err := tx.PutActor(&a); err != nil {
			return err
		}
		actors[i] = a.ID
	}
	for i := range claims {
		c := storage.Claim{Kind: storage.Factual, Text: fmt.Sprint("claim ", i)}
		if err := tx.PutClaim(&c); err != nil {
			return err
		}
		claims[i] = c.ID
	}
	d := storage.Document{Title: "document"}
	if err := tx.PutDocument(&d); err != nil {
		return err
	}
	day := time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		when, err := edtf.ResolveIn(day.AddDate(0, 0, i*7%4000).Format("2006-01-02"), "", time.UTC)
		if err != nil {
			return err
		}
		st := storage.Statement{
			Speaker: actors[i*i%len(actors)], Verb: storage.ID(1 + i%30), When: when, Certainty: storage.NoCertainty,
			Addressees: []storage.ID{actors[(i*i+1)%len(actors)]},
			Positions:  []storage.Position{{Claim: claims[i%len(claims)], Stance: storage.Stance(i%5 - 2)}},
			Citations:  []storage.Citation{{Document: d.ID, Quote: fmt.Sprint("the words of the statement with the number ", i)}},
		}
		if err := tx.PutStatement(&st); err != nil {
			return err
		}
	}
	return nil
}

// cpu is the processor time that this process has used.
func cpu() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// BenchmarkOpen measures from the file to the index, which is what one waits
// for before the first picture.
func BenchmarkOpen(b *testing.B) {
	path := bulkProject(b, 100_000)
	before := cpu()
	for b.Loop() {
		s, err := Open(context.Background(), path, Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
	b.ReportMetric((cpu()-before).Seconds()*1000/float64(b.N), "cpu-ms/op")
}
