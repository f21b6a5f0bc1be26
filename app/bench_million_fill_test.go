//go:build unix

package app

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

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
