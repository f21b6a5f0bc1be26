package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// The dialog that gives a statement its date: a field that reads dates as the
// form does, and below it how precise the date is, which rewrites the field.

var datePrecisions = []string{"Day", "Month", "Year"}

// precise cuts a date such as 2014-06-15 to a precision, and marks it as
// approximate if that is asked for. What is no such date stays as it was typed.
func precise(date, precision string, about bool) string {
	plain := strings.TrimSuffix(date, "~")
	parts := strings.Split(strings.TrimPrefix(plain, "-"), "-")
	keep := map[string]int{"Year": 1, "Month": 2, "Day": 3}[precision]
	if len(parts) != 3 || strings.Trim(strings.Join(parts, ""), "0123456789") != "" {
		return date
	}
	out := strings.Join(parts[:keep], "-")
	if strings.HasPrefix(plain, "-") {
		out = "-" + out
	}
	if about {
		out += "~"
	}
	return out
}

// dateForm is the dialog.
type dateForm struct {
	day       string // as it was dropped, "" for none
	field     *textField
	precision *radio
	about     *check
	says      *widget.Label
	read      func(typed string) (string, error)
}

func newDateForm(day string, read func(string) (string, error)) *dateForm {
	f := &dateForm{day: day, read: read, field: newTextField("5 Sep 2014, mid June 2014, 2014-06"), says: newWrong()}
	f.precision = newRadio(datePrecisions, func(string) { f.rewrite() })
	f.about = newCheck("About", func(bool) { f.rewrite() })
	f.field.OnChanged = func(string) { f.preview() }
	f.precision.SetSelected(datePrecisions[0])
	f.field.SetText(day)
	f.preview()
	return f
}

// rewrite puts the date that was dropped into the field, as precise as asked.
func (f *dateForm) rewrite() {
	if f.day != "" && f.about != nil {
		f.field.SetText(precise(f.day, f.precision.Selected, f.about.Checked))
	}
}

// preview says how the field is read.
func (f *dateForm) preview() {
	f.says.Importance = widget.LowImportance
	label, err := f.read(f.field.Text)
	switch {
	case strings.TrimSpace(f.field.Text) == "":
		label = "A date in words or numbers."
	case err != nil:
		label = err.Error()
	}
	f.says.SetText(label)
	f.says.Show()
}

func (f *dateForm) blame(err error) {
	f.says.Importance = widget.DangerImportance
	f.says.SetText(err.Error())
	f.says.Show()
}

func (f *dateForm) body() fyne.CanvasObject {
	line := container.NewHBox(f.precision, f.about)
	if f.day == "" {
		line.Hide() // one types what one knows
	}
	return container.NewVBox(f.field, line, f.says)
}

// askDate asks for the date of a statement; day is what it is likely to be, ""
// for unknown.
func (s *shell) askDate(st storage.Statement, day string) {
	if !s.writable() {
		s.toasts.say("This project can only be looked at.")
		return
	}
	session := s.session
	entry := session.EntryOf(st)
	f := newDateForm(day, func(typed string) (string, error) {
		e := entry
		e.When, e.Picked, e.Wording = typed, "", ""
		d, err := session.ResolveWhen(e)
		return d.Label(), err
	})
	head := newTextBlock(s.palette, paragraph{text: headings([]storage.Statement{st}, session.Lists())[st.ID] + ": " + gist(st), size: 12.5, style: charts.StyleTextDim, maxLines: 2})
	var md *modal
	accept := func() { s.saveDate(session, entry, f, func() { md.close() }) }
	f.field.onKey = enterAndEscape(accept, func() { md.close() })
	md = s.modals.show(dialogSpec{
		name: "date", title: "When was it said?", size: fyne.NewSize(460, 210), focus: f.field,
		body:    container.NewVBox(head, f.body()),
		buttons: []fyne.CanvasObject{newButton("Cancel", func() { md.close() }), newMainButton("Give it this date", accept)},
	})
	f.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// saveDate gives the statement the date in the form, as one step; what is wrong
// is said in the form.
func (s *shell) saveDate(session *app.Session, entry app.Entry, f *dateForm, done func()) {
	e := entry
	e.When, e.Picked, e.Wording = strings.TrimSpace(f.field.Text), "", ""
	date, err := session.ResolveWhen(e)
	if err == nil && date.IsZero() {
		f.preview()
		return
	}
	if err != nil {
		f.blame(err)
		return
	}
	session.Do("Give a date", func(tx *sqlite.Tx) error {
		st, err := tx.Statement(e.ID)
		if err != nil {
			return err
		}
		st.When = date
		return tx.PutStatement(&st)
	}, func(err error) {
		if err != nil {
			f.blame(err)
			return
		}
		done()
		s.dated(session, e.ID)
	})
}

// dated shows the statement where it stands now.
func (s *shell) dated(session *app.Session, id storage.ID) {
	if s.session != session {
		return
	}
	s.trace.step("dated", "statement", id)
	session.Read(func(context.Context, *sqlite.File) error { return nil }, func(error) {
		if s.session == session {
			s.reveal(id)
		}
	})
}
