package ui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/storage/article"
)

// The library's text field takes a third of a second for a keystroke in a text
// of 60 kB. So a long text is edited in parts: one of them is in the field, and
// a paste of megabytes never goes through it.

// partSize is the most text, in bytes, that is in the field at a time.
const partSize = 12 << 10

// textArea is a field for running text: Enter begins a line, Ctrl+Enter is its
// owner's, Tab goes on.
type textArea struct {
	widget.Entry
	accept, escape func()
	pasted         func(string) bool // may take a paste
	long           *container.Scroll
}

func newTextArea(rows int) *textArea {
	a := &textArea{}
	a.MultiLine, a.Wrapping = true, fyne.TextWrapWord
	a.ExtendBaseWidget(a)
	a.SetMinRowsVisible(rows)
	return a
}

// CreateRenderer is for the window library.
func (a *textArea) CreateRenderer() fyne.WidgetRenderer {
	r := a.Entry.CreateRenderer()
	a.long = scrollOf(r)
	return r
}

func (a *textArea) inside() *container.Scroll { return whenLong(&a.Entry, a.long) }

// AcceptsTab is false: Tab goes to the next field.
func (a *textArea) AcceptsTab() bool { return false }

// TypedKey hands on what the window has a use for.
func (a *textArea) TypedKey(k *fyne.KeyEvent) {
	switch {
	case functionKey(k.Name):
		passKey(a, k)
	case k.Name == fyne.KeyEscape:
		callIf(a.escape)
	default:
		a.Entry.TypedKey(k)
	}
}

// TypedShortcut takes Ctrl+Enter, and a paste that is too long for a field.
func (a *textArea) TypedShortcut(s fyne.Shortcut) {
	switch c := s.(type) {
	case *fyne.ShortcutPaste:
		if a.pasted != nil && a.pasted(c.Clipboard.Content()) {
			return
		}
	case *desktop.CustomShortcut:
		if c.Modifier == fyne.KeyModifierShortcutDefault && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) {
			callIf(a.accept)
			return
		}
	}
	a.Entry.TypedShortcut(s)
}

// longText is an editor for a text of any length, in parts.
type longText struct {
	root    *fyne.Container
	area    *textArea
	size    *widget.Label // words, and which part it is
	earlier *button
	later   *button

	parts   []string
	words   []int // of each part
	at      int
	changed func() // by the person
	setting bool
}

func newLongText(rows int, changed func()) *longText {
	t := &longText{area: newTextArea(rows), size: widget.NewLabel(""), changed: changed}
	t.size.SizeName, t.size.Importance = theme.SizeNameCaptionText, widget.LowImportance
	t.earlier = newIconButton("", theme.NavigateBackIcon(), func() { t.show(t.at - 1) })
	t.later = newIconButton("", theme.NavigateNextIcon(), func() { t.show(t.at + 1) })
	t.earlier.Importance, t.later.Importance = widget.LowImportance, widget.LowImportance
	t.area.pasted = t.paste
	t.area.OnChanged = func(s string) {
		if !t.setting {
			t.parts[t.at], t.words[t.at] = s, article.Words(s)
			t.say()
			callIf(t.changed)
		}
	}
	foot := container.NewBorder(nil, nil, nil, container.NewHBox(t.earlier, t.later), t.size)
	t.root = container.NewBorder(nil, foot, nil, nil, t.area)
	t.set("")
	return t
}

// set shows a text from its beginning.
func (t *longText) set(text string) {
	t.parts = partsOf(text)
	t.words = make([]int, len(t.parts))
	for i, p := range t.parts {
		t.words[i] = article.Words(p)
	}
	t.at = -1
	t.show(0)
}

// text is all of it.
func (t *longText) text() string { return strings.Join(t.parts, "") }

// length is the number of bytes in it.
func (t *longText) length() (n int) {
	for _, p := range t.parts {
		n += len(p)
	}
	return n
}

func (t *longText) show(i int) {
	i = min(max(i, 0), len(t.parts)-1)
	if i != t.at {
		t.at = i
		t.setting = true
		t.area.SetText(t.parts[i])
		t.area.CursorRow, t.area.CursorColumn = 0, 0
		t.area.Refresh()
		t.setting = false
	}
	t.say()
}

// say tells how many words there are and which part is shown.
func (t *longText) say() {
	n := 0
	for _, w := range t.words {
		n += w
	}
	text := count(n, "word")
	if n == 0 {
		text = ""
	}
	several := len(t.parts) > 1
	if several {
		text += fmt.Sprintf(" · part %d of %d", t.at+1, len(t.parts))
	}
	t.size.SetText(text)
	t.earlier.Hidden, t.later.Hidden = !several, !several
	setEnabled(t.earlier, t.at > 0)
	setEnabled(t.later, t.at < len(t.parts)-1)
}

func setEnabled(b *button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// place stands, for a moment, where the cursor is in a text.
const place = "\ue000"

// paste takes a text that would make the part too long: it is put where the
// cursor is, and the whole is parted anew.
func (t *longText) paste(content string) bool {
	content = article.Clean(content)
	if len(content)+len(t.area.Text) <= partSize {
		return false
	}
	t.setting = true
	t.area.TypedRune([]rune(place)[0]) // takes the place of what is selected
	before, after, found := strings.Cut(t.area.Text, place)
	t.setting = false
	if !found {
		before, after = t.parts[t.at], ""
	}
	head := strings.Join(t.parts[:t.at], "") + before
	t.set(head + content + after + strings.Join(t.parts[t.at+1:], ""))
	for at, n := 0, 0; at < len(t.parts); at++ {
		if n += len(t.parts[at]); n > len(head) {
			t.show(at)
			break
		}
	}
	callIf(t.changed)
	return true
}

// partsOf parts a text, at a blank line where there is one, else at the end of
// a line or a word. Joined, the parts are the text.
func partsOf(text string) (parts []string) {
	for len(text) > partSize {
		end := cutAt(text[:partSize])
		parts = append(parts, text[:end])
		text = text[end:]
	}
	return append(parts, text)
}

func cutAt(s string) int {
	for _, mark := range []string{"\n\n", "\n", ". ", " "} {
		if i := strings.LastIndex(s, mark); i >= len(s)/2 {
			return i + len(mark)
		}
	}
	end := len(s)
	for end > 0 {
		if r, n := utf8.DecodeLastRuneInString(s[:end]); r != utf8.RuneError || n > 1 {
			break
		}
		end--
	}
	return max(end, 1)
}
