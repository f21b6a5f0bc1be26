package charts

import (
	"fmt"
	"slices"
	"testing"

	"saywhen/storage"
)

// slowTurns finds the turns the long way: for every pair of a side's statements
// on a claim, is the second the next one after the first, and opposite?
func slowTurns(x *Index) (out []string) {
	type taken struct {
		slot   int32
		side   int32
		claim  storage.ID
		stance storage.Stance
	}
	var all []taken
	for s := range x.at {
		if !x.isDated(int32(s)) {
			continue
		}
		r := x.store.rows(int32(s))
		for i, c := range r.claims {
			if r.stances[i] != 0 {
				all = append(all, taken{int32(s), x.topmost(x.nodeOf(x.cols.Speaker[s])), c, r.stances[i]})
			}
		}
	}
	for _, b := range all {
		var before *taken
		for i := range all {
			a := &all[i]
			if a.side == b.side && a.claim == b.claim && x.compare(a.slot, b.slot) < 0 && (before == nil || x.compare(a.slot, before.slot) > 0) {
				before = a
			}
		}
		if before != nil && (before.stance < 0) != (b.stance < 0) {
			out = append(out, fmt.Sprint(b.slot, "→", before.slot))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestContradictionsAreTheTurnsOfASide(t *testing.T) {
	r := newRand(t, 77)
	found := 0
	for range 20 {
		cols, ref := random(r, 120, 12, 3)
		for i := range cols.Claims { // few claims, each once in a statement
			cols.Claims[i] = storage.ID(50 + i%3)
		}
		x := NewIndex(cols, ref)
		var got []string
		for _, l := range x.contradictions().links {
			got = append(got, fmt.Sprint(l.from, "→", l.to))
		}
		slices.Sort(got)
		if want := slowTurns(x); !slices.Equal(slices.Compact(got), want) {
			t.Fatalf("%v\nwant %v", got, want)
		}
		found += len(got)
	}
	if found == 0 {
		t.Error("no random project has a contradiction")
	}
}

func TestContradictionsAreDrawnWhenAsked(t *testing.T) {
	claim := func(id storage.ID, day string, stance storage.Stance, speaker storage.ID) utter {
		return utter{id: id, speaker: speaker, verb: 1, when: onDay(day), claims: []storage.ID{50}, stances: []storage.Stance{stance}}
	}
	x := NewIndex(columns(
		claim(1, "2014-06-01", 2, 11), claim(2, "2014-06-05", -2, 12), claim(3, "2014-06-09", -1, 12), claim(4, "2014-06-12", -2, 20),
	), Reference{Actors: []storage.Actor{{ID: 10, Name: "Iran"}, {ID: 11, Name: "a", Parent: 10}, {ID: 12, Name: "b", Parent: 10}, {ID: 20, Name: "else"}}})
	if n := len(arcs(x, Options{})); n != 0 {
		t.Errorf("%d arcs without being asked", n)
	}
	list := arcs(x, Options{Contradictions: true})
	if len(list) != 1 || list[0].Style != StyleLinkContra {
		t.Fatalf("%+v", list)
	}
	x.Update(columns(claim(3, "2014-06-09", 1, 12)), nil, nil)
	if n := len(arcs(x, Options{Contradictions: true})); n != 2 {
		t.Errorf("after the edit there are %d arcs, want 2", n)
	}
}

func TestArcsBeyondTheBudgetAreCounted(t *testing.T) {
	var list []utter
	var relations []storage.Relation
	const n = maxArcs + 50
	for i := range n + 1 {
		list = append(list, utter{id: storage.ID(i + 1), speaker: storage.ID(i%30 + 1), verb: 1, when: moments(unix("2014-01-01")+int64(i)*86400, unix("2014-01-01")+int64(i)*86400)})
		if i > 0 {
			relations = append(relations, storage.Relation{ID: storage.ID(i), From: storage.ID(i + 1), To: storage.ID(i), Kind: storage.Denies})
		}
	}
	ref := Reference{Relations: relations}
	for i := range 30 {
		ref.Actors = append(ref.Actors, storage.Actor{ID: storage.ID(i + 1), Name: fmt.Sprint(i)})
	}
	x := NewIndex(columns(list...), ref)
	var s Scene
	Layout(&s, x, View{}.Fit(x), Options{W: 4000, Links: LinksAll})
	drawn := 0
	for _, l := range s.Layers {
		drawn += len(l.Arcs)
	}
	if drawn != maxArcs || s.HiddenArcs != 50 {
		t.Errorf("%d drawn, %d hidden", drawn, s.HiddenArcs)
	}
}
