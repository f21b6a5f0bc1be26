package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts/paint"
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
	document                    *completionEntry
	coSpeakers, onBehalf, about *completionEntry
	reportedIn                  *statementPick
	chain                       *chainLine
	positions                   *positionRows
	relations                   *relationRows
	when                        *dateBox
	zone                        *completionEntry
	wording                     *plainEntry
	quote, translation, gist    *plainEntry
	place, tags, note           *plainEntry
	certainty, grade            *plainEntry
	repeated                    *check

	fields []*field
	byName map[string]*field
	below  []*rightOrder // the fields
	names  []*nameRows   // below fields of actors
	more   *moreFields
	column *fyne.Container
	scroll *container.Scroll

	enter, escape, edited, left func()
	loading                     bool
	shown                       app.Entry // as it was loaded; what no field shows is kept here
}

func newStatementForm(deps formDeps) *statementForm {
	f := &statementForm{deps: deps, list: newCompletionList(deps.palette), byName: map[string]*field{}}
	f.speaker, f.onBehalf = f.completion(app.ActorNames, "actor"), f.completion(app.ActorNames, "actor")
	f.verb, f.document = f.completion(app.VerbNames, "verb"), f.completion(app.DocumentNames, "document")
	f.document.MultiLine, f.document.Wrapping = true, fyne.TextWrapWord // titles are long
	f.document.SetMinRowsVisible(2)
	f.addressees, f.coSpeakers, f.about = f.several(), f.several(), f.several()
	f.reportedIn, f.chain = f.statement(), newChainLine()
	f.chosenCarrier()
	f.relations = newRelationRows(f)
	f.positions = newPositionRows(f)
	f.verb.edited = func() { f.positions.follow(); f.touched() }
	f.zone, f.wording = f.wire(newCompletionEntry(f.list, f.findZones)), f.line()
	when := f.line()
	f.when = newDateBox(when, deps.palette, f.touched)
	when.edited = func() { f.when.retyped(); f.touched() }
	f.quote, f.translation, f.gist = f.text(3), f.text(2), f.text(2)
	f.place, f.tags, f.note = f.line(), f.line(), f.text(2)
	f.certainty, f.grade = f.line(), f.line()
	f.repeated = newCheck("said more than once", func(bool) { f.touched(); f.leave() })
	f.repeated.onKey = f.tickKey
	f.hints()
	return f
}

// hints say in an empty field what belongs there.
func (f *statementForm) hints() {
	for e, hint := range map[*widget.Entry]string{
		&f.speaker.Entry:    "who said it",
		&f.verb.Entry:       "said, denied, confirmed …",
		&f.addressees.Entry: "to whom; several with ;",
		&f.when.entry.Entry: "Friday evening, 2014-06 …",
		&f.document.Entry:   "title of the article",
		&f.quote.Entry:      "the words as they stand there",
		&f.gist.Entry:       "in your own words",
		&f.reportedIn.Entry: "carrying statement, or Down",
		&f.tags.Entry:       "several with ;",
		&f.zone.Entry:       "Asia/Tehran, +03:30",
		&f.wording.Entry:    "as the source says it",
		&f.certainty.Entry:  "of the coder, 0–100",
		&f.grade.Entry:      "B2: source, information",
	} {
		e.SetPlaceHolder(hint)
	}
}

// main lists the fields that are always there, in the order of typing.
func (f *statementForm) main() []*field {
	return []*field{
		f.actors("speaker", "Speaker", f.speaker),
		f.add("verb", "Verb", f.verb, f.order(&f.verb.Entry)),
		f.actors("addressees", "To", f.addressees),
		f.add("positions", "Claim", f.positions.box),
		f.add("when", "Date", f.when.entry, f.when.preview.box),
		f.add("document", "Document", f.document, f.order(&f.document.Entry)),
		f.add("quote", "Quote", f.quote, f.order(&f.quote.Entry)),
		f.add("gist", "Gist", f.gist, f.order(&f.gist.Entry)),
		f.add("reported_in", "Reported in", f.reportedIn, f.order(&f.reportedIn.Entry), f.chain),
		f.add("relations", "Relations", f.relations.box).arrange(captionLayout{wide: true}),
		f.add("tags", "Tags", f.tags, f.order(&f.tags.Entry)),
		f.add("note", "Note", f.note, f.order(&f.note.Entry)),
	}
}

// rest lists the fields behind "More".
func (f *statementForm) rest() []*field {
	return []*field{
		f.actors("co_speakers", "Co-speakers", f.coSpeakers),
		f.actors("on_behalf", "On behalf of", f.onBehalf),
		f.actors("about", "About", f.about),
		f.add("translation", "Translation", f.translation, f.order(&f.translation.Entry)),
		f.add("place", "Place", f.place, f.order(&f.place.Entry)),
		f.add("wording", "Wording", f.wording, f.order(&f.wording.Entry)),
		f.add("zone", "Time zone", f.zone),
		f.add("certainty", "Certainty", f.certainty),
		f.add("grade", "Grade", f.grade),
		f.add("repeated", "Repeated", f.repeated),
	}
}

func (f *statementForm) add(name, caption string, input fyne.CanvasObject, below ...fyne.CanvasObject) *field {
	fd := newField(name, caption, input, below...)
	f.fields = append(f.fields, fd)
	f.byName[name] = fd
	return fd
}

// actors adds a field of actors with rows for those that are new.
func (f *statementForm) actors(name, caption string, e *completionEntry) *field {
	rows := newNameRows(f, e)
	f.names = append(f.names, rows)
	return f.add(name, caption, e, f.order(&e.Entry), rows.box).arrange(captionLayout{broad: rows.box})
}

func (f *statementForm) order(of *widget.Entry) *rightOrder {
	r := newRightOrder(of, f.deps.palette)
	f.below = append(f.below, r)
	return r
}

// orders lists the lines below fields, claims and relations.
func (f *statementForm) orders() []*rightOrder {
	list := slices.Clone(f.below)
	for _, r := range f.positions.rows {
		list = append(list, r.order)
	}
	for _, r := range f.relations.rows {
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
	f.column = container.New(layout.NewCustomPaddedVBoxLayout(3))
	for _, fd := range f.main() {
		f.column.Add(fd.box)
	}
	f.more = newMoreFields(f.rest(), f.relayout)
	f.more.button.onKey = f.tickKey
	f.column.Add(f.more.box)
	f.scroll = container.NewVScroll(padded(f.column))
	f.scroll.OnScrolled = func(fyne.Position) { f.list.close() }
	return container.NewStack(f.scroll, newWheelGlass(f.scroll, f.texts), f.list.layer)
}

// relayout makes room for what came, and takes it from what went.
func (f *statementForm) relayout() {
	if f.scroll == nil {
		return
	}
	for _, fd := range f.fields {
		fd.box.Layout.Layout(fd.box.Objects, fd.box.Size())
	}
	f.scroll.Refresh()
	f.column.Layout.Layout(f.column.Objects, f.column.Size())
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

func (f *statementForm) wire(e *completionEntry) *completionEntry {
	e.enter, e.escape = func() { callIf(f.enter) }, func() { callIf(f.escape) }
	e.edited, e.left = f.touched, f.leave
	e.entered = func() { f.reveal(e) }
	e.refused = func(why string) { f.sayAt(e, why) }
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
	e.refused = func(why string) { f.sayAt(e, why) }
	return e
}

// words is a choice of a few words.
func (f *statementForm) words(words []string) *wordPick {
	p := newWordPick(words, f.touched)
	p.enter, p.escape = func() { callIf(f.enter) }, func() { callIf(f.escape) }
	p.entered, p.left = func() { f.reveal(p) }, f.leave
	return p
}

// tickKey gives Enter and Esc their meaning where the window would get them.
func (f *statementForm) tickKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		callIf(f.enter)
	case fyne.KeyEscape:
		callIf(f.escape)
	default:
		return false
	}
	return true
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
	r, err := s.ReadWhen(f.value())
	f.when.show(r)
	message := ""
	if err != nil {
		message = err.Error()
	}
	if fd := f.byName["when"]; fd != nil {
		fd.say(message)
	}
	f.relayout()
}
