package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// sheetSection is a part of the sheet of shortcuts.
type sheetSection struct {
	title string
	rows  [][2]string // what, key
}

// sheetSections lists every action that has a key, by menu, and what the mouse
// does.
func sheetSections(rows []*action) []sheetSection {
	var out []sheetSection
	for _, name := range append(append([]menuName{}, menuOrder...), noMenu) {
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
	return append(out, mouseSection)
}

var mouseSection = sheetSection{title: "Mouse", rows: [][2]string{
	{"Scroll the lanes", "Wheel"},
	{"Move in time", "Shift+wheel"},
	{"Zoom at the pointer", "Ctrl+wheel"},
	{"Pan", "Drag"},
	{"Select with a rubber band", "Shift+drag"},
	{"Show only a stretch of time", "Alt+drag"},
	{"Select, add to the selection", "Click, Ctrl+click"},
	{"Collapse or expand a lane", "Double-click its name"},
	{"New statement there", "Double-click in a lane"},
	{"Edit a statement", "Double-click its mark"},
	{"Select what a part of a chart counts", "Click it"},
}}

func (a *action) allKeys() string {
	var keys []string
	for _, k := range a.keys {
		keys = append(keys, k.String())
	}
	return strings.Join(keys, ", ")
}

// showSheet shows the sheet in two columns of about the same length.
func (s *shell) showSheet() {
	sections := sheetSections(s.acts.rows)
	total := 0
	for _, sec := range sections {
		total += len(sec.rows) + 2
	}
	left, right := container.NewVBox(), container.NewVBox()
	n := 0
	for _, sec := range sections {
		col := left
		if n >= total/2 {
			col = right
		}
		n += len(sec.rows) + 2
		col.Add(sectionView(sec))
	}
	var md *modal
	ok := newButton("Close", func() { md.close() })
	md = s.modals.show(dialogSpec{
		name: "sheet", title: "Keys and mouse", size: fyne.NewSize(860, 640),
		body:    container.NewVScroll(container.NewGridWithColumns(2, left, right)),
		buttons: []fyne.CanvasObject{ok},
	})
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
