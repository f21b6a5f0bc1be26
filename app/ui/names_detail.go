package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// nameDetail shows one record and edits it in place: leaving a field, or Enter,
// saves it as one step; Esc takes back what was typed. What is refused stays in
// its field, with the reason above.
type nameDetail struct {
	shell *shell
	root  *fyne.Container
	list  *completionList
	head  *textBlock
	wrong *widget.Label
	body  *fyne.Container
	empty *widget.Label
	name  *plainEntry

	kind   app.NameKind
	id     storage.ID
	shape  string   // what the fields are made for; others have to be made anew
	fills  []func() // bring the fields up to date with the record
	saves  []func() // save what was typed and not left yet
	asked  int
	failed bool // what was typed last was refused
}

func newNameDetail(s *shell) *nameDetail {
	d := &nameDetail{
		shell: s, list: newCompletionList(s.palette), head: newTextBlock(s.palette), wrong: newWrong(),
		body: container.NewVBox(), empty: widget.NewLabel(""),
	}
	d.empty.Wrapping, d.empty.Importance = fyne.TextWrapWord, lowImportance
	d.empty.Hide()
	column := container.NewVBox(d.head, d.empty, d.wrong, d.body)
	d.root = container.NewStack(container.NewVScroll(padded(column)), d.list.layer)
	return d
}

// forget shows nothing.
func (d *nameDetail) forget() {
	d.id, d.shape = 0, ""
	d.clear()
	d.head.set()
}

func (d *nameDetail) clear() {
	d.body.RemoveAll()
	d.fills, d.saves, d.name = nil, nil, nil
	d.say(nil)
}

// show shows a record, or what to do while there is none. sought is what was
// typed to find one.
func (d *nameDetail) show(kind app.NameKind, id storage.ID, sought string) {
	other := d.id != id || d.kind != kind
	if other {
		d.save()
		d.say(nil)
	}
	d.kind, d.id = kind, id
	d.empty.Hidden = id != 0
	if id == 0 {
		d.forget()
		d.empty.SetText("There is nothing in this list yet. Names are made while statements are entered (Ctrl+N), or here with Ins.")
		if sought != "" {
			d.empty.SetText("No " + kind.Noun(1) + " is called anything like “" + shorten(sought, 60) + "”. Esc brings the whole list back.")
		}
		d.empty.Show()
		return
	}
	if shape := d.shapeOf(); shape != d.shape || other {
		d.shape = shape
		d.build()
	}
	d.heading()
	for _, fill := range d.fills {
		fill()
	}
	d.root.Refresh()
}

func (d *nameDetail) lists() *app.Lists { return d.shell.session.Lists() }

// shapeOf says what the fields depend on besides the record's id.
func (d *nameDetail) shapeOf() string {
	if d.kind != app.ActorNames {
		return d.kind.Noun(1)
	}
	return actorShape(d.lists(), d.id)
}

func (d *nameDetail) heading() {
	l := d.lists()
	head := []paragraph{{text: l.Name(d.kind, d.id), size: 17, bold: true, style: charts.StyleText, maxLines: 4}}
	if p := path(l, d.kind, d.id); p != "" {
		head = append(head, paragraph{text: p, size: 12, style: charts.StyleTextDim, maxLines: 2})
	}
	d.head.set(head...)
}

func (d *nameDetail) build() {
	d.clear()
	switch d.kind {
	case app.ActorNames:
		d.buildActor()
	case app.ClaimNames:
		d.buildClaim()
	case app.VerbNames:
		d.buildVerb()
	}
}

// say shows why something was not saved.
func (d *nameDetail) say(err error) {
	d.failed = err != nil
	if err == nil {
		d.wrong.Hide()
		return
	}
	d.wrong.SetText(plainSentence(err))
	d.wrong.Show()
}

// plainSentence is an error without the name of the field that it speaks of.
func plainSentence(err error) string {
	var typed *app.FieldError
	var stored *sqlite.FieldError
	switch {
	case errors.As(err, &typed):
		return typed.Message
	case errors.As(err, &stored):
		return stored.Message
	}
	return err.Error()
}

// done is told how a step ended.
func (d *nameDetail) done(err error) {
	if err != nil || d.failed {
		d.say(err)
	}
	d.root.Refresh()
}

// add puts a field with its caption at the end.
func (d *nameDetail) add(name, caption string, input fyne.CanvasObject, below ...fyne.CanvasObject) {
	d.body.Add(newField(name, caption, input, below...).box)
}

// line is a text field of the record: get reads it, put saves it.
func (d *nameDetail) line(lines int, get func(*app.Lists) string, put func(text string)) *plainEntry {
	e := newPlainEntry(lines)
	d.wire(&e.typing, func() string { return e.Text }, e.set, e, get, put)
	return e
}

// wire makes a field save itself. The record is the one that the field was made
// for, whatever is shown when it is left.
func (d *nameDetail) wire(t *typing, text func() string, set func(string), w fyne.Focusable, get func(*app.Lists) string, put func(string)) {
	shown, filled := "", false // as the record has it
	save := func() {
		if d.shell.session != nil && d.shell.writable() && text() != shown {
			shown = text()
			put(shown)
		}
	}
	t.enter, t.left = save, save
	t.escape = func() { shown = get(d.lists()); set(shown); d.say(nil); d.shell.focusView() }
	d.saves = append(d.saves, save)
	d.fills = append(d.fills, func() {
		now := get(d.lists())
		if !filled || now != shown && (text() == shown || d.shell.win.Canvas().Focused() != w) {
			shown, filled = now, true
			set(now)
		}
	})
}

// save saves what is still being typed.
func (d *nameDetail) save() {
	if d.id == 0 {
		return
	}
	for _, save := range d.saves {
		save()
	}
}

// rename gives the keyboard to the name.
func (d *nameDetail) rename() {
	if d.name != nil {
		d.shell.win.Canvas().Focus(d.name)
		d.name.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// nameLine is the field of the record's own name.
func (d *nameDetail) nameLine(caption string, lines int) {
	kind, id := d.kind, d.id
	d.name = d.line(lines, func(l *app.Lists) string { return l.Name(kind, id) },
		func(text string) { d.shell.session.Rename(kind, id, text, d.done) })
	d.add("name", caption, d.name)
}

// word is a field that is one of a few words. The arrows go through them, so it
// is saved when it is left or with Enter; a choice from its menu at once.
func (d *nameDetail) word(words []string, get func(*app.Lists) string, put func(word string)) *wordPick {
	p := newWordPick(words, nil)
	shown := ""
	save := func() {
		if d.shell.session != nil && d.shell.writable() && p.value != shown {
			shown = p.value
			put(shown)
		}
	}
	fill := func() { shown = get(d.lists()); p.set(shown) }
	p.changed = func() {
		if !p.focused {
			save()
		}
	}
	p.enter, p.left = save, save
	p.escape = func() { fill(); d.say(nil); d.shell.focusView() }
	d.saves = append(d.saves, save)
	d.fills = append(d.fills, func() {
		if !p.focused || p.value == shown { // else something is being chosen
			fill()
		}
	})
	return p
}

// parentLine is the field of what the record lies below.
func (d *nameDetail) parentLine(what string) {
	kind, id := d.kind, d.id
	e := newCompletionEntry(d.list, d.finder(kind, id))
	e.SetPlaceHolder("nothing: it stands on the top level")
	d.wire(&e.typing, func() string { return e.Text }, e.set, e,
		func(l *app.Lists) string { return l.Name(kind, l.Parent(kind, id)) },
		func(text string) {
			parent, ok := findName(d.lists(), kind, text)
			if !ok {
				d.say(&app.FieldError{Field: "parent", Message: "There is no " + what + " “" + text + "”; choose one of the list, or make it first (Ins)."})
				return
			}
			d.shell.session.MoveUnder(kind, []storage.ID{id}, parent, d.done)
		})
	e.chosen = func(suggestion) { callIf(e.enter) }
	d.add("parent", "Under", e)
}
