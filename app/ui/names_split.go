package ui

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/names"
	"saywhen/storage/sqlite"
)

// splitDialog asks which aliases and statements of an actor are another's.
type splitDialog struct {
	*shell
	actor      storage.Actor
	name       *textField
	aliases    map[string]bool
	statements []storage.Statement
	chosen     map[storage.ID]bool
	list       *splitList
	wrong      *widget.Label
	md         *modal
}

// askSplit reads the statements of the current actor first.
func (s *shell) askSplit() {
	session := s.session
	a, _ := session.Lists().Actor(s.names.list.current)
	d := &splitDialog{shell: s, actor: a, aliases: map[string]bool{}, chosen: map[storage.ID]bool{}, wrong: newWrong()}
	session.Read(func(ctx context.Context, f *sqlite.File) error {
		ids, err := f.StatementsWith(ctx, a.ID)
		if err == nil {
			d.statements, err = f.StatementsOf(ctx, ids)
		}
		return err
	}, func(err error) {
		switch {
		case s.session != session:
		case err != nil:
			s.fail("The statements were not read", err)
		default:
			d.show()
		}
	})
}

func (d *splitDialog) show() {
	d.name = newTextField("name of the new actor")
	d.name.onKey = dialogKeys(d.shell)
	box := container.NewVBox(wrapped("What is not of “"+shorten(d.actor.Name, 60)+"” goes to a new actor of the same kind, in the same place of the tree."), d.name)
	for _, alias := range d.actor.Aliases {
		box.Add(newCheck("alias “"+alias.Name+"”", func(on bool) { d.aliases[alias.Name] = on }))
	}
	d.list = newSplitList(d)
	box.Add(widget.NewLabel("Statements (Space chooses):"))
	body := container.NewBorder(box, d.wrong, nil, nil, d.list)
	d.md = d.namesDialog("name_split", "Split an actor", newCompletionList(d.palette), body, d.name, 520, "Split", func(*modal) { d.split() })
}

func (d *splitDialog) split() {
	var aliases []string
	var ids []storage.ID
	for _, a := range d.actor.Aliases {
		if d.aliases[a.Name] {
			aliases = append(aliases, a.Name)
		}
	}
	for _, st := range d.statements {
		if d.chosen[st.ID] {
			ids = append(ids, st.ID)
		}
	}
	var part storage.ID
	answered(d.md, d.wrong, func(done func(error)) {
		d.session.SplitActor(d.actor.ID, d.name.Text, aliases, ids, func(id storage.ID, err error) { part = id; done(err) })
	}, func() {
		d.goToName(part)
		d.toasts.say("Split: " + count(len(ids), "statement") + " moved. Ctrl+Z takes it back.")
	})
}

// splitList lists the statements with a tick each.
type splitList struct {
	list
	d *splitDialog
}

func newSplitList(d *splitDialog) *splitList {
	l := &splitList{d: d}
	l.Length = func() int { return len(d.statements) }
	l.CreateItem = func() fyne.CanvasObject {
		return container.NewBorder(nil, nil, widget.NewIcon(theme.CheckButtonIcon()), nil, newTextBlock(d.palette))
	}
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		c := o.(*fyne.Container)
		icon := theme.CheckButtonIcon()
		if d.chosen[d.statements[i].ID] {
			icon = theme.CheckButtonCheckedIcon()
		}
		c.Objects[1].(*widget.Icon).SetResource(icon)
		c.Objects[0].(*textBlock).set(paragraph{text: d.line(d.statements[i]), size: 13, style: charts.StyleText, maxLines: 1})
	}
	l.OnSelected = func(i widget.ListItemID) { l.toggle(i); l.UnselectAll() }
	l.ExtendBaseWidget(l)
	return l
}

func (l *splitList) toggle(i int) {
	id := l.d.statements[i].ID
	l.d.chosen[id] = !l.d.chosen[id]
	l.RefreshItem(i)
}

// TypedKey walks the list or hands the key on.
func (l *splitList) TypedKey(e *fyne.KeyEvent) {
	if l.hand(l, e) {
		l.List.TypedKey(e)
	}
}

// line is a statement in one line.
func (d *splitDialog) line(st storage.Statement) string {
	l := d.session.Lists()
	v, _ := l.Verb(st.Verb)
	parts := []string{l.ActorName(st.Speaker) + " " + v.Label}
	if !st.When.IsZero() {
		parts = append(parts, st.When.Label())
	}
	if st.Gist != "" {
		parts = append(parts, st.Gist)
	}
	return oneLine(strings.Join(parts, " · "))
}

// alikeDialog asks of one pair after the other whether they are one.
type alikeDialog struct {
	*shell
	pairs []names.Pair
	at    int
	text  *textBlock
	title *widget.Label
	one   [2]*button
	two   *button
	md    *modal
	busy  bool // a step is under way
}

// askAlike looks for actors that may be one, off the window's goroutine.
func (s *shell) askAlike() {
	session := s.session
	lists := session.Lists()
	var pairs []names.Pair
	s.long("Comparing names …", func(context.Context, report) error {
		pairs = lists.Alike()
		return nil
	}, func(err error) {
		switch {
		case s.session != session || err != nil:
		case len(pairs) == 0:
			s.toasts.say("No two actors look like one.")
		default:
			(&alikeDialog{shell: s, pairs: pairs}).show()
		}
	})
}

func (a *alikeDialog) show() {
	a.text, a.title = newTextBlock(a.palette), widget.NewLabel("")
	for i := range a.one {
		a.one[i] = newButton("", func() { a.merge(i) })
	}
	a.two = newMainButton("They are two", a.apart)
	later := newButton("Later", a.later)
	body := container.NewVBox(a.title, a.text, a.one[0], a.one[1])
	a.md = a.modals.show(dialogSpec{
		name: "name_alike", title: "May they be one?", body: body,
		buttons: []fyne.CanvasObject{newButton("Close", func() { a.md.close() }), later, a.two}, size: fyne.NewSize(560, 340), focus: later,
	})
	a.next()
}

func (a *alikeDialog) ids() (x, y storage.ID) {
	p := a.pairs[a.at]
	return storage.ID(p.A), storage.ID(p.B)
}

// later leaves a pair as it is.
func (a *alikeDialog) later() {
	if !a.busy {
		a.at++
		a.next()
	}
}

// next shows the next pair of which both are still there.
func (a *alikeDialog) next() {
	l := a.session.Lists()
	for ; a.at < len(a.pairs); a.at++ {
		if x, y := a.ids(); l.ActorName(x) != "" && l.ActorName(y) != "" {
			break
		}
	}
	if a.at == len(a.pairs) {
		a.md.close()
		a.toasts.say("That was the last pair.")
		return
	}
	x, y := a.ids()
	p := a.pairs[a.at]
	a.title.SetText(fmt.Sprintf("%s of %s · %s", thousands(a.at+1), thousands(len(a.pairs)), p.Why))
	a.text.set(append(a.about(x), a.about(y)...)...)
	for i, id := range []storage.ID{x, y} {
		a.one[i].SetText("They are one: “" + shorten(l.ActorName(id), 50) + "” stays")
	}
}

// about describes an actor.
func (a *alikeDialog) about(id storage.ID) []paragraph {
	l := a.session.Lists()
	actor, _ := l.Actor(id)
	facts := []string{string(actor.Kind)}
	if p := path(l, app.ActorNames, id); p != "" {
		facts = append(facts, p)
	}
	for _, r := range l.Affiliations {
		if r.Actor == id && r.Role != "" {
			facts = append(facts, r.Role)
		}
	}
	for _, alias := range actor.Aliases {
		facts = append(facts, alias.Name)
	}
	return []paragraph{
		{text: actor.Name, size: 15, bold: true, style: charts.StyleText, above: 6, maxLines: 1},
		{text: strings.Join(facts, " · "), size: 12, style: charts.StyleTextDim, maxLines: 2},
	}
}

func (a *alikeDialog) merge(stays int) {
	if a.busy {
		return
	}
	a.busy = true
	x, y := a.ids()
	if stays == 1 {
		x, y = y, x
	}
	a.session.Merge(app.ActorNames, x, []storage.ID{y}, func(_ []storage.ID, err error) { a.went(err) })
}

func (a *alikeDialog) apart() {
	if a.busy {
		return
	}
	a.busy = true
	x, y := a.ids()
	a.session.KeepTwo(x, y, a.went)
}

// went goes on after a step, unless it failed.
func (a *alikeDialog) went(err error) {
	a.busy = false
	if err != nil {
		a.md.close()
		a.nameDone(err)
		return
	}
	a.at++
	a.next()
}
