package ui

import (
	"context"
	"maps"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// inspector shows the selected statement in the same form that enters new
// ones. Leaving a changed field, Enter, or closing the project saves it as one
// step; a field that is wrong says so and keeps what was typed, also while
// another statement is looked at, and after the program has ended.
type inspector struct {
	deps   formDeps
	form   *statementForm
	drafts app.Drafts
	head   *textBlock
	empty  *widget.Label
	cites  *citeList
	many   *manyPanel
	body   fyne.CanvasObject
	root   *fyne.Container
	// openCitation shows a document where a citation stands; set by the window
	// once it can.
	openCitation func(document, version storage.ID, span storage.Span)

	id      storage.ID
	clean   app.Entry                // as the file has it
	path    string                   // of the project that pending belongs to
	pending map[storage.ID]app.Draft // typed, not saved; drafts keep it too
	asked   int
}

func newInspector(deps formDeps, drafts app.Drafts) *inspector {
	in := &inspector{deps: deps, form: newStatementForm(deps), drafts: drafts, pending: map[storage.ID]app.Draft{}}
	in.form.enter, in.form.left, in.form.escape = in.save, in.save, in.revert
	in.form.edited = in.edited
	in.head = newTextBlock(deps.palette)
	in.many = newManyPanel(deps.palette)
	in.empty = widget.NewLabel("")
	in.empty.Wrapping = fyne.TextWrapWord
	in.empty.Importance = widget.LowImportance
	in.cites = newCiteList(deps.palette, in.removeCite)
	in.body = container.NewBorder(padded(container.NewVBox(in.head, in.cites.box)), nil, nil, nil, in.form.build())
	in.root = container.NewStack(container.NewVBox(in.empty), in.many.root, in.body)
	in.body.Hide()
	return in
}

// open begins with a project: what was typed into it and not saved comes back,
// unless the file has come to say the same.
func (in *inspector) open(s *app.Session) {
	in.id, in.path = 0, s.Path()
	in.pending = in.drafts.LoadEdits(in.path)
	in.show()
	if len(in.pending) == 0 {
		return
	}
	var list []storage.Statement
	s.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		list, err = f.StatementsOf(ctx, slices.Collect(maps.Keys(in.drafts.LoadEdits(s.Path()))))
		return err
	}, func(err error) {
		if err != nil || in.path != s.Path() {
			return
		}
		for _, st := range list {
			if same(in.pending[st.ID].Entry, s.EntryOf(st)) {
				in.forget(st.ID)
			}
		}
	})
}

// forget drops what was typed over a statement.
func (in *inspector) forget(id storage.ID) {
	if _, waits := in.pending[id]; waits {
		delete(in.pending, id)
		in.keep()
	}
}

// keep puts what was typed where a crash does not reach it.
func (in *inspector) keep() {
	if err := in.drafts.SaveEdits(in.path, in.pending); err != nil {
		in.deps.trace.step("refused", "error", err.Error())
	}
}

// show follows the selection.
func (in *inspector) show() {
	s := in.deps.session()
	if s == nil {
		in.nothing("")
		return
	}
	switch ids := s.Selection(); len(ids) {
	case 0:
		in.nothing("Click a mark to see and edit its statement, or press Ctrl+N to enter a new one.")
	case 1:
		in.read(s, ids[0])
	default:
		in.sum(s, ids)
	}
}

func (in *inspector) nothing(say string) {
	in.asked++
	in.id = 0
	in.empty.SetText(say)
	in.body.Hide()
	in.many.root.Hide()
	in.empty.Show()
}

// read brings a statement from the file into the form.
func (in *inspector) read(s *app.Session, id storage.ID) {
	in.asked++
	asked := in.asked
	var st storage.Statement
	s.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		st, err = f.Statement(ctx, id)
		return err
	}, func(err error) {
		switch {
		case asked != in.asked:
		case err != nil:
			in.nothing(err.Error())
		default:
			in.fill(s, st)
		}
	})
}

// fill shows a statement as the file has it, or as it was typed and not saved.
// What the form shows already is left alone, so that the cursor stays.
func (in *inspector) fill(s *app.Session, st storage.Statement) {
	other := in.id != st.ID
	in.id, in.clean = st.ID, s.EntryOf(st)
	draft, waiting := in.waiting(st.ID)
	in.heading(s, st, other && waiting)
	in.empty.Hide()
	in.many.root.Hide()
	in.body.Show()
	in.cites.open = nil
	if in.openCitation != nil {
		in.cites.open = in.openCite
	}
	in.cites.show(s.Lists(), st.Citations)
	if other || !same(in.form.value(), draft.Entry) {
		in.form.loadDraft(draft)
	}
	if waiting {
		in.form.check(draft.Entry)
	}
	in.deps.trace.step("inspected", "id", st.ID.String())
}

// waiting gives what the form is to show of a statement: what was typed and not
// saved, else what the file has.
func (in *inspector) waiting(id storage.ID) (app.Draft, bool) {
	d, waits := in.pending[id]
	if !waits {
		return app.Draft{Entry: in.clean}, false
	}
	if !d.Complete { // of an older program, which knew less
		d.Relations, d.Before = in.clean.Relations, in.clean.Before
		d.Source, d.Version, d.Spans = in.clean.Source, in.clean.Version, in.clean.Spans
		d.Complete = true
	}
	d.ID = id
	return d, true
}

func (in *inspector) heading(s *app.Session, st storage.Statement, waiting bool) {
	size := theme.TextSize()
	v, _ := s.Lists().Verb(st.Verb)
	head := []paragraph{{text: s.Lists().ActorName(st.Speaker) + " " + v.Label, size: size + 2, bold: true, style: charts.StyleText, maxLines: 2}}
	if role := s.Lists().RoleThen(st.Speaker, st.When); role != "" {
		head = append(head, paragraph{text: role, size: size - 1, style: charts.StyleTextDim, maxLines: 2})
	}
	date := "no date"
	if !st.When.IsZero() {
		date = st.When.Label()
	}
	head = append(head, paragraph{text: date, size: size - 1, style: charts.StyleTextDim, maxLines: 2})
	if waiting {
		head = append(head, paragraph{
			text: "What you typed here is not saved yet: Enter saves it, Esc takes it back.",
			size: size - 1, style: charts.StyleText, above: 4, maxLines: 3,
		})
	}
	in.head.set(head...)
}

func (in *inspector) edited() {
	if in.id != 0 {
		d := in.form.draft()
		d.ID, d.Complete = in.id, true
		in.pending[in.id] = d
		in.keep()
	}
}

// revert takes back what was typed and not saved.
func (in *inspector) revert() {
	in.forget(in.id)
	in.form.load(in.clean)
	if s := in.deps.session(); s != nil && in.id != 0 {
		in.read(s, in.id)
	}
}

// save commits the form when it differs from the file.
func (in *inspector) save() {
	s := in.deps.session()
	if s == nil || in.id == 0 {
		return
	}
	e := in.form.value()
	e.ID = in.id
	right := in.form.check(e) // also when only words that name nothing were added
	switch {
	case same(e, in.clean) && in.form.draft().Raw == nil:
		in.forget(in.id)
	case right:
		path := in.path
		s.SaveEntry(e, func(id storage.ID, err error) {
			if in.path == path {
				in.saved(e, id, err)
			}
		})
	}
}

func (in *inspector) saved(e app.Entry, id storage.ID, err error) {
	if err != nil {
		in.pending[e.ID] = app.Draft{Entry: e, Complete: true}
		in.keep()
		if in.id == e.ID {
			in.form.blame(err)
		}
		in.deps.trace.step("refused", "error", err.Error())
		return
	}
	if same(in.pending[id].Entry, e) {
		in.forget(id)
	}
}

// same compares entries as their fields show them: an empty list and no list
// are one.
func same(a, b app.Entry) bool {
	a.ID, b.ID, a.As, b.As = 0, 0, 0, 0
	return reflect.DeepEqual(tidy(a), tidy(b))
}

func tidy(e app.Entry) app.Entry {
	for _, list := range []*[]string{&e.CoSpeakers, &e.Addressees, &e.About, &e.Tags} {
		*list = noneIfEmpty(*list)
	}
	e.Positions, e.Spans = noneIfEmpty(e.Positions), noneIfEmpty(e.Spans)
	e.Relations, e.New = noneIfEmpty(e.Relations), noneIfEmpty(e.New)
	return e
}

func noneIfEmpty[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}
