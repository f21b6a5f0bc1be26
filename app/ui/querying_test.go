package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"saywhen/storage"
)

// typeQuery types into the search box as a person does, and waits.
func (f *fixture) typeQuery(text string) {
	f.find.field.SetText(text)
	f.find.field.CursorColumn = len([]rune(text))
	f.find.now()
	f.settle()
}

func TestQueryIsCompletedAndBecomesAChip(t *testing.T) {
	f := newSampleFixture(t)
	f.typeQuery("ac")
	if r := f.find.results; len(r) == 0 || r[0].insert != "actor:" {
		t.Fatalf("%+v", r)
	}
	f.find.key(fyne.KeyReturn)
	f.settle()
	if f.find.field.Text != "actor:" {
		t.Fatalf("the box holds %q", f.find.field.Text)
	}
	f.typeQuery("unreal actor:Shamk")
	f.find.key(fyne.KeyReturn)
	f.settle()
	got := f.session.Filter()
	if len(got.Actors) != 1 || got.Text != "unreal" || f.find.field.Text != "unreal" {
		t.Errorf("filter %+v, box %q", got, f.find.field.Text)
	}
	if n := f.session.Index().Shown(); n != 1 {
		t.Errorf("%d statements pass", n)
	}
	f.typeQuery("stance:denies from:2014-06-10")
	f.find.key(fyne.KeyReturn)
	f.settle()
	if got = f.session.Filter(); len(got.Stances) != 1 || !got.HasFrom || got.Text != "" || len(got.Actors) != 1 {
		t.Errorf("filter %+v", got)
	}
}

func TestQueryThatCannotBeReadSaysWhere(t *testing.T) {
	f := newSampleFixture(t)
	before := f.session.Filter()
	f.typeQuery("colour:red")
	r := f.find.results
	if len(r) != 1 || !r[0].note || !strings.Contains(r[0].head, "not something to ask for") || !strings.Contains(r[0].excerpt, "colour:") {
		t.Fatalf("%+v", r)
	}
	f.find.key(fyne.KeyReturn)
	f.settle()
	if got := f.session.Filter(); got.Text != before.Text || f.find.field.Text != "colour:red" {
		t.Errorf("filter %+v, box %q", got, f.find.field.Text)
	}
}

func TestF3StepsThroughWhatWasFound(t *testing.T) {
	f := newSampleFixture(t)
	f.typeQuery("stance:denies")
	f.find.key(fyne.KeyReturn)
	f.settle()
	want := f.session.Index().Shown()
	seen := map[storage.ID]bool{}
	for range want {
		f.acts.do("find.next")
		f.settle()
		seen[last(f.session.Selection())] = true
	}
	if len(seen) != want || want == 0 {
		t.Errorf("%d steps came to %d statements", want, len(seen))
	}
	here := last(f.session.Selection())
	f.acts.do("find.next")
	f.acts.do("find.previous")
	f.settle()
	if got := last(f.session.Selection()); got != here {
		t.Errorf("there and back is %v, want %v", got, here)
	}
}
