package ui

import (
	"strings"
	"testing"

	"saywhen/storage"
)

// TestFacetsCountWhatEachChoiceWouldShow sets every choice of every facet in
// turn and compares what passes with what was counted.
func TestFacetsCountWhatEachChoiceWouldShow(t *testing.T) {
	f := newSampleFixture(t)
	for _, base := range []storage.Filter{{}, {Stances: []storage.Stance{-2}}, {Classes: []storage.Class{storage.Deny}, HasFrom: true, From: 1402000000}} {
		f.setFilter(base)
		f.settle()
		c := countFacets(f.session)
		shown := func(change func(*storage.Filter)) int {
			g := base
			change(&g)
			f.setFilter(g)
			f.settle()
			return f.session.Index().Shown()
		}
		for st := storage.Stance(-2); st <= 2; st++ {
			if got := shown(func(g *storage.Filter) { g.Stances = []storage.Stance{st} }); got != c.stance[st] {
				t.Errorf("%+v, stance %d: counted %d, passes %d", base, st, c.stance[st], got)
			}
		}
		for _, k := range storage.Classes {
			if got := shown(func(g *storage.Filter) { g.Classes = []storage.Class{k} }); got != c.class[k] {
				t.Errorf("%+v, class %s: counted %d, passes %d", base, k, c.class[k], got)
			}
		}
		for _, a := range f.session.Lists().Actors {
			if got := shown(func(g *storage.Filter) { g.Actors = []storage.ID{a.ID} }); got != c.actor[a.ID] {
				t.Errorf("%+v, %s: counted %d, passes %d", base, a.Name, c.actor[a.ID], got)
			}
		}
		for _, k := range f.session.Lists().Claims {
			if got := shown(func(g *storage.Filter) { g.Claims = []storage.ID{k.ID} }); got != c.claim[k.ID] {
				t.Errorf("%+v, %s: counted %d, passes %d", base, k.Text, c.claim[k.ID], got)
			}
		}
	}
}

func TestFilterMenuShowsCounts(t *testing.T) {
	f := newSampleFixture(t)
	items := f.filterItems()[0].ChildMenu.Items
	if len(items) != 5 || !strings.HasSuffix(items[4].Label, "   8") {
		t.Errorf("the stances are %q … %q", items[0].Label, items[4].Label)
	}
}
