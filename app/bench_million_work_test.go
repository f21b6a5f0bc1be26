//go:build unix

package app

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// BenchmarkMillionOpen measures from the file to the index: what one waits for
// before the first picture.
func BenchmarkMillionOpen(b *testing.B) {
	for _, n := range []int{allEvents, million, threeMillion} {
		b.Run(sized(n), func(b *testing.B) {
			path := benchProject(b, n)
			var each timings
			for b.Loop() {
				for range 3 {
					debug.FreeOSMemory()
					each.run(func() {
						s, err := Open(b.Context(), path, Options{ReadOnly: true})
						if err != nil {
							b.Fatal(err)
						}
						s.Close()
					})
				}
			}
			each.report(b, "open")
		})
	}
}

// BenchmarkMillionSearch looks words up that very many, many and few quotes
// have: the first 50 of them with the number of all, as the box for searching
// does, and the statements that a filter keeps.
func BenchmarkMillionSearch(b *testing.B) {
	s := openBench(b, million)
	words := vocabulary()
	for name, query := range map[string]string{
		"most": words[0] + " ", "many": words[30] + " ", "few": words[2900] + " ", "two": words[3] + " " + words[40] + " ", "begun": words[300][:3],
	} {
		b.Run(name, func(b *testing.B) {
			var first, kept timings
			found, all := 0, 0
			for b.Loop() {
				for range 11 {
					first.run(func() {
						hits, total, err := s.File().Search(b.Context(), query, 50)
						if err != nil || len(hits) == 0 {
							b.Fatal(total, err)
						}
						found = total
					})
					kept.run(func() {
						ids, err := s.File().Matching(b.Context(), storage.Filter{Text: query})
						if err != nil {
							b.Fatal(err)
						}
						all = len(ids)
					})
				}
			}
			first.report(b, "first50")
			kept.report(b, "count")
			b.ReportMetric(float64(found), "hits")
			b.ReportMetric(float64(all), "statements")
		})
	}
}

// BenchmarkMillionFilter measures from a new filter to its picture.
func BenchmarkMillionFilter(b *testing.B) {
	s := openBench(b, million)
	win := newWindow(s.Index(), 1280, 800, 1)
	win.draw()
	lists, words := s.Lists(), vocabulary()
	for _, f := range []struct {
		name   string
		filter storage.Filter
	}{
		{"verb", storage.Filter{Verbs: []storage.ID{lists.Verbs[60].ID}}},
		{"stance", storage.Filter{Stances: []storage.Stance{-2, -1}}},
		{"actor", storage.Filter{Actors: []storage.ID{s.Index().Lanes()[0].Actor}}},
		{"text", storage.Filter{Text: words[30] + " "}},
	} {
		b.Run(f.name, func(b *testing.B) {
			var set, cleared timings
			for b.Loop() {
				for range 7 {
					set.run(func() {
						s.SetFilter(f.filter)
						s.Flush()
						win.draw()
					})
					if n := s.Index().Shown(); n == 0 || n == million {
						b.Fatal("the filter keeps ", n)
					}
					cleared.run(func() {
						s.SetFilter(storage.Filter{})
						win.draw()
					})
				}
			}
			set.report(b, "filter")
			cleared.report(b, "clear")
		})
	}
}

// BenchmarkMillionEdit changes a statement of a copy, and measures from the
// commit to the picture.
func BenchmarkMillionEdit(b *testing.B) {
	path := filepath.Join(b.TempDir(), "copy.saywhen")
	if err := copyFile(benchProject(b, million), path); err != nil {
		b.Fatal(err)
	}
	s := openSession(b, path)
	win := newWindow(s.Index(), 1280, 800, 1)
	win.draw()
	ids := slices.Clone(s.Index().Columns().ID)
	var after, all timings
	for b.Loop() {
		for i := range 21 {
			committed := make(chan struct{})
			id := choose(ids, hash(i, 12))
			all.run(func() {
				s.commit(func(ctx context.Context) (storage.Change, error) {
					change, err := s.file.Do(ctx, "Move", func(tx *sqlite.Tx) error { return moveDay(tx, id, i) })
					close(committed)
					return change, err
				}, nil)
				<-committed
				after.run(func() {
					s.Flush()
					win.draw()
				})
			})
			if err := s.Status().Err; err != nil {
				b.Fatal(err)
			}
		}
	}
	after.report(b, "repaint")
	all.report(b, "with-commit")
}

func moveDay(tx *sqlite.Tx, id storage.ID, i int) error {
	st, err := tx.Statement(id)
	if err != nil {
		return err
	}
	if st.When, err = edtf.Resolve(firstDay.AddDate(0, 0, i*31).Format("2006-01-02"), ""); err != nil {
		return err
	}
	return tx.PutStatement(&st)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err = io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

// BenchmarkMillionImport imports the table of events into a new project, takes
// that back and does it again.
func BenchmarkMillionImport(b *testing.B) {
	source := eventsPath
	if _, err := os.Stat(source); err != nil {
		source = filepath.Join(b.TempDir(), "events.csv")
		if err := os.WriteFile(source, []byte(readEvents(b).table()), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		f, err := sqlite.Create(b.Context(), filepath.Join(b.TempDir(), "p.saywhen"), sqlite.Options{NoBackup: true})
		if err != nil {
			b.Fatal(err)
		}
		steps := 0
		for _, step := range []struct {
			name string
			do   func() error
		}{
			{"import", func() error {
				r, _, err := Import(b.Context(), f, source, ImportOptions{Progress: func(int64, int64) { steps++ }})
				if err == nil && (r.Added != allEvents || steps < 10) {
					err = fmt.Errorf("%+v after %d steps", r, steps)
				}
				return err
			}},
			{"undo", func() error { _, err := f.Undo(b.Context()); return err }},
			{"redo", func() error { _, err := f.Redo(b.Context()); return err }},
		} {
			debug.FreeOSMemory()
			resetPeak()
			before := cpu()
			if err := step.do(); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric((cpu() - before).Seconds(), step.name+"-cpu-s")
			b.ReportMetric(peakMemory(b, "self"), step.name+"-peak-MiB")
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(0, "ns/op")
}

// table is the events as CSV.
func (e *events) table() string {
	var t strings.Builder
	t.WriteString("date,source_actor,event_name,target_actor\n")
	for _, row := range e.list {
		fmt.Fprintf(&t, "%s,%q,%q,%q\n", worded(row.day, 100), e.actors[row.from], e.verbs[row.verb], e.actors[row.to])
	}
	return t.String()
}

// resetPeak lets the kernel note the greatest memory anew, where it can.
func resetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o600) }

// peakMemory is the greatest memory that a process had in RAM, in MiB; 0 where
// the system does not say.
func peakMemory(b *testing.B, pid string) float64 { return processMemory(b, pid, "VmHWM") }

func processMemory(b *testing.B, pid, field string) float64 {
	b.Helper()
	text, err := os.ReadFile(filepath.Join("/proc", pid, "status"))
	if os.IsNotExist(err) {
		return 0
	}
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		var kib float64
		if rest, ok := strings.CutPrefix(line, field+":"); ok {
			if _, err := fmt.Sscan(rest, &kib); err == nil {
				return kib / 1024
			}
		}
	}
	return 0
}
