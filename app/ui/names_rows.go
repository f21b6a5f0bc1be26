package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
)

// Aliases and roles of an actor: a line for each, and an empty one at the end
// in which the next is typed.

// actorShape changes when lines of aliases or roles come or go.
func actorShape(l *app.Lists, id storage.ID) string {
	a, _ := l.Actor(id)
	return fmt.Sprint("actor ", len(a.Aliases), " ", rolesOf(l, id))
}

// rolesOf gives the ids of an actor's affiliations.
func rolesOf(l *app.Lists, id storage.ID) (ids []storage.ID) {
	for _, r := range l.Affiliations {
		if r.Actor == id {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// removeButton takes a line away.
func removeButton(tapped func()) *button {
	b := newIconButton("", theme.ContentClearIcon(), tapped)
	b.Importance = lowImportance
	return b
}

func (d *nameDetail) aliasRows() {
	a, _ := d.lists().Actor(d.id)
	box := container.NewVBox()
	box.Layout = rows{}
	for i := range len(a.Aliases) + 1 {
		box.Add(d.aliasRow(d.id, i))
	}
	d.add("aliases", "Aliases", box)
}

// aliasRow is the line of alias i; that behind the last makes a new one.
func (d *nameDetail) aliasRow(id storage.ID, i int) fyne.CanvasObject {
	alias := func(l *app.Lists) storage.Alias {
		a, _ := l.Actor(id)
		if i < len(a.Aliases) {
			return a.Aliases[i]
		}
		return storage.Alias{}
	}
	name := d.line(1, func(l *app.Lists) string { return alias(l).Name }, func(text string) { d.putAlias(id, i, text) })
	name.SetPlaceHolder("another spelling or script")
	lang := d.line(1, func(l *app.Lists) string { return alias(l).Lang }, func(text string) {
		d.change("Change language of alias", id, func(a *storage.Actor) {
			if i < len(a.Aliases) {
				a.Aliases[i].Lang = strings.TrimSpace(text)
			}
		})
	})
	lang.SetPlaceHolder("fa, ar")
	remove := removeButton(func() { d.putAlias(id, i, "") })
	if i >= len(d.actor(id).Aliases) {
		lang.Disable()
		remove.Disable()
	}
	right := container.NewHBox(container.NewGridWrap(fyne.NewSize(64, name.MinSize().Height), lang), remove)
	below := newRightOrder(&name.Entry, d.shell.palette)
	d.fills = append(d.fills, below.follow)
	return container.NewBorder(nil, below.textBlock, nil, right, name)
}

func (d *nameDetail) actor(id storage.ID) storage.Actor {
	a, _ := d.lists().Actor(id)
	return a
}

// putAlias adds, changes or, with an empty name, removes alias i.
func (d *nameDetail) putAlias(id storage.ID, i int, text string) {
	text = strings.TrimSpace(text)
	step := "Change alias"
	switch n := len(d.actor(id).Aliases); {
	case i >= n && text == "":
		return
	case i >= n:
		step = "Add alias"
	case text == "":
		step = "Delete alias"
	}
	d.change(step, id, func(a *storage.Actor) {
		switch {
		case i >= len(a.Aliases):
			a.Aliases = append(a.Aliases, storage.Alias{Name: text, Lang: scriptLang(text)})
		case text == "":
			a.Aliases = slices.Delete(slices.Clone(a.Aliases), i, i+1)
		default:
			a.Aliases = slices.Clone(a.Aliases)
			a.Aliases[i].Name = text
		}
	})
}

// scriptLang guesses the language of a name where its letters leave no doubt:
// letters that Persian has and Arabic lacks, and Hebrew.
func scriptLang(name string) string {
	switch {
	case strings.ContainsAny(name, "پچژگکی"):
		return "fa"
	case strings.ContainsAny(name, "يكةىأإ"):
		return "ar"
	case strings.ContainsFunc(name, func(r rune) bool { return r >= 'א' && r <= 'ת' }):
		return "he"
	}
	return ""
}

func (d *nameDetail) roleRows() {
	box := container.NewVBox()
	for _, id := range append(rolesOf(d.lists(), d.id), 0) {
		box.Add(d.roleRow(d.id, id))
	}
	d.add("roles", "Roles", box)
}

// role gives an affiliation as it is now; a new one for id 0.
func (d *nameDetail) role(actor, id storage.ID) storage.Affiliation {
	for _, r := range d.lists().Affiliations {
		if r.ID == id {
			return r
		}
	}
	return storage.Affiliation{Actor: actor}
}

// roleRow is the line of an affiliation: role, organisation, period.
func (d *nameDetail) roleRow(actor, id storage.ID) fyne.CanvasObject {
	put := func(fn func(*storage.Affiliation) error) {
		r := d.role(actor, id)
		if err := fn(&r); err != nil {
			d.say(err)
			return
		}
		d.shell.session.PutAffiliation(r, d.done)
	}
	role := d.line(1, func(*app.Lists) string { return d.role(actor, id).Role },
		func(text string) {
			put(func(r *storage.Affiliation) error { r.Role = strings.TrimSpace(text); return nil })
		})
	role.SetPlaceHolder("spokeswoman, minister …")
	if id == 0 {
		return role
	}
	of := newCompletionEntry(d.list, d.finder(app.ActorNames, actor))
	of.SetPlaceHolder("of which organisation")
	d.wire(&of.typing, func() string { return of.Text }, of.set, of,
		func(l *app.Lists) string { return l.ActorName(d.role(actor, id).Organization) }, func(text string) {
			put(func(r *storage.Affiliation) (err error) { r.Organization, err = d.organisation(text); return err })
		})
	of.chosen = func(suggestion) { callIf(of.enter) }
	when := d.line(1, func(*app.Lists) string { return periodText(d.role(actor, id)) }, func(text string) {
		put(func(r *storage.Affiliation) (err error) { r.Period, err = d.shell.session.ReadPeriod(text); return err })
	})
	when.SetPlaceHolder("when: since 2013, 2013/2016")
	meant := widget.NewLabel("")
	meant.SizeName, meant.Importance = theme.SizeNameCaptionText, lowImportance
	d.fills = append(d.fills, func() {
		p := d.role(actor, id).Period
		meant.SetText(p.Label())
		meant.Hidden = p.IsZero()
	})
	remove := removeButton(func() { d.shell.session.DeleteAffiliation(id, d.done) })
	return container.NewVBox(container.NewBorder(nil, nil, nil, remove, container.NewGridWithColumns(2, role, of)), when, meant)
}

func (d *nameDetail) organisation(text string) (storage.ID, error) {
	id, ok := findName(d.lists(), app.ActorNames, text)
	if !ok {
		return 0, &app.FieldError{Field: "organization", Message: "There is no actor “" + text + "”; choose one of the list, or make it first (Ins)."}
	}
	return id, nil
}

func periodText(r storage.Affiliation) string {
	if r.Period.Wording != "" {
		return r.Period.Wording
	}
	return r.Period.EDTF
}
