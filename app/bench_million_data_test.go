//go:build unix

package app

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"saywhen/storage/sqlite"
)

// The projects of `make bench`: who said what to whom is that of 461,329 coded
// events of 2005–2015, where they are at hand, else made up in their shape.
// Fewer rows are every so many-th of them; more rows are the same years again,
// moved on. What events do not have (claims, stances, documents, quotes,
// relations, dates that are not certain) is added by a fixed hash of the row's
// number, so that nothing that is measured is empty and every run measures the
// same bytes.
//
// A project is made once and kept in the cache folder of the user, or in
// SAYWHEN_BENCH_DIR.

// The sizes, in statements.
const (
	tenThousand     = 10_000
	hundredThousand = 100_000
	allEvents       = 461_329
	million         = 1_000_000
	threeMillion    = 3_000_000
)

// benchVersion names the way in which projects are made; a change of it makes
// them anew.
const benchVersion = "1"

// eventsPath is the table of events, from this folder.
const eventsPath = "../../shared/data/icews/icews05-15.csv.gz"

// rangeDays is how many days the events cover, from 1 January 2005.
const rangeDays = 4017

var firstDay = time.Date(2005, 1, 1, 0, 0, 0, 0, time.UTC)

// event is one row: days since firstDay, and places in the lists of names.
type event struct{ day, from, verb, to int32 }

// events are the rows with the names that they speak of.
type events struct {
	actors, verbs []string
	list          []event
}

// at is row i of a project of n.
func (e *events) at(i, n int) event {
	rows := len(e.list)
	if n < rows {
		return e.list[i*rows/n]
	}
	row := e.list[i%rows]
	row.day += int32(i / rows * rangeDays)
	return row
}

// readEvents reads the table of events, or makes rows of the same shape.
func readEvents(tb testing.TB) *events {
	tb.Helper()
	file, err := os.Open(eventsPath)
	if errors.Is(err, os.ErrNotExist) {
		tb.Log("there is no table of events here: the rows are made up in its shape")
		return madeUpEvents()
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	zip, err := gzip.NewReader(file)
	if err != nil {
		tb.Fatal(err)
	}
	e, err := parseEvents(zip)
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

func parseEvents(r io.Reader) (*events, error) {
	e := &events{}
	actors, verbs := map[string]int32{}, map[string]int32{}
	rows := csv.NewReader(r)
	rows.ReuseRecord = true
	for line := 0; ; line++ {
		row, err := rows.Read()
		if err == io.EOF {
			return e, nil
		}
		if err != nil {
			return nil, err
		}
		if line == 0 {
			continue
		}
		day, err := time.Parse(time.DateOnly, row[0])
		if err != nil {
			return nil, err
		}
		e.list = append(e.list, event{
			day: int32(day.Sub(firstDay).Hours() / 24), from: number(actors, &e.actors, row[1]),
			verb: number(verbs, &e.verbs, row[2]), to: number(actors, &e.actors, row[3]),
		})
	}
}

// number is the place of a name in the list that holds it from now on.
func number(places map[string]int32, list *[]string, name string) int32 {
	if i, ok := places[name]; ok {
		return i
	}
	name = strings.Clone(name)
	places[name] = int32(len(*list))
	*list = append(*list, name)
	return places[name]
}

// madeUpEvents has as many rows, actors and verbs as the table, and the same
// few of them in most rows.
func madeUpEvents() *events {
	const actors, verbs = 10_488, 251
	r := rand.New(rand.NewPCG(1, 2))
	who, what := rand.NewZipf(r, 1.15, 8, actors-1), rand.NewZipf(r, 1.3, 4, verbs-1)
	e := &events{list: make([]event, allEvents)}
	for i := range actors {
		e.actors = append(e.actors, fmt.Sprintf("Speaker %d (Country %d)", i, i*i%190))
	}
	for i := range verbs {
		e.verbs = append(e.verbs, fmt.Sprintf("Do thing %d", i))
	}
	for i := range e.list {
		day := int32(i * rangeDays / allEvents)
		e.list[i] = event{day, int32(who.Uint64()), int32(what.Uint64()), int32(who.Uint64())}
	}
	return e
}

// benchFolder is where the projects are kept.
func benchFolder(tb testing.TB) string {
	tb.Helper()
	folder := os.Getenv("SAYWHEN_BENCH_DIR")
	if folder == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			tb.Fatal(err)
		}
		folder = filepath.Join(cache, "saywhen-bench")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		tb.Fatal(err)
	}
	return folder
}

// benchProject is the path of a project of n statements. It is made when it is
// not there; 3,000,000 take minutes and are made only when they are asked for.
func benchProject(tb testing.TB, n int) string {
	tb.Helper()
	folder := benchFolder(tb)
	path := filepath.Join(folder, fmt.Sprintf("v%s-%d.saywhen", benchVersion, n))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if n >= threeMillion && os.Getenv("SAYWHEN_BENCH_3M") == "" {
		tb.Skip("SAYWHEN_BENCH_3M=1 makes the project of 3,000,000 statements, which takes minutes and 2 GB")
	}
	tb.Logf("making a project of %d statements in %s", n, folder)
	if err := makeProject(path, n, readEvents(tb)); err != nil {
		tb.Fatal(err)
	}
	return path
}

// makeProject makes a project under another name first: what was stopped half
// way is not taken for one.
func makeProject(path string, n int, e *events) error {
	ctx := context.Background()
	folder, err := os.MkdirTemp(filepath.Dir(path), "making-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	made := filepath.Join(folder, "project.saywhen")
	f, err := sqlite.Create(ctx, made, sqlite.Options{Now: clock, NoBackup: true})
	if err != nil {
		return err
	}
	_, err = f.Import(ctx, "Events", func(tx *sqlite.Tx) error { return (&filler{tx: tx, events: e, n: n}).fill() })
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(made, path)
}
