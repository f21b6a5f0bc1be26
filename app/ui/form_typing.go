package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
)

// typing is what the text fields of the form share: what the form is told of,
// which keys it takes first, and how much text it takes.
type typing struct {
	enter   func()                  // Enter
	escape  func()                  // Esc
	edited  func()                  // the text changed by typing or by a choice
	left    func()                  // another field has the keyboard now
	entered func()                  // this one has
	refused func(why string)        // a text was too long and was not taken
	key     func(fyne.KeyName) bool // may take a key first
	digit   func(n int) bool        // may take Alt with 1 to 9
	tab     func()                  // when given, takes Tab in place of going to the next field

	limit   int    // bytes; 0 none
	whole   string // the last text that was not too long
	carried bool   // came from the entry before: typing replaces it
	setting bool   // the text is being set by the program
	blank   blankEnd
	shift   bool
}

// fits keeps a text that is too long out of the field: a paste of megabytes
// would stand still the window, and belongs into a document.
func (t *typing) fits(e *widget.Entry) bool {
	if t.limit == 0 || len(e.Text) <= t.limit {
		t.wrap(e, len(e.Text))
		t.whole = e.Text
		return true
	}
	t.put(e, t.whole)
	t.refuse()
	return false
}

func (t *typing) refuse() {
	if t.refused != nil {
		t.refused(fmt.Sprintf("What was pasted is longer than the %d characters that fit here; it was not taken. Whole texts belong into an article.", t.limit))
	}
}

// shortcut takes Alt with a digit, and a paste that is too long.
func (t *typing) shortcut(e *widget.Entry, s fyne.Shortcut) bool {
	if p, ok := s.(*fyne.ShortcutPaste); ok && t.limit > 0 {
		n := len(p.Clipboard.Content()) + len(e.Text)
		if n > t.limit {
			t.refuse()
			return true
		}
		t.wrap(e, n)
	}
	n := altDigit(s)
	return n > 0 && t.digit != nil && t.digit(n)
}

// maxWrapped is how long a text may be, in bytes, to be broken into lines where
// words end: the library's fields take time by the square of it, 10 ms at 500
// bytes, and seconds at what a field may hold. A longer one stands in one line.
const maxWrapped = 1000

// wrap chooses how a field breaks lines before it gets a text of n bytes.
func (t *typing) wrap(e *widget.Entry, n int) {
	how := fyne.TextWrapOff
	if n <= maxWrapped {
		how = fyne.TextWrapWord
	}
	if e.MultiLine && e.Wrapping != how {
		e.Wrapping = how
		e.Refresh()
	}
}

// put shows a text that nobody typed.
func (t *typing) put(e *widget.Entry, text string) {
	t.carried = false
	if e.Text == text {
		return
	}
	t.setting = true
	if max(len(text), len(e.Text)) > maxWrapped {
		e.SetText("") // what was there would be broken anew
	}
	t.wrap(e, len(text))
	e.SetText(text)
	t.setting, t.whole = false, text
}

// altDigit gives the digit that was pressed with Alt, or 0.
func altDigit(s fyne.Shortcut) int {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierAlt || len(c.KeyName) != 1 {
		return 0
	}
	if d := c.KeyName[0]; d >= '1' && d <= '9' {
		return int(d - '0')
	}
	return 0
}

// gained marks what was carried over, so that typing replaces it.
func (t *typing) gained(e *widget.Entry) {
	if t.carried && e.Text != "" {
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	callIf(t.entered)
}

func (t *typing) lost() {
	t.shift = false
	callIf(t.left)
}

func (t *typing) shiftKey(k fyne.KeyName, down bool) {
	if isShift(k) {
		t.shift = down
	}
}

func isShift(k fyne.KeyName) bool { return k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight }

// plainEntry is a text field without completion. In one of several lines Enter
// still saves; Shift+Enter begins a new line.
type plainEntry struct {
	widget.Entry
	typing
	long *container.Scroll // of several lines
}

func newPlainEntry(lines int) *plainEntry {
	e := &plainEntry{}
	e.limit = app.ShortText
	e.ExtendBaseWidget(e)
	if lines > 1 {
		e.limit = app.LongText
		e.MultiLine = true
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(lines)
	}
	e.OnChanged = func(string) {
		if !e.setting && e.fits(&e.Entry) {
			e.carried = false
			callIf(e.edited)
		}
	}
	return e
}

// CreateRenderer is for the window library.
func (e *plainEntry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	e.long = scrollOf(r)
	return r
}

func (e *plainEntry) inside() *container.Scroll { return whenLong(&e.Entry, e.long) }

// set shows a text that nobody typed.
func (e *plainEntry) set(text string) { e.put(&e.Entry, text) }

// AcceptsTab is false but for an owner who takes Tab: it goes to the next field,
// also from several lines.
func (e *plainEntry) AcceptsTab() bool { return e.tab != nil }

// KeyDown notes Shift.
func (e *plainEntry) KeyDown(k *fyne.KeyEvent) {
	e.shiftKey(k.Name, true)
	e.Entry.KeyDown(k)
}

// KeyUp forgets Shift.
func (e *plainEntry) KeyUp(k *fyne.KeyEvent) {
	e.shiftKey(k.Name, false)
	e.Entry.KeyUp(k)
}

// TypedKey saves on Enter and closes on Esc.
func (e *plainEntry) TypedKey(k *fyne.KeyEvent) {
	if e.key != nil && e.key(k.Name) {
		return
	}
	if functionKey(k.Name) {
		passKey(e, k)
		return
	}
	switch k.Name {
	case fyne.KeyTab:
		callIf(e.tab)
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.MultiLine && e.shift {
			e.Entry.TypedRune('\n')
			return
		}
		callIf(e.enter)
	case fyne.KeyEscape:
		callIf(e.escape)
	default:
		e.blank.restore(&e.Entry)
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut takes what the form has a use for.
func (e *plainEntry) TypedShortcut(s fyne.Shortcut) {
	if !e.shortcut(&e.Entry, s) {
		e.Entry.TypedShortcut(s)
	}
}

// FocusGained tells the form.
func (e *plainEntry) FocusGained() {
	e.Entry.FocusGained()
	e.gained(&e.Entry)
}

// FocusLost tells the form.
func (e *plainEntry) FocusLost() {
	e.Entry.FocusLost()
	e.lost()
}
