package ui

import (
	"slices"

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
// A second statement that is begun meanwhile gets a draft of its own.
type entryPanel struct {
	deps   formDeps
	form   *statementForm
	drafts app.Drafts
	title  *widget.Label
	status *widget.Label
	clear  *button
	root   fyne.CanvasObject
	shown  func() // the panel is to be seen
	closed func() // the panel wants to go
	focus  func(fyne.Focusable)

	draft   app.Draft           // what the form shows; without a name before the first keystroke
	begun   app.Entry           // as the form was opened: while it shows this, nothing is typed
	last    app.Entry           // saved last, its date in Before; zero before the first
	cleared *app.Draft          // what Clear took away, until something else is typed
	back    func(id storage.ID) // told when the entry was saved, or closed with 0
	saving  []string            // drafts whose commit is under way
}

func newEntryPanel(deps formDeps, drafts app.Drafts, focus func(fyne.Focusable), shown, closed func()) *entryPanel {
	p := &entryPanel{deps: deps, drafts: drafts, shown: shown, closed: closed, focus: focus, form: newStatementForm(deps)}
	p.form.enter, p.form.escape, p.form.edited = p.save, p.close, p.keep
	p.status = widget.NewLabel("")
	p.status.SizeName = theme.SizeNameCaptionText
	p.status.Wrapping = fyne.TextWrapWord
	p.status.Hide()
	p.title = widget.NewLabelWithStyle("New statement", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	shut := newIconButton("", theme.CancelIcon(), p.close)
	shut.Importance = widget.LowImportance
	save := newMainButton("Save (Enter)", p.save)
	p.clear = newButton("Clear", p.wipe)
	p.root = container.NewBorder(
		container.NewBorder(nil, nil, p.title, shut),
		container.NewVBox(p.status, padded(container.NewBorder(nil, nil, p.clear, nil, save))),
		nil, nil, p.form.build())
	return p
}

// open shows the form. With nothing known it goes on with what is typed, or
// with the draft that was left last; else it begins a statement with what is
// known. back, when given, is told once the entry was saved or closed.
func (p *entryPanel) open(known app.Entry, back func(storage.ID)) {
	s := p.deps.session()
	if s == nil {
		return
	}
	nothing := blankEntry(known)
	seen := p.root.Visible()
	p.shown()
	switch list := p.drafts.List(s.Path()); {
	case nothing && seen && !p.clean():
	case nothing && len(list) > 0:
		p.show(list[len(list)-1], "This is the draft that was left here.")
	default:
		p.rest()
		p.begin(p.anew(known))
		p.form.speaker.carried = true // who opened the form guesses who speaks
	}
	p.back = back
	p.focus(p.form.firstEmpty())
	p.deps.trace.step("form", "name", "entry")
}

// blankEntry tells whether nothing is known of an entry.
func blankEntry(e app.Entry) bool {
	e.Certainty = 0
	return same(e, app.Entry{})
}

// anew fills in what every new entry has.
func (p *entryPanel) anew(known app.Entry) app.Entry {
	if known.Certainty == 0 {
		known.Certainty = storage.NoCertainty
	}
	if known.Before.IsZero() {
		known.Before = p.last.Before
	}
	return known
}

// begin shows an entry of which nothing is typed yet.
func (p *entryPanel) begin(e app.Entry) {
	p.draft, p.begun = app.Draft{}, e
	p.form.load(e)
	p.say("", false)
}

// show shows a draft.
func (p *entryPanel) show(d app.Draft, why string) {
	p.draft, p.begun = d, app.Entry{Certainty: storage.NoCertainty}
	p.form.loadDraft(d)
	p.keepAs(true)
	p.say(why, false)
}

// clean tells whether nothing was typed.
func (p *entryPanel) clean() bool { return p.draft.Name == "" && same(p.form.value(), p.begun) }

// say shows a line below the fields, and that other drafts wait.
func (p *entryPanel) say(text string, wrong bool) {
	if n := len(p.others()); n > 0 {
		waits := count(n, "other draft") + " waits: Alt+O shows it."
		if n > 1 {
			waits = count(n, "other draft") + " wait: Alt+O shows the next."
		}
		text = joinSentences(text, waits)
	}
	p.status.Importance = widget.LowImportance
	if wrong {
		p.status.Importance = widget.DangerImportance
	}
	p.status.SetText(text)
	p.status.Hidden = text == ""
	p.status.Refresh()
}

func joinSentences(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

// close puts the form away; what was typed stays in its draft.
func (p *entryPanel) close() {
	p.rest()
	back := p.back
	p.back = nil
	p.closed()
	if back != nil {
		back(0)
	}
}

// wipe empties the form, and brings back what it held when it is pressed again.
func (p *entryPanel) wipe() {
	s := p.deps.session()
	if s == nil {
		return
	}
	if was := p.cleared; was != nil {
		p.forget()
		p.show(*was, "Here it is again.")
		return
	}
	was := p.form.draft()
	p.drop(s.Path(), p.draft.Name)
	p.begin(p.anew(app.Entry{}))
	p.cleared = &was
	p.clear.SetText("Bring back")
	p.focus(p.form.speaker)
}

func (p *entryPanel) forget() {
	if p.cleared != nil {
		p.cleared = nil
		p.clear.SetText("Clear")
	}
}

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
		p.focusWrong()
		return
	}
	e.As = s.File().NewID()
	d := p.form.draft()
	d.Entry, d.Name = e, p.draft.Name
	p.hold(s.Path(), &d)
	p.last = e
	p.last.Before, _ = s.ResolveWhen(e)
	next, back := p.anew(app.Next(p.last)), p.back
	p.saving, p.back = append(p.saving, d.Name), nil
	p.begin(next)
	if back != nil {
		p.closed()
	} else {
		p.carry()
		p.say("Saving …", false)
		p.focus(p.form.speaker)
	}
	s.SaveEntry(e, func(id storage.ID, err error) { p.saved(s, d, next, back, err) })
}

// carry marks what was carried over, so that typing replaces it.
func (p *entryPanel) carry() {
	p.form.speaker.carried, p.form.document.carried, p.form.when.entry.carried = true, true, true
}

// focusWrong gives the keyboard to the first field that is wrong.
func (p *entryPanel) focusWrong() {
	if fd := p.form.firstWrong(); fd != nil {
		if w := focusableIn(fd.input); w != nil {
			p.focus(w)
		}
	}
}

// focusableIn gives the first thing in an object that can have the keyboard.
func focusableIn(o fyne.CanvasObject) fyne.Focusable {
	if w, ok := o.(fyne.Focusable); ok && o.Visible() {
		return w
	}
	if c, ok := o.(*fyne.Container); ok {
		for _, x := range c.Objects {
			if w := focusableIn(x); w != nil {
				return w
			}
		}
	}
	return nil
}

func (p *entryPanel) saved(s *app.Session, d app.Draft, next app.Entry, back func(storage.ID), err error) {
	p.saving = slices.DeleteFunc(p.saving, func(name string) bool { return name == d.Name })
	if err != nil {
		p.failed(d, next, back, err)
		return
	}
	p.drop(s.Path(), d.Name)
	p.deps.trace.step("entered", "id", d.As.String())
	if p.deps.session() != s {
		return
	}
	s.Select(d.As)
	if back != nil {
		back(d.As)
		return
	}
	p.form.followNames()
	p.say("Saved. The next one keeps speaker, document and date.", false)
}

// failed brings the entry back. When something has been typed meanwhile, that
// stays and the entry waits as a draft.
func (p *entryPanel) failed(d app.Draft, next app.Entry, back func(storage.ID), err error) {
	p.deps.trace.step("refused", "error", err.Error())
	if !same(p.form.value(), next) || p.draft.Name != "" {
		p.say("The statement before was not saved and waits as a draft: "+err.Error(), true)
		return
	}
	p.shown()
	p.back = back
	p.show(d, "")
	p.form.blame(err)
	p.say("Not saved: "+err.Error(), true)
}
