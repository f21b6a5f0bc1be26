package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// managedList is the list of a manager: it draws only the lines that are seen.
// Up and Down walk it, Left and Right close and open, Space marks a line for a
// merge; letters go to the box in which one types to find.
type managedList struct {
	list
	kind    app.NameKind
	rows    []managedRow
	current storage.ID
	marked  map[storage.ID]bool

	chosen func(id storage.ID) // another line is the current one; 0 none
	toggle func(id storage.ID) // opens or closes a parent
	typed  func(r rune)        // a letter
	other  func(fyne.KeyName) bool
}

func newManagedList(palette func() paint.Palette) *managedList {
	l := &managedList{marked: map[storage.ID]bool{}}
	l.Length = func() int { return len(l.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newManagedRowView(palette) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { l.fill(i, o.(*managedRowView)) }
	l.OnSelected = func(i widget.ListItemID) { l.reach(i) }
	l.onKey = l.walk
	l.ExtendBaseWidget(l)
	return l
}

func (l *managedList) fill(i int, v *managedRowView) {
	if i >= len(l.rows) {
		return
	}
	row := l.rows[i]
	v.set(l.kind, row, l.marked[row.id])
	v.open.tapped = func() { l.toggle(row.id) }
	v.marking.tapped = func() { l.mark(row.id) }
}

// show lists other lines; the current record stays so if it is among them.
func (l *managedList) show(kind app.NameKind, rows []managedRow) {
	l.kind, l.rows = kind, rows
	at := l.at()
	l.UnselectAll()
	l.Refresh()
	if at >= 0 {
		l.Select(at)
	}
}

// at is the line of the current record, -1 when it is not listed.
func (l *managedList) at() int {
	for i, r := range l.rows {
		if r.id == l.current {
			return i
		}
	}
	return -1
}

// reach makes a line the current one.
func (l *managedList) reach(i int) {
	if i < 0 || i >= len(l.rows) || l.rows[i].id == l.current {
		return
	}
	l.current = l.rows[i].id
	l.chosen(l.current)
}

// step goes some lines on, to the ends at most.
func (l *managedList) step(by int) {
	if len(l.rows) == 0 {
		return
	}
	l.Select(min(max(l.at()+by, 0), len(l.rows)-1))
}

// page is how many lines a page is.
func (l *managedList) page() int {
	return max(1, int(l.Size().Height/(newManagedRowView(nil).MinSize().Height+4))-1)
}

func (l *managedList) mark(id storage.ID) {
	if l.marked[id] {
		delete(l.marked, id)
	} else if id != 0 {
		l.marked[id] = true
	}
	l.Refresh()
}

// walk takes the keys of the list.
func (l *managedList) walk(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyPageUp:
		l.step(-l.page())
	case fyne.KeyPageDown:
		l.step(l.page())
	case fyne.KeyHome:
		l.step(-len(l.rows))
	case fyne.KeyEnd:
		l.step(len(l.rows))
	case fyne.KeySpace:
		l.mark(l.current)
		l.step(1)
	case fyne.KeyLeft, fyne.KeyRight:
		l.side(k == fyne.KeyRight)
	default:
		return l.other(k)
	}
	return true
}

// TypedKey walks the list or hands the key on.
func (l *managedList) TypedKey(e *fyne.KeyEvent) {
	if l.hand(l, e) {
		l.List.TypedKey(e)
	}
}

// side opens or closes the current line; a closed one leads to its parent, an
// open one to the first below it.
func (l *managedList) side(right bool) {
	i := l.at()
	if i < 0 {
		return
	}
	row := l.rows[i]
	switch {
	case row.parent && row.open != right:
		l.toggle(row.id)
	case right && row.parent:
		l.step(1)
	case !right:
		for j := i - 1; j >= 0; j-- {
			if l.rows[j].depth < row.depth {
				l.Select(j)
				return
			}
		}
	}
}

// TypedRune takes letters.
func (l *managedList) TypedRune(r rune) {
	if r != ' ' {
		l.typed(r)
	}
}
