package ui

import (
	"fmt"
	"slices"
	"testing"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

func TestManagedTreeRows(t *testing.T) {
	f := newSampleFixture(t)
	l := f.session.Lists()
	tree := newManagedTree(app.ActorNames, l, nil)
	rows := tree.rows(nil)
	if len(rows) != len(l.Actors) {
		t.Fatalf("%d lines for %d actors", len(rows), len(l.Actors))
	}
	for i, r := range rows {
		if above := l.Parent(app.ActorNames, r.id); above != 0 {
			j := slices.IndexFunc(rows, func(o managedRow) bool { return o.id == above })
			if j < 0 || j >= i || rows[j].depth != r.depth-1 || !rows[j].parent {
				t.Errorf("%q does not stand below its parent", r.text)
			}
		}
	}
	closed := map[storage.ID]bool{}
	for _, r := range rows {
		closed[r.id] = true
	}
	for _, r := range tree.rows(closed) {
		if r.depth != 0 || r.open {
			t.Errorf("%q is seen while all is closed", r.text)
		}
	}
	if p := path(l, app.ActorNames, f.actor("Marie Harf")); p != "United States › US State Department" {
		t.Errorf("the path is %q", p)
	}
}

func TestManagedTreeOfVerbs(t *testing.T) {
	f := newSampleFixture(t)
	l := f.session.Lists()
	id, _ := l.Known(app.VerbNames, "accused")
	rows := newManagedTree(app.VerbNames, l, map[storage.ID]int{id: 12_345}).rows(nil)
	if rows[0].id != id || rows[0].shape != charts.ClassShape(storage.Accuse) || rows[0].hint != "112   12,345" {
		t.Errorf("the first line is %+v", rows[0])
	}
	for _, s := range suggestNames(l, app.VerbNames, "112", id) {
		if s.id == id {
			t.Error("a record is offered in its own place")
		}
	}
}

func TestActorUseText(t *testing.T) {
	if got := actorUseText(sqlite.ActorUse{}); got != "nowhere yet" {
		t.Error(got)
	}
	u := sqlite.ActorUse{Speaker: 1, About: 2, Outlet: 1, Below: 3}
	if got, want := actorUseText(u), "speaker of 1 statement · spoken about in 2 statements · outlet of 1 document · 3 actors below it"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// BenchmarkManagedTree makes the list of 25,000 actors, and its lines.
func BenchmarkManagedTree(b *testing.B) {
	l := &app.Lists{}
	for i := range 25_000 {
		l.Actors = append(l.Actors, storage.Actor{ID: storage.ID(i + 1), Parent: storage.ID(i / 10), Name: fmt.Sprintf("Actor %x", i*7919)})
	}
	b.Run("tree", func(b *testing.B) {
		for b.Loop() {
			newManagedTree(app.ActorNames, l, nil)
		}
	})
	tree := newManagedTree(app.ActorNames, l, nil)
	b.Run("rows", func(b *testing.B) {
		for b.Loop() {
			tree.rows(nil)
		}
	})
}
