package ui

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"saywhen/app"
	"saywhen/storage"
)

func hit(w fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		w.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// openForm opens the entry form on the sample.
func openForm(t *testing.T, known app.Entry) (*fixture, *entryPanel) {
	t.Helper()
	f := newSampleFixture(t)
	f.openEntry(known)
	return f, f.entry
}

func (f *fixture) last() storage.Statement {
	f.t.Helper()
	ids := f.session.Selection()
	if len(ids) != 1 {
		f.t.Fatalf("%d statements are selected after entering one", len(ids))
	}
	st, err := f.session.File().Statement(context.Background(), ids[0])
	if err != nil {
		f.t.Fatal(err)
	}
	return st
}

func TestCompletionByKeys(t *testing.T) {
	_, p := openForm(t, app.Entry{})
	e := p.form.speaker
	test.Type(e, "افخم") // her name in Persian
	if s, ok := p.form.list.markedLine(); !ok || s.text != "Marzieh Afkham" {
		t.Fatalf("marked %+v, %v", s, ok)
	}
	if !e.AcceptsTab() {
		t.Error("Tab would leave the field without taking the line")
	}
	hit(e, fyne.KeyReturn)
	if e.Text != "Marzieh Afkham" || p.form.list.isOpen(e) {
		t.Errorf("took %q; list open: %v", e.Text, p.form.list.isOpen(e))
	}

	e.set("")
	test.Type(e, "Ali")
	first, _ := p.form.list.markedLine()
	hit(e, fyne.KeyDown)
	second, _ := p.form.list.markedLine()
	if first.text == second.text {
		t.Errorf("Down stayed on %q", first.text)
	}
	hit(e, fyne.KeyUp, fyne.KeyUp)
	if _, ok := p.form.list.markedLine(); ok {
		t.Error("Up from the first line leaves a line marked")
	}
	hit(e, fyne.KeyEscape)
	if p.form.list.isOpen(e) || e.Text != "Ali" {
		t.Errorf("Esc left the list open or changed %q", e.Text)
	}
}

func TestCompletionOffersANewName(t *testing.T) {
	_, p := openForm(t, app.Entry{})
	e := p.form.speaker
	test.Type(e, "Iran") // a known name that others begin with
	if _, ok := p.form.list.markedLine(); ok {
		t.Error("a known name that was typed whole would be replaced")
	}
	e.set("")
	test.Type(e, "Nobody Known")
	lines := p.form.list.lines
	if len(lines) != 1 || !lines[0].fresh {
		t.Fatalf("lines %+v", lines)
	}
	e.take(lines[0])
	if e.Text != "Nobody Known" {
		t.Errorf("the new name became %q", e.Text)
	}
}

func TestCompletionOfSeveral(t *testing.T) {
	_, p := openForm(t, app.Entry{})
	e := p.form.addressees
	test.Type(e, "BBC")
	hit(e, fyne.KeyReturn)
	test.Type(e, "; Harf")
	hit(e, fyne.KeyReturn)
	if got := e.names(); !slices.Equal(got, []string{"BBC Persian", "Marie Harf"}) {
		t.Errorf("names %q", got)
	}
}

func TestStancePicker(t *testing.T) {
	_, p := openForm(t, app.Entry{})
	s := p.form.positions.rows[0].stance
	for _, c := range []struct {
		key  fyne.KeyName
		char rune
		want storage.Stance
	}{
		{fyne.KeyRight, 0, 1},
		{fyne.KeyRight, 0, 2},
		{fyne.KeyRight, 0, 2},
		{"", '1', -2},
		{fyne.KeyLeft, 0, -2},
		{"", '5', 2},
		{"", '3', 0},
		{"", '9', 0},
	} {
		if c.key != "" {
			hit(s, c.key)
		} else {
			s.TypedRune(c.char)
		}
		if s.stance != c.want {
			t.Errorf("after %q %q the stance is %d, want %d", c.key, c.char, s.stance, c.want)
		}
	}
	s.TypedRune('+')
	if n := len(p.form.positions.rows); n != 2 {
		t.Errorf("+ left %d rows", n)
	}
	s.Resize(fyne.NewSize(200, 38))
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, 10)})
	if s.stance != -2 {
		t.Errorf("a click on the first step gave %d", s.stance)
	}
}

func TestStanceFollowsTheVerbUntilChosen(t *testing.T) {
	_, p := openForm(t, app.Entry{})
	row := p.form.positions.rows[0]
	for _, c := range []struct {
		verb string
		want storage.Stance
	}{{"denied", -2}, {"confirmed", 2}, {"said", 0}} {
		p.form.verb.SetText(c.verb)
		if row.stance.stance != c.want {
			t.Errorf("%s: stance %d, want %d", c.verb, row.stance.stance, c.want)
		}
	}
	row.stance.TypedRune('4')
	p.form.verb.SetText("denied")
	if row.stance.stance != 1 {
		t.Errorf("the verb overrode the stance that was chosen: %d", row.stance.stance)
	}
}

func TestKindIsAskedOfANewClaimOnly(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	row := p.form.positions.rows[0]
	row.claim.SetText("A claim that is new")
	if !row.kind.Visible() {
		t.Error("the kind of a new claim is not asked")
	}
	for _, c := range f.session.Lists().Claims {
		row.claim.SetText(c.Text)
		if row.kind.Visible() || row.stance.kind != c.Kind {
			t.Errorf("%q: kind asked %v, stance named as %s", c.Text, row.kind.Visible(), row.stance.kind)
		}
	}
}

func TestEnterSavesAndOpensTheNext(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	p.form.speaker.SetText("Ali Shamkhani")
	p.form.verb.SetText("denied")
	p.form.when.entry.SetText("2014-07")
	p.form.document.SetText("A new article")
	p.form.quote.SetText("no\nnever")
	p.form.tags.SetText("b; a")
	p.form.repeated.SetChecked(true)
	p.form.certainty.SetText("80%")
	p.form.grade.SetText("b2")
	hit(p.form.when.entry, fyne.KeyReturn)
	f.settle()
	st := f.last()
	l := f.session.Lists()
	if l.ActorName(st.Speaker) != "Ali Shamkhani" || st.When.EDTF != "2014-07" || st.Citations[0].Quote != "no\nnever" ||
		!slices.Equal(st.Tags, []string{"a", "b"}) || !st.Repeated || st.Certainty != 80 || st.Grade != "B2" {
		t.Errorf("saved %+v", st)
	}
	if p.form.speaker.Text != "Ali Shamkhani" || p.form.when.entry.Text != "=" || p.form.document.Text != "A new article" {
		t.Error("speaker, date and document were not carried over")
	}
	if p.form.verb.Text != "" || p.form.quote.Text != "" || p.form.repeated.Checked {
		t.Error("something else was carried over")
	}
}

func TestWrongFieldsSayWhyAndKeepWhatWasTyped(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	before := f.session.Index().Len()
	p.form.when.entry.SetText("31 Febtember")
	p.form.quote.SetText("words")
	p.form.certainty.SetText("many")
	p.form.grade.SetText("Z9")
	hit(p.form.gist, fyne.KeyReturn)
	f.settle()
	for _, name := range []string{"speaker", "verb", "when", "document", "certainty", "grade"} {
		if fd := p.form.byName[name]; !fd.wrong.Visible() || fd.wrong.Text == "" {
			t.Errorf("nothing stands beside %s", name)
		}
	}
	if f.session.Index().Len() != before || p.form.when.entry.Text != "31 Febtember" || p.form.quote.Text != "words" {
		t.Error("something was saved or lost")
	}
}

func TestDraftComesBack(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	p.form.speaker.SetText("Half a na")
	p.form.when.entry.SetText("2014-")
	hit(p.form.when.entry, fyne.KeyEscape)
	p.form.load(app.Entry{}) // as after a restart
	f.newStatement()
	if p.form.speaker.Text != "Half a na" || p.form.when.entry.Text != "2014-" {
		t.Errorf("the draft came back as %q, %q", p.form.speaker.Text, p.form.when.entry.Text)
	}
	f.entry.wipe()
	p.close()
	f.newStatement()
	if p.form.speaker.Text != "" {
		t.Error("a draft that was cleared came back")
	}
}

func TestInspectorEditsInPlace(t *testing.T) {
	f := newSampleFixture(t)
	id := f.session.Index().Columns().ID[0]
	f.session.Select(id)
	f.settle()
	in := f.inspect
	if in.id != id || !in.body.Visible() || in.form.speaker.Text == "" {
		t.Fatalf("the inspector shows %d, not %d", in.id, id)
	}
	before := f.session.Status().Undo
	in.form.left() // leaving a field that was not changed saves nothing
	f.settle()
	if f.session.Status().Undo != before {
		t.Error("an unchanged field made a step")
	}
	in.form.gist.SetText("Another gist")
	hit(in.form.gist, fyne.KeyReturn)
	f.settle()
	if st := f.last(); st.Gist != "Another gist" || f.session.Status().Undo != "Edit statement" {
		t.Errorf("gist %q, undo %q", st.Gist, f.session.Status().Undo)
	}
	f.session.Undo(context.Background(), nil)
	f.settle()
	if in.form.gist.Text == "Another gist" {
		t.Error("undo did not reach the inspector")
	}
}

func TestInspectorKeepsAWrongEdit(t *testing.T) {
	f := newSampleFixture(t)
	ids := f.session.Index().Columns().ID
	f.session.Select(ids[0])
	f.settle()
	f.inspect.form.when.entry.SetText("whenever")
	f.inspect.save()
	f.session.Select(ids[1])
	f.settle()
	if f.inspect.form.when.entry.Text == "whenever" {
		t.Fatal("the wrong date went to another statement")
	}
	f.session.Select(ids[0])
	f.settle()
	if f.inspect.form.when.entry.Text != "whenever" || !f.inspect.form.byName["when"].wrong.Visible() {
		t.Errorf("came back as %q", f.inspect.form.when.entry.Text)
	}
	hit(f.inspect.form.when.entry, fyne.KeyEscape)
	if f.inspect.form.when.entry.Text == "whenever" {
		t.Error("Esc did not take the wrong date back")
	}
}

func TestInspectorShowsEveryFieldOfTheSample(t *testing.T) {
	f := newSampleFixture(t)
	for _, id := range f.session.Index().Columns().ID {
		st, err := f.session.File().Statement(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		f.session.Select(id)
		f.settle()
		if want := f.session.Lists().EntryOf(st); !same(f.inspect.form.value(), want) {
			t.Errorf("%d: shown\n%+v\nstored\n%+v", id, f.inspect.form.value(), want)
		}
	}
}

func TestReportedInIsChosenFromTheList(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	p.form.speaker.SetText("Qasem Soleimani")
	p.form.verb.SetText("said")
	test.Type(p.form.reportedIn, "Supreme Leader")
	f.settle()
	if p.form.check(p.form.value()) {
		t.Error("words alone were taken for a statement")
	}
	s, ok := p.form.list.markedLine()
	if !ok || s.id == 0 {
		t.Fatalf("no statement is offered: %+v", p.form.list.lines)
	}
	hit(p.form.reportedIn, fyne.KeyReturn)
	p.save()
	f.settle()
	if st := f.last(); st.ReportedIn != s.id {
		t.Errorf("reported in %d, want %d", st.ReportedIn, s.id)
	}
}
