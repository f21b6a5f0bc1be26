package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// Saved views: a filter and a way to look at the timeline that have a name and
// live in the project. Showing one changes nothing in the file.

// savedViewRows are the actions for saved views.
func (s *shell) savedViewRows() []*action {
	return []*action{
		{id: "views.save", title: "Save this view…", menu: viewMenu, sub: "Saved views", group: 1, enabled: s.writable, run: s.askViewName},
		{id: "views.list", title: "Saved views…", menu: viewMenu, sub: "Saved views", group: 1, enabled: s.open, run: s.listViews},
	}
}

// viewCommands are lines of the palette that show the saved views.
func (s *shell) viewCommands() (rows []*action) {
	if s.session == nil {
		return nil
	}
	for _, v := range s.session.Lists().Views {
		rows = append(rows, &action{id: "views.show", title: "Show “" + shorten(v.Name, 60) + "”", sub: "Saved views", run: func() { s.showSavedView(v) }})
	}
	return rows
}

// viewState is what is seen now.
func (s *shell) viewState() storage.ViewState {
	st := app.StateOf(s.session.View())
	st.Order = s.laneSorting()
	st.Links = storage.LinksShownList[min(int(s.settings.links()), len(storage.LinksShownList)-1)]
	st.Contradictions, st.Addressees = s.settings.contradictions(), s.settings.addressees()
	st.HideEmpty, st.NoContext = s.settings.hideEmpty(), !s.settings.context()
	return st
}

// showSavedView shows a saved view.
func (s *shell) showSavedView(v storage.SavedView) {
	st := v.View
	if st.Order != "" {
		s.session.Index().SetOrder(app.OrderOf(st.Order))
	}
	for i, links := range storage.LinksShownList {
		if links == st.Links {
			s.settings.setLinks(charts.LinkMode(i))
		}
	}
	s.settings.setContradictions(st.Contradictions)
	s.settings.setAddressees(st.Addressees)
	s.settings.setHideEmpty(st.HideEmpty)
	s.settings.setContext(!st.NoContext)
	s.setFilter(v.Filter)
	s.setView(app.ViewOf(st, s.session.Index()))
	s.redraw()
	s.toasts.say("“" + shorten(v.Name, 60) + "” is shown.")
}

// askViewName saves what is seen under a name.
func (s *shell) askViewName() {
	filter, state := s.session.Filter(), s.viewState()
	s.askName("view_save", "Save this view", "", "Save", func(name string) string {
		if v, ok := s.session.Lists().ViewNamed(name); ok {
			return "The view “" + shorten(v.Name, 60) + "” will be replaced."
		}
		return ""
	}, func(name string, done func(error)) { s.session.SaveView(name, filter, state, done) }, func(name string) {
		s.toasts.say("The view was saved as “" + shorten(name, 60) + "”.")
	})
}

// askName is a dialog with one field; hint says what will happen.
func (s *shell) askName(id, title, old, answer string, hint func(string) string, save func(string, func(error)), then func(string)) {
	field, wrong, note := newTextField("Its name"), newWrong(), wrapped("")
	field.SetText(old)
	note.Hide()
	follow := newRightOrder(&field.Entry, s.palette)
	follow.follow()
	field.OnChanged = func(text string) {
		follow.follow()
		note.SetText(hint(text))
		note.Hidden = note.Text == ""
		note.Refresh()
	}
	field.onKey = dialogKeys(s)
	var md *modal
	main := newMainButton(answer, func() {
		answered(md, wrong, func(done func(error)) { save(field.Text, done) }, func() { then(field.Text) })
	})
	md = s.modals.show(dialogSpec{
		name: id, title: title, body: container.NewVBox(field, follow, note, wrong), size: fyne.NewSize(440, 0), focus: field,
		buttons: []fyne.CanvasObject{newButton("Cancel", func() { md.close() }), main},
	})
}

// viewList is the dialog of the saved views.
type viewList struct {
	s     *shell
	views []storage.SavedView
	list  *list
	at    int
	none  *widget.Label
	acts  []*button // that need a view
	md    *modal
}

// listViews shows, renames and deletes saved views.
func (s *shell) listViews() {
	v := &viewList{s: s, none: wrapped("No view was saved yet. “Save this view…” keeps the filter, the time and the lanes of the moment under a name.")}
	v.list = newList(func() int { return len(v.views) }, func() fyne.CanvasObject {
		return newLine(s.palette)
	}, func(i widget.ListItemID, o fyne.CanvasObject) {
		setLine(o, v.views[i].Name)
	})
	v.list.OnSelected = func(i widget.ListItemID) { v.at = i; v.enable() }
	v.list.onKey = v.key
	rename, remove := newButton("Rename…", v.rename), newButton("Delete", v.remove)
	show := newMainButton("Show", v.show)
	v.acts = []*button{rename, remove, show}
	v.md = s.modals.show(dialogSpec{
		name: "views", title: "Saved views", size: fyne.NewSize(460, 360), focus: v.list,
		body:    container.NewStack(v.list, container.NewVBox(v.none)),
		buttons: []fyne.CanvasObject{rename, remove, newButton("Close", func() { v.md.close() }), show},
	})
	v.fill()
}

// newLine is a line of a list in any script, setLine fills it.
func newLine(palette func() paint.Palette) fyne.CanvasObject {
	b := newTextBlock(palette)
	setLine(b, "X")
	return b
}

func setLine(o fyne.CanvasObject, text string) {
	o.(*textBlock).set(paragraph{text: shorten(text, 70), size: normalFont, above: 4, style: charts.StyleText})
}

// key shows, renames or deletes the marked view, or closes; it reports whether it
// took the key.
func (v *viewList) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		v.show()
	case fyne.KeyDelete:
		v.remove()
	case fyne.KeyF2:
		v.rename()
	case fyne.KeyEscape:
		v.md.close()
	default:
		return false
	}
	return true
}

// fill lists the views as they are now.
func (v *viewList) fill() {
	v.views = v.s.session.Lists().Views
	v.none.Hidden = len(v.views) > 0
	v.none.Refresh()
	v.list.Refresh()
	if len(v.views) > 0 {
		v.at = min(v.at, len(v.views)-1)
		v.list.Select(v.at)
	}
	v.enable()
}

func (v *viewList) enable() {
	for i, b := range v.acts {
		if len(v.views) == 0 || i < 2 && !v.s.writable() {
			b.Disable()
		} else {
			b.Enable()
		}
	}
}

func (v *viewList) current() (storage.SavedView, bool) {
	if v.at < 0 || v.at >= len(v.views) {
		return storage.SavedView{}, false
	}
	return v.views[v.at], true
}

func (v *viewList) show() {
	if view, ok := v.current(); ok {
		v.md.close()
		v.s.showSavedView(view)
	}
}

func (v *viewList) rename() {
	view, ok := v.current()
	if !ok || !v.s.writable() {
		return
	}
	v.s.askName("view_rename", "Rename the view", view.Name, "Rename", func(string) string { return "" },
		func(name string, done func(error)) { v.s.session.RenameView(view.ID, name, done) }, func(string) { v.fill() })
}

func (v *viewList) remove() {
	view, ok := v.current()
	if !ok || !v.s.writable() {
		return
	}
	v.s.session.DeleteView(view.ID, func(err error) {
		v.fill()
		if err != nil {
			v.s.failed(err)
			return
		}
		v.s.toasts.say("The view “" + shorten(view.Name, 60) + "” was deleted. Ctrl+Z brings it back.")
	})
}
