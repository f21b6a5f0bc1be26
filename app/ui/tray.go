package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// The tray lists the statements that have no date: they stand in no lane and
// would be forgotten. It lies below the lanes. A statement is dragged from it
// onto the lanes and gets the date at which it is let go, once its precision has
// been asked for; Enter asks for the date without dragging. A click selects the
// statement, so that the panel at the right shows it.

// maxTray is how many statements the tray lists.
const maxTray = 1000

// trayHeight is about four lines, in logical pixels.
const trayHeight = 176

// tray is the list below the lanes.
type tray struct {
	palette func() paint.Palette
	events  trayEvents
	sts     []storage.Statement
	heads   map[storage.ID]string
	title   *widget.Label
	list    *list
	root    *fyne.Container
	at      int  // the line that has the keyboard
	keyed   bool // the mark moves by itself: nothing is chosen
	asked   int  // counts readings, so that a late one shows nothing

	held    storage.ID // what is dragged, 0 nothing
	ignored bool       // Esc ended the drag: nothing happens until it is let go
}

// trayEvents are the intents that the tray reports.
type trayEvents struct {
	choose func(storage.ID)                             // select it
	date   func(storage.Statement)                      // ask for a date
	over   func(st storage.Statement, at fyne.Position) // dragged over a point of the window
	drop   func(st storage.Statement, at fyne.Position) // let go there
	leave  func()                                       // the drag is over
	close  func()
}

func newTray(palette func() paint.Palette, on trayEvents) *tray {
	t := &tray{palette: palette, events: on, title: widget.NewLabel(""), at: -1}
	t.title.TextStyle.Bold, t.title.SizeName = true, theme.SizeNameCaptionText
	t.list = newList(func() int { return len(t.sts) }, func() fyne.CanvasObject { return newTrayRow(t) }, func(i widget.ListItemID, o fyne.CanvasObject) {
		o.(*trayRow).show(t.sts[i], t.heads[t.sts[i].ID])
	})
	t.list.OnSelected = func(i widget.ListItemID) {
		t.at = i
		if !t.keyed {
			t.events.choose(t.sts[i].ID)
		}
	}
	t.list.onKey = t.key
	hint := widget.NewLabel("Drag one onto the lanes, or press Enter, to give it a date.")
	hint.Importance, hint.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	shut := newButton("Close", func() { t.events.close() })
	shut.Importance = widget.LowImportance
	line := canvas.NewLine(theme.Color(theme.ColorNameSeparator))
	head := container.NewVBox(line, container.NewBorder(nil, nil, container.NewHBox(t.title, hint), shut))
	t.root = container.New(fixedHeight{trayHeight}, container.NewBorder(head, nil, nil, nil, t.list))
	t.root.Hide()
	return t
}

// fixedHeight is a layout: its objects have a height, whatever they need.
type fixedHeight struct{ height float32 }

// Layout is for the window library.
func (l fixedHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

// MinSize is for the window library.
func (l fixedHeight) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(80, l.height*fontScale())
}

// show lists statements; what was marked stays so while it is there.
func (t *tray) show(sts []storage.Statement, heads map[storage.ID]string, total int) {
	t.sts, t.heads = sts, heads
	text := count(total, "statement") + " without a date"
	if total > len(sts) {
		text += ", the first " + thousands(len(sts))
	}
	t.title.SetText(text)
	t.list.Refresh()
	if t.at >= 0 && len(sts) > 0 {
		t.mark(min(t.at, len(sts)-1))
	}
}

// mark gives a line the keyboard's mark without choosing it.
func (t *tray) mark(i int) {
	t.keyed = true
	t.list.UnselectAll()
	t.list.Select(i)
	t.keyed = false
}

// focus gives the keyboard to the list, on its first line.
func (t *tray) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t.list); c != nil {
		c.Focus(t.list)
	}
	if t.at < 0 && len(t.sts) > 0 {
		t.mark(0)
	}
}

// key walks the lines, asks for a date, or closes the tray.
func (t *tray) key(k fyne.KeyName) bool {
	step := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1}[k]
	switch {
	case step != 0 && len(t.sts) > 0:
		t.list.Select(min(max(t.at+step, 0), len(t.sts)-1))
	case (k == fyne.KeyReturn || k == fyne.KeyEnter) && t.at >= 0 && t.at < len(t.sts):
		t.events.date(t.sts[t.at])
	case k == fyne.KeyEscape && t.held != 0:
		t.held, t.ignored = 0, true
		t.events.leave()
	case k == fyne.KeyEscape:
		t.events.close()
	default:
		return false
	}
	return true
}

// trayRow is a line of the tray, and what is dragged.
type trayRow struct {
	widget.BaseWidget
	text *textBlock
	tray *tray
	st   storage.Statement
	last fyne.Position // of the pointer, in the window
}

var (
	_ fyne.Draggable     = (*trayRow)(nil)
	_ desktop.Cursorable = (*trayRow)(nil)
)

func newTrayRow(t *tray) *trayRow {
	r := &trayRow{tray: t, text: newTextBlock(t.palette, paragraph{text: "X", size: 13}, paragraph{text: "X", size: 12})}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is for the window library.
func (r *trayRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(layout.NewCustomPaddedLayout(2, 2, 8, 12), r.text))
}

// Cursor shows that it can be taken.
func (r *trayRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (r *trayRow) show(st storage.Statement, head string) {
	r.st = st
	r.text.set(resultText(found{head: head, excerpt: gist(st)})...)
}

// Dragged shows which date the statement would get.
func (r *trayRow) Dragged(e *fyne.DragEvent) {
	t := r.tray
	if t.ignored {
		return
	}
	if t.held == 0 {
		t.held = r.st.ID
		t.focus()
		t.mark(max(0, slices.IndexFunc(t.sts, func(st storage.Statement) bool { return st.ID == t.held })))
	}
	r.last = e.AbsolutePosition
	t.events.over(r.st, r.last)
}

// DragEnd lets go of it.
func (r *trayRow) DragEnd() {
	t := r.tray
	held := t.held != 0
	t.held, t.ignored = 0, false
	t.events.leave()
	if held {
		t.events.drop(r.st, r.last)
	}
}

// gist is what a list says of a statement: its gist, else its first quote.
func gist(st storage.Statement) string {
	if st.Gist != "" {
		return st.Gist
	}
	for _, c := range st.Citations {
		if c.Quote != "" {
			return quoted(c.Quote)
		}
	}
	return "—"
}

// buildTray makes the tray.
func (s *shell) buildTray() {
	s.tray = newTray(s.palette, trayEvents{
		choose: func(id storage.ID) { s.session.Select(id) },
		date:   func(st storage.Statement) { s.askDate(st, "") },
		over:   s.trayOver, drop: s.trayDrop,
		leave: s.time.hideDrop, close: func() { s.showTray(false) },
	})
}

// showUndated opens the tray, or closes it.
func (s *shell) showUndated() {
	if s.session == nil {
		return
	}
	if s.tray.root.Visible() && s.onTimeline() {
		s.showTray(false)
		return
	}
	if len(s.session.Index().Undated()) == 0 {
		s.toasts.say("Every statement has a date.")
		return
	}
	s.showView(timelineView)
	s.showTray(true)
	s.fillTray(s.tray.focus)
}

// showTray shows or hides it.
func (s *shell) showTray(on bool) {
	if s.tray.root.Visible() == on {
		return
	}
	s.tray.root.Hidden = !on
	s.lanes.Refresh()
	s.trace.step("tray", "open", on)
	if !on {
		s.focusView()
	}
}

// fillTray reads what has no date, while the tray is open; then, when given,
// is done once that is shown. The tray goes when nothing is left.
func (s *shell) fillTray(then func()) {
	if !s.tray.root.Visible() || s.session == nil {
		return
	}
	session := s.session
	all := session.Index().Undated()
	if len(all) == 0 {
		s.showTray(false)
		return
	}
	ids := slices.Clone(all[:min(len(all), maxTray)])
	s.tray.asked++
	asked := s.tray.asked
	var sts []storage.Statement
	var heads map[storage.ID]string
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		sts, err = f.StatementsOf(ctx, ids)
		heads = headings(sts, session.Lists())
		return err
	}, func(err error) {
		switch {
		case s.session != session || asked != s.tray.asked:
		case err != nil:
			s.failed(err)
		default:
			s.tray.show(sts, heads, len(all))
			callIf(then)
		}
	})
}

// heardTray keeps the tray up to date.
func (s *shell) heardTray(e app.Event) {
	if e.What&(app.DataChanged|app.FilterChanged) != 0 {
		s.fillTray(nil)
	}
}

// trayAt gives the instant under a point of the window, false when it is not
// over the lanes.
func (s *shell) trayAt(at fyne.Position) (charts.Hit, fyne.Position, bool) {
	p := at.Subtract(absolute(s.time))
	plot := s.plot()
	return s.time.hit(p), p, plot.Contains(p.X, p.Y)
}

// trayOver shows the date that a statement would get at a point.
func (s *shell) trayOver(st storage.Statement, at fyne.Position) {
	h, p, ok := s.trayAt(at)
	if !ok {
		s.time.hideDrop()
		return
	}
	s.time.scrollAtEdge(p.Y)
	plot := s.plot()
	s.time.showDrop(charts.Rect{X: p.X - dropLine/2, Y: plot.Y, H: plot.H}, p, s.trayNote(st, h))
}

// trayNote says what letting go would do. The speaker stays who it was,
// whatever lane the pointer is over.
func (s *shell) trayNote(st storage.Statement, h charts.Hit) cardText {
	return cardText{
		{text: unixIn(h.T, s.zone()).Format("Mon 2 Jan 2006"), size: 13, bold: true, style: charts.StyleText},
		{text: "in the lane of " + shorten(s.laneName(st.Speaker), 40) + ". Esc: leave it.", size: 11.5, style: charts.StyleTextDim, maxLines: 1},
	}
}

// trayDrop asks for the precision of the date at which a statement was let go.
func (s *shell) trayDrop(st storage.Statement, at fyne.Position) {
	if h, _, ok := s.trayAt(at); ok {
		s.askDate(st, unixIn(h.T, s.zone()).Format("2006-01-02"))
	}
}
