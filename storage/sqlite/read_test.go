package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// TestStatementsAreWhatWasPut reads a random project in every way there is.
func TestStatementsAreWhatWasPut(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	c := newCrowd(t, f, 1, statementBatch+300) // more than one batch
	var all []storage.Statement
	for s, err := range f.Statements(ctx) {
		must(t, err)
		all = append(all, s)
	}
	if len(all) != len(c.statements) {
		t.Fatalf("%d statements, want %d", len(all), len(c.statements))
	}
	for i, want := range c.statements {
		if !reflect.DeepEqual(all[i], want) {
			t.Fatalf("statement %d:\n got %+v\nwant %+v", i, all[i], want)
		}
	}
	for range 50 {
		i := c.rnd.IntN(len(all))
		s, err := f.Statement(ctx, all[i].ID)
		must(t, err)
		if !reflect.DeepEqual(s, all[i]) {
			t.Fatalf("Statement:\n got %+v\nwant %+v", s, all[i])
		}
	}
	some, err := f.StatementsOf(ctx, []storage.ID{all[7].ID, 12345, all[3].ID, all[7].ID})
	must(t, err)
	if want := []storage.Statement{all[3], all[7]}; !reflect.DeepEqual(some, want) {
		t.Errorf("StatementsOf:\n got %+v\nwant %+v", some, want)
	}
}

func TestStatementsStopsWhenAsked(t *testing.T) {
	f := newProject(t, testOptions())
	newCrowd(t, f, 2, 20)
	n := 0
	for _, err := range f.Statements(context.Background()) {
		must(t, err)
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d statements, want 3", n)
	}
	addSpeaker(t, f, "writes while nothing is being read")
}

func TestStatementsGivesTheError(t *testing.T) {
	f := newProject(t, testOptions())
	newCrowd(t, f, 2, 3)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var got error
	for _, err := range f.Statements(ctx) {
		got = err
	}
	if !errors.Is(got, context.Canceled) {
		t.Errorf("error %v, want that the context was cancelled", got)
	}
}

func TestNotFound(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	if _, err := f.Statement(ctx, 99); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "statement 99") {
		t.Errorf("Statement: %v", err)
	}
	if _, err := f.Document(ctx, 99); !errors.Is(err, ErrNotFound) {
		t.Errorf("Document: %v", err)
	}
	some, err := f.StatementsOf(ctx, nil)
	if err != nil || some != nil {
		t.Errorf("StatementsOf nothing: %v, %v", some, err)
	}
}

// slowColumns builds columns the obvious way.
func slowColumns(statements []storage.Statement) *storage.Columns {
	c := &storage.Columns{PosOff: []int32{0}, PartyOff: []int32{0}}
	for _, s := range statements {
		c.ID, c.Speaker, c.Verb = append(c.ID, s.ID), append(c.Speaker, s.Speaker), append(c.Verb, s.Verb)
		c.Coder, c.ReportedIn = append(c.Coder, s.Coder), append(c.ReportedIn, s.ReportedIn)
		c.When, c.Precision = append(c.When, s.When.Corners), append(c.Precision, s.When.Precision)
		c.Sequence, c.Certainty = append(c.Sequence, int32(s.When.Sequence)), append(c.Certainty, s.Certainty)
		c.Flags = append(c.Flags, slowFlags(s))
		var document storage.ID
		if len(s.Citations) > 0 {
			document = s.Citations[0].Document
		}
		c.Document = append(c.Document, document)
		for _, p := range s.Positions {
			c.Claims, c.Stance = append(c.Claims, p.Claim), append(c.Stance, p.Stance)
		}
		c.PosOff = append(c.PosOff, int32(len(c.Claims)))
		party := func(role storage.Role, actors ...storage.ID) {
			for _, a := range actors {
				if a != 0 {
					c.Parties, c.Roles = append(c.Parties, a), append(c.Roles, role)
				}
			}
		}
		party(storage.CoSpeaker, s.CoSpeakers...)
		party(storage.OnBehalf, s.OnBehalf)
		party(storage.Addressee, s.Addressees...)
		party(storage.About, s.About...)
		c.PartyOff = append(c.PartyOff, int32(len(c.Parties)))
	}
	return c
}

func slowFlags(s storage.Statement) (f storage.Flags) {
	if s.Repeated {
		f |= storage.Repeated
	}
	if s.When.IsZero() {
		return f | storage.Undated
	}
	if s.When.Qualifier&edtf.Approximate != 0 {
		f |= storage.Approx
	}
	if s.When.Qualifier&edtf.Uncertain != 0 {
		f |= storage.Unsure
	}
	switch s.When.Kind {
	case edtf.Extent:
		f |= storage.IsExtent
	case edtf.AllOf:
		f |= storage.IsAllOf
	}
	return f
}

func sameColumns(t *testing.T, got, want *storage.Columns) {
	t.Helper()
	g, w := reflect.ValueOf(*got), reflect.ValueOf(*want)
	for i := range g.NumField() {
		name := g.Type().Field(i).Name
		if g.Field(i).Len() != w.Field(i).Len() {
			t.Fatalf("%s: %d entries, want %d", name, g.Field(i).Len(), w.Field(i).Len())
		}
		for j := range g.Field(i).Len() {
			if x, y := g.Field(i).Index(j).Interface(), w.Field(i).Index(j).Interface(); x != y {
				t.Fatalf("%s[%d] = %v, want %v", name, j, x, y)
			}
		}
	}
}

// TestColumnsAgainstStatements edits random projects and compares the columns
// with what reading statement by statement gives.
func TestColumnsAgainstStatements(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(6) {
		f := newProject(t, testOptions())
		c := newCrowd(t, f, seed, 30+int(seed)*20)
		for range 5 {
			shuffle(t, f, c)
			var all []storage.Statement
			for s, err := range f.Statements(ctx) {
				must(t, err)
				all = append(all, s)
			}
			got, err := f.Columns(ctx, nil)
			must(t, err)
			sameColumns(t, got, slowColumns(all))
			some := slices.DeleteFunc(slices.Clone(all), func(storage.Statement) bool { return c.rnd.IntN(3) > 0 })
			got, err = f.ColumnsOf(ctx, askFor(c.rnd, some))
			must(t, err)
			sameColumns(t, got, slowColumns(some))
		}
	}
}

// askFor gives the ids of statements in any order, some twice, and some that
// are not there.
func askFor(rnd *rand.Rand, statements []storage.Statement) []storage.ID {
	ids := []storage.ID{77, 12345678}
	for _, s := range statements {
		ids = append(ids, s.ID)
		if rnd.IntN(3) == 0 {
			ids = append(ids, s.ID)
		}
	}
	rnd.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	return ids
}

// shuffle changes and deletes statements, so that rows are out of order.
func shuffle(t *testing.T, f *File, c *crowd) {
	do(t, f, "Edit", func(tx *Tx) error {
		for range 8 {
			i := c.rnd.IntN(len(c.statements))
			s, err := tx.Statement(c.statements[i].ID)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			must(t, err)
			if c.rnd.IntN(4) == 0 {
				must(t, tx.DeleteStatement(s.ID))
				continue
			}
			slices.Reverse(s.Positions)
			slices.Reverse(s.Citations)
			s.CoSpeakers, s.About = s.About, s.CoSpeakers
			s.Citations = append(s.Citations, c.citation())
			must(t, tx.PutStatement(&s))
		}
		return nil
	})
}

// TestColumnsInChunks reads the same project in chunks of every small size.
func TestColumnsInChunks(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	newCrowd(t, f, 8, 40)
	want, err := f.Columns(ctx, nil)
	must(t, err)
	for _, chunk := range []int{1, 2, 7, 39, 40, 41} {
		most := 0
		got, err := readColumns(0, func(p packing, visit func(row []int64)) error {
			rows, err := p.count(ctx, f.reader)
			must(t, err)
			return p.all(ctx, f.reader, rows, chunk, visit, func(rows int) { most = max(most, rows) })
		})
		must(t, err)
		sameColumns(t, got, want)
		if most > chunk {
			t.Errorf("%d rows in a chunk of %d", most, chunk)
		}
	}
}

func TestColumnsTellsProgress(t *testing.T) {
	f := newProject(t, testOptions())
	newCrowd(t, f, 9, 30)
	var last, total int
	_, err := f.Columns(context.Background(), func(done, of int) {
		if done < last || done > of {
			t.Errorf("progress went from %d to %d of %d", last, done, of)
		}
		last, total = done, of
	})
	must(t, err)
	if last != total || total < 30 {
		t.Errorf("progress ended with %d of %d", last, total)
	}
}

func TestColumnsOfAnEmptyProject(t *testing.T) {
	f := newProject(t, testOptions())
	c, err := f.Columns(context.Background(), nil)
	must(t, err)
	sameColumns(t, c, slowColumns(nil))
}

func TestLabels(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	w := newWorld(t, f)
	long := strings.Repeat("وزیر خارجه گفت که این خبر درست نیست ", 20)
	statements := map[string]storage.Statement{
		"gist":  {Gist: "  He denied\nit. ", Citations: []storage.Citation{{Document: w.doc.ID, Quote: "No."}}},
		"quote": {Citations: []storage.Citation{{Document: w.doc.ID}, {Document: w.doc.ID, Quote: "“No.”"}}},
		"verb":  {},
		"blank": {Gist: " \n "},
		"long":  {Gist: long},
	}
	ids := map[string]storage.ID{}
	asked := []storage.ID{4711}
	do(t, f, "Add", func(tx *Tx) error {
		for name, s := range statements {
			s.Speaker, s.Verb, s.Certainty = w.actors[0], 11, storage.NoCertainty
			must(t, tx.PutStatement(&s))
			ids[name] = s.ID
			asked = append(asked, s.ID)
		}
		return nil
	})
	labels, err := f.Labels(ctx, asked)
	must(t, err)
	if len(labels) != len(statements) {
		t.Errorf("%d labels, want %d", len(labels), len(statements))
	}
	for name, want := range map[string]string{"gist": "He denied it.", "quote": "“No.”", "verb": "denied", "blank": "denied"} {
		if got := labels[ids[name]]; got != want {
			t.Errorf("%s: label %q, want %q", name, got, want)
		}
	}
	if n := utf8.RuneCountInString(labels[ids["long"]]); n > labelLength || n < labelLength-5 {
		t.Errorf("a long gist gives a label of %d runes", n)
	}
}

// TestRecordsAreWhatWasPut reads one of every other kind of record with all of
// its fields, inside a transaction and after it.
func TestRecordsAreWhatWasPut(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	group := storage.Actor{Kind: storage.Media, Name: "BBC Persian", Colour: 0x00ff00, Order: -1.5, Hidden: true}
	person := storage.Actor{
		Kind: storage.Person, Name: "Marzieh Afkham", Colour: storage.NoColour, Pinned: true, Note: "spokeswoman",
		Aliases: []storage.Alias{{Name: "مرضیه افخم", Lang: "fa"}, {Name: "Afkham", Lang: ""}},
	}
	verb := storage.Verb{Label: "tweeted", Aliases: []string{"wrote", "posted"}, Code: "010", Class: storage.Report}
	topic := storage.Claim{Kind: storage.Topic, Text: "Talks"}
	claim := storage.Claim{Kind: storage.Normative, Text: "Talks should go on", Note: "n"}
	coder := storage.Coder{Name: "Mina"}
	var post storage.Affiliation
	document := storage.Document{
		Title: "Report", Author: "A", Published: day(2014, 9, 6), URL: "https://example.org/1", Language: "en",
		Versions: []storage.Version{{Number: 1, Text: "old"}, {Number: 2, Text: "new"}},
	}
	do(t, f, "Add", func(tx *Tx) error {
		must(t, tx.PutActor(&group))
		person.Parent, document.Outlet = group.ID, group.ID
		must(t, firstError(tx.PutActor(&person), tx.PutVerb(&verb), tx.PutClaim(&topic), tx.PutCoder(&coder)))
		claim.Parent = topic.ID
		post = storage.Affiliation{Actor: person.ID, Organization: group.ID, Role: "editor", Period: day(2013, 1, 1)}
		must(t, firstError(tx.PutClaim(&claim), tx.PutAffiliation(&post), tx.PutDocument(&document), tx.SetMeta("title", "Affair")))
		inside, err := tx.Actor(person.ID)
		must(t, err)
		if !reflect.DeepEqual(inside, person) {
			t.Errorf("inside the transaction:\n got %+v\nwant %+v", inside, person)
		}
		return nil
	})
	same := func(what string, got, want any, err error) {
		t.Helper()
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
		}
	}
	actors, err := f.Actors(ctx)
	same("Actors", actors, []storage.Actor{group, person}, err)
	claims, err := f.Claims(ctx)
	same("Claims", claims, []storage.Claim{topic, claim}, err)
	coders, err := f.Coders(ctx)
	same("Coders", coders, []storage.Coder{coder}, err)
	posts, err := f.Affiliations(ctx)
	same("Affiliations", posts, []storage.Affiliation{post}, err)
	verbs, err := f.Verbs(ctx)
	same("Verbs", verbs, append(storage.StarterVerbs(), verb), err)
	whole, err := f.Document(ctx, document.ID)
	same("Document", whole, document, err)
	without := document
	without.Versions = slices.Clone(document.Versions)
	for i := range without.Versions {
		without.Versions[i].Text = ""
	}
	documents, err := f.Documents(ctx)
	same("Documents", documents, []storage.Document{without}, err)
	meta, err := f.Meta(ctx)
	same("Meta", meta, map[string]string{"title": "Affair", "zone": "UTC"}, err)
}

func TestRelationsAndTags(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	c := newCrowd(t, f, 3, 5)
	relation := storage.Relation{From: c.statements[0].ID, Kind: storage.Denies, To: c.statements[1].ID, Note: "flatly"}
	do(t, f, "Relate", func(tx *Tx) error {
		for i := range c.statements {
			c.statements[i].Tags = []string{"zwei", "eins"}[i%2 : i%2+1]
			must(t, tx.PutStatement(&c.statements[i]))
		}
		return tx.PutRelation(&relation)
	})
	relations, err := f.Relations(ctx)
	must(t, err)
	if want := []storage.Relation{relation}; !reflect.DeepEqual(relations, want) {
		t.Errorf("Relations = %+v, want %+v", relations, want)
	}
	tags, err := f.Tags(ctx)
	must(t, err)
	if want := []string{"eins", "zwei"}; !slices.Equal(tags, want) {
		t.Errorf("Tags = %q, want %q", tags, want)
	}
}

// TestReadingBesideAWriter reads between the steps of a transaction that has
// not been committed, sees nothing of it, and sees all of it afterwards.
func TestReadingBesideAWriter(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	names := func() (list []string) {
		actors, err := f.Actors(ctx)
		must(t, err)
		for _, a := range actors {
			list = append(list, a.Name)
		}
		return list
	}
	do(t, f, "Add", func(tx *Tx) error {
		must(t, tx.PutActor(&storage.Actor{Kind: storage.Person, Name: "Anna", Colour: storage.NoColour}))
		if got := names(); got != nil {
			t.Errorf("what is not committed is seen: %q", got)
		}
		return nil
	})
	if got := names(); !slices.Equal(got, []string{"Anna"}) {
		t.Errorf("after the commit: %q", got)
	}
}

func TestReadingABusyFile(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	other, err := sql.Open("sqlite", DSN(f.Path(), "mode", "rw", "_txlock", "exclusive"))
	must(t, err)
	defer other.Close()
	tx, err := other.Begin()
	must(t, err)
	defer tx.Rollback()
	short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	if _, err := f.Actors(short); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("with a deadline: %v", err)
	}
	_, err = f.reader.Exec("PRAGMA busy_timeout(1)")
	must(t, err)
	if _, err := f.Actors(ctx); err == nil || !strings.Contains(err.Error(), "is busy (an import is running") {
		t.Errorf("without one: %v", err)
	}
	must(t, tx.Rollback())
	if _, err := f.Actors(ctx); err != nil {
		t.Errorf("when it is free again: %v", err)
	}
}

func TestReadingAClosedFile(t *testing.T) {
	f := newProject(t, testOptions())
	must(t, f.Close())
	if _, err := f.Actors(context.Background()); !errors.Is(err, ErrClosed) {
		t.Errorf("Actors: %v", err)
	}
	if _, _, err := f.Search(context.Background(), "x", 1); !errors.Is(err, ErrClosed) {
		t.Errorf("Search: %v", err)
	}
	if _, err := f.Check(context.Background(), nil); !errors.Is(err, ErrClosed) {
		t.Errorf("Check: %v", err)
	}
	if err := f.SaveCopy(context.Background(), filepath.Join(t.TempDir(), "x.saywhen")); !errors.Is(err, ErrClosed) {
		t.Errorf("SaveCopy: %v", err)
	}
}
