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
	below   []fyne.CanvasObject
	box     *fyne.Container
}

func newField(name, caption string, input fyne.CanvasObject, below ...fyne.CanvasObject) *field {
	f := &field{name: name, input: input, caption: widget.NewLabel(caption), wrong: widget.NewLabel("")}
	f.caption.SizeName, f.wrong.SizeName = theme.SizeNameCaptionText, theme.SizeNameCaptionText
	f.caption.Importance = widget.LowImportance
	f.wrong.Importance = widget.DangerImportance
	f.wrong.Wrapping = fyne.TextWrapWord
	f.wrong.Hide()
	f.below = below
	f.arrange(captionLayout{})
	return f
}

// arrange lays the field out.
func (f *field) arrange(l fyne.Layout) *field {
	objects := append([]fyne.CanvasObject{f.caption, f.input}, f.below...)
	f.box = container.New(l, append(objects, f.wrong)...)
	return f
}

// say shows what is wrong; "" says that nothing is.
func (f *field) say(message string) {
	if message == f.said() {
		return
	}
	if message == "" {
		f.wrong.Hide()
	} else {
		f.wrong.SetText(message)
		f.wrong.Show()
	}
	f.box.Refresh()
}

// said is what is shown to be wrong.
func (f *field) said() string {
	if !f.wrong.Visible() {
		return ""
	}
	return f.wrong.Text
}

// captionWidth is that of the column of captions, logical pixels.
const captionWidth = 76

// captionLayout puts a caption to the left of an input and of what follows it
// below; the form is narrow and high enough only when it is dense. A wide one
// has its caption above and the whole width for the rest.
type captionLayout struct {
	wide  bool
	broad fyne.CanvasObject // takes the whole width all the same; may be nil
}

var _ fyne.Layout = captionLayout{}

func (l captionLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, y := float32(captionWidth), float32(0)
	caption := objects[0].MinSize()
	objects[0].Move(fyne.NewPos(-4, 4))
	objects[0].Resize(fyne.NewSize(captionWidth+6, caption.Height))
	if l.wide {
		objects[0].Resize(fyne.NewSize(size.Width, caption.Height))
		x, y = 0, caption.Height
	}
	for _, o := range objects[1:] {
		if !o.Visible() {
			continue
		}
		left := x
		if o == l.broad {
			left = 0
		}
		o.Resize(fyne.NewSize(size.Width-left, o.Size().Height)) // what wraps is as high as it is narrow
		h := o.MinSize().Height
		o.Move(fyne.NewPos(left, y))
		o.Resize(fyne.NewSize(size.Width-left, h))
		y += h
	}
}

func (l captionLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects[1:] {
		if o.Visible() {
			h += o.MinSize().Height
		}
	}
	caption := objects[0].MinSize().Height
	if l.wide {
		h += caption
	}
	return fyne.NewSize(captionWidth+100, max(h, caption))
}

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
