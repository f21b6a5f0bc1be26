package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"saywhen/app"
	"saywhen/storage"
)

// altKey presses a key with Alt in a field.
func altKey(w fyne.Shortcutable, key fyne.KeyName) {
	w.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
}

// documentTitle is that of a document of the sample.
func (f *fixture) documentTitle() string {
	f.t.Helper()
	return f.session.Lists().Documents[0].Title
}

func TestFormGivesBackEverythingThatItIsGiven(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	ids := f.session.Index().Columns().ID
	want := app.Entry{
		Speaker: "Somebody new", CoSpeakers: []string{"Iran"}, OnBehalf: "Iran", Verb: "sneered", Class: "accuse",
		Addressees: []string{"BBC Persian", "Nobody known"}, About: []string{"ISIL"},
		Positions: []app.EntryPosition{{Claim: "New claim", Kind: storage.Normative, Stance: -1}},
		When:      "5/9/2014", Picked: "2014-05-09", Zone: "Asia/Tehran", Wording: "the ninth", Place: "Tehran",
		Gist: "g", Document: f.documentTitle(), Source: f.session.Lists().Documents[0].ID, Version: 7,
		Spans: []storage.Span{{Start: 1, End: 2}}, Quote: "q\nr", Translation: "t", ReportedIn: ids[0], Repeated: true,
		Certainty: 50, Grade: "B2", Tags: []string{"a", "b"}, Note: "n",
		Relations: []app.EntryRelation{{ID: 5, Kind: storage.Corrects, To: ids[1], Note: "why"}, {Kind: storage.Cites, To: ids[2]}},
		New:       []app.NewName{{Name: "Somebody new", Kind: storage.Media, Parent: "Iran", Role: "chief"}},
	}
	p.form.load(want)
	f.settle()
	if got := p.form.value(); !same(got, want) {
		t.Errorf("gave back\n%+v\nof\n%+v", got, want)
	}
	p.form.load(app.Entry{Certainty: storage.NoCertainty})
	if got := p.form.value(); !same(got, app.Entry{Certainty: storage.NoCertainty}) {
		t.Errorf("something of the entry before stayed: %+v", got)
	}
}

// TestDraftKeepsWhatIsNoValue: a wrong certainty and words that name nothing.
func TestDraftKeepsWhatIsNoValue(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	p.form.certainty.SetText("very")
	p.form.grade.SetText("zz")
	p.form.reportedIn.SetText("some statement")
	p.form.relations.rows[0].kind.set("cites")
	p.form.relations.rows[0].to.SetText("another one")
	list := p.drafts.List(f.session.Path())
	if len(list) != 1 {
		t.Fatalf("%d drafts", len(list))
	}
	p.form.load(app.Entry{})
	p.form.loadDraft(list[0])
	if p.form.certainty.Text != "very" || p.form.grade.Text != "ZZ" || p.form.reportedIn.Text != "some statement" {
		t.Errorf("came back as %q, %q, %q", p.form.certainty.Text, p.form.grade.Text, p.form.reportedIn.Text)
	}
	if r := p.form.relations.rows; len(r) != 2 || r[0].kind.value != "cites" || r[0].to.Text != "another one" || r[0].to.id != 0 {
		t.Errorf("%d relations came back", len(r))
	}
}

func TestEveryFieldWrong(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	p.form.when.entry.SetText("31 February 2014")
	p.form.quote.SetText("words")
	p.form.reportedIn.SetText("no such")
	p.form.relations.rows[0].to.SetText("no such")
	p.form.certainty.SetText("1000")
	p.form.grade.SetText("Z9")
	p.form.note.SetText(strings.Repeat("x", 10))
	before := f.session.Index().Len()
	hit(p.form.note, fyne.KeyReturn)
	var wrong []string
	for _, fd := range p.form.fields {
		if fd.said() != "" {
			wrong = append(wrong, fd.name)
		}
	}
	want := []string{"speaker", "verb", "when", "document", "reported_in", "relations", "certainty", "grade"}
	if !slices.Equal(wrong, want) {
		t.Errorf("wrong are %v, want %v", wrong, want)
	}
	if !p.form.more.body.Visible() {
		t.Error("a wrong field is hidden behind More")
	}
	if f.win.Canvas().Focused() != fyne.Focusable(p.form.speaker) {
		t.Errorf("the keyboard is at %T, not at the first wrong field", f.win.Canvas().Focused())
	}
	f.settle()
	if f.session.Index().Len() != before || p.form.quote.Text != "words" {
		t.Error("a wrong entry was saved, or lost what was typed")
	}
}

func TestNewNameGetsKindParentAndRole(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	test.Type(p.form.speaker, "Zaynab Quist")
	rows := p.form.names[0]
	if rows.box.Visible() {
		t.Error("the row flickers while a name is typed")
	}
	hit(p.form.speaker, fyne.KeyTab)
	if !rows.box.Visible() || len(rows.rows) != 1 {
		t.Fatalf("no row for a new name: %d", len(rows.rows))
	}
	r := rows.rows[0]
	if f.win.Canvas().Focused() != fyne.Focusable(r.kind) {
		t.Errorf("Tab went to %T", f.win.Canvas().Focused())
	}
	r.kind.TypedRune('m')
	test.Type(r.parent, "United St")
	hit(r.parent, fyne.KeyTab)
	test.Type(r.role, "editor")
	p.form.verb.SetText("said")
	hit(r.role, fyne.KeyReturn)
	f.settle()
	st := f.last()
	a, _ := f.session.Lists().Actor(st.Speaker)
	if a.Name != "Zaynab Quist" || a.Kind != storage.Media || f.session.Lists().ActorName(a.Parent) != "United States" ||
		f.session.Lists().RoleThen(a.ID, st.When) != "editor" {
		t.Errorf("made %+v below %q", a, f.session.Lists().ActorName(a.Parent))
	}
	if rows.box.Visible() {
		t.Error("the carried name, known by now, still has a row")
	}
}

// TestInspectorWaitsForTheNewName: leaving the field must not make the actor
// before its kind could be said.
func TestInspectorWaitsForTheNewName(t *testing.T) {
	f := newSampleFixture(t)
	in, id := chosen(f)
	before := len(f.session.Lists().Actors)
	f.win.Canvas().Focus(in.form.addressees)
	in.form.addressees.SetText("Port Authority")
	hit(in.form.addressees, fyne.KeyTab)
	f.settle()
	if n := len(f.session.Lists().Actors); n != before {
		t.Fatalf("%d actors were made too soon", n-before)
	}
	r := in.form.names[1].rows[0]
	r.kind.TypedRune('o')
	f.win.Canvas().Focus(r.role)
	f.win.Canvas().Focus(in.form.gist)
	f.settle()
	st := statementAt(t, f.session.Path(), id)
	a, _ := f.session.Lists().Actor(st.Addressees[0])
	if a.Name != "Port Authority" || a.Kind != storage.Organization {
		t.Errorf("made %+v", a)
	}
}

func TestRelationsByKeyboard(t *testing.T) {
	f, p := openForm(t, app.Entry{Speaker: "Iran", Verb: "said"})
	first := f.session.Index().Columns().ID[0]
	f.session.Select(first)
	r := p.form.relations.rows[0]
	r.kind.TypedRune('c')
	r.kind.TypedRune('o')
	r.kind.TypedRune('r')
	hit(r.to, fyne.KeyDown) // the selected one is offered first, and marked
	f.settle()
	hit(r.to, fyne.KeyReturn)
	if got := p.form.relations.value(); !slices.Equal(got, []app.EntryRelation{{Kind: storage.Corrects, To: first}}) {
		t.Fatalf("relations %+v", got)
	}
	if n := len(p.form.relations.rows); n != 2 {
		t.Errorf("%d rows; an empty one should wait", n)
	}
	p.save()
	f.settle()
	st := f.last()
	if e := f.session.EntryOf(st); len(e.Relations) != 1 || e.Relations[0].To != first {
		t.Fatalf("saved %+v", e.Relations)
	}
	// The inspector shows it; emptying the field takes it away.
	f.closeEntry()
	f.session.Select(st.ID)
	f.settle()
	row := f.inspect.form.relations.rows[0]
	row.to.SetText("")
	row.to.FocusLost()
	f.settle()
	if e := f.session.EntryOf(f.last()); len(e.Relations) != 0 {
		t.Errorf("emptied, the relation stayed: %+v", e.Relations)
	}
}

func TestChainOfReports(t *testing.T) {
	f, p := openForm(t, app.Entry{Speaker: "Iran", Verb: "said"})
	inner := f.statement("Ali Khamenei") // reported in a statement of BBC Persian
	f.session.Select(inner)
	hit(p.form.reportedIn, fyne.KeyDown)
	f.settle()
	hit(p.form.reportedIn, fyne.KeyReturn)
	if got := p.form.chain.Text; got != "BBC Persian reported › Ali Khamenei ordered › this" || !p.form.chain.Visible() {
		t.Errorf("the chain is %q", got)
	}
	// The carrier itself, edited, cannot be carried by what it carries.
	outer := f.statement("BBC Persian")
	f.closeEntry()
	f.session.Select(outer)
	f.settle()
	in := f.inspect.form
	in.reportedIn.take(suggestion{id: inner, text: "words"})
	if said := in.byName["reported_in"].said(); !strings.Contains(said, "carry each other") {
		t.Errorf("the loop is said as %q", said)
	}
}

func TestStanceFromInsideTheClaim(t *testing.T) {
	_, p := openForm(t, app.Entry{})
	r := p.form.positions.rows[0]
	for key, want := range map[fyne.KeyName]storage.Stance{fyne.Key1: -2, fyne.Key4: 1, fyne.Key3: 0} {
		altKey(r.claim, key)
		if r.stance.stance != want || !r.chosen {
			t.Errorf("Alt+%s: stance %d, chosen %v", key, r.stance.stance, r.chosen)
		}
	}
	altKey(r.claim, fyne.Key9)
	if r.stance.stance < -2 || r.stance.stance > 2 {
		t.Errorf("Alt+9 made %d of it", r.stance.stance)
	}
}

func TestReadingsOfADateArePicked(t *testing.T) {
	_, p := openForm(t, app.Entry{})
	w := p.form.when
	w.entry.SetText("5/9/2014")
	if len(w.result.Readings) != 2 || !w.result.Ask || !w.preview.ask.Visible() || w.preview.label.Visible() {
		t.Fatalf("not asked: %+v", w.result)
	}
	if len(w.preview.list.Objects) != 2 {
		t.Errorf("%d readings are listed", len(w.preview.list.Objects))
	}
	altKey(w.entry, fyne.Key2)
	if w.picked != "2014-05-09" || !w.preview.label.Visible() {
		t.Errorf("Alt+2 picked %q", w.picked)
	}
	hit(w.entry, fyne.KeyDown, fyne.KeyReturn)
	if w.picked != "2014-09-05" {
		t.Errorf("Down and Enter picked %q", w.picked)
	}
	if got := p.form.value(); got.Picked != "2014-09-05" {
		t.Errorf("the value has %q", got.Picked)
	}
	w.entry.SetText("6/9/2014")
	if w.picked != "" {
		t.Error("what was picked of another text stayed")
	}
	w.entry.SetText("2014-09-06")
	altKey(w.entry, fyne.Key2)
	if w.picked != "" || w.preview.ask.Visible() {
		t.Error("one reading alone can be picked")
	}
}

func TestPasteOfMegabytesIsRefused(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	huge := strings.Repeat("word ", 1_000_000)
	f.app.Clipboard().SetContent(huge)
	paste := &fyne.ShortcutPaste{Clipboard: f.app.Clipboard()}
	p.form.quote.SetText("short")
	p.form.speaker.SetText("Iran")
	for name, e := range map[string]interface {
		fyne.Shortcutable
		SetText(string)
	}{"quote": p.form.quote, "speaker": p.form.speaker} {
		e.TypedShortcut(paste)
		if said := p.form.byName[name].said(); !strings.Contains(said, "not taken") {
			t.Errorf("%s: said %q", name, said)
		}
	}
	if p.form.quote.Text != "short" || p.form.speaker.Text != "Iran" {
		t.Errorf("the fields hold %d and %d bytes", len(p.form.quote.Text), len(p.form.speaker.Text))
	}
	// What the program itself brings is shown whole, and without breaking lines.
	long := strings.Repeat("word ", app.LongText/5)
	p.form.load(app.Entry{Quote: long})
	if p.form.quote.Text != long || p.form.quote.Wrapping != fyne.TextWrapOff {
		t.Errorf("the quote holds %d bytes, wrapped as %v", len(p.form.quote.Text), p.form.quote.Wrapping)
	}
	p.form.load(app.Entry{Quote: "short"})
	if p.form.quote.Wrapping != fyne.TextWrapWord {
		t.Error("a short quote is not broken into lines")
	}
	p.form.gist.limit = 10
	p.form.gist.SetText("123456789")
	p.form.gist.SetText("12345678901")
	if p.form.gist.Text != "123456789" {
		t.Errorf("over the limit, the gist is %q", p.form.gist.Text)
	}
}

func TestWordPick(t *testing.T) {
	changed := 0
	p := newWordPick(wordsOf(storage.RelationKinds), func() { changed++ })
	for _, c := range []struct{ typed, want string }{
		{"c", "confirms"},
		{"on", "confirms"},
		{"t", "contradicts"},
		{"x", "contradicts"},
		{"el", "elaborates"},
		{"r", "corrects"}, // no: "elr" begins nothing, so r is a first letter
	} {
		for _, r := range c.typed {
			p.TypedRune(r)
		}
		if c.typed == "r" {
			c.want = "retracts"
		}
		if p.value != c.want {
			t.Errorf("after %q: %q, want %q", c.typed, p.value, c.want)
		}
	}
	p.set("denies")
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if p.value != "cites" {
		t.Errorf("up from the first is %q", p.value)
	}
	p.set("no such word")
	if p.value != "denies" || changed == 0 {
		t.Errorf("an unknown word is %q; told %d times", p.value, changed)
	}
}
