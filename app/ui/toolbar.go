package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// toolbar is the row of buttons above the timeline; each button is an action.
type toolbar struct {
	acts    *actions
	tips    *tips
	bar     *fyne.Container
	buttons map[string]*button
}

const searchWidth = 260

func newToolbar(t *actions, tips *tips, search, chips fyne.CanvasObject, filter func(at fyne.CanvasObject)) *toolbar {
	b := &toolbar{acts: t, tips: tips, buttons: map[string]*button{}}
	var funnel *button
	funnel = newIconButton("Filter", theme.MenuDropDownIcon(), func() { filter(funnel) })
	funnel.IconPlacement = widget.ButtonIconTrailingText
	funnel.Importance = widget.LowImportance
	funnel.tip.set(tips, func() string { return "Show only some of the statements" })
	add := b.button("statement.new", "New statement", theme.ContentAddIcon())
	add.Importance = widget.HighImportance
	left := container.NewHBox(
		b.quiet("edit.undo", theme.ContentUndoIcon()), b.quiet("edit.redo", theme.ContentRedoIcon()),
		widget.NewSeparator(),
		container.NewCenter(container.NewGridWrap(fyne.NewSize(searchWidth, search.MinSize().Height), search)),
		funnel,
	)
	right := container.NewHBox(
		add,
		b.labelled("view.fit", "Fit", theme.ZoomFitIcon()),
		b.labelled("file.export", "Export", theme.DownloadIcon()),
		b.quiet("view.inspector", theme.InfoIcon()),
	)
	line := canvas.NewLine(theme.Color(theme.ColorNameSeparator))
	row := container.New(layout.NewCustomPaddedLayout(4, 5, 6, 6), container.New(layout.NewBorderLayout(nil, nil, left, right), left, chips, right)) // in the order of Tab
	b.bar = rowsAround(row, row, line)
	return b
}

func (b *toolbar) button(id, text string, icon fyne.Resource) *button {
	w := newIconButton(text, icon, func() { b.acts.do(id) })
	w.tip.set(b.tips, b.acts.tip(id))
	b.buttons[id] = w
	return w
}

func (b *toolbar) quiet(id string, icon fyne.Resource) *button {
	return b.labelled(id, "", icon)
}

func (b *toolbar) labelled(id, text string, icon fyne.Resource) *button {
	w := b.button(id, text, icon)
	w.Importance = widget.LowImportance
	return w
}

// refresh greys out what cannot be done now.
func (b *toolbar) refresh() {
	for id, w := range b.buttons {
		can := b.acts.byID[id].can()
		switch {
		case can && w.Disabled():
			w.Enable()
		case !can && !w.Disabled():
			w.Disable()
		}
	}
}
