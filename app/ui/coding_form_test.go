package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"saywhen/app"
	"saywhen/storage"
)

// What the form does for an analyst who codes an article key by key.

func TestNewGroupGetsARowOfItsOwn(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	rows := p.form.names[0]
	test.Type(p.form.speaker, "Zaynab Quist")
	hit(p.form.speaker, fyne.KeyTab)
	f.win.Canvas().Focus(rows.rows[0].parent)
	test.Type(rows.rows[0].parent, "Atlantis")
	hit(rows.rows[0].parent, fyne.KeyTab)
	if len(rows.rows) != 2 || rows.rows[1].name != "Atlantis" || rows.rows[1].kind.value != string(storage.Group) {
		t.Fatalf("rows %+v", rows.rows)
	}
	if f.win.Canvas().Focused() != fyne.Focusable(rows.rows[0].role) {
		t.Errorf("Tab went to %T", f.win.Canvas().Focused())
	}
	rows.rows[1].kind.TypedRune('s')

	d := p.form.draft() // it comes back as it was
	p.form.load(app.Entry{})
	p.form.loadDraft(d)
	if len(rows.rows) != 2 || rows.rows[1].kind.value != string(storage.State) {
		t.Fatalf("the draft came back with %+v", rows.rows)
	}

	test.Type(p.form.addressees, "Orla Finn")
	hit(p.form.addressees, fyne.KeyTab)
	other := p.form.names[1]
	test.Type(other.rows[0].parent, "Atlantis")
	hit(other.rows[0].parent, fyne.KeyTab)
	if len(other.rows) != 1 {
		t.Error("one new name has two rows")
	}
	p.form.verb.SetText("said")
	p.save()
	f.settle()
	for _, name := range []string{"Zaynab Quist", "Orla Finn"} {
		a, _ := f.session.Lists().Actor(f.actor(name))
		group, _ := f.session.Lists().Actor(a.Parent)
		if a.Kind != storage.Person || group.Name != "Atlantis" || group.Kind != storage.State {
			t.Errorf("made %+v below %+v", a, group)
		}
	}
}

func TestGuessedSpeakerIsReplacedByTyping(t *testing.T) {
	f, p := openForm(t, app.Entry{Speaker: "Iran", Quote: "words"})
	if f.win.Canvas().Focused() != fyne.Focusable(p.form.verb) {
		t.Errorf("the keyboard is at %T", f.win.Canvas().Focused())
	}
	f.win.Canvas().Focus(p.form.speaker)
	p.form.speaker.TypedRune('Z')
	if p.form.speaker.Text != "Z" {
		t.Errorf("typing made %q of the guess", p.form.speaker.Text)
	}
}

func TestZoneIsCompleted(t *testing.T) {
	_, p := openForm(t, app.Entry{})
	p.form.goTo("zone", p.focus)
	test.Type(p.form.zone, "new y")
	hit(p.form.zone, fyne.KeyTab)
	if got := p.form.value().Zone; got != "America/New_York" {
		t.Errorf("took %q", got)
	}
}

func TestRepeatedHasAKey(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	f.acts.do("field.repeated")
	if f.win.Canvas().Focused() != fyne.Focusable(p.form.repeated) {
		t.Fatalf("the keyboard is at %T", f.win.Canvas().Focused())
	}
	p.form.repeated.TypedRune(' ')
	if !p.form.value().Repeated {
		t.Error("Space ticks nothing")
	}
}

func TestStanceTakesAltAndANumber(t *testing.T) {
	f, p := openForm(t, app.Entry{})
	row := p.form.positions.rows[0]
	for _, field := range []fyne.Focusable{row.claim, row.stance} {
		f.win.Canvas().Focus(field)
		for key, want := range map[fyne.KeyName]storage.Stance{fyne.Key1: -2, fyne.Key5: 2, fyne.Key9: 2} {
			row.stance.set(2, storage.Factual)
			field.(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
			if row.stance.stance != want {
				t.Errorf("%T: Alt+%s gave %d, want %d", field, key, row.stance.stance, want)
			}
		}
	}
}

// TestBlanksStayWhereLinesBreak types at every width at which a word may be the
// last of its line.
func TestBlanksStayWhereLinesBreak(t *testing.T) {
	test.NewTempApp(t)
	const text = "A lease without a vote leads to a strike"
	e := newPlainEntry(2)
	win := test.NewTempWindow(t, e)
	win.Canvas().Focus(e)
	for w := float32(200); w < 300; w++ {
		win.Resize(fyne.NewSize(w, 80))
		e.set("")
		e.CursorRow, e.CursorColumn = 0, 0
		for _, r := range text {
			e.TypedRune(r)
		}
		if e.Text != text {
			t.Errorf("%v wide: %q", w, e.Text)
		}
		e.set("")
		e.CursorRow, e.CursorColumn = 0, 0
		for _, r := range "A lease without a vote leads to a " {
			e.TypedRune(r)
		}
		if hit(e, fyne.KeyBackspace); e.Text != "A lease without a vote leads to a" {
			t.Errorf("%v wide, taken back: %q", w, e.Text)
		}
	}
}
