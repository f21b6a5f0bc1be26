package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// sayAt shows a message beside the field that an input belongs to.
func (f *statementForm) sayAt(input fyne.CanvasObject, message string) {
	fd := f.fieldOf(input)
	if fd != nil {
		fd.say(message)
		f.relayout()
		f.deps.trace.step("wrong", "field", fd.name)
	}
}

// fieldOf gives the field that an input belongs to.
func (f *statementForm) fieldOf(input fyne.CanvasObject) *field {
	for _, fd := range f.fields {
		if holds(fd.box, input) {
			return fd
		}
	}
	return nil
}

// holds tells whether an object lies in another one.
func holds(in, o fyne.CanvasObject) bool {
	if in == o {
		return true
	}
	c, ok := in.(*fyne.Container)
	return ok && slices.ContainsFunc(c.Objects, func(x fyne.CanvasObject) bool { return holds(x, o) })
}

// reveal scrolls so that the field with the keyboard is seen.
func (f *statementForm) reveal(o fyne.CanvasObject) {
	const room = 24 // for the caption above and the message below
	if f.scroll == nil {
		return
	}
	d := fyne.CurrentApp().Driver()
	y := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(f.scroll).Y
	below := y + o.Size().Height + room - f.scroll.Size().Height
	by := float32(0)
	if y < room {
		by = y - room
	} else if below > 0 {
		by = below
	}
	if by != 0 {
		f.scroll.ScrollToOffset(f.scroll.Offset.AddXY(0, by))
	}
}

// moreFields shows or hides the fields that are needed seldom.
type moreFields struct {
	fields []*field
	button *button
	body   *fyne.Container
	box    *fyne.Container
	moved  func() // other things have to make room
}

func newMoreFields(fields []*field, moved func()) *moreFields {
	m := &moreFields{fields: fields, body: container.New(layout.NewCustomPaddedVBoxLayout(3)), moved: moved}
	for _, fd := range fields {
		m.body.Add(fd.box)
	}
	m.button = newButton("", func() { m.open(!m.body.Visible()) })
	m.button.Importance, m.button.Alignment = widget.LowImportance, widget.ButtonAlignLeading
	m.box = container.NewVBox(m.button, m.body)
	m.open(false)
	return m
}

func (m *moreFields) open(on bool) {
	m.body.Hidden = !on
	m.button.SetText("More: co-speakers, place, certainty …")
	if on {
		m.button.SetText("Less")
	}
	m.box.Refresh()
	m.moved()
}

// has tells whether a field is one of them.
func (m *moreFields) has(fd *field) bool { return slices.Contains(m.fields, fd) }

// firstEmpty gives the first field to type into: of those that a statement
// needs, the first that is empty or was only carried over, else the first.
func (f *statementForm) firstEmpty() fyne.Focusable {
	switch {
	case f.speaker.Text == "":
		return f.speaker
	case f.verb.Text == "":
		return f.verb
	case len(f.positions.value()) == 0:
		return f.positions.rows[0].claim
	case f.when.entry.Text == "":
		return f.when.entry
	}
	return f.speaker
}

// followNames takes the rows of names away that are known by now.
func (f *statementForm) followNames() {
	for _, n := range f.names {
		if len(n.rows) > 0 {
			n.follow()
		}
	}
}

// goTo gives the keyboard to a field, also one behind "More".
func (f *statementForm) goTo(name string, focus func(fyne.Focusable)) {
	fd := f.byName[name]
	if fd == nil {
		return
	}
	if f.more.has(fd) {
		f.more.open(true)
	}
	if w := focusableIn(fd.input); w != nil {
		focus(w)
	}
}
