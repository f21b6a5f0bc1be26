package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// The page of names: actors, claims and verbs, one kind at a time. At the left
// the list with a box in which one types to find, at the right what is known of
// the current record, edited in place. This file joins the parts and keeps them
// true; names_dialogs.go asks before it merges, moves, splits or deletes.

// namesState is what the shell keeps for the page.
type namesState struct {
	root   *fyne.Container
	tabs   map[app.NameKind]*viewTab
	find   *textField
	list   *managedList
	detail *nameDetail
	tools  *fyne.Container
	split  *button

	kind   app.NameKind
	tree   *managedTree
	closed map[storage.ID]bool
	stale  bool       // the data changed while the page was not seen
	asked  int        // so that what a late reading brings is dropped
	next   storage.ID // what is to be the current record once it is in the tree
}

// namesTabs are the kinds in the order of the tabs.
var namesTabs = []app.NameKind{app.ActorNames, app.ClaimNames, app.VerbNames}

var namesTitles = map[app.NameKind]string{app.ActorNames: "Actors", app.ClaimNames: "Claims", app.VerbNames: "Verbs"}

func (s *shell) buildNames() {
	n := &s.names
	n.closed, n.stale = map[storage.ID]bool{}, true
	n.find = newTextField("Type to find, in any spelling and script")
	n.find.OnChanged = func(string) { s.listNames() }
	n.find.onKey = s.namesFindKey
	n.list = newManagedList(s.palette)
	n.list.chosen, n.list.toggle = func(id storage.ID) { s.showName() }, s.toggleName
	n.list.typed, n.list.other = s.namesRune, func(k fyne.KeyName) bool { return s.acts.typedOn(namesView, plain(k)) }
	n.detail = newNameDetail(s)
	n.root = s.layOutNames()
}

func (s *shell) layOutNames() *fyne.Container {
	n := &s.names
	n.tabs = map[app.NameKind]*viewTab{}
	tabs := container.NewHBox()
	for i, kind := range namesTabs {
		tab := newViewTab(namesTitles[kind], func() { s.showNames(kind) })
		tab.step = func(by int) { s.stepNames(i + by) }
		tab.mark(kind == n.kind)
		n.tabs[kind] = tab
		tabs.Add(tab)
	}
	tool := func(text, id string) *button {
		b := newButton(text, func() { s.acts.do(id) })
		b.Importance = lowImportance
		return b
	}
	n.split = tool("Split …", "names.split")
	n.tools = container.NewHBox(tool("New …", "names.add"), tool("Merge …", "names.merge"), n.split, tool("Maybe one …", "names.alike"))
	line := canvas.NewLine(theme.Color(theme.ColorNameSeparator))
	top := container.New(layout.NewCustomPaddedLayout(6, 4, 10, 10), container.NewVBox(tabs, n.find, n.tools))
	left := container.NewBorder(nil, nil, nil, line, container.NewBorder(top, nil, nil, nil, n.list))
	return container.New(sideBySideHalf{}, left, n.detail.root)
}

// sideBySideHalf is a layout: the list has half of the width, at most 440.
type sideBySideHalf struct{}

// Layout is for the window library.
func (sideBySideHalf) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := whole(min(440, size.Width/2))
	objects[0].Resize(fyne.NewSize(w, size.Height))
	objects[1].Move(fyne.NewPos(w, 0))
	objects[1].Resize(fyne.NewSize(size.Width-w, size.Height))
}

// MinSize is for the window library.
func (sideBySideHalf) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(2*max(a.Width, b.Width), max(a.Height, b.Height))
}

// namesPage is the page of names.
func (s *shell) namesPage() *page {
	return &page{
		root: s.names.root, shown: s.readNames, opened: s.resetNames, heard: s.namesHeard,
		focus: func() { s.win.Canvas().Focus(s.names.find) },
		typed: func(k keystroke) bool { return s.acts.typedOn(namesView, k) },
		hidden: func() {
			s.names.detail.save()
		},
		text: func() string {
			if t := s.names.tree; t != nil {
				n := len(t.lists.Actors)
				switch s.names.kind {
				case app.ClaimNames:
					n = len(t.lists.Claims)
				case app.VerbNames:
					n = len(t.lists.Verbs)
				}
				return count(n, s.names.kind.Noun(1))
			}
			return ""
		},
	}
}

func (s *shell) onNames() bool { return s.on(namesView) }

// nameChosen tells whether there is a current record that may be changed.
func (s *shell) nameChosen() bool {
	return s.onNames() && s.writable() && s.names.list.current != 0
}

func (s *shell) resetNames() {
	n := &s.names
	n.list.current, n.next, n.tree, n.stale = 0, 0, nil, true
	clear(n.list.marked)
	clear(n.closed)
	n.detail.forget()
	s.readNames()
}

func (s *shell) namesHeard(e app.Event) {
	if e.What&app.DataChanged != 0 {
		s.names.stale = true
		s.readNames()
	}
}

// showNames shows another kind.
func (s *shell) showNames(kind app.NameKind) {
	n := &s.names
	if kind == n.kind {
		return
	}
	n.detail.save()
	n.kind, n.stale, n.list.current, n.next = kind, true, 0, 0
	clear(n.list.marked)
	for k, tab := range n.tabs {
		tab.mark(k == kind)
	}
	n.split.Hidden = kind != app.ActorNames
	n.tools.Objects[3].(*button).Hidden = kind != app.ActorNames
	n.tools.Refresh()
	n.find.SetText("")
	n.detail.forget()
	s.readNames()
}

// stepNames goes to a neighbouring tab.
func (s *shell) stepNames(i int) {
	if i >= 0 && i < len(namesTabs) {
		s.showNames(namesTabs[i])
		s.win.Canvas().Focus(s.names.tabs[namesTabs[i]])
	}
}

// readNames makes the list anew, off the window's goroutine, while it is seen.
func (s *shell) readNames() {
	n, session := &s.names, s.session
	if session == nil || !s.onNames() || !n.stale {
		return
	}
	n.stale = false
	n.asked++
	asked, kind, lists := n.asked, n.kind, session.Lists()
	var tree *managedTree
	session.Read(func(ctx context.Context, f *sqlite.File) error {
		var uses map[storage.ID]int
		if kind != app.ActorNames {
			verbs, claims, err := f.Uses(ctx)
			if err != nil {
				return err
			}
			if uses = verbs; kind == app.ClaimNames {
				uses = claims
			}
		}
		tree = newManagedTree(kind, lists, uses)
		return nil
	}, func(err error) {
		switch {
		case asked != n.asked || s.session != session:
		case err != nil:
			s.fail("The list was not read", err)
		default:
			n.tree = tree
			s.listNames()
			s.showName()
			s.refreshState()
			s.trace.step("names", "kind", kind.Noun(2), "rows", len(n.list.rows))
		}
	})
}

// listNames shows the lines that fit what is typed.
func (s *shell) listNames() {
	n := &s.names
	if n.tree == nil {
		n.list.show(n.kind, nil)
		return
	}
	s.dropGone()
	if n.find.Text != "" {
		n.list.show(n.kind, n.tree.find(n.find.Text))
	} else {
		n.list.show(n.kind, n.tree.rows(n.closed))
	}
	if n.list.current == 0 || n.find.Text != "" && n.list.at() < 0 {
		n.list.current = 0
		n.list.step(0)
		s.showName() // also that nothing fits
	}
}

// dropGone forgets what is not there any more, and goes to what has come.
func (s *shell) dropGone() {
	n := &s.names
	here := func(id storage.ID) bool { return n.tree.lists.Name(n.kind, id) != "" }
	for id := range n.list.marked {
		if !here(id) {
			delete(n.list.marked, id)
		}
	}
	if here(n.next) {
		n.list.current, n.next = n.next, 0
		for p := n.list.current; p != 0; p = n.tree.lists.Parent(n.kind, p) {
			delete(n.closed, p) // it is to be seen
		}
	}
	if !here(n.list.current) {
		n.list.current = 0
	}
}

// toggleName opens or closes what lies below a record.
func (s *shell) toggleName(id storage.ID) {
	n := &s.names
	if n.closed[id] {
		delete(n.closed, id)
	} else {
		n.closed[id] = true
	}
	s.listNames()
}

// showName shows what is known of the current record.
func (s *shell) showName() {
	n := &s.names
	if n.tree == nil || s.session == nil {
		return
	}
	n.detail.show(n.kind, n.list.current, n.find.Text)
}

// goToName makes a record the current one, at once or when the list that is
// being read has it.
func (s *shell) goToName(id storage.ID) {
	s.names.next = id
	if s.names.tree != nil {
		s.listNames()
		s.showName()
	}
}

// namesFindKey walks the list from the box.
func (s *shell) namesFindKey(k fyne.KeyName) bool {
	n := &s.names
	switch k {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		return n.list.walk(k)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.win.Canvas().Focus(n.list)
	case fyne.KeyEscape:
		if n.find.Text == "" {
			return false
		}
		n.find.SetText("")
	case fyne.KeyF2:
		return s.acts.typedOn(namesView, plain(k))
	default:
		return false
	}
	return true
}

// namesRune is a letter typed into the list: M merges, others are typed to find.
func (s *shell) namesRune(r rune) {
	if s.acts.typedOn(namesView, char(r)) {
		return
	}
	n := &s.names
	s.win.Canvas().Focus(n.find)
	n.find.TypedRune(r)
}

// merging are the records that a merge is about: those that are marked, or the
// current one.
func (s *shell) merging() []storage.ID {
	n := &s.names
	if len(n.list.marked) == 0 {
		return []storage.ID{n.list.current}
	}
	ids := make([]storage.ID, 0, len(n.list.marked))
	for id := range n.list.marked {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
