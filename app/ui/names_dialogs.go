package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// What the page of names asks before it merges, moves, deletes or adds.

// newNameBox makes a field with its list of names below, but for some records.
func (s *shell) newNameBox(hint string, list *completionList, but ...storage.ID) *completionEntry {
	kind := s.names.kind
	e := newCompletionEntry(list, func(typed string, show func([]suggestion)) {
		show(suggestNames(s.session.Lists(), kind, typed, but...))
	})
	e.SetPlaceHolder(hint)
	return e
}

// namesDialog shows a dialog with a list of completion over its body.
func (s *shell) namesDialog(name, title string, list *completionList, body fyne.CanvasObject, focus fyne.Focusable, height float32, answer string, ok func(*modal)) *modal {
	var md *modal
	cancel := newButton("Cancel", func() { md.close() })
	main := newMainButton(answer, func() { ok(md) })
	md = s.modals.show(dialogSpec{
		name: name, title: title, body: container.NewStack(body, list.layer), buttons: []fyne.CanvasObject{cancel, main},
		size: fyne.NewSize(520, height), focus: focus,
	})
	return md
}

// wireDialog lets Enter answer a dialog and Esc close it from a field with a list.
func wireDialog(e *completionEntry, md *modal) {
	e.enter, e.escape = func() { md.main.press() }, md.close
}

// answered runs a step that answers a dialog: what is refused is said in it, else
// it closes. A second Enter meanwhile does nothing.
func answered(md *modal, wrong *widget.Label, run func(done func(error)), then func()) {
	md.main.Disable()
	run(func(err error) {
		md.main.Enable()
		if err != nil {
			refuse(wrong, plainSentence(err))
			return
		}
		md.close()
		then()
	})
}

// refuse says in a dialog why it goes no further.
func refuse(wrong *widget.Label, why string) {
	wrong.SetText(why)
	wrong.Show()
}

// wrapped is a text that is broken into lines.
func wrapped(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// askNewName asks for the name of a new record.
func (s *shell) askNewName() {
	n := &s.names
	field, wrong := newTextField(""), newWrong()
	var under storage.ID
	if n.kind != app.VerbNames && n.list.current != 0 {
		under = s.session.Lists().Parent(n.kind, n.list.current)
	}
	where := "It begins on the top level."
	if name := s.session.Lists().Name(n.kind, under); under != 0 {
		where = "It begins under “" + shorten(name, 60) + "”, as the current line."
	}
	if n.kind == app.VerbNames {
		where = "Class and code are given at the right then."
	}
	list := newCompletionList(s.palette)
	s.namesDialog("name_new", "New "+n.kind.Noun(1), list, container.NewVBox(field, wrapped(where), wrong), field, 200, "Add", func(md *modal) {
		var added storage.ID
		answered(md, wrong, func(done func(error)) {
			s.session.AddName(n.kind, field.Text, under, func(id storage.ID, err error) { added = id; done(err) })
		}, func() {
			n.find.SetText("")
			s.goToName(added)
			s.win.Canvas().Focus(n.list)
		})
	})
	field.onKey = dialogKeys(s)
}

// dialogKeys are those of a text field in a dialog.
func dialogKeys(s *shell) func(fyne.KeyName) bool {
	return func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyReturn, fyne.KeyEnter:
			return s.modals.enter()
		case fyne.KeyEscape:
			return s.modals.escape()
		}
		return false
	}
}

// askMove asks below what the records are to lie.
func (s *shell) askMove() {
	n := &s.names
	ids, wrong := s.merging(), newWrong()
	list := newCompletionList(s.palette)
	field := s.newNameBox("nothing: the top level", list, ids...)
	what := s.namesOf(ids)
	md := s.namesDialog("name_move", "Move under …", list, container.NewVBox(wrapped(what), field, wrong), field, 320, "Move", func(md *modal) {
		parent, ok := findName(s.session.Lists(), n.kind, field.Text)
		if !ok {
			refuse(wrong, "There is no "+n.kind.Noun(1)+" “"+field.Text+"”; choose one of the list.")
			return
		}
		answered(md, wrong, func(done func(error)) { s.session.MoveUnder(n.kind, ids, parent, done) }, func() { clear(n.list.marked) })
	})
	wireDialog(field, md)
}

// namesOf lists a few records in words.
func (s *shell) namesOf(ids []storage.ID) string {
	var list []string
	for i, id := range ids {
		if i == 4 {
			list = append(list, "and "+thousands(len(ids)-i)+" more")
			break
		}
		list = append(list, "“"+shorten(s.session.Lists().Name(s.names.kind, id), 50)+"”")
	}
	return strings.Join(list, ", ")
}

// askDelete deletes the current record, or says where it is used and offers to
// put another one in its place.
func (s *shell) askDelete() {
	n := &s.names
	kind, id, session := n.kind, n.list.current, s.session
	name := session.Lists().Name(kind, id)
	used, where := false, ""
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		used, where, err = isUsed(ctx, f, kind, id)
		return err
	}, func(err error) {
		switch {
		case s.session != session:
		case err != nil:
			s.fail("Nothing was deleted", err)
		case used:
			s.askInstead(kind, id, name, where)
		default:
			at := n.list.at()
			session.Delete(kind, id, 0, func(err error) {
				s.nameDone(err)
				if err == nil {
					s.toasts.say("“" + shorten(name, 60) + "” was deleted. Ctrl+Z brings it back.")
					n.list.reach(min(at, len(n.list.rows)-1))
				}
			})
		}
	})
}

// isUsed tells whether statements, documents or roles name a record.
func isUsed(ctx context.Context, f *sqlite.File, kind app.NameKind, id storage.ID) (bool, string, error) {
	if kind == app.ActorNames {
		u, err := f.ActorUse(ctx, id)
		return u.Used(), actorUseText(u), err
	}
	text, err := useText(ctx, f, kind, id)
	return strings.HasPrefix(text, "in "), text, err
}

func (s *shell) askInstead(kind app.NameKind, id storage.ID, name, where string) {
	list, wrong := newCompletionList(s.palette), newWrong()
	field := s.newNameBox("the "+kind.Noun(1)+" that takes its place", list, id)
	body := container.NewVBox(
		wrapped("“"+shorten(name, 80)+"” is used: "+where+"."),
		wrapped("Choose what is to stand there in its place. To keep its names and its note, merge instead (M)."), field, wrong)
	md := s.namesDialog("name_delete", "Delete "+kind.Noun(1), list, body, field, 400, "Put in its place and delete", func(md *modal) {
		by, ok := findName(s.session.Lists(), kind, field.Text)
		if !ok || by == 0 {
			refuse(wrong, "Choose one of the list.")
			return
		}
		answered(md, wrong, func(done func(error)) { s.session.Delete(kind, id, by, done) }, func() { s.goToName(by) })
	})
	wireDialog(field, md)
}

// mergeDialog asks which of some records stays.
type mergeDialog struct {
	*shell
	kind    app.NameKind
	ids     []storage.ID
	keep    *selectBox
	preview *widget.Label
	wrong   *widget.Label
	md      *modal
	asked   int
}

// askMerge asks for what the current record is to be merged with, unless
// several are marked, and which stays.
func (s *shell) askMerge() {
	ids := s.merging()
	if len(ids) > 1 {
		s.askWhichStays(ids, ids[0])
		return
	}
	list, wrong := newCompletionList(s.palette), newWrong()
	field := s.newNameBox("another "+s.names.kind.Noun(1), list, ids[0])
	body := container.NewVBox(wrapped("Which other "+s.names.kind.Noun(1)+" is one with "+s.namesOf(ids)+"?"), field, wrong)
	md := s.namesDialog("name_merge", "Merge "+s.names.kind.Noun(2), list, body, field, 380, "Go on", func(md *modal) {
		other, ok := findName(s.session.Lists(), s.names.kind, field.Text)
		if !ok || other == 0 || other == ids[0] {
			refuse(wrong, "Choose one of the list.")
			return
		}
		md.close()
		s.askWhichStays([]storage.ID{ids[0], other}, other)
	})
	wireDialog(field, md)
}

// askWhichStays shows what a merge will move before it is done.
func (s *shell) askWhichStays(ids []storage.ID, keep storage.ID) {
	m := &mergeDialog{shell: s, kind: s.names.kind, ids: ids, preview: wrapped(""), wrong: newWrong()}
	options := make([]string, len(ids))
	for i, id := range ids {
		options[i] = m.option(i, id)
	}
	m.keep = newSelect(options, func(string) { m.look() })
	body := container.NewVBox(widget.NewLabel("This one stays:"), m.keep, m.preview, m.wrong)
	list := newCompletionList(s.palette)
	m.md = s.namesDialog("name_stays", "Merge "+s.names.kind.Noun(2), list, body, m.keep, 330, "Merge", func(*modal) { m.merge() })
	m.keep.SetSelectedIndex(max(slices.Index(ids, keep), 0))
}

// option names a record so that two with one name differ.
func (m *mergeDialog) option(i int, id storage.ID) string {
	name := shorten(m.session.Lists().Name(m.kind, id), 60)
	for _, other := range m.ids[:i] {
		if shorten(m.session.Lists().Name(m.kind, other), 60) == name {
			return name + " (" + thousands(i+1) + ")"
		}
	}
	return name
}

func (m *mergeDialog) kept() storage.ID { return m.ids[max(m.keep.SelectedIndex(), 0)] }

func (m *mergeDialog) gone() []storage.ID {
	return slices.DeleteFunc(slices.Clone(m.ids), func(id storage.ID) bool { return id == m.kept() })
}

// look says what will move.
func (m *mergeDialog) look() {
	m.asked++
	asked, kept, gone, l := m.asked, m.kept(), m.gone(), m.session.Lists()
	var lines []string
	m.session.Read(func(ctx context.Context, f *sqlite.File) error {
		for _, id := range gone {
			_, where, err := isUsed(ctx, f, m.kind, id)
			if err != nil {
				return err
			}
			lines = append(lines, "“"+shorten(l.Name(m.kind, id), 60)+"” goes; what it is used for moves: "+where+".")
		}
		return nil
	}, func(err error) {
		if asked != m.asked {
			return
		}
		if err != nil {
			lines = []string{err.Error()}
		}
		m.preview.SetText(strings.Join(append(lines, mergeNotes(l, m.kind, kept, gone)...), "\n"))
	})
}

// mergeNotes say what else a merge does.
func mergeNotes(l *app.Lists, kind app.NameKind, kept storage.ID, gone []storage.ID) (notes []string) {
	for _, id := range gone {
		switch {
		case l.Below(kind, kept, id):
			notes = append(notes, "“"+shorten(l.Name(kind, kept), 40)+"” lies below “"+shorten(l.Name(kind, id), 40)+"” now; it first takes its place in the tree.")
		case l.Below(kind, id, kept):
			notes = append(notes, "“"+shorten(l.Name(kind, id), 40)+"” lies below the one that stays; what lies below both comes together.")
		}
	}
	switch kind {
	case app.ActorNames:
		notes = append(notes, "Their names become aliases, their notes are added. A statement that names both names the one that stays once.")
	case app.ClaimNames:
		notes = append(notes, "Their wording and notes are added to the note. A statement with a stance on both keeps the first of the two.")
	case app.VerbNames:
		notes = append(notes, "Their labels become aliases; class and code are those of the one that stays.")
	}
	return notes
}

func (m *mergeDialog) merge() {
	kept, gone := m.kept(), m.gone()
	var differed []storage.ID
	answered(m.md, m.wrong, func(done func(error)) {
		m.session.Merge(m.kind, kept, gone, func(ids []storage.ID, err error) { differed = ids; done(err) })
	}, func() {
		clear(m.names.list.marked)
		m.goToName(kept)
		said := "Merged. Ctrl+Z takes it back."
		if n := len(differed); n > 0 {
			m.session.Select(differed...)
			said = "Merged. " + count(n, "statement") + " had two different stances and kept the first: selected on the timeline."
		}
		m.toasts.say(said)
	})
}
