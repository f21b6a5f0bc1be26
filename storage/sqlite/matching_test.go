package sqlite

import (
	"context"
	"slices"
	"testing"

	"saywhen/storage"
)

// slowMatching looks at every statement of a crowd.
func slowMatching(c *crowd, f storage.Filter, outlet map[storage.ID]storage.ID, related map[storage.ID]bool) (ids []storage.ID) {
	for _, s := range c.statements {
		cited := func(in func(storage.Citation) bool) bool { return slices.ContainsFunc(s.Citations, in) }
		ok := len(f.Documents) == 0 || cited(func(q storage.Citation) bool { return slices.Contains(f.Documents, q.Document) })
		ok = ok && (len(f.Outlets) == 0 || cited(func(q storage.Citation) bool { return slices.Contains(f.Outlets, outlet[q.Document]) }))
		ok = ok && (len(f.Tags) == 0 || slices.ContainsFunc(s.Tags, func(t string) bool { return slices.Contains(f.Tags, t) }))
		has := map[storage.Trait]bool{
			storage.HasDate: !s.When.IsZero(), storage.HasNoDate: s.When.IsZero(), storage.HasClaim: len(s.Positions) > 0,
			storage.HasQuote:       cited(func(q storage.Citation) bool { return q.Quote != "" }),
			storage.HasTranslation: cited(func(q storage.Citation) bool { return q.Translation != "" }),
			storage.HasSource:      len(s.Citations) > 0,
			storage.HasSpan:        cited(func(q storage.Citation) bool { return len(q.Spans) > 0 }),
			storage.HasCarrier:     s.ReportedIn != 0, storage.HasRelation: related[s.ID],
			storage.HasGist: s.Gist != "", storage.HasPlace: s.Place != "", storage.HasNote: s.Note != "", storage.HasTag: len(s.Tags) > 0,
		}
		for _, t := range f.Has {
			ok = ok && has[t]
		}
		if ok {
			ids = append(ids, s.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

func TestMatchingAgreesWithLookingAtEachStatement(t *testing.T) {
	f := newProject(t, testOptions())
	c := newCrowd(t, f, 5, 300)
	outlet, related := map[storage.ID]storage.ID{}, map[storage.ID]bool{}
	do(t, f, "Outlets and relations", func(tx *Tx) error {
		for i := range c.documents {
			d := &c.documents[i]
			d.Outlet = c.oneOf(c.actors)
			outlet[d.ID] = d.Outlet
			if err := tx.PutDocument(d); err != nil {
				return err
			}
		}
		for i := range 40 {
			a, b := c.statements[i].ID, c.statements[i+50].ID
			related[a], related[b] = true, true
			if err := tx.PutRelation(&storage.Relation{From: a, To: b, Kind: storage.Denies}); err != nil {
				return err
			}
		}
		return nil
	})
	var documents []storage.ID
	for _, d := range c.documents {
		documents = append(documents, d.ID)
	}
	some := 0
	for range 200 {
		q := storage.Filter{Documents: c.some(documents, 3), Outlets: c.some(c.actors, 3)}
		if c.rnd.IntN(2) == 0 {
			q.Tags = []string{"two", "none"}
		}
		for _, n := range c.rnd.Perm(len(storage.Traits))[:c.rnd.IntN(3)] {
			q.Has = append(q.Has, storage.Traits[n])
		}
		want := slowMatching(c, q, outlet, related)
		got, err := f.Matching(context.Background(), q)
		must(t, err)
		if !slices.Equal(got, want) {
			t.Fatalf("%+v\n got %d statements\nwant %d", q, len(got), len(want))
		}
		if len(want) > 0 && len(want) < len(c.statements) {
			some++
		}
	}
	if some < 50 {
		t.Errorf("only %d of the filters told statements apart", some)
	}
}

func TestMatchingJoinsWordsWithTheRest(t *testing.T) {
	f := newProject(t, testOptions())
	c := newCrowd(t, f, 6, 40)
	ctx := context.Background()
	all, err := f.Matching(ctx, storage.Filter{})
	must(t, err)
	tagged, err := f.Matching(ctx, storage.Filter{Tags: []string{"one"}})
	must(t, err)
	word, err := f.Matching(ctx, storage.Filter{Text: "gist", Tags: []string{"one"}})
	must(t, err)
	if len(all) != len(c.statements) || !slices.Equal(word, tagged) {
		t.Errorf("%d of %d; with a word that all have %v, without %v", len(all), len(c.statements), word, tagged)
	}
	later, err := f.Matching(ctx, storage.Filter{Has: []storage.Trait{"a trait of a later version"}})
	must(t, err)
	if len(later) != 0 {
		t.Errorf("an unknown trait lets %d through", len(later))
	}
}
