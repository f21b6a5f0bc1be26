package ui

import (
	"fyne.io/fyne/v2"
)

// Keys and gestures of the table, for the sheet.
var tableKeys = sheetSection{title: "Table", rows: [][2]string{
	{"Another row, another column", "Arrows"},
	{"Select from row to row", "Shift+Up, Shift+Down, Shift+click"},
	{"Add a row to the selection, take it out", "Ctrl+click, Space"},
	{"First row, last row", "Home, End"},
	{"A page of rows", "Page Up, Page Down"},
	{"Edit the cell, or the statement where a cell cannot be edited", "Enter, F2, Double-click"},
	{"In a cell: save and go down, to the right, take back", "Enter, Tab, Esc"},
	{"Copy the selected rows, paste into the column downwards", "Ctrl+C, Ctrl+V"},
	{"Show the selection on the timeline", "F"},
	{"To the header", "Up in the first row"},
	{"In the header: sort by the column, after the others", "Enter, Shift+Enter"},
	{"In the header: move, narrower or wider", "Shift+Left, Shift+Right, - and +"},
	{"Sort; move a column; its width", "Click, drag its name, drag its edge"},
}}

func (t *tableView) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil && c.Focused() != fyne.Focusable(t) {
		c.Focus(t)
	}
}

// AcceptsTab is false: Tab leaves the table.
func (t *tableView) AcceptsTab() bool { return false }

// FocusGained shows the cursor in the accent.
func (t *tableView) FocusGained() { t.focused = true; t.refresh() }

// FocusLost shows it pale.
func (t *tableView) FocusLost() { t.focused = false; t.refresh() }

// TypedShortcut takes what the table has a use for; others are the window's.
func (t *tableView) TypedShortcut(s fyne.Shortcut) {
	if t.on.shortcut(s) {
		return
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(t).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// TypedKey moves the cursor or hands the key on.
func (t *tableView) TypedKey(e *fyne.KeyEvent) {
	k := plain(e.Name)
	if t.mods()&fyne.KeyModifierShift != 0 {
		k.mod = fyne.KeyModifierShift
	}
	if t.row == headerRow && t.headKey(k) || t.move(k) {
		return
	}
	t.on.key(k)
}

// TypedRune runs the action of a character.
func (t *tableView) TypedRune(r rune) {
	switch {
	case r == ' ' && t.current() != 0:
		t.anchor = t.row
		t.on.choose(t.row, t.row, chooseToggle)
	case t.row == headerRow && (r == '+' || r == '=') && len(t.cols) > 0:
		t.setWidth(t.col, t.cols[t.col].Width+columnStep)
		t.on.columns()
	case t.row == headerRow && r == '-' && len(t.cols) > 0:
		t.setWidth(t.col, t.cols[t.col].Width-columnStep)
		t.on.columns()
	case r != ' ':
		t.on.key(char(r))
	}
}

// headKey takes the keys of the header.
func (t *tableView) headKey(k keystroke) bool {
	shifted := k.mod == fyne.KeyModifierShift
	switch {
	case len(t.cols) == 0:
		return false
	case k.key == fyne.KeyReturn || k.key == fyne.KeyEnter:
		t.on.sort(t.col, shifted)
	case k.key == fyne.KeyLeft && shifted:
		t.shift(t.col, t.col-1)
	case k.key == fyne.KeyRight && shifted:
		t.shift(t.col, t.col+2)
	default:
		return false
	}
	return true
}

// move takes the keys that move the cursor.
func (t *tableView) move(k keystroke) bool {
	page := max(1, int(t.seenRows())-1)
	to := t.row
	switch k.key {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyPageUp:
		to = max(0, to-page)
	case fyne.KeyPageDown:
		to += page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(t.rows) - 1
	case fyne.KeyLeft:
		t.col--
	case fyne.KeyRight:
		t.col++
	default:
		return false
	}
	t.clamp()
	t.goTo(to, k.mod == fyne.KeyModifierShift)
	return true
}

// goTo puts the cursor on a row and selects it; stretch selects all from the
// anchor on. Above the first row is the header.
func (t *tableView) goTo(row int, stretch bool) {
	row = min(max(row, headerRow), len(t.rows)-1)
	if stretch {
		row = max(row, 0)
	}
	if row == t.row || row == headerRow || len(t.rows) == 0 {
		t.row = row
		t.reveal()
		return
	}
	t.row = row
	if !stretch || t.anchor < 0 {
		t.anchor = row
	}
	t.on.choose(t.anchor, row, chooseOnly)
	t.reveal()
}
