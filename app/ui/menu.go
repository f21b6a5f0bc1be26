package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
)

// menus makes the window's menu from the table of actions and keeps its labels
// true. The library rebuilds the whole bar at each refresh and closes an open
// menu, so it is refreshed only when a label, a tick or a grey did change.
type menus struct {
	main    *fyne.MainMenu
	table   *actions
	items   map[string]*fyne.MenuItem
	recent  *fyne.MenuItem
	printed string
}

func newMenus(t *actions) *menus {
	m := &menus{table: t, items: map[string]*fyne.MenuItem{}}
	var bar []*fyne.Menu
	for _, name := range menuOrder {
		bar = append(bar, m.menu(name))
	}
	m.main = fyne.NewMainMenu(bar...)
	m.update()
	m.printed = m.fingerprint()
	return m
}

func (m *menus) menu(name menuName) *fyne.Menu {
	menu := fyne.NewMenu(string(name))
	group := -1
	for _, a := range m.table.rows {
		if a.menu != name {
			continue
		}
		if group >= 0 && a.group != group {
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		}
		group = a.group
		menu.Items = append(menu.Items, m.item(a))
		if a.id == "file.open" {
			m.recent = fyne.NewMenuItem("Recent", nil)
			m.recent.ChildMenu = fyne.NewMenu("")
			menu.Items = append(menu.Items, m.recent)
		}
	}
	return menu
}

func (m *menus) item(a *action) *fyne.MenuItem {
	item := fyne.NewMenuItem(a.title, func() { m.table.runAction(a) })
	item.IsQuit = a.id == "file.quit"
	if len(a.keys) > 0 {
		item.Shortcut = shownShortcut{a.keys[0]}
		if a.keys[0].global() && !a.fieldFirst {
			item.Shortcut = a.keys[0].shortcut()
		}
	}
	m.items[a.id] = item
	return item
}

// setRecent puts the projects that were open lately into the File menu.
func (m *menus) setRecent(paths []string, open func(string)) {
	m.recent.ChildMenu.Items = nil
	for _, p := range paths {
		m.recent.ChildMenu.Items = append(m.recent.ChildMenu.Items,
			fyne.NewMenuItem(shortPath(p), func() { open(p) }))
	}
	m.recent.Disabled = len(paths) == 0
}

// refresh brings the menu up to date with the state of the window.
func (m *menus) refresh() {
	m.update()
	if p := m.fingerprint(); p != m.printed {
		m.printed = p
		m.main.Refresh()
	}
}

func (m *menus) update() {
	for _, a := range m.table.rows {
		item := m.items[a.id]
		if item == nil {
			continue
		}
		item.Label, item.Disabled = a.name(), !a.can()
		item.Checked = a.checked != nil && a.checked()
	}
}

func (m *menus) fingerprint() string {
	var b strings.Builder
	for _, menu := range m.main.Items {
		for _, i := range menu.Items {
			fmt.Fprintf(&b, "%s|%v|%v\n", i.Label, i.Disabled, i.Checked)
		}
	}
	for _, i := range m.recent.ChildMenu.Items {
		b.WriteString(i.Label + "\n")
	}
	return b.String()
}
