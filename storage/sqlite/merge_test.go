package sqlite

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
)

// throng adds n statements, in which the actors, claims and verbs given take
// turns in every part.
func throng(t *testing.T, f *File, r *rand.Rand, n int, actors, claims []storage.ID) {
	t.Helper()
	some := func() []storage.ID {
		ids := slices.Clone(actors)
		r.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		return ids[:r.IntN(len(ids)+1)]
	}
	do(t, f, "Add statements", func(tx *Tx) error {
		for i := range n {
			s := storage.Statement{
				Speaker: actors[r.IntN(len(actors))], Verb: storage.ID(1 + r.IntN(3)), Addressees: some(), About: some(),
				Gist: fmt.Sprint("Gist ", i), When: day(2014, 1+r.IntN(12), 1+r.IntN(28)), Certainty: storage.NoCertainty,
			}
			for _, a := range some() {
				if a != s.Speaker {
					s.CoSpeakers = append(s.CoSpeakers, a)
				}
			}
			for _, c := range claims {
				if r.IntN(2) == 0 {
					s.Positions = append(s.Positions, storage.Position{Claim: c, Stance: storage.Stance(r.IntN(5) - 2)})
				}
			}
			if err := tx.PutStatement(&s); err != nil {
				return err
			}
		}
		return nil
	})
}

// cast adds actors and claims.
func cast(t *testing.T, f *File, actors, claims int) (a, c []storage.ID) {
	t.Helper()
	do(t, f, "Add names", func(tx *Tx) error {
		for i := range actors {
			r := storage.Actor{Kind: storage.Person, Name: fmt.Sprint("Actor ", i), Colour: storage.NoColour, Aliases: []storage.Alias{{Name: fmt.Sprint("نام ", i), Lang: "fa"}}}
			if err := tx.PutActor(&r); err != nil {
				return err
			}
			a = append(a, r.ID)
		}
		for i := range claims {
			r := storage.Claim{Kind: storage.Factual, Text: fmt.Sprint("Claim ", i), Note: "n"}
			if err := tx.PutClaim(&r); err != nil {
				return err
			}
			c = append(c, r.ID)
		}
		return nil
	})
	return a, c
}

// TestUndoOfALargeMerge merges two actors with 500 statements between them, and
// two claims: undo gives back every row of every table, redo does it again.
func TestUndoOfALargeMerge(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	actors, claims := cast(t, f, 3, 2)
	throng(t, f, rand.New(rand.NewPCG(1, 2)), 500, actors, claims)
	for name, merge := range map[string]func(*Tx) error{
		"Merge actors":  func(tx *Tx) error { return tx.MergeActors(actors[0], actors[1]) },
		"Replace actor": func(tx *Tx) error { return tx.ReplaceActor(actors[1], actors[0]) },
		"Merge claims":  func(tx *Tx) error { _, err := tx.MergeClaims(claims[0], claims[1]); return err },
		"Replace claim": func(tx *Tx) error { _, err := tx.ReplaceClaim(claims[1], claims[0]); return err },
		"Merge verbs":   func(tx *Tx) error { return tx.MergeVerbs(1, 2) },
		"Replace verb":  func(tx *Tx) error { return tx.ReplaceVerb(2, 1) },
	} {
		before := dump(t, f)
		do(t, f, name, merge)
		after := dump(t, f)
		if after == before {
			t.Fatalf("%s changed nothing", name)
		}
		checkSound(t, f)
		_, err := f.Undo(ctx)
		must(t, err)
		if dump(t, f) != before {
			t.Errorf("undo of %q left another file", name)
		}
		_, err = f.Redo(ctx)
		must(t, err)
		if dump(t, f) != after {
			t.Errorf("redo of %q made another file", name)
		}
		_, err = f.Undo(ctx)
		must(t, err)
	}
}

// TestMergeKeepsUses merges at random: no statement loses its speaker, and the
// set of statements in which either of two actors stood is that of the one that
// stays; likewise for claims and verbs.
func TestMergeKeepsUses(t *testing.T) {
	ctx := context.Background()
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 12 {
		f := newProject(t, testOptions())
		actors, claims := cast(t, f, 4, 3)
		throng(t, f, r, 40, actors, claims)
		a, b := actors[0], actors[1]
		want := statementsWith(t, f, a, b)
		wantClaim, wantVerb := usesOf(t, f, claims[0], claims[1])
		do(t, f, "Merge", func(tx *Tx) error {
			_, err := tx.MergeClaims(claims[0], claims[1])
			return errors.Join(tx.MergeActors(a, b), err, tx.MergeVerbs(1, 2))
		})
		if got := statementsWith(t, f, a); !slices.Equal(got, want) {
			t.Errorf("round %d: %d statements, want %d", round, len(got), len(want))
		}
		u, err := f.ActorUse(ctx, a)
		must(t, err)
		if u.Statements != len(want) || u.Speaker > u.Statements || !u.Used() {
			t.Errorf("round %d: the use is %+v, want %d statements", round, u, len(want))
		}
		verbs, uses, err := f.Uses(ctx)
		must(t, err)
		if uses[claims[0]] != wantClaim || uses[claims[1]] != 0 || verbs[1] != wantVerb || verbs[2] != 0 {
			t.Errorf("round %d: uses %v and %v, want %d and %d", round, uses, verbs, wantClaim, wantVerb)
		}
		checkSound(t, f)
	}
}

func statementsWith(t *testing.T, f *File, actors ...storage.ID) (ids []storage.ID) {
	t.Helper()
	for _, a := range actors {
		list, err := f.StatementsWith(context.Background(), a)
		must(t, err)
		ids = append(ids, list...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// usesOf counts, one statement after the other, those with either claim, and
// those with verb 1 or 2.
func usesOf(t *testing.T, f *File, a, b storage.ID) (claim, verb int) {
	t.Helper()
	for s, err := range f.Statements(context.Background()) {
		must(t, err)
		if slices.ContainsFunc(s.Positions, func(p storage.Position) bool { return p.Claim == a || p.Claim == b }) {
			claim++
		}
		if s.Verb <= 2 {
			verb++
		}
	}
	return claim, verb
}

func TestMergeClaims(t *testing.T) {
	s := newScene(t)
	other := storage.Claim{Kind: storage.Factual, Text: "They worked together", Note: "see p. 2"}
	below := storage.Claim{Kind: storage.Factual, Text: "On 5 June"}
	do(t, s.f, "Add claims", func(tx *Tx) error {
		if err := tx.PutClaim(&other); err != nil {
			return err
		}
		below.Parent = other.ID
		s.said.Positions = []storage.Position{{Claim: other.ID, Stance: 1}, {Claim: s.claim.ID, Stance: -2}}
		s.report.Positions = []storage.Position{{Claim: other.ID, Stance: 2}}
		return firstError(tx.PutClaim(&below), tx.PutStatement(&s.said), tx.PutStatement(&s.report))
	})
	var differed []storage.ID
	do(t, s.f, "Merge", func(tx *Tx) (err error) {
		differed, err = tx.MergeClaims(s.claim.ID, other.ID)
		return err
	})
	if !slices.Equal(differed, []storage.ID{s.said.ID}) {
		t.Errorf("two stances differed in %v, want the denial", differed)
	}
	read := func(id storage.ID) []storage.Position {
		st, err := s.f.Statement(context.Background(), id)
		must(t, err)
		return st.Positions
	}
	if got := read(s.said.ID); !slices.Equal(got, []storage.Position{{Claim: s.claim.ID, Stance: 1}}) {
		t.Errorf("the statement that took both has %v, want the first of them", got)
	}
	if got := read(s.report.ID); !slices.Equal(got, []storage.Position{{Claim: s.claim.ID, Stance: 2}}) {
		t.Errorf("the other has %v", got)
	}
	claims, err := s.f.Claims(context.Background())
	must(t, err)
	for _, c := range claims {
		switch c.ID {
		case s.claim.ID:
			if !strings.Contains(c.Note, "They worked together") || !strings.Contains(c.Note, "see p. 2") {
				t.Errorf("the note is %q", c.Note)
			}
		case below.ID:
			if c.Parent != s.claim.ID {
				t.Errorf("what lay below lies below %d", c.Parent)
			}
		case other.ID:
			t.Error("the other claim is still there")
		}
	}
	checkSound(t, s.f)
}

func TestMergeClaimWithItsOwnTopic(t *testing.T) {
	s := newScene(t)
	do(t, s.f, "Merge", func(tx *Tx) error { _, err := tx.MergeClaims(s.claim.ID, s.topic.ID); return err })
	c, err := s.f.Claims(context.Background())
	must(t, err)
	if len(c) != 1 || c[0].Parent != 0 || c[0].Kind != storage.Factual {
		t.Errorf("left %+v", c)
	}
	checkSound(t, s.f)
}

func TestMergeRefused(t *testing.T) {
	s := newScene(t)
	norm := storage.Claim{Kind: storage.Normative, Text: "They should"}
	do(t, s.f, "Add claim", func(tx *Tx) error { return tx.PutClaim(&norm) })
	for name, c := range map[string]struct {
		fn          func(*Tx) error
		field, part string
	}{
		"kinds":  {func(tx *Tx) error { _, err := tx.MergeClaims(norm.ID, s.claim.ID); return err }, "kind", "same kind"},
		"topic":  {func(tx *Tx) error { _, err := tx.ReplaceClaim(s.claim.ID, s.topic.ID); return err }, "kind", "same kind"},
		"itself": {func(tx *Tx) error { _, err := tx.MergeClaims(norm.ID, norm.ID); return err }, "id", "itself"},
		"actor":  {func(tx *Tx) error { return tx.ReplaceActor(s.iran.ID, s.iran.ID) }, "id", "itself"},
		"verb":   {func(tx *Tx) error { return tx.ReplaceVerb(1, 1) }, "id", "its own place"},
		"aliases": {func(tx *Tx) error {
			return tx.SplitActor(s.iran.ID, &storage.Actor{Name: "X", Kind: storage.Person, Colour: -1}, []string{"Nobody"}, nil)
		}, "aliases", "not an alias"},
	} {
		t.Run(name, func(t *testing.T) {
			before := dump(t, s.f)
			_, err := s.f.Do(context.Background(), "Wrong", c.fn)
			wantField(t, err, c.field, c.part)
			if dump(t, s.f) != before {
				t.Error("the file was changed")
			}
		})
	}
	for _, fn := range []func(*Tx) error{
		func(tx *Tx) error { return tx.ReplaceVerb(1, 777) }, func(tx *Tx) error { return tx.ReplaceActor(777, s.iran.ID) },
		func(tx *Tx) error { _, err := tx.MergeClaims(s.claim.ID, 777); return err },
		func(tx *Tx) error { return tx.SplitActor(777, &storage.Actor{Name: "X"}, nil, nil) },
	} {
		if _, err := s.f.Do(context.Background(), "Wrong", fn); !errors.Is(err, ErrNotFound) {
			t.Errorf("got %v, want ErrNotFound", err)
		}
	}
}

func TestSplitActor(t *testing.T) {
	s := newScene(t)
	ctx := context.Background()
	before := dump(t, s.f)
	part := storage.Actor{Kind: storage.Organization, Name: "Government of Iran", Colour: storage.NoColour, Parent: s.iran.ID}
	do(t, s.f, "Split", func(tx *Tx) error {
		return tx.SplitActor(s.iran.ID, &part, []string{"ایران"}, []storage.ID{s.said.ID, s.report.ID})
	})
	st, err := s.f.Statement(ctx, s.said.ID)
	must(t, err)
	if st.OnBehalf != part.ID || !slices.Contains(st.About, part.ID) || slices.Contains(st.About, s.iran.ID) {
		t.Errorf("the statement has %+v", st)
	}
	got := statementsWith(t, s.f, s.iran.ID)
	if len(got) != 0 {
		t.Errorf("Iran is still in %v", got)
	}
	if len(part.Aliases) != 1 || part.Aliases[0].Lang != "fa" {
		t.Errorf("the new actor has the aliases %v", part.Aliases)
	}
	checkSound(t, s.f)
	_, err = s.f.Undo(ctx)
	must(t, err)
	if dump(t, s.f) != before {
		t.Error("undo of a split left another file")
	}
	// Merging the part again gives every use back.
	do(t, s.f, "Split", func(tx *Tx) error { return tx.SplitActor(s.iran.ID, &part, nil, []storage.ID{s.said.ID}) })
	do(t, s.f, "Merge", func(tx *Tx) error { return tx.MergeActors(s.iran.ID, part.ID) })
	again, err := s.f.Statement(ctx, s.said.ID)
	must(t, err)
	if again.OnBehalf != s.iran.ID || !slices.Contains(again.About, s.iran.ID) {
		t.Errorf("after the merge: %+v", again)
	}
}
