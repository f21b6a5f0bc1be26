package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// chip is one part of the filter, with the filter that is left without it.
type chip struct {
	text    string
	without storage.Filter
}

// chipsOf takes a filter apart. The text of the search box is not a chip: the
// box itself shows it.
func chipsOf(f storage.Filter, l *app.Lists, loc *time.Location) []chip {
	var out []chip
	add := func(text string, drop func(*storage.Filter)) {
		g := f
		drop(&g)
		out = append(out, chip{text, g})
	}
	for i, id := range f.Speakers {
		add(l.ActorName(id)+" speaks", func(g *storage.Filter) { g.Speakers = without(f.Speakers, i) })
	}
	for i, id := range f.Actors {
		add(l.ActorName(id), func(g *storage.Filter) { g.Actors = without(f.Actors, i) })
	}
	for i, id := range f.Verbs {
		v, _ := l.Verb(id)
		add(v.Label, func(g *storage.Filter) { g.Verbs = without(f.Verbs, i) })
	}
	for i, c := range f.Classes {
		add("kind: "+string(c), func(g *storage.Filter) { g.Classes = without(f.Classes, i) })
	}
	for i, id := range f.Claims {
		c, _ := l.Claim(id)
		add("“"+shorten(c.Text, 36)+"”", func(g *storage.Filter) { g.Claims = without(f.Claims, i) })
	}
	for i, st := range f.Stances {
		add(stanceName(st), func(g *storage.Filter) { g.Stances = without(f.Stances, i) })
	}
	for i, id := range f.Documents {
		d, _ := l.Document(id)
		add(shorten(d.Title, 36), func(g *storage.Filter) { g.Documents = without(f.Documents, i) })
	}
	for i, id := range f.Outlets {
		add("from "+l.ActorName(id), func(g *storage.Filter) { g.Outlets = without(f.Outlets, i) })
	}
	for i, t := range f.Tags {
		add("#"+t, func(g *storage.Filter) { g.Tags = without(f.Tags, i) })
	}
	for i, t := range f.Has {
		add("has "+string(t), func(g *storage.Filter) { g.Has = without(f.Has, i) })
	}
	for i, id := range f.Coders {
		add("coder "+coderName(l, id), func(g *storage.Filter) { g.Coders = without(f.Coders, i) })
	}
	if f.HasFrom || f.HasTo {
		add(spanText(f, loc), func(g *storage.Filter) { g.HasFrom, g.HasTo, g.From, g.To = false, false, 0, 0 })
	}
	return out
}

func without[T any](list []T, i int) []T { return slices.Delete(slices.Clone(list), i, i+1) }

func coderName(l *app.Lists, id storage.ID) string {
	for _, c := range l.Coders {
		if c.ID == id {
			return c.Name
		}
	}
	return "?"
}

// stanceName names a stance for claims of both kinds.
func stanceName(s storage.Stance) string {
	f, n := s.Name(storage.Factual), s.Name(storage.Normative)
	if f == n {
		return f
	}
	return f + " / " + n
}

func spanText(f storage.Filter, loc *time.Location) string {
	day := func(t int64) string { return time.Unix(t, 0).In(loc).Format("2 Jan 2006") }
	switch {
	case !f.HasTo:
		return "from " + day(f.From)
	case !f.HasFrom:
		return "before " + day(f.To)
	}
	return fmt.Sprintf("%s – %s", day(f.From), day(f.To-1))
}

// shorten cuts a text after at most n characters, where a word ends if it can.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

// chipRow shows the chips of a filter; a click on one takes it out.
type chipRow struct {
	box     *fyne.Container
	scroll  *container.Scroll
	palette func() paint.Palette
	set     func(storage.Filter)
}

func newChipRow(palette func() paint.Palette, set func(storage.Filter)) *chipRow {
	c := &chipRow{box: container.NewHBox(), palette: palette, set: set}
	c.scroll = container.NewHScroll(c.box)
	return c
}

func (c *chipRow) show(chips []chip) {
	c.box.RemoveAll()
	for _, ch := range chips {
		c.box.Add(c.view(ch))
	}
	c.scroll.Refresh()
}

func (c *chipRow) view(ch chip) fyne.CanvasObject {
	back := canvas.NewRectangle(theme.Color(theme.ColorNameSelection))
	back.CornerRadius = 12
	text := newTextLine(c.palette, ch.text, 12.5)
	x := newIconButton("", theme.CancelIcon(), func() { c.set(ch.without) })
	x.Importance = widget.LowImportance
	return container.NewStack(back, container.NewHBox(widget.NewLabel(""), container.NewCenter(text), x))
}
