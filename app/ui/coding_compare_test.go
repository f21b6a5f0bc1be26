package ui

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// coding is what a project holds, to be compared with a reference.
type coding struct {
	actors     map[storage.ID]storage.Actor
	verbs      map[storage.ID]storage.Verb
	claims     map[storage.ID]storage.Claim
	roles      map[storage.ID]storage.Affiliation
	statements map[string]storage.Statement // by the ids of the reference
	relations  []storage.Relation
	count      int
}

// readCoding reads a project; ids are the statements' by those of the
// reference.
func readCoding(t *testing.T, path string, ids map[string]string) *coding {
	t.Helper()
	c := &coding{statements: map[string]storage.Statement{}}
	readFile(t, path, func(ctx context.Context, f *sqlite.File) {
		must := func(err error) {
			if err != nil {
				t.Helper()
				t.Fatal(err)
			}
		}
		actors, err := f.Actors(ctx)
		must(err)
		verbs, err := f.Verbs(ctx)
		must(err)
		claims, err := f.Claims(ctx)
		must(err)
		roles, err := f.Affiliations(ctx)
		must(err)
		c.actors = byID(actors, func(a storage.Actor) storage.ID { return a.ID })
		c.verbs = byID(verbs, func(v storage.Verb) storage.ID { return v.ID })
		c.claims = byID(claims, func(c storage.Claim) storage.ID { return c.ID })
		c.roles = byID(roles, func(a storage.Affiliation) storage.ID { return a.Actor })
		c.relations, err = f.Relations(ctx)
		must(err)
		for st, err := range f.Statements(ctx) {
			must(err)
			c.count++
			for id, stored := range ids {
				if stored == st.ID.String() {
					c.statements[id] = st
				}
			}
		}
		problems, err := f.Check(ctx, nil)
		must(err)
		if len(problems) > 0 {
			t.Errorf("the file is not whole: %v", problems)
		}
	})
	return c
}

func byID[T any](list []T, id func(T) storage.ID) map[storage.ID]T {
	m := make(map[storage.ID]T, len(list))
	for _, x := range list {
		m[id(x)] = x
	}
	return m
}

// check compares a project with the reference, statement by statement, field by
// field.
func (r *reference) check(t *testing.T, path string, ids map[string]string) {
	t.Helper()
	c := readCoding(t, path, ids)
	if c.count != len(r.Statements) || len(c.claims) != len(r.Claims) {
		t.Errorf("the file has %d statements and %d claims, want %d and %d", c.count, len(c.claims), len(r.Statements), len(r.Claims))
	}
	used := map[string]bool{}
	for _, want := range r.Statements {
		st, ok := c.statements[want.ID]
		if !ok {
			t.Errorf("%s is not in the file", want.ID)
			continue
		}
		for _, id := range append(slices.Clone(want.Addressees), want.Speaker) {
			used[id] = true
		}
		got, wanted := c.facts(st, ids), r.facts(want)
		for field := range wanted {
			if got[field] != wanted[field] {
				t.Errorf("%s: %s is %s, want %s", want.ID, field, got[field], wanted[field])
			}
		}
		checkDate(t, want.ID, st.When, want.Date)
		if want.Date.Wording == "" && st.When.Wording != "" {
			t.Logf("%s: the source has no words for the date; what was typed is kept: %q", want.ID, st.When.Wording)
		}
	}
	r.checkActors(t, c, used)
	r.checkRelations(t, c, ids)
}

// facts gives what is compared of a stored statement, by field, as text.
func (c *coding) facts(st storage.Statement, ids map[string]string) map[string]string {
	var addressees, positions []string
	for _, id := range st.Addressees {
		addressees = append(addressees, c.actors[id].Name)
	}
	for _, p := range st.Positions {
		claim := c.claims[p.Claim]
		positions = append(positions, positionText(claim.Text, claim.Kind, p.Stance))
	}
	slices.Sort(addressees)
	spans, carrier := []storage.Span{}, ""
	if len(st.Citations) == 1 {
		spans = st.Citations[0].Spans
	}
	for id, stored := range ids {
		if stored == st.ReportedIn.String() {
			carrier = id
		}
	}
	return map[string]string{
		"speaker": c.actors[st.Speaker].Name, "verb": c.verbs[st.Verb].Label, "addressees": fmt.Sprintf("%q", addressees),
		"positions": fmt.Sprint(positions), "spans": fmt.Sprint(spans), "reported in": carrier,
		"gist": st.Gist, "place": st.Place, "repeated": fmt.Sprint(st.Repeated),
	}
}

// facts gives the same of a statement of the reference.
func (r *reference) facts(st referenceStatement) map[string]string {
	var addressees, positions []string
	for _, id := range st.Addressees {
		addressees = append(addressees, r.actorName(id))
	}
	for _, p := range st.Positions {
		for _, claim := range r.Claims {
			if claim.ID == p.Claim {
				positions = append(positions, positionText(claim.Text, claim.Kind, p.Stance))
			}
		}
	}
	slices.Sort(addressees)
	return map[string]string{
		"speaker": r.actorName(st.Speaker), "verb": st.Verb, "addressees": fmt.Sprintf("%q", addressees),
		"positions": fmt.Sprint(positions), "spans": fmt.Sprint(st.Spans), "reported in": st.ReportedBy,
		"gist": st.Gist, "place": st.Place, "repeated": fmt.Sprint(st.Repeated),
	}
}

func positionText(claim string, kind storage.ClaimKind, stance storage.Stance) string {
	return fmt.Sprintf("%s of %q (%s)", stance.Name(kind), claim, kind)
}

func (r *reference) actorName(id string) string {
	for _, a := range r.Actors {
		if a.ID == id {
			return a.Name
		}
	}
	return ""
}

// checkActors compares kind, group and role of the actors that the statements
// name. That an actor is its own group is not stored.
func (r *reference) checkActors(t *testing.T, c *coding, used map[string]bool) {
	t.Helper()
	for _, want := range r.Actors {
		if !used[want.ID] {
			continue
		}
		n := 0
		for id, a := range c.actors {
			if a.Name != want.Name {
				continue
			}
			n++
			group := c.actors[a.Parent].Name
			if group == "" {
				group = a.Name
			}
			if a.Kind != want.Kind || group != want.Group || c.roles[id].Role != want.Role {
				t.Errorf("%s: %s of %q as %q, want %s of %q as %q", a.Name, a.Kind, group, c.roles[id].Role, want.Kind, want.Group, want.Role)
			}
		}
		if n != 1 {
			t.Errorf("%d actors are called %s", n, want.Name)
		}
	}
}

// checkRelations compares the relations as a set.
func (r *reference) checkRelations(t *testing.T, c *coding, ids map[string]string) {
	t.Helper()
	names := map[string]string{}
	for id, stored := range ids {
		names[stored] = id
	}
	var got, want []string
	for _, x := range c.relations {
		got = append(got, names[x.From.String()]+" "+string(x.Kind)+" "+names[x.To.String()])
	}
	for _, x := range r.Relations {
		want = append(want, x.From+" "+x.Kind+" "+x.To)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("relations\n%q, want\n%q", got, want)
	}
}

// TestCornersOfTheReference: an extent's end is the day that it ends on, an open
// start has no first instant.
func TestCornersOfTheReference(t *testing.T) {
	day := int64(86400)
	end := 20 * day
	got := referenceDate{Kind: "extent", EarliestEnd: &end, LatestEnd: &end}.corners()
	want := edtf.Corners{EarliestStart: edtf.OpenPast, LatestStart: edtf.OpenPast, EarliestEnd: 19 * day, LatestEnd: end}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
