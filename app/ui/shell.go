package ui

import (
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"saywhen/app"
	"saywhen/app/export"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// shellOptions are what a shell is given from outside.
type shellOptions struct {
	trace   *tracer
	version string
	post    func(func()) // runs a function on the window's goroutine
	now     func() time.Time
	reports app.Reports
	tours   bool         // the first start shows the tour
	still   bool         // moves are at their end at once, whatever the settings say
	picture *export.View // what the first project that is opened is to show
}

// shell joins the parts of the window to each other and to the session. It
// holds no state of the picture or the project itself.
type shell struct {
	shellOptions
	app      fyne.App
	win      fyne.Window
	settings settings
	look     *look
	acts     *actions
	menus    *menus
	modals   *modals

	session *app.Session // nil while none is open
	cancel  func()       // stops listening to it
	label   func(storage.ID) (string, bool)
	offered bool // "Save as" has been offered for this project
	outside outsideState

	around   contextShown
	time     *timeline
	over     *overview
	tray     *tray
	find     *searchBox
	chips    *chipRow
	tips     *tips
	status   *statusLine
	banners  *banners
	toasts   *toaster
	tools    *toolbar
	float    *fyne.Container // over everything, without layout
	side     *fyne.Container // the panel at the right
	inspect  *inspector
	entry    *entryPanel
	split    *container.Split
	lanes    *fyne.Container // timeline and overview
	middle   *fyne.Container // the pages, one of them shown
	pages    map[viewName]*page
	view     viewName
	charts   chartState
	trail    trail // of the views that were looked at
	glide    glide
	lane     storage.ID // the current one, 0 none
	zoned    zoneMemory
	articles articleState
	table    tableState
	names    namesState
	left     map[string]fyne.Focusable // what had the keyboard in a region when F6 left it

	light, dark paint.Palette
	framed      bool // the first frame of this project was drawn
}

func newShell(a fyne.App, w fyne.Window, o shellOptions) *shell {
	s := &shell{shellOptions: o, app: a, win: w, settings: settings{a.Preferences()}, view: timelineView, left: map[string]fyne.Focusable{}}
	s.light, s.dark = paint.Light(), paint.Dark()
	s.look = newLook(s.settings.theme(), s.settings.fontSize())
	a.Settings().SetTheme(s.look)
	s.modals = &modals{win: w, trace: o.trace, rest: s.focusView}
	s.acts = newActions(s.actionRows(), func(x *action) {
		s.trace.step("action", "name", x.id)
		s.settings.addCommand(x)
	})
	s.acts.blocked, s.acts.why = s.modals.any, s.whyNot
	s.build()
	s.menus = newMenus(s.acts)
	s.menus.setRecent(s.settings.recent(), s.openPath)
	w.SetPadded(false)
	w.SetMainMenu(s.menus.main)
	s.keys()
	w.SetMaster()
	w.Resize(s.settings.size())
	w.SetCloseIntercept(s.quit)
	return s
}

// build makes the parts and puts them together.
func (s *shell) build() {
	s.float = container.NewWithoutLayout()
	s.time = newTimeline(s.palette, s.shown, s.post, timelineEvents{
		callout: s.calloutDragged,
		view:    s.setView, click: s.clicked, double: s.doubleClicked, band: s.banded, span: s.onlySpan,
		drop: s.droppedLane, dropNote: s.dropNote, copy: func() bool { return s.acts.do("copy.text") }, hover: s.hovered, menu: s.contextMenu, key: s.typed, frame: s.framedOne,
		focus: func(on bool) { s.trace.step("focus", "timeline", on) },
	})
	s.over = newOverview(s.palette, s.shown, s.setView, func() { s.acts.do("view.fit_all") })
	s.find = newSearchBox(s.palette, s.float, s.post)
	s.find.ask, s.find.apply, s.find.choose, s.find.leave = s.search, s.applyParts, s.goTo, s.focusView
	s.find.field.onUndo, s.find.field.onRedo = s.undo, s.redo
	s.chips = newChipRow(s.palette, s.setFilter)
	s.status = newStatusLine(s.showUndated, func() { s.acts.do("calendar.zone") }, func(v viewName) { s.acts.do(pageAction(v)) })
	s.banners = newBanners()
	s.tips = newTips(s.float, s.post)
	s.status.tell(s.tips, s.acts)
	s.tools = newToolbar(s.acts, s.tips, s.find.field, s.chips.scroll, s.filterMenu)
	s.buildSide()
	s.toasts = newToaster(s.float, s.post)

	s.buildTray()
	s.lanes = rowsAround(s.time, s.time, s.tray.root, s.over)
	s.buildCharts()
	s.middle, s.pages = container.NewStack(), map[viewName]*page{}
	s.addPage(timelineView, &page{root: s.lanes, focus: s.time.takeFocus, opened: s.refreshPictures, text: func() string {
		return viewText(s.session.View(), s.zone())
	}})
	s.buildArticles()
	s.addPage(articlesView, s.articlesPage())
	s.buildTable()
	s.addPage(tableRowsView, s.tablePage())
	s.addPage(chartView, s.chartsPage())
	s.buildNames()
	s.addPage(namesView, s.namesPage())
	s.split = container.NewHSplit(s.middle, s.side)
	s.split.SetOffset(s.settings.split())
	s.showSide(s.settings.inspector())
	main := rowsAround(s.split, s.tools.bar, s.banners.box, s.split, s.status.bar)
	s.banners.changed = main.Refresh
	s.win.SetContent(container.NewStack(main, s.float))
}

// buildSide makes the panel at the right: the inspector, or over it the form
// for new statements while that is open.
func (s *shell) buildSide() {
	deps := formDeps{session: func() *app.Session { return s.session }, palette: s.palette, trace: s.trace}
	drafts := app.Drafts{Folder: stateFolder()}
	s.inspect = newInspector(deps, drafts)
	s.inspect.openCitation = s.openCitation
	s.inspect.many.only = func(change func(*storage.Filter)) {
		f := s.session.Filter()
		change(&f)
		s.setFilter(f)
	}
	s.entry = newEntryPanel(deps, drafts, s.win.Canvas().Focus, s.showEntry, s.closeEntry)
	s.entry.root.Hide()
	s.side = container.NewStack(s.inspect.root, s.entry.root)
}

// palette is the picture's, in the window's light or dark.
func (s *shell) palette() paint.Palette {
	if s.look.dark(s.app.Settings().ThemeVariant()) {
		return s.dark
	}
	return s.light
}

// shown is what timeline and overview draw.
func (s *shell) shown() shown {
	if s.session == nil {
		return shown{}
	}
	o := s.options()
	o.Silent = true
	return shown{index: s.session.Index(), lane: s.lane, view: s.session.View(), options: o}
}

// options are those of the window's picture; an export starts from them.
func (s *shell) options() charts.Options {
	o := charts.Options{
		Measure: paint.Default().Measure, Label: s.label, Selected: s.session.Selected,
		Links: s.settings.links(),
		// Under a filter, lanes in which nothing is left would bury the others.
		HideEmpty: s.settings.hideEmpty() || s.filtered(),
		Empty:     "Nobody has said anything yet. Press Ctrl+N to enter the first statement, or Ctrl+I to import a table.",
	}
	o.FontSize, o.Gutter = s.settings.fontSize(), 220*fontScale()
	s.dress(&o)
	if s.settings.addressees() {
		o.LanesOf = charts.LanesOfAddressees
	}
	if claims := s.session.Filter().Claims; len(claims) == 1 {
		o.StanceClaim = claims[0]
	}
	size := s.time.Size()
	o.W, o.H = size.Width, size.Height
	return o
}

// framedOne traces a frame of the timeline.
func (s *shell) framedOne(f frame) {
	if s.session != nil && !s.framed {
		s.framed = true
		s.trace.step("first_frame")
	}
	s.trace.step("frame", "layout_ms", milliseconds(f.layout), "paint_ms", milliseconds(f.paint),
		"marks", f.marks, "w", f.w, "h", f.h)
}

// heard brings the parts up to date with what the session says.
func (s *shell) heard(e app.Event) {
	const picture = app.DataChanged | app.SelectionChanged | app.ViewChanged | app.FilterChanged | app.LabelsRead
	if e.What&picture != 0 {
		s.time.refresh()
	}
	if e.What&(app.DataChanged|app.ViewChanged|app.FilterChanged) != 0 {
		s.over.refresh()
	}
	if e.What&(app.FilterChanged|app.DataChanged) != 0 {
		s.showFilter()
	}
	if e.What&app.DataChanged != 0 {
		s.trace.step("saved", "change", e.Change.Name, "undone", e.Change.Undone, "redone", e.Change.Redone)
		s.offerName()
	}
	if e.What&(app.DataChanged|app.SelectionChanged) != 0 {
		s.inspect.show()
	}
	if e.What&app.StateChanged != 0 {
		s.tellBackup()
	}
	s.tellPages(e)
	s.heardTray(e)
	s.traceEvent(e)
	if e.What == app.ViewChanged {
		s.showStatus() // a pan does this for every frame
		return
	}
	s.refreshState()
}

func (s *shell) traceEvent(e app.Event) {
	if e.What&app.SelectionChanged != 0 {
		s.trace.step("selection", "count", len(s.session.Selection()))
	}
	if e.What&app.ViewChanged != 0 {
		v := s.session.View()
		s.trace.step("view", "from", v.From, "width", v.Width, "scroll", v.ScrollY, "collapsed", len(v.Collapsed))
	}
	if e.What&app.FilterChanged != 0 {
		s.trace.step("filter", "shown", s.session.Index().Shown())
	}
}

// refreshState brings status line, menu, buttons and title up to date.
func (s *shell) refreshState() {
	s.showStatus()
	s.menus.refresh()
	s.tools.refresh()
	if title := s.title(); title != s.win.Title() {
		s.win.SetTitle(title)
	}
}

func (s *shell) showStatus() {
	if s.session == nil {
		s.status.set(statusText{})
		return
	}
	ro, why := s.session.ReadOnly()
	t := statusOf(s.session.Status(), s.session.Index().Shown(), ro, why)
	t.view = s.viewText()
	if s.onTimeline() {
		t.zone = s.zone().String()
	}
	s.status.set(t)
}

func (s *shell) title() string {
	switch {
	case s.session == nil:
		return "Saywhen"
	case isUntitled(s.session.Path()):
		return "Untitled (sample) – Saywhen"
	}
	return filepath.Base(s.session.Path()) + " – Saywhen"
}

// keys sends plain keys to the actions while nothing else has the keyboard, and
// the shortcuts that fields understand too to whoever has it.
func (s *shell) keys() {
	c := s.win.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { s.typed(plain(e.Name)) })
	c.SetOnTypedRune(func(r rune) { s.typed(char(r)) })
	for _, a := range s.acts.rows {
		for i, k := range a.keys {
			if k.global() && (a.fieldFirst || i > 0) {
				c.AddShortcut(k.shortcut(), func(fyne.Shortcut) { s.acts.runAction(a) })
			}
		}
	}
}

// typed is a plain key that no field took.
func (s *shell) typed(k keystroke) bool {
	switch k.key {
	case fyne.KeyF6:
		if currentModifiers()&fyne.KeyModifierShift != 0 {
			k.mod = fyne.KeyModifierShift
		}
	case fyne.KeyEscape:
		if s.modals.escape() {
			return true
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.modals.enter() {
			return true
		}
	}
	if s.pageKey(k) {
		return true
	}
	if k.char >= 'A' && k.char <= 'Z' {
		k.char += 'a' - 'A'
	}
	return s.acts.typed(k)
}

func (s *shell) focusTimeline() { s.time.takeFocus() }

// showSide shows or hides the panel at the right.
func (s *shell) showSide(on bool) {
	if on {
		s.side.Show()
	} else {
		s.side.Hide()
	}
	s.split.Refresh()
}

// setTheme chooses light, dark, or what the system says.
func (s *shell) setTheme(c themeChoice) {
	s.settings.setTheme(c)
	s.look = s.look.with(c, s.settings.fontSize())
	s.app.Settings().SetTheme(s.look)
	s.refreshPictures()
	s.drawChart()
	s.showFilter()
	s.refreshState()
}

func (s *shell) refreshPictures() {
	s.time.refresh()
	s.over.refresh()
}

// quit closes the window; everything that was done is saved, and so is the
// field that is still being typed into.
func (s *shell) quit() {
	s.inspect.save()
	s.settings.setSplit(s.split.Offset)
	s.settings.setSize(s.win.Canvas().Size())
	s.trace.step("closed")
	s.app.Quit()
}

// shutDown closes the project once the window is gone.
func (s *shell) shutDown() {
	s.stopWatching()
	s.charts.run.stop()
	if s.session != nil {
		_ = s.session.Close() // what was done was said to be saved when it was
	}
}

// fail shows what went wrong in a dialog.
func (s *shell) fail(title string, err error) {
	s.trace.step("failed", "title", title, "error", err)
	s.modals.message(title, err.Error())
}
