package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// formDeps is what the form needs of the window around it.
type formDeps struct {
	session func() *app.Session // nil while no project is open
	palette func() paint.Palette
	trace   *tracer
}

// statementForm holds the fields of one statement. The entry panel types new
// statements into it and the inspector edits the selected one in it; what Enter
// and Esc and leaving a field do is theirs to say.
//
// Fields work in words (app.Entry); turning names into records is the
// session's business.
type statementForm struct {
	deps formDeps
	list *completionList

	speaker, verb, addressees   *completionEntry
	document, reportedIn        *completionEntry
	coSpeakers, onBehalf, about *completionEntry
	positions                   *positionRows
	when, zone, wording         *plainEntry
	preview                     *datePreview
	quote, translation, gist    *plainEntry
	place, tags, note           *plainEntry
	certainty, grade            *plainEntry
	repeated                    *check

	fields  []*field
	byName  map[string]*field
	below   []*rightOrder // the fields
	carrier storage.ID    // the statement that reportedIn names
	more    *widget.Accordion
	scroll  *container.Scroll

	enter, escape, edited, left func()
	loading                     bool
	hidden                      app.Entry // what no field shows
}

func newStatementForm(deps formDeps) *statementForm {
	f := &statementForm{deps: deps, list: newCompletionList(deps.palette), byName: map[string]*field{}}
	f.speaker, f.onBehalf = f.completion(app.ActorNames, "actor"), f.completion(app.ActorNames, "actor")
	f.verb, f.document = f.completion(app.VerbNames, "verb"), f.completion(app.DocumentNames, "document")
	f.document.MultiLine, f.document.Wrapping = true, fyne.TextWrapWord // titles are long
	f.document.SetMinRowsVisible(2)
	f.addressees, f.coSpeakers, f.about = f.several(), f.several(), f.several()
	f.reportedIn = f.wire(newCompletionEntry(f.list, f.findStatements))
	f.reportedIn.edited = func() { f.carrier = 0; f.touched() } // words alone name no statement
	f.reportedIn.chosen = func(s suggestion) { f.carrier = s.id; f.touched() }
	f.positions = newPositionRows(f)
	f.verb.edited = func() { f.positions.follow(); f.touched() }
	f.when, f.zone, f.wording = f.line(), f.line(), f.line()
	f.quote, f.translation, f.gist = f.text(3), f.text(2), f.text(2)
	f.place, f.tags, f.note = f.line(), f.line(), f.text(2)
	f.certainty, f.grade = f.line(), f.line()
	f.preview = newDatePreview()
	f.repeated = newCheck("said more than once", func(bool) { f.touched(); f.leave() })
	f.hints()
	return f
}

// hints say in an empty field what belongs there.
func (f *statementForm) hints() {
	f.speaker.SetPlaceHolder("who said it")
	f.verb.SetPlaceHolder("said, denied, confirmed …")
	f.addressees.SetPlaceHolder("to whom; several with ;")
	f.when.SetPlaceHolder("2014-06-16, 2014-06, 2014-06~ …")
	f.document.SetPlaceHolder("title of the article")
	f.quote.SetPlaceHolder("the words as they stand there")
	f.gist.SetPlaceHolder("in your own words")
	f.reportedIn.SetPlaceHolder("words of the statement that carries it")
	f.tags.SetPlaceHolder("several with ;")
	f.zone.SetPlaceHolder("Asia/Tehran, +03:30")
	f.wording.SetPlaceHolder("“mid June”, as the source says it")
	f.certainty.SetPlaceHolder("0–100")
	f.grade.SetPlaceHolder("B2")
}

// main lists the fields that are always there, in the order of typing.
func (f *statementForm) main() []*field {
	return []*field{
		f.add("speaker", "Speaker", f.speaker, f.order(&f.speaker.Entry)),
		f.add("verb", "Verb", f.verb, f.order(&f.verb.Entry)),
		f.add("addressees", "Addressees", f.addressees, f.order(&f.addressees.Entry)),
		f.add("positions", "Claim and stance", f.positions.box),
		f.add("when", "Date", f.when, f.preview),
		f.add("document", "Document", f.document, f.order(&f.document.Entry)),
		f.add("quote", "Quote", f.quote, f.order(&f.quote.Entry)),
		f.add("gist", "Gist", f.gist, f.order(&f.gist.Entry)),
		f.add("reported_in", "Reported in", f.reportedIn, f.order(&f.reportedIn.Entry)),
		f.add("tags", "Tags", f.tags, f.order(&f.tags.Entry)),
		f.add("note", "Note", f.note, f.order(&f.note.Entry)),
	}
}

// rest lists the fields behind "More".
func (f *statementForm) rest() []*field {
	return []*field{
		f.add("co_speakers", "Co-speakers", f.coSpeakers, f.order(&f.coSpeakers.Entry)),
		f.add("on_behalf", "On behalf of", f.onBehalf, f.order(&f.onBehalf.Entry)),
		f.add("about", "Actors spoken about", f.about, f.order(&f.about.Entry)),
		f.add("translation", "Translation of the quote", f.translation, f.order(&f.translation.Entry)),
		f.add("place", "Place", f.place, f.order(&f.place.Entry)),
		f.add("wording", "Wording of the date in the source", f.wording, f.order(&f.wording.Entry)),
		f.add("zone", "Time zone of the date", f.zone),
		f.add("certainty", "Certainty of the coder", f.certainty),
		f.add("grade", "Grade (source A–F, information 1–6)", f.grade),
		f.add("repeated", "Repeated", f.repeated),
	}
}

func (f *statementForm) add(name, caption string, input fyne.CanvasObject, below ...fyne.CanvasObject) *field {
	fd := newField(name, caption, input, below...)
	f.fields = append(f.fields, fd)
	f.byName[name] = fd
	return fd
}

func (f *statementForm) order(of *widget.Entry) *rightOrder {
	r := newRightOrder(of, f.deps.palette)
	f.below = append(f.below, r)
	return r
}

// orders lists the lines below fields and claims.
func (f *statementForm) orders() []*rightOrder {
	list := slices.Clone(f.below)
	for _, r := range f.positions.rows {
		list = append(list, r.order)
	}
	return list
}

func (f *statementForm) showOrder() {
	for _, r := range f.orders() {
		r.follow()
	}
}

// build lays the fields out, with the list of suggestions floating above them.
func (f *statementForm) build() fyne.CanvasObject {
	f.more = widget.NewAccordion(widget.NewAccordionItem("More", column(f.rest())))
	col := column(f.main())
	col.Add(f.more)
	f.scroll = container.NewVScroll(padded(col))
	f.scroll.OnScrolled = func(fyne.Position) { f.list.close() }
	return container.NewStack(f.scroll, newWheelGlass(f.scroll, f.texts), f.list.layer)
}

// texts lists the text fields that are there now.
func (f *statementForm) texts() (list []scrollingText) {
	for _, fd := range f.fields {
		if t, ok := fd.input.(scrollingText); ok {
			list = append(list, t)
		}
	}
	for _, r := range f.positions.rows {
		list = append(list, r.claim)
	}
	return list
}

func column(fields []*field) *fyne.Container {
	col := container.New(layout.NewVBoxLayout())
	for _, fd := range fields {
		col.Add(fd.box)
	}
	return col
}

func (f *statementForm) wire(e *completionEntry) *completionEntry {
	e.enter, e.escape = func() { callIf(f.enter) }, func() { callIf(f.escape) }
	e.edited, e.left = f.touched, f.leave
	e.entered = func() { f.reveal(e) }
	return e
}

func (f *statementForm) completion(kind app.NameKind, what string) *completionEntry {
	return f.wire(newCompletionEntry(f.list, f.findNames(kind, what)))
}

func (f *statementForm) several() *completionEntry {
	e := f.completion(app.ActorNames, "actor")
	e.several = true
	return e
}

func (f *statementForm) line() *plainEntry { return f.text(1) }

func (f *statementForm) text(lines int) *plainEntry {
	e := newPlainEntry(lines)
	e.enter, e.escape = func() { callIf(f.enter) }, func() { callIf(f.escape) }
	e.edited, e.left = f.touched, f.leave
	e.entered = func() { f.reveal(e) }
	return e
}

// touched runs after every edit: the date is read anew, old messages go.
func (f *statementForm) touched() {
	if f.loading {
		return
	}
	f.showDate()
	f.showOrder()
	callIf(f.edited)
}

func (f *statementForm) leave() {
	if !f.loading {
		callIf(f.left)
	}
}

// showDate previews the date while it is typed; a date that cannot be read yet
// shows why, beside the field.
func (f *statementForm) showDate() {
	s := f.deps.session()
	if s == nil {
		return
	}
	d, err := s.ResolveWhen(f.value())
	f.preview.set(d)
	message := ""
	if err != nil {
		message = err.Error()
	}
	if fd := f.byName["when"]; fd != nil {
		fd.say(message)
	}
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
