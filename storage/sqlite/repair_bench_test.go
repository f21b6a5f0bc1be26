//go:build unix

package sqlite

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkRepair repairs a project of 5,000 statements, whole and with every
// tenth page gone.
func BenchmarkRepair(b *testing.B) {
	d := newDamageable(b, 5000, true)
	holed := bytes.Clone(d.content)
	for at := 10 * 4096; at < len(holed); at += 10 * 4096 {
		clear(holed[at:][:4096])
	}
	for _, c := range []struct {
		name    string
		content []byte
	}{{"whole", d.content}, {"a tenth gone", holed}} {
		b.Run(c.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "x"+Extension)
			must(b, os.WriteFile(path, c.content, 0o600))
			used := stopwatch()
			b.ResetTimer()
			for i := range b.N {
				r, err := Repair(context.Background(), path, fmt.Sprint(path, i), testOptions(), nil)
				must(b, err)
				if len(r.Problems) > 0 {
					b.Fatal(r.Problems)
				}
			}
			b.StopTimer()
			b.ReportMetric(float64(len(c.content))/(1<<20), "MiB")
			b.ReportMetric(used()/float64(b.N), "cpu-s/op")
		})
	}
}
