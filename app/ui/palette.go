package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// matchActions gives the actions that fit what was typed: every word must be
// in the title or the menu's name; those whose title starts with it first.
func matchActions(rows []*action, typed string) []*action {
	words := strings.Fields(strings.ToLower(typed))
	var first, rest []*action
	for _, a := range rows {
		hay := strings.ToLower(string(a.menu) + " " + a.name() + " " + a.title)
		if !containsAll(hay, words) {
			continue
		}
		if len(words) > 0 && strings.HasPrefix(strings.ToLower(a.name()), words[0]) {
			first = append(first, a)
		} else {
			rest = append(rest, a)
		}
	}
	return append(first, rest...)
}

func containsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// showPalette lists every action; typing narrows the list, Enter runs.
func (s *shell) showPalette() {
	p := &commandPalette{rows: s.acts.rows}
	p.field = newTextField("What do you want to do?")
	p.list = newList(func() int { return len(p.found) }, newPaletteRow, p.update)
	p.list.OnSelected = func(i widget.ListItemID) {
		if p.keyed {
			return
		}
		p.run(s.acts, i)
	}
	p.field.OnChanged = p.filter
	p.field.onKey = func(k fyne.KeyName) bool { return p.key(s.acts, k) }
	p.modal = s.modals.show(dialogSpec{
		name: "palette", title: "Commands", focus: p.field, size: fyne.NewSize(540, 460),
		body: container.NewBorder(p.field, nil, nil, nil, p.list),
	})
	p.filter("")
}

type commandPalette struct {
	rows, found []*action
	field       *textField
	list        *list
	modal       *modal
	at          int
	keyed       bool // the selection moves by key: do not run
}

func newPaletteRow() fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, widget.NewLabel(""), widget.NewLabel(""))
}

func (p *commandPalette) update(i widget.ListItemID, o fyne.CanvasObject) {
	row := o.(*fyne.Container)
	a := p.found[i]
	title, key := row.Objects[0].(*widget.Label), row.Objects[1].(*widget.Label)
	title.Importance, key.Importance = widget.MediumImportance, widget.LowImportance
	if !a.can() {
		title.Importance = widget.LowImportance
	}
	title.SetText(a.name())
	key.SetText(a.key())
}

func (p *commandPalette) filter(typed string) {
	p.found = matchActions(p.rows, typed)
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

func (p *commandPalette) key(t *actions, k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape:
		p.modal.close()
	case fyne.KeyDown:
		p.mark(p.at + 1)
	case fyne.KeyUp:
		p.mark(p.at - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.run(t, p.at)
	default:
		return false
	}
	return true
}

func (p *commandPalette) run(t *actions, i int) {
	if i < 0 || i >= len(p.found) || !p.found[i].can() {
		return
	}
	a := p.found[i]
	p.modal.close()
	t.runAction(a)
}
