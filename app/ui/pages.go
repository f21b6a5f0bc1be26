package ui

import (
	"fyne.io/fyne/v2"

	"saywhen/app"
)

// The middle of the window is filled by one page at a time. A page knows how
// to show itself and what the keys mean on it; the shell knows none of them by
// name but the timeline, with which the window begins.

// viewName names a page.
type viewName string

const (
	timelineView  viewName = "timeline"
	articlesView  viewName = "articles"
	tableRowsView viewName = "table"
	chartView     viewName = "charts"
	namesView     viewName = "names"
)

// pageList is every page in the order of the tabs, with the key that, together
// with Ctrl, shows it.
var pageList = []struct {
	name  viewName
	title string
	key   fyne.KeyName
}{
	{timelineView, "Timeline", fyne.Key1},
	{articlesView, "Articles", fyne.Key2},
	{tableRowsView, "Table", fyne.Key3},
	{chartView, "Charts", fyne.Key4},
	{namesView, "Names", fyne.Key5},
}

// page is one view that fills the middle. All but root may be nil.
type page struct {
	root   fyne.CanvasObject
	shown  func()               // it is seen now
	hidden func()               // it is not seen any more
	focus  func()               // takes the keyboard
	opened func()               // another project was opened, or none is
	heard  func(app.Event)      // the session says that something changed; also while hidden
	typed  func(keystroke) bool // a plain key that no field took; true when it was meant for the page
	text   func() string        // what of the project it shows, for the status line
}

// addPage puts a page beside the others, hidden.
func (s *shell) addPage(name viewName, p *page) {
	s.pages[name] = p
	if name != s.view {
		p.root.Hide()
	}
	s.middle.Add(p.root)
}

// page is the one that is seen.
func (s *shell) page() *page { return s.pages[s.view] }

// on tells whether a project is open and this page of it is seen.
func (s *shell) on(v viewName) bool { return s.open() && s.view == v }

func (s *shell) onTimeline() bool { return s.on(timelineView) }

func (s *shell) onCharts() bool { return s.on(chartView) }

// showView fills the middle of the window with another page.
func (s *shell) showView(v viewName) {
	if v == s.view {
		s.focusView()
		return
	}
	old := s.page()
	s.view = v
	old.root.Hide()
	callIf(old.hidden)
	s.page().root.Show()
	callIf(s.page().shown)
	s.middle.Refresh()
	s.status.showView(v)
	s.trace.step("view_switched", "view", v)
	s.focusView()
	s.refreshState()
}

// focusView gives the keyboard to what fills the middle.
func (s *shell) focusView() { callIf(s.page().focus) }

// viewText says what of the project the page in the middle shows.
func (s *shell) viewText() string {
	if p := s.page(); p.text != nil {
		return p.text()
	}
	return ""
}

// tellPages hands on what the session says.
func (s *shell) tellPages(e app.Event) {
	for _, v := range pageList {
		if p := s.pages[v.name]; p != nil && p.heard != nil {
			p.heard(e)
		}
	}
}

// resetPages tells every page that another project was opened.
func (s *shell) resetPages() {
	for _, v := range pageList {
		if p := s.pages[v.name]; p != nil {
			callIf(p.opened)
		}
	}
}

// pageKey offers a plain key to the page that is seen.
func (s *shell) pageKey(k keystroke) bool {
	p := s.page()
	return p.typed != nil && s.open() && !s.modals.any() && p.typed(k)
}

// pageRows are the actions that show a page.
func (s *shell) pageRows() (rows []*action) {
	for _, v := range pageList {
		rows = append(rows, &action{
			id: pageAction(v.name), title: v.title, menu: viewMenu, group: -1, keys: []keystroke{ctrl(v.key)},
			enabled: s.open, checked: func() bool { return s.view == v.name }, run: func() { s.showView(v.name) },
		})
	}
	return rows
}

func pageAction(v viewName) string { return "view." + string(v) }
