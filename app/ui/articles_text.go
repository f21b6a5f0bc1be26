package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts/paint"
	"saywhen/storage"
)

const lowImportance = widget.LowImportance

// cutTitle takes a title off the front of what names a source.
func cutTitle(source, title string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(source, title)
	return strings.TrimPrefix(rest, ", "), ok
}

func joinDots(a, b string) string {
	if a == "" {
		return b
	}
	return a + " · " + b
}

// versionName says which of a document's versions is shown.
func versionName(d storage.Document, v storage.Version) string {
	n := len(d.Versions)
	if n > 0 && d.Versions[n-1].ID == v.ID {
		return fmt.Sprintf("Newest text of %d", n)
	}
	return fmt.Sprintf("Older text, %d of %d", v.Number, n)
}

// speakerStrip names the speakers that the keys 1 to 9 begin a statement of, and
// says what the keys do with what is selected.
type speakerStrip struct {
	root    *fyne.Container
	names   *fyne.Container
	hint    *textBlock
	palette func() paint.Palette
	choose  func(int)
	shown   []string
}

func newSpeakerStrip(palette func() paint.Palette, choose func(int)) *speakerStrip {
	t := &speakerStrip{palette: palette, choose: choose, hint: newTextBlock(palette)}
	t.names = container.New(asMany{gap: 16})
	t.root = container.New(layout.NewCustomPaddedLayout(4, 4, 12, 12), container.NewVBox(t.hint, t.names))
	t.names.Hide()
	return t
}

// maxSpeakers is how many speakers have a key.
const maxSpeakers = 9

// set names other speakers.
func (t *speakerStrip) set(names []string) {
	if strings.Join(names, "\n") == strings.Join(t.shown, "\n") {
		return
	}
	t.shown = names
	t.names.Objects = nil
	for i, n := range names {
		t.names.Add(newTextLine(t.palette, fmt.Sprintf("%d  %s", i+1, shorten(n, 18)), 12))
	}
	t.names.Hidden = len(names) == 0
	t.root.Refresh()
}

// say tells what the keys do now.
func (t *speakerStrip) say(p paragraph) {
	t.hint.set(p)
	t.root.Refresh()
}

// readerSize is the size of the letters of articles, logical pixels.
func (s settings) readerSize() float32 {
	return min(max(float32(s.p.FloatWithFallback("reader_size", 17)), 11), 32)
}

func (s settings) setReaderSize(size float32) { s.p.SetFloat("reader_size", float64(size)) }

// asMany is a layout: objects beside each other, as many as there is room for;
// the rest are left out.
type asMany struct{ gap float32 }

// Layout is for the window library.
func (l asMany) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		m := o.MinSize()
		o.Move(fyne.NewPos(x, 0))
		o.Resize(m)
		x += m.Width + l.gap
		if x-l.gap > size.Width {
			o.Resize(fyne.NewSize(0, 0))
			o.Move(fyne.NewPos(0, -2*m.Height))
			x = size.Width + 1
		}
	}
}

// MinSize is for the window library.
func (asMany) MinSize(objects []fyne.CanvasObject) (s fyne.Size) {
	for _, o := range objects {
		s.Height = max(s.Height, o.MinSize().Height)
	}
	return s
}
