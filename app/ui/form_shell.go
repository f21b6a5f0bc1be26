package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// How the window opens the form, and the commands that fill it.

// newStatement opens the form for a new statement.
func (s *shell) newStatement() { s.openEntry(app.Entry{}) }

// openEntry opens the form with what is known of a new statement.
func (s *shell) openEntry(known app.Entry) { s.openEntryFrom(known, nil) }

// openEntryFrom is openEntry for a page that wants the keyboard back: back is
// told the id of the statement once it was saved, or 0 when the form was closed
// without saving. The form is closed by then.
func (s *shell) openEntryFrom(known app.Entry, back func(saved storage.ID)) {
	s.entry.open(known, back)
}

// showEntry puts the form in the place of the inspector.
func (s *shell) showEntry() {
	s.showSide(true)
	s.inspect.root.Hide()
	s.entry.root.Show()
	s.side.Refresh()
}

// closeEntry puts the form away; what was typed stays in its draft.
func (s *shell) closeEntry() {
	s.entry.root.Hide()
	s.inspect.root.Show()
	s.showSide(s.settings.inspector())
	s.focusView()
}

// editSelected puts the keyboard into the inspector.
func (s *shell) editSelected() {
	if s.entry.root.Visible() {
		s.entry.rest()
		s.entry.root.Hide()
	}
	s.inspect.root.Show()
	s.showSide(true)
	s.inspect.show()
	s.win.Canvas().Focus(s.inspect.form.speaker)
}

// entering tells whether the form for a new statement is open.
func (s *shell) entering() bool { return s.writable() && s.entry.root.Visible() }

// inForm tells whether a form is seen: that of a new statement or the
// inspector's.
func (s *shell) inForm() bool {
	return s.entering() || s.editable() && s.inspect.body.Visible() && s.inspect.root.Visible() && s.side.Visible()
}

// formInSight is the form whose fields are seen.
func (s *shell) formInSight() *statementForm {
	if s.entering() {
		return s.entry.form
	}
	return s.inspect.form
}

// formRows are the commands of the form.
func (s *shell) formRows() []*action {
	rows := []*action{
		{id: "statement.repeat", title: "Fill in from the last statement", menu: editMenu, group: 1, keys: []keystroke{ctrl(fyne.KeyR)}, enabled: s.entering, run: func() { s.entry.repeat() }},
		{id: "statement.duplicate", title: "Duplicate the selected statement", menu: editMenu, group: 1, keys: []keystroke{ctrlShift(fyne.KeyD)}, enabled: s.editable, run: s.duplicateSelected},
		{id: "statement.other_draft", title: "Next draft that waits", menu: editMenu, group: 1, keys: []keystroke{alt(fyne.KeyO)}, enabled: s.writable, run: s.otherDraft},
	}
	for i, t := range app.Templates {
		a := &action{
			id: "statement." + t.Name, title: t.Title + "…", menu: editMenu, sub: "Answer a statement", group: 1,
			enabled: s.writable, run: func() { s.answer(t) },
		}
		if i < len(templateKeys) {
			a.keys = []keystroke{templateKeys[i]}
		}
		rows = append(rows, a)
	}
	for _, f := range fieldKeys {
		rows = append(rows, &action{
			id: "field." + f.name, title: "Go to field " + f.title, menu: editMenu, sub: "Fields of the form", group: 1,
			keys: []keystroke{alt(f.key)}, enabled: s.inForm,
			run: func() { s.formInSight().goTo(f.name, s.win.Canvas().Focus) },
		})
	}
	return rows
}

func alt(key fyne.KeyName) keystroke { return keystroke{mod: fyne.KeyModifierAlt, key: key} }

// templateKeys are those of app.Templates, in their order; the rarer ones have
// none.
var templateKeys = []keystroke{ctrl(fyne.KeyD), ctrlShift(fyne.KeyY), ctrlShift(fyne.KeyR), ctrlShift(fyne.KeyT), ctrlShift(fyne.KeyL)}

// fieldKeys are the keys that, together with Alt, go to a field.
var fieldKeys = []struct {
	name, title string
	key         fyne.KeyName
}{
	{"speaker", "Speaker", fyne.KeyS},
	{"verb", "Verb", fyne.KeyV},
	{"addressees", "To", fyne.KeyT},
	{"positions", "Claim", fyne.KeyC},
	{"when", "Date", fyne.KeyD},
	{"document", "Document", fyne.KeyA},
	{"quote", "Quote", fyne.KeyQ},
	{"gist", "Gist", fyne.KeyG},
	{"reported_in", "Reported in", fyne.KeyI},
	{"relations", "Relations", fyne.KeyR},
	{"tags", "Tags", fyne.KeyK},
	{"note", "Note", fyne.KeyN},
	{"co_speakers", "Co-speakers", fyne.KeyW},
	{"about", "About", fyne.KeyB},
	{"place", "Place", fyne.KeyL},
	{"zone", "Time zone", fyne.KeyZ},
	{"certainty", "Certainty", fyne.KeyY},
	{"repeated", "Repeated", fyne.KeyM},
}

// otherDraft opens the next draft that waits.
func (s *shell) otherDraft() {
	switch {
	case len(s.entry.others()) == 0:
		s.toasts.say("No other draft waits.")
	case s.entering():
		s.entry.step()
	default:
		s.newStatement()
	}
}

// duplicateSelected begins a statement that is like the selected one.
func (s *shell) duplicateSelected() {
	s.readEntry(s.session.Selection()[0], func(e app.Entry) { s.openEntry(app.Duplicate(e)) })
}

// answer asks for a statement and begins one that answers it, or fills the
// answer into the one that is being entered.
func (s *shell) answer(t app.Template) {
	s.askStatement(t.Title+" …", func(id storage.ID) {
		s.readEntry(id, func(to app.Entry) {
			if s.entering() {
				s.entry.change(t.Fill(s.entry.form.value(), to))
				return
			}
			last := s.entry.last
			s.openEntry(t.Fill(app.Entry{Document: last.Document, Source: last.Source, Certainty: storage.NoCertainty}, to))
		})
	})
}

// readEntry reads a statement in the words of the form.
func (s *shell) readEntry(id storage.ID, done func(app.Entry)) {
	session := s.session
	var st storage.Statement
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		st, err = f.Statement(ctx, id)
		return err
	}, func(err error) {
		switch {
		case s.session != session:
		case err != nil:
			s.failed(err)
		default:
			done(session.EntryOf(st))
		}
	})
}
