package ui

import (
	"slices"

	"saywhen/app"
)

// What the entry panel keeps in the user's state folder, and when.

// keep writes the draft after each edit.
func (p *entryPanel) keep() {
	p.forget()
	if !p.clean() {
		p.keepAs(true)
	}
}

// rest notes that the form is not open with the draft any more.
func (p *entryPanel) rest() {
	if p.draft.Name != "" {
		p.keepAs(false)
	}
}

func (p *entryPanel) keepAs(open bool) {
	s := p.deps.session()
	if s == nil {
		return
	}
	d := p.form.draft()
	d.Name, d.Open = p.draft.Name, open
	p.hold(s.Path(), &d)
	p.draft = d
}

// hold writes a draft; that it cannot be written is said, and the form still
// has the text.
func (p *entryPanel) hold(path string, d *app.Draft) {
	if err := p.drafts.Save(path, d); err != nil {
		p.say(err.Error(), true)
	}
}

func (p *entryPanel) drop(path, name string) {
	if err := p.drafts.Drop(path, name); err != nil {
		p.deps.trace.step("refused", "error", err.Error())
	}
}

// others lists the drafts that are not in the form and not being saved.
func (p *entryPanel) others() (list []app.Draft) {
	s := p.deps.session()
	if s == nil {
		return nil
	}
	for _, d := range p.drafts.List(s.Path()) {
		if d.Name != p.draft.Name && !slices.Contains(p.saving, d.Name) {
			list = append(list, d)
		}
	}
	return list
}

// step shows the next of the drafts that wait.
func (p *entryPanel) step() {
	list := p.others()
	if len(list) == 0 {
		return
	}
	i := max(0, slices.IndexFunc(list, func(d app.Draft) bool { return d.Name > p.draft.Name }))
	p.rest()
	p.show(list[i], "This is another draft that waits.")
	p.focus(p.form.firstEmpty())
}

// resume begins with a project. When the program ended while the form was open,
// the form is open again with what was typed. A draft whose statement is in the
// file was saved in the program's last moment and is forgotten.
func (p *entryPanel) resume(s *app.Session) {
	p.draft, p.last, p.back, p.saving = app.Draft{}, app.Entry{}, nil, nil
	p.forget()
	p.begin(p.anew(app.Entry{}))
	var open *app.Draft
	for _, d := range p.drafts.List(s.Path()) {
		switch {
		case d.As != 0 && s.Head(d.As) != "":
			p.drop(s.Path(), d.Name)
		case d.Open:
			open = &d
		}
	}
	if ro, _ := s.ReadOnly(); ro || open == nil {
		if p.root.Visible() {
			p.closed()
		}
		return
	}
	p.shown()
	p.show(*open, "The program ended while this was being typed. It is all here again.")
	p.focus(p.form.firstEmpty())
	p.deps.trace.step("form", "name", "entry", "resumed", true)
}

// repeat fills what is empty from the entry that was saved last.
func (p *entryPanel) repeat() {
	if p.last.Speaker == "" {
		p.say("Nothing was saved yet in this window that could be repeated.", false)
		return
	}
	p.change(app.Repeat(p.form.value(), p.last))
}

// change shows an entry as if it had been typed into the form.
func (p *entryPanel) change(e app.Entry) {
	raw := p.form.draft().Raw
	p.form.loadDraft(app.Draft{Entry: e, Raw: raw})
	p.keep()
	p.focus(p.form.firstEmpty())
	p.deps.trace.step("filled")
}
