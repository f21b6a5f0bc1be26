package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
)

// entryPanel is the form for new statements: Enter saves and opens the next,
// Esc closes and keeps the draft. What was typed is kept in a draft from the
// first keystroke on, and comes back when the save failed or the program ended.
type entryPanel struct {
	deps   formDeps
	form   *statementForm
	drafts app.Drafts
	draft  app.Draft
	status *widget.Label
	root   fyne.CanvasObject
	closed func() // the panel wants to go
	focus  func(fyne.Focusable)
}

func newEntryPanel(deps formDeps, drafts app.Drafts, focus func(fyne.Focusable), closed func()) *entryPanel {
	p := &entryPanel{deps: deps, drafts: drafts, closed: closed, focus: focus, form: newStatementForm(deps)}
	p.form.enter, p.form.escape, p.form.edited = p.save, p.close, p.keep
	p.status = widget.NewLabel("")
	p.status.SizeName = theme.SizeNameCaptionText
	p.status.Wrapping = fyne.TextWrapWord
	p.status.Hide()
	title := widget.NewLabelWithStyle("New statement", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	shut := newIconButton("", theme.CancelIcon(), p.close)
	shut.Importance = widget.LowImportance
	save := newButton("Save (Enter)", p.save)
	save.Importance = widget.HighImportance
	empty := newButton("Clear", func() { p.begin(app.Entry{Certainty: storage.NoCertainty}) })
	p.root = container.NewBorder(
		container.NewBorder(nil, nil, title, shut),
		container.NewVBox(p.status, padded(container.NewBorder(nil, nil, empty, nil, save))),
		nil, nil, p.form.build())
	return p
}

// open shows the form: the draft that was left, or a fresh entry with what is
// known already (the speaker of the lane that was clicked).
func (p *entryPanel) open(known app.Entry) {
	s := p.deps.session()
	if s == nil {
		return
	}
	if list := p.drafts.List(s.Path()); len(list) > 0 && known.Speaker == "" {
		p.draft = list[len(list)-1]
		p.form.load(p.draft.Entry)
		p.say("This is the draft that was left here.", false)
	} else {
		known.Certainty = storage.NoCertainty
		p.begin(known)
	}
	p.focus(p.form.speaker)
	p.deps.trace.step("form", "name", "entry")
}

// begin shows an entry and forgets the draft.
func (p *entryPanel) begin(e app.Entry) {
	if s := p.deps.session(); s != nil {
		p.drafts.Drop(s.Path(), p.draft.Name)
	}
	p.draft = app.Draft{}
	p.say("", false)
	p.form.load(e)
}

func (p *entryPanel) say(text string, wrong bool) {
	p.status.Importance = widget.LowImportance
	if wrong {
		p.status.Importance = widget.DangerImportance
	}
	p.status.SetText(text)
	if text == "" {
		p.status.Hide()
	} else {
		p.status.Show()
	}
}

// keep writes the draft after each edit.
func (p *entryPanel) keep() {
	s := p.deps.session()
	if s == nil {
		return
	}
	p.draft.Entry = p.form.value()
	if err := p.drafts.Save(s.Path(), &p.draft); err != nil {
		p.say(err.Error(), true)
	}
}

func (p *entryPanel) close() { callIf(p.closed) }

// save commits what is typed and begins the next entry at once; should the
// commit fail, what it carried comes back into the form.
func (p *entryPanel) save() {
	s := p.deps.session()
	if s == nil {
		return
	}
	e := p.form.value()
	if !p.form.check(e) {
		p.say("Not saved yet: see the fields marked above.", true)
		return
	}
	next := app.Entry{Speaker: e.Speaker, Document: e.Document, When: e.When, Zone: e.Zone, Certainty: storage.NoCertainty}
	p.form.load(next)
	p.say("Saving …", false)
	p.focus(p.form.speaker)
	p.form.speaker.TypedShortcut(&fyne.ShortcutSelectAll{}) // typing replaces what was carried over
	s.SaveEntry(e, func(id storage.ID, err error) { p.saved(s, e, next, id, err) })
}

func (p *entryPanel) saved(s *app.Session, e, next app.Entry, id storage.ID, err error) {
	if err != nil {
		p.failed(s, e, next, err)
		return
	}
	s.Select(id)
	if same(p.form.value(), next) {
		p.drafts.Drop(s.Path(), p.draft.Name)
		p.draft = app.Draft{}
	}
	p.say("Saved. The next one keeps speaker, document and date.", false)
	p.deps.trace.step("entered", "id", id.String())
}

// failed brings the entry back. When something has been typed meanwhile, that
// stays and the entry waits as the draft.
func (p *entryPanel) failed(s *app.Session, e, next app.Entry, err error) {
	p.deps.trace.step("refused", "error", err.Error())
	if !same(p.form.value(), next) {
		p.drafts.Save(s.Path(), &app.Draft{Entry: e})
		p.say("The statement before was not saved and waits as the draft: "+err.Error(), true)
		return
	}
	p.form.load(e)
	p.form.blame(err)
	p.say("Not saved: "+err.Error(), true)
	p.keep()
}
