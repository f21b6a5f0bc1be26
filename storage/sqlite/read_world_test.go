package sqlite

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// crowd is a random project: everything that a statement can have, in any
// combination.
type crowd struct {
	rnd        *rand.Rand
	actors     []storage.ID
	claims     []storage.ID
	documents  []storage.Document
	coders     []storage.ID
	statements []storage.Statement // as they were put
}

// someDates are one of each sort that a record can have, and none.
var someDates = []string{
	"", "2014-09-05", "2014-09", "~2014", "2014-09-05?", "2014-06-11/2014-06-20", "[2014-06-11..2014-06-20]",
	"{2014-06-13,2014-06-20}", "../2014-09-05", "2014-06-10/..", "2014-09-05T17:30:10+04:30", "-0044-03-15",
	"2014-09-05 #2",
}

func newCrowd(t testing.TB, f *File, seed uint64, statements int) *crowd {
	t.Helper()
	c := &crowd{rnd: rand.New(rand.NewPCG(seed, 7))}
	do(t, f, "Set up", c.setUp)
	for len(c.statements) < statements {
		do(t, f, "Add statements", func(tx *Tx) error {
			for range min(200, statements-len(c.statements)) {
				if err := c.addStatement(t, tx); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return c
}

func (c *crowd) setUp(tx *Tx) error {
	for i := range 12 {
		a := storage.Actor{Kind: storage.Person, Name: fmt.Sprint("Actor ", i), Colour: storage.NoColour}
		claim := storage.Claim{Kind: storage.Factual, Text: fmt.Sprint("Claim ", i)}
		coder := storage.Coder{Name: fmt.Sprint("Coder ", i)}
		d := storage.Document{
			Title:    fmt.Sprint("Document ", i),
			Versions: []storage.Version{{Number: 1, Text: "What was said, and by whom, at length."}},
		}
		if err := firstError(tx.PutActor(&a), tx.PutClaim(&claim), tx.PutCoder(&coder), tx.PutDocument(&d)); err != nil {
			return err
		}
		c.actors, c.claims = append(c.actors, a.ID), append(c.claims, claim.ID)
		c.coders, c.documents = append(c.coders, coder.ID), append(c.documents, d)
	}
	return nil
}

// some picks up to n different ids.
func (c *crowd) some(ids []storage.ID, n int) []storage.ID {
	picked := slices.Clone(ids)
	c.rnd.Shuffle(len(picked), func(i, j int) { picked[i], picked[j] = picked[j], picked[i] })
	if n = c.rnd.IntN(n + 1); n == 0 {
		return nil
	}
	return picked[:n]
}

// oneOf picks an id, or 0 half of the time.
func (c *crowd) oneOf(ids []storage.ID) storage.ID {
	if c.rnd.IntN(2) == 0 {
		return 0
	}
	return ids[c.rnd.IntN(len(ids))]
}

func (c *crowd) addStatement(t testing.TB, tx *Tx) error {
	when, err := edtf.Resolve(someDates[c.rnd.IntN(len(someDates))], "Asia/Tehran")
	must(t, err)
	s := storage.Statement{
		Speaker: c.actors[c.rnd.IntN(len(c.actors))], Verb: storage.ID(1 + c.rnd.IntN(30)),
		When: when, Coder: c.oneOf(c.coders), Certainty: int8(c.rnd.IntN(102) - 1),
		Repeated: c.rnd.IntN(2) == 0, Gist: fmt.Sprint("gist ", len(c.statements)),
		Tags: [][]string{nil, {"one"}, {"one", "two"}}[c.rnd.IntN(3)],
	}
	parties := slices.DeleteFunc(c.some(c.actors, 7), func(id storage.ID) bool { return id == s.Speaker })
	for _, actor := range parties {
		list := []*[]storage.ID{&s.CoSpeakers, &s.Addressees, &s.About}[c.rnd.IntN(3)]
		*list = append(*list, actor)
	}
	if s.OnBehalf = c.oneOf(c.actors); s.OnBehalf == s.Speaker {
		s.OnBehalf = 0
	}
	for _, claim := range c.some(c.claims, 3) {
		s.Positions = append(s.Positions, storage.Position{Claim: claim, Stance: storage.Stance(c.rnd.IntN(5) - 2)})
	}
	for range c.rnd.IntN(4) {
		s.Citations = append(s.Citations, c.citation())
	}
	if n := len(c.statements); n > 0 && c.rnd.IntN(4) == 0 {
		s.ReportedIn = c.statements[c.rnd.IntN(n)].ID
	}
	if err := tx.PutStatement(&s); err != nil {
		return err
	}
	c.statements = append(c.statements, s)
	return nil
}

// citation cites a document, with marked passages or without.
func (c *crowd) citation() storage.Citation {
	d := c.documents[c.rnd.IntN(len(c.documents))]
	if c.rnd.IntN(2) == 0 {
		return storage.Citation{Document: d.ID, Quote: "said freely"}
	}
	cited := storage.Citation{
		Document: d.ID, Version: d.Versions[0].ID, Quote: "What … whom",
		Spans: []storage.Span{{Start: 0, End: 4}, {Start: 22, End: 26}}, Translation: "Was",
	}
	return cited
}
