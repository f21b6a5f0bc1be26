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
	recent  *fyne.Menu
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
	subs := map[string]*fyne.Menu{}
	group := 0
	for _, a := range m.table.rows {
		if a.menu != name {
			continue
		}
		if len(menu.Items) > 0 && a.group != group {
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		}
		group = a.group
		into := menu
		if a.sub != "" {
			if subs[a.sub] == nil {
				subs[a.sub] = addSub(menu, a.sub)
			}
			into = subs[a.sub]
		}
		into.Items = append(into.Items, m.item(a))
		if a.id == "file.open" {
			m.recent = addSub(menu, "Recent")
		}
	}
	return menu
}

// addSub adds a menu that opens beside its line.
func addSub(menu *fyne.Menu, title string) *fyne.Menu {
	child := fyne.NewMenu("")
	menu.Items = append(menu.Items, &fyne.MenuItem{Label: title, ChildMenu: child})
	return child
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
	m.recent.Items = nil
	for _, p := range paths {
		m.recent.Items = append(m.recent.Items, fyne.NewMenuItem(shortPath(p), func() { open(p) }))
	}
	if len(paths) == 0 {
		m.recent.Items = []*fyne.MenuItem{{Label: "No other project was open yet", Disabled: true}}
	}
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
		printMenu(&b, menu)
	}
	return b.String()
}

func printMenu(b *strings.Builder, menu *fyne.Menu) {
	for _, i := range menu.Items {
		fmt.Fprintf(b, "%s|%v|%v\n", i.Label, i.Disabled, i.Checked)
		if i.ChildMenu != nil {
			printMenu(b, i.ChildMenu)
		}
	}
}
