package ui

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// field is one line of the form: a caption, what is typed into, and room for
// what is wrong with it.
type field struct {
	name    string // as app.FieldError names it
	input   fyne.CanvasObject
	caption *widget.Label
	wrong   *widget.Label
	box     *fyne.Container
}

func newField(name, caption string, input fyne.CanvasObject, below ...fyne.CanvasObject) *field {
	f := &field{name: name, input: input, caption: widget.NewLabel(caption), wrong: widget.NewLabel("")}
	f.caption.SizeName, f.wrong.SizeName = theme.SizeNameCaptionText, theme.SizeNameCaptionText
	f.caption.Importance = widget.LowImportance
	f.wrong.Importance = widget.DangerImportance
	f.wrong.Wrapping = fyne.TextWrapWord
	f.wrong.Hide()
	objects := append([]fyne.CanvasObject{f.caption, input}, below...)
	f.box = container.New(captionLayout{}, append(objects, f.wrong)...)
	return f
}

// say shows what is wrong; "" says that nothing is.
func (f *field) say(message string) {
	if message == "" {
		f.wrong.Hide()
	} else {
		f.wrong.SetText(message)
		f.wrong.Show()
	}
	f.box.Refresh()
}

// captionLayout stacks a caption, an input and what follows, the caption close
// to the input that it names.
type captionLayout struct{}

var _ fyne.Layout = captionLayout{}

const captionCloser = 7 // logical pixels of a caption's own padding that are saved

func (captionLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(-3)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h
		if i == 0 {
			y -= captionCloser
		}
	}
}

func (captionLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			s = fyne.NewSize(max(s.Width, min(m.Width, 120)), s.Height+m.Height)
		}
	}
	return fyne.NewSize(s.Width, s.Height-captionCloser-3)
}

// plainEntry is a text field without completion. In one of several lines Enter
// still saves; Shift+Enter begins a new line.
type plainEntry struct {
	widget.Entry
	enter, escape, edited, left, entered func()
	setting, shift                       bool
	long                                 *container.Scroll // of several lines
}

func newPlainEntry(lines int) *plainEntry {
	e := &plainEntry{}
	e.ExtendBaseWidget(e)
	if lines > 1 {
		e.MultiLine = true
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(lines)
	}
	e.OnChanged = func(string) {
		if !e.setting {
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
func (e *plainEntry) set(text string) {
	if e.Text == text {
		return
	}
	e.setting = true
	e.SetText(text)
	e.setting = false
}

// AcceptsTab is false: Tab goes to the next field, also from several lines.
func (e *plainEntry) AcceptsTab() bool { return false }

// KeyDown notes Shift.
func (e *plainEntry) KeyDown(k *fyne.KeyEvent) {
	e.shift = e.shift || isShift(k.Name)
	e.Entry.KeyDown(k)
}

// KeyUp forgets Shift.
func (e *plainEntry) KeyUp(k *fyne.KeyEvent) {
	e.shift = e.shift && !isShift(k.Name)
	e.Entry.KeyUp(k)
}

// TypedKey saves on Enter and closes on Esc.
func (e *plainEntry) TypedKey(k *fyne.KeyEvent) {
	if functionKey(k.Name) {
		passKey(e, k)
		return
	}
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.MultiLine && e.shift {
			e.Entry.TypedRune('\n')
			return
		}
		callIf(e.enter)
	case fyne.KeyEscape:
		callIf(e.escape)
	default:
		e.Entry.TypedKey(k)
	}
}

// FocusGained tells the form.
func (e *plainEntry) FocusGained() {
	e.Entry.FocusGained()
	callIf(e.entered)
}

// FocusLost tells the form.
func (e *plainEntry) FocusLost() {
	e.shift = false
	e.Entry.FocusLost()
	callIf(e.left)
}

func isShift(k fyne.KeyName) bool { return k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight }

// oneLine makes a text fit for a line of a list.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}

// padded keeps a column off the edges of its panel.
func padded(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(6, 10, 10, 10), o)
}

// quietButton is a line of text that can be clicked. Tab passes it by: it
// stands between fields that are filled in one after the other.
type quietButton struct {
	widget.Label
	tapped func()
}

var (
	_ fyne.Tappable      = (*quietButton)(nil)
	_ desktop.Cursorable = (*quietButton)(nil)
)

func newQuietButton(text string, tapped func()) *quietButton {
	b := &quietButton{tapped: tapped}
	b.Text, b.SizeName, b.Importance = text, theme.SizeNameCaptionText, widget.HighImportance
	b.ExtendBaseWidget(b)
	return b
}

// Tapped does what the text says.
func (b *quietButton) Tapped(*fyne.PointEvent) { b.tapped() }

// Cursor is the hand.
func (b *quietButton) Cursor() desktop.Cursor { return desktop.PointerCursor }
