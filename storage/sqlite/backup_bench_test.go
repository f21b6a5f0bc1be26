//go:build unix

package sqlite

import (
	"context"
	"os"
	"testing"
	"time"
)

// BenchmarkBackup measures, on a project of 100,000 statements, how much longer
// the first write after opening takes than the one after it: "at once" is a
// write that comes in the moment of opening, "prepared" one that comes after
// the copy that a window begins by itself; then how long comparing with a backup
// takes, and bringing back a state that differs in one statement.
func BenchmarkBackup(b *testing.B) {
	ctx := context.Background()
	f := newBulk(b)
	opt := f.opt
	opt.NoBackup = false
	must(b, f.Close())
	info, err := os.Stat(f.Path())
	must(b, err)
	b.Logf("the file has %d MiB", info.Size()>>20)
	for _, prepared := range []bool{false, true} {
		name := map[bool]string{false: "FirstWrite/at once", true: "FirstWrite/prepared"}[prepared]
		b.Run(name, func(b *testing.B) {
			var first, next time.Duration
			for b.Loop() {
				must(b, os.RemoveAll(BackupFolder(f.Path(), "")))
				g, err := Open(ctx, f.Path(), opt)
				must(b, err)
				if prepared {
					g.PrepareBackup()
					backupsOf(b, g)
				}
				at := time.Now()
				do(b, g, "Add", addActor)
				first += time.Since(at)
				at = time.Now()
				do(b, g, "Add", addActor)
				next += time.Since(at)
				must(b, g.Close())
			}
			b.ReportMetric(float64(first.Microseconds())/1000/float64(b.N), "first-ms")
			b.ReportMetric(float64(next.Microseconds())/1000/float64(b.N), "next-ms")
		})
	}
	g, err := Open(ctx, f.Path(), opt)
	must(b, err)
	defer g.Close()
	do(b, g, "Add", addActor)
	list := backupsOf(b, g)
	b.Run("Compare", func(b *testing.B) {
		perOp(b, func() error { _, err := g.Compare(ctx, list[0].Path, 200, nil); return err })
	})
	b.Run("BringBack", func(b *testing.B) {
		for b.Loop() {
			do(b, g, "Add", addActor)
			_, err := g.BringBack(ctx, list[0].Path, "Go back")
			must(b, err)
		}
	})
}
