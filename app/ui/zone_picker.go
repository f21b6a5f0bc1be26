package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// zonePicker lists time zones; typing narrows the list, Enter takes the marked
// one. Above all others stand the project's and UTC.
type zonePicker struct {
	now     func() time.Time
	project *time.Location
	chosen  func(name string) // "" for the project's
	found   []zoneLine
	field   *textField
	list    *list
	none    *widget.Label
	modal   *modal
	at      int
	keyed   bool // the mark moves by key: nothing is chosen
}

// zoneLine is a line of the list.
type zoneLine struct {
	name, shown string
	project     bool // whatever zone the project has
}

func newZonePicker(now func() time.Time, project *time.Location, chosen func(string)) *zonePicker {
	p := &zonePicker{now: now, project: project, chosen: chosen}
	p.field = newTextField("Tehran, New York, +03:30")
	p.field.OnChanged, p.field.onKey = p.filter, p.key
	p.none = widget.NewLabel("No zone is called that. Try the name of a large city, or +03:30.")
	p.none.Importance = widget.LowImportance
	p.none.Wrapping = fyne.TextWrapWord
	p.list = newList(func() int { return len(p.found) }, newPaletteRow, func(i widget.ListItemID, o fyne.CanvasObject) {
		row := o.(*fyne.Container)
		row.Objects[0].(*widget.Label).SetText(p.found[i].shown)
		row.Objects[1].(*widget.Label).SetText(offsetOf(p.found[i].name, p.now()))
	})
	p.list.OnSelected = func(i widget.ListItemID) {
		if !p.keyed {
			p.take(i)
		}
	}
	return p
}

func (p *zonePicker) body() fyne.CanvasObject {
	say := widget.NewLabel("The axis and the cards are labelled in this zone. Dates stay as they were entered.")
	say.Wrapping, say.Importance = fyne.TextWrapWord, widget.LowImportance
	return container.NewBorder(container.NewVBox(say, p.field), nil, nil, nil, p.list, container.NewVBox(p.none))
}

func (p *zonePicker) filter(typed string) {
	p.found = nil
	if typed == "" {
		p.found = append(p.found, zoneLine{p.project.String(), "as the project: " + p.project.String(), true})
	}
	for _, z := range zoneNames(typed) {
		p.found = append(p.found, zoneLine{name: z, shown: z})
	}
	if len(p.found) == 0 && offsetOf(typed, p.now()) != "" {
		p.found = append(p.found, zoneLine{name: typed, shown: typed})
	}
	p.none.Hidden = len(p.found) > 0
	p.none.Refresh()
	p.list.Refresh()
	p.mark(0)
}

func (p *zonePicker) mark(i int) {
	if len(p.found) == 0 {
		p.list.UnselectAll()
		return
	}
	p.at = min(max(i, 0), len(p.found)-1)
	p.keyed = true
	p.list.Select(p.at)
	p.keyed = false
}

func (p *zonePicker) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape:
		p.modal.close()
	case fyne.KeyDown:
		p.mark(p.at + 1)
	case fyne.KeyUp:
		p.mark(p.at - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.take(p.at)
	default:
		return false
	}
	return true
}

func (p *zonePicker) take(i int) {
	if i < len(p.found) {
		p.modal.close()
		name := p.found[i].name
		if p.found[i].project {
			name = ""
		}
		p.chosen(name)
	}
}
