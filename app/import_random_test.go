package app

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/exchange"
	"saywhen/storage/sqlite"
)

// chance makes up records that a project accepts, with texts that break
// careless formats.
type chance struct {
	*rand.Rand
	last storage.ID
}

var oddWords = []string{
	"Iran", "مرضیه افخم", "رهبر: Khamenei گفت ۱۴۰۴", "🕊️", "a;b", "x=y", `back\slash`, `"quoted"`, "it's", "a, b", "#12", "=1+1",
	"@x", "-3", "+4", "</script>", "é", "e\u0301", "; x=2", "{", "کی", "\u200f", "…",
}

func (c *chance) id() storage.ID {
	c.last += 1 + storage.ID(c.Int64N(1<<40))
	return c.last
}

func (c *chance) line() string {
	words := make([]string, 1+c.IntN(3))
	for i := range words {
		words[i] = oddWords[c.IntN(len(oddWords))]
	}
	return "n" + strings.Join(words, " ")
}

func (c *chance) text() string {
	if c.IntN(2) == 0 {
		return ""
	}
	return c.line() + []string{"", "\n", "\r\n", "\t", " ", "\n\n"}[c.IntN(6)] + c.line()
}

func (c *chance) date() edtf.Date {
	texts := []string{"", "2014-09-05", "~2014-09", "[2014-06-11..2014-06-20]", "2014-06-11/..", "2014-09-05T17:30:00", "156X", "{2013,2014-02}"}
	text := texts[c.IntN(len(texts))]
	if text == "" {
		return edtf.Date{Wording: c.text()}
	}
	x, err := edtf.Parse(text)
	if err != nil {
		panic(err)
	}
	zone := []string{"", "Asia/Tehran", "+04:30"}[c.IntN(3)]
	loc, err := edtf.LoadZone(zone)
	if err != nil {
		panic(err)
	}
	d := edtf.Date{
		Wording: c.text(), EDTF: x.String(), Corners: x.Corners(loc), Zone: zone, Kind: x.Kind(),
		Precision: x.Precision(), Qualifier: x.Qualifier(), Sequence: c.IntN(3),
	}
	if c.IntN(4) == 0 {
		d.Anchor, d.Precision = "2014-09-06", edtf.ToSecond
	}
	return d
}

func pick[T any](c *chance, list []T) T { return list[c.IntN(len(list))] }

func some(c *chance, ids []storage.ID) (out []storage.ID) {
	for _, i := range c.Perm(len(ids))[:c.IntN(4)] {
		out = append(out, ids[i])
	}
	return out
}

// fill puts a random project into a file.
func (c *chance) fill(tx *sqlite.Tx) error {
	coder := storage.Coder{ID: c.id(), Name: c.line()}
	if err := tx.PutCoder(&coder); err != nil {
		return err
	}
	var actors, claims, verbs []storage.ID
	for range 5 {
		a := storage.Actor{ID: c.id(), Kind: pick(c, storage.ActorKinds), Name: c.line(), Colour: int32(c.IntN(5)) - 1, Order: c.Float64(), Pinned: c.IntN(2) == 0, Note: c.text()}
		if len(actors) > 0 && c.IntN(2) == 0 {
			a.Parent = pick(c, actors)
		}
		a.Aliases = []storage.Alias{{Name: "alias of " + a.Name, Lang: "fa"}}
		actors = append(actors, a.ID)
		verb := storage.Verb{ID: c.id(), Label: fmt.Sprint(c.line(), " ", c.last), Class: pick(c, storage.Classes), Code: "0312"}
		verbs = append(verbs, verb.ID, storage.ID(1+c.IntN(20)))
		claim := storage.Claim{ID: c.id(), Kind: storage.Normative, Text: c.line(), Note: c.text()}
		claims = append(claims, claim.ID)
		for _, err := range []error{tx.PutActor(&a), tx.PutVerb(&verb), tx.PutClaim(&claim)} {
			if err != nil {
				return err
			}
		}
	}
	doc := storage.Document{ID: c.id(), Title: c.line(), Outlet: actors[0], Published: c.date(), Versions: []storage.Version{
		{ID: c.id(), Number: 2, Text: "first سلام\r\n" + c.text(), Made: 5}, {ID: c.id(), Number: 4, Text: c.text(), Made: 6},
	}}
	if err := tx.PutDocument(&doc); err != nil {
		return err
	}
	return c.fillStatements(tx, actors, verbs, claims, coder.ID, doc)
}

func (c *chance) fillStatements(tx *sqlite.Tx, actors, verbs, claims []storage.ID, coder storage.ID, doc storage.Document) error {
	var done []storage.ID
	for range 8 {
		s := storage.Statement{
			ID: c.id(), Speaker: pick(c, actors), Verb: pick(c, verbs), Addressees: some(c, actors), About: some(c, actors),
			OnBehalf: pick(c, append(actors, 0)), When: c.date(), Gist: c.text(), Note: c.text(), Place: pick(c, []string{"", "تهران; \\"}),
			Repeated: c.IntN(2) == 0, Certainty: int8(c.IntN(102)) - 1, Grade: pick(c, []string{"", "B2"}), Coder: pick(c, []storage.ID{0, coder}),
			Made: c.Int64N(1 << 33), Changed: c.Int64N(1 << 33),
		}
		s.CoSpeakers = slices.DeleteFunc(some(c, actors), func(id storage.ID) bool { return id == s.Speaker })
		for _, claim := range some(c, claims) {
			s.Positions = append(s.Positions, storage.Position{Claim: claim, Stance: storage.Stance(c.IntN(5) - 2)})
		}
		for range c.IntN(3) {
			s.Tags = append(s.Tags, c.line())
		}
		for range c.IntN(3) {
			q := storage.Citation{ID: c.id(), Document: doc.ID, Quote: c.text(), Translation: c.text()}
			if c.IntN(2) == 0 {
				q.Quote = "fi … س"
				q.Version, q.Spans = doc.Versions[0].ID, []storage.Span{{Start: 0, End: 2}, {Start: 6, End: 6 + len("س")}}
			}
			s.Citations = append(s.Citations, q)
		}
		if len(done) > 0 && c.IntN(3) == 0 {
			s.ReportedIn = pick(c, done)
		}
		if err := tx.PutStatement(&s); err != nil {
			return err
		}
		done = append(done, s.ID)
	}
	// reported in a later one, which an import meets first
	first, err := tx.Statement(done[0])
	if err != nil {
		return err
	}
	if last, err := tx.Statement(done[7]); err == nil && last.ReportedIn == 0 {
		first.ReportedIn = last.ID
	}
	if err := tx.PutStatement(&first); err != nil {
		return err
	}
	return tx.PutRelation(&storage.Relation{ID: c.id(), From: done[1], Kind: pick(c, storage.RelationKinds), To: done[2], Note: c.text()})
}

// TestRandomProjectsComeBack holds the two promises of assets/docs/format.md on
// made-up projects: JSON comes back to the byte, statements of a table do too.
func TestRandomProjectsComeBack(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(12) {
		c := &chance{Rand: rand.New(rand.NewPCG(seed, 3)), last: 1 << 50}
		f := newProject(t)
		if _, err := f.Do(ctx, "fill", c.fill); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		whole, rows := dump(t, f), table(t, f)
		if !utf8.ValidString(rows) {
			t.Fatal("the table is not UTF-8")
		}
		byJSON := newProject(t)
		if _, _, err := bring(t, byJSON, "x.json", whole, ImportOptions{}); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if dump(t, byJSON) != whole {
			t.Errorf("seed %d: JSON came back otherwise", seed)
		}
		byTable := newProject(t)
		r, problems, err := bring(t, byTable, "x.csv", rows, ImportOptions{})
		if err != nil || len(problems) > 0 || r.LostSpans > 0 {
			t.Fatalf("seed %d: %+v %v %v", seed, r, problems, err)
		}
		if want, got := statements(t, f), statements(t, byTable); !reflect.DeepEqual(want, got) {
			t.Errorf("seed %d: statements came back otherwise\n%+v\n%+v", seed, want, got)
		}
		if namesIn(t, f) != namesIn(t, byTable) {
			t.Errorf("seed %d: names came back otherwise", seed)
		}
		for _, file := range []*sqlite.File{byJSON, byTable} {
			if faults, err := file.Check(ctx, nil); err != nil || len(faults) > 0 {
				t.Errorf("seed %d: %v %v", seed, faults, err)
			}
		}
	}
}

// namesIn lists what the statements of a project refer to, in words.
func namesIn(t *testing.T, f *sqlite.File) string {
	t.Helper()
	ctx := context.Background()
	actors, verbs, claims := map[storage.ID]string{}, map[storage.ID]string{}, map[storage.ID]string{}
	for _, a := range must(f.Actors(ctx)) {
		actors[a.ID] = exchange.MatchKey(a.Name)
	}
	for _, v := range must(f.Verbs(ctx)) {
		verbs[v.ID] = exchange.MatchKey(v.Label) + string(v.Class)
	}
	for _, c := range must(f.Claims(ctx)) {
		claims[c.ID] = exchange.MatchKey(c.Text)
	}
	var b strings.Builder
	for _, s := range statements(t, f) {
		fmt.Fprintln(&b, actors[s.Speaker], verbs[s.Verb])
		for _, id := range slices.Concat(s.CoSpeakers, s.Addressees, s.About) {
			fmt.Fprintln(&b, actors[id])
		}
		for _, p := range s.Positions {
			fmt.Fprintln(&b, claims[p.Claim], p.Stance)
		}
	}
	return b.String()
}

// TestWaiterAgainstSorting compares with the obvious way: try again and again
// until nothing more can be done.
func TestWaiterAgainstSorting(t *testing.T) {
	c := &chance{Rand: rand.New(rand.NewPCG(1, 1))}
	for range 500 {
		n := 1 + c.IntN(8)
		on := map[storage.ID]storage.ID{}
		var order []storage.ID
		for i := range n {
			id := storage.ID(i + 1)
			on[id] = storage.ID(c.IntN(n + 2)) // 0 is nothing, n+1 never comes
			order = append(order, id)
		}
		c.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
		want := map[storage.ID]bool{}
		for range n {
			for id, parent := range on {
				if parent == 0 || want[parent] {
					want[id] = true
				}
			}
		}
		w := newWaiter[storage.ID]()
		got := map[storage.ID]bool{}
		for _, id := range order {
			err := w.put(id, on[id], id, func(id storage.ID) (bool, error) {
				if parent := on[id]; parent != 0 && !got[parent] {
					t.Errorf("%d before %d", id, parent)
				}
				got[id] = true
				return true, nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if !reflect.DeepEqual(got, want) || w.left != n-len(want) {
			t.Fatalf("%v: got %v, want %v, %d left", on, got, want, w.left)
		}
	}
}

func TestImportIsQuickToCancelBeforeItBegins(t *testing.T) {
	f := newProject(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Nanosecond)
	defer cancel()
	<-ctx.Done()
	if _, _, err := ImportFrom(ctx, f, "x.csv", strings.NewReader("speaker,verb\nA,said\n"), 0, ImportOptions{}); err == nil {
		t.Error("an import went on without time")
	}
}
