package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"saywhen/charts"
)

// actionRows is the table of everything that can be asked of the window.
func (s *shell) actionRows() []*action {
	var rows []*action
	for _, part := range [][]*action{s.fileRows(), s.editRows(), s.findRows(), s.formRows(), s.pageRows(), s.articleActions(), s.tableRows(), s.chartRows(), s.namesRows(), s.viewRows(), s.trailRows(), s.laneRows(), s.oneLaneRows(), s.linkRows(), s.contextRows(), s.savedViewRows(), s.selectingRows(), s.copyingRows(), s.pictureRows(), s.panelRows(), s.themeRows(), s.helpRows(), s.endRows(), s.moveRows()} {
		rows = append(rows, part...)
	}
	return rows
}

func (s *shell) open() bool { return s.session != nil }

func (s *shell) writable() bool {
	if s.session == nil {
		return false
	}
	ro, _ := s.session.ReadOnly()
	return !ro
}

func (s *shell) selected() bool { return s.session != nil && len(s.session.Selection()) > 0 }

func (s *shell) fileRows() []*action {
	return []*action{
		{id: "file.new", title: "New project…", menu: fileMenu, keys: []keystroke{ctrlShift(fyne.KeyN)}, run: s.newProject},
		{id: "file.open", title: "Open…", menu: fileMenu, keys: []keystroke{ctrl(fyne.KeyO)}, run: s.openDialog},
		{id: "file.save_as", title: "Save as…", menu: fileMenu, group: 1, keys: []keystroke{ctrl(fyne.KeyS)}, enabled: s.open, run: s.saveAs},
		{id: "file.save_copy", title: "Save a copy…", menu: fileMenu, group: 1, keys: []keystroke{ctrlShift(fyne.KeyS)}, enabled: s.open, run: s.saveCopy},
		{id: "file.backups", title: "Backups…", menu: fileMenu, group: 1, enabled: s.open, run: s.backupsDialog},
		{id: "file.send_copy", title: "Send a clean copy…", menu: fileMenu, group: 1, enabled: s.open, run: s.sendCopy},
		{id: "file.import", title: "Import…", menu: fileMenu, group: 2, keys: []keystroke{ctrl(fyne.KeyI)}, enabled: s.writable, run: s.importDialog},
		{id: "file.export", title: "Export…", menu: fileMenu, group: 2, keys: []keystroke{ctrl(fyne.KeyE)}, enabled: s.open, run: s.exportDialog},
		{id: "file.quit", title: "Quit", menu: fileMenu, group: 3, keys: []keystroke{ctrl(fyne.KeyQ)}, run: s.quit},
	}
}

func (s *shell) editRows() []*action {
	return []*action{
		{
			id: "edit.undo", title: "Undo", menu: editMenu, keys: []keystroke{ctrl(fyne.KeyZ)}, fieldFirst: true,
			label:   func() string { return s.stepLabel("Undo") },
			enabled: func() bool { return s.writable() && s.session.Status().Undo != "" }, run: s.undo,
		},
		{
			id: "edit.redo", title: "Redo", menu: editMenu, keys: []keystroke{ctrlShift(fyne.KeyZ), ctrl(fyne.KeyY)}, fieldFirst: true,
			label:   func() string { return s.stepLabel("Redo") },
			enabled: func() bool { return s.writable() && s.session.Status().Redo != "" }, run: s.redo,
		},
		{id: "statement.new", title: "New statement", menu: editMenu, group: 1, keys: []keystroke{ctrl(fyne.KeyN), char('n')}, enabled: s.writable, run: s.newStatement},
		{id: "statement.edit", title: "Edit statement", menu: editMenu, group: 1, keys: []keystroke{plain(fyne.KeyReturn)}, enabled: s.editable, run: s.editSelected},
		{id: "statement.delete", title: "Delete selected", menu: editMenu, group: 1, keys: []keystroke{plain(fyne.KeyDelete)}, enabled: s.editable, run: s.deleteSelected},
		{id: "edit.select_all", title: "Select all that is seen", menu: editMenu, group: 2, keys: []keystroke{ctrl(fyne.KeyA)}, fieldFirst: true, enabled: func() bool { return s.onTimeline() || s.onTable() }, run: s.selectSeen},
		{id: "edit.clear", title: "Clear selection", menu: editMenu, group: 2, keys: []keystroke{plain(fyne.KeyEscape)}, enabled: s.selected, run: func() { s.session.Select() }},
		{id: "edit.find", title: "Find", menu: editMenu, group: 3, keys: []keystroke{ctrl(fyne.KeyF)}, enabled: s.open, run: s.findHere},
		{id: "filter.clear", title: "Clear all filters", menu: editMenu, group: 3, enabled: s.filtered, run: s.clearFilter},
		{id: "edit.menu", title: "Menu of the selected statement", menu: editMenu, group: 2, keys: []keystroke{plain(desktop.KeyMenu), char('m')}, enabled: s.markSeen, why: s.whyNoMark, run: s.selectionMenu},
		{id: "edit.settings", title: "Settings…", menu: editMenu, group: 4, keys: []keystroke{ctrl(fyne.KeyComma)}, run: s.showSettings},
		{id: "edit.palette", title: "All commands…", menu: editMenu, group: 4, keys: []keystroke{ctrl(fyne.KeyK)}, run: s.showPalette},
	}
}

func (s *shell) editable() bool { return s.writable() && s.selected() }

func (s *shell) filtered() bool { return s.session != nil && !s.session.Filter().IsZero() }

// stepLabel is "Undo Add statement".
func (s *shell) stepLabel(verb string) string {
	if s.session == nil {
		return verb
	}
	name := s.session.Status().Undo
	if verb == "Redo" {
		name = s.session.Status().Redo
	}
	if name == "" {
		return verb
	}
	return verb + " “" + name + "”"
}

func (s *shell) viewRows() []*action {
	return []*action{
		{id: "view.fit", title: "Centre the selection, then fit it; or fit all", menu: viewMenu, keys: []keystroke{char('f')}, enabled: s.onTimeline, run: s.fit},
		{id: "view.fit_all", title: "Fit all", menu: viewMenu, enabled: s.onTimeline, run: s.fitAll},
		{id: "view.zoom_in", title: "Zoom in", menu: viewMenu, keys: []keystroke{char('+'), char('=')}, enabled: s.onTimeline, run: func() { s.zoom(1 / zoomKey) }},
		{id: "view.zoom_out", title: "Zoom out", menu: viewMenu, keys: []keystroke{char('-')}, enabled: s.onTimeline, run: func() { s.zoom(zoomKey) }},
		{id: "view.expand", title: "Expand all lanes", menu: viewMenu, sub: "Lanes", group: 1, enabled: s.onTimeline, run: s.expandAll},
		{id: "view.collapse", title: "Collapse all lanes", menu: viewMenu, sub: "Lanes", group: 1, enabled: s.onTimeline, run: s.collapseAll},
	}
}

func (s *shell) laneRows() []*action {
	rows := []*action{
		{
			id: "lanes.hide_empty", title: "Hide lanes without statements", menu: viewMenu, sub: "Lanes", group: 1, enabled: s.open,
			checked: s.settings.hideEmpty, run: func() { s.settings.setHideEmpty(!s.settings.hideEmpty()); s.redraw() },
		},
		{
			id: "lanes.addressees", title: "Statements in the addressees' lanes too", menu: viewMenu, sub: "Lanes", group: 1, enabled: s.open,
			checked: s.settings.addressees, run: func() { s.settings.setAddressees(!s.settings.addressees()); s.redraw() },
		},
	}
	for _, o := range []struct {
		id, title string
		order     charts.LaneOrder
	}{
		{"lanes.by_hand", "Sorted by hand", charts.ByHand},
		{"lanes.by_name", "Sorted by name", charts.ByName},
		{"lanes.by_first", "Sorted by first statement", charts.ByFirst},
		{"lanes.by_last", "Sorted by last statement", charts.ByLast},
		{"lanes.by_count", "Sorted by number of statements", charts.ByCount},
	} {
		rows = append(rows, &action{
			id: o.id, title: o.title, menu: viewMenu, sub: "Lanes", group: 1, enabled: s.writable,
			checked: func() bool { return s.open() && s.session.Index().Order() == o.order }, run: func() { s.setOrder(o.order) },
		})
	}
	return rows
}

func (s *shell) linkRows() (rows []*action) {
	for _, m := range []struct {
		id, title string
		mode      charts.LinkMode
	}{
		{"links.none", "No links", charts.LinksNone},
		{"links.selected", "Links of the selection", charts.LinksSelected},
		{"links.all", "All links", charts.LinksAll},
	} {
		rows = append(rows, &action{
			id: m.id, title: m.title, menu: viewMenu, sub: "Links", group: 1, enabled: s.open,
			checked: func() bool { return s.settings.links() == m.mode },
			run:     func() { s.settings.setLinks(m.mode); s.redraw() },
		})
	}
	return rows
}

func (s *shell) themeRows() (rows []*action) {
	for _, t := range []struct {
		id, title string
		choice    themeChoice
	}{
		{"theme.system", "Theme of the system", themeSystem},
		{"theme.light", "Light theme", themeLight},
		{"theme.dark", "Dark theme", themeDark},
	} {
		rows = append(rows, &action{
			id: t.id, title: t.title, menu: viewMenu, sub: "Theme", group: 2,
			checked: func() bool { return s.look.choice == t.choice }, run: func() { s.setTheme(t.choice) },
		})
	}
	return rows
}

func (s *shell) panelRows() []*action {
	return []*action{
		{id: "view.next_part", title: "To the next part of the window", menu: viewMenu, group: 3, keys: []keystroke{plain(fyne.KeyF6)}, run: func() { s.stepRegion(1) }},
		{id: "view.previous_part", title: "To the part before", menu: viewMenu, group: 3, keys: []keystroke{{mod: fyne.KeyModifierShift, key: fyne.KeyF6}}, run: func() { s.stepRegion(-1) }},
		{id: "view.undated", title: "Undated statements", menu: viewMenu, group: 2, keys: []keystroke{char('u')}, checked: func() bool { return s.tray.root.Visible() }, enabled: s.open, run: s.showUndated},
		{
			id: "view.inspector", title: "Panel at the right", menu: viewMenu, group: 2, keys: []keystroke{ctrl(fyne.KeyB)},
			checked: s.settings.inspector, run: s.toggleInspector,
		},
	}
}

func (s *shell) helpRows() []*action {
	return []*action{
		{id: "help.keys", title: "Keys and mouse", menu: helpMenu, keys: []keystroke{char('?'), plain(fyne.KeyF1)}, run: s.showSheet},
		{id: "help.tour", title: "Tour", menu: helpMenu, enabled: s.open, run: s.startTour},
		{id: "help.sample", title: "Open the sample", menu: helpMenu, enabled: func() bool { return s.session == nil || !isUntitled(s.session.Path()) }, run: s.openUntitled},
		{id: "help.about", title: "About Saywhen", menu: helpMenu, run: s.showAbout},
	}
}

func (s *shell) moveRows() []*action {
	row := func(id, title string, run func(), keys ...keystroke) *action {
		return &action{id: id, title: title, keys: keys, enabled: s.onTimeline, run: run}
	}
	return []*action{
		row("move.earlier", "Move to earlier", func() { s.pan(panKey) }, plain(fyne.KeyLeft), char('a')),
		row("move.later", "Move to later", func() { s.pan(-panKey) }, plain(fyne.KeyRight), char('d')),
		row("move.up", "Lanes up", func() { s.scroll(-scrollKey) }, plain(fyne.KeyUp), char('w')),
		row("move.down", "Lanes down", func() { s.scroll(scrollKey) }, plain(fyne.KeyDown), char('s')),
		row("move.page_up", "A page of lanes up", func() { s.scrollPage(-1) }, plain(fyne.KeyPageUp)),
		row("move.page_down", "A page of lanes down", func() { s.scrollPage(1) }, plain(fyne.KeyPageDown)),
		row("move.first", "Go to the earliest statement", func() { s.goToEnd(-1) }, plain(fyne.KeyHome)),
		row("move.last", "Go to the latest statement", func() { s.goToEnd(1) }, plain(fyne.KeyEnd)),
		row("move.next", "Next statement in the lane", func() { s.step(1) }, char('.')),
		row("move.previous", "Previous statement in the lane", func() { s.step(-1) }, char(',')),
	}
}
