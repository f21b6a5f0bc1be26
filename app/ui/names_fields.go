package ui

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
)

// The fields of each kind of record.

// change changes an actor in one step.
func (d *nameDetail) change(step string, id storage.ID, fn func(*storage.Actor)) {
	d.shell.session.ChangeActor(step, id, fn, d.done)
}

func (d *nameDetail) buildActor() {
	id := d.id
	d.nameLine("Name", 1)
	kinds := make([]string, len(storage.ActorKinds))
	for i, k := range storage.ActorKinds {
		kinds[i] = string(k)
	}
	d.add("kind", "Kind", d.word(kinds, func(l *app.Lists) string { a, _ := l.Actor(id); return string(a.Kind) },
		func(word string) {
			d.change("Change kind of actor", id, func(a *storage.Actor) { a.Kind = storage.ActorKind(word) })
		}))
	d.parentLine("actor")
	d.colourLine()
	d.aliasRows()
	d.roleRows()
	d.flagLine()
	d.add("note", "Note", d.line(2, func(l *app.Lists) string { a, _ := l.Actor(id); return a.Note },
		func(text string) { d.change("Change note", id, func(a *storage.Actor) { a.Note = text }) }))
	d.useLine()
}

// flagLine has the ticks of the lane.
func (d *nameDetail) flagLine() {
	id := d.id
	flag := func(text, step string, of func(*storage.Actor) *bool) *check {
		c := newCheck(text, func(on bool) {
			if a, _ := d.lists().Actor(id); *of(&a) != on {
				d.change(step, id, func(a *storage.Actor) { *of(a) = on })
			}
		})
		d.fills = append(d.fills, func() { a, _ := d.lists().Actor(id); c.SetChecked(*of(&a)) })
		return c
	}
	d.add("lane", "Lane", container.NewHBox(
		flag("pinned to the top", "Pin lane", func(a *storage.Actor) *bool { return &a.Pinned }),
		flag("hidden", "Hide lane", func(a *storage.Actor) *bool { return &a.Hidden })))
}

// laneColours are offered for lanes: apart from each other for those who see
// colours differently too (after Okabe and Ito, "Color Universal Design", 2008).
var laneColours = []int32{0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7, 0x7A7A7A}

// colourLine has a few colours to click, and a box for any other.
func (d *nameDetail) colourLine() {
	id := d.id
	put := func(c int32) {
		if d.shell.writable() {
			d.change("Recolour actor", id, func(a *storage.Actor) { a.Colour = c })
		}
	}
	row := container.NewHBox()
	var dots []*colourDot
	for _, c := range laneColours {
		dot := newColourDot(c, func() { put(c) })
		dots = append(dots, dot)
		row.Add(dot)
	}
	hex := d.line(1, func(l *app.Lists) string { a, _ := l.Actor(id); return hexColour(a.Colour) }, func(text string) {
		c, err := parseColour(text)
		if err != nil {
			d.say(err)
			return
		}
		put(c)
	})
	hex.SetPlaceHolder("none")
	d.fills = append(d.fills, func() {
		a, _ := d.lists().Actor(id)
		for _, dot := range dots {
			dot.mark(dot.colour == a.Colour)
		}
	})
	d.add("colour", "Colour", container.NewBorder(nil, nil, row, nil, hex))
}

func hexColour(c int32) string {
	if c == storage.NoColour {
		return ""
	}
	return fmt.Sprintf("#%06X", c)
}

// parseColour reads "#E69F00"; nothing is no colour.
func parseColour(text string) (int32, error) {
	text = strings.TrimPrefix(strings.TrimSpace(text), "#")
	if text == "" {
		return storage.NoColour, nil
	}
	n, err := strconv.ParseUint(text, 16, 24)
	if err != nil || len(text) != 6 {
		return 0, &app.FieldError{Field: "colour", Message: "“" + text + "” is no colour; write six digits from 0 to F, such as #E69F00, or nothing."}
	}
	return int32(n), nil
}

// colourDot is a colour that can be chosen, by click, Space or Enter.
type colourDot struct {
	widget.BaseWidget
	keyHook
	colour int32
	ring   *canvas.Circle
	dot    *canvas.Circle
	on     bool
	tapped func()
}

var (
	_ fyne.Focusable     = (*colourDot)(nil)
	_ fyne.Tappable      = (*colourDot)(nil)
	_ desktop.Cursorable = (*colourDot)(nil)
)

func newColourDot(colour int32, tapped func()) *colourDot {
	c := &colourDot{colour: colour, dot: canvas.NewCircle(rgb(colour)), ring: canvas.NewCircle(rgb(0)), tapped: tapped}
	c.ring.FillColor = nil
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is for the window library.
func (c *colourDot) CreateRenderer() fyne.WidgetRenderer {
	dot := container.NewGridWrap(fyne.NewSquareSize(14), c.dot)
	ring := container.NewGridWrap(fyne.NewSquareSize(22), c.ring)
	return widget.NewSimpleRenderer(container.NewStack(container.NewCenter(ring), container.NewCenter(dot)))
}

func (c *colourDot) mark(on bool) {
	c.on = on
	c.draw(false)
}

func (c *colourDot) draw(focused bool) {
	c.ring.StrokeWidth = 0
	switch {
	case focused:
		c.ring.StrokeWidth, c.ring.StrokeColor = 2, theme.Color(theme.ColorNamePrimary)
	case c.on:
		c.ring.StrokeWidth, c.ring.StrokeColor = 1.5, theme.Color(theme.ColorNameForeground)
	}
	c.ring.Refresh()
}

// Tapped chooses it.
func (c *colourDot) Tapped(*fyne.PointEvent) { c.tapped() }

// Cursor is the hand.
func (c *colourDot) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows where the keyboard is.
func (c *colourDot) FocusGained() { c.draw(true) }

// FocusLost shows that it is elsewhere.
func (c *colourDot) FocusLost() { c.draw(false) }

// TypedRune does nothing: Space comes as a key too.
func (c *colourDot) TypedRune(rune) {}

// TypedKey chooses it or hands the key on.
func (c *colourDot) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.tapped()
	default:
		c.hand(c, e)
	}
}

func (d *nameDetail) buildClaim() {
	id := d.id
	change := func(step string, fn func(*storage.Claim)) { d.shell.session.ChangeClaim(step, id, fn, d.done) }
	d.nameLine("Text", 3)
	kinds := make([]string, len(storage.ClaimKinds))
	for i, k := range storage.ClaimKinds {
		kinds[i] = string(k)
	}
	about := widget.NewLabel("")
	about.SizeName, about.Importance, about.Wrapping = theme.SizeNameCaptionText, lowImportance, fyne.TextWrapWord
	d.fills = append(d.fills, func() { c, _ := d.lists().Claim(id); about.SetText(claimKindText(c.Kind)) })
	d.add("kind", "Kind", d.word(kinds, func(l *app.Lists) string { c, _ := l.Claim(id); return string(c.Kind) },
		func(word string) {
			change("Change kind of claim", func(c *storage.Claim) { c.Kind = storage.ClaimKind(word) })
		}), about)
	d.parentLine("claim or topic")
	d.add("note", "Note", d.line(4, func(l *app.Lists) string { c, _ := l.Claim(id); return c.Note },
		func(text string) { change("Change note", func(c *storage.Claim) { c.Note = text }) }))
	d.useLine()
}

func claimKindText(k storage.ClaimKind) string {
	switch k {
	case storage.Factual:
		return "One can hold it true or false: denies … confirms."
	case storage.Normative:
		return "One can favour or oppose it: opposes … supports."
	}
	return "It holds claims; nobody takes a stance on it."
}

func (d *nameDetail) buildVerb() {
	id := d.id
	verb := func(l *app.Lists) storage.Verb { v, _ := l.Verb(id); return v }
	change := func(step string, fn func(*storage.Verb)) { d.shell.session.ChangeVerb(step, id, fn, d.done) }
	d.nameLine("Verb", 1)
	classes := make([]string, len(storage.Classes))
	for i, c := range storage.Classes {
		classes[i] = string(c)
	}
	shape := newShapeIcon(d.shell.palette)
	d.fills = append(d.fills, func() { shape.set(charts.ClassShape(verb(d.lists()).Class), charts.StyleText) })
	d.add("class", "Class", container.NewBorder(nil, nil, shape, nil, d.word(classes,
		func(l *app.Lists) string { return string(verb(l).Class) },
		func(word string) {
			change("Change class of verb", func(v *storage.Verb) { v.Class = storage.Class(word) })
		})))
	code := d.line(1, func(l *app.Lists) string { return verb(l).Code },
		func(text string) {
			change("Change code of verb", func(v *storage.Verb) { v.Code = strings.TrimSpace(text) })
		})
	code.SetPlaceHolder("CAMEO, such as 112")
	d.add("code", "Code", code)
	aliases := d.line(1, func(l *app.Lists) string { return joinNames(verb(l).Aliases) },
		func(text string) { change("Change aliases", func(v *storage.Verb) { v.Aliases = splitNames(text) }) })
	aliases.SetPlaceHolder("other words for it; several with ;")
	d.add("aliases", "Aliases", aliases)
	d.useLine()
}
