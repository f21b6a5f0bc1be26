//go:build unix

package cli

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// BenchmarkAgainstChromium draws the same charts by the command and by headless
// Chromium, each in a fresh process, in turns, and gives the medians of the
// wall time and their ratio. It is left out where there is no Chromium.
func BenchmarkAgainstChromium(b *testing.B) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		b.Skip("there is no chromium on this machine to compare with")
	}
	dir := b.TempDir()
	program := filepath.Join(dir, "saywhen")
	build := exec.Command("go", "build", "-o", program, "saywhen")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	mustRun(b, build)
	project := crowdedProject(b, dir)
	for _, c := range []struct {
		name, chart string
		set         []string
	}{
		{"sankey", "flow", nil},
		{"bar", "activity", []string{"by=actor", "bin=week", "top=20"}},
		{"heatmap", "stance-matrix", []string{"top=30"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			args := []string{"export", project, "--chart", c.chart}
			for _, s := range c.set {
				args = append(args, "--set", s)
			}
			page := filepath.Join(dir, c.name+".html")
			mustRun(b, exec.Command(program, append(args, "-o", page)...))
			var ours, theirs []time.Duration
			for b.Loop() {
				ours = append(ours, wall(b, exec.Command(program, append(args, "-o", filepath.Join(dir, c.name+".png"))...)))
				theirs = append(theirs, wall(b, screenshot(chromium, b.TempDir(), page)))
			}
			o, t := median(ours), median(theirs)
			b.ReportMetric(float64(o.Milliseconds()), "saywhen-ms")
			b.ReportMetric(float64(t.Milliseconds()), "chromium-ms")
			b.ReportMetric(float64(o)/float64(t), "ratio")
		})
	}
}

func screenshot(chromium, profile, page string) *exec.Cmd {
	return exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
		"--user-data-dir="+profile, "--window-size=1200,700", "--screenshot="+filepath.Join(profile, "page.png"), "file://"+page)
}

func wall(b *testing.B, cmd *exec.Cmd) time.Duration {
	b.Helper()
	begun := time.Now()
	mustRun(b, cmd)
	return time.Since(begun)
}

func mustRun(b *testing.B, cmd *exec.Cmd) {
	b.Helper()
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%s", cmd, err, out)
	}
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// crowdedProject has 30 actors with a stance on each of 30 claims, over 50
// weeks.
func crowdedProject(b *testing.B, dir string) string {
	b.Helper()
	ctx := context.Background()
	path := filepath.Join(dir, "crowded.saywhen")
	f, err := sqlite.Create(ctx, path, sqlite.Options{NoBackup: true})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := f.Import(ctx, "Crowd", crowd); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

func crowd(tx *sqlite.Tx) error {
	const n = 30
	var actors, claims [n]storage.ID
	for i := range n {
		a := storage.Actor{Kind: storage.Person, Name: fmt.Sprint("Actor number ", i), Colour: storage.NoColour}
		c := storage.Claim{Kind: storage.Factual, Text: fmt.Sprint("Claim number ", i)}
		if err := tx.PutActor(&a); err != nil {
			return err
		}
		if err := tx.PutClaim(&c); err != nil {
			return err
		}
		actors[i], claims[i] = a.ID, c.ID
	}
	day := time.Date(2014, 1, 6, 0, 0, 0, 0, time.UTC)
	for i := range n * n {
		when, err := edtf.ResolveIn(day.AddDate(0, 0, 7*(i*i%50)).Format("2006-01-02"), "", time.UTC)
		if err != nil {
			return err
		}
		st := storage.Statement{
			Speaker: actors[i%n], Verb: 1, When: when, Certainty: storage.NoCertainty,
			Positions: []storage.Position{{Claim: claims[i/n], Stance: storage.Stance(i%5 - 2)}},
		}
		if err := tx.PutStatement(&st); err != nil {
			return err
		}
	}
	return nil
}
