package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// Statements are chosen by words of theirs. With nothing typed, the ones that
// are meant most often are offered: what is selected, then what was entered
// last, of the same document first.

// statementPick is a field that names a statement. Words alone name none: one
// line of the list has to be taken.
type statementPick struct {
	*completionEntry
	id storage.ID
}

func (f *statementForm) statement() *statementPick {
	p := &statementPick{completionEntry: f.wire(newCompletionEntry(f.list, f.findStatements))}
	p.edited = func() { p.id = 0; f.touched() }
	p.chosen = func(s suggestion) {
		p.id = s.id
		p.CursorRow, p.CursorColumn = 0, 0 // who and what stands at the beginning
		p.Refresh()
		f.touched()
	}
	return p
}

// show names a statement, whose label may have to be read first. raw is shown
// when there is none.
func (p *statementPick) show(s *app.Session, id storage.ID, raw string, shown func()) {
	p.id = id
	if id == 0 || s == nil {
		p.set(raw)
		return
	}
	p.set(s.Head(id))
	var label string
	s.Read(func(ctx context.Context, file *sqlite.File) error {
		labels, err := file.Labels(ctx, []storage.ID{id})
		label = labels[id]
		return err
	}, func(error) {
		if p.id == id {
			p.set(statementLine(s, id, label))
			callIf(shown)
		}
	})
}

// words gives what was typed when it names no statement.
func (p *statementPick) words() string {
	if p.id != 0 {
		return ""
	}
	return strings.TrimSpace(p.Text)
}

// statementLine names a statement in a line: who did what, and its label.
func statementLine(s *app.Session, id storage.ID, label string) string {
	head := s.Head(id)
	if label == "" || head == "" {
		return head + label
	}
	return head + ": " + oneLine(label)
}

// findStatements suggests statements to a field of the form, never the one that
// is being edited.
func (f *statementForm) findStatements(typed string, show func([]suggestion)) {
	s := f.deps.session()
	if s == nil {
		return
	}
	document, _ := s.Lists().Known(app.DocumentNames, f.document.Text)
	findStatements(s, document, f.shown.ID, typed, f.deps.trace.offered(show))
}

func findStatements(s *app.Session, document, except storage.ID, typed string, show func([]suggestion)) {
	ids := append(slices.Clone(s.Selection()), s.Latest(document, maxSuggestions)...)
	var labels map[storage.ID]string
	s.Read(func(ctx context.Context, file *sqlite.File) (err error) {
		if strings.TrimSpace(typed) != "" {
			if ids, err = file.SearchStatements(ctx, typed); err != nil {
				return err
			}
		}
		ids = firstOf(ids, except, maxSuggestions)
		labels, err = file.Labels(ctx, ids)
		return err
	}, func(err error) {
		var lines []suggestion
		for _, id := range ids {
			if text := statementLine(s, id, labels[id]); err == nil && text != "" {
				lines = append(lines, suggestion{id: id, text: text, sure: true})
			}
		}
		show(lines)
	})
}

// offered traces that statements were found and are shown.
func (t *tracer) offered(show func([]suggestion)) func([]suggestion) {
	return func(lines []suggestion) {
		show(lines)
		t.step("offered", "count", len(lines))
	}
}

// firstOf gives the first few of a list, each once and one of them never.
func firstOf(ids []storage.ID, except storage.ID, most int) (first []storage.ID) {
	for _, id := range ids {
		if id != except && !slices.Contains(first, id) && len(first) < most {
			first = append(first, id)
		}
	}
	return first
}

// askStatement asks for a statement by its words; the one that is selected is
// offered first.
func (s *shell) askStatement(title string, chosen func(storage.ID)) {
	list := newCompletionList(s.palette)
	var md *modal
	e := newCompletionEntry(list, func(typed string, show func([]suggestion)) {
		findStatements(s.session, 0, 0, typed, s.trace.offered(show))
	})
	e.SetPlaceHolder("words of the statement; Enter takes the first")
	e.chosen = func(line suggestion) {
		md.close()
		chosen(line.id)
	}
	e.escape = func() { md.close() }
	e.eager = true
	room := container.New(&topLayout{}, e)
	md = s.modals.show(dialogSpec{
		name: "statement", title: title, focus: e, size: fyne.NewSize(560, 380),
		body: container.NewStack(room, list.layer),
	})
	e.suggest()
}

// topLayout keeps a field at the top of the room that it is given.
type topLayout struct{}

var _ fyne.Layout = (*topLayout)(nil)

// Layout is for the window library.
func (*topLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(size.Width, o[0].MinSize().Height))
}

// MinSize is for the window library.
func (*topLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }
