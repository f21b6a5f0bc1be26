package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// The library's buttons, ticks and lists keep every key that is pressed while
// they have the keyboard, also those that they have no use for: Esc would not
// close a dialog, F6 would not leave a panel. The widgets of this file hand
// such keys on to the window. They are used everywhere in place of the
// library's own; a test holds that.

// keyHook is what they share: an owner may take a key first.
type keyHook struct {
	// onKey, when given, may take a key; it reports whether it did.
	onKey func(fyne.KeyName) bool
}

// hand offers a key to the owner, then to the window if it is the window's. It
// reports whether the widget itself should look at the key.
func (h *keyHook) hand(w fyne.CanvasObject, e *fyne.KeyEvent) (own bool) {
	if h.onKey != nil && h.onKey(e.Name) {
		return false
	}
	if windowKey(e.Name) {
		passKey(w, e)
		return false
	}
	return true
}

// windowKey tells whether a key means something to the window wherever the
// keyboard is, unless the field that has it says otherwise.
func windowKey(k fyne.KeyName) bool {
	return k == fyne.KeyEscape || k == fyne.KeyReturn || k == fyne.KeyEnter || functionKey(k)
}

// functionKey tells whether it is F1 to F12, which no field has a use for.
func functionKey(k fyne.KeyName) bool {
	return len(k) > 1 && k[0] == 'F' && strings.Trim(string(k[1:]), "0123456789") == ""
}

// passKey gives a key to the window, as if nothing had the keyboard.
func passKey(w fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// button is one that Enter presses as Space does.
type button struct {
	widget.Button
	keyHook
	tip tipHook
}

var (
	_ fyne.Focusable    = (*button)(nil)
	_ desktop.Hoverable = (*button)(nil)
)

func newButton(text string, tapped func()) *button { return newIconButton(text, nil, tapped) }

func newIconButton(text string, icon fyne.Resource, tapped func()) *button {
	b := &button{}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// newMainButton is the one that answers a dialog.
func newMainButton(text string, tapped func()) *button {
	b := newButton(text, tapped)
	b.Importance = widget.HighImportance
	return b
}

// press does what a click does, if it can be clicked.
func (b *button) press() {
	if !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// TypedKey presses the button or hands the key on.
func (b *button) TypedKey(e *fyne.KeyEvent) {
	enter := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
	switch {
	case enter && (b.onKey == nil || !b.onKey(e.Name)):
		b.press()
	case !enter && b.hand(b, e):
		b.Button.TypedKey(e)
	}
}

// Tapped is a click. With reduced motion nothing spreads over the button.
func (b *button) Tapped(e *fyne.PointEvent) {
	b.tip.leave()
	if (settings{fyne.CurrentApp().Preferences()}).reducedMotion() {
		b.press()
		return
	}
	b.Button.Tapped(e)
}

// MouseIn begins to wait for the tooltip.
func (b *button) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	b.tip.rest(b)
}

// MouseOut takes it away.
func (b *button) MouseOut() {
	b.Button.MouseOut()
	b.tip.leave()
}

// FocusGained begins to wait for the tooltip too.
func (b *button) FocusGained() {
	b.Button.FocusGained()
	b.tip.rest(b)
}

// FocusLost takes it away.
func (b *button) FocusLost() {
	b.Button.FocusLost()
	b.tip.leave()
}

// check is a tick.
type check struct {
	widget.Check
	keyHook
}

func newCheck(text string, changed func(bool)) *check {
	c := &check{}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey hands the key on; Space comes as a character.
func (c *check) TypedKey(e *fyne.KeyEvent) {
	if c.hand(c, e) {
		c.Check.TypedKey(e)
	}
}

// selectBox is a button that opens a list of which one line is chosen.
type selectBox struct {
	widget.Select
	keyHook
}

func newSelect(options []string, changed func(string)) *selectBox {
	s := &selectBox{}
	s.Options, s.OnChanged, s.PlaceHolder = options, changed, "Choose one"
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey opens the list or hands the key on.
func (s *selectBox) TypedKey(e *fyne.KeyEvent) {
	if s.hand(s, e) {
		s.Select.TypedKey(e)
	}
}

// list is a list of lines that can be walked by key.
type list struct {
	widget.List
	keyHook
}

func newList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *list {
	l := &list{}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey walks the list or hands the key on.
func (l *list) TypedKey(e *fyne.KeyEvent) {
	if l.hand(l, e) {
		l.List.TypedKey(e)
	}
}
