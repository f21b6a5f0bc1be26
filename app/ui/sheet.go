package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// The sheet says every key and what the mouse does. Keys of actions come from
// the table of actions by themselves. Keys and gestures that are no actions (of
// the entry form, of a reader, of a table) are told by a sheetSection that
// stands beside the code that answers them, and is named in otherSections
// below: one line for each.
var otherSections = []sheetSection{everywhereKeys, tableKeys, paletteKeys, mouseKeys}

// sheetSection is a part of the sheet.
type sheetSection struct {
	title string
	rows  [][2]string // what, key or gesture
}

var everywhereKeys = sheetSection{title: "Everywhere", rows: [][2]string{
	{"To the next thing, to the one before", "Tab, Shift+Tab"},
	{"To the next part of the window, to the one before", "F6, Shift+F6"},
	{"Press what has the keyboard", "Space, Enter"},
	{"Answer a dialog, close it", "Enter, Esc"},
	{"Open the menu", "Alt"},
}}

var paletteKeys = sheetSection{title: "Commands (Ctrl+K)", rows: [][2]string{
	{"Mark a command", "Up, Down"},
	{"Run it", "Enter"},
}}

var mouseKeys = sheetSection{title: "Mouse", rows: [][2]string{
	{"Scroll the lanes", "Wheel"},
	{"Move in time", "Shift+wheel"},
	{"Zoom at the pointer", "Ctrl+wheel"},
	{"Pan", "Drag"},
	{"Move a lane", "Drag its name"},
	{"Hang a lane below another", "Ctrl+drag its name"},
	{"Give an undated statement a date", "Drag it from the tray"},
	{"Leave what is dragged as it was", "Esc"},
	{"Select with a rubber band", "Shift+drag"},
	{"Show only a stretch of time", "Alt+drag"},
	{"Select, add to the selection", "Click, Ctrl+click"},
	{"Copy what is selected as text", "Ctrl+C"},
	{"What can be done with a thing", "Right click"},
	{"Collapse or expand a lane", "Double-click its name"},
	{"New statement there", "Double-click in a lane"},
	{"Edit a statement", "Double-click its mark"},
	{"Select what a part of a chart counts", "Click it"},
}}

// sheetSections lists every action that has a key, by menu, and what else keys
// and mouse do.
func sheetSections(rows []*action) []sheetSection {
	var out []sheetSection
	for _, name := range append(slices.Clone(menuOrder), noMenu) {
		sec := sheetSection{title: string(name)}
		if name == noMenu {
			sec.title = moveSection
		}
		for _, a := range rows {
			if a.menu == name && len(a.keys) > 0 {
				sec.rows = append(sec.rows, [2]string{a.title, a.allKeys()})
			}
		}
		if len(sec.rows) > 0 {
			out = append(out, sec)
		}
	}
	return append(out, otherSections...)
}

func (a *action) allKeys() string {
	var keys []string
	for _, k := range a.keys {
		keys = append(keys, k.String())
	}
	return strings.Join(keys, ", ")
}

// matchSections keeps the rows in which every typed word stands, in the row
// itself or its section's title.
func matchSections(all []sheetSection, typed string) (out []sheetSection) {
	words := strings.Fields(strings.ToLower(typed))
	for _, sec := range all {
		kept := sheetSection{title: sec.title}
		for _, r := range sec.rows {
			if containsAll(strings.ToLower(sec.title+" "+r[0]+" "+r[1]), words) {
				kept.rows = append(kept.rows, r)
			}
		}
		if len(kept.rows) > 0 {
			out = append(out, kept)
		}
	}
	return out
}

func containsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// columns shares sections out to two columns of about the same length.
func columns(sections []sheetSection) (left, right []sheetSection) {
	total := 0
	for _, sec := range sections {
		total += len(sec.rows) + 2
	}
	n := 0
	for i, sec := range sections {
		rows := len(sec.rows) + 2
		if n > 0 && 2*n+rows > total {
			return sections[:i], sections[i:]
		}
		n += rows
	}
	return sections, nil
}

// keySheet is the sheet as a dialog: what is typed narrows it.
type keySheet struct {
	all    []sheetSection
	field  *textField
	grid   *fyne.Container
	scroll *container.Scroll
	modal  *modal
}

// showSheet opens the sheet.
func (s *shell) showSheet() {
	k := &keySheet{all: sheetSections(s.acts.rows), field: newTextField("Find a key or what it does")}
	k.grid = container.NewGridWithColumns(2)
	k.scroll = container.NewVScroll(k.grid)
	k.field.OnChanged = k.show
	k.field.onKey = k.key
	k.show("")
	k.modal = s.modals.show(dialogSpec{
		name: "sheet", title: "Keys and mouse", size: fyne.NewSize(920, 660), focus: k.field,
		body:    container.NewBorder(k.field, nil, nil, nil, k.scroll),
		buttons: []fyne.CanvasObject{newButton("Close", func() { k.modal.close() })},
	})
}

// show lists what fits.
func (k *keySheet) show(typed string) {
	found := matchSections(k.all, typed)
	k.grid.RemoveAll()
	if len(found) == 0 {
		k.grid.Add(widget.NewLabel("No key does that. Ctrl+K lists every command."))
	} else {
		left, right := columns(found)
		k.grid.Add(columnView(left))
		k.grid.Add(columnView(right))
	}
	k.scroll.ScrollToTop()
	k.scroll.Refresh()
}

// key scrolls with the keyboard still in the field.
func (k *keySheet) key(name fyne.KeyName) bool {
	by := map[fyne.KeyName]float32{
		fyne.KeyDown: 40, fyne.KeyUp: -40, fyne.KeyPageDown: k.scroll.Size().Height, fyne.KeyPageUp: -k.scroll.Size().Height,
	}[name]
	switch {
	case by != 0:
		k.scroll.ScrollToOffset(fyne.NewPos(0, k.scroll.Offset.Y+by))
	case name == fyne.KeyEscape || name == fyne.KeyReturn || name == fyne.KeyEnter:
		k.modal.close()
	default:
		return false
	}
	return true
}

func columnView(sections []sheetSection) fyne.CanvasObject {
	col := container.NewVBox()
	for _, sec := range sections {
		col.Add(sectionView(sec))
	}
	return col
}

func sectionView(sec sheetSection) fyne.CanvasObject {
	var what, keys strings.Builder
	for i, r := range sec.rows {
		if i > 0 {
			what.WriteByte('\n')
			keys.WriteByte('\n')
		}
		what.WriteString(r[0])
		keys.WriteString(r[1])
	}
	title := widget.NewLabelWithStyle(sec.title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	k := widget.NewLabel(keys.String())
	k.Importance = widget.HighImportance
	return container.NewVBox(title, container.NewHBox(container.NewBorder(nil, nil, widget.NewLabel(what.String()), nil, k)))
}
