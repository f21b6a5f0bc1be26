package ui

import (
	"context"
	"errors"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// A cell is edited by the form's own field, which is laid over it: with the same
// completion, preview of dates and steps of stance. A text that is wrong says so
// below the field and stays there.

// cellEditor is the field over a cell.
type cellEditor struct {
	s     *shell
	form  *statementForm
	layer *fyne.Container // without layout, over the table
	frame *canvas.Rectangle
	box   *fyne.Container // nil while no cell is edited

	id     storage.ID
	column app.TableColumn
	field  *field
	clean  app.Entry
	asked  int
	saving bool
	closes bool // it is being closed: leaving the field means nothing
}

func newCellEditor(s *shell) *cellEditor {
	c := &cellEditor{s: s, layer: container.NewWithoutLayout(), frame: canvas.NewRectangle(color.Transparent)}
	c.frame.StrokeWidth, c.frame.CornerRadius = 1, 5
	f := newStatementForm(formDeps{session: func() *app.Session { return s.session }, palette: s.palette, trace: s.trace})
	c.form = f
	f.enter, f.escape, f.edited = func() { c.commit(0, 1) }, c.cancel, c.fit
	f.left = func() { s.post(c.left) }
	for name, input := range c.inputs() {
		below := []fyne.CanvasObject{}
		switch e := input.(type) {
		case *plainEntry:
			e.tab = c.tab
			if name == "when" {
				below = append(below, f.when.preview.box)
			} else {
				below = append(below, f.order(&e.Entry))
			}
		case *completionEntry:
			e.tab = c.tab
			below = append(below, f.order(&e.Entry))
		case *statementPick:
			e.tab = c.tab
			below = append(below, f.order(&e.Entry), f.chain)
		}
		f.add(name, "", input, below...).arrange(cellLayout{})
	}
	return c
}

// inputs are the form's, by the field that they edit.
func (c *cellEditor) inputs() map[string]fyne.CanvasObject {
	f := c.form
	return map[string]fyne.CanvasObject{
		"speaker": f.speaker, "verb": f.verb, "addressees": f.addressees, "positions": f.positions.box, "when": f.when.entry,
		"document": f.document, "quote": f.quote, "gist": f.gist, "reported_in": f.reportedIn, "tags": f.tags,
		"certainty": f.certainty, "place": f.place,
	}
}

// firstInput is what has the keyboard first.
func (c *cellEditor) firstInput() fyne.Focusable {
	if c.field.name == "positions" {
		return c.form.positions.rows[0].claim
	}
	return c.field.input.(fyne.Focusable)
}

// editCell edits the cell with the cursor, or the whole statement where the cell
// follows from something else.
func (s *shell) editCell() {
	t := &s.table
	id := t.view.current()
	col, ok := t.view.column()
	if id == 0 || !ok || !s.writable() {
		return
	}
	t.view.reveal()
	if col.Name.Field() == "" {
		s.session.Select(id)
		s.acts.do("statement.edit")
		return
	}
	t.edit.open(id, col.Name)
}

// open reads a statement and lays its field over the cell.
func (c *cellEditor) open(id storage.ID, column app.TableColumn) {
	c.close()
	session := c.s.session
	c.asked++
	asked := c.asked
	var st storage.Statement
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		st, err = f.Statement(ctx, id)
		return err
	}, func(err error) {
		switch {
		case asked != c.asked || c.s.session != session:
		case err != nil:
			c.s.failed(err)
		case c.s.onTable() && c.s.table.view.current() == id:
			c.show(session.EntryOf(st), column)
		}
	})
}

func (c *cellEditor) show(e app.Entry, column app.TableColumn) {
	c.id, c.column, c.clean, c.saving = e.ID, column, e, false
	c.field = c.form.byName[column.Field()]
	c.form.load(e)
	for _, r := range c.form.positions.rows {
		r.stance.enter, r.stance.escape = c.form.enter, c.form.escape
	}
	c.frame.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	c.frame.StrokeColor = theme.Color(theme.ColorNamePrimary)
	c.box = container.NewStack(c.frame, container.New(layout.NewCustomPaddedLayout(3, 3, 3, 3), c.field.box))
	c.layer.Objects = []fyne.CanvasObject{c.box}
	c.fit()
	c.layer.Refresh()
	focus := c.firstInput()
	c.s.win.Canvas().Focus(focus)
	if sel, ok := focus.(fyne.Shortcutable); ok && column != app.TableClaims {
		sel.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	c.s.trace.step("cell", "column", string(column), "id", e.ID.String())
}

// fieldWidths are what fields need at least, logical pixels.
var fieldWidths = map[string]float32{"positions": 420, "quote": 420, "gist": 380, "when": 320, "reported_in": 380, "document": 340, "certainty": 220}

// fit gives the field the room that it needs, within the table.
func (c *cellEditor) fit() {
	if c.box == nil {
		return
	}
	t := c.s.table.view
	cell, room := t.cellRect(max(t.row, 0), t.col), t.Size()
	w := min(max(cell.W, 240, fieldWidths[c.field.name]*fontScale()), room.Width)
	c.box.Resize(fyne.NewSize(w, c.box.MinSize().Height))
	c.field.box.Refresh()
	size := fyne.NewSize(w, c.box.MinSize().Height) // what wraps is as high as it is narrow
	x := min(max(cell.X, 0), max(0, room.Width-w))
	y := min(max(cell.Y-3, 0), max(0, room.Height-size.Height))
	c.box.Move(fyne.NewPos(whole(x), whole(y)))
	c.box.Resize(size)
}

func (c *cellEditor) editing() bool { return c.box != nil }

// close takes the field away with what was typed.
func (c *cellEditor) close() {
	c.asked++
	if !c.editing() {
		return
	}
	c.closes = true
	c.form.list.close()
	c.layer.RemoveAll()
	c.box = nil
	c.closes = false
}

// cancel takes back what was typed.
func (c *cellEditor) cancel() {
	if c.editing() {
		c.close()
		c.s.table.view.takeFocus()
	}
}

// tab saves and goes to the cell at the right; with Shift to that at the left.
func (c *cellEditor) tab() {
	by := 1
	if currentModifiers()&fyne.KeyModifierShift != 0 {
		by = -1
	}
	c.commit(by, 0)
}

// left saves when the keyboard went elsewhere, so that nothing typed is lost.
func (c *cellEditor) left() {
	if !c.editing() || c.closes {
		return
	}
	if f, ok := c.s.win.Canvas().Focused().(fyne.CanvasObject); ok && within(f, c.box) {
		return
	}
	c.leave()
}

// within tells whether the middle of an object lies over another one.
func within(o, in fyne.CanvasObject) bool {
	return under(in, absolute(o).AddXY(o.Size().Width/2, o.Size().Height/2))
}

// leave saves what was typed because the table goes on to something else; a
// wrong text keeps the field open.
func (c *cellEditor) leave() {
	if c.editing() && !c.saving {
		c.save(func() {})
	}
}

// commit saves and moves the cursor on.
func (c *cellEditor) commit(right, down int) {
	if !c.editing() || c.saving {
		return
	}
	c.save(func() {
		t := c.s.table.view
		t.col += right
		t.clamp()
		t.takeFocus()
		if down != 0 && t.row+down < len(t.rows) {
			t.goTo(t.row+down, false)
		}
		t.reveal()
	})
}

// save puts what was typed into the project, in one step, and closes the field;
// it stays open with the reason when it cannot.
func (c *cellEditor) save(then func()) {
	session := c.s.session
	e := c.form.value()
	e.ID = c.id
	message := messageFor(c.form.wrong(session, e), c.field.name)
	switch {
	case message != "":
		c.say(message)
		return
	case same(e, c.clean):
		c.close()
		then()
		return
	}
	c.saving = true
	session.SaveEntry(e, func(_ storage.ID, err error) {
		if c.saving = false; err != nil {
			c.refused(err)
			return
		}
		if c.id == e.ID {
			c.close()
		}
		then()
	})
}

// refused says below the field why it was not saved.
func (c *cellEditor) refused(err error) {
	var typed *app.FieldError
	var stored *sqlite.FieldError
	switch {
	case errors.As(err, &typed):
		c.say(typed.Message)
	case errors.As(err, &stored):
		c.say(stored.Message)
	default:
		c.say(err.Error())
	}
}

func (c *cellEditor) say(message string) {
	c.field.say(message)
	c.s.trace.step("wrong", "field", c.field.name)
	c.fit()
	if c.editing() {
		c.s.win.Canvas().Focus(c.firstInput())
	}
}

// cellLayout stacks what belongs to a field, without its caption.
type cellLayout struct{}

var _ fyne.Layout = cellLayout{}

// Layout is for the window library.
func (cellLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Hide()
	y := float32(0)
	for _, o := range objects[1:] {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.Size().Height))
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h
	}
}

// MinSize is for the window library.
func (cellLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(100, 0)
	for _, o := range objects[1:] {
		if o.Visible() {
			s.Height += o.MinSize().Height
		}
	}
	return s
}
