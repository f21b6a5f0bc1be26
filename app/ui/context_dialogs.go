package ui

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// periodForm is the dialog of a period or event.
type periodForm struct {
	s      *shell
	period storage.Period
	label  *plainEntry
	when   *dateBox
	colour *plainEntry
	note   *plainEntry
	dots   []*colourDot
	fields map[string]*field
	wrong  *widget.Label
	md     *modal
}

// periodDialog adds a period or event, or changes or deletes the one given.
func (s *shell) periodDialog(p storage.Period) {
	f := &periodForm{s: s, period: p, fields: map[string]*field{}, wrong: newWrong()}
	body := f.build()
	title, save := "Add a period or event", "Add"
	var buttons []fyne.CanvasObject
	if p.ID != 0 {
		title, save = "Period or event", "Save"
		remove := newButton("Delete", func() { f.md.close(); s.deletePeriod(p) })
		if !s.writable() {
			remove.Disable()
		}
		buttons = append(buttons, remove)
	}
	buttons = append(buttons, newButton("Cancel", func() { f.md.close() }))
	main := newMainButton(save, f.save)
	if !s.writable() {
		main.Disable()
	}
	f.md = s.modals.show(dialogSpec{name: "period", title: title, body: body, buttons: append(buttons, main), size: fyne.NewSize(520, 0), focus: f.label})
	f.showDate()
}

func (f *periodForm) build() fyne.CanvasObject {
	f.label, f.colour, f.note = newPlainEntry(1), newPlainEntry(1), newPlainEntry(3)
	when := newPlainEntry(1)
	f.when = newDateBox(when, f.s.palette, f.showDate)
	when.edited = func() { f.when.retyped(); f.showDate() }
	f.label.SetPlaceHolder("Mosul falls")
	when.SetPlaceHolder("10 June 2014, 2014-06-15/2014-07-20, since June 2014 …")
	f.colour.SetPlaceHolder("none")
	for _, e := range []*plainEntry{f.label, when, f.colour, f.note} {
		e.enter, e.escape = func() { f.md.main.press() }, func() { f.md.close() }
	}
	p := f.period
	f.label.set(p.Label)
	f.note.set(p.Note)
	f.colour.set(hexColour(p.Colour))
	f.when.set(typedDate(p), p.When.EDTF)
	f.colour.edited = f.markDots
	dots := container.NewHBox()
	for _, c := range laneColours {
		dot := newColourDot(c, func() { f.colour.set(hexColour(c)); f.markDots() })
		f.dots = append(f.dots, dot)
		dots.Add(dot)
	}
	f.markDots()
	follow := newRightOrder(&f.label.Entry, f.s.palette)
	f.label.edited = follow.follow
	follow.follow()
	box := container.NewVBox()
	for _, row := range []struct {
		name, caption string
		input         fyne.CanvasObject
		below         []fyne.CanvasObject
	}{
		{"label", "Name", f.label, []fyne.CanvasObject{follow}},
		{"when", "When", when, []fyne.CanvasObject{f.when.preview.box}},
		{"colour", "Colour", container.NewBorder(nil, nil, dots, nil, f.colour), nil},
		{"note", "Note", f.note, nil},
	} {
		f.fields[row.name] = newField(row.name, row.caption, row.input, row.below...)
		box.Add(f.fields[row.name].box)
	}
	box.Add(f.wrong)
	return box
}

// typedDate is what stands in the date box: the words that were written, with the
// date that they meant when they do not say it alone.
func typedDate(p storage.Period) string {
	switch w := p.When.Wording; {
	case w == "" || w == p.When.EDTF:
		return p.When.EDTF
	default:
		return w + " = " + p.When.EDTF
	}
}

// entry is what the date box asks the session about.
func (f *periodForm) entry() app.Entry {
	return app.Entry{When: strings.TrimSpace(f.when.entry.Text), Picked: f.when.picked, Zone: f.period.When.Zone}
}

// showDate previews the date while it is typed.
func (f *periodForm) showDate() {
	r, err := f.s.session.ReadWhen(f.entry())
	f.when.show(r)
	message := ""
	if err != nil {
		message = err.Error()
	}
	f.fields["when"].say(message)
	for _, o := range f.fields {
		o.box.Refresh()
	}
}

func (f *periodForm) markDots() {
	c, err := parseColour(f.colour.Text)
	for _, dot := range f.dots {
		dot.mark(err == nil && dot.colour == c)
	}
}

// save checks the fields and saves.
func (f *periodForm) save() {
	for _, fd := range f.fields {
		fd.say("")
	}
	p := f.period
	p.Label, p.Note = f.label.Text, strings.TrimSpace(f.note.Text)
	var err error
	if p.Colour, err = parseColour(f.colour.Text); err != nil {
		f.fields["colour"].say(err.Error())
		return
	}
	if p.When, err = f.s.session.ResolveWhen(f.entry()); err != nil {
		f.fields["when"].say(err.Error())
		return
	}
	f.md.main.Disable()
	f.s.session.SavePeriod(p, func(err error) {
		f.md.main.Enable()
		if err == nil {
			f.md.close()
			return
		}
		f.complain(err)
	})
}

// complain says beside the field what is wrong.
func (f *periodForm) complain(err error) {
	var e *sqlite.FieldError
	if errors.As(err, &e) {
		if fd := f.fields[e.Field]; fd != nil {
			fd.say(e.Message)
			return
		}
	}
	refuse(f.wrong, plainSentence(err))
}

// calloutDialog pins a callout, or changes or deletes the one given.
func (s *shell) calloutDialog(c storage.Callout) {
	text, wrong := newPlainEntry(4), newWrong()
	text.set(c.Text)
	text.SetPlaceHolder("What the picture is to say here")
	follow := newRightOrder(&text.Entry, s.palette)
	text.edited = follow.follow
	follow.follow()
	var md *modal
	save := newMainButton("Pin", func() {
		c.Text = text.Text
		answered(md, wrong, func(done func(error)) { s.session.SaveCallout(c, done) }, func() {
			s.settings.setContext(true)
			s.redraw()
		})
	})
	buttons := []fyne.CanvasObject{}
	title := "Pin a callout"
	if c.ID != 0 {
		title = "Callout"
		save.SetText("Save")
		remove := newButton("Delete", func() { md.close(); s.deleteCallout(c) })
		if !s.writable() {
			remove.Disable()
		}
		buttons = append(buttons, remove)
	}
	if !s.writable() {
		save.Disable()
	}
	text.enter, text.escape = func() { md.main.press() }, func() { md.close() }
	md = s.modals.show(dialogSpec{
		name: "callout", title: title, size: fyne.NewSize(440, 0), focus: text,
		body:    container.NewVBox(text, follow, wrapped("Enter saves, Shift+Enter begins a new line. Drag the box in the picture to move it."), wrong),
		buttons: append(buttons, newButton("Cancel", func() { md.close() }), save),
	})
}
