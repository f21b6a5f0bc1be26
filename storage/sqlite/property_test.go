package sqlite

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// editor makes random edits through the public methods. Edits that are refused
// (a loop, an actor in use) are part of the game: they must change nothing.
type editor struct {
	r       *rand.Rand
	refused int
}

var words = []string{
	"ایران", "هسته‌ای", "مُذاكرات", "كتاب", "۱۴۰۴", "(تهران)", "Khamenei", "denied", "it", "”", "\"q\"", "\\", "<&>", "🙂",
	"line\nbreak", "é", "\u2028", "المفاوضات", "0", "",
}

func (e *editor) text(n int) string {
	s := ""
	for range e.r.IntN(n + 1) {
		s += words[e.r.IntN(len(words))] + " "
	}
	return s
}

// name is unique enough and has no line break.
func (e *editor) name() string {
	return fmt.Sprint(words[e.r.IntN(10)], " ", e.r.IntN(100_000))
}

// pick gives the id of some row, or 0.
func (e *editor) pick(tx *Tx, table string) storage.ID {
	ids, err := tx.w.ids("SELECT id FROM " + table + " ORDER BY id")
	if err != nil || len(ids) == 0 {
		return 0
	}
	return storage.ID(ids[e.r.IntN(len(ids))])
}

func (e *editor) some(tx *Tx, table string, n int) []storage.ID {
	var ids []storage.ID
	for range e.r.IntN(n + 1) {
		if id := e.pick(tx, table); id != 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

func (e *editor) date() edtf.Date {
	switch e.r.IntN(5) {
	case 0:
		return edtf.Date{Wording: e.text(2)}
	case 1:
		d, _ := edtf.Resolve("../2014-09-05", "Asia/Tehran") // a date
		d.Anchor, d.Sequence = "2014-09-06", e.r.IntN(4)
		return d
	}
	return day(1850+e.r.IntN(200), 1+e.r.IntN(12), 1+e.r.IntN(28))
}

func (e *editor) actor(tx *Tx) error {
	a, err := tx.Actor(e.pick(tx, "actor"))
	if err != nil || e.r.IntN(2) == 0 && !e.crowded(tx, "actor", 12) {
		a = storage.Actor{Kind: storage.ActorKinds[e.r.IntN(6)], Colour: storage.NoColour}
	}
	a.Name, a.Note, a.Order = e.name(), e.text(4), float64(e.r.IntN(9))/2
	if e.r.IntN(3) == 0 {
		a.Parent = e.pick(tx, "actor")
	}
	a.Aliases = nil
	for i := range e.r.IntN(4) {
		a.Aliases = append(a.Aliases, storage.Alias{Name: fmt.Sprint(words[e.r.IntN(5)], i), Lang: "fa"})
	}
	return tx.PutActor(&a)
}

func (e *editor) document(tx *Tx) error {
	d, err := tx.Document(e.pick(tx, "document"))
	if err != nil || e.r.IntN(3) == 0 && !e.crowded(tx, "document", 6) {
		d = storage.Document{Outlet: e.pick(tx, "actor")}
	}
	d.Title, d.Published = e.name(), e.date()
	if len(d.Versions) > 0 && e.r.IntN(2) == 0 {
		d.Versions[e.r.IntN(len(d.Versions))].Text = "0123456789 " + e.text(12)
	} else if len(d.Versions) < 3 {
		d.Versions = append(d.Versions, storage.Version{Text: "0123456789 " + e.text(12)})
	}
	return tx.PutDocument(&d)
}

func (e *editor) claim(tx *Tx) error {
	c, err := tx.Claim(e.pick(tx, "claim"))
	if err != nil || e.r.IntN(2) == 0 && !e.crowded(tx, "claim", 8) {
		c = storage.Claim{}
	}
	c.Kind, c.Text, c.Note = storage.ClaimKinds[e.r.IntN(3)], e.name(), e.text(3)
	if e.r.IntN(2) == 0 {
		c.Parent = e.pick(tx, "claim")
	}
	return tx.PutClaim(&c)
}

func (e *editor) verb(tx *Tx) error {
	v, err := tx.Verb(e.pick(tx, "verb"))
	if err != nil || e.r.IntN(2) == 0 {
		v = storage.Verb{Class: storage.Classes[e.r.IntN(7)]}
	}
	v.Label = e.name()
	v.Aliases = append(v.Aliases[:min(2, len(v.Aliases))], e.name())
	return tx.PutVerb(&v)
}

func (e *editor) statement(tx *Tx) error {
	s, err := tx.Statement(e.pick(tx, "statement"))
	if err != nil || e.r.IntN(2) == 0 {
		s = storage.Statement{Certainty: int8(e.r.IntN(102) - 1), Grade: []string{"", "B2"}[e.r.IntN(2)]}
	}
	s.Speaker, s.Verb = e.pick(tx, "actor"), e.pick(tx, "verb")
	s.Addressees, s.About = e.some(tx, "actor", 2), e.some(tx, "actor", 2)
	s.CoSpeakers, s.OnBehalf = e.some(tx, "actor", 1), e.pick(tx, "actor")
	s.When, s.Gist, s.Note, s.Place = e.date(), e.text(8), e.text(3), words[e.r.IntN(10)]
	s.Tags = nil
	for range e.r.IntN(3) {
		s.Tags = append(s.Tags, words[e.r.IntN(5)])
	}
	s.Positions = nil
	for _, claim := range e.some(tx, "claim", 2) {
		s.Positions = append(s.Positions, storage.Position{Claim: claim, Stance: storage.Stance(e.r.IntN(5) - 2)})
	}
	if e.r.IntN(3) == 0 {
		s.ReportedIn = e.pick(tx, "statement")
	}
	if d, err := tx.Document(e.pick(tx, "document")); err == nil && e.r.IntN(2) == 0 {
		c := storage.Citation{Document: d.ID, Quote: e.text(9), Translation: e.text(9)}
		if len(d.Versions) > 0 {
			c.Version = d.Versions[0].ID
			c.Spans = []storage.Span{{Start: 0, End: 1 + e.r.IntN(4)}, {Start: 5, End: 8}}
			c.Quote = "0123"[:c.Spans[0].End] + spanJoin + "567"
		}
		s.Citations = append(s.Citations, c)
	} else if len(s.Citations) > 0 {
		s.Citations = s.Citations[1:]
	}
	return tx.PutStatement(&s)
}

func (e *editor) delete(tx *Tx) error {
	switch e.r.IntN(7) {
	case 0:
		return tx.DeleteActor(e.pick(tx, "actor"))
	case 1:
		return tx.DeleteAffiliation(e.pick(tx, "affiliation"))
	case 2:
		return tx.DeleteDocument(e.pick(tx, "document"))
	case 3:
		return tx.DeleteClaim(e.pick(tx, "claim"))
	case 4:
		return tx.DeleteVerb(e.pick(tx, "verb"))
	case 5:
		return tx.DeleteRelation(e.pick(tx, "relation"))
	}
	return tx.DeleteStatement(e.pick(tx, "statement"))
}

// crowded reports whether there is enough of a kind: a small project is quick to
// compare and meets every case more often.
func (e *editor) crowded(tx *Tx, table string, enough int) bool {
	var n int
	return tx.w.scan("SELECT count(*) FROM "+table, nil, &n) == nil && n >= enough
}

func (e *editor) edit(tx *Tx) error {
	if e.crowded(tx, "statement", 20) {
		return tx.DeleteStatement(e.pick(tx, "statement"))
	}
	if e.crowded(tx, "verb", 40) {
		return tx.DeleteVerb(e.pick(tx, "verb"))
	}
	if e.crowded(tx, "affiliation", 8) {
		return tx.DeleteAffiliation(e.pick(tx, "affiliation"))
	}
	switch e.r.IntN(14) {
	case 0, 1:
		return e.actor(tx)
	case 2:
		return e.document(tx)
	case 3:
		return e.claim(tx)
	case 4:
		return e.verb(tx)
	case 5:
		return tx.PutAffiliation(&storage.Affiliation{Actor: e.pick(tx, "actor"), Organization: e.pick(tx, "actor"), Role: e.name(), Period: e.date()})
	case 6:
		return tx.PutRelation(&storage.Relation{From: e.pick(tx, "statement"), To: e.pick(tx, "statement"), Kind: storage.RelationKinds[e.r.IntN(9)], Note: e.text(2)})
	case 7:
		return e.delete(tx)
	case 8:
		if e.r.IntN(3) > 0 {
			return tx.SetMeta(fmt.Sprint("setting ", e.r.IntN(4)), e.text(2))
		}
		return tx.MergeVerbs(e.pick(tx, "verb"), e.pick(tx, "verb"))
	case 9:
		return tx.MergeActors(e.pick(tx, "actor"), e.pick(tx, "actor"))
	}
	return e.statement(tx)
}

// step does a few edits in one transaction, one time in forty as an import. It
// reports whether the file was changed.
func (e *editor) step(t *testing.T, f *File) bool {
	t.Helper()
	run, edits := f.Do, 1+e.r.IntN(3)
	if e.r.IntN(50) == 0 {
		run, edits = f.Import, 30
	}
	change, err := run(context.Background(), "Edit", func(tx *Tx) error {
		for range edits {
			err := e.edit(tx)
			var field *FieldError
			switch {
			case errors.As(err, &field), errors.Is(err, ErrNotFound):
				e.refused++
				if edits < 30 {
					return err
				}
			case err != nil:
				t.Fatalf("edit: %v", err)
			}
		}
		return nil
	})
	return err == nil && !change.Empty()
}

// TestHistory makes 2,000 random edits, undoes them all and does them all again,
// reopening at random: what is in the file is the same at every step.
func TestHistory(t *testing.T) {
	steps := 2000
	if testing.Short() {
		steps = 200
	}
	ctx := context.Background()
	e := &editor{r: rand.New(rand.NewPCG(2014, 9))}
	opt := testOptions()
	opt.Coder = "A. Nalyst"
	f := newProject(t, opt)
	dumps := []string{dump(t, f)}
	for len(dumps) <= steps {
		if e.step(t, f) {
			dumps = append(dumps, dump(t, f))
		} else if got := dump(t, f); got != dumps[len(dumps)-1] {
			t.Fatalf("a refused edit changed the file after step %d", len(dumps)-1)
		}
		if e.r.IntN(200) == 0 {
			checkSound(t, f)
			f = reopen(t, f)
		}
	}
	checkSound(t, f)
	travel := func(direction string, at int, step func(context.Context) (storage.Change, error)) {
		t.Helper()
		if _, err := step(ctx); err != nil {
			t.Fatalf("%s to %d: %v", direction, at, err)
		}
		if got := dump(t, f); got != dumps[at] {
			t.Fatalf("%s to %d left\n%s\nnot\n%s", direction, at, got, dumps[at])
		}
		if e.r.IntN(200) == 0 {
			checkSound(t, f)
			f = reopen(t, f)
		}
	}
	for at := steps - 1; at >= 0; at-- {
		travel("undo", at, func(ctx context.Context) (storage.Change, error) { return f.Undo(ctx) })
	}
	checkSound(t, f)
	if _, err := f.Undo(ctx); err != ErrNothingToUndo {
		t.Errorf("undo at the beginning gave %v", err)
	}
	for at := 1; at <= steps; at++ {
		travel("redo", at, func(ctx context.Context) (storage.Change, error) { return f.Redo(ctx) })
	}
	checkSound(t, f)
	info, err := os.Stat(f.Path())
	must(t, err)
	t.Logf("%d steps, %d refused edits, %d KiB, last dump of %d bytes", steps, e.refused, info.Size()>>10, len(dumps[steps]))
}
