package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
)

// suggestion is one line below a field.
type suggestion struct {
	text  string // what is put into the field
	shown string // what the line shows, when it is not text
	hint  string // at the right: what tells it from others
	id    storage.ID
	// sure says that it is what was typed, as far as that goes; Tab and Enter take
	// the first such line at once. One that only sounds alike has to be chosen.
	sure bool
	// fresh stands for what was typed as it is: a name that will be made.
	fresh bool
}

// suggester finds what fits the typed text and hands it to show, at once or
// later, on the window's goroutine.
type suggester func(typed string, show func([]suggestion))

// completionEntry is a text field with a list of known names below it. Up and
// Down walk the list, Enter or Tab takes the line that is marked, Esc closes
// it. With several names in the field, ";" stands between them and the list is
// for the last one.
type completionEntry struct {
	widget.Entry
	find    suggester
	several bool
	list    *completionList // the form's; shared by its fields

	typing                    // enter and escape are those with the list closed
	chosen func(s suggestion) // a line was taken
	// leaving runs before Tab goes on, and may put something in its way.
	leaving func()

	pulled bool // the list was asked for by Down
	eager  bool // the first line is marked also while nothing is typed
	asked  int  // counts questions, so that a late answer is dropped
	long   *container.Scroll
}

var (
	_ fyne.Focusable = (*completionEntry)(nil)
	_ fyne.Tabbable  = (*completionEntry)(nil)
)

func newCompletionEntry(list *completionList, find suggester) *completionEntry {
	e := &completionEntry{find: find, list: list}
	e.limit = app.ShortText
	e.ExtendBaseWidget(e)
	e.OnChanged = func(string) { e.typed() }
	return e
}

// CreateRenderer is for the window library.
func (e *completionEntry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	e.long = scrollOf(r)
	return r
}

func (e *completionEntry) inside() *container.Scroll { return whenLong(&e.Entry, e.long) }

// set shows a text that nobody typed.
func (e *completionEntry) set(text string) {
	e.put(&e.Entry, text)
}

func (e *completionEntry) typed() {
	if e.setting || !e.fits(&e.Entry) {
		return
	}
	e.carried = false
	callIf(e.edited)
	e.suggest()
}

// suggest asks for what fits and shows the list when the answer comes.
func (e *completionEntry) suggest() {
	e.asked++
	asked, text, eager := e.asked, e.part(), e.eager && e.Text == "" || e.pulled
	e.pulled = false
	e.find(text, func(found []suggestion) {
		if asked != e.asked || e.list == nil {
			return
		}
		mark := firstMark(found, text)
		if eager && len(found) > 0 && !found[0].fresh {
			mark = 0
		}
		e.list.open(e, found, mark)
	})
}

// firstMark is the line that is marked at first: the best fit, or none when
// what was typed is itself a known name.
func firstMark(found []suggestion, typed string) int {
	if len(found) == 0 || !found[0].sure || typed == "" {
		return -1
	}
	for _, s := range found {
		if !s.fresh && strings.EqualFold(s.text, strings.TrimSpace(typed)) {
			return -1
		}
	}
	return 0
}

// part is the text that is completed: all of it, or what follows the last ";".
func (e *completionEntry) part() string {
	if !e.several {
		return e.Text
	}
	return strings.TrimLeft(e.Text[strings.LastIndexByte(e.Text, ';')+1:], " ")
}

// take puts a line of the list into the field.
func (e *completionEntry) take(s suggestion) {
	e.asked++ // answers that are under way come too late
	e.list.close()
	if !s.fresh {
		text := s.text
		if e.several {
			if i := strings.LastIndexByte(e.Text, ';'); i >= 0 {
				text = e.Text[:i+1] + " " + text
			}
		}
		e.set(text)
		e.CursorRow, e.CursorColumn = 0, len([]rune(text))
		e.Refresh()
	}
	callIf(e.edited)
	if e.chosen != nil {
		e.chosen(s)
	}
}

// TypedKey walks the list while it is open.
func (e *completionEntry) TypedKey(k *fyne.KeyEvent) {
	if e.key != nil && e.key(k.Name) || e.list != nil && e.list.isOpen(e) && e.listKey(k.Name) {
		return
	}
	if functionKey(k.Name) {
		passKey(e, k)
		return
	}
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		callIf(e.enter)
	case fyne.KeyEscape:
		callIf(e.escape)
	case fyne.KeyDown:
		e.pulled = true
		e.suggest()
	case fyne.KeyTab:
		e.goOn()
	default:
		e.blank.restore(&e.Entry)
		e.Entry.TypedKey(k)
	}
}

// goOn gives the keyboard to the field that Tab means.
func (e *completionEntry) goOn() {
	callIf(e.leaving)
	if e.tab != nil {
		e.tab()
		return
	}
	if currentModifiers()&fyne.KeyModifierShift != 0 {
		focusBefore(e)
	} else {
		focusNext(e)
	}
}

// TypedShortcut takes what the form has a use for.
func (e *completionEntry) TypedShortcut(s fyne.Shortcut) {
	if !e.shortcut(&e.Entry, s) {
		e.Entry.TypedShortcut(s)
	}
}

func (e *completionEntry) listKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		e.list.move(1)
	case fyne.KeyUp:
		e.list.move(-1)
	case fyne.KeyEscape:
		e.list.close()
	case fyne.KeyReturn, fyne.KeyEnter:
		return e.takeMarked()
	case fyne.KeyTab:
		e.takeMarked()
		e.list.close()
		e.goOn()
	default:
		return false
	}
	return true
}

func (e *completionEntry) takeMarked() bool {
	s, ok := e.list.markedLine()
	if ok {
		e.take(s)
	} else {
		e.list.close()
	}
	return ok
}

// AcceptsTab keeps Tab for the list while a line of it is marked, and for what
// is to happen before the field is left.
func (e *completionEntry) AcceptsTab() bool {
	if e.leaving != nil || e.tab != nil {
		return true
	}
	if e.list == nil || !e.list.isOpen(e) {
		return false
	}
	_, ok := e.list.markedLine()
	return ok
}

// FocusGained tells the form.
func (e *completionEntry) FocusGained() {
	e.Entry.FocusGained()
	e.gained(&e.Entry)
}

// FocusLost closes the list and tells the form.
func (e *completionEntry) FocusLost() {
	e.asked++
	if e.list != nil && e.list.isOpen(e) {
		e.list.close()
	}
	e.Entry.FocusLost()
	e.lost()
}

// names splits the field at ";" and drops blanks.
func (e *completionEntry) names() (names []string) { return splitNames(e.Text) }

func splitNames(text string) (names []string) {
	for _, n := range strings.Split(text, ";") {
		if n = strings.TrimSpace(n); n != "" {
			names = append(names, n)
		}
	}
	return names
}

func joinNames(names []string) string { return strings.Join(names, "; ") }

func callIf(f func()) {
	if f != nil {
		f()
	}
}

// focusBefore gives the keyboard to the field before w.
func focusBefore(w fyne.CanvasObject) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil {
		c.FocusPrevious()
	}
}

// focusNext gives the keyboard to the field after w.
func focusNext(w fyne.CanvasObject) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil {
		c.FocusNext()
	}
}
