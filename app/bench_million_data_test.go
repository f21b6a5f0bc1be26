//go:build unix

package app

import (
	"cmp"
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
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

// filler writes a project of n statements.
type filler struct {
	tx     *sqlite.Tx
	events *events
	n      int

	actors, verbs, claims, documents []storage.ID
	words                            []string
	days                             map[string]edtf.Date
	before                           [lookBack]storage.ID // the statements written last
}

// lookBack is how far back a statement may refer.
const lookBack = 64

func (w *filler) fill() error {
	w.words, w.days = vocabulary(), map[string]edtf.Date{}
	if err := cmp.Or(w.putActors(), w.putVerbs(), w.putClaims()); err != nil {
		return err
	}
	days := rangeDays * ((w.n + len(w.events.list) - 1) / len(w.events.list))
	for day := range days {
		if err := w.putDocument(day); err != nil {
			return err
		}
	}
	for i := range w.n {
		if err := w.putStatement(i); err != nil {
			return err
		}
	}
	return nil
}

func (w *filler) putActors() error {
	for _, name := range w.events.actors {
		a := storage.Actor{Kind: storage.Group, Name: name, Colour: storage.NoColour}
		if err := w.tx.PutActor(&a); err != nil {
			return err
		}
		w.actors = append(w.actors, a.ID)
	}
	return nil
}

func (w *filler) putVerbs() error {
	for i, label := range w.events.verbs {
		v := storage.Verb{Label: "event: " + label, Class: storage.Classes[i%len(storage.Classes)]}
		if err := w.tx.PutVerb(&v); err != nil {
			return err
		}
		w.verbs = append(w.verbs, v.ID)
	}
	return nil
}

// putClaims makes eight topics of 15 claims each.
func (w *filler) putClaims() error {
	var topic storage.ID
	for i := range 8 * 16 {
		c := storage.Claim{Kind: storage.Factual, Parent: topic, Text: fmt.Sprintf("Claim %d: %s", i, w.sentence(hash(i, 9), 6))}
		if i%16 == 0 {
			c.Kind, c.Parent = storage.Topic, 0
		} else if i%3 == 0 {
			c.Kind = storage.Normative
		}
		if err := w.tx.PutClaim(&c); err != nil {
			return err
		}
		if i%16 == 0 {
			topic = c.ID
			continue
		}
		w.claims = append(w.claims, c.ID)
	}
	return nil
}

func (w *filler) putDocument(day int) error {
	published, err := w.date(firstDay.AddDate(0, 0, day).Format(time.DateOnly))
	d := storage.Document{
		Title: "Wire of " + published.Wording, Published: published, Language: "en",
		Versions: []storage.Version{{Number: 1, Text: w.sentence(hash(day, 8), 60)}},
	}
	if err = cmp.Or(err, w.tx.PutDocument(&d)); err != nil {
		return err
	}
	w.documents = append(w.documents, d.ID)
	return nil
}

// putStatement writes a row: three of four take a stance, every second is
// quoted, one of sixteen is reported in another, one of fifty is related to
// one; of two thousand ten are known to the month only, four more or less, one
// over days and one not at all.
func (w *filler) putStatement(i int) error {
	row, h := w.events.at(i, w.n), hash(i, 0)
	when, err := w.date(worded(row.day, hash(i, 1)%2000))
	if err != nil {
		return err
	}
	st := storage.Statement{
		Speaker: w.actors[row.from], Verb: w.verbs[row.verb], When: when, Certainty: storage.NoCertainty,
		Addressees: []storage.ID{w.actors[row.to]}, Made: clock().Unix(), Changed: clock().Unix(),
	}
	if h%4 != 0 {
		st.Positions = []storage.Position{{Claim: choose(w.claims, hash(i, 2)), Stance: storage.Stance(hash(i, 3)%5) - 2}}
	}
	st.Citations = []storage.Citation{{Document: w.documents[row.day]}}
	if h>>8%2 == 0 {
		st.Citations[0].Quote = w.sentence(hash(i, 4), 7)
	}
	earlier := w.before[hash(i, 5)%lookBack]
	if h>>16%16 == 0 {
		st.ReportedIn = earlier
	}
	if err := w.tx.PutStatement(&st); err != nil {
		return err
	}
	w.before[i%lookBack] = st.ID
	if h>>24%50 != 0 || earlier == 0 || earlier == st.ID {
		return nil
	}
	return w.tx.PutRelation(&storage.Relation{From: st.ID, Kind: choose(storage.RelationKinds, h), To: earlier})
}

// worded is how the date of a row is typed.
func worded(day int32, chance uint64) string {
	at := firstDay.AddDate(0, 0, int(day))
	switch {
	case chance < 10:
		return at.Format("2006-01")
	case chance < 14:
		return "~" + at.Format(time.DateOnly)
	case chance < 15:
		return at.Format(time.DateOnly) + "/" + at.AddDate(0, 0, 4).Format(time.DateOnly)
	case chance < 16:
		return ""
	}
	return at.Format(time.DateOnly)
}

// date resolves a date once.
func (w *filler) date(typed string) (edtf.Date, error) {
	if d, ok := w.days[typed]; ok || typed == "" {
		return d, nil
	}
	d, err := edtf.ResolveIn(typed, "", time.UTC)
	w.days[typed] = d
	return d, err
}

// vocabulary are 3,000 words.
func vocabulary() []string {
	const consonants, vowels = "bcdfghklmnprstvz", "aeiou"
	words := make([]string, 3000)
	for i := range words {
		var s []byte
		for h := hash(i, 7); len(s) < 4+i%3*2; h /= 80 {
			s = append(s, consonants[h%16], vowels[h/16%5])
		}
		words[i] = string(s)
	}
	return words
}

// sentence is so many words, the first ones of the vocabulary far more often.
func (w *filler) sentence(h uint64, words int) string {
	var s strings.Builder
	for i := range words {
		if i > 0 {
			s.WriteByte(' ')
		}
		share := float64(hash(int(h>>1), uint64(i))%100_000) / 100_000
		s.WriteString(w.words[int(math.Pow(float64(len(w.words)), share))-1])
	}
	return s.String()
}

// hash is a number that a row always gets (SplitMix64).
func hash(i int, salt uint64) uint64 {
	z := (uint64(i)*16 + salt + 1) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func choose[T any](list []T, h uint64) T { return list[h%uint64(len(list))] }

// TestBenchProject holds that what benchmarks measure is there.
func TestBenchProject(t *testing.T) {
	const n = 4000
	path := filepath.Join(t.TempDir(), "bench.saywhen")
	if err := makeProject(path, n, madeUpEvents()); err != nil {
		t.Fatal(err)
	}
	s := openSession(t, path)
	cols := s.Index().Columns()
	if cols.Len() != n || len(cols.Parties) != n || len(s.Lists().Actors) != 10_488 {
		t.Errorf("%d statements, %d addressees, %d actors", cols.Len(), len(cols.Parties), len(s.Lists().Actors))
	}
	if p := len(cols.Claims); p < n*7/10 || p > n*8/10 {
		t.Errorf("%d positions", p)
	}
	for what, ids := range map[string]storage.Filter{
		"quotes": {Has: []storage.Trait{storage.HasQuote}}, "reports": {Has: []storage.Trait{storage.HasCarrier}},
		"relations": {Has: []storage.Trait{storage.HasRelation}}, "sources": {Has: []storage.Trait{storage.HasSource}},
		"undated": {Has: []storage.Trait{storage.HasNoDate}}, "words": {Text: vocabulary()[0]},
	} {
		if found := must(s.File().Matching(context.Background(), ids)); len(found) == 0 {
			t.Errorf("no statement has %s", what)
		}
	}
	other := filepath.Join(t.TempDir(), "again.saywhen")
	if err := makeProject(other, n, madeUpEvents()); err != nil {
		t.Fatal(err)
	}
	again := openSession(t, other).Index().Columns()
	if !slices.Equal(cols.When, again.When) || !slices.Equal(cols.Stance, again.Stance) {
		t.Error("two projects of the same size differ")
	}
}
