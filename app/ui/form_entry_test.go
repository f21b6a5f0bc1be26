package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

func TestSecondEntryDoesNotTakeTheFirstDraft(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	p.form.gist.SetText("first")
	f.openEntry(app.Entry{Speaker: "Iran", Quote: "from an article"})
	if p.form.gist.Text != "" || p.form.quote.Text != "from an article" {
		t.Fatalf("the second began as %q, %q", p.form.gist.Text, p.form.quote.Text)
	}
	if !strings.Contains(p.status.Text, "1 other draft waits") {
		t.Errorf("it says %q", p.status.Text)
	}
	p.form.gist.SetText("second")
	if n := len(p.drafts.List(f.session.Path())); n != 2 {
		t.Fatalf("%d drafts are kept, want 2", n)
	}
	f.acts.do("statement.other_draft")
	if p.form.gist.Text != "first" {
		t.Errorf("the other draft is %q", p.form.gist.Text)
	}
	f.acts.do("statement.other_draft")
	if p.form.gist.Text != "second" || p.form.quote.Text != "from an article" {
		t.Errorf("back again: %q, %q", p.form.gist.Text, p.form.quote.Text)
	}
	p.form.verb.SetText("said")
	p.form.document.SetText(f.documentTitle())
	p.save()
	f.settle()
	if list := p.drafts.List(f.session.Path()); len(list) != 1 || list[0].Gist != "first" {
		t.Errorf("after saving the second, %+v are kept", list)
	}
}

func TestClearCanBeTakenBack(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	p.form.gist.SetText("precious")
	p.wipe()
	if p.form.gist.Text != "" || p.clear.Text != "Bring back" || len(p.drafts.List(f.session.Path())) != 0 {
		t.Errorf("cleared, it holds %q; the button says %q", p.form.gist.Text, p.clear.Text)
	}
	p.wipe()
	if p.form.gist.Text != "precious" || p.clear.Text != "Clear" || len(p.drafts.List(f.session.Path())) != 1 {
		t.Errorf("brought back, it holds %q; the button says %q", p.form.gist.Text, p.clear.Text)
	}
}

func TestPageGetsTheKeyboardBack(t *testing.T) {
	f := newSampleFixture(t)
	var told []storage.ID
	back := func(id storage.ID) { told = append(told, id) }
	known := app.Entry{Speaker: "Iran", Verb: "said"}
	f.openEntryFrom(known, back)
	hit(f.entry.form.speaker, fyne.KeyEscape)
	if len(told) != 1 || told[0] != 0 || f.entry.root.Visible() {
		t.Errorf("closed: told %v", told)
	}
	f.openEntryFrom(known, back)
	f.entry.save()
	if f.entry.root.Visible() {
		t.Error("the form stays open before the page")
	}
	f.settle()
	if len(told) != 2 || told[1] == 0 || told[1] != f.last().ID {
		t.Errorf("saved: told %v", told)
	}
	f.openEntry(known)
	f.entry.save()
	f.settle()
	if len(told) != 2 || !f.entry.root.Visible() {
		t.Errorf("another entry told the page: %v", told)
	}
}

func TestAnswerFillsVerbRelationAndClaim(t *testing.T) {
	f := newSampleFixture(t)
	report := f.statement("BBC Persian")
	f.session.Select(report)
	f.acts.do("statement.denies")
	f.settle()
	e, ok := f.win.Canvas().Focused().(*completionEntry)
	if !ok {
		t.Fatalf("the keyboard is at %T", f.win.Canvas().Focused())
	}
	hit(e, fyne.KeyReturn) // the selected one is offered first
	f.settle()
	got := f.entry.form.value()
	if got.Verb != "denied" || len(got.Relations) != 1 || got.Relations[0].To != report || got.Relations[0].Kind != storage.Denies ||
		len(got.Positions) != 1 || got.Positions[0].Stance != -2 {
		t.Errorf("filled in %+v", got)
	}
	if f.win.Canvas().Focused() != fyne.Focusable(f.entry.form.speaker) {
		t.Errorf("the keyboard is at %T, not at what is still empty", f.win.Canvas().Focused())
	}
}

func TestDuplicateAndRepeat(t *testing.T) {
	f := newSampleFixture(t)
	id := f.statement("Marie Harf")
	f.session.Select(id)
	f.acts.do("statement.duplicate")
	f.settle()
	p := f.entry
	if p.form.speaker.Text != "Marie Harf" || p.form.value().Document == "" {
		t.Fatalf("the duplicate has %+v", p.form.value())
	}
	p.save()
	f.settle()
	if f.last().ID == id {
		t.Fatal("the statement itself was changed")
	}
	p.wipe()
	p.form.speaker.SetText("Iran")
	f.acts.do("statement.repeat")
	if e := p.form.value(); e.Speaker != "Iran" || e.Verb != "denied" || len(e.Positions) != 1 || e.Quote != "" {
		t.Errorf("repeated %+v", e)
	}
}

// TestDateOfTheStatementBefore is carried over as "=", which a typed date
// replaces.
func TestDateOfTheStatementBefore(t *testing.T) {
	f, p := openForm(t, app.Entry{Speaker: "Iran", Verb: "said", When: "2014-06-16"})
	p.save()
	f.settle()
	if d, err := f.session.ResolveWhen(p.form.value()); err != nil || d.EDTF != "2014-06-16" {
		t.Errorf("carried over as %+v, %v", d, err)
	}
	f.win.Canvas().Focus(p.form.when.entry)
	p.form.when.entry.TypedRune('2')
	if p.form.when.entry.Text != "2" {
		t.Errorf("typing made %q of it", p.form.when.entry.Text)
	}
}

func TestSavedDraftIsForgottenAtTheStart(t *testing.T) {
	f, p := openForm(t, app.Entry{Speaker: "Iran", Verb: "said"})
	path := f.session.Path()
	saved := app.Draft{Entry: app.Entry{Gist: "saved", As: f.session.Index().Columns().ID[0]}, Open: true}
	lost := app.Draft{Entry: app.Entry{Gist: "lost", As: f.session.File().NewID()}, Open: true}
	for _, d := range []*app.Draft{&saved, &lost} {
		if err := p.drafts.Save(path, d); err != nil {
			t.Fatal(err)
		}
	}
	f.closeEntry()
	p.resume(f.session)
	if list := p.drafts.List(path); len(list) != 1 || list[0].Gist != "lost" {
		t.Errorf("kept are %+v", list)
	}
	if !p.root.Visible() || p.form.gist.Text != "lost" || !strings.Contains(p.status.Text, "program ended") {
		t.Errorf("the form has %q and says %q", p.form.gist.Text, p.status.Text)
	}
}

func TestCitationsAreListedOpenedAndRemoved(t *testing.T) {
	f := newSampleFixture(t)
	f.inspect.openCitation = nil // as where nothing can show a document
	in, id := chosen(f)
	doc := f.session.Lists().Documents[0]
	st := f.last()
	if in.cites.box.Visible() {
		t.Error("one citation that cannot be opened is listed")
	}
	st.Citations = append(st.Citations, storage.Citation{Document: doc.ID, Quote: "again"})
	f.do("Add citation", func(tx *sqlite.Tx) error { return tx.PutStatement(&st) }, nil)
	f.settle()
	if !in.cites.box.Visible() || len(in.cites.rows.Objects) != len(st.Citations) {
		t.Fatalf("%d lines for %d citations", len(in.cites.rows.Objects), len(st.Citations))
	}
	var opened storage.ID
	in.openCitation = func(document, _ storage.ID, _ storage.Span) { opened = document }
	f.session.Select()
	f.session.Select(id)
	f.settle()
	row := in.cites.rows.Objects[len(st.Citations)-1].(*citeRow)
	hit(row, fyne.KeyReturn)
	if opened != doc.ID {
		t.Errorf("Enter opened %v", opened)
	}
	hit(row, fyne.KeyDelete)
	f.settle()
	if got := f.last().Citations; len(got) != len(st.Citations)-1 {
		t.Errorf("%d citations are left", len(got))
	}
}
