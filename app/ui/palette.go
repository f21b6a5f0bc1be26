package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// commandPalette lists every action; typing narrows the list, Enter runs the
// marked one. What cannot be done now stands at the end and says why.
type commandPalette struct {
	acts   *actions
	recent []string  // ids, the latest first
	more   []*action // of the moment: saved views
	found  []*action
	field  *textField
	list   *list
	none   *widget.Label
	modal  *modal
	at     int
	keyed  bool // the selection moves by key: do not run
}

func newCommandPalette(acts *actions, recent []string) *commandPalette {
	p := &commandPalette{acts: acts, recent: recent}
	p.field = newTextField("What do you want to do?")
	p.none = widget.NewLabel("No command is called that. Try a shorter word.")
	p.none.Importance = widget.LowImportance
	p.list = newList(func() int { return len(p.found) }, newPaletteRow, p.update)
	p.list.OnSelected = func(i widget.ListItemID) {
		if !p.keyed {
			p.run(i)
		}
	}
	p.field.OnChanged = p.filter
	p.field.onKey = p.key
	return p
}

// showPalette opens the palette.
func (s *shell) showPalette() {
	p := newCommandPalette(s.acts, s.settings.commands())
	p.more = s.viewCommands()
	p.modal = s.modals.show(dialogSpec{
		name: "palette", title: "Commands", focus: p.field, size: fyne.NewSize(620, 480),
		body: container.NewBorder(p.field, nil, nil, nil, p.list, container.NewVBox(p.none)),
	})
	p.filter("")
}

func newPaletteRow() fyne.CanvasObject {
	title := widget.NewLabel("")
	title.Truncation = fyne.TextTruncateEllipsis
	return container.NewBorder(nil, nil, nil, widget.NewLabel(""), title)
}

// update fills a line: what it is called and its key, or why it cannot be done.
func (p *commandPalette) update(i widget.ListItemID, o fyne.CanvasObject) {
	row := o.(*fyne.Container)
	a := p.found[i]
	title, key := row.Objects[0].(*widget.Label), row.Objects[1].(*widget.Label)
	title.Importance, key.Importance = widget.MediumImportance, widget.LowImportance
	text, side := a.place(), a.key()
	if a.checked != nil && a.checked() {
		text += "  (on)"
	}
	if !a.can() {
		title.Importance, side = widget.LowImportance, p.acts.reason(a)
	}
	title.SetText(text)
	key.SetText(side)
}

// place is the action's name after that of its submenu: "Links: All links".
func (a *action) place() string {
	if a.sub == "" {
		return a.name()
	}
	return a.sub + ": " + a.name()
}

func (p *commandPalette) filter(typed string) {
	p.found = matchActions(slices.Concat(p.acts.rows, p.more), typed, p.recent)
	p.none.Hidden = len(p.found) > 0
	p.none.Refresh()
	p.list.Refresh()
	p.mark(0)
}

func (p *commandPalette) mark(i int) {
	if len(p.found) == 0 {
		p.list.UnselectAll()
		return
	}
	p.at = min(max(i, 0), len(p.found)-1)
	p.keyed = true
	p.list.Select(p.at)
	p.keyed = false
}

// pageOfCommands is how many lines Page Up and Page Down pass.
const pageOfCommands = 10

func (p *commandPalette) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape:
		p.modal.close()
	case fyne.KeyDown:
		p.mark(p.at + 1)
	case fyne.KeyUp:
		p.mark(p.at - 1)
	case fyne.KeyPageDown:
		p.mark(p.at + pageOfCommands)
	case fyne.KeyPageUp:
		p.mark(p.at - pageOfCommands)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.run(p.at)
	default:
		return false
	}
	return true
}

func (p *commandPalette) run(i int) {
	if i < 0 || i >= len(p.found) || !p.found[i].can() {
		return
	}
	a := p.found[i]
	p.modal.close()
	p.acts.runAction(a)
}

// maxCommands is how many commands are remembered as used lately.
const maxCommands = 8

// commands are the ids of the commands that were used lately, the latest first.
func (s settings) commands() []string { return s.p.StringList("commands") }

// addCommand puts a command at the front of the list. Moves and zooms are left
// out: they are made by key, and many at a time.
func (s settings) addCommand(a *action) {
	if a.menu == noMenu || a.id == "edit.palette" || a.id == "file.quit" || len(s.commands()) > 0 && s.commands()[0] == a.id {
		return
	}
	ids := slices.DeleteFunc(slices.Clone(s.commands()), func(id string) bool { return id == a.id })
	ids = slices.Insert(ids, 0, a.id)
	s.p.SetStringList("commands", ids[:min(len(ids), maxCommands)])
}
