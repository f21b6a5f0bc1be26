//go:build unix

package sqlite

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"saywhen/storage"
)

// cpu is the processor time of this process so far.
func cpu() (user, system time.Duration) {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano()), time.Duration(usage.Stime.Nano())
}

// stopwatch gives the processor seconds since it was made.
func stopwatch() func() float64 {
	user0, system0 := cpu()
	return func() float64 {
		user, system := cpu()
		return (user + system - user0 - system0).Seconds()
	}
}

// BenchmarkCommit measures one statement with quote, position and addressee,
// committed as in everyday use, synced to the disk.
func BenchmarkCommit(b *testing.B) {
	for _, undone := range []string{"add", "edit"} {
		b.Run(undone, func(b *testing.B) {
			f := newProject(b, Options{})
			world := newWorld(b, f)
			s := world.statement(0)
			do(b, f, "Add statement", func(tx *Tx) error { return tx.PutStatement(&s) })
			user0, system0 := cpu()
			b.ResetTimer()
			for i := range b.N {
				if undone == "add" {
					s = world.statement(i)
				}
				s.Gist = fmt.Sprint("said it again ", i)
				do(b, f, "Add statement", func(tx *Tx) error { return tx.PutStatement(&s) })
			}
			user, system := cpu()
			b.ReportMetric(float64((user-user0).Microseconds())/float64(b.N), "user-µs/op")
			b.ReportMetric(float64((system-system0).Microseconds())/float64(b.N), "system-µs/op")
		})
	}
}

// BenchmarkImport reads a CSV of events as an importer does: actors and verbs by
// name, one statement with an addressee per row. SAYWHEN_EVENTS names a file
// with the columns of ICEWS; without it the rows are made up.
func BenchmarkImport(b *testing.B) {
	for range b.N {
		b.StopTimer()
		f := newProject(b, Options{})
		b.StartTimer()
		took := stopwatch()
		rows := 0
		_, err := f.Import(context.Background(), "Import events", func(tx *Tx) (err error) {
			rows, err = importEvents(b, tx)
			return err
		})
		must(b, err)
		b.ReportMetric(took(), "cpu-s/op")
		b.ReportMetric(float64(rows), "rows")
		took = stopwatch()
		_, err = f.Undo(context.Background())
		must(b, err)
		b.ReportMetric(took(), "undo-cpu-s")
		took = stopwatch()
		_, err = f.Redo(context.Background())
		must(b, err)
		b.ReportMetric(took(), "redo-cpu-s")
		var usage syscall.Rusage
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
		b.ReportMetric(float64(usage.Maxrss)/1024, "max-MiB")
		info, err := os.Stat(f.Path())
		must(b, err)
		b.ReportMetric(float64(info.Size())/(1<<20), "file-MiB")
	}
}

func importEvents(b *testing.B, tx *Tx) (rows int, err error) {
	actors, verbs := map[string]storage.ID{}, map[string]storage.ID{}
	actor := func(name string) (storage.ID, error) {
		if id, ok := actors[name]; ok {
			return id, nil
		}
		a := storage.Actor{Kind: storage.Group, Name: name, Colour: storage.NoColour}
		err := tx.PutActor(&a)
		actors[name] = a.ID
		return a.ID, err
	}
	verb := func(label string) (storage.ID, error) {
		if id, ok := verbs[label]; ok {
			return id, nil
		}
		v := storage.Verb{Label: "event: " + label, Class: storage.Act}
		err := tx.PutVerb(&v)
		verbs[label] = v.ID
		return v.ID, err
	}
	return eachEvent(b, func(speaker, label, addressee, date string) error {
		from, err1 := actor(speaker)
		to, err2 := actor(addressee)
		v, err3 := verb(label)
		if err := firstError(err1, err2, err3); err != nil {
			return err
		}
		at, err := time.Parse(time.DateOnly, date)
		if err != nil {
			return err
		}
		s := storage.Statement{
			Speaker: from, Verb: v, Addressees: []storage.ID{to}, When: day(at.Year(), int(at.Month()), at.Day()),
			Certainty: storage.NoCertainty,
		}
		return tx.PutStatement(&s)
	})
}

func eachEvent(b *testing.B, visit func(speaker, label, addressee, date string) error) (rows int, err error) {
	path := os.Getenv("SAYWHEN_EVENTS")
	if path == "" {
		for rows = range 90_730 {
			date := time.Unix(1388534400+int64(rows)*300, 0).UTC().Format(time.DateOnly)
			if err := visit(fmt.Sprint("actor ", rows*7919%7128), fmt.Sprint("verb ", rows%230), fmt.Sprint("actor ", rows*104729%7128), date); err != nil {
				return rows, err
			}
		}
		return rows + 1, nil
	}
	file, err := os.Open(filepath.Clean(path))
	must(b, err)
	defer file.Close()
	zip, err := gzip.NewReader(file)
	must(b, err)
	reader := csv.NewReader(zip)
	reader.ReuseRecord = true
	_, err = reader.Read()
	must(b, err)
	for {
		record, err := reader.Read()
		if err == io.EOF {
			return rows, nil
		}
		must(b, err)
		rows++
		if err := visit(record[1], record[2], record[3], record[0]); err != nil {
			return rows, err
		}
	}
}
