package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// tableProject has n statements of all sorts: uncertain, open, numbered and no
// dates, names that differ in case, texts that are long and alike, and cells
// that are empty.
func tableProject(t testing.TB, n int) *Session {
	t.Helper()
	s := newSession(t)
	r := rand.New(rand.NewPCG(7, 11))
	dates := []string{"", "2014-06-16", "2014-06-16 #2", "2014-06-16 #1", "2014-06", "2014", "../2014-06-16", "2014-06-16/..", "2014-06-10/2014-06-20", "-0500", "2014-06-16T10:00", "~2014-06-16", "[2014-06-11..2014-06-20]"}
	long := strings.Repeat("the same words over and over ", 30)
	texts := []string{"", "b", "a", "A", "  a", "é", "خبر", long + "x", long + "y", long, "the same words"}
	one := func(list []string) string { return list[r.IntN(len(list))] }
	err := step(s, func(done func(error)) {
		s.Do("Fill", func(tx *sqlite.Tx) error {
			var actors, claims, documents []storage.ID
			for _, name := range []string{"Zoe", "adam", "Adam", "خبر", "Bo"} {
				a := storage.Actor{Kind: storage.Media, Name: name, Colour: storage.NoColour}
				c, d := storage.Claim{Kind: storage.Factual, Text: name + "?"}, storage.Document{Title: name + "!"}
				if err := tx.PutActor(&a); err != nil {
					return err
				}
				d.Outlet = a.ID
				if err := errors.Join(tx.PutClaim(&c), tx.PutDocument(&d)); err != nil {
					return err
				}
				actors, claims, documents = append(actors, a.ID), append(claims, c.ID), append(documents, d.ID)
			}
			for _, role := range []string{"minister", "Envoy"} {
				period, _ := edtf.Resolve("2014-06-01/2014-06-17", "")
				if err := tx.PutAffiliation(&storage.Affiliation{Actor: actors[r.IntN(3)], Role: role, Period: period}); err != nil {
					return err
				}
			}
			var made []storage.ID
			for i := range n {
				when, err := edtf.Resolve(one(dates), "")
				if err != nil {
					return err
				}
				st := storage.Statement{
					Speaker: actors[r.IntN(5)], Verb: storage.ID(1 + r.IntN(9)), When: when, Gist: one(texts), Place: one(texts),
					Certainty: int8(r.IntN(3)*50 - 1), Made: int64(i%5) * 1000,
				}
				if r.IntN(2) == 0 {
					st.Addressees = []storage.ID{actors[1+r.IntN(4)], actors[0]}
					st.Positions = []storage.Position{{Claim: claims[r.IntN(5)], Stance: storage.Stance(r.IntN(5) - 2)}}
					st.Tags = []string{one([]string{"x", "y"}), "z"}
				}
				if r.IntN(2) == 0 {
					st.Citations = []storage.Citation{{Document: documents[r.IntN(5)], Quote: one(texts)}, {Document: documents[0], Quote: "~"}}
				}
				if len(made) > 0 && r.IntN(3) == 0 {
					st.ReportedIn = made[r.IntN(len(made))]
				}
				if err := tx.PutStatement(&st); err != nil {
					return err
				}
				made = append(made, st.ID)
			}
			return nil
		}, done)
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sorted asks for the rows and waits.
func sorted(t testing.TB, s *Session, orders ...TableOrder) (ids []storage.ID) {
	t.Helper()
	s.SortTable(context.Background(), orders, nil, func(got []storage.ID, err error) {
		if err != nil {
			t.Error(err)
		}
		ids = got
	})
	s.Flush()
	return ids
}

// tableOracle sorts as one would by hand: every statement in memory, compared by
// the words of its cells.
func tableOracle(t testing.TB, s *Session, orders []TableOrder) (ids []storage.ID) {
	t.Helper()
	var list []storage.Statement
	for st, err := range s.File().Statements(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if s.Index().Shown() == s.Index().Len() || s.Filter().Speakers[0] == st.Speaker {
			list = append(list, st)
		}
	}
	heads := map[storage.ID]string{}
	for _, st := range list {
		heads[st.ReportedIn] = headKey(s, st.ReportedIn)
	}
	slices.SortStableFunc(list, func(a, b storage.Statement) int {
		for _, o := range append(slices.Clone(orders), TableOrder{Column: TableDate}) {
			if c := compareCells(s.Lists(), heads, o, a, b); c != 0 {
				return c
			}
		}
		return 0
	})
	for _, st := range list {
		ids = append(ids, st.ID)
	}
	return ids
}

func compareCells(l *Lists, heads map[storage.ID]string, o TableOrder, a, b storage.Statement) int {
	text := func(st storage.Statement) string {
		if o.Column == TableAddressees && len(st.Addressees) > 0 {
			return sortable(l.ActorName(st.Addressees[0]))
		}
		return sortable(l.TableText(o.Column, &st, func(id storage.ID) string { return heads[id] }, time.UTC))
	}
	ta, tb := text(a), text(b)
	switch {
	case ta == "" && tb == "":
		return 0
	case ta == "":
		return 1
	case tb == "":
		return -1
	}
	c := strings.Compare(ta, tb)
	switch o.Column {
	case TableDate:
		ca, cb := a.When.Corners, b.When.Corners
		c = cmp.Or(cmp.Compare(startOf(ca), startOf(cb)), cmp.Compare(ca.LatestEnd, cb.LatestEnd), cmp.Compare(a.When.Sequence, b.When.Sequence))
	case TableClaims:
		c = cmp.Or(strings.Compare(sortable(l.claimText(a.Positions[0].Claim)), sortable(l.claimText(b.Positions[0].Claim))),
			cmp.Compare(a.Positions[0].Stance, b.Positions[0].Stance))
	case TableCertainty:
		c = cmp.Compare(a.Certainty, b.Certainty)
	case TableMade:
		c = cmp.Compare(a.Made, b.Made)
	case TableChanged:
		c = cmp.Compare(a.Changed, b.Changed)
	case TableTags:
		c = strings.Compare(sortable(a.Tags[0]), sortable(b.Tags[0]))
	}
	if o.Descending {
		return -c
	}
	return c
}

// headKey is the head of a statement with its parts apart, as they are compared.
func headKey(s *Session, id storage.ID) string {
	st, err := s.File().Statement(context.Background(), id)
	if err != nil {
		return ""
	}
	return s.Lists().ActorName(st.Speaker) + "\x00" + s.Lists().verbLabel(st.Verb)
}

func TestSortTableByEveryColumnAsByHand(t *testing.T) {
	s := tableProject(t, 300)
	filters := []storage.Filter{{}, {Speakers: []storage.ID{s.Lists().Actors[1].ID}}}
	for _, f := range filters {
		s.SetFilter(f)
		s.Flush()
		for _, c := range TableColumns {
			for _, down := range []bool{false, true} {
				orders := []TableOrder{{c.Name, down}}
				if got, want := sorted(t, s, orders...), tableOracle(t, s, orders); !slices.Equal(got, want) {
					t.Errorf("by %s, descending %v, filter %v: other than by hand\n got %s\nwant %s", c.Name, down, !f.IsZero(), shown(s, c.Name, got), shown(s, c.Name, want))
				}
			}
		}
	}
}

// shown lists the cells of the first rows.
func shown(s *Session, c TableColumn, ids []storage.ID) string {
	var b strings.Builder
	for _, id := range ids[:min(40, len(ids))] {
		st, _ := s.File().Statement(context.Background(), id)
		text := s.Lists().TableText(c, &st, s.Head, time.UTC)
		fmt.Fprintf(&b, "%d:%.12q ", id&0xffff, text)
	}
	return b.String()
}

func TestSortTableByOneColumnAfterAnother(t *testing.T) {
	s := tableProject(t, 200)
	r := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		var orders []TableOrder
		for range 1 + r.IntN(3) {
			orders = append(orders, TableOrder{TableColumns[r.IntN(len(TableColumns))].Name, r.IntN(2) == 0})
		}
		if got, want := sorted(t, s, orders...), tableOracle(t, s, orders); !slices.Equal(got, want) {
			t.Errorf("by %v: other than by hand", orders)
		}
	}
}

func TestSortTableAfterEdits(t *testing.T) {
	s := tableProject(t, 60)
	r := rand.New(rand.NewPCG(3, 4))
	for range 12 {
		ids := sorted(t, s)
		err := step(s, func(done func(error)) {
			s.Do("Edit", func(tx *sqlite.Tx) error {
				if err := tx.DeleteStatement(ids[r.IntN(len(ids))]); err != nil {
					return err
				}
				st, err := tx.Statement(ids[r.IntN(len(ids)-1)])
				if errors.Is(err, sqlite.ErrNotFound) {
					return nil
				}
				if err != nil {
					return err
				}
				st.When, _ = edtf.Resolve("2013-01-01", "")
				st.Addressees, st.Positions = nil, nil
				return tx.PutStatement(&st)
			}, done)
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []TableColumn{TableDate, TableAddressees, TableClaims, TableGist} {
			orders := []TableOrder{{Column: c}}
			if !slices.Equal(sorted(t, s, orders...), tableOracle(t, s, orders)) {
				t.Errorf("by %s: other than by hand", c)
			}
		}
	}
}

func TestSortTableCanBeStopped(t *testing.T) {
	s := tableProject(t, 10)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var got error
	s.SortTable(ctx, []TableOrder{{Column: TableGist}}, nil, func(_ []storage.ID, err error) { got = err })
	s.Flush()
	if !errors.Is(got, context.Canceled) {
		t.Errorf("a sort that was stopped says %v", got)
	}
	s.Close()
	s.SortTable(context.Background(), nil, nil, func(_ []storage.ID, err error) { got = err })
	if !errors.Is(got, ErrClosed) {
		t.Errorf("a sort after closing says %v", got)
	}
}

func TestSortTextsOfNoColumn(t *testing.T) {
	s := tableProject(t, 1)
	if err := s.File().SortTexts(context.Background(), "nothing", 0, 1, nil, nil); err == nil {
		t.Error("a text that statements do not have was read")
	}
}

func TestSelectionOfMany(t *testing.T) {
	s := tableProject(t, 80)
	ids := sorted(t, s)
	s.Select(ids[:60]...)
	for i, id := range ids {
		if s.Selected(id) != (i < 60) {
			t.Fatalf("row %d: selected %v", i, s.Selected(id))
		}
	}
	s.ToggleSelected(ids[0])
	s.ToggleSelected(ids[70])
	if s.Selected(ids[0]) || !s.Selected(ids[70]) {
		t.Error("what was toggled is as before")
	}
	mustDo(t, s, "Delete", func(tx *sqlite.Tx) error { return tx.DeleteStatement(ids[70]) })
	if s.Selected(ids[70]) || len(s.Selection()) != 59 {
		t.Errorf("%d are selected after one was deleted", len(s.Selection()))
	}
}

// mustDo is Do that must not fail.
func mustDo(t testing.TB, s *Session, name string, fn func(*sqlite.Tx) error) {
	t.Helper()
	if err := step(s, func(done func(error)) { s.Do(name, fn, done) }); err != nil {
		t.Fatal(err)
	}
}
